/* The file system of a box: an empty tmpfs, into which the few places of the machine that a script
 * needs are attached.
 *
 * Whatever lies below the project was made by somebody whom we do not trust, perhaps by an earlier
 * run: `.git` may be a link to a home directory, `var` one to /etc. So nothing is ever mounted by a
 * path that leads through the project. Each source is opened first, while the machine's tree is
 * still there, as a descriptor that openat2(2) found without following any link, and turned into a
 * detached mount (open_tree) with its flags already set; each target is found the same way in the
 * new tree and the mount moved onto that descriptor. No directory is ever made below the project.
 *
 * Two things would be simpler and are wrong: bind mounts by path follow links that appear between
 * check and use, and a tmpfs on /tmp, mounted first, hides sources that lie below /tmp. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/scope.h"
#include "sandbox/sandbox_etc.h"
#include "sandbox/sandbox_mount.h"
#include "sandbox/sandbox_names.h"
#include "sandbox/sandbox_work.h"

#define ROOT_PLACE   "/tmp" /* where the new root is built: exists everywhere */
#define ROOT_OPTIONS "size=512k,nr_inodes=512,mode=755"
#define PTS_OPTIONS  "newinstance,ptmxmode=0666,mode=620"
#define MIB_PER_TMP  64 /* of private /tmp and /dev/shm each, at most */
#define SOURCES_MAX  80

#define READONLY (MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV)
#define WRITABLE (MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV)
#define DEVICE   (MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC)

/* A detached mount and where it goes. */
struct source {
    int tree;
    const char *target;
};

/* What goes into the new root-> */
struct root {
    const struct sandbox_work *work;
    const struct sandbox_spec *spec; /* of WORK */
    struct source sources[SOURCES_MAX];
    size_t count;
    int project; /* the project in this mount namespace */
};

static const struct {
    const char *name, *text;
} links[] = {
    {"dev/fd", "/proc/self/fd"},       {"dev/stdin", "/proc/self/fd/0"},
    {"dev/stdout", "/proc/self/fd/1"}, {"dev/stderr", "/proc/self/fd/2"},
    {"dev/ptmx", "pts/ptmx"},
};

/* Opening, in the machine's tree */

static int keep(struct root *root, int tree, const char *target)
{
    if (tree < 0)
        return -1;
    if (root->count == SOURCES_MAX) {
        (void)close(tree);
        errno = E2BIG;
        return -1;
    }
    root->sources[root->count++] = (struct source){tree, target};
    return 0;
}

/* What does not exist is left out. */
static int keep_if_there(struct root *root, int tree, const char *target)
{
    return tree < 0 && (errno == ENOENT || errno == ENOTDIR) ? 0 : keep(root, tree, target);
}

/* On a system with merged /usr these are links, which are made again; else directories. */
static int open_system_dir(struct root *root, const char *path)
{
    struct stat about;
    if (lstat(path, &about) < 0 || S_ISLNK(about.st_mode))
        return 0;
    return keep(root, sandbox_mount_clone(AT_FDCWD, path, READONLY, -1), path);
}

static int open_names(struct root *root, enum sandbox_names which, uint64_t flags)
{
    size_t count = 0;
    const char *const *names = sandbox_names(which, &count);
    for (size_t i = 0; i < count; i++) {
        if (keep_if_there(root, sandbox_mount_clone(AT_FDCWD, names[i], flags, -1), names[i]) < 0)
            return -1;
    }
    return 0;
}

static int open_system(struct root *root)
{
    size_t count = 0;
    const char *const *programs = sandbox_names(SANDBOX_NAMES_PROGRAMS, &count);
    for (size_t i = 0; i < count; i++) {
        if (open_system_dir(root, programs[i]) < 0)
            return -1;
    }
    if (open_names(root, SANDBOX_NAMES_DEVICES, DEVICE) < 0 ||
        open_names(root, SANDBOX_NAMES_ETC, READONLY) < 0)
        return -1;
    return root->spec->has_network ? open_names(root, SANDBOX_NAMES_NETWORK, READONLY) : 0;
}

/* The keeper's descriptor is of another mount namespace; by its path it may be another directory
 * meanwhile. */
static int open_project_again(struct root *root)
{
    struct stat wanted;
    struct stat found;
    const struct sandbox_spec *spec = root->spec;
    root->project = open(spec->project_path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (root->project < 0 || fstat(root->project, &found) < 0 ||
        fstat(spec->project_fd, &wanted) < 0)
        return -1;
    if (found.st_dev == wanted.st_dev && found.st_ino == wanted.st_ino)
        return 0;
    errno = ESTALE;
    return -1;
}

static bool is_below(const char *path, const char *above)
{
    size_t size = strlen(above);
    return strncmp(path, above, size) == 0 && path[size] == '/';
}

/* PATH of the machine; below the project no link is followed. */
static int clone_path(const struct root *root, const char *path, uint64_t flags)
{
    const struct sandbox_spec *spec = root->spec;
    bool is_inside = is_below(path, spec->project_path);
    if (!is_inside)
        return sandbox_mount_clone(AT_FDCWD, path, flags, -1);
    return sandbox_mount_clone_below(root->project, path + strlen(spec->project_path) + 1, flags,
                                     root->work->idmap);
}

/* A link is not what it names: it is left alone. Of a managed environment, `.venv` is one, and
 * nobody here trusts it. */
static int open_protected(struct root *root, const char *name)
{
    int tree = sandbox_mount_clone_below(root->project, name, READONLY, root->work->idmap);
    if (tree < 0 && errno == ELOOP && strcmp(name, ".venv") == 0)
        return 0;
    return keep_if_there(root, tree, name);
}

static int open_project(struct root *root)
{
    const struct sandbox_spec *spec = root->spec;
    bool is_writable = spec->project == SANDBOX_PROJECT_WRITABLE;
    int tree =
        spec->tree
            ? sandbox_mount_clone_below(root->project, spec->tree, READONLY, root->work->idmap)
            : sandbox_mount_clone(root->project, "", is_writable ? WRITABLE : READONLY,
                                  root->work->idmap);
    if (keep(root, tree, spec->project_path) < 0)
        return -1;
    size_t count = 0;
    const char *const *names = sandbox_names(SANDBOX_NAMES_PROTECTED, &count);
    for (size_t i = 0; i < count; i++) {
        bool is_wanted = !spec->tree || strcmp(names[i], ".venv") == 0; /* the rest is a copy */
        if (is_wanted && open_protected(root, names[i]) < 0)
            return -1;
    }
    return 0;
}

/* Places below var/, which is hidden but for them. */
static int open_inner(struct root *root)
{
    const struct sandbox_spec *spec = root->spec;
    if (spec->environment && keep(root,
                                  sandbox_mount_clone_below(root->project, spec->environment,
                                                            READONLY, root->work->idmap),
                                  spec->environment) < 0)
        return -1;
    return !spec->artifacts ? 0
                            : keep(root,
                                   sandbox_mount_clone_below(root->project, spec->artifacts,
                                                             WRITABLE, root->work->idmap),
                                   spec->artifacts);
}

static int open_binds(struct root *root, bool is_inside)
{
    const struct sandbox_spec *spec = root->spec;
    for (size_t i = 0; i < spec->bind_count; i++) {
        const struct sandbox_bind *bind = &spec->binds[i];
        if (is_below(bind->target, spec->project_path) != is_inside)
            continue;
        int tree = clone_path(root, bind->source, bind->is_writable ? WRITABLE : READONLY);
        if (tree < 0 && errno == ENOENT && bind->is_optional)
            continue;
        if (keep(root, tree, bind->target) < 0)
            return -1;
    }
    return 0;
}

/* Attaching, in the new tree, which is the working directory */

static int make_tmp(const struct sandbox_spec *spec, const char *place)
{
    char options[64];
    int64_t mib = MIB_PER_TMP;
    if (spec->limits.disk_mb > 0 && spec->limits.disk_mb < mib)
        mib = spec->limits.disk_mb;
    (void)snprintf(options, sizeof(options), "size=%dm,nr_inodes=%d,mode=1777", (int)mib,
                   (int)mib * 256); /* fits; a file of 4 KiB each, as disks have it */
    if (mkdir(place, 0755) < 0)
        return -1;
    return mount("tmpfs", place, "tmpfs", MS_NOSUID | MS_NODEV, options);
}

static int make_devices(const struct sandbox_spec *spec)
{
    if (mkdir("dev", 0755) < 0 || make_tmp(spec, "dev/shm") < 0 || mkdir("dev/pts", 0755) < 0 ||
        mount("devpts", "dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, PTS_OPTIONS) < 0)
        return -1;
    for (size_t i = 0; i < ARRAY_LEN(links); i++) {
        if (symlink(links[i].text, links[i].name) < 0)
            return -1;
    }
    return 0;
}

static int copy_system_links(void)
{
    char text[64];
    size_t count = 0;
    const char *const *programs = sandbox_names(SANDBOX_NAMES_PROGRAMS, &count);
    for (size_t i = 0; i < count; i++) {
        ssize_t size = readlink(programs[i], text, sizeof(text) - 1);
        if (size <= 0)
            continue; /* a directory: attached; or not there */
        text[size] = '\0';
        if (symlink(text, programs[i] + 1) < 0)
            return -1;
    }
    return 0;
}

/* Targets are absolute, or below the project. */
static int attach(const struct sandbox_spec *spec, const struct source *source)
{
    char path[SANDBOX_PATH_MAX];
    bool is_short = source->target[0] != '/';
    int size = snprintf(path, sizeof(path), "%s%s%s", is_short ? spec->project_path : "",
                        is_short ? "/" : "", source->target);
    if (size < 0 || size >= (int)sizeof(path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    char var[SANDBOX_PATH_MAX];
    (void)snprintf(var, sizeof(var), "%s/var", spec->project_path); /* cut: then nothing is in it */
    bool may_make = !is_below(path, spec->project_path) || is_below(path, var) || spec->tree;
    return sandbox_mount_attach(source->tree, path + 1, may_make);
}

/* The top of a layer is the top of what is seen: it has to look like the directory below. */
static int make_upper(int project)
{
    struct stat about;
    if (fstat(project, &about) < 0 || mkdir("copy/upper", 0755) < 0 ||
        chown("copy/upper", about.st_uid, about.st_gid) < 0)
        return -1;
    return chmod("copy/upper", about.st_mode & 07777);
}

/* Put a private, writable layer over the project, which is attached read-only: what is written goes
 * into memory and is forgotten with the run. */
static int cover_project(const struct sandbox_spec *spec)
{
    auto_fd int project = sandbox_mount_open(spec->project_path + 1);
    if (project < 0 || make_tmp(spec, "copy") < 0 || make_upper(project) < 0 ||
        mkdir("copy/work", 0755) < 0)
        return -1;
    auto_fd int layer = sandbox_mount_overlay(project, "copy/upper", "copy/work");
    if (layer < 0 || sandbox_mount_move(layer, project) < 0)
        return -1;
    return umount2("copy", MNT_DETACH) < 0 ? -1 : rmdir("copy"); /* the layer keeps what it needs */
}

static int attach_between(const struct root *root, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const struct source *source = &root->sources[i];
        if (attach(root->spec, source) < 0)
            return -1;
        bool is_copied = root->spec->project == SANDBOX_PROJECT_COPY &&
                         source->target == root->spec->project_path;
        if (is_copied && cover_project(root->spec) < 0)
            return -1;
    }
    return 0;
}

/* The files of a commit have no var/. */
static int make_var(const struct sandbox_spec *spec)
{
    auto_fd int project = spec->tree ? sandbox_mount_open(spec->project_path + 1) : -1;
    if (project < 0)
        return spec->tree ? -1 : 0;
    return mkdirat(project, "var", 0755) < 0 && errno != EEXIST ? -1 : 0;
}

/* An empty, unlistable var/ for what is attached below it. */
static int hide_var(const struct sandbox_spec *spec)
{
    char path[SANDBOX_PATH_MAX];
    if (snprintf(path, sizeof(path), "%s/var", spec->project_path) >= (int)sizeof(path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    auto_fd int var = sandbox_mount_open(path + 1);
    if (var < 0)
        return errno == ENOENT ? 0 : -1;
    auto_fd int empty = sandbox_mount_empty();
    return empty < 0 ? -1 : sandbox_mount_move(empty, var);
}

static int close_var(const struct sandbox_spec *spec)
{
    char path[SANDBOX_PATH_MAX];
    (void)snprintf(path, sizeof(path), "%s/var", spec->project_path); /* fitted in hide_var */
    auto_fd int var = sandbox_mount_open(path + 1);
    if (var < 0)
        return errno == ENOENT ? 0 : -1;
    return sandbox_mount_set_readonly(var);
}

static int open_all(struct root *root, size_t *outer)
{
    if (open_project_again(root) < 0 || open_system(root) < 0 || open_binds(root, false) < 0 ||
        open_project(root) < 0)
        return -1;
    *outer = root->count;
    return open_inner(root) < 0 || open_binds(root, true) < 0 ? -1 : 0;
}

static int make_base(const struct sandbox_spec *spec)
{
    if (mount("pirun", ROOT_PLACE, "tmpfs", MS_NOSUID | MS_NODEV, ROOT_OPTIONS) < 0 ||
        chdir(ROOT_PLACE) < 0 || make_tmp(spec, "tmp") < 0 || make_devices(spec) < 0 ||
        copy_system_links() < 0)
        return -1;
    return sandbox_etc_make();
}

int sandbox_root_make(struct sandbox_work *work)
{
    const struct sandbox_spec *spec = work->spec;
    struct root root = {.work = work, .spec = spec, .project = -1};
    size_t outer = 0; /* sources from here on go into the hidden var/ */
    mode_t mask = umask(0);
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 || open_all(&root, &outer) < 0 ||
        make_base(spec) < 0 || attach_between(&root, 0, outer) < 0 || make_var(spec) < 0 ||
        hide_var(spec) < 0 || attach_between(&root, outer, root.count) < 0 || close_var(spec) < 0)
        return -1; /* the process ends, and with it all that is open here */
    (void)umask(mask);
    return close(root.project);
}

int sandbox_root_proc(struct sandbox_work *work)
{
    (void)work;
    if (mkdir("proc", 0555) < 0)
        return -1;
    return mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
}

/* pivot_root(".", ".") puts the old root on top of the new one, where it can be let go. */
int sandbox_root_enter(struct sandbox_work *work)
{
    if (syscall(SYS_pivot_root, ".", ".") < 0 || umount2(".", MNT_DETACH) < 0 || chdir("/") < 0)
        return -1;
    auto_fd int top = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (top < 0 || sandbox_mount_set_readonly(top) < 0)
        return -1;
    return chdir(work->spec->project_path);
}
