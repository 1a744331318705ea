/* watch_own: what the files of this room share. Not for other rooms. */
#ifndef PIRUN_WATCH_WATCH_OWN_H
#define PIRUN_WATCH_WATCH_OWN_H

#include <stdatomic.h>
#include <stdint.h>
#include <sys/inotify.h>

#include "loop/guard.h"
#include "watch/watch.h"
#include "watch/watch_burst.h"
#include "watch/watch_dirs.h"

#define WATCH_FROMS_MAX 16 /* halves of renames that wait for the other one */

/* The first half of a rename. */
struct watch_from {
    uint32_t cookie; /* 0: none */
    int wd;          /* of the directory that moved; -1: it is no directory, or not looked after */
    bool is_dir;
    char *path;
};

struct watch {
    char *project_path;
    int stop, bell; /* eventfds */
    struct guard *guard;
    struct watch_news mail; /* under guard */
    bool has_mail;          /* under guard */
    /* of the lane */
    int inotify, root, git; /* descriptors; -1: none */
    size_t dirs_max;
    struct watch_dirs dirs;
    struct watch_burst burst;
    struct watch_from froms[WATCH_FROMS_MAX];
    int64_t check_ms; /* when to see whether the project's directory is still the same one */
    int64_t event_ms; /* when there was something last */
    bool is_lost;     /* begin anew */
    bool has_said_limit, has_said_failure;
};

/* watch.c: is it to end? */
bool watch_is_stopped(const struct watch *watch);

/* watch_scan.c */
/* The most directories that may be looked after. */
size_t watch_scan_limit(void);
/* Look after the project and its repository from now on. Errors: by errno. */
int watch_scan_all(struct watch *watch, struct err *err);
/* Is the project's directory still the one that is looked after? */
bool watch_scan_is_current(const struct watch *watch);
/* Look after NAME in PARENT and all below it; what is in there is told as created. */
void watch_scan_new(struct watch *watch, struct watch_dir *parent, const char *name);
/* The repository has come, gone or been replaced. */
void watch_scan_git(struct watch *watch);

/* watch_event.c */
void watch_event(struct watch *watch, const struct inotify_event *event);
/* Halves of renames that are left: the other one lies where nobody looks. */
void watch_event_settle(struct watch *watch);

#endif
