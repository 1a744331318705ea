/* sandbox_clone: fork(2) into new namespaces. Inner part of the room. */
#ifndef PIRUN_SANDBOX_SANDBOX_CLONE_H
#define PIRUN_SANDBOX_SANDBOX_CLONE_H

#include <stdint.h>
#include <sys/types.h>

/* As fork(2), without its handlers: for processes with one thread and nothing registered.
 * Units: FLAGS as clone3(2) (CLONE_NEW…); CGROUP: directory of a cgroup to be born in, -1: none.
 * Answers -1 with errno. */
pid_t sandbox_clone(uint64_t flags, int cgroup);

#endif
