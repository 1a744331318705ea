#include "server/server_notify.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/scope.h"

void server_notify(const char *state)
{
    const char *path = getenv("NOTIFY_SOCKET"); /* NOLINT(concurrency-mt-unsafe): nobody sets it */
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t size = path ? strlen(path) : 0;
    if (size < 2 || size >= sizeof(address.sun_path) || (path[0] != '/' && path[0] != '@'))
        return;
    memcpy(address.sun_path, path, size);
    if (path[0] == '@')
        address.sun_path[0] = '\0'; /* the abstract namespace */
    auto_fd int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size);
    (void)sendto(fd, state, strlen(state), MSG_NOSIGNAL, (const struct sockaddr *)&address, length);
}

void server_notify_reloading(void)
{
    struct timespec now;
    char state[80];
    (void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail for this id */
    (void)snprintf(state, sizeof(state), "RELOADING=1\nMONOTONIC_USEC=%lld",
                   (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000); /* fits */
    server_notify(state);
}

int64_t server_notify_watchdog_ms(void)
{
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets it */
    const char *text = getenv("WATCHDOG_USEC");
    /* NOLINTNEXTLINE(concurrency-mt-unsafe) */
    const char *pid = getenv("WATCHDOG_PID");
    if (!text || (pid && strtol(pid, NULL, 10) != (long)getpid()))
        return 0;
    char *end = NULL;
    long long us = strtoll(text, &end, 10);
    return us > 0 && *end == '\0' ? us / 2000 : 0;
}
