/* Goal: what a client says is understood exactly, or refused with a reason. */
#include "term/term_message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void a_size_and_an_offset_are_read(void **state)
{
    struct term_message message;
    struct err err;
    const char *resize = "{\"resize\":[80,1000]}";
    const char *ack = "{ \"ack\" : 9007199254740991 }";
    (void)state;
    assert_int_equal(term_message_parse(resize, strlen(resize), &message, &err), 0);
    assert_int_equal(message.kind, TERM_MESSAGE_RESIZE);
    assert_int_equal(message.columns, 80);
    assert_int_equal(message.rows, 1000);
    assert_int_equal(term_message_parse(ack, strlen(ack), &message, &err), 0);
    assert_int_equal(message.kind, TERM_MESSAGE_ACK);
    assert_int_equal(message.offset, 9007199254740991);
}

static void everything_else_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "{",
        "[]",
        "{}",
        "null",
        "{\"resize\":80}",
        "{\"resize\":[]}",
        "{\"resize\":[80]}",
        "{\"resize\":[80,24,1]}",
        "{\"resize\":[0,24]}",
        "{\"resize\":[80,1001]}",
        "{\"resize\":[80.5,24]}",
        "{\"resize\":[\"80\",24]}",
        "{\"ack\":-1}",
        "{\"ack\":1e99}",
        "{\"ack\":null}",
        "{\"ack\":1,\"resize\":[80,24]}",
        "{\"close\":true}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct term_message message;
        struct err err = {0};
        if (term_message_parse(bad[i], strlen(bad[i]), &message, &err) == 0)
            fail_msg("'%s' was taken", bad[i]);
        assert_int_equal(err.code, ERR_INVALID);
        assert_true(err.text[0] != '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_size_and_an_offset_are_read),
        cmocka_unit_test(everything_else_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
