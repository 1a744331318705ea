/* repo_diff: what differs, as hunks for the browser or as a patch for people and git-apply(1).
 * Reads only. */
#ifndef PIRUN_REPO_REPO_DIFF_H
#define PIRUN_REPO_REPO_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "repo/repo_open.h"

#define REPO_DIFF_FILE_MAX 1048576 /* bytes of a file that is compared by lines */

enum repo_diff_kind {
    REPO_DIFF_WORK,    /* index → work tree */
    REPO_DIFF_STAGED,  /* FROM (the last commit) → index */
    REPO_DIFF_ALL,     /* FROM (the last commit) → work tree */
    REPO_DIFF_COMMITS, /* FROM → TO */
    REPO_DIFF_COMMIT,  /* the first parent of TO → TO */
};

struct repo_diff {
    enum repo_diff_kind kind;
    const char *from, *to; /* NULL: HEAD, where one is needed */
    const char *const *paths;
    size_t path_count;  /* 0: all */
    bool has_untracked; /* of the work tree: new files too */
    size_t line_limit;  /* of all hunks together */
};

/* {"files":[{"path","from"? (renamed, copied),"status":added|deleted|modified|renamed|copied|
 * typechange|untracked|conflicted,"old_mode","new_mode","old_id"?,"new_id"?,"old_size","new_size",
 * "is_binary":bool,"is_too_large":bool,"is_left_out":bool,"additions","deletions",
 * "hunks":[{"header","old_start","old_lines","new_start","new_lines",
 * "lines":[{"type":" "|"+"|"-","old"?:N,"new"?:N,"text","no_newline"?:true,
 * "marks"?:[[from,to],…]}]}]}],"additions","deletions"}. Binary files and those above
 * REPO_DIFF_FILE_MAX have no hunks, and "is_left_out" says that the limit of lines was used up.
 * TEXT that is not UTF-8 has U+FFFD there. "marks": which part of a line that replaces another, or
 * is replaced, changed, in characters (code points) of "text", [from,to); when there are none and
 * what is bounded says repo_words.h.
 * Errors: ERR_NOT_FOUND no such commit. Owns: returns the object; NULL with ERR. Thread: any that
 * may block. */
struct json *repo_diff(struct repo *repo, const struct repo_diff *what, struct err *err);

/* Append the same as a patch. Errors: also ERR_TOO_LARGE beyond OUT's cap. */
int repo_diff_patch(struct repo *repo, const struct repo_diff *what, struct buf *out,
                    struct err *err);

#endif
