#include "base/err.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_failure_is_one_statement_that_answers_minus_one(void **state)
{
    (void)state;
    struct err err;
    assert_int_equal(err_set(&err, ERR_NOT_FOUND, "no run '%s'", "x"), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_string_equal(err.text, "no run 'x'");
}

static void nobody_needs_to_ask_for_the_reason(void **state)
{
    (void)state;
    assert_int_equal(err_set(NULL, ERR_BUSY, "later"), -1);
    assert_int_equal(err_errno(NULL, "cannot"), -1);
    assert_int_equal(err_prefix(NULL, "cannot"), -1);
}

static void a_long_text_is_cut_and_still_ends(void **state)
{
    (void)state;
    struct err err;
    char text[1000];
    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    (void)err_set(&err, ERR_INVALID, "%s", text);
    assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
    (void)err_prefix(&err, "%s", text);
    assert_true(strlen(err.text) < sizeof(err.text));
}

static void errno_decides_the_code(void **state)
{
    (void)state;
    static const struct {
        int number;
        enum err_code code;
    } rows[] = {{ENOENT, ERR_NOT_FOUND}, {EACCES, ERR_FORBIDDEN}, {EPERM, ERR_FORBIDDEN},
                {ENOSPC, ERR_NO_SPACE},  {EDQUOT, ERR_NO_SPACE},  {EROFS, ERR_NO_SPACE},
                {EIO, ERR_INTERNAL}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct err err;
        errno = rows[i].number;
        assert_int_equal(err_errno(&err, "cannot open '%s'", "x"), -1);
        assert_int_equal(err.code, rows[i].code);
    }
}

static void errno_is_told_in_words(void **state)
{
    (void)state;
    struct err err;
    errno = ENOENT;
    (void)err_errno(&err, "cannot open '%s'", "x");
    assert_string_equal(err.text, "cannot open 'x': No such file or directory");
}

static void a_prefix_keeps_the_code_and_the_text(void **state)
{
    (void)state;
    struct err err;
    (void)err_set(&err, ERR_BUSY, "full");
    assert_int_equal(err_prefix(&err, "'%s'", "door"), -1);
    assert_int_equal(err.code, ERR_BUSY);
    assert_string_equal(err.text, "'door': full");
}

static void each_code_has_a_name_and_two_statuses(void **state)
{
    (void)state;
    static const struct {
        enum err_code code;
        const char *name;
        int http, exit;
    } rows[] = {
        {ERR_INVALID, "invalid", 400, 64},     {ERR_FORBIDDEN, "forbidden", 403, 77},
        {ERR_NOT_FOUND, "not_found", 404, 66}, {ERR_CONFLICT, "conflict", 409, 65},
        {ERR_TOO_LARGE, "too_large", 413, 65}, {ERR_INTERNAL, "internal", 500, 70},
        {ERR_REMOTE, "remote", 502, 69},       {ERR_BUSY, "busy", 503, 75},
        {ERR_TIMEOUT, "timeout", 504, 75},     {ERR_NO_SPACE, "no_space", 507, 73},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_string_equal(err_name(rows[i].code), rows[i].name);
        assert_int_equal(err_http(rows[i].code), rows[i].http);
        assert_int_equal(err_exit(rows[i].code), rows[i].exit);
    }
    assert_int_equal(err_named("remote"), ERR_REMOTE);
    assert_int_equal(err_named("no_space"), ERR_NO_SPACE);
    assert_int_equal(err_named("nothing"), ERR_INTERNAL);
    assert_int_equal(err_named(NULL), ERR_INTERNAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failure_is_one_statement_that_answers_minus_one),
        cmocka_unit_test(nobody_needs_to_ask_for_the_reason),
        cmocka_unit_test(a_long_text_is_cut_and_still_ends),
        cmocka_unit_test(errno_decides_the_code),
        cmocka_unit_test(errno_is_told_in_words),
        cmocka_unit_test(a_prefix_keeps_the_code_and_the_text),
        cmocka_unit_test(each_code_has_a_name_and_two_statuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
