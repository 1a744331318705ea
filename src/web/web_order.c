#include "web/web_order.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_audit.h"
#include "web/web_own.h"
#include "web/web_submit.h"
#include "web/web_wait.h"

#define PATIENCE_MS 10000

struct order {
    struct web_call *call; /* held */
    enum job_op op;
    struct ident id, target;
    struct web_waiter *waiter;
    web_order_cb on_done;
    bool is_submitted, is_over, is_late;
    bool has_failed;
    struct err err;
};

bool web_order_has_runner(struct web_call *call)
{
    struct err err = {0};
    if (call->web->runner)
        return true;
    (void)err_set(&err, ERR_BUSY, "the server does not take runs now: it starts or stops");
    web_call_error(call, &err);
    return false;
}

static void answer_late(const struct order *order)
{
    char id[IDENT_TEXT_SIZE];
    ident_format(&order->id, id);
    auto_json struct json *json = json_object();
    json_set_string(json, "op", job_op_name(order->op));
    json_set_string(json, "id", id);
    json_set_bool(json, "done", false);
    json_set_string(json, "text", "the order lies in the spool and is not carried out yet");
    web_call_json(order->call, 202, json);
}

static void answer_done(const struct order *order)
{
    static const struct ident none;
    char text[sizeof("run ") + IDENT_TEXT_SIZE] = "run ";
    ident_format(&order->target, text + strlen(text));
    if (!ident_equal(&order->target, &none))
        web_audit_say(order->call, text);
    order->on_done(order->call, order->op, &order->id, &order->target);
}

/* Both have come: what the disk says and what the runner says. */
static void answer(struct order *order)
{
    if (web_wait_is_over(order->call))
        order->is_late = true; /* nobody listens */
    else if (order->has_failed)
        web_call_error(order->call, &order->err);
    else if (order->is_late)
        answer_late(order);
    else
        answer_done(order);
    web_wait_cancel(order->waiter);
    web_call_let_go(order->call);
    free(order);
}

static void carried_out(void *ctx, const struct runner_event *event)
{
    struct order *order = ctx;
    order->waiter = NULL;
    order->is_over = true;
    order->is_late = !event;
    if (event && event->why_not) {
        order->has_failed = true;
        order->err = *event->why_not;
    }
    if (order->is_submitted)
        answer(order);
}

static void submitted(void *ctx, const struct web_submitted *outcome)
{
    struct order *order = ctx;
    order->is_submitted = true;
    if (outcome->why_not) {
        order->has_failed = true;
        order->err = *outcome->why_not;
    }
    if (order->is_over || order->has_failed)
        answer(order);
}

static void fill(const struct order *order, const struct web_order *what, struct job *job)
{
    const struct web_who *who = &order->call->who;
    job_init(job);
    job->id = order->id;
    job->kind = JOB_OP;
    job->op = what->op;
    job->exact = what->exact;
    job->source = JOB_FROM_HTTP;
    job->submitted_by = who->name[0] ? xstrdup(who->name) : NULL;
    if (!what->target)
        return;
    job->target = xmalloc(IDENT_TEXT_SIZE);
    ident_format(what->target, job->target);
}

void web_order_give(struct web_call *call, const struct web_order *what, web_order_cb on_done)
{
    auto_job struct job job;
    struct order *order = xcalloc(1, sizeof(*order));
    *order = (struct order){.call = call, .op = what->op, .id = ident_new(), .on_done = on_done};
    if (what->target)
        order->target = *what->target;
    web_call_hold(call);
    fill(order, what, &job);
    struct web_wait_for happening = {
        .id = order->id, .kinds = WEB_WAIT_BIT(RUNNER_ORDER_DONE), .timeout_ms = PATIENCE_MS};
    order->waiter = web_wait_add(call, &happening, carried_out, order);
    if (web_submit(call->web, &job, (struct web_submit_text){0}, submitted, order))
        return;
    order->has_failed = true;
    (void)err_set(&order->err, ERR_BUSY, "too many submissions wait for the disk");
    answer(order);
}
