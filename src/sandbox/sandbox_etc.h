/* sandbox_etc: the /etc of a box: the few files of the machine's that programs need, and a user
 * list that holds nobody of the machine. */
#ifndef PIRUN_SANDBOX_SANDBOX_ETC_H
#define PIRUN_SANDBOX_SANDBOX_ETC_H

#include <stdbool.h>
#include <stddef.h>

/* Absolute paths that are shown read-only when they exist. HAS_NETWORK: names are looked up too. */
const char *const *sandbox_etc_names(bool has_network, size_t *count);
/* Write the others into "etc/" of the working directory. 0, or -1 with errno. Allocates nothing. */
int sandbox_etc_make(void);

#endif
