#include "store/store_row.h"

#include <string.h>

#include "base/clock.h"

static void set_time(struct json *object, const char *key, int64_t wall_us)
{
    char text[CLOCK_TEXT_SIZE];
    if (wall_us <= 0)
        return;
    clock_format(wall_us, text);
    json_set_string(object, key, text);
}

static bool has_ended(const struct store_row *row)
{
    enum run_state state = RUN_QUEUED;
    return row->state && run_state_parse(row->state, &state) && run_has_ended(state);
}

static void set_end(const struct store_row *row, struct json *object)
{
    json_set_string(object, "reason", row->reason);
    if (row->reason && strcmp(row->reason, run_reason_name(RUN_EXITED)) == 0)
        json_set_integer(object, "exit_code", row->exit_code);
    if (row->signal)
        json_set_integer(object, "signal", row->signal);
    json_set_integer(object, "duration_ms", row->duration_ms);
    struct json *output = json_object();
    json_set_integer(output, "bytes", row->output_bytes);
    json_set(object, "output", output);
}

struct json *store_row_json(const struct store_row *row)
{
    struct json *object = json_object();
    struct err ignored; /* labels that the index lost are left out */
    bool is_over = has_ended(row);
    json_set_string(object, "id", row->id);
    json_set_string(object, "state", row->state);
    json_set_string(object, "title", row->title);
    json_set_string(object, "source", row->source);
    json_set_string(object, "submitted_by", row->submitted_by);
    json_set_string(object, "key", row->key);
    if (row->labels_json)
        json_set(object, "labels",
                 json_parse(row->labels_json, strlen(row->labels_json), &ignored));
    if (row->seq)
        json_set_integer(object, "seq", row->seq);
    if (row->attempt)
        json_set_integer(object, "attempt", row->attempt);
    set_time(object, "submitted_at", row->submitted_at_us);
    set_time(object, "queued_at", row->queued_at_us);
    set_time(object, "started_at", row->started_at_us);
    set_time(object, "ended_at", is_over ? row->ended_at_us : 0);
    if (is_over)
        set_end(row, object);
    return object;
}
