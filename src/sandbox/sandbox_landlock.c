/* Landlock: rules of the kernel over which files a process may reach, whatever else it manages to
 * do. Inside a box it is a second lock on the same door: the root is read-only anyway, but with the
 * machine's network a script could still speak to abstract sockets of the machine. Without
 * namespaces it is the only lock on the file system; then the machine's own tree is seen, and what
 * no rule names cannot be opened.
 *
 * Rules only ever allow, and always for all that lies below. So a project cannot be writable but
 * for its `.git`: each of its entries gets a rule of its own instead, and a script cannot make new
 * entries at the top of its project at that level (docs/sandbox.md says so).
 *
 * Debian 12's header knows version 2 of the interface; what came later is spelled out here.
 * Source: landlock(7), Documentation/userspace-api/landlock.rst. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/scope.h"
#include "sandbox/sandbox_names.h"
#include "sandbox/sandbox_work.h"

#define ACCESS_TRUNCATE  (1ULL << 14) /* version 3 */
#define ACCESS_IOCTL_DEV (1ULL << 15) /* version 5 */
#define SCOPE_ABSTRACT   (1ULL << 0)  /* version 6 */
#define SCOPE_SIGNAL     (1ULL << 1)

/* struct landlock_ruleset_attr as of version 6. */
struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
};

#define READING \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define MAKING                                                                                     \
    (LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |                              \
     LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |    \
     LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | \
     LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REFER)
#define WRITING (READING | MAKING | LANDLOCK_ACCESS_FS_WRITE_FILE | ACCESS_TRUNCATE)
#define DEVICES (READING | LANDLOCK_ACCESS_FS_WRITE_FILE | ACCESS_TRUNCATE | ACCESS_IOCTL_DEV)
#define ON_FILE                                                                                  \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | \
     ACCESS_TRUNCATE | ACCESS_IOCTL_DEV)

struct lock {
    int rules;
    uint64_t known; /* what this kernel's version can be asked for */
};

static const struct {
    uint64_t files, scoped;
    size_t size; /* bytes of struct ruleset that this version reads */
} versions[] = {
    {0, 0, 0},
    {(READING | MAKING | LANDLOCK_ACCESS_FS_WRITE_FILE) & ~LANDLOCK_ACCESS_FS_REFER, 0, 8},
    {READING | MAKING | LANDLOCK_ACCESS_FS_WRITE_FILE, 0, 8},
    {WRITING, 0, 8},
    {WRITING, 0, 16},
    {WRITING | ACCESS_IOCTL_DEV, 0, 16},
    {WRITING | ACCESS_IOCTL_DEV, SCOPE_ABSTRACT | SCOPE_SIGNAL, 24},
};

static int open_rules(struct lock *lock)
{
    int version =
        (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version <= 0)
        return -1;
    if ((size_t)version >= ARRAY_LEN(versions))
        version = (int)ARRAY_LEN(versions) - 1;
    struct ruleset ruleset = {.files = versions[version].files, .scoped = versions[version].scoped};
    lock->known = ruleset.files;
    lock->rules = (int)syscall(SYS_landlock_create_ruleset, &ruleset, versions[version].size, 0);
    return lock->rules < 0 ? -1 : 0;
}

static int allow(const struct lock *lock, int fd, uint64_t access)
{
    struct stat about;
    if (fstat(fd, &about) < 0)
        return -1;
    if (!S_ISDIR(about.st_mode))
        access &= ON_FILE;
    struct landlock_path_beneath_attr rule = {.allowed_access = access & lock->known,
                                              .parent_fd = fd};
    return (int)syscall(SYS_landlock_add_rule, lock->rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

/* What does not exist needs no rule. */
static int allow_path(const struct lock *lock, const char *path, uint64_t access)
{
    auto_fd int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : -1;
    return allow(lock, fd, access);
}

/* A link gets no rule: what it names has its own, or none. Nor does what is not there, or what this
 * user could not reach anyway. */
static int allow_below(const struct lock *lock, int dirfd, const char *name, uint64_t access)
{
    const struct open_how how = {.flags = O_PATH | O_NOFOLLOW | O_CLOEXEC,
                                 .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
    struct stat about;
    auto_fd int fd = (int)syscall(SYS_openat2, dirfd, name, &how, sizeof(how));
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == EACCES ? 0 : -1;
    if (fstat(fd, &about) == 0 && S_ISLNK(about.st_mode))
        return 0;
    return allow(lock, fd, access);
}

static uint64_t access_of_bind(const struct sandbox_bind *bind)
{
    return bind->is_writable ? WRITING : READING;
}

static int allow_binds_in_box(const struct lock *lock, const struct sandbox_spec *spec)
{
    for (size_t i = 0; i < spec->bind_count; i++) {
        const struct sandbox_bind *bind = &spec->binds[i];
        if (allow_path(lock, bind->target, access_of_bind(bind)) < 0)
            return -1;
    }
    return 0;
}

/* Nothing can be shown at another place here: what has the target's name is something else. Below
 * the project a link may be a script's, who would choose by it what is allowed. */
static int allow_binds_in_machine(const struct lock *lock, const struct sandbox_spec *spec)
{
    size_t size = strlen(spec->project_path);
    for (size_t i = 0; i < spec->bind_count; i++) {
        const struct sandbox_bind *bind = &spec->binds[i];
        const char *path = bind->source;
        if (strcmp(path, bind->target) != 0)
            continue;
        bool is_inside = strncmp(path, spec->project_path, size) == 0 && path[size] == '/';
        int allowed = is_inside ? allow_below(lock, AT_FDCWD, path + size + 1, access_of_bind(bind))
                                : allow_path(lock, path, access_of_bind(bind));
        if (allowed < 0)
            return -1;
    }
    return 0;
}

static int allow_rows(const struct lock *lock, const char *const *paths, size_t count,
                      uint64_t access)
{
    for (size_t i = 0; i < count; i++) {
        if (allow_path(lock, paths[i], access) < 0)
            return -1;
    }
    return 0;
}

static int allow_names(const struct lock *lock, enum sandbox_names which, uint64_t access)
{
    size_t count = 0;
    const char *const *names = sandbox_names(which, &count);
    return allow_rows(lock, names, count, access);
}

/* In a box everything that is there may be read. */
static int allow_in_box(const struct lock *lock, const struct sandbox_spec *spec)
{
    static const char *const writable[] = {"/tmp", "/proc"};
    static const char *const everything[] = {"/"};
    if (allow_rows(lock, everything, ARRAY_LEN(everything), READING) < 0 ||
        allow_rows(lock, writable, ARRAY_LEN(writable), WRITING) < 0 ||
        allow_path(lock, "/dev", DEVICES) < 0 || allow_path(lock, "/dev/shm", WRITING) < 0)
        return -1;
    if (spec->project != SANDBOX_PROJECT_READONLY &&
        allow_path(lock, spec->project_path, WRITING) < 0)
        return -1;
    if (spec->artifacts && allow_below(lock, AT_FDCWD, spec->artifacts, WRITING) < 0)
        return -1;
    return allow_binds_in_box(lock, spec);
}

static uint64_t access_of_entry(const struct sandbox_spec *spec, const char *name)
{
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "var") == 0)
        return 0;
    bool is_writable = spec->project == SANDBOX_PROJECT_WRITABLE &&
                       !sandbox_names_has(SANDBOX_NAMES_PROTECTED, name);
    return is_writable ? WRITING : READING;
}

/* We are in the project already. */
static int allow_project(const struct lock *lock, const struct sandbox_spec *spec)
{
    auto_dir DIR *dir = opendir(".");
    if (!dir || allow(lock, dirfd(dir), LANDLOCK_ACCESS_FS_READ_DIR) < 0)
        return -1;
    for (;;) {
        struct dirent *entry = readdir(dir); /* NOLINT(concurrency-mt-unsafe): DIR is ours alone */
        if (!entry)
            break;
        uint64_t access = access_of_entry(spec, entry->d_name);
        if (access != 0 && allow_below(lock, dirfd(dir), entry->d_name, access) < 0)
            return -1;
    }
    const struct {
        const char *path;
        uint64_t access;
    } inner[] = {
        {spec->artifacts, WRITING}, {spec->scratch, WRITING}, {spec->environment, READING}};
    for (size_t i = 0; i < ARRAY_LEN(inner); i++) {
        if (inner[i].path && allow_below(lock, AT_FDCWD, inner[i].path, inner[i].access) < 0)
            return -1;
    }
    return 0;
}

static int allow_in_machine(const struct lock *lock, const struct sandbox_spec *spec)
{
    static const char *const users[] = {"/etc/passwd", "/etc/group", "/etc/nsswitch.conf",
                                        "/etc/hosts"};
    if (allow_names(lock, SANDBOX_NAMES_PROGRAMS, READING) < 0 ||
        allow_names(lock, SANDBOX_NAMES_ETC, READING) < 0 ||
        (spec->has_network && allow_names(lock, SANDBOX_NAMES_NETWORK, READING) < 0) ||
        allow_rows(lock, users, ARRAY_LEN(users), READING) < 0 ||
        allow_names(lock, SANDBOX_NAMES_DEVICES, DEVICES) < 0 ||
        allow_path(lock, "/proc", READING) < 0 || allow_path(lock, "/dev/shm", WRITING) < 0)
        return -1;
    return allow_project(lock, spec) < 0 ? -1 : allow_binds_in_machine(lock, spec);
}

int sandbox_landlock_enter(struct sandbox_work *work)
{
    struct lock lock = {.rules = -1};
    if (open_rules(&lock) < 0)
        return -1;
    auto_fd int rules = lock.rules;
    bool has_box = (work->parts & SANDBOX_PART_NAMESPACES) != 0;
    int allowed = has_box ? allow_in_box(&lock, work->spec) : allow_in_machine(&lock, work->spec);
    if (allowed < 0)
        return -1;
    return (int)syscall(SYS_landlock_restrict_self, rules, 0);
}
