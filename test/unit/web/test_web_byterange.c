#include "web/web_byterange.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/scope.h"

static void ranges_are_read_as_rfc_9110_says(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t size;
        enum web_byterange_verdict verdict;
        int64_t offset, length;
    } rows[] = {
        {NULL, 10, WEB_BYTERANGE_ALL, 0, 0},
        {"bytes=0-0", 10, WEB_BYTERANGE_PART, 0, 1},
        {"bytes=2-5", 10, WEB_BYTERANGE_PART, 2, 4},
        {"Bytes= 2-5 ", 10, WEB_BYTERANGE_PART, 2, 4},
        {"bytes=2-", 10, WEB_BYTERANGE_PART, 2, 8},
        {"bytes=-3", 10, WEB_BYTERANGE_PART, 7, 3},
        {"bytes=-30", 10, WEB_BYTERANGE_PART, 0, 10},
        {"bytes=5-100", 10, WEB_BYTERANGE_PART, 5, 5},
        {"bytes=9-9", 10, WEB_BYTERANGE_PART, 9, 1},
        {"bytes=10-", 10, WEB_BYTERANGE_NONE, 0, 0},
        {"bytes=10-20", 10, WEB_BYTERANGE_NONE, 0, 0},
        {"bytes=-0", 10, WEB_BYTERANGE_NONE, 0, 0},
        {"bytes=0-0", 0, WEB_BYTERANGE_NONE, 0, 0},
        {"bytes=-1", 0, WEB_BYTERANGE_NONE, 0, 0},
        {"bytes=5-2", 10, WEB_BYTERANGE_ALL, 0, 0},
        {"bytes=0-1,3-4", 10, WEB_BYTERANGE_ALL, 0, 0},
        {"bytes=", 10, WEB_BYTERANGE_ALL, 0, 0},
        {"bytes=-", 10, WEB_BYTERANGE_ALL, 0, 0},
        {"bytes=a-b", 10, WEB_BYTERANGE_ALL, 0, 0},
        {"bytes=1", 10, WEB_BYTERANGE_ALL, 0, 0},
        {"bytes=--1", 10, WEB_BYTERANGE_ALL, 0, 0},
        {"lines=0-1", 10, WEB_BYTERANGE_ALL, 0, 0},
        {"bytes=99999999999999999999-", 10, WEB_BYTERANGE_ALL, 0, 0},
        {"bytes=0-999999999999999999", 10, WEB_BYTERANGE_PART, 0, 10},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int64_t offset = 0;
        int64_t length = 0;
        enum web_byterange_verdict verdict =
            web_byterange_parse(rows[i].text, rows[i].size, &offset, &length);
        if (verdict != rows[i].verdict || offset != rows[i].offset || length != rows[i].length)
            fail_msg("'%s' of %d", rows[i].text, (int)rows[i].size);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_are_read_as_rfc_9110_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
