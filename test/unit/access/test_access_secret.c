#include "access/access_secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"

static void secrets_differ_and_are_256_bits_in_hexadecimal(void **state)
{
    (void)state;
    char a[ACCESS_SECRET_SIZE];
    char b[ACCESS_SECRET_SIZE];
    access_secret_new(a);
    access_secret_new(b);
    assert_string_not_equal(a, b);
    assert_int_equal(strlen(a), 64);
    assert_int_equal(strspn(a, "0123456789abcdef"), 64);
}

static void an_id_is_known_by_its_form(void **state)
{
    (void)state;
    char id[ACCESS_ID_SIZE];
    access_secret_new_id(id);
    assert_true(access_secret_is_id(id));
    static const char *const wrong[] = {
        "", "18d5b9ac6d1", "18d5b9ac6d1b0", "18D5b9ac6d1b", "../../../../", "18d5b9ac6d1 "};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_false(access_secret_is_id(wrong[i]));
    assert_false(access_secret_is_id(NULL));
}

/* Source: FIPS 180-4's example "abc". */
static void a_digest_is_sha_256_and_survives_its_text(void **state)
{
    (void)state;
    char text[SHA256_TEXT_SIZE];
    struct access_digest digest = access_digest_of("abc", 3);
    struct access_digest again;
    access_digest_format(&digest, text);
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_true(access_digest_parse(text, &again));
    assert_true(access_digest_equal(&digest, &again));
}

static void a_difference_in_any_one_bit_is_seen(void **state)
{
    (void)state;
    const struct access_digest digest = access_digest_of("abc", 3);
    for (size_t bit = 0; bit < 8 * (size_t)SHA256_SIZE; bit++) {
        struct access_digest other = digest;
        other.bytes[bit / 8] = (uint8_t)(other.bytes[bit / 8] ^ (1U << bit % 8));
        assert_false(access_digest_equal(&digest, &other));
    }
}

static void a_text_that_is_no_digest_is_refused(void **state)
{
    (void)state;
    struct access_digest out;
    char text[SHA256_TEXT_SIZE];
    struct access_digest digest = access_digest_of("abc", 3);
    access_digest_format(&digest, text);
    text[63] = 'g';
    assert_false(access_digest_parse(text, &out));
    text[63] = 'A';
    assert_false(access_digest_parse(text, &out));
    text[63] = '\0';
    assert_false(access_digest_parse(text, &out));
    assert_false(access_digest_parse(NULL, &out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(secrets_differ_and_are_256_bits_in_hexadecimal),
        cmocka_unit_test(an_id_is_known_by_its_form),
        cmocka_unit_test(a_digest_is_sha_256_and_survives_its_text),
        cmocka_unit_test(a_difference_in_any_one_bit_is_seen),
        cmocka_unit_test(a_text_that_is_no_digest_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
