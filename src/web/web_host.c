#include "web/web_host.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"

#define FURTHER_NAMES_MAX 8
#define HOST_NAME_SIZE    65 /* with the NUL. Source: gethostname(2), HOST_NAME_MAX */
#define PORT_DIGITS_MAX   5

static void add_name(struct web_host *host, const char *name)
{
    if (!*name || host->count == WEB_HOST_NAMES_MAX)
        return;
    char *copy = xstrdup(name);
    for (char *at = copy; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    host->names[host->count++] = copy;
}

static void add_machine_name(struct web_host *host)
{
    char name[HOST_NAME_SIZE] = "";
    if (gethostname(name, sizeof(name) - 1))
        return;
    add_name(host, name);
    auto_free char *local = xasprintf("%s.local", name);
    add_name(host, local);
}

static bool is_any_address(const struct conf_addr *addr)
{
    struct in_addr v4;
    struct in6_addr v6;
    if (addr->is_ipv6)
        return inet_pton(AF_INET6, addr->host, &v6) == 1 && IN6_IS_ADDR_UNSPECIFIED(&v6);
    return inet_pton(AF_INET, addr->host, &v4) == 1 && v4.s_addr == INADDR_ANY;
}

void web_host_init(struct web_host *host, const struct conf_addr *addr, const char *const *names)
{
    *host = (struct web_host){.is_any_address = is_any_address(addr)};
    add_name(host, "localhost");
    add_name(host, addr->host);
    if (!addr->is_loopback && !addr->is_off)
        add_machine_name(host);
    for (int i = 0; names && names[i] && i < FURTHER_NAMES_MAX; i++)
        add_name(host, names[i]);
}

/* The numeric address that FD is bound to; false for one without. */
static bool bound_address(int fd, struct conf_addr *addr)
{
    struct sockaddr_storage bound = {0};
    socklen_t size = sizeof(bound);
    char host[INET6_ADDRSTRLEN];
    if (getsockname(fd, (struct sockaddr *)&bound, &size) < 0 ||
        getnameinfo((struct sockaddr *)&bound, size, host, sizeof(host), NULL, 0, NI_NUMERICHOST))
        return false;
    bool is_v6 = bound.ss_family == AF_INET6;
    auto_free char *text = xasprintf(is_v6 ? "[%s]:0" : "%s:0", host);
    return conf_addr_parse(text, addr, NULL) == 0;
}

void web_host_add_given(struct web_host *host, const struct web_given *given)
{
    for (int i = 0; i < given->count; i++) {
        struct conf_addr addr;
        if (given->is_unix[i] || !bound_address(given->fds[i], &addr))
            continue;
        add_name(host, addr.host);
        host->is_any_address = host->is_any_address || is_any_address(&addr);
    }
    if (given->is_open)
        add_machine_name(host);
}

void web_host_release(struct web_host *host)
{
    for (int i = 0; i < host->count; i++)
        free(host->names[i]);
    *host = (struct web_host){0};
}

/* What follows the host: nothing, or a colon and a port, which may be empty. */
static bool is_port(const char *text)
{
    if (*text == '\0')
        return true;
    size_t digits = strspn(text + 1, "0123456789");
    return *text == ':' && text[1 + digits] == '\0' && digits <= PORT_DIGITS_MAX;
}

static bool is_known_v6(const struct web_host *host, const struct in6_addr *address)
{
    struct in6_addr known;
    if (host->is_any_address || IN6_IS_ADDR_LOOPBACK(address))
        return true;
    for (int i = 0; i < host->count; i++) {
        if (inet_pton(AF_INET6, host->names[i], &known) == 1 && IN6_ARE_ADDR_EQUAL(&known, address))
            return true;
    }
    return false;
}

static bool is_known_name(const struct web_host *host, const char *name)
{
    struct in_addr v4;
    if (inet_pton(AF_INET, name, &v4) == 1 &&
        (host->is_any_address || ntohl(v4.s_addr) >> IN_CLASSA_NSHIFT == IN_LOOPBACKNET))
        return true;
    for (int i = 0; i < host->count; i++) {
        if (strcasecmp(host->names[i], name) == 0)
            return true;
    }
    return false;
}

static enum web_host_verdict check_v6(const struct web_host *host, char *text)
{
    struct in6_addr address;
    char *end = strchr(text, ']');
    if (!end || !is_port(end + 1))
        return WEB_HOST_MALFORMED;
    *end = '\0';
    if (inet_pton(AF_INET6, text + 1, &address) != 1)
        return WEB_HOST_MALFORMED;
    return is_known_v6(host, &address) ? WEB_HOST_OK : WEB_HOST_UNKNOWN;
}

static enum web_host_verdict check_name(const struct web_host *host, char *text)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
    size_t length = strspn(text, allowed);
    if (length == 0 || !is_port(text + length))
        return WEB_HOST_MALFORMED;
    text[length] = '\0';
    if (length > 1 && text[length - 1] == '.')
        text[length - 1] = '\0'; /* the root's dot: the same name */
    return is_known_name(host, text) ? WEB_HOST_OK : WEB_HOST_UNKNOWN;
}

enum web_host_verdict web_host_check(const struct web_host *host, const char *text, size_t size)
{
    char copy[CONF_ADDR_HOST_MAX + sizeof(".:65535")];
    if (size == 0 || size >= sizeof(copy) || memchr(text, '\0', size))
        return WEB_HOST_MALFORMED;
    memcpy(copy, text, size);
    copy[size] = '\0';
    return *copy == '[' ? check_v6(host, copy) : check_name(host, copy);
}
