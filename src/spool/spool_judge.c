/* Who may say what. The submitter is the file's owner; only the server's own user may name
 * another one. What PiRun itself writes (id, accept number, times) is never believed from
 * anybody else: such a key may only repeat the truth, as the file of a member's `pirun submit`
 * does. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/scope.h"
#include "spool/spool_bad.h"
#include "spool/spool_blob.h"
#include "spool/spool_scan_state.h"

#define CURE_OWN_KEY "take the key out: only PiRun writes it"

static bool refuse_key(const struct spool_scan *scan, struct spool_entry *entry,
                       const char *pointer, const char *text)
{
    job_fault_set(&entry->fault, "schema", CURE_OWN_KEY, "%s", text);
    (void)json_where(scan->text.data, scan->text.size, pointer, true, &entry->fault.line,
                     &entry->fault.column); /* no position is better than no answer */
    size_t size = strlen(pointer);
    memcpy(entry->fault.pointer, pointer, size + 1); /* literals, short */
    return false;
}

static bool judge_id(const struct spool_scan *scan, struct spool_entry *entry, bool is_own)
{
    static const struct ident none;
    bool is_stated = !ident_equal(&entry->job.id, &none);
    if (!is_stated) {
        if (entry->has_id)
            entry->job.id = entry->id;
        return true;
    }
    if (entry->has_id && !ident_equal(&entry->job.id, &entry->id))
        return refuse_key(scan, entry, "/id", "'id' is not the one in the file's name");
    if (!entry->has_id && !is_own)
        return refuse_key(scan, entry, "/id", "'id' is given in a file that another user owns");
    return true;
}

static bool judge_stamps(const struct spool_scan *scan, struct spool_entry *entry, bool is_own)
{
    struct job *job = &entry->job;
    if (!is_own && job->seq != 0)
        return refuse_key(scan, entry, "/seq", "'seq' is given in a file that another user owns");
    if (!is_own && job->queued_at_us != 0)
        return refuse_key(scan, entry, "/queued_at",
                          "'queued_at' is given in a file that another user owns");
    if (!is_own && job->commit)
        return refuse_key(scan, entry, "/commit",
                          "'commit' is given in a file that another user owns");
    if (!is_own && job->tree)
        return refuse_key(scan, entry, "/tree", "'tree' is given in a file that another user owns");
    if (!is_own && job->submitted_by && strcmp(job->submitted_by, entry->owner) != 0)
        return refuse_key(scan, entry, "/submitted_by",
                          "'submitted_by' names another user than the file's owner");
    return true;
}

static bool judge_time(struct spool_entry *entry)
{
    const struct job *job = &entry->job;
    if (job->expires_us == 0 || job->expires_us > clock_wall_us())
        return true;
    char when[CLOCK_TEXT_SIZE];
    clock_format(job->expires_us, when);
    job_fault_set(&entry->fault, "expired", "submit it again with a later 'expires' or none",
                  "it expired at %s, before it came in", when);
    memcpy(entry->fault.pointer, "/expires", sizeof("/expires"));
    return false;
}

bool spool_is_in_door(const struct spool *spool, const struct ident *id)
{
    char file[SPOOL_NAME_ID_SIZE];
    char claim[SPOOL_NAME_SIZE];
    spool_name_of(id, file);
    return fd_exists(spool->dirs.spool, file) ||
           (spool_name_claim(id, file, claim) && fd_exists(spool->dirs.claim, claim));
}

static void refuse_after(const struct job *job, size_t at, bool was_refused,
                         struct job_fault *fault)
{
    char text[IDENT_TEXT_SIZE];
    ident_format(&job->after[at], text);
    if (was_refused)
        job_fault_set(fault, "bad_arg",
                      "mend that one first: 'pirun bad show ID' says what is wrong",
                      "'after' names job '%s', which was refused", text);
    else
        job_fault_set(fault, "bad_arg", "submit the job that it waits for first",
                      "'after' names run '%s', which does not exist", text);
    (void)snprintf(fault->pointer, sizeof(fault->pointer), "/after/%zu", at); /* fits */
}

static bool check_after(const struct spool *spool, const struct job *job, bool takes_refused,
                        struct job_fault *fault)
{
    for (size_t i = 0; i < job->after_count; i++) {
        const struct ident *id = &job->after[i];
        if (spool_accept_is_known(spool, id) || spool_is_in_door(spool, id) ||
            spool_accept_is_known(spool, id)) /* it may just have left the door */
            continue;
        bool was_refused = spool_bad_has(spool, id);
        if (was_refused && takes_refused)
            continue;
        refuse_after(job, i, was_refused, fault);
        return false;
    }
    return true;
}

bool spool_check_after(const struct spool *spool, const struct job *job, struct job_fault *fault)
{
    return check_after(spool, job, false, fault);
}

/* The time of the drop is the file's, for people only. */
void spool_judge_fill(struct spool_entry *entry)
{
    struct job *job = &entry->job;
    if (!job->submitted_by)
        job->submitted_by = xstrdup(entry->owner);
    if (job->submitted_at_us == 0 && entry->st.st_mtim.tv_sec > 0)
        job->submitted_at_us =
            (int64_t)entry->st.st_mtim.tv_sec * 1000000 + entry->st.st_mtim.tv_nsec / 1000;
    job->seq = 0;
    job->queued_at_us = 0;
}

bool spool_judge_entry(struct spool_scan *scan, struct spool_entry *entry)
{
    bool is_own = entry->st.st_uid == scan->uid;
    if (!judge_id(scan, entry, is_own) || !judge_stamps(scan, entry, is_own))
        return false;
    if (entry->job.kind != JOB_OP) {
        if (!judge_time(entry) || !check_after(scan->spool, &entry->job, true, &entry->fault) ||
            !spool_blob_check(scan->spool, &entry->job, &entry->fault))
            return false;
        if (scan->options.check &&
            !scan->options.check(scan->options.check_ctx, &entry->job, &entry->fault))
            return false;
    }
    return true;
}
