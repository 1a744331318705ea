#include "web/web_script.h"

#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "script/script_check.h"
#include "script/script_values.h"
#include "web/web_own.h"
#include "web/web_script_job.h"

#define CHECK_MAX 1048576 /* bytes: what the loop reads as JSON */
#define ARGS_MAX  262144  /* bytes: more than a job file takes */

/* GET /api/form */

static int use_form(struct web_script_job *job, const struct script_form *form, struct err *err)
{
    (void)err;
    job->reply = json_copy(form->root);
    json_set_string(job->reply, "path", job->path.text);
    json_set_string(job->reply, "etag", job->etag[0] ? job->etag : NULL);
    json_set_string(job->reply, "call", form->kind == SCRIPT_MAIN ? SCRIPT_MAIN_NAME : NULL);
    return 0;
}

static void answer(struct web_call *call, void *ctx)
{
    struct web_script_job *job = ctx;
    if (job->result < 0)
        web_call_error(call, &job->err);
    else
        web_call_json(call, 200, job->reply);
    web_script_job_free(job);
}

static void get_form(struct web_call *call)
{
    struct err err;
    struct web_script_job *job =
        web_script_job_create(call, web_query_text(&call->query, "path"), &err);
    if (!job)
        web_call_error(call, &err);
    else if (!web_script_job_start(call, job, use_form, answer))
        web_script_job_free(job);
}

/* POST /api/form/args */

static int use_values(struct web_script_job *job, const struct script_form *form, struct err *err)
{
    if (form->kind == SCRIPT_NONE)
        return err_set(err, ERR_INVALID,
                       "'%.100s' does not tell its arguments: give them as a line", job->path.text);
    if (!job->args && script_values_argv(form, job->values, &job->args, err) < 0)
        return -1;
    size_t count = 0;
    struct json *args = json_array();
    for (; job->args[count]; count++)
        json_push(args, json_new_string(job->args[count]));
    if (script_check_args(form, job->path.text, job->args, count, err) < 0) {
        json_free(args);
        return -1;
    }
    job->reply = json_object();
    json_set(job->reply, "args", args);
    json_set_string(job->reply, "call", form->kind == SCRIPT_MAIN ? SCRIPT_MAIN_NAME : NULL);
    return 0;
}

/* One of the two. */
static int take_args(struct web_script_job *job, const struct json *args, struct err *err)
{
    if (!args == !job->values)
        return err_set(err, ERR_INVALID, "give 'values' or 'args'");
    if (!args)
        return 0;
    size_t count = 0;
    job->args = xcalloc(json_count(args) + 1, sizeof(*job->args));
    for (const struct json *one = json_first(args); one; one = json_next(one)) {
        if (!json_string(one))
            return err_set(err, ERR_INVALID, "'args' must be a list of texts");
        job->args[count++] = xstrdup(json_string(one));
    }
    return 0;
}

/* The job that BODY, which is read here, asks for; NULL: the call is answered. */
static struct web_script_job *job_of(struct web_call *call, struct json **body)
{
    struct err err;
    *body = web_call_fields(call, &err);
    struct web_script_job *job =
        *body ? web_script_job_create(call, json_get_string(*body, "path"), &err) : NULL;
    if (!job)
        web_call_error(call, &err);
    return job;
}

static void post_args(struct web_call *call)
{
    struct err err;
    auto_json struct json *body = NULL;
    struct web_script_job *job = job_of(call, &body);
    if (!job)
        return;
    const struct json *values = json_get(body, "values");
    job->values = values ? json_copy(values) : NULL;
    if (take_args(job, json_get(body, "args"), &err) < 0) {
        web_call_error(call, &err);
        web_script_job_free(job);
        return;
    }
    if (!web_script_job_start(call, job, use_values, answer))
        web_script_job_free(job);
}

/* POST /api/check */

static void post_check(struct web_call *call)
{
    auto_json struct json *body = NULL;
    struct web_script_job *job = job_of(call, &body);
    if (!job)
        return;
    job->text = xstrdup(json_get_string(body, "text"));
    job->text_size = strlen(job->text);
    if (!web_script_job_start(call, job, NULL, answer))
        web_script_job_free(job);
}

static const struct web_param form_params[] = {
    {"path", "string", true, "the script, relative to the project"},
    {0},
};

static const struct web_param args_fields[] = {
    {"path", "string", true, "the script, relative to the project"},
    {"values", "object", false, "the value of each field by its name; null: not given"},
    {"args", "array", false, "words instead, which are only judged"},
    {0},
};

static const struct web_param check_fields[] = {
    {"path", "string", true, "the file whose text it is; what does not end in .py is not checked"},
    {"text", "string", true, "the text as it stands in the editor"},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/form",
     .role = ACCESS_VIEWER,
     .handler = get_form,
     .params = form_params,
     .answer = "application/json",
     .statuses = "200 400 403 404 413 500 503 504",
     .help = "Tells the arguments that a script takes, read from its text without running it"},
    {.method = "POST",
     .path = "/api/form/args",
     .role = ACCESS_VIEWER,
     .handler = post_args,
     .body = WEB_BODY_JSON,
     .body_max = ARGS_MAX,
     .fields = args_fields,
     .answer = "application/json",
     .statuses = "200 400 403 404 413 500 503 504",
     .help =
         "Makes the words of a command line from what was filled into a script's form, or judges "
         "words"},
    {.method = "POST",
     .path = "/api/check",
     .role = ACCESS_VIEWER,
     .handler = post_check,
     .body = WEB_BODY_JSON,
     .body_max = CHECK_MAX,
     .fields = check_fields,
     .answer = "application/json",
     .statuses = "200 400 403 413 500 503 504",
     .help = "Tells the errors and warnings of a Python text that need not be saved; lines and "
             "columns count from 1, columns in characters"},
};

WEB_ROUTES(web_script_routes, routes)
