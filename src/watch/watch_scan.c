/* A directory is watched before it is read: what comes in between is seen twice rather than never.
 * Upper levels first, so that a limit leaves out what lies deepest. A watch is put on a descriptor
 * (by its name in /proc), which was opened without following any link: neither a link nor a rename
 * that happens just then leads out of the project. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/rel.h"
#include "base/scope.h"
#include "watch/watch_own.h"
#include "watch/watch_path.h"

#define WATCHED                                                                       \
    (IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE | IN_MOVED_FROM | \
     IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
#define LIMIT_FILE  "/proc/sys/fs/inotify/max_user_watches"
#define PART        4  /* we take at most one part in so many of what the user may have */
#define LINK_SIZE   48 /* "/proc/self/fd/N/." */
#define GITFILE_MAX 4096
#define GITFILE     "gitdir: " /* Source: gitrepository-layout(5) */

struct place {
    struct watch_dir *parent;
    char *name;
};

/* Directories that are still to be read. */
struct scan {
    struct watch *watch;
    struct place *places;
    size_t count, room;
    bool tells;
};

size_t watch_scan_limit(void)
{
    char text[32];
    auto_fd int fd = open(LIMIT_FILE, O_RDONLY | O_CLOEXEC);
    ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
    if (size <= 0)
        return WATCH_DIRS_MAX;
    text[size] = '\0';
    unsigned long long part = strtoull(text, NULL, 10) / PART;
    return part < WATCH_DIRS_MAX ? (size_t)part : WATCH_DIRS_MAX;
}

static void push(struct scan *scan, struct watch_dir *parent, const char *name)
{
    if (scan->count == scan->room) {
        scan->room = scan->room ? scan->room * 2 : 64;
        scan->places = xrealloc(scan->places, scan->room * sizeof(*scan->places));
    }
    scan->places[scan->count++] = (struct place){.parent = parent, .name = xstrdup(name)};
}

static void say_limit(struct watch *watch)
{
    if (watch->has_said_limit)
        return;
    watch->has_said_limit = true;
    auto_free char *text = xasprintf("the project has so many directories that only %zu are "
                                     "watched: changes in the others are not seen",
                                     watch->dirs.count);
    watch_burst_notice(&watch->burst, text, clock_boot_ms());
}

static int open_dir(int base, const char *path)
{
    struct err err;
    struct rel rel;
    if (!*path)
        return openat(base, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (rel_parse(path, strlen(path), &rel, &err) < 0)
        return -1; /* a name that no path of ours can have */
    return rel_open(base, &rel, O_RDONLY | O_DIRECTORY, &err);
}

/* Errors: -1 and errno. */
static int watch_fd_of(const struct watch *watch, int fd)
{
    char link[LINK_SIZE];
    (void)snprintf(link, sizeof(link), "/proc/self/fd/%d/.", fd); /* fits */
    return inotify_add_watch(watch->inotify, link, WATCHED);
}

/* The kernel gives a directory that is watched already the number that it has: then it came here by
 * a rename, or is mounted twice. NULL: it was read before, or would be above itself. */
static struct watch_dir *note(struct watch *watch, int wd, bool is_git, const struct place *place)
{
    struct watch_dirs *dirs = &watch->dirs;
    struct watch_dir *known = watch_dirs_find(dirs, wd);
    struct watch_dir *other =
        place->parent ? watch_dirs_child(dirs, place->parent, place->name) : NULL;
    if (other && other != known && !watch_dirs_is_below(place->parent, other) &&
        !(known && watch_dirs_is_below(known, other)))
        watch_dirs_forget(dirs, other);
    if (!known)
        return watch_dirs_add(dirs, wd, is_git, place->parent, place->name);
    if (place->parent && known->parent && known->is_git == is_git &&
        !watch_dirs_is_below(place->parent, known))
        watch_dirs_move(known, place->parent, place->name);
    return NULL;
}

static bool is_dir(int dir, const struct dirent *entry)
{
    struct stat st;
    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type == DT_DIR;
    return fstatat(dir, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

static void look_at(struct scan *scan, struct watch_dir *dir, const char *path, int fd,
                    const struct dirent *entry)
{
    const char *name = entry->d_name;
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return;
    bool is_directory = is_dir(fd, entry);
    if (dir->is_git) {
        if (is_directory && watch_path_is_git_dir(path, name))
            push(scan, dir, name);
        return;
    }
    if (!watch_path_is_shown(path, name))
        return;
    if (scan->tells) {
        auto_free char *child = watch_dirs_path(dir, name);
        watch_burst_add(&scan->watch->burst, WATCH_CREATED, child, is_directory, clock_boot_ms());
    }
    if (is_directory)
        push(scan, dir, name);
}

/* Owns: takes FD. */
static void read_dir(struct scan *scan, struct watch_dir *dir, const char *path, int fd)
{
    auto_dir DIR *entries = fdopendir(fd);
    if (!entries) {
        (void)close(fd);
        return;
    }
    /* More directories than may be watched need not be remembered. */
    size_t most = scan->watch->dirs_max;
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): the stream is this function's alone */
    for (const struct dirent *entry; scan->count <= most && (entry = readdir(entries));)
        look_at(scan, dir, path, fd, entry);
}

/* BASE: what the paths of this tree are below. Errors: -1 and errno. */
static int visit(struct scan *scan, int base, bool is_git, const struct place *place)
{
    struct watch *watch = scan->watch;
    auto_free char *path =
        place->parent ? watch_dirs_path(place->parent, place->name) : xstrdup("");
    auto_fd int fd = open_dir(base, path);
    if (fd < 0)
        return -1;
    if (watch->dirs.count >= watch->dirs_max) {
        say_limit(watch);
        return 0;
    }
    int wd = watch_fd_of(watch, fd);
    if (wd < 0 && errno == ENOSPC)
        say_limit(watch);
    if (wd < 0)
        return -1;
    struct watch_dir *dir = note(watch, wd, is_git, place);
    if (dir)
        read_dir(scan, dir, path, take_fd(&fd));
    return 0;
}

/* Errors: -1 and errno when the first place cannot be watched; the others may be gone by now. */
static int scan_from(struct watch *watch, int base, bool is_git, struct watch_dir *parent,
                     const char *name, bool tells)
{
    struct scan scan = {.watch = watch, .tells = tells};
    int result = 0;
    int number = 0;
    push(&scan, parent, name);
    for (size_t at = 0; at < scan.count; at++) {
        const struct place place = scan.places[at]; /* the array moves */
        if (!watch_is_stopped(watch) && visit(&scan, base, is_git, &place) < 0 && at == 0) {
            result = -1;
            number = errno;
        }
        free(place.name);
    }
    free(scan.places);
    errno = number;
    return result;
}

/* The directory of a repository whose work tree is the project, also where `.git` is a file that
 * names it. */
static int open_git(const struct watch *watch)
{
    char text[GITFILE_MAX + 1];
    int dir = openat(watch->root, ".git", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (dir >= 0)
        return dir;
    auto_fd int file = openat(watch->root, ".git", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    ssize_t size = file < 0 ? -1 : read(file, text, GITFILE_MAX);
    if (size <= (ssize_t)strlen(GITFILE) || memcmp(text, GITFILE, strlen(GITFILE)) != 0)
        return -1;
    text[size] = '\0';
    text[strcspn(text, "\n")] = '\0';
    return openat(watch->root, text + strlen(GITFILE), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static struct watch_dir *git_top(const struct watch *watch)
{
    for (size_t i = 0; i < watch->dirs.count; i++) {
        if (watch->dirs.dirs[i]->is_git && !watch->dirs.dirs[i]->parent)
            return watch->dirs.dirs[i];
    }
    return NULL;
}

void watch_scan_git(struct watch *watch)
{
    struct watch_dir *top = git_top(watch);
    if (top)
        watch_dirs_forget(&watch->dirs, top);
    scope_close(&watch->git);
    watch->git = open_git(watch);
    if (watch->git >= 0)
        (void)scan_from(watch, watch->git, true, NULL, "", false); /* as much as can be had */
    watch_burst_git(&watch->burst, clock_boot_ms());
}

int watch_scan_all(struct watch *watch, struct err *err)
{
    watch->root = open(watch->project_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (watch->root < 0)
        return err_errno(err, "cannot open '%s'", watch->project_path);
    watch->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->inotify < 0)
        return err_errno(err, "cannot watch '%s'", watch->project_path);
    watch->dirs.inotify = watch->inotify;
    watch_scan_git(watch); /* first: it is small, and the limit must not leave it out */
    if (scan_from(watch, watch->root, false, NULL, "", false) < 0)
        return err_errno(err, "cannot watch '%s'", watch->project_path);
    return 0;
}

bool watch_scan_is_current(const struct watch *watch)
{
    struct stat now;
    struct stat then;
    return stat(watch->project_path, &now) == 0 && fstat(watch->root, &then) == 0 &&
           now.st_dev == then.st_dev && now.st_ino == then.st_ino;
}

void watch_scan_new(struct watch *watch, struct watch_dir *parent, const char *name)
{
    int base = parent->is_git ? watch->git : watch->root;
    /* It may be gone by now. */
    (void)scan_from(watch, base, parent->is_git, parent, name, !parent->is_git);
}
