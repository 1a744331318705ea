#include "web/web_git.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_git_job.h"

#define LOG_MAX     1000
#define LOG_DEFAULT 50
#define SKIP_MAX    INT32_MAX

static void get_status(struct web_call *call)
{
    web_git_ask(call, WEB_GIT_LOOK, "status", json_object());
}

static void get_branches(struct web_call *call)
{
    web_git_ask(call, WEB_GIT_LOOK, "branches", json_object());
}

static void get_log(struct web_call *call)
{
    static const struct web_range limits = {1, LOG_MAX, LOG_DEFAULT};
    static const struct web_range skips = {0, SKIP_MAX, 0};
    struct err err;
    int64_t limit = 0;
    int64_t skip = 0;
    if (web_query_integer(&call->query, "limit", &limits, &limit, &err) < 0 ||
        web_query_integer(&call->query, "skip", &skips, &skip, &err) < 0) {
        web_call_error(call, &err);
        return;
    }
    struct json *more = json_object();
    json_set_string(more, "rev", web_query_text(&call->query, "rev"));
    json_set_integer(more, "limit", limit);
    json_set_integer(more, "skip", skip);
    web_git_ask(call, WEB_GIT_LOOK, "log", more);
}

static int read_diff(const struct web_call *call, struct json *more, struct err *err)
{
    static const char *const texts[] = {"from", "to", "path"};
    bool is_staged = false;
    bool has_untracked = false;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        json_set_string(more, texts[i], web_query_text(&call->query, texts[i]));
    if (web_query_flag(&call->query, "staged", &is_staged, err) < 0 ||
        web_query_flag(&call->query, "untracked", &has_untracked, err) < 0)
        return -1;
    if (is_staged && json_get(more, "to"))
        return err_set(err, ERR_INVALID, "'staged' compares with 'from', not with two commits");
    json_set_bool(more, "staged", is_staged);
    json_set_bool(more, "untracked", has_untracked);
    return 0;
}

static void get_diff(struct web_call *call)
{
    struct err err;
    auto_json struct json *more = json_object();
    if (read_diff(call, more, &err) < 0)
        web_call_error(call, &err);
    else
        web_git_ask(call, WEB_GIT_LOOK, "diff", take(more));
}

static void get_show(struct web_call *call)
{
    struct err err;
    bool is_download = false;
    const char *path = web_query_text(&call->query, "path");
    int result = path ? web_query_flag(&call->query, "download", &is_download, &err)
                      : err_set(&err, ERR_INVALID, "parameter 'path' is missing");
    if (result < 0) {
        web_call_error(call, &err);
        return;
    }
    struct json *more = json_object();
    json_set_string(more, "path", path);
    json_set_string(more, "ref", web_query_text(&call->query, "ref"));
    web_git_ask(call, WEB_GIT_SHOW, "show", more);
}

static const struct web_param log_params[] = {
    {"rev", "string", false, "a branch, tag or commit whose history it is [HEAD]"},
    {"limit", "integer", false, "most commits, 1 to 1000 [50]"},
    {"skip", "integer", false, "the next page: what 'next' of the page before says"},
    {0},
};

static const struct web_param diff_params[] = {
    {"from", "string", false, "a branch, tag or commit; alone: from there to the work tree"},
    {"to", "string", false, "another one; alone: what this commit changed"},
    {"staged", "boolean", false, "what the next commit would hold, compared with 'from' [HEAD]"},
    {"untracked", "boolean", false, "new files too, when the work tree is compared"},
    {"path", "string", false, "only this file or directory, relative to the project"},
    {0},
};

static const struct web_param show_params[] = {
    {"path", "string", true, "of a file, relative to the project"},
    {"ref", "string", false, "a branch, tag or commit [HEAD]"},
    {"download", "boolean", false, "let a browser store it under its name"},
    {0},
};

#define LOOK_STATUSES "200 400 403 404 413 500 503 504"

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/git/status",
     .role = ACCESS_VIEWER,
     .handler = get_status,
     .answer = "application/json",
     .statuses = LOOK_STATUSES,
     .help = "Tells branch, upstream, last commit, and what is changed, staged and untracked"},
    {.method = "GET",
     .path = "/api/git/log",
     .role = ACCESS_VIEWER,
     .handler = get_log,
     .params = log_params,
     .answer = "application/json",
     .statuses = LOOK_STATUSES,
     .help = "Lists commits, newest first, in pages"},
    {.method = "GET",
     .path = "/api/git/diff",
     .role = ACCESS_VIEWER,
     .handler = get_diff,
     .params = diff_params,
     .answer = "application/json",
     .statuses = LOOK_STATUSES,
     .help = "Tells what differs as files with hunks; without 'from' and 'to' what is not staged. "
             "'marks' of a line: which part of it changed, [from, to) in characters (code points)"},
    {.method = "GET",
     .path = "/api/git/branches",
     .role = ACCESS_VIEWER,
     .handler = get_branches,
     .answer = "application/json",
     .statuses = LOOK_STATUSES,
     .help = "Lists branches, local ones first, with how far they are from their upstream"},
    {.method = "GET",
     .path = "/api/git/show",
     .role = ACCESS_VIEWER,
     .handler = get_show,
     .params = show_params,
     .answer = "text/plain application/octet-stream",
     .statuses = "200 304 400 403 404 413 500 503 504",
     .help = "Reads a file, at most 16 MiB, as it was in a commit; X-Git-Commit says in which"},
};

WEB_ROUTES(web_git_routes, routes)
