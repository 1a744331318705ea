/* spool_scan_state: what the parts of the scan share (spool_scan, _entry, _judge, _accept, _claim,
 * _order, _recover, _clean). Private to this room.
 *
 *   door ─ look ─┬─ gone, wait ........... stays in spool/, looked at again
 *                ├─ wrong ................ bad/ + why + receipt
 *                ├─ own canonical file ... rename to queue/, stamp             (spool_accept)
 *                ├─ duplicate ............ receipt, unlink
 *                └─ others, all orders ... rename to claim/<id>~NAME.json
 *   claim ─ sync claim/ ─ look again ─ copy to queue/ ─ sync ─ receipt ─ unlink (spool_claim)
 *
 * The last step of each way removes the file that caused it, so a crash anywhere repeats the way
 * from its beginning, and the id makes the repetition harmless. */
#ifndef PIRUN_SPOOL_SPOOL_SCAN_STATE_H
#define PIRUN_SPOOL_SPOOL_SCAN_STATE_H

#include <dirent.h>
#include <sys/stat.h>

#include "base/list.h"
#include "spool/spool_name.h"
#include "spool/spool_note.h"
#include "spool/spool_owner.h"
#include "spool/spool_patience.h"
#include "spool/spool_scan.h"
#include "spool/spool_seq.h"

#define SPOOL_SLICE_NAMES   1000 /* names per slice (design "Watch") */
#define SPOOL_SLICE_MS      50   /* … and time: a slow disk must not make a slice long */
#define SPOOL_SLICE_CLAIMS  64   /* … and claims: each of them is synced */
#define SPOOL_FULL_AGAIN_MS 2000 /* how soon a full disk is tried again */

/* A name of the door that this pass has yet to handle. */
struct spool_found {
    char *name;
    unsigned char type; /* d_type of readdir(3) */
};

/* A file in claim/ that this slice handles. */
struct spool_claim {
    struct list node;
    struct ident id;
    char file[SPOOL_NAME_SIZE]; /* "<id>~NAME.json" */
    char stem[SPOOL_NAME_SIZE]; /* NAME */
    struct spool_in *in;        /* accepted: told to the caller once queue/ is synced */
    int copy;                   /* descriptor of its copy aside in queue/; -1 none */
    size_t place;               /* in the slice, for the name of that copy */
};

struct spool_scan {
    const struct spool *spool;
    struct spool_scan_options options;
    struct spool_counters counters;
    uid_t uid;

    struct spool_seq seq;
    struct spool_note note;
    struct spool_owners owners;
    struct spool_patience patience;
    struct list orders;   /* struct spool_order: told, not done yet; their files are in claim/ */
    struct list droppers; /* struct spool_dropper: names of jobs that may still be refused */
    size_t dropper_count;
    struct buf text; /* of the file that is looked at */
    struct buf canonical;

    DIR *door; /* NULL between two passes */
    bool is_door_read;
    DIR *claim_dir; /* in a pass that looks into claim/ too, until it is read */
    struct spool_found found[SPOOL_SLICE_NAMES];
    size_t found_count, found_next;
    bool is_claim_dirty; /* claim/ may hold files that nobody handles: after a start, a failure */
    bool is_full;        /* of the pass */
    int64_t again_ms;    /* of the pass; 0 no need */

    struct spool_slice *slice; /* while one is under way */
    struct list claims;
    size_t claim_count;
};

/* One file at the moment it is looked at. */
struct spool_entry {
    int dirfd; /* borrowed: spool/ or claim/ */
    const char *file;
    char stem[SPOOL_NAME_SIZE];
    struct ident id; /* from its name */
    bool has_id;
    bool is_claim;
    unsigned char type; /* as the directory says; DT_UNKNOWN when not known */

    struct stat st;
    bool has_st;
    char owner[SPOOL_OWNER_SIZE];
    struct job job;
    bool has_job;
    struct job_fault fault;
};

/* What a look tells. */
enum spool_look {
    SPOOL_LOOK_JOB,   /* ENTRY->job is a job that may be accepted */
    SPOOL_LOOK_WRONG, /* ENTRY->fault says why */
    SPOOL_LOOK_WAIT,  /* not now: its writer may be at work, or reading failed */
    SPOOL_LOOK_GONE,
};

void spool_entry_init(struct spool_entry *entry, int dirfd, const char *file);
void spool_entry_release(struct spool_entry *entry);
#define auto_entry __attribute__((cleanup(spool_entry_release)))
/* Open, examine, read once, parse and judge. */
enum spool_look spool_entry_look(struct spool_scan *scan, struct spool_entry *entry);
/* True when this very entry is what `spool_submit` wrote: own uid, named by its id, canonical
 * bytes. */
bool spool_entry_is_canonical(struct spool_scan *scan, const struct spool_entry *entry);

/* May this job come in from this file? Sets its id from the file's name. False: ENTRY->fault
 * says why not. */
bool spool_judge_entry(struct spool_scan *scan, struct spool_entry *entry);
/* Fill in what only PiRun says: submitter and times. Not before the test for the canonical form. */
void spool_judge_fill(struct spool_entry *entry);

/* Handle one name of the door. */
void spool_accept_found(struct spool_scan *scan, const struct spool_found *found);
/* ENTRY goes to bad/ with its fault. */
void spool_accept_refuse(struct spool_scan *scan, struct spool_entry *entry);
/* True when the poison rule condemned ENTRY: it went to bad/ unread. Else its name is noted. */
bool spool_accept_bury(struct spool_scan *scan, struct spool_entry *entry);
/* The idempotency key of ENTRY's job, if it has one, is its own. False: it was dropped, or
 * stays. */
bool spool_accept_take_key(struct spool_scan *scan, const struct spool_entry *entry);
/* ENTRY was submitted before, as OF: receipt, and the file is dropped. */
void spool_accept_drop(struct spool_scan *scan, const struct spool_entry *entry,
                       const struct ident *of);
/* Make ENTRY's accepted job known to the caller. Takes the job out of ENTRY. Owns: returns it. */
struct spool_in *spool_accept_make_in(struct spool_entry *entry, enum spool_in_kind kind);
/* Tell the caller that no run of ID will come from the door: somebody may wait for it (`after`). */
void spool_accept_tell_refused(struct spool_scan *scan, const struct ident *id);
/* True when a job of this id was accepted before: it is in queue/, active/ or runs/. */
bool spool_accept_is_known(const struct spool *spool, const struct ident *id);

/* Give ENTRY its id for good: rename it into claim/, to be handled at the end of this slice. */
void spool_claim_entry(struct spool_scan *scan, const struct spool_entry *entry,
                       const struct ident *id);
/* Read claim/ too in this pass. False: ERR says why not. */
bool spool_claim_open(struct spool_scan *scan, struct err *err);
void spool_claim_close(struct spool_scan *scan);
/* Add what lies in claim/ already to the claims of the slice, as many as it takes. */
void spool_claim_find(struct spool_scan *scan);
/* Handle all claims of the slice. */
void spool_claim_finish(struct spool_scan *scan);

/* An order that was told to the caller and is not done. */
struct spool_order {
    struct list node;
    struct ident id;
    enum job_op op;
    char file[SPOOL_NAME_SIZE]; /* in claim/ */
    char stem[SPOOL_NAME_SIZE];
};
bool spool_order_is_known(const struct spool_scan *scan, const char *claim_file);
void spool_order_add(struct spool_scan *scan, const struct spool_claim *claim, enum job_op op);
void spool_order_release(struct spool_scan *scan);
/* Remember under which name a job came that may be refused after its acceptance. */
void spool_order_remember_dropper(struct spool_scan *scan, const struct job *job, const char *stem);

/* Something could not be accepted: for the caller's log, and whether for want of space. */
void spool_scan_trouble(struct spool_scan *scan, const struct err *err);
/* A lesser thing, such as a receipt, failed: only for the log. */
void spool_scan_mention(struct spool_scan *scan, const struct err *err);
void spool_scan_look_again(struct spool_scan *scan, int64_t after_ms);

#endif
