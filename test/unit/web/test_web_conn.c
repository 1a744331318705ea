/* Goal: who is ended and when, and that setting the clock has no part in it. This program has a
 * gettimeofday of its own, which libh2o uses for all its times. */
#include "web/web_conn.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "web/web.h"

#define PATIENCE_MS 20000
#define DAY_S       86400
#define REQUEST     "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"

static time_t step_s; /* what the clock was set by */

/* NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): glibc has others */
int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    struct timespec real;
    (void)zone; /* obsolete */
    (void)clock_gettime(CLOCK_REALTIME, &real);
    *now = (struct timeval){.tv_sec = real.tv_sec + step_s, .tv_usec = real.tv_nsec / 1000};
    return 0;
}

struct place {
    struct loop *loop;
    struct web *web;
    bool is_drained;
};

static struct json *health(void *ctx, bool *is_ok)
{
    (void)ctx; /* the form of all sources */
    *is_ok = true;
    return json_object();
}

static void start(struct place *place, int read_timeout_ms)
{
    struct web_options options = {.addr = "127.0.0.1:0",
                                  .source = {.health = health},
                                  .max_connections = 6,
                                  .req_timeout_ms = read_timeout_ms,
                                  .max_per_address = 2};
    place->web = web_start(place->loop, &options, NULL);
    assert_non_null(place->web);
}

static int set_up(void **state)
{
    struct place *place = xcalloc(1, sizeof(*place));
    step_s = 0;
    place->loop = loop_create(NULL);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    web_stop(place->web);
    loop_free(place->loop);
    free(place);
    return 0;
}

/* A connection from 127.0.0.HOST. */
static int dial(const struct place *place, uint32_t host)
{
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000000U | host)};
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)web_port(place->web)),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&from, sizeof(from)), 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof(to)), 0);
    assert_int_equal(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
    return fd;
}

static void send_text(int fd, const char *text)
{
    assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

/* What comes next: bytes of an answer, or 0 for the end. */
static size_t receive(struct place *place, int fd, char *bytes, size_t room)
{
    int64_t deadline_ms = clock_boot_ms() + PATIENCE_MS;
    for (;;) {
        ssize_t size = recv(fd, bytes, room - 1, 0);
        if (size >= 0 || errno == ECONNRESET) {
            bytes[size > 0 ? size : 0] = '\0';
            return size > 0 ? (size_t)size : 0;
        }
        if (clock_boot_ms() > deadline_ms)
            fail_msg("nothing within %d ms", PATIENCE_MS);
        assert_int_equal(loop_step(place->loop, 5, NULL), 0);
    }
}

static void assert_served(struct place *place, int fd)
{
    char bytes[4096];
    send_text(fd, REQUEST);
    assert_true(receive(place, fd, bytes, sizeof(bytes)) > 0);
    assert_memory_equal(bytes, "HTTP/1.1 200 ", 13);
}

static void assert_ended(struct place *place, int fd)
{
    char bytes[16];
    assert_int_equal(receive(place, fd, bytes, sizeof(bytes)), 0);
}

static void turn(struct place *place, int turns)
{
    while (turns-- > 0)
        assert_int_equal(loop_step(place->loop, 1, NULL), 0);
}

static void a_clock_that_jumps_ends_nobody(void **state)
{
    static const time_t steps[] = {DAY_S, (time_t)20000 * DAY_S, (time_t)-10000 * DAY_S, 3600};
    struct place *place = *state;
    start(place, PATIENCE_MS);
    auto_fd int idle = dial(place, 1);
    auto_fd int half = dial(place, 1);
    assert_served(place, idle);
    send_text(half, "GET /health HTTP/1.1\r\n");
    turn(place, 3);
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        step_s = steps[i];
        turn(place, 3);
        assert_served(place, idle);
    }
    send_text(half, "Host: localhost\r\n\r\n");
    char bytes[4096];
    assert_true(receive(place, half, bytes, sizeof(bytes)) > 0);
}

static void a_clock_that_is_set_back_keeps_no_slow_client(void **state)
{
    struct place *place = *state;
    start(place, 200);
    auto_fd int slow = dial(place, 1);
    send_text(slow, "GET /hea");
    turn(place, 3);
    step_s = (time_t)-365 * DAY_S;
    assert_ended(place, slow);
}

static void a_connection_may_be_idle_for_longer_than_a_request_may_take(void **state)
{
    struct place *place = *state;
    start(place, 300);
    auto_fd int idle = dial(place, 1);
    auto_fd int slow = dial(place, 1);
    assert_served(place, idle);
    assert_ended(place, slow); /* 300 ms are over */
    assert_served(place, idle);
    send_text(idle, "GET /hea");
    assert_ended(place, idle);
}

static void an_address_beyond_its_limit_is_refused_and_others_are_not(void **state)
{
    char bytes[4096];
    struct place *place = *state;
    start(place, PATIENCE_MS);
    auto_fd int first = dial(place, 2);
    auto_fd int second = dial(place, 2);
    assert_served(place, first);
    assert_served(place, second);
    auto_fd int third = dial(place, 2);
    assert_true(receive(place, third, bytes, sizeof(bytes)) > 0);
    assert_memory_equal(bytes, "HTTP/1.1 429 ", 13);
    assert_ended(place, third);
    auto_fd int other = dial(place, 3);
    assert_served(place, other);
    for (int i = 0; i < 4; i++) { /* 127.0.0.1 has no limit */
        int fd = dial(place, 1);
        assert_served(place, fd);
        (void)close(fd);
    }
}

static void idle_connections_make_room_when_all_are_taken(void **state)
{
    int fds[7];
    char bytes[4096];
    struct place *place = *state;
    start(place, PATIENCE_MS);
    for (size_t i = 0; i < ARRAY_LEN(fds) - 1; i++) {
        fds[i] = dial(place, 1);
        assert_served(place, fds[i]);
    }
    fds[6] = dial(place, 1);
    send_text(fds[6], REQUEST);
    assert_true(receive(place, fds[6], bytes, sizeof(bytes)) > 0);
    assert_memory_equal(bytes, "HTTP/1.1 200 ", 13);
    for (size_t i = 0; i < ARRAY_LEN(fds); i++)
        (void)close(fds[i]);
}

static struct web_address address_of(const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        return web_address_of((struct sockaddr *)&v4);
    assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
    return web_address_of((struct sockaddr *)&v6);
}

static void assert_same(const char *one, const char *other, bool is_same)
{
    struct web_address a = address_of(one);
    struct web_address b = address_of(other);
    assert_int_equal(memcmp(a.bytes, b.bytes, sizeof(a.bytes)) == 0, is_same);
}

static void an_address_counts_as_its_network(void **state)
{
    (void)state;
    assert_same("192.0.2.1", "192.0.2.1", true);
    assert_same("192.0.2.1", "192.0.2.2", false);
    assert_same("192.0.2.1", "::ffff:192.0.2.1", true);
    assert_same("::ffff:192.0.2.1", "::ffff:192.0.2.2", false);
    assert_same("2001:db8::1", "2001:db8::ffff:1", true);
    assert_same("2001:db8::1", "2001:db8:0:1::1", false);
    static const struct {
        const char *text;
        bool is_limited;
    } rows[] = {{"127.0.0.1", false},        {"::1", false},      {"127.0.0.2", true},
                {"::ffff:127.0.0.1", false}, {"192.0.2.1", true}, {"2001:db8::1", true}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_int_equal(address_of(rows[i].text).is_limited, rows[i].is_limited);
    struct sockaddr unix_peer = {.sa_family = AF_UNIX};
    assert_false(web_address_of(&unix_peer).is_limited);
}

static void drained(void *ctx)
{
    ((struct place *)ctx)->is_drained = true;
}

static void a_drain_ends_the_idle_and_waits_for_the_others(void **state)
{
    char bytes[4096];
    struct place *place = *state;
    start(place, PATIENCE_MS);
    auto_fd int idle = dial(place, 1);
    auto_fd int half = dial(place, 1);
    assert_served(place, idle);
    send_text(half, "GET /health HTTP/1.1\r\n");
    turn(place, 3);
    web_drain(place->web, PATIENCE_MS, drained, place);
    assert_ended(place, idle);
    assert_false(place->is_drained);
    send_text(half, "Host: localhost\r\n\r\n");
    assert_true(receive(place, half, bytes, sizeof(bytes)) > 0);
    assert_non_null(strcasestr(bytes, "connection: close"));
    assert_ended(place, half);
    while (!place->is_drained)
        turn(place, 1);
}

static void a_drain_does_not_wait_for_ever(void **state)
{
    struct place *place = *state;
    start(place, PATIENCE_MS);
    auto_fd int half = dial(place, 1);
    send_text(half, "GET /hea");
    turn(place, 3);
    web_drain(place->web, 10, drained, place);
    while (!place->is_drained)
        turn(place, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_clock_that_jumps_ends_nobody),
        TEST(a_clock_that_is_set_back_keeps_no_slow_client),
        TEST(a_connection_may_be_idle_for_longer_than_a_request_may_take),
        TEST(an_address_beyond_its_limit_is_refused_and_others_are_not),
        TEST(idle_connections_make_room_when_all_are_taken),
        cmocka_unit_test(an_address_counts_as_its_network),
        TEST(a_drain_ends_the_idle_and_waits_for_the_others),
        TEST(a_drain_does_not_wait_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
