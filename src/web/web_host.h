/* web_host: which Host headers are answered. A page of an attacker can make a browser call this
 * server under the attacker's own name (DNS rebinding), but not under these. */
#ifndef PIRUN_WEB_WEB_HOST_H
#define PIRUN_WEB_WEB_HOST_H

#include <stdbool.h>
#include <stddef.h>

#include "conf/conf_addr.h"
#include "web/web_given.h"

#define WEB_HOST_NAMES_MAX 16

struct web_host {
    bool is_any_address; /* bound to all addresses: any IP address in numbers is one of ours */
    int count;
    char *names[WEB_HOST_NAMES_MAX]; /* lower case */
};

enum web_host_verdict {
    WEB_HOST_OK,
    WEB_HOST_MALFORMED,
    WEB_HOST_UNKNOWN
};

/* Allow the loopback names, the host of ADDR, NAMES (NULL-terminated, may be NULL; at most 8 count)
 * and, when others than this machine can connect, the machine's own name, also with .local. */
void web_host_init(struct web_host *host, const struct conf_addr *addr, const char *const *names);
/* Allow the addresses of GIVEN, and the machine's own name when others can connect to them. */
void web_host_add_given(struct web_host *host, const struct web_given *given);
void web_host_release(struct web_host *host);

/* TEXT is a Host header: a name or an address, and perhaps a port, which does not matter here: a
 * forwarded port is legitimate. Source: RFC 9110 7.2. */
enum web_host_verdict web_host_check(const struct web_host *host, const char *text, size_t size);

#endif
