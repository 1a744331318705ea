#include "web/web_bad.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_bad.h"
#include "web/web_order.h"
#include "web/web_own.h"

/* A call about letters, on its way to a lane and back. */
struct about {
    const struct spool *spool;
    char *id; /* or its beginning; NULL: all of them */
    int64_t limit;
    struct json *json; /* what was read */
    struct ident new_id;
    bool has_failed;
    struct err err;
};

static void free_about(struct about *about)
{
    json_free(about->json);
    free(about->id);
    free(about);
}

static void ask(struct web_call *call, struct about *about, enum web_lane lane, web_work_cb work,
                web_done_cb done)
{
    about->spool = call->web->rooms.spool;
    if (!web_work(call, lane, work, done, about))
        free_about(about);
}

static void read_letters(void *ctx)
{
    struct about *about = ctx;
    if (about->id)
        about->json = spool_bad_show(about->spool, about->id, &about->err);
    else
        about->json = spool_bad_list(about->spool, (size_t)about->limit, &about->err);
    about->has_failed = !about->json;
}

static void answer_letters(struct web_call *call, void *ctx)
{
    struct about *about = ctx;
    if (about->has_failed) {
        web_call_error(call, &about->err);
    } else if (about->id) {
        web_call_json(call, 200, about->json);
    } else {
        auto_json struct json *json = json_object();
        json_set(json, "letters", take(about->json));
        web_call_json(call, 200, json);
    }
    free_about(about);
}

/* Errors: the id is empty. */
static int read_id(const char *text, struct about *about, struct err *err)
{
    if (!text || !*text)
        return err_set(err, ERR_INVALID, "which letter? Give 'id'");
    about->id = xstrdup(text);
    return 0;
}

static void get_bad(struct web_call *call)
{
    static const struct web_range limits = {1, SPOOL_BAD_KEEP_COUNT, 200};
    struct err err = {0};
    const char *id = web_query_text(&call->query, "id");
    if (!web_order_has_runner(call))
        return;
    struct about *about = xcalloc(1, sizeof(*about));
    if ((id && read_id(id, about, &err)) ||
        web_query_integer(&call->query, "limit", &limits, &about->limit, &err)) {
        web_call_error(call, &err);
        free_about(about);
        return;
    }
    ask(call, about, WEB_LANE_READ, read_letters, answer_letters);
}

static void retry_letter(void *ctx)
{
    struct about *about = ctx;
    about->has_failed = spool_bad_retry(about->spool, about->id, &about->new_id, &about->err) < 0;
}

static void answer_retried(struct web_call *call, void *ctx)
{
    struct about *about = ctx;
    if (about->has_failed) {
        web_call_error(call, &about->err);
    } else {
        char text[IDENT_TEXT_SIZE];
        ident_format(&about->new_id, text);
        auto_json struct json *json = json_object();
        json_set_string(json, "run_id", text);
        web_call_json(call, 202, json);
    }
    free_about(about);
}

static void post_retry(struct web_call *call)
{
    struct err err = {0};
    if (!web_order_has_runner(call))
        return;
    auto_json struct json *body = web_call_fields(call, &err);
    struct about *about = xcalloc(1, sizeof(*about));
    if (!body || read_id(json_get_string(body, "id"), about, &err)) {
        web_call_error(call, &err);
        free_about(about);
        return;
    }
    ask(call, about, WEB_LANE_SUBMIT, retry_letter, answer_retried);
}

static void drop_letter(void *ctx)
{
    struct about *about = ctx;
    about->has_failed = spool_bad_drop(about->spool, about->id, &about->err) < 0;
}

static void answer_dropped(struct web_call *call, void *ctx)
{
    struct about *about = ctx;
    if (about->has_failed)
        web_call_error(call, &about->err);
    else
        web_call_empty(call, 204);
    free_about(about);
}

static void delete_bad(struct web_call *call)
{
    struct err err = {0};
    if (!web_order_has_runner(call))
        return;
    struct about *about = xcalloc(1, sizeof(*about));
    if (read_id(web_query_text(&call->query, "id"), about, &err)) {
        web_call_error(call, &err);
        free_about(about);
        return;
    }
    ask(call, about, WEB_LANE_SUBMIT, drop_letter, answer_dropped);
}

static const struct web_param list_params[] = {
    {"id", "string", false, "one letter with its file: its id, or the beginning of it"},
    {"limit", "integer", false, "letters that are listed, 1 to 1000; without it 200"},
    {0}};

static const struct web_param named[] = {
    {"id", "string", true, "id of the letter, or the beginning of it"}, {0}};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/bad",
     .role = ACCESS_VIEWER,
     .handler = get_bad,
     .params = list_params,
     .answer = "application/json",
     .statuses = "200 400 404 409 503",
     .help = "Dead letters: files that were refused, and why; newest first"},
    {.method = "POST",
     .path = "/api/bad/retry",
     .role = ACCESS_RUNNER,
     .handler = post_retry,
     .body = WEB_BODY_JSON,
     .body_max = 4096,
     .fields = named,
     .answer = "application/json",
     .statuses = "202 400 404 409 503 507",
     .help = "Puts a letter into the door again, under a new id"},
    {.method = "DELETE",
     .path = "/api/bad",
     .role = ACCESS_RUNNER,
     .handler = delete_bad,
     .params = named,
     .statuses = "204 400 404 409 503",
     .help = "Removes a letter"},
};

WEB_ROUTES(web_bad_routes, routes)
