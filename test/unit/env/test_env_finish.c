/* A kill between any two system calls of the end of a build leaves the old environment or the new
 * one, and the next try ends as one that was never disturbed. */
#include "env_fixture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/scope.h"
#include "env/env_finish.h"
#include "env/env_link.h"
#include "env/env_manifest.h"
#include "env/env_note.h"

#define OLD       "0000000000000000000000000000000f"
#define NEW       "11111111111111111111111111111111"
#define STOPS_MAX 20000

static void set_old(void)
{
    struct env_state state = {.seq = 1};
    struct err err;
    env_fixture_put(OLD, 1000);
    env_state_push(&state, OLD);
    assert_int_equal(env_state_write(fixture.envs, &state, FD_DURABLE_NONE, &err), 0);
}

static struct json *outcome_of(const struct run *run)
{
    struct err err;
    auto_fd int dir = env_place_open_run(&fixture.place, &run->job.id, &err);
    return env_note_outcome(dir, &err);
}

/* Whoever looks now must see something whole. */
static void assert_whole(void)
{
    struct env_state state;
    struct err err;
    auto_dir DIR *dir = fdopendir(openat(fixture.envs, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    assert_int_equal(env_state_read(fixture.envs, &state, &err), 0);
    assert_true(strcmp(state.current, OLD) == 0 || strcmp(state.current, NEW) == 0);
    for (struct dirent *entry; (entry = readdir(dir));) { /* NOLINT(concurrency-mt-unsafe) */
        auto_manifest struct env_manifest manifest = {.package_count = 0};
        char build[ENV_NAME_SIZE];
        if (!env_place_is_name(entry->d_name))
            continue;
        assert_true(env_place_find(fixture.envs, entry->d_name, build));
        if (env_manifest_load(fixture.envs, build, &manifest, &err) < 0)
            fail_msg("%s", err.text);
        assert_int_equal(manifest.package_count, 1);
    }
    char build[ENV_NAME_SIZE];
    assert_true(env_place_find(fixture.envs, state.current, build));
}

static void assert_done(const struct run *run)
{
    struct env_state state;
    struct err err;
    char tmp[ENV_TMP_SIZE];
    auto_json struct json *outcome = outcome_of(run);
    env_place_tmp(&run->job.id, tmp);
    assert_true(json_get_bool(outcome, "ok", false));
    assert_int_equal(env_state_read(fixture.envs, &state, &err), 0);
    assert_string_equal(state.current, NEW);
    assert_string_equal(state.previous[0], OLD);
    assert_true(env_link_agrees(fixture.project, NEW));
    assert_false(fd_exists(fixture.envs, tmp));
    auto_free char *requirements = env_fixture_read("requirements.txt");
    auto_free char *lock = env_fixture_read("requirements.lock");
    assert_string_equal(requirements, "a\n");
    assert_non_null(strstr(lock, "a==1.0\n"));
}

static void finish_once(const struct run *run)
{
    struct err err;
    assert_true(env_finish_is_due(&fixture.place, run));
    if (env_finish(&fixture.place, run, &err) < 0)
        fail_msg("%s", err.text);
    assert_false(env_finish_is_due(&fixture.place, run));
}

static void a_build_is_put_in_place(void **state)
{
    (void)state;
    auto_run struct run run;
    struct stat about;
    set_old();
    env_fixture_build(&run, NEW, JOB_BUILD_INSTALL);
    finish_once(&run);
    assert_whole();
    assert_done(&run);
    assert_int_equal(fstatat(fixture.envs, NEW "/lib/a.py", &about, 0), 0);
    assert_int_equal(about.st_mode & 0777, 0444);
    assert_false(fd_exists(fixture.envs, NEW "/.pirun"));
}

/* Answers false when this machine does not let us trace. */
static bool start_traced(const struct run *run, pid_t *pid)
{
    int status = 0;
    *pid = fork();
    if (*pid == 0) {
        struct err err;
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0)
            _exit(2);
        (void)raise(SIGSTOP);
        _exit(env_finish(&fixture.place, run, &err) == 0 ? 0 : 1);
    }
    assert_int_equal(waitpid(*pid, &status, 0), *pid);
    return WIFSTOPPED(status);
}

/* Kill at the N-th stop (each system call stops twice). Answers false when it ended before. */
static bool kill_at(const struct run *run, int n, bool *can_trace)
{
    pid_t pid = 0;
    int status = 0;
    *can_trace = start_traced(run, &pid);
    if (!*can_trace)
        return false;
    for (int i = 0; i < n; i++) {
        assert_int_equal(ptrace(PTRACE_SYSCALL, pid, NULL, NULL), 0);
        assert_int_equal(waitpid(pid, &status, 0), pid);
        if (WIFEXITED(status)) {
            assert_int_equal(WEXITSTATUS(status), 0);
            return false;
        }
    }
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return true;
}

static void a_kill_at_any_system_call_leaves_old_or_new(void **state)
{
    bool can_trace = true;
    for (int n = 1; n < STOPS_MAX; n++) {
        auto_run struct run run;
        assert_int_equal(env_fixture_close(state), 0);
        assert_int_equal(env_fixture_open(state), 0);
        set_old();
        env_fixture_build(&run, NEW, JOB_BUILD_INSTALL);
        bool was_killed = kill_at(&run, n, &can_trace);
        if (!can_trace) {
            (void)fprintf(stderr, "SKIP ptrace(2) is not allowed here\n");
            return;
        }
        assert_whole();
        if (env_finish_is_due(&fixture.place, &run))
            finish_once(&run);
        assert_whole();
        assert_done(&run);
        if (!was_killed) {
            (void)fprintf(stderr, "NOTE: killed at %d places\n", n - 1);
            return;
        }
    }
    fail();
}

static void a_job_that_was_accepted_earlier_does_not_switch(void **state)
{
    (void)state;
    auto_run struct run run;
    struct env_state now;
    struct err err;
    set_old();
    env_fixture_build(&run, NEW, JOB_BUILD_SYNC);
    run.job.seq = 0; /* OLD was put in place by job 1 */
    finish_once(&run);
    auto_json struct json *outcome = outcome_of(&run);
    assert_false(json_get_bool(outcome, "is_current", true));
    assert_int_equal(env_state_read(fixture.envs, &now, &err), 0);
    assert_string_equal(now.current, OLD);
    assert_true(fd_exists(fixture.envs, NEW));
}

static void assert_refused(const struct run *run, const char *text)
{
    struct env_state now;
    struct err err;
    auto_json struct json *outcome = outcome_of(run);
    assert_false(json_get_bool(outcome, "ok", true));
    if (!strstr(json_get_string(outcome, "text"), text))
        fail_msg("%s", json_get_string(outcome, "text"));
    assert_int_equal(env_state_read(fixture.envs, &now, &err), 0);
    assert_string_equal(now.current, OLD);
    assert_false(fd_exists(fixture.envs, NEW));
}

static void files_that_were_changed_meanwhile_are_not_overwritten(void **state)
{
    (void)state;
    auto_run struct run run;
    set_old();
    env_fixture_build(&run, NEW, JOB_BUILD_INSTALL);
    env_fixture_write("requirements.txt", "mine\n");
    finish_once(&run);
    assert_refused(&run, "was changed during the build");
    auto_free char *text = env_fixture_read("requirements.txt");
    assert_string_equal(text, "mine\n");
}

static void a_tree_with_anything_strange_is_refused(void **state)
{
    (void)state;
    auto_run struct run run;
    char tmp[ENV_TMP_SIZE];
    set_old();
    env_fixture_build(&run, NEW, JOB_BUILD_SYNC);
    env_place_tmp(&run.job.id, tmp);
    auto_free char *fifo = xasprintf("%s/lib/fifo", tmp);
    assert_int_equal(mkfifoat(fixture.envs, fifo, 0600), 0);
    finish_once(&run);
    assert_refused(&run, "no file, directory or link");
}

static void a_failed_build_tells_its_reason_without_control_bytes(void **state)
{
    (void)state;
    auto_run struct run run;
    char tmp[ENV_TMP_SIZE];
    set_old();
    env_fixture_build(&run, NEW, JOB_BUILD_SYNC);
    run.state = RUN_FAILED;
    run.result.exit_code = 1;
    env_place_tmp(&run.job.id, tmp);
    auto_free char *note = xasprintf("var/envs/%s/.pirun/error.json", tmp);
    env_fixture_write(note, "{\"code\":\"no_wheel\",\"text\":\"no wheel \\u001b[2Jof x\"}");
    finish_once(&run);
    assert_refused(&run, "no wheel  [2Jof x");
    assert_false(fd_exists(fixture.envs, tmp));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, env_fixture_open, env_fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(a_build_is_put_in_place),
        TEST(a_kill_at_any_system_call_leaves_old_or_new),
        TEST(a_job_that_was_accepted_earlier_does_not_switch),
        TEST(files_that_were_changed_meanwhile_are_not_overwritten),
        TEST(a_tree_with_anything_strange_is_refused),
        TEST(a_failed_build_tells_its_reason_without_control_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
