#include "web/web_given.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define FIRST_FD 3 /* Source: sd_listen_fds(3), SD_LISTEN_FDS_START */

/* Called in main before any thread exists. */
/* NOLINTBEGIN(concurrency-mt-unsafe) */

/* The whole number that variable NAME holds, -1 for anything else. */
static long number_of(const char *name)
{
    const char *text = getenv(name);
    char *end;
    if (!text || *text < '0' || *text > '9')
        return -1;
    long number = strtol(text, &end, 10);
    return *end ? -1 : number;
}

static void forget_variables(void)
{
    (void)unsetenv("LISTEN_PID"); /* fails for names that are none */
    (void)unsetenv("LISTEN_FDS");
    (void)unsetenv("LISTEN_FDNAMES");
}

/* NOLINTEND(concurrency-mt-unsafe) */

static bool is_loopback(const struct sockaddr_storage *address)
{
    if (address->ss_family == AF_INET) {
        const struct sockaddr_in *v4 = (const void *)address;
        return ntohl(v4->sin_addr.s_addr) >> IN_CLASSA_NSHIFT == IN_LOOPBACKNET;
    }
    return IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
}

static int look_at(struct web_given *given, int fd, struct err *err)
{
    int type = 0;
    int listens = 0;
    socklen_t size = sizeof(type);
    struct sockaddr_storage address = {0};
    socklen_t address_size = sizeof(address);
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) < 0 || type != SOCK_STREAM ||
        getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) < 0 || !listens ||
        getsockname(fd, (struct sockaddr *)&address, &address_size) < 0)
        return err_set(err, ERR_INVALID,
                       "descriptor %d of LISTEN_FDS is no listening stream socket: see "
                       "ListenStream= of systemd.socket(5)",
                       fd);
    bool is_unix = address.ss_family == AF_UNIX;
    if (!is_unix && address.ss_family != AF_INET && address.ss_family != AF_INET6)
        return err_set(err, ERR_INVALID, "descriptor %d of LISTEN_FDS is of no known family", fd);
    given->is_unix[fd - FIRST_FD] = is_unix;
    given->is_open = given->is_open || (!is_unix && !is_loopback(&address));
    return 0;
}

int web_given_take(struct web_given *given, struct err *err)
{
    *given = (struct web_given){0};
    long pid = number_of("LISTEN_PID");
    long count = number_of("LISTEN_FDS");
    forget_variables();
    if (pid != getpid() || count <= 0)
        return 0;
    if (count > WEB_GIVEN_MAX)
        return err_set(err, ERR_INVALID, "LISTEN_FDS is %ld: at most %d sockets can be used", count,
                       WEB_GIVEN_MAX);
    for (int i = 0; i < (int)count; i++) {
        given->fds[i] = FIRST_FD + i;
        given->count++;
        (void)fcntl(given->fds[i], F_SETFD, FD_CLOEXEC); /* a bad one is found below */
    }
    int status = 0;
    for (int i = 0; i < given->count && status == 0; i++)
        status = look_at(given, given->fds[i], err);
    if (status < 0)
        web_given_close(given);
    return status;
}

void web_given_close(struct web_given *given)
{
    for (int i = 0; i < given->count; i++)
        (void)close(given->fds[i]);
    given->count = 0;
}
