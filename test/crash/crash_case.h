/* crash_case: who is killed, while what is under way. One table row per case. */
#ifndef PIRUN_CRASH_CASE_H
#define PIRUN_CRASH_CASE_H

#include <stdbool.h>
#include <stddef.h>

enum crash_role {
    CRASH_SUBMIT,     /* `pirun submit`, from its execution to its end */
    CRASH_SERVER,     /* all its threads, from the moment a job is given until it is recorded */
    CRASH_LAUNCHER,   /* the same span */
    CRASH_SUPERVISOR, /* from its fork to its end */
    CRASH_RECOVERY,   /* the server that takes up what a killed one left: from the lock on */
};

enum crash_kind {
    CRASH_PLAIN,
    CRASH_HELD,    /* the script runs until it is let go, and leaves a process behind */
    CRASH_RETRY,   /* the first attempt fails and is tried again */
    CRASH_RERUN,   /* on_lost: rerun */
    CRASH_CANCEL,  /* a waiting job is cancelled by an order */
    CRASH_STOP,    /* a job is cancelled while it starts; its script would run on */
    CRASH_REFUSED, /* the door refuses it */
};

struct crash_case {
    enum crash_role role;
    const char *name; /* with the role's: unique */
    enum crash_kind kind;
    bool is_synced;      /* spool.durability full, else none */
    bool is_dropped;     /* a file put into the door by hand, else `pirun submit` */
    bool is_server_kept; /* launcher, supervisor: the server goes on, else it is killed too */
};

const struct crash_case *crash_cases(size_t *count);
const char *crash_role_name(enum crash_role role);
/* The text of the case's job file. */
const char *crash_case_job(const struct crash_case *it);

#endif
