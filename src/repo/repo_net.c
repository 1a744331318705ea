#include "repo/repo_net.h"

#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/json.h"
#include "base/scope.h"
#include "repo/repo_auth.h"
#include "repo/repo_lib.h"
#include "repo/repo_plan.h"

#define LINE_CAP     ((size_t)256 * 1024)
#define PROGRESS_MS  100  /* between two lines of one phase */
#define LATE_MS      2000 /* the parent's deadline comes first */
#define REMOTE_MAX   4096 /* bytes of the server's words in one line */
#define HEADER_MAX   8192
#define MAPPED_LIMIT ((size_t)64 * 1024 * 1024) /* of packs: a Pi Zero has 512 MiB in all */
#define CACHE_LIMIT  ((ssize_t)32 * 1024 * 1024)

struct net {
    struct repo_auth auth;
    int out;
    const char *phase;
    int64_t said_at_ms;
    unsigned objects;
    size_t bytes;
    struct json *refs; /* what the server said of each */
    struct err rejected;
    struct buf header; /* with the token; empty: none */
};

static void say(const struct net *net, const struct json *line)
{
    auto_buf struct buf text;
    buf_init(&text, LINE_CAP);
    json_print(line, false, &text);
    buf_add(&text, "\n");
    /* without a reader there is nobody to work for */
    if (!buf_ok(&text) || fd_write_all(net->out, buf_text(&text), text.size, NULL) < 0)
        _exit(EXIT_FAILURE);
}

static void say_phase(struct net *net, const char *phase, size_t done, size_t total, size_t bytes)
{
    int64_t now = clock_boot_ms();
    bool is_new = !net->phase || strcmp(net->phase, phase) != 0;
    if (!is_new && done != total && now - net->said_at_ms < PROGRESS_MS)
        return;
    net->phase = phase;
    net->said_at_ms = now;
    auto_json struct json *line = json_object();
    json_set_string(line, "phase", phase);
    json_set_integer(line, "objects", (int64_t)done);
    json_set_integer(line, "total", (int64_t)total);
    json_set_integer(line, "bytes", (int64_t)bytes);
    say(net, line);
}

/* callbacks of libgit2; PAYLOAD is the struct net */

static int ask_credential(git_credential **out, const char *url, const char *user, unsigned allowed,
                          void *payload)
{
    struct net *net = payload;
    (void)url;
    return repo_auth_credential(&net->auth, user, allowed, out);
}

static int ask_certificate(git_cert *certificate, int is_valid, const char *host, void *payload)
{
    struct net *net = payload;
    return repo_auth_certificate(&net->auth, certificate, is_valid, host);
}

static int server_spoke(const char *text, int size, void *payload)
{
    struct net *net = payload;
    auto_free char *copy = xstrndup(text, size > REMOTE_MAX ? REMOTE_MAX : (size_t)size);
    auto_json struct json *line = json_object();
    json_set_string(line, "remote", copy);
    say(net, line);
    return 0;
}

static int objects_came(const git_indexer_progress *stats, void *payload)
{
    struct net *net = payload;
    net->objects = stats->received_objects;
    net->bytes = stats->received_bytes;
    if (stats->received_objects < stats->total_objects || stats->total_deltas == 0)
        say_phase(net, "receiving", stats->received_objects, stats->total_objects,
                  stats->received_bytes);
    else
        say_phase(net, "resolving", stats->indexed_deltas, stats->total_deltas,
                  stats->received_bytes);
    return 0;
}

static int objects_packed(int stage, uint32_t current, uint32_t total, void *payload)
{
    (void)stage; /* adding objects, or finding deltas among them */
    say_phase(payload, "packing", current, total, 0);
    return 0;
}

static int objects_went(unsigned current, unsigned total, size_t bytes, void *payload)
{
    say_phase(payload, "sending", current, total, bytes);
    return 0;
}

/* libgit2 answers success although the server's hook has said no: only this tells. */
static int ref_judged(const char *name, const char *status, void *payload)
{
    struct net *net = payload;
    struct json *ref = json_object();
    json_set_string(ref, "ref", name);
    json_set_string(ref, "status", status);
    json_push(net->refs, ref);
    if (status && net->rejected.code == ERR_NONE)
        (void)err_set(&net->rejected, ERR_CONFLICT, "the server refused '%.80s': %.120s", name,
                      status);
    return 0;
}

static void set_callbacks(struct net *net, git_remote_callbacks *callbacks)
{
    callbacks->credentials = ask_credential;
    callbacks->certificate_check = ask_certificate;
    callbacks->sideband_progress = server_spoke;
    callbacks->transfer_progress = objects_came;
    callbacks->pack_progress = objects_packed;
    callbacks->push_transfer_progress = objects_went;
    callbacks->push_update_reference = ref_judged;
    callbacks->payload = net;
}

/* A remote of no name: nothing is read from or written to any configuration. */
static int open_remote(const struct repo_plan *plan, git_repository *repository, git_remote **out)
{
    git_remote_create_options options = GIT_REMOTE_CREATE_OPTIONS_INIT;
    options.repository = repository;
    options.flags = GIT_REMOTE_CREATE_SKIP_INSTEADOF | GIT_REMOTE_CREATE_SKIP_DEFAULT_FETCHSPEC;
    return git_remote_create_with_opts(out, plan->url, &options);
}

static int connect_to(struct net *net, git_remote *remote, git_direction direction)
{
    git_remote_connect_options options = GIT_REMOTE_CONNECT_OPTIONS_INIT;
    set_callbacks(net, &options.callbacks);
    options.proxy_opts.type = GIT_PROXY_NONE;
    options.follow_redirects = GIT_REMOTE_REDIRECT_NONE;
    options.custom_headers = (git_strarray){&net->header.data, net->header.size > 0};
    say_phase(net, "connecting", 0, 0, 0);
    return git_remote_connect_ext(remote, direction, &options);
}

/* fetch */

static void describe_remote(git_remote *remote, struct json *result)
{
    auto_gitbuf git_buf name = GIT_BUF_INIT;
    const git_remote_head **heads = NULL;
    size_t count = 0;
    int64_t branches = 0;
    if (git_remote_default_branch(&name, remote) == 0)
        json_set_string(result, "default_branch", name.ptr);
    if (git_remote_ls(&heads, &count, remote) == 0) {
        for (size_t i = 0; i < count; i++)
            branches += strncmp(heads[i]->name, "refs/heads/", 11) == 0;
    }
    json_set_integer(result, "branches", branches);
}

static int fetch(struct net *net, git_remote *remote, struct json *result)
{
    git_fetch_options options = GIT_FETCH_OPTIONS_INIT;
    char *spec = net->auth.plan->refspec;
    const git_strarray specs = {&spec, 1};
    int connected = connect_to(net, remote, GIT_DIRECTION_FETCH);
    if (connected < 0)
        return connected;
    describe_remote(remote, result);
    set_callbacks(net, &options.callbacks);
    options.proxy_opts.type = GIT_PROXY_NONE;
    options.follow_redirects = GIT_REMOTE_REDIRECT_NONE;
    options.custom_headers = (git_strarray){&net->header.data, net->header.size > 0};
    options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_AUTO;
    say_phase(net, "waiting", 0, 0, 0);
    int fetched = git_remote_fetch(remote, &specs, &options, "fetch");
    json_set_integer(result, "objects", net->objects);
    json_set_integer(result, "bytes", (int64_t)net->bytes);
    return fetched;
}

/* push */

/* What the remote has at the right side of the refspec; false: nothing. */
static bool find_old(git_remote *remote, const char *name, git_oid *out)
{
    const git_remote_head **heads = NULL;
    size_t count = 0;
    if (git_remote_ls(&heads, &count, remote) < 0)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(heads[i]->name, name) == 0)
            return git_oid_cpy(out, &heads[i]->oid) == 0;
    }
    return false;
}

static void set_oid(struct json *object, const char *key, const git_oid *oid)
{
    char text[GIT_OID_HEXSZ + 1];
    json_set_string(object, key, git_oid_tostr(text, sizeof(text), oid));
}

static int upload(struct net *net, git_remote *remote)
{
    git_push_options options = GIT_PUSH_OPTIONS_INIT;
    char *spec = net->auth.plan->refspec;
    const git_strarray specs = {&spec, 1};
    set_callbacks(net, &options.callbacks);
    options.proxy_opts.type = GIT_PROXY_NONE;
    options.follow_redirects = GIT_REMOTE_REDIRECT_NONE;
    options.custom_headers = (git_strarray){&net->header.data, net->header.size > 0};
    return git_remote_push(remote, &specs, &options);
}

static int push(struct net *net, git_remote *remote, git_repository *repository,
                struct json *result)
{
    git_oid new;
    git_oid old;
    const char *colon = strchr(net->auth.plan->refspec, ':');
    auto_free char *source =
        xstrndup(net->auth.plan->refspec, (size_t)(colon - net->auth.plan->refspec));
    int status = git_reference_name_to_id(&new, repository, source);
    if (status < 0)
        return status;
    status = connect_to(net, remote, GIT_DIRECTION_PUSH);
    if (status < 0)
        return status;
    bool has_old = find_old(remote, colon + 1, &old);
    bool is_same = has_old && git_oid_equal(&old, &new);
    if (has_old)
        set_oid(result, "before", &old);
    set_oid(result, "after", &new);
    json_set_bool(result, "up_to_date", is_same);
    net->refs = json_array();
    status = is_same ? 0 : upload(net, remote);
    json_set(result, "refs", take(net->refs));
    return status;
}

/* hostkey */

static int learn_key(struct net *net, git_remote *remote, struct json *result, struct err *err)
{
    (void)connect_to(net, remote, GIT_DIRECTION_FETCH); /* ends at the key, on purpose */
    if (net->auth.key.size == 0)
        return -1;
    auto_buf struct buf text;
    buf_init(&text, (size_t)2 * REPO_KEY_MAX);
    repo_hosts_encode(&net->auth.key, &text);
    json_set_string(result, "key", buf_text(&text));
    err->code = ERR_NONE;
    return 0;
}

/* all */

static int open_aside(const struct repo_plan *plan, git_repository **out)
{
    if (*plan->repository == '\0')
        return 0;
    return git_repository_open_ext(out, plan->repository,
                                   GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_BARE, NULL);
}

static int operate(struct net *net, struct json *result, struct err *err)
{
    auto_git(repository) git_repository *repository = NULL;
    auto_git(remote) git_remote *remote = NULL;
    const struct repo_plan *plan = net->auth.plan;
    int status = open_aside(plan, &repository);
    if (status == 0)
        status = open_remote(plan, repository, &remote);
    if (status == 0 && plan->operation == REPO_FETCH)
        status = fetch(net, remote, result);
    else if (status == 0 && plan->operation == REPO_PUSH)
        status = push(net, remote, repository, result);
    else if (status == 0)
        status = learn_key(net, remote, result, err);
    if (status < 0)
        return repo_auth_explain(&net->auth, status, err);
    if (net->rejected.code != ERR_NONE) {
        *err = net->rejected;
        return -1;
    }
    return 0;
}

/* No configuration but ours; the parent has judged the owner of the repository. */
static int set_up(const struct repo_plan *plan, struct err *err)
{
    static const int levels[] = {GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_GLOBAL,
                                 GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_PROGRAMDATA};
    for (size_t i = 0; i < ARRAY_LEN(levels); i++)
        (void)git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], plan->home);
    (void)git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    (void)git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, MAPPED_LIMIT);
    (void)git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, CACHE_LIMIT); /* all known to 1.5 */
    if (*plan->ca_path && git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, plan->ca_path, NULL) < 0)
        return err_set(err, ERR_INVALID, "cannot use git.auth.ca_path '%.80s': %.80s",
                       plan->ca_path, repo_lib_message());
    return 0;
}

/* Should the parent die, SIGALRM ends us. */
static void set_alarm(int64_t timeout_ms)
{
    int64_t late = timeout_ms + LATE_MS;
    const struct itimerval timer = {
        .it_value = {.tv_sec = late / 1000, .tv_usec = late % 1000 * 1000}};
    (void)setitimer(ITIMER_REAL, &timer, NULL); /* fails only for bad values */
}

static int read_plan(int in, struct repo_plan *plan, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, REPO_PLAN_MAX);
    if (fd_read_all(in, &text, err) < 0)
        return -1;
    return repo_plan_read(buf_text(&text), text.size, plan, err);
}

int repo_net_serve(int in, int out, struct err *err)
{
    auto_gitplan struct repo_plan plan = {0};
    struct net net = {.out = out, .auth = {.plan = &plan}};
    if (read_plan(in, &plan, err) < 0 || repo_url_parse(plan.url, &net.auth.url, err) < 0 ||
        (plan.operation == REPO_PUSH && !strchr(plan.refspec, ':')))
        return -1;
    buf_init(&net.header, HEADER_MAX);
    set_alarm(plan.timeout_ms);
    if (repo_lib_start(err) < 0)
        return -1;
    struct json *result = json_object();
    auto_json struct json *line = json_object();
    struct err problem = {.code = ERR_NONE};
    bool is_bad = set_up(&plan, &problem) < 0 ||
                  repo_auth_header(&net.auth, &net.header, &problem) < 0 ||
                  operate(&net, result, &problem) < 0;
    json_set(line, "result", result);
    if (is_bad) {
        json_set_string(line, "error", problem.text);
        json_set_string(line, "code", err_name(problem.code));
    }
    say(&net, line);
    buf_release(&net.header);
    repo_lib_stop();
    return 0;
}
