#include "web/web_feed.h"

#include <stdlib.h>

void web_feed_init(struct web_feed *feed, size_t room, size_t size_max_bytes, int64_t head)
{
    *feed = (struct web_feed){.room = room, .size_max = size_max_bytes, .head = head};
    feed->ring = xcalloc(room, sizeof(*feed->ring));
    list_init(&feed->readers);
}

static void drop_oldest(struct web_feed *feed)
{
    struct web_feed_entry *entry = &feed->ring[feed->first];
    feed->size -= entry->event->size;
    web_event_let_go(entry->event);
    feed->first = (feed->first + 1) % feed->room;
    feed->count--;
}

void web_feed_release(struct web_feed *feed)
{
    while (feed->count)
        drop_oldest(feed);
    for (size_t i = 0; i < WEB_FEED_SLOTS; i++)
        web_event_let_go(feed->slots[i].event);
    web_event_let_go(feed->last);
    free(feed->ring);
}

void web_feed_add(struct web_feed *feed, int64_t next, struct web_event *event)
{
    while (feed->count == feed->room || (feed->count && feed->size + event->size > feed->size_max))
        drop_oldest(feed);
    feed->ring[(feed->first + feed->count++) % feed->room] =
        (struct web_feed_entry){.from = feed->head, .next = next, .event = event};
    feed->size += event->size;
    feed->head = next;
}

void web_feed_set(struct web_feed *feed, size_t at, struct web_event *event)
{
    web_event_let_go(feed->slots[at].event);
    feed->slots[at].event = event;
    feed->slots[at].revision++;
}

void web_feed_end(struct web_feed *feed, struct web_event *event)
{
    web_event_let_go(feed->last);
    feed->last = event;
}

void web_feed_move(struct web_feed *feed, int64_t head)
{
    while (feed->count)
        drop_oldest(feed);
    feed->head = head;
}

int64_t web_feed_oldest(const struct web_feed *feed)
{
    return feed->count ? feed->ring[feed->first].from : feed->head;
}

bool web_feed_has_reader_at_head(const struct web_feed *feed)
{
    for (struct list *node = feed->readers.next; node != &feed->readers; node = node->next) {
        if (list_entry(node, struct web_feed_reader, in_feed)->at == feed->head)
            return true;
    }
    return false;
}

struct web_feed_reader *web_feed_join(struct web_feed *feed, struct web_sink *sink, int64_t at,
                                      unsigned topics, const char *run_id)
{
    struct web_feed_reader *reader = xcalloc(1, sizeof(*reader));
    reader->feed = feed;
    reader->sink = sink;
    reader->at = at;
    reader->topics = topics;
    (void)snprintf(reader->run_id, sizeof(reader->run_id), "%s", run_id ? run_id : ""); /* an id */
    list_append(&feed->readers, &reader->in_feed);
    list_append(&sink->readers, &reader->in_sink);
    return reader;
}

void web_feed_leave(struct web_feed_reader *reader)
{
    struct web_feed *feed = reader->feed;
    list_remove(&reader->in_feed);
    list_remove(&reader->in_sink);
    if (feed->on_left)
        feed->on_left(feed->ctx, reader);
    free(reader);
}

static void put(struct web_feed_reader *reader, struct web_event *event)
{
    if (event->topic && !(event->topic & reader->topics))
        return;
    reader->sink->ops->put(reader->sink, event, *reader->run_id ? reader->run_id : NULL);
}

void web_feed_give(struct web_feed_reader *reader, int64_t next, struct web_event *event)
{
    put(reader, event);
    reader->at = next;
    web_event_let_go(event);
}

static void put_slots(struct web_feed_reader *reader)
{
    const struct web_feed *feed = reader->feed;
    for (size_t i = 0; i < WEB_FEED_SLOTS; i++) {
        if (reader->revisions[i] == feed->slots[i].revision)
            continue;
        reader->revisions[i] = feed->slots[i].revision;
        put(reader, feed->slots[i].event);
    }
}

/* The kept event that begins at AT; NULL: none does. Positions grow along the ring. */
static const struct web_feed_entry *find(const struct web_feed *feed, int64_t at)
{
    size_t low = 0;
    size_t high = feed->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct web_feed_entry *entry = &feed->ring[(feed->first + middle) % feed->room];
        if (entry->from == at)
            return entry;
        if (entry->from < at)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* True when READER may get more at once. */
static bool step(struct web_feed_reader *reader)
{
    struct web_feed *feed = reader->feed;
    const struct web_feed_entry *entry = find(feed, reader->at);
    if (!entry) {
        feed->on_behind(feed->ctx, reader);
        return !reader->is_waiting;
    }
    put(reader, entry->event);
    reader->at = entry->next;
    return true;
}

void web_feed_pump(struct web_feed_reader *reader)
{
    const struct web_feed *feed = reader->feed;
    struct web_sink *sink = reader->sink;
    if (reader->is_waiting || !sink->ops->has_room(sink))
        return;
    put_slots(reader);
    while (reader->at != feed->head && sink->ops->has_room(sink)) {
        if (!step(reader))
            break;
    }
    if (reader->at == feed->head && !reader->is_waiting) {
        if (feed->on_head)
            feed->on_head(feed->ctx);
        if (feed->last) {
            put(reader, feed->last);
            sink->ops->over(sink, reader);
        }
    }
    sink->ops->flush(sink);
}

void web_feed_pump_all(struct web_feed *feed)
{
    list_for_each (node, &feed->readers)
        web_feed_pump(list_entry(node, struct web_feed_reader, in_feed));
}

void web_sink_init(struct web_sink *sink, const struct web_sink_ops *ops)
{
    sink->ops = ops;
    list_init(&sink->readers);
}

void web_sink_pump(struct web_sink *sink)
{
    list_for_each (node, &sink->readers)
        web_feed_pump(list_entry(node, struct web_feed_reader, in_sink));
}

void web_sink_release(struct web_sink *sink)
{
    list_for_each (node, &sink->readers)
        web_feed_leave(list_entry(node, struct web_feed_reader, in_sink));
}
