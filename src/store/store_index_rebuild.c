/* Reading all files of runs again. The names are sorted first: ids begin with a time, so the rows
 * come nearly in the order of their places, which is cheap for every index, and the files are read
 * in about the order in which they were written.
 *
 * The new database is made beside the old one and whole before it takes its place. In between the
 * old one goes first, and its -wal and -shm with it: a database with another's write-ahead log
 * would be damage, a missing one is only built again. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"
#include "store/store_index_inner.h"
#include "store/store_name.h"

#define BATCH      1000 /* runs per transaction and per report of progress */
#define FIRST_ROOM 1024

struct ids {
    struct ident *list;
    size_t count, room;
};

struct build {
    struct store_index *index;
    const struct store *store;
    store_progress_cb on_progress;
    void *ctx;
    int64_t done, damaged;
    size_t in_batch;
};

static void ids_release(struct ids *ids)
{
    free(ids->list);
}
#define auto_ids __attribute__((cleanup(ids_release)))

static void ids_add(struct ids *ids, const struct ident *id)
{
    if (ids->count == ids->room) {
        ids->room = ids->room ? 2 * ids->room : FIRST_ROOM;
        ids->list = xrealloc(ids->list, ids->room * sizeof(*ids->list));
    }
    ids->list[ids->count++] = *id;
}

/* Add the ids of the entries of DIRFD that are called <id>SUFFIX. */
static int ids_read(struct ids *ids, int dirfd, const char *suffix, struct err *err)
{
    int own = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = own < 0 ? NULL : fdopendir(own);
    if (!dir)
        return err_errno(err, "cannot read the directories of runs");
    for (;;) {
        struct ident id;
        errno = 0;
        struct dirent *entry =
            readdir(dir); /* NOLINT(concurrency-mt-unsafe): a stream of our own */
        if (!entry)
            return errno ? err_errno(err, "cannot read the directories of runs") : 0;
        size_t size = strnlen(entry->d_name, sizeof(entry->d_name));
        size_t tail = strlen(suffix);
        if (size == IDENT_TEXT_SIZE - 1 + tail &&
            strcmp(entry->d_name + IDENT_TEXT_SIZE - 1, suffix) == 0 &&
            ident_parse(entry->d_name, IDENT_TEXT_SIZE - 1, &id))
            ids_add(ids, &id);
    }
}

static int compare_ids(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct ident));
}

/* Every run once: one that was started before is both in runs/ and in queue/ or active/. */
static int ids_of_all(struct ids *ids, const struct store *store, struct err *err)
{
    if (ids_read(ids, store->queue, ".json", err) < 0 ||
        ids_read(ids, store->active, ".json", err) < 0 || ids_read(ids, store->runs, "", err) < 0)
        return -1;
    if (ids->count == 0)
        return 0;
    qsort(ids->list, ids->count, sizeof(*ids->list), compare_ids);
    size_t kept = 1;
    for (size_t i = 1; i < ids->count; i++) {
        if (!ident_equal(&ids->list[i], &ids->list[kept - 1]))
            ids->list[kept++] = ids->list[i];
    }
    ids->count = kept;
    return 0;
}

static int put_one(struct build *build, const struct ident *id, struct err *err)
{
    struct err why;
    auto_run struct run run;
    if (store_load(build->store, id, &run, &why) < 0) {
        /* not found: its removal was cut off after the result went */
        build->damaged += why.code != ERR_NOT_FOUND;
        return 0;
    }
    if (build->in_batch == 0 && store_index_begin(build->index, err) < 0)
        return -1;
    if (store_index_put_row(build->index, &run, err) < 0)
        return store_index_rollback(build->index);
    build->done++;
    build->in_batch++;
    return 0;
}

static int end_batch(struct build *build, struct err *err)
{
    if (build->in_batch == 0)
        return 0;
    build->in_batch = 0;
    if (store_index_commit(build->index, err) < 0)
        return -1;
    if (build->on_progress)
        build->on_progress(build->ctx, build->done);
    return 0;
}

static int put_all(struct build *build, const struct ids *ids, bool is_missing_only,
                   struct err *err)
{
    for (size_t i = 0; i < ids->count; i++) {
        if (is_missing_only && store_index_has(build->index, &ids->list[i]))
            continue;
        if (put_one(build, &ids->list[i], err) < 0)
            return -1;
        if (build->in_batch == BATCH && end_batch(build, err) < 0)
            return -1;
    }
    return end_batch(build, err);
}

/* A file that nobody else knows needs no journal: a crash leaves nothing in the old one's place. */
static int fill_new(struct build *build, struct err *err)
{
    auto_ids struct ids ids = {0};
    if (store_index_run(build->index,
                        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                        "PRAGMA cache_size = -16384",
                        err) < 0 ||
        ids_of_all(&ids, build->store, err) < 0)
        return -1;
    build->index->is_bulk = true;
    if (put_all(build, &ids, false, err) < 0 ||
        store_index_run(build->index, "INSERT INTO run_text (run_text) VALUES ('rebuild')", err) <
            0 ||
        store_index_complete(build->index, err) < 0 || store_index_seal(build->index, err) < 0)
        return -1;
    return store_index_run(build->index, "PRAGMA journal_mode = WAL", err);
}

static int sync_file(const char *path, struct err *err)
{
    auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    return fd < 0 ? err_errno(err, "cannot open '%s'", path) : fd_sync(fd, path, err);
}

static int take_place(const char *new_path, const char *path, struct err *err)
{
    if (sync_file(new_path, err) < 0)
        return -1;
    store_index_unlink(path);
    if (rename(new_path, path) < 0)
        return err_errno(err, "cannot rename '%s' to '%s'", new_path, path);
    return 0;
}

int64_t store_index_rebuild(const char *path, const struct store *store,
                            store_progress_cb on_progress, void *ctx, int64_t *damaged,
                            struct err *err)
{
    auto_free char *new_path = xasprintf("%s.new", path);
    struct build build = {.store = store, .on_progress = on_progress, .ctx = ctx};
    store_index_unlink(new_path);
    build.index = store_index_open(new_path, STORE_INDEX_WRITE, NULL, err);
    if (!build.index)
        return -1;
    int result = fill_new(&build, err);
    store_index_close(build.index);
    (void)malloc_trim(0); /* a server goes on for months with what this took for a moment */
    if (result == 0)
        result = take_place(new_path, path, err);
    if (result < 0) {
        store_index_unlink(new_path);
        return -1;
    }
    if (damaged)
        *damaged = build.damaged;
    return build.done;
}

int64_t store_index_catch_up(struct store_index *index, const struct store *store, struct err *err)
{
    struct build build = {.index = index, .store = store};
    auto_ids struct ids ids = {0};
    if (!index->is_new_boot)
        return 0;
    if (ids_of_all(&ids, store, err) < 0 || put_all(&build, &ids, true, err) < 0 ||
        store_index_seal(index, err) < 0)
        return -1;
    return build.done;
}
