#include "web/web_script_job.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "env/env_base.h"
#include "files/files_path.h"
#include "files/files_read.h"
#include "script/script_reader.h"
#include "script/script_values.h"
#include "web/web_own.h"

#define IDLE_MS  300000
#define KEPT_MAX 16
#define WRONG_MS 60000 /* the machine may have been busy */

struct kept {
    char *path;
    char etag[FILES_ETAG_SIZE];
    struct script_form form;
    struct err err; /* it cannot be read: not tried again before UNTIL_MS, clock_boot_ms */
    int64_t until_ms;
};

/* All but the first three belong to the lane. */
struct web_script {
    struct web *web;
    struct loop_timer *idle;
    bool is_used; /* since the timer was armed */
    struct files *files;
    bool is_following;
    struct script_reader *reader;
    char python[PATH_MAX]; /* the reader's */
    struct kept kept[KEPT_MAX];
    size_t next; /* the one to be replaced next */
};

struct web_script_job *web_script_job_create(const struct web_call *call, const char *path,
                                             struct err *err)
{
    const struct web *web = call->web;
    const struct conf *conf = web->rooms.conf;
    struct rel rel;
    if (!web->rooms.project_path || !conf) {
        (void)err_set(err, ERR_BUSY, "there is no project to read yet");
        return NULL;
    }
    if (!path) {
        (void)err_set(err, ERR_INVALID, "the query lacks 'path': relative to the project");
        return NULL;
    }
    if (files_path_parse(path, strlen(path), FILES_READ, &rel, err) < 0)
        return NULL;
    struct web_script_job *job = xcalloc(1, sizeof(*job));
    job->path = rel;
    job->script = web->script;
    job->project = xstrdup(web->rooms.project_path);
    job->python = xstrdup(conf->env.python);
    job->venv_python = xstrdup(conf->venv_python);
    job->is_following = conf->files.follow_symlinks;
    return job;
}

void web_script_job_free(struct web_script_job *job)
{
    if (!job)
        return;
    free(job->text);
    json_free(job->values);
    script_words_free(job->args);
    json_free(job->reply);
    free(job->project);
    free(job->python);
    free(job->venv_python);
    free(job);
}

/* on the lane */

static int open_files(struct web_script *script, const struct web_script_job *job, struct err *err)
{
    if (script->files && script->is_following == job->is_following)
        return 0;
    const struct files_options options = {.is_following = job->is_following};
    auto_fd int project = open(job->project, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (project < 0)
        return err_errno(err, "cannot open the project");
    files_free(take(script->files));
    script->files = files_create(project, &options, err);
    script->is_following = job->is_following;
    return script->files ? 0 : -1;
}

/* Never the interpreter within the project, which a script or a commit could have put there. ADR
 * 0029. */
static int find_python(const struct web_script_job *job, struct env_base *base, struct err *err)
{
    const struct env_settings settings = {.python = job->python, .venv_python = job->venv_python};
    const struct env_place place = {
        .project_path = job->project, .project = -1, .settings = &settings};
    return env_base_find_reader(&place, base, err);
}

static int open_reader(struct web_script *script, const struct web_script_job *job, struct err *err)
{
    struct env_base base;
    if (find_python(job, &base, err) < 0)
        return -1;
    if (script->reader && strcmp(script->python, base.path) == 0)
        return 0;
    script_reader_free(script->reader);
    script->reader = script_reader_create(base.path);
    memcpy(script->python, base.path, sizeof(base.path));
    return 0;
}

static int read_text(const struct files_file *file, const char *path, struct buf *text,
                     struct err *err)
{
    if (file->size > SCRIPT_TEXT_MAX)
        return err_set(err, ERR_TOO_LARGE, "'%.100s' has more than 1 MiB: it is not read", path);
    for (;;) {
        char *room = buf_room(text, 65536);
        int64_t got = room ? files_read_at(file, room, 65536, (int64_t)text->size) : 0;
        if (!room)
            return err_set(err, ERR_TOO_LARGE, "'%.100s' has grown too large", path);
        if (got < 0)
            return err_errno(err, "cannot read '%.100s'", path);
        if (got == 0)
            return 0;
        buf_grew(text, (size_t)got);
    }
}

static const struct kept *find_kept(const struct web_script *script, const char *path,
                                    const char *etag)
{
    for (size_t i = 0; i < KEPT_MAX && etag[0]; i++) {
        const struct kept *kept = &script->kept[i];
        bool is_good = kept->err.code == ERR_NONE || clock_boot_ms() < kept->until_ms;
        if (kept->path && strcmp(kept->path, path) == 0 && strcmp(kept->etag, etag) == 0 && is_good)
            return kept;
    }
    return NULL;
}

static void forget(struct kept *kept)
{
    free(kept->path);
    script_form_release(&kept->form);
    *kept = (struct kept){0};
}

/* Takes FORM. */
static const struct kept *keep(struct web_script *script, const struct web_script_job *job,
                               const struct script_form *form, const struct err *err)
{
    struct kept *kept = &script->kept[script->next++ % KEPT_MAX];
    forget(kept);
    *kept = (struct kept){.path = xstrdup(job->path.text),
                          .form = *form,
                          .err = *err,
                          .until_ms = clock_boot_ms() + WRONG_MS};
    memcpy(kept->etag, job->etag, sizeof(kept->etag));
    return kept;
}

static struct json *ask(struct web_script *script, const struct web_script_job *job,
                        const char *what, const struct buf *text, struct err *err)
{
    const struct script_question question = {.what = what,
                                             .path = job->path.text,
                                             .data = buf_text(text),
                                             .size = text->size,
                                             .is_text = job->text != NULL};
    if (open_reader(script, job, err) < 0)
        return NULL;
    struct json *reply = script_reader_ask(script->reader, &question, err);
    return reply;
}

/* Owns: stays the lane's, until the next question. */
static const struct kept *read_form(struct web_script *script, const struct web_script_job *job,
                                    const struct files_file *file, struct err *err)
{
    struct script_form form = {0};
    struct err why = {0};
    auto_buf struct buf text;
    buf_init(&text, SCRIPT_TEXT_MAX + 65536);
    if (read_text(file, job->path.text, &text, err) < 0)
        return NULL;
    struct json *reply = ask(script, job, "form", &text, &why);
    if (reply)
        (void)script_form_init(&form, reply, &why); /* WHY says so */
    return keep(script, job, &form, &why);
}

static const struct script_form *find_form(struct web_script *script, struct web_script_job *job,
                                           struct err *err)
{
    auto_file struct files_file file = {.fd = -1};
    if (open_files(script, job, err) < 0 ||
        files_read_open(script->files, &job->path, &file, err) < 0)
        return NULL;
    memcpy(job->etag, file.etag, sizeof(job->etag));
    const struct kept *kept = find_kept(script, job->path.text, job->etag);
    if (!kept)
        kept = read_form(script, job, &file, err);
    if (kept && kept->err.code == ERR_NONE)
        return &kept->form;
    if (kept)
        *err = kept->err;
    return NULL;
}

static int check_text(struct web_script *script, struct web_script_job *job, struct err *err)
{
    if (!rel_has_suffix(&job->path, ".py")) {
        job->reply = json_object();
        json_set(job->reply, "problems", json_array());
        json_set_string(job->reply, "tool", "none");
        return 0;
    }
    const struct buf text = {.data = job->text, .size = job->text_size};
    job->reply = ask(script, job, "check", &text, err);
    return job->reply ? 0 : -1;
}

/* Of what does not end in .py. */
static int use_none(struct web_script_job *job, struct err *err)
{
    auto_form struct script_form form = {0};
    struct json *root = json_object();
    json_set_string(root, "kind", script_kind_name(SCRIPT_NONE));
    json_set(root, "fields", json_array());
    json_set(root, "problems", json_array());
    return script_form_init(&form, root, err) < 0 ? -1 : job->use(job, &form, err);
}

static int use_script(struct web_script_job *job, struct err *err)
{
    const struct script_form *form = find_form(job->script, job, err);
    return form ? job->use(job, form, err) : -1;
}

static void work(void *ctx)
{
    struct web_script_job *job = ctx;
    if (job->text)
        job->result = check_text(job->script, job, &job->err);
    else if (rel_has_suffix(&job->path, ".py"))
        job->result = use_script(job, &job->err);
    else
        job->result = use_none(job, &job->err);
}

static void rest(void *ctx)
{
    struct web_script *script = ctx;
    if (script->reader)
        script_reader_rest(script->reader);
}

/* on the loop */

static void idled(void *ctx)
{
    struct web_script *script = ctx;
    if (script->is_used) {
        script->is_used = false;
        loop_timer_arm(script->idle, IDLE_MS);
    } else {
        lane_post(script->web->lanes[WEB_LANE_SCRIPT], rest, NULL, script);
    }
}

bool web_script_job_start(struct web_call *call, struct web_script_job *job, web_script_use use,
                          web_done_cb done)
{
    struct web_script *script = call->web->script;
    job->use = use;
    script->is_used = true;
    if (!loop_timer_is_armed(script->idle))
        loop_timer_arm(script->idle, IDLE_MS);
    return web_work(call, WEB_LANE_SCRIPT, work, done, job);
}

void web_script_open(struct web *web)
{
    web->script = xcalloc(1, sizeof(*web->script));
    web->script->web = web;
    web->script->idle = loop_timer_create(web->loop, idled, web->script);
}

void web_script_free(struct web_script *script)
{
    if (!script)
        return;
    loop_timer_free(script->idle);
    script_reader_free(script->reader);
    files_free(script->files);
    for (size_t i = 0; i < KEPT_MAX; i++)
        forget(&script->kept[i]);
    free(script);
}
