/* Goal: a run's cgroup has the limits that were asked for and says which hold; what it used and how
 * it ended is read from it; nothing of it is left behind, and none in use is taken away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <errno.h>
#include <fcntl.h>
#include <float.h>
#include <stdio.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"
#include "fake_cgroup.h"
#include "sandbox/sandbox_cgroup.h"
#include "sandbox/sandbox_delegate.h"

#define ID   "0197"
#define RUN  "run-" ID
#define IDLE "run-0198"

static struct sandbox_delegation delegation;
static const struct sandbox_cgroup_limits usual = {.memory_mb = 256, .cpus = 0.5, .pids = 64};
static const struct sandbox_cgroup_limits none = {0};

static int set_up_with(const char *controllers)
{
    if (fake_set_up(controllers) < 0)
        return -1;
    sandbox_delegate(fake_root(), "0::/\n", &delegation);
    return delegation.base < 0 ? -1 : 0;
}

static int set_up(void **state)
{
    (void)state;
    return set_up_with("memory pids cpu io");
}

static int set_up_without_memory(void **state)
{
    (void)state;
    return set_up_with("pids cpu");
}

static int tear_down(void **state)
{
    (void)close(delegation.base);
    return fake_tear_down(state);
}

static int create(const char *id, const struct sandbox_cgroup_limits *limits)
{
    struct sandbox_cgroup_force force;
    struct err err = {0};
    int cgroup = sandbox_cgroup_create(delegation.base, id, limits, &force, &err);
    assert_string_equal(err.text, "");
    return cgroup;
}

static void expect_refused(const struct sandbox_cgroup_limits *limits, enum err_code code,
                           const char *text)
{
    struct sandbox_cgroup_force force = {.memory = true};
    struct err err = {0};
    assert_int_equal(sandbox_cgroup_create(delegation.base, ID, limits, &force, &err), -1);
    assert_int_equal(err.code, code);
    assert_non_null(strstr(err.text, text));
    assert_true(force.memory); /* untouched */
}

static void limits_are_written_as_the_kernel_wants_them(void **state)
{
    (void)state;
    struct sandbox_cgroup_force force;
    auto_fd int cgroup = sandbox_cgroup_create(delegation.base, ID, &usual, &force, NULL);
    assert_true(cgroup >= 0);
    assert_true(force.memory && force.cpu && force.pids);
    assert_string_equal(fake_text(RUN "/memory.max"), "268435456");
    assert_string_equal(fake_text(RUN "/memory.swap.max"), "0");
    assert_string_equal(fake_text(RUN "/memory.oom.group"), "1");
    assert_string_equal(fake_text(RUN "/pids.max"), "64");
    assert_string_equal(fake_text(RUN "/cpu.max"), "50000 100000");
    assert_int_not_equal(fcntl(cgroup, F_GETFD) & FD_CLOEXEC, 0);
}

static void limit_that_was_not_asked_for_is_not_set(void **state)
{
    (void)state;
    struct sandbox_cgroup_force force;
    auto_fd int cgroup = sandbox_cgroup_create(delegation.base, ID, &none, &force, NULL);
    assert_true(cgroup >= 0);
    assert_false(force.memory || force.cpu || force.pids);
    assert_string_equal(fake_text(RUN "/memory.max"), "max\n");
    assert_string_equal(fake_text(RUN "/memory.oom.group"), "0\n");
    assert_string_equal(fake_text(RUN "/pids.max"), "max\n");
    assert_string_equal(fake_text(RUN "/cpu.max"), "max 100000\n");
}

static void missing_controller_is_told_and_is_no_error(void **state)
{
    (void)state;
    struct sandbox_cgroup_force force;
    auto_fd int cgroup = sandbox_cgroup_create(delegation.base, ID, &usual, &force, NULL);
    assert_true(cgroup >= 0);
    assert_false(force.memory);
    assert_true(force.pids && force.cpu);
    assert_false(fake_exists(RUN "/memory.max"));
}

static void kernel_without_swap_accounting_still_limits_memory(void **state)
{
    (void)state;
    struct sandbox_cgroup_force force;
    fake_refuse("memory.swap.max", ENOENT);
    auto_fd int cgroup = sandbox_cgroup_create(delegation.base, ID, &usual, &force, NULL);
    assert_true(cgroup >= 0 && force.memory);
}

static void refused_limit_leaves_no_cgroup(void **state)
{
    (void)state;
    const char *const files[] = {"memory.oom.group", "memory.swap.max", "memory.max", "pids.max",
                                 "cpu.max"};
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        fake_refuse(files[i], EACCES);
        expect_refused(&usual, ERR_FORBIDDEN, files[i]);
        assert_false(fake_exists(RUN));
    }
}

static void extreme_limits_stay_in_the_kernel_s_range(void **state)
{
    (void)state;
    const struct sandbox_cgroup_limits large = {INT64_MAX, DBL_MAX, INT64_MAX};
    const struct sandbox_cgroup_limits small = {1, 0.000001, 1};
    auto_fd int first = create(ID, &large);
    assert_string_equal(fake_text(RUN "/memory.max"), "9223372036853727232");
    assert_string_equal(fake_text(RUN "/cpu.max"), "100000000000 100000");
    auto_fd int second = create("0198", &small);
    assert_string_equal(fake_text(IDLE "/cpu.max"), "1000 100000");
    assert_true(first >= 0 && second >= 0);
}

static void id_that_is_no_name_is_refused(void **state)
{
    (void)state;
    char id[128];
    struct sandbox_cgroup_force force;
    struct err err;
    memset(id, 'x', sizeof(id) - 1);
    id[sizeof(id) - 1] = '\0';
    assert_int_equal(sandbox_cgroup_create(delegation.base, id, &none, &force, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(sandbox_cgroup_create(delegation.base, "/../x", &none, &force, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(sandbox_cgroup_remove(delegation.base, "/../x", 0, &err), -1);
}

static void what_a_killed_supervisor_left_is_made_anew(void **state)
{
    (void)state;
    (void)close(create(ID, &usual)); /* and with it the lock */
    fake_set(RUN "/memory.peak", "777\n");
    auto_fd int cgroup = create(ID, &usual);
    struct sandbox_cgroup_usage usage;
    sandbox_cgroup_measure(cgroup, &usage);
    assert_int_equal(usage.memory_peak_bytes, 0);
}

static void cgroup_of_another_supervisor_is_not_taken(void **state)
{
    (void)state;
    auto_fd int first = create(ID, &usual);
    assert_true(first >= 0);
    expect_refused(&usual, ERR_CONFLICT, "has a supervisor");
    assert_true(fake_exists(RUN));
}

static void cgroup_with_processes_is_not_taken(void **state)
{
    (void)state;
    (void)close(create(ID, &usual));
    fake_put(RUN, 101);
    expect_refused(&usual, ERR_CONFLICT, "has processes");
    assert_int_equal(fake_count(RUN), 1);
}

static void process_is_moved_into_it(void **state)
{
    (void)state;
    struct err err;
    fake_put("server", 101);
    auto_fd int cgroup = create(ID, &usual);
    assert_false(sandbox_cgroup_is_populated(cgroup));
    assert_int_equal(sandbox_cgroup_enter(cgroup, 101, NULL), 0);
    assert_int_equal(fake_count(RUN), 1);
    assert_true(sandbox_cgroup_is_populated(cgroup));
    assert_int_equal(sandbox_cgroup_enter(cgroup, 7, &err), -1);
    assert_non_null(strstr(err.text, "process 7"));
}

static void what_the_run_used_is_read(void **state)
{
    (void)state;
    struct sandbox_cgroup_usage usage;
    auto_fd int cgroup = create(ID, &usual);
    fake_set(RUN "/memory.peak", "123456789012\n");
    fake_set(RUN "/pids.peak", "17\n");
    fake_set(RUN "/pids.events", "max 3\n");
    fake_set(RUN "/cpu.stat", "usage_usec 2500000\nuser_usec 2000000\nsystem_usec 500000\n"
                              "nr_periods 0\n");
    fake_set(RUN "/io.stat", "8:0 rbytes=4096 wbytes=100 rios=1 wios=1 dbytes=0 dios=0\n"
                             "253:1 rbytes=1 wbytes=200 rios=1 wios=2 dbytes=7 dios=0\n");
    sandbox_cgroup_measure(cgroup, &usage);
    assert_int_equal(usage.memory_peak_bytes, 123456789012);
    assert_int_equal(usage.pids_peak, 17);
    assert_int_equal(usage.pids_refused, 3);
    assert_int_equal(usage.cpu_us, 2500000);
    assert_int_equal(usage.cpu_user_us, 2000000);
    assert_int_equal(usage.cpu_system_us, 500000);
    assert_int_equal(usage.read_bytes, 4097);
    assert_int_equal(usage.written_bytes, 300);
    assert_int_equal(usage.oom, SANDBOX_OOM_NONE);
}

static void what_this_kernel_does_not_count_is_unknown(void **state)
{
    (void)state;
    struct sandbox_cgroup_usage usage;
    auto_fd int cgroup = create(ID, &usual);
    const char *const files[] = {RUN "/pids.peak", RUN "/pids.events", RUN "/cpu.stat"};
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        fake_remove(files[i]);
    sandbox_cgroup_measure(cgroup, &usage);
    assert_int_equal(usage.memory_peak_bytes, -1);
    assert_int_equal(usage.pids_peak, -1);
    assert_int_equal(usage.pids_refused, -1);
    assert_int_equal(usage.cpu_us, -1);
    assert_int_equal(usage.read_bytes, -1);
    assert_int_equal(usage.written_bytes, -1);
    assert_int_equal(usage.oom, SANDBOX_OOM_NONE);
}

static void damaged_counters_are_unknown(void **state)
{
    (void)state;
    struct sandbox_cgroup_usage usage;
    auto_fd int cgroup = create(ID, &usual);
    fake_set(RUN "/memory.peak", "max\n");
    fake_set(RUN "/pids.peak", "99999999999999999999\n");
    fake_set(RUN "/cpu.stat", "usage_usec\nuser_usec x\nsystem_usecs 5\n");
    fake_set(RUN "/io.stat", "8:0 rbytes= wbytes=9223372036854775807\n8:1 wbytes=1");
    sandbox_cgroup_measure(cgroup, &usage);
    assert_int_equal(usage.memory_peak_bytes, -1);
    assert_int_equal(usage.pids_peak, -1);
    assert_int_equal(usage.cpu_us, -1);
    assert_int_equal(usage.cpu_user_us, -1);
    assert_int_equal(usage.cpu_system_us, -1);
    assert_int_equal(usage.read_bytes, 0);
    assert_int_equal(usage.written_bytes, INT64_MAX);
}

static void own_limit_is_told_apart_from_a_machine_out_of_memory(void **state)
{
    (void)state;
    struct sandbox_cgroup_usage usage;
    auto_fd int cgroup = create(ID, &usual);
    fake_set(RUN "/memory.events", "max 9\noom 1\noom_kill 4\noom_group_kill 1\n");
    sandbox_cgroup_measure(cgroup, &usage);
    assert_int_equal(usage.oom, SANDBOX_OOM_LIMIT);
    fake_set(RUN "/memory.events", "max 0\noom 0\noom_kill 1\n");
    sandbox_cgroup_measure(cgroup, &usage);
    assert_int_equal(usage.oom, SANDBOX_OOM_OUTER);
    fake_set(RUN "/memory.events", "max 9\noom 2\noom_kill 0\n");
    sandbox_cgroup_measure(cgroup, &usage);
    assert_int_equal(usage.oom, SANDBOX_OOM_NONE);
}

static void killing_is_one_write_where_the_kernel_can(void **state)
{
    (void)state;
    auto_fd int cgroup = create(ID, &usual);
    assert_true(sandbox_cgroup_kill(cgroup));
    assert_string_equal(fake_text(RUN "/cgroup.kill"), "1");
    fake_remove(RUN "/cgroup.kill");
    assert_false(sandbox_cgroup_kill(cgroup));
}

static void empty_cgroup_is_removed_and_a_gone_one_is_fine(void **state)
{
    (void)state;
    (void)close(create(ID, &usual));
    assert_int_equal(sandbox_cgroup_remove(delegation.base, ID, 0, NULL), 0);
    assert_false(fake_exists(RUN));
    assert_int_equal(sandbox_cgroup_remove(delegation.base, ID, 0, NULL), 0);
}

static void cgroup_that_stays_in_use_is_given_up_in_time(void **state)
{
    (void)state;
    struct err err;
    auto_fd int cgroup = create(ID, &usual);
    fake_put(RUN, 101);
    assert_int_equal(sandbox_cgroup_remove(delegation.base, ID, 30, &err), -1);
    assert_int_equal(err.code, ERR_TIMEOUT);
    assert_true(fake_exists(RUN));
    fake_set(RUN "/cgroup.events", "populated 0\n"); /* empty, and yet busy */
    assert_int_equal(sandbox_cgroup_remove(delegation.base, ID, 30, &err), -1);
    assert_int_equal(err.code, ERR_TIMEOUT);
    assert_true(cgroup >= 0);
}

static void waiting_for_the_last_process_ends_in_time(void **state)
{
    (void)state;
    auto_fd int cgroup = create(ID, &usual);
    assert_true(sandbox_cgroup_wait(cgroup, 0));
    fake_put(RUN, 101);
    assert_false(sandbox_cgroup_wait(cgroup, 30));
}

static void refused_removal_is_an_error(void **state)
{
    (void)state;
    struct err err;
    (void)close(create(ID, &usual));
    fake_refuse(RUN, EACCES);
    assert_int_equal(sandbox_cgroup_remove(delegation.base, ID, 1000, &err), -1);
    assert_int_equal(err.code, ERR_FORBIDDEN);
}

static void sweep_removes_only_what_nobody_uses(void **state)
{
    (void)state;
    struct sandbox_cgroup_swept swept;
    (void)close(create("idle", &usual));
    auto_fd int kept = create("kept", &usual);
    (void)close(create("populated", &usual));
    fake_put("run-populated", 101);
    fake_make("other");
    sandbox_cgroup_sweep(delegation.base, &swept);
    assert_false(fake_exists("run-idle"));
    assert_true(fake_exists("run-kept"));
    assert_true(fake_exists("run-populated"));
    assert_true(fake_exists("other"));
    assert_true(fake_exists("server"));
    assert_int_equal(swept.removed, 1);
    assert_int_equal(swept.kept, 2);
    assert_true(kept >= 0);
}

static void lost_limits_are_set_again_by_the_sweep(void **state)
{
    (void)state;
    struct sandbox_cgroup_swept swept;
    struct sandbox_cgroup_force force;
    if (!fake_has_xattr()) {
        print_message("SKIP limits set again: no extended attributes in /tmp\n");
        return;
    }
    auto_fd int cgroup = create(ID, &usual);
    fake_put(RUN, 101);
    fake_make(".control");
    assert_int_equal(sandbox_delegate_yield(fake_root(), "0::/.control\n", NULL), 0);
    sandbox_cgroup_look(cgroup, &force);
    assert_false(force.memory || force.cpu || force.pids);
    (void)close(delegation.base);
    sandbox_delegate(fake_root(), "0::/\n", &delegation);
    sandbox_cgroup_look(cgroup, &force);
    assert_false(force.memory || force.cpu || force.pids);
    sandbox_cgroup_sweep(delegation.base, &swept);
    assert_int_equal(swept.failed, 0);
    sandbox_cgroup_look(cgroup, &force);
    assert_true(force.memory && force.cpu && force.pids);
    assert_string_equal(fake_text(RUN "/memory.max"), "268435456");
    assert_string_equal(fake_text(RUN "/memory.oom.group"), "1");
    assert_string_equal(fake_text(RUN "/pids.max"), "64");
    assert_string_equal(fake_text(RUN "/cpu.max"), "50000 100000");
}

static void limits_that_cannot_be_set_again_are_counted(void **state)
{
    (void)state;
    struct sandbox_cgroup_swept swept;
    auto_fd int cgroup = create(ID, &usual);
    fake_put(RUN, 101);
    fake_refuse("pids.max", EACCES);
    sandbox_cgroup_sweep(delegation.base, &swept);
    assert_int_equal(swept.failed, 1);
    fake_refuse(NULL, 0);
    (void)fremovexattr(cgroup, "user.pirun.limits");
    sandbox_cgroup_sweep(delegation.base, &swept);
    assert_int_equal(swept.failed, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(limits_are_written_as_the_kernel_wants_them),
        TEST(limit_that_was_not_asked_for_is_not_set),
        cmocka_unit_test_setup_teardown(missing_controller_is_told_and_is_no_error,
                                        set_up_without_memory, tear_down),
        TEST(kernel_without_swap_accounting_still_limits_memory),
        TEST(refused_limit_leaves_no_cgroup),
        TEST(extreme_limits_stay_in_the_kernel_s_range),
        TEST(id_that_is_no_name_is_refused),
        TEST(what_a_killed_supervisor_left_is_made_anew),
        TEST(cgroup_of_another_supervisor_is_not_taken),
        TEST(cgroup_with_processes_is_not_taken),
        TEST(process_is_moved_into_it),
        TEST(what_the_run_used_is_read),
        cmocka_unit_test_setup_teardown(what_this_kernel_does_not_count_is_unknown,
                                        set_up_without_memory, tear_down),
        TEST(damaged_counters_are_unknown),
        TEST(own_limit_is_told_apart_from_a_machine_out_of_memory),
        TEST(killing_is_one_write_where_the_kernel_can),
        TEST(empty_cgroup_is_removed_and_a_gone_one_is_fine),
        TEST(cgroup_that_stays_in_use_is_given_up_in_time),
        TEST(waiting_for_the_last_process_ends_in_time),
        TEST(refused_removal_is_an_error),
        TEST(sweep_removes_only_what_nobody_uses),
        TEST(lost_limits_are_set_again_by_the_sweep),
        TEST(limits_that_cannot_be_set_again_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
