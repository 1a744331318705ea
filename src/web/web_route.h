/* web_route: what this server answers, as tables: one per noun, joined here. The answers 404, 405
 * with Allow, 413, 415 and the description in /openapi.json follow from the tables. */
#ifndef PIRUN_WEB_WEB_ROUTE_H
#define PIRUN_WEB_WEB_ROUTE_H

#include <stddef.h>

#include "access/access_role.h"
#include "web/web_call.h"

/* Answers the call, now or later. Thread: loop; must not block (web_work does that elsewhere). */
typedef void (*web_handler)(struct web_call *call);

enum web_body {
    WEB_BODY_NONE, /* what is sent all the same is ignored */
    WEB_BODY_JSON, /* another content type is a 415, which also keeps forms of strange pages out */
    WEB_BODY_BYTES /* any */
};

/* A parameter of the query, or a key of a JSON body. Tables end with a row without a name. */
struct web_param {
    const char *name;
    const char *type; /* of JSON schema: "string" "integer" "boolean" "array" "object" */
    bool is_required;
    const char *help; /* a phrase */
};

struct web_route {
    const char *method; /* "GET" also serves HEAD */
    const char *path;   /* exactly; a last part "{name}" stands for any one part: call->tail */
    enum access_role role;
    web_handler handler;
    enum web_body body;
    size_t body_max;                /* bytes; 0: server.max_upload_bytes */
    const struct web_param *params; /* NULL: none. Unknown ones are ignored */
    const struct web_param *fields; /* of a JSON body; NULL: not described here */
    const char *answer;             /* content types of the good answer, which a space separates;
                                       NULL: no body */
    const char *statuses; /* what the handler answers: "200 206 404"; those that follow from the
                             tables are not repeated */
    const char *help;     /* one sentence */
};

struct web_routes {
    const struct web_route *rows;
    size_t count;
};
/* For the end of a noun's file: its rows. */
#define WEB_ROUTES(name, table)                                  \
    struct web_routes name(void)                                 \
    {                                                            \
        return (struct web_routes){(table), ARRAY_LEN((table))}; \
    }

/* Row NUMBER of all tables, NULL behind the last one. For documentation and its test. */
const struct web_route *web_route_at(size_t number);
/* Decide who asks and which row is meant; call its handler, or answer why not. */
void web_route_call(struct web_call *call);

#endif
