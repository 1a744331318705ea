#include "web/web_run_log_times.h"

#include "base/clock.h"

static void add_line(struct json *times, int64_t line, int64_t time_us)
{
    char time[CLOCK_TEXT_SIZE];
    struct json *row = json_object();
    clock_format(time_us, time);
    json_set_integer(row, "line", line);
    json_set_string(row, "time", time);
    json_push(times, row);
}

static int64_t past_hole(struct output_reader *reader, int64_t offset)
{
    int64_t from = 0;
    int64_t to = 0;
    return output_hole(reader, &from, &to) && offset >= from && offset < to ? to : offset;
}

/* The first line that begins at OFFSET or behind it; *AT: where. */
static int64_t line_from(struct output_reader *reader, int64_t offset, int64_t *at)
{
    int64_t line = output_offset_line(reader, offset);
    *at = output_line_offset(reader, line);
    if (*at < offset)
        *at = output_line_offset(reader, ++line);
    return line;
}

struct json *web_run_log_times(struct output_reader *reader, int64_t from, int64_t to)
{
    struct json *answer = json_object();
    struct json *times = json_array();
    int64_t told_us = 0;
    int64_t at = from;
    while (reader && from < to) {
        int64_t until = 0;
        from = past_hole(reader, from);
        int64_t line = line_from(reader, from, &at);
        if (at < from || at >= to)
            break;
        if (json_count(times) == WEB_RUN_LOG_TIMES_MAX) {
            json_set_integer(answer, "next", line);
            break;
        }
        int64_t time_us = output_offset_time(reader, at, &until);
        if (time_us && time_us != told_us)
            add_line(times, line, time_us);
        told_us = time_us;
        from = until > at ? until : at + 1;
    }
    json_set(answer, "times", times);
    return answer;
}
