/* At start: what earlier servers accepted and did not finish, as queue/ and active/ tell. A file
 * without a stamp is an acceptance that a crash cut off between the rename and the stamp: it is
 * stamped now, and its receipt is written. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "spool/spool_bad.h"
#include "spool/spool_dir.h"
#include "spool/spool_receipt.h"
#include "spool/spool_scan_state.h"

struct recovery {
    struct spool_scan *scan;
    struct spool_waiting **found;
    size_t count, room;
    size_t damaged;
};

void spool_waiting_free(struct spool_waiting *waiting)
{
    if (!waiting)
        return;
    job_release(&waiting->job);
    free(waiting);
}

/* Out of descriptors or memory is our trouble; all else says that the file cannot be had. */
static int cannot_read(const char *name, struct err *err)
{
    bool is_ours = errno == EMFILE || errno == ENFILE || errno == ENOMEM;
    (void)err_errno(err, "cannot read '%s'", name);
    if (!is_ours && err->code != ERR_NOT_FOUND)
        err->code = ERR_INVALID;
    return -1;
}

static int parse_accepted(const struct buf *text, const char *name, const struct stat *st,
                          struct job *out, struct err *err)
{
    struct job_fault fault;
    struct ident id;
    if (job_file_parse(buf_text(text), text->size, out, &fault) != JOB_FILE_OK)
        return err_set(err, ERR_INVALID, "'%s' is damaged: %.160s", name, fault.text);
    if (!spool_name_ident(name, &id) || !ident_equal(&id, &out->id) || out->kind == JOB_OP) {
        job_release(out);
        return err_set(err, ERR_INVALID, "'%s' holds another job than its name says", name);
    }
    if (!out->submitted_by) {
        char owner[SPOOL_OWNER_SIZE];
        spool_owner_name(st->st_uid, owner);
        out->submitted_by = xstrdup(owner);
    }
    return 0;
}

static int read_accepted(int dirfd, const char *name, struct job *out, struct err *err)
{
    auto_fd int fd = openat(dirfd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) < 0)
        return cannot_read(name, err);
    if (!S_ISREG(st.st_mode))
        return err_set(err, ERR_INVALID, "'%s' is not a regular file", name);
    auto_buf struct buf text;
    buf_init(&text, JOB_CANONICAL_MAX);
    errno = 0;
    if (fd_read_all(fd, &text, err) < 0)
        return err->code == ERR_TOO_LARGE ? err_set(err, ERR_INVALID, "'%s' is too large", name)
                                          : cannot_read(name, err);
    return parse_accepted(&text, name, &st, out, err);
}

int spool_read_job(const struct spool *spool, const struct ident *id, struct job *out,
                   struct err *err)
{
    char name[SPOOL_NAME_ID_SIZE];
    spool_name_of(id, name);
    if (read_accepted(spool->dirs.queue, name, out, err) == 0)
        return 0;
    if (err->code != ERR_NOT_FOUND)
        return -1;
    return read_accepted(spool->dirs.active, name, out, err);
}

static int bury(struct recovery *recovery, int dirfd, const char *name, const struct err *why,
                struct err *err)
{
    struct job_fault fault;
    struct ident id;
    bool has_id = spool_name_ident(name, &id);
    job_fault_set(&fault, "poison",
                  "look at its text with 'pirun bad show', mend it and put it back with 'pirun bad "
                  "retry'",
                  "an accepted job could not be read again: %.150s", why->text);
    struct spool_letter letter = {
        .from_dirfd = dirfd, .name = name, .id = has_id ? id : ident_new(), .submitter = ""};
    if (spool_bad_put(recovery->scan->spool, &letter, &fault, err) < 0)
        return -1;
    recovery->damaged++;
    return 0;
}

static bool has_begun(const struct spool *spool, const struct ident *id)
{
    char path[IDENT_TEXT_SIZE + sizeof("/start.json")];
    ident_format(id, path);
    memcpy(path + IDENT_TEXT_SIZE - 1, "/start.json", sizeof("/start.json"));
    return fd_exists(spool->dirs.runs, path);
}

static void add_found(struct recovery *recovery, const struct job *job, bool is_active)
{
    if (recovery->count == recovery->room) {
        recovery->room = recovery->room ? recovery->room * 2 : 256;
        recovery->found = xrealloc(recovery->found, recovery->room * sizeof(void *));
    }
    struct spool_waiting *waiting = xcalloc(1, sizeof(*waiting));
    list_init(&waiting->node);
    waiting->job = *job;
    job_drop_words(&waiting->job); /* all that wait are in memory at once */
    waiting->was_started = is_active || has_begun(recovery->scan->spool, &job->id);
    recovery->found[recovery->count++] = waiting;
    spool_seq_saw(&recovery->scan->seq, job->seq);
}

static int recover_file(struct recovery *recovery, int dirfd, const char *name, struct err *err)
{
    const struct spool *spool = recovery->scan->spool;
    bool is_active = dirfd == spool->dirs.active;
    struct job job;
    struct err why;
    job_init(&job);
    if (name[0] == '.') { /* a copy that a crash cut off: its claim is still there */
        (void)unlinkat(dirfd, name, 0);
        return 0;
    }
    if (!is_active && fd_exists(spool->dirs.active, name)) {
        (void)unlinkat(dirfd, name, 0); /* the same id again, and it was started already */
        return 0;
    }
    if (read_accepted(dirfd, name, &job, &why) == 0) {
        add_found(recovery, &job, is_active);
        return 0;
    }
    if (why.code == ERR_INVALID)
        return bury(recovery, dirfd, name, &why, err);
    if (why.code == ERR_NOT_FOUND)
        return 0;
    *err = why;
    return -1;
}

static int recover_stage(struct recovery *recovery, int dirfd, struct err *err)
{
    auto_dir DIR *dir = spool_dir_open(dirfd, err);
    bool is_broken = false;
    if (!dir)
        return -1;
    for (const struct dirent *entry; (entry = spool_dir_next(dir, &is_broken));) {
        if (recover_file(recovery, dirfd, entry->d_name, err) < 0)
            return -1;
    }
    return is_broken ? err_errno(err, "cannot read a directory of accepted jobs") : 0;
}

static int by_number(const void *a, const void *b)
{
    const struct job *left = &(*(struct spool_waiting *const *)a)->job;
    const struct job *right = &(*(struct spool_waiting *const *)b)->job;
    if ((left->seq == 0) != (right->seq == 0))
        return left->seq == 0 ? 1 : -1;
    if (left->seq != right->seq)
        return left->seq < right->seq ? -1 : 1;
    return memcmp(&left->id, &right->id, sizeof(left->id));
}

/* A full disk must not keep a server from starting: this is what the reserve is for. */
static int take_number(struct spool_scan *scan, int64_t *seq, struct err *err)
{
    if (spool_seq_take(&scan->seq, scan->spool, seq, err) == 0)
        return 0;
    if (err->code != ERR_NO_SPACE || !spool_release_reserve(scan->spool))
        return -1;
    return spool_seq_take(&scan->seq, scan->spool, seq, err);
}

static int stamp(struct spool_scan *scan, const struct spool_waiting *waiting, struct job *job,
                 struct err *err)
{
    const struct spool *spool = scan->spool;
    char name[SPOOL_NAME_ID_SIZE];
    char text[IDENT_TEXT_SIZE];
    spool_name_of(&job->id, name);
    ident_format(&job->id, text);
    int stage = waiting->was_started && fd_exists(spool->dirs.active, name) ? spool->dirs.active
                                                                            : spool->dirs.queue;
    auto_fd int fd = openat(stage, name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return err_errno(err, "cannot open '%s'", name);
    if (take_number(scan, &job->seq, err) < 0)
        return -1;
    job->queued_at_us = clock_wall_us();
    struct err no_receipt; /* news only; the run itself is seen */
    if (job->idempotency_key)
        (void)spool_receipt_accepted(spool, text, &job->id, job->seq, &no_receipt);
    return job_file_stamp(fd, job->seq, job->queued_at_us, err);
}

static int recover_all(struct recovery *recovery, struct err *err)
{
    const struct spool_dirs *dirs = &recovery->scan->spool->dirs;
    if (recover_stage(recovery, dirs->active, err) < 0 ||
        recover_stage(recovery, dirs->queue, err) < 0)
        return -1;
    if (recovery->count > 0)
        qsort(recovery->found, recovery->count, sizeof(void *), by_number);
    for (size_t i = 0; i < recovery->count; i++) {
        struct spool_waiting *waiting = recovery->found[i];
        if (waiting->job.seq == 0 && stamp(recovery->scan, waiting, &waiting->job, err) < 0)
            return -1;
    }
    return 0;
}

int spool_scan_recover(struct spool_scan *scan, struct list *out, size_t *damaged, struct err *err)
{
    struct recovery recovery = {.scan = scan};
    int result = recover_all(&recovery, err);
    for (size_t i = 0; i < recovery.count; i++) {
        if (result == 0)
            list_append(out, &recovery.found[i]->node);
        else
            spool_waiting_free(recovery.found[i]);
    }
    free(recovery.found);
    if (result < 0)
        return -1;
    *damaged = recovery.damaged;
    spool_scan_clean(scan, clock_wall_us());
    return 0;
}
