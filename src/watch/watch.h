/* watch: tells what changes in a project, whoever changes it: its files and directories, and its
 * repository. inotify by the kernel's own calls (ADR 0028), on a lane that does nothing else; the
 * loop gets what came together in a quarter of a second as one telling. A hint as always: what was
 * lost is told as "look again". Decides nothing and knows nothing of HTTP. */
#ifndef PIRUN_WATCH_WATCH_H
#define PIRUN_WATCH_WATCH_H

#include "base/err.h"
#include "watch/watch_news.h"

#define WATCH_DIRS_MAX 4096 /* and never more than a quarter of max_user_watches */

struct watch;

/* Nothing is looked at before watch_run. Owns: borrows PROJECT_PATH (copied); the caller frees with
 * watch_free. Errors: by errno (no descriptors left). Thread: loop. */
struct watch *watch_create(const char *project_path, struct err *err);
/* After watch_run has returned. NULL is fine. Thread: loop. */
void watch_free(struct watch *watch);

/* Look after the project until watch_stop. First comes a `rescan` of everything: from then on no
 * change is missed. So it is after the kernel has lost events, and when the project's directory
 * was removed and there is one again. Once. Thread: lane. */
void watch_run(struct watch *watch);
/* watch_run returns soon. Thread: any. */
void watch_stop(struct watch *watch);

/* Readable when there is news. Owns: borrowed. */
int watch_fd(const struct watch *watch);
/* Take the news. What comes meanwhile is kept, within the bounds of one telling. False: none.
 * Owns: the caller releases NEWS. Thread: loop. */
bool watch_take(struct watch *watch, struct watch_news *news);

#endif
