#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/scope.h"
#include "watch/watch_own.h"
#include "watch/watch_path.h"

#define LOST_SELF (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)
#define WRITTEN   (IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB)
#define RENAMED   (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)
#define NO_WD     (-1)

/* The other half did not come: it is gone from where we look. */
static void settle(struct watch *watch, struct watch_from *from)
{
    struct watch_dir *dir = watch_dirs_find(&watch->dirs, from->wd);
    watch_burst_add(&watch->burst, WATCH_REMOVED, from->path, from->is_dir, clock_boot_ms());
    if (dir)
        watch_dirs_forget(&watch->dirs, dir);
    free(from->path);
    *from = (struct watch_from){.wd = NO_WD};
}

void watch_event_settle(struct watch *watch)
{
    for (size_t i = 0; i < WATCH_FROMS_MAX; i++) {
        if (watch->froms[i].cookie)
            settle(watch, &watch->froms[i]);
    }
}

static struct watch_from *find_from(struct watch *watch, uint32_t cookie)
{
    for (size_t i = 0; i < WATCH_FROMS_MAX; i++) {
        if (watch->froms[i].cookie == cookie)
            return &watch->froms[i];
    }
    return NULL;
}

static void move_begins(struct watch *watch, const struct watch_dir *dir,
                        const struct inotify_event *event, const char *path)
{
    bool is_dir = (event->mask & IN_ISDIR) != 0;
    const struct watch_dir *moved =
        is_dir ? watch_dirs_child(&watch->dirs, dir, event->name) : NULL;
    struct watch_from *from = find_from(watch, 0);
    watch_burst_begin(&watch->burst, clock_boot_ms());
    if (!from) { /* all wait: none of them can be told from the lost */
        watch_event_settle(watch);
        from = &watch->froms[0];
    }
    *from = (struct watch_from){.cookie = event->cookie,
                                .wd = moved ? moved->wd : NO_WD,
                                .is_dir = is_dir,
                                .path = xstrdup(path)};
}

/* The directory that had FROM's name is NAME in PARENT now. */
static void carry_dir(struct watch *watch, const struct watch_from *from, struct watch_dir *parent,
                      const char *name)
{
    struct watch_dirs *dirs = &watch->dirs;
    struct watch_dir *moved = watch_dirs_find(dirs, from->wd);
    struct watch_dir *stale = watch_dirs_child(dirs, parent, name);
    if (stale && stale != moved && !(moved && watch_dirs_is_below(moved, stale)))
        watch_dirs_forget(dirs, stale); /* it was empty, and has been replaced */
    if (!moved || watch_dirs_is_below(parent, moved))
        watch_scan_new(watch, parent, name);
    else
        watch_dirs_move(moved, parent, name);
}

static void move_ends(struct watch *watch, struct watch_dir *dir, const struct inotify_event *event,
                      const char *path)
{
    bool is_dir = (event->mask & IN_ISDIR) != 0;
    struct watch_from *from = find_from(watch, event->cookie);
    if (!from) {
        watch_burst_add(&watch->burst, WATCH_CREATED, path, is_dir, clock_boot_ms());
        if (is_dir)
            watch_scan_new(watch, dir, event->name);
        return;
    }
    watch_burst_move(&watch->burst, from->path, path, is_dir, clock_boot_ms());
    if (is_dir)
        carry_dir(watch, from, dir, event->name);
    free(from->path);
    *from = (struct watch_from){.wd = NO_WD};
}

static void tree_event(struct watch *watch, struct watch_dir *dir,
                       const struct inotify_event *event)
{
    bool is_dir = (event->mask & IN_ISDIR) != 0;
    auto_free char *above = watch_dirs_path(dir, NULL);
    if (!*above && strcmp(event->name, ".git") == 0 && (event->mask & RENAMED))
        watch_scan_git(watch);
    if (!watch_path_is_shown(above, event->name))
        return;
    auto_free char *path = watch_dirs_path(dir, event->name);
    if (event->mask & IN_MOVED_FROM) {
        move_begins(watch, dir, event, path);
    } else if (event->mask & IN_MOVED_TO) {
        move_ends(watch, dir, event, path);
    } else if (event->mask & IN_CREATE) {
        watch_burst_add(&watch->burst, WATCH_CREATED, path, is_dir, clock_boot_ms());
        if (is_dir)
            watch_scan_new(watch, dir, event->name);
    } else if (event->mask & IN_DELETE) {
        watch_burst_add(&watch->burst, WATCH_REMOVED, path, is_dir, clock_boot_ms());
    } else if ((event->mask & WRITTEN) && !is_dir) {
        watch_burst_add(&watch->burst, WATCH_CHANGED, path, false, clock_boot_ms());
    }
}

static void git_event(struct watch *watch, struct watch_dir *dir, const struct inotify_event *event)
{
    auto_free char *above = watch_dirs_path(dir, NULL);
    if (!watch_path_is_git(above, event->name))
        return;
    watch_burst_git(&watch->burst, clock_boot_ms());
    if ((event->mask & IN_ISDIR) && (event->mask & (IN_CREATE | IN_MOVED_TO)) &&
        watch_path_is_git_dir(above, event->name))
        watch_scan_new(watch, dir, event->name);
}

/* Something happened to DIR itself. Those below the top are told of by their parents. */
static void self_event(struct watch *watch, struct watch_dir *dir, uint32_t mask)
{
    if (!dir->parent && !dir->is_git)
        watch->is_lost = true;
    else if (mask & IN_IGNORED)
        watch_dirs_forget(&watch->dirs, dir);
}

void watch_event(struct watch *watch, const struct inotify_event *event)
{
    if (event->mask & IN_Q_OVERFLOW) {
        watch->is_lost = true;
        return;
    }
    struct watch_dir *dir = watch_dirs_find(&watch->dirs, event->wd);
    if (!dir)
        return; /* of a directory that nobody looks after any more */
    if (event->mask & LOST_SELF)
        self_event(watch, dir, event->mask);
    else if (event->len > 0 && dir->is_git)
        git_event(watch, dir, event);
    else if (event->len > 0)
        tree_event(watch, dir, event);
}
