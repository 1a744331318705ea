/* spawn: this program once more, as a child that does one thing and answers on its stdout. For what
 * could hang or crash a server, and for libraries that a server does not want in its memory. */
#ifndef PIRUN_BASE_SPAWN_H
#define PIRUN_BASE_SPAWN_H

#include "base/buf.h"
#include "base/err.h"

/* Run /proc/self/exe with ARGV (NULL-terminated; argv[0] is only a name) and append what it prints
 * to OUT, whose cap is the most. Its stdin is empty, its stderr ours, no other descriptor is there.
 * After DEADLINE_MS it is killed. *STATUS gets its exit status, 128 and more when a signal ended
 * it. Blocks.
 * Errors: ERR_TIMEOUT; ERR_TOO_LARGE it printed more than OUT takes; by errno. Thread: any. */
int spawn_self(char *const argv[], int deadline_ms, struct buf *out, int *status, struct err *err);

#endif
