#include "web/web_files.h"

#include <string.h>

#include "base/clock.h"
#include "base/scope.h"
#include "files/files_list.h"
#include "web/web_file_job.h"
#include "web/web_file_name.h"
#include "web/web_pull.h"

#define LIMIT 1000 /* entries of a page when the client does not say */

/* A name that the API would refuse is shown all the same, with U+FFFD in the bad places. */
static bool is_reachable(const char *dir, const char *name)
{
    struct rel rel;
    auto_free char *path = xasprintf("%s%s%s", dir, *dir ? "/" : "", name);
    return files_path_parse(path, strlen(path), FILES_READ, &rel, NULL) == 0;
}

static void print_entry(const struct files_entry *entry, const char *dir, struct buf *out)
{
    char modified[CLOCK_TEXT_SIZE];
    clock_format(entry->modified_us, modified);
    buf_add(out, "{\"name\":");
    json_quote(entry->name, strlen(entry->name), out);
    buf_addf(out, ",\"type\":\"%s\",\"size\":%lld,\"modtime\":\"%s\"%s}",
             files_type_name(entry->type), (long long)entry->size, modified,
             is_reachable(dir, entry->name) ? "" : ",\"unreachable\":true");
}

static void print_listing(const struct files_listing *listing, const char *path, struct buf *out)
{
    buf_add(out, "{\"path\":");
    json_quote(path, strlen(path), out);
    buf_addf(out, ",\"truncated\":%s", listing->is_truncated ? "true" : "false");
    if (listing->next) {
        buf_add(out, ",\"next\":");
        json_quote(listing->next, strlen(listing->next), out);
    }
    buf_add(out, ",\"entries\":[");
    for (size_t i = 0; i < listing->count; i++) {
        buf_add(out, i > 0 ? "," : "");
        print_entry(&listing->entries[i], path, out);
    }
    buf_add(out, "]}\n");
}

/* job: flag: the tree; text: after; limit. */
static int list(struct files *files, struct web_file_job *job, struct err *err)
{
    auto_listing struct files_listing listing = {0};
    int result = job->flag
                     ? files_list_tree(files, &job->path, (size_t)job->limit, &listing, err)
                     : files_list(files, &job->path, job->text, (size_t)job->limit, &listing, err);
    if (result < 0)
        return -1;
    print_listing(&listing, job->path.text, &job->reply);
    if (!buf_ok(&job->reply))
        return err_set(err, ERR_TOO_LARGE, "the list is too large: ask for fewer with 'limit'");
    return 0;
}

static void answer_list(struct web_call *call, struct web_file_job *job)
{
    web_call_bytes(call, 200, "application/json", buf_text(&job->reply), job->reply.size);
    web_file_job_free(job);
}

static int open_tar(struct files *files, struct web_file_job *job, struct err *err)
{
    job->tar = files_tar_open(files, &job->path, job->other_flag, err);
    return job->tar ? 0 : -1;
}

static ssize_t fill_tar(void *ctx, char *data, size_t size)
{
    struct web_file_job *job = ctx;
    return (ssize_t)files_tar_read(job->tar, data, size, &job->err);
}

static void free_tar(void *ctx)
{
    web_file_job_free(ctx);
}

static void answer_tar(struct web_call *call, struct web_file_job *job)
{
    const char *slash = strrchr(job->path.text, '/');
    const char *name = slash ? slash + 1 : job->path.text;
    auto_free char *file = xasprintf("%s.tar", *name ? name : "project");
    web_file_name_add(call, file);
    struct web_pull pull = {
        .lane = WEB_LANE_FILES, .size = -1, .fill = fill_tar, .free = free_tar, .ctx = job};
    web_pull(call, 200, "application/x-tar", &pull);
}

static int read_query(const struct web_call *call, struct web_file_job *job, bool *is_tar,
                      struct err *err)
{
    static const struct web_range limits = {1, FILES_LIST_MAX, LIMIT};
    const char *format = web_query_text(&call->query, "format");
    const char *after = web_query_text(&call->query, "after");
    job->text = xstrdup(after ? after : "");
    *is_tar = format && strcmp(format, "tar") == 0;
    if (format && !*is_tar && strcmp(format, "json") != 0)
        return err_set(err, ERR_INVALID, "'format' of a listing is json or tar");
    if (web_query_flag(&call->query, "recursive", &job->flag, err) < 0 ||
        web_query_flag(&call->query, "git", &job->other_flag, err) < 0 ||
        web_query_integer(&call->query, "limit", &limits, &job->limit, err) < 0)
        return -1;
    if (job->flag && !web_query_text(&call->query, "limit"))
        job->limit = FILES_LIST_MAX;
    return web_file_job_path(call, job, false, true, err);
}

static void get_files(struct web_call *call)
{
    struct err err;
    bool is_tar;
    struct web_file_job *job = web_file_job_create();
    if (read_query(call, job, &is_tar, &err) < 0)
        web_file_job_refuse(call, job, &err);
    else
        web_file_job_start(call, job, is_tar ? open_tar : list, is_tar ? answer_tar : answer_list);
}

static const struct web_param params[] = {
    {"path", "string", false, "directory, relative to the project; the project itself without it"},
    {"recursive", "boolean", false,
     "the tree below it, without .git, .venv, var, node_modules and __pycache__"},
    {"limit", "integer", false, "most entries, 1 to 10000 [1000; of a tree 10000]"},
    {"after", "string", false, "the next page: what 'next' of the page before says"},
    {"format", "string", false, "json, or tar: the folder as an archive, without .venv and var"},
    {"git", "boolean", false, "the archive holds .git too"},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/files",
     .role = ACCESS_VIEWER,
     .handler = get_files,
     .params = params,
     .answer = "application/json application/x-tar",
     .statuses = "200 400 403 404 413 503",
     .help = "Lists a directory, sorted by name, or the tree below it; or sends it as tar"},
};

WEB_ROUTES(web_files_routes, routes)
