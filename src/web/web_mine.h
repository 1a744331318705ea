/* web_mine: the latest changes of files that were made by this interface, so that what the watch
 * sees of them on the disk is not told a second time: the event of the interface comes at once and
 * knows who did it. Bounded. Pure: no files, no clock. Thread: loop. */
#ifndef PIRUN_WEB_WEB_MINE_H
#define PIRUN_WEB_WEB_MINE_H

#include <stdbool.h>
#include <stdint.h>

#include "watch/watch_news.h"

#define WEB_MINE_MAX 64
#define WEB_MINE_MS  5000 /* the watch is a second behind at most; a busy machine more */

struct web_mine_change {
    unsigned number; /* 0: none */
    bool is_over;
    int64_t until_ms; /* when it is over */
    char *path, *to;  /* TO NULL: it is no move */
    enum watch_kind kind;
    char etag[FILES_ETAG_SIZE]; /* of what was written; "": not known */
    /* What the watch saw while it was under way. */
    bool was_seen;
    enum watch_kind seen_kind;
    enum files_type seen_type;
    char seen_etag[FILES_ETAG_SIZE];
};

/* Zeros are an empty one. */
struct web_mine {
    struct web_mine_change changes[WEB_MINE_MAX];
    unsigned numbers;
};
void web_mine_release(struct web_mine *mine);

/* A change of PATH, or the move from there to TO (NULL: no move), begins. Answers its number; the
 * oldest change is forgotten when there are too many. */
unsigned web_mine_begin(struct web_mine *mine, const char *path, const char *to);
/* It has succeeded as KIND, with the tag ETAG ("": not known). */
void web_mine_end(struct web_mine *mine, unsigned number, enum watch_kind kind, const char *etag,
                  int64_t now_ms);
/* It has changed nothing. True: somebody else did meanwhile, as SEEN says, which was not told.
 * Owns: the caller frees SEEN's path. */
bool web_mine_fail(struct web_mine *mine, unsigned number, struct watch_change *seen);
/* Is CHANGE one of these? Then it is told already, or will be. */
bool web_mine_has(struct web_mine *mine, const struct watch_change *change, int64_t now_ms);

#endif
