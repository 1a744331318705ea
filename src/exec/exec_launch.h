/* exec_launch: the launcher process. Forked from main before any thread and before any library
 * is initialised, it forks one supervisor per request. It reads no job, touches no spool,
 * allocates nothing; its death ends no run.
 *
 * A request is one SOCK_SEQPACKET message: the plan's text, and descriptors by SCM_RIGHTS in the
 * order of enum exec_fd. The last one is the tether: a socket whose only holders are this
 * request, then the supervisor. When the server sees its end without a message, no supervisor
 * exists and none ever began: the job may be started again without being started twice. */
#ifndef PIRUN_EXEC_EXEC_LAUNCH_H
#define PIRUN_EXEC_EXEC_LAUNCH_H

#include <sys/types.h>

#include "base/err.h"

#define EXEC_LAUNCH_COMMAND "__launcher"

enum exec_fd {
    EXEC_FD_PROJECT,
    EXEC_FD_VAR,
    EXEC_FD_RUN,
    EXEC_FD_LOGS,
    EXEC_FD_TETHER,
    EXEC_FD_COUNT
};

/* Fork the launcher; it is no child of the caller that would have to be waited for.
 * Owns: returns the server's end of the socket (close-on-exec is NOT set, so that main may
 * execute itself again, see base/lazy.h; exec_create sets it). Thread: main, before all others. */
int exec_launch_fork(struct err *err);
/* Start a new launcher from a process with threads: posix_spawn of /proc/self/exe with
 * `__launcher FD`.
 * Owns: returns the server's end, close-on-exec; *PID is a child that the caller waits for. */
int exec_launch_spawn(pid_t *pid, struct err *err);
/* The launcher's life on SOCKET: until end of file. Answers the exit status. Main calls this for
 * `__launcher FD`, in a process that has done nothing else yet. */
int exec_launch_serve(int socket);

#endif
