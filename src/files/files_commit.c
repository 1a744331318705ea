/* A change that depends on what is there must look and act in one. No system call does both, so all
 * changes of this program take turns: a lock on a file in var/uploads, which holds between lanes
 * and between processes. Other programs (the scripts) do not ask for it; for "there must be
 * nothing" the kernel itself refuses to replace. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/scope.h"
#include "files/files_own.h"

#define LOCK_NAME "lock"

int files_sync_dir(int dir)
{
    auto_fd int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == EACCES ? 0 : -1; /* may be written and not read: cannot be synced */
    return fsync(fd);
}

void files_give(const struct files *files, int fd)
{
    if (files->gives_away)
        (void)!fchown(fd, files->uid, files->gid); /* we can use it in any case */
}

int files_commit_make_dir(const struct files *files, int dir, const char *name)
{
    int made = mkdirat(dir, name, 0700);
    if (made < 0 && errno != EEXIST)
        return -1;
    int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && made == 0)
        files_give(files, fd);
    return fd;
}

int files_commit_var_dir(struct files *files, const char *name, struct err *err)
{
    auto_fd int var = files_commit_make_dir(files, files->root, FILES_VAR);
    int dir = var < 0 ? -1 : files_commit_make_dir(files, var, name);
    if (dir >= 0)
        return dir;
    (void)files_errno(err, "open", name);
    return err_prefix(err, "'" FILES_VAR "'");
}

int files_commit_dir(struct files *files, struct err *err)
{
    return files_commit_var_dir(files, FILES_UPLOADS, err);
}

/* Owns: returns a descriptor; the lock goes with it. */
static int lock(struct files *files, struct err *err)
{
    auto_fd int dir = files_commit_dir(files, err);
    if (dir < 0)
        return -1;
    auto_fd int fd = openat(dir, LOCK_NAME, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return files_errno(err, "open", FILES_VAR "/" FILES_UPLOADS "/" LOCK_NAME);
    files_give(files, fd);
    int result;
    do {
        result = flock(fd, LOCK_EX);
    } while (result < 0 && errno == EINTR);
    return result < 0 ? files_errno(err, "lock", FILES_VAR "/" FILES_UPLOADS) : take_fd(&fd);
}

int files_commit_look(const struct files_place *place, struct stat *st, bool *is_there,
                      struct err *err)
{
    *is_there = fstatat(place->dir, place->name, st, AT_SYMLINK_NOFOLLOW) == 0;
    if (!*is_there)
        return errno == ENOENT ? 0 : files_errno(err, "examine", place->rel.text);
    if (S_ISREG(st->st_mode))
        return 0;
    if (S_ISLNK(st->st_mode))
        return err_set(err, ERR_FORBIDDEN, "'%.100s' is a symbolic link", place->rel.text);
    return err_set(err, ERR_CONFLICT, "'%.100s' exists and is %s", place->rel.text,
                   S_ISDIR(st->st_mode) ? "a directory" : "no regular file");
}

static int break_condition(struct files_condition *condition, const char *path, const char *why,
                           struct err *err)
{
    condition->is_broken = true;
    return err_set(err, ERR_CONFLICT, "'%.100s' %s", path, why);
}

int files_commit_check(struct files *files, const struct files_place *place,
                       struct files_condition *condition, struct err *err)
{
    if (!condition || (!condition->if_match && !condition->must_be_new))
        return 0;
    const char *path = place->rel.text;
    auto_fd int fd =
        openat(place->dir, place->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat st;
    if (fd < 0 && errno != ENOENT)
        return files_errno(err, "open", path);
    if (fd < 0)
        return condition->if_match
                   ? break_condition(condition, path, "is not there: nothing matches", err)
                   : 0;
    if (condition->must_be_new)
        return break_condition(condition, path, "exists", err);
    char etag[FILES_ETAG_SIZE] = "";
    bool is_binary;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        files_etag_find(files, fd, &st, etag, &is_binary);
    if (!files_etag_is_listed(condition->if_match, etag, false))
        return break_condition(condition, path, "was changed meanwhile", err);
    return 0;
}

int files_rename_new(int from_dir, const char *from, int to_dir, const char *to)
{
    if (renameat2(from_dir, from, to_dir, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    /* file systems that do not know how, and an EINVAL that is meant, which comes again */
    if (linkat(from_dir, from, to_dir, to, 0) == 0)
        return unlinkat(from_dir, from, 0);
    if (errno == EPERM) /* a directory has no second name */
        errno = EINVAL;
    return -1;
}

static int rename_to(const struct files_commit *commit, bool *crosses, struct err *err)
{
    const struct files_place *to = commit->to;
    bool must_be_new = commit->condition && commit->condition->must_be_new;
    int result = must_be_new ? files_rename_new(commit->from_dir, commit->from, to->dir, to->name)
                             : renameat(commit->from_dir, commit->from, to->dir, to->name);
    if (result == 0)
        return 0;
    if (must_be_new && errno == EEXIST)
        return break_condition(commit->condition, to->rel.text, "exists", err);
    *crosses = errno == EXDEV;
    return files_errno(err, "replace", to->rel.text);
}

static int sync_place(const struct files_place *place, struct err *err)
{
    if (files_sync_dir(place->dir) < 0)
        return files_errno(err, "sync the directory of", place->rel.text);
    return 0;
}

int files_commit(struct files *files, const struct files_commit *commit, bool *crosses,
                 struct err *err)
{
    *crosses = false;
    struct stat st;
    bool is_there;
    auto_fd int held = lock(files, err);
    if (held < 0 || files_commit_look(commit->to, &st, &is_there, err) < 0 ||
        files_commit_check(files, commit->to, commit->condition, err) < 0 ||
        rename_to(commit, crosses, err) < 0)
        return -1;
    return sync_place(commit->to, err);
}

int files_commit_remove(struct files *files, const struct files_place *place,
                        struct files_condition *condition, struct err *err)
{
    auto_fd int held = lock(files, err);
    if (held < 0 || files_commit_check(files, place, condition, err) < 0)
        return -1;
    if (unlinkat(place->dir, place->name, 0) < 0)
        return files_errno(err, "remove", place->rel.text);
    return sync_place(place, err);
}

int files_commit_take(struct files *files, const struct files_take *take, bool *crosses,
                      struct err *err)
{
    const struct files_place *place = take->place;
    auto_fd int held = lock(files, err);
    if (held < 0 || files_commit_check(files, place, take->condition, err) < 0)
        return -1;
    if (files_rename_new(place->dir, place->name, take->to_dir, take->to) < 0) {
        *crosses = errno == EXDEV;
        return files_errno(err, "remove", place->rel.text);
    }
    return sync_place(place, err);
}
