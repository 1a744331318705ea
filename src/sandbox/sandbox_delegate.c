#include "sandbox/sandbox_delegate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/scope.h"
#include "sandbox/sandbox_control.h"

/* The order matters twice. Controllers are put in force only when no process is left in the base:
 * with memory that would fail (EBUSY, "no internal processes"), but with pids or cpu alone it would
 * succeed and make the base the root of a threaded subtree, into which no run can be started
 * (CLONE_INTO_CGROUP: EOPNOTSUPP). And each controller has a write of its own: one that is refused
 * must not take the others along. */

#define UNIFIED_LINE  "0::" /* proc/self/cgroup: the line of cgroup v2 */
#define CONTROL_GROUP ".control"
#define PIDS_SIZE     16384
#define MOVE_ROUNDS   64 /* a process may fork while we move; none does so for ever */
#define COMMAND_SIZE  16

static const char *const names[] = {
    [SANDBOX_CONTROLLER_MEMORY] = "memory",
    [SANDBOX_CONTROLLER_PIDS] = "pids",
    [SANDBOX_CONTROLLER_CPU] = "cpu",
    [SANDBOX_CONTROLLER_IO] = "io",
};

enum cause {
    CAUSE_NO_V2,
    CAUSE_HYBRID,
    CAUSE_OUTSIDE,
    CAUSE_ROOT,
    CAUSE_NOT_GIVEN,
    CAUSE_READ_ONLY,
    CAUSE_NOT_MOVED,
    CAUSE_THREADED,
    CAUSE_NO_MEMORY,
    CAUSE_NO_CONTROLLER,
    CAUSE_NOT_PASSED_ON,
    CAUSE_REFUSED,
};

#define FIX_UNIT                                                                                 \
    "start the server as a systemd service with Delegate=yes or by: systemd-run --user --scope " \
    "-p Delegate=yes pirun serve"
#define FIX_UNIFIED "boot with systemd.unified_cgroup_hierarchy=1 on the kernel's command line"

static const struct {
    const char *why, *fix;
} causes[] = {
    [CAUSE_NO_V2] = {"no cgroup v2 at /sys/fs/cgroup", FIX_UNIFIED},
    [CAUSE_HYBRID] = {"the controllers belong to cgroup v1 here", FIX_UNIFIED},
    [CAUSE_OUTSIDE] = {"the server's cgroup lies outside of what is mounted at /sys/fs/cgroup",
                       "give the container a cgroup namespace of its own"},
    [CAUSE_ROOT] = {"the server runs in the root cgroup", FIX_UNIT},
    [CAUSE_NOT_GIVEN] = {"the server's cgroup is managed by somebody else", FIX_UNIT},
    [CAUSE_READ_ONLY] = {"the cgroup tree is mounted read-only",
                         "ProtectControlGroups=no in the unit; in a container mount it writable"},
    [CAUSE_NOT_MOVED] = {"a process in the server's cgroup cannot be moved",
                         "start the server as a systemd service of its own with Delegate=yes"},
    [CAUSE_THREADED] = {"the server's cgroup is part of a threaded subtree",
                        "start the server as a systemd service of its own with Delegate=yes"},
    [CAUSE_NO_MEMORY] = {"this kernel runs without memory controller",
                         "on a Raspberry Pi append cgroup_enable=memory to the one line in "
                         "/boot/firmware/cmdline.txt and reboot; elsewhere remove "
                         "cgroup_disable=memory"},
    [CAUSE_NO_CONTROLLER] = {"this kernel does not have the controller",
                             "use a kernel that is built with it"},
    [CAUSE_NOT_PASSED_ON] = {"the controller is not passed on to the server's cgroup",
                             "Delegate=yes in the unit of the server; for a user's own services "
                             "also Delegate=cpu cpuset io memory pids in a drop-in of "
                             "user@.service"},
    [CAUSE_REFUSED] = {"the kernel refused to put the controller in force", FIX_UNIT},
};

const char *sandbox_controller_name(enum sandbox_controller controller)
{
    return names[controller];
}

static void fail_one(struct sandbox_controller_state *state, enum cause cause, int number)
{
    *state = (struct sandbox_controller_state){
        .number = number, .why = causes[cause].why, .fix = causes[cause].fix};
}

static void fail_all(struct sandbox_delegation *out, enum cause cause, int number)
{
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        fail_one(&out->controllers[i], cause, number);
}

/* The path in the line "0::PATH" of SELF. Answers false when there is none, or none below the root
 * that we see ("/../x" from within a cgroup namespace, or " (deleted)"). */
static bool find_path(const char *self, char path[PATH_MAX])
{
    for (const char *line = self; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, UNIFIED_LINE, strlen(UNIFIED_LINE)) != 0)
            continue;
        line += strlen(UNIFIED_LINE);
        size_t size = strcspn(line, "\n");
        if (*line != '/' || size >= PATH_MAX)
            return false;
        memcpy(path, line, size);
        path[size] = '\0';
        return strncmp(path, "/..", 3) != 0;
    }
    return false;
}

static int open_below(int root, const char *path)
{
    return openat(root, path[1] ? path + 1 : ".", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* When the last part of PATH is NAME, cut it off. */
static bool leave_child(char *path, const char *name)
{
    char *slash = strrchr(path, '/');
    if (!slash || strcmp(slash + 1, name) != 0)
        return false;
    slash[slash == path] = '\0'; /* the root keeps its slash */
    return true;
}

/* True when every process of BASE runs our own program: nobody is taken along unasked. */
static bool has_only_us(int base)
{
    char text[PIDS_SIZE];
    struct stat ours;
    ssize_t size = sandbox_control_read(base, "cgroup.procs", text, sizeof(text));
    if (size < 0 || size == sizeof(text) - 1 || stat("/proc/self/exe", &ours) < 0)
        return false;
    for (const char *at = text; *at;) {
        char path[64];
        struct stat its;
        size_t digits = strcspn(at, "\n");
        (void)snprintf(path, sizeof(path), "/proc/%.*s/exe", (int)digits, at); /* large enough */
        if (stat(path, &its) == 0 ? its.st_ino != ours.st_ino || its.st_dev != ours.st_dev
                                  : errno != ENOENT) /* it ended meanwhile */
            return false;
        at += digits;
        at += *at == '\n';
    }
    return true;
}

/* The system's systemd marks what it gave away, by an attribute that root sees, from 251 on
 * everybody. A user's own systemd (252) does not: there the border shows by the owners, ours below
 * somebody else's, or we are alone, as in a scope that was made for us. In a cgroup namespace its
 * root is ours by definition. */
static bool is_given(int base, const char *path)
{
    char mark = 0;
    if (fgetxattr(base, "user.delegate", &mark, 1) == 1 ||
        fgetxattr(base, "trusted.delegate", &mark, 1) == 1)
        return mark == '1';
    if (strcmp(path, "/") == 0)
        return true;
    struct stat own;
    struct stat above;
    if (geteuid() == 0 || fstat(base, &own) < 0 || fstatat(base, "..", &above, 0) < 0)
        return false;
    return own.st_uid == geteuid() && (above.st_uid != own.st_uid || has_only_us(base));
}

static enum cause cause_of(int number, enum cause otherwise)
{
    if (number == EROFS)
        return CAUSE_READ_ONLY;
    return number == EACCES || number == EPERM ? CAUSE_NOT_GIVEN : otherwise;
}

/* Open the base into OUT. *IS_LEFT: we are in a leaf of it already: one of systemd's, or that of a
 * server before us, in a container whose shell was moved with it. */
static int open_base(int root, const char *self, struct sandbox_delegation *out, bool *is_left)
{
    if (!find_path(self, out->path)) {
        fail_all(out, CAUSE_OUTSIDE, 0);
        return -1;
    }
    *is_left = leave_child(out->path, SANDBOX_DELEGATE_SUBGROUP) ||
               leave_child(out->path, SANDBOX_DELEGATE_LEAF);
    auto_fd int base = open_below(root, out->path);
    if (base < 0) {
        fail_all(out, CAUSE_OUTSIDE, errno);
        return -1;
    }
    if (!sandbox_control_exists(base, "cgroup.type")) { /* only the machine's root has none */
        fail_all(out, CAUSE_ROOT, 0);
        return -1;
    }
    if (!is_given(base, out->path)) {
        fail_all(out, CAUSE_NOT_GIVEN, 0);
        return -1;
    }
    out->base = take_fd(&base);
    return 0;
}

/* Move each process of the list TEXT to LEAF. Answers how many were moved or are gone; errno tells
 * about the last one that would not. */
static size_t move_listed(const char *text, int leaf)
{
    size_t moved = 0;
    for (const char *at = text; *at;) {
        char pid[COMMAND_SIZE];
        size_t size = strcspn(at, "\n");
        if (at[size] == '\n' && size < sizeof(pid)) { /* a number that was cut comes again */
            memcpy(pid, at, size);
            pid[size] = '\0';
            moved += sandbox_control_write(leaf, "cgroup.procs", pid) == 0 || errno == ESRCH;
        }
        at += size;
        at += *at == '\n';
    }
    return moved;
}

/* The list is read again until it is empty: it is no snapshot, and its processes may fork. */
static int move_all(int base, int leaf)
{
    char text[PIDS_SIZE];
    for (int i = 0; i < MOVE_ROUNDS; i++) {
        ssize_t size = sandbox_control_read(base, "cgroup.procs", text, sizeof(text));
        if (size <= 0)
            return (int)size;
        errno = EBUSY; /* should none of them say another reason */
        if (move_listed(text, leaf) == 0)
            return -1;
    }
    errno = EBUSY;
    return -1;
}

static int leave_base(struct sandbox_delegation *out)
{
    if (mkdirat(out->base, SANDBOX_DELEGATE_LEAF, 0755) < 0 && errno != EEXIST) {
        fail_all(out, cause_of(errno, CAUSE_REFUSED), errno);
        return -1;
    }
    auto_fd int leaf =
        openat(out->base, SANDBOX_DELEGATE_LEAF, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (leaf >= 0 && move_all(out->base, leaf) == 0)
        return 0;
    fail_all(out, cause_of(errno, CAUSE_NOT_MOVED), errno);
    return -1;
}

static int order(int base, char sign, enum sandbox_controller controller)
{
    char text[COMMAND_SIZE];
    (void)snprintf(text, sizeof(text), "%c%s", sign, names[controller]); /* large enough */
    return sandbox_control_write(base, "cgroup.subtree_control", text);
}

static void put_in_force(int root, int base, enum sandbox_controller controller,
                         struct sandbox_controller_state *state)
{
    const char *name = names[controller];
    if (sandbox_control_has_word(base, "cgroup.controllers", name)) {
        if (order(base, '+', controller) == 0)
            *state = (struct sandbox_controller_state){.is_on = true};
        else
            fail_one(state, cause_of(errno, CAUSE_REFUSED), errno);
    } else if (sandbox_control_has_word(root, "cgroup.controllers", name)) {
        fail_one(state, CAUSE_NOT_PASSED_ON, 0);
    } else {
        fail_one(state,
                 controller == SANDBOX_CONTROLLER_MEMORY ? CAUSE_NO_MEMORY : CAUSE_NO_CONTROLLER,
                 0);
    }
}

static bool is_domain(int base)
{
    char type[COMMAND_SIZE * 2];
    return sandbox_control_read(base, "cgroup.type", type, sizeof(type)) > 0 &&
           strcmp(type, "domain\n") == 0;
}

static void give_up_base(struct sandbox_delegation *out)
{
    if (out->base >= 0)
        (void)close(out->base);
    out->base = -1;
    out->path[0] = '\0';
}

/* In force already, or only waiting to be put. */
static void look_at(int root, const struct sandbox_delegation *out, bool is_left,
                    enum sandbox_controller controller, struct sandbox_controller_state *state)
{
    const char *file = is_left ? "cgroup.subtree_control" : "cgroup.controllers";
    if (sandbox_control_has_word(out->base, file, names[controller]))
        *state = (struct sandbox_controller_state){.is_on = true};
    else if (sandbox_control_has_word(root, "cgroup.controllers", names[controller]))
        fail_one(state, CAUSE_NOT_PASSED_ON, 0);
    else
        fail_one(state,
                 controller == SANDBOX_CONTROLLER_MEMORY ? CAUSE_NO_MEMORY : CAUSE_NO_CONTROLLER,
                 0);
}

static int look_behind(int root, const char *self, struct sandbox_delegation *out)
{
    bool is_left = false;
    if (open_base(root, self, out, &is_left) < 0)
        return -1;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        look_at(root, out, is_left, (enum sandbox_controller)i, &out->controllers[i]);
    return 0;
}

/* Everything behind the opened root. Answers -1 when OUT tells why there is no base. */
static int make_ready(int root, const char *self, struct sandbox_delegation *out)
{
    bool is_left = false;
    if (open_base(root, self, out, &is_left) < 0)
        return -1;
    if (!is_left && leave_base(out) < 0)
        return -1;
    if (!is_domain(out->base)) {
        fail_all(out, CAUSE_THREADED, 0);
        return -1;
    }
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        put_in_force(root, out->base, (enum sandbox_controller)i, &out->controllers[i]);
    return 0;
}

static void delegate(const char *root, const char *self, struct sandbox_delegation *out,
                     int (*behind)(int, const char *, struct sandbox_delegation *))
{
    *out = (struct sandbox_delegation){.base = -1};
    auto_fd int top = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (top < 0)
        fail_all(out, CAUSE_NO_V2, errno);
    else if (!sandbox_control_exists(top, "cgroup.controllers"))
        fail_all(out,
                 sandbox_control_exists(top, "unified/cgroup.controllers") ? CAUSE_HYBRID
                                                                           : CAUSE_NO_V2,
                 0);
    else if (behind(top, self, out) == 0)
        return;
    give_up_base(out);
}

void sandbox_delegate(const char *root, const char *self, struct sandbox_delegation *out)
{
    delegate(root, self, out, make_ready);
}

void sandbox_delegate_look(const char *root, const char *self, struct sandbox_delegation *out)
{
    delegate(root, self, out, look_behind);
}

int sandbox_delegate_yield(const char *root, const char *self, struct err *err)
{
    char path[PATH_MAX];
    auto_fd int top = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (top < 0)
        return err_errno(err, "cannot open '%s'", root);
    if (!find_path(self, path) || !leave_child(path, CONTROL_GROUP))
        return 0; /* nobody's ExecStopPost= */
    auto_fd int base = open_below(top, path);
    if (base < 0)
        return err_errno(err, "cannot open cgroup '%s'", path);
    if (sandbox_control_exists(base, SANDBOX_DELEGATE_SUBGROUP))
        return 0; /* this systemd starts the next server in there */
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (sandbox_control_has_word(base, "cgroup.subtree_control", names[i]) &&
            order(base, '-', (enum sandbox_controller)i) < 0)
            return err_errno(err, "cannot take controller '%s' out of force", names[i]);
    }
    return 0;
}

static const unsigned parts[SANDBOX_CONTROLLER_COUNT] = {
    [SANDBOX_CONTROLLER_MEMORY] = SANDBOX_PART_MEMORY_CGROUP,
    [SANDBOX_CONTROLLER_PIDS] = SANDBOX_PART_PIDS_CGROUP,
    [SANDBOX_CONTROLLER_CPU] = SANDBOX_PART_CPU_CGROUP,
};

const struct sandbox_controller_state *sandbox_delegation_state(
    const struct sandbox_delegation *delegation, unsigned part)
{
    for (size_t i = 0; i < SANDBOX_CONTROLLER_COUNT; i++) {
        if (parts[i] & part)
            return &delegation->controllers[i];
    }
    return NULL;
}

unsigned sandbox_delegation_parts(const struct sandbox_delegation *delegation)
{
    unsigned given = 0;
    for (size_t i = 0; delegation->base >= 0 && i < SANDBOX_CONTROLLER_COUNT; i++) {
        if (delegation->controllers[i].is_on)
            given |= parts[i];
    }
    return given;
}
