/* The floor of the HTTP figures: libh2o's own loop and one handler that answers every request with
 * the same JSON, as little as one can do. `bare_h2o [BYTES]` listens on a free port of the loopback
 * address, prints it, and serves until it is ended. A body of BYTES (100). */
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <h2o.h>

#define BACKLOG  511
#define BODY_MAX 1000000

static h2o_globalconf_t config;
static h2o_context_t context;
static h2o_accept_ctx_t accept_ctx;
static char body[BODY_MAX];
static size_t body_size = 100;

static int answer(h2o_handler_t *self, h2o_req_t *req)
{
    (void)self;
    static h2o_generator_t nothing;
    h2o_iovec_t iov = {body, body_size};
    req->res.status = 200;
    req->res.reason = "OK";
    req->res.content_length = body_size;
    h2o_add_header(&req->pool, &req->res.headers, H2O_TOKEN_CONTENT_TYPE, NULL,
                   H2O_STRLIT("application/json"));
    h2o_start_response(req, &nothing);
    h2o_send(req, &iov, 1, H2O_SEND_STATE_FINAL);
    return 0;
}

static void connection_came(h2o_socket_t *listener, const char *error)
{
    h2o_socket_t *socket = error ? NULL : h2o_evloop_socket_accept(listener);
    if (socket)
        h2o_accept(&accept_ctx, socket);
}

/* Answers a listening socket and its port, or -1. */
static int listen_anywhere(int *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) || listen(fd, BACKLOG) ||
        getsockname(fd, (struct sockaddr *)&address, &size))
        return -1;
    *port = ntohs(address.sin_port);
    return fd;
}

int main(int argc, char **argv)
{
    int port = 0;
    if (argc > 1)
        body_size = strtoul(argv[1], NULL, 10);
    if (body_size > BODY_MAX)
        return 64;
    memset(body, ' ', body_size);
    (void)signal(SIGPIPE, SIG_IGN);
    h2o_config_init(&config);
    config.http1.upgrade_to_http2 = 0;
    h2o_hostconf_t *host =
        h2o_config_register_host(&config, h2o_iovec_init(H2O_STRLIT("default")), 65535);
    h2o_pathconf_t *path = h2o_config_register_path(host, "/", 0);
    h2o_create_handler(path, sizeof(h2o_handler_t))->on_req = answer;
    h2o_context_init(&context, h2o_evloop_create(), &config);
    accept_ctx = (h2o_accept_ctx_t){.ctx = &context, .hosts = config.hosts};
    int fd = listen_anywhere(&port);
    if (fd < 0)
        return 71;
    h2o_socket_t *listener = h2o_evloop_socket_create(context.loop, fd, H2O_SOCKET_FLAG_DONT_READ);
    h2o_socket_read_start(listener, connection_came);
    (void)printf("%d\n", port);
    (void)fflush(stdout);
    while (h2o_evloop_run(context.loop, INT32_MAX) == 0) {
    }
    return 0;
}
