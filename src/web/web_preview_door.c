/* The preview's port: who may come in, and what is said in the app's place. */
#include <stdio.h>
#include <string.h>

#include "access/access_header.h"
#include "access/access_origin.h"
#include "base/clock.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "web/web_auth.h"
#include "web/web_own.h"
#include "web/web_preview_own.h"
#include "web/web_preview_page.h"

#define COOKIE_NAME_MAX 32
#define COOKIES_MAX     8 /* of our name that are looked at */
#define ONLY_SELF       "'self'"

bool web_preview_host_name(const char *host, size_t size, char name[PREVIEW_NAME_MAX])
{
    const char *colon = NULL;
    for (size_t i = 0; i < size && host[i] != ']'; i++) {
        if (host[i] == ':')
            colon = host + i;
    }
    if (size && host[0] == '[') /* an IPv6 address: the colons within are none */
        colon = memchr(host, ']', size) ? (const char *)memchr(host, ']', size) + 1 : NULL;
    size_t length = colon ? (size_t)(colon - host) : size;
    if (length == 0 || length >= PREVIEW_NAME_MAX)
        return false;
    memcpy(name, host, length);
    name[length] = '\0';
    return true;
}

/* Of the port: two projects of one machine share all cookies. */
static void name_cookie(const struct web_preview *preview, char name[COOKIE_NAME_MAX])
{
    (void)snprintf(name, COOKIE_NAME_MAX, "pirun_preview_%d",
                   preview_relay_port(preview->relay)); /* fits */
}

/* The page that shows the app has the same name and the API's port; a proxy may serve it by HTTPS.
 * Content-Security-Policy has no IPv6 addresses. */
static void name_ancestors(const struct web_preview *preview, struct preview_pass *pass)
{
    int port = web_port(preview->web);
    const char *name = pass->name;
    if (name[0] != '[')
        (void)snprintf(pass->ancestors, PREVIEW_ANCESTORS_MAX,
                       ONLY_SELF " http://%s:%d https://%s:%d https://%s", name, port, name, port,
                       name); /* fits: 3 names */
}

static bool refuse(const char *title, const char *text, const char *ancestors, struct buf *answer)
{
    const struct web_preview_page page = {.status = 403, .title = title, .text = text};
    web_preview_page_write(&page, ancestors, answer);
    return false;
}

/* The token or the session for which a key was made is still there. */
static bool still_holds(struct web_preview *preview, const struct web_preview_who *who)
{
    struct web_auth *auth = preview->web->auth;
    if (!auth || !who->token_id[0]) /* by the socket, or everybody */
        return true;
    web_auth_refresh(auth, false);
    const struct access_token *token = access_tokens_by_id(&auth->access.tokens, who->token_id);
    return auth->access.broken.code == ERR_NONE && token &&
           !access_token_is_over(token, clock_wall_us()) && token->role >= ACCESS_VIEWER &&
           (!who->session_id[0] || access_session_by_id(&auth->access.sessions, who->session_id));
}

static bool is_known(struct web_preview *preview, const struct preview_head *head)
{
    char name[COOKIE_NAME_MAX];
    size_t at = 0;
    int tries = 0;
    const struct preview_span *header;
    if (preview->web->is_open)
        return true;
    name_cookie(preview, name);
    while ((header = preview_head_find(head, "cookie", &at))) {
        size_t from = 0;
        struct access_span value;
        struct web_preview_who who;
        while (tries++ < COOKIES_MAX &&
               access_header_cookie(header->text, header->size, name, &from, &value)) {
            if (web_preview_key_check(&preview->keys, WEB_PREVIEW_COOKIE, value.text, value.size,
                                      clock_boot_ms(), &who) &&
                still_holds(preview, &who))
                return true;
        }
    }
    return false;
}

/* True: it is the address that the API gave, and ANSWER says what comes of it. Who is in already
 * may use it again: a frame that is loaded anew does. */
static bool is_entering(struct web_preview *preview, const struct preview_head *head,
                        const char *ancestors, struct buf *answer)
{
    char name[COOKIE_NAME_MAX];
    char cookie[WEB_PREVIEW_KEY_SIZE];
    struct web_preview_who who;
    size_t before = strlen(WEB_PREVIEW_ENTER);
    int64_t now_ms = clock_boot_ms();
    if (head->target.size < before || memcmp(head->target.text, WEB_PREVIEW_ENTER, before) != 0)
        return false;
    if (!web_preview_key_check(&preview->keys, WEB_PREVIEW_KEY, head->target.text + before,
                               head->target.size - before, now_ms, &who) ||
        !still_holds(preview, &who)) {
        if (is_known(preview, head))
            web_preview_page_enter(NULL, 0, false, answer);
        else
            (void)refuse("This address is used up",
                         "It opens the preview once, within a minute. PiRun gives another one.",
                         ancestors, answer);
        return true;
    }
    name_cookie(preview, name);
    web_preview_key_make(&preview->keys, WEB_PREVIEW_COOKIE, &who, now_ms, cookie);
    auto_free char *pair = xasprintf("%s=%s", name, cookie);
    web_preview_page_enter(pair, (int)(WEB_PREVIEW_COOKIE_MS / 1000), web_preview_has_tls(preview),
                           answer);
    return true;
}

static char *copy_of(const struct preview_head *head, const char *name)
{
    size_t at = 0;
    const struct preview_span *value = preview_head_find(head, name, &at);
    return value ? xstrndup(value->text, value->size) : NULL;
}

static bool is_word(struct preview_span span, const char *word)
{
    return span.size == strlen(word) && memcmp(span.text, word, span.size) == 0;
}

/* Also where everybody may: a page of another site is not everybody. */
static bool may_change(const struct preview_head *head)
{
    if (!head->is_websocket && (is_word(head->method, "GET") || is_word(head->method, "HEAD")))
        return true;
    auto_free char *origin = copy_of(head, "origin");
    auto_free char *fetch_site = copy_of(head, "sec-fetch-site");
    auto_free char *host = xstrndup(head->host.text, head->host.size);
    const struct access_origin asked = {.origin = origin, .fetch_site = fetch_site, .host = host};
    return access_origin_may_change(&asked);
}

static bool admit(void *ctx, const struct preview_head *head, struct preview_pass *pass,
                  struct buf *answer)
{
    struct web_preview *preview = ctx;
    const char *ancestors = pass->ancestors;
    (void)snprintf(pass->ancestors, PREVIEW_ANCESTORS_MAX, ONLY_SELF); /* fits */
    if (!web_preview_host_name(head->host.text, head->host.size, pass->name) ||
        web_host_check(&preview->web->host, head->host.text, head->host.size) != WEB_HOST_OK)
        return refuse("Another name", "This server does not answer to the name in the address.",
                      ancestors, answer);
    name_ancestors(preview, pass);
    if (is_entering(preview, head, ancestors, answer))
        return false;
    if (!is_known(preview, head))
        return refuse("Not signed in here", "Open the preview from PiRun: that signs you in.",
                      ancestors, answer);
    if (!may_change(head))
        return refuse("Another site's page", "It may change nothing here.", ancestors, answer);
    return true;
}

/* Where the run's output is shown: by the same name, on the API's port. */
static char *log_address(const struct web_preview *preview, const char *name)
{
    char id[IDENT_TEXT_SIZE];
    if (!preview->app.has_run)
        return NULL;
    ident_format(&preview->app.run, id);
    return xasprintf("http%s://%s:%d/runs/%s", web_preview_has_tls(preview) ? "s" : "", name,
                     web_port(preview->web), id);
}

static void fail(void *ctx, const struct preview_pass *pass, const char *why, struct buf *answer)
{
    const struct web_preview *preview = ctx;
    const struct web_preview_app *app = &preview->app;
    bool is_ready = app->state == WEB_PREVIEW_READY;
    auto_free char *link = log_address(preview, pass->name);
    char detail[WEB_PREVIEW_TEXT] = "";
    char title[64];
    if (*why)
        (void)snprintf(detail, sizeof(detail), "The app was asked: %s.", why); /* fits */
    (void)snprintf(title, sizeof(title), "The app is %s", web_preview_state_name(app->state));
    const struct web_preview_page page = {
        .status = 502,
        .title = is_ready ? "The app does not answer" : title,
        .text = app->text,
        .detail = detail,
        .link = link,
        .link_text = "What it has printed",
        .is_retried = app->state == WEB_PREVIEW_STARTING,
    };
    web_preview_page_write(&page, pass->ancestors, answer);
}

static enum preview_socket connect_app(void *ctx, int *fd)
{
    return web_preview_app_connect(&((struct web_preview *)ctx)->app, fd);
}

static struct ssl_ctx_st *tls_now(void *ctx)
{
    return ((const struct web_preview *)ctx)->web->accept_tls.ssl_ctx;
}

bool web_preview_has_tls(const struct web_preview *preview)
{
    return preview->web->accept_tls.ssl_ctx != NULL;
}

const struct preview_relay_host web_preview_door = {
    .tls = tls_now, .admit = admit, .connect = connect_app, .fail = fail};
