/* spool_watch: rings the bell when something happens in the door. libinotifytools' only user;
 * the library is global, so there is one watch per process, on its own thread. An event is a
 * hint: the scan is the truth. */
#ifndef PIRUN_SPOOL_SPOOL_WATCH_H
#define PIRUN_SPOOL_SPOOL_WATCH_H

#include <stdbool.h>

#include "base/err.h"
#include "spool/spool.h"

struct spool_watch;

enum spool_bell {
    SPOOL_BELL_CHANGE,   /* a name was renamed in or closed after writing */
    SPOOL_BELL_OVERFLOW, /* events were lost, or could not be read: scan all */
    SPOOL_BELL_GONE,     /* the directory was removed, moved or unmounted, or cannot be watched any
                            more: start a new watch, or poll */
};

/* Called on the watcher's thread, at most once per batch of events. */
typedef void (*spool_bell_cb)(void *ctx, enum spool_bell bell);

/* Arm the watch on spool/ (moved-to, close-write, delete-self, move-self, unmount), then start
 * the thread. When this answers, every later change rings. Call before the process has 1,024
 * descriptors.
 * Errors: ERR_BUSY when inotify's limits are reached (says which sysctl) or a watch exists
 * already; ERR_INTERNAL else: the caller polls every 2 s and says so. Thread: one and the same
 * for start and stop. */
struct spool_watch *spool_watch_start(const struct spool *spool, spool_bell_cb on_bell, void *ctx,
                                      struct err *err);
void spool_watch_stop(struct spool_watch *watch); /* NULL is fine; ends the thread within 1 ms */

#endif
