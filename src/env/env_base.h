/* env_base: the base interpreter, of which environments are made. It is chosen by the config alone:
 * what stands in a pyvenv.cfg or behind a link in the project decides nothing. It is not executed
 * here: its real name tells its version ("python3.11"). */
#ifndef PIRUN_ENV_ENV_BASE_H
#define PIRUN_ENV_ENV_BASE_H

#include <limits.h>
#include <stdbool.h>

#include "env/env_place.h"

#define ENV_BASE_DEFAULT "/usr/bin/python3"

struct env_base {
    char path[PATH_MAX];   /* of the executable, without links */
    char prefix[PATH_MAX]; /* directory that holds bin/ and lib/ */
    bool is_bound;         /* outside of /usr: runs see PREFIX only because the config names it */
};

/* Errors: ERR_NOT_FOUND no such interpreter; ERR_INVALID it lies in the project, is a script (as
 * pyenv's shims are) or no installation of Python. Each says the way out. */
int env_base_find(const struct env_place *place, struct env_base *base, struct err *err);
/* The one that reads scripts, outside of any sandbox: what venv_python leads to where it lies
 * outside of the project, else as env_base_find. Errors: as that. */
int env_base_find_reader(const struct env_place *place, struct env_base *base, struct err *err);

#endif
