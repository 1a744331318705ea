#include "job/job.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"

static const char *const sources[] = {
    [JOB_FROM_FILE] = "file", [JOB_FROM_CLI] = "cli",   [JOB_FROM_CRON] = "cron",
    [JOB_FROM_GIT] = "git",   [JOB_FROM_HTTP] = "http",
};

static const char *const ops[] = {
    [JOB_OP_CANCEL] = "cancel", [JOB_OP_RERUN] = "rerun", [JOB_OP_PAUSE] = "pause",
    [JOB_OP_RESUME] = "resume", [JOB_OP_DRAIN] = "drain",
};

static const struct {
    const char *name, *title;
} builds[] = {
    [JOB_BUILD_SYNC] = {"sync", "(env sync)"},
    [JOB_BUILD_INSTALL] = {"install", "(env install)"},
    [JOB_BUILD_REMOVE] = {"remove", "(env remove)"},
    [JOB_BUILD_LOCK] = {"lock", "(env lock)"},
};

void job_init(struct job *job)
{
    *job = (struct job){.retry = {.backoff = 1}};
}

static void free_texts(char **texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(texts[i]);
    free(texts);
}

static void free_pairs(struct job_pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(pairs[i].key);
        free(pairs[i].value);
    }
    free(pairs);
}

void job_release(struct job *job)
{
    char *const texts[] = {job->submitted_by, job->script,  job->call,       job->module,
                           job->code,         job->archive, job->entrypoint, job->target,
                           job->stdin_text,   job->ref,     job->key,        job->idempotency_key,
                           job->backend,      job->commit,  job->stdin_blob, job->tree};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        free(texts[i]);
    free_texts(job->args, job->arg_count);
    free_pairs(job->env, job->env_count);
    free_pairs(job->labels, job->label_count);
    free_texts(job->require, job->require_count);
    free_texts(job->packages, job->package_count);
    free(job->after);
    job_init(job);
}

void job_drop_words(struct job *job)
{
    free(job->code);
    free(job->stdin_text);
    free(job->stdin_blob);
    free_texts(job->args, job->arg_count);
    free_pairs(job->env, job->env_count);
    job->code = NULL;
    job->stdin_text = NULL;
    job->stdin_blob = NULL;
    job->args = NULL;
    job->arg_count = 0;
    job->env = NULL;
    job->env_count = 0;
}

const char *job_title(const struct job *job)
{
    const char *title = NULL;
    switch (job->kind) {
    case JOB_SCRIPT:
        title = job->script;
        break;
    case JOB_MODULE:
        title = job->module;
        break;
    case JOB_CODE:
        return "(inline code)";
    case JOB_ARCHIVE:
        title = job->entrypoint;
        break;
    case JOB_BUILD:
        return builds[job->build].title;
    case JOB_OP:
        return job_op_name(job->op);
    }
    return title ? title : "(nothing)";
}

const char *job_source_name(enum job_source source)
{
    return sources[source];
}

bool job_source_parse(const char *name, enum job_source *out)
{
    for (size_t i = 0; name && i < ARRAY_LEN(sources); i++) {
        if (strcmp(sources[i], name) == 0) {
            *out = (enum job_source)i;
            return true;
        }
    }
    return false;
}

const char *job_op_name(enum job_op op)
{
    return ops[op];
}

const char *job_build_name(enum job_build build)
{
    return builds[build].name;
}
