#include "web/web_hook.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/log.h"
#include "base/rel.h"
#include "base/scope.h"
#include "job/job_check.h"
#include "spool/spool_blob.h"
#include "web/web_auth.h"
#include "web/web_order.h"
#include "web/web_own.h"
#include "web/web_run.h"
#include "web/web_signature.h"

#define SECRET_MAX  4096
#define TEXT_MAX    24576 /* bytes; escaped, as JSON is full of quotes, they fit into a job file */
#define OTHERS      077   /* mode bits of group and others */
#define BRANCH_HEAD "refs/heads/"

enum verdict {
    HOOK_RUN,
    HOOK_UNREADABLE, /* its secret: our fault */
    HOOK_STRANGER,   /* the signature is wrong */
    HOOK_PING,
    HOOK_OTHER_BRANCH,
    HOOK_BAD_BODY, /* signed, but it cannot be used or kept */
};

/* One call, on its way to the lane and back. A copy of all it needs: the client may go, and the
 * config may change. */
struct visit {
    const struct spool *spool;
    char *name, *script, *secret_file, *branch, *key;
    enum conf_signature signature;
    char *said, *event, *delivery, *type; /* headers; NULL: not sent */
    char *body;
    size_t size;
    char blob[SPOOL_BLOB_NAME_SIZE]; /* "": the body goes into the job file */
    enum verdict verdict;
    struct err err;
};

static void free_visit(struct visit *visit)
{
    free(visit->name);
    free(visit->script);
    free(visit->secret_file);
    free(visit->branch);
    free(visit->key);
    free(visit->said);
    free(visit->event);
    free(visit->delivery);
    free(visit->type);
    free(visit->body);
    free(visit);
}

static int read_secret(const struct visit *visit, struct buf *secret, struct err *err)
{
    const char *path = visit->secret_file;
    struct stat st;
    auto_fd int fd = openat(visit->spool->dirs.project, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &st) < 0)
        return err_errno(err, "cannot open the secret '%.100s'", path);
    if (!S_ISREG(st.st_mode) || (st.st_mode & OTHERS))
        return err_set(err, ERR_FORBIDDEN,
                       "the secret '%.100s' must be a regular file that nobody else may read: "
                       "chmod 600",
                       path);
    if (fd_read_all(fd, secret, err) < 0)
        return err_prefix(err, "secret '%.100s'", path);
    while (secret->size > 0 && strchr("\r\n", secret->data[secret->size - 1]))
        secret->size--; /* editors end a file with a newline */
    return secret->size > 0 ? 0 : err_set(err, ERR_INVALID, "the secret '%.100s' is empty", path);
}

static bool is_form(const struct visit *visit)
{
    static const char form[] = "application/x-www-form-urlencoded";
    return visit->type && strncasecmp(visit->type, form, strlen(form)) == 0;
}

/* Whether it is about the branch of the hook: `ref` of the body says so. */
static enum verdict judge_branch(struct visit *visit)
{
    char wanted[256];
    if (!visit->branch[0])
        return HOOK_RUN;
    auto_json struct json *root = json_parse(visit->body, visit->size, &visit->err);
    if (!root) {
        (void)err_prefix(&visit->err, "the body is not JSON");
        return HOOK_BAD_BODY;
    }
    const char *ref = json_get_string(root, "ref");
    (void)snprintf(wanted, sizeof(wanted), BRANCH_HEAD "%.200s", visit->branch); /* fits */
    return ref && strcmp(ref, wanted) == 0 ? HOOK_RUN : HOOK_OTHER_BRANCH;
}

static enum verdict judge_body(struct visit *visit)
{
    if (visit->event && strcmp(visit->event, "ping") == 0)
        return HOOK_PING;
    if (is_form(visit)) {
        (void)err_set(&visit->err, ERR_INVALID,
                      "set the content type of the webhook to application/json");
        return HOOK_BAD_BODY;
    }
    return judge_branch(visit);
}

/* What a job file cannot hold is kept beside it. */
static enum verdict keep_body(struct visit *visit)
{
    bool is_text = rel_is_utf8(visit->body, visit->size) && !memchr(visit->body, '\0', visit->size);
    if (is_text && visit->size <= TEXT_MAX)
        return HOOK_RUN;
    if (spool_blob_put(visit->spool, visit->body, visit->size, visit->blob, &visit->err) < 0)
        return HOOK_BAD_BODY;
    return HOOK_RUN;
}

static void judge(void *ctx)
{
    struct visit *visit = ctx;
    auto_buf struct buf secret;
    buf_init(&secret, SECRET_MAX);
    if (read_secret(visit, &secret, &visit->err) < 0) {
        visit->verdict = HOOK_UNREADABLE;
        return;
    }
    struct web_signature_bytes key = {secret.data, secret.size};
    struct web_signature_bytes body = {visit->body, visit->size};
    bool is_right = visit->said && web_signature_is_right(visit->signature, visit->said, key, body);
    visit->verdict = is_right ? judge_body(visit) : HOOK_STRANGER;
    if (visit->verdict == HOOK_RUN)
        visit->verdict = keep_body(visit);
}

static void add_label(struct job *job, const char *key, const char *value)
{
    if (!value || job_check_line(value) || strlen(value) > JOB_NAME_MAX)
        return;
    struct job_pair *label = &job->labels[job->label_count++];
    *label = (struct job_pair){.key = xstrdup(key), .value = xstrdup(value)};
}

static void fill(const struct visit *visit, struct job *job)
{
    job_init(job);
    job->kind = JOB_SCRIPT;
    job->script = xstrdup(visit->script);
    if (visit->blob[0])
        job->stdin_blob = xstrdup(visit->blob);
    else
        job->stdin_text = xstrndup(visit->body, visit->size);
    job->key = visit->key[0] ? xstrdup(visit->key) : NULL;
    job->labels = xcalloc(2, sizeof(*job->labels));
    add_label(job, "hook", visit->name);
    add_label(job, "event", visit->event);
    if (!visit->delivery || job_check_line(visit->delivery))
        return;
    char *key = xasprintf("hook:%s:%.100s", visit->name, visit->delivery);
    job->idempotency_key = key;
}

static void run(struct web_call *call, const struct visit *visit)
{
    auto_job struct job job;
    fill(visit, &job);
    (void)snprintf(call->who.name, sizeof(call->who.name), "hook:%s", visit->name); /* may be cut */
    struct web_run_ask ask = {.job = &job};
    web_run_submit(call, &ask);
}

static void answer_idle(struct web_call *call, const char *text)
{
    auto_json struct json *json = json_object();
    json_set_bool(json, "ok", true);
    json_set_string(json, "text", text);
    web_call_json(call, 200, json);
}

static void refuse_stranger(struct web_call *call, const struct visit *visit)
{
    struct err err = {0};
    const char *header = web_signature_kind(visit->signature)->signature;
    (void)err_set(&err, ERR_FORBIDDEN,
                  visit->said ? "the signature in '%s' is wrong"
                              : "the header '%s' with the signature is missing",
                  header);
    int status = web_auth_failed(call, &err); /* who guesses waits longer and longer */
    web_call_refuse(call, status, &err);
}

/* What is wrong with the secret is for those who read the log. */
static void refuse_unreadable(struct web_call *call, const struct visit *visit)
{
    struct err err = {0};
    log_error("webhook '%s' cannot be checked: %s", visit->name, visit->err.text);
    (void)err_set(&err, ERR_INTERNAL, "the webhook is not set up right: see the server's log");
    web_call_error(call, &err);
}

static void judged(struct web_call *call, void *ctx)
{
    struct visit *visit = ctx;
    if (call->req) {
        switch (visit->verdict) {
        case HOOK_RUN:
            run(call, visit);
            break;
        case HOOK_UNREADABLE:
            refuse_unreadable(call, visit);
            break;
        case HOOK_STRANGER:
            refuse_stranger(call, visit);
            break;
        case HOOK_PING:
            answer_idle(call, "the webhook is set up");
            break;
        case HOOK_OTHER_BRANCH:
            answer_idle(call, "not the branch of this webhook: nothing to do");
            break;
        case HOOK_BAD_BODY:
            web_call_error(call, &visit->err);
            break;
        }
    }
    free_visit(visit);
}

static char *copy_header(const struct web_call *call, const char *name)
{
    return xstrdup(web_call_header(call, name));
}

static char *copy_bytes(h2o_iovec_t bytes)
{
    char *copy = xmalloc(bytes.len + 1);
    if (bytes.len)
        memcpy(copy, bytes.base, bytes.len);
    copy[bytes.len] = '\0';
    return copy;
}

static struct visit *make_visit(const struct web_call *call, const struct conf_hook *hook)
{
    const struct web_signature_kind *kind = web_signature_kind(hook->signature);
    h2o_iovec_t body = call->req->entity;
    struct visit *visit = xcalloc(1, sizeof(*visit));
    *visit = (struct visit){.spool = call->web->rooms.spool,
                            .name = xstrdup(hook->name),
                            .script = xstrdup(hook->script),
                            .secret_file = xstrdup(hook->secret_file),
                            .branch = xstrdup(hook->branch),
                            .key = xstrdup(hook->key),
                            .signature = hook->signature,
                            .said = copy_header(call, kind->signature),
                            .event = copy_header(call, kind->event),
                            .delivery = copy_header(call, kind->delivery),
                            .type = copy_header(call, "content-type"),
                            .body = copy_bytes(body),
                            .size = body.len};
    return visit;
}

static void post_hook(struct web_call *call)
{
    struct err err = {0};
    if (!web_order_has_runner(call))
        return;
    const struct conf_hook *hook = conf_hook_find(call->web->rooms.conf, call->tail);
    if (!hook) {
        (void)err_set(&err, ERR_NOT_FOUND, "there is no webhook '%s'", call->tail);
        web_call_error(call, &err);
        return;
    }
    struct visit *visit = make_visit(call, hook);
    if (!web_work(call, WEB_LANE_FILES, judge, judged, visit))
        free_visit(visit);
}

static const struct web_route routes[] = {
    {.method = "POST",
     .path = "/api/hook/{name}",
     .role = ACCESS_NOBODY,
     .handler = post_hook,
     .body = WEB_BODY_BYTES,
     .answer = "application/json",
     .statuses = "200 202 400 401 404 409 413 429 500 503 507",
     .help = "A webhook of the config: its body, rightly signed, is what the script reads"},
};

WEB_ROUTES(web_hook_routes, routes)
