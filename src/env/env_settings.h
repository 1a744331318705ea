/* env_settings: what the project's configuration says about environments (`env.…`), as plain
 * values, so that this room need not know the configuration. */
#ifndef PIRUN_ENV_ENV_SETTINGS_H
#define PIRUN_ENV_ENV_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Texts are "" when they are not set, never NULL. */
struct env_settings {
    const char *venv_python; /* of scripts; ENV_VENV_PYTHON: the managed environment */
    const char *python;      /* base interpreter, absolute; "": the distribution's */
    const char *tool;        /* "auto" "pip" "uv" */
    const char *index_url;
    char *const *extra_index_urls; /* NULL-terminated; NULL: none */
    const char *wheels;            /* directory, absolute or below the project */
    bool allow_sdist, has_network;
    int64_t timeout_ms, memory_mb, disk_mb;
    int64_t keep_builds, keep_days, keep_mb; /* 0: no limit */
};

#define ENV_VENV_PYTHON ".venv/bin/python" /* default of venv_python */

/* A copy that owns its texts. */
struct env_settings *env_settings_copy(const struct env_settings *settings);
void env_settings_free(struct env_settings *copy);

#endif
