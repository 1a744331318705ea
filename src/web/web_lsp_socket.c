#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/scope.h"
#include "web/web_lsp_own.h"
#include "web/web_own.h"

#define REPLIES_MAX ((size_t)16 * 1024 * 1024) /* bytes that wait for one client */
#define SLOW        1013                       /* Source: RFC 6455 registry, "Try Again Later" */

static struct web_lsp_socket *of_ws(struct web_ws *ws)
{
    return list_entry(ws, struct web_lsp_socket, ws);
}

static void pump(struct web_ws *ws)
{
    struct web_lsp_socket *socket = of_ws(ws);
    while (!list_is_empty(&socket->replies) && web_ws_has_room(ws)) {
        struct web_lsp_reply *reply = list_entry(socket->replies.next, struct web_lsp_reply, link);
        list_remove(&reply->link);
        socket->replies_size -= reply->size;
        web_ws_put(ws, true, reply->text, reply->size);
        free(reply);
    }
}

void web_lsp_socket_put(struct web_lsp_socket *socket, const char *text, size_t size)
{
    if (socket->replies_size + size > REPLIES_MAX) {
        web_ws_close(&socket->ws, SLOW, "too much waits to be read");
        return;
    }
    struct web_lsp_reply *reply = xmalloc(sizeof(*reply) + size);
    reply->size = size;
    memcpy(reply->text, text, size);
    list_append(&socket->replies, &reply->link);
    socket->replies_size += size;
    pump(&socket->ws);
    web_ws_soon(&socket->ws);
}

void web_lsp_socket_answer(struct web_lsp_socket *socket, const char *id, const char *result)
{
    auto_free char *text = xasprintf("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}", id, result);
    web_lsp_socket_put(socket, text, strlen(text));
}

void web_lsp_socket_fail(struct web_lsp_socket *socket, const char *id, const char *message)
{
    auto_buf struct buf quoted;
    buf_init(&quoted, WEB_LSP_MESSAGE_MAX);
    json_quote(message, strlen(message), &quoted);
    /* -32803: RequestFailed. Source: Language Server Protocol 3.17, "ErrorCodes" */
    auto_free char *text =
        xasprintf("{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":-32803,\"message\":%s}}", id,
                  buf_text(&quoted));
    web_lsp_socket_put(socket, text, strlen(text));
}

bool web_lsp_socket_has(const struct web_lsp_socket *socket, const char *uri, size_t size)
{
    for (size_t i = 0; i < WEB_LSP_FILES_MAX; i++) {
        const char *file = socket->files[i];
        if (file && strlen(file) == size && memcmp(file, uri, size) == 0)
            return true;
    }
    return false;
}

static void text_came(struct web_ws *ws, const char *text, size_t size)
{
    web_lsp_from_client(of_ws(ws), text, size);
}

static void over(struct web_ws *ws)
{
    struct web_lsp_socket *socket = of_ws(ws);
    web_lsp_leave(socket);
    list_for_each (node, &socket->replies)
        free(list_entry(node, struct web_lsp_reply, link));
    for (size_t i = 0; i < WEB_LSP_FILES_MAX; i++)
        free(socket->files[i]);
    free(socket->hello);
}

static const struct web_ws_ops ops = {
    .text = text_came, .pump = pump, .over = over, .message_max = WEB_LSP_MESSAGE_MAX};

void web_lsp_socket_start(struct web_lsp *lsp, struct web_call *call, const char *key)
{
    struct web_lsp_socket *socket = xcalloc(1, sizeof(*socket));
    socket->lsp = lsp;
    list_init(&socket->replies);
    list_append(&lsp->sockets, &socket->link);
    web_ws_start(&socket->ws, call, key, &ops);
}
