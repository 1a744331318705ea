/* Goal: whatever dies (launcher, supervisor, server), every run is started at most once and its
 * end is heard exactly once. Real launcher, real loop. */
#include "exec_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "exec/exec.h"
#include "exec/exec_launch.h"
#include "sandbox/sandbox_tree.h"

#define PATIENCE_MS 20000
#define SLEEPER     "import time\nprint('ready')\ntime.sleep(1000)"

struct scene {
    struct exec_fixture fixture;
    struct loop *loop;
    struct exec *exec;
    enum exec_event events[8];
    size_t count;
};

static void note_event(void *ctx, const struct ident *id, enum exec_event event)
{
    struct scene *scene = ctx;
    assert_true(ident_equal(id, &scene->fixture.plan.id));
    assert_true(scene->count < ARRAY_LEN(scene->events));
    scene->events[scene->count++] = event;
}

static void open_scene(struct scene *scene, const char *code)
{
    struct err err;
    memset(scene, 0, sizeof(*scene));
    exec_fixture_open(&scene->fixture, code);
    int launcher = exec_launch_fork(&err);
    assert_true(launcher >= 0);
    scene->loop = loop_create(&err);
    assert_non_null(scene->loop);
    scene->exec = exec_create(scene->loop, launcher, note_event, scene, &err);
    assert_non_null(scene->exec);
}

/* We are subreaper: launchers and supervisors become our children, and all must end. */
static void bury_all(void)
{
    while (waitpid(-1, NULL, 0) > 0) {
    }
    assert_int_equal(errno, ECHILD);
}

static void close_scene(struct scene *scene)
{
    exec_free(scene->exec);
    loop_free(scene->loop);
    exec_fixture_close(&scene->fixture);
    bury_all();
}
#define auto_scene __attribute__((cleanup(close_scene)))

static int try_start(struct scene *scene, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, EXEC_PLAN_MAX);
    exec_plan_format(&scene->fixture.plan, &text);
    struct exec_request request = {
        .id = scene->fixture.plan.id,
        .project = scene->fixture.project,
        .var = scene->fixture.var,
        .logs = scene->fixture.logs,
        .run = scene->fixture.run,
        .plan = text.data,
        .plan_size = text.size,
    };
    return exec_start(scene->exec, &request, err);
}

static void start(struct scene *scene)
{
    struct err err = {0};
    assert_int_equal(try_start(scene, &err), 0);
}

static void turn_until(struct scene *scene, size_t count)
{
    struct err err;
    int64_t deadline_ms = clock_boot_ms() + PATIENCE_MS;
    while (scene->count < count) {
        assert_true(clock_boot_ms() < deadline_ms);
        assert_int_equal(loop_step(scene->loop, 100, &err), 0);
    }
}

/* The launcher among our children, known by its name. */
static pid_t find_launcher(void)
{
    struct sandbox_tree tree = {0};
    pid_t found = 0;
    (void)sandbox_tree_find(getpid(), SANDBOX_TREE_BY_PARENTS, &tree);
    for (size_t i = 0; i < tree.count; i++) {
        char path[48];
        auto_buf struct buf name;
        struct err err;
        buf_init(&name, 64);
        (void)snprintf(path, sizeof(path), "/proc/%d/comm", (int)tree.pids[i]);
        if (fd_read_file(AT_FDCWD, path, &name, &err) == 0 &&
            strcmp(buf_text(&name), "pirun-launch\n") == 0)
            found = tree.pids[i];
    }
    sandbox_tree_release(&tree);
    return found;
}

static bool has_launcher(void *ctx)
{
    (void)ctx;
    return find_launcher() > 0;
}

static pid_t the_launcher(void)
{
    exec_fixture_until(has_launcher, NULL);
    return find_launcher();
}

/* Stop PID and wait until it really stands still. */
static void stop_process(pid_t pid)
{
    int status = 0;
    assert_int_equal(kill(pid, SIGSTOP), 0);
    assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
    assert_true(WIFSTOPPED(status));
}

static void run_is_started_and_its_end_is_heard(void **state)
{
    (void)state;
    auto_scene struct scene scene;
    open_scene(&scene, "print('hello')");
    start(&scene);
    assert_int_equal(exec_count(scene.exec), 1);
    turn_until(&scene, 2);
    exec_fixture_read(&scene.fixture);
    assert_int_equal(scene.events[0], EXEC_STARTED);
    assert_int_equal(scene.events[1], EXEC_ENDED);
    assert_int_equal(exec_count(scene.exec), 0);
    assert_string_equal(buf_text(&scene.fixture.output), "hello\n");
}

static void same_run_is_not_started_twice(void **state)
{
    (void)state;
    struct err err;
    auto_scene struct scene scene;
    open_scene(&scene, "pass");
    start(&scene);
    assert_int_equal(try_start(&scene, &err), -1);
    assert_int_equal(err.code, ERR_CONFLICT);
    turn_until(&scene, 2);
}

static void cancel_ends_a_run(void **state)
{
    (void)state;
    struct err err;
    auto_scene struct scene scene;
    open_scene(&scene, SLEEPER);
    start(&scene);
    turn_until(&scene, 1);
    exec_fixture_await(&scene.fixture, "ready");
    assert_int_equal(exec_cancel(scene.exec, &scene.fixture.plan.id, false, &err), 0);
    turn_until(&scene, 2);
    exec_fixture_read(&scene.fixture);
    assert_int_equal(scene.fixture.result.reason, RUN_CANCELLED);
    assert_int_equal(scene.fixture.result.signal, SIGTERM);
}

static void cancel_before_the_hello_is_remembered(void **state)
{
    (void)state;
    struct err err;
    auto_scene struct scene scene;
    open_scene(&scene, SLEEPER);
    pid_t launcher = the_launcher();
    stop_process(launcher);
    start(&scene);
    assert_int_equal(exec_cancel(scene.exec, &scene.fixture.plan.id, true, &err), 0);
    assert_int_equal(kill(launcher, SIGCONT), 0);
    turn_until(&scene, 2);
    exec_fixture_read(&scene.fixture);
    assert_int_equal(scene.fixture.result.reason, RUN_CANCELLED);
    assert_int_equal(scene.fixture.result.signal, SIGKILL);
}

static void cancel_of_an_unknown_run_is_not_found(void **state)
{
    (void)state;
    struct err err;
    auto_scene struct scene scene;
    open_scene(&scene, "pass");
    assert_int_equal(exec_cancel(scene.exec, &scene.fixture.plan.id, false, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void launcher_killed_with_a_request_in_flight_starts_nothing_and_is_replaced(void **state)
{
    (void)state;
    struct err err;
    pid_t pid = 0;
    auto_scene struct scene scene;
    open_scene(&scene, "print('at last')");
    pid_t launcher = the_launcher();
    stop_process(launcher);
    start(&scene);
    assert_int_equal(kill(launcher, SIGKILL), 0);
    turn_until(&scene, 1);
    assert_int_equal(scene.events[0], EXEC_NOT_STARTED);
    assert_int_equal(exec_live_look(scene.fixture.run, &pid), EXEC_LIVE_NEVER);
    while (try_start(&scene, &err) < 0) {
        assert_int_equal(err.code, ERR_BUSY);
        assert_int_equal(loop_step(scene.loop, 100, &err), 0);
    }
    turn_until(&scene, 3);
    exec_fixture_read(&scene.fixture);
    assert_int_equal(scene.events[1], EXEC_STARTED);
    assert_int_equal(scene.events[2], EXEC_ENDED);
    assert_string_equal(buf_text(&scene.fixture.output), "at last\n");
}

static void launcher_that_dies_ends_no_run(void **state)
{
    (void)state;
    auto_scene struct scene scene;
    open_scene(&scene, "import os, time\nprint('ready')\n"
                       "while not os.path.exists('go'): time.sleep(0.01)\nprint('done')");
    start(&scene);
    turn_until(&scene, 1);
    exec_fixture_await(&scene.fixture, "ready");
    assert_int_equal(kill(the_launcher(), SIGKILL), 0);
    struct err err;
    assert_int_equal(fd_create_file(scene.fixture.project, "go", "", 0, FD_DURABLE_NONE, &err), 0);
    turn_until(&scene, 2);
    exec_fixture_read(&scene.fixture);
    assert_int_equal(scene.fixture.result.reason, RUN_EXITED);
    assert_string_equal(buf_text(&scene.fixture.output), "ready\ndone\n");
}

static void killed_supervisor_is_an_end_without_a_result(void **state)
{
    (void)state;
    pid_t pid = 0;
    auto_scene struct scene scene;
    open_scene(&scene, SLEEPER);
    start(&scene);
    turn_until(&scene, 1);
    exec_fixture_await(&scene.fixture, "ready");
    assert_int_equal(exec_live_look(scene.fixture.run, &pid), EXEC_LIVE_ALIVE);
    assert_int_equal(kill(pid, SIGKILL), 0);
    turn_until(&scene, 2);
    assert_int_equal(scene.events[1], EXEC_ENDED);
    assert_int_equal(exec_live_look(scene.fixture.run, &pid), EXEC_LIVE_OVER);
    assert_false(fd_exists(scene.fixture.run, "result.json"));
}

static void next_server_adopts_what_lives(void **state)
{
    (void)state;
    struct err err;
    pid_t pid = 0;
    auto_scene struct scene scene;
    open_scene(&scene, SLEEPER);
    start(&scene);
    turn_until(&scene, 1);
    exec_fixture_await(&scene.fixture, "ready");
    exec_free(scene.exec);
    int launcher = exec_launch_fork(&err);
    scene.exec = exec_create(scene.loop, launcher, note_event, &scene, &err);
    assert_int_equal(exec_live_look(scene.fixture.run, &pid), EXEC_LIVE_ALIVE);
    assert_int_equal(exec_adopt(scene.exec, &scene.fixture.plan.id, pid, scene.fixture.run, &err),
                     0);
    assert_int_equal(exec_count(scene.exec), 1);
    assert_int_equal(exec_cancel(scene.exec, &scene.fixture.plan.id, false, &err), 0);
    turn_until(&scene, 2);
    exec_fixture_read(&scene.fixture);
    assert_int_equal(scene.events[1], EXEC_ENDED);
    assert_int_equal(scene.fixture.result.reason, RUN_CANCELLED);
}

static void supervisor_that_has_ended_is_not_adopted(void **state)
{
    (void)state;
    struct err err;
    auto_scene struct scene scene;
    open_scene(&scene, "pass");
    start(&scene);
    turn_until(&scene, 2);
    assert_int_equal(
        exec_adopt(scene.exec, &scene.fixture.plan.id, getpid(), scene.fixture.run, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_equal(exec_adopt(scene.exec, &scene.fixture.plan.id, 0, scene.fixture.run, &err),
                     -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void request_of_a_server_that_died_starts_nothing(void **state)
{
    (void)state;
    pid_t pid = 0;
    auto_scene struct scene scene;
    open_scene(&scene, "open('began', 'w')");
    pid_t launcher = the_launcher();
    stop_process(launcher);
    start(&scene);
    exec_free(take(scene.exec));
    assert_int_equal(kill(launcher, SIGCONT), 0);
    bury_all(); /* the launcher, and whatever it started */
    assert_int_equal(exec_live_look(scene.fixture.run, &pid), EXEC_LIVE_NEVER);
    assert_false(fd_exists(scene.fixture.project, "began"));
    assert_int_equal(scene.count, 0);
}

static void full_socket_is_busy_and_starts_nothing(void **state)
{
    (void)state;
    struct err err = {0};
    auto_scene struct scene scene;
    open_scene(&scene, "pass");
    pid_t launcher = the_launcher();
    stop_process(launcher);
    struct exec_plan *plan = &scene.fixture.plan;
    struct ident first = plan->id;
    plan->stdin_text = xcalloc(100 * 1024 + 1, 1);
    memset(plan->stdin_text, 'x', (size_t)100 * 1024);
    size_t asked = 0;
    while (asked < 100 && try_start(&scene, &err) == 0) {
        asked++;
        plan->id = ident_new();
    }
    assert_in_range(asked, 1, 99);
    assert_int_equal(err.code, ERR_BUSY);
    assert_int_equal(exec_count(scene.exec), asked);
    plan->id = first;
    exec_free(take(scene.exec));
    assert_int_equal(kill(launcher, SIGCONT), 0);
}

static void plan_that_is_too_large_is_refused(void **state)
{
    (void)state;
    struct err err;
    auto_scene struct scene scene;
    open_scene(&scene, "pass");
    auto_free char *text = xcalloc(EXEC_PLAN_MAX + 1, 1);
    struct exec_request request = {.id = scene.fixture.plan.id,
                                   .project = scene.fixture.project,
                                   .var = scene.fixture.var,
                                   .logs = scene.fixture.logs,
                                   .run = scene.fixture.run,
                                   .plan = text,
                                   .plan_size = EXEC_PLAN_MAX + 1};
    assert_int_equal(exec_start(scene.exec, &request, &err), -1);
    assert_int_equal(err.code, ERR_TOO_LARGE);
    request.plan_size = EXEC_PLAN_MAX; /* the largest one passes the socket */
    assert_int_equal(exec_start(scene.exec, &request, &err), 0);
    turn_until(&scene, 1);
    assert_int_equal(scene.events[0], EXEC_NOT_STARTED); /* it was no plan */
}

static int set_up(void **state)
{
    (void)state;
    (void)signal(SIGPIPE, SIG_IGN);
    return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], EXEC_LAUNCH_COMMAND) == 0)
        return exec_launch_serve((int)strtol(argv[2], NULL, 10));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(run_is_started_and_its_end_is_heard),
        cmocka_unit_test(same_run_is_not_started_twice),
        cmocka_unit_test(cancel_ends_a_run),
        cmocka_unit_test(cancel_before_the_hello_is_remembered),
        cmocka_unit_test(cancel_of_an_unknown_run_is_not_found),
        cmocka_unit_test(launcher_killed_with_a_request_in_flight_starts_nothing_and_is_replaced),
        cmocka_unit_test(launcher_that_dies_ends_no_run),
        cmocka_unit_test(killed_supervisor_is_an_end_without_a_result),
        cmocka_unit_test(next_server_adopts_what_lives),
        cmocka_unit_test(supervisor_that_has_ended_is_not_adopted),
        cmocka_unit_test(request_of_a_server_that_died_starts_nothing),
        cmocka_unit_test(full_socket_is_busy_and_starts_nothing),
        cmocka_unit_test(plan_that_is_too_large_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
