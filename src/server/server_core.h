/* server_core: what `serve` and the draining of one run share: the project opened, locked, on a
 * loop, with a runner. */
#ifndef PIRUN_SERVER_SERVER_CORE_H
#define PIRUN_SERVER_SERVER_CORE_H

#include "conf/conf.h"
#include "loop/loop.h"
#include "runner/runner.h"
#include "server/server.h"
#include "server/server_rules.h"
#include "spool/spool.h"

struct server_core {
    const struct server_options *options;
    struct conf *conf; /* the one in force */
    /* earlier ones that a check was still reading */
    struct conf *old_confs[SERVER_RULES_CHECKERS];
    struct server_rules rules;
    char boxless[SANDBOX_PROBE_WHY]; /* why there are no namespaces; "": there are */
    char *cgroup; /* absolute path in which runs make theirs; NULL: none was given to us */
    struct spool spool;
    bool has_spool;
    int lock;
    struct loop *loop;
    struct runner *runner;
    const char *kind; /* "serve" or "run", for var/lock */
};

/* Read the config, open var/, take the lock, create the loop and route SIGTERM, SIGINT and SIGHUP
 * to on_signal. Errors: ERR_BUSY the project has a server; what conf_load and spool_open say.
 * Release with server_core_close in any case. */
int server_core_open(struct server_core *core, loop_signal_cb on_signal, struct err *err);
/* Create the runner: from here on jobs start. ONLY and on_scanned as in runner_options; ctx is the
 * core. */
int server_core_start(struct server_core *core, const struct ident *only, runner_cb on_scanned,
                      struct err *err);
void server_core_close(struct server_core *core);
/* Read the config again. Errors: the old one stays in force. */
int server_core_reload(struct server_core *core, struct err *err);

#endif
