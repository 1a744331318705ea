#include "env_fixture.h"

#include <string.h>

#include "base/scope.h"
#include "env/env_lock.h"
#include "env/env_manifest.h"

#define HEAD "{\"v\":1,\"python\":\"3.11.2\",\"tool\":\"pip\",\"packages\":"
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static int parse(const char *text, struct env_manifest *out, struct err *err)
{
    return env_manifest_parse(text, strlen(text), out, err);
}

static void what_is_read_is_written_the_same(void **state)
{
    (void)state;
    struct err err;
    auto_manifest struct env_manifest first = {.package_count = 0};
    auto_manifest struct env_manifest again = {.package_count = 0};
    auto_buf struct buf text;
    auto_buf struct buf twice;
    buf_init(&text, 10000);
    buf_init(&twice, 10000);
    assert_int_equal(parse(HEAD "[{\"name\":\"a\",\"version\":\"1!2.0+x\",\"requires\":[\"b\"],"
                                "\"sha256\":\"" HASH "\"},{\"name\":\"b\",\"version\":\"1\"}]}",
                           &first, &err),
                     0);
    assert_string_equal(env_manifest_find(&first, "a")->requires[0], "b");
    assert_null(env_manifest_find(&first, "c"));
    env_manifest_format(&first, &text);
    assert_int_equal(parse(buf_text(&text), &again, &err), 0);
    env_manifest_format(&again, &twice);
    assert_string_equal(buf_text(&text), buf_text(&twice));
}

static void foreign_ones_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "[]",
        "{\"v\":2}",
        HEAD "{}}",
        HEAD "[{\"name\":\"A\",\"version\":\"1\"}]}",
        HEAD "[{\"name\":\"a b\",\"version\":\"1\"}]}",
        HEAD "[{\"name\":\"a\",\"version\":\"1\\n--index-url x\"}]}",
        HEAD "[{\"name\":\"a\",\"version\":\"1\",\"sha256\":\"zz\"}]}",
        HEAD "[{\"name\":\"a\",\"version\":\"1\",\"requires\":[\"../x\"]}]}",
        HEAD "[{\"name\":\"b\",\"version\":\"1\"},{\"name\":\"a\",\"version\":\"1\"}]}",
        HEAD "[],\"build\":\"../../etc\"}",
        HEAD "[],\"base\":\"python\"}"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct env_manifest manifest;
        struct err err;
        if (parse(texts[i], &manifest, &err) == 0)
            fail_msg("'%s' was taken", texts[i]);
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static void a_lock_has_all_hashes_or_none(void **state)
{
    (void)state;
    struct err err;
    auto_manifest struct env_manifest with = {.package_count = 0};
    auto_manifest struct env_manifest without = {.package_count = 0};
    auto_buf struct buf text;
    buf_init(&text, 10000);
    assert_int_equal(
        parse(HEAD "[{\"name\":\"a\",\"version\":\"1\",\"sha256\":\"" HASH "\"}]}", &with, &err),
        0);
    env_lock_format(&with, "--extra-index-url x\na\n", &text);
    assert_non_null(
        strstr(buf_text(&text), "--extra-index-url x\na==1 \\\n    --hash=sha256:" HASH));
    buf_clear(&text);
    assert_int_equal(parse(HEAD "[{\"name\":\"a\",\"version\":\"1\",\"sha256\":\"" HASH
                                "\"},{\"name\":\"b\",\"version\":\"2\"}]}",
                           &without, &err),
                     0);
    env_lock_format(&without, "", &text);
    assert_non_null(strstr(buf_text(&text), "\na==1\nb==2\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_written_the_same),
        cmocka_unit_test(foreign_ones_are_refused),
        cmocka_unit_test(a_lock_has_all_hashes_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
