#include "watch/watch_news.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/rel.h"
#include "base/scope.h"

#define HASHED_MAX 1048576 /* bytes of a file: what a person edits has less */
#define BUDGET_MAX 8388608 /* bytes of all files of one telling: some 40 ms on a small machine */

static const char *const kind_names[] = {"created", "changed", "removed", "moved"};

const char *watch_kind_name(enum watch_kind kind)
{
    return kind_names[kind];
}

void watch_news_release(struct watch_news *news)
{
    for (size_t i = 0; i < news->count; i++) {
        free(news->changes[i].path);
        free(news->changes[i].to);
    }
    free(news->changes);
    free(news->rescan);
    free(news->notice);
    *news = (struct watch_news){0};
}

static enum files_type type_of(mode_t mode)
{
    if (S_ISREG(mode))
        return FILES_FILE;
    if (S_ISDIR(mode))
        return FILES_DIR;
    return S_ISLNK(mode) ? FILES_LINK : FILES_OTHER;
}

/* Without a tag when it grows meanwhile: then there is a further event. */
static void hash(struct watch_change *change, int root, const struct rel *rel, size_t size)
{
    struct err err;
    auto_fd int fd = rel_open(root, rel, O_RDONLY | O_NONBLOCK | O_NOCTTY, &err);
    auto_free char *data = xmalloc(size + 1);
    size_t have = 0;
    ssize_t got = 1;
    while (fd >= 0 && have <= size && (got = read(fd, data + have, size + 1 - have)) > 0)
        have += (size_t)got;
    if (fd >= 0 && got == 0 && have == size)
        files_etag_of_bytes(data, size, change->etag);
}

/* False: there is no such name. So it is with a file that was made without one (O_TMPFILE): the
 * kernel tells of it under an invented name. */
static bool look(struct watch_change *change, int root, int64_t *budget)
{
    struct err err;
    struct rel rel;
    struct stat st;
    const char *path = change->to ? change->to : change->path;
    if (change->kind == WATCH_REMOVED || rel_parse(path, strlen(path), &rel, &err) < 0)
        return true;
    auto_fd int fd = rel_open(root, &rel, O_PATH | O_NOFOLLOW, &err);
    if (fd < 0)
        return err.code != ERR_NOT_FOUND || change->kind == WATCH_MOVED;
    if (fstat(fd, &st) < 0)
        return true;
    change->type = type_of(st.st_mode);
    if (change->type != FILES_FILE || st.st_size > HASHED_MAX || st.st_size > *budget)
        return true;
    *budget -= st.st_size;
    hash(change, root, &rel, (size_t)st.st_size);
    return true;
}

bool watch_news_look(struct watch_news *news, int root)
{
    int64_t budget = BUDGET_MAX;
    size_t kept = 0;
    for (size_t i = 0; i < news->count; i++) {
        struct watch_change *change = &news->changes[i];
        if (look(change, root, &budget)) {
            news->changes[kept++] = *change;
        } else {
            free(change->path);
            free(change->to);
        }
    }
    news->count = kept;
    return kept > 0 || news->rescan || news->notice || news->is_git;
}
