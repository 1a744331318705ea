#include "web/web_watch.h"

#include <fcntl.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "files/files_list.h"
#include "watch/watch.h"
#include "web/web_events.h"
#include "web/web_git_job.h"
#include "web/web_live.h"
#include "web/web_mine.h"
#include "web/web_own.h"

#define LINGER_MS     5000  /* a page that is loaded again comes back within it */
#define GIT_WAIT_MS   300   /* so that what comes together is looked at once */
#define GIT_PACE_MS   1000  /* between two looks, at least */
#define GIT_SHARE     4     /* … and so many times as long as the last look took */
#define GIT_PACE_MOST 60000 /* … but not longer */

struct web_watch {
    struct web *web;
    struct lane *lane;   /* NULL: nobody has ever listened */
    struct watch *watch; /* NULL: none is under way */
    struct loop_fd *news;
    struct loop_timer *linger, *git_timer;
    struct web_mine mine;
    bool is_heard, is_ending, is_stopping;
    bool is_looking, is_git_old;
    bool has_repository; /* or nobody knows */
    int64_t looked_ms, git_next_ms;
};

static void begin(struct web_watch *watch);

/* git */

static void want_git(struct web_watch *watch)
{
    struct web_events *events = watch->web->live->events;
    if (watch->is_stopping || !watch->has_repository || !web_events_is_heard(events, WEB_TOPIC_GIT))
        return;
    watch->is_git_old = watch->is_looking;
    if (watch->is_looking || loop_timer_is_armed(watch->git_timer))
        return;
    int64_t left_ms = watch->git_next_ms - clock_boot_ms();
    loop_timer_arm(watch->git_timer, left_ms > GIT_WAIT_MS ? left_ms : GIT_WAIT_MS);
}

static void git_seen(void *ctx, const struct json *status, const struct err *err)
{
    struct web_watch *watch = ctx;
    int64_t now_ms = clock_boot_ms();
    int64_t pace_ms = GIT_SHARE * (now_ms - watch->looked_ms);
    pace_ms = pace_ms < GIT_PACE_MS ? GIT_PACE_MS : pace_ms;
    watch->git_next_ms = now_ms + (pace_ms > GIT_PACE_MOST ? GIT_PACE_MOST : pace_ms);
    watch->is_looking = false;
    watch->has_repository = status || err->code != ERR_NOT_FOUND;
    if (status)
        web_events_git_seen(watch->web->live->events, status);
    if (watch->is_git_old)
        want_git(watch);
}

static void look_at_git(void *ctx)
{
    struct web_watch *watch = ctx;
    watch->looked_ms = clock_boot_ms();
    watch->is_looking = web_git_look(watch->web, git_seen, watch);
}

/* files */

static void publish(struct web_watch *watch, const struct watch_change *change)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "kind", watch_kind_name(change->kind));
    json_set_string(json, "path", change->path);
    json_set_string(json, "to", change->to);
    json_set_string(json, "type", files_type_name(change->type));
    json_set_string(json, "etag", *change->etag ? change->etag : NULL);
    web_events_file(watch->web->live->events, json);
}

static void publish_rescan(struct web_watch *watch, const struct watch_news *news)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "kind", "rescan");
    json_set_string(json, "path", news->rescan ? news->rescan : "");
    json_set_string(json, "notice", news->notice);
    web_events_file(watch->web->live->events, json);
    if (news->notice)
        log_warning("%s", news->notice);
}

static void news_came(void *ctx)
{
    struct web_watch *watch = ctx;
    auto_news struct watch_news news = {0};
    if (!watch_take(watch->watch, &news) || watch->is_stopping)
        return;
    for (size_t i = 0; i < news.count; i++) {
        if (!web_mine_has(&watch->mine, &news.changes[i], clock_boot_ms()))
            publish(watch, &news.changes[i]);
    }
    if (news.rescan || news.notice)
        publish_rescan(watch, &news);
    watch->has_repository = watch->has_repository || news.is_git;
    want_git(watch); /* what is not committed may have become another as well */
}

/* the watch */

static void run(void *ctx)
{
    const struct web_watch *watch = ctx;
    watch_run(watch->watch);
}

static void ended(void *ctx)
{
    struct web_watch *watch = ctx;
    loop_fd_close(take(watch->news));
    watch_free(take(watch->watch));
    watch->is_ending = false;
    if (watch->is_heard && !watch->is_stopping)
        begin(watch);
}

static int open_watch(struct web_watch *watch, struct err *err)
{
    struct web *web = watch->web;
    if (!watch->lane)
        watch->lane = lane_create(web->loop, "web-watch", err);
    if (watch->lane)
        watch->watch = watch_create(web->rooms.project_path, err);
    int bell = watch->watch ? fcntl(watch_fd(watch->watch), F_DUPFD_CLOEXEC, 0) : -1;
    if (watch->watch && bell < 0)
        return err_errno(err, "cannot watch the project");
    if (bell < 0)
        return -1;
    watch->news = loop_fd_watch(web->loop, bell, news_came, watch);
    return 0;
}

static void begin(struct web_watch *watch)
{
    struct err err;
    if (!watch->web->rooms.project_path)
        return;
    if (open_watch(watch, &err) < 0) { /* the next who listens makes it try again */
        log_warning("%s", err.text);
        watch_free(take(watch->watch));
        return;
    }
    watch->has_repository = true;
    lane_post(watch->lane, run, ended, watch);
}

static void end(void *ctx)
{
    struct web_watch *watch = ctx;
    loop_timer_disarm(watch->linger);
    if (!watch->watch || watch->is_ending)
        return;
    watch->is_ending = true;
    watch_stop(watch->watch);
}

void web_watch_listen(struct web_watch *watch, bool is_heard)
{
    if (watch->is_stopping)
        return;
    watch->is_heard = is_heard;
    if (!is_heard && watch->watch && !loop_timer_is_armed(watch->linger))
        loop_timer_arm(watch->linger, LINGER_MS);
    if (!is_heard)
        return;
    loop_timer_disarm(watch->linger);
    if (!watch->watch)
        begin(watch);
}

void web_watch_stop(struct web_watch *watch)
{
    watch->is_stopping = true;
    loop_timer_disarm(watch->git_timer);
    end(watch);
}

unsigned web_watch_begin(struct web_watch *watch, const char *path, const char *to)
{
    return watch->watch ? web_mine_begin(&watch->mine, path, to) : 0;
}

void web_watch_done(struct web_watch *watch, unsigned number, enum watch_kind kind,
                    const char *etag)
{
    web_mine_end(&watch->mine, number, kind, etag, clock_boot_ms());
    want_git(watch); /* also where nothing can be watched */
}

void web_watch_failed(struct web_watch *watch, unsigned number)
{
    struct watch_change seen;
    if (!web_mine_fail(&watch->mine, number, &seen))
        return;
    publish(watch, &seen);
    free(seen.path);
}

struct web_watch *web_watch_create(struct web *web)
{
    struct web_watch *watch = xcalloc(1, sizeof(*watch));
    watch->web = web;
    watch->has_repository = true;
    watch->linger = loop_timer_create(web->loop, end, watch);
    watch->git_timer = loop_timer_create(web->loop, look_at_git, watch);
    return watch;
}

void web_watch_free(struct web_watch *watch)
{
    if (!watch)
        return;
    web_watch_stop(watch);
    lane_free(watch->lane);
    loop_timer_free(watch->linger);
    loop_timer_free(watch->git_timer);
    web_mine_release(&watch->mine);
    free(watch);
}
