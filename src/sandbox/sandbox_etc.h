/* sandbox_etc: the files of a box's /etc that are made for it: a user list that holds nobody of the
 * machine, and names of hosts. */
#ifndef PIRUN_SANDBOX_SANDBOX_ETC_H
#define PIRUN_SANDBOX_SANDBOX_ETC_H

/* Write them into "etc/" of the working directory. 0, or -1 with errno. Allocates nothing. */
int sandbox_etc_make(void);

#endif
