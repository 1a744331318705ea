#include "access/access_session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "access/access_session_file.h"
#include "access_fixture.h"
#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"

#define NOW  ((int64_t)1900000000000000)
#define HOUR ((int64_t)3600 * 1000000)
#define DAY  (24 * HOUR)

static const struct access_session_order order = {
    .token_id = "aaaa00000000", .from = "::1", .agent = "Fire\tFox"};

static int var_of(void **state)
{
    return ((const struct access_fixture *)*state)->var;
}

static struct access_session *use(struct access_sessions *sessions, const char *secret, int64_t now)
{
    return access_session_use(sessions, secret, strlen(secret), now);
}

static void a_cookie_opens_its_session_and_no_other(void **state)
{
    (void)state;
    char a[ACCESS_SECRET_SIZE];
    char b[ACCESS_SECRET_SIZE];
    struct access_sessions sessions = {0};
    (void)access_session_open(&sessions, &order, NOW, a);
    struct access_session *second = access_session_open(&sessions, &order, NOW, b);
    assert_ptr_equal(use(&sessions, b, NOW), second);
    assert_string_equal(second->agent, "Fire?Fox");
    a[0] = a[0] == '0' ? '1' : '0';
    assert_null(use(&sessions, a, NOW));
    access_sessions_release(&sessions);
}

static void a_session_ends_after_seven_days_without_use(void **state)
{
    (void)state;
    char secret[ACCESS_SECRET_SIZE];
    struct access_sessions sessions = {0};
    (void)access_session_open(&sessions, &order, NOW, secret);
    assert_non_null(use(&sessions, secret, NOW + 7 * DAY - 1));
    assert_non_null(use(&sessions, secret, NOW + 14 * DAY - 2));
    assert_null(use(&sessions, secret, NOW + 21 * DAY));
    assert_int_equal(sessions.count, 0);
    access_sessions_release(&sessions);
}

static void a_session_ends_after_thirty_days_whatever_its_use(void **state)
{
    (void)state;
    char secret[ACCESS_SECRET_SIZE];
    struct access_sessions sessions = {0};
    (void)access_session_open(&sessions, &order, NOW, secret);
    for (int day = 1; day < 30; day++)
        assert_non_null(use(&sessions, secret, NOW + day * DAY));
    assert_null(use(&sessions, secret, NOW + 30 * DAY));
    access_sessions_release(&sessions);
}

static void a_clock_that_is_set_back_ends_nothing(void **state)
{
    (void)state;
    char secret[ACCESS_SECRET_SIZE];
    struct access_sessions sessions = {0};
    (void)access_session_open(&sessions, &order, NOW, secret);
    assert_int_equal(use(&sessions, secret, NOW - 400 * DAY)->used_us, NOW);
    access_sessions_release(&sessions);
}

static void the_file_need_not_know_of_every_use(void **state)
{
    (void)state;
    char secret[ACCESS_SECRET_SIZE];
    struct access_sessions sessions = {0};
    (void)access_session_open(&sessions, &order, NOW, secret);
    json_free(access_sessions_json(&sessions));
    assert_false(sessions.is_dirty);
    (void)use(&sessions, secret, NOW + HOUR);
    assert_false(sessions.is_dirty);
    (void)use(&sessions, secret, NOW + HOUR + 1);
    assert_true(sessions.is_dirty);
    access_sessions_release(&sessions);
}

static void sessions_survive_a_restart_and_their_secrets_are_not_written(void **state)
{
    struct err err = {0};
    struct err note;
    char secret[ACCESS_SECRET_SIZE];
    struct access_sessions sessions = {0};
    struct access_sessions again = {0};
    const struct access_session *session = access_session_open(&sessions, &order, NOW, secret);
    auto_json struct json *root = access_sessions_json(&sessions);
    assert_int_equal(access_sessions_save(var_of(state), root, &err), 0);
    assert_int_equal(access_fixture_mode(var_of(state), "sessions.json"), 0600);
    auto_free char *text = access_fixture_read(var_of(state), "sessions.json");
    assert_null(strstr(text, secret));
    assert_int_equal(access_sessions_load(var_of(state), &again, &note, &err), 0);
    assert_string_equal(note.text, "");
    const struct access_session *read = use(&again, secret, NOW + DAY);
    assert_string_equal(read->id, session->id);
    assert_string_equal(read->token_id, "aaaa00000000");
    assert_string_equal(read->from, "::1");
    access_sessions_release(&sessions);
    access_sessions_release(&again);
}

static void a_damaged_file_lets_nobody_in_and_is_kept_aside(void **state)
{
    static const char *const texts[] = {
        "{", "{\"v\":1}", "{\"v\":1,\"sessions\":[{\"id\":\"aaaa00000000\"}]}",
        ("{\"v\":1,\"sessions\":[{\"id\":\"aaaa00000000\",\"token\":\"aaaa00000000\",\"sha256\":"
         "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\",\"created\":1}]}")};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct err err;
        struct err note;
        struct access_sessions sessions = {.count = 3};
        access_fixture_write(var_of(state), "sessions.json", texts[i]);
        assert_int_equal(access_sessions_load(var_of(state), &sessions, &note, &err), 0);
        assert_int_equal(sessions.count, 0);
        assert_non_null(strstr(note.text, "'var/sessions.json'"));
        assert_false(fd_exists(var_of(state), "sessions.json"));
        auto_free char *kept = access_fixture_read(var_of(state), "sessions.json.bad");
        assert_string_equal(kept, texts[i]);
    }
}

static void a_session_ends_with_its_token(void **state)
{
    char secret[ACCESS_SECRET_SIZE];
    char text[ACCESS_TOKEN_TEXT_MAX];
    auto_tokens struct access_tokens tokens = {0};
    struct access_sessions sessions = {0};
    struct access_token token = access_fixture_token(var_of(state), "a", ACCESS_ADMIN, text);
    const struct access_session_order his = {.token_id = token.id};
    token.expires_us = NOW + DAY;
    assert_int_equal(access_tokens_add(&tokens, &token, NULL), 0);
    (void)access_session_open(&sessions, &order, NOW, secret); /* of a token that is not there */
    (void)access_session_open(&sessions, &his, NOW, secret);
    access_sessions_sweep(&sessions, &tokens, NOW);
    assert_int_equal(sessions.count, 1);
    assert_non_null(use(&sessions, secret, NOW));
    access_sessions_sweep(&sessions, &tokens, NOW + DAY);
    assert_int_equal(sessions.count, 0);
    access_sessions_release(&sessions);
}

static void one_too_many_ends_the_one_that_was_used_least_lately(void **state)
{
    (void)state;
    char first[ACCESS_SECRET_SIZE];
    char second[ACCESS_SECRET_SIZE];
    char secret[ACCESS_SECRET_SIZE];
    struct access_sessions sessions = {0};
    (void)access_session_open(&sessions, &order, NOW, first);
    (void)access_session_open(&sessions, &order, NOW + 1, second);
    for (int i = 2; i < ACCESS_SESSIONS_MAX; i++) {
        char token_id[ACCESS_ID_SIZE];
        (void)snprintf(token_id, sizeof(token_id), "%012x", (unsigned)i);
        const struct access_session_order other = {.token_id = token_id};
        (void)access_session_open(&sessions, &other, NOW + i, secret);
    }
    assert_int_equal(sessions.count, ACCESS_SESSIONS_MAX);
    (void)use(&sessions, first, NOW + DAY);
    (void)access_session_open(&sessions, &order, NOW + DAY, secret);
    assert_int_equal(sessions.count, ACCESS_SESSIONS_MAX);
    assert_non_null(use(&sessions, first, NOW + DAY));
    assert_null(use(&sessions, second, NOW + DAY));
    access_sessions_release(&sessions);
}

static void one_token_cannot_sign_the_others_out(void **state)
{
    (void)state;
    char other[ACCESS_SECRET_SIZE];
    char first[ACCESS_SECRET_SIZE];
    char secret[ACCESS_SECRET_SIZE];
    struct access_sessions sessions = {0};
    const struct access_session_order others = {.token_id = "bbbb00000000"};
    (void)access_session_open(&sessions, &others, NOW, other);
    (void)access_session_open(&sessions, &order, NOW + 1, first);
    for (int i = 0; i < 2 * ACCESS_SESSIONS_MAX; i++)
        (void)access_session_open(&sessions, &order, NOW + 2, secret);
    assert_int_equal(sessions.count, 1 + ACCESS_SESSIONS_TOKEN);
    assert_non_null(use(&sessions, other, NOW + 2));
    assert_non_null(use(&sessions, secret, NOW + 2));
    assert_null(use(&sessions, first, NOW + 2));
    access_sessions_release(&sessions);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, access_fixture_make, access_fixture_remove)
    const struct CMUnitTest tests[] = {
        TEST(a_cookie_opens_its_session_and_no_other),
        TEST(a_session_ends_after_seven_days_without_use),
        TEST(a_session_ends_after_thirty_days_whatever_its_use),
        TEST(a_clock_that_is_set_back_ends_nothing),
        TEST(the_file_need_not_know_of_every_use),
        TEST(sessions_survive_a_restart_and_their_secrets_are_not_written),
        TEST(a_damaged_file_lets_nobody_in_and_is_kept_aside),
        TEST(a_session_ends_with_its_token),
        TEST(one_too_many_ends_the_one_that_was_used_least_lately),
        TEST(one_token_cannot_sign_the_others_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
