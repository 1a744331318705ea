/* spool_scan: read the door and accept or refuse what lies there. The directory is the truth;
 * the watcher only rings. Plain blocking functions. Thread: one lane ("disk") for all calls on
 * one scan. */
#ifndef PIRUN_SPOOL_SPOOL_SCAN_H
#define PIRUN_SPOOL_SPOOL_SCAN_H

#include "base/list.h"
#include "job/job.h"
#include "job/job_file.h"
#include "spool/spool.h"

struct spool_scan;

/* What the door asks of the project's rules (config, limits, sandbox), without knowing them.
 * Called on the scan's thread. May set JOB's commit, which is accepted with it. Answers false and
 * fills FAULT (codes no_script, bad_arg, limit, require, no_commit) to refuse. Not asked about
 * orders. */
typedef bool (*spool_check_cb)(void *ctx, struct job *job, struct job_fault *fault);

struct spool_scan_options {
    spool_check_cb check; /* NULL: everything is allowed */
    void *check_ctx;
};

/* Owns: returns a scan; borrows SPOOL, which must outlive it. Reads var/seq and the note of what
 * the last process was handling when it ended (poison rule). The caller holds var/lock. */
struct spool_scan *spool_scan_create(const struct spool *spool,
                                     const struct spool_scan_options *options, struct err *err);
void spool_scan_free(struct spool_scan *scan); /* NULL is fine */

/* One thing that came in. KIND tells what the receiver must do. */
enum spool_in_kind {
    SPOOL_IN_JOB,
    SPOOL_IN_ORDER,
    SPOOL_IN_REFUSED /* a file that was named by its id, and there will be no run of that id: it
                        went to bad/, or was dropped as a duplicate of another id. Only job.id is
                        set. */
};
struct spool_in {
    struct list node;
    enum spool_in_kind kind;
    struct job job; /* accepted: seq and queued_at are set; for an order: op, target and id */
};
void spool_in_free(struct spool_in *in);

/* What a slice found. The caller frees the `ins` with spool_in_free. */
struct spool_slice {
    struct list ins; /* in accept order */
    size_t accepted, refused, duplicates;
    bool has_more; /* call again at once: the directory was not read to its end */
    /* Look again after this time because of what this pass has seen (a file that is still being
     * written, a full disk); 0: no need. The last slice of a pass tells the least of all. */
    int64_t again_ms;
    /* In this pass something could not be accepted for want of space; it stays where it is. */
    bool is_disk_full;
    char trouble[240]; /* what to log, "" for nothing */
};

/* Look at up to 1,000 names (or for 50 ms) and accept them: claim, read once, validate,
 * canonical form, number, receipt. A new pass over the directory begins when the last one ended;
 * a bell that rings during a pass needs another one. An order is told once and stays in claim/
 * until spool_scan_order_done, so a crash in between tells it again at the next start: carrying
 * it out twice must be harmless. Errors: ERR_NOT_FOUND the spool directory is gone; by errno. */
int spool_scan_slice(struct spool_scan *scan, struct spool_slice *out, struct err *err);

/* At start, before the first slice: everything in queue/ and active/ (accepted earlier), by
 * accept number, unstamped ones last and stamped now. WAS_STARTED: it is in active/, or
 * runs/<id>/start.json exists. The jobs are without their words (job_drop_words). Files there that
 * cannot be read as a job go to bad/ (code poison) and are counted in *DAMAGED. Cleans spool/tmp of
 * entries older than 36 h, and ack/, keys/, bad/ of expired ones. */
struct spool_waiting {
    struct list node;
    struct job job;
    bool was_started;
};
void spool_waiting_free(struct spool_waiting *waiting);
int spool_scan_recover(struct spool_scan *scan, struct list *out, size_t *damaged, struct err *err);

/* Refuse a job that was accepted already (its key is taken, on_conflict refuse): queue/<id>.json
 * goes to bad/, its receipt says so, its idempotency key is free again. Errors: ERR_NOT_FOUND;
 * by errno. */
int spool_scan_refuse_queued(struct spool_scan *scan, const struct ident *id,
                             const struct job_fault *fault, struct err *err);
/* Write the receipt of an order: done (WHY_NOT NULL), or why not. Its file is removed.
 * Errors: ERR_NOT_FOUND no such order is under way; by errno. */
int spool_scan_order_done(struct spool_scan *scan, const struct ident *id,
                          const struct err *why_not, struct err *err);
/* Remove entries of spool/tmp older than 36 h, receipts older than 7 days, idempotency keys
 * older than 24 h, old dead letters (30 days, 1,000 files). NOW_US: wall clock. Call rarely
 * (hourly). */
void spool_scan_clean(struct spool_scan *scan, int64_t now_us);

/* Since spool_scan_create, for /metrics. */
struct spool_counters {
    int64_t accepted, refused, duplicates, orders, swept; /* swept: dead writers' files in tmp/ */
};
void spool_scan_counters(const struct spool_scan *scan, struct spool_counters *out);

/* True when a file of this id waits to be accepted, in the door or in claim/. Thread: any. */
bool spool_is_in_door(const struct spool *spool, const struct ident *id);

/* Whether the runs that JOB waits for exist; FAULT says which does not. Who submits for others asks
 * this before, to tell them at once. The scan asks it of every job, but lets one in that waits for
 * a refused one: it was on its way when that was refused, and ends in the queue for that reason,
 * whichever of the two was looked at first. Thread: any. */
bool spool_check_after(const struct spool *spool, const struct job *job, struct job_fault *fault);

/* A job on its way back out of var/queue or var/active, for the room that starts it. Reads and
 * parses the canonical file; submitted_by is always set. *OUT is initialized; the caller
 * releases it after success. Errors: ERR_NOT_FOUND; ERR_INVALID the file is damaged. Thread:
 * any. */
int spool_read_job(const struct spool *spool, const struct ident *id, struct job *out,
                   struct err *err);

#endif
