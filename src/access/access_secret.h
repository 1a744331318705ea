/* access_secret: random secrets of 256 bits, and what we keep of them: their SHA-256. A digest of
 * so much randomness needs neither salt nor a slow hash: nobody can try them all. Source: NIST SP
 * 800-63B 5.1.4 (look-up of secrets with at least 112 bits). */
#ifndef PIRUN_ACCESS_ACCESS_SECRET_H
#define PIRUN_ACCESS_ACCESS_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/sha256.h"

#define ACCESS_SECRET_SIZE 65 /* 64 hexadecimal digits of 32 random bytes, and a NUL */
#define ACCESS_ID_SIZE     13 /* 12 hexadecimal digits, and a NUL: a name, no secret */

struct access_digest {
    uint8_t bytes[SHA256_SIZE];
};

/* Thread: any. Random bits from getrandom(2); aborts where a kernel has none, as it never does on
 * a system that has booted. */
void access_secret_new(char text[ACCESS_SECRET_SIZE]);
void access_secret_new_id(char id[ACCESS_ID_SIZE]);
/* True when TEXT is an id as access_secret_new_id makes them. NULL is none. */
bool access_secret_is_id(const char *text);

struct access_digest access_digest_of(const char *text, size_t size);
/* Takes the same time whatever the bytes are. */
bool access_digest_equal(const struct access_digest *a, const struct access_digest *b);
void access_digest_format(const struct access_digest *digest, char text[SHA256_TEXT_SIZE]);
/* True when TEXT is exactly 64 lower case hexadecimal digits. NULL is none. */
bool access_digest_parse(const char *text, struct access_digest *out);

#endif
