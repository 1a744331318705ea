/* What web_auth remembers beyond the process: opened at the start, written on a lane when it has
 * changed, sessions in cookies. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "access/access_session_file.h"
#include "access/access_token_file.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "spool/spool.h"
#include "web/web_auth.h"
#include "web/web_own.h"

#define REST_MS          30000 /* after a failure to write: the disk may be full */
#define COOKIE_AGE_S     (ACCESS_AGE_US / 1000000)
#define COOKIE_ID_DIGITS 8

struct keep {
    struct web *web;
    int var;
    struct json *sessions; /* NULL: nothing new */
    struct access_tokens tokens;
    bool has_tokens;
    struct err err; /* ERR_NONE: all was written */
};

static void write_files(void *at)
{
    struct keep *keep = at;
    if (keep->sessions)
        (void)access_sessions_save(keep->var, keep->sessions, &keep->err);
    if (keep->has_tokens)
        (void)access_token_note_use(keep->var, &keep->tokens, &keep->err);
}

static void free_keep(struct keep *keep)
{
    json_free(keep->sessions);
    access_tokens_release(&keep->tokens);
    free(keep);
}

static void files_written(void *at)
{
    struct keep *keep = at;
    struct web *web = keep->web;
    struct web_auth *auth = web->auth;
    auth->is_keeping = false;
    if (keep->err.code == ERR_NONE) {
        auth->has_failed = false;
    } else {
        if (!auth->has_failed)
            log_error("who signs in or out is not written down, and a restart will not know: %s",
                      keep->err.text);
        auth->has_failed = true;
        auth->access.sessions.is_dirty = true;
        auth->rest_until_ms = clock_boot_ms() + REST_MS;
    }
    free_keep(keep);
    web_auth_keep(web); /* what has changed meanwhile */
}

/* NULL: there is nothing to write. */
static struct keep *collect(struct web *web, bool is_last)
{
    struct access *access = &web->auth->access;
    struct access_tokens used = {0};
    bool has_use = access_take_use(access, is_last, &used);
    if (!has_use && !access->sessions.is_dirty)
        return NULL;
    struct keep *keep = xcalloc(1, sizeof(*keep));
    *keep = (struct keep){.web = web, .var = access->var, .tokens = used, .has_tokens = has_use};
    if (access->sessions.is_dirty)
        keep->sessions = access_sessions_json(&access->sessions);
    return keep;
}

void web_auth_keep(struct web *web)
{
    struct web_auth *auth = web->auth;
    if (!auth || auth->is_keeping || (auth->has_failed && clock_boot_ms() < auth->rest_until_ms))
        return;
    struct keep *keep = collect(web, false);
    if (!keep)
        return;
    auth->is_keeping = true;
    lane_post(web->lanes[WEB_LANE_SUBMIT], write_files, files_written, keep);
}

_Static_assert(WEB_LINK_SIZE == ACCESS_SECRET_SIZE, "a link is a secret");

/* Cookies of one host go to all its ports: two projects on one machine need two names. */
static void name_cookie(const char *project_path, char name[WEB_COOKIE_NAME_MAX])
{
    char text[SHA256_TEXT_SIZE];
    struct access_digest digest = access_digest_of(project_path, strlen(project_path));
    access_digest_format(&digest, text);
    (void)snprintf(name, WEB_COOKIE_NAME_MAX, "pirun_%.*s", COOKIE_ID_DIGITS, text); /* fits */
}

int web_auth_open(struct web *web, struct err *err)
{
    bool was_made = false;
    struct err note = {0};
    if (!web->rooms.spool)
        return 0;
    web->auth = xcalloc(1, sizeof(*web->auth));
    name_cookie(web->rooms.project_path ? web->rooms.project_path : "", web->auth->cookie);
    if (access_open(&web->auth->access, web->rooms.spool->dirs.var, &was_made, &note, err) < 0)
        return -1;
    if (was_made)
        log_info("made var/token, the admin's key");
    if (note.text[0])
        log_warning("%s", note.text);
    return 0;
}

void web_auth_close(struct web *web)
{
    if (!web->auth)
        return;
    struct keep *keep = collect(web, true);
    if (keep) {
        write_files(keep);
        if (keep->err.code != ERR_NONE)
            log_error("who is signed in was not written down: %s", keep->err.text);
        free_keep(keep);
    }
    access_close(&web->auth->access);
    free(web->auth);
    web->auth = NULL;
}

static bool is_tls(const struct web_call *call)
{
    h2o_iovec_t scheme = call->req->input.scheme->name;
    return h2o_memis(scheme.base, scheme.len, H2O_STRLIT("https"));
}

struct access_session *web_auth_open_session(struct web_call *call, const struct access_who *who,
                                             char set_cookie[WEB_SET_COOKIE_MAX])
{
    char secret[ACCESS_SECRET_SIZE];
    struct web_auth *auth = call->web->auth;
    const struct access_session_order order = {.token_id = who->token_id,
                                               .from = call->who.address,
                                               .agent = web_call_header(call, "user-agent")};
    struct access_session *session =
        access_session_open(&auth->access.sessions, &order, clock_wall_us(), secret);
    (void)snprintf(set_cookie, WEB_SET_COOKIE_MAX,
                   "%s=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%lld%s", auth->cookie, secret,
                   (long long)COOKIE_AGE_S,
                   is_tls(call) ? "; Secure" : ""); /* fits: 24 + 65 + 80 */
    explicit_bzero(secret, sizeof(secret));
    return session;
}

void web_auth_clear_cookie(struct web_call *call)
{
    char text[WEB_SET_COOKIE_MAX];
    (void)snprintf(text, sizeof(text), "%s=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0%s",
                   call->web->auth->cookie, is_tls(call) ? "; Secure" : ""); /* fits */
    web_call_add(call, "set-cookie", text);
}

int web_make_link(struct web *web, char secret[WEB_LINK_SIZE])
{
    if (!web->auth || web->is_open)
        return -1;
    access_link_make(&web->auth->access.links, clock_boot_ms(), secret);
    return 0;
}
