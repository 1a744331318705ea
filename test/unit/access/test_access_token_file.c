#include "access/access_token_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "access_fixture.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"

static int var_of(void **state)
{
    return ((const struct access_fixture *)*state)->var;
}

static void a_new_token_opens_and_only_its_digest_is_kept(void **state)
{
    struct err err;
    char secret[ACCESS_TOKEN_TEXT_MAX];
    auto_tokens struct access_tokens tokens = {0};
    struct access_token token = access_fixture_token(var_of(state), "ci", ACCESS_RUNNER, secret);
    assert_int_equal(strncmp(secret, "pirun_", 6), 0);
    assert_int_equal(strlen(secret), 6 + 64);
    assert_int_equal(access_tokens_load(var_of(state), &tokens, &err), 0);
    assert_string_equal(access_tokens_find(&tokens, secret, strlen(secret))->id, token.id);
    auto_free char *text = access_fixture_read(var_of(state), "tokens.json");
    assert_null(strstr(text, secret + 6));
    assert_int_equal(access_fixture_mode(var_of(state), "tokens.json"), 0600);
}

static void a_token_without_a_name_is_called_after_its_id(void **state)
{
    char secret[ACCESS_TOKEN_TEXT_MAX];
    struct access_token token = access_fixture_token(var_of(state), NULL, ACCESS_VIEWER, secret);
    assert_int_equal(strncmp(token.name, "token-", 6), 0);
    assert_int_equal(strncmp(token.name + 6, token.id, 4), 0);
}

static void what_could_never_be_used_is_not_made(void **state)
{
    struct err err;
    struct access_token token;
    char secret[ACCESS_TOKEN_TEXT_MAX];
    struct access_token_order order = {.role = ACCESS_ADMIN, .expires_us = clock_wall_us() - 1};
    assert_int_equal(access_token_create(var_of(state), &order, &token, secret, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    order = (struct access_token_order){.role = ACCESS_ADMIN, .name = "a\tb"};
    assert_int_equal(access_token_create(var_of(state), &order, &token, secret, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(fd_exists(var_of(state), "tokens.json"));
}

static void no_file_is_an_empty_set(void **state)
{
    struct err err;
    struct access_tokens tokens = {.count = 9};
    assert_int_equal(access_tokens_load(var_of(state), &tokens, &err), 0);
    assert_int_equal(tokens.count, 0);
    assert_false(access_tokens_are_stale(&tokens, var_of(state)));
}

static void a_revoked_token_is_gone_and_the_change_is_noticed(void **state)
{
    struct err err;
    char first[ACCESS_TOKEN_TEXT_MAX];
    char second[ACCESS_TOKEN_TEXT_MAX];
    struct access_token gone;
    auto_tokens struct access_tokens before = {0};
    auto_tokens struct access_tokens after = {0};
    struct access_token token = access_fixture_token(var_of(state), "a", ACCESS_ADMIN, first);
    (void)access_fixture_token(var_of(state), "b", ACCESS_ADMIN, second);
    assert_int_equal(access_tokens_load(var_of(state), &before, &err), 0);
    assert_false(access_tokens_are_stale(&before, var_of(state)));
    assert_int_equal(access_token_revoke(var_of(state), token.id, &gone, &err), 0);
    assert_string_equal(gone.name, "a");
    assert_true(access_tokens_are_stale(&before, var_of(state)));
    assert_int_equal(access_tokens_load(var_of(state), &after, &err), 0);
    assert_null(access_tokens_find(&after, first, strlen(first)));
    assert_non_null(access_tokens_find(&after, second, strlen(second)));
    assert_int_equal(access_token_revoke(var_of(state), token.id, &gone, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_damaged_file_is_named_with_the_way_out_and_kept(void **state)
{
    static const char *const texts[] = {"", "{\"v\":1,\"tokens\":[", "\x01\x02", "{\"v\":9}"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct err err = {0};
        struct access_token token;
        struct access_tokens tokens = {0};
        char secret[ACCESS_TOKEN_TEXT_MAX];
        const struct access_token_order order = {.role = ACCESS_ADMIN};
        access_fixture_write(var_of(state), "tokens.json", texts[i]);
        assert_int_equal(access_tokens_load(var_of(state), &tokens, &err), -1);
        assert_int_equal(err.code, ERR_INTERNAL);
        assert_non_null(strstr(err.text, "'var/tokens.json'"));
        assert_non_null(strstr(err.text, "pirun token create"));
        assert_int_equal(access_token_create(var_of(state), &order, &token, secret, &err), -1);
        assert_int_equal(access_token_revoke(var_of(state), "x", &token, &err), -1);
        assert_int_equal(err.code, ERR_INTERNAL);
        auto_free char *kept = access_fixture_read(var_of(state), "tokens.json");
        assert_string_equal(kept, texts[i]);
    }
}

static void a_link_in_the_place_of_the_file_is_not_followed(void **state)
{
    struct err err;
    struct access_tokens tokens = {0};
    access_fixture_write(var_of(state), "elsewhere", "{\"v\":1,\"tokens\":[]}");
    assert_int_equal(symlinkat("elsewhere", var_of(state), "tokens.json"), 0);
    assert_int_equal(access_tokens_load(var_of(state), &tokens, &err), -1);
}

static void use_is_noted_without_bringing_back_the_revoked(void **state)
{
    struct err err;
    char secret[ACCESS_TOKEN_TEXT_MAX];
    struct access_token gone;
    auto_tokens struct access_tokens seen = {0};
    auto_tokens struct access_tokens after = {0};
    (void)access_fixture_token(var_of(state), "x", ACCESS_ADMIN, secret);
    (void)access_fixture_token(var_of(state), "y", ACCESS_ADMIN, secret);
    assert_int_equal(access_tokens_load(var_of(state), &seen, &err), 0);
    seen.items[0].used_us = seen.items[1].used_us = 1900000000000000;
    assert_int_equal(access_token_revoke(var_of(state), "x", &gone, &err), 0);
    assert_int_equal(access_token_note_use(var_of(state), &seen, &err), 0);
    assert_int_equal(access_tokens_load(var_of(state), &after, &err), 0);
    assert_int_equal(after.count, 1);
    assert_string_equal(after.items[0].name, "y");
    assert_int_equal(after.items[0].used_us, 1900000000000000);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, access_fixture_make, access_fixture_remove)
    const struct CMUnitTest tests[] = {
        TEST(a_new_token_opens_and_only_its_digest_is_kept),
        TEST(a_token_without_a_name_is_called_after_its_id),
        TEST(what_could_never_be_used_is_not_made),
        TEST(no_file_is_an_empty_set),
        TEST(a_revoked_token_is_gone_and_the_change_is_noticed),
        TEST(a_damaged_file_is_named_with_the_way_out_and_kept),
        TEST(a_link_in_the_place_of_the_file_is_not_followed),
        TEST(use_is_noted_without_bringing_back_the_revoked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
