/* env_state: var/envs/state, the one trusted word on which environment is current. One small file
 * that is replaced as a whole: the pointer and the way back can never disagree, and a reader sees
 * the old or the new, never half. `.venv` in the project is for people; scripts could change it. */
#ifndef PIRUN_ENV_ENV_STATE_H
#define PIRUN_ENV_ENV_STATE_H

#include <stdint.h>

#include "env/env_place.h"

#define ENV_PREVIOUS_MAX 8

struct env_state {
    char current[ENV_NAME_SIZE];
    int64_t seq; /* accept number of the build job that made it current; 0: none did */
    char previous[ENV_PREVIOUS_MAX][ENV_NAME_SIZE]; /* newest first */
    size_t previous_count;
};

/* Errors: ERR_NOT_FOUND no environment was ever put in place; ERR_INVALID damaged. */
int env_state_read(int envs, struct env_state *state, struct err *err);
int env_state_write(int envs, const struct env_state *state, enum fd_durability durability,
                    struct err *err);
/* Make BUILD current; what was becomes the first of the previous ones. */
void env_state_push(struct env_state *state, const char *build);

#endif
