#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "queue/queue_end.h"
#include "queue/queue_item.h"
#include "queue/queue_key.h"
#include "queue/queue_lane.h"

#define KEY_SHOWN 80 /* bytes of a key in a sentence, so that the sentence stays whole */

struct sentence {
    char *text;
    size_t size;
};

static enum run_wait why_after(const struct queue_item *item, struct sentence *to)
{
    /* the edge made first, which is the last of the list, is the dependency that was named first */
    const struct queue_edge *edge = item->deps;
    while (edge->next_of_waiter)
        edge = edge->next_of_waiter;
    char id[IDENT_TEXT_SIZE];
    ident_format(&edge->target->id, id);
    const char *what = item->is_after_any ? "end" : "succeed";
    if (item->dep_count > 1)
        (void)snprintf(to->text, to->size, "waits for %s and %d more to %s (after)", id,
                       item->dep_count - 1, what);
    else
        (void)snprintf(to->text, to->size, "waits for %s to %s (after)", id, what);
    return RUN_WAIT_AFTER;
}

static enum run_wait why_time(const struct queue_item *item, struct sentence *to)
{
    char when[CLOCK_TEXT_SIZE];
    clock_format(item->start_us, when);
    char *fraction = strstr(when, ".000000Z");
    if (fraction)
        memcpy(fraction, "Z", 2);
    (void)snprintf(to->text, to->size, "waits until %s (%s)", when,
                   item->is_again ? "retry" : "not_before");
    return item->is_again ? RUN_WAIT_RETRY : RUN_WAIT_NOT_BEFORE;
}

/* Where to cut NAME, at most MOST bytes, not within a character of UTF-8. */
static int shown_size(const char *name, size_t most)
{
    size_t size = strlen(name);
    if (size <= most)
        return (int)size;
    while (most > 0 && ((unsigned char)name[most] & 0xc0) == 0x80)
        most--;
    return (int)most;
}

static enum run_wait why_key(const struct queue_item *item, const struct queue_item *blocker,
                             struct sentence *to)
{
    const char *name = item->key->name;
    int shown = shown_size(name, KEY_SHOWN);
    const char *dots = name[shown] ? "…" : "";
    const char *what = "to go first";
    if (blocker->state == QUEUE_ITEM_RUNNING)
        what = "to end";
    else if (blocker->is_again)
        what = "to be tried again";
    char id[IDENT_TEXT_SIZE];
    ident_format(&blocker->id, id);
    (void)snprintf(to->text, to->size, "waits for %s %s (key '%.*s%s')", id, what, shown, name,
                   dots);
    return RUN_WAIT_KEY;
}

static enum run_wait why_turn(const char *before, const struct ident *first, const char *behind,
                              struct sentence *to)
{
    char id[IDENT_TEXT_SIZE];
    ident_format(first, id);
    (void)snprintf(to->text, to->size, "%s %s %s", before, id, behind);
    return RUN_WAIT_TURN;
}

/* What keeps all jobs that could start. */
static enum run_wait why_queue(const struct queue *queue, const struct queue_item *item,
                               struct sentence *to)
{
    if (queue->is_draining || queue->is_paused) {
        (void)snprintf(
            to->text, to->size, "%s",
            queue->is_draining
                ? "waits for 'pirun resume' or the next start of the server: it is draining"
                : "waits for 'pirun resume': the queue is paused");
        return RUN_WAIT_PAUSED;
    }
    if (queue->running >= queue->slots) {
        (void)snprintf(to->text, to->size, "waits for a free slot: %zu of %zu run", queue->running,
                       queue->slots);
        return RUN_WAIT_SLOT;
    }
    const struct queue_lane *lane = queue_heap_top(&queue->lanes);
    const struct queue_item *first = lane ? queue_heap_top(&lane->ready) : NULL;
    if (first && first != item && !queue->is_restricted)
        return why_turn("waits for its turn:", &first->id, "goes first", to);
    (void)snprintf(to->text, to->size, "waits for its turn: it is the next to start");
    return RUN_WAIT_TURN;
}

/* The reasons of the job itself come first: they hold even when the queue is not paused and has a
 * free slot. */
enum run_wait queue_why(struct queue *queue, const struct ident *id, int64_t now_us, char *text,
                        size_t size)
{
    struct sentence to = {text, size};
    queue_end_advance(queue, now_us);
    const struct queue_item *item = queue_item_find(queue, id);
    if (size > 0)
        text[0] = '\0';
    if (!item || item->state != QUEUE_ITEM_WAITING)
        return RUN_WAIT_NONE;
    if (item->dep_count > 0)
        return why_after(item, &to);
    if (item->wake_place != QUEUE_NOWHERE)
        return why_time(item, &to);
    bool is_only = queue->is_restricted && ident_equal(&queue->only, id);
    const struct queue_item *blocker = queue_key_blocker(item);
    if (blocker && (!is_only || blocker->state == QUEUE_ITEM_RUNNING))
        return why_key(item, blocker, &to);
    if (queue->is_restricted && !is_only)
        return why_turn("waits: only", &queue->only, "may start now", &to);
    return why_queue(queue, item, &to);
}
