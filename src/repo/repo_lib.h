/* repo_lib: libgit2 as the files of this room use it: its life, its errors in our words, scope
 * cleanup of its objects. Only for files of repo/. */
#ifndef PIRUN_REPO_REPO_LIB_H
#define PIRUN_REPO_REPO_LIB_H

#include <stdbool.h>
#include <string.h>

#include <git2.h>

#include "base/err.h"

/* Count one more, one less user of the library; the first call costs some ms. Source:
 * git_libgit2_init. Errors: ERR_INTERNAL. */
int repo_lib_start(struct err *err);
void repo_lib_stop(void);

/* Fill ERR with the sentence FORMAT, ": " and libgit2's message of this thread; answers -1. The
 * code follows from RESULT (what libgit2 answered) and the message: GIT_ENOTFOUND not_found,
 * GIT_ELOCKED busy, GIT_ECONFLICT and GIT_EMODIFIED conflict, a full disk no_space, else internal.
 * Thread: the one that failed, before any other call of libgit2. */
int repo_lib_fail(struct err *err, int result, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* True when libgit2 refused a repository of another owner (git's rule `safe.directory`). */
bool repo_lib_is_foreign(int result);
/* True when TEXT, a message of libgit2 or libc, tells of a full disk. */
bool repo_lib_is_full(const char *text);
/* The last message of this thread, never NULL. */
const char *repo_lib_message(void);

/* libgit2 takes lists of texts, and some objects, that it does not change, without const. */
static inline void *repo_mutable(const void *at)
{
    void *same = NULL;
    memcpy(&same, &at, sizeof(same));
    return same;
}

/* NOLINTBEGIN(bugprone-macro-parentheses): a type */
#define REPO_SCOPE(name, type, release)            \
    static inline void repo_scope_##name(type **x) \
    {                                              \
        release(*x);                               \
    }
/* NOLINTEND(bugprone-macro-parentheses) */
REPO_SCOPE(repository, git_repository, git_repository_free)
REPO_SCOPE(reference, git_reference, git_reference_free)
REPO_SCOPE(object, git_object, git_object_free)
REPO_SCOPE(commit, git_commit, git_commit_free)
REPO_SCOPE(tree, git_tree, git_tree_free)
REPO_SCOPE(entry, git_tree_entry, git_tree_entry_free)
REPO_SCOPE(blob, git_blob, git_blob_free)
REPO_SCOPE(index, git_index, git_index_free)
REPO_SCOPE(walk, git_revwalk, git_revwalk_free)
REPO_SCOPE(config, git_config, git_config_free)
REPO_SCOPE(remote, git_remote, git_remote_free)
REPO_SCOPE(diff, git_diff, git_diff_free)
REPO_SCOPE(patch, git_patch, git_patch_free)
REPO_SCOPE(status, git_status_list, git_status_list_free)
REPO_SCOPE(signature, git_signature, git_signature_free)
REPO_SCOPE(references, git_reference_iterator, git_reference_iterator_free)
REPO_SCOPE(branches, git_branch_iterator, git_branch_iterator_free)
REPO_SCOPE(head, git_annotated_commit, git_annotated_commit_free)
#define auto_git(name) __attribute__((cleanup(repo_scope_##name)))
#define auto_gitbuf    __attribute__((cleanup(git_buf_dispose)))

#endif
