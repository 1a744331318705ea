#include "watch/watch_dirs.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>

#include "base/scope.h"

static void dir_free(struct watch_dir *dir)
{
    free(dir->name);
    free(dir);
}

void watch_dirs_release(struct watch_dirs *dirs)
{
    for (size_t i = 0; i < dirs->count; i++)
        dir_free(dirs->dirs[i]);
    free(dirs->dirs);
    *dirs = (struct watch_dirs){.inotify = -1};
}

/* The place of the first one whose wd is not lower. */
static size_t place_of(const struct watch_dirs *dirs, int wd)
{
    size_t low = 0;
    size_t high = dirs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (dirs->dirs[middle]->wd < wd)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct watch_dir *watch_dirs_add(struct watch_dirs *dirs, int wd, bool is_git,
                                 struct watch_dir *parent, const char *name)
{
    size_t at = place_of(dirs, wd);
    if (dirs->count == dirs->room) {
        dirs->room = dirs->room ? dirs->room * 2 : 64;
        dirs->dirs = xrealloc(dirs->dirs, dirs->room * sizeof(struct watch_dir *));
    }
    memmove(&dirs->dirs[at + 1], &dirs->dirs[at], (dirs->count - at) * sizeof(struct watch_dir *));
    struct watch_dir *dir = xcalloc(1, sizeof(*dir));
    *dir = (struct watch_dir){.wd = wd, .is_git = is_git, .parent = parent, .name = xstrdup(name)};
    if (parent)
        parent->children++;
    dirs->dirs[at] = dir;
    dirs->count++;
    return dir;
}

struct watch_dir *watch_dirs_find(const struct watch_dirs *dirs, int wd)
{
    size_t at = place_of(dirs, wd);
    return at < dirs->count && dirs->dirs[at]->wd == wd ? dirs->dirs[at] : NULL;
}

struct watch_dir *watch_dirs_child(const struct watch_dirs *dirs, const struct watch_dir *parent,
                                   const char *name)
{
    for (size_t i = 0; parent->children > 0 && i < dirs->count; i++) {
        struct watch_dir *dir = dirs->dirs[i];
        if (dir->parent == parent && strcmp(dir->name, name) == 0)
            return dir;
    }
    return NULL;
}

bool watch_dirs_is_below(const struct watch_dir *dir, const struct watch_dir *above)
{
    while (dir && dir != above)
        dir = dir->parent;
    return dir != NULL;
}

void watch_dirs_move(struct watch_dir *dir, struct watch_dir *parent, const char *name)
{
    char *copy = xstrdup(name); /* perhaps its own */
    if (dir->parent)
        dir->parent->children--;
    dir->parent = parent;
    parent->children++;
    free(dir->name);
    dir->name = copy;
}

static void remove_at(struct watch_dirs *dirs, size_t at)
{
    struct watch_dir *dir = dirs->dirs[at];
    (void)inotify_rm_watch(dirs->inotify, dir->wd); /* perhaps the kernel has done it */
    dirs->count--;
    memmove(&dirs->dirs[at], &dirs->dirs[at + 1], (dirs->count - at) * sizeof(struct watch_dir *));
    if (dir->parent)
        dir->parent->children--;
    dir_free(dir);
}

/* Leaves first: as long as there is one below DIR, there is one without children. */
void watch_dirs_forget(struct watch_dirs *dirs, struct watch_dir *dir)
{
    while (dir->children > 0) {
        for (size_t i = dirs->count; i-- > 0;) {
            struct watch_dir *leaf = dirs->dirs[i];
            if (leaf != dir && leaf->children == 0 && watch_dirs_is_below(leaf, dir))
                remove_at(dirs, i);
        }
    }
    remove_at(dirs, place_of(dirs, dir->wd));
}

static void add_parents(const struct watch_dir *dir, struct buf *path)
{
    if (!dir->parent)
        return;
    add_parents(dir->parent, path);
    buf_add(path, path->size > 0 ? "/" : "");
    buf_add(path, dir->name);
}

char *watch_dirs_path(const struct watch_dir *dir, const char *name)
{
    auto_buf struct buf path;
    buf_init(&path, SIZE_MAX / 2);
    add_parents(dir, &path);
    if (name)
        buf_addf(&path, "%s%s", path.size > 0 ? "/" : "", name);
    return xstrdup(buf_text(&path));
}
