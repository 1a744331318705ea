/* repo_open: an open repository, on which the other files of this room work. Network work is
 * done by a child (repo_child.h).
 *
 * * What the functions of this room find out they answer as JSON, the same for the command line,
 * HTTP and tests; the shape stands at each function. Commits are full lower case hexadecimal
 * ids, times RFC 3339 in UTC, paths relative to the work tree. */
#ifndef PIRUN_REPO_REPO_OPEN_H
#define PIRUN_REPO_REPO_OPEN_H

#include <stdbool.h>

#include "base/err.h"

/* Is there a repository in PROJECT_PATH itself? */
bool repo_exists(const char *project_path);

/* An open repository. Not to be shared between threads; two may be open at a time. */
struct repo {
    struct git_repository *git;
    char *path; /* of the work tree, as it was given */
};

/* Open the repository of the directory PATH, which must have a work tree. *OUT is touched only on
 * success. Owns: the caller closes with repo_close. Errors: ERR_NOT_FOUND there is none (says
 * `pirun init`); ERR_FORBIDDEN as repo_ensure (repo.h); ERR_INVALID it is bare. */
int repo_open(const char *path, struct repo *out, struct err *err);
void repo_close(struct repo *repo);
#define auto_repo __attribute__((cleanup(repo_close)))

#endif
