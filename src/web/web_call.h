/* web_call: one request and its answer. The only place that writes a response. */
#ifndef PIRUN_WEB_WEB_CALL_H
#define PIRUN_WEB_WEB_CALL_H

#include <h2o.h>

#include "base/err.h"
#include "base/json.h"
#include "web/web.h"

/* Lives until the request is over and everybody who shares it has let go (h2o_mem_addref_shared):
 * a handler that answers later looks at REQ first. */
struct web_call {
    struct web *web;
    h2o_req_t *req; /* NULL when the request is over */
};

struct web_call *web_call_create(struct web *web, h2o_req_t *req);

/* Answer, exactly once; nothing when the request is over. Owns: borrows all.
 * HEAD gets the same head and no body. */
void web_call_json(struct web_call *call, int status, const struct json *json);
/* {"error":…,"code":…} with the status of the code. */
void web_call_error(struct web_call *call, const struct err *err);
/* The same with a status that no code has (405, 412, 415). */
void web_call_refuse(struct web_call *call, int status, const struct err *err);

/* The words of RFC 9110 for STATUS, a literal. */
const char *web_call_reason(int status);

#endif
