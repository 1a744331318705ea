#include "spool/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "job/job.h"
#include "spool/spool_owner.h"

#define MODE_BITS      07777
#define GROUP_ROOM     4096 /* bytes of one line of /etc/group that are tried first */
#define GROUP_ROOM_MAX ((size_t)1024 * 1024)

/* One row per directory. Parents stand before their children. spool/ and tmp/ with a group: members
 * make and rename their own files and see nobody else's; the set-group bit of ack/ gives receipts
 * the group without a call per file. */
static const struct spool_stage stages[] = {
    {"", 0700, 0710, true},         {"spool", 0700, 03730, true}, {"spool/tmp", 0700, 03730, true},
    {"spool/claim", 0700, 0, true}, {"queue", 0700, 0, true},     {"active", 0700, 0, true},
    {"runs", 0700, 0, true},        {"logs", 0700, 0, false},     {"bad", 0700, 0, true},
    {"ack", 0700, 02710, true},     {"keys", 0700, 0, true},      {"trees", 0700, 0, false},
    {"blobs", 0700, 0, false},
};

/* Where the descriptors of a row and of its parent live in struct spool_dirs. */
#define FD_AT(field) offsetof(struct spool_dirs, field)
static const struct {
    size_t fd_at, parent_at;
} places[ARRAY_LEN(stages)] = {
    {FD_AT(var), FD_AT(project)}, {FD_AT(spool), FD_AT(var)}, {FD_AT(tmp), FD_AT(spool)},
    {FD_AT(claim), FD_AT(spool)}, {FD_AT(queue), FD_AT(var)}, {FD_AT(active), FD_AT(var)},
    {FD_AT(runs), FD_AT(var)},    {FD_AT(logs), FD_AT(var)},  {FD_AT(bad), FD_AT(var)},
    {FD_AT(ack), FD_AT(var)},     {FD_AT(keys), FD_AT(var)},  {FD_AT(trees), FD_AT(var)},
    {FD_AT(blobs), FD_AT(var)},
};

static int *slot(struct spool_dirs *dirs, size_t offset)
{
    return (int *)(void *)((char *)dirs + offset);
}

const struct spool_stage *spool_stages(size_t *count)
{
    *count = ARRAY_LEN(stages);
    return stages;
}

int spool_stage_fd(const struct spool *spool, size_t at)
{
    struct spool_dirs dirs = spool->dirs;
    return *slot(&dirs, places[at].fd_at);
}

static const char *last_part(const char *name)
{
    const char *slash = strrchr(name, '/');
    if (slash)
        return slash + 1;
    return *name ? name : "var";
}

static int find_group(const char *name, gid_t *gid, struct err *err)
{
    for (size_t size = GROUP_ROOM; size <= GROUP_ROOM_MAX; size *= 4) {
        auto_free char *room = xmalloc(size);
        struct group entry;
        struct group *found = NULL;
        int number = getgrnam_r(name, &entry, room, size, &found);
        if (number == ERANGE)
            continue;
        if (!found)
            break;
        *gid = entry.gr_gid;
        return 0;
    }
    return err_set(err, ERR_INVALID,
                   "spool.group '%s' is not a group of this machine: create it (groupadd) or take "
                   "the line out of .pirun.yaml",
                   name);
}

/* Somebody who may not read the directory still passes through it: O_PATH asks for no
 * permission. */
static int open_stage(int parent, const char *name, mode_t mode, bool *is_new, struct err *err)
{
    int flags = O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int fd = openat(parent, name, O_RDONLY | flags);
    if (fd < 0 && errno == ENOENT) {
        *is_new = true;
        return fd_make_dir(parent, name, mode, err);
    }
    if (fd < 0 && errno == EACCES)
        fd = openat(parent, name, O_PATH | flags);
    if (fd < 0 && (errno == ELOOP || errno == ENOTDIR))
        return err_set(err, ERR_INVALID, "'%s' is a link or a file where a directory must be",
                       name);
    return fd >= 0 ? fd : err_errno(err, "cannot open directory '%s'", name);
}

/* What is ours gets the group and mode that the configuration asks for, so that a changed
 * spool.group takes effect; what belongs to another user is left alone. */
static int mend_mode(const struct spool *spool, int fd, const struct spool_stage *stage,
                     struct err *err)
{
    bool is_shared = spool->has_group && stage->group_mode;
    mode_t mode = is_shared ? stage->group_mode : stage->mode;
    struct stat st;
    if (fstat(fd, &st) < 0)
        return err_errno(err, "cannot examine 'var/%s'", stage->name);
    if (st.st_uid != geteuid())
        return 0;
    if (is_shared && st.st_gid != spool->group && fchown(fd, (uid_t)-1, spool->group) < 0)
        return err_errno(err,
                         "cannot give 'var/%s' to spool.group (the server's user must be a member)",
                         stage->name);
    if ((st.st_mode & MODE_BITS) != mode && fchmod(fd, mode) < 0)
        return err_errno(err, "cannot set the mode of 'var/%s'", stage->name);
    return 0;
}

static int open_stages(struct spool *spool, struct err *err)
{
    bool is_new = false;
    for (size_t i = 0; i < ARRAY_LEN(stages); i++) {
        int parent = *slot(&spool->dirs, places[i].parent_at);
        int *fd = slot(&spool->dirs, places[i].fd_at);
        *fd = open_stage(parent, last_part(stages[i].name), stages[i].mode, &is_new, err);
        if (*fd < 0)
            return err_prefix(err, "'var/%s'", stages[i].name);
        if (mend_mode(spool, *fd, &stages[i], err) < 0)
            return -1;
    }
    if (!is_new || spool->durability != FD_DURABLE_FULL)
        return 0;
    /* a job that is durable in a directory that is not would be lost with it */
    if (fd_sync(spool->dirs.project, "project", err) < 0)
        return -1;
    return fd_sync(spool->dirs.var, "var", err);
}

static int check_owner(struct spool *spool, struct err *err)
{
    struct stat st;
    if (fstat(spool->dirs.spool, &st) < 0)
        return err_errno(err, "cannot examine 'var/spool'");
    spool->is_owner = st.st_uid == geteuid();
    if (spool->is_owner || geteuid() == 0 || spool->has_group)
        return 0;
    char owner[SPOOL_OWNER_SIZE];
    spool_owner_name(st.st_uid, owner);
    return err_set(err, ERR_FORBIDDEN,
                   "'%s/var/spool' belongs to '%s': run this as that user, or set spool.group",
                   spool->project_path, owner);
}

static int check_one_device(const struct spool *spool, struct err *err)
{
    struct stat door;
    if (fstat(spool->dirs.spool, &door) < 0)
        return err_errno(err, "cannot examine 'var/spool'");
    for (size_t i = 0; i < ARRAY_LEN(stages); i++) {
        struct stat st;
        if (!stages[i].is_one_device)
            continue;
        if (fstat(spool_stage_fd(spool, i), &st) < 0)
            return err_errno(err, "cannot examine 'var/%s'", stages[i].name);
        if (st.st_dev != door.st_dev)
            return err_set(err, ERR_INVALID,
                           "'var/%s' is on another file system than 'var/spool': files are renamed "
                           "between them, so unmount it there",
                           stages[i].name);
    }
    return 0;
}

static int check_file_system(const struct spool *spool, const struct spool_options *options,
                             struct err *err)
{
    struct statfs fs;
    if (options->allow_network_fs)
        return 0;
    if (fstatfs(spool->dirs.spool, &fs) < 0)
        return err_errno(err, "cannot examine the file system of 'var/spool'");
    const char *name = spool_disk_refuses((uint64_t)(unsigned long)fs.f_type);
    if (!name)
        return 0;
    return err_set(err, ERR_INVALID,
                   "'%.100s/var' is on %s, where changes by others are not seen: move the project "
                   "to a local disk or set spool.allow_network_fs: true",
                   spool->project_path, name);
}

static int open_all(struct spool *spool, const struct spool_options *options, struct err *err)
{
    if (options->group && *options->group) {
        if (find_group(options->group, &spool->group, err) < 0)
            return -1;
        spool->has_group = true;
    }
    char *real = realpath(spool->project_path, NULL);
    if (!real)
        return err_errno(err, "cannot open project '%s'", spool->project_path);
    free(spool->project_path);
    spool->project_path = real;
    spool->dirs.project = open(real, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (spool->dirs.project < 0 && errno == EACCES)
        spool->dirs.project = open(real, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (spool->dirs.project < 0)
        return err_errno(err, "cannot open project '%s'", real);
    if (open_stages(spool, err) < 0 || check_owner(spool, err) < 0)
        return -1;
    if (check_one_device(spool, err) < 0)
        return -1;
    return check_file_system(spool, options, err);
}

int spool_open(struct spool *spool, const char *project_path, const struct spool_options *options,
               struct err *err)
{
    bool is_limited = options->max_job_bytes > 0 && options->max_job_bytes < JOB_FILE_MAX;
    struct spool opened = {.project_path = xstrdup(project_path),
                           .durability = options->durability,
                           .max_waiting = options->max_waiting,
                           .max_job_bytes = is_limited ? options->max_job_bytes : JOB_FILE_MAX};
    opened.dirs.project = -1;
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        *slot(&opened.dirs, places[i].fd_at) = -1;
    if (open_all(&opened, options, err) < 0) {
        spool_close(&opened);
        return -1;
    }
    *spool = opened;
    return 0;
}

void spool_close(struct spool *spool)
{
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        int *fd = slot(&spool->dirs, places[i].fd_at);
        scope_close(fd);
        *fd = -1;
    }
    scope_close(&spool->dirs.project);
    spool->dirs.project = -1;
    free(take(spool->project_path));
}
