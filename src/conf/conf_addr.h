/* conf_addr: where the server listens, read from `server.addr` or --addr. Only the form: nothing is
 * resolved or bound here. */
#ifndef PIRUN_CONF_CONF_ADDR_H
#define PIRUN_CONF_CONF_ADDR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define CONF_ADDR_HOST_MAX 253 /* bytes of a host name. Source: RFC 1035 2.3.4 */

struct conf_addr {
    bool is_off;      /* "off": no HTTP at all; the rest is empty */
    bool is_ipv6;     /* written in brackets */
    bool is_loopback; /* localhost, 127.x.x.x or ::1: only this machine can connect */
    char host[CONF_ADDR_HOST_MAX + 1]; /* without brackets */
    uint16_t port;                     /* 0: any free one */
};

/* Read HOST:PORT, [IPV6]:PORT or "off". HOST is an IPv4 address or a name; it must be given, so
 * that nobody opens a server to the world by leaving it out. Errors: ERR_INVALID. */
int conf_addr_parse(const char *text, struct conf_addr *out, struct err *err);

#endif
