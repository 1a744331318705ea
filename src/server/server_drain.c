/* `pirun run` without a server: the same door, queue, launcher and record, for one run only.
 * Everything else that lies in the door is accepted too, and waits for a server. */
#include <signal.h>

#include "base/scope.h"
#include "server/server_core.h"

struct drain {
    struct server_core core; /* first: callbacks get it */
    struct ident id;
    bool is_stopping;
};

static void stopped(void *ctx)
{
    struct drain *drain = ctx;
    loop_stop(drain->core.loop);
}

static void begin_stop(struct drain *drain)
{
    if (drain->is_stopping)
        return;
    drain->is_stopping = true;
    runner_stop(drain->core.runner, false, stopped, drain);
}

/* A pass over the door ended, or a run was recorded: leave when ours is not on its way any more. */
static void scanned(void *ctx)
{
    struct drain *drain = ctx;
    if (drain->core.runner && !runner_knows(drain->core.runner, &drain->id))
        begin_stop(drain);
}

/* Ctrl-C goes to the whole foreground group; the follower turns it into a cancel order. SIGTERM
 * leaves the run to its supervisor. */
static void signalled(void *ctx, int signal_number)
{
    if (signal_number == SIGTERM)
        begin_stop(ctx);
}

static int run(struct drain *drain, struct err *err)
{
    if (server_core_open(&drain->core, signalled, err) < 0 ||
        server_core_start(&drain->core, &drain->id, scanned, err) < 0)
        return -1;
    return loop_run(drain->core.loop, err);
}

int server_drain_one(const struct server_options *options, const struct ident *id, struct err *err)
{
    struct drain drain = {.core = {.options = options, .kind = "run"}, .id = *id};
    int result = run(&drain, err);
    server_core_close(&drain.core);
    return result;
}
