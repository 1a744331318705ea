/* watch_dirs: which directory a number of inotify's (a wd) means. Each knows its parent and its own
 * name, so that a rename of one gives the right paths to all below it. Two trees: the project's,
 * and that of the repository's own files. Pure but for inotify_rm_watch(2). Thread: one. */
#ifndef PIRUN_WATCH_WATCH_DIRS_H
#define PIRUN_WATCH_WATCH_DIRS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct watch_dir {
    int wd;
    bool is_git;
    struct watch_dir *parent; /* NULL: the top of a tree */
    size_t children;
    char *name; /* "" at the top */
};

struct watch_dirs {
    int inotify;             /* borrowed */
    struct watch_dir **dirs; /* in the order of their wd: a new one has the highest */
    size_t count, room;
};

void watch_dirs_release(struct watch_dirs *dirs);
/* PARENT NULL: a top. */
struct watch_dir *watch_dirs_add(struct watch_dirs *dirs, int wd, bool is_git,
                                 struct watch_dir *parent, const char *name);
struct watch_dir *watch_dirs_find(const struct watch_dirs *dirs, int wd); /* NULL: none */
struct watch_dir *watch_dirs_child(const struct watch_dirs *dirs, const struct watch_dir *parent,
                                   const char *name);
/* True when DIR is ABOVE or lies below it. */
bool watch_dirs_is_below(const struct watch_dir *dir, const struct watch_dir *above);
/* DIR is NAME in PARENT now, which does not lie below it. */
void watch_dirs_move(struct watch_dir *dir, struct watch_dir *parent, const char *name);
/* Do not look after DIR and what is below it any more. */
void watch_dirs_forget(struct watch_dirs *dirs, struct watch_dir *dir);
/* The path of NAME in DIR, from the top of its tree; NAME NULL: of DIR itself. Owns: the caller
 * frees. */
char *watch_dirs_path(const struct watch_dir *dir, const char *name);

#endif
