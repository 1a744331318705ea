/* web_feed: events in order, for any number of readers. The latest ones are kept and shared: what
 * all readers get is made once. Each reader goes on at its own pace, as its sink has room; who
 * falls so far behind that the next event is not kept any more is handed to the feed's owner. Pure:
 * no files, no clock. Thread: loop.
 *
 *     positions   0 ··· [ kept events ······ ] head
 *                        ↑ reader            ↑ reader that has everything
 *
 * Beside the order there are a few slots, of which only the latest value matters (the state of a
 * run, the length of the queue): a reader gets each newer value once, before further events. */
#ifndef PIRUN_WEB_WEB_FEED_H
#define PIRUN_WEB_WEB_FEED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/ident.h"
#include "base/list.h"
#include "web/web_event.h"

#define WEB_FEED_SLOTS 3

struct web_feed_reader;

/* Where a reader's events go: a connection. It may have several readers. */
struct web_sink;
struct web_sink_ops {
    bool (*has_room)(struct web_sink *sink);
    /* Queue EVENT, of which it takes a share. RUN_ID as in web_event_frame. Must not end the sink
     * or any reader. */
    void (*put)(struct web_sink *sink, struct web_event *event, const char *run_id);
    /* The reader has got the last event of its feed; it may be freed. */
    void (*over)(struct web_sink *sink, struct web_feed_reader *reader);
    /* Events were put, and no more come for the moment: send. Must not end the sink. */
    void (*flush)(struct web_sink *sink);
};
struct web_sink {
    const struct web_sink_ops *ops;
    struct list readers;
};

struct web_feed_entry {
    int64_t from, next; /* positions before and behind it */
    struct web_event *event;
};

struct web_feed {
    struct list readers;
    struct web_feed_entry *ring; /* of ROOM entries; the oldest at FIRST */
    size_t room, first, count;
    size_t size, size_max; /* bytes of the events that are kept */
    int64_t head;
    struct {
        struct web_event *event; /* NULL: no value yet */
        uint64_t revision;
    } slots[WEB_FEED_SLOTS];
    struct web_event *last; /* for readers at the head: then it is over. NULL: it goes on */
    /* READER's next event is not kept any more. The owner gives it what it lacks, now or later
     * (web_feed_give, is_waiting), or moves it. */
    void (*on_behind)(void *ctx, struct web_feed_reader *reader);
    /* A reader has everything that there is. NULL: nobody wants to know. */
    void (*on_head)(void *ctx);
    /* READER is no more: nothing may be given to it. */
    void (*on_left)(void *ctx, struct web_feed_reader *reader);
    void *ctx;
};

/* Lives on the heap; belongs to the sink's list. */
struct web_feed_reader {
    struct list in_feed, in_sink;
    struct web_feed *feed;
    struct web_sink *sink;
    int64_t at;
    unsigned topics; /* set of enum web_topic */
    uint64_t revisions[WEB_FEED_SLOTS];
    char run_id[IDENT_TEXT_SIZE]; /* "": none */
    bool is_waiting;              /* the owner will give, and then call web_feed_pump */
    void *work;                   /* the owner's, while it waits */
};

/* Keep at most ROOM events of SIZE_MAX_BYTES together; the latest one always. The callbacks may be
 * set before the first reader. */
void web_feed_init(struct web_feed *feed, size_t room, size_t size_max_bytes, int64_t head);
/* There must be no readers. */
void web_feed_release(struct web_feed *feed);

/* The next event, from the head to NEXT; takes EVENT. Readers get it with web_feed_pump_all. */
void web_feed_add(struct web_feed *feed, int64_t next, struct web_event *event);
/* A newer value for the slot AT; takes EVENT. */
void web_feed_set(struct web_feed *feed, size_t at, struct web_event *event);
/* Nothing comes any more; takes EVENT, which readers get at the head. */
void web_feed_end(struct web_feed *feed, struct web_event *event);
/* Nothing is kept, and the head is here now: readers elsewhere are behind, or wait for it. */
void web_feed_move(struct web_feed *feed, int64_t head);
/* The position of the oldest event that is kept; the head when there is none. */
int64_t web_feed_oldest(const struct web_feed *feed);
bool web_feed_has_reader_at_head(const struct web_feed *feed);

/* Owns: returns a reader that gets nothing before web_feed_pump. RUN_ID may be NULL. */
struct web_feed_reader *web_feed_join(struct web_feed *feed, struct web_sink *sink, int64_t at,
                                      unsigned topics, const char *run_id);
void web_feed_leave(struct web_feed_reader *reader);
/* For the owner: READER gets EVENT (takes it), which leads to NEXT. */
void web_feed_give(struct web_feed_reader *reader, int64_t next, struct web_event *event);
/* Give READER what it has room for. It may be gone afterwards. */
void web_feed_pump(struct web_feed_reader *reader);
void web_feed_pump_all(struct web_feed *feed);

void web_sink_init(struct web_sink *sink, const struct web_sink_ops *ops);
/* There is room again: pump all its readers. */
void web_sink_pump(struct web_sink *sink);
/* All its readers leave. */
void web_sink_release(struct web_sink *sink);

#endif
