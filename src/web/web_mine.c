#include "web/web_mine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "files/files_path.h"

static void forget(struct web_mine_change *own)
{
    free(own->path);
    free(own->to);
    *own = (struct web_mine_change){0};
}

void web_mine_release(struct web_mine *mine)
{
    for (size_t i = 0; i < WEB_MINE_MAX; i++)
        forget(&mine->changes[i]);
}

/* Numbers go round the ring. */
static struct web_mine_change *find(struct web_mine *mine, unsigned number)
{
    struct web_mine_change *own = &mine->changes[number % WEB_MINE_MAX];
    return number && own->number == number ? own : NULL;
}

unsigned web_mine_begin(struct web_mine *mine, const char *path, const char *to)
{
    mine->numbers += mine->numbers + 1 == 0 ? 2 : 1; /* 0 is none */
    struct web_mine_change *own = &mine->changes[mine->numbers % WEB_MINE_MAX];
    forget(own);
    own->number = mine->numbers;
    own->path = xstrdup(path);
    own->to = xstrdup(to);
    return own->number;
}

static const char *place_of(const struct web_mine_change *own)
{
    return own->to ? own->to : own->path;
}

/* What is moved keeps its tag, where we know it. */
static void inherit_etag(const struct web_mine *mine, struct web_mine_change *own)
{
    unsigned latest = 0;
    for (size_t i = 0; i < WEB_MINE_MAX; i++) {
        const struct web_mine_change *other = &mine->changes[i];
        if (!other->is_over || other->kind == WATCH_REMOVED || other->number <= latest ||
            strcmp(place_of(other), own->path) != 0)
            continue;
        latest = other->number;
        memcpy(own->etag, other->etag, sizeof(own->etag));
    }
}

void web_mine_end(struct web_mine *mine, unsigned number, enum watch_kind kind, const char *etag,
                  int64_t now_ms)
{
    struct web_mine_change *own = find(mine, number);
    if (!own)
        return;
    own->is_over = true;
    own->until_ms = now_ms + WEB_MINE_MS;
    own->kind = kind;
    (void)snprintf(own->etag, sizeof(own->etag), "%s", etag); /* a tag */
    if (kind == WATCH_MOVED)
        inherit_etag(mine, own);
}

bool web_mine_fail(struct web_mine *mine, unsigned number, struct watch_change *seen)
{
    struct web_mine_change *own = find(mine, number);
    bool was_seen = own && own->was_seen;
    if (was_seen) {
        *seen = (struct watch_change){.kind = own->seen_kind == WATCH_MOVED ? WATCH_CHANGED
                                                                            : own->seen_kind,
                                      .type = own->seen_type,
                                      .path = xstrdup(place_of(own))};
        memcpy(seen->etag, own->seen_etag, sizeof(seen->etag));
    }
    if (own)
        forget(own);
    return was_seen;
}

static bool is_about(const struct web_mine_change *own, const struct watch_change *change)
{
    const char *place = change->to ? change->to : change->path;
    if (strcmp(change->path, own->path) == 0 || strcmp(place, place_of(own)) == 0)
        return true;
    return own->is_over && own->kind == WATCH_REMOVED && change->kind == WATCH_REMOVED &&
           files_path_is_below(place, own->path);
}

static void note_seen(struct web_mine_change *own, const struct watch_change *change)
{
    own->was_seen = true;
    own->seen_kind = change->kind;
    own->seen_type = change->type;
    memcpy(own->seen_etag, change->etag, sizeof(own->seen_etag));
}

/* What OWN left behind is what CHANGE found. */
static bool is_result(const struct web_mine_change *own, const struct watch_change *change)
{
    if (change->kind == WATCH_REMOVED)
        return own->kind == WATCH_REMOVED ||
               (own->kind == WATCH_MOVED && strcmp(change->path, own->path) == 0);
    if (own->kind == WATCH_REMOVED)
        return false;
    return !*own->etag || !*change->etag || strcmp(own->etag, change->etag) == 0;
}

/* Without a tag to compare, a second one like it is another's. */
static void use_up(struct web_mine_change *own, const struct watch_change *change)
{
    bool is_exact = strcmp(change->path, own->path) == 0 || own->to;
    if (is_exact && (own->kind == WATCH_REMOVED || !*own->etag || !*change->etag))
        forget(own);
}

bool web_mine_has(struct web_mine *mine, const struct watch_change *change, int64_t now_ms)
{
    for (size_t i = 0; i < WEB_MINE_MAX; i++) {
        struct web_mine_change *own = &mine->changes[i];
        if (own->is_over && own->until_ms < now_ms)
            forget(own);
        if (!own->number || !is_about(own, change))
            continue;
        if (!own->is_over) {
            note_seen(own, change);
            return true;
        }
        if (is_result(own, change)) {
            use_up(own, change);
            return true;
        }
    }
    return false;
}
