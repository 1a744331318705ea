#include "script/script_frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

#define MOST 64

static void note(void *ctx, const char *text, size_t size)
{
    struct buf *seen = ctx;
    buf_append(seen, text, size);
    buf_add(seen, "|");
}

/* What a stream says when it comes in pieces of PIECE bytes; "! " and the complaint. */
static void assert_seen(const char *stream, size_t piece, const char *wanted)
{
    struct err err = {0};
    struct script_frame frame;
    auto_buf struct buf seen;
    buf_init(&seen, 4096);
    script_frame_init(&frame, MOST);
    size_t size = strlen(stream);
    int result = 0;
    for (size_t at = 0; at < size && result == 0; at += piece)
        result = script_frame_feed(&frame, stream + at, size - at < piece ? size - at : piece, note,
                                   &seen, &err);
    if (result < 0)
        buf_addf(&seen, "! %s", err.text);
    script_frame_release(&frame);
    assert_string_equal(buf_text(&seen), wanted);
}

static void messages_are_told_however_they_come(void **state)
{
    (void)state;
    const char *stream = "Content-Length: 2\r\n\r\n{}"
                         "Content-Type: application/vscode-jsonrpc; charset=utf8\r\n"
                         "content-length:7\r\n\r\n{\"a\":1}"
                         "Content-Length: 0\r\n\r\n"
                         "Content-Length: 3 \r\nX: y\r\n\r\n[1]";
    for (size_t piece = 1; piece < strlen(stream) + 2; piece++)
        assert_seen(stream, piece, "{}|{\"a\":1}||[1]|");
}

static void a_head_that_is_none_ends_the_stream(void **state)
{
    (void)state;
    assert_seen("Content-Length: x\r\n\r\n", 3,
                "! the language server's Content-Length is malformed");
    assert_seen("Content-Length: -1\r\n\r\n", 99,
                "! the language server's Content-Length is malformed");
    assert_seen("Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 99,
                "! the language server's Content-Length is malformed");
    assert_seen("Content-Type: a\r\n\r\n{}", 99,
                "! the language server sent something without a length");
    assert_seen("\r\n\r\n", 99, "! the language server sent something without a length");
}

static void a_large_message_ends_the_stream(void **state)
{
    (void)state;
    assert_seen("Content-Length: 65\r\n\r\n", 99,
                "! the language server sent a message of 65 bytes");
    assert_seen("Content-Length: 99999999999\r\n\r\n", 99,
                "! the language server's Content-Length is malformed");
}

static void a_head_without_an_end_ends_the_stream(void **state)
{
    (void)state;
    char head[SCRIPT_FRAME_HEAD_MAX + 2];
    memset(head, 'a', sizeof(head) - 1);
    head[sizeof(head) - 1] = '\0';
    assert_seen(head, 1000, "! the language server sent a head without an end");
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    char head[SCRIPT_FRAME_HEAD];
    assert_int_equal(script_frame_head(5, head), strlen("Content-Length: 5\r\n\r\n"));
    auto_free char *stream = xasprintf("%s{   }", head);
    assert_seen(stream, 99, "{   }|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_are_told_however_they_come),
        cmocka_unit_test(a_head_that_is_none_ends_the_stream),
        cmocka_unit_test(a_large_message_ends_the_stream),
        cmocka_unit_test(a_head_without_an_end_ends_the_stream),
        cmocka_unit_test(what_is_written_is_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
