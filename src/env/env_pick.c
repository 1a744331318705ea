#include "env/env_pick.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/scope.h"
#include "env/env_link.h"

#define PYTHON    "bin/python"
#define LINKS_MAX 4 /* python, python3, python3.11 */

/* The user names an interpreter of his own, or no environment was ever built here. */
static bool is_unmanaged(const struct env_place *place, int envs, struct env_state *state,
                         struct err *err)
{
    if (strcmp(place->settings->venv_python, ENV_VENV_PYTHON) != 0)
        return true;
    err->code = ERR_NONE;
    return envs < 0 || (env_state_read(envs, state, err) < 0 && err->code == ERR_NOT_FOUND);
}

static int pick_own(const struct env_place *place, struct env_pick *pick, struct err *err)
{
    const char *python = place->settings->venv_python;
    auto_free char *path =
        python[0] == '/' ? xstrdup(python) : xasprintf("%s/%s", place->project_path, python);
    if (snprintf(pick->python, sizeof(pick->python), "%s", python) >= (int)sizeof(pick->python))
        return err_set(err, ERR_INVALID, "venv_python is too long");
    return exec_plan_check_python(path, err);
}

/* What bin/python of the build is: a link, by way of others beside it. */
static bool read_base(const struct env_pick *pick, int envs, char target[PATH_MAX])
{
    auto_free char *bin = xasprintf("%s/bin", pick->build);
    auto_fd int dir = openat(envs, bin, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    (void)snprintf(target, PATH_MAX, "python"); /* fits */
    for (int i = 0; dir >= 0 && i < LINKS_MAX; i++) {
        char next[PATH_MAX];
        ssize_t size = readlinkat(dir, target, next, sizeof(next) - 1);
        if (size <= 0)
            return false;
        memcpy(target, next, (size_t)size);
        target[size] = '\0';
        if (strchr(target, '/'))
            return target[0] == '/';
    }
    return false;
}

/* The link in the build is only compared with what the config names: it chooses nothing. */
static int check_base(const struct env_place *place, const struct env_pick *pick, int envs,
                      struct err *err)
{
    char target[PATH_MAX];
    if (!read_base(pick, envs, target))
        return err_set(err, ERR_NOT_FOUND,
                       "the environment '%.12s' is damaged or gone: run 'pirun env sync'",
                       pick->build);
    if (access(target, X_OK) < 0)
        return err_set(err, ERR_NOT_FOUND,
                       "the environment '%.12s' was built with '%.80s', which is gone: run 'pirun "
                       "env sync'",
                       pick->build, target);
    bool is_other =
        pick->has_bind ? strcmp(target, pick->base.path) != 0 : strncmp(target, "/usr/", 5) != 0;
    if (!is_other)
        return 0;
    const char *asked = place->settings->python[0] ? place->settings->python : ENV_BASE_DEFAULT;
    return err_set(err, ERR_CONFLICT,
                   "the environment was built with '%.80s', and env.python is '%.60s' now: run "
                   "'pirun env sync'",
                   target, asked);
}

static void pick_bind(struct env_pick *pick)
{
    pick->has_bind = pick->base.is_bound;
    if (pick->has_bind)
        pick->bind =
            (struct sandbox_bind){.source = pick->base.prefix, .target = pick->base.prefix};
}

int env_pick_python(const struct env_place *place, struct env_pick *pick, struct err *err)
{
    struct env_state state = {.seq = 0};
    struct err why;
    *pick = (struct env_pick){.is_managed = false};
    if (place->settings->python[0] && env_base_find(place, &pick->base, &why) == 0)
        pick_bind(pick); /* a wrong one is only of interest for what needs it */
    auto_fd int envs = env_place_open(place, false, &why);
    if (is_unmanaged(place, envs, &state, err))
        return pick_own(place, pick, err);
    if (err->code != ERR_NONE)
        return -1;
    pick->is_managed = true;
    memcpy(pick->build, state.current, ENV_NAME_SIZE);
    (void)snprintf(pick->environment, sizeof(pick->environment), ENV_DIR "/%s",
                   pick->build); /* fits, as the next one */
    (void)snprintf(pick->python, sizeof(pick->python), "var/%s/" PYTHON, pick->environment);
    return check_base(place, pick, envs, err);
}

void env_pick_apply(const struct env_pick *pick, struct exec_defaults *defaults)
{
    defaults->venv_python = pick->python;
    defaults->environment = pick->is_managed ? pick->environment : NULL;
    defaults->binds = pick->has_bind ? &pick->bind : NULL;
    defaults->bind_count = pick->has_bind ? 1 : 0;
}

bool env_pick_mend_link(const struct env_place *place, const struct env_pick *pick, char *moved)
{
    struct err err;
    moved[0] = '\0';
    if (!pick->is_managed || env_link_agrees(place->project, pick->build))
        return false;
    return env_link_put(place->project, pick->build, moved, &err) == 0;
}
