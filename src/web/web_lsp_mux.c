/* Many sockets, one server that believes in one client. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/rel.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "env/env_settings.h"
#include "web/web_lsp_own.h"
#include "web/web_own.h"

#define PROJECT "/project"
#define NO_LINT "{\"enabled\":false}"

static const char *real_path(const struct web_lsp *lsp)
{
    return lsp->web->rooms.project_path;
}

static char *cut_out(const char *text, struct script_span span)
{
    return xstrndup(text + span.at, span.size);
}

/* To the server. Answers false when it takes no more. */
static bool pass(struct web_lsp *lsp, const char *text, size_t size)
{
    auto_buf struct buf mapped;
    buf_init(&mapped, WEB_LSP_REPLY_MAX);
    script_rpc_map(text, size, PROJECT, real_path(lsp), &mapped);
    return lsp->server && buf_ok(&mapped) &&
           web_lsp_server_send(lsp->server, buf_text(&mapped), mapped.size);
}

static void tell(struct web_lsp *lsp, const char *method, const char *params)
{
    auto_free char *text =
        xasprintf("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}", method, params);
    (void)pass(lsp, text, strlen(text)); /* it has gone, or will be missed by the next question */
}

/* from the server */

/* Style is not what a reader of problems asks for; names are those of the project's environment. */
static void configure(struct web_lsp *lsp)
{
    const struct conf *conf = lsp->web->rooms.conf;
    auto_buf struct buf params;
    auto_free char *venv = xasprintf("%s/.venv", real_path(lsp));
    auto_free char *python = xasprintf("%s/bin/python", venv);
    bool is_usual = conf && strcmp(conf->venv_python, ENV_VENV_PYTHON) == 0;
    buf_init(&params, WEB_LSP_MESSAGE_MAX);
    buf_add(&params, "{\"settings\":{\"pylsp\":{\"plugins\":{\"pycodestyle\":" NO_LINT
                     ",\"mccabe\":" NO_LINT ",\"pydocstyle\":" NO_LINT);
    if (is_usual && access(python, X_OK) == 0) {
        buf_add(&params, ",\"jedi\":{\"environment\":");
        json_quote(venv, strlen(venv), &params);
        buf_add(&params, "}");
    }
    buf_add(&params, "}}}}");
    tell(lsp, "workspace/didChangeConfiguration", buf_text(&params));
}

static void greet(struct web_lsp *lsp, const char *text, const struct script_rpc *rpc)
{
    bool is_willing = rpc->result.size > 0;
    lsp->stage = is_willing ? WEB_LSP_READY : WEB_LSP_NEW;
    if (is_willing) {
        lsp->abilities = cut_out(text, rpc->result);
        tell(lsp, "initialized", "{}");
        configure(lsp);
    }
    list_for_each (node, &lsp->sockets) {
        struct web_lsp_socket *socket = list_entry(node, struct web_lsp_socket, link);
        auto_free char *id = take(socket->hello);
        if (id && is_willing)
            web_lsp_socket_answer(socket, id, lsp->abilities);
        else if (id)
            web_lsp_socket_fail(socket, id, "the language server does not want to begin");
    }
}

static void answer_came(struct web_lsp *lsp, const char *text, size_t size,
                        const struct script_rpc *rpc)
{
    int64_t id = strtoll(text + rpc->id.at, NULL, 10);
    if (lsp->stage == WEB_LSP_ASKED && id == lsp->hello_id) {
        greet(lsp, text, rpc);
        return;
    }
    struct web_lsp_question *question = &lsp->questions[(uint64_t)id % WEB_LSP_QUESTIONS_MAX];
    if (id <= 0 || question->id != id)
        return;
    auto_free char *client_id = take(question->client_id);
    auto_buf struct buf out;
    buf_init(&out, WEB_LSP_REPLY_MAX);
    question->id = 0;
    if (!question->socket)
        return;
    script_rpc_put(text, size, rpc, client_id, &out);
    if (buf_ok(&out))
        web_lsp_socket_put(question->socket, buf_text(&out), out.size);
}

/* What the server asks the client: there is nothing to say. */
static void question_came(struct web_lsp *lsp, const char *text, const struct script_rpc *rpc)
{
    auto_free char *id = cut_out(text, rpc->id);
    auto_free char *reply = xasprintf("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":null}", id);
    (void)pass(lsp, reply, strlen(reply)); /* as in tell */
}

static void notice_came(struct web_lsp *lsp, const char *text, size_t size,
                        const struct script_rpc *rpc)
{
    struct script_span uri = script_rpc_find(text, rpc->params, "uri");
    bool is_of_file = strcmp(rpc->method, "textDocument/publishDiagnostics") == 0;
    if (!is_of_file && strcmp(rpc->method, "window/showMessage") != 0)
        return;
    list_for_each (node, &lsp->sockets) {
        struct web_lsp_socket *socket = list_entry(node, struct web_lsp_socket, link);
        if (!is_of_file || web_lsp_socket_has(socket, text + uri.at, uri.size))
            web_lsp_socket_put(socket, text, size);
    }
}

static void message_came(void *ctx, const char *text, size_t size)
{
    struct web_lsp *lsp = ctx;
    struct script_rpc rpc;
    auto_buf struct buf mapped;
    buf_init(&mapped, WEB_LSP_REPLY_MAX);
    script_rpc_map(text, size, real_path(lsp), PROJECT, &mapped);
    if (!buf_ok(&mapped) || !rel_is_utf8(buf_text(&mapped), mapped.size) ||
        script_rpc_parse(buf_text(&mapped), mapped.size, &rpc, NULL) < 0)
        return;
    if (!rpc.method[0])
        answer_came(lsp, mapped.data, mapped.size, &rpc);
    else if (rpc.id.size > 0)
        question_came(lsp, mapped.data, &rpc);
    else
        notice_came(lsp, mapped.data, mapped.size, &rpc);
}

static void ended(void *ctx)
{
    struct web_lsp *lsp = ctx;
    lsp->server = NULL;
    web_lsp_reset(lsp);
    list_for_each (node, &lsp->sockets)
        web_ws_close(&list_entry(node, struct web_lsp_socket, link)->ws, 1011,
                     "the language server has ended");
}

void web_lsp_reset(struct web_lsp *lsp)
{
    free(take(lsp->abilities));
    lsp->stage = WEB_LSP_NEW;
    for (size_t i = 0; i < WEB_LSP_QUESTIONS_MAX; i++) {
        free(lsp->questions[i].client_id);
        lsp->questions[i] = (struct web_lsp_question){0};
    }
}

/* from a client */

static int start(struct web_lsp *lsp, struct err *err)
{
    static const struct web_lsp_server_ops ops = {.message = message_came, .ended = ended};
    struct web_lsp_program program;
    if (lsp->server)
        return 0;
    if (lsp->is_stopped)
        return err_set(err, ERR_BUSY, "the server stops");
    if (!web_lsp_server_find(&program, err))
        return -1;
    lsp->server = web_lsp_server_start(lsp->web, &program, &ops, lsp, err);
    return lsp->server ? 0 : -1;
}

/* The first client's abilities stand for all: they are pages of one program. */
static void hello_came(struct web_lsp_socket *socket, const char *text,
                       const struct script_rpc *rpc, const char *id)
{
    struct web_lsp *lsp = socket->lsp;
    struct err err;
    if (lsp->stage == WEB_LSP_READY) {
        web_lsp_socket_answer(socket, id, lsp->abilities);
        return;
    }
    if (start(lsp, &err) < 0) {
        web_lsp_socket_fail(socket, id, err.text);
        return;
    }
    free(socket->hello);
    socket->hello = xstrdup(id);
    if (lsp->stage == WEB_LSP_ASKED)
        return;
    struct script_span able = script_rpc_find(text, rpc->params, "capabilities");
    auto_free char *abilities = able.size > 0 ? cut_out(text, able) : xstrdup("{}");
    lsp->stage = WEB_LSP_ASKED;
    lsp->hello_id = ++lsp->last_id;
    auto_free char *hello = xasprintf(
        "{\"jsonrpc\":\"2.0\",\"id\":%lld,\"method\":\"initialize\",\"params\":{\"processId\":null,"
        "\"rootUri\":\"file://" PROJECT "\",\"capabilities\":%s}}",
        (long long)lsp->hello_id, abilities);
    (void)pass(lsp, hello, strlen(hello)); /* the first that it gets */
}

static void ask(struct web_lsp_socket *socket, const char *text, size_t size,
                const struct script_rpc *rpc, const char *client_id)
{
    char id[24];
    struct web_lsp *lsp = socket->lsp;
    struct web_lsp_question *question =
        &lsp->questions[(uint64_t)(lsp->last_id + 1) % WEB_LSP_QUESTIONS_MAX];
    auto_buf struct buf out;
    buf_init(&out, WEB_LSP_REPLY_MAX);
    (void)snprintf(id, sizeof(id), "%lld", (long long)lsp->last_id + 1); /* fits */
    script_rpc_put(text, size, rpc, id, &out);
    if (question->id || !pass(lsp, buf_text(&out), out.size)) {
        lsp->last_id += question->id != 0; /* the place of one that is never answered */
        web_lsp_socket_fail(socket, client_id, "the language server does not keep up");
        return;
    }
    *question = (struct web_lsp_question){
        .id = ++lsp->last_id, .socket = socket, .client_id = xstrdup(client_id)};
}

static void cancel(struct web_lsp_socket *socket, const char *text, const struct script_rpc *rpc)
{
    struct web_lsp *lsp = socket->lsp;
    struct script_span id = script_rpc_find(text, rpc->params, "id");
    for (size_t i = 0; i < WEB_LSP_QUESTIONS_MAX; i++) {
        const struct web_lsp_question *question = &lsp->questions[i];
        if (!question->id || question->socket != socket || strlen(question->client_id) != id.size ||
            memcmp(question->client_id, text + id.at, id.size) != 0)
            continue;
        auto_free char *params = xasprintf("{\"id\":%lld}", (long long)question->id);
        tell(lsp, "$/cancelRequest", params);
        return;
    }
}

/* Has another socket the file open, too? */
static bool is_shared(const struct web_lsp_socket *socket, const char *uri, size_t size)
{
    bool is_found = false;
    list_for_each (node, &socket->lsp->sockets) {
        const struct web_lsp_socket *other = list_entry(node, struct web_lsp_socket, link);
        is_found = is_found || (other != socket && web_lsp_socket_has(other, uri, size));
    }
    return is_found;
}

static void note_file(struct web_lsp_socket *socket, const char *uri, size_t size)
{
    for (size_t i = 0; i < WEB_LSP_FILES_MAX && !web_lsp_socket_has(socket, uri, size); i++) {
        if (!socket->files[i])
            socket->files[i] = xstrndup(uri, size);
    }
}

static void drop_file(struct web_lsp_socket *socket, const char *uri, size_t size)
{
    for (size_t i = 0; i < WEB_LSP_FILES_MAX; i++) {
        if (socket->files[i] && strlen(socket->files[i]) == size &&
            memcmp(socket->files[i], uri, size) == 0)
            free(take(socket->files[i]));
    }
}

/* Answers whether the server is to be told. */
static bool note_notice(struct web_lsp_socket *socket, const char *text,
                        const struct script_rpc *rpc)
{
    static const char *const ours[] = {"initialized", "exit", "workspace/didChangeConfiguration",
                                       "workspace/didChangeWorkspaceFolders"};
    struct script_span file = script_rpc_find(text, rpc->params, "textDocument");
    struct script_span uri = script_rpc_find(text, file, "uri");
    for (size_t i = 0; i < ARRAY_LEN(ours); i++) {
        if (strcmp(ours[i], rpc->method) == 0)
            return false;
    }
    if (strcmp(rpc->method, "$/cancelRequest") == 0) {
        cancel(socket, text, rpc);
        return false;
    }
    if (strcmp(rpc->method, "textDocument/didOpen") == 0)
        note_file(socket, text + uri.at, uri.size);
    if (strcmp(rpc->method, "textDocument/didClose") == 0) {
        drop_file(socket, text + uri.at, uri.size);
        return !is_shared(socket, text + uri.at, uri.size);
    }
    return true;
}

static void question_asked(struct web_lsp_socket *socket, const char *text, size_t size,
                           const struct script_rpc *rpc)
{
    auto_free char *id = cut_out(text, rpc->id);
    if (strcmp(rpc->method, "initialize") == 0)
        hello_came(socket, text, rpc, id);
    else if (strcmp(rpc->method, "shutdown") == 0)
        web_lsp_socket_answer(socket, id, "null");
    else if (socket->lsp->stage != WEB_LSP_READY)
        web_lsp_socket_fail(socket, id, "'initialize' comes first, and its answer");
    else
        ask(socket, text, size, rpc, id);
}

void web_lsp_from_client(struct web_lsp_socket *socket, const char *text, size_t size)
{
    struct script_rpc rpc;
    struct err err;
    if (script_rpc_parse(text, size, &rpc, &err) < 0) {
        web_ws_close(&socket->ws, 1008, err.text);
        return;
    }
    if (!rpc.method[0])
        return; /* nothing was asked */
    if (rpc.id.size > 0) {
        question_asked(socket, text, size, &rpc);
    } else if (note_notice(socket, text, &rpc) && socket->lsp->stage == WEB_LSP_READY &&
               !pass(socket->lsp, text, size)) {
        /* the server would know another text than the client has */
        web_ws_close(&socket->ws, 1013, "the language server does not keep up");
    }
}

void web_lsp_leave(struct web_lsp_socket *socket)
{
    struct web_lsp *lsp = socket->lsp;
    list_remove(&socket->link);
    if (list_is_empty(&lsp->sockets))
        loop_timer_arm(lsp->rest, WEB_LSP_REST_MS);
    for (size_t i = 0; i < WEB_LSP_QUESTIONS_MAX; i++) {
        if (lsp->questions[i].socket == socket)
            lsp->questions[i].socket = NULL;
    }
    for (size_t i = 0; i < WEB_LSP_FILES_MAX; i++) {
        const char *uri = socket->files[i];
        if (!uri || is_shared(socket, uri, strlen(uri)))
            continue;
        auto_free char *params = xasprintf("{\"textDocument\":{\"uri\":%s}}", uri);
        tell(lsp, "textDocument/didClose", params);
    }
}
