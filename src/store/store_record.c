/* The record of a run, put together from wherever its files are. A reader takes no lock, so a run
 * may move while it is read: forward (spool/, queue/, active/, only runs/) the next place has it;
 * back (retry, unstart) or into queue/ while spool/ is looked at last, another look finds it. So
 * "not found" is only believed after a few looks. */
#include "store/store_record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "job/job_file.h"
#include "store/store_name.h"
#include "store/store_seen.h"

#define LOOKS    5 /* two moves within one look are rare, within five they do not happen */
#define ASIDE    ".result.tmp" /* one writer per run: see store.h, Thread */
#define DAMAGED  "result.damaged"
#define ATTEMPTS 1000 /* more than a job file may ask for */

static int read_text(int dirfd, const char *name, struct buf *text, struct err *err)
{
    buf_init(text, JOB_CANONICAL_MAX); /* no other file of a run is larger: RUN_RECORD_MAX */
    return fd_read_file(dirfd, name, text, err);
}

int store_record_start(int run, struct run_start *out, struct err *err)
{
    auto_buf struct buf text;
    if (read_text(run, STORE_START, &text, err) < 0)
        return -1;
    if (run_json_parse_start(buf_text(&text), text.size, out, err) < 0)
        return err_prefix(err, "'%s' is damaged", STORE_START);
    return 0;
}

int store_record_result(int run, struct run_result *out, struct err *err)
{
    auto_buf struct buf text;
    if (read_text(run, STORE_RESULT, &text, err) < 0)
        return -1;
    if (run_json_parse_result(buf_text(&text), text.size, out, err) < 0)
        return err_prefix(err, "'%s' is damaged", STORE_RESULT);
    return 0;
}

int store_record_publish(const struct store *store, int run, const struct run_result *result,
                         struct err *err)
{
    auto_buf struct buf text;
    struct err why;
    buf_init(&text, RUN_RECORD_MAX);
    run_json_result(result, &text);
    (void)unlinkat(run, ASIDE, 0); /* of a writer that was killed; usually there is none */
    if (fd_create_file(run, ASIDE, buf_text(&text), text.size,
                       store->is_synced ? FD_DURABLE_FILE : FD_DURABLE_NONE, err) < 0)
        return -1;
    if (fd_rename_new(run, ASIDE, run, STORE_RESULT, &why) < 0) {
        (void)unlinkat(run, ASIDE, 0); /* it stays behind at worst, and is removed with the run */
        if (why.code != ERR_CONFLICT)
            return err_set(err, why.code, "%s", why.text);
    }
    return store->is_synced ? fd_sync(run, STORE_RESULT, err) : 0;
}

/* NAME in DIRFD as a job; OUT is initialized in any case. */
static int read_job(int dirfd, const char *name, struct job *out, struct err *err)
{
    auto_buf struct buf text;
    struct job_fault fault;
    job_init(out);
    if (read_text(dirfd, name, &text, err) < 0)
        return -1;
    if (job_file_parse(buf_text(&text), text.size, out, &fault) == JOB_FILE_OK)
        return 0;
    job_init(out);
    return err_set(err, ERR_INVALID, "'%s' is damaged: %d:%d: %.120s", name, fault.line,
                   fault.column, fault.text);
}

static void apply_start(struct run *run, const struct run_start *start)
{
    run->attempt = start->attempt;
    run->started_at_us = start->started_at_us;
    run->timeout_ms = start->timeout_ms;
    run->python = start->python[0] ? xstrdup(start->python) : NULL;
    run->host = start->host[0] ? xstrdup(start->host) : NULL;
    run->note = start->note[0] ? xstrdup(start->note) : NULL;
    run->environment = start->environment[0] ? xstrdup(start->environment) : NULL;
}

/* Takes RESULT. */
static void apply_result(struct run *run, const struct run_result *result)
{
    run->result = *result;
    run->state = run_state_after(result->reason, result->exit_code);
    if (result->started_at_us)
        run->started_at_us = result->started_at_us;
}

/* The result of ATTEMPT that store_retry put away, and was then cut off. */
static int read_kept_result(int dirfd, int attempt, struct run_result *out, struct err *err)
{
    auto_fd int kept = fd_open_dir(dirfd, store_name_attempt(attempt).text, err);
    return kept < 0 ? -1 : store_record_result(kept, out, err);
}

static int add_result(int dirfd, struct run *run, struct err *err)
{
    struct run_result result;
    int found = store_record_result(dirfd, &result, err);
    if (found < 0 && err->code == ERR_NOT_FOUND && run->state == RUN_RUNNING)
        found = read_kept_result(dirfd, run->attempt, &result, err);
    if (found == 0)
        apply_result(run, &result);
    return found == 0 || err->code == ERR_NOT_FOUND ? 0 : -1;
}

/* What runs/<id>/ adds to a run that was started. A file that is missing adds nothing. */
static int add_attempt(const struct store *store, int dirfd, struct run *run, struct err *err)
{
    struct run_start start;
    if (store_record_start(dirfd, &start, err) == 0)
        apply_start(run, &start);
    else if (err->code == ERR_NOT_FOUND)
        run->attempt = store_attempts(store, &run->job.id);
    else
        return -1;
    run->tree = store_seen_read(dirfd, run->attempt);
    return add_result(dirfd, run, err);
}

/* In queue/ with start.json: a retry or unstart that was cut off before its last step. When that
 * attempt has a result, it is told, so that who recovers the run decides about another attempt as
 * before. */
static void add_cut_off(int dirfd, struct run *run)
{
    struct run_start start;
    struct run_result result;
    struct err why;
    if (store_record_start(dirfd, &start, &why) < 0)
        return;
    if (store_record_result(dirfd, &result, &why) < 0 &&
        read_kept_result(dirfd, start.attempt, &result, &why) < 0)
        return;
    apply_start(run, &start);
    apply_result(run, &result);
}

static int load_queued(const struct store *store, const struct ident *id, struct run *out,
                       struct err *err)
{
    struct err why;
    if (read_job(store->queue, store_name_job(id).text, &out->job, err) < 0)
        return -1;
    out->state = RUN_QUEUED;
    out->attempt = store_attempts(store, id);
    auto_fd int dirfd = fd_open_dir(store->runs, store_name_run(id).text, &why);
    if (dirfd >= 0)
        add_cut_off(dirfd, out);
    return 0;
}

static int load_active(const struct store *store, const struct ident *id, struct run *out,
                       struct err *err)
{
    struct err why;
    if (read_job(store->active, store_name_job(id).text, &out->job, err) < 0)
        return -1;
    out->state = RUN_RUNNING;
    auto_fd int dirfd = fd_open_dir(store->runs, store_name_run(id).text, &why);
    return dirfd < 0 ? 0 : add_attempt(store, dirfd, out, err);
}

/* In runs/ alone: ended. Without a result it is on its way to another place, or removed. */
static int load_ended(const struct store *store, const struct ident *id, struct run *out,
                      struct err *err)
{
    auto_fd int dirfd = fd_open_dir(store->runs, store_name_run(id).text, err);
    if (dirfd < 0)
        return -1;
    if (!fd_exists(dirfd, STORE_RESULT))
        return err_set(err, ERR_NOT_FOUND, "no result of run '%s'", store_name_run(id).text);
    if (read_job(dirfd, STORE_JOB, &out->job, err) < 0) {
        /* the result is there, so a missing job is damage, unless the run is being removed just now
         */
        if (err->code == ERR_NOT_FOUND && fd_exists(dirfd, STORE_RESULT))
            err->code = ERR_INVALID;
        return -1;
    }
    return add_attempt(store, dirfd, out, err);
}

/* A submission that nobody has looked at. One that does not even parse will be refused: no run yet.
 */
static int load_spooled(const struct store *store, const struct ident *id, struct run *out,
                        struct err *err)
{
    struct err why;
    const struct store_name name = store_name_job(id);
    const struct store_name_claimed claimed = store_name_claimed(id);
    if (store->spool < 0 || (read_job(store->spool, name.text, &out->job, &why) < 0 &&
                             read_job(store->spool, claimed.text, &out->job, &why) < 0))
        return err_set(err, ERR_NOT_FOUND, "not in 'spool'");
    out->job.id = *id;
    out->state = RUN_QUEUED;
    out->wait = RUN_WAIT_NOT_ACCEPTED;
    (void)snprintf(out->wait_text, sizeof(out->wait_text),
                   "waits in the spool: no server has taken it yet"); /* fits */
    return 0;
}

typedef int (*load_place)(const struct store *store, const struct ident *id, struct run *out,
                          struct err *err);
static const load_place places[] = {load_queued, load_active, load_ended, load_spooled};

static int look_everywhere(const struct store *store, const struct ident *id, struct run *out,
                           struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        run_init(out);
        if (places[i](store, id, out, err) == 0)
            return 0;
        run_release(out);
        run_init(out);
        if (err->code != ERR_NOT_FOUND)
            return -1;
    }
    return -1;
}

int store_load(const struct store *store, const struct ident *id, struct run *out, struct err *err)
{
    struct err why;
    for (int look = 0; look < LOOKS; look++) {
        if (look_everywhere(store, id, out, &why) == 0)
            return 0;
        if (why.code != ERR_NOT_FOUND)
            return err_set(err, why.code, "run '%s': %.180s", store_name_run(id).text, why.text);
    }
    return err_set(err, ERR_NOT_FOUND, "no run '%s'", store_name_run(id).text);
}

int store_load_shown(const struct store *store, const struct ident *id, struct run *out,
                     struct err *err)
{
    if (store_load(store, id, out, err) < 0)
        return -1;
    bool is_build = out->job.kind == JOB_BUILD;
    bool may_go_on = run_has_ended(out->state) && (is_build || run_may_go_on(out));
    if (!may_go_on || store_is_recorded(store, id))
        return 0;
    if (!is_build) {
        out->state = RUN_QUEUED;
        return 0;
    }
    run_result_release(&out->result);
    out->result = (struct run_result){0};
    out->state = RUN_RUNNING;
    return 0;
}

bool store_is_recorded(const struct store *store, const struct ident *id)
{
    struct store_name name = store_name_job(id);
    struct err why;
    if (fd_exists(store->queue, name.text) || fd_exists(store->active, name.text))
        return false;
    auto_fd int dirfd = fd_open_dir(store->runs, store_name_run(id).text, &why);
    return dirfd >= 0 && fd_exists(dirfd, STORE_RESULT);
}

static int look_for_state(const struct store *store, const struct ident *id, enum run_state *state,
                          struct err *err)
{
    struct store_name name = store_name_job(id);
    bool is_queued = fd_exists(store->queue, name.text);
    if (is_queued || fd_exists(store->active, name.text)) {
        *state = is_queued ? RUN_QUEUED : RUN_RUNNING;
        return 0;
    }
    struct run_result result;
    auto_fd int dirfd = fd_open_dir(store->runs, store_name_run(id).text, err);
    if (dirfd >= 0 && store_record_result(dirfd, &result, err) == 0) {
        *state = run_state_after(result.reason, result.exit_code);
        run_result_release(&result);
        return 0;
    }
    bool is_in_door = store->spool >= 0 && (fd_exists(store->spool, name.text) ||
                                            fd_exists(store->spool, store_name_claimed(id).text));
    if (err->code != ERR_NOT_FOUND || !is_in_door)
        return -1;
    *state = RUN_QUEUED;
    return 0;
}

int store_state(const struct store *store, const struct ident *id, enum run_state *state,
                struct err *err)
{
    struct err why;
    for (int look = 0; look < LOOKS; look++) {
        if (look_for_state(store, id, state, &why) == 0)
            return 0;
        if (why.code != ERR_NOT_FOUND)
            return err_set(err, why.code, "run '%s': %.180s", store_name_run(id).text, why.text);
    }
    return err_set(err, ERR_NOT_FOUND, "no run '%s'", store_name_run(id).text);
}

int store_attempts(const struct store *store, const struct ident *id)
{
    struct run_start start;
    struct err why;
    auto_fd int dirfd = fd_open_dir(store->runs, store_name_run(id).text, &why);
    if (dirfd < 0)
        return 0;
    int kept = 0;
    while (kept < ATTEMPTS && fd_exists(dirfd, store_name_attempt(kept + 1).text))
        kept++;
    /* start.json beside a job in queue/ is of a start that nobody was asked for (store.c) */
    bool has_start = !fd_exists(store->queue, store_name_job(id).text) &&
                     store_record_start(dirfd, &start, &why) == 0;
    return has_start && start.attempt > kept ? start.attempt : kept;
}

/* The directory of a run in active/. It is missing only when a power cut took it and left
 * active/<id>.json. */
static int open_started(const struct store *store, const struct ident *id, struct err *err)
{
    struct store_name name = store_name_job(id);
    auto_fd int dirfd = fd_open_dir(store->runs, store_name_run(id).text, err);
    if (dirfd >= 0)
        return take_fd(&dirfd);
    if (!fd_exists(store->active, name.text))
        return err_set(err, ERR_NOT_FOUND, "no run '%.36s'", name.text);
    dirfd = fd_make_dir(store->runs, store_name_run(id).text, 0700, err);
    if (dirfd < 0)
        return -1;
    if (linkat(store->active, name.text, dirfd, STORE_JOB, 0) < 0 && errno != EEXIST)
        return err_errno(err, "cannot link '%s'", name.text);
    return take_fd(&dirfd);
}

static const char *why_lost(int dirfd, struct run_result *lost)
{
    struct run_start start;
    struct err why;
    char boot_id[CLOCK_BOOT_ID_SIZE];
    clock_boot_id(boot_id);
    if (fd_exists(dirfd, DAMAGED))
        return "its result was written, but cannot be read: it is kept as '" DAMAGED "'";
    if (store_record_start(dirfd, &start, &why) < 0)
        return "the record of its start cannot be read: how it ended is unknown";
    lost->started_at_us = start.started_at_us;
    if (strcmp(boot_id, start.boot_id) != 0)
        return "the power went or the machine was restarted while it ran: how it ended is unknown";
    return "its supervisor was killed while it ran: how it ended is unknown";
}

/* What is known for sure: that it ended before now, and which output is there. The rest is not
 * guessed. */
static int publish_lost(const struct store *store, const struct ident *id, int dirfd,
                        struct err *err)
{
    struct stat log;
    struct run_result lost = {.reason = RUN_LOST, .ended_at_us = clock_wall_us()};
    (void)snprintf(lost.message, sizeof(lost.message), "%s",
                   why_lost(dirfd, &lost)); /* shorter than a message */
    if (fstatat(store->logs, store_name_log(id, 0).text, &log, AT_SYMLINK_NOFOLLOW) == 0)
        lost.output.bytes = log.st_size;
    return store_record_publish(store, dirfd, &lost, err);
}

int store_result(const struct store *store, const struct ident *id, struct run_result *result,
                 struct err *err)
{
    struct err why;
    auto_fd int dirfd = open_started(store, id, err);
    if (dirfd < 0)
        return -1;
    if (store_record_result(dirfd, result, &why) == 0)
        return 0;
    if (why.code == ERR_NOT_FOUND &&
        read_kept_result(dirfd, store_attempts(store, id), result, &why) == 0)
        return 0;
    bool is_damaged = why.code == ERR_INVALID || why.code == ERR_TOO_LARGE;
    if (!is_damaged && why.code != ERR_NOT_FOUND)
        return err_set(err, why.code, "run '%s': %.180s", store_name_run(id).text, why.text);
    if (is_damaged && renameat(dirfd, STORE_RESULT, dirfd, DAMAGED) < 0 && errno != ENOENT)
        return err_errno(err, "cannot keep the damaged result of run '%s'",
                         store_name_run(id).text);
    if (publish_lost(store, id, dirfd, err) < 0)
        return -1;
    return store_record_result(dirfd, result, err);
}
