#include "base/hmac.h"

#include <string.h>

#define BLOCK_SIZE 64 /* of SHA-256. Source: FIPS 180-4 1 */

static void begin(struct sha256 *hash, const uint8_t key[BLOCK_SIZE], uint8_t pad)
{
    uint8_t block[BLOCK_SIZE];
    for (size_t i = 0; i < BLOCK_SIZE; i++)
        block[i] = key[i] ^ pad;
    sha256_init(hash);
    sha256_add(hash, block, sizeof(block));
}

static void hash_all(const void *data, size_t size, uint8_t digest[SHA256_SIZE])
{
    struct sha256 hash;
    sha256_init(&hash);
    sha256_add(&hash, data, size);
    sha256_finish(&hash, digest);
}

void hmac_sha256(const void *key, size_t key_size, const void *data, size_t size,
                 uint8_t digest[SHA256_SIZE])
{
    uint8_t block[BLOCK_SIZE] = {0};
    struct sha256 hash;
    if (key_size > BLOCK_SIZE)
        hash_all(key, key_size, block);
    else if (key_size > 0)
        memcpy(block, key, key_size);
    begin(&hash, block, 0x36);
    sha256_add(&hash, data, size);
    sha256_finish(&hash, digest);
    begin(&hash, block, 0x5c);
    sha256_add(&hash, digest, SHA256_SIZE);
    sha256_finish(&hash, digest);
}

bool hmac_equal(const uint8_t a[SHA256_SIZE], const uint8_t b[SHA256_SIZE])
{
    volatile uint8_t differs = 0; /* so that no compiler ends the loop early */
    for (size_t i = 0; i < SHA256_SIZE; i++)
        differs = (uint8_t)(differs | (a[i] ^ b[i]));
    return differs == 0;
}
