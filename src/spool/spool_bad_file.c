#include "spool/spool_bad_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_bad.h"
#include "spool/spool_dir.h"
#include "spool/spool_name.h"

#define WHY_SUFFIX ".why.json"
#define WHY_MAX    8192
#define US_PER_S   1000000
#define ORPHAN_US  (3600LL * US_PER_S)
#define TREE_DEPTH 64 /* deeper ones stay: no descriptor is left behind for them */

void spool_bad_file_why(const struct ident *id, char name[SPOOL_BAD_WHY_SIZE])
{
    ident_format(id, name);
    memcpy(name + IDENT_TEXT_SIZE - 1, WHY_SUFFIX, sizeof(WHY_SUFFIX));
}

static bool parse_why(const char *name, struct ident *id)
{
    return strlen(name) == SPOOL_BAD_WHY_SIZE - 2 &&
           strcmp(name + IDENT_TEXT_SIZE - 1, WHY_SUFFIX) == 0 &&
           ident_parse(name, IDENT_TEXT_SIZE - 1, id);
}

static int64_t changed_us(const struct stat *st)
{
    return (int64_t)st->st_mtim.tv_sec * US_PER_S + st->st_mtim.tv_nsec / 1000;
}

/* The reason was written when the letter came, and the letter keeps its writer's time. */
static int64_t arrived_us(const struct spool *spool, const struct ident *id, const char *name)
{
    char why[SPOOL_BAD_WHY_SIZE];
    struct stat st;
    spool_bad_file_why(id, why);
    if (fstatat(spool->dirs.bad, why, &st, AT_SYMLINK_NOFOLLOW) == 0 ||
        fstatat(spool->dirs.bad, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        return changed_us(&st);
    return 0;
}

static int newest_first(const void *a, const void *b)
{
    const struct spool_bad_file *left = a;
    const struct spool_bad_file *right = b;
    if (left->at_us != right->at_us)
        return left->at_us > right->at_us ? -1 : 1;
    return memcmp(&right->id, &left->id, sizeof(left->id));
}

int spool_bad_file_list(const struct spool *spool, struct spool_bad_file **out, size_t *count,
                        struct err *err)
{
    auto_dir DIR *dir = spool_dir_open(spool->dirs.bad, err);
    auto_free struct spool_bad_file *files = NULL;
    size_t have = 0;
    size_t room = 0;
    bool is_broken = false;
    if (!dir)
        return err_prefix(err, "'var/bad'");
    for (const struct dirent *entry; (entry = spool_dir_next(dir, &is_broken));) {
        struct ident id;
        if (!spool_name_ident(entry->d_name, &id))
            continue;
        if (have == room) {
            room = room ? room * 2 : 64;
            files = xrealloc(files, room * sizeof(*files));
        }
        files[have++] =
            (struct spool_bad_file){.id = id, .at_us = arrived_us(spool, &id, entry->d_name)};
    }
    if (is_broken)
        return err_errno(err, "cannot read 'var/bad'");
    if (have > 0)
        qsort(files, have, sizeof(*files), newest_first);
    *out = take(files);
    *count = have;
    return 0;
}

void spool_bad_file_sweep(const struct spool *spool, int64_t now_us)
{
    struct err err;
    bool is_broken = false;
    auto_dir DIR *dir = spool_dir_open(spool->dirs.bad, &err);
    if (!dir)
        return; /* tried again in an hour */
    for (const struct dirent *entry; (entry = spool_dir_next(dir, &is_broken));) {
        struct ident id;
        struct stat st;
        if (!parse_why(entry->d_name, &id))
            continue;
        if (!spool_bad_has(spool, &id) &&
            fstatat(spool->dirs.bad, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
            now_us - changed_us(&st) > ORPHAN_US)
            (void)unlinkat(spool->dirs.bad, entry->d_name, 0);
    }
}

int spool_bad_file_find(const struct spool *spool, const char *prefix, struct ident *out,
                        struct err *err)
{
    auto_free struct spool_bad_file *files = NULL;
    size_t count = 0;
    size_t hits = 0;
    if (spool_bad_file_list(spool, &files, &count, err) < 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        char text[IDENT_TEXT_SIZE];
        ident_format(&files[i].id, text);
        if (*prefix && strncmp(text, prefix, strlen(prefix)) == 0) {
            *out = files[i].id;
            hits++;
        }
    }
    if (hits == 0)
        return err_set(err, ERR_NOT_FOUND, "no dead letter '%.80s'", prefix);
    if (hits > 1)
        return err_set(err, ERR_CONFLICT,
                       "'%.80s' begins the ids of %zu dead letters: give more of it", prefix, hits);
    return 0;
}

struct json *spool_bad_file_reason(const struct spool *spool, const struct ident *id)
{
    char name[SPOOL_BAD_WHY_SIZE];
    char text[IDENT_TEXT_SIZE];
    struct err err;
    auto_buf struct buf bytes;
    buf_init(&bytes, WHY_MAX);
    spool_bad_file_why(id, name);
    struct json *why = NULL;
    if (fd_read_file(spool->dirs.bad, name, &bytes, &err) == 0)
        why = json_parse(buf_text(&bytes), bytes.size, &err);
    if (why && json_type(why) == JSON_OBJECT)
        return why;
    json_free(why);
    why = json_object();
    ident_format(id, text);
    json_set_string(why, "id", text);
    json_set_string(why, "code", "unknown");
    json_set_string(why, "text", "its reason was lost, probably in a power cut");
    json_set_string(why, "cure", "put it back with 'pirun bad retry' to learn the reason again");
    return why;
}

static int remove_tree(int dirfd, const char *name, int depth)
{
    if (unlinkat(dirfd, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno != EISDIR || depth == 0)
        return -1;
    struct err err;
    auto_fd int fd = fd_open_dir(dirfd, name, &err);
    auto_dir DIR *dir = fd < 0 ? NULL : spool_dir_open(fd, &err);
    bool is_broken = false;
    if (!dir)
        return -1;
    for (const struct dirent *entry; (entry = spool_dir_next(dir, &is_broken));) {
        if (remove_tree(fd, entry->d_name, depth - 1) < 0)
            return -1;
    }
    return unlinkat(dirfd, name, AT_REMOVEDIR);
}

int spool_bad_file_remove(const struct spool *spool, const struct ident *id, struct err *err)
{
    char letter[SPOOL_NAME_ID_SIZE];
    char why[SPOOL_BAD_WHY_SIZE];
    spool_name_of(id, letter);
    spool_bad_file_why(id, why);
    if (remove_tree(spool->dirs.bad, letter, TREE_DEPTH) < 0)
        return err_errno(err, "cannot remove 'var/bad/%s'", letter);
    if (unlinkat(spool->dirs.bad, why, 0) < 0 && errno != ENOENT)
        return err_errno(err, "cannot remove 'var/bad/%s'", why);
    return 0;
}
