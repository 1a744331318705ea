#include "access/access_link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static bool try(struct access_links *links, const char *secret, int64_t now_ms)
{
    return access_link_take(links, secret, strlen(secret), now_ms);
}

static void a_link_works_once(void **state)
{
    (void)state;
    char secret[ACCESS_SECRET_SIZE];
    struct access_links links = {0};
    access_link_make(&links, 1000, secret);
    assert_true(try(&links, secret, 1000));
    assert_false(try(&links, secret, 1000));
}

static void a_link_works_for_ten_minutes(void **state)
{
    (void)state;
    char secret[ACCESS_SECRET_SIZE];
    struct access_links links = {0};
    access_link_make(&links, 1000, secret);
    assert_false(try(&links, secret, 1000 + 600000));
    assert_true(try(&links, secret, 1000 + 599999));
}

static void nothing_is_opened_where_there_is_no_link(void **state)
{
    (void)state;
    struct access_links links = {0};
    assert_false(try(&links, "", 0));
    assert_false(
        try(&links, "0000000000000000000000000000000000000000000000000000000000000000", 0));
}

static void one_too_many_takes_the_place_of_the_oldest(void **state)
{
    (void)state;
    char first[ACCESS_SECRET_SIZE];
    char second[ACCESS_SECRET_SIZE];
    char last[ACCESS_SECRET_SIZE];
    struct access_links links = {0};
    access_link_make(&links, 1, first);
    access_link_make(&links, 2, second);
    for (int i = 2; i <= ACCESS_LINKS_MAX; i++)
        access_link_make(&links, 1 + i, last);
    assert_false(try(&links, first, 100));
    assert_true(try(&links, second, 100));
    assert_true(try(&links, last, 100));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_works_once),
        cmocka_unit_test(a_link_works_for_ten_minutes),
        cmocka_unit_test(nothing_is_opened_where_there_is_no_link),
        cmocka_unit_test(one_too_many_takes_the_place_of_the_oldest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
