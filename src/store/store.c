/* The moves of a run between queue/, active/ and runs/.
 *
 *   queue/ ──start──▶ active/ ──close_run──▶ (only runs/)
 *      ▲                 │
 *      └──unstart,retry──┘        queue/ ──end_waiting──▶ (only runs/)
 *
 * Each move has one rename or unlink that decides; what is done before it is harmless when it is
 * seen without it, and what comes after it is done again by whoever finds it undone:
 *
 *   start        mkdir, link job.json, start.json (synced) | queue/ → active/ (synced)
 *                start.json beside a job in queue/ proves that the launcher was not asked.
 *   unstart      active/ → queue/ | unlink start.json
 *   retry        to attempt-N/: output.idx, log, link of start.json, result.json; unlink live
 *                | active/ → queue/ | unlink start.json
 *                In active/, start.json is always there; store_result finds the result in
 *                either place.
 *   end_waiting  mkdir, link job.json, result.json (synced) | unlink queue/
 *                result.json beside a job in queue/ says that it has ended.
 *
 * Rejected: a state file per run. It would be a second truth, and one more synced write. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "store/store_name.h"
#include "store/store_record.h"

static enum fd_durability file_durability(const struct store *store)
{
    return store->is_synced ? FD_DURABLE_FILE : FD_DURABLE_NONE;
}

static int sync_dir(const struct store *store, int fd, const char *what, struct err *err)
{
    return store->is_synced ? fd_sync(fd, what, err) : 0;
}

static int not_found(const struct ident *id, struct err *err)
{
    return err_set(err, ERR_NOT_FOUND, "no run '%s'", store_name_run(id).text);
}

static int unlink_if_there(int dirfd, const char *name, struct err *err)
{
    if (unlinkat(dirfd, name, 0) < 0 && errno != ENOENT)
        return err_errno(err, "cannot remove '%s'", name);
    return 0;
}

static int rename_if_there(int from_dirfd, const char *from, int to_dirfd, const char *to,
                           struct err *err)
{
    if (renameat(from_dirfd, from, to_dirfd, to) < 0 && errno != ENOENT)
        return err_errno(err, "cannot move '%s' to '%s'", from, to);
    return 0;
}

/* A second name for a file; one that is there already is that file. */
static int link_once(int from_dirfd, const char *from, int to_dirfd, const char *to,
                     struct err *err)
{
    if (linkat(from_dirfd, from, to_dirfd, to, 0) < 0 && errno != EEXIST)
        return err_errno(err, "cannot link '%s' to '%s'", from, to);
    return 0;
}

/* runs/<id>/ with job.json, for a job in queue/. Owns: returns a descriptor. */
static int make_run(const struct store *store, const struct ident *id, struct err *err)
{
    auto_fd int run = fd_make_dir(store->runs, store_name_run(id).text, 0700, err);
    if (run < 0 || link_once(store->queue, store_name_job(id).text, run, STORE_JOB, err) < 0)
        return -1;
    return take_fd(&run);
}

static int write_start(const struct store *store, int run, const struct run_start *start,
                       struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, RUN_RECORD_MAX);
    run_json_start(start, &text);
    return fd_replace(run, STORE_START, buf_text(&text), text.size, file_durability(store), err);
}

/* queue/ → active/, durably. A rename that may not survive a power cut is taken back. */
static int enter_active(const struct store *store, const struct ident *id, struct err *err)
{
    struct store_name name = store_name_job(id);
    if (renameat(store->queue, name.text, store->active, name.text) < 0)
        return err_errno(err, "cannot move '%s' to 'active'", name.text);
    if (sync_dir(store, store->active, "active", err) == 0)
        return 0;
    (void)renameat(store->active, name.text, store->queue,
                   name.text); /* the sync's failure counts */
    return -1;
}

int store_start(const struct store *store, const struct ident *id, const struct run_start *start,
                struct err *err)
{
    struct store_name name = store_name_job(id);
    if (!fd_exists(store->queue, name.text)) {
        if (fd_exists(store->active, name.text))
            return err_set(err, ERR_CONFLICT, "run '%.36s' was started before", name.text);
        return not_found(id, err);
    }
    auto_fd int run = make_run(store, id, err);
    if (run < 0)
        return -1;
    if (fd_exists(run, STORE_RESULT))
        return err_set(err, ERR_CONFLICT, "run '%.36s' ended while it waited", name.text);
    if (write_start(store, run, start, err) < 0 || enter_active(store, id, err) < 0)
        return -1;
    return take_fd(&run);
}

/* active/ → queue/; fine when it is there already. */
static int leave_active(const struct store *store, const struct ident *id, struct err *err)
{
    struct store_name name = store_name_job(id);
    if (renameat(store->active, name.text, store->queue, name.text) == 0)
        return 0;
    if (errno != ENOENT)
        return err_errno(err, "cannot move '%s' back to 'queue'", name.text);
    return fd_exists(store->queue, name.text) ? 0 : not_found(id, err);
}

/* May the start in RUN be taken back? In queue/ always: the launcher is only asked from active/ on.
 */
static int may_unstart(const struct store *store, const struct ident *id, int run, struct err *err)
{
    struct store_name name = store_name_job(id);
    if (fd_exists(run, STORE_RESULT))
        return err_set(err, ERR_CONFLICT, "run '%.36s' has a result", name.text);
    if (!fd_exists(store->active, name.text))
        return 0;
    struct run_start start;
    char boot_id[CLOCK_BOOT_ID_SIZE];
    clock_boot_id(boot_id);
    if (store_record_start(run, &start, err) < 0)
        return err_set(err, ERR_CONFLICT, "run '%.36s' has no readable '%s': it may have begun",
                       name.text, STORE_START);
    if (strcmp(start.boot_id, boot_id) != 0)
        return err_set(err, ERR_CONFLICT,
                       "run '%.36s' was started before the machine was: it may have begun",
                       name.text);
    return 0;
}

int store_unstart(const struct store *store, const struct ident *id, struct err *err)
{
    struct err why;
    auto_fd int run = fd_open_dir(store->runs, store_name_run(id).text, &why);
    if (run >= 0 && may_unstart(store, id, run, err) < 0)
        return -1;
    if (leave_active(store, id, err) < 0)
        return -1;
    return run < 0 ? 0 : unlink_if_there(run, STORE_START, err);
}

int store_close_run(const struct store *store, const struct ident *id, struct err *err)
{
    return unlink_if_there(store->active, store_name_job(id).text, err);
}

/* Everything of the attempt but `live` and start.json into ASIDE. The result last: until then it is
 * at its usual place. */
static int keep_attempt(const struct store *store, const struct ident *id, int attempt, int run,
                        struct err *err)
{
    struct store_name log = store_name_log(id, 0);
    struct store_name kept_log = store_name_log(id, attempt);
    auto_fd int aside = fd_make_dir(run, store_name_attempt(attempt).text, 0700, err);
    if (aside < 0)
        return -1;
    if (!fd_exists(run, STORE_RESULT) && !fd_exists(aside, STORE_RESULT))
        return err_set(err, ERR_CONFLICT, "attempt %d of run '%s' has no result", attempt,
                       store_name_run(id).text);
    if (rename_if_there(run, STORE_INDEX, aside, STORE_INDEX, err) < 0 ||
        rename_if_there(store->logs, log.text, store->logs, kept_log.text, err) < 0)
        return -1;
    if (fd_exists(run, STORE_START) && link_once(run, STORE_START, aside, STORE_START, err) < 0)
        return -1;
    return rename_if_there(run, STORE_RESULT, aside, STORE_RESULT, err);
}

int store_retry(const struct store *store, const struct ident *id, int attempt, struct err *err)
{
    auto_fd int run = fd_open_dir(store->runs, store_name_run(id).text, err);
    if (run < 0)
        return -1;
    /* a `live` that tells of this attempt would make the next one look begun before its supervisor
     * is there */
    if (keep_attempt(store, id, attempt, run, err) < 0 ||
        unlink_if_there(run, STORE_LIVE, err) < 0 || leave_active(store, id, err) < 0)
        return -1;
    return unlink_if_there(run, STORE_START, err);
}

int store_end_waiting(const struct store *store, const struct ident *id,
                      const struct run_result *result, struct err *err)
{
    struct store_name name = store_name_job(id);
    if (!fd_exists(store->queue, name.text))
        return store_is_recorded(store, id) ? 0 : not_found(id, err);
    auto_fd int run = make_run(store, id, err);
    if (run < 0 || store_record_publish(store, run, result, err) < 0)
        return -1;
    /* runs/ too: the directory may be new, and nothing else will say that this job existed */
    if (sync_dir(store, store->runs, "runs", err) < 0)
        return -1;
    return unlink_if_there(store->queue, name.text, err);
}

/* The result beside a job in queue/ is its end, unless it belongs to the attempt that start.json
 * tells of and that store_retry was putting away when the power went. */
static bool ended_waiting(int run)
{
    struct run_start start;
    struct err err;
    if (!fd_exists(run, STORE_RESULT))
        return false;
    if (store_record_start(run, &start, &err) < 0)
        return true;
    auto_fd int aside = fd_open_dir(run, store_name_attempt(start.attempt).text, &err);
    return aside >= 0 && fd_exists(aside, STORE_RESULT);
}

static int repair_queued(const struct store *store, const struct ident *id, enum store_place *place,
                         struct err *err)
{
    struct err why;
    *place = STORE_WAITING;
    auto_fd int run = fd_open_dir(store->runs, store_name_run(id).text, &why);
    if (run < 0)
        return why.code == ERR_NOT_FOUND ? 0 : err_set(err, why.code, "%s", why.text);
    if (ended_waiting(run)) {
        *place = STORE_ENDED;
        return unlink_if_there(store->queue, store_name_job(id).text, err);
    }
    if (fd_exists(run, STORE_RESULT)) {
        *place = STORE_STARTED;
        return 0;
    }
    return unlink_if_there(run, STORE_START, err);
}

int store_repair(const struct store *store, const struct ident *id, enum store_place *place,
                 struct err *err)
{
    struct store_name name = store_name_job(id);
    if (fd_exists(store->queue, name.text))
        return repair_queued(store, id, place, err);
    if (!fd_exists(store->active, name.text) && !store_is_recorded(store, id))
        return not_found(id, err);
    *place = fd_exists(store->active, name.text) ? STORE_STARTED : STORE_ENDED;
    return 0;
}
