/* web_lsp_server: a language server as a process (`pirun __language`, which confines it), and its
 * pipe: messages go in and come out whole. Thread: loop. */
#ifndef PIRUN_WEB_WEB_LSP_SERVER_H
#define PIRUN_WEB_WEB_LSP_SERVER_H

#include <stdbool.h>

#include "web/web.h"

#define WEB_LSP_ARGS_MAX 3

struct web_lsp_server;

struct web_lsp_server_ops {
    /* TEXT is borrowed. Must not stop the server. */
    void (*message)(void *ctx, const char *text, size_t size);
    /* It has ended, or said what is no message: it is freed when the call returns. */
    void (*ended)(void *ctx);
};

/* Which program this machine has: its name, and WORDS (NULL-terminated) that start it; false, and
 * WHY not: none is installed, or there is too little memory. Looks at the disk for a moment. */
struct web_lsp_program {
    const char *name;
    const char *words[WEB_LSP_ARGS_MAX];
};
bool web_lsp_server_find(struct web_lsp_program *program, struct err *why);

/* Errors: by errno. */
struct web_lsp_server *web_lsp_server_start(struct web *web, const struct web_lsp_program *program,
                                            const struct web_lsp_server_ops *ops, void *ctx,
                                            struct err *err);
/* End it and all that it has started. NULL is fine. */
void web_lsp_server_stop(struct web_lsp_server *server);
/* Answers false when it takes nothing for long: more than 8 MiB wait. */
bool web_lsp_server_send(struct web_lsp_server *server, const char *text, size_t size);

#endif
