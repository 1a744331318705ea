/* One watcher per followed run: a job on the live lane looks at the state when something happened
 * to the run, and reads the next piece of the output when the file has grown. What it finds goes
 * into the feed, from which all followers are served.
 *
 *     runner ── state ──┐
 *     inotify ─ bytes ──┴─▶ look ──(lane)──▶ feed ──▶ followers at the head: one event for all
 *                            ▲                └────▶ others: a job of their own from their place
 *                            └── not more often than PACE_MS, with many followers less often
 *
 * inotify(7) watches the log and its index of each followed run, and the folder of logs for the
 * coming of a log. It is armed before the file is read, so nothing is missed in between. Without
 * inotify the file is looked at every POLL_MS. */
#include "web/web_follow.h"

#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "store/store_name.h"
#include "web/web_follow_piece.h"
#include "web/web_live.h"
#include "web/web_own.h"

#define EVENTS_SIZE    16384
#define POLL_MS        500
#define PACE_MS        5 /* between two looks: what comes meanwhile is read together */
#define PACE_MOST_MS   30
#define PACE_FOLLOWERS 40 /* as many make a millisecond more */
#define KEPT_EVENTS    64
#define KEPT_BYTES     65536

struct web_follows {
    struct web *web;
    struct list all;       /* struct follow */
    struct loop_fd *watch; /* of inotify; NULL: nobody follows, or there is none */
    int inotify;           /* the same; -1 */
};

struct follow {
    struct list link;
    struct web_follows *follows;
    struct web_feed feed;
    struct loop_timer *timer; /* armed: look then */
    int64_t looked_ms;
    bool is_dirty, is_state_old, is_looking;
    struct loop_timer *leaver;            /* armed: nobody may be left */
    int jobs;                             /* on the lane */
    int seen_log_watch, seen_index_watch; /* as of the last look */

    /* the lane's while a job is there */
    struct web_follow_view view;
    int inotify;
    int log_watch, index_watch; /* -1: not armed */
    int armed_attempt;          /* the watches are of the files of this one */
    bool is_polled;
};

struct task {
    struct follow *follow;
    struct web_feed_reader *reader; /* who lacks the piece; NULL: it has left, or it is a look */
    bool is_look;
    struct web_piece piece;
};

static void look(void *ctx);

/* Arm what changes when the output grows. On the lane, before reading: so nothing is missed. */
static void arm(struct follow *follow)
{
    const char *project = follow->follows->web->rooms.project_path;
    struct store_name id = store_name_run(&follow->view.id);
    if (follow->inotify < 0 || follow->armed_attempt == follow->view.current)
        return;
    auto_free char *log = xasprintf("%s/var/logs/%s.log", project, id.text);
    auto_free char *index = xasprintf("%s/var/runs/%s/%s", project, id.text, STORE_INDEX);
    /* Of an earlier attempt; the kernel has forgotten it if the file is gone. */
    if (follow->log_watch >= 0)
        (void)inotify_rm_watch(follow->inotify, follow->log_watch);
    if (follow->index_watch >= 0)
        (void)inotify_rm_watch(follow->inotify, follow->index_watch);
    follow->log_watch = inotify_add_watch(follow->inotify, log, IN_MODIFY);
    follow->is_polled = follow->log_watch < 0 && errno != ENOENT;
    follow->index_watch = inotify_add_watch(follow->inotify, index, IN_MODIFY);
    if (follow->log_watch >= 0) /* else the folder tells when it comes */
        follow->armed_attempt = follow->view.current;
}

static void work(void *ctx)
{
    struct task *task = ctx;
    struct follow *follow = task->follow;
    if (task->is_look && follow->view.is_known && !follow->view.is_over)
        arm(follow);
    web_piece_read(&follow->view, &task->piece);
    if (!task->is_look || follow->armed_attempt == follow->view.current || follow->view.is_over)
        return;
    arm(follow); /* it has just begun: what was written before the watch is there to be read */
    task->piece.has_more |= follow->log_watch >= 0;
}

static int followers(const struct follow *follow)
{
    int count = 0;
    for (const struct list *node = follow->feed.readers.next; node != &follow->feed.readers;
         node = node->next)
        count++;
    return count;
}

static int64_t pace_ms(const struct follow *follow)
{
    int64_t pace = PACE_MS + followers(follow) / PACE_FOLLOWERS;
    return pace < PACE_MOST_MS ? pace : PACE_MOST_MS;
}

/* Look as soon as that may be. */
static void want_look(struct follow *follow)
{
    if (follow->is_looking || loop_timer_is_armed(follow->timer) || follow->feed.last ||
        list_is_empty(&follow->feed.readers))
        return;
    if (!follow->is_dirty && !follow->is_state_old)
        return;
    int64_t wait_ms = follow->looked_ms + pace_ms(follow) - clock_boot_ms();
    if (wait_ms > 0)
        loop_timer_arm(follow->timer, wait_ms);
    else
        look(follow);
}

static void mark(struct follow *follow, bool is_state_old)
{
    follow->is_dirty = true;
    follow->is_state_old |= is_state_old;
    want_look(follow);
}

static void free_follow(struct follow *follow)
{
    struct web_follows *follows = follow->follows;
    list_remove(&follow->link);
    if (follow->inotify >= 0 && follow->log_watch >= 0)
        (void)inotify_rm_watch(follow->inotify, follow->log_watch);
    if (follow->inotify >= 0 && follow->index_watch >= 0)
        (void)inotify_rm_watch(follow->inotify, follow->index_watch);
    loop_timer_free(follow->timer);
    loop_timer_free(follow->leaver);
    web_feed_release(&follow->feed);
    web_follow_view_release(&follow->view);
    free(follow);
    if (list_is_empty(&follows->all)) {
        loop_fd_close(take(follows->watch));
        follows->inotify = -1;
    }
}

static void check_left(void *ctx)
{
    struct follow *follow = ctx;
    if (list_is_empty(&follow->feed.readers) && follow->jobs == 0)
        free_follow(follow);
}

/* Nobody may be left; but we may be called from within a walk over the readers. */
static void may_leave(struct follow *follow)
{
    if (!follow->jobs && list_is_empty(&follow->feed.readers))
        loop_timer_arm(follow->leaver, 0);
}

static void drop(struct web_piece *piece)
{
    for (size_t i = 0; i < piece->count; i++)
        web_event_let_go(piece->events[i]);
    web_event_let_go(piece->state);
    web_event_let_go(piece->last);
}

/* The same state again is no news. */
static void set_state(struct web_feed *feed, struct web_event *state)
{
    const struct web_event *old = feed->slots[0].event;
    if (old && old->size == state->size && memcmp(old->text, state->text, old->size) == 0)
        web_event_let_go(state);
    else
        web_feed_set(feed, 0, state);
}

/* What a look has found. */
static void publish(struct follow *follow, struct web_piece *piece)
{
    struct web_feed *feed = &follow->feed;
    bool is_place_same = feed->head == web_place_position(&piece->from);
    if (piece->state)
        set_state(feed, take(piece->state));
    for (size_t i = 0; is_place_same && i < piece->count; i++)
        web_feed_add(feed, piece->next[i], take(piece->events[i]));
    int64_t at = web_place_position(&piece->at);
    if (is_place_same && feed->head != at) { /* another attempt: readers go there with the head */
        int64_t before = feed->head;
        feed->head = at;
        list_for_each (node, &feed->readers) {
            struct web_feed_reader *reader = list_entry(node, struct web_feed_reader, in_feed);
            if (reader->at == before && !reader->is_waiting)
                reader->at = at;
        }
    }
    if (is_place_same && piece->last)
        web_feed_end(feed, take(piece->last));
    follow->is_state_old |= piece->last != NULL; /* it is to be made again */
    drop(piece);
    follow->is_dirty |= piece->has_more || !is_place_same;
    web_feed_pump_all(feed);
}

static void looked(struct task *task)
{
    struct follow *follow = task->follow;
    follow->is_looking = false;
    follow->seen_log_watch = follow->log_watch;
    follow->seen_index_watch = follow->index_watch;
    follow->looked_ms = clock_boot_ms();
    if (task->piece.has_more) /* no pace for what is there already: the sinks have theirs */
        follow->looked_ms = 0;
    publish(follow, &task->piece);
    if (follow->is_polled && !follow->feed.last && !loop_timer_is_armed(follow->timer)) {
        follow->is_dirty = true;
        loop_timer_arm(follow->timer, POLL_MS);
    }
    want_look(follow);
}

/* What a reader lacked. */
static void caught_up(struct task *task)
{
    struct web_feed_reader *reader = task->reader;
    struct web_piece *piece = &task->piece;
    if (piece->state)
        set_state(&task->follow->feed, take(piece->state));
    if (reader) {
        reader->is_waiting = false;
        reader->work = NULL;
        for (size_t i = 0; i < piece->count; i++)
            web_feed_give(reader, piece->next[i], take(piece->events[i]));
        reader->at = web_place_position(&piece->at);
    }
    drop(piece);
    if (!reader)
        return;
    web_feed_pump(reader);
    want_look(task->follow); /* it may be the first one at the head */
}

static void done(void *ctx)
{
    struct task *task = ctx;
    struct follow *follow = task->follow;
    if (task->is_look)
        looked(task);
    else
        caught_up(task);
    free(task);
    follow->jobs--;
    may_leave(follow);
}

static struct task *new_task(struct follow *follow, int64_t from)
{
    struct task *task = xcalloc(1, sizeof(*task));
    task->follow = follow;
    task->piece.from = web_place_at(from);
    task->piece.is_wanted = true;
    follow->jobs++;
    return task;
}

static void look(void *ctx)
{
    struct follow *follow = ctx;
    bool is_wanted = web_feed_has_reader_at_head(&follow->feed);
    if (follow->is_looking || follow->feed.last || (!is_wanted && !follow->is_state_old))
        return;
    struct task *task = new_task(follow, follow->feed.head);
    task->is_look = true;
    task->piece.to = -1;
    task->piece.is_wanted = is_wanted;
    task->piece.is_state_old = follow->is_state_old;
    follow->is_state_old = false;
    follow->is_dirty = follow->is_dirty && !is_wanted;
    follow->is_looking = true;
    follow->inotify = follow->follows->inotify;
    lane_post(follow->follows->web->lanes[WEB_LANE_LIVE], work, done, task);
}

/* READER is before the head, and what comes next for it is not kept: it reads for itself. Or it is
 * behind it, because it knows more than anybody here: then the head goes there. */
static void reader_behind(void *ctx, struct web_feed_reader *reader)
{
    struct follow *follow = ctx;
    if (reader->at > follow->feed.head) {
        web_feed_move(&follow->feed, reader->at);
        follow->is_dirty = true;
        return;
    }
    struct task *task = new_task(follow, reader->at);
    task->piece.to = follow->feed.head;
    task->reader = reader;
    reader->is_waiting = true;
    reader->work = task;
    lane_post(follow->follows->web->lanes[WEB_LANE_LIVE], work, done, task);
}

static void reader_at_head(void *ctx)
{
    want_look(ctx);
}

static void reader_left(void *ctx, struct web_feed_reader *reader)
{
    struct task *task = reader->work;
    if (task)
        task->reader = NULL;
    may_leave(ctx);
}

static void handle(struct web_follows *follows, const struct inotify_event *event)
{
    bool is_known = false;
    list_for_each (node, &follows->all) {
        struct follow *follow = list_entry(node, struct follow, link);
        struct store_name log = store_name_log(&follow->view.id, 0);
        bool is_its = event->wd == follow->seen_log_watch ||
                      event->wd == follow->seen_index_watch ||
                      (event->len && strcmp(event->name, log.text) == 0);
        is_known |= is_its;
        if (is_its)
            mark(follow, false);
    }
    if (is_known || (event->mask & IN_IGNORED) || event->len)
        return;
    /* Events were lost, or a watch is so new that its number is still on the way from the lane. */
    list_for_each (node, &follows->all)
        mark(list_entry(node, struct follow, link), false);
}

static void files_changed(void *ctx)
{
    struct web_follows *follows = ctx;
    alignas(struct inotify_event) char bytes[EVENTS_SIZE];
    ssize_t got = read(follows->inotify, bytes, sizeof(bytes));
    for (ssize_t at = 0; at < got;) {
        const struct inotify_event *event = (const void *)(bytes + at);
        handle(follows, event);
        at += (ssize_t)(sizeof(*event) + event->len);
    }
}

static void start_watch(struct web_follows *follows)
{
    int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (fd < 0)
        return;
    auto_free char *logs = xasprintf("%s/var/logs", follows->web->rooms.project_path);
    if (inotify_add_watch(fd, logs, IN_CREATE | IN_ONLYDIR) < 0) {
        (void)close(fd);
        return;
    }
    follows->inotify = fd;
    follows->watch = loop_fd_watch(follows->web->loop, fd, files_changed, follows);
}

static struct follow *create(struct web_follows *follows, const struct ident *id, int64_t head)
{
    struct follow *follow = xcalloc(1, sizeof(*follow));
    if (list_is_empty(&follows->all))
        start_watch(follows);
    follow->follows = follows;
    follow->view = (struct web_follow_view){.records = follows->web->records, .id = *id};
    follow->inotify = follows->inotify;
    follow->log_watch = follow->index_watch = -1;
    follow->seen_log_watch = follow->seen_index_watch = -1;
    follow->is_polled = follows->inotify < 0;
    follow->is_state_old = true;
    follow->timer = loop_timer_create(follows->web->loop, look, follow);
    follow->leaver = loop_timer_create(follows->web->loop, check_left, follow);
    web_feed_init(&follow->feed, KEPT_EVENTS, KEPT_BYTES, head);
    follow->feed.on_behind = reader_behind;
    follow->feed.on_head = reader_at_head;
    follow->feed.on_left = reader_left;
    follow->feed.ctx = follow;
    list_append(&follows->all, &follow->link);
    return follow;
}

static struct follow *find(const struct web_follows *follows, const struct ident *id)
{
    for (struct list *node = follows->all.next; node != &follows->all; node = node->next) {
        struct follow *follow = list_entry(node, struct follow, link);
        if (ident_equal(&follow->view.id, id))
            return follow;
    }
    return NULL;
}

void web_follow_join(struct web_follows *follows, const struct ident *id,
                     const struct web_place *place, struct web_sink *sink, bool is_tagged)
{
    int64_t at = web_place_position(place);
    struct store_name name = store_name_run(id);
    struct follow *follow = find(follows, id);
    if (!follow)
        follow = create(follows, id, at);
    struct web_feed_reader *reader =
        web_feed_join(&follow->feed, sink, at, WEB_TOPIC_ALL, is_tagged ? name.text : NULL);
    web_feed_pump(reader);
    mark(follow, false);
}

bool web_follow_leave(struct web_sink *sink, const char *run_id)
{
    list_for_each (node, &sink->readers) {
        struct web_feed_reader *reader = list_entry(node, struct web_feed_reader, in_sink);
        if (strcmp(reader->run_id, run_id) != 0)
            continue;
        web_feed_leave(reader);
        return true;
    }
    return false;
}

void web_follows_changed(struct web_follows *follows, const struct ident *id)
{
    list_for_each (node, &follows->all) {
        struct follow *follow = list_entry(node, struct follow, link);
        if (!id || ident_equal(&follow->view.id, id))
            mark(follow, true);
    }
}

struct web_follows *web_follows_create(struct web *web)
{
    struct web_follows *follows = xcalloc(1, sizeof(*follows));
    follows->web = web;
    follows->inotify = -1;
    list_init(&follows->all);
    return follows;
}

void web_follows_free(struct web_follows *follows)
{
    list_for_each (node, &follows->all)
        free_follow(list_entry(node, struct follow, link));
    free(follows);
}
