#include "exec/exec_copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd_tree.h"
#include "base/scope.h"

#define DEPTH_MAX 100 /* each level holds four descriptors */
#define STEP      65536

struct copying {
    const struct sandbox_user *user;
    struct err *err;
};

static int fail(const struct copying *copying, const char *name)
{
    return err_errno(copying->err, "cannot copy '%.120s' for the run", name);
}

static int give(const struct copying *copying, int dirfd, const char *name)
{
    const struct sandbox_user *user = copying->user;
    if (!user->is_other || user->is_mapped)
        return 0;
    return fchownat(dirfd, name, user->uid, user->gid, AT_SYMLINK_NOFOLLOW);
}

static int copy_bytes(int from, int to)
{
    char bytes[STEP];
    for (;;) {
        ssize_t got = read(from, bytes, sizeof(bytes));
        if (got == 0)
            return 0;
        for (ssize_t done = 0; done < got;) {
            ssize_t put = write(to, bytes + done, (size_t)(got - done));
            if (put < 0 && errno != EINTR)
                return -1;
            done += put < 0 ? 0 : put;
        }
        if (got < 0 && errno != EINTR)
            return -1;
    }
}

static int copy_file(const struct copying *copying, int from, int to, const char *name)
{
    struct stat about;
    auto_fd int in = openat(from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    auto_fd int out = openat(to, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (in < 0 || out < 0 || fstat(in, &about) < 0 || copy_bytes(in, out) < 0 ||
        fchmod(out, about.st_mode & 0777) < 0)
        return fail(copying, name);
    return 0;
}

static int copy_link(const struct copying *copying, int from, int to, const char *name)
{
    char target[PATH_MAX];
    ssize_t size = readlinkat(from, name, target, sizeof(target) - 1);
    if (size < 0)
        return fail(copying, name);
    target[size] = '\0';
    return symlinkat(target, to, name) < 0 ? fail(copying, name) : 0;
}

static int copy_directory(const struct copying *copying, int from, int to, const char *name,
                          int depth);

/* NOLINTNEXTLINE(misc-no-recursion): at most DEPTH_MAX deep */
static int copy_entry(const struct copying *copying, int from, int to, const char *name, int depth)
{
    struct stat about;
    int result = 0;
    if (fstatat(from, name, &about, AT_SYMLINK_NOFOLLOW) < 0)
        return fail(copying, name);
    if (S_ISDIR(about.st_mode))
        return copy_directory(copying, from, to, name, depth + 1);
    if (S_ISLNK(about.st_mode))
        result = copy_link(copying, from, to, name);
    else if (S_ISREG(about.st_mode))
        result = copy_file(copying, from, to, name);
    else
        return 0; /* git makes no others */
    return result == 0 && give(copying, to, name) < 0 ? fail(copying, name) : result;
}

/* NOLINTNEXTLINE(misc-no-recursion): as above */
static int copy_all(const struct copying *copying, int from, int to, int depth)
{
    int own = openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = own < 0 ? NULL : fdopendir(own);
    if (!dir) {
        scope_close(&own);
        return fail(copying, ".");
    }
    for (;;) {
        struct dirent *entry = readdir(dir); /* NOLINT(concurrency-mt-unsafe): DIR is ours alone */
        if (!entry)
            return 0;
        bool is_dots = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        if (!is_dots && copy_entry(copying, from, to, entry->d_name, depth) < 0)
            return -1;
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as above */
static int copy_directory(const struct copying *copying, int from, int to, const char *name,
                          int depth)
{
    if (depth > DEPTH_MAX)
        return err_set(copying->err, ERR_TOO_LARGE, "'%.120s' is more than %d directories deep",
                       name, DEPTH_MAX);
    auto_fd int in = openat(from, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (in < 0 || mkdirat(to, name, 0755) < 0)
        return fail(copying, name);
    auto_fd int out = openat(to, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (out < 0)
        return fail(copying, name);
    int result = copy_all(copying, in, out, depth);
    return result == 0 && give(copying, to, name) < 0 ? fail(copying, name) : result;
}

int exec_copy(int project_fd, const char *from, const char *to, const struct sandbox_user *user,
              struct err *err)
{
    const struct copying copying = {.user = user, .err = err};
    if (fd_tree_remove(project_fd, to, err) < 0)
        return -1;
    auto_fd int in = openat(project_fd, from, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (in < 0 || mkdirat(project_fd, to, 0755) < 0)
        return err_errno(err, "cannot copy '%.100s' for the run", from);
    auto_fd int out = openat(project_fd, to, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (out < 0 || copy_all(&copying, in, out, 0) < 0)
        return out < 0 ? err_errno(err, "cannot open '%.100s'", to) : -1;
    return give(&copying, project_fd, to) < 0 ? err_errno(err, "cannot give '%.100s' away", to) : 0;
}
