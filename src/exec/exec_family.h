/* exec_family: all processes of one run: who of them has ended, and the end of all of them. With a
 * first process of its own namespace (sandbox_init), that one waits for the others and reports;
 * without, they all become the supervisor's children in the end. Inner part of the supervisor. */
#ifndef PIRUN_EXEC_EXEC_FAMILY_H
#define PIRUN_EXEC_EXEC_FAMILY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sandbox/sandbox.h"

struct exec_family {
    struct sandbox_child *child; /* borrowed */
    bool has_ended;              /* the script was waited for: wait_status is valid */
    int wait_status;
    int64_t processes;  /* waited for */
    size_t left_behind; /* processes that outlived their script */
};

/* The process below which all others are. */
pid_t exec_family_root(const struct exec_family *family);
/* Wait for all that has ended, without waiting. Answers false when nobody is left. */
bool exec_family_reap(struct exec_family *family);
/* Until nobody is left, however fast they fork. IS_FORCED: at once; else those that are only dying
 * get a moment. SIGNALS: a signalfd in which SIGCHLD comes; other signals in it are dropped. */
void exec_family_end(struct exec_family *family, int signals, bool is_forced);

#endif
