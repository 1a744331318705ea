/* Goal: an answer that is made piece by piece: whole for whoever takes it, never ahead of a slow
 * client, cut when its source fails, and over when the client goes or the server stops. */
#include "web/web_pull.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"
#include "web/web_health.h"
#include "web/web_route.h"
#include "wire.h"

#define MEGABYTE     ((int64_t)1 << 20)
/* What kernel buffers of loopback connections may hold: tcp_wmem and tcp_rmem, with room. */
#define KERNEL_HOLDS (16 * MEGABYTE)

struct source {
    int64_t size;
    int64_t given;
    int64_t fail_at; /* -1: never */
};

static struct {
    int fills, frees;
    int at_once;        /* fills on the loop */
    atomic_llong given; /* bytes of all sources */
} seen;

static ssize_t fill(void *ctx, char *data, size_t size)
{
    struct source *source = ctx;
    int64_t left = source->size - source->given;
    size_t count = (int64_t)size < left ? size : (size_t)left;
    seen.fills++; /* read on the loop after the last one */
    if (source->fail_at >= 0 && source->given >= source->fail_at)
        return -1;
    for (size_t i = 0; i < count; i++)
        data[i] = (char)('a' + (source->given + (int64_t)i) % 23);
    source->given += (int64_t)count;
    seen.given += (long long)count;
    return (ssize_t)count;
}

/* Every third piece has to be waited for. */
static ssize_t fill_now(void *ctx, char *data, size_t size)
{
    if (seen.at_once % 3 == 2) {
        seen.at_once++;
        return WEB_PULL_WAITS;
    }
    seen.at_once++;
    return fill(ctx, data, size);
}

static void free_source(void *ctx)
{
    seen.frees++;
    free(ctx);
}

static int64_t number_of(const struct web_call *call, const char *name, int64_t fallback)
{
    const struct web_range range = {-1, 1 << 30, fallback};
    int64_t value = fallback;
    assert_int_equal(web_query_integer(&call->query, name, &range, &value, NULL), 0);
    return value;
}

/* ?size= bytes that the source has; ?promise= of the head (-1: none); ?fail_at=; ?status=; ?now=1:
 * pieces can be had at once */
static void get_pull(struct web_call *call)
{
    struct source *source = xcalloc(1, sizeof(*source));
    source->size = number_of(call, "size", 0);
    source->fail_at = number_of(call, "fail_at", -1);
    struct web_pull pull = {.lane = WEB_LANE_FILES,
                            .size = number_of(call, "promise", source->size),
                            .fill = fill,
                            .fill_now = number_of(call, "now", 0) ? fill_now : NULL,
                            .free = free_source,
                            .ctx = source};
    web_pull(call, (int)number_of(call, "status", 200), "application/octet-stream", &pull);
}

static const struct web_route rows[] = {
    {.method = "GET", .path = "/pull", .handler = get_pull},
};

WEB_ROUTES(web_health_routes, rows)

static int set_up(void **state)
{
    seen.fills = seen.frees = seen.at_once = 0;
    seen.given = 0;
    return wire_set_up(state);
}

static void assert_bytes(const char *body, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (body[i] != (char)('a' + i % 23))
            fail_msg("byte %zu is wrong", i);
    }
}

/* The whole reply to a request that closes the connection. */
static const char *ask_all(struct wire *wire, const char *what, const char *version)
{
    auto_fd int fd = wire_connect(wire);
    auto_free char *request =
        xasprintf("%s HTTP/%s\r\n" WIRE_HOST "Connection: close\r\n\r\n", what, version);
    wire_send(fd, request);
    wire_receive_all(wire, fd);
    return buf_text(&wire->reply);
}

static size_t body_size(const struct wire *wire)
{
    const char *reply = buf_text(&wire->reply);
    return wire->reply.size - (size_t)(wire_body(reply) - reply);
}

static void a_known_size_is_told_and_sent(void **state)
{
    struct wire *wire = *state;
    const char *reply = ask_all(wire, "GET /pull?size=1000000", "1.1");
    assert_true(wire_has(reply, "\r\ncontent-length: 1000000\r\n"));
    assert_int_equal(body_size(wire), 1000000);
    assert_bytes(wire_body(reply), 1000000);
    assert_int_equal(seen.frees, 1);
}

static void a_connection_goes_on_behind_it(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    static const size_t sizes[] = {0, 1, WEB_PULL_PIECE, WEB_PULL_PIECE + 1};
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        auto_free char *request =
            xasprintf("GET /pull?size=%zu HTTP/1.1\r\n" WIRE_HOST "\r\n", sizes[i]);
        wire_send(fd, request);
        assert_false(wire_receive(wire, fd, true));
        assert_int_equal(body_size(wire), sizes[i]);
    }
    wire_turn(wire, 0);
    assert_int_equal(seen.frees, ARRAY_LEN(sizes));
}

static void an_unknown_size_comes_in_chunks(void **state)
{
    struct wire *wire = *state;
    const char *reply = ask_all(wire, "GET /pull?size=200000&promise=-1", "1.1");
    assert_true(wire_has(reply, "\r\ntransfer-encoding: chunked\r\n"));
    assert_int_equal(strncmp(wire_body(reply), "20000\r\n", 7), 0);
    assert_non_null(strstr(wire_body(reply), "\r\n0\r\n\r\n"));
}

/* There, only the end of the connection tells the end of the body. */
static void an_unknown_size_ends_an_http_1_0_connection(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    wire_send(fd, "GET /pull?size=200000&promise=-1 HTTP/1.0\r\n" WIRE_HOST
                  "Connection: keep-alive\r\n\r\n");
    wire_receive_all(wire, fd);
    assert_true(wire_has(buf_text(&wire->reply), "\r\nconnection: close\r\n"));
    assert_int_equal(body_size(wire), 200000);
    assert_bytes(wire_body(buf_text(&wire->reply)), 200000);
}

static void head_reads_nothing(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    for (int i = 0; i < 2; i++) {
        wire_send(fd, i ? "HEAD /pull?size=9&promise=-1 HTTP/1.1\r\n" WIRE_HOST "\r\n"
                        : "HEAD /pull?size=500000 HTTP/1.1\r\n" WIRE_HOST "\r\n");
        assert_false(wire_receive(wire, fd, false));
        assert_int_equal(wire_has(buf_text(&wire->reply), "content-length: 500000\r\n"), !i);
        assert_int_equal(body_size(wire), 0);
    }
    assert_int_equal(seen.fills, 0);
    assert_int_equal(seen.frees, 2);
}

static void a_source_that_fails_cuts_the_connection(void **state)
{
    struct wire *wire = *state;
    const char *reply = ask_all(wire, "GET /pull?size=500000&fail_at=262144", "1.1");
    assert_true(wire_has(reply, "\r\ncontent-length: 500000\r\n"));
    assert_int_equal(body_size(wire), 262144);
    reply = ask_all(wire, "GET /pull?size=500000&promise=-1&fail_at=1", "1.1");
    assert_null(strstr(wire_body(reply), "\r\n0\r\n\r\n")); /* no good end */
    assert_int_equal(seen.frees, 2);
}

static void a_source_that_fails_at_once_gives_no_body(void **state)
{
    struct wire *wire = *state;
    (void)ask_all(wire, "GET /pull?size=10&fail_at=0", "1.1");
    assert_int_equal(body_size(wire), 0);
    assert_int_equal(seen.frees, 1);
}

static void a_source_that_ends_early_cuts_the_connection(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    wire_send(fd, "GET /pull?size=1000&promise=2000 HTTP/1.1\r\n" WIRE_HOST "\r\n");
    wire_receive_all(wire, fd);
    assert_int_equal(body_size(wire), 1000);
}

/* A log that grows while it is sent: nothing beyond the promise may come, or it would be taken for
 * the next answer. */
static void a_source_that_has_more_is_cut_to_the_promise(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    wire_send(fd, "GET /pull?size=3000000&promise=150000 HTTP/1.1\r\n" WIRE_HOST "\r\n"
                  "GET /pull?size=1 HTTP/1.1\r\n" WIRE_HOST "Connection: close\r\n\r\n");
    wire_receive_all(wire, fd);
    const char *body = wire_body(buf_text(&wire->reply));
    assert_bytes(body, 150000);
    assert_int_equal(wire_status(body + 150000), 200);
}

static void pieces_that_are_at_hand_are_sent_from_the_loop(void **state)
{
    struct wire *wire = *state;
    const char *reply = ask_all(wire, "GET /pull?now=1&size=5000000", "1.1");
    assert_int_equal(body_size(wire), 5000000);
    assert_bytes(wire_body(reply), 5000000);
    assert_true(seen.at_once > 10);
    reply = ask_all(wire, "GET /pull?now=1&size=5000000&promise=-1&fail_at=300000", "1.1");
    assert_null(strstr(wire_body(reply), "\r\n0\r\n\r\n"));
    assert_int_equal(seen.frees, 2);
}

static void what_is_not_in_memory_is_waited_for(void **state)
{
    (void)state;
    char bytes[16];
    char path[] = "/tmp/test_web_pull.XXXXXX";
    auto_fd int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, "0123456789", 10) == 10);
    (void)unlink(path);
    ssize_t got = web_pull_read_now(fd, bytes, 4, 3);
    assert_true(got == WEB_PULL_WAITS || (got == 4 && memcmp(bytes, "3456", 4) == 0));
    got = web_pull_read_now(fd, bytes, sizeof(bytes), 10);
    assert_true(got == WEB_PULL_WAITS || got == 0);
    assert_int_equal(web_pull_read_now(-1, bytes, 4, 0), WEB_PULL_WAITS);
}

/* Begin to read 256 MB and stop reading; answers when the server has stopped reading, too. */
static int begin_slowly(struct wire *wire)
{
    int fd = wire_connect(wire);
    int small = 262144;
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small)); /* or it takes longer */
    wire_send(fd, "GET /pull?size=268435456 HTTP/1.1\r\n" WIRE_HOST "\r\n");
    long long before = -1;
    int quiet = 0;
    for (int i = 0; i < 10000 && quiet < 20; i++) {
        wire_turn(wire, 5);
        quiet = seen.given > 0 && seen.given == before ? quiet + 1 : 0;
        before = seen.given;
    }
    assert_true(quiet == 20);
    return fd;
}

static void a_slow_client_makes_the_source_wait(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = begin_slowly(wire);
    assert_true(seen.given < KERNEL_HOLDS);
    assert_int_equal(seen.frees, 0);
    size_t was_given = (size_t)seen.given;
    for (int i = 0; i < 100000 && wire->reply.size < was_given + WEB_PULL_PIECE; i++) {
        assert_false(wire_take(wire, fd)); /* it goes on where it was */
        wire_turn(wire, 1);
    }
    assert_true(body_size(wire) > was_given);
    assert_bytes(wire_body(buf_text(&wire->reply)), body_size(wire));
}

static bool is_freed(void *ctx)
{
    (void)ctx;
    return seen.frees == 1;
}

static void a_client_that_leaves_ends_it(void **state)
{
    struct wire *wire = *state;
    int fd = begin_slowly(wire);
    (void)close(fd);
    wire_until(wire, is_freed, NULL);
    assert_true(seen.given < KERNEL_HOLDS);
}

static void a_server_stops_while_a_client_is_slow(void **state)
{
    struct wire *wire = *state;
    int fd = begin_slowly(wire);
    wire_stop(wire);
    (void)close(fd);
    assert_int_equal(seen.frees, 1);
}

static bool has_begun(void *ctx)
{
    (void)ctx;
    return seen.given > 0;
}

static void a_server_stops_while_pieces_are_made(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    wire_send(fd, "GET /pull?size=268435456 HTTP/1.1\r\n" WIRE_HOST "\r\n");
    wire_until(wire, has_begun, NULL);
    wire_stop(wire);
    assert_int_equal(seen.frees, 1);
}

static void stop(void *ctx)
{
    wire_stop(ctx);
}

static void a_server_may_be_stopped_within_a_callback_meanwhile(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    wire_send(fd, "GET /pull?size=268435456 HTTP/1.1\r\n" WIRE_HOST "\r\n");
    wire_until(wire, has_begun, NULL);
    loop_post(wire->loop, stop, wire);
    wire_until(wire, is_freed, NULL);
    for (int i = 0; i < 5; i++)
        wire_turn(wire, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, wire_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_known_size_is_told_and_sent),
        TEST(a_connection_goes_on_behind_it),
        TEST(an_unknown_size_comes_in_chunks),
        TEST(an_unknown_size_ends_an_http_1_0_connection),
        TEST(head_reads_nothing),
        TEST(a_source_that_fails_cuts_the_connection),
        TEST(a_source_that_fails_at_once_gives_no_body),
        TEST(a_source_that_ends_early_cuts_the_connection),
        TEST(a_source_that_has_more_is_cut_to_the_promise),
        TEST(pieces_that_are_at_hand_are_sent_from_the_loop),
        TEST(what_is_not_in_memory_is_waited_for),
        TEST(a_slow_client_makes_the_source_wait),
        TEST(a_client_that_leaves_ends_it),
        TEST(a_server_stops_while_a_client_is_slow),
        TEST(a_server_stops_while_pieces_are_made),
        TEST(a_server_may_be_stopped_within_a_callback_meanwhile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
