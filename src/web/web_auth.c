#include "web/web_auth.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "access/access_origin.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "web/web_audit.h"
#include "web/web_own.h"
#include "web/web_route.h"

#define COOKIES_MAX 8 /* of one name that are looked at: each costs a hash */

static void tell_address(const h2o_req_t *req, char text[WEB_ADDR_MAX])
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
        struct sockaddr_storage room;
    } peer = {0};
    (void)snprintf(text, WEB_ADDR_MAX, "unix"); /* fits */
    if (req->conn->callbacks->get_peername(req->conn, &peer.any) == 0)
        return;
    if (peer.any.sa_family == AF_INET)
        (void)inet_ntop(AF_INET, &peer.v4.sin_addr, text, WEB_ADDR_MAX); /* fits */
    else if (peer.any.sa_family == AF_INET6)
        (void)inet_ntop(AF_INET6, &peer.v6.sin6_addr, text, WEB_ADDR_MAX); /* fits */
}

bool web_auth_peer(const h2o_req_t *req, uid_t *uid)
{
    struct ucred peer;
    socklen_t size = sizeof(peer);
    int domain = 0;
    socklen_t domain_size = sizeof(domain);
    h2o_socket_t *socket = req->conn->callbacks->get_socket(req->conn);
    int fd = socket ? h2o_socket_get_fd(socket) : -1;
    if (fd < 0 || getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &domain_size) < 0 ||
        domain != AF_UNIX || getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0)
        return false;
    if (uid)
        *uid = peer.uid;
    return true;
}

/* The next header of that name. Secrets are not copied about. */
static bool next_header(const struct web_call *call, const char *name, ssize_t *at,
                        struct access_span *out)
{
    const h2o_headers_t *headers = &call->req->headers;
    *at = h2o_find_header_by_str(headers, name, strlen(name), *at);
    if (*at < 0)
        return false;
    h2o_iovec_t value = headers->entries[*at].value;
    *out = (struct access_span){.text = value.base, .size = value.len};
    return true;
}

static bool has_header(const struct web_call *call, const char *name)
{
    struct access_span ignored;
    ssize_t at = -1;
    return next_header(call, name, &at, &ignored);
}

/* The secret of a header that no browser adds by itself. A malformed one is an empty one. Another
 * scheme than Bearer is not for us: a proxy may have a password of its own. */
static bool find_token(const struct web_call *call, struct access_span *out)
{
    ssize_t at = -1;
    struct access_span value;
    if (next_header(call, "authorization", &at, &value) &&
        access_header_is_bearer(value.text, value.size)) {
        if (!access_header_bearer(value.text, value.size, out))
            *out = (struct access_span){.text = "", .size = 0};
        return true;
    }
    at = -1;
    return next_header(call, "x-api-key", &at, out);
}

static int by_cookie(struct web_call *call, struct access_who *who, struct err *err)
{
    struct web_auth *auth = call->web->auth;
    struct access_span header;
    struct access_span value;
    ssize_t at = -1;
    int tries = 0;
    int result = err_set(err, ERR_NONE, "no cookie");
    while (result < 0 && next_header(call, "cookie", &at, &header)) {
        size_t from = 0;
        while (result < 0 && tries++ < COOKIES_MAX &&
               access_header_cookie(header.text, header.size, auth->cookie, &from, &value))
            result = access_by_cookie(&auth->access, value, clock_wall_us(), who, err);
    }
    return result;
}

/* This user's processes, and root's, can read var/token anyway. A proxy passes on for others. */
static bool by_peer(const struct web_call *call, struct access_who *who)
{
    static const char *const proxied[] = {"forwarded", "via", "x-forwarded-for", "x-real-ip"};
    uid_t uid = 0;
    if (strcmp(call->who.address, "unix") != 0 || !web_auth_peer(call->req, &uid) ||
        (uid != geteuid() && uid != 0))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(proxied); i++) {
        if (has_header(call, proxied[i]))
            return false;
    }
    *who = (struct access_who){.role = ACCESS_ADMIN, .how = ACCESS_HOW_PEER};
    (void)snprintf(who->name, sizeof(who->name), "user %u", (unsigned)uid); /* fits */
    return true;
}

void web_auth_refresh(struct web_auth *auth, bool is_urgent)
{
    if (access_refresh(&auth->access, clock_boot_ms(), is_urgent))
        log_error("%s", auth->access.broken.code ? auth->access.broken.text
                                                 : "'var/tokens.json' can be read again");
}

/* One that is not known may have been made just now: then the file is looked at once more. */
static int by_token(struct web_auth *auth, struct access_span secret, struct access_who *who,
                    struct err *err)
{
    if (access_by_token(&auth->access, secret, clock_wall_us(), who, err) == 0)
        return 0;
    if (err->code != ERR_FORBIDDEN)
        return -1;
    web_auth_refresh(auth, true);
    return access_by_token(&auth->access, secret, clock_wall_us(), who, err);
}

/* Errors: a token was given and is wrong; or a session is over (ERR_NONE: there was none). */
static int identify(struct web_call *call, struct access_who *who, struct err *err)
{
    struct web_auth *auth = call->web->auth;
    struct access_span secret;
    if (call->web->is_open) {
        *who = (struct access_who){.role = ACCESS_ADMIN, .how = ACCESS_HOW_OPEN};
        return 0;
    }
    if (!auth)
        return err_set(err, ERR_NONE, "nobody can be known");
    web_auth_refresh(auth, false);
    if (find_token(call, &secret))
        return by_token(auth, secret, who, err);
    if (by_cookie(call, who, err) == 0 || by_peer(call, who))
        return 0;
    return -1;
}

static void set_who(struct web_call *call, const struct access_who *who)
{
    struct web_who *out = &call->who;
    out->role = who->role;
    out->how = who->how;
    memcpy(out->name, who->name, sizeof(out->name));
    memcpy(out->token_id, who->token_id, sizeof(out->token_id));
    memcpy(out->session_id, who->session_id, sizeof(out->session_id));
}

static bool is_method(const struct web_call *call, const char *method)
{
    return h2o_memis(call->req->method.base, call->req->method.len, method, strlen(method));
}

bool web_auth_still_holds(struct web_call *call)
{
    struct web_auth *auth = call->web->auth;
    const struct web_who *who = &call->who;
    if (!auth || !who->token_id[0]) /* by the socket, or everybody: for as long as it is open */
        return true;
    web_auth_refresh(auth, false);
    const struct access_token *token = access_tokens_by_id(&auth->access.tokens, who->token_id);
    return auth->access.broken.code == ERR_NONE && token &&
           !access_token_is_over(token, clock_wall_us()) && token->role >= call->route->role &&
           (who->how != ACCESS_HOW_SESSION ||
            access_session_by_id(&auth->access.sessions, who->session_id));
}

bool web_auth_is_change(const struct web_call *call)
{
    return call->req->upgrade.base || /* libh2o keeps this header apart */
           !(is_method(call, "GET") || is_method(call, "HEAD"));
}

static bool may_change(const struct web_call *call)
{
    struct access_span ignored;
    h2o_iovec_t authority = call->req->input.authority;
    const struct conf *conf = call->web->rooms.conf;
    const struct access_origin asked = {
        .origin = web_call_header(call, "origin"),
        .fetch_site = web_call_header(call, "sec-fetch-site"),
        .host = h2o_strdup(&call->req->pool, authority.base, authority.len).base,
        .allowed = conf ? (const char *const *)conf->server.cors_origins : NULL,
        .is_token = find_token(call, &ignored),
    };
    return access_origin_may_change(&asked);
}

static int refuse_origin(struct err *err)
{
    (void)err_set(err, ERR_FORBIDDEN,
                  "another site's page may change nothing here: server.cors_origins can allow it, "
                  "with a token");
    return err_http(ERR_FORBIDDEN);
}

static int ask_for_token(struct web_call *call, struct err *err)
{
    err->code = ERR_UNAUTHORIZED;
    web_call_add(call, "www-authenticate", "Bearer realm=\"pirun\"");
    return err_http(ERR_UNAUTHORIZED);
}

int web_auth_failed(struct web_call *call, struct err *err)
{
    char seconds[24];
    struct access_throttle *throttle = &call->web->auth->access.throttle;
    int64_t now_ms = clock_boot_ms();
    if (err->code != ERR_FORBIDDEN)
        return err_http(err->code);
    int64_t wait_ms = access_throttle_wait_ms(throttle, call->who.address, now_ms);
    if (wait_ms == 0) {
        access_throttle_failed(throttle, call->who.address, now_ms);
        web_audit_say(call, err->text);
        return ask_for_token(call, err);
    }
    (void)snprintf(seconds, sizeof(seconds), "%lld", (long long)(wait_ms + 999) / 1000); /* fits */
    web_call_add(call, "retry-after", seconds);
    (void)err_set(err, ERR_BUSY, "too many wrong tokens from '%s': wait %s s", call->who.address,
                  seconds);
    return 429;
}

static int refuse_role(const struct web_call *call, struct err *err)
{
    (void)err_set(err, ERR_FORBIDDEN, "this needs the role '%s', and '%s' is '%s'",
                  access_role_name(call->route->role), call->who.name,
                  access_role_name(call->who.role));
    return err_http(ERR_FORBIDDEN);
}

static int refuse_nobody(struct web_call *call, struct err *err)
{
    struct access_span ignored;
    if (call->web->auth && find_token(call, &ignored))
        return web_auth_failed(call, err);
    if (err->code == ERR_INTERNAL)
        return err_http(ERR_INTERNAL);
    if (err->code == ERR_NONE) /* else a session is over: that is no guess */
        (void)err_set(err, ERR_FORBIDDEN, "a token is needed: 'Authorization: Bearer TOKEN'");
    return ask_for_token(call, err);
}

int web_auth_check(struct web_call *call, struct err *err)
{
    struct access_who who = {.role = ACCESS_NOBODY};
    tell_address(call->req, call->who.address);
    int known = identify(call, &who, err);
    if (known == 0) {
        set_who(call, &who);
        if (call->web->auth && who.token_id[0])
            access_throttle_succeeded(&call->web->auth->access.throttle, call->who.address);
        web_auth_keep(call->web);
    }
    if (!call->route)
        return 0;
    if (web_auth_is_change(call) && !may_change(call))
        return refuse_origin(err);
    if (call->who.role >= call->route->role)
        return 0;
    return known == 0 ? refuse_role(call, err) : refuse_nobody(call, err);
}
