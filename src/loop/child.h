/* child: the end of a process, seen through a pidfd on the loop. No SIGCHLD, no polling; works for
 * processes that are not our children (a supervisor that an earlier server started). Does not reap.
 * Source: pidfd_open(2). */
#ifndef PIRUN_LOOP_CHILD_H
#define PIRUN_LOOP_CHILD_H

#include <sys/types.h>

#include "loop/loop.h"

struct child;

/* Takes PIDFD. on_exit is called once, also when the process had ended before. */
struct child *child_watch(struct loop *loop, int pidfd, loop_cb on_exit, void *ctx);
void child_free(struct child *child); /* NULL is fine; allowed within on_exit */
/* Send SIGNAL_NUMBER to the very process that the pidfd names.
 * Errors: ERR_NOT_FOUND it has ended; ERR_FORBIDDEN it is not ours to signal. */
int child_signal(const struct child *child, int signal_number, struct err *err);

#endif
