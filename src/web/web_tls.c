#include "web/web_tls.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <h2o.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/scope.h"

/* The whole path of a file that can be read, NULL when it cannot. */
static char *readable(const char *base, const char *path, const char *what, struct err *err)
{
    auto_free char *whole = *path == '/' ? xstrdup(path) : xasprintf("%s/%s", base, path);
    auto_fd int fd = open(whole, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd >= 0)
        return take(whole);
    (void)err_errno(err, "cannot read the %s '%.120s' of server.tls", what, path);
    return NULL;
}

static int fail(const char *what, const char *path, struct err *err)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return err_set(err, ERR_INVALID, "the %s '%.100s' of server.tls cannot be used: %s", what, path,
                   reason ? reason : "it is not in PEM form");
}

/* Without it OpenSSL asks the terminal. The form is that of its callback. */
/* NOLINTNEXTLINE(readability-non-const-parameter) */
static int no_password(char *text, int size, int is_writing, void *ctx)
{
    (void)text;
    (void)size;
    (void)is_writing;
    (void)ctx;
    return -1;
}

/* Sessions are of this server alone: another one on the machine with the same certificate refuses
 * them. Source: SSL_CTX_set_session_id_context(3). */
static void configure(SSL_CTX *ctx)
{
    static const unsigned char name[] = "pirun";
    static h2o_iovec_t protocols[2]; /* ended by an empty one; OpenSSL keeps the address */
    protocols[0] = h2o_iovec_init(H2O_STRLIT("http/1.1"));
    (void)SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION); /* a version that there is */
    (void)SSL_CTX_set_options(ctx, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                       SSL_OP_CIPHER_SERVER_PREFERENCE);
    (void)SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS); /* memory of idle connections */
    (void)SSL_CTX_set_session_id_context(ctx, name, sizeof(name) - 1); /* short enough */
    SSL_CTX_set_default_passwd_cb(ctx, no_password);
    h2o_ssl_register_alpn_protocols(ctx, protocols);
}

static int load(SSL_CTX *ctx, const char *base, const char *cert, const char *key, struct err *err)
{
    auto_free char *cert_path = readable(base, cert, "certificate", err);
    if (!cert_path)
        return -1;
    auto_free char *key_path = readable(base, key, "key", err);
    if (!key_path)
        return -1;
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(ctx, cert_path) != 1)
        return fail("certificate", cert, err);
    if (SSL_CTX_use_PrivateKey_file(ctx, key_path, SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(ctx) != 1)
        return fail("key", key, err);
    return 0;
}

static void warn_of_dates(const SSL_CTX *ctx, const char *cert)
{
    const X509 *x509 = SSL_CTX_get0_certificate(ctx);
    if (X509_cmp_current_time(X509_get0_notBefore(x509)) > 0)
        log_warning("the certificate '%s' of server.tls is not valid yet", cert);
    if (web_tls_left_s(ctx) < 0)
        log_warning("the certificate '%s' of server.tls has expired: browsers refuse it", cert);
}

SSL_CTX *web_tls_load(const char *base, const char *cert, const char *key, struct err *err)
{
    SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
    if (!ctx) {
        (void)err_set(err, ERR_INTERNAL, "OpenSSL gives no TLS context");
        return NULL;
    }
    configure(ctx);
    if (load(ctx, base, cert, key, err) < 0) {
        SSL_CTX_free(ctx);
        return NULL;
    }
    warn_of_dates(ctx, cert);
    return ctx;
}

int64_t web_tls_left_s(const SSL_CTX *ctx)
{
    int days = 0;
    int seconds = 0;
    const X509 *cert = ctx ? SSL_CTX_get0_certificate(ctx) : NULL;
    if (!cert || ASN1_TIME_diff(&days, &seconds, NULL, X509_get0_notAfter(cert)) != 1)
        return INT64_MAX;
    return (int64_t)days * 86400 + seconds;
}
