/* repo_state: what the files of a work tree are in a moment: its commit and, when they differ from
 * it, a patch. Disk is the truth, not git's index. Ignored files are no part of it, and neither are
 * submodules. Reads only; writes nothing into the repository.
 *
 * The patch is as git-diff(1) --binary writes it, of the bytes as they lie on the disk: no line
 * ends are changed. Bounds: REPO_STATE_PATCH_MAX for all of it, REPO_STATE_FILE_MAX for one file,
 * REPO_STATE_FILES_MAX files. What is beyond them is left out and told. It is applied to its commit
 * in memory before it is believed: then the result has the id of the tree that was read.
 *
 * Time: a file that was changed after a run began may have been another one for it. That is seen by
 * its time of change (ctime), which the kernel sets and no program can set back. */
#ifndef PIRUN_REPO_REPO_STATE_H
#define PIRUN_REPO_REPO_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"

#define REPO_STATE_PATCH_MAX ((size_t)1024 * 1024)
#define REPO_STATE_FILE_MAX  ((size_t)1024 * 1024)
#define REPO_STATE_FILES_MAX 2000
#define REPO_STATE_NAMES_MAX 20 /* that are told */

/* A file that was changed since the first of the runs began. */
struct repo_change {
    char *path;
    int64_t at_us;
    bool is_made; /* not in the commit, and made since: not in the patch */
};

struct repo_state {
    bool has_commit; /* false: WHY tells why nothing is known */
    char why[240];
    char commit[41], tree[41];
    char *branch; /* NULL: detached */
    bool is_dirty;
    int64_t file_count;     /* in the patch */
    struct buf patch;       /* empty: the files are those of the commit */
    struct json *left_out;  /* [{"path","why"}…], the first few */
    int64_t left_out_count; /* of all */
    struct repo_change *changes;
    size_t change_count, change_capacity;
};

/* Read the state of PROJECT_PATH for runs that began at SINCE_US or later. New files that were made
 * after that are taken for theirs. No repository, or no commit yet, is no error: see has_commit.
 * Owns: the caller releases OUT, also after a failure. Units: wall clock, microseconds. Errors:
 * ERR_FORBIDDEN another user's repository; ERR_INTERNAL in libgit2's words. Thread: any that may
 * block. */
int repo_state_take(const char *project_path, int64_t since_us, struct repo_state *out,
                    struct err *err);
void repo_state_release(struct repo_state *state);
#define auto_state __attribute__((cleanup(repo_state_release)))

/* The state as it is told of a run that began at BEGAN_US: {"commit","branch"?,"is_dirty","tree"?,
 * "files"?,"patch_bytes"?,"left_out"?:N,"left_out_files"?:[{"path","why"}],"made_since"?:N,
 * "made_since_files"?:[…],"is_late","late"?:N,"late_files"?:[…]}, or {"why"}. "tree" is the id of
 * git's tree object of the files that are not left out. Owns: returns the object. */
struct json *repo_state_json(const struct repo_state *state, int64_t began_us);

#endif
