/* web_call: one request and its answer. The only place that writes a response (web_pull writes one
 * that does not fit into memory). */
#ifndef PIRUN_WEB_WEB_CALL_H
#define PIRUN_WEB_WEB_CALL_H

#include <h2o.h>

#include "access/access.h"
#include "base/err.h"
#include "base/json.h"
#include "base/list.h"
#include "web/web.h"
#include "web/web_query.h"

#define WEB_TAIL_MAX 128
#define WEB_WHO_MAX  (ACCESS_NAME_MAX + 1)
#define WEB_ADDR_MAX 64

struct web_route;

/* Who asks; filled before the handler is called. */
struct web_who {
    enum access_role role;
    char name[WEB_WHO_MAX];     /* of the token or the session's token, for records; "" nobody */
    char address[WEB_ADDR_MAX]; /* of the peer in numbers; "unix" */
    enum access_how how;        /* by what that is known */
    char token_id[ACCESS_ID_SIZE], session_id[ACCESS_ID_SIZE]; /* "": none */
};

/* Lives until the request is over and everybody who shares it has let go (web_call_hold): a handler
 * that answers later looks at REQ first. Thread: loop. */
struct web_call {
    struct web *web;
    h2o_req_t *req; /* NULL when the request is over */
    const struct web_route *route;
    struct web_query query;
    struct web_who who;
    char tail[WEB_TAIL_MAX]; /* what stands for "{name}" in the path of the route */
    const char *detail;      /* for the audit log (web_audit_say); NULL: nothing more to say */
    bool is_answered;
    struct list link; /* among the web's calls, while REQ is there */
};

struct web_call *web_call_create(struct web *web, h2o_req_t *req);
/* Keep CALL beyond the request; let go of it. */
void web_call_hold(struct web_call *call);
void web_call_let_go(struct web_call *call);

/* What the client sent. */
/* The value of a header, lower-case NAME; NULL when there is none. Owns: the request. */
const char *web_call_header(const struct web_call *call, const char *name);
bool web_call_is_head(const struct web_call *call);
/* The body as a JSON object; an empty body is an empty object. Owns: returns a tree, freed with
 * json_free. Errors: ERR_INVALID with line and column, or it is no object. */
struct json *web_call_body(const struct web_call *call, struct err *err);
/* The same, with nothing but the keys that the route's FIELDS name, each of the right type; what is
 * required is there. Errors: ERR_INVALID names the key and what it could have been. */
struct json *web_call_fields(const struct web_call *call, struct err *err);

/* Add a header to the answer. NAME is a literal in lower case; VALUE is copied. */
void web_call_add(struct web_call *call, const char *name, const char *value);

/* Answer, exactly once; nothing when the request is over. Owns: borrows all. HEAD gets the same
 * head and no body. "cache-control: no-store" unless the handler has added another one. */
void web_call_json(struct web_call *call, int status, const struct json *json);
void web_call_bytes(struct web_call *call, int status, const char *type, const void *data,
                    size_t size);
void web_call_empty(struct web_call *call, int status); /* 204, 304 */
/* {"error":…,"code":…} with the status of the code. */
void web_call_error(struct web_call *call, const struct err *err);
/* The same with a status that no code has (405, 412, 415, 416, 429). */
void web_call_refuse(struct web_call *call, int status, const struct err *err);
/* The same with further keys: EXTRA (an object) is taken. */
void web_call_refuse_with(struct web_call *call, int status, const struct err *err,
                          struct json *extra);

/* For web_pull and streams: status and the headers that all answers have; TYPE may be NULL. */
void web_call_head(struct web_call *call, int status, const char *type);
/* The words of RFC 9110 for STATUS, a literal. */
const char *web_call_reason(int status);

#endif
