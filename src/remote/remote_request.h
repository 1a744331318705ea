/* remote_request: one question to the server and its answer. */
#ifndef PIRUN_REMOTE_REMOTE_REQUEST_H
#define PIRUN_REMOTE_REMOTE_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "remote/remote.h"

#define REMOTE_ANSWER_MAX ((size_t)64 * 1024 * 1024) /* bytes: a page of 1,000 full records fits */

/* One name of a query; a NULL value leaves it out. */
struct remote_pair {
    const char *name, *value;
};

/* Borrowed during the call. */
struct remote_request {
    const char *method;              /* "GET" "POST" "DELETE" */
    const char *path;                /* "/api/run/status" */
    const struct remote_pair *query; /* encoded here; NULL: none */
    size_t query_count;
    const char *body; /* JSON text; NULL: none */
    bool takes_busy;  /* a 503 with an object that is no error is an answer: /health */
    /* NULL: none. With one, a POST whose answer was lost is repeated. */
    const char *idempotency_key;
};

/* Ask, and answer the JSON of a 2xx (an empty object when there was no body). A GET that is
 * answered 429 or 503 is repeated up to three times after what Retry-After says, ten seconds at
 * most; all else that fails is not repeated, but for the lost answer above.
 * Owns: returns a tree, freed with json_free. Errors: what the server says, with the code that it
 * has on the spot (remote_error.h); ERR_REMOTE no answer came, or none of PiRun's. */
struct json *remote_ask(struct remote *remote, const struct remote_request *request,
                        struct err *err);

/* Of a run's output: where the part that REQUEST (a GET of little) asks for begins, and the size of
 * all. Errors: as above. Source: X-Output-Offset, X-Output-Size, X-Output-Line of /api/run/log. */
struct remote_extent {
    int64_t offset, size;
    int64_t line; /* that OFFSET is in; 0: not said */
};
int remote_ask_extent(struct remote *remote, const struct remote_request *request,
                      struct remote_extent *out, struct err *err);

/* PATH with the query behind it, encoded. Owns: returns the text. Source: RFC 3986 2. */
char *remote_target(const struct remote_request *request);

#endif
