#include "web/web_submit.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/list.h"
#include "base/scope.h"
#include "spool/spool_blob.h"
#include "spool/spool_key.h"
#include "spool/spool_owner.h"
#include "spool/spool_scan.h"
#include "spool/spool_submit.h"
#include "web/web_own.h"
#include "web/web_records.h"

#define WAITING_MAX 1024 /* a second's worth or two on a slow card */
#define BATCH_MAX   256

struct web_submits {
    struct web *web;
    struct list waiting; /* struct item */
    size_t count;
    bool is_writing;
    char owner[SPOOL_OWNER_SIZE]; /* of this process; "" until the lane has looked it up */
};

struct item {
    struct list node;
    struct spool_submission it;
    char *original;
    web_submitted_cb on_done;
    void *ctx;
    /* set on the lane */
    struct ident id;
    bool is_known, is_refused, has_failed;
    struct job_fault fault;
    struct err err;
};

struct batch {
    struct web_submits *submits;
    const struct web_rooms *rooms;
    struct item *items[BATCH_MAX];
    size_t count;
};

static void write_next(struct web_submits *submits);

/* True when ITEM is to be written; else it has its answer. */
static bool judge(const struct batch *batch, struct item *item)
{
    const struct web_rooms *rooms = batch->rooms;
    struct job *job = &item->it.job;
    if (!job->submitted_by)
        job->submitted_by = xstrdup(batch->submits->owner);
    if (job->kind == JOB_OP)
        return true;
    if (job->idempotency_key && spool_key_find(rooms->spool, job, &item->id)) {
        item->is_known = true;
        return false;
    }
    bool is_right = spool_check_after(rooms->spool, job, &item->fault) &&
                    spool_blob_check(rooms->spool, job, &item->fault) &&
                    (!rooms->check || rooms->check(rooms->check_ctx, job, &item->fault));
    item->is_refused = !is_right;
    return is_right;
}

static void fail_from(struct item **items, size_t from, size_t count, const struct err *err)
{
    for (size_t i = from; i < count; i++) {
        items[i]->has_failed = true;
        items[i]->err = *err;
    }
}

/* What keeps one of them out may let the next one in; a full disk or queue keeps all of them. */
static void write_in_turn(const struct spool *spool, struct spool_submission *all,
                          struct item **items, size_t count)
{
    size_t at = 0;
    while (at < count) {
        struct err err;
        size_t done = 0;
        size_t stop = count;
        if (spool_submit_many(spool, all + at, count - at, &done, &err) < 0) {
            at += done;
            stop = err.code == ERR_TOO_LARGE ? at + 1 : count;
            fail_from(items, at, stop, &err);
        }
        at = stop;
    }
}

static void write_all(const struct spool *spool, struct item **items, size_t count)
{
    auto_free struct spool_submission *all = xcalloc(count + 1, sizeof(*all));
    for (size_t i = 0; i < count; i++)
        all[i] = items[i]->it;
    write_in_turn(spool, all, items, count);
    for (size_t i = 0; i < count; i++)
        items[i]->it = all[i]; /* submitting may have filled something in */
}

static void write_on_lane(void *ctx)
{
    struct batch *batch = ctx;
    struct item *good[BATCH_MAX];
    size_t count = 0;
    if (!batch->submits->owner[0]) /* once: the user database is slow */
        spool_owner_name(geteuid(), batch->submits->owner);
    for (size_t i = 0; i < batch->count; i++) {
        if (judge(batch, batch->items[i]))
            good[count++] = batch->items[i];
    }
    write_all(batch->rooms->spool, good, count);
}

static void free_item(struct item *item)
{
    job_release(&item->it.job);
    free(item->original);
    free(item);
}

static void tell(struct web_records *records, struct item *item)
{
    struct web_submitted outcome = {.id = item->id,
                                    .is_known = item->is_known,
                                    .fault = item->is_refused ? &item->fault : NULL,
                                    .why_not = item->has_failed ? &item->err : NULL};
    if (item->is_known || item->is_refused || item->has_failed)
        web_records_drop(records, &item->it.job.id);
    item->on_done(item->ctx, &outcome);
    free_item(item);
}

static void written(void *ctx)
{
    struct batch *batch = ctx;
    struct web_submits *submits = batch->submits;
    submits->is_writing = false;
    write_next(submits); /* the disk has work while the answers go out */
    for (size_t i = 0; i < batch->count; i++)
        tell(submits->web->records, batch->items[i]);
    free(batch);
}

static void write_next(struct web_submits *submits)
{
    if (submits->is_writing || list_is_empty(&submits->waiting))
        return;
    struct batch *batch = xcalloc(1, sizeof(*batch));
    batch->submits = submits;
    batch->rooms = &submits->web->rooms;
    while (batch->count < BATCH_MAX && !list_is_empty(&submits->waiting)) {
        struct list *first = submits->waiting.next;
        list_remove(first);
        submits->count--;
        batch->items[batch->count++] = list_entry(first, struct item, node);
    }
    submits->is_writing = true;
    lane_post(submits->web->lanes[WEB_LANE_SUBMIT], write_on_lane, written, batch);
}

bool web_submit(struct web *web, struct job *job, struct web_submit_text original,
                web_submitted_cb on_done, void *ctx)
{
    struct web_submits *submits = web->submits;
    if (submits->count >= WAITING_MAX)
        return false;
    struct item *item = xcalloc(1, sizeof(*item));
    item->it = (struct spool_submission){
        .job = *job, .original = original.data, .original_size = original.size};
    item->original = original.data;
    item->id = job->id;
    if (job->kind != JOB_OP) /* before it can be accepted */
        web_records_note(web->records, &job->id, 0);
    item->on_done = on_done;
    item->ctx = ctx;
    job_init(job);
    list_append(&submits->waiting, &item->node);
    submits->count++;
    write_next(submits);
    return true;
}

struct web_submits *web_submits_create(struct web *web)
{
    struct web_submits *submits = xcalloc(1, sizeof(*submits));
    submits->web = web;
    list_init(&submits->waiting);
    return submits;
}

void web_submits_free(struct web_submits *submits)
{
    free(submits);
}
