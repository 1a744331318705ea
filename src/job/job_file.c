#include "job/job_file.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/scope.h"
#include "job/job_reader.h"
#include "job/job_schema.h"
#include "job/job_writer.h"

/* The head: the first three rows of the schema in fixed width. 21 characters hold any int64_t with
 * its sign. */
#define HEAD_FORMAT "{\"v\":1,\"seq\":%21" PRId64 ",\"queued_at\":\"%s\""
#define HEAD_SIZE   76
#define HEAD_ROWS   3

void job_fault_set(struct job_fault *fault, const char *code, const char *cure, const char *format,
                   ...)
{
    *fault = (struct job_fault){.code = code};
    (void)snprintf(fault->cure, sizeof(fault->cure), "%s", cure); /* a long one is cut */
    va_list args;
    va_start(args, format);
    (void)vsnprintf(fault->text, sizeof(fault->text), format, args); /* the same */
    va_end(args);
}

/* "LINE:COLUMN: what" of json_parse. */
static void refuse_json(const struct err *err, struct job_fault *fault)
{
    char *at = NULL;
    int line = (int)strtol(err->text, &at, 10);
    int column = *at == ':' ? (int)strtol(at + 1, &at, 10) : 0;
    while (*at == ':' || *at == ' ')
        at++;
    job_fault_set(
        fault, "json",
        "mend it there; a whole job file is as short as {\"v\":1,\"script\":\"scripts/report.py\"}",
        "not JSON: %s", at);
    fault->line = line;
    fault->column = column;
}

static enum job_file_verdict parse(const char *text, size_t size, bool is_asked, struct job *out,
                                   struct job_fault *fault)
{
    struct err err;
    job_init(out);
    if (size > JOB_CANONICAL_MAX) {
        job_fault_set(fault, "too_large",
                      "put data into a file of the project and name it in 'args'",
                      "the job file has %zu bytes", size);
        return JOB_FILE_WRONG;
    }
    auto_json struct json *root = json_parse(text, size, &err);
    if (!root) {
        refuse_json(&err, fault);
        return json_is_cut(text, size) ? JOB_FILE_INCOMPLETE : JOB_FILE_WRONG;
    }
    struct job_reader reader = {
        .text = text, .size = size, .root = root, .job = out, .fault = fault, .is_asked = is_asked};
    if (job_reader_read(&reader))
        return JOB_FILE_OK;
    job_release(out);
    return JOB_FILE_WRONG;
}

enum job_file_verdict job_file_parse(const char *text, size_t size, struct job *out,
                                     struct job_fault *fault)
{
    return parse(text, size, false, out, fault);
}

enum job_file_verdict job_file_parse_asked(const char *text, size_t size, struct job *out,
                                           struct job_fault *fault)
{
    return parse(text, size, true, out, fault);
}

static void format_head(int64_t seq, int64_t queued_at_us, char head[HEAD_SIZE + 1])
{
    char time[CLOCK_TEXT_SIZE];
    clock_format(queued_at_us, time);
    int size = snprintf(head, HEAD_SIZE + 1, HEAD_FORMAT, seq, time);
    assert(size == HEAD_SIZE);
}

/* Most texts have no such key and need no second parse. */
static bool may_have_notes(const char *text, size_t size)
{
    return text && (memmem(text, size, "\"x-", 3) || memmem(text, size, "\\u", 2));
}

static void format_notes(const char *original, size_t size, struct buf *out)
{
    auto_json struct json *root =
        may_have_notes(original, size) ? json_parse(original, size, NULL) : NULL;
    for (const struct json *value = json_first(root); value; value = json_next(value)) {
        const char *key = json_key(value);
        if (!key || strncmp(key, "x-", 2) != 0)
            continue;
        buf_add(out, ",");
        json_quote(key, strlen(key), out);
        buf_add(out, ":");
        json_print(value, false, out);
    }
}

void job_file_format(const struct job *job, const char *original, size_t original_size,
                     struct buf *out)
{
    char head[HEAD_SIZE + 1];
    format_head(job->seq, job->queued_at_us, head);
    buf_add(out, head);
    job_writer_rows(job, job_schema() + HEAD_ROWS, true, out);
    format_notes(original, original_size, out);
    buf_add(out, "}\n");
}

void job_file_format_asked(const struct job *job, struct buf *out)
{
    buf_add(out, "{\"v\":1");
    job_writer_rows(job, job_schema() + HEAD_ROWS, false, out);
    buf_add(out, "}");
}

int job_file_stamp(int fd, int64_t seq, int64_t queued_at_us, struct err *err)
{
    char head[HEAD_SIZE + 1];
    format_head(seq, queued_at_us, head);
    ssize_t wrote;
    do {
        wrote = pwrite(fd, head, HEAD_SIZE, 0);
    } while (wrote < 0 && errno == EINTR);
    if (wrote == HEAD_SIZE)
        return 0;
    if (wrote >= 0)
        errno = ENOSPC; /* a short write over bytes that exist already */
    return err_errno(err, "cannot stamp the job file");
}

/* Help */

static void tell_rows(const struct job_row *rows, const char *outer, job_file_doc_cb on_doc,
                      void *ctx)
{
    for (; rows->name; rows++) {
        char key[64]; /* names of the table are short */
        (void)snprintf(key, sizeof(key), "%s%s%s", outer, *outer ? "." : "", rows->name);
        struct job_file_doc doc = {.key = key,
                                   .type = rows->type_text,
                                   .fallback = rows->fallback,
                                   .help = rows->help,
                                   .example = rows->example,
                                   .is_by_pirun = rows->is_by_pirun};
        on_doc(ctx, &doc);
        if (rows->rows)
            tell_rows(rows->rows, key, on_doc, ctx);
    }
}

void job_file_docs(job_file_doc_cb on_doc, void *ctx)
{
    tell_rows(job_schema(), "", on_doc, ctx);
}
