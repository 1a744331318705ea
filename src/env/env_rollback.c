#include "env/env_rollback.h"

#include <string.h>

#include "base/scope.h"
#include "env/env_keep.h"
#include "env/env_list.h"
#include "env/env_state.h"

static int find_previous(int envs, const struct env_state *state, char build[ENV_NAME_SIZE],
                         struct err *err)
{
    for (size_t i = 0; i < state->previous_count; i++) {
        if (env_place_find(envs, state->previous[i], build))
            return 0;
    }
    return err_set(err, ERR_NOT_FOUND, "no earlier environment is kept");
}

int env_rollback(const struct env_place *place, const char *text, char build[ENV_NAME_SIZE],
                 char moved[ENV_LINK_MOVED_SIZE], struct err *err)
{
    struct env_state state;
    auto_fd int envs = env_place_open(place, false, err);
    auto_fd int lock = envs < 0 ? -1 : env_place_lock(envs, err);
    if (lock < 0 || env_state_read(envs, &state, err) < 0)
        return err->code == ERR_NOT_FOUND
                   ? err_set(err, ERR_NOT_FOUND,
                             "no environment was ever built here: 'pirun env sync' builds one")
                   : -1;
    int found =
        text ? env_list_resolve(envs, text, build, err) : find_previous(envs, &state, build, err);
    if (found < 0)
        return -1;
    env_keep_left(envs, state.current);
    env_state_push(&state, build);
    if (env_state_write(envs, &state, place->durability, err) < 0)
        return -1;
    return env_link_put(place->project, build, moved, err);
}
