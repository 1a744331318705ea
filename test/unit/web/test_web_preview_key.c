#include "web/web_preview_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NOW INT64_C(1000000)

static const struct web_preview_who alice = {.token_id = "0123456789ab",
                                             .session_id = "ba9876543210"};

static bool is_good(struct web_preview_keys *keys, enum web_preview_use use, const char *text,
                    int64_t now_ms)
{
    struct web_preview_who who;
    return web_preview_key_check(keys, use, text, strlen(text), now_ms, &who);
}

static void a_key_tells_for_whom_it_was_made(void **state)
{
    (void)state;
    struct web_preview_keys keys;
    struct web_preview_who who;
    char text[WEB_PREVIEW_KEY_SIZE];
    web_preview_keys_init(&keys);
    web_preview_key_make(&keys, WEB_PREVIEW_KEY, &alice, NOW, text);
    assert_int_equal(strlen(text), WEB_PREVIEW_KEY_SIZE - 1);
    assert_true(web_preview_key_check(&keys, WEB_PREVIEW_KEY, text, strlen(text), NOW, &who));
    assert_string_equal(who.token_id, alice.token_id);
    assert_string_equal(who.session_id, alice.session_id);
    const struct web_preview_who nobody = {"", ""};
    web_preview_key_make(&keys, WEB_PREVIEW_COOKIE, &nobody, NOW, text);
    assert_true(web_preview_key_check(&keys, WEB_PREVIEW_COOKIE, text, strlen(text), NOW, &who));
    assert_string_equal(who.token_id, "");
    assert_string_equal(who.session_id, "");
}

static void a_key_opens_once_and_a_cookie_often(void **state)
{
    (void)state;
    struct web_preview_keys keys;
    char key[WEB_PREVIEW_KEY_SIZE];
    char cookie[WEB_PREVIEW_KEY_SIZE];
    web_preview_keys_init(&keys);
    web_preview_key_make(&keys, WEB_PREVIEW_KEY, &alice, NOW, key);
    web_preview_key_make(&keys, WEB_PREVIEW_COOKIE, &alice, NOW, cookie);
    assert_false(is_good(&keys, WEB_PREVIEW_COOKIE, key, NOW));
    assert_false(is_good(&keys, WEB_PREVIEW_KEY, cookie, NOW));
    assert_true(is_good(&keys, WEB_PREVIEW_KEY, key, NOW));
    assert_false(is_good(&keys, WEB_PREVIEW_KEY, key, NOW));
    for (int i = 0; i < 3; i++)
        assert_true(is_good(&keys, WEB_PREVIEW_COOKIE, cookie, NOW));
}

static void both_have_an_end(void **state)
{
    (void)state;
    struct web_preview_keys keys;
    char text[WEB_PREVIEW_KEY_SIZE];
    web_preview_keys_init(&keys);
    web_preview_key_make(&keys, WEB_PREVIEW_KEY, &alice, NOW, text);
    assert_false(is_good(&keys, WEB_PREVIEW_KEY, text, NOW + WEB_PREVIEW_KEY_MS));
    web_preview_key_make(&keys, WEB_PREVIEW_COOKIE, &alice, NOW, text);
    assert_true(is_good(&keys, WEB_PREVIEW_COOKIE, text, NOW + WEB_PREVIEW_COOKIE_MS - 1));
    assert_false(is_good(&keys, WEB_PREVIEW_COOKIE, text, NOW + WEB_PREVIEW_COOKIE_MS));
}

static void no_byte_of_it_may_differ(void **state)
{
    (void)state;
    struct web_preview_keys keys;
    struct web_preview_keys others;
    char text[WEB_PREVIEW_KEY_SIZE];
    web_preview_keys_init(&keys);
    web_preview_keys_init(&others);
    web_preview_key_make(&keys, WEB_PREVIEW_COOKIE, &alice, NOW, text);
    assert_false(is_good(&others, WEB_PREVIEW_COOKIE, text, NOW));
    for (size_t i = 0; text[i]; i++) {
        text[i] ^= 1;
        assert_false(is_good(&keys, WEB_PREVIEW_COOKIE, text, NOW));
        text[i] ^= 1;
    }
    text[WEB_PREVIEW_KEY_SIZE - 2] = '\0';
    assert_false(is_good(&keys, WEB_PREVIEW_COOKIE, text, NOW));
}

static void more_keys_than_can_be_remembered_must_wait(void **state)
{
    (void)state;
    struct web_preview_keys keys;
    char text[WEB_PREVIEW_KEY_SIZE];
    web_preview_keys_init(&keys);
    for (int i = 0; i < WEB_PREVIEW_KEYS_USED; i++) {
        web_preview_key_make(&keys, WEB_PREVIEW_KEY, &alice, NOW, text);
        assert_true(is_good(&keys, WEB_PREVIEW_KEY, text, NOW));
    }
    web_preview_key_make(&keys, WEB_PREVIEW_KEY, &alice, NOW, text);
    assert_false(is_good(&keys, WEB_PREVIEW_KEY, text, NOW));
    int64_t later_ms = NOW + WEB_PREVIEW_KEY_MS;
    web_preview_key_make(&keys, WEB_PREVIEW_KEY, &alice, later_ms, text);
    assert_true(is_good(&keys, WEB_PREVIEW_KEY, text, later_ms));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_tells_for_whom_it_was_made),
        cmocka_unit_test(a_key_opens_once_and_a_cookie_often),
        cmocka_unit_test(both_have_an_end),
        cmocka_unit_test(no_byte_of_it_may_differ),
        cmocka_unit_test(more_keys_than_can_be_remembered_must_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
