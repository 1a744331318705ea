#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/fsuid.h>
#include <unistd.h>

#include "base/scope.h"
#include "files/files_own.h"

#define DIR_MODE  0755
#define FILE_MODE 0600 /* until it is whole: files_dress gives the real one */

/* A server that is root makes files of other people's projects as those people: what it makes
 * belongs to them at once, and it makes nothing where they could not. For this thread alone.
 * Source: setfsuid(2), setfsgid(2). */
struct identity {
    int uid, gid;
};

static struct identity become_owner(const struct files *files)
{
    struct identity old = {-1, -1};
    if (files->gives_away) {
        old.gid = setfsgid(files->gid);
        old.uid = setfsuid(files->uid);
    }
    return old;
}

static void become_self(const struct files *files, struct identity old)
{
    if (!files->gives_away)
        return;
    int number = errno;
    (void)setfsuid((uid_t)old.uid); /* back to what we are never fails */
    (void)setfsgid((gid_t)old.gid);
    errno = number;
}

int files_place_mkdir(const struct files *files, int dir, const char *name)
{
    struct identity old = become_owner(files);
    int result = mkdirat(dir, name, DIR_MODE);
    become_self(files, old);
    return result;
}

int files_place_create(const struct files *files, int dir, const char *name)
{
    struct identity old = become_owner(files);
    int fd = openat(dir, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
    become_self(files, old);
    return fd;
}

int files_place_draft(const struct files *files, int dir)
{
    if (!files->has_proc)
        return -1;
    struct identity old = become_owner(files);
    int fd = openat(dir, ".", O_RDWR | O_TMPFILE | O_CLOEXEC, FILE_MODE);
    become_self(files, old);
    return fd;
}

/* Source: open(2), O_TMPFILE: the way that needs no capability. */
int files_place_name(int fd, int dir, const char *name)
{
    char path[sizeof("/proc/self/fd/2147483647")];
    (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd); /* fits */
    return linkat(AT_FDCWD, path, dir, name, AT_SYMLINK_FOLLOW);
}

void files_place_release(struct files_place *place)
{
    scope_close(&place->dir);
    place->dir = -1;
}

/* Open the directory PATH, whose parent is there; make it if need be. PATH is changed and restored.
 * Errors: -1 and errno. */
static int make_one(struct files *files, char *path)
{
    int dir = files_open_strict(files, path, O_PATH | O_DIRECTORY);
    if (dir >= 0 || errno != ENOENT)
        return dir;
    char *slash = strrchr(path, '/');
    if (slash)
        *slash = '\0';
    auto_fd int parent = files_open_strict(files, slash ? path : "", O_PATH | O_DIRECTORY);
    if (slash)
        *slash = '/';
    if (parent < 0)
        return -1;
    if (files_place_mkdir(files, parent, slash ? slash + 1 : path) < 0 && errno != EEXIST)
        return -1;
    if (files_sync_dir(parent) < 0)
        return -1;
    return files_open_strict(files, path, O_PATH | O_DIRECTORY);
}

/* The same with all that is missing above it. */
static int make_parents(struct files *files, char *path)
{
    int dir = -1;
    for (char *end = strchrnul(path, '/');; end = strchrnul(end + 1, '/')) {
        char rest = *end;
        *end = '\0';
        scope_close(&dir);
        dir = make_one(files, path);
        *end = rest;
        if (dir < 0 || rest == '\0')
            return dir;
    }
}

int files_place_open(struct files *files, const struct rel *rel, enum files_want want, unsigned how,
                     struct files_place *place, struct err *err)
{
    place->dir = -1;
    place->rel = *rel;
    if (files->options.is_following &&
        files_walk_resolve(files, rel, want, how & FILES_PLACE_FOLLOW, &place->rel, err) < 0)
        return -1;
    char parent[REL_MAX + 1];
    memcpy(parent, place->rel.text, sizeof(parent));
    char *slash = strrchr(parent, '/');
    const char *name = slash ? slash + 1 : place->rel.text;
    if (strlen(name) > NAME_MAX || *name == '\0')
        return err_set(err, ERR_INVALID, "'%.100s' does not end in a name", rel->text);
    memcpy(place->name, name, strlen(name) + 1);
    if (slash)
        *slash = '\0';
    const char *dir = slash ? parent : "";
    place->dir = files_open_strict(files, dir, O_PATH | O_DIRECTORY);
    if (place->dir < 0 && errno == ENOENT && how & FILES_PLACE_MAKE)
        place->dir = make_parents(files, parent);
    if (place->dir < 0 && errno == ENOTDIR && how & FILES_PLACE_MAKE)
        return err_set(err, ERR_CONFLICT, "'%.100s' is no directory", dir);
    return place->dir < 0 ? files_errno(err, "open the directory", dir) : 0;
}

int files_place_for(struct files *files, const struct rel *rel, enum files_want want,
                    struct files_condition *condition, struct files_place *place, struct err *err)
{
    bool must_be_there = condition && condition->if_match;
    unsigned how = FILES_PLACE_FOLLOW | (must_be_there ? 0U : (unsigned)FILES_PLACE_MAKE);
    struct err why = {.code = ERR_NONE};
    if (files_place_open(files, rel, want, how, place, &why) == 0)
        return 0;
    if (must_be_there && why.code == ERR_NOT_FOUND) {
        condition->is_broken = true;
        why.code = ERR_CONFLICT;
    }
    *err = why;
    return -1;
}
