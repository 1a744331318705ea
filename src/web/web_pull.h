/* web_pull: an answer that is made piece by piece on a lane, as fast as the client takes it: never
 * more than one piece in memory, however large the whole is. */
#ifndef PIRUN_WEB_WEB_PULL_H
#define PIRUN_WEB_WEB_PULL_H

#include <sys/types.h>

#include "web/web_call.h"
#include "web/web_work.h"

#define WEB_PULL_PIECE   131072 /* bytes */
#define WEB_PULL_WAITS   (-2)
/* Pieces that are made on the loop one after the other: then the others have their turn. */
#define WEB_PULL_AT_ONCE 8

struct web_pull {
    enum web_lane lane;
    int64_t size; /* of the whole body; -1: not known before */
    /* On the lane: put 1 to SIZE bytes to DATA and answer how many; 0: the end; -1: it cannot be
     * read on. Then, and when fewer bytes came than were promised, the connection is cut: the head
     * has gone out already. */
    ssize_t (*fill)(void *ctx, char *data, size_t size);
    /* On the loop: the same without waiting for anything, or WEB_PULL_WAITS, and FILL is asked;
     * NULL: only FILL is. What the kernel has in memory is read without the way to the lane and
     * back. Never while FILL works. Source: preadv2(2), RWF_NOWAIT. */
    ssize_t (*fill_now)(void *ctx, char *data, size_t size);
    /* On the loop, once, also when the client has gone. */
    void (*free)(void *ctx);
    void *ctx;
};

/* For FILL_NOW: read SIZE bytes of FD at OFFSET if they are in memory. */
ssize_t web_pull_read_now(int fd, void *data, size_t size, int64_t offset);

/* Answer CALL with STATUS and what PULL gives; takes ctx. HEAD gets the head alone. */
void web_pull(struct web_call *call, int status, const char *type, const struct web_pull *pull);

#endif
