/* Goal: what follows from the tables of routes: which row is meant, what its body may be, and the
 * answers when it may not. Over real sockets. */
#include "web/web_route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"
#include "web/web_health.h"
#include "wire.h"

#define JSON_TYPE "Content-Type: application/json\r\n"

static void echo_fields(struct web_call *call)
{
    struct err err = {0};
    auto_json struct json *body = web_call_fields(call, &err);
    if (body)
        web_call_json(call, 200, body);
    else
        web_call_error(call, &err);
}

static void echo_query(struct web_call *call)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "q", web_query_text(&call->query, "q"));
    json_set_string(json, "tail", call->tail);
    web_call_json(call, 200, json);
}

static void say_method(struct web_call *call)
{
    web_call_bytes(call, 200, "text/plain", call->route->method, strlen(call->route->method));
}

static void answer_204(struct web_call *call)
{
    web_call_empty(call, 204);
}

static void answer_304(struct web_call *call)
{
    web_call_add(call, "etag", "\"1\"");
    web_call_empty(call, 304);
}

static void answer_507(struct web_call *call)
{
    struct err err = {0};
    (void)err_set(&err, ERR_NO_SPACE, "the disk is full of \xff");
    struct json *extra = json_object();
    json_set_integer(extra, "free", 3);
    web_call_refuse_with(call, err_http(err.code), &err, extra);
}

static void answer_503(struct web_call *call)
{
    struct err err = {0};
    (void)err_set(&err, ERR_BUSY, "not now");
    web_call_error(call, &err);
}

static const struct web_param fields[] = {
    {.name = "name", .type = "string", .is_required = true, .help = "of the thing"},
    {.name = "count", .type = "integer"},
    {.name = "is_big", .type = "boolean"},
    {.name = "list", .type = "array"},
    {.name = "more", .type = "object"},
    {0},
};

static const struct web_route rows[] = {
    {.method = "POST",
     .path = "/echo",
     .handler = echo_fields,
     .body = WEB_BODY_JSON,
     .body_max = 1000,
     .fields = fields},
    {.method = "GET", .path = "/query", .handler = echo_query},
    {.method = "PUT", .path = "/many", .handler = say_method, .body = WEB_BODY_BYTES},
    {.method = "DELETE", .path = "/many", .handler = say_method},
    {.method = "GET", .path = "/many", .handler = say_method},
    {.method = "GET", .path = "/thing/{name}", .handler = echo_query},
    {.method = "GET", .path = "/204", .handler = answer_204},
    {.method = "GET", .path = "/304", .handler = answer_304},
    {.method = "GET", .path = "/507", .handler = answer_507},
    {.method = "GET", .path = "/503", .handler = answer_503},
};

WEB_ROUTES(web_health_routes, rows)

static void a_body_of_known_keys_is_taken(void **state)
{
    const char *body = "{\"name\":\"a\",\"count\":-3,\"is_big\":true,\"list\":[1],\"more\":{}}";
    const char *reply = wire_ask(*state, "POST /echo", JSON_TYPE, body);
    assert_int_equal(wire_status(reply), 200);
    assert_int_equal(strncmp(wire_body(reply), body, strlen(body)), 0);
    reply = wire_ask(*state, "POST /echo", "Content-Type: Application/JSON; charset=utf-8\r\n",
                     "{\"name\":\"\"}");
    assert_int_equal(wire_status(reply), 200);
}

static void what_the_row_does_not_know_is_named(void **state)
{
    static const struct {
        const char *body, *text;
    } cases[] = {
        {"{\"name\":\"a\",\"nmae\":1}", "unknown key 'nmae': it can have 'name', 'count'"},
        {"{}", "lacks the key 'name': of the thing"},
        {"{\"name\":null}", "key 'name' of the body must be of type string"},
        {"{\"name\":\"a\",\"count\":1.5}", "'count' of the body must be of type integer"},
        {"{\"name\":\"a\",\"count\":\"1\"}", "'count' of the body must be of type integer"},
        {"{\"name\":\"a\",\"is_big\":1}", "'is_big' of the body must be of type boolean"},
        {"{\"name\":\"a\",\"list\":{}}", "'list' of the body must be of type array"},
        {"{\"name\":\"a\",\"more\":[]}", "'more' of the body must be of type object"},
        {"[]", "must be a JSON object, not an array"},
        {"null", "must be a JSON object"},
        {"{\"name\":\"a\"", "the body is not JSON: 1:"},
        {"{\"name\":\"a\"} x", "the body is not JSON: 1:14"},
        {"{\"name\":\"a\",\n\"name\":\"b\"}", "2:1: a key stands twice"},
        {"{\"name\":\"\\u0000\"}", "not JSON: 1:"},
        {"{\"name\":\"\xff\"}", "not JSON: 1:"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        wire_assert_error(wire_ask(*state, "POST /echo", JSON_TYPE, cases[i].body), 400, "invalid",
                          cases[i].text);
}

static void an_empty_body_is_an_empty_object(void **state)
{
    wire_assert_error(wire_ask(*state, "POST /echo", NULL, NULL), 400, "invalid",
                      "lacks the key 'name'");
}

static void another_content_type_is_refused(void **state)
{
    static const char *const types[] = {
        "", "Content-Type: text/plain\r\n", "Content-Type: application/jsonx\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\n", "Content-Type:\r\n"};
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        wire_assert_error(wire_ask(*state, "POST /echo", types[i], "{\"name\":\"a\"}"), 415,
                          "invalid", "Content-Type: application/json");
}

static void a_body_beyond_the_rows_limit_is_too_large(void **state)
{
    auto_buf struct buf body;
    buf_init(&body, 2000);
    buf_add(&body, "{\"name\":\"");
    while (body.size < 998)
        buf_add(&body, "x");
    buf_add(&body, "\"}");
    const char *reply = wire_ask(*state, "POST /echo", JSON_TYPE, buf_text(&body));
    assert_int_equal(wire_status(reply), 200);
    buf_add(&body, " ");
    wire_assert_error(wire_ask(*state, "POST /echo", JSON_TYPE, buf_text(&body)), 413, "too_large",
                      "1001 bytes, 1000 are allowed");
}

static void a_chunked_body_is_a_body(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    wire_send(fd, "POST /echo HTTP/1.1\r\n" WIRE_HOST JSON_TYPE
                  "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"name\":\r\n4\r\n\"a\"}\r\n0\r\n\r\n");
    assert_false(wire_receive(wire, fd, true));
    assert_string_equal(wire_body(buf_text(&wire->reply)), "{\"name\":\"a\"}\n");
}

static void a_bad_query_is_refused_before_the_handler(void **state)
{
    wire_assert_error(wire_ask(*state, "GET /query?q=1&q=2", NULL, NULL), 400, "invalid",
                      "'q' is given twice");
    wire_assert_error(wire_ask(*state, "GET /query?q=%00", NULL, NULL), 400, "invalid",
                      "not UTF-8");
    const char *reply = wire_ask(*state, "GET /query?q=a%26b?c", NULL, NULL);
    assert_string_equal(wire_body(reply), "{\"q\":\"a&b?c\",\"tail\":\"\"}\n");
    assert_int_equal(wire_status(wire_ask(*state, "GET /query?", NULL, NULL)), 200);
}

static void a_tail_is_one_part_of_the_path(void **state)
{
    const char *reply = wire_ask(*state, "GET /thing/a%20b?q=1", NULL, NULL);
    assert_string_equal(wire_body(reply), "{\"q\":\"1\",\"tail\":\"a b\"}\n");
    static const char *const others[] = {"GET /thing/",      "GET /thing",      "GET /thing/a/b",
                                         "GET /thing/a%2fb", "GET /thing/a%00", "GET /thing/../x"};
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        wire_assert_error(wire_ask(*state, others[i], NULL, NULL), 404, "not_found", "nothing at");
}

static void a_tail_has_a_greatest_length(void **state)
{
    auto_buf struct buf what;
    buf_init(&what, 1000);
    buf_add(&what, "GET /thing/");
    size_t head = what.size;
    while (what.size < head + WEB_TAIL_MAX - 1)
        buf_add(&what, "x");
    assert_int_equal(wire_status(wire_ask(*state, buf_text(&what), NULL, NULL)), 200);
    buf_add(&what, "x");
    wire_assert_error(wire_ask(*state, buf_text(&what), NULL, NULL), 404, "not_found", "nothing");
}

static void allow_lists_the_methods_in_one_order(void **state)
{
    const char *reply = wire_ask(*state, "PATCH /many", NULL, NULL);
    wire_assert_error(reply, 405, "invalid", "allows GET, HEAD, PUT, DELETE, not 'PATCH'");
    assert_true(wire_has(reply, "\r\nallow: GET, HEAD, PUT, DELETE\r\n"));
    assert_int_equal(wire_status(wire_ask(*state, "get /many", NULL, NULL)), 405);
    assert_string_equal(wire_body(wire_ask(*state, "DELETE /many", NULL, NULL)), "DELETE");
    assert_string_equal(wire_body(wire_ask(*state, "PUT /many", NULL, "x")), "PUT");
}

/* Source: RFC 9110 8.6: a 204 must not have a Content-Length; the connection goes on. */
static void answers_without_a_body_have_no_length(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    static const char *const paths[] = {"GET /204", "HEAD /204", "GET /304", "HEAD /304"};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        auto_free char *request = xasprintf("%s HTTP/1.1\r\n" WIRE_HOST "\r\n", paths[i]);
        wire_send(fd, request);
        assert_false(wire_receive(wire, fd, true));
        assert_int_equal(wire_status(buf_text(&wire->reply)), i < 2 ? 204 : 304);
        assert_false(wire_has(buf_text(&wire->reply), "content-length"));
        assert_false(wire_has(buf_text(&wire->reply), "transfer-encoding"));
        assert_true(wire_has(buf_text(&wire->reply), "connection: keep-alive"));
    }
}

static void an_error_may_have_more_keys(void **state)
{
    const char *reply = wire_ask(*state, "GET /507", NULL, NULL);
    wire_assert_error(reply, 507, "no_space", "the disk is full of \xef\xbf\xbd");
    assert_non_null(strstr(wire_body(reply), "\"free\":3"));
    assert_true(wire_has(reply, "HTTP/1.1 507 Insufficient Storage\r\n"));
}

static void a_busy_server_says_when_to_ask_again(void **state)
{
    const char *reply = wire_ask(*state, "GET /503", NULL, NULL);
    wire_assert_error(reply, 503, "busy", "not now");
    assert_true(wire_has(reply, "\r\nretry-after: 2\r\n"));
}

static void pipelined_requests_are_answered_in_order(void **state)
{
    struct wire *wire = *state;
    auto_fd int fd = wire_connect(wire);
    wire_send(fd, "GET /query?q=first HTTP/1.1\r\n" WIRE_HOST "\r\n"
                  "POST /echo HTTP/1.1\r\n" WIRE_HOST JSON_TYPE
                  "Content-Length: 12\r\n\r\n{\"name\":\"b\"}"
                  "GET /query?q=third HTTP/1.1\r\n" WIRE_HOST "Connection: close\r\n\r\n");
    wire_receive_all(wire, fd);
    const char *first = strstr(buf_text(&wire->reply), "\"first\"");
    const char *second = strstr(buf_text(&wire->reply), "{\"name\":\"b\"}");
    const char *third = strstr(buf_text(&wire->reply), "\"third\"");
    assert_true(first && second && third && first < second && second < third);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, wire_set_up, wire_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_body_of_known_keys_is_taken),
        TEST(what_the_row_does_not_know_is_named),
        TEST(an_empty_body_is_an_empty_object),
        TEST(another_content_type_is_refused),
        TEST(a_body_beyond_the_rows_limit_is_too_large),
        TEST(a_chunked_body_is_a_body),
        TEST(a_bad_query_is_refused_before_the_handler),
        TEST(a_tail_is_one_part_of_the_path),
        TEST(a_tail_has_a_greatest_length),
        TEST(allow_lists_the_methods_in_one_order),
        TEST(answers_without_a_body_have_no_length),
        TEST(an_error_may_have_more_keys),
        TEST(a_busy_server_says_when_to_ask_again),
        TEST(pipelined_requests_are_answered_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
