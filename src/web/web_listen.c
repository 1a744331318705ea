/* Listeners.
 *
 * When descriptors or our own limit of connections are used up, the listeners are not watched:
 * an epoll that reports a connection that nobody can accept would spin. Who closes a connection
 * wakes them; a timer looks again where the descriptors are held by others. */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "conf/conf_addr.h"
#include "web/web_own.h"
#include "web/web_unix.h"

#define BACKLOG          511
#define ACCEPTS_PER_TURN 16
#define RETRY_MS         100
#define ADDRESSES_MAX    4 /* of one name */

static void connection_came(h2o_socket_t *socket, const char *error);

void web_listen_update(struct web *web)
{
    struct web_listen *listen = &web->listen;
    bool wants = !web->is_stopping && !web->conns.is_draining &&
                 web->conns.count < web->max_connections && !loop_timer_is_armed(listen->retry);
    if (wants == listen->is_listening)
        return;
    listen->is_listening = wants;
    if (web->conns.count >= web->max_connections)
        web_conns_hurry(web);
    for (int i = 0; i < listen->count; i++) {
        if (wants)
            h2o_socket_read_start(listen->listeners[i].socket, connection_came);
        else
            h2o_socket_read_stop(listen->listeners[i].socket);
    }
}

static void retry_came(void *ctx)
{
    web_listen_update(ctx);
}

static void connection_came(h2o_socket_t *socket, const char *error)
{
    const struct web_listener *listener = socket->data;
    struct web *web = listener->web;
    bool is_tls = !listener->is_unix && web->accept_tls.ssl_ctx;
    for (int i = 0; !error && i < ACCEPTS_PER_TURN; i++) {
        if (web->conns.count >= web->max_connections)
            break;
        h2o_socket_t *peer = h2o_evloop_socket_accept(socket);
        if (peer) {
            web_conn_accept(web, peer, listener->is_unix, is_tls);
        } else {
            if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
                loop_timer_arm(web->listen.retry, RETRY_MS);
            break;
        }
    }
    web_listen_update(web);
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

/* Takes FD. */
static void add_listener(struct web *web, int fd, bool is_unix)
{
    struct web_listen *listen = &web->listen;
    struct web_listener *listener = &listen->listeners[listen->count++];
    if (listen->port == 0 && !is_unix)
        listen->port = port_of(fd);
    *listener = (struct web_listener){.web = web, .is_unix = is_unix};
    listener->socket = h2o_evloop_socket_create(web->context.loop, fd, H2O_SOCKET_FLAG_DONT_READ);
    listener->socket->data = listener;
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
        if (web->listen.count == ADDRESSES_MAX || (web->listen.count && addr->port == 0))
            break;
        int fd = open_socket(info);
        if (fd >= 0)
            add_listener(web, fd, false);
        else if (errno != EADDRNOTAVAIL && errno != EAFNOSUPPORT)
            return fail_to_listen(addr_text, err);
    }
    return web->listen.count ? 0 : fail_to_listen(addr_text, err);
}

static int listen_on_name(struct web *web, const char *addr_text, struct err *err)
{
    struct conf_addr addr;
    struct addrinfo *infos = NULL;
    if (conf_addr_parse(addr_text, &addr, err) < 0)
        return -1;
    if (addr.is_off)
        return 0;
    if (resolve(&addr, &infos, err) < 0)
        return -1;
    int status = listen_on_all(web, &addr, addr_text, infos, err);
    freeaddrinfo(infos);
    return status;
}

static int listen_on_path(struct web *web, const struct web_options *options, struct err *err)
{
    const char *path = options->socket_path;
    if (!path || !*path)
        return 0;
    int fd = web_unix_listen(options->rooms.project_path, path, BACKLOG, err);
    if (fd < 0)
        return -1;
    web->listen.unix_path = xstrdup(path);
    add_listener(web, fd, true);
    return 0;
}

/* What systemd gave stands for server.addr. */
static int open_all(struct web *web, const struct web_options *options, struct err *err)
{
    struct web_given *given = options->given;
    for (int i = 0; given && i < given->count; i++)
        add_listener(web, given->fds[i], given->is_unix[i]);
    bool is_given = given && given->count > 0;
    if (is_given)
        given->count = 0; /* taken */
    if (!is_given && listen_on_name(web, options->addr, err) < 0)
        return -1;
    if (listen_on_path(web, options, err) < 0)
        return -1;
    if (web->listen.count == 0)
        return err_set(err, ERR_INVALID, "address '%.80s' leaves nothing to serve on",
                       options->addr);
    return 0;
}

int web_listen_open(struct web *web, const struct web_options *options, struct err *err)
{
    web->listen.retry = loop_timer_create(web->loop, retry_came, web);
    int status = open_all(web, options, err);
    if (status)
        web_listen_close(web);
    else
        web_listen_update(web);
    return status;
}

void web_listen_close(struct web *web)
{
    struct web_listen *listen = &web->listen;
    if (listen->unix_path)
        web_unix_remove(web->rooms.project_path, listen->unix_path);
    free(take(listen->unix_path));
    for (int i = 0; i < listen->count; i++)
        h2o_socket_close(listen->listeners[i].socket);
    listen->count = 0;
    loop_timer_free(take(listen->retry));
}
