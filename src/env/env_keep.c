/* A build's directory carries its age: its time of change is set when it stops being current. It is
 * removed by first getting another name, in one step, so that nobody ever sees half of one. A run
 * that has just read which build is current takes its lock a moment later: nothing goes in the
 * first minutes after it was current. */
#include "env/env_keep.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "env/env_list.h"
#include "env/env_state.h"

#define GRACE_S  600 /* from the decision of a start to its lock: milliseconds, wide margin */
#define DAY_S    86400
#define MIB      ((int64_t)1024 * 1024)
#define US_PER_S 1000000

static bool is_in_use(int envs, const char *name)
{
    struct err gone;
    auto_fd int dir = fd_open_dir(envs, name, &gone);
    return dir < 0 || flock(dir, LOCK_EX | LOCK_NB) < 0; /* given back with the descriptor */
}

static void remove_build(int envs, const char *name)
{
    char aside[ENV_TMP_SIZE];
    struct err ignored; /* what is left of it is swept another time */
    struct ident id = ident_new();
    env_place_tmp(&id, aside);
    if (renameat(envs, name, envs, aside) == 0)
        (void)fd_tree_remove(envs, aside, &ignored);
}

static bool is_carried(const struct env_place *place, const char *id)
{
    struct err ignored;
    auto_free char *name = xasprintf("%s.json", id);
    auto_fd int var = fd_open_dir(place->project, "var", &ignored);
    auto_fd int active = var < 0 ? -1 : fd_open_dir(var, "active", &ignored);
    return active < 0 ? var >= 0 && fd_exists(var, "active") : fd_exists(active, name);
}

static void sweep_one(const struct env_place *place, int envs, const char *name)
{
    struct err ignored;
    const char *id = name + strlen(ENV_TMP_PREFIX);
    if (strncmp(name, ENV_TMP_PREFIX, strlen(ENV_TMP_PREFIX)) == 0 &&
        ident_parse(id, strlen(id), NULL) && !is_carried(place, id) && !is_in_use(envs, name))
        (void)fd_tree_remove(envs, name, &ignored);
}

static void sweep_link(int envs, const char *name)
{
    char build[ENV_NAME_SIZE];
    if (env_place_is_name(name) && !env_place_find(envs, name, build))
        (void)unlinkat(envs, name, 0); /* a link that leads nowhere */
}

void env_keep_sweep(const struct env_place *place, int envs)
{
    int own = openat(envs, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = own < 0 ? NULL : fdopendir(own);
    for (;;) {
        struct dirent *entry =
            dir ? readdir(dir) : NULL; /* NOLINT(concurrency-mt-unsafe): DIR is ours alone */
        if (!entry)
            return;
        sweep_one(place, envs, entry->d_name);
        sweep_link(envs, entry->d_name);
    }
}

/* `env rollback` leads to the newest previous one that is still there. */
static bool is_kept_always(const struct env_state *state, const char *build)
{
    return strcmp(build, state->current) == 0 ||
           (state->previous_count > 0 && strcmp(build, state->previous[0]) == 0);
}

static bool is_too_much(const struct env_settings *settings, int64_t age_s, size_t rank,
                        int64_t bytes)
{
    if (settings->keep_builds > 0 && rank >= (size_t)settings->keep_builds)
        return true;
    if (settings->keep_days > 0 && age_s > settings->keep_days * DAY_S)
        return true;
    return settings->keep_mb > 0 && bytes > settings->keep_mb * MIB;
}

size_t env_keep_collect(const struct env_place *place, int envs)
{
    struct env_state state;
    struct err ignored;
    size_t count = 0;
    size_t removed = 0;
    if (env_state_read(envs, &state, &ignored) < 0)
        return 0;
    auto_free struct env_listed *all = env_list_read(envs, &count);
    int64_t now_us = clock_wall_us();
    int64_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t age_s = (now_us - all[i].left_at_us) / US_PER_S;
        bytes += all[i].size_bytes;
        if (is_kept_always(&state, all[i].build) || age_s < GRACE_S ||
            !is_too_much(place->settings, age_s, i, bytes) || is_in_use(envs, all[i].build))
            continue;
        remove_build(envs, all[i].build);
        bytes -= all[i].size_bytes;
        removed++;
    }
    return removed;
}

void env_keep_left(int envs, const char *build)
{
    if (*build)
        (void)utimensat(envs, build, NULL, AT_SYMLINK_NOFOLLOW); /* it only looks older else */
}
