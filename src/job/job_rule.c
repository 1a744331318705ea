#include <stdio.h>
#include <string.h>

#include "base/scope.h"
#include "job/job_reader.h"

/* What holds between the keys of one job file. Each rule answers false when the job breaks it. */

#define CURE_KIND "keep exactly one of script, module, code, archive, build and op"

struct rule_need {
    const char *key;
    const char *needed;
    const char *cure;
};

static const struct rule_need needs[] = {
    {"call", "script", "add the \"script\" whose function it is"},
    {"archive", "entrypoint", "add \"entrypoint\": the path of the .py file to run in the archive"},
    {"entrypoint", "archive", "to run a file of the project, write \"script\" instead"},
    {"target", "op", "say what to do with it: \"op\":\"cancel\" or \"op\":\"rerun\""},
    {"on_conflict", "key", "add a \"key\", or remove 'on_conflict'"},
    {"commit", "ref", "only PiRun writes it: say the commit in \"ref\""},
    {"tree", "commit", "only PiRun writes it: 'pirun rerun --exact' runs the files of a run again"},
    {"exact", "target", "it belongs to an order: \"op\":\"rerun\" with a \"target\""},
    {"after_policy", "after", "add \"after\", or remove 'after_policy'"},
};

struct rule_kind {
    const char *key;
    enum job_kind kind;
};

static const struct rule_kind kinds[] = {
    {"script", JOB_SCRIPT},   {"module", JOB_MODULE}, {"code", JOB_CODE},
    {"archive", JOB_ARCHIVE}, {"build", JOB_BUILD},   {"op", JOB_OP},
};

/* The value of KEY, also when it was given by its other word. */
static const struct json *find_key(const struct job_reader *reader, const char *key)
{
    const struct json *value = json_get(reader->root, key);
    if (!value && reader->is_asked && strcmp(key, "script") == 0)
        return json_get(reader->root, "path");
    return value;
}

static bool is_there(const struct job_reader *reader, const char *key)
{
    return find_key(reader, key) != NULL;
}

static bool has_one_kind(const struct job_reader *reader)
{
    const struct rule_kind *found = NULL;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (!is_there(reader, kinds[i].key))
            continue;
        if (found)
            return job_reader_refuse(reader, find_key(reader, kinds[i].key), true, "schema",
                                     CURE_KIND, "stands beside '%s': a job has one thing to run",
                                     found->key);
        found = &kinds[i];
    }
    if (!found)
        return job_reader_refuse(
            reader, reader->root, false, "schema",
            "add what to run, such as \"script\":\"scripts/report.py\"",
            "names nothing to run: no script, module, code, archive, build or op");
    reader->job->kind = found->kind;
    return true;
}

static bool has_what_keys_need(const struct job_reader *reader)
{
    for (size_t i = 0; i < ARRAY_LEN(needs); i++) {
        if (is_there(reader, needs[i].key) && !is_there(reader, needs[i].needed))
            return job_reader_refuse(reader, json_get(reader->root, needs[i].key), true, "schema",
                                     needs[i].cure, "means nothing without '%s'", needs[i].needed);
    }
    return true;
}

static bool is_about_a_run(enum job_op op)
{
    return op == JOB_OP_CANCEL || op == JOB_OP_RERUN;
}

static bool is_good_order(const struct job_reader *reader)
{
    const struct job *job = reader->job;
    if (job->kind != JOB_OP)
        return true;
    if (is_about_a_run(job->op) && !job->target)
        return job_reader_refuse(reader, json_get(reader->root, "op"), false, "schema",
                                 "add \"target\": the id of the run",
                                 "is '%s' and does not say of which run", job_op_name(job->op));
    if (!is_about_a_run(job->op) && job->target)
        return job_reader_refuse(
            reader, json_get(reader->root, "target"), true, "schema", "remove 'target'",
            "means nothing for '%s', which is about the whole queue", job_op_name(job->op));
    if (job->op != JOB_OP_RERUN && job->exact)
        return job_reader_refuse(reader, json_get(reader->root, "exact"), true, "schema",
                                 "remove 'exact'", "means nothing for '%s'", job_op_name(job->op));
    for (const struct json *value = json_first(reader->root); value; value = json_next(value)) {
        const struct job_row *row = job_schema_find(job_schema(), json_key(value));
        if (row && !row->is_for_orders)
            return job_reader_refuse(reader, value, true, "schema", "remove it: an order is no job",
                                     "means nothing for the order '%s'", job_op_name(job->op));
    }
    return true;
}

static bool takes_packages(enum job_build build)
{
    return build == JOB_BUILD_INSTALL || build == JOB_BUILD_REMOVE;
}

/* A build runs a program of PiRun's, in its own way. */
static bool is_good_build(const struct job_reader *reader)
{
    static const char *const foreign[] = {"args", "env", "stdin", "stdin_blob", "ref", "network"};
    const struct job *job = reader->job;
    if (job->kind != JOB_BUILD)
        return true;
    const struct json *build = json_get(reader->root, "build");
    if (takes_packages(job->build) && job->package_count == 0)
        return job_reader_refuse(
            reader, build, false, "schema", "add \"packages\", such as [\"requests\"]",
            "is '%s' and does not say of which packages", job_build_name(job->build));
    if (!takes_packages(job->build) && job->package_count > 0)
        return job_reader_refuse(reader, json_get(build, "packages"), true, "schema",
                                 "remove it, or use \"action\":\"install\"",
                                 "means nothing for '%s'", job_build_name(job->build));
    for (size_t i = 0; i < ARRAY_LEN(foreign); i++) {
        if (is_there(reader, foreign[i]))
            return job_reader_refuse(reader, json_get(reader->root, foreign[i]), true, "schema",
                                     "remove it: env.… in .pirun.yaml says how builds are made",
                                     "means nothing for a build");
    }
    return true;
}

static bool has_one_stdin(const struct job_reader *reader)
{
    if (!is_there(reader, "stdin") || !is_there(reader, "stdin_blob"))
        return true;
    return job_reader_refuse(reader, json_get(reader->root, "stdin_blob"), true, "schema",
                             "keep one of them", "stands beside 'stdin'");
}

static bool has_good_times(const struct job_reader *reader)
{
    const struct job *job = reader->job;
    if (!job->not_before_us || !job->expires_us || job->expires_us > job->not_before_us)
        return true;
    return job_reader_refuse(reader, json_get(reader->root, "expires"), false, "bad_arg",
                             "make 'expires' later than 'not_before'",
                             "is not after 'not_before', so it could never start");
}

static bool does_not_wait_for_itself(const struct job_reader *reader)
{
    const struct json *item = json_first(json_get(reader->root, "after"));
    for (size_t i = 0; i < reader->job->after_count; i++, item = json_next(item)) {
        if (ident_equal(&reader->job->after[i], &reader->job->id))
            return job_reader_refuse(reader, item, false, "bad_arg", "remove this id from 'after'",
                                     "is the job itself, which would wait for ever");
    }
    return true;
}

bool job_reader_check_rules(const struct job_reader *reader)
{
    return has_one_kind(reader) && has_what_keys_need(reader) && is_good_order(reader) &&
           is_good_build(reader) && has_one_stdin(reader) && has_good_times(reader) &&
           does_not_wait_for_itself(reader);
}
