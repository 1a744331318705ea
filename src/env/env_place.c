#include "env/env_place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"

#define LOCK_NAME "lock"

int env_place_open(const struct env_place *place, bool is_made, struct err *err)
{
    auto_fd int var = fd_open_dir(place->project, "var", err);
    if (var < 0)
        return -1;
    return is_made ? fd_make_dir(var, ENV_DIR, 0755, err) : fd_open_dir(var, ENV_DIR, err);
}

int env_place_open_run(const struct env_place *place, const struct ident *id, struct err *err)
{
    char name[IDENT_TEXT_SIZE];
    ident_format(id, name);
    auto_fd int var = fd_open_dir(place->project, "var", err);
    auto_fd int runs = var < 0 ? -1 : fd_open_dir(var, "runs", err);
    return runs < 0 ? -1 : fd_open_dir(runs, name, err);
}

int env_place_lock(int envs, struct err *err)
{
    auto_fd int fd = openat(envs, LOCK_NAME, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return err_errno(err, "cannot open the lock of the environments");
    while (flock(fd, LOCK_EX) < 0) {
        if (errno != EINTR)
            return err_errno(err, "cannot lock the environments");
    }
    return take_fd(&fd);
}

bool env_place_is_name(const char *name)
{
    return strlen(name) == ENV_NAME_SIZE - 1 &&
           strspn(name, "0123456789abcdef") == ENV_NAME_SIZE - 1;
}

static bool is_directory(int envs, const char *name)
{
    struct stat about;
    return fstatat(envs, name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(about.st_mode);
}

bool env_place_find(int envs, const char *name, char build[ENV_NAME_SIZE])
{
    char target[ENV_NAME_SIZE + 1];
    if (!env_place_is_name(name))
        return false;
    if (is_directory(envs, name)) {
        memcpy(build, name, ENV_NAME_SIZE);
        return true;
    }
    ssize_t size = readlinkat(envs, name, target, sizeof(target));
    if (size != ENV_NAME_SIZE - 1)
        return false;
    target[size] = '\0';
    if (!env_place_is_name(target) || !is_directory(envs, target))
        return false;
    memcpy(build, target, ENV_NAME_SIZE);
    return true;
}

void env_place_tmp(const struct ident *id, char name[ENV_TMP_SIZE])
{
    char text[IDENT_TEXT_SIZE];
    ident_format(id, text);
    (void)snprintf(name, ENV_TMP_SIZE, ENV_TMP_PREFIX "%s", text); /* fits */
}
