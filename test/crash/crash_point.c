#include "crash_point.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "crash_file.h"

#define STOPPED_ID "01a1fc6f-88dc-7f96-9a8d-e135f3abfac2" /* any UUIDv7 */
#define QUIET_US   5000 /* no call for so long, and nothing to do: the span is over */

/* Giving the job */

static void drop(struct crash_place *place, const char *name, const char *text)
{
    auto_free char *path = xasprintf("var/spool/%s", name);
    crash_file_write(place->dirfd, "var/spool/tmp/job.part", text);
    if (renameat(place->dirfd, "var/spool/tmp/job.part", place->dirfd, path) < 0)
        abort(); /* the server has made these directories */
}

static void submit(struct crash_place *place, bool is_traced)
{
    static const char *const plain[] = {"submit", "scripts/job.py", NULL};
    static const char *const job[] = {"submit", "--job", "job.json", NULL};
    bool is_plain = place->now->kind == CRASH_PLAIN || place->now->kind == CRASH_HELD;
    crash_file_write(place->dirfd, "job.json", crash_case_job(place->now));
    crash_place_spawn(place, &place->cli, "submit.out", is_traced, is_plain ? plain : job);
}

static void order_cancel(struct crash_place *place)
{
    char id[NAME_MAX + 1] = "";
    (void)crash_file_count(place->dirfd, "var/queue", ".json", id);
    auto_free char *text = xasprintf("{\"v\":1,\"op\":\"cancel\",\"target\":\"%.36s\"}", id);
    drop(place, "order.json", text);
}

/* Both at once: the server reads the order while it starts the job. */
static void drop_and_cancel(struct crash_place *place)
{
    drop(place, STOPPED_ID ".json", crash_case_job(place->now));
    drop(place, "order.json", "{\"v\":1,\"op\":\"cancel\",\"target\":\"" STOPPED_ID "\"}");
}

static void give(struct crash_place *place)
{
    if (place->now->kind == CRASH_CANCEL)
        order_cancel(place);
    else if (place->now->kind == CRASH_STOP)
        drop_and_cancel(place);
    else if (place->now->is_dropped)
        drop(place, "job.json", crash_case_job(place->now));
    else
        submit(place, false);
}

/* What must be there before the span that is looked at. */

static bool is_queued(struct crash_place *place)
{
    return crash_place_cli_ended(place) &&
           crash_file_count(place->dirfd, "var/queue", ".json", NULL) > 0 &&
           crash_file_count(place->dirfd, "var/spool", ".json", NULL) == 0;
}

static bool has_launcher(struct crash_place *place)
{
    return crash_place_launcher(place) > 0;
}

static int prepare(struct crash_place *place, struct err *err)
{
    if (crash_place_serve(place, err) < 0)
        return -1;
    if (place->now->kind == CRASH_CANCEL)
        submit(place, false);
    if (!crash_place_wait(place, has_launcher) ||
        (place->now->kind == CRASH_CANCEL && !crash_place_wait(place, is_queued)))
        return err_set(err, ERR_TIMEOUT, "the server does not do its work before any kill");
    return 0;
}

/* The end of the span */

static bool is_quiet(const struct crash_place *place)
{
    return clock_boot_us() - place->trace.last_us > QUIET_US;
}

/* Without a kill a held script is let go when all is quiet around it. */
static void let_go(struct crash_place *place)
{
    if (crash_file_lines(place->dirfd, "starts") > 0 && is_quiet(place))
        (void)unlinkat(place->dirfd, "hold", 0); /* not there the second time */
}

static bool is_span_over(struct crash_place *place)
{
    if (place->trace.is_gone)
        return true;
    if (place->trace.has_killed || !crash_place_is_ready(place))
        return false;
    if (place->now->kind == CRASH_HELD)
        let_go(place);
    return crash_place_cli_ended(place) && crash_check_is_settled(place) && is_quiet(place);
}

static bool is_cli_over(struct crash_place *place)
{
    return place->trace.is_gone;
}

static int run_span(struct crash_place *place, struct err *err)
{
    if (!crash_place_wait(place, is_span_over))
        return err_set(err, ERR_TIMEOUT, "the span does not end");
    return 0;
}

/* The roles: what each does until its process is dead, or the span is over. */

static int kill_submit(struct crash_place *place, const struct crash_point *point, struct err *err)
{
    place->trace.from = CRASH_FROM_EXEC;
    place->trace.kill_at = point->at;
    submit(place, true);
    if (!crash_place_wait(place, is_cli_over))
        return err_set(err, ERR_TIMEOUT, "'pirun submit' does not end");
    return 0;
}

static int trace_running(struct crash_place *place, pid_t pid, long at, struct err *err)
{
    bool is_child = place->now->role == CRASH_SUPERVISOR;
    if (crash_trace_attach(&place->trace, pid, is_child ? CRASH_FOLLOW_CHILD : CRASH_FOLLOW_THREADS,
                           err) < 0)
        return -1;
    if (!crash_place_wait(place, crash_place_trace_ready))
        return err_set(err, ERR_TIMEOUT, "a traced process does not stop");
    crash_trace_count(&place->trace, at);
    place->trace.last_us = clock_boot_us();
    return 0;
}

static int kill_running(struct crash_place *place, const struct crash_point *point, struct err *err)
{
    if (prepare(place, err) < 0)
        return -1;
    bool is_server = place->now->role == CRASH_SERVER;
    pid_t pid = is_server ? place->server.pid : crash_place_launcher(place);
    if (trace_running(place, pid, point->at, err) < 0)
        return -1;
    give(place);
    return run_span(place, err);
}

static int kill_recovery(struct crash_place *place, const struct crash_point *point,
                         struct err *err)
{
    static const char *const argv[] = {"serve", NULL};
    if (prepare(place, err) < 0 || trace_running(place, place->server.pid, point->first, err) < 0)
        return -1;
    give(place);
    if (run_span(place, err) < 0)
        return -1;
    crash_place_kill(place, &place->server);
    if (!crash_place_wait(place, crash_place_cli_ended))
        return err_set(err, ERR_TIMEOUT, "'pirun submit' does not end");
    place->trace = (struct crash_trace){.from = CRASH_FROM_LOCK, .kill_at = point->at};
    crash_place_expect(place);
    crash_place_spawn(place, &place->server, "server.out", true, argv);
    return run_span(place, err);
}

static int (*const kills[])(struct crash_place *place, const struct crash_point *point,
                            struct err *err) = {
    [CRASH_SUBMIT] = kill_submit,     [CRASH_SERVER] = kill_running,
    [CRASH_LAUNCHER] = kill_running,  [CRASH_SUPERVISOR] = kill_running,
    [CRASH_RECOVERY] = kill_recovery,
};

/* Afterwards */

/* A span that ended before the kill: the process is killed now, when it should do nothing. */
static void kill_late(struct crash_place *place)
{
    enum crash_role role = place->now->role;
    pid_t pid = role == CRASH_LAUNCHER && !place->trace.is_gone ? place->trace.target : 0;
    if (pid > 0)
        (void)kill(pid, SIGKILL); /* traced: it cannot vanish before it was waited for */
    if (role == CRASH_SERVER || role == CRASH_RECOVERY)
        crash_place_kill(place, &place->server);
}

static bool is_settled_twice(struct crash_place *place)
{
    bool is_settled = true; /* a job on its way back to queue/ could be missed by one look */
    for (int look = 0; look < 2; look++)
        is_settled = is_settled && crash_check_is_settled(place);
    return is_settled;
}

static int recover(struct crash_place *place, const struct crash_seen *seen, struct err *err)
{
    bool is_kept = place->now->is_server_kept;
    if (!is_kept)
        crash_place_kill(place, &place->server);
    if (!is_kept && crash_place_serve(place, err) < 0)
        return -1;
    /* what a killed supervisor leaves behind must not wait for anything */
    if (place->now->kind != CRASH_STOP &&
        (place->now->role != CRASH_SUPERVISOR || !seen->has_begun))
        (void)unlinkat(place->dirfd, "hold", 0); /* only some cases have it */
    if (!crash_place_wait(place, is_settled_twice))
        return err_set(err, ERR_TIMEOUT, "it does not come to an end");
    return 0;
}

static int finish(struct crash_place *place, const struct crash_seen *seen,
                  struct crash_result *result, struct err *err)
{
    pid_t left = 0;
    char name[32] = "";
    int64_t killed_ms = clock_boot_ms();
    if (crash_check_torn(place, err) < 0 || recover(place, seen, err) < 0)
        return -1;
    result->settled_ms = clock_boot_ms() - killed_ms;
    if (crash_place_stop(place, err) < 0 || crash_check_end(place, seen, &result->outcome, err) < 0)
        return -1;
    if (!crash_place_wait(place, crash_place_is_empty) && crash_place_has_child(&left, name))
        return err_set(err, ERR_CONFLICT, "process %d '%s' is left", (int)left, name);
    return 0;
}

/* End what a violation left running; all of it descends from us. */
static void clean_up(struct crash_place *place)
{
    pid_t pid = 0;
    char name[32];
    (void)unlinkat(place->dirfd, "hold", 0); /* only some cases have it */
    crash_place_kill(place, &place->server);
    crash_place_kill(place, &place->cli);
    while (crash_place_has_child(&pid, name)) {
        (void)kill(pid, SIGKILL); /* our child: it cannot vanish before it was waited for */
        (void)crash_place_wait(place, crash_place_trace_ready);
    }
}

void crash_point_run(struct crash_place *place, const struct crash_point *point,
                     struct crash_result *result)
{
    struct err err = {0};
    struct crash_seen seen = {0};
    *result = (struct crash_result){0};
    crash_place_reset(place, point->it);
    (void)unlinkat(place->homefd, "submit.out", 0); /* not there the first time */
    int status = kills[point->it->role](place, point, &err);
    result->count = place->trace.count;
    result->has_killed = place->trace.has_killed;
    (void)snprintf(result->call, sizeof(result->call), "%s", place->trace.call); /* fits */
    if (status == 0 && !result->has_killed)
        kill_late(place);
    if (status == 0 && !crash_place_wait(place, crash_place_cli_ended))
        status = err_set(&err, ERR_TIMEOUT, "'pirun submit' does not end");
    crash_check_look(place, &seen);
    if (status == 0)
        status = finish(place, &seen, result, &err);
    if (status < 0)
        (void)snprintf(result->violation, sizeof(result->violation), "%s", err.text); /* fits */
    if (status < 0)
        clean_up(place);
}
