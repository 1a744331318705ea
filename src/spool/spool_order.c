/* What happens to a file after it was told to the caller: an order is carried out and gets its
 * receipt, a job whose key is taken is refused after all. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_bad.h"
#include "spool/spool_key.h"
#include "spool/spool_receipt.h"
#include "spool/spool_scan_state.h"

#define DROPPERS_MAX 1024 /* such a refusal comes at once or never; older names are forgotten */

/* Under which name a job came that its receipt is still asked for. */
struct spool_dropper {
    struct list node;
    struct ident id;
    char *stem;
};

bool spool_order_is_known(const struct spool_scan *scan, const char *claim_file)
{
    list_for_each (node, &scan->orders) {
        if (strcmp(list_entry(node, struct spool_order, node)->file, claim_file) == 0)
            return true;
    }
    return false;
}

void spool_order_add(struct spool_scan *scan, const struct spool_claim *claim, enum job_op op)
{
    struct spool_order *order = xcalloc(1, sizeof(*order));
    order->id = claim->id;
    order->op = op;
    memcpy(order->file, claim->file, sizeof(order->file));
    memcpy(order->stem, claim->stem, sizeof(order->stem));
    list_append(&scan->orders, &order->node);
}

static struct spool_order *find_order(const struct spool_scan *scan, const struct ident *id)
{
    list_for_each (node, &scan->orders) {
        struct spool_order *order = list_entry(node, struct spool_order, node);
        if (ident_equal(&order->id, id))
            return order;
    }
    return NULL;
}

int spool_scan_order_done(struct spool_scan *scan, const struct ident *id,
                          const struct err *why_not, struct err *err)
{
    struct spool_order *order = find_order(scan, id);
    if (!order) {
        char text[IDENT_TEXT_SIZE];
        ident_format(id, text);
        return err_set(err, ERR_NOT_FOUND, "no order '%s' is under way", text);
    }
    int result = spool_receipt_order(scan->spool, order->stem, order->op, why_not, err);
    if (unlinkat(scan->spool->dirs.claim, order->file, 0) < 0 && errno != ENOENT && result == 0)
        result = err_errno(err, "cannot remove the order '%.80s'", order->stem);
    list_remove(&order->node);
    free(order);
    return result;
}

static void forget_dropper(struct spool_scan *scan, struct spool_dropper *dropper)
{
    list_remove(&dropper->node);
    free(dropper->stem);
    free(dropper);
    scan->dropper_count--;
}

void spool_order_remember_dropper(struct spool_scan *scan, const struct job *job, const char *stem)
{
    if (job->on_conflict != JOB_CONFLICT_REFUSE)
        return;
    struct spool_dropper *dropper = xcalloc(1, sizeof(*dropper));
    dropper->id = job->id;
    dropper->stem = xstrdup(stem);
    list_append(&scan->droppers, &dropper->node);
    if (++scan->dropper_count > DROPPERS_MAX)
        forget_dropper(scan, list_entry(scan->droppers.next, struct spool_dropper, node));
}

void spool_order_release(struct spool_scan *scan)
{
    list_for_each (node, &scan->orders) {
        list_remove(node);
        free(list_entry(node, struct spool_order, node));
    }
    list_for_each (node, &scan->droppers)
        forget_dropper(scan, list_entry(node, struct spool_dropper, node));
}

static struct spool_dropper *find_dropper(const struct spool_scan *scan, const struct ident *id)
{
    list_for_each (node, &scan->droppers) {
        struct spool_dropper *dropper = list_entry(node, struct spool_dropper, node);
        if (ident_equal(&dropper->id, id))
            return dropper;
    }
    return NULL;
}

int spool_scan_refuse_queued(struct spool_scan *scan, const struct ident *id,
                             const struct job_fault *fault, struct err *err)
{
    const struct spool *spool = scan->spool;
    struct spool_dropper *dropper = find_dropper(scan, id);
    auto_job struct job job;
    char file[SPOOL_NAME_ID_SIZE];
    char text[IDENT_TEXT_SIZE];
    if (spool_read_job(spool, id, &job, err) < 0) {
        job_init(&job);
        return -1;
    }
    spool_name_of(id, file);
    ident_format(id, text);
    struct spool_letter letter = {.from_dirfd = spool->dirs.queue,
                                  .name = file,
                                  .id = *id,
                                  .receipt_name = dropper ? dropper->stem : text,
                                  .submitter = job.submitted_by};
    if (spool_bad_put(spool, &letter, fault, err) < 0)
        return -1;
    spool_key_drop(spool, &job);
    scan->counters.refused++;
    if (dropper)
        forget_dropper(scan, dropper);
    return 0;
}
