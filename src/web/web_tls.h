/* web_tls: the certificate and key of the server, as OpenSSL wants them. TLS 1.2 or later, HTTP/1.1
 * alone (ADR 0020). Source: ssl(7). */
#ifndef PIRUN_WEB_WEB_TLS_H
#define PIRUN_WEB_WEB_TLS_H

#include <stdint.h>

#include <openssl/ssl.h>

#include "base/err.h"

/* CERT and KEY are files in PEM form, relative to the directory BASE or absolute. A certificate
 * that is not valid at this time is logged and used: a clock that is wrong must not close the
 * server.
 * Owns: returns the context, freed with SSL_CTX_free, which those who use it outlive.
 * Errors: ERR_NOT_FOUND, ERR_FORBIDDEN, ERR_INVALID; the text names the file. */
SSL_CTX *web_tls_load(const char *base, const char *cert, const char *key, struct err *err);
/* Seconds until the certificate expires, below 0 when it has; INT64_MAX when that is unknown. */
int64_t web_tls_left_s(const SSL_CTX *ctx);

#endif
