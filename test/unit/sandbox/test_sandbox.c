/* Goal: a child that went through the recipe has exactly what the record will say, and a step that
 * cannot be done is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"
#include "sandbox/sandbox.h"

#define MIB 1048576

static struct sandbox_spec plain_spec(int project_fd)
{
    return (struct sandbox_spec){.project_fd = project_fd, .keeper = getpid()};
}

/* Run CHECK in a confined child; its answer is the exit status, 99 when the recipe failed. */
static int confined(const struct sandbox_spec *spec, int (*check)(void))
{
    pid_t pid = fork();
    if (pid == 0) {
        const char *step = NULL;
        _exit(sandbox_confine(spec, &step) == 0 ? check() : 99);
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int is_session_leader(void)
{
    return getsid(0) == getpid() && getpgrp() == getpid();
}

static void confined_process_leads_its_own_session(void **state)
{
    (void)state;
    auto_fd int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct sandbox_spec spec = plain_spec(root);
    assert_int_equal(confined(&spec, is_session_leader), 1);
}

static int privileges(void)
{
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
}

static void confined_process_cannot_gain_privileges(void **state)
{
    (void)state;
    auto_fd int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct sandbox_spec spec = plain_spec(root);
    assert_int_equal(confined(&spec, privileges), 1);
}

static int death_signal(void)
{
    int signal_number = 0;
    (void)prctl(PR_GET_PDEATHSIG, &signal_number, 0, 0, 0);
    return signal_number;
}

static void confined_process_dies_with_its_keeper(void **state)
{
    (void)state;
    auto_fd int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct sandbox_spec spec = plain_spec(root);
    assert_int_equal(confined(&spec, death_signal), SIGKILL);
}

static void keeper_that_died_before_the_recipe_is_noticed(void **state)
{
    (void)state;
    auto_fd int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct sandbox_spec spec = plain_spec(root);
    spec.keeper = getpid() + 1; /* not our child's parent */
    assert_int_equal(confined(&spec, death_signal), 99);
}

static bool has_limit(__rlimit_resource_t resource, rlim_t wanted)
{
    struct rlimit limit;
    return getrlimit(resource, &limit) == 0 && limit.rlim_cur == wanted && limit.rlim_max == wanted;
}

static int has_asked_limits(void)
{
    return has_limit(RLIMIT_AS, (rlim_t)300 * MIB) && has_limit(RLIMIT_FSIZE, (rlim_t)7 * MIB) &&
           has_limit(RLIMIT_NOFILE, 33) && has_limit(RLIMIT_CORE, 0);
}

static void asked_limits_are_in_force(void **state)
{
    (void)state;
    auto_fd int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct sandbox_spec spec = plain_spec(root);
    spec.limits = (struct sandbox_limits){.memory_mb = 300, .file_mb = 7, .open_files = 33};
    assert_int_equal(confined(&spec, has_asked_limits), 1);
}

static int keeps_its_descriptor_limit(void)
{
    struct rlimit limit;
    (void)getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_max < 1000000000 && limit.rlim_cur == limit.rlim_max;
}

static void limit_above_the_machines_own_is_the_machines(void **state)
{
    (void)state;
    auto_fd int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct sandbox_spec spec = plain_spec(root);
    spec.limits.open_files = 1000000000;
    assert_int_equal(confined(&spec, keeps_its_descriptor_limit), 1);
}

static int is_in_proc(void)
{
    char path[64];
    return getcwd(path, sizeof(path)) && strcmp(path, "/proc") == 0;
}

static void confined_process_works_in_the_project(void **state)
{
    (void)state;
    auto_fd int proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct sandbox_spec spec = plain_spec(proc);
    assert_int_equal(confined(&spec, is_in_proc), 1);
}

static int has_plain_signals(void)
{
    struct sigaction pipe;
    sigset_t mask;
    (void)sigaction(SIGPIPE, NULL, &pipe);
    (void)pthread_sigmask(SIG_SETMASK, NULL, &mask);
    return pipe.sa_handler == SIG_DFL && !sigismember(&mask, SIGTERM);
}

static void ignored_and_blocked_signals_are_not_inherited(void **state)
{
    (void)state;
    auto_fd int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct sandbox_spec spec = plain_spec(root);
    sigset_t term;
    sigset_t before;
    (void)sigemptyset(&term);
    (void)sigaddset(&term, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &term, &before);
    (void)signal(SIGPIPE, SIG_IGN);
    int answer = confined(&spec, has_plain_signals);
    (void)signal(SIGPIPE, SIG_DFL);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    assert_int_equal(answer, 1);
}

static int count_inherited(void)
{
    int count = 0;
    for (int fd = 3; fd < 256; fd++) {
        int flags = fcntl(fd, F_GETFD);
        if (flags >= 0 && !(flags & FD_CLOEXEC))
            count++;
    }
    return count;
}

static void no_descriptor_but_stdio_goes_through_an_execute(void **state)
{
    (void)state;
    auto_fd int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_fd int leak =
        open("/", O_RDONLY); /* NOLINT(android-cloexec-open): the point of the test */
    assert_true(leak >= 0);
    struct sandbox_spec spec = plain_spec(root);
    assert_int_equal(confined(&spec, count_inherited), 0);
}

static void step_that_fails_is_named_with_its_errno(void **state)
{
    (void)state;
    auto_fd int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    struct sandbox_spec spec = plain_spec(file);
    pid_t pid = fork();
    if (pid == 0) {
        const char *step = "";
        bool is_named =
            sandbox_confine(&spec, &step) < 0 && errno == ENOTDIR && strcmp(step, "directory") == 0;
        _exit(is_named ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static void prepared_keeper_gets_the_orphans(void **state)
{
    (void)state;
    struct sandbox_spec spec = plain_spec(-1);
    struct err err;
    int is_reaper = 0;
    assert_int_equal(sandbox_prepare(&spec, &err), 0);
    (void)prctl(PR_GET_CHILD_SUBREAPER, &is_reaper, 0, 0, 0);
    (void)prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
    assert_int_equal(is_reaper, 1);
}

static void every_protection_is_in_force_or_says_why_not(void **state)
{
    (void)state;
    size_t count = 0;
    const char *level = NULL;
    const struct sandbox_protection *rows = sandbox_protections(&count, &level);
    assert_string_equal(level, "basic");
    assert_true(count >= 14);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(rows[i].is_in_force, rows[i].why == NULL);
        assert_ptr_equal(sandbox_find(rows[i].name), &rows[i]);
        assert_null(rows[i].why ? strpbrk(rows[i].why, ",)") : NULL);
    }
}

static void unknown_protection_is_not_found(void **state)
{
    (void)state;
    assert_null(sandbox_find("moat"));
    assert_false(sandbox_find("net")->is_in_force);
    assert_true(sandbox_find("subreaper")->is_in_force);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(confined_process_leads_its_own_session),
        cmocka_unit_test(confined_process_cannot_gain_privileges),
        cmocka_unit_test(confined_process_dies_with_its_keeper),
        cmocka_unit_test(keeper_that_died_before_the_recipe_is_noticed),
        cmocka_unit_test(asked_limits_are_in_force),
        cmocka_unit_test(limit_above_the_machines_own_is_the_machines),
        cmocka_unit_test(confined_process_works_in_the_project),
        cmocka_unit_test(ignored_and_blocked_signals_are_not_inherited),
        cmocka_unit_test(no_descriptor_but_stdio_goes_through_an_execute),
        cmocka_unit_test(step_that_fails_is_named_with_its_errno),
        cmocka_unit_test(prepared_keeper_gets_the_orphans),
        cmocka_unit_test(every_protection_is_in_force_or_says_why_not),
        cmocka_unit_test(unknown_protection_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
