#include "web/web_upload.h"

#include <string.h>

#include "base/scope.h"
#include "web/web_own.h"

void web_upload_answer_written(struct web_call *call, const char *path,
                               const struct files_written *written)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "path", path);
    json_set_integer(json, "size", written->size);
    if (written->etag[0]) {
        json_set_string(json, "etag", written->etag);
        web_call_add(call, "etag", written->etag);
    }
    web_call_json(call, written->is_new ? 201 : 200, json);
}

static void answer_offset(struct web_call *call, const char *id, int64_t offset)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "upload", id);
    json_set_integer(json, "offset", offset);
    web_call_json(call, 200, json);
}

static int put_part(struct files *files, struct web_file_job *job, struct err *err)
{
    job->part.id = job->text;
    job->part.file = (struct files_write){.rel = &job->path,
                                          .want = job->want,
                                          .data = job->body,
                                          .size = job->body_size,
                                          .condition = &job->condition};
    return files_upload_put(files, &job->part, &job->progress, err);
}

static void answer_part(struct web_call *call, struct web_file_job *job)
{
    if (job->part.is_final)
        web_upload_answer_written(call, job->path.text, &job->progress.written);
    else
        answer_offset(call, job->text, job->progress.offset);
    web_file_job_free(job);
}

int web_upload_read(const struct web_call *call, struct web_file_job *job, struct err *err)
{
    static const struct web_range offsets = {0, JSON_INTEGER_MAX, 0};
    job->text = xstrdup(web_query_text(&call->query, "upload"));
    if (web_query_integer(&call->query, "offset", &offsets, &job->part.offset, err) < 0 ||
        web_query_flag(&call->query, "final", &job->part.is_final, err) < 0)
        return -1;
    if (!job->text && (job->part.offset > 0 || job->part.is_final))
        return err_set(err, ERR_INVALID, "'offset' and 'final' go with 'upload'");
    return 0;
}

void web_upload_put(struct web_call *call, struct web_file_job *job)
{
    web_file_job_start(call, job, put_part, answer_part);
}

static int find_offset(struct files *files, struct web_file_job *job, struct err *err)
{
    return files_upload_offset(files, job->text, &job->progress.offset, err);
}

static void answer_found(struct web_call *call, struct web_file_job *job)
{
    answer_offset(call, job->text, job->progress.offset);
    web_file_job_free(job);
}

static int drop(struct files *files, struct web_file_job *job, struct err *err)
{
    return files_upload_drop(files, job->text, err);
}

static void answer_dropped(struct web_call *call, struct web_file_job *job)
{
    web_call_empty(call, 204);
    web_file_job_free(job);
}

static void start(struct web_call *call, web_file_work work, web_file_answer answer)
{
    struct err err;
    struct web_file_job *job = web_file_job_create();
    job->text = xstrdup(web_query_text(&call->query, "upload"));
    if (job->text) {
        web_file_job_start(call, job, work, answer);
        return;
    }
    (void)err_set(&err, ERR_INVALID, "the query lacks 'upload': the id of an upload");
    web_file_job_refuse(call, job, &err);
}

static void get_upload(struct web_call *call)
{
    start(call, find_offset, answer_found);
}

static void delete_upload(struct web_call *call)
{
    start(call, drop, answer_dropped);
}

static const struct web_param params[] = {
    {"upload", "string", true, "the id that the parts were sent with"},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/upload",
     .role = ACCESS_EDITOR,
     .handler = get_upload,
     .params = params,
     .answer = "application/json",
     .statuses = "200 400 404 503",
     .help = "Tells how many bytes of an upload in parts are there: go on at that offset"},
    {.method = "DELETE",
     .path = "/api/upload",
     .role = ACCESS_EDITOR,
     .handler = delete_upload,
     .params = params,
     .statuses = "204 400 404 503",
     .help = "Forgets an upload in parts that is not finished"},
};

WEB_ROUTES(web_upload_routes, routes)
