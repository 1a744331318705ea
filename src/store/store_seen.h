/* store_seen: which files a run of the work tree saw: runs/<id>/tree.json tells (repo_state.h, with
 * "v" and "attempt"), tree.patch is the patch on the commit, if there is one. Written some
 * milliseconds after a run began, by whoever looked; a later attempt replaces both. A run that has
 * no tree.json is as good as any: then nothing is known. Thread: any that may block. */
#ifndef PIRUN_STORE_STORE_SEEN_H
#define PIRUN_STORE_STORE_SEEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/ident.h"
#include "base/json.h"

#define STORE_PATCH_MAX ((size_t)1024 * 1024)

/* A run that began: what a look at the files is for. */
struct store_began {
    struct ident id;
    int attempt;
    int64_t at_us; /* wall clock */
};

/* Write SEEN as tree.json of the run in RUN (a descriptor); takes nothing. */
int store_seen_write(int run, int attempt, const struct json *seen, struct err *err);
/* Its patch: a second name of the file FROM_NAME in FROM, or a copy where that cannot be. */
int store_seen_link_patch(int run, int from, const char *from_name, struct err *err);
int store_seen_write_patch(int run, const struct buf *patch, struct err *err);

/* What RUN saw; NULL: nothing is known of ATTEMPT. Owns: returns the object. */
struct json *store_seen_read(int run, int attempt);
/* Append the patch of the run in RUN to OUT. Errors: ERR_NOT_FOUND there is none. */
int store_seen_patch(int run, struct buf *out, struct err *err);
/* 0: there is none. */
int64_t store_seen_patch_size(int run);

#endif
