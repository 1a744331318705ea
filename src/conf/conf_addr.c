#include "conf/conf_addr.h"

#include <arpa/inet.h>
#include <string.h>

#define PORT_MAX 65535

static int fail(struct err *err, const char *text, const char *why)
{
    return err_set(err, ERR_INVALID, "address '%.80s' %s", text, why);
}

static bool is_host_name(const char *host)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    return host[0] && host[strspn(host, allowed)] == '\0' && host[0] != '.' && host[0] != '-';
}

static bool parse_port(const char *text, uint16_t *out)
{
    unsigned port = 0;
    if (!*text || strlen(text) > 5)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return false;
        port = port * 10 + (unsigned)(*text - '0');
    }
    *out = (uint16_t)port;
    return port <= PORT_MAX;
}

static bool is_loopback(const struct conf_addr *addr)
{
    struct in_addr v4;
    struct in6_addr v6;
    if (addr->is_ipv6)
        return inet_pton(AF_INET6, addr->host, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
    if (inet_pton(AF_INET, addr->host, &v4) == 1)
        return ntohl(v4.s_addr) >> IN_CLASSA_NSHIFT == IN_LOOPBACKNET;
    return strcasecmp(addr->host, "localhost") == 0;
}

static const char *complaint(const struct conf_addr *addr)
{
    struct in_addr v4;
    struct in6_addr v6;
    if (addr->is_ipv6)
        return inet_pton(AF_INET6, addr->host, &v6) == 1 ? NULL : "has no IPv6 address in brackets";
    if (!addr->host[0])
        return "has no host: write 127.0.0.1:PORT for this machine only, 0.0.0.0:PORT for all";
    if (!is_host_name(addr->host))
        return "is not HOST:PORT or [IPV6]:PORT";
    bool is_numeric = addr->host[strspn(addr->host, "0123456789.")] == '\0';
    if (is_numeric && inet_pton(AF_INET, addr->host, &v4) != 1)
        return "has no valid IPv4 address";
    return NULL;
}

int conf_addr_parse(const char *text, struct conf_addr *out, struct err *err)
{
    struct conf_addr addr = {.is_off = strcmp(text, "off") == 0};
    if (addr.is_off) {
        *out = addr;
        return 0;
    }
    const char *colon = strrchr(text, ':');
    if (!colon)
        return fail(err, text, "has no port: write HOST:PORT, or off for no HTTP");
    const char *host = text;
    size_t size = (size_t)(colon - text);
    addr.is_ipv6 = size >= 2 && host[0] == '[' && host[size - 1] == ']';
    if (addr.is_ipv6) {
        host++;
        size -= 2;
    }
    if (size > CONF_ADDR_HOST_MAX)
        return fail(err, text, "has too long a host");
    memcpy(addr.host, host, size); /* the rest is zero already */
    const char *why = complaint(&addr);
    if (!why && !parse_port(colon + 1, &addr.port))
        why = "has no port from 0 to 65535";
    if (why)
        return fail(err, text, why);
    addr.is_loopback = is_loopback(&addr);
    *out = addr;
    return 0;
}
