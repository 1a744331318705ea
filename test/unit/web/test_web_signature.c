#include "web/web_signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

/* Source: docs.github.com, "Validating webhook deliveries", the example to test with. */
#define SECRET "It's a Secret to Everybody"
#define BODY   "Hello, World!"
#define DIGEST "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"

static bool is_right(enum conf_signature kind, const char *text)
{
    const struct web_signature_bytes secret = {SECRET, strlen(SECRET)};
    const struct web_signature_bytes body = {BODY, strlen(BODY)};
    return web_signature_is_right(kind, text, secret, body);
}

static void githubs_own_example_is_right(void **state)
{
    (void)state;
    assert_true(is_right(CONF_SIGNATURE_GITHUB, "sha256=" DIGEST));
}

static void only_github_must_name_the_method(void **state)
{
    (void)state;
    assert_false(is_right(CONF_SIGNATURE_GITHUB, DIGEST));
    assert_true(is_right(CONF_SIGNATURE_GITEA, DIGEST));
    assert_true(is_right(CONF_SIGNATURE_PLAIN, DIGEST));
    assert_true(is_right(CONF_SIGNATURE_PLAIN, "sha256=" DIGEST));
}

static void every_other_text_is_wrong(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "sha256=",
        "sha1=" DIGEST,
        "SHA256=" DIGEST,
        "sha256=" DIGEST "0",
        "sha256= " DIGEST,
        " sha256=" DIGEST,
        "sha256=sha256=" DIGEST,
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1g",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e16",
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        assert_false(is_right(CONF_SIGNATURE_GITHUB, texts[i]));
        assert_false(is_right(CONF_SIGNATURE_PLAIN, texts[i]));
    }
}

static void each_digit_counts(void **state)
{
    (void)state;
    char text[] = DIGEST;
    for (size_t i = 0; i < strlen(DIGEST); i++) {
        char right = text[i];
        text[i] = right == '0' ? '1' : '0';
        assert_false(is_right(CONF_SIGNATURE_PLAIN, text));
        text[i] = right;
    }
    assert_true(is_right(CONF_SIGNATURE_PLAIN, text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(githubs_own_example_is_right),
        cmocka_unit_test(only_github_must_name_the_method),
        cmocka_unit_test(every_other_text_is_wrong),
        cmocka_unit_test(each_digit_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
