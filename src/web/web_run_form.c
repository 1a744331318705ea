#include "web/web_run_form.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "script/script_check.h"
#include "web/web_fault.h"
#include "web/web_script_job.h"

struct judging {
    struct job job;
    struct web_submit_text original;
    bool wants_end;
    bool is_wrong;
    struct err why;
};

static void free_judging(struct judging *judging)
{
    job_release(&judging->job);
    free(judging->original.data);
    free(judging);
}

/* On the lane. */
static int judge(struct web_script_job *script_job, const struct script_form *form, struct err *err)
{
    struct judging *judging = script_job->ctx;
    struct job *job = &judging->job;
    (void)err; /* what is wrong is no failure of the look */
    if (form->kind == SCRIPT_MAIN)
        job->call = xstrdup(SCRIPT_MAIN_NAME);
    judging->is_wrong =
        script_check_args(form, job->script, job->args, job->arg_count, &judging->why) < 0;
    return 0;
}

static void submit(struct web_call *call, struct judging *judging)
{
    struct web_run_ask ask = {
        .job = &judging->job, .original = judging->original, .wants_end = judging->wants_end};
    judging->original = (struct web_submit_text){0}; /* taken */
    web_run_submit(call, &ask);
}

static void judged(struct web_call *call, void *ctx)
{
    struct web_script_job *script_job = ctx;
    struct judging *judging = script_job->ctx;
    if (judging->is_wrong && call->req) {
        struct job_fault fault = {0};
        job_fault_set(&fault, "bad_arg",
                      "mend the arguments, or submit with 'check=0' in the query: the script "
                      "decides then",
                      "%s", judging->why.text);
        (void)snprintf(fault.pointer, sizeof(fault.pointer), "/args"); /* fits */
        web_fault_refuse(call, &fault);
    } else if (call->req) {
        submit(call, judging);
    }
    free_judging(judging);
    web_script_job_free(script_job);
}

void web_run_form_submit(struct web_call *call, const struct web_run_ask *ask)
{
    struct err err;
    const struct job *job = ask->job;
    bool is_judged = job->kind == JOB_SCRIPT && !job->ref && !job->call;
    struct web_script_job *script_job =
        is_judged ? web_script_job_create(call, job->script, &err) : NULL;
    if (!script_job) {
        web_run_submit(call, ask);
        return;
    }
    struct judging *judging = xcalloc(1, sizeof(*judging));
    *judging =
        (struct judging){.job = *ask->job, .original = ask->original, .wants_end = ask->wants_end};
    job_init(ask->job);
    script_job->ctx = judging;
    if (web_script_job_start(call, script_job, judge, judged))
        return;
    free_judging(judging);
    web_script_job_free(script_job);
}
