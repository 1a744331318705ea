/* sandbox_init: the life of the first process of a process namespace: it waits for everybody in
 * there and tells the keeper. Nothing in the namespace can signal it, look into it or outlive
 * it. */
#ifndef PIRUN_SANDBOX_SANDBOX_INIT_H
#define PIRUN_SANDBOX_SANDBOX_INIT_H

#include <sys/types.h>

/* The caller is undumpable already, so that nobody looks into its memory. Never comes back. Writes
 * struct sandbox_report to REPORT when SCRIPT has ended, and again when nobody is left; then it
 * ends. */
_Noreturn void sandbox_init_live(int report, pid_t script);

#endif
