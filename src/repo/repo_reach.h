/* repo_reach: one operation on a remote: the known hosts put together, the plan, the child. Only
 * for files of repo/. */
#ifndef PIRUN_REPO_REPO_REACH_H
#define PIRUN_REPO_REPO_REACH_H

#include "base/buf.h"
#include "repo/repo_aside.h"
#include "repo/repo_sync.h"

/* Append the lines of all three lists. */
int repo_reach_hosts(const struct repo_access *access, struct buf *out, struct err *err);
struct repo_errand {
    enum repo_operation operation;
    const char *url, *refspec;
};
/* Run ERRAND in ASIDE. RESULT and errors: as repo_child_run. */
int repo_reach(const struct repo_errand *errand, const struct repo_aside *aside,
               const struct repo_access *access, struct json **result, struct err *err);
/* Make an aside repository for GIT, with the hosts of ACCESS. */
int repo_reach_aside(git_repository *git, const struct repo_access *access, struct repo_aside *out,
                     struct err *err);

#endif
