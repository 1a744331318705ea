/* Whom to trust: ask a server for its key, and record it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/scope.h"
#include "repo/repo_hosts.h"
#include "repo/repo_reach.h"
#include "repo/repo_sync.h"
#include "repo/repo_url.h"

/* HOST, HOST:PORT, [HOST]:PORT or an ssh URL. */
static int parse_host(const char *text, struct repo_url *out, struct err *err)
{
    auto_free char *whole = strstr(text, "://") ? xstrdup(text) : xasprintf("ssh://%s/x", text);
    if (repo_url_parse(whole, out, err) == 0 && out->scheme == REPO_SCHEME_SSH)
        return 0;
    /* USER@HOST:PATH */
    if (repo_url_parse(text, out, err) == 0 && out->scheme == REPO_SCHEME_SSH)
        return 0;
    return err_set(err, ERR_INVALID, "'%.80s' names no SSH host: it is HOST or HOST:PORT", text);
}

static char *probe_url(const struct repo_url *url)
{
    bool is_bracketed = strchr(url->host, ':') != NULL;
    return xasprintf("ssh://%s%s%s:%d/x", is_bracketed ? "[" : "", url->host,
                     is_bracketed ? "]" : "", url->port);
}

static int describe(const struct repo_url *url, const char *text, const struct buf *known,
                    struct json *result, struct err *err)
{
    char entry[REPO_HOST_ENTRY_SIZE];
    char print[REPO_FINGERPRINT_SIZE];
    struct repo_key key;
    auto_buf struct buf line;
    buf_init(&line, (size_t)4 * REPO_KEY_MAX);
    repo_hosts_entry(url->host, url->port, entry);
    if (!text || repo_hosts_decode(text, strlen(text), &key, err) < 0 ||
        repo_hosts_line(entry, &key, &line, err) < 0)
        return err_set(err, ERR_REMOTE, "'%.100s' shows no good host key", url->host);
    repo_hosts_fingerprint(&key, print);
    json_set_string(result, "host", entry);
    json_set_string(result, "fingerprint", print);
    json_set_string(result, "key", text);
    json_set_bool(result, "trusted", strstr(buf_text(known), buf_text(&line)) != NULL);
    return 0;
}

static int ask(const struct repo_url *url, const struct repo_access *access, struct json *result,
               struct err *err)
{
    auto_aside struct repo_aside aside = {.lock = -1};
    auto_json struct json *got = NULL;
    auto_buf struct buf known;
    auto_buf struct buf none; /* a known key would choose its kind */
    auto_free char *where = probe_url(url);
    const struct repo_errand errand = {REPO_HOSTKEY, where, ""};
    buf_init(&known, 3 * REPO_HOSTS_MAX);
    buf_init(&none, 1);
    if (repo_reach_hosts(access, &known, err) < 0 ||
        repo_aside_make_home("/tmp", &none, &aside, err) < 0 ||
        repo_reach(&errand, &aside, access, &got, err) < 0)
        return -1;
    return describe(url, json_get_string(got, "key"), &known, result, err);
}

int repo_hostkey(const char *host, const struct repo_access *access, struct json **result,
                 struct err *err)
{
    struct repo_url url;
    *result = json_object();
    if (parse_host(host, &url, err) < 0)
        return -1;
    return ask(&url, access, *result, err);
}

int repo_trust(const char *host, const char *text, const struct repo_access *access,
               struct err *err)
{
    struct repo_url url;
    struct repo_key key;
    char entry[REPO_HOST_ENTRY_SIZE];
    if (parse_host(host, &url, err) < 0 || repo_hosts_decode(text, strlen(text), &key, err) < 0)
        return -1;
    repo_hosts_entry(url.host, url.port, entry);
    return repo_hosts_record(access->state_path, entry, &key, err);
}
