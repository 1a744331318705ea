#include "remote/remote.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "remote/remote_own.h"

#define CONNECT_TIMEOUT_MS 10000L
#define UNIX_SCHEME        "unix:"
#define TOKEN_MAX          512 /* bytes; ours have 43 */

static void free_url(CURLU **url)
{
    curl_url_cleanup(*url);
}
#define auto_url __attribute__((cleanup(free_url)))

static void free_text(char **text)
{
    curl_free(*text);
}
#define auto_text __attribute__((cleanup(free_text)))

static bool has_part(CURLU *url, CURLUPart part)
{
    auto_text char *text = NULL;
    return curl_url_get(url, part, &text, 0) == CURLUE_OK;
}

/* Source: RFC 6761 6.3 (localhost), RFC 1122 3.2.1.3 (127/8), RFC 4291 2.5.3 (::1). */
static bool is_loopback(const char *host)
{
    size_t digits = strspn(host, "0123456789.");
    return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
           (strncmp(host, "127.", 4) == 0 && host[digits] == '\0');
}

static int fail_url(const char *text, const char *why, struct err *err)
{
    return err_set(err, ERR_INVALID,
                   "PIRUN_URL '%.80s' %s: it is http://HOST:PORT, https://HOST or unix:/PATH", text,
                   why);
}

static int check_url(CURLU *url, const char *text, struct err *err)
{
    auto_text char *scheme = NULL;
    (void)curl_url_get(url, CURLUPART_SCHEME, &scheme, 0); /* NULL is looked at */
    if (!scheme || (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0))
        return fail_url(text, "is of another kind", err);
    /* not shown: it holds a password */
    if (has_part(url, CURLUPART_USER) || has_part(url, CURLUPART_PASSWORD))
        return err_set(err, ERR_INVALID,
                       "PIRUN_URL holds a name or a password: the token belongs into PIRUN_TOKEN");
    if (has_part(url, CURLUPART_QUERY) || has_part(url, CURLUPART_FRAGMENT))
        return fail_url(text, "has more than a path", err);
    return 0;
}

static char *without_slash(const char *text)
{
    size_t size = strlen(text);
    while (size > 0 && text[size - 1] == '/')
        size--;
    return xstrndup(text, size);
}

static int take_socket(struct remote *remote, const char *text, struct err *err)
{
    const char *path = text + strlen(UNIX_SCHEME);
    if (strncmp(path, "//", 2) == 0) /* unix:///path, as others write it */
        path += 2;
    if (path[0] != '/')
        return fail_url(text, "names no absolute path", err);
    remote->socket_path = xstrdup(path);
    remote->url = xstrdup(text);
    remote->base = xstrdup("http://localhost"); /* a name that every server has */
    remote->is_here = true;
    return 0;
}

static int take_url(struct remote *remote, const char *text, struct err *err)
{
    if (strncmp(text, UNIX_SCHEME, strlen(UNIX_SCHEME)) == 0)
        return take_socket(remote, text, err);
    auto_url CURLU *url = curl_url();
    auto_text char *host = NULL;
    auto_text char *whole = NULL;
    if (!strstr(text, "://"))
        return fail_url(text, "has no scheme", err);
    if (curl_url_set(url, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return fail_url(text, "is no URL", err);
    if (check_url(url, text, err) < 0)
        return -1;
    if (curl_url_get(url, CURLUPART_HOST, &host, 0) != CURLUE_OK ||
        curl_url_get(url, CURLUPART_URL, &whole, 0) != CURLUE_OK)
        return fail_url(text, "names no host", err);
    remote->url = without_slash(text);
    remote->base = without_slash(whole);
    remote->is_here = is_loopback(host);
    return 0;
}

/* A header line can hold nothing else, and a line end would begin another header. Source: RFC 6750
 * 2.1. */
static int take_token(struct remote *remote, const char *token, struct err *err)
{
    if (!token || !*token)
        return remote->is_here ? 0
                               : err_set(err, ERR_FORBIDDEN,
                                         "no token for '%.80s': set PIRUN_TOKEN ('pirun token "
                                         "create' there makes one)",
                                         remote->url);
    size_t size = strlen(token);
    for (size_t i = 0; i < size; i++) {
        if (token[i] <= ' ' || token[i] > '~')
            return err_set(err, ERR_INVALID,
                           "PIRUN_TOKEN is no token: it holds a space, a line end or the like");
    }
    if (size > TOKEN_MAX)
        return err_set(err, ERR_INVALID, "PIRUN_TOKEN is no token: it has %zu characters", size);
    remote->token = xstrdup(token);
    return 0;
}

static int take_ca(struct remote *remote, const char *file, struct err *err)
{
    if (!file || !*file)
        return 0;
    if (access(file, R_OK) < 0)
        return err_errno(err, "cannot read the certificates '%.100s' (PIRUN_CA)", file);
    remote->ca_file = xstrdup(file);
    return 0;
}

struct remote *remote_open(const struct remote_options *options, struct err *err)
{
    struct remote *remote = xcalloc(1, sizeof(*remote));
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        free(remote);
        (void)err_set(err, ERR_INTERNAL, "libcurl does not start");
        return NULL;
    }
    if (take_url(remote, options->url, err) < 0 || take_token(remote, options->token, err) < 0 ||
        take_ca(remote, options->ca_file, err) < 0) {
        remote_close(remote);
        return NULL;
    }
    remote->easy = curl_easy_init();
    if (!remote->easy)
        abort(); /* only memory can be missing */
    return remote;
}

void remote_close(struct remote *remote)
{
    if (!remote)
        return;
    if (remote->easy)
        curl_easy_cleanup(remote->easy);
    curl_global_cleanup();
    free(remote->url);
    free(remote->base);
    free(remote->socket_path);
    free(remote->token);
    free(remote->ca_file);
    free(remote);
}

const char *remote_url(const struct remote *remote)
{
    return remote->url;
}

void remote_prepare(const struct remote *remote, CURL *easy, const char *path,
                    struct curl_slist **headers, char *error)
{
    auto_free char *url = xasprintf("%s%s", remote->base, path);
    bool is_https = strncmp(remote->base, "https:", 6) == 0;
    error[0] = '\0';
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "pirun/" PIRUN_VERSION);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_TIMEOUT_MS);
    if (remote->is_here || !is_https)
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "*"); /* it could read the token */
    if (remote->socket_path)
        curl_easy_setopt(easy, CURLOPT_UNIX_SOCKET_PATH, remote->socket_path);
    if (remote->ca_file)
        curl_easy_setopt(easy, CURLOPT_CAINFO, remote->ca_file);
    if (remote->token) {
        auto_free char *line = xasprintf("Authorization: Bearer %s", remote->token);
        *headers = curl_slist_append(*headers, line);
    }
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, *headers);
}

static const char *way_out(CURLcode code)
{
    switch ((int)code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        return "PIRUN_CA names a file with a certificate to trust";
    case CURLE_COULDNT_RESOLVE_HOST:
        return "is its name in PIRUN_URL right?";
    case CURLE_SSL_CONNECT_ERROR:
        return "does it speak https?";
    default:
        return "does the server run ('pirun serve' there), and is PIRUN_URL right?";
    }
}

int remote_fail(const struct remote *remote, CURLcode code, const char *error, struct err *err)
{
    const char *why = *error ? error : curl_easy_strerror(code);
    return err_set(err, ERR_REMOTE, "cannot reach '%.60s': %.80s; %s", remote->url, why,
                   way_out(code));
}
