#include "access/access.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "access/access_local.h"
#include "access/access_session_file.h"
#include "access/access_token_file.h"
#include "access_fixture.h"
#include "base/clock.h"
#include "base/scope.h"

static int var_of(void **state)
{
    return ((const struct access_fixture *)*state)->var;
}

static struct access_span span(const char *text)
{
    return (struct access_span){.text = text, .size = strlen(text)};
}

static void open_access(struct access *access, int var)
{
    bool was_made = false;
    struct err note = {0};
    struct err err = {0};
    if (access_open(access, var, &was_made, &note, &err) < 0)
        fail_msg("%s", err.text);
    assert_string_equal(note.text, "");
}

static int try_token(struct access *access, const char *secret, struct access_who *who)
{
    struct err err;
    return access_by_token(access, span(secret), clock_wall_us(), who, &err);
}

static void the_local_token_is_made_and_is_the_admins(void **state)
{
    struct access access;
    struct access_who who;
    char secret[ACCESS_TOKEN_TEXT_MAX];
    open_access(&access, var_of(state));
    assert_int_equal(access_local_read(var_of(state), secret, NULL), 0);
    assert_int_equal(try_token(&access, secret, &who), 0);
    assert_int_equal(who.role, ACCESS_ADMIN);
    assert_int_equal(who.how, ACCESS_HOW_TOKEN);
    assert_string_equal(who.name, "local");
    access_close(&access);
}

static void what_another_process_makes_and_revokes_counts_within_a_second(void **state)
{
    struct err err;
    struct access access;
    struct access_who who;
    struct access_token gone;
    char secret[ACCESS_TOKEN_TEXT_MAX];
    open_access(&access, var_of(state));
    (void)access_fixture_token(var_of(state), "ci", ACCESS_RUNNER, secret);
    assert_int_equal(try_token(&access, secret, &who), -1);
    assert_false(access_refresh(&access, 1000, false));
    assert_int_equal(try_token(&access, secret, &who), 0);
    assert_int_equal(who.role, ACCESS_RUNNER);
    assert_int_equal(access_token_revoke(var_of(state), "ci", &gone, &err), 0);
    assert_false(access_refresh(&access, 1999, false)); /* too soon to look */
    assert_int_equal(try_token(&access, secret, &who), 0);
    assert_false(access_refresh(&access, 2000, false));
    assert_int_equal(try_token(&access, secret, &who), -1);
    access_close(&access);
}

static void nobody_gets_in_while_the_file_is_damaged(void **state)
{
    struct err err;
    struct access access;
    struct access_who who;
    char secret[ACCESS_TOKEN_TEXT_MAX];
    open_access(&access, var_of(state));
    assert_int_equal(access_local_read(var_of(state), secret, NULL), 0);
    auto_free char *good = access_fixture_read(var_of(state), "tokens.json");
    access_fixture_write(var_of(state), "tokens.json", "{");
    assert_true(access_refresh(&access, 1000, false)); /* to be logged, once */
    assert_false(access_refresh(&access, 2000, false));
    assert_int_equal(access_by_token(&access, span(secret), 0, &who, &err), -1);
    assert_int_equal(err.code, ERR_INTERNAL);
    assert_non_null(strstr(err.text, "'var/tokens.json'"));
    access_fixture_write(var_of(state), "tokens.json", good);
    assert_true(access_refresh(&access, 3000, false));
    assert_int_equal(try_token(&access, secret, &who), 0);
    access_close(&access);
}

static void an_expired_token_opens_nothing(void **state)
{
    struct err err;
    struct access access;
    struct access_who who;
    struct access_token token;
    char secret[ACCESS_TOKEN_TEXT_MAX];
    const struct access_token_order order = {.role = ACCESS_ADMIN,
                                             .expires_us = clock_wall_us() + 3600000000};
    assert_int_equal(access_token_create(var_of(state), &order, &token, secret, &err), 0);
    open_access(&access, var_of(state));
    assert_int_equal(access_by_token(&access, span(secret), order.expires_us - 1, &who, &err), 0);
    assert_int_equal(access_by_token(&access, span(secret), order.expires_us, &who, &err), -1);
    assert_int_equal(err.code, ERR_FORBIDDEN);
    assert_non_null(strstr(err.text, "expired"));
    access_close(&access);
}

static void a_session_is_its_token_and_survives_a_restart(void **state)
{
    struct err err;
    struct access access;
    struct access_who who;
    char text[ACCESS_TOKEN_TEXT_MAX];
    char cookie[ACCESS_SECRET_SIZE];
    struct access_token token = access_fixture_token(var_of(state), "ci", ACCESS_EDITOR, text);
    const struct access_session_order order = {.token_id = token.id, .from = "::1"};
    open_access(&access, var_of(state));
    (void)access_session_open(&access.sessions, &order, clock_wall_us(), cookie);
    auto_json struct json *root = access_sessions_json(&access.sessions);
    assert_int_equal(access_sessions_save(var_of(state), root, &err), 0);
    access_close(&access);
    open_access(&access, var_of(state));
    assert_int_equal(access_by_cookie(&access, span(cookie), clock_wall_us(), &who, &err), 0);
    assert_int_equal(who.role, ACCESS_EDITOR);
    assert_int_equal(who.how, ACCESS_HOW_SESSION);
    assert_string_equal(who.name, "ci");
    assert_int_equal(access_token_revoke(var_of(state), "ci", &token, &err), 0);
    (void)access_refresh(&access, 1000, false);
    assert_int_equal(access_by_cookie(&access, span(cookie), clock_wall_us(), &who, &err), -1);
    assert_int_equal(access.sessions.count, 0);
    access_close(&access);
}

static void a_link_stands_for_the_local_token(void **state)
{
    struct err err;
    struct access access;
    struct access_who who;
    struct access_token gone;
    char link[ACCESS_SECRET_SIZE];
    open_access(&access, var_of(state));
    access_link_make(&access.links, 0, link);
    assert_int_equal(access_by_link(&access, span(link), 1, &who, &err), 0);
    assert_int_equal(who.role, ACCESS_ADMIN);
    assert_string_equal(who.token_id, access.tokens.items[0].id);
    assert_int_equal(access_by_link(&access, span(link), 1, &who, &err), -1);
    access_link_make(&access.links, 0, link);
    assert_int_equal(access_token_revoke(var_of(state), "local", &gone, &err), 0);
    (void)access_refresh(&access, 1000, false);
    assert_int_equal(access_by_link(&access, span(link), 1, &who, &err), -1);
    access_close(&access);
}

static void use_is_written_at_first_and_then_seldom(void **state)
{
    struct err err;
    struct access access;
    struct access_who who;
    int64_t now = clock_wall_us();
    char secret[ACCESS_TOKEN_TEXT_MAX];
    struct access_tokens used = {0};
    open_access(&access, var_of(state));
    assert_int_equal(access_local_read(var_of(state), secret, NULL), 0);
    assert_false(access_take_use(&access, false, &used));
    assert_int_equal(access_by_token(&access, span(secret), now, &who, &err), 0);
    assert_true(access_take_use(&access, false, &used));
    assert_int_equal(used.items[0].used_us, now);
    access_tokens_release(&used);
    assert_int_equal(access_by_token(&access, span(secret), now + 60000000, &who, &err), 0);
    assert_false(access_take_use(&access, false, &used));
    assert_true(access_take_use(&access, true, &used)); /* the end: nothing may be left */
    access_tokens_release(&used);
    access_close(&access);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, access_fixture_make, access_fixture_remove)
    const struct CMUnitTest tests[] = {
        TEST(the_local_token_is_made_and_is_the_admins),
        TEST(what_another_process_makes_and_revokes_counts_within_a_second),
        TEST(nobody_gets_in_while_the_file_is_damaged),
        TEST(an_expired_token_opens_nothing),
        TEST(a_session_is_its_token_and_survives_a_restart),
        TEST(a_link_stands_for_the_local_token),
        TEST(use_is_written_at_first_and_then_seldom),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
