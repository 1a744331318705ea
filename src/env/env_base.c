#include "env/env_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/scope.h"

static bool is_below(const char *path, const char *directory)
{
    size_t size = strlen(directory);
    return strncmp(path, directory, size) == 0 && path[size] == '/';
}

/* PREFIX must be an installation: a mistake there would show a whole home directory to scripts. */
static bool has_library(const struct env_base *base)
{
    const char *name = strrchr(base->path, '/') + 1;
    auto_free char *library = xasprintf("%s/lib/%s/os.py", base->prefix, name);
    auto_free char *pypy = xasprintf("%s/lib/%s", base->prefix, name);
    return access(library, R_OK) == 0 || (strncmp(name, "pypy", 4) == 0 && access(pypy, F_OK) == 0);
}

static int split(const char *real, struct env_base *base, struct err *err)
{
    *base = (struct env_base){.is_bound = false};
    if (strlen(real) >= sizeof(base->path))
        return err_set(err, ERR_INVALID, "the path of the interpreter is too long");
    memcpy(base->path, real, strlen(real) + 1);
    const char *slash = strrchr(real, '/');
    size_t size = (size_t)(slash - real);
    if (size < 5 || strncmp(slash - 4, "/bin", 4) != 0)
        return err_set(err, ERR_INVALID,
                       "'%.120s' does not lie in a directory 'bin': give the interpreter of an "
                       "installation of Python",
                       real);
    memcpy(base->prefix, real, size - 4);
    base->is_bound = strcmp(base->prefix, "/usr") != 0 && !is_below(base->prefix, "/usr");
    return 0;
}

int env_base_find(const struct env_place *place, struct env_base *base, struct err *err)
{
    const char *asked = place->settings->python[0] ? place->settings->python : ENV_BASE_DEFAULT;
    auto_free char *real = realpath(asked, NULL);
    if (!real || access(real, X_OK) < 0)
        return err_set(err, ERR_NOT_FOUND,
                       "no Python interpreter at '%.120s': apt-get install python3, or set "
                       "env.python in .pirun.yaml",
                       asked);
    if (is_below(real, place->project_path))
        return err_set(err, ERR_INVALID,
                       "the interpreter '%.120s' lies in the project, where scripts could replace "
                       "it: set env.python to another one",
                       asked);
    if (split(real, base, err) < 0)
        return -1;
    if (base->is_bound && is_below(place->project_path, base->prefix))
        return err_set(err, ERR_INVALID,
                       "the project lies in the installation of '%.120s', which scripts would see: "
                       "set env.python to another one",
                       asked);
    if (!has_library(base))
        return err_set(err, ERR_INVALID,
                       "'%.120s' is no Python itself but something that starts one: give the real "
                       "one, as ~/.pyenv/versions/3.12.1/bin/python3.12",
                       real);
    return 0;
}

int env_base_find_reader(const struct env_place *place, struct env_base *base, struct err *err)
{
    struct env_settings own = *place->settings;
    struct env_place other = *place;
    own.python = own.venv_python;
    other.settings = &own;
    if (own.python[0] == '/' && env_base_find(&other, base, err) == 0)
        return 0;
    return env_base_find(place, base, err);
}
