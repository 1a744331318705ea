#include "cli/cli_watch.h"

#include <errno.h>
#include <stdalign.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "cli/cli_say.h"

#define EVENTS_SIZE 16384

void cli_watch_init(struct cli_watch *watch)
{
    watch->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    watch->is_polling = watch->fd < 0;
    if (watch->is_polling)
        cli_say(
            "no inotify instance is left (fs.inotify.max_user_instances): looking twice a second");
}

void cli_watch_release(struct cli_watch *watch)
{
    if (watch->fd >= 0)
        (void)close(watch->fd);
    watch->fd = -1;
}

int cli_watch_add(struct cli_watch *watch, const char *path, uint32_t mask)
{
    if (watch->fd < 0)
        return -1;
    int number = inotify_add_watch(watch->fd, path, mask);
    if (number < 0 && errno != ENOENT && !watch->is_polling) {
        watch->is_polling = true;
        cli_say("cannot watch '%s' (fs.inotify.max_user_watches?): looking twice a second", path);
    }
    return number;
}

void cli_watch_read(struct cli_watch *watch, cli_watch_cb on_event, void *ctx)
{
    alignas(struct inotify_event) char bytes[EVENTS_SIZE];
    for (;;) {
        ssize_t got = watch->fd < 0 ? -1 : read(watch->fd, bytes, sizeof(bytes));
        if (got <= 0)
            return;
        for (ssize_t at = 0; at < got;) {
            const struct inotify_event *event = (const void *)(bytes + at);
            bool is_lost = event->mask & IN_Q_OVERFLOW;
            on_event(ctx, is_lost ? -1 : event->wd, event->len ? event->name : "");
            at += (ssize_t)(sizeof(*event) + event->len);
        }
    }
}
