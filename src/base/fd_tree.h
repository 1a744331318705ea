/* fd_tree: removing a directory with all that is in it, whoever made it: links are not followed,
 * and no depth is too deep. */
#ifndef PIRUN_BASE_FD_TREE_H
#define PIRUN_BASE_FD_TREE_H

#include "base/err.h"

/* Remove NAME below DIRFD, a file or a directory with everything below it; nothing there is fine.
 * Errors: by errno, the rest stays then: again goes on. Thread: any, one at a time per tree. */
int fd_tree_remove(int dirfd, const char *name, struct err *err);

#endif
