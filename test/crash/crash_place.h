/* crash_place: a worker's scratch project and the processes that live in it. The worker is a child
 * subreaper: every process of PiRun that loses its parent becomes its child, so that it sees each
 * of them end and can tell at the end whether one is left. */
#ifndef PIRUN_CRASH_PLACE_H
#define PIRUN_CRASH_PLACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "crash_case.h"
#include "crash_trace.h"

struct crash_process {
    pid_t pid; /* 0: none */
    bool has_ended;
    int status; /* of waitpid(2) */
};

struct crash_place {
    const char *pirun, *interpreter; /* programs, absolute */
    char *home, *path;               /* scratch directory, project in it */
    int homefd, dirfd;               /* of both */
    int notify;                      /* the socket on which a server tells READY=1 */
    struct crash_process server, cli;
    struct crash_trace trace;
    int64_t longest_ms; /* of all waits for the project to settle */
    bool is_ready;      /* READY=1 was read since the last start of a server */
    const struct crash_case *now;
};

/* Make HOME, and a project in it. Errors: by errno. */
int crash_place_init(struct crash_place *place, const char *home, struct err *err);
void crash_place_release(struct crash_place *place);
/* An empty project with the config of the case IT. */
void crash_place_reset(struct crash_place *place, const struct crash_case *it);

typedef bool (*crash_condition)(struct crash_place *place);
/* Handle what happens to processes until IS_TRUE(place); false: it did not come in time. */
bool crash_place_wait(struct crash_place *place, crash_condition is_true);

/* Start `pirun ARGV…`; a NULL ends the words. Its standard output goes to HOME/OUT, its standard
 * error is appended to HOME/log. IS_TRACED: under place->trace from its execution on. */
void crash_place_spawn(struct crash_place *place, struct crash_process *process, const char *out,
                       bool is_traced, const char *const argv[]);
/* Forget that servers were ready: the next one tells. */
void crash_place_expect(struct crash_place *place);
/* Start a server and wait until it is ready. Errors: ERR_TIMEOUT it did not get ready, ERR_INTERNAL
 * it ended. */
int crash_place_serve(struct crash_place *place, struct err *err);
/* SIGTERM, and wait. Errors: ERR_TIMEOUT, or ERR_INTERNAL its status is not 0. */
int crash_place_stop(struct crash_place *place, struct err *err);
/* SIGKILL, and wait. */
void crash_place_kill(struct crash_place *place, struct crash_process *process);
/* Run `pirun ARGV…` to its end. Errors: ERR_INTERNAL its status is not 0. */
int crash_place_run(struct crash_place *place, const char *out, const char *const argv[],
                    struct err *err);
/* The server's launcher, or 0. */
pid_t crash_place_launcher(struct crash_place *place);
/* A child that is left; false: none. */
bool crash_place_has_child(pid_t *pid, char name[32]);

/* Conditions */
bool crash_place_is_ready(struct crash_place *place);
bool crash_place_cli_ended(struct crash_place *place);
bool crash_place_server_ended(struct crash_place *place);
bool crash_place_trace_ready(struct crash_place *place);
bool crash_place_is_empty(struct crash_place *place); /* no child is left */

#endif
