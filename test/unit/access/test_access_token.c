#include "access/access_token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

#define DIGEST "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" /* of "abc" */

static struct access_token token_of(const char *id, const char *name, const char *secret)
{
    struct access_token token = {.role = ACCESS_RUNNER, .created_us = 1000000};
    (void)snprintf(token.id, sizeof(token.id), "%s", id);
    (void)snprintf(token.name, sizeof(token.name), "%s", name);
    token.digest = access_digest_of(secret, strlen(secret));
    return token;
}

static void fill(struct access_tokens *tokens)
{
    static const char *const rows[][3] = {{"aaaa00000000", "first", "one"},
                                          {"aaab00000000", "second", "two"},
                                          {"bbbb00000000", "third", "three"}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct access_token token = token_of(rows[i][0], rows[i][1], rows[i][2]);
        assert_int_equal(access_tokens_add(tokens, &token, NULL), 0);
    }
}

static void a_token_is_found_by_its_secret_alone(void **state)
{
    (void)state;
    auto_tokens struct access_tokens tokens = {0};
    fill(&tokens);
    assert_string_equal(access_tokens_find(&tokens, "two", 3)->name, "second");
    assert_null(access_tokens_find(&tokens, "tw", 2));
    assert_null(access_tokens_find(&tokens, "twox", 4));
    assert_null(access_tokens_find(&tokens, "", 0));
}

static void a_token_is_meant_by_id_beginning_or_name(void **state)
{
    (void)state;
    struct err err;
    struct access_token *token = NULL;
    auto_tokens struct access_tokens tokens = {0};
    fill(&tokens);
    static const char *const ways[] = {"bbbb00000000", "b", "third"};
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        assert_int_equal(access_tokens_resolve(&tokens, ways[i], &token, &err), 0);
        assert_string_equal(token->name, "third");
    }
    assert_int_equal(access_tokens_resolve(&tokens, "aaa", &token, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(access_tokens_resolve(&tokens, "nobody", &token, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_equal(access_tokens_resolve(&tokens, "", &token, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void what_is_printed_is_read_again_the_same(void **state)
{
    (void)state;
    struct err err = {0};
    auto_tokens struct access_tokens tokens = {0};
    auto_tokens struct access_tokens again = {0};
    auto_buf struct buf text;
    buf_init(&text, ACCESS_FILE_MAX);
    fill(&tokens);
    tokens.items[1].expires_us = 2000000000000000;
    tokens.items[1].used_us = 1900000000123456;
    tokens.items[2].is_local = true;
    auto_json struct json *root = access_tokens_json(&tokens);
    json_print(root, true, &text);
    if (access_tokens_parse(buf_text(&text), text.size, &again, &err) < 0)
        fail_msg("%s", err.text);
    assert_int_equal(again.count, 3);
    assert_int_equal(again.items[1].expires_us, 2000000000000000);
    assert_int_equal(again.items[1].used_us, 1900000000123456);
    assert_int_equal(again.items[1].role, ACCESS_RUNNER);
    assert_true(again.items[2].is_local);
    assert_string_equal(access_tokens_find(&again, "three", 5)->id, "bbbb00000000");
}

static void what_people_see_has_no_digest(void **state)
{
    (void)state;
    auto_buf struct buf text;
    buf_init(&text, ACCESS_FILE_MAX);
    struct access_token token = token_of("aaaa00000000", "first", "abc");
    auto_json struct json *json = access_token_json(&token);
    json_print(json, false, &text);
    assert_null(strstr(buf_text(&text), DIGEST));
    assert_null(strstr(buf_text(&text), "sha256"));
}

static void a_damaged_text_is_an_error_and_never_a_shorter_list(void **state)
{
    (void)state;
    static const char good[] =
        "{\"id\":\"aaaa00000000\",\"name\":\"n\",\"role\":\"admin\",\"sha256\":"
        "\"" DIGEST "\",\"created\":\"2026-01-01T00:00:00Z\"}";
    static const char *const wrong[] = {
        "",
        "{",
        "[]",
        "{}",
        "{\"v\":1}",
        "{\"v\":2,\"tokens\":[]}",
        "{\"v\":1,\"tokens\":{}}",
        "{\"v\":1,\"tokens\":[1]}",
        "{\"v\":1,\"tokens\":[{}]}",
        "{\"v\":1,\"tokens\":[%s,%s]}",
        "{\"v\":1,\"tokens\":[%s,{\"id\":\"x\"}]}",
        "{\"v\":1,\"tokens\":[%s]} ?",
        ("{\"v\":1,\"tokens\":[{\"id\":\"aaaa00000000\",\"name\":\"n\",\"role\":\"nobody\","
         "\"sha256\":\"" DIGEST "\"}]}"),
        ("{\"v\":1,\"tokens\":[{\"id\":\"aaaa00000000\",\"name\":\"n\\n\",\"role\":\"admin\","
         "\"sha256\":\"" DIGEST "\"}]}"),
        ("{\"v\":1,\"tokens\":[{\"id\":\"aaaa00000000\",\"name\":\"n\",\"role\":\"admin\","
         "\"sha256\":\"abc\"}]}"),
        ("{\"v\":1,\"tokens\":[{\"id\":\"aaaa00000000\",\"name\":\"n\",\"role\":\"admin\","
         "\"sha256\":\"" DIGEST "\",\"expires\":\"soon\"}]}"),
    };
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        char text[1024];
        struct err err = {0};
        struct access_tokens tokens = {0};
        const char *at = strstr(wrong[i], "%s");
        const char *next = at ? strstr(at + 2, "%s") : NULL;
        if (next)
            (void)snprintf(text, sizeof(text), "{\"v\":1,\"tokens\":[%s,%s]}", good, good);
        else if (at)
            (void)snprintf(text, sizeof(text), "%.*s%s%s", (int)(at - wrong[i]), wrong[i], good,
                           at + 2);
        else
            (void)snprintf(text, sizeof(text), "%s", wrong[i]);
        if (access_tokens_parse(text, strlen(text), &tokens, &err) == 0)
            fail_msg("was taken: %s", text);
        assert_int_equal(err.code, ERR_INTERNAL);
        assert_null(tokens.items);
    }
}

static void a_token_is_over_at_its_end_and_not_before(void **state)
{
    (void)state;
    struct access_token token = {.expires_us = 100};
    assert_false(access_token_is_over(&token, 99));
    assert_true(access_token_is_over(&token, 100));
    token.expires_us = 0;
    assert_false(access_token_is_over(&token, INT64_MAX));
}

static void names_are_for_people_and_lines(void **state)
{
    (void)state;
    struct err err;
    char name[ACCESS_NAME_MAX + 2];
    memset(name, 'x', sizeof(name));
    name[ACCESS_NAME_MAX] = '\0';
    assert_int_equal(access_token_check_name(name, &err), 0);
    name[ACCESS_NAME_MAX] = 'x';
    name[ACCESS_NAME_MAX + 1] = '\0';
    assert_int_equal(access_token_check_name(name, &err), -1);
    assert_int_equal(access_token_check_name("", &err), -1);
    assert_int_equal(access_token_check_name("a\nb", &err), -1);
    assert_int_equal(access_token_check_name("a\x7f", &err), -1);
    assert_int_equal(access_token_check_name("a\xff", &err), -1);
    assert_int_equal(access_token_check_name("Zo\xc3\xab's phone", &err), 0);
}

static void there_is_a_most_of_tokens(void **state)
{
    (void)state;
    struct err err;
    auto_tokens struct access_tokens tokens = {0};
    struct access_token token = token_of("aaaa00000000", "first", "abc");
    for (size_t i = 0; i < ACCESS_TOKENS_MAX; i++)
        assert_int_equal(access_tokens_add(&tokens, &token, &err), 0);
    assert_int_equal(access_tokens_add(&tokens, &token, &err), -1);
    assert_int_equal(err.code, ERR_TOO_LARGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_token_is_found_by_its_secret_alone),
        cmocka_unit_test(a_token_is_meant_by_id_beginning_or_name),
        cmocka_unit_test(what_is_printed_is_read_again_the_same),
        cmocka_unit_test(what_people_see_has_no_digest),
        cmocka_unit_test(a_damaged_text_is_an_error_and_never_a_shorter_list),
        cmocka_unit_test(a_token_is_over_at_its_end_and_not_before),
        cmocka_unit_test(names_are_for_people_and_lines),
        cmocka_unit_test(there_is_a_most_of_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
