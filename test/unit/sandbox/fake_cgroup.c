#include "fake_cgroup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"

#define GROUPS_MAX 16
#define PIDS_MAX   8192

ssize_t __wrap_write(int fd, const void *data, size_t size);
ssize_t __real_write(int fd, const void *data, size_t size);
int __wrap_mkdirat(int dirfd, const char *name, mode_t mode);
int __real_mkdirat(int dirfd, const char *name, mode_t mode);
int __wrap_unlinkat(int dirfd, const char *name, int flags);
int __real_unlinkat(int dirfd, const char *name, int flags);

static const char *const controllers[] = {"memory", "pids", "cpu", "io"};

/* What the kernel puts into a cgroup when its parent has the controller in force. */
static const struct {
    int controller; /* -1: always */
    const char *name, *text;
} files[] = {
    {-1, "cgroup.type", "domain\n"},
    {-1, "cgroup.events", "populated 0\nfrozen 0\n"},
    {-1, "cgroup.kill", ""},
    {-1, "cpu.stat", "usage_usec 0\nuser_usec 0\nsystem_usec 0\n"},
    {0, "memory.max", "max\n"},
    {0, "memory.swap.max", "max\n"},
    {0, "memory.oom.group", "0\n"},
    {0, "memory.peak", "0\n"},
    {0, "memory.events", "low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\noom_group_kill 0\n"},
    {1, "pids.max", "max\n"},
    {1, "pids.peak", "0\n"},
    {1, "pids.events", "max 0\n"},
    {2, "cpu.max", "max 100000\n"},
    {3, "io.stat", ""},
};

struct group {
    char path[PATH_MAX]; /* absolute; "" is a free place */
    unsigned has, gives; /* bits of controllers: from the parent, to the children */
};

static struct {
    char root[PATH_MAX / 4];
    struct group groups[GROUPS_MAX];
    struct {
        int pid;
        size_t group;
    } pids[PIDS_MAX];
    size_t pids_count;
    const char *refused;
    int refused_number;
} fake;

static bool is_refused(const char *name)
{
    if (!fake.refused || strcmp(name, fake.refused) != 0)
        return false;
    errno = fake.refused_number;
    return true;
}

static struct group *find_group(const char *path)
{
    for (size_t i = 0; i < GROUPS_MAX; i++) {
        if (fake.groups[i].path[0] && strcmp(fake.groups[i].path, path) == 0)
            return &fake.groups[i];
    }
    return NULL;
}

static size_t index_of(const struct group *group)
{
    return (size_t)(group - fake.groups);
}

static void put_file(const struct group *group, const char *name, const char *text)
{
    char path[PATH_MAX + 64];
    assert_true(snprintf(path, sizeof(path), "%s/%s", group->path, name) < (int)sizeof(path));
    auto_fd int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    assert_true(fd >= 0);
    assert_int_equal(__real_write(fd, text, strlen(text)), strlen(text));
}

static void put_words(const struct group *group, const char *name, unsigned bits)
{
    char text[64] = "";
    size_t used = 0;
    for (unsigned i = 0; i < ARRAY_LEN(controllers); i++) {
        if (bits & 1U << i)
            used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%s", used ? " " : "",
                                     controllers[i]);
    }
    (void)snprintf(text + used, sizeof(text) - used, "\n");
    put_file(group, name, text);
}

static void put_procs(const struct group *group)
{
    auto_buf struct buf text;
    buf_init(&text, (size_t)1 << 20);
    for (size_t i = 0; i < fake.pids_count; i++) {
        if (fake.pids[i].group == index_of(group))
            buf_addf(&text, "%d\n", fake.pids[i].pid);
    }
    put_file(group, "cgroup.procs", buf_text(&text));
}

static void put_controller(const struct group *group, int controller)
{
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        if (files[i].controller == controller)
            put_file(group, files[i].name, files[i].text);
    }
}

static void take_controller(const struct group *group, int controller)
{
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        char path[PATH_MAX + 64];
        (void)snprintf(path, sizeof(path), "%s/%s", group->path, files[i].name);
        if (files[i].controller == controller)
            (void)unlink(path);
    }
}

static void add_group(const char *path, unsigned has)
{
    size_t i = 0;
    while (fake.groups[i].path[0])
        assert_true(++i < GROUPS_MAX);
    struct group *group = &fake.groups[i];
    *group = (struct group){.has = has};
    (void)snprintf(group->path, sizeof(group->path), "%s", path);
    put_controller(group, -1);
    for (int bit = 0; bit < (int)ARRAY_LEN(controllers); bit++) {
        if (has & 1U << bit)
            put_controller(group, bit);
    }
    put_words(group, "cgroup.controllers", has);
    put_words(group, "cgroup.subtree_control", 0);
    put_procs(group);
}

/* The absolute path of NAME below DIRFD, NULL when it is not in our tree. */
static const char *path_of(int dirfd, const char *name, char path[PATH_MAX])
{
    char link[64];
    char above[PATH_MAX / 2];
    (void)snprintf(link, sizeof(link), "/proc/self/fd/%d", dirfd);
    ssize_t size = readlink(link, above, sizeof(above) - 1);
    if (!fake.root[0] || size < 0)
        return NULL;
    above[size] = '\0';
    if (strncmp(above, fake.root, strlen(fake.root)) != 0)
        return NULL;
    (void)snprintf(path, PATH_MAX, "%s%s%s", above, name[0] ? "/" : "", name);
    return path;
}

static struct group *parent_of(const char *path)
{
    char above[PATH_MAX];
    (void)snprintf(above, sizeof(above), "%s", path);
    *strrchr(above, '/') = '\0';
    return find_group(above);
}

int __wrap_mkdirat(int dirfd, const char *name, mode_t mode)
{
    char path[PATH_MAX];
    if (!path_of(dirfd, name, path))
        return __real_mkdirat(dirfd, name, mode);
    if (is_refused(name) || __real_mkdirat(dirfd, name, mode) < 0)
        return -1;
    const struct group *parent = parent_of(path);
    assert_non_null(parent);
    add_group(path, parent ? parent->gives : 0);
    return 0;
}

static bool is_busy(const struct group *group)
{
    for (size_t i = 0; i < fake.pids_count; i++) {
        if (fake.pids[i].group == index_of(group))
            return true;
    }
    return false;
}

static void empty_directory(const char *path)
{
    auto_dir DIR *dir = opendir(path);
    assert_non_null(dir);
    const struct dirent *entry;
    while ((entry = readdir(dir))) {
        if (entry->d_type == DT_REG)
            (void)__real_unlinkat(dirfd(dir), entry->d_name, 0);
    }
}

int __wrap_unlinkat(int dirfd, const char *name, int flags)
{
    char path[PATH_MAX];
    struct group *group = path_of(dirfd, name, path) ? find_group(path) : NULL;
    if (!group || flags != AT_REMOVEDIR)
        return __real_unlinkat(dirfd, name, flags);
    if (is_refused(name))
        return -1;
    if (is_busy(group)) {
        errno = EBUSY;
        return -1;
    }
    empty_directory(path);
    group->path[0] = '\0';
    return __real_unlinkat(dirfd, name, flags);
}

static void put_populated(const struct group *group)
{
    put_file(group, "cgroup.events",
             is_busy(group) ? "populated 1\nfrozen 0\n" : "populated 0\nfrozen 0\n");
}

static int move_pid(struct group *to, int pid)
{
    for (size_t i = 0; i < fake.pids_count; i++) {
        if (fake.pids[i].pid != pid)
            continue;
        struct group *from = &fake.groups[fake.pids[i].group];
        fake.pids[i].group = index_of(to);
        put_procs(from);
        put_procs(to);
        put_populated(from);
        put_populated(to);
        return 0;
    }
    put_procs(to); /* the open has emptied it */
    errno = ESRCH;
    return -1;
}

static void give(struct group *group, unsigned bit, bool is_on)
{
    group->gives = is_on ? group->gives | 1U << bit : group->gives & ~(1U << bit);
    for (size_t i = 0; i < GROUPS_MAX; i++) {
        struct group *child = &fake.groups[i];
        if (!child->path[0] || parent_of(child->path) != group)
            continue;
        child->has = group->gives;
        put_words(child, "cgroup.controllers", child->has);
        if (is_on)
            put_controller(child, (int)bit);
        else
            take_controller(child, (int)bit);
    }
}

/* "+memory" with processes is refused, "+pids" makes the cgroup the root of a threaded subtree. */
static int control_subtree(struct group *group, const char *order)
{
    int result = -1;
    errno = EINVAL;
    for (unsigned i = 0; i < ARRAY_LEN(controllers); i++) {
        if (strcmp(order + 1, controllers[i]) != 0)
            continue;
        errno = i == 0 ? EBUSY : ENOENT;
        if (is_refused(order) || (order[0] == '+' && !(group->has & 1U << i)) ||
            (order[0] == '+' && i == 0 && is_busy(group)))
            break;
        if (is_busy(group))
            put_file(group, "cgroup.type", "domain threaded\n");
        give(group, i, order[0] == '+');
        result = 0;
    }
    int number = errno;
    put_words(group, "cgroup.subtree_control", group->gives);
    errno = number;
    return result;
}

ssize_t __wrap_write(int fd, const void *data, size_t size)
{
    char path[PATH_MAX];
    char text[64];
    struct group *group = path_of(fd, "", path) && strchr(path, '/') ? parent_of(path) : NULL;
    if (!group || size >= sizeof(text))
        return __real_write(fd, data, size);
    memcpy(text, data, size);
    text[size] = '\0';
    const char *name = strrchr(path, '/') + 1;
    int result = 0;
    if (is_refused(name) || is_refused(text))
        result = -1;
    int number = errno;
    if (strcmp(name, "cgroup.procs") == 0 && result < 0)
        put_procs(group);
    else if (strcmp(name, "cgroup.procs") == 0)
        return move_pid(group, (int)strtol(text, NULL, 10)) < 0 ? -1 : (ssize_t)size;
    else if (strcmp(name, "cgroup.subtree_control") == 0)
        return control_subtree(group, text) < 0 ? -1 : (ssize_t)size;
    errno = number;
    return result < 0 ? -1 : __real_write(fd, data, size);
}

const char *fake_root(void)
{
    return fake.root;
}

int fake_set_up(const char *has)
{
    memset(&fake, 0, sizeof(fake));
    char root[] = "/tmp/fake cgroup.XXXXXX";
    (void)umask(0); /* so that a test may act as an ordinary user */
    if (!mkdtemp(root) || chmod(root, 0777) < 0)
        return -1;
    unsigned bits = 0;
    for (unsigned i = 0; i < ARRAY_LEN(controllers); i++)
        bits |= strstr(has, controllers[i]) ? 1U << i : 0;
    add_group(root, bits);
    (void)snprintf(fake.root, sizeof(fake.root), "%s", root);
    return 0;
}

int fake_tear_down(void **state)
{
    (void)state;
    for (size_t i = GROUPS_MAX; i-- > 0;) { /* children were made after their parents */
        if (!fake.groups[i].path[0])
            continue;
        empty_directory(fake.groups[i].path);
        (void)rmdir(fake.groups[i].path);
    }
    fake.root[0] = '\0';
    return 0;
}

static const char *full_path(const char *path)
{
    static char full[PATH_MAX];
    (void)snprintf(full, sizeof(full), "%s%s%s", fake.root, path[0] ? "/" : "", path);
    return full;
}

void fake_make(const char *path)
{
    auto_fd int root = open(fake.root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(__wrap_mkdirat(root, path, 0777), 0);
}

void fake_put(const char *path, int pid)
{
    struct group *group = find_group(full_path(path));
    assert_non_null(group);
    assert_true(fake.pids_count < PIDS_MAX);
    fake.pids[fake.pids_count].group = index_of(group);
    fake.pids[fake.pids_count++].pid = pid;
    put_procs(group);
    put_populated(group);
}

int fake_count(const char *path)
{
    const struct group *group = find_group(full_path(path));
    int count = 0;
    for (size_t i = 0; group && i < fake.pids_count; i++)
        count += fake.pids[i].group == index_of(group);
    return count;
}

void fake_refuse(const char *name, int number)
{
    fake.refused = name;
    fake.refused_number = number;
}

void fake_set(const char *path, const char *text)
{
    auto_fd int fd = open(full_path(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    assert_true(fd >= 0);
    assert_int_equal(__real_write(fd, text, strlen(text)), strlen(text));
}

const char *fake_text(const char *path)
{
    static char text[1024];
    auto_fd int fd = open(full_path(path), O_RDONLY | O_CLOEXEC);
    ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
    text[size < 0 ? 0 : size] = '\0';
    return text;
}

void fake_remove(const char *path)
{
    assert_int_equal(unlink(full_path(path)), 0);
}

bool fake_exists(const char *path)
{
    return access(full_path(path), F_OK) == 0;
}

bool fake_has_xattr(void)
{
    return setxattr(fake.root, "user.pirun.test", "1", 1, 0) == 0;
}
