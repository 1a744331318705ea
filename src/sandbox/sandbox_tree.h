/* sandbox_tree: all processes below one process: find, signal, count. For the keeper that is
 * child subreaper, this is every process of its run, double forks and new sessions included.
 * Source: /proc/PID/task/TID/children, proc(5); where the kernel lacks it, the parents in
 * /proc/PID/stat. */
#ifndef PIRUN_SANDBOX_SANDBOX_TREE_H
#define PIRUN_SANDBOX_SANDBOX_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Processes, in ascending order of their numbers, each once. Zero is a valid empty one. */
struct sandbox_tree {
    pid_t *pids;
    size_t count;
    size_t capacity;
};
void sandbox_tree_release(struct sandbox_tree *tree);

enum sandbox_tree_way {
    SANDBOX_TREE_BY_CHILDREN,
    SANDBOX_TREE_BY_PARENTS
};
/* Add every descendant of ROOT to TREE. Answers false when this kernel does not know the WAY. */
bool sandbox_tree_find(pid_t root, enum sandbox_tree_way way, struct sandbox_tree *tree);

/* Send SIGNAL_NUMBER to every descendant of ROOT (not to ROOT), once each, and repeat until no new
 * process appears (but at most 8 times). Answers how many were signalled, dead ones that nobody
 * has waited for included. SIGKILL goes to their whole process groups (but never to ROOT's own),
 * so that a fork bomb cannot outrun it: to be sure, the keeper calls this and waits for the dead
 * in turn, until it has no child left. Allocates; not for signal handlers. */
size_t sandbox_tree_signal(pid_t root, int signal_number);
size_t sandbox_tree_count(pid_t root);

/* After a keeper died: every process of this user whose initial environment holds NAME=VALUE
 * (PIRUN_RUN_ID=<id>) is killed, but not the caller. Answers how many. */
size_t sandbox_tree_sweep(const char *name, const char *value);

#endif
