#include "exec/exec_place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "sandbox/sandbox.h"

#define PASSED_MODE 0711
#define ACTIVE_NAME "active"

/* All directories above PATH, which is below the project. */
static int open_way(int project_fd, const char *path, struct err *err)
{
    for (const char *at = strchr(path, '/'); at; at = strchr(at + 1, '/')) {
        auto_free char *above = xstrndup(path, (size_t)(at - path));
        if (fchmodat(project_fd, above, PASSED_MODE, 0) < 0)
            return err_errno(err, "cannot let the project's owner pass '%s'", above);
    }
    return 0;
}

int exec_place_make(int project_fd, const char *path, bool is_boxless, struct err *err)
{
    struct sandbox_user user;
    if (mkdirat(project_fd, path, 0700) < 0 && errno != EEXIST)
        return err_errno(err, "cannot make '%s'", path);
    auto_fd int fd = openat(project_fd, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return err_errno(err, "cannot open '%s'", path);
    if (sandbox_user_of(project_fd, &user, err) < 0)
        return -1;
    if (!user.is_other || user.is_mapped)
        return 0;
    if (fchown(fd, user.uid, user.gid) < 0)
        return err_errno(err, "cannot give '%s' to the project's owner", path);
    return is_boxless ? open_way(project_fd, path, err) : 0;
}

static const struct {
    const char *name, *aside;
} trusted_names[EXEC_PLACE_TRUSTED] = {{".git", "made.git"}, {".venv", "made.venv"}};

void exec_place_look(int project_fd, struct exec_place_trusted *trusted)
{
    for (size_t i = 0; i < EXEC_PLACE_TRUSTED; i++)
        trusted->was_there[i] = fd_exists(project_fd, trusted_names[i].name);
}

void exec_place_seize(int project_fd, int run_fd, const struct exec_place_trusted *trusted,
                      char *text, size_t size)
{
    for (size_t i = 0; i < EXEC_PLACE_TRUSTED; i++) {
        const char *name = trusted_names[i].name;
        const char *aside = trusted_names[i].aside;
        if (trusted->was_there[i] || renameat(project_fd, name, run_fd, aside) < 0)
            continue; /* usually there is none */
        (void)snprintf(text, size,
                       "the script made '%s' in the project: it was moved to '%s' in the run's "
                       "directory, because people and later runs would trust it",
                       name, aside); /* fits */
    }
}

/* Each run that goes on has a file there (store_start); `pirun supervise FILE` has none. */
bool exec_place_is_alone(int var_fd)
{
    size_t count = 0;
    int own = openat(var_fd, ACTIVE_NAME, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    auto_dir DIR *dir = own < 0 ? NULL : fdopendir(own);
    if (!dir)
        scope_close(&own);
    for (struct dirent *entry; dir && (entry = readdir(dir));) /* NOLINT(concurrency-mt-unsafe) */
        count += entry->d_name[0] != '.';
    return count <= 1;
}

void exec_place_clear(int run_fd)
{
    struct err err; /* it goes with the run at last */
    (void)fd_tree_remove(run_fd, EXEC_PLACE_SCRATCH, &err);
    (void)unlinkat(run_fd, EXEC_PLACE_ARTIFACTS, AT_REMOVEDIR); /* fails when there are some */
}

int exec_place_hold(int var_fd, const char *path, const char *cure, struct err *err)
{
    auto_fd int fd = openat(var_fd, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return err_set(err, ERR_NOT_FOUND, "'var/%s' is gone: %s", path, cure);
    if (fd < 0 || flock(fd, LOCK_SH) < 0)
        return err_errno(err, "cannot hold 'var/%s'", path);
    return take_fd(&fd);
}
