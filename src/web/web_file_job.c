#include "web/web_file_job.h"

#include <fcntl.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "files/files_list.h"
#include "web/web_events.h"
#include "web/web_live.h"
#include "web/web_own.h"
#include "web/web_route.h"
#include "web/web_watch.h"

#define REPLY_MAX 33554432 /* 32 MiB: ten thousand names of a tree at their longest fit */
#define MIB       1048576

struct web_file_job *web_file_job_create(void)
{
    struct web_file_job *job = xcalloc(1, sizeof(*job));
    job->file.fd = -1;
    buf_init(&job->reply, REPLY_MAX);
    return job;
}

void web_file_job_free(struct web_file_job *job)
{
    if (!job)
        return;
    files_file_release(&job->file);
    files_tar_close(job->tar);
    buf_release(&job->reply);
    free(job->if_match);
    free(job->text);
    free(job->body);
    free(job);
}

enum files_want web_file_job_want(const struct web_call *call)
{
    return call->who.role >= ACCESS_ADMIN ? FILES_WRITE_ADMIN : FILES_WRITE;
}

int web_file_job_path(const struct web_call *call, struct web_file_job *job, bool is_change,
                      bool is_dir, struct err *err)
{
    const char *path = web_query_text(&call->query, "path");
    job->want = is_change ? web_file_job_want(call) : FILES_READ;
    if (is_dir)
        return files_path_parse_dir(path ? path : "", path ? strlen(path) : 0, job->want,
                                    &job->path, err);
    if (!path)
        return err_set(err, ERR_INVALID, "the query lacks 'path': relative to the project");
    return files_path_parse(path, strlen(path), job->want, &job->path, err);
}

int web_file_job_condition(const struct web_call *call, struct web_file_job *job, struct err *err)
{
    const char *none = web_call_header(call, "if-none-match");
    job->if_match = xstrdup(web_call_header(call, "if-match"));
    job->condition.if_match = job->if_match;
    job->condition.must_be_new = none != NULL;
    if (none && strcmp(none, "*") != 0)
        return err_set(err, ERR_INVALID, "If-None-Match of a change can only be '*'");
    return 0;
}

void web_file_job_body(const struct web_call *call, struct web_file_job *job)
{
    h2o_iovec_t body = call->req->entity;
    job->body = xmalloc(body.len + 1);
    job->body_size = body.len;
    if (body.len > 0)
        memcpy(job->body, body.base, body.len);
}

void web_file_job_refuse(struct web_call *call, struct web_file_job *job, const struct err *err)
{
    if (job->condition.is_broken) {
        web_call_refuse(call, 412, err);
    } else if (job->progress.is_out_of_step) {
        struct json *extra = json_object();
        json_set_integer(extra, "offset", job->progress.offset);
        web_call_refuse_with(call, err_http(err->code), err, extra);
    } else {
        web_call_error(call, err);
    }
    web_file_job_free(job);
}

static bool is_same(const struct files_options *a, const struct files_options *b)
{
    return a->is_following == b->is_following && a->uploads_bytes == b->uploads_bytes;
}

/* The lane has the project's files to itself; they are opened by the first who asks, and anew when
 * the configuration has become another. */
struct files *web_file_job_files(struct web *web, const struct files_options *options,
                                 struct err *err)
{
    if (web->files && is_same(&web->files_options, options))
        return web->files;
    auto_fd int project =
        open(web->rooms.project_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* absolute */
    if (project < 0) {
        (void)err_errno(err, "cannot open the project");
        return NULL;
    }
    struct files *files = files_create(project, options, err);
    if (!files)
        return NULL;
    files_free(web->files);
    web->files = files;
    web->files_options = *options;
    return files;
}

struct files_options web_file_job_options(const struct web *web)
{
    const struct conf *conf = web->rooms.conf;
    return (struct files_options){.is_following = conf && conf->files.follow_symlinks,
                                  .uploads_bytes = conf ? conf->files.uploads_mb * MIB : 0};
}

static void work(void *ctx)
{
    struct web_file_job *job = ctx;
    struct files *files = web_file_job_files(job->web, &job->options, &job->err);
    job->result = files ? job->work(files, job, &job->err) : -1;
}

/* What an event calls a change. */
static enum watch_kind kind_of(const struct web_file_job *job, bool is_new)
{
    static const struct {
        const char *change;
        enum watch_kind kind;
    } kinds[] = {{"removed", WATCH_REMOVED}, {"moved", WATCH_MOVED}, {"made", WATCH_CREATED}};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (strcmp(kinds[i].change, job->change) == 0)
            return kinds[i].kind;
    }
    return is_new ? WATCH_CREATED : WATCH_CHANGED;
}

static const char *type_of(const struct web_file_job *job)
{
    if (strcmp(job->change, "made") == 0)
        return files_type_name(FILES_DIR);
    return strcmp(job->change, "written") == 0 ? files_type_name(FILES_FILE) : NULL;
}

/* Also when the client has gone: it was done. */
static void tell(const struct web_call *call, const struct web_file_job *job)
{
    struct web_live *live = call->web->live;
    bool is_part = strcmp(job->change, "written") == 0 && job->text;
    const struct files_written *written = is_part ? &job->progress.written : &job->written;
    enum watch_kind kind = kind_of(job, written->is_new);
    bool is_dir_there = strcmp(job->change, "made") == 0 && !job->is_new;
    if (job->result < 0 || (is_part && !job->part.is_final) || is_dir_there) {
        web_watch_failed(live->watch, job->mine);
        return;
    }
    auto_json struct json *json = json_object();
    json_set_string(json, "kind", watch_kind_name(kind));
    json_set_string(json, "path", job->path.text);
    json_set_string(json, "to", job->to.text[0] ? job->to.text : NULL);
    json_set_string(json, "type", type_of(job));
    json_set_string(json, "etag", written->etag[0] ? written->etag : NULL);
    json_set_string(json, "by", call->who.name);
    web_events_file(live->events, json);
    web_watch_done(live->watch, job->mine, kind, written->etag);
}

static void done(struct web_call *call, void *ctx)
{
    struct web_file_job *job = ctx;
    if (job->change)
        tell(call, job);
    if (!call->req) {
        web_file_job_free(job);
        return;
    }
    if (job->result < 0) {
        web_file_job_refuse(call, job, &job->err);
        return;
    }
    job->answer(call, job);
}

void web_file_job_start(struct web_call *call, struct web_file_job *job, web_file_work work_cb,
                        web_file_answer answer)
{
    if (!call->web->rooms.project_path) {
        struct err err;
        (void)err_set(&err, ERR_BUSY, "there is no project to read yet");
        web_file_job_refuse(call, job, &err);
        return;
    }
    job->options = web_file_job_options(call->web);
    job->web = call->web;
    job->work = work_cb;
    job->answer = answer;
    if (job->change)
        job->mine = web_watch_begin(call->web->live->watch, job->path.text,
                                    job->to.text[0] ? job->to.text : NULL);
    if (web_work(call, WEB_LANE_FILES, work, done, job))
        return;
    web_watch_failed(call->web->live->watch, job->mine);
    web_file_job_free(job);
}

void web_file_job_close(struct web *web)
{
    files_free(take(web->files));
}
