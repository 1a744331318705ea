/* env_seal: a tree that a build has filled becomes read-only, and is looked at once: nothing in it
 * but directories, plain files with one name and links. Links are not followed. */
#ifndef PIRUN_ENV_ENV_SEAL_H
#define PIRUN_ENV_ENV_SEAL_H

#include <stdint.h>

#include "base/err.h"

/* Seal all below DIRFD; its own mode is left, so that it can still be renamed by who owns it.
 * *SIZE_BYTES: what it takes on the disk. Errors: ERR_INVALID something else lies in it; by
 * errno. */
int env_seal_tree(int dirfd, int64_t *size_bytes, struct err *err);

#endif
