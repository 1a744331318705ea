/* watch_news: what changed in a project since it was told last. Plain data. */
#ifndef PIRUN_WATCH_WATCH_NEWS_H
#define PIRUN_WATCH_WATCH_NEWS_H

#include <stdbool.h>
#include <stddef.h>

#include "files/files_etag.h"
#include "files/files_list.h"

enum watch_kind {
    WATCH_CREATED,
    WATCH_CHANGED, /* or replaced, or made by renaming something new */
    WATCH_REMOVED,
    WATCH_MOVED
};
const char *watch_kind_name(enum watch_kind kind); /* "created" … */

struct watch_change {
    enum watch_kind kind;
    enum files_type type;
    char *path;                 /* relative to the project; of a move: the old one */
    char *to;                   /* of a move: the new one; else NULL */
    char etag[FILES_ETAG_SIZE]; /* of a small file, as it was a moment ago; "": not known */
};

struct watch_news {
    struct watch_change *changes; /* in the order in which they came, each path once */
    size_t count;
    bool is_git;  /* the repository's own files changed */
    char *rescan; /* not NULL: everything below this directory ("": the project) may have changed,
                     and there are no CHANGES */
    char *notice; /* not NULL: a sentence about what is not watched, once */
};

void watch_news_release(struct watch_news *news);
#define auto_news __attribute__((cleanup(watch_news_release)))

/* Find out type and tag of what was created, changed or moved, below the directory ROOT; what is
 * not there any more is left out: that it was removed is told by itself. False: nothing is left.
 * Reads a bounded number of bytes. Thread: lane. */
bool watch_news_look(struct watch_news *news, int root);

#endif
