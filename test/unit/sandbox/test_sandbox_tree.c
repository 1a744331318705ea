/* Goal: no process below a keeper is missed, by either way of looking, and no other one is
 * touched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"
#include "sandbox/sandbox_tree.h"

static int set_up(void **state)
{
    (void)state;
    return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

/* Wait for every child. Answers how many there were. */
static size_t bury_all(void)
{
    size_t count = 0;
    while (waitpid(-1, NULL, 0) > 0)
        count++;
    assert_int_equal(errno, ECHILD);
    return count;
}

static void tell(int fd)
{
    if (write(fd, "", 1) != 1)
        _exit(98);
}

static void wait_for(int fd, size_t count)
{
    char byte;
    for (; count > 0; count--)
        assert_int_equal(read(fd, &byte, 1), 1);
}

static void sleep_for_ever(int fd)
{
    tell(fd);
    for (;;)
        (void)pause();
}

/* A chain of DEPTH processes, each the child of the one before, that all sleep. */
static void make_chain(int depth, int fd)
{
    if (depth == 0 || fork() != 0)
        return;
    make_chain(depth - 1, fd);
    sleep_for_ever(fd);
}

static void expect_chain(enum sandbox_tree_way way)
{
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    make_chain(5, ends[1]);
    wait_for(ends[0], 5);
    struct sandbox_tree tree = {0};
    assert_true(sandbox_tree_find(getpid(), way, &tree));
    size_t count = tree.count;
    sandbox_tree_release(&tree);
    assert_int_equal(sandbox_tree_signal(getpid(), SIGKILL), 5);
    assert_int_equal(bury_all(), 5);
    assert_int_equal(count, 5);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

static void descendants_of_every_depth_are_found_by_children(void **state)
{
    (void)state;
    expect_chain(SANDBOX_TREE_BY_CHILDREN);
}

static void descendants_of_every_depth_are_found_by_parents(void **state)
{
    (void)state;
    expect_chain(SANDBOX_TREE_BY_PARENTS);
}

static void double_fork_with_own_session_does_not_escape(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pid_t first = fork();
    if (first == 0) {
        (void)setsid();
        if (fork() == 0)
            sleep_for_ever(ends[1]);
        _exit(0);
    }
    wait_for(ends[0], 1);
    assert_int_equal(waitpid(first, NULL, 0), first);
    assert_int_equal(sandbox_tree_count(getpid()), 1);
    assert_int_equal(sandbox_tree_signal(getpid(), SIGKILL), 1);
    assert_int_equal(bury_all(), 1);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

static void *fork_from_thread(void *ctx)
{
    if (fork() == 0)
        sleep_for_ever(*(int *)ctx);
    return NULL;
}

static void children_of_other_threads_are_found(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pid_t owner = fork();
    if (owner == 0) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, fork_from_thread, &ends[1]) != 0)
            _exit(1);
        (void)pthread_join(thread, NULL);
        sleep_for_ever(ends[1]);
    }
    wait_for(ends[0], 2);
    assert_int_equal(sandbox_tree_signal(getpid(), SIGKILL), 2);
    assert_int_equal(bury_all(), 2);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

/* Each parent ends and its child goes on: never at the same number twice. GENERATIONS bounds what
 * a failing test can do to the machine. */
static void fork_chain(int generations, bool is_new_group, int fd)
{
    tell(fd);
    for (; generations > 0; generations--) {
        if (fork() != 0)
            _exit(0);
        if (is_new_group)
            (void)setpgid(0, 0);
    }
    sleep_for_ever(fd);
}

/* As the supervisor does: until nobody is left. Answers how many were waited for. */
static size_t end_tree(void)
{
    size_t count = 0;
    pid_t pid = 0;
    while (pid >= 0) {
        (void)sandbox_tree_signal(getpid(), SIGKILL);
        pid = waitpid(-1, NULL, 0);
        for (; pid > 0; pid = waitpid(-1, NULL, WNOHANG))
            count++;
    }
    assert_int_equal(errno, ECHILD);
    return count;
}

static void expect_end_of_chain(bool is_new_group)
{
    const int generations = 2000;
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    if (fork() == 0) {
        (void)setsid();
        fork_chain(generations, is_new_group, ends[1]);
    }
    wait_for(ends[0], 1);
    size_t count = end_tree();
    assert_true(count < (size_t)generations); /* else it ended by itself, and nothing was shown */
    (void)close(ends[0]);
    (void)close(ends[1]);
}

static void chain_of_forks_cannot_outrun_the_kill(void **state)
{
    (void)state;
    expect_end_of_chain(false);
}

static void chain_of_forks_with_new_groups_cannot_outrun_the_kill(void **state)
{
    (void)state;
    expect_end_of_chain(true);
}

/* Every process forks, up to DEPTH generations: 2 to the power of DEPTH processes. */
static void fork_wide(int depth, int fd)
{
    for (; depth > 0; depth--)
        (void)fork();
    sleep_for_ever(fd);
}

static void tree_that_grows_while_it_is_killed_is_killed_whole(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    if (fork() == 0) {
        (void)setsid();
        tell(ends[1]);
        fork_wide(9, ends[1]);
    }
    wait_for(ends[0], 1);
    assert_true(end_tree() > 0);
    assert_int_equal(sandbox_tree_count(getpid()), 0);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

static void other_signals_reach_everybody_once(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    make_chain(3, ends[1]);
    wait_for(ends[0], 3);
    assert_int_equal(sandbox_tree_signal(getpid(), SIGTERM), 3);
    assert_int_equal(bury_all(), 3);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

static void nothing_below_is_nothing_done(void **state)
{
    (void)state;
    assert_int_equal(sandbox_tree_signal(getpid(), SIGKILL), 0);
    assert_int_equal(sandbox_tree_count(getpid()), 0);
}

/* A process whose initial environment is MARK, and that has read from PIPE that it may. */
static pid_t start_marked(const char *mark)
{
    auto_free char *copy = xstrdup(mark);
    char program[] = "sleep";
    char time[] = "1000";
    char other[] = "A=B";
    char *argv[] = {program, time, NULL};
    char *env[] = {other, copy, NULL};
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pid_t pid = fork();
    if (pid == 0) {
        (void)execve("/bin/sleep", argv, env);
        _exit(1);
    }
    char byte;
    (void)close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 0); /* closed by the execute */
    (void)close(ends[0]);
    return pid;
}

static void sweep_kills_by_the_whole_variable_only(void **state)
{
    (void)state;
    int status = 0;
    pid_t wanted = start_marked("PIRUN_TEST_MARK=abc");
    pid_t longer = start_marked("PIRUN_TEST_MARK=abcd");
    pid_t inside = start_marked("XPIRUN_TEST_MARK=abc");
    assert_int_equal(sandbox_tree_sweep("PIRUN_TEST_MARK", "abc"), 1);
    assert_int_equal(waitpid(wanted, &status, 0), wanted);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), 0);
    assert_int_equal(kill(longer, SIGTERM), 0);
    assert_int_equal(kill(inside, SIGTERM), 0);
    assert_int_equal(bury_all(), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(descendants_of_every_depth_are_found_by_children),
        cmocka_unit_test(descendants_of_every_depth_are_found_by_parents),
        cmocka_unit_test(double_fork_with_own_session_does_not_escape),
        cmocka_unit_test(children_of_other_threads_are_found),
        cmocka_unit_test(chain_of_forks_cannot_outrun_the_kill),
        cmocka_unit_test(chain_of_forks_with_new_groups_cannot_outrun_the_kill),
        cmocka_unit_test(tree_that_grows_while_it_is_killed_is_killed_whole),
        cmocka_unit_test(other_signals_reach_everybody_once),
        cmocka_unit_test(nothing_below_is_nothing_done),
        cmocka_unit_test(sweep_kills_by_the_whole_variable_only),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
