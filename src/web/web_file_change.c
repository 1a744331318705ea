#include <string.h>

#include "base/scope.h"
#include "files/files_dir.h"
#include "files/files_move.h"
#include "files/files_trash.h"
#include "web/web_file.h"
#include "web/web_file_job.h"

static int move_file(struct files *files, struct web_file_job *job, struct err *err)
{
    struct files_move move = {
        .from = &job->path, .to = &job->to, .want = job->want, .replaces = job->flag};
    return files_move(files, &move, err);
}

static void answer_moved(struct web_call *call, struct web_file_job *job)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "from", job->path.text);
    json_set_string(json, "to", job->to.text);
    web_call_json(call, 200, json);
    web_file_job_free(job);
}

static int read_path(const struct json *body, const char *key, enum files_want want,
                     struct rel *out, struct err *err)
{
    const char *path = json_get_string(body, key);
    if (files_path_parse(path, strlen(path), want, out, err) < 0)
        return err_prefix(err, "'%s'", key);
    return 0;
}

static void post_move(struct web_call *call)
{
    struct err err;
    struct web_file_job *job = web_file_job_create();
    auto_json struct json *body = web_call_fields(call, &err);
    job->want = web_file_job_want(call);
    job->flag = json_get_bool(body, "replace", false);
    job->change = "moved";
    if (!body || read_path(body, "from", job->want, &job->path, &err) < 0 ||
        read_path(body, "to", job->want, &job->to, &err) < 0)
        web_file_job_refuse(call, job, &err);
    else
        web_file_job_start(call, job, move_file, answer_moved);
}

static int make_dir(struct files *files, struct web_file_job *job, struct err *err)
{
    return files_dir_make(files, &job->path, job->want, &job->is_new, err);
}

static void answer_dir(struct web_call *call, struct web_file_job *job)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "path", job->path.text);
    web_call_json(call, job->is_new ? 201 : 200, json);
    web_file_job_free(job);
}

static void post_dir(struct web_call *call)
{
    struct err err;
    struct web_file_job *job = web_file_job_create();
    auto_json struct json *body = web_call_fields(call, &err);
    job->want = web_file_job_want(call);
    job->change = "made";
    if (!body || read_path(body, "path", job->want, &job->path, &err) < 0)
        web_file_job_refuse(call, job, &err);
    else
        web_file_job_start(call, job, make_dir, answer_dir);
}

static int restore_file(struct files *files, struct web_file_job *job, struct err *err)
{
    return files_trash_restore(files, job->text, job->want, &job->path, err);
}

static void answer_restored(struct web_call *call, struct web_file_job *job)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "path", job->path.text);
    web_call_json(call, 200, json);
    web_file_job_free(job);
}

static void post_restore(struct web_call *call)
{
    struct err err;
    struct web_file_job *job = web_file_job_create();
    auto_json struct json *body = web_call_fields(call, &err);
    job->want = web_file_job_want(call);
    job->change = "made";
    if (!body) {
        web_file_job_refuse(call, job, &err);
        return;
    }
    job->text = xstrdup(json_get_string(body, "trash"));
    web_file_job_start(call, job, restore_file, answer_restored);
}

#define BODY_MAX 65536 /* two paths, every byte escaped */

static const struct web_param move_fields[] = {
    {"from", "string", true, "relative to the project"},
    {"to", "string", true, "the new path; parents that are missing are made"},
    {"replace", "boolean", false, "a file that is there is replaced [false]"},
    {0},
};

static const struct web_param dir_fields[] = {
    {"path", "string", true, "relative to the project"},
    {0},
};

static const struct web_param restore_fields[] = {
    {"trash", "string", true, "what DELETE /api/file with trash=1 answered"},
    {0},
};

static const struct web_route routes[] = {
    {.method = "POST",
     .path = "/api/file/move",
     .role = ACCESS_EDITOR,
     .handler = post_move,
     .body = WEB_BODY_JSON,
     .body_max = BODY_MAX,
     .fields = move_fields,
     .answer = "application/json",
     .statuses = "200 400 403 404 409 503 507",
     .help = "Gives a file, link or directory another path within the project"},
    {.method = "POST",
     .path = "/api/dir",
     .role = ACCESS_EDITOR,
     .handler = post_dir,
     .body = WEB_BODY_JSON,
     .body_max = BODY_MAX,
     .fields = dir_fields,
     .answer = "application/json",
     .statuses = "200 201 400 403 404 409 503 507",
     .help = "Makes a directory and what is missing above it; 200 when it is there already"},
    {.method = "POST",
     .path = "/api/file/restore",
     .role = ACCESS_EDITOR,
     .handler = post_restore,
     .body = WEB_BODY_JSON,
     .body_max = BODY_MAX,
     .fields = restore_fields,
     .answer = "application/json",
     .statuses = "200 400 403 404 409 503 507",
     .help = "Puts back what was removed with trash=1; 409 when something is there again"},
};

WEB_ROUTES(web_file_change_routes, routes)
