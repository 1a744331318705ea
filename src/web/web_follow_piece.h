/* web_follow_piece: the next piece of what happens to a followed run: its state, and events of its
 * output. What a lane keeps between two pieces is here too. Thread: the live lane. */
#ifndef PIRUN_WEB_WEB_FOLLOW_PIECE_H
#define PIRUN_WEB_WEB_FOLLOW_PIECE_H

#include "output/output_read.h"
#include "web/web_event.h"
#include "web/web_follow.h"
#include "web/web_records.h"

#define WEB_PIECE_EVENTS 8
#define WEB_PIECE_BYTES  8192 /* of output in one event, at most */

/* What the lane keeps of a followed run. */
struct web_follow_view {
    const struct web_records *records;
    struct ident id;
    struct output_reader *reader; /* NULL: none is open */
    int attempt;                  /* that READER reads */
    bool is_known;                /* the run was looked at */
    int current;                  /* its attempt; 0: none has begun */
    bool is_running;              /* and goes on */
    bool is_over;                 /* no further attempt comes */
    struct web_event *last;       /* to be told when all output was. NULL: not over */
};

struct web_piece {
    /* asked for */
    struct web_place from;
    int64_t to; /* a position: no further; -1: to the end of what there is, as far as it is known
                       which stream it is */
    bool is_wanted; /* output is, else only the state */
    bool is_state_old;

    /* found */
    struct web_event *state; /* NULL: not looked at */
    struct web_event *events[WEB_PIECE_EVENTS];
    int64_t next[WEB_PIECE_EVENTS]; /* the position behind each */
    size_t count;
    struct web_place at;    /* where it goes on */
    bool has_more;          /* there is more already */
    struct web_event *last; /* everything is told. NULL: not yet */
};

void web_piece_read(struct web_follow_view *view, struct web_piece *piece);
/* One event of SIZE bytes of output at PLACE. DATA NULL: they were not kept. READER knows lines and
 * times; NULL: nobody does. */
struct web_event *web_piece_event(const struct web_place *place, const char *data, size_t size,
                                  enum output_stream stream, struct output_reader *reader);
void web_follow_view_release(struct web_follow_view *view);

#endif
