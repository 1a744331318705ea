/* One pass over the door, in slices. A slice takes up to 1,000 names from the kept directory
 * stream, sorts them (names are UUIDv7 or chosen by people: both mean "in this order"; the
 * directory's own order means nothing), handles each, and at its end the hand-dropped ones
 * together, so that they share the syncs of the directories. */
#include "spool/spool_scan.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "spool/spool_dir.h"
#include "spool/spool_scan_state.h"

struct spool_scan *spool_scan_create(const struct spool *spool,
                                     const struct spool_scan_options *options, struct err *err)
{
    struct spool_scan *scan = xcalloc(1, sizeof(*scan));
    scan->spool = spool;
    scan->options = *options;
    scan->uid = geteuid();
    scan->is_claim_dirty = true;
    list_init(&scan->orders);
    list_init(&scan->droppers);
    list_init(&scan->claims);
    buf_init(&scan->text, spool->max_job_bytes + 1);
    buf_init(&scan->canonical, JOB_CANONICAL_MAX);
    spool_patience_init(&scan->patience);
    spool_note_open(&scan->note, spool);
    if (spool_seq_load(&scan->seq, spool, err) == 0)
        return scan;
    spool_scan_free(scan);
    return NULL;
}

static void forget_found(struct spool_scan *scan)
{
    for (; scan->found_next < scan->found_count; scan->found_next++)
        free(scan->found[scan->found_next].name);
    scan->found_next = 0;
    scan->found_count = 0;
}

void spool_scan_free(struct spool_scan *scan)
{
    if (!scan)
        return;
    forget_found(scan);
    scope_closedir(&scan->door);
    spool_claim_close(scan);
    spool_order_release(scan);
    spool_patience_release(&scan->patience);
    spool_note_close(&scan->note);
    buf_release(&scan->text);
    buf_release(&scan->canonical);
    free(scan);
}

void spool_in_free(struct spool_in *in)
{
    if (!in)
        return;
    job_release(&in->job);
    free(in);
}

void spool_scan_counters(const struct spool_scan *scan, struct spool_counters *out)
{
    *out = scan->counters;
}

void spool_scan_trouble(struct spool_scan *scan, const struct err *err)
{
    if (err->code == ERR_NO_SPACE) {
        scan->is_full = true;
        spool_scan_look_again(scan, SPOOL_FULL_AGAIN_MS);
    }
    spool_scan_mention(scan, err);
}

void spool_scan_mention(struct spool_scan *scan, const struct err *err)
{
    struct spool_slice *slice = scan->slice;
    if (slice && !slice->trouble[0])
        memcpy(slice->trouble, err->text, sizeof(slice->trouble));
}

void spool_scan_look_again(struct spool_scan *scan, int64_t after_ms)
{
    if (scan->again_ms == 0 || after_ms < scan->again_ms)
        scan->again_ms = after_ms;
}

/* A directory that was removed or moved away still answers, with nothing in it: compare. */
static int check_door(const struct spool *spool, struct err *err)
{
    struct stat held;
    struct stat named;
    if (fstat(spool->dirs.spool, &held) < 0)
        return err_errno(err, "cannot examine 'var/spool'");
    if (fstatat(spool->dirs.var, "spool", &named, AT_SYMLINK_NOFOLLOW) == 0 &&
        held.st_ino == named.st_ino && held.st_dev == named.st_dev && held.st_nlink > 0)
        return 0;
    return err_set(err, ERR_NOT_FOUND,
                   "'%.150s/var/spool' was removed or moved while the server ran: bring it back or "
                   "restart the server",
                   spool->project_path);
}

static int begin_pass(struct spool_scan *scan, struct err *err)
{
    if (check_door(scan->spool, err) < 0)
        return -1;
    if (scan->is_claim_dirty && !spool_claim_open(scan, err))
        return -1;
    scan->door = spool_dir_open(scan->spool->dirs.spool, err);
    if (!scan->door)
        return err_prefix(err, "'var/spool'");
    scan->is_door_read = false;
    scan->again_ms = 0;
    scan->is_full = false;
    return 0;
}

static void end_pass(struct spool_scan *scan)
{
    scope_closedir(&scan->door);
    scan->door = NULL;
    spool_claim_close(scan);
    forget_found(scan);
    spool_patience_end_pass(&scan->patience);
    if (!scan->is_full)
        spool_note_buried(&scan->note); /* a condemned file that is not there any more */
}

static int by_name(const void *a, const void *b)
{
    const struct spool_found *left = a;
    const struct spool_found *right = b;
    return strcmp(left->name, right->name);
}

/* The next names of the stream. */
static int find_names(struct spool_scan *scan, struct err *err)
{
    bool is_broken = false;
    scan->found_next = 0;
    scan->found_count = 0;
    while (scan->found_count < SPOOL_SLICE_NAMES && !scan->is_door_read) {
        const struct dirent *entry = spool_dir_next(scan->door, &is_broken);
        scan->is_door_read = !entry;
        if (!entry)
            break;
        if (spool_name_is_ignored(entry->d_name))
            continue;
        scan->found[scan->found_count++] =
            (struct spool_found){.name = xstrdup(entry->d_name), .type = entry->d_type};
    }
    if (is_broken)
        return err_errno(err, "cannot read 'var/spool'");
    qsort(scan->found, scan->found_count, sizeof(scan->found[0]), by_name);
    return 0;
}

/* Handle names until the slice is full. */
static void handle_names(struct spool_scan *scan)
{
    int64_t until_ms = clock_boot_ms() + SPOOL_SLICE_MS;
    while (scan->found_next < scan->found_count && scan->claim_count < SPOOL_SLICE_CLAIMS &&
           !scan->is_full && clock_boot_ms() <= until_ms) {
        struct spool_found *found = &scan->found[scan->found_next++];
        spool_accept_found(scan, found);
        free(take(found->name));
    }
}

static int run_slice(struct spool_scan *scan, struct err *err)
{
    if (!scan->door && begin_pass(scan, err) < 0)
        return -1;
    if (scan->found_next == scan->found_count && find_names(scan, err) < 0) {
        end_pass(scan);
        return -1;
    }
    spool_claim_find(scan); /* the older ones first */
    handle_names(scan);
    spool_claim_finish(scan);
    spool_note_end(&scan->note);
    bool is_read = scan->is_door_read && scan->found_next == scan->found_count && !scan->claim_dir;
    scan->slice->has_more = !is_read && !scan->is_full;
    if (!scan->slice->has_more)
        end_pass(scan);
    return 0;
}

int spool_scan_slice(struct spool_scan *scan, struct spool_slice *out, struct err *err)
{
    *out = (struct spool_slice){.again_ms = 0};
    list_init(&out->ins);
    scan->slice = out;
    int result = run_slice(scan, err);
    scan->slice = NULL;
    out->again_ms = scan->again_ms;
    out->is_disk_full = scan->is_full;
    scan->counters.accepted += (int64_t)out->accepted;
    scan->counters.refused += (int64_t)out->refused;
    scan->counters.duplicates += (int64_t)out->duplicates;
    return result;
}
