/* Bytes on a connection, by way of libh2o, the routes, the query and the body: every one of them is
 * answered by something that begins like HTTP, or the connection ends; a server that stays. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/scope.h"
#include "web/web_given.h"
#include "web/web_health.h"
#include "web/web_route.h"

#include "fuzz.h"

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
    for (size_t i = 0; i < call->query.count; i++)
        json_set_string(json, call->query.pairs[i].name, call->query.pairs[i].value);
    json_set_string(json, "tail", call->tail);
    json_set_string(json, "accept", web_call_header(call, "accept"));
    web_call_json(call, 200, json);
}

static void take_bytes(struct web_call *call)
{
    fuzz_require(call->req->entity.len <= 1000);
    web_call_empty(call, 204);
}

static const struct web_param fields[] = {
    {"name", "string", true, "of the thing"},
    {"count", "integer", false, "of things"},
    {"list", "array", false, "of things"},
    {"more", "object", false, "than that"},
    {0},
};

static const struct web_route rows[] = {
    {.method = "POST",
     .path = "/f",
     .handler = echo_fields,
     .body = WEB_BODY_JSON,
     .body_max = 2000,
     .fields = fields},
    {.method = "GET", .path = "/q", .handler = echo_query},
    {.method = "GET", .path = "/t/{name}", .handler = echo_query},
    {.method = "PUT",
     .path = "/t/{name}",
     .handler = take_bytes,
     .body = WEB_BODY_BYTES,
     .body_max = 1000},
};

/* Instead of the room's own: the linker takes this one. */
WEB_ROUTES(web_health_routes, rows)

static struct json *no_health(void *ctx, bool *is_ok)
{
    (void)ctx;
    *is_ok = true;
    return json_object();
}

static struct loop *loop; /* one server for all inputs */

/* A name of the Unix domain that the kernel gives: TCP would keep each connection's pair of ports
 * for a minute after its end, and run out of them. Source: unix(7), "Autobind feature". */
static struct sockaddr_un address = {.sun_family = AF_UNIX};
static socklen_t address_size = sizeof(sa_family_t);

static int listen_somewhere(void)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    fuzz_require(fd >= 0 && bind(fd, (const struct sockaddr *)&address, address_size) == 0);
    address_size = sizeof(address);
    fuzz_require(getsockname(fd, (struct sockaddr *)&address, &address_size) == 0);
    fuzz_require(listen(fd, SOMAXCONN) == 0);
    return fd;
}

static void start_server(void)
{
    struct web_given given = {.count = 1, .fds = {listen_somewhere()}, .is_unix = {true}};
    struct web_options options = {.addr = "127.0.0.1:0",
                                  .given = &given,
                                  .source = {.health = no_health},
                                  .is_open = true,
                                  .max_body_bytes = 4000};
    loop = loop_create(NULL);
    fuzz_require(loop && web_start(loop, &options, NULL));
}

static int connect_to_server(void)
{
    if (!loop)
        start_server();
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    fuzz_require(fd >= 0);
    fuzz_require(connect(fd, (const struct sockaddr *)&address, address_size) == 0);
    fuzz_require(fcntl(fd, F_SETFL, O_NONBLOCK) == 0);
    return fd;
}

/* The first bytes of what comes must be those of an answer. */
static bool take_answer(int fd, size_t *taken)
{
    static const char head[] = "HTTP/1.1 ";
    char bytes[4096];
    ssize_t size = recv(fd, bytes, sizeof(bytes), 0);
    for (ssize_t i = 0; i < size && *taken < sizeof(head) - 1; i++)
        fuzz_require(bytes[i] == head[(*taken)++]);
    return size == 0 || (size < 0 && errno != EAGAIN);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_fd int fd = connect_to_server();
    size_t taken = 0;
    /* The first byte says where the rest is cut: it comes in two pieces. */
    size_t cut = size ? 1 + (data[0] * (size - 1)) / 256 : 0;
    if (size > 1)
        (void)send(fd, data + 1, cut - 1, MSG_NOSIGNAL); /* what is not taken is not tried */
    (void)loop_step(loop, 0, NULL);
    if (size > cut)
        (void)send(fd, data + cut, size - cut, MSG_NOSIGNAL);
    (void)shutdown(fd, SHUT_WR); /* the server may have ended it */
    while (!take_answer(fd, &taken))
        fuzz_require(loop_step(loop, 0, NULL) == 0); /* waiting would cost a millisecond */
    return 0;
}
