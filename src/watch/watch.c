/* The lane sleeps in poll(2) on inotify's descriptor and on an eventfd that ends it. After it has
 * read what there is, it does not look again for a moment: the kernel puts equal events together
 * meanwhile, so that a program that writes a million lines costs no more than one that writes
 * twenty a second. A telling waits in a mailbox for the loop; as long as it is not taken, further
 * changes gather in the burst, which is bounded. */
#include "watch/watch.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"
#include "watch/watch_own.h"

#define READ_SIZE 65536
#define READS_MAX 16 /* at once: a million bytes are more than the kernel's queue holds */
#define PACE_MS   50 /* between two looks */
#define CHECK_MS  1000
#define AGAIN_MS  500  /* before all is looked at again */
#define RETRY_MS  1000 /* when there is nothing that could be watched */
#define ROOM_MS   250  /* when the loop has not taken what it was told */

struct watch *watch_create(const char *project_path, struct err *err)
{
    auto_fd int stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    auto_fd int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (stop < 0 || bell < 0) {
        (void)err_errno(err, "cannot make an eventfd");
        return NULL;
    }
    struct watch *watch = xcalloc(1, sizeof(*watch));
    *watch = (struct watch){.project_path = xstrdup(project_path),
                            .stop = take_fd(&stop),
                            .bell = take_fd(&bell),
                            .guard = guard_create(),
                            .inotify = -1,
                            .root = -1,
                            .git = -1,
                            .dirs_max = watch_scan_limit(),
                            .dirs = {.inotify = -1}};
    return watch;
}

void watch_free(struct watch *watch)
{
    if (!watch)
        return;
    watch_news_release(&watch->mail);
    watch_burst_release(&watch->burst);
    guard_free(watch->guard);
    (void)close(watch->stop);
    (void)close(watch->bell);
    free(watch->project_path);
    free(watch);
}

void watch_stop(struct watch *watch)
{
    (void)eventfd_write(watch->stop, 1); /* its counter cannot overflow */
}

int watch_fd(const struct watch *watch)
{
    return watch->bell;
}

bool watch_take(struct watch *watch, struct watch_news *news)
{
    eventfd_t rings;
    (void)eventfd_read(watch->bell, &rings); /* only resets it */
    guard_lock(watch->guard);
    bool has_mail = watch->has_mail;
    if (has_mail)
        *news = watch->mail;
    watch->mail = (struct watch_news){0};
    watch->has_mail = false;
    guard_unlock(watch->guard);
    return has_mail;
}

/* Wait for the end, or with INOTIFY (else -1) for an event; WAIT_MS below 0: without limit. True:
 * it is to end. */
static bool wait_for(const struct watch *watch, int inotify, int64_t wait_ms)
{
    struct pollfd fds[] = {{.fd = watch->stop, .events = POLLIN},
                           {.fd = inotify, .events = POLLIN}};
    (void)poll(fds, ARRAY_LEN(fds), (int)wait_ms); /* EINTR: the caller looks again */
    return fds[0].revents != 0;
}

bool watch_is_stopped(const struct watch *watch)
{
    return wait_for(watch, -1, 0);
}

static bool has_room(struct watch *watch)
{
    guard_lock(watch->guard);
    bool has_room = !watch->has_mail;
    guard_unlock(watch->guard);
    return has_room;
}

/* Tell what is due. Answers when to come again; INT64_MAX: when something happens. */
static int64_t tell(struct watch *watch)
{
    struct watch_news news;
    int64_t now_ms = clock_boot_ms();
    int64_t due_ms = watch_burst_due_ms(&watch->burst);
    if (due_ms > now_ms)
        return due_ms;
    if (!has_room(watch))
        return now_ms + ROOM_MS;
    watch_event_settle(watch);
    if (!watch_burst_take(&watch->burst, &news))
        return INT64_MAX;
    if (!watch_news_look(&news, watch->root)) {
        watch_news_release(&news);
        return INT64_MAX;
    }
    guard_lock(watch->guard);
    watch->mail = news; /* only this lane fills it */
    watch->has_mail = true;
    guard_unlock(watch->guard);
    (void)eventfd_write(watch->bell, 1); /* its counter cannot overflow */
    return INT64_MAX;
}

/* Answers false when there was nothing. */
static bool drain(struct watch *watch, char *space)
{
    bool has_any = false;
    for (int i = 0; i < READS_MAX && !watch->is_lost; i++) {
        ssize_t size = read(watch->inotify, space, READ_SIZE);
        if (size < 0 && errno != EAGAIN && errno != EINTR)
            watch->is_lost = true; /* it cannot be read, and poll would tell so for ever */
        if (size <= 0)
            return has_any || watch->is_lost;
        has_any = true;
        for (ssize_t at = 0; at < size && !watch->is_lost;) {
            const struct inotify_event *event = (const void *)(space + at);
            at += (ssize_t)(sizeof(*event) + event->len);
            watch_event(watch, event);
        }
    }
    return has_any;
}

static void disarm(struct watch *watch)
{
    for (size_t i = 0; i < WATCH_FROMS_MAX; i++)
        free(take(watch->froms[i].path));
    for (size_t i = 0; i < WATCH_FROMS_MAX; i++)
        watch->froms[i] = (struct watch_from){0};
    scope_close(&watch->inotify); /* ends all its watches at once */
    scope_close(&watch->root);
    scope_close(&watch->git);
    watch->inotify = watch->root = watch->git = -1;
    watch_dirs_release(&watch->dirs);
}

static int64_t wait_ms(int64_t until_ms)
{
    int64_t now_ms = clock_boot_ms();
    if (until_ms == INT64_MAX)
        return -1;
    return until_ms > now_ms ? until_ms - now_ms : 0;
}

/* A directory that is removed while somebody has it open, as we and the server have the project's,
 * does not tell. But what was in it does before: a look some time after each event. */
static int64_t check(struct watch *watch)
{
    int64_t now_ms = clock_boot_ms();
    if (watch->check_ms > now_ms)
        return watch->check_ms;
    if (!watch_scan_is_current(watch))
        watch->is_lost = true;
    int64_t next_ms = watch->event_ms + CHECK_MS;
    watch->check_ms = next_ms > now_ms ? next_ms : INT64_MAX;
    return watch->check_ms;
}

/* Until it is to end (true), or must begin anew. */
static bool follow(struct watch *watch, char *space)
{
    watch->check_ms = INT64_MAX;
    for (;;) {
        int64_t tell_ms = tell(watch);
        int64_t check_ms = check(watch);
        if (watch->is_lost)
            return false;
        if (wait_for(watch, watch->inotify, wait_ms(tell_ms < check_ms ? tell_ms : check_ms)))
            return true;
        if (!drain(watch, space))
            continue;
        watch->event_ms = clock_boot_ms();
        if (watch->check_ms == INT64_MAX)
            watch->check_ms = watch->event_ms + CHECK_MS;
        if (wait_for(watch, -1, PACE_MS))
            return true;
    }
}

static void say_failure(struct watch *watch, const struct err *err)
{
    if (!watch->has_said_failure)
        watch_burst_notice(&watch->burst, err->text, clock_boot_ms());
    watch->has_said_failure = true;
    watch_burst_rescan(&watch->burst, "", clock_boot_ms());
}

/* Nothing can be watched for the moment. */
static bool wait_for_better(struct watch *watch)
{
    int64_t again_ms = tell(watch);
    int64_t left_ms = again_ms == INT64_MAX ? RETRY_MS : wait_ms(again_ms);
    return wait_for(watch, -1, left_ms < RETRY_MS ? left_ms : RETRY_MS);
}

void watch_run(struct watch *watch)
{
    struct err err;
    auto_free char *space = xmalloc(READ_SIZE); /* aligned for any type */
    bool is_over = false;
    bool is_failing = false;
    while (!is_over) {
        watch->is_lost = false;
        if (watch_scan_all(watch, &err) == 0) {
            watch_burst_rescan(&watch->burst, "", clock_boot_ms());
            is_failing = false;
            is_over = follow(watch, space);
            if (!is_over) /* so much happens that it is not worth while at once */
                is_over = wait_for(watch, -1, AGAIN_MS);
        } else {
            if (!is_failing)
                say_failure(watch, &err);
            is_failing = true;
            is_over = wait_for_better(watch);
        }
        disarm(watch);
    }
}
