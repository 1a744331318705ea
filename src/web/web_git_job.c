#include "web/web_git_job.h"

#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/base64.h"
#include "base/buf.h"
#include "base/rel.h"
#include "base/scope.h"
#include "base/spawn.h"
#include "conf/conf.h"
#include "files/files_etag.h"
#include "loop/guard.h"
#include "web/web_events.h"
#include "web/web_file_name.h"
#include "web/web_live.h"
#include "web/web_own.h"

#define COMMAND         "__git-ask"
#define QUESTION_MAX    122880   /* bytes. Source: execve(2), MAX_ARG_STRLEN is 128 KiB */
#define ANSWER_MAX      16777216 /* bytes: diffs */
#define SHOW_MAX        16777216 /* bytes of a file; as cli_git_ask.c */
#define PIECE_ROOM      131072   /* bytes: base64 is longer than what it stands for */
#define ETAG_SIZE       72       /* quotes and an id, of SHA-256 even */
#define LOOK_MS         60000
#define CHANGE_MS       300000
#define REMOTE_EXTRA_MS 60000 /* the child has git.timeout_ms for the remote itself */
#define GRACE_MS        10000
#define PROGRESS_MS     250
#define PHASE_SIZE      24

#define STATUS_QUESTION "{\"operation\":\"status\",\"is_for_event\":true}"

struct progress {
    char phase[PHASE_SIZE];
    int64_t objects, total, bytes;
};

struct web_git {
    struct web *web;
    int cancel_fd;
    const char *under_way; /* with the remote; NULL: nothing */
    struct loop_timer *timer;
    struct guard *guard;
    struct progress now; /* under guard */
    bool is_news;        /* under guard */
};

struct asking {
    struct web_git *git;
    enum web_git_kind kind;
    char *project, *question;
    int64_t deadline_ms;
    struct buf reply;            /* the child's last line */
    struct buf bytes;            /* of a file, WEB_GIT_SHOW */
    struct err err;              /* the child itself failed */
    web_git_status_cb on_status; /* of web_git_look */
    void *ctx;
};

/* progress */

static struct json *progress_json(const struct web_git *git, const struct progress *progress)
{
    struct json *json = json_object();
    json_set_string(json, "operation", git->under_way);
    json_set_string(json, "phase", progress->phase);
    if (progress->total > 0) {
        json_set_integer(json, "objects", progress->objects);
        json_set_integer(json, "total", progress->total);
        json_set_integer(json, "percent", progress->objects * 100 / progress->total);
    }
    if (progress->bytes > 0)
        json_set_integer(json, "bytes", progress->bytes);
    return json;
}

static void tell_progress(void *ctx)
{
    struct web_git *git = ctx;
    guard_lock(git->guard);
    struct progress now = git->now;
    bool is_news = git->is_news;
    git->is_news = false;
    guard_unlock(git->guard);
    if (is_news) {
        auto_json struct json *json = progress_json(git, &now);
        web_events_git_progress(git->web->live->events, json);
    }
    loop_timer_arm(git->timer, PROGRESS_MS);
}

static void begin_remote(struct web_git *git, const char *operation)
{
    git->under_way = operation;
    guard_lock(git->guard);
    git->now = (struct progress){.phase = "starting"};
    git->is_news = true;
    guard_unlock(git->guard);
    tell_progress(git);
}

/* ERROR NULL: it went well. */
static void end_remote(struct web_git *git, const struct err *error)
{
    const struct progress end = {.phase = "done"};
    auto_json struct json *json = progress_json(git, &end);
    if (error) {
        json_set_string(json, "phase", "failed");
        json_set_string(json, "error", error->text);
        json_set_string(json, "code", err_name(error->code));
    }
    loop_timer_disarm(git->timer);
    web_events_git_progress(git->web->live->events, json);
    git->under_way = NULL;
}

/* on the lane */

static bool begins(const char *line, size_t size, const char *with)
{
    return size > strlen(with) && memcmp(line, with, strlen(with)) == 0;
}

static void note_progress(struct web_git *git, const char *line, size_t size)
{
    auto_json struct json *json = json_parse(line, size, NULL);
    struct progress now = {.objects = json_get_integer(json, "objects", 0),
                           .total = json_get_integer(json, "total", 0),
                           .bytes = json_get_integer(json, "bytes", 0)};
    const char *phase = json_get_string(json, "phase");
    (void)snprintf(now.phase, sizeof(now.phase), "%s", phase ? phase : ""); /* short words */
    guard_lock(git->guard);
    git->now = now;
    git->is_news = true;
    guard_unlock(git->guard);
}

static void take_piece(struct asking *job, const char *line, size_t size)
{
    size_t used = 0;
    char *room = buf_room(&job->bytes, size);
    if (room && base64_decode(line, size, (uint8_t *)room, size, &used))
        buf_grew(&job->bytes, used); /* if not, the size will tell */
}

static void line_came(const char *line, size_t size, void *ctx)
{
    struct asking *job = ctx;
    if (*line == '=') {
        take_piece(job, line + 1, size - 1);
        return;
    }
    if (begins(line, size, "{\"phase\":")) {
        note_progress(job->git, line, size);
        return;
    }
    buf_clear(&job->reply);
    buf_append(&job->reply, line, size);
}

static void work(void *ctx)
{
    struct asking *job = ctx;
    int status = 0;
    char *argv[] = {(char[]){"pirun"}, (char[]){"-C"}, job->project,
                    (char[]){COMMAND}, job->question,  NULL};
    const struct spawn_lines how = {.deadline_ms = job->deadline_ms,
                                    .grace_ms = GRACE_MS,
                                    .cancel_fd = job->git->cancel_fd,
                                    .line_max = ANSWER_MAX,
                                    .on_line = line_came,
                                    .ctx = job};
    if (spawn_self_lines(argv, &how, &status, &job->err) == 0 && job->reply.size == 0)
        (void)err_set(&job->err, ERR_INTERNAL, "git's child ended without an answer (status %d)",
                      status);
}

/* on the loop */

static bool has_refused(const struct asking *job)
{
    return begins(buf_text(&job->reply), job->reply.size, "{\"error\":");
}

/* What went wrong; ERR_NONE: nothing. A child that was done just when it should give up was done.
 */
static struct err error_of(const struct asking *job, const struct json *reply)
{
    struct err err = job->err;
    if (err.code != ERR_NONE && job->reply.size > 0 && !has_refused(job))
        err.code = ERR_NONE;
    if (err.code == ERR_NONE && has_refused(job))
        (void)err_set(&err, err_named(json_get_string(reply, "code")), "%s",
                      json_get_string(reply, "error"));
    return err;
}

/* What the reply says beside the error. */
static struct json *others_of(const struct json *reply)
{
    struct json *others = json_object();
    for (const struct json *key = json_first(reply); key; key = json_next(key)) {
        if (strcmp(json_key(key), "error") != 0 && strcmp(json_key(key), "code") != 0)
            json_set(others, json_key(key), json_copy(key));
    }
    return others;
}

static void refuse(struct web_call *call, const struct err *err, const struct json *reply)
{
    web_call_refuse_with(call, err_http(err->code), err, others_of(reply));
}

static void answer_look(struct web_call *call, struct asking *job)
{
    auto_json struct json *reply =
        has_refused(job) ? json_parse(buf_text(&job->reply), job->reply.size, NULL) : NULL;
    struct err err = error_of(job, reply);
    if (err.code != ERR_NONE) {
        refuse(call, &err, reply);
        return;
    }
    buf_add(&job->reply, "\n");
    web_call_bytes(call, 200, "application/json", buf_text(&job->reply), job->reply.size);
}

/* The bytes as they are; never a page that could run something here. */
static void send_file(struct web_call *call, const struct asking *job, const struct json *reply)
{
    bool is_text = !json_get_bool(reply, "is_binary", false) &&
                   rel_is_utf8(buf_text(&job->bytes), job->bytes.size);
    const char *path = json_get_string(reply, "path");
    const char *slash = strrchr(path, '/');
    bool is_download = false;
    if (web_query_flag(&call->query, "download", &is_download, NULL) == 0 && is_download)
        web_file_name_add(call, slash ? slash + 1 : path);
    web_call_add(call, "content-security-policy", "default-src 'none'; sandbox");
    web_call_bytes(call, 200, is_text ? "text/plain; charset=utf-8" : "application/octet-stream",
                   buf_text(&job->bytes), job->bytes.size);
}

static void answer_show(struct web_call *call, struct asking *job)
{
    char etag[ETAG_SIZE];
    auto_json struct json *reply = json_parse(buf_text(&job->reply), job->reply.size, NULL);
    struct err err = error_of(job, reply);
    const char *id = json_get_string(reply, "id");
    const char *none = call->req ? web_call_header(call, "if-none-match") : NULL;
    if (err.code == ERR_NONE &&
        (!id || json_get_integer(reply, "size", -1) != (int64_t)job->bytes.size))
        (void)err_set(&err, ERR_INTERNAL, "git's child sent something else than the file");
    if (err.code != ERR_NONE) {
        refuse(call, &err, reply);
        return;
    }
    (void)snprintf(etag, sizeof(etag), "\"%.64s\"", id); /* fits */
    web_call_add(call, "etag", etag);
    web_call_add(call, "cache-control", "private, no-cache");
    web_call_add(call, "x-git-commit", json_get_string(reply, "commit"));
    if (none && files_etag_is_listed(none, etag, true))
        web_call_empty(call, 304);
    else
        send_file(call, job, reply);
}

/* What the repository became, for the audit log. */
static void say(struct web_call *call, const struct json *reply)
{
    const char *commit = json_get_string(reply, "commit");
    const char *after = json_get_string(reply, "after");
    const char *undo = json_get_string(reply, "undo");
    auto_free char *files =
        undo ? xasprintf("undo %s, files: %zu", undo, json_count(json_get(reply, "files"))) : NULL;
    if (files)
        web_audit_say(call, files);
    if (!commit && !after)
        return;
    const char *branch = json_get_string(reply, "branch");
    auto_free char *text = xasprintf("%s is %s", branch ? branch : "HEAD", commit ? commit : after);
    web_audit_say(call, text);
}

static void answer_change(struct web_call *call, struct asking *job)
{
    struct web_git *git = job->git;
    auto_json struct json *reply = json_parse(buf_text(&job->reply), job->reply.size, NULL);
    const struct json *status = json_get(reply, "status");
    struct err err = error_of(job, reply);
    if (job->kind == WEB_GIT_REMOTE)
        end_remote(git, err.code == ERR_NONE ? NULL : &err);
    if (status)
        web_events_git(git->web->live->events, status);
    if (err.code != ERR_NONE) {
        refuse(call, &err, reply);
        return;
    }
    say(call, reply);
    web_call_json(call, 200, reply);
}

static void job_free(struct asking *job)
{
    free(job->project);
    free(job->question);
    buf_release(&job->reply);
    buf_release(&job->bytes);
    free(job);
}

static void done(struct web_call *call, void *ctx)
{
    struct asking *job = ctx;
    if (job->kind == WEB_GIT_LOOK)
        answer_look(call, job);
    else if (job->kind == WEB_GIT_SHOW)
        answer_show(call, job);
    else
        answer_change(call, job);
    job_free(job);
}

static int64_t deadline_of(const struct web *web, enum web_git_kind kind)
{
    switch (kind) {
    case WEB_GIT_LOOK:
    case WEB_GIT_SHOW:
        return LOOK_MS;
    case WEB_GIT_CHANGE:
        break;
    case WEB_GIT_REMOTE:
        return web->rooms.conf->git.timeout_ms + REMOTE_EXTRA_MS;
    }
    return CHANGE_MS;
}

static bool is_look(enum web_git_kind kind)
{
    return kind == WEB_GIT_LOOK || kind == WEB_GIT_SHOW;
}

static int check(const struct web *web, enum web_git_kind kind, struct err *err)
{
    const char *under_way = web->git->under_way;
    if (!web->rooms.project_path || !web->rooms.conf)
        return err_set(err, ERR_BUSY, "there is no project to read yet");
    if (!is_look(kind) && under_way)
        return err_set(err, ERR_BUSY, "a %s is under way: try again", under_way);
    return 0;
}

static int write_question(struct json *question, struct buf *out, struct err *err)
{
    json_print(question, false, out);
    if (!buf_ok(out))
        return err_set(err, ERR_TOO_LARGE, "the message and the paths are too long");
    return 0;
}

void web_git_ask(struct web_call *call, enum web_git_kind kind, const char *operation,
                 struct json *more)
{
    struct web *web = call->web;
    struct err err;
    auto_buf struct buf text;
    auto_json struct json *question = more;
    buf_init(&text, QUESTION_MAX);
    json_set_string(question, "operation", operation);
    if (check(web, kind, &err) < 0 || write_question(question, &text, &err) < 0) {
        web_call_error(call, &err);
        return;
    }
    struct asking *job = xcalloc(1, sizeof(*job));
    *job = (struct asking){.git = web->git,
                           .kind = kind,
                           .project = xstrdup(web->rooms.project_path),
                           .question = xstrdup(buf_text(&text)),
                           .deadline_ms = deadline_of(web, kind)};
    buf_init(&job->reply, ANSWER_MAX + 1);
    buf_init(&job->bytes, SHOW_MAX + PIECE_ROOM);
    if (!web_work(call, is_look(kind) ? WEB_LANE_LOOK : WEB_LANE_GIT, work, done, job))
        job_free(job);
    else if (kind == WEB_GIT_REMOTE)
        begin_remote(web->git, operation);
}

static void looked(void *ctx)
{
    struct asking *job = ctx;
    auto_json struct json *reply = json_parse(buf_text(&job->reply), job->reply.size, NULL);
    struct err err = error_of(job, reply);
    job->on_status(job->ctx, err.code == ERR_NONE ? reply : NULL, &err);
    job_free(job);
}

bool web_git_look(struct web *web, web_git_status_cb on_status, void *ctx)
{
    struct err err;
    if (check(web, WEB_GIT_LOOK, &err) < 0)
        return false;
    struct asking *job = xcalloc(1, sizeof(*job));
    *job = (struct asking){.git = web->git,
                           .kind = WEB_GIT_LOOK,
                           .project = xstrdup(web->rooms.project_path),
                           .question = xstrdup(STATUS_QUESTION),
                           .deadline_ms = LOOK_MS,
                           .on_status = on_status,
                           .ctx = ctx};
    buf_init(&job->reply, ANSWER_MAX + 1);
    lane_post(web->lanes[WEB_LANE_LOOK], work, looked, job);
    return true;
}

int web_git_open(struct web *web, struct err *err)
{
    auto_fd int cancel_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (cancel_fd < 0)
        return err_errno(err, "cannot make an eventfd");
    struct web_git *git = xcalloc(1, sizeof(*git));
    *git = (struct web_git){.web = web, .cancel_fd = take_fd(&cancel_fd), .guard = guard_create()};
    git->timer = loop_timer_create(web->loop, tell_progress, git);
    web->git = git;
    return 0;
}

void web_git_cancel(struct web_git *git)
{
    if (git)
        (void)eventfd_write(git->cancel_fd, 1); /* its counter cannot overflow */
}

void web_git_free(struct web_git *git)
{
    if (!git)
        return;
    (void)close(git->cancel_fd);
    loop_timer_free(git->timer);
    guard_free(git->guard);
    free(git);
}
