#include "web/web_run.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "job/job_check.h"
#include "job/run_json.h"
#include "spool/spool_submit.h"
#include "web/web_audit.h"
#include "web/web_fault.h"
#include "web/web_order.h"
#include "web/web_own.h"
#include "web/web_records.h"
#include "web/web_run_form.h"
#include "web/web_wait.h"

#define WAITERS_MAX    256
#define END_WAIT_MS    600000 /* a proxy on the way would give up long before */
#define ACCEPT_WAIT_MS 10000
#define ANY_END        (WEB_WAIT_BIT(RUNNER_RUN_ENDED) | WEB_WAIT_BIT(RUNNER_RUN_RECORDED))
#define RECEIPT_MAX    16384
#define LOCATION       "/api/run/status?run_id="

/* What the runner said of the run. */
enum post_event {
    POST_NOTHING,
    POST_ACCEPTED,
    POST_ENDED,
    POST_RECORDED,
    POST_REFUSED,
    POST_LATE
};

/* One call. While it is busy (the disk works for it), events are only noted. */
struct post {
    struct web_call *call; /* held */
    struct web_waiter *waiter;
    struct ident id;
    int64_t timeout_ms;
    bool wants_end, is_busy;
    enum post_event event;
    /* from the read lane */
    struct web_records *records;
    struct run run;
    bool is_last_look; /* it had been recorded before it was looked at */
    struct json *receipt;
    bool has_failed;
    struct err err;
};

static void finish(struct post *post)
{
    web_wait_cancel(post->waiter);
    web_call_let_go(post->call);
    run_release(&post->run);
    json_free(post->receipt);
    free(post);
}

/* For the audit log. */
static void note(const struct post *post)
{
    char text[sizeof("run ") + IDENT_TEXT_SIZE] = "run ";
    ident_format(&post->id, text + strlen(text));
    web_audit_say(post->call, text);
}

static void answer_state(struct post *post, int64_t started_at_us, enum run_state state)
{
    char id[IDENT_TEXT_SIZE];
    char location[sizeof(LOCATION) + IDENT_TEXT_SIZE] = LOCATION;
    ident_format(&post->id, id);
    (void)strncat(location, id, IDENT_TEXT_SIZE);
    auto_json struct json *json = json_object();
    json_set_string(json, "run_id", id);
    json_set_string(json, "state", run_state_name(state));
    if (started_at_us > 0) {
        char text[CLOCK_TEXT_SIZE];
        clock_format(started_at_us, text);
        json_set_string(json, "started_at", text);
    }
    if (post->timeout_ms > 0)
        json_set_integer(json, "timeout_ms", post->timeout_ms);
    web_call_add(post->call, "location", location);
    note(post);
    web_call_json(post->call, 202, json);
    finish(post);
}

static void advance(struct post *post);
static void wait_for(struct post *post, unsigned kinds);
static void ask_lane(struct post *post, web_work_cb work, web_done_cb done);
static void follow_known(struct post *post, const struct ident *id);

/* On the read lane. */
static void load(void *ctx)
{
    struct post *post = ctx;
    run_release(&post->run);
    post->has_failed = web_records_load(post->records, &post->id, &post->run, &post->err) < 0;
}

/* What has ended and is not shown so yet is a build, which goes on until it is recorded. */
static void loaded(struct web_call *call, void *ctx)
{
    struct post *post = ctx;
    post->is_busy = false;
    bool is_over = run_has_ended(post->run.state) || post->is_last_look;
    if (web_wait_is_over(call)) {
        finish(post);
    } else if (post->has_failed) {
        web_call_error(call, &post->err);
        finish(post);
    } else if (post->wants_end && is_over) {
        auto_json struct json *record = run_json_record(&post->run);
        note(post);
        web_call_json(call, 200, record);
        finish(post);
    } else if (post->wants_end && post->event == POST_ENDED) {
        post->event = POST_NOTHING;
        wait_for(post, WEB_WAIT_BIT(RUNNER_RUN_RECORDED));
        ask_lane(post, load, loaded);
    } else if (post->wants_end && post->event != POST_LATE) {
        advance(post);
    } else {
        answer_state(post, post->run.started_at_us, post->run.state);
    }
}

/* On the read lane. */
static void read_receipt(void *ctx)
{
    struct post *post = ctx;
    char id[IDENT_TEXT_SIZE];
    auto_buf struct buf text;
    buf_init(&text, RECEIPT_MAX);
    ident_format(&post->id, id);
    if (spool_receipt(web_records_spool(post->records), id, &text, &post->err) == 0)
        post->receipt = json_parse(buf_text(&text), text.size, &post->err);
    post->has_failed = !post->receipt;
}

static void receipt_read(struct web_call *call, void *ctx)
{
    struct post *post = ctx;
    struct ident other;
    post->is_busy = false;
    if (web_wait_is_over(call)) {
        finish(post);
        return;
    }
    const char *text = json_get_string(post->receipt, "duplicate_of");
    if (text && ident_parse(text, strlen(text), &other)) {
        follow_known(post, &other);
        return;
    }
    if (post->has_failed)
        web_call_error(call, &post->err);
    else
        web_fault_refuse_by_receipt(call, post->receipt);
    finish(post);
}

static void ask_lane(struct post *post, web_work_cb work, web_done_cb done)
{
    post->is_busy = true;
    post->is_last_look = post->event == POST_RECORDED;
    if (!web_work(post->call, WEB_LANE_READ, work, done, post))
        finish(post);
}

/* Nothing is under way for it on a lane: act on what has been told. */
static void advance(struct post *post)
{
    if (web_wait_is_over(post->call)) {
        finish(post);
        return;
    }
    switch (post->event) {
    case POST_NOTHING:
        break;
    case POST_ACCEPTED:
        answer_state(post, 0, RUN_QUEUED);
        break;
    case POST_REFUSED:
        ask_lane(post, read_receipt, receipt_read);
        break;
    case POST_ENDED:
    case POST_RECORDED:
    case POST_LATE:
        ask_lane(post, load, loaded);
        break;
    }
}

static enum post_event name_event(const struct runner_event *event)
{
    if (!event)
        return POST_LATE;
    if (event->kind == RUNNER_RUN_REFUSED)
        return POST_REFUSED;
    if (event->kind == RUNNER_RUN_RECORDED)
        return POST_RECORDED;
    return event->kind == RUNNER_RUN_ENDED ? POST_ENDED : POST_ACCEPTED;
}

static void happened(void *ctx, const struct runner_event *event)
{
    struct post *post = ctx;
    post->waiter = NULL;
    post->event = name_event(event);
    if (!post->is_busy)
        advance(post);
}

/* Before the run is looked at: then nothing is missed. */
static void wait_for(struct post *post, unsigned kinds)
{
    struct web_wait_for what = {.id = post->id,
                                .kinds = kinds | WEB_WAIT_BIT(RUNNER_RUN_REFUSED),
                                .timeout_ms = post->wants_end ? END_WAIT_MS : ACCEPT_WAIT_MS};
    post->waiter = web_wait_add(post->call, &what, happened, post);
}

/* Another call with the same idempotency key was first: ID is the run of both. */
static void follow_known(struct post *post, const struct ident *id)
{
    web_wait_cancel(take(post->waiter));
    post->id = *id;
    post->event = POST_NOTHING;
    if (web_wait_is_over(post->call)) {
        finish(post);
        return;
    }
    if (post->wants_end)
        wait_for(post, ANY_END);
    ask_lane(post, load, loaded);
}

static void submitted(void *ctx, const struct web_submitted *outcome)
{
    struct post *post = ctx;
    bool is_good = !outcome->fault && !outcome->why_not;
    post->is_busy = false;
    if (web_wait_is_over(post->call)) {
        finish(post);
        return;
    }
    if (outcome->is_known) {
        follow_known(post, &outcome->id);
        return;
    }
    if (is_good) {
        if (!post->waiter && post->event == POST_NOTHING) /* durable is enough */
            post->event = POST_ACCEPTED;
        advance(post);
        return;
    }
    if (outcome->fault)
        web_fault_refuse(post->call, outcome->fault);
    else
        web_call_error(post->call, outcome->why_not);
    finish(post);
}

static int64_t timeout_of(const struct web *web, const struct job *job)
{
    const struct conf *conf = web->rooms.conf;
    if (job->timeout_ms > 0 || !conf)
        return job->timeout_ms;
    return job->kind == JOB_BUILD ? conf->env.timeout_ms : conf->server.run_timeout_ms;
}

/* With an idempotency key only the door can tell which of two at the same time is the run, so the
 * answer waits for the acceptance. */
void web_run_submit(struct web_call *call, const struct web_run_ask *ask)
{
    struct job *job = ask->job;
    struct post *post = xcalloc(1, sizeof(*post));
    job->id = ident_new();
    job->source = JOB_FROM_HTTP;
    job->submitted_by = call->who.name[0] ? xstrdup(call->who.name) : NULL;
    *post = (struct post){.call = call,
                          .id = job->id,
                          .timeout_ms = timeout_of(call->web, job),
                          .wants_end = ask->wants_end,
                          .is_busy = true,
                          .records = call->web->records};
    run_init(&post->run);
    web_call_hold(call);
    if (ask->wants_end)
        wait_for(post, WEB_WAIT_BIT(RUNNER_RUN_ENDED));
    else if (job->idempotency_key)
        wait_for(post, WEB_WAIT_BIT(RUNNER_RUN_QUEUED));
    if (web_submit(call->web, job, ask->original, submitted, post))
        return;
    (void)err_set(&post->err, ERR_BUSY, "too many submissions wait for the disk");
    free(ask->original.data);
    web_call_error(call, &post->err);
    finish(post);
}

/* The header means the same as the key of the body. Source: draft-ietf-httpapi-idempotency-key. */
static int take_key(const struct web_call *call, struct job *job, struct err *err)
{
    const char *key = web_call_header(call, "idempotency-key");
    if (!key)
        return 0;
    if (job->idempotency_key && strcmp(job->idempotency_key, key) != 0)
        return err_set(err, ERR_INVALID,
                       "the header Idempotency-Key and the key 'idempotency_key' differ");
    const char *why = job_check_line(key);
    if (why || strlen(key) > JOB_NAME_MAX)
        return err_set(err, ERR_INVALID, "the header Idempotency-Key %s",
                       *key == '\0' ? "is empty"
                       : why        ? why
                                    : "is longer than 200 bytes");
    free(job->idempotency_key);
    job->idempotency_key = xstrdup(key);
    return 0;
}

/* Errors: ERR_BUSY as many wait as may. */
static int read_wait(const struct web_call *call, bool *wants_end, struct err *err)
{
    if (web_query_flag(&call->query, "wait", wants_end, err))
        return -1;
    if (!*wants_end || web_wait_count(call->web) < WAITERS_MAX)
        return 0;
    web_wait_sweep(call->web);
    if (web_wait_count(call->web) < WAITERS_MAX)
        return 0;
    return err_set(err, ERR_BUSY, "%d calls wait for the end of a run already: ask without 'wait'",
                   WAITERS_MAX);
}

static int read_check(const struct web_call *call, bool *is_checked, struct err *err)
{
    return web_query_text(&call->query, "check")
               ? web_query_flag(&call->query, "check", is_checked, err)
               : 0;
}

static int check_role(const struct web_call *call, const struct job *job, struct err *err)
{
    if (job->kind != JOB_BUILD || call->who.role >= ACCESS_EDITOR)
        return 0;
    return err_set(err, ERR_FORBIDDEN, "a build of the environment needs the role '%s'",
                   access_role_name(ACCESS_EDITOR));
}

static void post_run(struct web_call *call)
{
    struct job job;
    struct job_fault fault;
    struct err err = {0};
    bool wants_end = false;
    bool is_checked = true;
    h2o_iovec_t body = call->req->entity;
    if (!web_order_has_runner(call))
        return;
    if (job_file_parse_asked(body.base ? body.base : "", body.len, &job, &fault) != JOB_FILE_OK) {
        web_fault_refuse(call, &fault);
        return;
    }
    auto_job struct job asked = job;
    if (take_key(call, &asked, &err) || check_role(call, &asked, &err) ||
        read_wait(call, &wants_end, &err) || read_check(call, &is_checked, &err)) {
        web_call_error(call, &err);
        return;
    }
    struct web_submit_text original = {.data = xstrndup(body.base, body.len), .size = body.len};
    struct web_run_ask ask = {.job = &asked, .original = original, .wants_end = wants_end};
    if (is_checked)
        web_run_form_submit(call, &ask);
    else
        web_run_submit(call, &ask);
}

static const struct web_param params[] = {
    {"wait", "boolean", false, "answer when the run has ended, after ten minutes at the latest"},
    {"check", "boolean", false,
     "refuse arguments that the script would refuse, where its text tells; and call its main() "
     "where nothing in it does [1]"},
    {0}};

static const struct web_route routes[] = {
    {.method = "POST",
     .path = "/api/run",
     .role = ACCESS_RUNNER,
     .handler = post_run,
     .body = WEB_BODY_JSON,
     .body_max = JOB_FILE_MAX,
     .params = params,
     .answer = "application/json",
     .statuses = "200 202 400 403 409 413 503 507",
     .help = "Submits a run: the body is a job file without 'v', as 'pirun help job' tells"},
};

WEB_ROUTES(web_run_routes, routes)
