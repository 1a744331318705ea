#include "web/web_git_change.h"

#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_git_job.h"

#define LOCAL_NAME "local" /* of the token that access_local.h makes */
#define BODY_MAX   65536   /* bytes; the child gets them as an argument: web_git_job.c */

static void ask(struct web_call *call, enum web_git_kind kind, const char *operation)
{
    struct err err;
    auto_json struct json *body = web_call_fields(call, &err);
    if (!body)
        web_call_error(call, &err);
    else
        web_git_ask(call, kind, operation, take(body));
}

static void post_pull(struct web_call *call)
{
    ask(call, WEB_GIT_REMOTE, "pull");
}

static void post_push(struct web_call *call)
{
    ask(call, WEB_GIT_REMOTE, "push");
}

static void post_init(struct web_call *call)
{
    ask(call, WEB_GIT_CHANGE, "init");
}

static void post_checkout(struct web_call *call)
{
    ask(call, WEB_GIT_CHANGE, "checkout");
}

static void post_discard(struct web_call *call)
{
    ask(call, WEB_GIT_CHANGE, "discard");
}

static void post_undo(struct web_call *call)
{
    ask(call, WEB_GIT_CHANGE, "undo");
}

/* ADR 0009: in the name of who orders it. That is the name on the token; the local admin and who
 * needs no token are whom git knows here, if it does. */
static void add_author(const struct web_call *call, struct json *more)
{
    const char *name = *call->who.name ? call->who.name : LOCAL_NAME;
    bool is_local = call->who.token_id[0] == '\0' || strcmp(name, LOCAL_NAME) == 0;
    auto_free char *email = xasprintf("%s@localhost", is_local ? LOCAL_NAME : call->who.token_id);
    json_set_string(more, is_local ? "who" : "author_name", name);
    json_set_string(more, is_local ? "who_email" : "author_email", email);
}

static void post_commit(struct web_call *call)
{
    struct err err;
    auto_json struct json *body = web_call_fields(call, &err);
    if (!body) {
        web_call_error(call, &err);
        return;
    }
    add_author(call, body);
    web_git_ask(call, WEB_GIT_CHANGE, "commit", take(body));
}

static const struct web_param commit_fields[] = {
    {"message", "string", true, "what the commit says"},
    {"paths", "array", false, "only these files and directories; none: what is staged"},
    {"all", "boolean", false, "every change, new files too [false]"},
    {0},
};

static const struct web_param no_fields[] = {{0}};

static const struct web_param checkout_fields[] = {
    {"branch", "string", true, "its name; one that only the remote has is made"},
    {"new", "boolean", false, "make it, at the current commit [false]"},
    {0},
};

static const struct web_param discard_fields[] = {
    {"paths", "array", true, "files and directories to put back to the last commit"},
    {0},
};

static const struct web_param undo_fields[] = {
    {"undo", "string", false, "what the discard answered; none: the newest"},
    {0},
};

#define CHANGE_STATUSES "200 400 403 404 409 413 500 503 504 507"
#define REMOTE_STATUSES "200 400 403 404 409 413 500 502 503 504 507"

static const struct web_route routes[] = {
    {.method = "POST",
     .path = "/api/git/pull",
     .role = ACCESS_EDITOR,
     .handler = post_pull,
     .body = WEB_BODY_JSON,
     .body_max = BODY_MAX,
     .fields = no_fields,
     .answer = "application/json",
     .statuses = REMOTE_STATUSES,
     .help = "Fetches and only moves forward; 409 with 'status' when diverged or changes are in "
             "the way, and nothing moved"},
    {.method = "POST",
     .path = "/api/git/push",
     .role = ACCESS_EDITOR,
     .handler = post_push,
     .body = WEB_BODY_JSON,
     .body_max = BODY_MAX,
     .fields = no_fields,
     .answer = "application/json",
     .statuses = REMOTE_STATUSES,
     .help = "Sends the current branch, never by force; 409 when the remote has more or refuses, "
             "and 'said' is what its hooks said"},
    {.method = "POST",
     .path = "/api/git/commit",
     .role = ACCESS_EDITOR,
     .handler = post_commit,
     .body = WEB_BODY_JSON,
     .body_max = BODY_MAX,
     .fields = commit_fields,
     .answer = "application/json",
     .statuses = CHANGE_STATUSES,
     .help = "Commits in the name of who asks"},
    {.method = "POST",
     .path = "/api/git/checkout",
     .role = ACCESS_EDITOR,
     .handler = post_checkout,
     .body = WEB_BODY_JSON,
     .body_max = BODY_MAX,
     .fields = checkout_fields,
     .answer = "application/json",
     .statuses = CHANGE_STATUSES,
     .help = "Switches to a branch; 409 with 'in_the_way' when changes are not committed"},
    {.method = "POST",
     .path = "/api/git/discard",
     .role = ACCESS_EDITOR,
     .handler = post_discard,
     .body = WEB_BODY_JSON,
     .body_max = BODY_MAX,
     .fields = discard_fields,
     .answer = "application/json",
     .statuses = CHANGE_STATUSES,
     .help = "Puts files back to the last commit, and keeps what was there: 'undo' brings it back"},
    {.method = "POST",
     .path = "/api/git/undo",
     .role = ACCESS_EDITOR,
     .handler = post_undo,
     .body = WEB_BODY_JSON,
     .body_max = BODY_MAX,
     .fields = undo_fields,
     .answer = "application/json",
     .statuses = CHANGE_STATUSES,
     .help = "Brings back what a discard took; 409 when a file has changed since"},
    {.method = "POST",
     .path = "/api/git/init",
     .role = ACCESS_EDITOR,
     .handler = post_init,
     .body = WEB_BODY_JSON,
     .body_max = BODY_MAX,
     .fields = no_fields,
     .answer = "application/json",
     .statuses = "200 400 403 404 409 500 503 504 507",
     .help = "Makes the project a git repository; one that is there stays as it is"},
};

WEB_ROUTES(web_git_change_routes, routes)
