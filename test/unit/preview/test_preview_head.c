#include "preview/preview_head.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

#define GET "GET / HTTP/1.1\r\n"

static enum preview_head_state request(const char *text, struct preview_head *head)
{
    return preview_head_request(text, strlen(text), head);
}

static void check_bad(const char *text)
{
    struct preview_head head;
    if (request(text, &head) != PREVIEW_HEAD_BAD)
        fail_msg("'%s'", text);
}

static void a_request_is_read(void **state)
{
    (void)state;
    struct preview_head head;
    const char *text = "POST /a?b HTTP/1.1\r\nHost:\t pi:80 \r\ncontent-LENGTH: 12\r\n\r\nbody";
    assert_int_equal(request(text, &head), PREVIEW_HEAD_OK);
    assert_int_equal(head.size, strlen(text) - 4);
    assert_int_equal(head.count, 2);
    assert_memory_equal(head.target.text, "/a?b", head.target.size);
    assert_int_equal(head.host.size, 5);
    assert_memory_equal(head.host.text, "pi:80", 5);
    assert_int_equal(head.body, PREVIEW_BODY_SIZED);
    assert_int_equal(head.body_size, 12);
    assert_false(head.is_websocket);
}

static void every_beginning_of_a_head_wants_more(void **state)
{
    (void)state;
    struct preview_head head;
    static const char text[] = GET "Host: a\r\nX: y\r\n\r\n";
    for (size_t size = 0; size < sizeof(text) - 1; size++)
        assert_int_equal(preview_head_request(text, size, &head), PREVIEW_HEAD_MORE);
    assert_int_equal(preview_head_request(text, sizeof(text) - 1, &head), PREVIEW_HEAD_OK);
}

static void what_can_be_read_in_two_ways_is_refused(void **state)
{
    (void)state;
    check_bad(GET "\r\n");
    check_bad(GET "Host: a\r\nHost: a\r\n\r\n");
    check_bad(GET "Host: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n");
    check_bad(GET "Host: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
    check_bad(GET "Host: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n");
    check_bad(GET "Host: a\r\nContent-Length: +1\r\n\r\n");
    check_bad(GET "Host: a\r\nContent-Length: 99999999999999999999\r\n\r\n");
    check_bad(GET "Host: a\r\nContent-Length:\r\n\r\n");
    check_bad(GET "Host: a\r\n folded\r\n\r\n");
    check_bad(GET "Host: a\r\nCookie : a\r\n\r\n");
    check_bad(GET "Host: a\r\nX: a\nCookie: b\r\n\r\n");
    check_bad(GET "Host: a\r\nX: a\rCookie: b\r\n\r\n");
    check_bad("GET  / HTTP/1.1\r\nHost: a\r\n\r\n");
    check_bad("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n");
    check_bad("GET / HTTP/2.0\r\nHost: a\r\n\r\n");
    check_bad("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n");
    check_bad(GET "Host: a\r\nUpgrade: websocket\r\nContent-Length: 1\r\n\r\n");
}

static void a_head_without_end_is_refused(void **state)
{
    (void)state;
    struct preview_head head;
    auto_free char *text = xmalloc(PREVIEW_HEAD_MAX);
    memset(text, 'x', PREVIEW_HEAD_MAX);
    assert_int_equal(preview_head_request(text, PREVIEW_HEAD_MAX - 1, &head), PREVIEW_HEAD_MORE);
    assert_int_equal(preview_head_request(text, PREVIEW_HEAD_MAX, &head), PREVIEW_HEAD_BAD);
    auto_buf struct buf many;
    buf_init(&many, PREVIEW_HEAD_MAX);
    buf_add(&many, GET "Host: a\r\n");
    for (int i = 0; i < PREVIEW_HEADERS_MAX; i++)
        buf_add(&many, "X: y\r\n");
    buf_add(&many, "\r\n");
    assert_int_equal(request(buf_text(&many), &head), PREVIEW_HEAD_BAD);
}

static void no_secret_goes_to_the_app(void **state)
{
    (void)state;
    struct preview_head head;
    auto_buf struct buf out;
    buf_init(&out, PREVIEW_HEAD_MAX);
    assert_int_equal(
        request("GET /x HTTP/1.0\r\nHost: a\r\nCOOKIE: secret\r\nAuthorization: secret\r\n"
                "x-api-key: secret\r\nConnection: keep-alive\r\nTE: trailers\r\n"
                "Upgrade: h2c\r\nX-Mine: 1\r\nProxy-Authorization: secret\r\n"
                "Cookie: secret\r\n\r\n",
                &head),
        PREVIEW_HEAD_OK);
    preview_head_write_request(&head, &out);
    assert_string_equal(buf_text(&out),
                        "GET /x HTTP/1.1\r\nHost: a\r\nX-Mine: 1\r\nConnection: close\r\n\r\n");
}

static void a_websocket_is_asked_for_and_granted(void **state)
{
    (void)state;
    struct preview_head head;
    auto_buf struct buf out;
    buf_init(&out, PREVIEW_HEAD_MAX);
    assert_int_equal(request(GET "Host: a\r\nConnection: keep-alive, Upgrade\r\n"
                                 "Upgrade: WebSocket\r\nSec-WebSocket-Key: k\r\n\r\n",
                             &head),
                     PREVIEW_HEAD_OK);
    assert_true(head.is_websocket);
    preview_head_write_request(&head, &out);
    assert_string_equal(buf_text(&out), GET "Host: a\r\nSec-WebSocket-Key: k\r\n"
                                            "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    const char *answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                         "Connection: Upgrade\r\n\r\n";
    assert_int_equal(preview_head_answer(answer, strlen(answer), &head), PREVIEW_HEAD_OK);
    assert_true(head.is_websocket);
    buf_clear(&out);
    preview_head_write_answer(&head, "'self'", &out);
    assert_string_equal(buf_text(&out), answer);
}

static void another_upgrade_than_a_websocket_is_refused(void **state)
{
    (void)state;
    struct preview_head head;
    const char *answer = "HTTP/1.1 101 Go\r\nUpgrade: h2c\r\n\r\n";
    assert_int_equal(preview_head_answer(answer, strlen(answer), &head), PREVIEW_HEAD_BAD);
}

static void an_answer_loses_what_is_not_the_apps_to_say(void **state)
{
    (void)state;
    struct preview_head head;
    auto_buf struct buf out;
    buf_init(&out, PREVIEW_HEAD_MAX);
    const char *answer = "HTTP/1.0 204\r\nSet-Cookie: pirun_session=1\r\nSet-Cookie: mine=1\r\n"
                         "set-cookie: PIRUN=1\r\nSet-Cookie: __Host-pirun_x=1\r\n"
                         "Keep-Alive: 5\r\nConnection: keep-alive\r\nAlt-Svc: h3\r\n"
                         "Content-Security-Policy: default-src 'self'\r\n\r\nrest";
    assert_int_equal(preview_head_answer(answer, strlen(answer), &head), PREVIEW_HEAD_OK);
    preview_head_write_answer(&head, "'self' http://a:1", &out);
    assert_string_equal(buf_text(&out),
                        "HTTP/1.1 204 \r\nSet-Cookie: mine=1\r\n"
                        "Content-Security-Policy: default-src 'self'\r\nConnection: close\r\n"
                        "Content-Security-Policy: frame-ancestors 'self' http://a:1\r\n\r\n");
}

/* TEXT is BODY and "more": given in pieces of every size, exactly BODY belongs to it. */
static void check_body(struct preview_head *head, const char *body)
{
    auto_free char *text = xasprintf("%smore", body);
    size_t size = strlen(text);
    for (size_t piece = 1; piece <= size; piece++) {
        struct preview_body reader = preview_body_of(head);
        size_t taken = 0;
        for (size_t at = 0; at < size && !reader.is_over; at += piece)
            taken += preview_body_take(&reader, text + at, size - at < piece ? size - at : piece);
        assert_true(reader.is_over && !reader.is_bad);
        assert_int_equal(taken, strlen(body));
    }
}

static void a_body_ends_where_it_says(void **state)
{
    (void)state;
    struct preview_head head = {.body = PREVIEW_BODY_SIZED, .body_size = 5};
    check_body(&head, "12345");
    head.body_size = 0;
    assert_true(preview_body_of(&head).is_over);
    head.body = PREVIEW_BODY_NONE;
    assert_true(preview_body_of(&head).is_over);
    head.body = PREVIEW_BODY_CHUNKED;
    check_body(&head, "0\r\n\r\n");
    check_body(&head, "3\r\nabc\r\n0a;x=\"y\"\r\n0123456789\r\n000\r\nTrailer: 1\r\nT: 2\r\n\r\n");
}

static void malformed_chunks_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\r\n",          "x\r\n",       "1\nab\r\n",    "1\r\nab\r\n",
        "1;\n\r\na\r\n", "-1\r\na\r\n", "0\r\nX\n\r\n", "1234567890123\r\n"};
    const struct preview_head head = {.body = PREVIEW_BODY_CHUNKED};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct preview_body reader = preview_body_of(&head);
        (void)preview_body_take(&reader, bad[i], strlen(bad[i]));
        if (!reader.is_bad)
            fail_msg("'%s'", bad[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_read),
        cmocka_unit_test(every_beginning_of_a_head_wants_more),
        cmocka_unit_test(what_can_be_read_in_two_ways_is_refused),
        cmocka_unit_test(a_head_without_end_is_refused),
        cmocka_unit_test(no_secret_goes_to_the_app),
        cmocka_unit_test(a_websocket_is_asked_for_and_granted),
        cmocka_unit_test(another_upgrade_than_a_websocket_is_refused),
        cmocka_unit_test(an_answer_loses_what_is_not_the_apps_to_say),
        cmocka_unit_test(a_body_ends_where_it_says),
        cmocka_unit_test(malformed_chunks_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
