/* preview_relay: the app's own port. Passes requests on to the app and its answers back, byte by
 * byte, on the loop: what goes on with a request is decided by its head alone, and from then on
 * two buffers of 32 KiB are all that a connection takes, however large an answer is and however
 * slowly it is read. Nothing is cut for being silent: an app may push events for days.
 *
 * Why not libh2o's proxy: it keeps a whole request in memory, and an answer that its reader does
 * not take in a file without a name; and it ends a stream that is silent for its I/O timeout.
 *
 * A client that closes its end, be it only half, has gone. Knows nothing of runs and of rights.
 * ADR 0031. */
#ifndef PIRUN_PREVIEW_PREVIEW_RELAY_H
#define PIRUN_PREVIEW_PREVIEW_RELAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "loop/loop.h"
#include "preview/preview_head.h"

#define PREVIEW_ANCESTORS_MAX 600
#define PREVIEW_NAME_MAX      128
#define PREVIEW_ANSWER_MAX    ((size_t)16384) /* bytes of an answer in the app's place */

struct preview_relay;
struct ssl_ctx_st;

enum preview_socket {
    PREVIEW_SOCKET_HERE,
    PREVIEW_SOCKET_LATER, /* preview_relay_retry will be called */
    PREVIEW_SOCKET_NONE   /* there is no app */
};

/* What is known of a request that may go to the app. */
struct preview_pass {
    char name[PREVIEW_NAME_MAX];           /* by which the client calls this machine */
    char ancestors[PREVIEW_ANCESTORS_MAX]; /* who may show the answer in a frame */
};

/* Who decides. Called on the loop; must not close the relay. */
struct preview_relay_host {
    /* What a new connection speaks TLS with. Owns: borrowed for the call. NULL: it speaks none. */
    struct ssl_ctx_st *(*tls)(void *ctx);
    /* May this request go to the app? Then PASS is filled. Else ANSWER gets a whole HTTP
     * answer that is given in its place. */
    bool (*admit)(void *ctx, const struct preview_head *head, struct preview_pass *pass,
                  struct buf *answer);
    /* A socket whose connection to the app is made or under way. Owns: the relay's. */
    enum preview_socket (*connect)(void *ctx, int *fd);
    /* The app was asked and WHY ("": there is no app) it has not answered; ANSWER gets a whole
     * answer that says so. */
    void (*fail)(void *ctx, const struct preview_pass *pass, const char *why, struct buf *answer);
    void *ctx;
};

/* Listen on HOST (a name or an address) and PORT (0: any free one). Owns: returns it.
 * Errors: ERR_CONFLICT the port is in use; ERR_INVALID the host is none of this machine; by errno.
 * Blocks while a name is looked up. Thread: all of these, the loop's. */
struct preview_relay *preview_relay_open(struct loop *loop, const char *host, int port,
                                         const struct preview_relay_host *deciding,
                                         struct err *err);
void preview_relay_close(struct preview_relay *relay); /* NULL is fine; connections are cut */
int preview_relay_port(const struct preview_relay *relay);
/* Ask again for the sockets that were to come later. */
void preview_relay_retry(struct preview_relay *relay);

#endif
