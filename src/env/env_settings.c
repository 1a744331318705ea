#include "env/env_settings.h"

#include <stdlib.h>

#include "base/buf.h"

/* The struct and, behind what it shows as constant, the texts that are its own. */
struct owned {
    struct env_settings settings; /* first: one is reached through the other */
    char *venv_python, *python, *tool, *index_url, *wheels;
    char **urls;
};

static char **copy_list(char *const *list)
{
    size_t count = 0;
    while (list && list[count])
        count++;
    char **copy = xcalloc(count + 1, sizeof(*copy));
    for (size_t i = 0; i < count; i++)
        copy[i] = xstrdup(list[i]);
    return copy;
}

struct env_settings *env_settings_copy(const struct env_settings *settings)
{
    struct owned *owned = xcalloc(1, sizeof(*owned));
    owned->settings = *settings;
    owned->settings.venv_python = owned->venv_python = xstrdup(settings->venv_python);
    owned->settings.python = owned->python = xstrdup(settings->python);
    owned->settings.tool = owned->tool = xstrdup(settings->tool);
    owned->settings.index_url = owned->index_url = xstrdup(settings->index_url);
    owned->settings.wheels = owned->wheels = xstrdup(settings->wheels);
    owned->settings.extra_index_urls = owned->urls = copy_list(settings->extra_index_urls);
    return &owned->settings;
}

void env_settings_free(struct env_settings *copy)
{
    struct owned *owned = (struct owned *)(void *)copy;
    if (!owned)
        return;
    char *const texts[] = {owned->venv_python, owned->python, owned->tool, owned->index_url,
                           owned->wheels};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        free(texts[i]);
    for (char **at = owned->urls; *at; at++)
        free(*at);
    free(owned->urls);
    free(owned);
}
