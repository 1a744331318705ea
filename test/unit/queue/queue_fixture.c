#include "queue_fixture.h"

char ann[] = "ann";
char bob[] = "bob";
char backup[] = "backup";

struct job a_job(int64_t seq)
{
    struct job job = {.seq = seq, .queued_at_us = NOW + seq, .submitted_by = ann};
    job.id.bytes[6] = 0x70;
    job.id.bytes[8] = 0x80;
    for (size_t i = 0; i < 4; i++)
        job.id.bytes[15 - i] = (uint8_t)(seq >> (8 * i));
    return job;
}

struct ident id_of(int64_t seq)
{
    return a_job(seq).id;
}

void add(struct queue *queue, const struct job *job)
{
    assert_int_equal(queue_add(queue, job, NULL), QUEUE_ADDED);
}

int64_t next(struct queue *queue, int64_t now_us)
{
    struct ident id;
    if (!queue_next(queue, now_us, &id))
        return 0;
    return (int64_t)id.bytes[13] << 16 | id.bytes[14] << 8 | id.bytes[15];
}

void assert_why(struct queue *queue, int64_t seq, enum run_wait why, const char *sentence)
{
    char text[200];
    struct ident id = id_of(seq);
    assert_int_equal(queue_why(queue, &id, NOW, text, sizeof(text)), why);
    assert_string_equal(text, sentence);
}

void assert_ended(struct queue *queue, int64_t seq, enum run_reason reason, int64_t other)
{
    struct queue_casualty casualty;
    struct ident id = id_of(seq);
    struct ident zero = {{0}};
    struct ident other_id = other ? id_of(other) : zero;
    assert_true(queue_next_ended(queue, NOW, &casualty));
    assert_true(ident_equal(&casualty.id, &id));
    assert_int_equal(casualty.reason, reason);
    assert_true(ident_equal(&casualty.other, &other_id));
}

int make(void **state)
{
    *state = queue_create(2);
    return 0;
}

int unmake(void **state)
{
    queue_free(*state);
    return 0;
}
