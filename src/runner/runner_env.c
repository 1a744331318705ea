/* Where runs and environments meet. A script gets the environment that is current when it starts;
 * what the end of a build leads to is in runner_end.c. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/log.h"
#include "env/env_finish.h"
#include "env/env_link.h"
#include "env/env_pick.h"
#include "runner/runner_inner.h"

struct env_place runner_env_place(const struct runner *runner, const struct runner_rules *rules)
{
    return (struct env_place){.project_path = runner->spool->project_path,
                              .project = runner->spool->dirs.project,
                              .settings = rules->env,
                              .durability = runner->spool->durability};
}

int runner_env_pick(const struct env_place *place, struct env_pick *pick,
                    struct exec_defaults *defaults, struct err *err)
{
    char moved[ENV_LINK_MOVED_SIZE];
    if (env_pick_python(place, pick, err) < 0)
        return -1;
    if (env_pick_mend_link(place, pick, moved))
        log_warning("'.venv' did not lead to the current environment and was put right%s%s",
                    *moved ? "; what was there is now " : "", moved);
    env_pick_apply(pick, defaults);
    return 0;
}

struct sweep_work {
    struct runner *runner;
    struct env_place place;
};

static void sweep_on_lane(void *ctx)
{
    const struct sweep_work *work = ctx;
    env_finish_sweep(&work->place);
}

static void swept(void *ctx)
{
    struct sweep_work *work = ctx;
    struct runner *runner = work->runner;
    free(work);
    runner_settle(runner);
}

void runner_sweep_builds(struct runner *runner)
{
    struct sweep_work *work = xcalloc(1, sizeof(*work));
    work->runner = runner;
    work->place = runner_env_place(runner, runner_rules(runner));
    lane_post(runner->env, sweep_on_lane, swept, work);
}
