/* crash_point: stop a function as kill -9 does, before its Nth system call. */
#ifndef PIRUN_TEST_CRASH_POINT_H
#define PIRUN_TEST_CRASH_POINT_H

#include <stdbool.h>

/* Call ACT(CTX) in a child process that dies before its Nth system call (from 1) is made. False:
 * ACT came to its end before that. Source: ptrace(2), PTRACE_SYSCALL. */
bool crash_point(int n, void (*act)(void *ctx), void *ctx);

#endif
