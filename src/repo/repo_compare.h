/* repo_compare: which files differ between two states of a project, each a commit with or without a
 * patch. Reads only. */
#ifndef PIRUN_REPO_REPO_COMPARE_H
#define PIRUN_REPO_REPO_COMPARE_H

#include <stddef.h>

#include "base/err.h"
#include "base/json.h"

struct repo_side {
    const char *commit; /* 40 hexadecimal digits */
    const char *patch;  /* as in repo_state.h */
    size_t patch_size;  /* 0: none */
};

/* {"count":N,"list":[{"path","from"?,"status":added|deleted|modified|renamed|typechange,
 * "additions","deletions"}]} with LIMIT files at most, and {"patch"} with their difference for
 * git-apply(1) unless it is larger than PATCH_MAX bytes (0: not wanted): then
 * {"is_patch_left_out":true}.
 * Owns: returns the object; NULL with ERR. Errors: ERR_NOT_FOUND a commit is not there any more;
 * ERR_INVALID a patch does not fit. Thread: any that may block. */
struct repo_compare {
    struct repo_side a, b;
    size_t limit, patch_max;
};
struct json *repo_compare(const char *project_path, const struct repo_compare *what,
                          struct err *err);

#endif
