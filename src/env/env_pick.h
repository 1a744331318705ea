/* env_pick: the interpreter that a run starts with. Decided by the config and by var/envs/state,
 * by nothing that a script can change. */
#ifndef PIRUN_ENV_ENV_PICK_H
#define PIRUN_ENV_ENV_PICK_H

#include "env/env_base.h"
#include "env/env_state.h"
#include "exec/exec_plan.h"

struct env_pick {
    bool is_managed; /* else the interpreter is the user's own business */
    char build[ENV_NAME_SIZE];
    char environment[sizeof(ENV_DIR) + ENV_NAME_SIZE]; /* "envs/<build>", "" */
    char python[PATH_MAX];    /* as conf's venv_python: below the project, or absolute */
    struct sandbox_bind bind; /* of the base, when it is needed; borrows BASE */
    bool has_bind;
    struct env_base base;
};

/* Errors: ERR_NOT_FOUND no interpreter, or the environment or its base is gone; ERR_CONFLICT it was
 * built with another interpreter than env.python names now. Each says the way out. */
int env_pick_python(const struct env_place *place, struct env_pick *pick, struct err *err);
/* Put PICK's interpreter into DEFAULTS, which borrows PICK. */
void env_pick_apply(const struct env_pick *pick, struct exec_defaults *defaults);
/* Put `.venv` right when it does not lead to the current build. Answers whether it was wrong; MOVED
 * as env_link_put. */
bool env_pick_mend_link(const struct env_place *place, const struct env_pick *pick, char *moved);

#endif
