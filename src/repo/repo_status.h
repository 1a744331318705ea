/* repo_status: how the work tree differs from the last commit and from the upstream; and the
 * branches. Reads only. */
#ifndef PIRUN_REPO_REPO_STATUS_H
#define PIRUN_REPO_REPO_STATUS_H

#include <stddef.h>

#include "base/err.h"
#include "base/json.h"
#include "repo/repo_open.h"

/* {"branch"? (absent: detached),"head"? (absent: no commit yet),"detached":bool,"unborn":bool,
 * "under_way"?:"merge"…,"upstream"?,"ahead"?,"behind"?,"dirty":bool,
 * "staged":N,"changed":N,"untracked":N,"conflicted":N, "files":[{"path","from"?
 * (renamed),"index"?:WHAT,"work"?:WHAT}],"files_left_out":N, "last_commit"?:{…repo_log.h}}.
 * WHAT is added, modified, deleted, renamed, typechange, untracked or conflicted. At most LIMIT
 * files are listed, all are counted; one file may count as staged and as changed. Ignored files
 * and submodules do not count. Owns: returns the object; NULL with ERR. Thread: any that may
 * block. */
struct json *repo_status(struct repo *repo, size_t limit, struct err *err);

/* {"branches":[{"name","remote":bool,"current":bool,"commit","subject","at","upstream"?,"ahead"?,
 * "behind"?}],"left_out":N}: local ones first, by name. */
struct json *repo_branches(struct repo *repo, size_t limit, struct err *err);

#endif
