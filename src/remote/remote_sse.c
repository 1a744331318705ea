#include "remote/remote_sse.h"

#include <string.h>

#include "base/scope.h"

#define RETRY_DIGITS_MAX 9 /* more is no time to wait */

static const char byte_order_mark[] = "\xEF\xBB\xBF";

void remote_sse_init(struct remote_sse *sse)
{
    *sse = (struct remote_sse){.retry_ms = -1};
    buf_init(&sse->line, REMOTE_SSE_MAX);
    buf_init(&sse->data, REMOTE_SSE_MAX);
    buf_init(&sse->name, REMOTE_SSE_MAX);
    buf_init(&sse->id, REMOTE_SSE_MAX);
}

static void forget_event(struct remote_sse *sse)
{
    buf_clear(&sse->data);
    buf_clear(&sse->name);
    sse->has_data = false;
}

void remote_sse_restart(struct remote_sse *sse)
{
    forget_event(sse);
    buf_clear(&sse->line);
    sse->was_cr = false;
    sse->has_begun = false;
    sse->is_stopped = false;
}

void remote_sse_release(struct remote_sse *sse)
{
    buf_release(&sse->line);
    buf_release(&sse->data);
    buf_release(&sse->name);
    buf_release(&sse->id);
}

static void set_data(struct remote_sse *sse, const char *value, size_t size)
{
    if (sse->has_data)
        buf_append(&sse->data, "\n", 1);
    buf_append(&sse->data, value, size);
    sse->has_data = true;
}

static void set_name(struct remote_sse *sse, const char *value, size_t size)
{
    if (memchr(value, '\0', size)) /* no name of ours, and none that C could tell from others */
        return;
    buf_clear(&sse->name);
    buf_append(&sse->name, value, size);
}

static void set_id(struct remote_sse *sse, const char *value, size_t size)
{
    if (memchr(value, '\0', size))
        return;
    buf_clear(&sse->id);
    buf_append(&sse->id, value, size);
}

static void set_retry(struct remote_sse *sse, const char *value, size_t size)
{
    int64_t ms = 0;
    if (size == 0 || size > RETRY_DIGITS_MAX)
        return;
    for (size_t i = 0; i < size; i++) {
        if (value[i] < '0' || value[i] > '9')
            return;
        ms = 10 * ms + (value[i] - '0');
    }
    sse->retry_ms = ms;
}

static const struct {
    const char *name;
    void (*set)(struct remote_sse *sse, const char *value, size_t size);
} fields[] = {{"data", set_data}, {"event", set_name}, {"id", set_id}, {"retry", set_retry}};

/* "field: value"; without a colon the value is empty; a colon first makes a comment. */
static void take_line(struct remote_sse *sse, const char *line, size_t size)
{
    const char *colon = memchr(line, ':', size);
    size_t name_size = colon ? (size_t)(colon - line) : size;
    size_t at = colon ? name_size + 1 : size;
    if (at < size && line[at] == ' ')
        at++;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (strlen(fields[i].name) == name_size && memcmp(line, fields[i].name, name_size) == 0)
            fields[i].set(sse, line + at, size - at);
    }
}

/* An empty line: what was gathered is an event, when it has data. */
static void dispatch(struct remote_sse *sse, remote_event_cb on_event, void *ctx)
{
    struct remote_event event = {.name = sse->name.size ? buf_text(&sse->name) : "message",
                                 .data = buf_text(&sse->data),
                                 .size = sse->data.size,
                                 .id = buf_text(&sse->id)};
    if (sse->has_data && buf_ok(&sse->data))
        sse->is_stopped = !on_event(ctx, &event);
    if (buf_ok(&sse->data))
        forget_event(sse);
}

static void end_line(struct remote_sse *sse, remote_event_cb on_event, void *ctx)
{
    const char *line = buf_text(&sse->line);
    size_t size = sse->line.size;
    size_t mark = sizeof(byte_order_mark) - 1;
    if (!sse->has_begun && size >= mark && memcmp(line, byte_order_mark, mark) == 0) {
        line += mark;
        size -= mark;
    }
    sse->has_begun = true;
    if (size > 0)
        take_line(sse, line, size);
    else
        dispatch(sse, on_event, ctx);
    if (buf_ok(&sse->line))
        buf_clear(&sse->line);
}

static size_t size_to_end(const char *bytes, size_t size)
{
    const char *feed = memchr(bytes, '\n', size);
    size_t most = feed ? (size_t)(feed - bytes) : size;
    const char *back = memchr(bytes, '\r', most);
    return back ? (size_t)(back - bytes) : most;
}

static bool is_sound(const struct remote_sse *sse)
{
    return buf_ok(&sse->line) && buf_ok(&sse->data) && buf_ok(&sse->name) && buf_ok(&sse->id);
}

int remote_sse_feed(struct remote_sse *sse, const char *bytes, size_t size,
                    remote_event_cb on_event, void *ctx, struct err *err)
{
    while (size > 0 && !sse->is_stopped && is_sound(sse)) {
        if (sse->was_cr && *bytes == '\n') {
            bytes++;
            size--;
            sse->was_cr = false;
            continue;
        }
        size_t part = size_to_end(bytes, size);
        buf_append(&sse->line, bytes, part);
        sse->was_cr = part < size && bytes[part] == '\r';
        if (part < size)
            end_line(sse, on_event, ctx);
        part += part < size;
        bytes += part;
        size -= part;
    }
    if (!is_sound(sse))
        return err_set(err, ERR_TOO_LARGE, "an event of the server is larger than %zu bytes",
                       REMOTE_SSE_MAX);
    return 0;
}
