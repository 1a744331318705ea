#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"
#include "remote/remote.h"
#include "remote/remote_request.h"

static struct err err;

/* The code of the failure; ERR_NONE when it opens. */
static enum err_code code_of(const char *url, const char *token)
{
    const struct remote_options options = {.url = url, .token = token};
    err = (struct err){0};
    struct remote *remote = remote_open(&options, &err);
    remote_close(remote);
    return remote ? ERR_NONE : err.code;
}

static void urls_of_servers_are_taken(void **state)
{
    (void)state;
    static const char *const urls[] = {
        "http://127.0.0.1:8080",        "http://localhost/pirun/", "https://example.org",
        "https://example.org:8443/lab", "http://[::1]:8080",       "unix:/run/pirun.sock",
        "unix:///run/pirun.sock",
    };
    for (size_t i = 0; i < ARRAY_LEN(urls); i++) {
        if (code_of(urls[i], "secret") != ERR_NONE)
            fail_msg("'%s': %s", urls[i], err.text);
    }
}

static void what_is_no_url_of_a_server_is_refused_with_the_forms_that_are(void **state)
{
    (void)state;
    static const char *const urls[] = {
        "",         "localhost:8080", "ftp://example.org", "file:///etc/passwd", "http://",
        "unix:run", "http://a b",     "https://x/?a=1",    "https://x/#here",    "://x",
    };
    for (size_t i = 0; i < ARRAY_LEN(urls); i++) {
        if (code_of(urls[i], "secret") != ERR_INVALID)
            fail_msg("'%s' was taken, or: %s", urls[i], err.text);
        assert_non_null(strstr(err.text, "unix:/PATH"));
    }
}

static void a_password_in_the_url_is_refused_and_not_shown(void **state)
{
    (void)state;
    assert_int_equal(code_of("https://me:pass1234@example.org", "secret"), ERR_INVALID);
    assert_null(strstr(err.text, "pass1234"));
    assert_non_null(strstr(err.text, "PIRUN_TOKEN"));
}

static void without_a_token_only_this_machine_is_spoken_to(void **state)
{
    (void)state;
    assert_int_equal(code_of("http://127.0.0.1:8080", NULL), ERR_NONE);
    assert_int_equal(code_of("http://localhost:8080", ""), ERR_NONE);
    assert_int_equal(code_of("http://[::1]", NULL), ERR_NONE);
    assert_int_equal(code_of("unix:/run/pirun.sock", NULL), ERR_NONE);
    assert_int_equal(code_of("https://example.org", NULL), ERR_FORBIDDEN);
    assert_non_null(strstr(err.text, "PIRUN_TOKEN"));
    assert_int_equal(code_of("http://127.0.0.1.example.org", NULL), ERR_FORBIDDEN);
    assert_int_equal(code_of("http://localhost.example.org", NULL), ERR_FORBIDDEN);
}

static void a_token_that_could_end_its_header_line_is_refused_and_not_shown(void **state)
{
    (void)state;
    static const char *const tokens[] = {"se\r\nX: cret", "se cret", "se\tcret", "secr\xC3\xA9t"};
    for (size_t i = 0; i < ARRAY_LEN(tokens); i++) {
        assert_int_equal(code_of("https://example.org", tokens[i]), ERR_INVALID);
        assert_null(strstr(err.text, "cret"));
    }
}

static void certificates_that_are_not_there_are_no_certificates(void **state)
{
    (void)state;
    const struct remote_options options = {
        .url = "https://example.org", .token = "x", .ca_file = "/nowhere/ca.pem"};
    assert_null(remote_open(&options, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "PIRUN_CA"));
}

static void a_query_is_encoded_and_what_is_not_given_is_left_out(void **state)
{
    (void)state;
    const struct remote_pair pairs[] = {
        {"state", NULL}, {"label", "a=b&c"}, {"q", "100 % \xC3\xA9"}, {"before", NULL}};
    const struct remote_request request = {
        .path = "/api/runs", .query = pairs, .query_count = ARRAY_LEN(pairs)};
    auto_free char *target = remote_target(&request);
    assert_string_equal(target, "/api/runs?label=a%3Db%26c&q=100%20%25%20%C3%A9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(urls_of_servers_are_taken),
        cmocka_unit_test(what_is_no_url_of_a_server_is_refused_with_the_forms_that_are),
        cmocka_unit_test(a_password_in_the_url_is_refused_and_not_shown),
        cmocka_unit_test(without_a_token_only_this_machine_is_spoken_to),
        cmocka_unit_test(a_token_that_could_end_its_header_line_is_refused_and_not_shown),
        cmocka_unit_test(certificates_that_are_not_there_are_no_certificates),
        cmocka_unit_test(a_query_is_encoded_and_what_is_not_given_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
