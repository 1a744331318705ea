/* The way into the door: write aside in tmp/, sync, rename, sync the directory. Only the rename
 * makes it a submission, only the last sync makes it durable. */
#include "spool/spool_submit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"
#include "job/job_file.h"
#include "spool/spool_name.h"
#include "spool/spool_owner.h"
#include "spool/spool_scan.h"
#include "spool/spool_waiting.h"

#define RECEIPT_MAX 16384
#define MEMBER_MODE 0640 /* the server reads a member's file as one of the group */

static int check_room(const struct spool *spool, struct err *err)
{
    if (spool_is_disk_low(spool))
        return err_set(err, ERR_NO_SPACE,
                       "the disk of '%.100s' is nearly full: free some space, then submit again",
                       spool->project_path);
    if (spool_waiting_is_over(spool, spool->max_waiting))
        return err_set(err, ERR_BUSY,
                       "%zu jobs wait already (spool.max_waiting): submit again when some have run",
                       spool->max_waiting);
    return 0;
}

static int write_aside(const struct spool *spool, const char *aside, const char *text, size_t size,
                       struct err *err)
{
    if (fd_create_file(spool->dirs.tmp, aside, text, size, spool->durability, err) < 0)
        return err_prefix(err, "'var/spool/tmp'");
    if (spool->is_owner || fchmodat(spool->dirs.tmp, aside, MEMBER_MODE, 0) == 0)
        return 0;
    int result = err_errno(err, "cannot set the mode of '%s'", aside);
    (void)unlinkat(spool->dirs.tmp, aside, 0); /* the failure before is what counts */
    return result;
}

/* Put the text into the door; it is durable only after sync_door. An id that lies there already is
 * this submission, made before. */
static int put(const struct spool *spool, const struct ident *id, const char *text, size_t size,
               struct err *err)
{
    char name[SPOOL_NAME_ID_SIZE];
    char aside[SPOOL_NAME_ID_SIZE];
    struct ident aside_id = ident_new(); /* not ID: two writers of one id must not meet in tmp/ */
    if (size > spool->max_job_bytes)
        return err_set(
            err, ERR_TOO_LARGE,
            "the job file would have %zu bytes, at most %zu are allowed: put data into a "
            "file of the project",
            size, spool->max_job_bytes);
    spool_name_of(id, name);
    spool_name_of(&aside_id, aside);
    if (write_aside(spool, aside, text, size, err) < 0)
        return -1;
    if (fd_rename_new(spool->dirs.tmp, aside, spool->dirs.spool, name, err) == 0)
        return 0;
    (void)unlinkat(spool->dirs.tmp, aside, 0); /* swept away after 36 h otherwise */
    return err->code == ERR_CONFLICT ? 0 : -1;
}

/* A member of spool.group may not open the directory, but syncing the renamed file commits its
 * name. */
static int sync_file(const struct spool *spool, const struct ident *id, struct err *err)
{
    char name[SPOOL_NAME_ID_SIZE];
    spool_name_of(id, name);
    auto_fd int fd = openat(spool->dirs.spool, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return 0; /* the server has taken it */
    if (fd < 0)
        return err_errno(err, "cannot open '%s'", name);
    return fd_sync(fd, name, err);
}

static int sync_door(const struct spool *spool, const struct ident *id, struct err *err)
{
    if (spool->durability != FD_DURABLE_FULL)
        return 0;
    if (fsync(spool->dirs.spool) == 0)
        return 0;
    if (errno != EBADF)
        return err_errno(err, "cannot sync 'var/spool'");
    return sync_file(spool, id, err);
}

static void complete(struct job *job)
{
    static const struct ident none;
    if (ident_equal(&job->id, &none))
        job->id = ident_new();
    if (job->submitted_at_us == 0)
        job->submitted_at_us = clock_wall_us();
    if (!job->submitted_by) {
        char owner[SPOOL_OWNER_SIZE];
        spool_owner_name(geteuid(), owner);
        job->submitted_by = xstrdup(owner);
    }
    job->seq = 0;
    job->queued_at_us = 0;
}

static int put_job(const struct spool *spool, struct job *job, const char *original,
                   size_t original_size, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, JOB_CANONICAL_MAX);
    complete(job);
    job_file_format(job, original, original_size, &text);
    if (!buf_ok(&text))
        return err_set(err, ERR_TOO_LARGE, "the job file would have more than %zu bytes",
                       (size_t)JOB_CANONICAL_MAX);
    return put(spool, &job->id, text.data, text.size, err);
}

int spool_submit(const struct spool *spool, struct job *job, const char *original,
                 size_t original_size, struct err *err)
{
    if (check_room(spool, err) < 0 || put_job(spool, job, original, original_size, err) < 0)
        return -1;
    return sync_door(spool, &job->id, err);
}

int spool_submit_many(const struct spool *spool, struct spool_submission *all, size_t count,
                      size_t *done, struct err *err)
{
    size_t written = 0;
    struct err sync_err;
    *done = 0;
    int result = count > 0 ? check_room(spool, err) : 0;
    while (result == 0 && written < count) {
        struct spool_submission *one = &all[written];
        result = put_job(spool, &one->job, one->original, one->original_size, err);
        written += result == 0;
    }
    for (size_t i = 0; i < written; i++) {
        if (spool->is_owner && i > 0)
            break; /* one sync of the directory is for all */
        if (sync_door(spool, &all[i].job.id, &sync_err) < 0) {
            *err = sync_err;
            return -1;
        }
    }
    *done = written;
    return result;
}

int spool_submit_text(const struct spool *spool, const struct ident *id, const char *text,
                      size_t size, struct err *err)
{
    if (check_room(spool, err) < 0 || put(spool, id, text, size, err) < 0)
        return -1;
    return sync_door(spool, id, err);
}

/* What the place of an accepted job tells. The number is missing until the acceptance is
 * stamped. */
static int tell_from_place(const struct spool *spool, const struct ident *id, struct buf *out,
                           struct err *err)
{
    char text[IDENT_TEXT_SIZE];
    struct job job;
    int64_t seq = 0;
    struct err gone; /* started and ended meanwhile: then runs/ has it */
    ident_format(id, text);
    if (spool_read_job(spool, id, &job, &gone) == 0) {
        seq = job.seq;
        job_release(&job);
    } else if (!fd_exists(spool->dirs.runs, text)) {
        return err_set(err, ERR_NOT_FOUND, "no receipt for '%s'", text);
    }
    buf_addf(out, "{\"v\":1,\"name\":\"%s\",\"accepted\":true,\"id\":\"%s\"", text, text);
    if (seq > 0)
        buf_addf(out, ",\"seq\":%lld", (long long)seq);
    buf_add(out, "}\n");
    return buf_ok(out) ? 0 : err_set(err, ERR_TOO_LARGE, "the receipt of '%s' is too long", text);
}

int spool_receipt(const struct spool *spool, const char *name, struct buf *out, struct err *err)
{
    char file[SPOOL_NAME_SIZE];
    int size = snprintf(file, sizeof(file), "%s.json", name);
    if (!*name || *name == '.' || strchr(name, '/') || size < 0 || (size_t)size >= sizeof(file))
        return err_set(err, ERR_INVALID, "'%.80s' is not the name of a dropped file", name);
    auto_buf struct buf text;
    buf_init(&text, RECEIPT_MAX);
    if (fd_read_file(spool->dirs.ack, file, &text, err) < 0) {
        struct ident id;
        bool is_id = err->code == ERR_NOT_FOUND && spool_name_ident(file, &id);
        return is_id ? tell_from_place(spool, &id, out, err) : -1;
    }
    buf_append(out, buf_text(&text), text.size);
    return buf_ok(out) ? 0
                       : err_set(err, ERR_TOO_LARGE, "the receipt of '%.80s' is too long", name);
}
