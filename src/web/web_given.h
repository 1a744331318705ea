/* web_given: listening sockets that systemd has opened for us (socket activation), without
 * libsystemd. Source: sd_listen_fds(3), systemd.socket(5). */
#ifndef PIRUN_WEB_WEB_GIVEN_H
#define PIRUN_WEB_WEB_GIVEN_H

#include <stdbool.h>

#include "base/err.h"

#define WEB_GIVEN_MAX 8

struct web_given {
    int count;
    int fds[WEB_GIVEN_MAX];
    bool is_unix[WEB_GIVEN_MAX];
    bool is_open; /* others than this machine can connect to one of them */
};

/* Take what LISTEN_PID and LISTEN_FDS give to this process, make it close-on-exec, and remove the
 * variables so that no child believes them. What a socket is, it says itself: LISTEN_FDNAMES is
 * only removed. Owns: the caller closes the descriptors (web_given_close), or web_start takes them.
 * Errors: ERR_INVALID a descriptor is no listening stream socket, or too many.
 * Thread: main, before others. */
int web_given_take(struct web_given *given, struct err *err);
void web_given_close(struct web_given *given);

#endif
