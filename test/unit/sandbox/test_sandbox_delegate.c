/* Goal: the server takes exactly what was given to it, in the one order that works, and says for
 * each controller why not and what to do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"
#include "fake_cgroup.h"
#include "sandbox/sandbox_delegate.h"

#define ALL    "memory pids cpu io"
#define NOBODY 65534

static struct sandbox_delegation delegation;

static int set_up(void **state)
{
    (void)state;
    delegation.base = -1;
    return fake_set_up(ALL);
}

static int tear_down(void **state)
{
    if (delegation.base >= 0)
        (void)close(delegation.base);
    return fake_tear_down(state);
}

static void delegate(const char *self)
{
    if (delegation.base >= 0)
        (void)close(delegation.base);
    sandbox_delegate(fake_root(), self, &delegation);
}

static const struct sandbox_controller_state *memory(void)
{
    return &delegation.controllers[SANDBOX_CONTROLLER_MEMORY];
}

static void expect_none(const char *why, const char *fix)
{
    assert_int_equal(delegation.base, -1);
    assert_string_equal(delegation.path, "");
    for (size_t i = 0; i < SANDBOX_CONTROLLER_COUNT; i++) {
        assert_false(delegation.controllers[i].is_on);
        assert_non_null(strstr(delegation.controllers[i].why, why));
        assert_non_null(strstr(delegation.controllers[i].fix, fix));
    }
}

static void expect_all(void)
{
    assert_true(delegation.base >= 0);
    for (size_t i = 0; i < SANDBOX_CONTROLLER_COUNT; i++) {
        assert_true(delegation.controllers[i].is_on);
        assert_null(delegation.controllers[i].why);
    }
    assert_string_equal(fake_text("cgroup.type"), "domain\n");
}

static void processes_leave_the_base_before_controllers_are_put_in_force(void **state)
{
    (void)state;
    fake_put("", 101);
    fake_put("", 102);
    delegate("12:pids:/x\n0::/\n");
    expect_all();
    assert_string_equal(delegation.path, "/");
    assert_int_equal(fake_count(""), 0);
    assert_string_equal(fake_text("server/cgroup.procs"), "101\n102\n");
    assert_string_equal(fake_text("cgroup.subtree_control"), "memory pids cpu io\n");
}

static void looking_changes_nothing_and_tells_what_a_server_would_get(void **state)
{
    (void)state;
    fake_put("", 101);
    sandbox_delegate_look(fake_root(), "0::/\n", &delegation);
    expect_all();
    assert_int_equal(sandbox_delegation_parts(&delegation), SANDBOX_PARTS_CGROUP);
    assert_int_equal(fake_count(""), 1);
    assert_false(fake_exists("server"));
    assert_string_equal(fake_text("cgroup.subtree_control"), "\n");
}

static void looking_at_a_server_tells_what_it_has(void **state)
{
    (void)state;
    fake_put("", 101);
    delegate("0::/\n");
    fake_set("cgroup.subtree_control", "pids\n");
    (void)close(delegation.base);
    sandbox_delegate_look(fake_root(), "0::/server\n", &delegation);
    assert_int_equal(sandbox_delegation_parts(&delegation), SANDBOX_PART_PIDS_CGROUP);
    assert_non_null(sandbox_delegation_state(&delegation, SANDBOX_PART_MEMORY_CGROUP)->fix);
    assert_null(sandbox_delegation_state(&delegation, SANDBOX_PART_SECCOMP));
}

static void more_processes_than_one_read_holds_are_all_moved(void **state)
{
    (void)state;
    for (int i = 0; i < 2100; i++) /* 8 bytes each */
        fake_put("", 1000000 + i);
    delegate("0::/\n");
    expect_all();
    assert_int_equal(fake_count(""), 0);
    assert_int_equal(fake_count("server"), 2100);
}

static void process_that_ended_meanwhile_is_no_failure(void **state)
{
    (void)state;
    fake_put("", 101);
    fake_set("cgroup.procs", "7\n101\n");
    delegate("0::/\n");
    expect_all();
}

static void process_that_cannot_be_moved_leaves_everything_off(void **state)
{
    (void)state;
    fake_put("", 101);
    fake_refuse("101", EINVAL);
    delegate("0::/\n");
    expect_none("cannot be moved", "Delegate=yes");
    assert_int_equal(memory()->number, EINVAL);
    assert_string_equal(fake_text("cgroup.type"), "domain\n");
    assert_string_equal(fake_text("cgroup.subtree_control"), "\n");
}

static void each_controller_is_judged_for_itself(void **state)
{
    (void)state;
    fake_refuse("+cpu", EINVAL);
    delegate("0::/\n");
    assert_true(delegation.base >= 0);
    const struct sandbox_controller_state *cpu = &delegation.controllers[SANDBOX_CONTROLLER_CPU];
    assert_false(cpu->is_on);
    assert_int_equal(cpu->number, EINVAL);
    assert_non_null(strstr(cpu->why, "refused"));
    assert_string_equal(fake_text("cgroup.subtree_control"), "memory pids io\n");
    assert_string_equal(sandbox_controller_name(SANDBOX_CONTROLLER_CPU), "cpu");
}

static void missing_memory_controller_names_the_line_of_the_raspberry_pi(void **state)
{
    (void)fake_tear_down(state);
    assert_int_equal(fake_set_up("pids cpu"), 0);
    delegate("0::/\n");
    assert_true(delegation.base >= 0);
    assert_false(memory()->is_on);
    assert_non_null(strstr(memory()->fix, "cgroup_enable=memory"));
    assert_non_null(strstr(memory()->fix, "/boot/firmware/cmdline.txt"));
    assert_true(delegation.controllers[SANDBOX_CONTROLLER_PIDS].is_on);
}

static void controller_that_only_the_root_has_was_not_passed_on(void **state)
{
    (void)state;
    fake_make("unit");
    fake_make("unit/server");
    if (!fake_has_xattr()) {
        print_message("SKIP delegation below the root: no extended attributes in /tmp\n");
        return;
    }
    char path[256];
    (void)snprintf(path, sizeof(path), "%s/unit", fake_root());
    assert_int_equal(setxattr(path, "user.delegate", "1", 1, 0), 0);
    delegate("0::/unit\n");
    assert_non_null(strstr(memory()->why, "not passed on"));
    assert_non_null(strstr(memory()->fix, "Delegate="));
}

static void unit_that_systemd_gave_away_is_taken(void **state)
{
    (void)state;
    fake_set("cgroup.subtree_control", "");
    delegate("0::/\n"); /* the root passes its controllers on */
    fake_make("unit");
    fake_put("unit", 101);
    if (!fake_has_xattr()) {
        print_message("SKIP delegation below the root: no extended attributes in /tmp\n");
        return;
    }
    char path[256];
    (void)snprintf(path, sizeof(path), "%s/unit", fake_root());
    assert_int_equal(setxattr(path, "user.delegate", "1", 1, 0), 0);
    delegate("0::/unit\n");
    assert_string_equal(delegation.path, "/unit");
    assert_true(memory()->is_on);
    assert_int_equal(fake_count("unit/server"), 1);
    delegate("0::/unit/server\n"); /* a server that was started from within the leaf */
    assert_string_equal(delegation.path, "/unit");
    assert_false(fake_exists("unit/server/server"));
}

static void session_of_a_login_shell_is_left_alone(void **state)
{
    (void)state;
    fake_make("session");
    fake_put("session", 1); /* not our program */
    delegate("0::/session\n");
    expect_none("managed by somebody else", "systemd-run --user --scope -p Delegate=yes");
    assert_int_equal(fake_count("session"), 1);
    assert_false(fake_exists("session/server"));
}

/* A cgroup that an ordinary user owns, and so does the one above: what a user's own systemd makes.
 * Root's tests act as nobody meanwhile. */
static void delegate_as_user(void)
{
    char path[256];
    (void)snprintf(path, sizeof(path), "%s/scope", fake_root());
    bool is_root = geteuid() == 0;
    if (is_root) {
        assert_int_equal(chown(fake_root(), NOBODY, NOBODY), 0);
        assert_int_equal(chown(path, NOBODY, NOBODY), 0);
        assert_int_equal(seteuid(NOBODY), 0);
    }
    delegate("0::/scope\n");
    if (is_root)
        assert_int_equal(seteuid(0), 0);
}

static void scope_of_a_user_with_the_server_alone_is_taken(void **state)
{
    (void)state;
    fake_make("scope");
    fake_put("scope", getpid());
    delegate_as_user();
    assert_string_equal(delegation.path, "/scope");
    assert_int_equal(fake_count("scope"), 0);
    assert_int_equal(fake_count("scope/server"), 1);
}

static void scope_of_a_user_with_others_in_it_is_left_alone(void **state)
{
    (void)state;
    fake_make("scope");
    fake_put("scope", getpid());
    fake_put("scope", 1);
    delegate_as_user();
    expect_none("managed by somebody else", "Delegate=yes");
    assert_int_equal(fake_count("scope"), 2);
}

static void root_of_the_machine_is_left_alone(void **state)
{
    (void)state;
    fake_remove("cgroup.type");
    fake_put("", 101);
    delegate("0::/\n");
    expect_none("root cgroup", "Delegate=yes");
    assert_int_equal(fake_count(""), 1);
}

static void subgroup_that_systemd_made_is_the_server_s_leaf(void **state)
{
    (void)state;
    fake_make("main");
    fake_put("main", 101);
    delegate("0::/main\n");
    expect_all();
    assert_string_equal(delegation.path, "/");
    assert_int_equal(fake_count("main"), 1);
    assert_false(fake_exists("server"));
}

static void second_server_finds_things_as_they_are(void **state)
{
    (void)state;
    fake_put("", 101);
    delegate("0::/\n");
    fake_put("", 102);
    delegate("0::/\n");
    assert_int_equal(fake_count("server"), 2);
    assert_true(delegation.base >= 0);
}

static void machine_without_unified_tree_is_told_apart(void **state)
{
    (void)state;
    fake_remove("cgroup.controllers");
    delegate("0::/\n");
    expect_none("no cgroup v2", "systemd.unified_cgroup_hierarchy=1");
    fake_make("unified");
    delegate("0::/\n");
    expect_none("cgroup v1", "systemd.unified_cgroup_hierarchy=1");
    sandbox_delegate("/nonexistent", "0::/\n", &delegation);
    expect_none("no cgroup v2", "systemd.unified_cgroup_hierarchy=1");
    assert_int_equal(memory()->number, ENOENT);
}

static void path_outside_of_the_tree_is_never_followed(void **state)
{
    (void)state;
    static char long_path[PATH_MAX + 16];
    memset(long_path, 'x', sizeof(long_path) - 1);
    memcpy(long_path, "0::/", 4);
    const char *const texts[] = {
        "",         "1:name=systemd:/\n",   "0::",    "0::unit\n", "0::/../unit\n",
        "0::/..\n", "0::/unit (deleted)\n", long_path};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        delegate(texts[i]);
        expect_none("outside", "cgroup namespace");
    }
}

static void refusals_of_the_leaf_are_told_by_their_cause(void **state)
{
    (void)state;
    fake_refuse("server", EACCES);
    delegate("0::/\n");
    expect_none("managed by somebody else", "Delegate=yes");
    assert_int_equal(memory()->number, EACCES);
    fake_refuse("server", EROFS);
    delegate("0::/\n");
    expect_none("read-only", "ProtectControlGroups=no");
}

static void threaded_base_is_not_used(void **state)
{
    (void)state;
    fake_set("cgroup.type", "domain threaded\n");
    delegate("0::/\n");
    expect_none("threaded", "Delegate=yes");
    assert_string_equal(fake_text("cgroup.subtree_control"), "\n");
}

static void reasons_fit_into_a_list(void **state)
{
    (void)state;
    delegate("0::/..\n");
    assert_null(strpbrk(memory()->why, ",)"));
    fake_refuse("+memory", EBUSY);
    delegate("0::/\n");
    assert_null(strpbrk(memory()->why, ",)"));
}

static void yielding_takes_the_controllers_of_the_unit_away(void **state)
{
    (void)state;
    delegate("0::/\n");
    fake_make(".control");
    fake_make("run-1");
    fake_put("run-1", 101);
    assert_int_equal(sandbox_delegate_yield(fake_root(), "0::/.control\n", NULL), 0);
    assert_string_equal(fake_text("cgroup.subtree_control"), "\n");
    assert_int_equal(fake_count("run-1"), 1);
}

static void yielding_is_not_needed_where_systemd_uses_a_subgroup(void **state)
{
    (void)state;
    fake_make("main");
    delegate("0::/main\n");
    fake_make(".control");
    assert_int_equal(sandbox_delegate_yield(fake_root(), "0::/.control\n", NULL), 0);
    assert_string_equal(fake_text("cgroup.subtree_control"), "memory pids cpu io\n");
}

static void only_a_control_process_yields(void **state)
{
    (void)state;
    delegate("0::/\n");
    assert_int_equal(sandbox_delegate_yield(fake_root(), "0::/\n", NULL), 0);
    assert_int_equal(sandbox_delegate_yield(fake_root(), "0::/server\n", NULL), 0);
    assert_string_equal(fake_text("cgroup.subtree_control"), "memory pids cpu io\n");
}

static void refused_yielding_is_an_error(void **state)
{
    (void)state;
    struct err err;
    delegate("0::/\n");
    fake_make(".control");
    fake_refuse("-pids", EBUSY);
    assert_int_equal(sandbox_delegate_yield(fake_root(), "0::/.control\n", &err), -1);
    assert_non_null(strstr(err.text, "'pids'"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(processes_leave_the_base_before_controllers_are_put_in_force),
        TEST(looking_changes_nothing_and_tells_what_a_server_would_get),
        TEST(looking_at_a_server_tells_what_it_has),
        TEST(more_processes_than_one_read_holds_are_all_moved),
        TEST(process_that_ended_meanwhile_is_no_failure),
        TEST(process_that_cannot_be_moved_leaves_everything_off),
        TEST(each_controller_is_judged_for_itself),
        TEST(missing_memory_controller_names_the_line_of_the_raspberry_pi),
        TEST(controller_that_only_the_root_has_was_not_passed_on),
        TEST(unit_that_systemd_gave_away_is_taken),
        TEST(session_of_a_login_shell_is_left_alone),
        TEST(scope_of_a_user_with_the_server_alone_is_taken),
        TEST(scope_of_a_user_with_others_in_it_is_left_alone),
        TEST(root_of_the_machine_is_left_alone),
        TEST(subgroup_that_systemd_made_is_the_server_s_leaf),
        TEST(second_server_finds_things_as_they_are),
        TEST(machine_without_unified_tree_is_told_apart),
        TEST(path_outside_of_the_tree_is_never_followed),
        TEST(refusals_of_the_leaf_are_told_by_their_cause),
        TEST(threaded_base_is_not_used),
        TEST(reasons_fit_into_a_list),
        TEST(yielding_takes_the_controllers_of_the_unit_away),
        TEST(yielding_is_not_needed_where_systemd_uses_a_subgroup),
        TEST(only_a_control_process_yields),
        TEST(refused_yielding_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
