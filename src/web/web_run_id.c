#include "web/web_run_id.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/json.h"
#include "base/scope.h"
#include "spool/spool_bad.h"

#define INDEX_NAME   "pirun.db"
#define FOUND_ENOUGH 2 /* to tell that a beginning is ambiguous */
#define NTH_MAX      100000
#define ID_SIZE      (IDENT_TEXT_SIZE - 1)

struct web_run_id {
    const struct spool *spool;
    struct store_index *index; /* NULL: not opened yet */
    dev_t device;              /* of the file that is open as INDEX */
    ino_t inode;
};

struct found {
    struct ident ids[FOUND_ENOUGH];
    size_t count;
};

struct web_run_id *web_run_id_create(const struct spool *spool)
{
    struct web_run_id *at = xcalloc(1, sizeof(*at));
    at->spool = spool;
    return at;
}

void web_run_id_free(struct web_run_id *at)
{
    if (!at)
        return;
    if (at->index)
        store_index_close(at->index);
    free(at);
}

struct store web_run_id_store(const struct web_run_id *at)
{
    const struct spool_dirs *dirs = &at->spool->dirs;
    return (struct store){.queue = dirs->queue,
                          .active = dirs->active,
                          .runs = dirs->runs,
                          .logs = dirs->logs,
                          .spool = dirs->spool,
                          .is_synced = at->spool->durability != FD_DURABLE_NONE};
}

/* Who rebuilds the index puts a new file in its place: then ours is one of the past. */
struct store_index *web_run_id_index(struct web_run_id *at, struct err *err)
{
    struct stat now;
    if (fstatat(at->spool->dirs.var, INDEX_NAME, &now, AT_SYMLINK_NOFOLLOW) < 0) {
        (void)err_set(err, ERR_BUSY, "the index of runs is being built");
        return NULL;
    }
    if (at->index && (now.st_dev != at->device || now.st_ino != at->inode))
        store_index_close(take(at->index));
    if (at->index)
        return at->index;
    auto_free char *path = xasprintf("%s/var/%s", at->spool->project_path, INDEX_NAME);
    at->index = store_index_open(path, STORE_INDEX_READ, NULL, err);
    at->device = now.st_dev;
    at->inode = now.st_ino;
    return at->index;
}

static void add_found(struct found *found, const struct ident *id)
{
    for (size_t i = 0; i < found->count; i++) {
        if (ident_equal(&found->ids[i], id))
            return;
    }
    if (found->count < FOUND_ENOUGH)
        found->ids[found->count++] = *id;
}

/* Names that begin with PREFIX and are an id, alone or with ".json". */
static void find_names(int dirfd, const char *prefix, struct found *found)
{
    int copy = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    const struct dirent *entry = NULL;
    size_t size = strlen(prefix);
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): a stream of our own */
    while (dir && found->count < FOUND_ENOUGH && (entry = readdir(dir))) {
        struct ident id;
        const char *name = entry->d_name;
        if (strncmp(name, prefix, size) == 0 && strlen(name) >= ID_SIZE &&
            ident_parse(name, ID_SIZE, &id))
            add_found(found, &id);
    }
}

static int find_prefix(struct web_run_id *at, const char *prefix, struct found *found,
                       struct err *err)
{
    struct ident ids[FOUND_ENOUGH];
    struct err none;
    size_t count = 0;
    const struct spool_dirs *dirs = &at->spool->dirs;
    struct store_index *index = web_run_id_index(at, &none);
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

static int find_nth(struct web_run_id *at, const char *text, struct ident *out, struct err *err)
{
    char *end = NULL;
    errno = 0;
    long long n = strtoll(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno || n < 1 || n > NTH_MAX)
        return err_set(err, ERR_INVALID,
                       "'@%.60s' is no place in the list: @1 is the newest run, @2 the one before",
                       text);
    struct store_index *index = web_run_id_index(at, err);
    return index ? store_index_nth(index, n, out, err) : -1;
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
    return err_set(err, ERR_INVALID, "'%s' begins several runs, such as '%s' and '%s'", prefix,
                   first, second);
}

int web_run_id_find(struct web_run_id *at, const char *text, struct ident *out, struct err *err)
{
    char prefix[IDENT_TEXT_SIZE];
    struct found found = {0};
    if (!at->spool)
        return err_set(err, ERR_BUSY, "there are no runs here");
    if (text[0] == '@')
        return find_nth(at, text + 1, out, err);
    if (!clean_prefix(text, prefix))
        return err_set(err, ERR_INVALID,
                       "'%.60s' is no id: give one, its beginning, or @1 for the newest run", text);
    if (ident_parse(prefix, strlen(prefix), out))
        return 0;
    if (find_prefix(at, prefix, &found, err) < 0 || check_found(&found, prefix, err) < 0)
        return -1;
    *out = found.ids[0];
    return 0;
}

int web_run_id_load(const struct web_run_id *at, const struct ident *id, struct run *out,
                    struct err *err)
{
    char text[IDENT_TEXT_SIZE];
    struct err ignored;
    const struct store store = web_run_id_store(at);
    run_init(out);
    if (store_load_shown(&store, id, out, err) == 0) {
        if (run_has_ended(out->state) && run_may_go_on(out) && !store_is_recorded(&store, id))
            out->state = RUN_QUEUED;
        return 0;
    }
    if (err->code != ERR_NOT_FOUND)
        return -1;
    ident_format(id, text);
    auto_json struct json *why = spool_bad_show(at->spool, text, &ignored);
    if (why)
        return err_set(err, ERR_NOT_FOUND, "job '%s' was refused (%s): %s", text,
                       json_get_string(why, "code"), json_get_string(why, "text"));
    return -1;
}

int web_run_id_read(struct web_run_id *at, const char *text, struct ident *out_id, struct run *out,
                    struct err *err)
{
    struct ident id;
    run_init(out);
    if (web_run_id_find(at, text, &id, err) < 0)
        return -1;
    if (out_id)
        *out_id = id;
    return web_run_id_load(at, &id, out, err);
}
