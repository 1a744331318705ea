#include "env_fixture.h"

#include <string.h>

#include "base/scope.h"
#include "env/env_key.h"

static struct env_base base = {.path = "/usr/bin/python3.11", .prefix = "/usr"};

static void make_key(const char *file, const char *text, const char *salt, char key[ENV_NAME_SIZE])
{
    auto_source struct env_source source = {.file = file};
    buf_init(&source.text, 100);
    buf_init(&source.constraints, 100);
    buf_init(&source.before, 1);
    buf_init(&source.after, 1);
    buf_add(&source.text, text);
    env_key_make(&fixture.settings, &base, &source, salt, key);
    assert_true(env_place_is_name(key));
}

static void all_that_changes_the_result_changes_the_key(void **state)
{
    (void)state;
    char keys[8][ENV_NAME_SIZE];
    make_key("requirements.txt", "a", NULL, keys[0]);
    make_key("requirements.txt", "b", NULL, keys[1]);
    make_key("requirements.lock", "a", NULL, keys[2]);
    make_key("requirements.txt", "a", "x", keys[3]);
    (void)strncpy(base.path, "/usr/bin/python3.12", sizeof(base.path) - 1);
    make_key("requirements.txt", "a", NULL, keys[4]);
    fixture.settings.wheels = "/wheels";
    make_key("requirements.txt", "a", NULL, keys[5]);
    fixture.settings.wheels = "";
    fixture.settings.index_url = "/wheels2";
    make_key("requirements.txt", "a", NULL, keys[6]);
    fixture.settings.allow_sdist = true;
    make_key("requirements.txt", "a", NULL, keys[7]);
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        for (size_t j = i + 1; j < ARRAY_LEN(keys); j++)
            assert_string_not_equal(keys[i], keys[j]);
    }
}

static void the_same_is_the_same_and_empty_ones_know_no_tool(void **state)
{
    (void)state;
    char a[ENV_NAME_SIZE];
    char b[ENV_NAME_SIZE];
    make_key("requirements.txt", "a", NULL, a);
    make_key("requirements.txt", "a", NULL, b);
    assert_string_equal(a, b);
    make_key("nothing", "", NULL, a);
    fixture.settings.tool = "uv";
    make_key("nothing", "", NULL, b);
    assert_string_equal(a, b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_that_changes_the_result_changes_the_key,
                                        env_fixture_open, env_fixture_close),
        cmocka_unit_test_setup_teardown(the_same_is_the_same_and_empty_ones_know_no_tool,
                                        env_fixture_open, env_fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
