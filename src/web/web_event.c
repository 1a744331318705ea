#include "web/web_event.h"

#include <stdlib.h>
#include <string.h>

#define DATA_MAX ((size_t)4 * 1024 * 1024) /* a record with all that was asked for */

static struct web_event *make(const char *head, size_t head_size, const char *data, size_t size)
{
    struct web_event *event = xmalloc(sizeof(*event) + head_size + size + 2);
    *event = (struct web_event){.refs = 1, .data_at = head_size, .data_size = size};
    event->size = head_size + size + 2;
    memcpy(event->text, head, head_size);
    memcpy(event->text + head_size, data, size);
    memcpy(event->text + head_size + size, "\n\n", 2);
    return event;
}

struct web_event *web_event_create(const char *name, const char *id, const char *data, size_t size)
{
    char head[WEB_EVENT_ID_MAX + 64];
    int used = 0;
    if (*id)
        used = snprintf(head, sizeof(head), "id: %.47s\n", id); /* fits */
    used += snprintf(head + used, sizeof(head) - (size_t)used, "event: %.20s\ndata: ", name);
    struct web_event *event = make(head, (size_t)used, data, size);
    event->name = name;
    (void)snprintf(event->id, sizeof(event->id), "%s", id); /* ids are short */
    return event;
}

struct web_event *web_event_json(const char *name, const char *id, const struct json *json)
{
    auto_buf struct buf text;
    buf_init(&text, DATA_MAX);
    json_print(json, false, &text);
    if (!buf_ok(&text)) {
        buf_clear(&text);
        buf_add(&text, "{}");
    }
    return web_event_create(name, id, buf_text(&text), text.size);
}

struct web_event *web_event_comment(void)
{
    struct web_event *event = make(":", 1, "", 0);
    event->name = "";
    return event;
}

struct web_event *web_event_hold(struct web_event *event)
{
    event->refs++;
    return event;
}

void web_event_let_go(struct web_event *event)
{
    if (event && --event->refs == 0)
        free(event);
}

void web_event_frame(const struct web_event *event, const char *run_id, struct buf *out)
{
    buf_addf(out, "{\"event\":\"%s\"", event->name);
    if (*event->id)
        buf_addf(out, ",\"id\":\"%s\"", event->id); /* ids have nothing to be escaped */
    if (run_id)
        buf_addf(out, ",\"run_id\":\"%s\"", run_id);
    buf_add(out, ",\"data\":");
    buf_append(out, event->text + event->data_at, event->data_size);
    buf_add(out, "}");
}
