/* Listeners and connections.
 *
 * When descriptors or our own limit of connections are used up, the listeners are not watched:
 * an epoll that reports a connection that nobody can accept would spin. Who closes a connection
 * wakes them; a timer looks again where the descriptors are held by others. */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "conf/conf_addr.h"
#include "web/web_own.h"

#define BACKLOG          511
#define ACCEPTS_PER_TURN 16
#define RETRY_MS         100
/* A client that stops reading would hold its connection for ever: libh2o has no write timeout.
 * Source: tcp(7), TCP_USER_TIMEOUT. */
#define USER_TIMEOUT_MS  20000

struct conn {
    struct list link;
    struct web *web;
    h2o_socket_t *socket;
};

static void connection_came(h2o_socket_t *listener, const char *error);

/* Watch the listeners or not, as the moment wants it. */
static void update(struct web *web)
{
    struct web_listen *listen = &web->listen;
    bool wants = !web->is_stopping && listen->conn_count < web->max_connections &&
                 !loop_timer_is_armed(listen->retry);
    if (wants == listen->is_listening)
        return;
    listen->is_listening = wants;
    for (int i = 0; i < listen->count; i++) {
        if (wants)
            h2o_socket_read_start(listen->sockets[i], connection_came);
        else
            h2o_socket_read_stop(listen->sockets[i]);
    }
}

static void retry_came(void *ctx)
{
    update(ctx);
}

static void conn_closed(void *ctx)
{
    struct conn *conn = ctx;
    struct web *web = conn->web;
    list_remove(&conn->link);
    free(conn);
    web->listen.conn_count--;
    if (!web->is_stopping)
        update(web);
    else if (web->listen.conn_count == 0)
        web_conns_ended(web);
}

static void serve(struct web *web, h2o_socket_t *socket)
{
    struct conn *conn = xmalloc(sizeof(*conn));
    *conn = (struct conn){.web = web, .socket = socket};
    list_append(&web->listen.conns, &conn->link);
    web->listen.conn_count++;
    socket->on_close.cb = conn_closed;
    socket->on_close.data = conn;
    unsigned timeout_ms = USER_TIMEOUT_MS;
    /* Refused only by ancient kernels; then it is as without. */
    (void)setsockopt(h2o_socket_get_fd(socket), IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout_ms,
                     sizeof(timeout_ms));
    h2o_accept(&web->accept, socket);
}

static void connection_came(h2o_socket_t *listener, const char *error)
{
    struct web *web = listener->data;
    for (int i = 0; !error && i < ACCEPTS_PER_TURN; i++) {
        if (web->listen.conn_count >= web->max_connections)
            break;
        h2o_socket_t *socket = h2o_evloop_socket_accept(listener);
        if (socket) {
            serve(web, socket);
        } else {
            if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
                loop_timer_arm(web->listen.retry, RETRY_MS);
            break;
        }
    }
    update(web);
}

static int fail_to_listen(const char *addr_text, struct err *err)
{
    if (errno == EADDRINUSE)
        return err_set(err, ERR_CONFLICT,
                       "address '%.80s' is in use: stop what listens there or choose another "
                       "server.addr",
                       addr_text);
    if (errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT)
        return err_set(err, ERR_INVALID, "address '%.80s' is not one of this machine", addr_text);
    if (errno == EACCES)
        return err_set(err, ERR_FORBIDDEN,
                       "address '%.80s' is not for this user: choose a port above 1023", addr_text);
    return err_errno(err, "cannot listen on '%.80s'", addr_text);
}

/* Answers a listening socket, or -1 with errno. */
static int open_socket(const struct addrinfo *info)
{
    int one = 1;
    auto_fd int fd = socket(info->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) ||
        bind(fd, info->ai_addr, info->ai_addrlen) || listen(fd, BACKLOG))
        return -1;
    return take_fd(&fd);
}

static int port_of(int fd)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } address = {0};
    socklen_t size = sizeof(address);
    if (getsockname(fd, &address.any, &size))
        return 0;
    return ntohs(address.any.sa_family == AF_INET6 ? address.v6.sin6_port : address.v4.sin_port);
}

static void add_listener(struct web *web, int fd)
{
    struct web_listen *listen = &web->listen;
    if (listen->count == 0)
        listen->port = port_of(fd);
    h2o_socket_t *socket =
        h2o_evloop_socket_create(web->context.loop, fd, H2O_SOCKET_FLAG_DONT_READ);
    socket->data = web;
    listen->sockets[listen->count++] = socket;
}

static int resolve(const struct conf_addr *addr, struct addrinfo **infos, struct err *err)
{
    char port[sizeof("65535")];
    (void)snprintf(port, sizeof(port), "%u", (unsigned)addr->port); /* fits: 16 bits */
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    int status = getaddrinfo(addr->host, port, &hints, infos);
    if (status)
        return err_set(err, ERR_INVALID, "host '%.80s' is unknown: %s", addr->host,
                       gai_strerror(status));
    return 0;
}

/* A name may have several addresses (localhost: two); one that this machine lacks is passed over
 * as long as another one is there. With port 0 only the first: they could not have one port. */
static int listen_on_all(struct web *web, const struct conf_addr *addr, const char *addr_text,
                         const struct addrinfo *infos, struct err *err)
{
    for (const struct addrinfo *info = infos; info; info = info->ai_next) {
        if (web->listen.count == WEB_LISTENERS_MAX || (web->listen.count && addr->port == 0))
            break;
        int fd = open_socket(info);
        if (fd >= 0)
            add_listener(web, fd);
        else if (errno != EADDRNOTAVAIL && errno != EAFNOSUPPORT)
            return fail_to_listen(addr_text, err);
    }
    return web->listen.count ? 0 : fail_to_listen(addr_text, err);
}

int web_listen_open(struct web *web, const char *addr_text, struct err *err)
{
    struct conf_addr addr;
    struct addrinfo *infos = NULL;
    if (conf_addr_parse(addr_text, &addr, err) || resolve(&addr, &infos, err))
        return -1;
    list_init(&web->listen.conns);
    web->listen.retry = loop_timer_create(web->loop, retry_came, web);
    int status = listen_on_all(web, &addr, addr_text, infos, err);
    freeaddrinfo(infos);
    if (status)
        web_listen_close(web);
    else
        update(web);
    return status;
}

void web_listen_close(struct web *web)
{
    struct web_listen *listen = &web->listen;
    for (int i = 0; i < listen->count; i++)
        h2o_socket_close(listen->sockets[i]);
    listen->count = 0;
    loop_timer_free(listen->retry);
    listen->retry = NULL;
    list_for_each (node, &listen->conns) {
        const struct conn *conn = list_entry(node, struct conn, link);
        /* libh2o sees the end and closes it; what the peer has ended already is as well. */
        (void)shutdown(h2o_socket_get_fd(conn->socket), SHUT_RDWR);
    }
}
