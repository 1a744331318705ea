#include "web/web_audit.h"

#include <stdlib.h>
#include <string.h>

#include "access/access_audit.h"
#include "access/access_token.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "spool/spool.h"
#include "web/web_auth.h"
#include "web/web_own.h"
#include "web/web_route.h"

struct batch {
    struct web *web;
    int var;
    struct buf lines;
    struct err err; /* ERR_NONE: it was written */
};

static void write_batch(void *at)
{
    struct batch *batch = at;
    (void)access_audit_append(batch->var, batch->lines.data, batch->lines.size, &batch->err);
}

static void note_result(struct web_audit *audit, const struct err *err)
{
    if (err->code != ERR_NONE && !audit->has_failed)
        log_error("the audit log has gaps from now on: %s", err->text);
    audit->has_failed = err->code != ERR_NONE;
}

static void start_batch(struct web *web);

static void batch_written(void *at)
{
    struct batch *batch = at;
    struct web *web = batch->web;
    web->audit.is_writing = false;
    note_result(&web->audit, &batch->err);
    buf_release(&batch->lines);
    free(batch);
    start_batch(web);
}

static void start_batch(struct web *web)
{
    struct web_audit *audit = &web->audit;
    if (audit->is_writing || !audit->lines.size)
        return;
    struct batch *batch = xcalloc(1, sizeof(*batch));
    *batch = (struct batch){.web = web, .var = web->rooms.spool->dirs.var, .lines = audit->lines};
    buf_init(&audit->lines, WEB_AUDIT_WAITING_MAX);
    audit->is_writing = true;
    lane_post(web->lanes[WEB_LANE_SUBMIT], write_batch, batch_written, batch);
}

void web_audit_say(struct web_call *call, const char *detail)
{
    if (call->req)
        call->detail = h2o_strdup(&call->req->pool, detail, strlen(detail)).base;
}

static bool is_one_too_many(struct web_audit *audit)
{
    int64_t minute = clock_boot_ms() / 60000;
    if (minute != audit->minute)
        audit->strangers = 0;
    audit->minute = minute;
    return ++audit->strangers > WEB_AUDIT_STRANGERS;
}

/* Strangers without any token, those who are being slowed down, and those who come from many
 * addresses must not fill the file. */
static bool is_worth_it(const struct web_call *call, int status)
{
    if (call->detail && status == 401)
        return !is_one_too_many(&call->web->audit);
    if (call->detail)
        return true;
    return call->route && web_auth_is_change(call) && status != 401 && status != 429;
}

/* A link that signs in is a secret until it is used, and nobody's business after that. */
static char *target_of(const struct web_call *call)
{
    const h2o_req_t *req = call->req;
    bool has_query = req->query_at != SIZE_MAX;
    bool is_signin = call->route && strcmp(call->route->path, "/api/signin") == 0;
    return xstrndup(req->path.base, has_query && is_signin ? req->query_at : req->path.len);
}

static const char *request_id(struct web_call *call)
{
    const h2o_headers_t *headers = &call->req->res.headers;
    ssize_t at = h2o_find_header_by_str(headers, H2O_STRLIT("x-request-id"), -1);
    if (at < 0)
        return NULL;
    h2o_iovec_t value = headers->entries[at].value;
    return h2o_strdup(&call->req->pool, value.base, value.len).base;
}

void web_audit_answered(struct web_call *call, int status)
{
    struct web *web = call->web;
    if (!web->auth || !is_worth_it(call, status))
        return;
    auto_free char *target = target_of(call);
    auto_free char *method = xstrndup(call->req->method.base, call->req->method.len);
    const struct access_audit_entry entry = {.at_us = clock_wall_us(),
                                             .who = call->who.name,
                                             .role = call->who.role,
                                             .how = access_how_name(call->who.how),
                                             .token = call->who.token_id,
                                             .from = call->who.address,
                                             .method = method,
                                             .target = target,
                                             .status = status,
                                             .request = request_id(call),
                                             .detail = call->detail};
    auto_buf struct buf line;
    buf_init(&line, WEB_AUDIT_WAITING_MAX);
    access_audit_line(&entry, &line);
    if (web->audit.lines.size + line.size <= WEB_AUDIT_WAITING_MAX)
        buf_append(&web->audit.lines, line.data, line.size);
    else
        note_result(&web->audit, &(struct err){.code = ERR_BUSY, .text = "the disk is too slow"});
    start_batch(web);
}

void web_audit_open(struct web *web)
{
    buf_init(&web->audit.lines, WEB_AUDIT_WAITING_MAX);
}

void web_audit_close(struct web *web)
{
    struct web_audit *audit = &web->audit;
    struct err err = {.code = ERR_NONE};
    if (audit->lines.size && web->rooms.spool) {
        (void)access_audit_append(web->rooms.spool->dirs.var, audit->lines.data, audit->lines.size,
                                  &err);
        note_result(audit, &err);
    }
    buf_release(&audit->lines);
}
