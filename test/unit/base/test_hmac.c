#include "base/hmac.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

/* Source: RFC 4231 4. KEY and DATA are the BYTE of that number, or the text. */
static const struct {
    const char *key;
    int key_byte, key_size;
    const char *data;
    int data_byte, data_size;
    const char *digest;
} vectors[] = {
    {NULL, 0x0b, 20, "Hi There", 0, 0,
     "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
    {"Jefe", 0, 0, "what do ya want for nothing?", 0, 0,
     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
    {NULL, 0xaa, 20, NULL, 0xdd, 50,
     "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
    {NULL, 0xaa, 131, "Test Using Larger Than Block-Size Key - Hash Key First", 0, 0,
     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
    {NULL, 0xaa, 131,
     "This is a test using a larger than block-size key and a larger than block-size data. The key "
     "needs to be hashed before being used by the HMAC algorithm.",
     0, 0, "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
    /* made with Python's hmac: no key, no data */
    {"", 0, 0, "", 0, 0, "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"},
};

static size_t fill(const char *text, int byte, int size, unsigned char out[256])
{
    size_t count = text ? strlen(text) : (size_t)size;
    for (size_t i = 0; i < count; i++)
        out[i] = (unsigned char)(text ? text[i] : byte);
    return count;
}

static void the_vectors_of_rfc_4231_come_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(vectors); i++) {
        unsigned char key[256];
        unsigned char data[256];
        uint8_t digest[SHA256_SIZE];
        char text[SHA256_TEXT_SIZE];
        size_t key_size = fill(vectors[i].key, vectors[i].key_byte, vectors[i].key_size, key);
        size_t size = fill(vectors[i].data, vectors[i].data_byte, vectors[i].data_size, data);
        hmac_sha256(key, key_size, data, size, digest);
        for (size_t at = 0; at < SHA256_SIZE; at++)
            (void)snprintf(text + 2 * at, 3, "%02x", digest[at]);
        assert_string_equal(text, vectors[i].digest);
    }
}

static void two_digests_are_equal_only_when_all_bytes_are(void **state)
{
    (void)state;
    uint8_t a[SHA256_SIZE] = {0};
    uint8_t b[SHA256_SIZE] = {0};
    assert_true(hmac_equal(a, b));
    for (size_t i = 0; i < SHA256_SIZE; i++) {
        for (unsigned bit = 1; bit < 256; bit *= 2) {
            b[i] = (uint8_t)bit;
            assert_false(hmac_equal(a, b));
        }
        b[i] = 0;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vectors_of_rfc_4231_come_out),
        cmocka_unit_test(two_digests_are_equal_only_when_all_bytes_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
