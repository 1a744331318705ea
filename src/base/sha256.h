/* sha256: SHA-256 of bytes, for names that must not collide (idempotency keys, blobs). Small and
 * dependency-free, so that the CLI need not load a cryptography library. Source: FIPS 180-4. */
#ifndef PIRUN_BASE_SHA256_H
#define PIRUN_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_SIZE      32
#define SHA256_TEXT_SIZE 65 /* 64 hexadecimal digits, lower case, and a NUL */

struct sha256 {
    uint32_t state[8];
    uint64_t size; /* bytes so far */
    uint8_t block[64];
};

void sha256_init(struct sha256 *hash);
void sha256_add(struct sha256 *hash, const void *data, size_t size);
void sha256_finish(struct sha256 *hash, uint8_t digest[SHA256_SIZE]);
void sha256_finish_text(struct sha256 *hash, char text[SHA256_TEXT_SIZE]);

#endif
