/* Goal: the ring gives back each byte at its offset, and nothing that it no longer has. */
#include "term/term_ring.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* The byte that belongs to OFFSET: no period divides the ring's size. */
static char byte_at(uint64_t offset)
{
    return (char)(offset % 251);
}

static void fill(struct term_ring *ring, size_t size)
{
    while (size > 0) {
        size_t piece = size;
        char *room = term_ring_room(ring, &piece);
        for (size_t i = 0; i < piece; i++)
            room[i] = byte_at(ring->end + i);
        term_ring_grew(ring, piece);
        size -= piece;
    }
}

static void assert_kept(const struct term_ring *ring, uint64_t from)
{
    const char *data = NULL;
    uint64_t offset = from;
    size_t size;
    while ((size = term_ring_look(ring, offset, 1000, &data)) > 0) {
        assert_in_range(size, 1, 1000);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(data[i], byte_at(offset + i));
        offset += size;
    }
    assert_int_equal(offset, ring->end);
}

static void what_was_printed_is_given_back_from_any_offset(void **state)
{
    struct term_ring ring;
    (void)state;
    term_ring_init(&ring);
    fill(&ring, 5000);
    assert_int_equal(term_ring_begin(&ring), 0);
    assert_kept(&ring, 0);
    assert_kept(&ring, 4999);
    assert_kept(&ring, 5000);
    term_ring_release(&ring);
}

static void the_oldest_bytes_go_first(void **state)
{
    struct term_ring ring;
    (void)state;
    term_ring_init(&ring);
    for (int i = 0; i < 40; i++) {
        fill(&ring, 77777);
        uint64_t begin = term_ring_begin(&ring);
        assert_true(ring.end - begin == TERM_RING_SIZE || begin == 0);
        assert_kept(&ring, begin);
    }
    term_ring_release(&ring);
}

static void what_is_gone_or_still_to_come_is_not_given(void **state)
{
    struct term_ring ring;
    const char *data = NULL;
    (void)state;
    term_ring_init(&ring);
    assert_int_equal(term_ring_look(&ring, 0, 10, &data), 0);
    fill(&ring, TERM_RING_SIZE + 10);
    assert_int_equal(term_ring_look(&ring, 9, 10, &data), 0);
    assert_int_equal(term_ring_look(&ring, 10, 10, &data), 10);
    assert_int_equal(term_ring_look(&ring, ring.end, 10, &data), 0);
    assert_int_equal(term_ring_look(&ring, UINT64_MAX, 10, &data), 0);
    term_ring_release(&ring);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_printed_is_given_back_from_any_offset),
        cmocka_unit_test(the_oldest_bytes_go_first),
        cmocka_unit_test(what_is_gone_or_still_to_come_is_not_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
