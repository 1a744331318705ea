/* Goal: what a script does is recorded as it was, with all its output; what cannot start says
 * why; and the order of the beginning lets no run start twice. Real Python, real supervisors. */
#include "exec_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"

static void exit_status_of_the_script_is_recorded(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "raise SystemExit(7)");
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_EXITED);
    assert_int_equal(fixture.result.exit_code, 7);
    assert_string_equal(fixture.result.message, "");
}

static void signal_that_killed_the_script_is_recorded(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os\nos.kill(os.getpid(), 11)");
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_SIGNALLED);
    assert_int_equal(fixture.result.signal, SIGSEGV);
}

static void both_streams_are_kept(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os\nos.write(1, b'out\\n')\nos.write(2, b'err\\n')");
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.output.bytes, 8);
    assert_int_equal(fixture.result.output.lines, 2);
    assert_non_null(strstr(buf_text(&fixture.output), "out\n"));
    assert_non_null(strstr(buf_text(&fixture.output), "err\n"));
}

static void no_byte_of_100_mb_is_lost(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os\nblock = b'x' * 999999 + b'\\n'\n"
                                "for i in range(100):\n"
                                "    left = block\n"
                                "    while left: left = left[os.write(1, left):]\n");
    fixture.plan.output_bytes_max = 1048576;
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_EXITED);
    assert_int_equal(fixture.result.exit_code, 0);
    assert_int_equal(fixture.result.output.bytes, 100000000);
    assert_int_equal(fixture.result.output.lines, 100);
    assert_true(fixture.result.output.dropped >= 100000000 - 2 * 1048576);
}

static void stdin_of_60_kib_that_is_never_read_blocks_nobody(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "pass");
    fixture.plan.stdin_text = xcalloc(60 * 1024 + 1, 1);
    memset(fixture.plan.stdin_text, 'x', (size_t)60 * 1024);
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_EXITED);
    assert_int_equal(fixture.result.exit_code, 0);
}

static void stdin_arrives_whole_and_ends(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import sys\ntext = sys.stdin.read()\n"
                                "print(len(text), text == 'y' * 61440)");
    fixture.plan.stdin_text = xcalloc(60 * 1024 + 1, 1);
    memset(fixture.plan.stdin_text, 'y', (size_t)60 * 1024);
    exec_fixture_run(&fixture);
    assert_string_equal(buf_text(&fixture.output), "61440 True\n");
}

static void stdin_that_was_not_given_is_empty(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import sys\nprint(repr(sys.stdin.read()))");
    exec_fixture_run(&fixture);
    assert_string_equal(buf_text(&fixture.output), "''\n");
}

static void script_gets_its_environment_directory_and_nothing_else(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os\n"
                                "print(sorted(k for k in os.environ if k != 'LC_CTYPE'),"
                                " sorted(os.listdir('/proc/self/fd'))[:3], os.getcwd())\n"
                                "print(len(os.listdir('/proc/self/fd')))");
    exec_fixture_run(&fixture);
    auto_free char *wanted =
        xasprintf("['PATH', 'PYTHONUNBUFFERED'] ['0', '1', '2'] %s\n4\n", fixture.path);
    assert_string_equal(buf_text(&fixture.output), wanted); /* 4: listdir's own */
}

static void missing_interpreter_is_not_started_with_step_file_and_reason(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "pass");
    free(fixture.plan.argv[0]);
    fixture.plan.argv[0] = xstrdup("/nowhere/bin/python");
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_NOT_STARTED);
    assert_non_null(strstr(fixture.result.message, "'/nowhere/bin/python'"));
    assert_non_null(strstr(fixture.result.message, "'execute'"));
    assert_non_null(strstr(fixture.result.message, "no such file"));
}

static void interpreter_that_is_no_program_is_not_started(void **state)
{
    (void)state;
    struct err err;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "pass");
    assert_int_equal(fd_create_file(fixture.project, "python", "?", 1, FD_DURABLE_NONE, &err), 0);
    assert_int_equal(fchmodat(fixture.project, "python", 0700, 0), 0);
    free(fixture.plan.argv[0]);
    fixture.plan.argv[0] = xasprintf("%s/python", fixture.path);
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_NOT_STARTED);
    assert_non_null(strstr(fixture.result.message, "Exec format error"));
}

static void output_that_cannot_be_made_is_not_started(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    char id[IDENT_TEXT_SIZE];
    exec_fixture_open(&fixture, "open('began', 'w')");
    ident_format(&fixture.plan.id, id);
    auto_free char *name = xasprintf("%s.log", id);
    assert_int_equal(mkdirat(fixture.logs, name, 0700), 0);
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_NOT_STARTED);
    assert_non_null(strstr(fixture.result.message, "output"));
    assert_false(fd_exists(fixture.project, "began"));
}

static void record_says_which_protections_were_in_force(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "pass");
    fixture.plan.level = SANDBOX_LEVEL_BASIC;
    exec_fixture_run(&fixture);
    assert_string_equal(fixture.result.sandbox_level, "basic");
    assert_non_null(strstr(fixture.result.in_force, "subreaper"));
    assert_non_null(strstr(fixture.result.missing, "fs:namespace (run.sandbox is 'basic')"));
    assert_null(strstr(fixture.result.in_force, "fs:"));
}

static void what_is_required_and_not_to_be_had_is_not_started(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "open('began', 'w')");
    fixture.plan.level = SANDBOX_LEVEL_BASIC;
    fixture.plan.require = xcalloc(2, sizeof(char *));
    fixture.plan.require[0] = xstrdup("proc");
    exec_fixture_run(&fixture);
    assert_int_equal(fixture.result.reason, RUN_NOT_STARTED);
    assert_non_null(strstr(fixture.result.message, "'proc'"));
    assert_false(fd_exists(fixture.project, "began"));
}

static void cost_of_the_whole_tree_is_recorded(void **state)
{
    (void)state;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import os, time\nif os.fork() == 0:\n"
                                "    while time.process_time() < 0.2: pass\n"
                                "    os._exit(0)\nos.wait()");
    exec_fixture_run(&fixture);
    const struct run_usage *usage = &fixture.result.usage;
    assert_true(usage->cpu_user_ms + usage->cpu_system_ms >= 190);
    assert_true(usage->max_rss_kb > 4000);
    assert_int_equal(usage->processes, 1); /* the other one was waited for by the script */
    assert_true(fixture.result.duration_ms >= 190);
    assert_true(fixture.result.ended_at_us > fixture.result.started_at_us);
}

static void second_supervisor_of_a_run_starts_nothing(void **state)
{
    (void)state;
    struct err err;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "open('began', 'w')");
    auto_fd int live = exec_live_take(fixture.run, &err);
    assert_true(live >= 0);
    exec_fixture_start(&fixture, -1);
    assert_int_equal(exec_fixture_wait(&fixture), 1);
    assert_false(fd_exists(fixture.project, "began"));
    assert_false(fd_exists(fixture.run, "result.json"));
}

static void hello_with_a_pidfd_comes_before_the_script(void **state)
{
    (void)state;
    int ends[2];
    int pidfd = -1;
    size_t count = 1;
    struct exec_hello hello;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "pass");
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    exec_fixture_start(&fixture, ends[1]);
    assert_int_equal(fd_receive(ends[0], &hello, sizeof(hello), &pidfd, &count, 0), sizeof(hello));
    assert_int_equal(hello.pid, fixture.supervisor);
    assert_int_equal(count, 1);
    assert_int_equal(exec_fixture_wait(&fixture), 0);
    assert_int_equal(fd_receive(ends[0], &hello, sizeof(hello), &pidfd, &count, 0), 0);
    (void)close(pidfd);
    (void)close(ends[0]);
}

static void server_that_died_before_the_hello_gets_nothing_started(void **state)
{
    (void)state;
    int ends[2];
    pid_t pid = 0;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "open('began', 'w')");
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    (void)close(ends[0]);
    exec_fixture_start(&fixture, ends[1]);
    assert_int_equal(exec_fixture_wait(&fixture), 1);
    assert_false(fd_exists(fixture.project, "began"));
    assert_int_equal(exec_live_look(fixture.run, &pid), EXEC_LIVE_NEVER);
}

static void server_that_dies_after_the_hello_changes_nothing(void **state)
{
    (void)state;
    int ends[2];
    struct exec_hello hello;
    size_t count = 0;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "import time\ntime.sleep(0.1)\nprint('done')");
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    exec_fixture_start(&fixture, ends[1]);
    assert_int_equal(fd_receive(ends[0], &hello, sizeof(hello), NULL, &count, 0), sizeof(hello));
    (void)close(ends[0]);
    assert_int_equal(exec_fixture_wait(&fixture), 0);
    exec_fixture_read(&fixture);
    assert_string_equal(buf_text(&fixture.output), "done\n");
    assert_int_equal(fixture.result.reason, RUN_EXITED);
}

static void plan_in_a_file_is_kept_like_any_other(void **state)
{
    (void)state;
    struct err err;
    auto_buf struct buf text;
    auto_fixture struct exec_fixture fixture;
    exec_fixture_open(&fixture, "print('from a file')");
    buf_init(&text, EXEC_PLAN_MAX);
    exec_plan_format(&fixture.plan, &text);
    assert_int_equal(
        fd_create_file(fixture.project, "plan", text.data, text.size, FD_DURABLE_NONE, &err), 0);
    auto_free char *path = xasprintf("%s/plan", fixture.path);
    pid_t pid = fork();
    if (pid == 0)
        _exit(exec_supervise_file(path, &err));
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    exec_fixture_read(&fixture);
    assert_string_equal(buf_text(&fixture.output), "from a file\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exit_status_of_the_script_is_recorded),
        cmocka_unit_test(signal_that_killed_the_script_is_recorded),
        cmocka_unit_test(both_streams_are_kept),
        cmocka_unit_test(no_byte_of_100_mb_is_lost),
        cmocka_unit_test(stdin_of_60_kib_that_is_never_read_blocks_nobody),
        cmocka_unit_test(stdin_arrives_whole_and_ends),
        cmocka_unit_test(stdin_that_was_not_given_is_empty),
        cmocka_unit_test(script_gets_its_environment_directory_and_nothing_else),
        cmocka_unit_test(missing_interpreter_is_not_started_with_step_file_and_reason),
        cmocka_unit_test(interpreter_that_is_no_program_is_not_started),
        cmocka_unit_test(output_that_cannot_be_made_is_not_started),
        cmocka_unit_test(record_says_which_protections_were_in_force),
        cmocka_unit_test(what_is_required_and_not_to_be_had_is_not_started),
        cmocka_unit_test(cost_of_the_whole_tree_is_recorded),
        cmocka_unit_test(second_supervisor_of_a_run_starts_nothing),
        cmocka_unit_test(hello_with_a_pidfd_comes_before_the_script),
        cmocka_unit_test(server_that_died_before_the_hello_gets_nothing_started),
        cmocka_unit_test(server_that_dies_after_the_hello_changes_nothing),
        cmocka_unit_test(plan_in_a_file_is_kept_like_any_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
