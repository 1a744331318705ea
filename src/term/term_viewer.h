/* term_viewer: one connection to the supervisor of a terminal: a viewer, who is shown what the
 * terminal prints and may type, or a watcher, who is told how the session is. Nothing is queued for
 * either: output waits in the ring, and of all else only the newest is told; so one that does not
 * read costs nothing but its place. Inner part of the supervisor. */
#ifndef PIRUN_TERM_TERM_VIEWER_H
#define PIRUN_TERM_TERM_VIEWER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/list.h"
#include "term/term_ring.h"
#include "term/term_wire.h"

enum term_role {
    TERM_ROLE_NONE, /* has not said yet what it is */
    TERM_ROLE_WATCHER,
    TERM_ROLE_VIEWER,
};

struct term_viewer {
    struct list link;
    int fd; /* -1: it has left, and what it typed is still to be written */
    enum term_role role;
    uint64_t next;          /* offset of the first byte that was not sent */
    uint64_t acked;         /* offset of the first byte that was not shown */
    uint16_t columns, rows; /* of its window; 0: not told */
    char *input;            /* TERM_INPUT_WINDOW bytes; NULL until something is typed */
    size_t input_at, input_size;
    uint64_t taken;  /* bytes of input that went into the terminal */
    int64_t held_ms; /* holds the others up since then, CLOCK_BOOTTIME; 0: does not */
    bool owes_begin, owes_state, owes_size, owes_taken, owes_exit;
    bool has_exit;    /* was told the end */
    bool is_full;     /* the socket takes no more now */
    bool is_gone;     /* to be removed */
    bool wants_close; /* asked for the end of the session */
};

/* What there is to tell. */
struct term_scene {
    const struct term_ring *ring;
    uint16_t columns, rows;
    const char *state; /* JSON, at most TERM_WIRE_DATA bytes */
    bool is_over;      /* then: */
    int exit_code;
    const char *reason;
};

/* Takes FD. */
struct term_viewer *term_viewer_create(int fd);
void term_viewer_free(struct term_viewer *viewer);
/* It is gone: from here on it is nobody, who has perhaps typed something. */
void term_viewer_leave(struct term_viewer *viewer);
/* Read what came. Sets is_gone at the end of the connection, or for a peer that breaks the rules.
 */
void term_viewer_receive(struct term_viewer *viewer, const struct term_scene *scene);
/* Send what is owed, as far as the socket and the window take it. */
void term_viewer_send(struct term_viewer *viewer, const struct term_scene *scene);
/* Leave it, and tell why. */
void term_viewer_detach(struct term_viewer *viewer, const char *reason);
/* How many bytes more the terminal may print now: what VIEWER has not acknowledged is kept, and
 * there is a most of that. */
size_t term_viewer_room(const struct term_viewer *viewer, const struct term_ring *ring);
/* What was typed, in one piece; then: SIZE bytes of it are taken. */
size_t term_viewer_typed(const struct term_viewer *viewer, const char **data);
void term_viewer_took(struct term_viewer *viewer, size_t size);
/* Has been told everything, also of the end. */
bool term_viewer_is_done(const struct term_viewer *viewer);

#endif
