/* What `pirun doctor` says of the spool. Each check is a function that fills one finding. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/scope.h"
#include "spool/spool.h"
#include "spool/spool_owner.h"

#define MODE_BITS 07777

typedef void (*check_cb)(const struct spool *spool, struct spool_finding *finding);

#define SAY(to, ...) (void)snprintf((to), sizeof(to), __VA_ARGS__) /* a long text may be cut */

static void check_owner(const struct spool *spool, struct spool_finding *finding)
{
    size_t count = 0;
    const struct spool_stage *stages = spool_stages(&count);
    finding->check = "owner";
    for (size_t i = 0; i < count; i++) {
        struct stat st;
        if (fstat(spool_stage_fd(spool, i), &st) < 0 || st.st_uid == geteuid())
            continue;
        char owner[SPOOL_OWNER_SIZE];
        char own[SPOOL_OWNER_SIZE];
        spool_owner_name(st.st_uid, owner);
        spool_owner_name(geteuid(), own);
        SAY(finding->text, "'var/%s' belongs to '%s', this is '%s'", stages[i].name, owner, own);
        SAY(finding->cure, "run it as '%.40s', or: chown -R '%.40s' '%.120s/var'", owner, own,
            spool->project_path);
        return;
    }
    finding->is_ok = true;
    SAY(finding->text, "all of 'var' belongs to the user who runs this");
}

static void check_mode(const struct spool *spool, struct spool_finding *finding)
{
    size_t count = 0;
    const struct spool_stage *stages = spool_stages(&count);
    finding->check = "mode";
    for (size_t i = 0; i < count; i++) {
        bool is_shared = spool->has_group && stages[i].group_mode;
        mode_t mode = is_shared ? stages[i].group_mode : stages[i].mode;
        struct stat st;
        if (fstat(spool_stage_fd(spool, i), &st) < 0 || (st.st_mode & MODE_BITS) == mode)
            continue;
        SAY(finding->text, "'var/%s' has mode %04o and should have %04o", stages[i].name,
            (unsigned)st.st_mode & MODE_BITS, (unsigned)mode);
        SAY(finding->cure, "chmod %04o '%.120s/var/%s'", (unsigned)mode, spool->project_path,
            stages[i].name);
        return;
    }
    finding->is_ok = true;
    SAY(finding->text, spool->has_group ? "the spool is open to its group and to nobody else"
                                        : "the spool is open to its owner only");
}

static void check_file_system(const struct spool *spool, struct spool_finding *finding)
{
    struct statfs fs;
    finding->check = "file system";
    if (fstatfs(spool->dirs.spool, &fs) < 0) {
        SAY(finding->text, "the file system of 'var/spool' cannot be examined");
        return;
    }
    const char *name = spool_disk_refuses((uint64_t)(unsigned long)fs.f_type);
    finding->is_ok = !name;
    if (!name) {
        SAY(finding->text, "a local file system: inotify sees every drop");
        return;
    }
    SAY(finding->text, "'var/spool' is on %s: drops by other machines are only seen every 30 s",
        name);
    SAY(finding->cure, "move the project to a local disk");
}

static void check_one_device(const struct spool *spool, struct spool_finding *finding)
{
    size_t count = 0;
    const struct spool_stage *stages = spool_stages(&count);
    struct stat door;
    finding->check = "one device";
    if (fstat(spool->dirs.spool, &door) < 0) {
        SAY(finding->text, "'var/spool' cannot be examined");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct stat st;
        if (!stages[i].is_one_device || fstat(spool_stage_fd(spool, i), &st) < 0 ||
            st.st_dev == door.st_dev)
            continue;
        SAY(finding->text, "'var/%s' is on another file system than 'var/spool'", stages[i].name);
        SAY(finding->cure, "umount '%.150s/var/%s'", spool->project_path, stages[i].name);
        return;
    }
    finding->is_ok = true;
    SAY(finding->text, "all stages are on one file system");
}

static void check_space(const struct spool *spool, struct spool_finding *finding)
{
    finding->check = "space";
    finding->is_ok = !spool_is_disk_low(spool);
    SAY(finding->text, finding->is_ok ? "there is room for new jobs"
                                      : "the disk is nearly full: new jobs are refused");
    if (!finding->is_ok)
        SAY(finding->cure, "free space on the disk of '%.150s/var'", spool->project_path);
}

static void check_watch(const struct spool *spool, struct spool_finding *finding)
{
    finding->check = "watch";
    auto_free char *path = NULL;
    auto_fd int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    int number = fd < 0 ? errno : 0;
    if (fd >= 0 && asprintf(&path, "%s/var/spool", spool->project_path) >= 0)
        number = inotify_add_watch(fd, path, IN_MOVED_TO) < 0 ? errno : 0;
    finding->is_ok = number == 0;
    if (number == 0) {
        SAY(finding->text, "inotify can watch the spool");
        return;
    }
    const char *limit = fd < 0 ? "fs.inotify.max_user_instances" : "fs.inotify.max_user_watches";
    SAY(finding->text, "inotify cannot watch the spool: it is looked at every 2 s instead");
    SAY(finding->cure, "sysctl -w %s=%s", limit, fd < 0 ? "1024" : "65536");
}

static void add(struct spool_finding *out, size_t *count, const struct spool_finding *finding)
{
    size_t at = *count;
    while (!finding->is_ok && at > 0 && out[at - 1].is_ok) {
        out[at] = out[at - 1];
        at--;
    }
    out[at] = *finding;
    (*count)++;
}

size_t spool_examine(const struct spool *spool, struct spool_finding *out, size_t room)
{
    static const check_cb checks[] = {check_file_system, check_one_device, check_owner,
                                      check_mode,        check_space,      check_watch};
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LEN(checks) && count < room; i++) {
        struct spool_finding finding = {.check = ""};
        checks[i](spool, &finding);
        add(out, &count, &finding);
    }
    return count;
}
