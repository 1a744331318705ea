/* Goal: a run ends when it should, all of it, and its result is written whatever stands in the
 * way. */
#include "exec_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "sandbox/sandbox_tree.h"

#define IGNORE_TERM "import os, signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"

static void script_that_ignores_sigterm_is_killed_after_the_grace(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, IGNORE_TERM "time.sleep(1000)");
    fixture.plan.timeout_ms = 500;
    fixture.plan.grace_ms = 200;
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_TIMEOUT);
    assert_int_equal(fixture.result.signal, SIGKILL);
    assert_true(fixture.result.duration_ms >= 700);
}

static void exit_0_after_our_sigterm_is_still_a_timeout(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os, signal, time\n"
                                "signal.signal(signal.SIGTERM, lambda *a: os._exit(0))\n"
                                "time.sleep(1000)");
    fixture.plan.timeout_ms = 500;
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_TIMEOUT);
    assert_int_equal(fixture.result.exit_code, 0);
    assert_true(fixture.result.duration_ms < 8000);
}

static void stopped_script_can_follow_the_order_to_end(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os\nos.kill(os.getpid(), 19)");
    fixture.plan.timeout_ms = 300;
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_TIMEOUT);
    assert_int_equal(fixture.result.signal, SIGTERM);
}

static void cancelled_script_is_asked_to_end(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import time\nprint('ready')\ntime.sleep(1000)");
    exec_fixture_start(&fixture, -1);
    exec_fixture_await(&fixture, "ready");
    assert_int_equal(kill(fixture.supervisor, SIGTERM), 0);
    assert_int_equal(exec_fixture_wait(&fixture), 0);
    exec_fixture_read(&fixture);
    assert_int_equal(fixture.result.reason, RUN_CANCELLED);
    assert_int_equal(fixture.result.signal, SIGTERM);
}

static void cancel_reaches_processes_of_other_sessions(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os, signal, time\n"
                                "if os.fork() == 0:\n"
                                "    os.setsid()\n"
                                "    def term(*a):\n"
                                "        print('grandchild heard', flush=True)\n"
                                "        os._exit(0)\n"
                                "    signal.signal(signal.SIGTERM, term)\n"
                                "    print('ready')\n"
                                "    time.sleep(1000)\n"
                                "time.sleep(1000)");
    exec_fixture_start(&fixture, -1);
    exec_fixture_await(&fixture, "ready");
    assert_int_equal(kill(fixture.supervisor, SIGTERM), 0);
    assert_int_equal(exec_fixture_wait(&fixture), 0);
    exec_fixture_read(&fixture);
    assert_int_equal(fixture.result.reason, RUN_CANCELLED);
    assert_non_null(strstr(buf_text(&fixture.output), "grandchild heard"));
}

static void hard_cancel_does_not_wait_for_the_grace(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, IGNORE_TERM "print('ready')\ntime.sleep(1000)");
    fixture.plan.grace_ms = 3600000;
    exec_fixture_start(&fixture, -1);
    exec_fixture_await(&fixture, "ready");
    assert_int_equal(kill(fixture.supervisor, SIGTERM), 0);
    assert_int_equal(kill(fixture.supervisor, SIGUSR1), 0);
    assert_int_equal(exec_fixture_wait(&fixture), 0);
    exec_fixture_read(&fixture);
    assert_int_equal(fixture.result.reason, RUN_CANCELLED);
    assert_int_equal(fixture.result.signal, SIGKILL);
}

static void grandchild_that_holds_the_pipe_is_waited_for_and_then_ended(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os, time\npid = os.fork()\n"
                                "if pid == 0: time.sleep(1000)\n"
                                "print('pid=%d' % pid)\nraise SystemExit(3)");
    exec_fixture_run(&fixture);
    pid_t grandchild = exec_fixture_number(&fixture, "pid=");
    assert_int_equal(fixture.result.reason, RUN_EXITED);
    assert_int_equal(fixture.result.exit_code, 3);
    assert_true(fixture.result.duration_ms >= 1000);
    assert_true(fixture.result.duration_ms < 8000);
    assert_non_null(strstr(fixture.result.message, "left 1 process behind"));
    assert_true(exec_fixture_is_gone(&grandchild));
}

static void output_of_a_grandchild_that_ends_soon_is_kept(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os, time\nif os.fork() == 0:\n"
                                "    time.sleep(0.2)\n    print('late')");
    exec_fixture_run(&fixture);
    assert_string_equal(buf_text(&fixture.output), "late\n");
    assert_string_equal(fixture.result.message, "");
    assert_true(fixture.result.duration_ms < 1000);
}

static void double_fork_with_own_session_does_not_escape(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os, time\nif os.fork() == 0:\n"
                                "    os.setsid()\n"
                                "    if os.fork(): os._exit(0)\n"
                                "    print('pid=%d' % os.getpid(), flush=True)\n"
                                "    null = os.open('/dev/null', 2)\n"
                                "    for fd in (0, 1, 2): os.dup2(null, fd)\n"
                                "    os.close(null)\n"
                                "    open('ready', 'w').close()\n"
                                "    time.sleep(1000)\n"
                                "while not os.path.exists('ready'): time.sleep(0.01)");
    exec_fixture_run(&fixture);
    pid_t escaped = exec_fixture_number(&fixture, "pid=");
    assert_int_equal(fixture.result.reason, RUN_EXITED);
    assert_true(exec_fixture_is_gone(&escaped));
    assert_true(fixture.result.duration_ms < 8000);
}

static void two_hundred_processes_that_ignore_sigterm_are_all_ended(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, IGNORE_TERM "for i in range(200):\n"
                                            "    if os.fork() == 0:\n"
                                            "        if i % 2: os.setsid()\n"
                                            "        time.sleep(1000)\n"
                                            "print('ready')\ntime.sleep(1000)");
    fixture.plan.grace_ms = 200;
    exec_fixture_start(&fixture, -1);
    exec_fixture_await(&fixture, "ready");
    assert_int_equal(kill(fixture.supervisor, SIGTERM), 0);
    assert_int_equal(exec_fixture_wait(&fixture), 0);
    exec_fixture_read(&fixture);
    assert_int_equal(fixture.result.reason, RUN_CANCELLED);
    assert_int_equal(fixture.result.usage.processes, 201);
}

static void killed_supervisor_leaves_a_free_lock_no_script_and_no_result(void **state)
{
    (void)state;
    pid_t pid = 0;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture,
                      "import os, time\nprint('pid=%d.' % os.getpid())\ntime.sleep(1000)");
    exec_fixture_start(&fixture, -1);
    exec_fixture_await(&fixture, ".");
    pid_t script = exec_fixture_number(&fixture, "pid=");
    assert_int_equal(exec_live_look(fixture.run, &pid), EXEC_LIVE_ALIVE);
    assert_int_equal(pid, fixture.supervisor);
    assert_int_equal(kill(fixture.supervisor, SIGKILL), 0);
    assert_int_equal(exec_fixture_wait(&fixture), -1);
    exec_fixture_until(exec_fixture_is_gone, &script);
    assert_int_equal(exec_live_look(fixture.run, &pid), EXEC_LIVE_OVER);
    assert_false(fd_exists(fixture.run, "result.json"));
}

static void what_a_lost_run_left_behind_is_found_by_its_id(void **state)
{
    (void)state;
    char id[IDENT_TEXT_SIZE];
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os, time\nif os.fork() == 0:\n"
                                "    print('pid=%d.' % os.getpid())\ntime.sleep(1000)");
    ident_format(&fixture.plan.id, id);
    free(fixture.plan.env[0]);
    fixture.plan.env[0] = xasprintf("PIRUN_RUN_ID=%s", id);
    exec_fixture_start(&fixture, -1);
    exec_fixture_await(&fixture, ".");
    pid_t left = exec_fixture_number(&fixture, "pid=");
    assert_int_equal(kill(fixture.supervisor, SIGKILL), 0);
    assert_int_equal(exec_fixture_wait(&fixture), -1);
    assert_true(sandbox_tree_sweep("PIRUN_RUN_ID", id) >= 1);
    exec_fixture_until(exec_fixture_is_gone, &left);
}

static void run_whose_directory_was_removed_ends_without_a_result(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import shutil\nshutil.rmtree('var')");
    exec_fixture_start(&fixture, -1);
    assert_int_equal(exec_fixture_wait(&fixture), 1);
}

/* Put a file system of SIZE bytes over the project. False where that is not allowed. */
static bool make_small_disk(struct exec_fixture *fixture, const char *options)
{
    char id[IDENT_TEXT_SIZE];
    struct err err;
    if (unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
        mount("none", fixture->path, "tmpfs", 0, options) < 0)
        return false;
    scope_close(&fixture->project);
    scope_close(&fixture->var);
    scope_close(&fixture->logs);
    scope_close(&fixture->run);
    ident_format(&fixture->plan.id, id);
    fixture->project = open(fixture->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    fixture->var = fd_make_dir(fixture->project, "var", 0700, &err);
    fixture->logs = fd_make_dir(fixture->var, "logs", 0700, &err);
    auto_fd int runs = fd_make_dir(fixture->var, "runs", 0700, &err);
    fixture->run = fd_make_dir(runs, id, 0700, &err);
    return fixture->run >= 0;
}

#define FILL_DISK                             \
    "fd = open('filler', 'wb', 0)\n"          \
    "try:\n"                                  \
    "    while True: fd.write(b'x' * 4096)\n" \
    "except OSError: pass\n"

static void full_disk_is_helped_by_the_reserve(void **state)
{
    (void)state;
    struct err err;
    struct stat about;
    auto_free char *reserve = xcalloc(65536, 1);
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, FILL_DISK);
    if (!make_small_disk(&fixture, "size=512k"))
        skip();
    assert_int_equal(fd_create_file(fixture.var, "reserve", reserve, 65536, FD_DURABLE_NONE, &err),
                     0);
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_EXITED);
    assert_int_equal(fstatat(fixture.var, "reserve", &about, 0), 0);
    assert_int_equal(about.st_size, 0);
    (void)umount2(fixture.path, MNT_DETACH);
}

static bool has_no_children(void *fixture)
{
    return sandbox_tree_count(((struct exec_fixture *)fixture)->supervisor) == 0;
}

static void result_waits_for_space_and_keeps_the_lock_meanwhile(void **state)
{
    (void)state;
    pid_t pid = 0;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, FILL_DISK "import sys\nopen('/proc/self/fd/1', 'w')\n"
                                          "os = __import__('os')\nos.write(1, b'dropped')\n");
    if (!make_small_disk(&fixture, "size=512k"))
        skip();
    exec_fixture_start(&fixture, -1);
    while (!fd_exists(fixture.project, "filler"))
        (void)sched_yield();
    exec_fixture_until(has_no_children, &fixture);
    assert_int_equal(exec_live_look(fixture.run, &pid), EXEC_LIVE_ALIVE);
    assert_false(fd_exists(fixture.run, "result.json"));
    assert_int_equal(unlinkat(fixture.project, "filler", 0), 0);
    assert_int_equal(exec_fixture_wait(&fixture), 0);
    exec_fixture_read(&fixture);
    assert_int_equal(fixture.result.reason, RUN_EXITED);
    assert_int_equal(fixture.result.output.bytes, 7);
    assert_int_equal(fixture.result.output.dropped, 7);
    assert_non_null(strstr(fixture.result.message, "7 bytes of output are not kept"));
    (void)umount2(fixture.path, MNT_DETACH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(script_that_ignores_sigterm_is_killed_after_the_grace),
        cmocka_unit_test(exit_0_after_our_sigterm_is_still_a_timeout),
        cmocka_unit_test(stopped_script_can_follow_the_order_to_end),
        cmocka_unit_test(cancelled_script_is_asked_to_end),
        cmocka_unit_test(cancel_reaches_processes_of_other_sessions),
        cmocka_unit_test(hard_cancel_does_not_wait_for_the_grace),
        cmocka_unit_test(grandchild_that_holds_the_pipe_is_waited_for_and_then_ended),
        cmocka_unit_test(output_of_a_grandchild_that_ends_soon_is_kept),
        cmocka_unit_test(double_fork_with_own_session_does_not_escape),
        cmocka_unit_test(two_hundred_processes_that_ignore_sigterm_are_all_ended),
        cmocka_unit_test(killed_supervisor_leaves_a_free_lock_no_script_and_no_result),
        cmocka_unit_test(what_a_lost_run_left_behind_is_found_by_its_id),
        cmocka_unit_test(run_whose_directory_was_removed_ends_without_a_result),
        cmocka_unit_test(full_disk_is_helped_by_the_reserve),
        cmocka_unit_test(result_waits_for_space_and_keeps_the_lock_meanwhile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
