/* sandbox_tree: all processes below one process: find, signal, count. For the keeper that is child subreaper, this is every
 * process of its run, double forks and new sessions included. Source: /proc/PID/task/TID/children, proc(5). */
#ifndef PIRUN_SANDBOX_SANDBOX_TREE_H
#define PIRUN_SANDBOX_SANDBOX_TREE_H

#include <stddef.h>
#include <sys/types.h>

/* Send SIGNAL_NUMBER to every descendant of ROOT (not to ROOT). Answers how many were signalled. With SIGKILL the tree is first
 * stopped, so that a fork bomb cannot outrun it; repeated until no new process appears. Allocates; not for signal handlers. */
size_t sandbox_tree_signal(pid_t root, int signal_number);
size_t sandbox_tree_count(pid_t root);

/* After a keeper died: every process of this user whose initial environment holds NAME=VALUE (PIRUN_RUN_ID=<id>) is killed.
 * Answers how many. */
size_t sandbox_tree_sweep(const char *name, const char *value);

#endif
