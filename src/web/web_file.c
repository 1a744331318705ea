#include "web/web_file.h"

#include <string.h>

#include "base/scope.h"
#include "files/files_remove.h"
#include "files/files_trash.h"
#include "files/files_write.h"
#include "web/web_file_job.h"
#include "web/web_upload.h"

static int write_file(struct files *files, struct web_file_job *job, struct err *err)
{
    struct files_write write = {.rel = &job->path,
                                .want = job->want,
                                .data = job->body,
                                .size = job->body_size,
                                .condition = &job->condition};
    return files_write(files, &write, &job->written, err);
}

static void answer_written(struct web_call *call, struct web_file_job *job)
{
    web_upload_answer_written(call, job->path.text, &job->written);
    web_file_job_free(job);
}

static void put_file(struct web_call *call)
{
    struct err err;
    struct web_file_job *job = web_file_job_create();
    const char *coding = web_call_header(call, "content-encoding");
    if (coding && strcasecmp(coding, "identity") != 0) {
        (void)err_set(&err, ERR_INVALID, "the body is stored as it is: send no Content-Encoding");
        web_call_refuse(call, 415, &err);
        web_file_job_free(job);
        return;
    }
    if (web_file_job_path(call, job, true, false, &err) < 0 ||
        web_file_job_condition(call, job, &err) < 0 || web_upload_read(call, job, &err) < 0) {
        web_file_job_refuse(call, job, &err);
        return;
    }
    web_file_job_body(call, job);
    job->change = "written";
    if (job->text)
        web_upload_put(call, job);
    else
        web_file_job_start(call, job, write_file, answer_written);
}

static int remove_file(struct files *files, struct web_file_job *job, struct err *err)
{
    return files_remove(files, &job->path, job->want, job->flag, &job->condition, err);
}

static void answer_removed(struct web_call *call, struct web_file_job *job)
{
    web_call_empty(call, 204);
    web_file_job_free(job);
}

static int trash_file(struct files *files, struct web_file_job *job, struct err *err)
{
    return files_trash_put(files, &job->path, job->want, &job->condition, job->trash, err);
}

static void answer_trashed(struct web_call *call, struct web_file_job *job)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "trash", job->trash);
    json_set_string(json, "path", job->path.text);
    web_call_json(call, 200, json);
    web_file_job_free(job);
}

static void delete_file(struct web_call *call)
{
    struct err err;
    struct web_file_job *job = web_file_job_create();
    job->change = "removed";
    if (web_query_flag(&call->query, "recursive", &job->flag, &err) < 0 ||
        web_query_flag(&call->query, "trash", &job->other_flag, &err) < 0 ||
        web_file_job_path(call, job, true, false, &err) < 0 ||
        web_file_job_condition(call, job, &err) < 0)
        web_file_job_refuse(call, job, &err);
    else if (job->other_flag)
        web_file_job_start(call, job, trash_file, answer_trashed);
    else
        web_file_job_start(call, job, remove_file, answer_removed);
}

static const struct web_param get_params[] = {
    {"path", "string", true, "relative to the project"},
    {"format", "string", false, "raw, or json: path, content, size, modtime, etag, binary [raw]"},
    {"download", "boolean", false, "with a name for browsers that store it"},
    {0},
};

static const struct web_param put_params[] = {
    {"path", "string", true, "relative to the project; parents that are missing are made"},
    {"upload", "string", false, "this is a part: an id of your choice, A-Z a-z 0-9 _ -"},
    {"offset", "integer", false, "where the part begins in the file [0]"},
    {"final", "boolean", false, "the file is whole with this part, and gets its name"},
    {0},
};

static const struct web_param delete_params[] = {
    {"path", "string", true, "relative to the project"},
    {"recursive", "boolean", false, "a directory with all that is in it"},
    {"trash", "boolean", false,
     "kept for a day, a directory with all that is in it: the answer's 'trash' is for "
     "POST /api/file/restore"},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/file",
     .role = ACCESS_VIEWER,
     .handler = web_file_get,
     .params = get_params,
     .answer = "application/json application/octet-stream text/plain",
     .statuses = "200 206 304 400 403 404 412 413 416 503",
     .help = "Sends a file: as it is, or in a JSON answer. Knows ETag, If-Match, If-None-Match, "
             "Range with one range, and If-Range"},
    {.method = "PUT",
     .path = "/api/file",
     .role = ACCESS_EDITOR,
     .handler = put_file,
     .body = WEB_BODY_BYTES,
     .params = put_params,
     .answer = "application/json",
     .statuses = "200 201 400 403 404 409 412 413 415 503 507",
     .help = "Replaces a file as a whole, or makes it: with If-Match only the one that was read, "
             "with If-None-Match: * only a new one. Larger files are sent in parts"},
    {.method = "DELETE",
     .path = "/api/file",
     .role = ACCESS_EDITOR,
     .handler = delete_file,
     .params = delete_params,
     .answer = "application/json",
     .statuses = "200 204 400 403 404 409 412 503 507",
     .help = "Removes a file, a link, or a directory: for good, or with trash=1 for a day"},
};

WEB_ROUTES(web_file_routes, routes)
