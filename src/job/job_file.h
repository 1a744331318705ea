/* job_file: the job file, version 1: JSON text ↔ struct job. One table row per key (name, type,
 * range, where it goes, help). Checks form and ranges only; whether the script exists or the
 * project allows it is the spool's and the conf's business. */
#ifndef PIRUN_JOB_JOB_FILE_H
#define PIRUN_JOB_JOB_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "job/job.h"

/* Why a job file is refused, as bad/<id>.why.json tells it. */
struct job_fault {
    const char *code; /* a code of the spool protocol, a literal: "json", "schema", "bad_arg" … */
    int line, column; /* from 1; 0 when there is no position */
    char pointer[160]; /* JSON pointer of the value, "" for the whole file; a long one is cut */
    char text[240];    /* one sentence: what is wrong */
    char cure[200];    /* one sentence: how to mend it */
};

/* Most bytes of a canonical form: a number such as 1e15 becomes longer when it is written out. */
#define JOB_CANONICAL_MAX ((size_t)4 * JOB_FILE_MAX + 1024)

void job_fault_set(struct job_fault *fault, const char *code, const char *cure, const char *format,
                   ...) __attribute__((format(printf, 4, 5)));

/* Whether the text is only cut short (so that a slow writer may still complete it) or wrong for
 * good. */
enum job_file_verdict {
    JOB_FILE_OK,
    JOB_FILE_INCOMPLETE,
    JOB_FILE_WRONG
};

/* Parse TEXT into *OUT (initialized by this call; the caller releases it after JOB_FILE_OK). The
 * keys that only PiRun writes (`id` `seq` `queued_at` `submitted_at` `submitted_by` `source`) are
 * read too: who may state them is the caller's business. `x-` keys are accepted and ignored here;
 * the spool keeps them because it keeps the text. JOB_FILE_INCOMPLETE: empty, or JSON that its
 * writer may still complete (json_is_cut; a cut object never parses). FAULT is filled for both
 * failures. */
enum job_file_verdict job_file_parse(const char *text, size_t size, struct job *out,
                                     struct job_fault *fault);

/* The same for what somebody asks over HTTP: `v` may be left out, `path` may be said for `script`,
 * and what only PiRun writes is refused, as are orders. */
enum job_file_verdict job_file_parse_asked(const char *text, size_t size, struct job *out,
                                           struct job_fault *fault);

/* The canonical form: one line, keys in table order, `x-` keys of the original TEXT (may be NULL)
 * behind them, ended by a newline. Begins with a head of fixed width, so that acceptance can be
 * stamped in place:
 *   {"v":1,"seq":                    0,"queued_at":"1970-01-01T00:00:00.000000Z","id":"…
 * job_file_parse(job_file_format(job)) gives the same job; formatting that again gives the same
 * bytes. */
void job_file_format(const struct job *job, const char *original, size_t original_size,
                     struct buf *out);

/* What was asked, without the keys that only PiRun writes: {"v":1,"script":…} on one line, no
 * newline. For records. */
void job_file_format_asked(const struct job *job, struct buf *out);

/* Overwrite seq and queued_at in the canonical file FD (opened for writing) by one pwrite(2). */
int job_file_stamp(int fd, int64_t seq, int64_t queued_at_us, struct err *err);

/* A key as it is explained by `pirun help job` and the manual page, in file order. EXAMPLE is JSON
 * text that the key accepts. */
struct job_file_doc {
    const char *key; /* "script", "limits.memory_mb" */
    const char *type;
    const char *fallback;
    const char *help;
    const char *example;
    bool is_by_pirun; /* only PiRun writes it */
};
/* Calls ON_DOC once per key; the row is valid during the call. */
typedef void (*job_file_doc_cb)(void *ctx, const struct job_file_doc *doc);
void job_file_docs(job_file_doc_cb on_doc, void *ctx);

#endif
