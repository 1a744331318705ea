/* Files that came by hand. Such a file has no identity of its own, so it gets one before
 * anything else: the rename to claim/<id>~NAME.json, synced, decides under which id it is
 * accepted, however often a crash repeats the rest. Writers may still hold it open, so its
 * canonical copy is a fresh file. The claims of a slice share the two syncs of the directories,
 * and their copies are all written before the first of them is synced: the disk is given them
 * together, which takes a half to a quarter of the time (64 copies on ext4: 100 to 250 ms
 * against 400 to 600). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "spool/spool_dir.h"
#include "spool/spool_receipt.h"
#include "spool/spool_scan_state.h"

static void add_claim(struct spool_scan *scan, const struct ident *id, const char *claim_file,
                      const char *file)
{
    struct spool_claim *claim = xcalloc(1, sizeof(*claim));
    claim->id = *id;
    claim->copy = -1;
    claim->place = scan->claim_count;
    memcpy(claim->file, claim_file, strlen(claim_file) + 1); /* both are names of files */
    spool_name_stem(file, claim->stem);
    list_append(&scan->claims, &claim->node);
    scan->claim_count++;
}

void spool_claim_entry(struct spool_scan *scan, const struct spool_entry *entry,
                       const struct ident *id)
{
    const struct spool_dirs *dirs = &scan->spool->dirs;
    char claim_file[SPOOL_NAME_SIZE];
    struct err err;
    if (!spool_name_claim(id, entry->file, claim_file)) {
        struct spool_entry refused = *entry;
        refused.has_job = false;
        job_fault_set(&refused.fault, "bad_arg", "give it a shorter name",
                      "its name has more than %d bytes", SPOOL_NAME_CLAIM_MAX);
        spool_accept_refuse(scan, &refused);
        return;
    }
    if (fd_rename_new(dirs->spool, entry->file, dirs->claim, claim_file, &err) == 0)
        add_claim(scan, id, claim_file, entry->file);
    else if (err.code == ERR_CONFLICT)
        spool_accept_drop(scan, entry, id);
    else if (err.code != ERR_NOT_FOUND)
        spool_scan_trouble(scan, &err);
}

bool spool_claim_open(struct spool_scan *scan, struct err *err)
{
    scan->claim_dir = spool_dir_open(scan->spool->dirs.claim, err);
    if (!scan->claim_dir) {
        (void)err_prefix(err, "'var/spool/claim'");
        return false;
    }
    scan->is_claim_dirty = false; /* set again by whatever has to stay */
    return true;
}

void spool_claim_close(struct spool_scan *scan)
{
    if (scan->claim_dir)
        scan->is_claim_dirty = true; /* it was not read to its end */
    scope_closedir(&scan->claim_dir);
    scan->claim_dir = NULL;
}

/* Nothing but claims belongs there; what has another name goes to bad/ like any other bad file. */
static void refuse_stranger(struct spool_scan *scan, const char *name)
{
    auto_entry struct spool_entry entry;
    spool_entry_init(&entry, scan->spool->dirs.claim, name);
    entry.has_id = false;
    entry.is_claim = true;
    job_fault_set(&entry.fault, "bad_arg", "drop jobs into var/spool, not into var/spool/claim",
                  "it lay in var/spool/claim without an id");
    spool_accept_refuse(scan, &entry);
}

void spool_claim_find(struct spool_scan *scan)
{
    while (scan->claim_dir && scan->claim_count < SPOOL_SLICE_CLAIMS) {
        bool is_broken = false;
        struct ident id;
        const char *file = NULL;
        const struct dirent *found = spool_dir_next(scan->claim_dir, &is_broken);
        if (!found) {
            scope_closedir(&scan->claim_dir);
            scan->claim_dir = NULL;
            scan->is_claim_dirty = scan->is_claim_dirty || is_broken;
        } else if (!spool_name_parse_claim(found->d_name, &id, &file)) {
            refuse_stranger(scan, found->d_name);
        } else if (!spool_order_is_known(scan, found->d_name)) {
            add_claim(scan, &id, found->d_name, file);
        }
    }
}

#define ASIDE_SIZE     (IDENT_TEXT_SIZE + 24)
#define KNOWN_AGAIN_MS 10 /* the second of two claims of one id is a known job in the next pass */

static void aside_name(const struct spool_claim *claim, char name[ASIDE_SIZE])
{
    char id[IDENT_TEXT_SIZE];
    ident_format(&claim->id, id);
    (void)snprintf(name, ASIDE_SIZE, ".%s.%zu", id, claim->place); /* fits: 20 digits at most */
}

static int write_copy(struct spool_scan *scan, struct spool_claim *claim, struct err *err)
{
    const struct spool *spool = scan->spool;
    char aside[ASIDE_SIZE];
    aside_name(claim, aside);
    (void)unlinkat(spool->dirs.queue, aside, 0); /* of a copy that a crash cut off */
    auto_fd int fd = openat(spool->dirs.queue, aside,
                            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_errno(err, "cannot create '%s' in 'var/queue'", aside);
    if (fd_write_all(fd, scan->canonical.data, scan->canonical.size, err) < 0) {
        (void)unlinkat(spool->dirs.queue, aside, 0); /* the failure before is what counts */
        return err_prefix(err, "'var/queue'");
    }
    if (spool->durability != FD_DURABLE_NONE)
        (void)sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE); /* only begins; commit_copy syncs */
    claim->copy = take_fd(&fd);
    return 0;
}

/* Errors: ERR_CONFLICT another claim of this slice had the same id. */
static int commit_copy(struct spool_scan *scan, struct spool_claim *claim, struct err *err)
{
    const struct spool *spool = scan->spool;
    auto_fd int fd = take_fd(&claim->copy);
    char aside[ASIDE_SIZE];
    char file[SPOOL_NAME_ID_SIZE];
    aside_name(claim, aside);
    spool_name_of(&claim->id, file);
    int result = spool->durability == FD_DURABLE_NONE ? 0 : fd_sync(fd, aside, err);
    if (result == 0)
        result = fd_rename_new(spool->dirs.queue, aside, spool->dirs.queue, file, err);
    if (result < 0)
        (void)unlinkat(spool->dirs.queue, aside, 0); /* the failure before is what counts */
    return result;
}

/* Accepted before a crash, but its claim was not removed: only that and the receipt are missing. */
static void finish_known(struct spool_scan *scan, const struct spool_entry *entry)
{
    struct job job;
    struct err err;
    int64_t seq = 0;
    if (spool_read_job(scan->spool, &entry->id, &job, &err) == 0) {
        seq = job.seq;
        job_release(&job);
    }
    if (spool_receipt_accepted(scan->spool, entry->stem, &entry->id, seq, &err) < 0)
        spool_scan_mention(scan, &err);
    (void)unlinkat(entry->dirfd, entry->file, 0); /* found again at the next start otherwise */
}

static int copy_job(struct spool_scan *scan, struct spool_claim *claim, struct spool_entry *entry,
                    struct err *err)
{
    struct job *job = &entry->job;
    if (spool_seq_take(&scan->seq, scan->spool, &job->seq, err) < 0)
        return -1;
    job->queued_at_us = clock_wall_us();
    buf_clear(&scan->canonical);
    job_file_format(job, scan->text.data, scan->text.size, &scan->canonical);
    if (!buf_ok(&scan->canonical))
        return err_set(err, ERR_TOO_LARGE, "the canonical form of '%.80s' is too large",
                       entry->stem);
    return write_copy(scan, claim, err);
}

static void accept_claim(struct spool_scan *scan, struct spool_claim *claim,
                         struct spool_entry *entry)
{
    struct err err;
    spool_judge_fill(entry);
    if (entry->job.kind == JOB_OP) {
        spool_order_add(scan, claim, entry->job.op);
        list_append(&scan->slice->ins, &spool_accept_make_in(entry, SPOOL_IN_ORDER)->node);
        scan->counters.orders++;
        return;
    }
    if (!spool_accept_take_key(scan, entry)) {
        scan->is_claim_dirty = true;
        return;
    }
    if (copy_job(scan, claim, entry, &err) < 0) {
        spool_scan_trouble(scan, &err);
        scan->is_claim_dirty = true;
        return;
    }
    claim->in = spool_accept_make_in(entry, SPOOL_IN_JOB);
}

/* What was accepted before a crash may have run, and its file, its script or the time may have
 * changed since: whatever a look tells now, it must not become a dead letter as well. (An order
 * is not accepted; a rerun's job has its order's id.) */
static bool is_accepted(const struct spool_scan *scan, const struct spool_entry *entry)
{
    bool is_order = entry->has_job && entry->job.kind == JOB_OP;
    return !is_order && spool_accept_is_known(scan->spool, &entry->id);
}

static void handle_look(struct spool_scan *scan, struct spool_claim *claim,
                        struct spool_entry *entry)
{
    enum spool_look look = spool_entry_look(scan, entry);
    if (look != SPOOL_LOOK_GONE && is_accepted(scan, entry)) {
        finish_known(scan, entry);
        return;
    }
    switch (look) {
    case SPOOL_LOOK_JOB:
        accept_claim(scan, claim, entry);
        break;
    case SPOOL_LOOK_WRONG:
        spool_accept_refuse(scan, entry);
        break;
    case SPOOL_LOOK_WAIT: /* its writer cut it after it was claimed */
        scan->is_claim_dirty = true;
        break;
    case SPOOL_LOOK_GONE:
        break;
    }
}

static void handle_claim(struct spool_scan *scan, struct spool_claim *claim)
{
    auto_entry struct spool_entry entry;
    spool_entry_init(&entry, scan->spool->dirs.claim, claim->file);
    memcpy(entry.stem, claim->stem, sizeof(entry.stem));
    entry.id = claim->id;
    entry.has_id = true;
    entry.is_claim = true;
    if (spool_note_is_condemned(&scan->note, entry.stem) && is_accepted(scan, &entry)) {
        finish_known(scan, &entry);
        spool_note_buried(&scan->note);
        return;
    }
    if (!spool_accept_bury(scan, &entry))
        handle_look(scan, claim, &entry);
}

static void commit_claim(struct spool_scan *scan, struct spool_claim *claim)
{
    struct err err;
    if (claim->copy < 0 || commit_copy(scan, claim, &err) == 0)
        return;
    spool_in_free(take(claim->in));
    scan->is_claim_dirty = true;
    if (err.code == ERR_CONFLICT)
        spool_scan_look_again(scan, KNOWN_AGAIN_MS);
    else
        spool_scan_trouble(scan, &err);
}

/* Told to nobody yet: the copies go away again, the claims stay and are handled in the next
 * pass. */
static void undo_copies(struct spool_scan *scan)
{
    list_for_each (node, &scan->claims) {
        struct spool_claim *claim = list_entry(node, struct spool_claim, node);
        char file[SPOOL_NAME_ID_SIZE];
        if (!claim->in)
            continue;
        spool_name_of(&claim->id, file);
        (void)unlinkat(scan->spool->dirs.queue, file, 0); /* else the next start takes it up */
        spool_in_free(take(claim->in));
    }
    scan->is_claim_dirty = true;
}

static void tell_claim(struct spool_scan *scan, struct spool_claim *claim)
{
    struct spool_in *in = take(claim->in);
    struct err err;
    if (!in)
        return;
    if (spool_receipt_accepted(scan->spool, claim->stem, &in->job.id, in->job.seq, &err) < 0)
        spool_scan_mention(scan, &err);
    if (unlinkat(scan->spool->dirs.claim, claim->file, 0) < 0 && errno != ENOENT)
        scan->is_claim_dirty = true; /* known by then: the next pass only removes it */
    spool_order_remember_dropper(scan, &in->job, claim->stem);
    list_append(&scan->slice->ins, &in->node);
    scan->slice->accepted++;
}

static bool has_copies(const struct spool_scan *scan)
{
    list_for_each (node, &scan->claims) {
        if (list_entry(node, struct spool_claim, node)->in)
            return true;
    }
    return false;
}

static int sync_stage(const struct spool_scan *scan, int dirfd, const char *what, struct err *err)
{
    return scan->spool->durability == FD_DURABLE_FULL ? fd_sync(dirfd, what, err) : 0;
}

static void handle_all(struct spool_scan *scan)
{
    const struct spool_dirs *dirs = &scan->spool->dirs;
    struct err err;
    if (sync_stage(scan, dirs->claim, "var/spool/claim", &err) < 0) {
        spool_scan_trouble(scan, &err);
        scan->is_claim_dirty = true;
        return;
    }
    list_for_each (node, &scan->claims)
        handle_claim(scan, list_entry(node, struct spool_claim, node));
    list_for_each (node, &scan->claims)
        commit_claim(scan, list_entry(node, struct spool_claim, node));
    if (has_copies(scan) && sync_stage(scan, dirs->queue, "var/queue", &err) < 0) {
        spool_scan_trouble(scan, &err);
        undo_copies(scan);
    }
    list_for_each (node, &scan->claims)
        tell_claim(scan, list_entry(node, struct spool_claim, node));
}

void spool_claim_finish(struct spool_scan *scan)
{
    if (list_is_empty(&scan->claims))
        return;
    handle_all(scan);
    list_for_each (node, &scan->claims) {
        list_remove(node);
        free(list_entry(node, struct spool_claim, node));
    }
    scan->claim_count = 0;
}
