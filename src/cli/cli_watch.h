/* cli_watch: a bell for changes in var/: inotify(7) by itself, for one command's short life. An
 * event is a hint; the files are the truth. When the kernel has no watch left it says so once and
 * the bell rings twice a second instead. */
#ifndef PIRUN_CLI_CLI_WATCH_H
#define PIRUN_CLI_CLI_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#define CLI_WATCH_POLL_MS 500

struct cli_watch {
    int fd;          /* for poll(2); -1: none */
    bool is_polling; /* watches are missing: look every CLI_WATCH_POLL_MS */
};

void cli_watch_init(struct cli_watch *watch);
void cli_watch_release(struct cli_watch *watch);
/* Watch PATH for MASK (inotify(7)). Answers the watch's number; -1 when PATH is not there (yet)
 * or nothing is left. */
int cli_watch_add(struct cli_watch *watch, const char *path, uint32_t mask);

/* Called for every pending event; NAME is "" for the watched thing itself. NUMBER -1: events were
 * lost, anything may have changed. */
typedef void (*cli_watch_cb)(void *ctx, int number, const char *name);
void cli_watch_read(struct cli_watch *watch, cli_watch_cb on_event, void *ctx);

#endif
