/* One file's way from the door. See the drawing in spool_scan_state.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "spool/spool_bad.h"
#include "spool/spool_key.h"
#include "spool/spool_receipt.h"
#include "spool/spool_scan_state.h"

#define SWAPPED_AGAIN_MS 100 /* a file that was replaced while it was accepted is looked at again */

bool spool_accept_is_known(const struct spool *spool, const struct ident *id)
{
    char file[SPOOL_NAME_ID_SIZE];
    char text[IDENT_TEXT_SIZE];
    spool_name_of(id, file);
    ident_format(id, text);
    /* in the order in which jobs move, so that one that moves in the middle is seen */
    return fd_exists(spool->dirs.queue, file) || fd_exists(spool->dirs.active, file) ||
           fd_exists(spool->dirs.runs, text);
}

struct spool_in *spool_accept_make_in(struct spool_entry *entry, enum spool_in_kind kind)
{
    struct spool_in *in = xcalloc(1, sizeof(*in));
    list_init(&in->node);
    in->kind = kind;
    in->job = entry->job;
    entry->has_job = false;
    return in;
}

void spool_accept_tell_refused(struct spool_scan *scan, const struct ident *id)
{
    struct spool_in *in = xcalloc(1, sizeof(*in));
    in->kind = SPOOL_IN_REFUSED;
    job_init(&in->job);
    in->job.id = *id;
    list_append(&scan->slice->ins, &in->node);
}

/* What lies in bad/ under a known id may be the second copy of a job that was accepted. */
static void tell_refused(struct spool_scan *scan, const struct spool_entry *entry)
{
    if (entry->has_id && !spool_accept_is_known(scan->spool, &entry->id))
        spool_accept_tell_refused(scan, &entry->id);
}

void spool_accept_refuse(struct spool_scan *scan, struct spool_entry *entry)
{
    struct err err;
    if (!entry->has_st)
        entry->has_st = fstatat(entry->dirfd, entry->file, &entry->st, AT_SYMLINK_NOFOLLOW) == 0;
    if (!entry->has_st)
        return; /* gone */
    const struct spool_owner *owner =
        spool_owner_find(&scan->owners, scan->spool, entry->st.st_uid);
    struct spool_letter letter = {.from_dirfd = entry->dirfd,
                                  .name = entry->file,
                                  .id = entry->has_id ? entry->id : ident_new(),
                                  .receipt_name = entry->stem,
                                  .submitter = owner->name};
    if (spool_bad_put(scan->spool, &letter, &entry->fault, &err) == 0) {
        scan->slice->refused++;
        tell_refused(scan, entry);
    } else if (err.code != ERR_NOT_FOUND) {
        spool_scan_trouble(scan, &err);
    }
    if (entry->is_claim && fd_exists(entry->dirfd, entry->file))
        scan->is_claim_dirty = true;
}

bool spool_accept_bury(struct spool_scan *scan, struct spool_entry *entry)
{
    if (!spool_note_is_condemned(&scan->note, entry->stem)) {
        spool_note_begin(&scan->note, entry->stem);
        return false;
    }
    job_fault_set(&entry->fault, "poison",
                  "if it was only bad luck, put it back with 'pirun bad retry'",
                  "the server ended while it read this file, at two starts in a row");
    spool_accept_refuse(scan, entry);
    spool_note_buried(&scan->note);
    return true;
}

/* The file goes after its receipt: until then, a crash repeats this. */
static void remove_file(struct spool_scan *scan, const struct spool_entry *entry)
{
    struct err err;
    if (unlinkat(entry->dirfd, entry->file, 0) == 0 || errno == ENOENT)
        return;
    (void)err_errno(&err, "cannot remove '%.80s' from the spool", entry->file);
    spool_scan_mention(scan, &err);
}

void spool_accept_drop(struct spool_scan *scan, const struct spool_entry *entry,
                       const struct ident *of)
{
    struct err err;
    if (spool_receipt_duplicate(scan->spool, entry->stem, of, &err) < 0)
        spool_scan_mention(scan, &err);
    remove_file(scan, entry);
    scan->slice->duplicates++;
    if (!ident_equal(&entry->job.id, of))
        tell_refused(scan, entry);
}

bool spool_accept_take_key(struct spool_scan *scan, const struct spool_entry *entry)
{
    struct ident holder;
    struct err err;
    if (!entry->job.idempotency_key)
        return true;
    if (spool_key_take(scan->spool, &entry->job, &holder, &err) < 0) {
        spool_scan_trouble(scan, &err);
        return false;
    }
    if (ident_equal(&holder, &entry->job.id))
        return true;
    spool_accept_drop(scan, entry, &holder);
    return false;
}

/* What lies in queue/ now is the very file that was read? A name can be replaced in the middle. */
static int open_accepted(struct spool_scan *scan, const struct spool_entry *entry)
{
    const struct spool *spool = scan->spool;
    auto_fd int fd = openat(spool->dirs.queue, entry->file, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    struct stat st;
    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_ino == entry->st.st_ino &&
        st.st_dev == entry->st.st_dev)
        return take_fd(&fd);
    struct err err;
    if (fd_rename_new(spool->dirs.queue, entry->file, spool->dirs.spool, entry->file, &err) < 0)
        spool_scan_trouble(scan, &err);
    spool_scan_look_again(scan, SWAPPED_AGAIN_MS);
    return -1;
}

static bool has_run_directory(const struct spool *spool, const struct ident *id)
{
    char text[IDENT_TEXT_SIZE];
    ident_format(id, text);
    return fd_exists(spool->dirs.runs, text);
}

/* Into queue/, unless it was there before or has been started already. Asked about runs/ twice:
 * before, so that a retry on its way from active/ to queue/ never meets this file; and after,
 * because the first copy may have been started in between. */
static bool rename_to_queue(struct spool_scan *scan, const struct spool_entry *entry)
{
    const struct spool *spool = scan->spool;
    struct err err;
    if (fd_rename_new(spool->dirs.spool, entry->file, spool->dirs.queue, entry->file, &err) < 0) {
        if (err.code == ERR_CONFLICT)
            spool_accept_drop(scan, entry, &entry->job.id);
        else if (err.code != ERR_NOT_FOUND)
            spool_scan_trouble(scan, &err);
        return false;
    }
    if (!has_run_directory(spool, &entry->job.id))
        return true;
    struct spool_entry moved = *entry;
    moved.dirfd = spool->dirs.queue;
    spool_accept_drop(scan, &moved, &entry->job.id);
    return false;
}

/* The name of such a file is its run's id, and its place is the answer: spool_receipt tells it
 * from there. A file in ack/ for each of them would cost as much as all the rest of the
 * acceptance (33 of 70 µs measured on ext4) and a block of the disk for seven days. With an
 * idempotency key the answer could also have been another run, so there is a file to look at. */
static void write_receipt(struct spool_scan *scan, const struct spool_entry *entry)
{
    const struct job *job = &entry->job;
    struct err err;
    if (job->idempotency_key &&
        spool_receipt_accepted(scan->spool, entry->stem, &job->id, job->seq, &err) < 0)
        spool_scan_mention(scan, &err);
}

/* The stamp comes last: an unstamped file in queue/ is the mark of an acceptance that a crash
 * cut off, and recovery stamps it and writes its receipt. */
static void accept_canonical(struct spool_scan *scan, struct spool_entry *entry)
{
    struct job *job = &entry->job;
    struct err err;
    int64_t seq = 0;
    if (has_run_directory(scan->spool, &job->id)) {
        spool_accept_drop(scan, entry, &job->id);
        return;
    }
    spool_judge_fill(entry);
    if (!spool_accept_take_key(scan, entry))
        return;
    if (spool_seq_take(&scan->seq, scan->spool, &seq, &err) < 0) {
        spool_scan_trouble(scan, &err);
        return;
    }
    if (!rename_to_queue(scan, entry))
        return;
    auto_fd int fd = open_accepted(scan, entry);
    if (fd < 0)
        return;
    job->seq = seq;
    job->queued_at_us = clock_wall_us();
    write_receipt(scan, entry);
    if (job_file_stamp(fd, seq, job->queued_at_us, &err) < 0)
        spool_scan_mention(scan, &err);
    list_append(&scan->slice->ins, &spool_accept_make_in(entry, SPOOL_IN_JOB)->node);
    scan->slice->accepted++;
}

/* The same order again. It was carried out when it has its receipt; the receipt stays as it is. */
static bool drop_repeated_order(struct spool_scan *scan, const struct spool_entry *entry)
{
    if (!entry->has_id || !fd_exists(scan->spool->dirs.ack, entry->file))
        return false;
    remove_file(scan, entry);
    scan->slice->duplicates++;
    return true;
}

static void accept(struct spool_scan *scan, struct spool_entry *entry)
{
    static const struct ident none;
    bool is_order = entry->job.kind == JOB_OP;
    bool is_named = !ident_equal(&entry->job.id, &none);
    if (is_order && drop_repeated_order(scan, entry))
        return;
    if (!is_order && spool_entry_is_canonical(scan, entry)) {
        accept_canonical(scan, entry);
        return;
    }
    if (is_named && !is_order && spool_accept_is_known(scan->spool, &entry->job.id)) {
        spool_accept_drop(scan, entry, &entry->job.id);
        return;
    }
    struct ident id = is_named ? entry->job.id : ident_new();
    spool_claim_entry(scan, entry, &id);
}

void spool_accept_found(struct spool_scan *scan, const struct spool_found *found)
{
    auto_entry struct spool_entry entry;
    spool_entry_init(&entry, scan->spool->dirs.spool, found->name);
    entry.type = found->type;
    if (spool_accept_bury(scan, &entry))
        return;
    switch (spool_entry_look(scan, &entry)) {
    case SPOOL_LOOK_JOB:
        accept(scan, &entry);
        break;
    case SPOOL_LOOK_WRONG:
        spool_accept_refuse(scan, &entry);
        break;
    case SPOOL_LOOK_WAIT:
    case SPOOL_LOOK_GONE:
        break;
    }
}
