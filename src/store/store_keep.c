/* Removing ended runs: one by one when it is asked for, the oldest ones when the rules say so.
 *
 * Order within a run: what is large first (output), then what only explains, then result.json. From
 * there on nobody finds the run any more; its job and its directory go last. A crash leaves an
 * ended run, or a directory that the next call with this id removes. Its row goes after all of it,
 * so retention comes by again. */
#include "store/store_keep.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "store/store_name.h"

static int remove_name(int dirfd, const char *name, int flags, struct err *err)
{
    if (unlinkat(dirfd, name, flags) < 0 && errno != ENOENT)
        return err_errno(err, "cannot remove '%s'", name);
    return 0;
}

static bool is_kept_until_last(const char *name)
{
    return strcmp(name, STORE_JOB) == 0 || strcmp(name, STORE_RESULT) == 0;
}

static bool is_dot(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Owns: returns a stream over DIRFD, which stays the caller's. */
static DIR *open_stream(int dirfd, struct err *err)
{
    int own = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = own < 0 ? NULL : fdopendir(own);
    if (!dir)
        (void)err_errno(err, "cannot read the directory of a run");
    return dir;
}

static int remove_details(int dirfd, struct err *err)
{
    auto_dir DIR *dir = open_stream(dirfd, err);
    if (!dir)
        return -1;
    struct dirent *entry;
    while ((entry = readdir(dir))) { /* NOLINT(concurrency-mt-unsafe): a stream of our own */
        if (!is_dot(entry->d_name) && !is_kept_until_last(entry->d_name) &&
            fd_tree_remove(dirfd, entry->d_name, err) < 0)
            return -1;
    }
    return 0;
}

static int remove_output(const struct store *store, const struct ident *id, int attempts,
                         struct err *err)
{
    for (int attempt = 0; attempt <= attempts; attempt++) {
        if (remove_name(store->logs, store_name_log(id, attempt).text, 0, err) < 0)
            return -1;
    }
    return 0;
}

static int refuse_living(const struct store *store, const struct ident *id, struct err *err)
{
    struct store_name name = store_name_job(id);
    if (fd_exists(store->queue, name.text))
        return err_set(err, ERR_CONFLICT, "run '%.36s' is waiting: cancel it first", name.text);
    if (fd_exists(store->active, name.text))
        return err_set(err, ERR_CONFLICT, "run '%.36s' is running: cancel it first", name.text);
    return 0;
}

int store_remove(const struct store *store, const struct ident *id, struct err *err)
{
    struct store_name name = store_name_run(id);
    struct err why;
    if (refuse_living(store, id, err) < 0)
        return -1;
    int attempts = store_attempts(store, id);
    auto_fd int dirfd = fd_open_dir(store->runs, name.text, &why);
    if (dirfd < 0)
        return why.code == ERR_NOT_FOUND ? err_set(err, ERR_NOT_FOUND, "no run '%s'", name.text)
                                         : err_set(err, why.code, "%s", why.text);
    if (remove_output(store, id, attempts, err) < 0 || remove_details(dirfd, err) < 0 ||
        remove_name(dirfd, STORE_RESULT, 0, err) < 0 || remove_name(dirfd, STORE_JOB, 0, err) < 0)
        return -1;
    return remove_name(store->runs, name.text, AT_REMOVEDIR, err);
}

/* The row says that it has ended, the files say that it lives: the row is what is wrong. */
static int correct_row(const struct store *store, struct store_index *index, const struct ident *id,
                       struct err *err)
{
    struct err why;
    auto_run struct run run;
    const struct run *one = &run;
    if (store_load(store, id, &run, &why) < 0 || run_has_ended(run.state))
        return 0; /* it is between its result and its record just now */
    return store_index_put(index, &one, 1, err);
}

int store_keep(const struct store *store, struct store_index *index,
               const struct store_keep_rules *rules, int64_t now_us, int limit, struct err *err)
{
    if (limit < 1)
        return 0;
    auto_free struct ident *ids = xcalloc((size_t)limit, sizeof(*ids));
    int count = store_index_expired(index, rules, now_us, ids, limit, err);
    int removed = 0;
    for (int i = 0; i < count; i++) {
        struct err why;
        int result = store_remove(store, &ids[i], &why);
        if (result < 0 && why.code == ERR_CONFLICT) {
            if (correct_row(store, index, &ids[i], err) < 0)
                return -1;
            continue;
        }
        if (result < 0 && why.code != ERR_NOT_FOUND)
            return err_set(err, why.code, "%s", why.text);
        if (store_index_remove(index, &ids[i], err) < 0)
            return -1;
        removed++;
    }
    return count < 0 ? -1 : removed;
}
