/* Terminals are no runs: nothing of them is queued, counted or recorded here. But what they are
 * started with, and how they are confined, is decided like that of runs. */
#include "env/env_pick.h"
#include "exec/exec_plan.h"
#include "runner/runner_inner.h"

int runner_plan_shell(const struct runner *runner, const struct runner_rules *rules,
                      const struct exec_shell *shell, struct exec_plan *plan, struct err *err)
{
    struct err none; /* a shell does without an interpreter */
    struct env_pick pick;
    const struct env_place place = runner_env_place(runner, rules);
    struct exec_defaults defaults = runner_defaults(runner, rules);
    if (env_pick_python(&place, &pick, &none) == 0)
        env_pick_apply(&pick, &defaults);
    return exec_plan_make_shell(shell, &defaults, plan, err);
}
