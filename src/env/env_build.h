/* env_build: the run that makes an environment: its plan, and the place that it fills. */
#ifndef PIRUN_ENV_ENV_BUILD_H
#define PIRUN_ENV_ENV_BUILD_H

#include "env/env_base.h"
#include "env/env_source.h"
#include "exec/exec_plan.h"

struct env_build {
    struct ident id;
    char key[ENV_NAME_SIZE];
    int attempt;    /* of its run; set by who plans it */
    bool is_reused; /* it is there already: nothing is built, only put in place */
    struct env_base base;
    struct env_source source;
};

/* What JOB would make now, without starting anything. Owns: release with env_build_release.
 * Errors: as env_base_find and env_source_read. */
int env_build_look(const struct env_place *place, const struct job *job, struct env_build *build,
                   struct err *err);
void env_build_release(struct env_build *build);
#define auto_build __attribute__((cleanup(env_build_release)))

/* The plan of the run. DEFAULTS as for a script, of which limits and network are replaced by those
 * of builds. Owns: release PLAN with exec_plan_release. Errors: as exec_plan_make. */
int env_build_plan(const struct env_place *place, const struct job *job,
                   const struct env_build *build, const struct exec_defaults *defaults,
                   struct exec_plan *plan, struct err *err);
/* Make var/envs/tmp.<id> and the notes of the run in RUN (-1: none). What an earlier attempt left
 * is removed.
 * Errors: ERR_NO_SPACE; by errno. */
int env_build_open(const struct env_place *place, const struct env_build *build, int run,
                   struct err *err);
/* What runs: the base interpreter with the program on its standard input; or as an argument when
 * IS_INLINE. Owns: returns a NULL-terminated list that the caller frees. */
char **env_build_argv(const struct env_place *place, const struct env_build *build, bool is_inline);

#endif
