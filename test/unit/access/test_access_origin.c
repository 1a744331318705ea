#include "access/access_origin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"

static const char *const allowed[] = {"https://ui.example", NULL};

static void ones_own_origin_has_the_host_of_the_request(void **state)
{
    (void)state;
    assert_true(access_origin_is_own("http://pi:8080", "pi:8080"));
    assert_true(access_origin_is_own("HTTP://Pi:8080", "pi:8080"));
    assert_true(access_origin_is_own("https://pi", "pi"));
    assert_true(access_origin_is_own("http://pi", "pi:80"));
    assert_true(access_origin_is_own("https://pi:443", "pi"));
    assert_true(access_origin_is_own("http://[::1]:8080", "[::1]:8080"));
    static const char *const foreign[] = {"http://pi:8081",
                                          "http://pi",
                                          "http://pi:80800",
                                          "http://pi:8080.evil",
                                          "http://evil",
                                          "http://pi:8080@evil",
                                          "ftp://pi:8080",
                                          "pi:8080",
                                          "null",
                                          "",
                                          "http://",
                                          "file://"};
    for (size_t i = 0; i < ARRAY_LEN(foreign); i++)
        assert_false(access_origin_is_own(foreign[i], "pi:8080"));
    assert_false(access_origin_is_own("http://", ""));
    assert_false(access_origin_is_own("http://pi:8080", NULL));
}

/* What a browser says, and whether such a request may change something: by a cookie, by a token. */
static const struct {
    const char *origin, *fetch_site;
    bool by_cookie, by_token;
} rows[] = {
    {NULL, NULL, true, true},                          /* a program */
    {"http://pi:8080", NULL, true, true},              /* an old browser, our page */
    {"http://pi:8080", "same-origin", true, true},     /* our page */
    {NULL, "same-origin", true, true},                 /* our page, without Origin */
    {NULL, "none", true, true},                        /* typed into the address bar */
    {"http://evil", NULL, false, false},               /* another page */
    {"http://evil", "cross-site", false, false},       /* another page */
    {"null", NULL, false, false},                      /* a sandboxed frame, a file */
    {NULL, "cross-site", false, true},                 /* another page that hides its origin */
    {NULL, "same-site", false, true},                  /* a page on another port of ours */
    {"http://pi:9999", "same-site", false, false},     /* the same, with its origin */
    {"http://pi:8080", "same-site", false, true},      /* nothing that a browser would say */
    {"http://pi:8080", "nonsense", false, true},       /* the same */
    {"https://ui.example", "cross-site", true, true},  /* named in the configuration */
    {"https://ui.example.evil", NULL, false, false},   /* not quite */
    {"http://ui.example", "cross-site", false, false}, /* not over HTTPS */
};

static void pages_of_others_may_change_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct access_origin asked = {.origin = rows[i].origin,
                                      .fetch_site = rows[i].fetch_site,
                                      .host = "pi:8080",
                                      .allowed = allowed};
        if (access_origin_may_change(&asked) != rows[i].by_cookie)
            fail_msg("row %zu by cookie", i);
        asked.is_token = true;
        if (access_origin_may_change(&asked) != rows[i].by_token)
            fail_msg("row %zu by token", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ones_own_origin_has_the_host_of_the_request),
        cmocka_unit_test(pages_of_others_may_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
