#include "repo/repo_url.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/scope.h"

#define PORT_MAX 65535

static const struct {
    const char *prefix;
    enum repo_scheme scheme;
    int port;
} schemes[] = {
    {"https://", REPO_SCHEME_HTTPS, 443},
    {"http://", REPO_SCHEME_HTTP, 80},
    {"ssh://", REPO_SCHEME_SSH, 22},
    {"file://", REPO_SCHEME_FILE, 0},
};

static bool is_plain(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (*at <= ' ' || *at == 0x7f)
            return false;
    }
    return true;
}

static bool is_host_byte(unsigned char byte, bool is_bracketed)
{
    return isalnum(byte) || byte == '.' || byte == '-' || byte == '_' ||
           (is_bracketed && byte == ':');
}

static char lower(char byte)
{
    return (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

/* A name that begins with '-' would be an option to any program that is given it. */
static int set_host(const char *at, size_t size, bool is_bracketed, struct repo_url *out,
                    struct err *err)
{
    if (size == 0 || size >= sizeof(out->host) || *at == '-')
        return err_set(err, ERR_INVALID, "the remote's URL names no good host");
    for (size_t i = 0; i < size; i++) {
        if (!is_host_byte((unsigned char)at[i], is_bracketed))
            return err_set(err, ERR_INVALID, "the remote's URL names no good host");
        out->host[i] = lower(at[i]);
    }
    out->host[size] = '\0';
    return 0;
}

static int set_port(const char *at, size_t size, struct repo_url *out, struct err *err)
{
    int64_t port = 0;
    for (size_t i = 0; i < size; i++) {
        if (!isdigit((unsigned char)at[i]) || port > PORT_MAX)
            return err_set(err, ERR_INVALID, "the remote's URL has no good port");
        port = port * 10 + (at[i] - '0');
    }
    if (port < 1 || port > PORT_MAX)
        return err_set(err, ERR_INVALID, "the remote's URL has no good port");
    out->port = (int)port;
    return 0;
}

static int set_user(const char *at, size_t size, struct repo_url *out, struct err *err)
{
    if (out->scheme != REPO_SCHEME_SSH)
        return err_set(err, ERR_INVALID,
                       "the remote's URL holds a user name or a secret, which would be kept in "
                       ".git/config: leave it out, and put the token into a file that "
                       "git.auth.token_path names");
    if (memchr(at, ':', size))
        return err_set(
            err, ERR_INVALID,
            "the remote's URL holds a password: leave it out, and use a key or an agent");
    if (size == 0 || size >= sizeof(out->user) || *at == '-')
        return err_set(err, ERR_INVALID, "the remote's URL names no good user");
    memcpy(out->user, at, size);
    out->user[size] = '\0';
    return 0;
}

/* [USER@]HOST[:PORT], SIZE bytes. */
static int parse_authority(const char *at, size_t size, struct repo_url *out, struct err *err)
{
    const char *end = at + size;
    const char *sign = memrchr(at, '@', size);
    if (sign && set_user(at, (size_t)(sign - at), out, err) < 0)
        return -1;
    const char *host = sign ? sign + 1 : at;
    const char *close = host < end && *host == '[' ? memchr(host, ']', (size_t)(end - host)) : NULL;
    const char *colon = close ? (close + 1 < end && close[1] == ':' ? close + 1 : NULL)
                              : memchr(host, ':', (size_t)(end - host));
    if (close && close + 1 < end && !colon)
        return err_set(err, ERR_INVALID, "the remote's URL names no good host");
    if (colon && set_port(colon + 1, (size_t)(end - colon - 1), out, err) < 0)
        return -1;
    if (close)
        return set_host(host + 1, (size_t)(close - host - 1), true, out, err);
    return set_host(host, (size_t)((colon ? colon : end) - host), false, out, err);
}

/* [USER@]HOST:PATH as scp(1) has it: the colon comes before any slash. */
static int parse_short(const char *text, struct repo_url *out, struct err *err)
{
    const char *colon = strchr(text, ':');
    const char *slash = strchr(text, '/');
    if (!colon || colon[1] == '\0' || (slash && slash < colon))
        return err_set(err, ERR_INVALID,
                       "'%.80s' is no URL of a repository: it is https://HOST/PATH, "
                       "ssh://USER@HOST/PATH, USER@HOST:PATH or an absolute path",
                       strchr(text, '@') ? "…" : text);
    out->scheme = REPO_SCHEME_SSH;
    out->port = 22;
    return parse_authority(text, (size_t)(colon - text), out, err);
}

int repo_url_parse(const char *text, struct repo_url *out, struct err *err)
{
    struct repo_url url = {.scheme = REPO_SCHEME_FILE};
    if (strlen(text) >= REPO_URL_MAX || *text == '\0' || *text == '-')
        return err_set(err, ERR_INVALID, "the remote's URL is empty, too long or an option");
    bool is_file = *text == '/' || strncmp(text, "file://", 7) == 0;
    if (!is_file && !is_plain(text))
        return err_set(err, ERR_INVALID, "the remote's URL holds spaces or control bytes");
    for (size_t i = 0; i < ARRAY_LEN(schemes) && !is_file; i++) {
        size_t prefix = strlen(schemes[i].prefix);
        if (strncmp(text, schemes[i].prefix, prefix) != 0)
            continue;
        url.scheme = schemes[i].scheme;
        url.port = schemes[i].port;
        size_t size = strcspn(text + prefix, "/");
        if (text[prefix + size] == '\0' || text[prefix + size + 1] == '\0')
            return err_set(err, ERR_INVALID,
                           "the remote's URL names no repository behind the host");
        if (parse_authority(text + prefix, size, &url, err) < 0)
            return -1;
        *out = url;
        return 0;
    }
    if (!is_file && strstr(text, "://"))
        return err_set(err, ERR_INVALID,
                       "the remote's URL is of no kind that PiRun speaks: https, http, ssh, file");
    if (!is_file && parse_short(text, &url, err) < 0)
        return -1;
    *out = url;
    return 0;
}

bool repo_url_is_loopback(const char *host)
{
    bool is_number = host[strspn(host, "0123456789.")] == '\0'; /* not 127.example.org */
    return strcmp(host, "localhost") == 0 || strcmp(host, "::1") == 0 ||
           (is_number && strncmp(host, "127.", 4) == 0);
}
