/* web_lsp_own: what the files of web_lsp share. Not for others. */
#ifndef PIRUN_WEB_WEB_LSP_OWN_H
#define PIRUN_WEB_WEB_LSP_OWN_H

#include "base/buf.h"
#include "script/script_rpc.h"
#include "web/web_lsp.h"
#include "web/web_lsp_server.h"
#include "web/web_ws.h"

#define WEB_LSP_QUESTIONS_MAX 256    /* of all sockets, without an answer yet */
#define WEB_LSP_FILES_MAX     128    /* that a socket has open */
#define WEB_LSP_REST_MS       600000 /* the server ends so long after the last socket */
#define WEB_LSP_MESSAGE_MAX   1048576
#define WEB_LSP_REPLY_MAX     8388608 /* bytes of a message to a socket, paths replaced */

struct web_lsp_socket {
    struct web_ws ws; /* first */
    struct web_lsp *lsp;
    struct list link;
    struct list replies; /* struct web_lsp_reply: that wait for room */
    size_t replies_size;
    char *files[WEB_LSP_FILES_MAX]; /* URIs as they stand in messages, with their quotes */
    char *hello;                    /* id of its `initialize` that is not answered yet */
};

struct web_lsp_reply {
    struct list link;
    size_t size;
    char text[];
};

struct web_lsp_question {
    int64_t id;                    /* at the server; 0: unused */
    struct web_lsp_socket *socket; /* NULL: it has gone */
    char *client_id;               /* as it stood */
};

enum web_lsp_stage {
    WEB_LSP_NEW,
    WEB_LSP_ASKED, /* `initialize` was sent */
    WEB_LSP_READY,
};

struct web_lsp {
    struct web *web;
    struct list sockets;
    struct web_lsp_server *server; /* NULL: there is none */
    struct loop_timer *rest;
    enum web_lsp_stage stage;
    int64_t hello_id;
    int64_t last_id;
    char *abilities; /* the result of `initialize` */
    struct web_lsp_question questions[WEB_LSP_QUESTIONS_MAX];
    bool is_stopped;
};

/* web_lsp_socket.c */
void web_lsp_socket_start(struct web_lsp *lsp, struct web_call *call, const char *key);
/* Send TEXT, when there is room; who reads too slowly is closed with 1013. */
void web_lsp_socket_put(struct web_lsp_socket *socket, const char *text, size_t size);
void web_lsp_socket_answer(struct web_lsp_socket *socket, const char *id, const char *result);
void web_lsp_socket_fail(struct web_lsp_socket *socket, const char *id, const char *message);
bool web_lsp_socket_has(const struct web_lsp_socket *socket, const char *uri, size_t size);

/* web_lsp_mux.c */
void web_lsp_from_client(struct web_lsp_socket *socket, const char *text, size_t size);
void web_lsp_leave(struct web_lsp_socket *socket);
/* Forget all that was of the server that has ended. */
void web_lsp_reset(struct web_lsp *lsp);

#endif
