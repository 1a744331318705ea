#include "access/access_header.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"

static void check_bearer(const char *header, const char *token)
{
    struct access_span span = {0};
    bool is_token = access_header_bearer(header, strlen(header), &span);
    if (is_token != (token != NULL))
        fail_msg("'%s'", header);
    if (!token)
        return;
    assert_int_equal(span.size, strlen(token));
    assert_memory_equal(span.text, token, span.size);
}

static void bearer_is_read_as_the_standard_writes_it(void **state)
{
    (void)state;
    check_bearer("Bearer abc", "abc");
    check_bearer("bEARER \t a-b._~+/c== ", "a-b._~+/c==");
    check_bearer("Bearer", NULL);
    check_bearer("Bearer ", NULL);
    check_bearer("Bearerabc", NULL);
    check_bearer("Bearer a b", NULL);
    check_bearer("Bearer a,b", NULL);
    check_bearer("Bearer a\x80", NULL);
    check_bearer("Basic abc", NULL);
    check_bearer("", NULL);
}

static void a_nul_is_no_byte_of_a_token(void **state)
{
    (void)state;
    struct access_span span;
    assert_false(access_header_bearer("Bearer a\0b", sizeof("Bearer a\0b") - 1, &span));
}

static void another_scheme_is_told_from_a_broken_token(void **state)
{
    (void)state;
    assert_true(access_header_is_bearer("bearer", 6));
    assert_true(access_header_is_bearer("Bearer a b", 10));
    assert_false(access_header_is_bearer("Basic abc", 9));
    assert_false(access_header_is_bearer("Bearers x", 9));
}

/* Join all values of the cookie "s" by '|'. */
static void check_cookies(const char *header, const char *wanted)
{
    char all[200] = "";
    size_t used = 0;
    size_t at = 0;
    struct access_span span;
    while (access_header_cookie(header, strlen(header), "s", &at, &span)) {
        assert_true(used + span.size + 2 < sizeof(all));
        memcpy(all + used, span.text, span.size);
        used += span.size;
        all[used++] = '|';
    }
    all[used] = '\0';
    assert_string_equal(all, wanted);
}

static void cookies_of_the_name_are_found_all(void **state)
{
    (void)state;
    check_cookies("s=1", "1|");
    check_cookies("a=b; s=1; c=d", "1|");
    check_cookies("s=1; s=2;s=3", "1|2|3|");
    check_cookies("s=\"1\"", "1|");
    check_cookies("s=", "|");
    check_cookies("ss=1; xs=2; S=3; s", "");
    check_cookies("a=s=1", "");
    check_cookies(" ;;; s=1 ;", "1|");
    check_cookies("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bearer_is_read_as_the_standard_writes_it),
        cmocka_unit_test(a_nul_is_no_byte_of_a_token),
        cmocka_unit_test(another_scheme_is_told_from_a_broken_token),
        cmocka_unit_test(cookies_of_the_name_are_found_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
