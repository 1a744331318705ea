/* GET /api/file. The conditions are looked at in the order of RFC 9110 13.2.2. */
#include <string.h>

#include "base/clock.h"
#include "base/scope.h"
#include "files/files_read.h"
#include "web/web_byterange.h"
#include "web/web_file.h"
#include "web/web_file_job.h"
#include "web/web_file_name.h"
#include "web/web_pull.h"

#define JSON_MAX 8388608 /* of a file in a JSON answer, which stands in memory twice: 8 MiB */

static int open_file(struct files *files, struct web_file_job *job, struct err *err)
{
    return files_read_open(files, &job->path, &job->file, err);
}

static void print_head(const struct web_file_job *job, size_t size, bool is_binary,
                       const char *etag, struct buf *out)
{
    char modified[CLOCK_TEXT_SIZE];
    clock_format(job->file.modified_us, modified);
    buf_add(out, "{\"path\":");
    json_quote(job->path.text, strlen(job->path.text), out);
    buf_addf(out, ",\"size\":%zu,\"modtime\":\"%s\",\"etag\":", size, modified);
    json_quote(etag, strlen(etag), out);
    buf_addf(out, ",\"binary\":%s,\"content\":", is_binary ? "true" : "false");
}

/* The whole as text; content that is no text is null. What is answered was read once, so the tag is
 * made of it and not of what the file was a moment ago. */
static int read_json(struct files *files, struct web_file_job *job, struct err *err)
{
    if (files_read_open(files, &job->path, &job->file, err) < 0)
        return -1;
    if (job->file.size > JSON_MAX)
        return err_set(err, ERR_TOO_LARGE,
                       "'%.80s' has %lld bytes: more than %d are sent without 'format=json' alone",
                       job->path.text, (long long)job->file.size, JSON_MAX);
    auto_free char *text = xmalloc((size_t)job->file.size + 1);
    size_t size = 0;
    while ((int64_t)size < job->file.size) {
        int64_t got =
            files_read_at(&job->file, text + size, (size_t)job->file.size - size, (int64_t)size);
        if (got < 0)
            return err_errno(err, "cannot read '%.80s'", job->path.text);
        if (got == 0)
            break;
        size += (size_t)got;
    }
    char etag[FILES_ETAG_SIZE];
    files_etag_of_bytes(text, size, etag);
    memcpy(job->file.etag, etag, sizeof(etag));
    bool is_binary = memchr(text, '\0', size) || !rel_is_utf8(text, size);
    print_head(job, size, is_binary, etag, &job->reply);
    if (is_binary)
        buf_add(&job->reply, "null");
    else
        json_quote(text, size, &job->reply);
    buf_add(&job->reply, "}\n");
    return buf_ok(&job->reply)
               ? 0
               : err_set(err, ERR_TOO_LARGE, "'%.80s' is too large as JSON", job->path.text);
}

static ssize_t fill_file(void *ctx, char *data, size_t size)
{
    struct web_file_job *job = ctx;
    ssize_t got = (ssize_t)files_read_at(&job->file, data, size, job->limit);
    job->limit += got > 0 ? got : 0; /* the offset from here on */
    return got;
}

static ssize_t fill_file_now(void *ctx, char *data, size_t size)
{
    struct web_file_job *job = ctx;
    ssize_t got = web_pull_read_now(job->file.fd, data, size, job->limit);
    job->limit += got > 0 ? got : 0;
    return got;
}

static void free_file(void *ctx)
{
    web_file_job_free(ctx);
}

/* Answers whether the request ends here: 412 or 304. */
static bool is_settled(struct web_call *call, const struct web_file_job *job)
{
    const char *match = web_call_header(call, "if-match");
    const char *none = web_call_header(call, "if-none-match");
    if (match && !files_etag_is_listed(match, job->file.etag, false)) {
        struct err err;
        (void)err_set(&err, ERR_CONFLICT, "'%.100s' is another one by now", job->path.text);
        web_call_refuse(call, 412, &err);
        return true;
    }
    if (none && files_etag_is_listed(none, job->file.etag, true)) {
        web_call_empty(call, 304);
        return true;
    }
    return false;
}

static void add_headers(struct web_call *call, const struct web_file_job *job)
{
    if (job->file.etag[0])
        web_call_add(call, "etag", job->file.etag);
    web_call_add(call, "cache-control", "private, no-cache");
}

static enum web_byterange_verdict find_range(const struct web_call *call,
                                             const struct web_file_job *job, int64_t *offset,
                                             int64_t *length)
{
    const char *unless = web_call_header(call, "if-range");
    if (unless && (!job->file.etag[0] || strcmp(unless, job->file.etag) != 0))
        return WEB_BYTERANGE_ALL;
    return web_byterange_parse(web_call_header(call, "range"), job->file.size, offset, length);
}

static void refuse_range(struct web_call *call, const struct web_file_job *job)
{
    struct err err;
    auto_free char *size = xasprintf("bytes */%lld", (long long)job->file.size);
    web_call_add(call, "content-range", size);
    (void)err_set(&err, ERR_INVALID, "'%.80s' has %lld bytes: the range lies behind its end",
                  job->path.text, (long long)job->file.size);
    web_call_refuse(call, 416, &err);
}

static void send_file(struct web_call *call, struct web_file_job *job, int64_t length, bool is_part)
{
    if (job->flag) {
        const char *slash = strrchr(job->path.text, '/');
        web_file_name_add(call, slash ? slash + 1 : job->path.text);
    }
    web_call_add(call, "accept-ranges", "bytes");
    /* what a script wrote is never a page of ours that runs something */
    web_call_add(call, "content-security-policy", "default-src 'none'; sandbox");
    struct web_pull pull = {.lane = WEB_LANE_FILES,
                            .size = length,
                            .fill = fill_file,
                            .fill_now = fill_file_now,
                            .free = free_file,
                            .ctx = job};
    web_pull(call, is_part ? 206 : 200,
             job->file.is_binary ? "application/octet-stream" : "text/plain; charset=utf-8", &pull);
}

static void answer_file(struct web_call *call, struct web_file_job *job)
{
    int64_t offset = 0;
    int64_t length = job->file.size;
    add_headers(call, job);
    if (is_settled(call, job)) {
        web_file_job_free(job);
        return;
    }
    enum web_byterange_verdict verdict = find_range(call, job, &offset, &length);
    if (verdict == WEB_BYTERANGE_NONE) {
        refuse_range(call, job);
        web_file_job_free(job);
        return;
    }
    if (verdict == WEB_BYTERANGE_PART) {
        auto_free char *range =
            xasprintf("bytes %lld-%lld/%lld", (long long)offset, (long long)(offset + length - 1),
                      (long long)job->file.size);
        web_call_add(call, "content-range", range);
    }
    job->limit = offset;
    send_file(call, job, length, verdict == WEB_BYTERANGE_PART);
}

static void answer_json(struct web_call *call, struct web_file_job *job)
{
    add_headers(call, job);
    if (!is_settled(call, job))
        web_call_bytes(call, 200, "application/json", buf_text(&job->reply), job->reply.size);
    web_file_job_free(job);
}

void web_file_get(struct web_call *call)
{
    struct err err;
    struct web_file_job *job = web_file_job_create();
    const char *format = web_query_text(&call->query, "format");
    bool is_json = format && strcmp(format, "json") == 0;
    int result = web_query_flag(&call->query, "download", &job->flag, &err);
    if (result == 0 && format && !is_json && strcmp(format, "raw") != 0)
        result = err_set(&err, ERR_INVALID, "'format' of a file is raw or json");
    if (result < 0 || web_file_job_path(call, job, false, false, &err) < 0)
        web_file_job_refuse(call, job, &err);
    else
        web_file_job_start(call, job, is_json ? read_json : open_file,
                           is_json ? answer_json : answer_file);
}
