/* server: puts the rooms together: one project, one process. Start, reload, drain, stop, sd_notify.
 */
#ifndef PIRUN_SERVER_SERVER_H
#define PIRUN_SERVER_SERVER_H

#include <stdbool.h>

#include "base/err.h"
#include "base/ident.h"

struct server_options {
    const char *project_path; /* absolute */
    const char *addr;         /* NULL: server.addr of the config; "off": no HTTP */
    int jobs;                 /* 0: run.jobs of the config */
    bool is_killing;          /* --kill: stopping the server also ends its runs */
    int launcher;             /* socket of exec_launch_fork; taken */
};

/* Run the server until SIGTERM or SIGINT. SIGHUP reloads the config. Answers 0 after a clean stop.
 * Errors: ERR_BUSY another server has the project; what spool_open, conf_load and web_start say.
 * Thread: main. */
int server_run(const struct server_options *options, struct err *err);

/* `pirun run` without a server: take the lock, accept what lies in the door, run exactly ID, answer
 * when it is recorded. No HTTP. Errors: ERR_BUSY somebody serves the project now (the caller just
 * follows then). */
int server_drain_one(const struct server_options *options, const struct ident *id, struct err *err);

#endif
