#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/scope.h"
#include "preview/preview_own.h"

#define BACKLOG 128

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_storage room;
};

static in_port_t *port_of(union address *address)
{
    return address->any.sa_family == AF_INET6 ? &address->v6.sin6_port : &address->v4.sin_port;
}

/* Answers a listening socket and its port in *PORT, which is taken when it is 0; or -1. */
static int open_socket(const struct addrinfo *info, int *port)
{
    int one = 1;
    union address address = {0};
    socklen_t size = info->ai_addrlen;
    memcpy(&address, info->ai_addr, size < sizeof(address) ? size : sizeof(address));
    *port_of(&address) = htons((uint16_t)*port);
    auto_fd int fd = socket(info->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) ||
        bind(fd, &address.any, size) || listen(fd, BACKLOG) || getsockname(fd, &address.any, &size))
        return -1;
    *port = ntohs(*port_of(&address));
    return take_fd(&fd);
}

static int fail(const char *host, int port, struct err *err)
{
    if (errno == EADDRINUSE)
        return err_set(err, ERR_CONFLICT, "port %d of '%.80s' is in use: choose another one", port,
                       host);
    if (errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT)
        return err_set(err, ERR_INVALID, "'%.80s' is no address of this machine", host);
    return err_errno(err, "cannot listen on port %d of '%.80s'", port, host);
}

/* All addresses of the name get the port that the first one got; one that this machine lacks is
 * passed over as long as another one is there. */
int preview_listen(struct preview_relay *relay, const char *host, int port, struct err *err)
{
    struct addrinfo *infos = NULL;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
    int status = getaddrinfo(host, NULL, &hints, &infos);
    if (status)
        return err_set(err, ERR_INVALID, "host '%.80s' is unknown: %s", host, gai_strerror(status));
    relay->port = port;
    int last = 0;
    for (const struct addrinfo *info = infos; info; info = info->ai_next) {
        struct preview_side *side = &relay->listeners[relay->listener_count];
        if (relay->listener_count == PREVIEW_LISTENERS_MAX)
            break;
        *side = (struct preview_side){.wire.fd = open_socket(info, &relay->port)};
        relay->listener_count += side->wire.fd >= 0;
        last = side->wire.fd < 0 ? errno : last;
    }
    freeaddrinfo(infos);
    errno = last;
    return relay->listener_count ? 0 : fail(host, port, err);
}
