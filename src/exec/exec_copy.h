/* exec_copy: the files of a commit as a directory on the disk that a run may change, for where no
 * layer over them can be had. Inner part of the supervisor. */
#ifndef PIRUN_EXEC_EXEC_COPY_H
#define PIRUN_EXEC_EXEC_COPY_H

#include "base/err.h"
#include "sandbox/sandbox.h"

/* Copy all that is below FROM, a directory of files, links and directories, to TO, which is made;
 * what is there already (of another attempt) goes first. Both below PROJECT_FD. All of it belongs
 * to USER, where that is another one than we are. Blocks for as long as the disk takes. Errors:
 * ERR_NOT_FOUND no FROM; ERR_TOO_LARGE directories in more than 100 others; by errno. */
int exec_copy(int project_fd, const char *from, const char *to, const struct sandbox_user *user,
              struct err *err);

#endif
