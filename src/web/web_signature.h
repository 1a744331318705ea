/* web_signature: does the body of a webhook come from somebody who knows its secret? Looks at the
 * bytes as they came, before anybody parses them. Pure. */
#ifndef PIRUN_WEB_WEB_SIGNATURE_H
#define PIRUN_WEB_WEB_SIGNATURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sha256.h"
#include "conf/conf.h"

/* The headers of one kind of sender, in lower case; NULL: it has none. */
struct web_signature_kind {
    const char *signature;
    const char *event;    /* what happened */
    const char *delivery; /* the same again when it is sent again */
};
/* Source: docs.github.com "Validating webhook deliveries", docs.gitea.com "Webhooks". */
const struct web_signature_kind *web_signature_kind(enum conf_signature kind);

/* TEXT is the header: 64 hexadecimal digits, with "sha256=" before them; only GitHub always has
 * that. */
bool web_signature_parse(enum conf_signature kind, const char *text, uint8_t digest[SHA256_SIZE]);

struct web_signature_bytes {
    const void *data;
    size_t size;
};
bool web_signature_is_right(enum conf_signature kind, const char *text,
                            struct web_signature_bytes secret, struct web_signature_bytes body);

#endif
