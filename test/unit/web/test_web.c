/* Goal: what a client sees on the wire, over real sockets on the loopback address. Server and
 * clients share one thread: a client that waits turns the loop. */
#include "web/web.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"

#define PATIENCE_MS 20000
#define TIMEOUT_MS  300 /* of a slow request */
#define REPLY_MAX   65536
#define BODY_MAX    1000
#define DESCRIPTORS 1024

struct place {
    struct loop *loop;
    struct web *web;
    bool is_ill;
    struct buf reply; /* of the last exchange */
};

static struct json *health(void *ctx, bool *is_ok)
{
    const struct place *place = ctx;
    *is_ok = !place->is_ill;
    struct json *json = json_object();
    json_set_bool(json, "ok", *is_ok);
    json_set_integer(json, "waiting", 3);
    return json;
}

static struct web_options options_of(struct place *place)
{
    return (struct web_options){
        .addr = "127.0.0.1:0",
        .source = {.health = health, .ctx = place},
        .req_timeout_ms = TIMEOUT_MS,
        .max_body_bytes = BODY_MAX,
    };
}

static int set_up(void **state)
{
    struct place *place = xcalloc(1, sizeof(*place));
    buf_init(&place->reply, REPLY_MAX);
    place->loop = loop_create(NULL);
    struct web_options options = options_of(place);
    place->web = web_start(place->loop, &options, NULL);
    *state = place;
    return place->web ? 0 : -1;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    web_stop(place->web);
    loop_free(place->loop);
    buf_release(&place->reply);
    free(place);
    return 0;
}

static int connect_to(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
    return fd;
}

static void send_text(int fd, const char *text)
{
    assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

static size_t content_length(const char *reply)
{
    const char *header = strcasestr(reply, "\r\ncontent-length: ");
    return header ? strtoul(header + strlen("\r\ncontent-length: "), NULL, 10) : 0;
}

static bool is_whole(const struct buf *reply, bool has_body)
{
    const char *end = strstr(buf_text(reply), "\r\n\r\n");
    if (!end)
        return false;
    size_t head_size = (size_t)(end - reply->data) + 4;
    return reply->size >= head_size + (has_body ? content_length(reply->data) : 0);
}

/* Turn the loop until there is a whole reply, or its connection ends. Answers whether it ended. */
static bool receive(struct place *place, int fd, bool has_body)
{
    int64_t deadline_ms = clock_boot_ms() + PATIENCE_MS;
    buf_clear(&place->reply);
    while (!is_whole(&place->reply, has_body)) {
        if (clock_boot_ms() > deadline_ms)
            fail_msg("no reply within %d ms", PATIENCE_MS);
        assert_int_equal(loop_step(place->loop, 5, NULL), 0);
        char bytes[4096];
        ssize_t size = recv(fd, bytes, sizeof(bytes), 0);
        if (size == 0 || (size < 0 && errno == ECONNRESET))
            return true;
        if (size > 0)
            buf_append(&place->reply, bytes, (size_t)size);
    }
    return false;
}

static bool is_closed_now(struct place *place, int fd)
{
    return receive(place, fd, true) && place->reply.size == 0;
}

/* One request on a connection of its own. */
static const char *exchange(struct place *place, const char *request)
{
    auto_fd int fd = connect_to(web_port(place->web));
    send_text(fd, request);
    (void)receive(place, fd, strncmp(request, "HEAD", 4) != 0);
    return buf_text(&place->reply);
}

static void assert_status(const char *reply, int status)
{
    char line[32];
    (void)snprintf(line, sizeof(line), "HTTP/1.1 %d ", status);
    if (strncmp(reply, line, strlen(line)) != 0)
        fail_msg("not %d: %s", status, reply);
}

static void assert_has(const char *reply, const char *text)
{
    if (!strcasestr(reply, text))
        fail_msg("'%s' is not in: %s", text, reply);
}

static const char *body_of(const char *reply)
{
    const char *end = strstr(reply, "\r\n\r\n");
    assert_non_null(end);
    return end + 4;
}

/* A JSON error of STATUS and CODE with TEXT in its sentence. */
static void assert_error(const char *reply, int status, const char *code, const char *text)
{
    assert_status(reply, status);
    assert_has(reply, "\r\ncontent-type: application/json\r\n");
    const char *body = body_of(reply);
    assert_int_equal(strlen(body), content_length(reply));
    auto_json struct json *json = json_parse(body, strlen(body), NULL);
    assert_non_null(json);
    assert_string_equal(json_get_string(json, "code"), code);
    assert_has(json_get_string(json, "error"), text);
}

#define HOST "Host: localhost\r\n"

static void health_is_told(void **state)
{
    const char *reply = exchange(*state, "GET /health HTTP/1.1\r\n" HOST "\r\n");
    assert_status(reply, 200);
    assert_has(reply, "\r\ncontent-type: application/json\r\n");
    assert_has(reply, "\r\ncache-control: no-store\r\n");
    assert_string_equal(body_of(reply), "{\"ok\":true,\"waiting\":3}\n");
}

static void bad_health_is_a_503_with_the_same_body(void **state)
{
    struct place *place = *state;
    place->is_ill = true;
    const char *reply = exchange(place, "GET /health?verbose=1 HTTP/1.1\r\n" HOST "\r\n");
    assert_status(reply, 503);
    assert_string_equal(body_of(reply), "{\"ok\":false,\"waiting\":3}\n");
}

static void head_has_the_head_of_get_and_no_body(void **state)
{
    const char *reply =
        exchange(*state, "HEAD /health HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    assert_status(reply, 200);
    assert_int_equal(content_length(reply), strlen("{\"ok\":true,\"waiting\":3}\n"));
    assert_string_equal(body_of(reply), "");
}

static void an_unknown_path_is_not_found(void **state)
{
    const char *reply = exchange(*state, "GET /nothing HTTP/1.1\r\n" HOST "\r\n");
    assert_error(reply, 404, "not_found", "'/nothing'");
    reply = exchange(*state, "POST / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n");
    assert_error(reply, 404, "not_found", "'/'");
    reply = exchange(*state, "GET /health/ HTTP/1.1\r\n" HOST "\r\n");
    assert_error(reply, 404, "not_found", "'/health/'");
    reply = exchange(*state, "GET /a%00b%ff%22%0a HTTP/1.1\r\n" HOST "\r\n");
    assert_error(reply, 404, "not_found", "'/a.b.\"."); /* the quote is escaped by JSON */
}

static void a_normalized_path_is_the_same_path(void **state)
{
    assert_status(exchange(*state, "GET /x/../health HTTP/1.1\r\n" HOST "\r\n"), 200);
    assert_status(exchange(*state, "GET /%68ealth HTTP/1.1\r\n" HOST "\r\n"), 200);
}

static void a_wrong_method_is_told_the_right_ones(void **state)
{
    const char *reply =
        exchange(*state, "POST /health HTTP/1.1\r\n" HOST "Content-Length: 2\r\n\r\n{}");
    assert_error(reply, 405, "invalid", "'/health' allows GET, HEAD, not 'POST'");
    assert_has(reply, "\r\nallow: GET, HEAD\r\n");
}

static void a_method_of_any_length_is_refused(void **state)
{
    auto_buf struct buf request;
    buf_init(&request, REPLY_MAX);
    for (int i = 0; i < 30000; i++)
        buf_add(&request, "M");
    buf_add(&request, " /health HTTP/1.1\r\n" HOST "\r\n");
    assert_error(exchange(*state, buf_text(&request)), 405, "invalid", "MMM");
}

static void a_foreign_host_is_forbidden(void **state)
{
    const char *reply = exchange(*state, "GET /health HTTP/1.1\r\nHost: evil.example:80\r\n\r\n");
    assert_error(reply, 403, "forbidden", "'evil.example:80'");
}

static void a_malformed_or_missing_host_is_invalid(void **state)
{
    const char *reply = exchange(*state, "GET /health HTTP/1.1\r\nHost: a b\r\n\r\n");
    assert_error(reply, 400, "invalid", "'a b' is malformed");
    reply = exchange(*state, "GET /health HTTP/1.1\r\n\r\n");
    assert_error(reply, 400, "invalid", "no Host header");
    reply = exchange(*state, "GET /health HTTP/1.1\r\nHost:\r\n\r\n");
    assert_status(reply, 400);
    assert_status(exchange(*state, "GET /health HTTP/1.1\r\nHost: pirun\r\n\r\n"), 403);
}

static void http_1_0_may_go_without_a_host_and_is_closed(void **state)
{
    struct place *place = *state;
    auto_fd int fd = connect_to(web_port(place->web));
    send_text(fd, "GET /health HTTP/1.0\r\n\r\n");
    assert_false(receive(place, fd, true));
    assert_status(buf_text(&place->reply), 200);
    assert_true(is_closed_now(place, fd));
}

static void errors_of_the_library_are_json_too(void **state)
{
    const char *reply =
        exchange(*state, "POST /health HTTP/1.1\r\n" HOST "Content-Length: 1001\r\n\r\n");
    assert_error(reply, 413, "too_large", "too large");
    reply = exchange(*state, "POST /health HTTP/1.1\r\n" HOST "Content-Length: x\r\n\r\n");
    assert_error(reply, 400, "invalid", "malformed");
    reply = exchange(*state, "POST /health HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip\r\n\r\n");
    assert_error(reply, 400, "invalid", "malformed");
    reply = exchange(*state, "POST /health HTTP/1.1\r\n" HOST
                             "Expect: miracles\r\nContent-Length: 1\r\n\r\n");
    assert_error(reply, 417, "invalid", "Expect");
}

static void garbage_is_refused_and_the_connection_ends(void **state)
{
    struct place *place = *state;
    static const char *const garbage[] = {
        "\x16\x03\x01\x02\x01\x01\x01 tls?\r\n\r\n",
        "GET\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /health HTTP/1.1\r\nno colon\r\n\r\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(garbage); i++) {
        auto_fd int fd = connect_to(web_port(place->web));
        send_text(fd, garbage[i]);
        if (!receive(place, fd, true)) {
            assert_status(buf_text(&place->reply), 400);
            assert_true(is_closed_now(place, fd));
        }
    }
    assert_status(exchange(place, "GET /health HTTP/1.1\r\n" HOST "\r\n"), 200);
}

static void a_connection_serves_one_request_after_the_other(void **state)
{
    struct place *place = *state;
    auto_fd int fd = connect_to(web_port(place->web));
    for (int i = 0; i < 3; i++) {
        send_text(fd, "GET /health HTTP/1.1\r\n" HOST "\r\n");
        assert_false(receive(place, fd, true));
        assert_status(buf_text(&place->reply), 200);
    }
    send_text(fd, "GET /nothing HTTP/1.1\r\n" HOST "\r\n");
    assert_false(receive(place, fd, true));
    assert_error(buf_text(&place->reply), 404, "not_found", "nothing");
    send_text(fd, "POST /health HTTP/1.1\r\n" HOST "\r\n");
    assert_false(receive(place, fd, true));
    assert_error(buf_text(&place->reply), 405, "invalid", "POST");
}

static void a_slow_request_is_ended(void **state)
{
    struct place *place = *state;
    int64_t begin_ms = clock_boot_ms();
    auto_fd int fd = connect_to(web_port(place->web));
    send_text(fd, "GET /health HTTP/1.1\r\nHost: loc");
    assert_true(is_closed_now(place, fd));
    assert_true(clock_boot_ms() - begin_ms >= TIMEOUT_MS / 2); /* libh2o's clock is coarse */
}

/* The kernel accepts for us, so a connection that is not served still connects. */
static void connections_beyond_the_limit_wait_for_their_turn(void **state)
{
    struct place *place = *state;
    web_stop(place->web);
    struct web_options options = options_of(place);
    options.max_connections = 2;
    options.req_timeout_ms = PATIENCE_MS;
    place->web = web_start(place->loop, &options, NULL);
    assert_non_null(place->web);
    int fds[3];
    for (size_t i = 0; i < ARRAY_LEN(fds); i++) {
        fds[i] = connect_to(web_port(place->web));
        send_text(fds[i], "GET /health HTTP/1.1\r\n" HOST "\r\n");
    }
    assert_false(receive(place, fds[0], true));
    assert_false(receive(place, fds[1], true));
    assert_int_equal(loop_step(place->loop, 20, NULL), 0);
    char byte;
    assert_int_equal(recv(fds[2], &byte, 1, 0), -1);
    (void)close(fds[0]);
    assert_false(receive(place, fds[2], true));
    assert_status(buf_text(&place->reply), 200);
    (void)close(fds[1]);
    (void)close(fds[2]);
}

static void without_descriptors_the_server_waits_and_recovers(void **state)
{
    struct place *place = *state;
    auto_fd int fd = connect_to(web_port(place->web));
    send_text(fd, "GET /health HTTP/1.1\r\n" HOST "\r\n");
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    struct rlimit none = {.rlim_cur = (rlim_t)fd + 1, .rlim_max = before.rlim_max};
    /* Descriptors below FD may be free: fill them. */
    int fillers[DESCRIPTORS];
    int count = 0;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    while (count < DESCRIPTORS && (fillers[count] = fcntl(fd, F_DUPFD_CLOEXEC, 0)) >= 0)
        count++;
    int64_t begin_ms = clock_boot_ms();
    int turns = 0;
    while (clock_boot_ms() - begin_ms < 150) {
        assert_int_equal(loop_step(place->loop, 50, NULL), 0);
        turns++;
    }
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    while (count)
        (void)close(fillers[--count]);
    assert_in_range(turns, 1, 12); /* a server that spins makes thousands */
    assert_false(receive(place, fd, true));
    assert_status(buf_text(&place->reply), 200);
}

static void a_server_stops_with_connections_open(void **state)
{
    struct place *place = *state;
    auto_fd int idle = connect_to(web_port(place->web));
    auto_fd int half = connect_to(web_port(place->web));
    auto_fd int fresh = -1;
    send_text(idle, "GET /health HTTP/1.1\r\n" HOST "\r\n");
    send_text(half, "GET /hea");
    assert_false(receive(place, idle, true));
    fresh = connect_to(web_port(place->web)); /* nobody accepted it yet */
    web_stop(place->web);
    place->web = NULL;
    assert_true(is_closed_now(place, idle));
    assert_true(is_closed_now(place, half));
    assert_true(is_closed_now(place, fresh));
}

static void stop_web(void *ctx)
{
    struct place *place = ctx;
    web_stop(place->web);
    place->web = NULL;
}

static void a_server_may_be_stopped_within_a_callback(void **state)
{
    struct place *place = *state;
    auto_fd int idle = connect_to(web_port(place->web));
    send_text(idle, "GET /health HTTP/1.1\r\n" HOST "\r\n");
    assert_false(receive(place, idle, true));
    loop_post(place->loop, stop_web, place);
    assert_true(is_closed_now(place, idle));
    for (int i = 0; i < 3; i++)
        assert_int_equal(loop_step(place->loop, 0, NULL), 0);
}

static void a_server_without_connections_may_be_stopped_within_a_callback(void **state)
{
    struct place *place = *state;
    loop_post(place->loop, stop_web, place);
    for (int i = 0; i < 3; i++)
        assert_int_equal(loop_step(place->loop, 0, NULL), 0);
    assert_null(place->web);
}

static void an_address_in_use_is_a_conflict_that_names_it(void **state)
{
    struct place *place = *state;
    char addr[32];
    struct err err = {0};
    (void)snprintf(addr, sizeof(addr), "127.0.0.1:%d", web_port(place->web));
    struct web_options options = options_of(place);
    options.addr = addr;
    assert_null(web_start(place->loop, &options, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_has(err.text, addr);
    assert_status(exchange(place, "GET /health HTTP/1.1\r\n" HOST "\r\n"), 200);
}

static void an_impossible_address_is_invalid(void **state)
{
    struct place *place = *state;
    static const char *const addrs[] = {"8080", "127.0.0.1:70000", "192.0.2.1:0", "[::2]:0", "off"};
    for (size_t i = 0; i < ARRAY_LEN(addrs); i++) {
        struct err err = {0};
        struct web_options options = options_of(place);
        options.addr = addrs[i];
        assert_null(web_start(place->loop, &options, &err));
        assert_int_equal(err.code, ERR_INVALID);
        assert_has(err.text, addrs[i]);
    }
}

static void ipv6_is_served(void **state)
{
    struct place *place = *state;
    auto_fd int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_addr = in6addr_loopback};
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof(address)))
        skip(); /* this machine has no IPv6 */
    struct web_options options = options_of(place);
    options.addr = "[::1]:0";
    web_stop(place->web);
    place->web = web_start(place->loop, &options, NULL);
    assert_non_null(place->web);
    auto_fd int client = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    address.sin6_port = htons((uint16_t)web_port(place->web));
    assert_int_equal(connect(client, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(fcntl(client, F_SETFL, O_NONBLOCK), 0);
    send_text(client, "GET /health HTTP/1.1\r\nHost: [::1]:80\r\n\r\n");
    assert_false(receive(place, client, true));
    assert_status(buf_text(&place->reply), 200);
}

static int open_descriptors(void)
{
    int open = 0;
    for (int fd = 0; fd < DESCRIPTORS; fd++)
        open += fcntl(fd, F_GETFD) >= 0;
    return open;
}

static void a_stopped_server_leaves_no_descriptor_behind(void **state)
{
    struct place *place = *state;
    struct web_options options = options_of(place);
    int before = open_descriptors();
    for (int i = 0; i < 3; i++) {
        struct web *web = web_start(place->loop, &options, NULL);
        assert_non_null(web);
        web_stop(web);
    }
    assert_int_equal(open_descriptors(), before);
}

static void an_idle_server_does_not_wake(void **state)
{
    struct place *place = *state;
    struct rusage before;
    struct rusage after;
    assert_int_equal(loop_step(place->loop, 0, NULL), 0);
    assert_int_equal(getrusage(RUSAGE_THREAD, &before), 0);
    int64_t begin_ms = clock_boot_ms();
    assert_int_equal(loop_step(place->loop, 500, NULL), 0);
    assert_true(clock_boot_ms() - begin_ms >= 450); /* one turn of the loop, and nothing cut it */
    assert_int_equal(getrusage(RUSAGE_THREAD, &after), 0);
    assert_in_range(after.ru_nvcsw - before.ru_nvcsw, 1, 4); /* the wait itself; page faults */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(health_is_told),
        TEST(bad_health_is_a_503_with_the_same_body),
        TEST(head_has_the_head_of_get_and_no_body),
        TEST(an_unknown_path_is_not_found),
        TEST(a_normalized_path_is_the_same_path),
        TEST(a_wrong_method_is_told_the_right_ones),
        TEST(a_method_of_any_length_is_refused),
        TEST(a_foreign_host_is_forbidden),
        TEST(a_malformed_or_missing_host_is_invalid),
        TEST(http_1_0_may_go_without_a_host_and_is_closed),
        TEST(errors_of_the_library_are_json_too),
        TEST(garbage_is_refused_and_the_connection_ends),
        TEST(a_connection_serves_one_request_after_the_other),
        TEST(a_slow_request_is_ended),
        TEST(connections_beyond_the_limit_wait_for_their_turn),
        TEST(without_descriptors_the_server_waits_and_recovers),
        TEST(a_server_stops_with_connections_open),
        TEST(a_server_may_be_stopped_within_a_callback),
        TEST(a_server_without_connections_may_be_stopped_within_a_callback),
        TEST(an_address_in_use_is_a_conflict_that_names_it),
        TEST(an_impossible_address_is_invalid),
        TEST(ipv6_is_served),
        TEST(an_idle_server_does_not_wake),
        TEST(a_stopped_server_leaves_no_descriptor_behind),
    };
    return cmocka_run_group_tests_name("web", tests, NULL, NULL);
}
