#include "repo/repo_reach.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fd.h"
#include "base/scope.h"
#include "repo/repo_hosts.h"
#include "repo/repo_url.h"

#define STATE_MODE 0700

static bool is_set(const char *text)
{
    return text && *text;
}

int repo_reach_hosts(const struct repo_access *access, struct buf *out, struct err *err)
{
    const char *const dirs[] = {access->state_path, access->user_state_path};
    for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
        if (!is_set(dirs[i]))
            continue;
        auto_free char *path = xasprintf("%s/known_hosts", dirs[i]);
        if (repo_hosts_read(path, out, err) < 0)
            return -1;
    }
    return is_set(access->known_hosts_path) ? repo_hosts_read(access->known_hosts_path, out, err)
                                            : 0;
}

int repo_reach_aside(git_repository *git, const struct repo_access *access, struct repo_aside *out,
                     struct err *err)
{
    auto_buf struct buf hosts;
    buf_init(&hosts, 3 * REPO_HOSTS_MAX);
    *out = (struct repo_aside){.lock = -1};
    if (repo_reach_hosts(access, &hosts, err) < 0)
        return -1;
    return repo_aside_make(git, &hosts, out, err);
}

/* to whom the token goes */

static bool takes_token(const struct repo_url *url, const struct repo_access *access)
{
    return is_set(access->token_path) && access->token_host_path &&
           (url->scheme == REPO_SCHEME_HTTP || url->scheme == REPO_SCHEME_HTTPS);
}

/* ENTRY is "host:port". *IS_KNOWN: it is the one that is written down. */
static int check_token_host(const char *entry, const char *path, bool *is_known, struct err *err)
{
    auto_buf struct buf known;
    struct err problem;
    buf_init(&known, REPO_HOST_ENTRY_SIZE);
    *is_known = false;
    if (fd_read_file(AT_FDCWD, path, &known, &problem) < 0) {
        if (problem.code == ERR_NOT_FOUND)
            return 0;
        return err_set(err, problem.code, "cannot read '%.120s': %.80s", path, problem.text);
    }
    while (known.size > 0 && known.data[known.size - 1] == '\n')
        known.data[--known.size] = '\0';
    *is_known = strcmp(buf_text(&known), entry) == 0;
    return *is_known
               ? 0
               : err_set(err, ERR_FORBIDDEN,
                         "the token belongs to '%.50s' and is not given to '%.50s'; if that is "
                         "right, remove '%.80s'",
                         buf_text(&known), entry, path);
}

static void write_token_host(const char *entry, const char *path)
{
    struct err ignored; /* then the next one is the first */
    auto_free char *dir = xstrndup(path, (size_t)(strrchr(path, '/') - path));
    (void)mkdir(dir, STATE_MODE);
    (void)fd_create_file(AT_FDCWD, path, entry, strlen(entry), FD_DURABLE_FILE, &ignored);
}

static int run(const struct repo_errand *errand, const struct repo_aside *aside,
               const struct repo_access *access, struct json **result, struct err *err)
{
    auto_gitplan struct repo_plan plan = {
        .operation = errand->operation,
        .url = xstrdup(errand->url),
        .home = xstrdup(aside->home),
        .repository = xstrdup(errand->operation == REPO_HOSTKEY ? "" : aside->path),
        .refspec = xstrdup(errand->refspec),
        .ssh_key_path = xstrdup(is_set(access->ssh_key_path) ? access->ssh_key_path : ""),
        .token_path = xstrdup(is_set(access->token_path) ? access->token_path : ""),
        .ca_path = xstrdup(is_set(access->ca_path) ? access->ca_path : ""),
        .timeout_ms = access->timeout_ms,
    };
    const struct repo_child child = {.timeout_ms = access->timeout_ms,
                                     .idle_timeout_ms = access->idle_timeout_ms,
                                     .cancel_fd = access->cancel_fd,
                                     .lock_fd = aside->lock,
                                     .on_progress = access->on_progress,
                                     .ctx = access->ctx};
    return repo_child_run(&child, &plan, result, err);
}

int repo_reach(const struct repo_errand *errand, const struct repo_aside *aside,
               const struct repo_access *access, struct json **result, struct err *err)
{
    struct repo_url url;
    char entry[REPO_HOST_ENTRY_SIZE];
    bool is_known = false;
    if (repo_url_parse(errand->url, &url, err) < 0)
        return -1;
    (void)snprintf(entry, sizeof(entry), "%s:%d", url.host, url.port); /* fits, as in repo_hosts */
    bool has_token = takes_token(&url, access);
    if (has_token && check_token_host(entry, access->token_host_path, &is_known, err) < 0)
        return -1;
    if (run(errand, aside, access, result, err) < 0)
        return -1;
    if (has_token && !is_known)
        write_token_host(entry, access->token_host_path);
    return 0;
}
