/* The thread sleeps in poll(2) on two descriptors, the library's and an eventfd that ends it, so
 * it never wakes for nothing. (inotifytools_next_event wakes every second at best, and its
 * timeout of 0 means for ever.) When poll says that there is something, events are drained
 * without waiting until the library has none: it reads up to 64 KiB at once, and poll does not
 * tell what it holds.
 *
 * Traps of the library that are closed here: its descriptor is not close-on-exec and has no
 * accessor (found in /proc/self/fd); it calls select(2), so a descriptor beyond FD_SETSIZE would
 * abort; all of it is global, hence one watch per process; it keeps stale records of watches
 * that went, hence a full clean-up with each stop. */
#include "spool/spool_watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/select.h>
#include <unistd.h>

#include <inotifytools/inotifytools.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_dir.h"

#define WATCHED      (IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
#define GONE         (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)
#define LIBRARY_LINK "anon_inode:inotify"
#define LINK_SIZE    32
#define BATCH_MAX    16384 /* events, the kernel's queue: then the bell rings in between */

struct spool_watch {
    int events; /* a duplicate of the library's descriptor, for poll only */
    int stop;   /* eventfd */
    pthread_t thread;
    spool_bell_cb on_bell;
    void *ctx;
};

/* The library is one per process. */
static atomic_flag is_taken = ATOMIC_FLAG_INIT;

static bool is_inotify(int dirfd, const char *name)
{
    char target[LINK_SIZE];
    ssize_t size = readlinkat(dirfd, name, target, sizeof(target));
    return size == (ssize_t)strlen(LIBRARY_LINK) && memcmp(target, LIBRARY_LINK, (size_t)size) == 0;
}

/* All inotify descriptors of this process as a set; false without /proc. */
static bool find_inotify(fd_set *set)
{
    struct err err;
    bool is_broken = false;
    auto_fd int proc = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = proc < 0 ? NULL : spool_dir_open(proc, &err);
    if (!dir)
        return false;
    FD_ZERO(set);
    for (const struct dirent *entry; (entry = spool_dir_next(dir, &is_broken));) {
        long fd = strtol(entry->d_name, NULL, 10);
        if (fd >= 0 && fd < FD_SETSIZE && is_inotify(dirfd(dir), entry->d_name))
            FD_SET((int)fd, set);
    }
    return !is_broken;
}

/* The descriptor that AFTER has and BEFORE has not. */
static int new_one(const fd_set *before, const fd_set *after)
{
    for (int fd = 0; fd < FD_SETSIZE; fd++) {
        if (FD_ISSET(fd, after) && !FD_ISSET(fd, before))
            return fd;
    }
    return -1;
}

/* Owns: returns a duplicate of the library's descriptor. */
static int open_library(struct err *err)
{
    fd_set before;
    fd_set after;
    if (!find_inotify(&before))
        return err_set(err, ERR_INTERNAL, "cannot watch the spool: '/proc' is not mounted");
    if (!inotifytools_initialize()) {
        errno = inotifytools_error();
        if (errno == EMFILE)
            return err_set(err, ERR_BUSY,
                           "cannot watch the spool: no inotify instance is left (sysctl "
                           "fs.inotify.max_user_instances) or no descriptor (ulimit -n)");
        return err_errno(err, "cannot watch the spool");
    }
    int fd = find_inotify(&after) ? new_one(&before, &after) : -1;
    int copy = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (copy >= 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0)
        return copy;
    scope_close(&copy);
    inotifytools_cleanup();
    return err_set(err, ERR_INTERNAL,
                   "cannot watch the spool: no descriptor below %d is left for inotify",
                   FD_SETSIZE);
}

static int arm(const char *project_path, struct err *err)
{
    auto_free char *path = xasprintf("%s/var/spool", project_path);
    if (inotifytools_watch_file(path, WATCHED))
        return 0;
    errno = inotifytools_error();
    if (errno == ENOSPC)
        return err_set(err, ERR_BUSY,
                       "cannot watch the spool: no inotify watch is left (sysctl "
                       "fs.inotify.max_user_watches)");
    return err_errno(err, "cannot watch '%s'", path);
}

/* Read all that waits. Answers false when there was nothing to tell. */
static bool drain(enum spool_bell *bell)
{
    bool has_rung = false;
    *bell = SPOOL_BELL_CHANGE;
    for (int i = 0; i < BATCH_MAX; i++) {
        const struct inotify_event *event = inotifytools_next_events(0, 1);
        if (!event && inotifytools_error() != 0 && inotifytools_error() != EINTR)
            *bell = SPOOL_BELL_GONE; /* it cannot be read, and poll would tell so for ever */
        if (!event)
            return has_rung || *bell == SPOOL_BELL_GONE;
        has_rung = true;
        if (event->mask & GONE)
            *bell = SPOOL_BELL_GONE;
        else if ((event->mask & IN_Q_OVERFLOW) && *bell != SPOOL_BELL_GONE)
            *bell = SPOOL_BELL_OVERFLOW;
    }
    return true;
}

/* True when the watch is to end. WITH_EVENTS false: nothing but the end is waited for. */
static bool wait_for_events(const struct spool_watch *watch, bool with_events)
{
    struct pollfd fds[] = {{.fd = watch->stop, .events = POLLIN},
                           {.fd = with_events ? watch->events : -1, .events = POLLIN}};
    while (poll(fds, ARRAY_LEN(fds), -1) < 0 && errno == EINTR) {
    }
    return fds[0].revents != 0;
}

static void *watch_main(void *ctx)
{
    struct spool_watch *watch = ctx;
    bool is_watching = true;
    while (!wait_for_events(watch, is_watching)) {
        enum spool_bell bell = SPOOL_BELL_CHANGE;
        if (!drain(&bell))
            continue;
        is_watching = bell != SPOOL_BELL_GONE;
        watch->on_bell(watch->ctx, bell);
    }
    return NULL;
}

/* Signals belong to the loop's thread. */
static int start_thread(struct spool_watch *watch)
{
    sigset_t all;
    sigset_t old;
    (void)sigfillset(&all); /* cannot fail */
    (void)pthread_sigmask(SIG_SETMASK, &all, &old);
    int number = pthread_create(&watch->thread, NULL, watch_main, watch);
    if (number == 0)
        (void)pthread_setname_np(watch->thread, "pirun-watch"); /* for people who look with ps */
    (void)pthread_sigmask(SIG_SETMASK, &old, NULL);
    return number;
}

static void release(struct spool_watch *watch)
{
    scope_close(&watch->events);
    scope_close(&watch->stop);
    inotifytools_cleanup();
    atomic_flag_clear(&is_taken);
    free(watch);
}

struct spool_watch *spool_watch_start(const struct spool *spool, spool_bell_cb on_bell, void *ctx,
                                      struct err *err)
{
    if (atomic_flag_test_and_set(&is_taken)) {
        (void)err_set(err, ERR_BUSY, "this process watches a spool already");
        return NULL;
    }
    int events = open_library(err);
    if (events < 0) {
        atomic_flag_clear(&is_taken);
        return NULL;
    }
    struct spool_watch *watch = xcalloc(1, sizeof(*watch));
    watch->events = events;
    watch->on_bell = on_bell;
    watch->ctx = ctx;
    watch->stop = eventfd(0, EFD_CLOEXEC);
    if (watch->stop < 0)
        (void)err_errno(err, "cannot make an eventfd");
    else if (arm(spool->project_path, err) == 0) {
        errno = start_thread(watch);
        if (errno == 0)
            return watch;
        (void)err_errno(err, "cannot start the thread of the watch");
    }
    release(watch);
    return NULL;
}

void spool_watch_stop(struct spool_watch *watch)
{
    if (!watch)
        return;
    uint64_t one = 1;
    (void)!write(watch->stop, &one, sizeof(one)); /* cannot fail: the counter is far from full */
    (void)pthread_join(watch->thread, NULL);
    release(watch);
}
