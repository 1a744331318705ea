#include "preview/preview_tls.h"

#include <errno.h>
#include <limits.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdlib.h>

#include "base/buf.h"

struct preview_tls {
    SSL *ssl;
};

struct preview_tls *preview_tls_create(struct ssl_ctx_st *ctx, int fd)
{
    SSL *ssl = SSL_new(ctx);
    if (!ssl || SSL_set_fd(ssl, fd) != 1) {
        SSL_free(ssl);
        return NULL;
    }
    (void)SSL_set_mode(ssl, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    struct preview_tls *tls = xcalloc(1, sizeof(*tls));
    tls->ssl = ssl;
    return tls;
}

void preview_tls_free(struct preview_tls *tls)
{
    if (tls)
        SSL_free(tls->ssl);
    free(tls);
}

/* What RESULT of a call of OpenSSL means, as a call on a socket would say it. */
static ssize_t translate(const struct preview_tls *tls, int result)
{
    if (result > 0)
        return result;
    int why = SSL_get_error(tls->ssl, result);
    if (why == SSL_ERROR_ZERO_RETURN)
        return 0;
    errno = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? EAGAIN : ECONNRESET;
    return -1;
}

static int limited(size_t size)
{
    return size < INT_MAX ? (int)size : INT_MAX;
}

/* OpenSSL keeps errors per thread, and takes older ones for those of the next call. */
int preview_tls_shake(struct preview_tls *tls, bool *wants_write)
{
    ERR_clear_error();
    int result = SSL_accept(tls->ssl);
    if (result == 1)
        return 1;
    int why = SSL_get_error(tls->ssl, result);
    *wants_write = why == SSL_ERROR_WANT_WRITE;
    return *wants_write || why == SSL_ERROR_WANT_READ ? 0 : -1;
}

ssize_t preview_tls_read(struct preview_tls *tls, void *data, size_t size)
{
    ERR_clear_error();
    return translate(tls, SSL_read(tls->ssl, data, limited(size)));
}

ssize_t preview_tls_write(struct preview_tls *tls, const void *data, size_t size)
{
    ERR_clear_error();
    return translate(tls, SSL_write(tls->ssl, data, limited(size)));
}

bool preview_tls_has_more(const struct preview_tls *tls)
{
    return SSL_pending(tls->ssl) > 0;
}

void preview_tls_end(struct preview_tls *tls)
{
    ERR_clear_error();
    (void)SSL_shutdown(tls->ssl); /* fails only when nobody is there to hear it */
}
