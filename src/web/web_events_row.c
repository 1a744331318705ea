#include "web/web_events_row.h"

#include "base/clock.h"

static void set_time(struct json *row, const char *key, int64_t wall_us)
{
    char text[CLOCK_TEXT_SIZE];
    if (!wall_us)
        return;
    clock_format(wall_us, text);
    json_set_string(row, key, text);
}

static void set_labels(struct json *row, const struct job *job)
{
    if (!job->label_count)
        return;
    struct json *labels = json_object();
    for (size_t i = 0; i < job->label_count; i++)
        json_set_string(labels, job->labels[i].key, job->labels[i].value);
    json_set(row, "labels", labels);
}

static void set_end(struct json *row, const struct run *run)
{
    const struct run_result *result = &run->result;
    set_time(row, "ended_at", result->ended_at_us);
    json_set_string(row, "reason", run_reason_name(result->reason));
    if (result->reason == RUN_EXITED)
        json_set_integer(row, "exit_code", result->exit_code);
    if (result->reason == RUN_SIGNALLED)
        json_set_integer(row, "signal", result->signal);
    json_set_integer(row, "duration_ms", result->duration_ms);
    struct json *output = json_object();
    json_set_integer(output, "bytes", result->output.bytes);
    json_set(row, "output", output);
}

struct json *web_events_row(const struct run *run, const struct ident *id)
{
    char text[IDENT_TEXT_SIZE];
    struct json *row = json_object();
    ident_format(id, text);
    json_set_string(row, "id", text);
    json_set_string(row, "state", run_state_name(run ? run->state : RUN_QUEUED));
    if (!run)
        return row;
    json_set_string(row, "title", job_title(&run->job));
    json_set_string(row, "source", job_source_name(run->job.source));
    json_set_string(row, "submitted_by", run->job.submitted_by);
    json_set_string(row, "key", run->job.key);
    set_labels(row, &run->job);
    if (run->job.seq)
        json_set_integer(row, "seq", run->job.seq);
    if (run->attempt)
        json_set_integer(row, "attempt", run->attempt);
    set_time(row, "submitted_at", run->job.submitted_at_us);
    set_time(row, "queued_at", run->job.queued_at_us);
    set_time(row, "started_at", run->started_at_us);
    if (run_has_ended(run->state))
        set_end(row, run);
    return row;
}
