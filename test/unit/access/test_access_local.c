#include "access/access_local.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "access/access_token_file.h"
#include "access_fixture.h"
#include "base/fd.h"
#include "base/scope.h"

static int var_of(void **state)
{
    return ((const struct access_fixture *)*state)->var;
}

static bool opens(int var, const char *secret)
{
    struct err err;
    auto_tokens struct access_tokens tokens = {0};
    assert_int_equal(access_tokens_load(var, &tokens, &err), 0);
    const struct access_token *token = access_tokens_find(&tokens, secret, strlen(secret));
    return token && token->role == ACCESS_ADMIN && token->is_local;
}

static void ensure(int var, bool is_new)
{
    struct err err = {0};
    bool was_made = !is_new;
    if (access_local_ensure(var, &was_made, &err) < 0)
        fail_msg("%s", err.text);
    assert_int_equal(was_made, is_new);
}

static void it_is_made_once_for_this_user_only(void **state)
{
    struct err err;
    char first[ACCESS_TOKEN_TEXT_MAX];
    char again[ACCESS_TOKEN_TEXT_MAX];
    ensure(var_of(state), true);
    assert_int_equal(access_fixture_mode(var_of(state), "token"), 0600);
    assert_int_equal(access_local_read(var_of(state), first, &err), 0);
    assert_true(opens(var_of(state), first));
    ensure(var_of(state), false);
    assert_int_equal(access_local_read(var_of(state), again, &err), 0);
    assert_string_equal(first, again);
}

static void a_key_that_the_file_does_not_know_is_replaced(void **state)
{
    static const char old[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n";
    char secret[ACCESS_TOKEN_TEXT_MAX];
    access_fixture_write(var_of(state), "token", old);
    ensure(var_of(state), true);
    assert_int_equal(access_local_read(var_of(state), secret, NULL), 0);
    assert_string_not_equal(secret, old);
    assert_true(opens(var_of(state), secret));
}

static void a_key_without_its_entry_or_an_entry_without_its_key_is_made_anew(void **state)
{
    struct err err;
    char secret[ACCESS_TOKEN_TEXT_MAX];
    auto_tokens struct access_tokens tokens = {0};
    ensure(var_of(state), true);
    assert_int_equal(unlinkat(var_of(state), "token", 0), 0);
    ensure(var_of(state), true);
    assert_int_equal(unlinkat(var_of(state), "tokens.json", 0), 0);
    ensure(var_of(state), true);
    assert_int_equal(access_local_read(var_of(state), secret, NULL), 0);
    assert_true(opens(var_of(state), secret));
    assert_int_equal(access_tokens_load(var_of(state), &tokens, &err), 0);
    assert_int_equal(tokens.count, 1);
}

static void revoking_it_takes_the_key_away_too(void **state)
{
    struct err err;
    struct access_token gone;
    char first[ACCESS_TOKEN_TEXT_MAX];
    ensure(var_of(state), true);
    assert_int_equal(access_local_read(var_of(state), first, &err), 0);
    assert_int_equal(access_token_revoke(var_of(state), "local", &gone, &err), 0);
    assert_false(fd_exists(var_of(state), "token"));
    assert_int_equal(access_local_read(var_of(state), first, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    ensure(var_of(state), true);
    assert_false(opens(var_of(state), first));
}

static void nothing_is_made_beside_a_damaged_file(void **state)
{
    struct err err;
    bool was_made = false;
    access_fixture_write(var_of(state), "tokens.json", "{");
    assert_int_equal(access_local_ensure(var_of(state), &was_made, &err), -1);
    assert_int_equal(err.code, ERR_INTERNAL);
    assert_false(fd_exists(var_of(state), "token"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, access_fixture_make, access_fixture_remove)
    const struct CMUnitTest tests[] = {
        TEST(it_is_made_once_for_this_user_only),
        TEST(a_key_that_the_file_does_not_know_is_replaced),
        TEST(a_key_without_its_entry_or_an_entry_without_its_key_is_made_anew),
        TEST(revoking_it_takes_the_key_away_too),
        TEST(nothing_is_made_beside_a_damaged_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
