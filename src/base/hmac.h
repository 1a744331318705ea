/* hmac: HMAC-SHA256: whether a text comes from somebody who knows the secret. Source: RFC 2104,
 * RFC 4231. */
#ifndef PIRUN_BASE_HMAC_H
#define PIRUN_BASE_HMAC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sha256.h"

void hmac_sha256(const void *key, size_t key_size, const void *data, size_t size,
                 uint8_t digest[SHA256_SIZE]);
/* Takes the same time wherever they differ. */
bool hmac_equal(const uint8_t a[SHA256_SIZE], const uint8_t b[SHA256_SIZE]);

#endif
