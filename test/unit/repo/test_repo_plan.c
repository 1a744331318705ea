#include "repo/repo_plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

static const struct repo_plan sample = {
    .operation = REPO_PUSH,
    .url = (char[]){"https://example.org/a.git"},
    .home = (char[]){"/h"},
    .repository = (char[]){"/r"},
    .refspec = (char[]){"refs/heads/a:refs/heads/a"},
    .ssh_key_path = (char[]){""},
    .token_path = (char[]){"/t"},
    .ca_path = (char[]){""},
    .timeout_ms = 1000,
};

static void a_plan_comes_back_as_it_was(void **state)
{
    (void)state;
    struct err err;
    auto_json struct json *root = repo_plan_write(&sample);
    auto_gitplan struct repo_plan back = {0};
    auto_buf struct buf text;
    buf_init(&text, REPO_PLAN_MAX);
    json_print(root, false, &text);
    if (repo_plan_read(buf_text(&text), text.size, &back, &err) < 0)
        fail_msg("%s", err.text);
    assert_int_equal(back.operation, REPO_PUSH);
    assert_string_equal(back.url, sample.url);
    assert_string_equal(back.home, sample.home);
    assert_string_equal(back.repository, sample.repository);
    assert_string_equal(back.refspec, sample.refspec);
    assert_string_equal(back.token_path, sample.token_path);
    assert_int_equal(back.timeout_ms, 1000);
}

static void a_plan_that_lacks_something_is_refused(void **state)
{
    (void)state;
    static const char *const keys[] = {"operation", "url", "home", "refspec", "timeout_ms"};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        struct err err;
        auto_json struct json *root = repo_plan_write(&sample);
        auto_gitplan struct repo_plan back = {0};
        auto_buf struct buf text;
        buf_init(&text, REPO_PLAN_MAX);
        json_set_bool(root, keys[i], true);
        json_print(root, false, &text);
        assert_int_equal(repo_plan_read(buf_text(&text), text.size, &back, &err), -1);
        assert_non_null(
            strstr(err.text, strcmp(keys[i], "operation") == 0 ? "no operation" : keys[i]));
    }
}

static void codes_are_found_by_their_names(void **state)
{
    (void)state;
    for (enum err_code code = ERR_INVALID; code <= ERR_NO_SPACE; code++)
        assert_int_equal(err_named(err_name(code)), code);
    assert_int_equal(err_named("nonsense"), ERR_INTERNAL);
    assert_int_equal(err_named(NULL), ERR_INTERNAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_comes_back_as_it_was),
        cmocka_unit_test(a_plan_that_lacks_something_is_refused),
        cmocka_unit_test(codes_are_found_by_their_names),
    };
    return cmocka_run_group_tests_name("repo_plan", tests, NULL, NULL);
}
