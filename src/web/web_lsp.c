#include "web/web_lsp.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_auth.h"
#include "web/web_live.h"
#include "web/web_lsp_own.h"
#include "web/web_own.h"

#define SOCKETS_MAX 32

static void rested(void *ctx)
{
    struct web_lsp *lsp = ctx;
    if (!list_is_empty(&lsp->sockets))
        return; /* somebody came back */
    web_lsp_server_stop(lsp->server);
    lsp->server = NULL;
    web_lsp_reset(lsp);
}

static void tell_state(struct web_call *call)
{
    struct err why = {0};
    struct web_lsp_program program;
    auto_json struct json *json = json_object();
    bool is_there = call->web->rooms.project_path && web_lsp_server_find(&program, &why);
    json_set_bool(json, "is_available", is_there);
    json_set_bool(json, "is_running", call->web->lsp->server != NULL);
    if (is_there)
        json_set_string(json, "server", program.name);
    else
        json_set_string(json, "why", why.text);
    web_call_json(call, 200, json);
}

static int check(const struct web_call *call, struct err *err)
{
    struct web_lsp_program program;
    const struct web_lsp *lsp = call->web->lsp;
    int count = 0;
    for (const struct list *at = lsp->sockets.next; at != &lsp->sockets; at = at->next)
        count++;
    if (call->who.role < ACCESS_EDITOR)
        return err_set(err, ERR_FORBIDDEN, "the language server needs the role '%s'",
                       access_role_name(ACCESS_EDITOR));
    if (!call->web->rooms.project_path || lsp->is_stopped)
        return err_set(err, ERR_BUSY, "there is no project to read");
    if (count >= SOCKETS_MAX)
        return err_set(err, ERR_BUSY, "%d connections use the language server already",
                       SOCKETS_MAX);
    return web_lsp_server_find(&program, err) ? 0 : -1;
}

static void get_lsp(struct web_call *call)
{
    struct err err;
    if (!web_ws_is_asked(call)) {
        tell_state(call);
        return;
    }
    if (check(call, &err) < 0) {
        web_call_error(call, &err);
        return;
    }
    const char *key = web_ws_shake_hands(call);
    if (!key)
        return;
    web_lsp_socket_start(call->web->lsp, call, key);
}

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/lsp",
     .role = ACCESS_VIEWER,
     .handler = get_lsp,
     .answer = "application/json",
     .statuses = "200 400 403 426 503",
     .help = "Tells whether there is a language server; as a WebSocket (role editor): its "
             "messages as text, the project being file:///project"},
};

WEB_ROUTES(web_lsp_routes, routes)

void web_lsp_open(struct web *web)
{
    web->lsp = xcalloc(1, sizeof(*web->lsp));
    web->lsp->web = web;
    list_init(&web->lsp->sockets);
    web->lsp->rest = loop_timer_create(web->loop, rested, web->lsp);
}

void web_lsp_stop(struct web_lsp *lsp)
{
    if (!lsp)
        return;
    lsp->is_stopped = true;
    web_lsp_server_stop(lsp->server);
    lsp->server = NULL;
    web_lsp_reset(lsp);
}

void web_lsp_free(struct web_lsp *lsp)
{
    if (!lsp)
        return;
    loop_timer_free(lsp->rest);
    free(lsp);
}
