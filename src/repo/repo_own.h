/* repo_own: what the files of this room share. Not for other rooms. */
#ifndef PIRUN_REPO_REPO_OWN_H
#define PIRUN_REPO_REPO_OWN_H

#include <git2.h>

#include "base/err.h"

static inline void repo_scope_repository(git_repository **at)
{
    git_repository_free(*at);
}
static inline void repo_scope_object(git_object **at)
{
    git_object_free(*at);
}
static inline void repo_scope_tree(git_tree **at)
{
    git_tree_free(*at);
}
static inline void repo_scope_entry(git_tree_entry **at)
{
    git_tree_entry_free(*at);
}
#define auto_repository __attribute__((cleanup(repo_scope_repository)))
#define auto_object     __attribute__((cleanup(repo_scope_object)))
#define auto_tree       __attribute__((cleanup(repo_scope_tree)))
#define auto_entry      __attribute__((cleanup(repo_scope_entry)))

/* Open the repository of the directory PATH, never one further up. Between the two calls libgit2
 * is in use by this thread. Errors: ERR_NOT_FOUND there is none; ERR_FORBIDDEN it is another
 * user's; ERR_INTERNAL. Owns: returns it, freed before repo_end. */
git_repository *repo_begin(const char *path, struct err *err);
void repo_end(void);
/* "cannot WHAT '…': " and libgit2's last message of this thread. */
int repo_fail(struct err *err, enum err_code code, const char *what, const char *name);

#endif
