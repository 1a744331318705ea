#include "wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/scope.h"

static struct json *no_health(void *ctx, bool *is_ok)
{
    (void)ctx;
    *is_ok = true;
    return json_object();
}

void wire_start(struct wire *wire)
{
    struct web_options options = {
        .addr = "127.0.0.1:0",
        .source = {.health = no_health},
        .is_open = true,
        .max_body_bytes = WIRE_BODY_MAX,
    };
    wire->web = web_start(wire->loop, &options, NULL);
    assert_non_null(wire->web);
}

int wire_set_up(void **state)
{
    struct wire *wire = xcalloc(1, sizeof(*wire));
    buf_init(&wire->reply, WIRE_REPLY_MAX);
    wire->loop = loop_create(NULL);
    wire_start(wire);
    *state = wire;
    return 0;
}

void wire_stop(struct wire *wire)
{
    web_stop(take(wire->web));
}

int wire_tear_down(void **state)
{
    struct wire *wire = *state;
    wire_stop(wire);
    loop_free(wire->loop);
    buf_release(&wire->reply);
    free(wire);
    return 0;
}

int wire_connect(const struct wire *wire)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)web_port(wire->web)),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
    return fd;
}

void wire_send(int fd, const char *text)
{
    assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

void wire_turn(struct wire *wire, int max_wait_ms)
{
    assert_int_equal(loop_step(wire->loop, max_wait_ms, NULL), 0);
}

void wire_until(struct wire *wire, bool (*condition)(void *ctx), void *ctx)
{
    int64_t deadline_ms = clock_boot_ms() + WIRE_PATIENCE_MS;
    while (!condition(ctx)) {
        if (clock_boot_ms() > deadline_ms)
            fail_msg("waited %d ms in vain", WIRE_PATIENCE_MS);
        wire_turn(wire, 5);
    }
}

bool wire_take(struct wire *wire, int fd)
{
    static char bytes[65536];
    ssize_t size = recv(fd, bytes, sizeof(bytes), 0);
    if (size > 0)
        buf_append(&wire->reply, bytes, (size_t)size);
    return size == 0 || (size < 0 && (errno == ECONNRESET || errno == EPIPE));
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

static bool receive(struct wire *wire, int fd, bool is_all, bool has_body)
{
    int64_t deadline_ms = clock_boot_ms() + WIRE_PATIENCE_MS;
    buf_clear(&wire->reply);
    while (is_all || !is_whole(&wire->reply, has_body)) {
        if (clock_boot_ms() > deadline_ms)
            fail_msg("no reply within %d ms", WIRE_PATIENCE_MS);
        wire_turn(wire, 5);
        if (wire_take(wire, fd))
            return true;
    }
    return false;
}

bool wire_receive(struct wire *wire, int fd, bool has_body)
{
    return receive(wire, fd, false, has_body);
}

void wire_receive_all(struct wire *wire, int fd)
{
    (void)receive(wire, fd, true, true); /* ends only with the connection */
}

const char *wire_ask(struct wire *wire, const char *what, const char *headers, const char *body)
{
    auto_fd int fd = wire_connect(wire);
    auto_free char *length =
        body ? xasprintf("Content-Length: %zu\r\n", strlen(body)) : xstrdup("");
    auto_free char *request = xasprintf("%s HTTP/1.1\r\n" WIRE_HOST "%s%s\r\n%s", what,
                                        headers ? headers : "", length, body ? body : "");
    wire_send(fd, request);
    (void)wire_receive(wire, fd, strncmp(what, "HEAD", 4) != 0);
    return buf_text(&wire->reply);
}

int wire_status(const char *reply)
{
    return strncmp(reply, "HTTP/1.1 ", 9) == 0 ? (int)strtol(reply + 9, NULL, 10) : 0;
}

const char *wire_body(const char *reply)
{
    const char *end = strstr(reply, "\r\n\r\n");
    assert_non_null(end);
    return end + 4;
}

bool wire_has(const char *reply, const char *text)
{
    const char *found = strcasestr(reply, text);
    return found && found < wire_body(reply);
}

void wire_assert_error(const char *reply, int status, const char *code, const char *text)
{
    if (wire_status(reply) != status)
        fail_msg("not %d: %s", status, reply);
    assert_true(wire_has(reply, "\r\ncontent-type: application/json\r\n"));
    const char *body = wire_body(reply);
    assert_int_equal(strlen(body), content_length(reply));
    auto_json struct json *json = json_parse(body, strlen(body), NULL);
    assert_non_null(json);
    assert_string_equal(json_get_string(json, "code"), code);
    if (!strstr(json_get_string(json, "error"), text))
        fail_msg("'%s' is not in: %s", text, body);
}
