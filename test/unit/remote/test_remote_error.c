#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"
#include "remote/remote_error.h"

static struct err err;

static enum err_code judge(int status, const char *body, bool has_token)
{
    const struct remote_answer answer = {.status = status,
                                         .body = body,
                                         .size = strlen(body),
                                         .url = "https://example.org",
                                         .has_token = has_token};
    err = (struct err){0};
    assert_int_equal(remote_error_set(&answer, &err), -1);
    return err.code;
}

static void every_code_of_ours_comes_back_with_its_sentence(void **state)
{
    (void)state;
    for (int code = ERR_INVALID; code <= ERR_NO_SPACE; code++) {
        char body[200];
        (void)snprintf(body, sizeof(body), "{\"error\":\"it is so\",\"code\":\"%s\"}",
                       err_name((enum err_code)code));
        assert_int_equal(judge(err_http((enum err_code)code), body, true), code);
        if (code != ERR_UNAUTHORIZED) /* that one has more to say: below */
            assert_string_equal(err.text, "it is so");
    }
}

static void a_status_without_a_known_code_has_the_exit_status_of_its_kind(void **state)
{
    (void)state;
    static const struct {
        int status, exit;
    } rows[] = {{400, 64}, {401, 77}, {403, 77}, {404, 66}, {405, 64}, {409, 65},
                {412, 65}, {413, 65}, {415, 64}, {416, 64}, {429, 75}, {500, 70},
                {502, 69}, {503, 75}, {504, 75}, {507, 73}, {200, 69}, {99, 69}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        enum err_code code =
            judge(rows[i].status, "{\"error\":\"x\",\"code\":\"brand_new\"}", true);
        if (err_exit(code) != rows[i].exit)
            fail_msg("%d ends with %d", rows[i].status, err_exit(code));
    }
}

static void what_is_no_json_of_ours_is_told_apart(void **state)
{
    (void)state;
    static const char *const bodies[] = {"", "<html>Bad gateway</html>", "[]", "{\"error\":7}",
                                         "{\"message\":\"no\"}"};
    for (size_t i = 0; i < ARRAY_LEN(bodies); i++) {
        assert_int_equal(judge(502, bodies[i], true), ERR_REMOTE);
        assert_non_null(strstr(err.text, "https://example.org"));
        assert_non_null(strstr(err.text, "502"));
    }
}

static void a_refused_token_names_the_way_out(void **state)
{
    (void)state;
    static const char body[] = "{\"error\":\"no\",\"code\":\"unauthorized\"}";
    assert_int_equal(judge(401, body, false), ERR_UNAUTHORIZED);
    assert_non_null(strstr(err.text, "set PIRUN_TOKEN"));
    assert_int_equal(judge(401, body, true), ERR_UNAUTHORIZED);
    assert_non_null(strstr(err.text, "is PIRUN_TOKEN a token"));
}

static void a_refused_job_comes_with_its_cure_and_a_missing_script_is_not_found(void **state)
{
    (void)state;
    assert_int_equal(judge(400,
                           "{\"error\":\"no script 'x'\",\"code\":\"invalid\",\"fault\":"
                           "\"no_script\",\"cure\":\"name one\"}",
                           true),
                     ERR_NOT_FOUND);
    assert_string_equal(err.text, "no script 'x'; name one");
}

static void a_redirect_is_not_followed_but_named(void **state)
{
    (void)state;
    const struct remote_answer answer = {.status = 302,
                                         .body = "",
                                         .url = "http://example.org",
                                         .where = "https://example.org/",
                                         .has_token = true};
    assert_int_equal(remote_error_set(&answer, &err), -1);
    assert_int_equal(err.code, ERR_REMOTE);
    assert_non_null(strstr(err.text, "https://example.org/"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_of_ours_comes_back_with_its_sentence),
        cmocka_unit_test(a_status_without_a_known_code_has_the_exit_status_of_its_kind),
        cmocka_unit_test(what_is_no_json_of_ours_is_told_apart),
        cmocka_unit_test(a_refused_token_names_the_way_out),
        cmocka_unit_test(a_refused_job_comes_with_its_cure_and_a_missing_script_is_not_found),
        cmocka_unit_test(a_redirect_is_not_followed_but_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
