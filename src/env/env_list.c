#include "env/env_list.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/scope.h"
#include "env/env_manifest.h"

#define US_PER_S 1000000

static int newer_first(const void *a, const void *b)
{
    const struct env_listed *x = a;
    const struct env_listed *y = b;
    if (x->left_at_us != y->left_at_us)
        return x->left_at_us < y->left_at_us ? 1 : -1;
    return strcmp(x->build, y->build);
}

static bool read_one(int envs, const char *name, struct env_listed *out)
{
    auto_manifest struct env_manifest manifest = {.package_count = 0};
    struct stat about;
    struct err err; /* a damaged one is listed all the same */
    if (!env_place_is_name(name) || fstatat(envs, name, &about, AT_SYMLINK_NOFOLLOW) < 0 ||
        !S_ISDIR(about.st_mode))
        return false;
    memcpy(out->build, name, ENV_NAME_SIZE);
    out->left_at_us = (int64_t)about.st_mtim.tv_sec * US_PER_S + about.st_mtim.tv_nsec / 1000;
    out->size_bytes = env_manifest_load(envs, name, &manifest, &err) == 0 ? manifest.size_bytes : 0;
    return true;
}

struct env_listed *env_list_read(int envs, size_t *count)
{
    int own = openat(envs, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = own < 0 ? NULL : fdopendir(own);
    struct env_listed *all = NULL;
    *count = 0;
    for (;;) {
        struct env_listed one;
        struct dirent *entry =
            dir ? readdir(dir) : NULL; /* NOLINT(concurrency-mt-unsafe): DIR is ours alone */
        if (!entry)
            break;
        if (!read_one(envs, entry->d_name, &one))
            continue;
        all = xrealloc(all, (*count + 1) * sizeof(*all));
        all[(*count)++] = one;
    }
    if (all)
        qsort(all, *count, sizeof(*all), newer_first);
    return all;
}

int env_list_resolve(int envs, const char *text, char build[ENV_NAME_SIZE], struct err *err)
{
    size_t count = 0;
    size_t found = 0;
    size_t size = strlen(text);
    if (size < 4 || strspn(text, "0123456789abcdef") != size)
        return err_set(err, ERR_INVALID,
                       "'%.40s' is not the beginning of an environment's name: 'pirun env list' "
                       "shows them",
                       text);
    auto_free struct env_listed *all = env_list_read(envs, &count);
    for (size_t i = 0; i < count; i++) {
        if (strncmp(all[i].build, text, size) == 0 && found++ == 0)
            memcpy(build, all[i].build, ENV_NAME_SIZE);
    }
    if (found == 1)
        return 0;
    return found == 0
               ? err_set(err, ERR_NOT_FOUND, "no environment '%.40s' is kept", text)
               : err_set(err, ERR_INVALID, "'%.40s' is the beginning of %zu names", text, found);
}
