/* preview_tls: TLS of one client, over its non-blocking socket. The descriptor stays the caller's.
 * Source: ssl(7), SSL_get_error(3). */
#ifndef PIRUN_PREVIEW_PREVIEW_TLS_H
#define PIRUN_PREVIEW_PREVIEW_TLS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct preview_tls;
struct ssl_ctx_st;

/* Owns: returns it; CTX is borrowed, and held by it. NULL: memory is out. */
struct preview_tls *preview_tls_create(struct ssl_ctx_st *ctx, int fd);
void preview_tls_free(struct preview_tls *tls); /* NULL is fine */
/* Shake hands: answers 1 when that is done, 0 when the socket is to be waited for (*WANTS_WRITE
 * says for what), -1 when it failed. */
int preview_tls_shake(struct preview_tls *tls, bool *wants_write);
/* As recv(2) and send(2) on a socket that does not block. The same bytes must be written again
 * after EAGAIN; more may have come behind them, and they may lie elsewhere. */
ssize_t preview_tls_read(struct preview_tls *tls, void *data, size_t size);
ssize_t preview_tls_write(struct preview_tls *tls, const void *data, size_t size);
/* Bytes that were read from the socket and are still in here: no event tells of them. */
bool preview_tls_has_more(const struct preview_tls *tls);
/* Say that nothing more comes. */
void preview_tls_end(struct preview_tls *tls);

#endif
