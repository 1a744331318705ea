/* sandbox_mount: mounts by descriptor (the calls of Linux 5.2 and 5.12 that glibc 2.36 only half
 * knows), and paths found without following a link. Inner part of the room: async-signal-safe,
 * allocates nothing, answers by errno. */
#ifndef PIRUN_SANDBOX_SANDBOX_MOUNT_H
#define PIRUN_SANDBOX_SANDBOX_MOUNT_H

#include <stdbool.h>
#include <stdint.h>

#define SANDBOX_PATH_MAX 4096 /* bytes with NUL, as PATH_MAX */

/* A detached copy of what PATH (or, when "", DIRFD) is, all mounts below it included, with FLAGS
 * (MOUNT_ATTR_…) on each. Follows links. IDMAP: a user namespace that maps its owners, -1: none.
 * Owns: returns a descriptor. */
int sandbox_mount_clone(int dirfd, const char *path, uint64_t flags, int idmap);
/* The same for PATH below DIRFD; any link on the way, the last name included, is ELOOP. Answers
 * ENOTDIR for what is neither directory nor regular file. */
int sandbox_mount_clone_below(int dirfd, const char *path, uint64_t flags, int idmap);
/* Put TREE at PATH, relative to the working directory, no links followed. MAY_MAKE: make what is
 * missing on the way. Closes TREE on success. */
int sandbox_mount_attach(int tree, const char *path, bool may_make);
int sandbox_mount_open(const char *path); /* O_PATH, as sandbox_mount_attach finds it */
int sandbox_mount_move(int tree, int target);
/* A small tmpfs, detached, whose names nobody can list. Owns: returns a descriptor. */
int sandbox_mount_empty(void);
/* The directory LOWER with a layer over it, detached: changes go into UPPER (WORK: overlayfs's own,
 * on the same file system), paths relative to the working directory. Owns: returns a descriptor. */
int sandbox_mount_overlay(int lower, const char *upper, const char *work);
int sandbox_mount_set_readonly(int mount);

#endif
