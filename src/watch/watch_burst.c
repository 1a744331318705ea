#include "watch/watch_burst.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "files/files_path.h"

#define NOT_THERE ((size_t)-1)

void watch_burst_release(struct watch_burst *burst)
{
    watch_news_release(&burst->news);
    *burst = (struct watch_burst){0};
}

void watch_burst_begin(struct watch_burst *burst, int64_t now_ms)
{
    if (burst->has_any)
        return;
    burst->has_any = true;
    burst->first_ms = now_ms;
}

static const char *place_of(const struct watch_change *change)
{
    return change->to ? change->to : change->path;
}

static size_t find(const struct watch_burst *burst, const char *path)
{
    for (size_t i = 0; i < burst->news.count; i++) {
        if (strcmp(place_of(&burst->news.changes[i]), path) == 0)
            return i;
    }
    return NOT_THERE;
}

static void drop(struct watch_burst *burst, size_t at)
{
    struct watch_news *news = &burst->news;
    free(news->changes[at].path);
    free(news->changes[at].to);
    news->count--;
    memmove(&news->changes[at], &news->changes[at + 1],
            (news->count - at) * sizeof(*news->changes));
}

/* Make DIR the deepest directory that holds itself and what lies in the directory OTHER. */
static void widen(char *dir, const char *other)
{
    while (*dir && !files_path_is_below(other, dir)) {
        char *slash = strrchr(dir, '/');
        *(slash ? slash : dir) = '\0';
    }
}

static void widen_to_parent(char *dir, const char *path)
{
    const char *slash = strrchr(path, '/');
    auto_free char *parent = xstrndup(path, slash ? (size_t)(slash - path) : 0);
    widen(dir, parent);
}

/* From the single changes to one directory that holds all of them, and DIR. */
static void give_up(struct watch_burst *burst, const char *dir)
{
    struct watch_news *news = &burst->news;
    if (news->rescan) {
        widen(news->rescan, dir);
        return;
    }
    news->rescan = xstrdup(dir);
    for (size_t i = 0; i < news->count; i++) {
        widen_to_parent(news->rescan, news->changes[i].path);
        widen_to_parent(news->rescan, place_of(&news->changes[i]));
    }
    while (news->count > 0)
        drop(burst, news->count - 1);
}

static void give_up_parent(struct watch_burst *burst, const char *path)
{
    const char *slash = strrchr(path, '/');
    auto_free char *parent = xstrndup(path, slash ? (size_t)(slash - path) : 0);
    give_up(burst, parent);
}

/* Owns: takes TO. */
static void append(struct watch_burst *burst, enum watch_kind kind, const char *path, char *to,
                   bool is_dir)
{
    struct watch_news *news = &burst->news;
    if (news->rescan || news->count == WATCH_BURST_MAX) {
        burst->is_many = true;
        auto_free char *place = to;
        give_up_parent(burst, path);
        if (place)
            give_up_parent(burst, place);
        return;
    }
    if (news->count == burst->room) {
        burst->room = burst->room ? burst->room * 2 : 16;
        news->changes = xrealloc(news->changes, burst->room * sizeof(*news->changes));
    }
    news->changes[news->count++] = (struct watch_change){
        .kind = kind, .type = is_dir ? FILES_DIR : FILES_FILE, .path = xstrdup(path), .to = to};
}

/* What was moved, change AT, is gone from its new name: its old name is gone as well, or is
 * another's by now. */
static void moved_is_removed(struct watch_burst *burst, size_t at)
{
    struct watch_change *change = &burst->news.changes[at];
    size_t other = find(burst, change->path);
    if (other == NOT_THERE) {
        free(take(change->to));
        change->kind = WATCH_REMOVED;
        return;
    }
    if (burst->news.changes[other].kind == WATCH_CREATED)
        burst->news.changes[other].kind = WATCH_CHANGED;
    drop(burst, at);
}

/* What became of a path with an earlier change; true: both are told by it. */
static bool merge(struct watch_burst *burst, size_t at, enum watch_kind kind, bool is_dir)
{
    struct watch_change *change = &burst->news.changes[at];
    bool was_dir = change->type == FILES_DIR;
    change->type = is_dir ? FILES_DIR : FILES_FILE;
    switch (change->kind) {
    case WATCH_CREATED:
        if (kind == WATCH_REMOVED)
            drop(burst, at);
        return true;
    case WATCH_CHANGED:
        if (kind == WATCH_REMOVED)
            change->kind = kind;
        return true;
    case WATCH_REMOVED:
        if (kind != WATCH_REMOVED && (is_dir || was_dir)) {
            auto_free char *dir = xstrdup(change->path);
            give_up_parent(burst, dir);
        } else if (kind != WATCH_REMOVED) {
            change->kind = WATCH_CHANGED;
        }
        return true;
    case WATCH_MOVED:
        break;
    }
    if (kind == WATCH_REMOVED)
        moved_is_removed(burst, at);
    return kind != WATCH_REMOVED;
}

static void add(struct watch_burst *burst, enum watch_kind kind, const char *path, bool is_dir)
{
    size_t at = find(burst, path);
    if (at == NOT_THERE || !merge(burst, at, kind, is_dir))
        append(burst, kind, path, NULL, is_dir);
}

void watch_burst_add(struct watch_burst *burst, enum watch_kind kind, const char *path, bool is_dir,
                     int64_t now_ms)
{
    watch_burst_begin(burst, now_ms);
    add(burst, kind, path, is_dir);
}

/* What was moved, change AT, moves on TO. One move from the first name to the last would be wrong
 * where other names have moved in between; this is right in any order. */
static void move_on(struct watch_burst *burst, size_t at, const char *to, bool is_dir)
{
    auto_free char *first = xstrdup(burst->news.changes[at].path);
    auto_free char *between = xstrdup(burst->news.changes[at].to);
    if (is_dir) {
        give_up_parent(burst, first);
        give_up_parent(burst, between);
        give_up_parent(burst, to);
        return;
    }
    moved_is_removed(burst, at);
    add(burst, WATCH_REMOVED, between, false);
    add(burst, WATCH_CHANGED, to, false);
}

/* What is known of names below a directory that moved. */
static void carry_along(struct watch_burst *burst, const char *from, const char *to)
{
    for (size_t i = 0; i < burst->news.count; i++) {
        struct watch_change *change = &burst->news.changes[i];
        char **place = change->to ? &change->to : &change->path;
        if (strcmp(*place, from) == 0 || !files_path_is_below(*place, from))
            continue;
        char *moved = xasprintf("%s%s", to, *place + strlen(from));
        free(*place);
        *place = moved;
    }
}

/* Something was renamed onto PATH: what was told of it before is no more. */
static void replace(struct watch_burst *burst, const char *path)
{
    size_t at = find(burst, path);
    if (at == NOT_THERE)
        return;
    if (burst->news.changes[at].kind == WATCH_MOVED)
        moved_is_removed(burst, at);
    else
        drop(burst, at);
}

void watch_burst_move(struct watch_burst *burst, const char *from, const char *to, bool is_dir,
                      int64_t now_ms)
{
    watch_burst_begin(burst, now_ms);
    if (burst->news.rescan) {
        give_up_parent(burst, from);
        give_up_parent(burst, to);
        return;
    }
    replace(burst, to);
    size_t at = find(burst, from);
    struct watch_change *change = at == NOT_THERE ? NULL : &burst->news.changes[at];
    if (change && change->kind == WATCH_MOVED) {
        move_on(burst, at, to, is_dir);
    } else if (change && change->kind == WATCH_CREATED) {
        drop(burst, at);
        append(burst, is_dir ? WATCH_CREATED : WATCH_CHANGED, to, NULL, is_dir);
    } else {
        if (change)
            drop(burst, at);
        append(burst, WATCH_MOVED, from, xstrdup(to), is_dir);
    }
    if (is_dir)
        carry_along(burst, from, to);
}

void watch_burst_rescan(struct watch_burst *burst, const char *dir, int64_t now_ms)
{
    watch_burst_begin(burst, now_ms);
    give_up(burst, dir);
}

void watch_burst_git(struct watch_burst *burst, int64_t now_ms)
{
    watch_burst_begin(burst, now_ms);
    burst->news.is_git = true;
}

void watch_burst_notice(struct watch_burst *burst, const char *sentence, int64_t now_ms)
{
    watch_burst_begin(burst, now_ms);
    free(burst->news.notice);
    burst->news.notice = xstrdup(sentence);
}

int64_t watch_burst_due_ms(const struct watch_burst *burst)
{
    if (!burst->has_any)
        return INT64_MAX;
    return burst->first_ms + (burst->was_busy ? WATCH_BUSY_MS : WATCH_BURST_MS);
}

bool watch_burst_take(struct watch_burst *burst, struct watch_news *news)
{
    *news = burst->news;
    *burst = (struct watch_burst){.was_busy = burst->is_many || news->count > WATCH_MANY};
    if (news->count > 0 || news->rescan || news->notice || news->is_git)
        return true;
    watch_news_release(news);
    return false;
}
