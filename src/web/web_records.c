#include "web/web_records.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/scope.h"
#include "loop/guard.h"
#include "spool/spool_bad.h"

#define INDEX_NAME   "pirun.db"
#define FOUND_ENOUGH 2    /* to tell that a beginning is ambiguous */
#define PLACE_MAX    1000 /* of store_query */
#define NEWEST_MAX   64
#define ID_SIZE      (IDENT_TEXT_SIZE - 1)

struct web_records {
    const struct web_rooms *rooms;
    struct store_index *index; /* NULL: not opened yet */
    dev_t device;              /* of the file that is open as INDEX */
    ino_t inode;
    struct guard *guard; /* of what follows */
    struct {
        struct ident id;
        int64_t seq; /* 0: not accepted yet */
    } newest[NEWEST_MAX];
    size_t newest_count; /* the newest one stands last */
};

static size_t find_newest(const struct web_records *records, const struct ident *id)
{
    size_t at = 0;
    while (at < records->newest_count && !ident_equal(&records->newest[at].id, id))
        at++;
    return at;
}

static void forget(struct web_records *records, size_t at)
{
    records->newest_count--;
    memmove(&records->newest[at], &records->newest[at + 1],
            (records->newest_count - at) * sizeof(records->newest[0]));
}

void web_records_note(struct web_records *records, const struct ident *id, int64_t seq)
{
    guard_lock(records->guard);
    size_t at = find_newest(records, id);
    if (at == records->newest_count) {
        if (records->newest_count == NEWEST_MAX)
            forget(records, 0);
        at = records->newest_count++;
        records->newest[at].id = *id;
        records->newest[at].seq = 0;
    }
    if (seq)
        records->newest[at].seq = seq;
    guard_unlock(records->guard);
}

void web_records_drop(struct web_records *records, const struct ident *id)
{
    guard_lock(records->guard);
    size_t at = find_newest(records, id);
    if (at < records->newest_count)
        forget(records, at);
    guard_unlock(records->guard);
}

/* True when the *Nth is remembered. Else *N counts among those before *SEQ. */
static bool recall(struct web_records *records, int64_t *n, int64_t *seq, struct ident *out)
{
    guard_lock(records->guard);
    size_t count = records->newest_count;
    bool is_there = *n <= (int64_t)count;
    if (is_there)
        *out = records->newest[count - (size_t)*n].id;
    else
        *n -= (int64_t)count;
    for (size_t i = 0; i < count; i++) {
        if (records->newest[i].seq && (*seq == 0 || records->newest[i].seq < *seq))
            *seq = records->newest[i].seq;
    }
    guard_unlock(records->guard);
    return is_there;
}

const struct spool *web_records_spool(const struct web_records *records)
{
    return records->rooms->spool;
}

struct store web_records_store(const struct web_records *records)
{
    const struct spool *spool = records->rooms->spool;
    const struct spool_dirs *dirs = &spool->dirs;
    return (struct store){.queue = dirs->queue,
                          .active = dirs->active,
                          .runs = dirs->runs,
                          .logs = dirs->logs,
                          .spool = dirs->spool,
                          .is_synced = spool->durability != FD_DURABLE_NONE};
}

/* Who rebuilds the index puts a new file in its place: then ours is one of the past. */
struct store_index *web_records_index(struct web_records *records, struct err *err)
{
    struct stat now;
    const struct spool *spool = records->rooms->spool;
    if (fstatat(spool->dirs.var, INDEX_NAME, &now, AT_SYMLINK_NOFOLLOW) < 0) {
        (void)err_set(err, ERR_BUSY, "the index of the runs is being built");
        return NULL;
    }
    if (records->index && (now.st_dev != records->device || now.st_ino != records->inode))
        store_index_close(take(records->index));
    if (records->index)
        return records->index;
    auto_free char *path = xasprintf("%s/var/" INDEX_NAME, records->rooms->project_path);
    records->index = store_index_open(path, STORE_INDEX_READ, NULL, err);
    records->device = now.st_dev;
    records->inode = now.st_ino;
    if (!records->index)
        (void)err_set(err, ERR_BUSY, "the index of the runs cannot be read now: %.160s", err->text);
    return records->index;
}

struct found {
    struct ident ids[FOUND_ENOUGH];
    size_t count;
};

static void add_found(struct found *found, const struct ident *id)
{
    for (size_t i = 0; i < found->count; i++) {
        if (ident_equal(&found->ids[i], id))
            return;
    }
    if (found->count < FOUND_ENOUGH)
        found->ids[found->count++] = *id;
}

/* Names that begin with PREFIX: an id, alone or with ".json". */
static void find_names(int dirfd, const char *prefix, struct found *found)
{
    int copy = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    size_t size = strlen(prefix);
    const struct dirent *entry = NULL;
    while (dir && found->count < FOUND_ENOUGH &&
           (entry = readdir(dir))) { /* NOLINT(concurrency-mt-unsafe): a stream of our own */
        struct ident id;
        const char *name = entry->d_name;
        if (strncmp(name, prefix, size) == 0 && strlen(name) >= ID_SIZE &&
            ident_parse(name, ID_SIZE, &id))
            add_found(found, &id);
    }
}

static int find_prefix(struct web_records *records, const char *prefix, struct found *found,
                       struct err *err)
{
    struct ident ids[FOUND_ENOUGH];
    size_t count = 0;
    const struct spool_dirs *dirs = &records->rooms->spool->dirs;
    struct store_index *index = web_records_index(records, err);
    if (index && store_index_prefix(index, prefix, ids, FOUND_ENOUGH, &count, err) < 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        add_found(found, &ids[i]);
    find_names(dirs->spool, prefix, found);
    find_names(dirs->queue, prefix, found);
    find_names(dirs->active, prefix, found);
    if (found->count == 0) /* slow with a long history: only when nobody else knows */
        find_names(dirs->runs, prefix, found);
    return 0;
}

struct last_row {
    struct ident id;
    int64_t seq, count;
};

static bool note_row(void *ctx, const struct store_row *row)
{
    struct last_row *last = ctx;
    last->count++;
    return ident_parse(row->id, strlen(row->id), &last->id);
}

static int find_nth(struct web_records *records, const char *text, struct ident *out,
                    struct err *err)
{
    char *end = NULL;
    errno = 0;
    long long n = strtoll(text, &end, 10);
    if (errno || end == text || *end || n < 1 || n > PLACE_MAX || text[0] == '+')
        return err_set(err, ERR_INVALID,
                       "'@%.40s' is no place in the list: @1 is the newest run, up to @%d", text,
                       PLACE_MAX);
    int64_t place = n;
    struct last_row last = {.seq = 0};
    if (recall(records, &place, &last.seq, out))
        return 0;
    struct store_query query = {.before_seq = last.seq, .limit = (int)place};
    struct store_index *index = web_records_index(records, err);
    if (!index || store_index_query(index, &query, note_row, &last, err) < 0)
        return -1;
    if (last.count < place)
        return err_set(err, ERR_NOT_FOUND, "no run '@%lld': the history is shorter", n);
    *out = last.id;
    return 0;
}

/* Lower case, as ids are written. */
static bool clean_prefix(const char *text, char out[IDENT_TEXT_SIZE])
{
    size_t size = strlen(text);
    if (size == 0 || size > ID_SIZE)
        return false;
    for (size_t i = 0; i <= size; i++)
        out[i] = (char)(text[i] >= 'A' && text[i] <= 'F' ? text[i] - 'A' + 'a' : text[i]);
    return strspn(out, "0123456789abcdef-") == size;
}

static int check_found(const struct found *found, const char *prefix, struct err *err)
{
    char first[IDENT_TEXT_SIZE];
    char second[IDENT_TEXT_SIZE];
    if (found->count == 0)
        return err_set(err, ERR_NOT_FOUND, "no run begins with '%s'", prefix);
    if (found->count == 1)
        return 0;
    ident_format(&found->ids[0], first);
    ident_format(&found->ids[1], second);
    return err_set(err, ERR_CONFLICT, "'%s' begins several runs, such as '%s' and '%s'", prefix,
                   first, second);
}

int web_records_find(struct web_records *records, const char *text, struct ident *out,
                     struct err *err)
{
    char prefix[IDENT_TEXT_SIZE];
    struct found found = {0};
    if (!records->rooms->spool)
        return err_set(err, ERR_BUSY, "there are no runs here");
    if (text[0] == '@')
        return find_nth(records, text + 1, out, err);
    if (!clean_prefix(text, prefix))
        return err_set(err, ERR_INVALID,
                       "'%.60s' is no id: give one, its beginning, or @1 for the newest run", text);
    if (ident_parse(prefix, strlen(prefix), out))
        return 0;
    if (find_prefix(records, prefix, &found, err) < 0 || check_found(&found, prefix, err) < 0)
        return -1;
    *out = found.ids[0];
    return 0;
}

static int explain_missing(const struct web_records *records, const struct ident *id,
                           struct err *err)
{
    char text[IDENT_TEXT_SIZE];
    struct err ignored;
    ident_format(id, text);
    auto_json struct json *why = spool_bad_show(records->rooms->spool, text, &ignored);
    if (!why)
        return err_set(err, ERR_NOT_FOUND, "no run '%s'", text);
    return err_set(err, ERR_NOT_FOUND, "job '%s' was refused (%s): %s", text,
                   json_get_string(why, "code"), json_get_string(why, "text"));
}

int web_records_load(const struct web_records *records, const struct ident *id, struct run *out,
                     struct err *err)
{
    const struct store store = web_records_store(records);
    if (store_load_shown(&store, id, out, err) == 0)
        return 0;
    return err->code == ERR_NOT_FOUND ? explain_missing(records, id, err) : -1;
}

int web_records_read(struct web_records *records, const char *text, struct ident *out_id,
                     struct run *out, struct err *err)
{
    run_init(out);
    if (web_records_find(records, text, out_id, err) < 0)
        return -1;
    return web_records_load(records, out_id, out, err);
}

struct web_records *web_records_create(const struct web_rooms *rooms)
{
    struct web_records *records = xcalloc(1, sizeof(*records));
    records->rooms = rooms;
    records->guard = guard_create();
    return records;
}

void web_records_free(struct web_records *records)
{
    if (!records)
        return;
    store_index_close(records->index);
    guard_free(records->guard);
    free(records);
}
