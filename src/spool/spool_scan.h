/* spool_scan: read the door and accept or refuse what lies there. The directory is the truth; the watcher only rings.
 * Plain blocking functions. Thread: one lane ("disk") for all calls on one scan. */
#ifndef PIRUN_SPOOL_SPOOL_SCAN_H
#define PIRUN_SPOOL_SPOOL_SCAN_H

#include "base/list.h"
#include "job/job.h"
#include "job/job_file.h"
#include "spool/spool.h"

struct spool_scan;

/* What the door asks of the project's rules (config, limits, sandbox), without knowing them. Called on the scan's thread.
 * Answers false and fills FAULT (codes no_script, bad_arg, limit, require, no_commit) to refuse. */
typedef bool (*spool_check_cb)(void *ctx, const struct job *job, struct job_fault *fault);

struct spool_scan_options {
    spool_check_cb check;
    void *check_ctx;
};

/* Owns: returns a scan; borrows SPOOL, which must outlive it. Reads var/seq. */
struct spool_scan *spool_scan_create(const struct spool *spool, const struct spool_scan_options *options, struct err *err);
void spool_scan_free(struct spool_scan *scan);

/* One thing that came in. KIND tells what the receiver must do. */
enum spool_in_kind { SPOOL_IN_JOB, SPOOL_IN_ORDER };
struct spool_in {
    struct list node;
    enum spool_in_kind kind;
    struct job job; /* accepted: seq and queued_at are set; for an order: op and target */
};
void spool_in_free(struct spool_in *in);

/* What a slice found. The caller frees the `ins` with spool_in_free. */
struct spool_slice {
    struct list ins;       /* in accept order */
    size_t accepted, refused, duplicates;
    bool has_more;         /* call again at once: the directory was not read to its end */
    int64_t again_ms;      /* look again after this time because a file is still being written; 0: no need */
    bool is_disk_full;     /* something could not be accepted for want of space; it stays where it is */
    char trouble[240];     /* what to log, "" for nothing */
};

/* Look at up to 1,000 names and accept them (claim, read once, validate, canonical form, number, receipt). A new pass over the
 * directory begins when the last one ended. Errors: ERR_NOT_FOUND the spool directory is gone; by errno. */
int spool_scan_slice(struct spool_scan *scan, struct spool_slice *out, struct err *err);

/* At start: everything in queue/ and active/ (accepted earlier), by accept number, unstamped ones last and stamped now.
 * WAS_STARTED: runs/<id>/start.json exists. Files there that cannot be read go to bad/ (code poison) and are counted in
 * *DAMAGED. Cleans spool/tmp of entries older than 36 h and ack/, keys/ of expired ones. */
struct spool_waiting {
    struct list node;
    struct job job;
    bool was_started;
};
void spool_waiting_free(struct spool_waiting *waiting);
int spool_scan_recover(struct spool_scan *scan, struct list *out, size_t *damaged, struct err *err);

/* Refuse a job that was accepted already (its key is taken, on_conflict refuse): queue/<id>.json goes to bad/. */
int spool_scan_refuse_queued(struct spool_scan *scan, const struct ident *id, const struct job_fault *fault, struct err *err);
/* Write the receipt of an order: done, or why not. */
int spool_scan_order_done(struct spool_scan *scan, const struct ident *id, const struct err *why_not, struct err *err);
/* Remove receipts older than 7 days, idempotency keys older than 24 h, old dead letters (30 days, 1,000 files).
 * NOW_US: wall clock. Call rarely (hourly). */
void spool_scan_clean(struct spool_scan *scan, int64_t now_us);

/* A job on its way back out of var/queue or var/active, for the room that starts it. Reads and parses the canonical file.
 * Errors: ERR_NOT_FOUND. Thread: any. */
int spool_read_job(const struct spool *spool, const struct ident *id, struct job *out, struct err *err);

#endif
