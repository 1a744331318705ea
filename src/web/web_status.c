#include "web/web_status.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "job/run_json.h"
#include "runner/runner_queue.h"
#include "web/web_order.h"
#include "web/web_own.h"
#include "web/web_records.h"

/* A call about one run, on its way to the read lane and back. */
struct about {
    struct web_records *records;
    char *text; /* as the client names it */
    enum job_op op;
    enum job_exact exact;
    struct ident id;
    struct run run;
    bool has_failed;
    struct err err;
};

static void free_about(struct about *about)
{
    run_release(&about->run);
    free(about->text);
    free(about);
}

static void look(void *ctx)
{
    struct about *about = ctx;
    about->has_failed =
        web_records_find(about->records, about->text, &about->id, &about->err) < 0 ||
        web_records_load(about->records, &about->id, &about->run, &about->err) < 0;
}

static void ask(struct web_call *call, const char *text, const struct web_order *what,
                web_done_cb done)
{
    struct about *about = xcalloc(1, sizeof(*about));
    about->records = call->web->records;
    about->text = xstrdup(text);
    about->op = what->op;
    about->exact = what->exact;
    run_init(&about->run);
    if (!web_work(call, WEB_LANE_READ, look, done, about))
        free_about(about);
}

static void answer_status(struct web_call *call, void *ctx)
{
    struct about *about = ctx;
    const struct runner *runner = call->web->runner;
    struct run *run = &about->run;
    if (about->has_failed) {
        web_call_error(call, &about->err);
    } else {
        if (runner && run->state == RUN_QUEUED)
            run->wait =
                runner_queue_why(runner, &about->id, run->wait_text, sizeof(run->wait_text));
        auto_json struct json *record = run_json_record(run);
        web_call_json(call, 200, record);
    }
    free_about(about);
}

static void get_status(struct web_call *call)
{
    struct err err = {0};
    const char *text = web_query_text(&call->query, "run_id");
    if (!web_order_has_runner(call))
        return;
    if (text && *text) {
        ask(call, text, &(struct web_order){.op = JOB_OP_CANCEL}, answer_status);
        return;
    }
    (void)err_set(&err, ERR_INVALID, "which run? Give 'run_id'");
    web_call_error(call, &err);
}

static struct json *outcome(enum job_op op, const struct ident *target)
{
    char text[IDENT_TEXT_SIZE];
    struct json *json = json_object();
    ident_format(target, text);
    json_set_string(json, "run_id", text);
    json_set_string(json, "op", job_op_name(op));
    json_set_bool(json, "done", true);
    return json;
}

static void answer_cancelled(struct web_call *call, enum job_op op, const struct ident *order,
                             const struct ident *target)
{
    (void)order;
    auto_json struct json *json = outcome(op, target);
    web_call_json(call, 200, json);
}

/* The new run has the id of the order. */
static void answer_rerun(struct web_call *call, enum job_op op, const struct ident *order,
                         const struct ident *target)
{
    char text[IDENT_TEXT_SIZE];
    ident_format(target, text);
    auto_json struct json *json = outcome(op, order);
    json_set_string(json, "state", run_state_name(RUN_QUEUED));
    json_set_string(json, "rerun_of", text);
    web_call_json(call, 202, json);
}

static void run_found(struct web_call *call, void *ctx)
{
    struct about *about = ctx;
    const struct run *run = &about->run;
    if (!about->has_failed && about->op == JOB_OP_CANCEL && run_has_ended(run->state)) {
        char text[160];
        run_describe(run, text, sizeof(text));
        about->has_failed = true;
        (void)err_set(&about->err, ERR_CONFLICT, "the run has ended already: %s", text);
    }
    if (about->has_failed)
        web_call_error(call, &about->err);
    else if (web_order_has_runner(call))
        web_order_give(
            call, &(struct web_order){.op = about->op, .target = &about->id, .exact = about->exact},
            about->op == JOB_OP_CANCEL ? answer_cancelled : answer_rerun);
    free_about(about);
}

static int read_exact(const struct json *body, enum job_exact *exact, struct err *err)
{
    bool is_anyway = json_get_bool(body, "anyway", false);
    if (json_get_bool(body, "exact", false))
        *exact = is_anyway ? JOB_EXACT_ANYWAY : JOB_EXACT_STRICT;
    else if (is_anyway)
        return err_set(err, ERR_INVALID, "'anyway' belongs to 'exact'");
    return 0;
}

static void order(struct web_call *call, enum job_op op)
{
    struct err err = {0};
    if (!web_order_has_runner(call))
        return;
    auto_json struct json *body = web_call_fields(call, &err);
    struct web_order what = {.op = op};
    if (body && read_exact(body, &what.exact, &err) == 0)
        ask(call, json_get_string(body, "run_id"), &what, run_found);
    else
        web_call_error(call, &err);
}

static void post_cancel(struct web_call *call)
{
    order(call, JOB_OP_CANCEL);
}

static void post_rerun(struct web_call *call)
{
    order(call, JOB_OP_RERUN);
}

#define RUN_ID                                                                         \
    {                                                                                  \
        "run_id", "string", true, "id of the run, its beginning, or @1 for the newest" \
    }

static const struct web_param named[] = {RUN_ID, {0}};

static const struct web_param rerun_fields[] = {
    RUN_ID,
    {"exact", "boolean", false, "with the very files that the run saw, not those of now [false]"},
    {"anyway", "boolean", false, "with 'exact': also when some of them are not known [false]"},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/run/status",
     .role = ACCESS_VIEWER,
     .handler = get_status,
     .params = named,
     .answer = "application/json",
     .statuses = "200 400 404 409 503",
     .help = "The record of a run; while it waits, also why"},
    {.method = "POST",
     .path = "/api/run/cancel",
     .role = ACCESS_RUNNER,
     .handler = post_cancel,
     .body = WEB_BODY_JSON,
     .body_max = 4096,
     .fields = named,
     .answer = "application/json",
     .statuses = "200 202 400 404 409 503 507",
     .help = "Ends a run, whether it waits or runs"},
    {.method = "POST",
     .path = "/api/run/rerun",
     .role = ACCESS_RUNNER,
     .handler = post_rerun,
     .body = WEB_BODY_JSON,
     .body_max = 4096,
     .fields = rerun_fields,
     .answer = "application/json",
     .statuses = "202 400 404 409 503 507",
     .help = "Submits the job of a run again, as a new run"},
};

WEB_ROUTES(web_status_routes, routes)
