/* Goal: calls that are answered later: by a lane, by an event, or never, because the server stops.
 */
#include "web/web_work.h"

#include <fcntl.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"
#include "web/web_health.h"
#include "web/web_route.h"
#include "wire.h"

#define DESCRIPTORS 1024
#define PIECE       "one piece\n"

/* What the handlers of this test leave behind. */
static struct {
    int asked, worked, done;
    struct web_call *parked;
} seen;
static sem_t gate; /* work waits for it */

static void work(void *ctx)
{
    (void)ctx;
    (void)sem_wait(&gate); /* no signal interrupts a lane */
    seen.worked++;         /* read on the loop after its done */
}

static void done(struct web_call *call, void *ctx)
{
    (void)ctx;
    seen.done++;
    auto_json struct json *json = json_object();
    web_call_json(call, 200, json);
}

static void get_worked(struct web_call *call)
{
    seen.asked++;
    (void)web_work(call, WEB_LANE_READ, work, done, NULL); /* or has been answered */
}

/* Waits for an event that never comes. */
static void get_parked(struct web_call *call)
{
    web_call_hold(call);
    seen.parked = call;
}

/* A stream that has begun and has nothing to send. */
static void ignore(h2o_generator_t *generator, h2o_req_t *req)
{
    (void)generator;
    (void)req;
}

static h2o_generator_t idle_stream = {ignore, ignore};

static void get_loose_stream(struct web_call *call)
{
    static char piece[] = PIECE;
    h2o_iovec_t iov = {piece, sizeof(piece) - 1};
    seen.asked++;
    web_call_head(call, 200, "text/plain");
    h2o_start_response(call->req, &idle_stream);
    h2o_send(call->req, &iov, 1, H2O_SEND_STATE_IN_PROGRESS);
}

static void get_stream(struct web_call *call)
{
    web_call_hold(call);
    seen.parked = call;
    get_loose_stream(call);
}

static const struct web_route rows[] = {
    {.method = "GET", .path = "/loose", .handler = get_loose_stream},
    {.method = "GET", .path = "/worked", .handler = get_worked},
    {.method = "GET", .path = "/parked", .handler = get_parked},
    {.method = "GET", .path = "/stream", .handler = get_stream},
};

WEB_ROUTES(web_health_routes, rows)

static int set_up(void **state)
{
    memset(&seen, 0, sizeof(seen));
    (void)sem_init(&gate, 0, 0); /* within the range */
    return wire_set_up(state);
}

static int open_descriptors(void)
{
    int open = 0;
    for (int fd = 0; fd < DESCRIPTORS; fd++)
        open += fcntl(fd, F_GETFD) >= 0;
    return open;
}

static bool is_parked(void *ctx)
{
    (void)ctx;
    return seen.parked != NULL;
}

static void let_go_of_parked(void)
{
    assert_null(seen.parked->req);
    web_call_let_go(seen.parked);
}

static void a_lane_answers(void **state)
{
    (void)sem_post(&gate);
    const char *reply = wire_ask(*state, "GET /worked", NULL, NULL);
    assert_int_equal(wire_status(reply), 200);
    assert_string_equal(wire_body(reply), "{}\n");
    assert_int_equal(seen.worked, 1);
}

static bool is_asked(void *ctx)
{
    (void)ctx;
    return seen.asked > 0;
}

static bool is_done(void *ctx)
{
    (void)ctx;
    return seen.done > 0;
}

/* libh2o does not look at a connection whose request is being worked on. */
static void a_client_that_leaves_meanwhile_changes_nothing(void **state)
{
    struct wire *wire = *state;
    int fd = wire_connect(wire);
    wire_send(fd, "GET /worked HTTP/1.1\r\n" WIRE_HOST "\r\n");
    wire_until(wire, is_asked, NULL);
    (void)close(fd);
    (void)sem_post(&gate);
    wire_until(wire, is_done, NULL);
    (void)sem_post(&gate);
    assert_int_equal(wire_status(wire_ask(wire, "GET /worked", NULL, NULL)), 200);
}

/* The work is finished, its done is called, and nothing is left when web_stop returns. */
static void a_server_stops_while_a_lane_works(void **state)
{
    struct wire *wire = *state;
    wire_stop(wire);
    int before = open_descriptors();
    wire_start(wire);
    int fd = wire_connect(wire);
    wire_send(fd, "GET /worked HTTP/1.1\r\n" WIRE_HOST "\r\n");
    wire_until(wire, is_asked, NULL);
    assert_int_equal(seen.done, 0);
    (void)sem_post(&gate);
    wire_stop(wire);
    assert_int_equal(seen.done, 1);
    (void)close(fd);
    assert_int_equal(open_descriptors(), before);
}

static void stop_with_parked(struct wire *wire, const char *request)
{
    auto_fd int fd = wire_connect(wire);
    wire_send(fd, request);
    wire_until(wire, is_parked, NULL);
    for (int i = 0; i < 5; i++)
        wire_turn(wire, 1); /* what was sent is on its way */
    wire_stop(wire);
    let_go_of_parked();
    wire_receive_all(wire, fd);
}

static void a_server_stops_while_a_call_waits_for_an_event(void **state)
{
    stop_with_parked(*state, "GET /parked HTTP/1.1\r\n" WIRE_HOST "\r\n");
}

static void a_server_stops_while_a_stream_is_idle(void **state)
{
    struct wire *wire = *state;
    stop_with_parked(wire, "GET /stream HTTP/1.1\r\n" WIRE_HOST "\r\n");
    assert_non_null(strstr(buf_text(&wire->reply), PIECE));
}

/* A stream without chunks, for an HTTP/1.0 client, and with nobody else who has the call. */
static void a_server_stops_while_a_stream_is_idle_that_only_libh2o_has(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    wire_send(fd, "GET /loose HTTP/1.0\r\n" WIRE_HOST "\r\n");
    wire_until(wire, is_asked, NULL);
    for (int i = 0; i < 5; i++)
        wire_turn(wire, 1);
    wire_stop(wire);
    wire_receive_all(wire, fd);
    assert_non_null(strstr(buf_text(&wire->reply), PIECE));
}

static void stop(void *ctx)
{
    wire_stop(ctx);
}

static bool is_over(void *ctx)
{
    (void)ctx;
    return seen.parked && !seen.parked->req;
}

static void a_server_with_a_waiting_call_may_be_stopped_within_a_callback(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    wire_send(fd, "GET /stream HTTP/1.1\r\n" WIRE_HOST "\r\n");
    wire_until(wire, is_parked, NULL);
    loop_post(wire->loop, stop, wire);
    wire_until(wire, is_over, NULL);
    let_go_of_parked();
    for (int i = 0; i < 5; i++)
        wire_turn(wire, 0);
    wire_receive_all(wire, fd);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, wire_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_lane_answers),
        TEST(a_client_that_leaves_meanwhile_changes_nothing),
        TEST(a_server_stops_while_a_lane_works),
        TEST(a_server_stops_while_a_call_waits_for_an_event),
        TEST(a_server_stops_while_a_stream_is_idle),
        TEST(a_server_stops_while_a_stream_is_idle_that_only_libh2o_has),
        TEST(a_server_with_a_waiting_call_may_be_stopped_within_a_callback),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
