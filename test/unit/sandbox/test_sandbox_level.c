/* Goal: levels, parts and the words that people use for protections agree with each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"
#include "sandbox/sandbox_level.h"

static const enum sandbox_level all[] = {SANDBOX_LEVEL_OFF, SANDBOX_LEVEL_BASIC,
                                         SANDBOX_LEVEL_LANDLOCK, SANDBOX_LEVEL_NAMESPACES,
                                         SANDBOX_LEVEL_FULL};

static void every_level_is_what_its_own_parts_amount_to(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        enum sandbox_level read = SANDBOX_LEVEL_OFF;
        assert_int_equal(sandbox_level_of(sandbox_level_parts(all[i])), all[i]);
        assert_true(sandbox_level_parse(sandbox_level_name(all[i]), &read));
        assert_int_equal(read, all[i]);
    }
}

static void one_missing_cgroup_controller_is_not_the_full_level(void **state)
{
    (void)state;
    unsigned full = sandbox_level_parts(SANDBOX_LEVEL_FULL);
    assert_int_equal(sandbox_level_of(full & ~(unsigned)SANDBOX_PART_MEMORY_CGROUP),
                     SANDBOX_LEVEL_NAMESPACES);
    assert_int_equal(sandbox_level_of(full & ~(unsigned)SANDBOX_PART_LANDLOCK), SANDBOX_LEVEL_FULL);
}

static void word_without_means_is_met_by_any_of_them(void **state)
{
    unsigned needed = 0;
    (void)state;
    unsigned parts = sandbox_level_parts(SANDBOX_LEVEL_NAMESPACES);
    assert_true(sandbox_require(parts, "memory", &needed));
    assert_int_equal(needed, 0);
    assert_false(sandbox_require(parts, "memory:cgroup", &needed));
    assert_true(sandbox_require(sandbox_level_parts(SANDBOX_LEVEL_FULL), "memory:cgroup", &needed));
    assert_int_equal(needed, SANDBOX_PART_MEMORY_CGROUP);
}

static void what_is_required_must_not_be_left_out(void **state)
{
    unsigned needed = 0;
    (void)state;
    assert_true(sandbox_require(sandbox_level_parts(SANDBOX_LEVEL_NAMESPACES), "seccomp", &needed));
    assert_int_equal(needed, SANDBOX_PART_SECCOMP);
    assert_false(sandbox_require(sandbox_level_parts(SANDBOX_LEVEL_OFF), "seccomp", &needed));
    assert_false(sandbox_require(sandbox_level_parts(SANDBOX_LEVEL_LANDLOCK), "proc", &needed));
}

static void unknown_words_are_no_protections(void **state)
{
    static const char *const words[] = {"", "f", "fsx", "fs:", "fs:x", "memory:", ":cgroup"};
    unsigned parts = 0;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        assert_false(sandbox_find(words[i], &parts));
    assert_true(sandbox_find("fs", &parts));
    assert_int_equal(parts, SANDBOX_PART_NAMESPACES | SANDBOX_PART_LANDLOCK);
}

static void list_names_the_stronger_means_only(void **state)
{
    struct buf list;
    (void)state;
    buf_init(&list, 4096);
    sandbox_list_in_force(sandbox_level_parts(SANDBOX_LEVEL_FULL), &list);
    assert_non_null(strstr(buf_text(&list), "memory:cgroup"));
    assert_null(strstr(buf_text(&list), "memory:watch"));
    assert_non_null(strstr(buf_text(&list), "fs:namespace"));
    assert_null(strstr(buf_text(&list), "fs:landlock"));
    buf_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_level_is_what_its_own_parts_amount_to),
        cmocka_unit_test(one_missing_cgroup_controller_is_not_the_full_level),
        cmocka_unit_test(word_without_means_is_met_by_any_of_them),
        cmocka_unit_test(what_is_required_must_not_be_left_out),
        cmocka_unit_test(unknown_words_are_no_protections),
        cmocka_unit_test(list_names_the_stronger_means_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
