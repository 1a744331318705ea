/* web_lsp: GET /api/lsp: whether there is a language server, and as a WebSocket the way to it:
 * messages of the Language Server Protocol as text. One server serves all sockets of the project:
 * started by the first `initialize`, ended 10 minutes after the last socket. To it the sockets are
 * one client: ids of questions are replaced on the way there and back, a file is closed when the
 * last socket closes it, and what concerns the client as a whole (initialize, configuration,
 * shutdown, the server's own questions) is answered here. Paths of files are those of the project,
 * which is file:///project. */
#ifndef PIRUN_WEB_WEB_LSP_H
#define PIRUN_WEB_WEB_LSP_H

#include "web/web_route.h"

struct web_lsp; /* one per web */

struct web_routes web_lsp_routes(void);

void web_lsp_open(struct web *web);
/* End the server, now; none begins any more. NULL is fine. */
void web_lsp_stop(struct web_lsp *lsp);
/* After the sockets. NULL is fine. */
void web_lsp_free(struct web_lsp *lsp);

#endif
