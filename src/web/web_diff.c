/* Asked of a child (`pirun __diff`), as all that needs libgit2. */
#include "web/web_diff.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/scope.h"
#include "base/spawn.h"
#include "web/web_own.h"
#include "web/web_records.h"
#include "web/web_work.h"

#define COMMAND     "__diff"
#define DEADLINE_MS 60000
#define ANSWER_MAX  ((size_t)16 * 1024 * 1024)

/* A call on its way: to the read lane, which knows what @1 means, to that of git, and back. */
struct comparing {
    struct web_records *records;
    char *project, *texts[2];
    struct ident ids[2];
    bool is_patch_wanted, has_failed;
    struct json *found;
    struct err err;
};

static void comparing_free(struct comparing *comparing)
{
    free(comparing->project);
    free(comparing->texts[0]);
    free(comparing->texts[1]);
    json_free(comparing->found);
    free(comparing);
}

static void find(void *ctx)
{
    struct comparing *comparing = ctx;
    for (size_t i = 0; i < ARRAY_LEN(comparing->ids) && !comparing->has_failed; i++)
        comparing->has_failed = web_records_find(comparing->records, comparing->texts[i],
                                                 &comparing->ids[i], &comparing->err) < 0;
}

static void compare(void *ctx)
{
    struct comparing *comparing = ctx;
    char ids[2][IDENT_TEXT_SIZE];
    int status = 0;
    auto_buf struct buf text;
    buf_init(&text, ANSWER_MAX);
    ident_format(&comparing->ids[0], ids[0]);
    ident_format(&comparing->ids[1], ids[1]);
    char *argv[] = {(char[]){"pirun"},
                    (char[]){"-C"},
                    comparing->project,
                    (char[]){COMMAND},
                    ids[0],
                    ids[1],
                    comparing->is_patch_wanted ? (char[]){"--patch"} : NULL,
                    NULL};
    comparing->has_failed = true;
    if (spawn_self(argv, DEADLINE_MS, &text, &status, &comparing->err) < 0)
        return;
    comparing->found = json_parse(buf_text(&text), text.size, NULL);
    const char *error = json_get_string(comparing->found, "error");
    comparing->has_failed = !comparing->found || error;
    if (error)
        (void)err_set(&comparing->err, err_named(json_get_string(comparing->found, "code")), "%s",
                      error);
    else if (!comparing->found)
        (void)err_set(&comparing->err, ERR_INTERNAL, "'pirun " COMMAND "' ended with status %d",
                      status);
}

static void compared(struct web_call *call, void *ctx)
{
    struct comparing *comparing = ctx;
    if (comparing->has_failed)
        web_call_error(call, &comparing->err);
    else
        web_call_json(call, 200, comparing->found);
    comparing_free(comparing);
}

static void were_found(struct web_call *call, void *ctx)
{
    struct comparing *comparing = ctx;
    if (comparing->has_failed) {
        compared(call, comparing);
        return;
    }
    if (!web_work(call, WEB_LANE_LOOK, compare, compared, comparing))
        comparing_free(comparing);
}

static int read_call(const struct web_call *call, bool *is_patch_wanted, struct err *err)
{
    const char *a = web_query_text(&call->query, "a");
    const char *b = web_query_text(&call->query, "b");
    if (!a || !*a || !b || !*b)
        return err_set(err, ERR_INVALID, "which runs? Give 'a' and 'b'");
    if (!call->web->rooms.project_path || !call->web->records)
        return err_set(err, ERR_BUSY, "there is no project to read yet");
    return web_query_flag(&call->query, "patch", is_patch_wanted, err);
}

static void get_diff(struct web_call *call)
{
    struct err err = {0};
    bool is_patch_wanted = false;
    if (read_call(call, &is_patch_wanted, &err) < 0) {
        web_call_error(call, &err);
        return;
    }
    struct comparing *comparing = xcalloc(1, sizeof(*comparing));
    comparing->records = call->web->records;
    comparing->project = xstrdup(call->web->rooms.project_path);
    comparing->texts[0] = xstrdup(web_query_text(&call->query, "a"));
    comparing->texts[1] = xstrdup(web_query_text(&call->query, "b"));
    comparing->is_patch_wanted = is_patch_wanted;
    if (!web_work(call, WEB_LANE_READ, find, were_found, comparing))
        comparing_free(comparing);
}

static const struct web_param params[] = {
    {"a", "string", true, "id of a run, its beginning, or @1 for the newest"},
    {"b", "string", true, "and of the one that it is compared with"},
    {"patch", "boolean", false, "the difference of the files too, as a patch of 1 MiB at most"},
    {0},
};

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/run/diff",
     .role = ACCESS_VIEWER,
     .handler = get_diff,
     .params = params,
     .answer = "application/json",
     .statuses = "200 400 404 409 500 503 504",
     .help = "What changed between two runs: what was asked, files, packages, outcome"},
};

WEB_ROUTES(web_diff_routes, routes)
