/* watch_burst: changes that come close together become one telling: each path once, with what came
 * out in the end; more paths than can be told one by one become "look again below this directory".
 * Memory is bounded. Pure: no files, no clock. Thread: one at a time.
 *
 *     created + changed    created          removed + created    changed (a directory: look again)
 *     created + removed    nothing          a to b, b to c       removed a and b, changed c
 *     changed + removed    removed          created a, a to b    changed b (what programs do that
 *                                           save in two steps), or created for a directory */
#ifndef PIRUN_WATCH_WATCH_BURST_H
#define PIRUN_WATCH_WATCH_BURST_H

#include <stdint.h>

#include "watch/watch_news.h"

#define WATCH_BURST_MAX 100 /* paths of one telling: ten tellings fill what is kept of all events */
#define WATCH_BURST_MS  250 /* from the first change to the telling */
#define WATCH_BUSY_MS   1000 /* the same, after a telling of many paths */
#define WATCH_MANY      20   /* paths */

struct watch_burst {
    struct watch_news news;
    size_t room;
    int64_t first_ms;      /* of the first change that is not told; valid when there is one */
    bool has_any, is_many; /* … and it is more than can be told one by one */
    bool was_busy;         /* the telling before had many paths, or more than could be told */
};

/* Zeros are an empty one. */
void watch_burst_release(struct watch_burst *burst);

/* Something has begun that will be told: the telling is due from now. */
void watch_burst_begin(struct watch_burst *burst, int64_t now_ms);
/* PATH was created, changed or removed at NOW_MS. */
void watch_burst_add(struct watch_burst *burst, enum watch_kind kind, const char *path, bool is_dir,
                     int64_t now_ms);
/* FROM is called TO now, and what was below it is below TO. */
void watch_burst_move(struct watch_burst *burst, const char *from, const char *to, bool is_dir,
                      int64_t now_ms);
/* Everything below DIR may have changed. */
void watch_burst_rescan(struct watch_burst *burst, const char *dir, int64_t now_ms);
void watch_burst_git(struct watch_burst *burst, int64_t now_ms);
/* Tell SENTENCE beside. */
void watch_burst_notice(struct watch_burst *burst, const char *sentence, int64_t now_ms);

/* When to tell; INT64_MAX: there is nothing to tell. */
int64_t watch_burst_due_ms(const struct watch_burst *burst);
/* Owns: the caller releases NEWS. False when everything has cancelled out. */
bool watch_burst_take(struct watch_burst *burst, struct watch_news *news);

#endif
