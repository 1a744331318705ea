/* Two things that walk a path part by part, each opened relative to the one before without
 * following a link. What was opened stays what it is when somebody swaps names meanwhile.
 *
 * files_walk_open is the kernel's openat2 by hand.
 *
 * files_walk_resolve follows links on paper: it reads each and writes the path anew, with ".."
 * taken away by its text, which is right because what stands before it holds no link. The new text
 * is then judged by the same rules as one from outside, and opened by somebody who follows no link:
 * so a link that is swapped in between leads nowhere, and var/ cannot be reached through one. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/scope.h"
#include "files/files_own.h"

#define LINKS_MAX 40 /* Source: path_resolution(7), MAXSYMLINKS */

/* A bind mount may show var/ elsewhere. */
static bool is_var(const struct files *files, const struct stat *st)
{
    struct stat var;
    return fstatat(files->root, FILES_VAR, &var, AT_SYMLINK_NOFOLLOW) == 0 &&
           var.st_dev == st->st_dev && var.st_ino == st->st_ino;
}

/* Copy the first part of *PATH to PART and go behind it. False at the end. */
static bool next_part(const char **path, char part[NAME_MAX + 1])
{
    size_t size = strcspn(*path, "/");
    if (size == 0 || size > NAME_MAX)
        return false;
    memcpy(part, *path, size);
    part[size] = '\0';
    *path += size;
    *path += **path == '/';
    return true;
}

static int fail_with(int number)
{
    errno = number;
    return -1;
}

/* Owns: returns an O_PATH descriptor of the directory PART below DIR. Errors: errno. */
static int step(const struct files *files, int dir, const char *part)
{
    auto_fd int next = openat(dir, part, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    struct stat st;
    if (next < 0 || fstat(next, &st) < 0)
        return -1;
    if (S_ISLNK(st.st_mode))
        return fail_with(ELOOP);
    if (!S_ISDIR(st.st_mode))
        return fail_with(ENOTDIR);
    return is_var(files, &st) ? fail_with(EACCES) : take_fd(&next);
}

static int last_step(const struct files *files, int dir, const char *part, int flags)
{
    auto_fd int fd = openat(dir, part, flags | O_NOFOLLOW | O_CLOEXEC);
    struct stat st;
    if (fd < 0 && errno == ENOTDIR) /* O_DIRECTORY: what is it then */
        return fail_with(fstatat(dir, part, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode)
                             ? ELOOP
                             : ENOTDIR);
    if (fd < 0 || fstat(fd, &st) < 0)
        return -1;
    if (S_ISLNK(st.st_mode)) /* O_PATH opens the link itself */
        return fail_with(ELOOP);
    return S_ISDIR(st.st_mode) && is_var(files, &st) ? fail_with(EACCES) : take_fd(&fd);
}

int files_walk_open(const struct files *files, const char *path, int flags)
{
    auto_fd int dir = openat(files->root, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    char part[NAME_MAX + 1];
    while (dir >= 0) {
        if (!next_part(&path, part))
            return fail_with(ENAMETOOLONG);
        if (*path == '\0')
            return last_step(files, dir, part, flags);
        int next = step(files, dir, part);
        (void)close(dir); /* only looked at */
        dir = next;
    }
    return -1;
}

/* Append the parts of TEXT to PATH, ".." taking the last one away. False when it leads above the
 * project or is too long. */
static bool append_parts(struct rel *path, const char *text)
{
    size_t size = strlen(path->text);
    while (*text) {
        size_t part = strcspn(text, "/");
        bool is_up = part == 2 && memcmp(text, "..", 2) == 0;
        if (is_up) {
            if (size == 0)
                return false;
            while (size > 0 && path->text[--size] != '/')
                ;
        } else if (part > 0 && !(part == 1 && *text == '.')) {
            if (size + 1 + part > REL_MAX)
                return false;
            if (size > 0)
                path->text[size++] = '/';
            memcpy(path->text + size, text, part);
            size += part;
        }
        path->text[size] = '\0';
        text += part;
        text += *text == '/';
    }
    return true;
}

/* The link FD stands in PATH between its first DONE bytes and REST. */
static int rewrite(int fd, struct rel *path, size_t done, const char *rest, struct err *err)
{
    char target[REL_MAX + 1];
    ssize_t size = readlinkat(fd, "", target, REL_MAX);
    if (size <= 0 || size == REL_MAX || target[0] == '/')
        return err_set(err, ERR_FORBIDDEN, "'%.100s' leads out of the project by a link",
                       path->text);
    target[size] = '\0';
    struct rel next;
    memcpy(next.text, path->text, done);
    next.text[done] = '\0';
    if (!append_parts(&next, target) || !append_parts(&next, rest))
        return err_set(err, ERR_FORBIDDEN, "'%.100s' leads out of the project by a link",
                       path->text);
    *path = next;
    return 0;
}

/* Find the first link on the way of PATH and rewrite PATH by it. Answers 1 when there was one, 0
 * when there is none, -1 on failure. */
static int rewrite_first(const struct files *files, struct rel *path, bool is_last_too,
                         struct err *err)
{
    auto_fd int dir = openat(files->root, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    const char *rest = path->text;
    char part[NAME_MAX + 1];
    while (dir >= 0) {
        size_t done = (size_t)(rest - path->text);
        if (!next_part(&rest, part) || (*rest == '\0' && !is_last_too))
            return 0;
        int next = openat(dir, part, O_PATH | O_NOFOLLOW | O_CLOEXEC);
        (void)close(dir); /* only looked at */
        dir = next;
        struct stat st;
        if (dir >= 0 && fstat(dir, &st) == 0 && S_ISLNK(st.st_mode))
            return rewrite(dir, path, done > 0 ? done - 1 : 0, rest, err) < 0 ? -1 : 1;
    }
    return 0; /* what is not there is told by whoever opens it */
}

int files_walk_resolve(const struct files *files, const struct rel *rel, enum files_want want,
                       bool is_last_too, struct rel *out, struct err *err)
{
    *out = *rel;
    for (int links = 0; links <= LINKS_MAX; links++) {
        int found = rewrite_first(files, out, is_last_too, err);
        if (found <= 0)
            return found;
        if (files_path_judge(out->text, want, err) < 0)
            return err_prefix(err, "behind the link '%.80s'", rel->text);
    }
    return err_set(err, ERR_FORBIDDEN, "'%.100s' has too many links", rel->text);
}
