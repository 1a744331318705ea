/* env sync, install, remove, lock: a job into the door, its output as it comes, then what became of
 * it. The server puts the environment in place; without one the drain that carries the job does,
 * and when that was killed in between, this command. */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/scope.h"
#include "cli/cli_env.h"
#include "cli/cli_id.h"
#include "cli/cli_job.h"
#include "cli/cli_say.h"
#include "cli/cli_submit.h"
#include "cli/cli_value.h"
#include "cli/cli_watch.h"
#include "env/env_build.h"
#include "env/env_finish.h"
#include "env/env_link.h"
#include "env/env_note.h"
#include "env/env_state.h"
#include "spool/spool_submit.h"

#define EXIT_LEFT 130
#define LOOK_MS   200 /* who settles may die: then nothing rings */

static const struct {
    const char *code; /* of the builder, or err_name */
    enum err_code err;
} codes[] = {
    {"no_package", ERR_NOT_FOUND}, {"no_version", ERR_NOT_FOUND}, {"no_wheel", ERR_NOT_FOUND},
    {"python", ERR_NOT_FOUND},     {"not_found", ERR_NOT_FOUND},  {"conflict", ERR_CONFLICT},
    {"hash", ERR_CONFLICT},        {"index", ERR_REMOTE},         {"no_space", ERR_NO_SPACE},
    {"requirements", ERR_INVALID}, {"invalid", ERR_INVALID},      {"timeout", ERR_TIMEOUT},
};

static int fail(const struct json *outcome, struct err *err)
{
    const char *code = json_get_string(outcome, "code");
    const char *text = json_get_string(outcome, "text");
    enum err_code found = ERR_INTERNAL;
    for (size_t i = 0; code && i < ARRAY_LEN(codes); i++) {
        if (strcmp(codes[i].code, code) == 0)
            found = codes[i].err;
    }
    return err_set(err, found, "%s", text ? text : "the build failed");
}

static bool parse_action(const char *name, enum job_build *out)
{
    for (unsigned i = JOB_BUILD_SYNC; i <= JOB_BUILD_LOCK; i++) {
        if (strcmp(job_build_name((enum job_build)i), name) == 0) {
            *out = (enum job_build)i;
            return true;
        }
    }
    return false;
}

static int make_job(const struct cli_args *args, struct job *job, struct err *err)
{
    job_init(job);
    job->id = ident_new();
    job->kind = JOB_BUILD;
    job->source = JOB_FROM_CLI;
    if (!parse_action(args->positionals[0], &job->build))
        return err_set(err, ERR_INTERNAL, "no such build");
    size_t count = args->positional_count - 1;
    job->packages = xcalloc(count + 1, sizeof(*job->packages));
    for (size_t i = 0; i < count; i++)
        job->packages[job->package_count++] = xstrdup(args->positionals[i + 1]);
    return 0;
}

/* Two builds of one environment are one: the second waits for the first and finds it built. */
static void set_key(struct job *job, const struct env_build *build)
{
    if (job->build != JOB_BUILD_LOCK)
        job->key = xasprintf("env:%s", build->key);
}

static bool is_up_to_date(const struct env_place *place, const struct job *job,
                          const struct env_build *build)
{
    struct env_state state;
    struct err ignored;
    auto_fd int envs = env_place_open(place, false, &ignored);
    return job->build == JOB_BUILD_SYNC && build->is_reused && envs >= 0 &&
           env_state_read(envs, &state, &ignored) == 0 && strcmp(state.current, build->key) == 0 &&
           env_link_agrees(place->project, build->key);
}

/* Nobody carries jobs now, so we may. */
static int settle_ourselves(struct cli_project *project, const struct env_place *place,
                            const struct ident *id, struct err *err)
{
    auto_run struct run run;
    struct err busy;
    run_init(&run);
    auto_fd int lock = spool_lock(&project->spool, "run", "off", &busy);
    if (lock < 0)
        return 0;
    if (cli_id_read(project, id, &run, err) < 0)
        return -1;
    return env_finish_is_due(place, &run) ? env_finish(place, &run, err) : 0;
}

static void event_came(void *ctx, int number, const char *name)
{
    (void)ctx;
    (void)number;
    (void)name; /* any change: look again */
}

/* Owns: returned. */
static struct json *await_outcome(struct cli_project *project, const struct env_place *place,
                                  const struct ident *id, struct err *err)
{
    struct cli_watch watch;
    char text[IDENT_TEXT_SIZE];
    ident_format(id, text);
    auto_free char *path = xasprintf("%s/var/runs/%s", project->path, text);
    auto_fd int dir = env_place_open_run(place, id, err);
    if (dir < 0)
        return NULL;
    cli_watch_init(&watch);
    (void)cli_watch_add(&watch, path, IN_CREATE | IN_MOVED_TO); /* else: looked at */
    struct json *outcome = NULL;
    while (!(outcome = env_note_outcome(dir, err)) && err->code == ERR_NOT_FOUND) {
        if (settle_ourselves(project, place, id, err) < 0)
            break;
        struct pollfd bell = {.fd = watch.fd, .events = POLLIN};
        (void)poll(&bell, 1, LOOK_MS); /* a timeout is as good */
        cli_watch_read(&watch, event_came, NULL);
    }
    cli_watch_release(&watch);
    return outcome;
}

static void report(const struct json *outcome)
{
    char size[CLI_TEXT_SIZE];
    int64_t packages = json_get_integer(outcome, "packages", 0);
    cli_write_bytes(json_get_integer(outcome, "size_bytes", 0), size);
    (void)printf("environment %.12s %s: %lld package%s, %s\n", json_get_string(outcome, "build"),
                 json_get_bool(outcome, "is_current", false)
                     ? "is current"
                     : "is built; a newer one became current meanwhile",
                 (long long)packages, packages == 1 ? "" : "s", size); /* cli_flush tells */
    if (json_get_bool(outcome, "locked", false))
        (void)printf("requirements.lock is written\n");
    cli_env_say_moved(json_get_string(outcome, "moved"));
}

static int answer(const struct json *outcome, const struct cli_args *args, struct err *err)
{
    bool is_ok = json_get_bool(outcome, "ok", false);
    if (cli_has(args, "json")) {
        cli_print_json(outcome);
        return is_ok ? 0 : err_exit((fail(outcome, err), err->code));
    }
    if (!is_ok)
        return fail(outcome, err);
    report(outcome);
    return 0;
}

static int follow(struct cli_project *project, const struct cli_args *args,
                  const struct env_place *place, const struct ident *id, struct err *err)
{
    auto_run struct run run;
    enum cli_followed how = CLI_FOLLOWED;
    struct cli_follow_options options = {.is_silent =
                                             cli_has(args, "json") || cli_has(args, "quiet"),
                                         .is_driving = true,
                                         .is_guarding = true};
    run_init(&run);
    if (cli_follow(project, id, &options, &run, &how, err) < 0)
        return -1;
    if (how == CLI_LEFT)
        return EXIT_LEFT;
    if (run.attempt == 0 || run.result.reason == RUN_NOT_STARTED)
        return err_set(err, ERR_NOT_FOUND, "%s",
                       run.result.message[0] ? run.result.message : "the build did not start");
    auto_json struct json *outcome = await_outcome(project, place, id, err);
    return outcome ? answer(outcome, args, err) : -1;
}

static int print_id(const struct cli_args *args, const struct ident *id)
{
    char text[IDENT_TEXT_SIZE];
    ident_format(id, text);
    auto_json struct json *object = json_object();
    json_set_string(object, "id", text);
    if (cli_has(args, "json"))
        cli_print_json(object);
    else
        (void)puts(text); /* cli_flush tells */
    return 0;
}

static int say_up_to_date(const struct cli_args *args, const struct env_build *build)
{
    auto_json struct json *object = json_object();
    json_set_bool(object, "ok", true);
    json_set_string(object, "build", build->key);
    json_set_bool(object, "is_current", true);
    json_set_bool(object, "is_reused", true);
    if (cli_has(args, "json"))
        cli_print_json(object);
    else
        (void)printf("environment %.12s is current already\n", build->key); /* cli_flush tells */
    return 0;
}

int cli_env_build(struct cli_project *project, struct cli_args *args, struct err *err)
{
    struct env_settings settings;
    const struct env_place place = cli_env_place(project, &settings);
    auto_job struct job job;
    auto_build struct env_build build = {.is_reused = false};
    if (make_job(args, &job, err) < 0 || cli_job_form(&job, err) < 0 ||
        env_build_look(&place, &job, &build, err) < 0)
        return -1;
    if (is_up_to_date(&place, &job, &build))
        return say_up_to_date(args, &build);
    set_key(&job, &build);
    if (cli_job_check(project, &job, err) < 0 ||
        spool_submit(&project->spool, &job, NULL, 0, err) < 0)
        return -1;
    return cli_has(args, "detach") ? print_id(args, &job.id)
                                   : follow(project, args, &place, &job.id, err);
}
