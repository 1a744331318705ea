#include "repo/repo_url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

static void every_form_is_taken_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text, *user, *host;
        enum repo_scheme scheme;
        int port;
    } forms[] = {
        {"https://Example.org/a.git", "", "example.org", REPO_SCHEME_HTTPS, 443},
        {"http://localhost:8080/a", "", "localhost", REPO_SCHEME_HTTP, 8080},
        {"ssh://git@example.org/a", "git", "example.org", REPO_SCHEME_SSH, 22},
        {"ssh://[::1]:2222/a", "", "::1", REPO_SCHEME_SSH, 2222},
        {"git@example.org:lab/a.git", "git", "example.org", REPO_SCHEME_SSH, 22},
        {"host:a", "", "host", REPO_SCHEME_SSH, 22},
        {"/srv/a b.git", "", "", REPO_SCHEME_FILE, 0},
        {"file:///srv/a.git", "", "", REPO_SCHEME_FILE, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        struct repo_url url;
        struct err err;
        if (repo_url_parse(forms[i].text, &url, &err) < 0)
            fail_msg("%s: %s", forms[i].text, err.text);
        assert_int_equal(url.scheme, forms[i].scheme);
        assert_string_equal(url.user, forms[i].user);
        assert_string_equal(url.host, forms[i].host);
        assert_int_equal(url.port, forms[i].port);
    }
}

static void assert_refused(const char *text)
{
    struct repo_url url;
    struct err err;
    if (repo_url_parse(text, &url, &err) == 0)
        fail_msg("'%s' was taken", text);
    assert_int_equal(err.code, ERR_INVALID);
    assert_null(strstr(err.text, "s3cret"));
}

static void secrets_are_refused_and_never_repeated(void **state)
{
    (void)state;
    assert_refused("https://s3cret@example.org/a");
    assert_refused("https://ann:s3cret@example.org/a");
    assert_refused("http://:s3cret@example.org/a");
    assert_refused("ssh://ann:s3cret@example.org/a");
    assert_refused("ann@s3cret@/");
}

static void what_is_no_url_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "a",
        "a/b",
        "-oProxyCommand=x:y",
        "ssh://-oProxyCommand=x/y",
        "ssh://git@-x/y",
        "git@:x",
        "https://",
        "https://example.org",
        "https://example.org/",
        "https://example.org:0/a",
        "https://example.org:65536/a",
        "https://example.org:8x/a",
        "https://exa mple.org/a",
        "https://example.org/a\nb",
        "https://[::1/a",
        "https://[::1]x/a",
        "ftp://example.org/a",
        "git://example.org/a",
        "ext::sh -c x",
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_refused(bad[i]);
}

static void a_host_that_is_too_long_is_refused(void **state)
{
    (void)state;
    char text[REPO_URL_MAX + 100];
    (void)memset(text, 'a', sizeof(text));
    memcpy(text, "https://", 8);
    memcpy(text + 8 + REPO_HOST_MAX, "/a", 3);
    assert_refused(text);
    (void)memset(text, 'a', sizeof(text));
    memcpy(text, "https://b/", 10);
    text[sizeof(text) - 1] = '\0';
    assert_refused(text);
}

static void only_this_machine_is_loopback(void **state)
{
    (void)state;
    assert_true(repo_url_is_loopback("localhost"));
    assert_true(repo_url_is_loopback("127.0.0.1"));
    assert_true(repo_url_is_loopback("127.8.9.10"));
    assert_true(repo_url_is_loopback("::1"));
    assert_false(repo_url_is_loopback("127.0.0.1.example.org"));
    assert_false(repo_url_is_loopback("localhost.example.org"));
    assert_false(repo_url_is_loopback("192.168.0.1"));
    assert_false(repo_url_is_loopback(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_taken_apart),
        cmocka_unit_test(secrets_are_refused_and_never_repeated),
        cmocka_unit_test(what_is_no_url_is_refused),
        cmocka_unit_test(a_host_that_is_too_long_is_refused),
        cmocka_unit_test(only_this_machine_is_loopback),
    };
    return cmocka_run_group_tests_name("repo_url", tests, NULL, NULL);
}
