#include "spool/spool_patience.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"

struct waiting {
    struct list node;
    ino_t inode;
    off_t size;
    struct timespec changed; /* st_mtim */
    int64_t since_ms;        /* when a look first saw it so */
    int64_t limit_ms;
    uint32_t pass;
};

void spool_patience_init(struct spool_patience *patience)
{
    for (size_t i = 0; i < SPOOL_PATIENCE_BUCKETS; i++)
        list_init(&patience->buckets[i]);
    patience->count = 0;
    patience->pass = 0;
    patience->skew_ms = 0;
}

static void forget(struct spool_patience *patience, struct waiting *waiting)
{
    list_remove(&waiting->node);
    free(waiting);
    patience->count--;
}

void spool_patience_release(struct spool_patience *patience)
{
    for (size_t i = 0; i < SPOOL_PATIENCE_BUCKETS; i++) {
        list_for_each (node, &patience->buckets[i])
            forget(patience, list_entry(node, struct waiting, node));
    }
}

static struct list *bucket_of(struct spool_patience *patience, const struct stat *st)
{
    return &patience->buckets[(size_t)st->st_ino % SPOOL_PATIENCE_BUCKETS];
}

static struct waiting *find(struct spool_patience *patience, const struct stat *st)
{
    if (patience->count == 0)
        return NULL;
    struct list *bucket = bucket_of(patience, st);
    list_for_each (node, bucket) {
        struct waiting *waiting = list_entry(node, struct waiting, node);
        if (waiting->inode == st->st_ino)
            return waiting;
    }
    return NULL;
}

static bool is_same(const struct waiting *waiting, const struct stat *st)
{
    return waiting->size == st->st_size && waiting->changed.tv_sec == st->st_mtim.tv_sec &&
           waiting->changed.tv_nsec == st->st_mtim.tv_nsec;
}

static void remember(struct waiting *waiting, const struct stat *st, int64_t now_ms)
{
    waiting->inode = st->st_ino;
    waiting->size = st->st_size;
    waiting->changed = st->st_mtim;
    waiting->since_ms = now_ms;
}

/* Closing is not seen here, only silence: one second after a change a writer may just be slow,
 * later the end of its time is early enough (the bell rings when it closes the file). */
static int64_t look_again_ms(const struct waiting *waiting, int64_t now_ms)
{
    int64_t quiet_ms = now_ms - waiting->since_ms;
    int64_t left_ms = waiting->limit_ms - quiet_ms;
    if (quiet_ms < SPOOL_PATIENCE_WRONG_MS && left_ms > SPOOL_PATIENCE_WRONG_MS)
        return SPOOL_PATIENCE_WRONG_MS;
    return left_ms > 0 ? left_ms : 1;
}

static int64_t now(const struct spool_patience *patience)
{
    return clock_boot_ms() + patience->skew_ms;
}

bool spool_patience_is_waiting(struct spool_patience *patience, const struct stat *st,
                               int64_t *again_ms)
{
    struct waiting *waiting = find(patience, st);
    int64_t now_ms = now(patience);
    if (!waiting || !is_same(waiting, st) || now_ms - waiting->since_ms >= waiting->limit_ms)
        return false;
    waiting->pass = patience->pass;
    *again_ms = look_again_ms(waiting, now_ms);
    return true;
}

bool spool_patience_ask(struct spool_patience *patience, const struct stat *st, int64_t limit_ms,
                        int64_t *again_ms)
{
    struct waiting *waiting = find(patience, st);
    int64_t now_ms = now(patience);
    if (!waiting) {
        waiting = xcalloc(1, sizeof(*waiting));
        remember(waiting, st, now_ms);
        list_append(bucket_of(patience, st), &waiting->node);
        patience->count++;
    } else if (!is_same(waiting, st)) {
        remember(waiting, st, now_ms);
    }
    waiting->pass = patience->pass;
    waiting->limit_ms = limit_ms;
    if (now_ms - waiting->since_ms >= limit_ms) {
        forget(patience, waiting);
        return false;
    }
    *again_ms = look_again_ms(waiting, now_ms);
    return true;
}

void spool_patience_end_pass(struct spool_patience *patience)
{
    for (size_t i = 0; i < SPOOL_PATIENCE_BUCKETS && patience->count > 0; i++) {
        list_for_each (node, &patience->buckets[i]) {
            struct waiting *waiting = list_entry(node, struct waiting, node);
            if (waiting->pass != patience->pass)
                forget(patience, waiting);
        }
    }
    patience->pass++;
}
