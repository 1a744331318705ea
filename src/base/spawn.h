/* spawn: this program once more, as a child that does one thing and answers on its stdout. For what
 * could hang or crash a server, and for libraries that a server does not want in its memory. */
#ifndef PIRUN_BASE_SPAWN_H
#define PIRUN_BASE_SPAWN_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

/* Run /proc/self/exe with ARGV (NULL-terminated; argv[0] is only a name) and append what it prints
 * to OUT, whose cap is the most. Its stdin is empty, its stderr ours, no other descriptor is there.
 * After DEADLINE_MS it is killed. *STATUS gets its exit status, 128 and more when a signal ended
 * it. Blocks.
 * Errors: ERR_TIMEOUT; ERR_TOO_LARGE it printed more than OUT takes; by errno. Thread: any. */
int spawn_self(char *const argv[], int deadline_ms, struct buf *out, int *status, struct err *err);

/* Start it with IN and OUT as its stdin and stdout (borrowed), and do not wait: the caller reaps
 * *PID. Errors: by errno. Thread: any. */
int spawn_self_on(char *const argv[], int in, int out, pid_t *pid, struct err *err);

/* A child that tells line by line, and that can be asked to give up. */
struct spawn_lines {
    int64_t deadline_ms; /* from now on */
    int64_t grace_ms;    /* from being asked to give up to SIGKILL */
    int cancel_fd;       /* becomes readable: give up. -1: never */
    size_t line_max;     /* bytes of one line */
    void (*on_line)(const char *line, size_t size, void *ctx); /* without the line break */
    void *ctx;
};

/* As spawn_self, but each line of its output goes to HOW->on_line; a last one without a break is
 * lost. Its stdin is a pipe that ends when it shall give up: at the deadline, when cancelled, or
 * with our death. Blocks. Thread: any.
 * Errors: ERR_TIMEOUT and ERR_BUSY (cancelled), also when it gave up by itself or was done just
 * then: the lines tell; ERR_TOO_LARGE a line is too long; by errno. */
int spawn_self_lines(char *const argv[], const struct spawn_lines *how, int *status,
                     struct err *err);

#endif
