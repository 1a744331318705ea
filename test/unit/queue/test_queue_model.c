/* Random sequences of operations on the queue and on a naive model (queue_model.h) side by side;
 * after each step everything that the queue tells is compared. A failure names its seed: put it
 * into FIRST_SEED to see it again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "queue_model.h"

#define FIRST_SEED 1
#define SEEDS      4000
#define STEPS      160

struct world {
    struct model model;
    struct queue *queue;
    uint64_t random;
    unsigned seed;
    int step;
    int added; /* jobs tried so far: their numbers are the first ones */
    int64_t now_us;
};

#define CHECK(world, is_true)                                                                \
    do {                                                                                     \
        if (!(is_true))                                                                      \
            fail_msg("seed %u step %d: not so: %s", (world)->seed, (world)->step, #is_true); \
    } while (0)

/* xorshift64*. Source: S. Vigna, "An experimental exploration of Marsaglia's xorshift generators",
 * 2014. */
static int pick(struct world *world, int count)
{
    world->random ^= world->random >> 12;
    world->random ^= world->random << 25;
    world->random ^= world->random >> 27;
    return (int)((world->random * 0x2545f4914f6cdd1dU >> 33) % (uint64_t)count);
}

static bool chance(struct world *world, int percent)
{
    return pick(world, 100) < percent;
}

static struct ident id_of(int number)
{
    struct ident id = {{0}};
    /* the bytes must not sort like the numbers */
    id.bytes[0] = (uint8_t)(number * 37);
    id.bytes[15] = (uint8_t)number;
    return id;
}

static int number_of(const struct ident *id)
{
    return id->bytes[15];
}

static void invent_job(struct world *world, int number)
{
    struct model_job *job = &world->model.jobs[number];
    job->id = id_of(number);
    /* unique, and now and then not in the order of the additions */
    job->seq = chance(world, 80) ? 2 * (number + 1) : 2 * (number * 29 % 97) + 1;
    job->submitter = pick(world, MODEL_SUBMITTERS);
    job->priority = chance(world, 60) ? 1 : pick(world, MODEL_PRIORITIES);
    job->key = chance(world, 40) ? pick(world, MODEL_KEYS) : -1;
    job->on_conflict = chance(world, 70) ? JOB_CONFLICT_QUEUE : (enum job_conflict)pick(world, 3);
    job->start_us = chance(world, 20) ? world->now_us + pick(world, 40) - 5 : 0;
    job->start_us = job->start_us > 0 ? job->start_us : 0;
    job->expires_us = chance(world, 15) ? world->now_us + 1 + pick(world, 60) : 0;
    job->after_count = chance(world, 35) ? 1 + pick(world, MODEL_AFTER) : 0;
    job->is_after_any = chance(world, 40);
    for (int k = 0; k < job->after_count; k++)
        job->after[k] =
            chance(world, 85) && number > 0 ? pick(world, number) : pick(world, MODEL_JOBS);
}

static void to_job(const struct model_job *from, struct job *to, struct ident after[MODEL_AFTER])
{
    static char *submitters[MODEL_SUBMITTERS];
    static char *keys[MODEL_KEYS];
    static char names[2][3][8] = {{"ann", "bob", "eve"}, {"backup", "deploy", "x"}};
    for (int i = 0; i < 3; i++) {
        submitters[i] = names[0][i];
        keys[i] = names[1][i];
    }
    memset(to, 0, sizeof(*to));
    to->id = from->id;
    to->seq = from->seq;
    to->queued_at_us = from->seq * 10;
    to->submitted_by = submitters[from->submitter];
    to->priority = from->priority - 1;
    to->key = from->key < 0 ? NULL : keys[from->key];
    to->on_conflict = from->on_conflict;
    to->not_before_us = from->start_us;
    to->expires_us = from->expires_us;
    to->is_after_any = from->is_after_any;
    to->after = after;
    to->after_count = (size_t)from->after_count;
    for (int k = 0; k < from->after_count; k++)
        after[k] = id_of(from->after[k]);
}

static void do_add(struct world *world)
{
    bool is_again = world->added > 0 && chance(world, 5);
    if (!is_again && world->added == MODEL_JOBS)
        return;
    int number = is_again ? pick(world, world->added) : world->added++;
    struct model_job *model_job = &world->model.jobs[number];
    if (!is_again && model_job->state == MODEL_UNSEEN)
        invent_job(world, number);
    if (model_job->state == MODEL_GONE)
        return; /* the spool knows ids that ended */
    struct job job;
    struct ident after[MODEL_AFTER];
    enum queue_dep known[MODEL_AFTER];
    to_job(model_job, &job, after);
    for (int k = 0; k < model_job->after_count; k++)
        known[k] = model_known(&world->model, model_job->after[k]);
    enum queue_added expected = model_add(&world->model, number);
    CHECK(world, queue_add(world->queue, &job, known) == expected);
}

static void do_add_running(struct world *world)
{
    if (world->added == MODEL_JOBS || world->model.jobs[world->added].state != MODEL_UNSEEN)
        return;
    int number = world->added++;
    invent_job(world, number);
    struct job job;
    struct ident after[MODEL_AFTER];
    to_job(&world->model.jobs[number], &job, after);
    model_add_running(&world->model, number);
    queue_add_running(world->queue, &job);
}

/* A random job in STATE, -1 when there is none. */
static int any(struct world *world, enum model_state state)
{
    int count = model_count(&world->model, state);
    int skip = count ? pick(world, count) : 0;
    for (int i = 0; count && i < MODEL_JOBS; i++) {
        if (world->model.jobs[i].state == state && skip-- == 0)
            return i;
    }
    return -1;
}

static void do_next(struct world *world)
{
    struct ident id;
    int expected = model_next(&world->model, world->now_us);
    bool has_next = queue_next(world->queue, world->now_us, &id);
    CHECK(world, has_next == (expected >= 0));
    CHECK(world, !has_next || number_of(&id) == expected);
}

static void do_end(struct world *world)
{
    int number = any(world, chance(world, 90) ? MODEL_RUNNING : MODEL_WAITING);
    if (number < 0)
        return;
    struct ident id = id_of(number);
    bool has_succeeded = chance(world, 60);
    model_ended(&world->model, number, has_succeeded);
    queue_ended(world->queue, &id, has_succeeded);
}

static void do_retry(struct world *world)
{
    int number = any(world, MODEL_RUNNING);
    if (number < 0)
        return;
    struct ident id = id_of(number);
    int64_t at_us = chance(world, 20) ? 0 : world->now_us + pick(world, 20);
    model_retry(&world->model, number, at_us);
    queue_retry(world->queue, &id, at_us);
}

static void do_unstart(struct world *world)
{
    int number = any(world, MODEL_RUNNING);
    if (number < 0)
        return;
    struct ident id = id_of(number);
    model_unstart(&world->model, number);
    queue_unstart(world->queue, &id);
}

static void do_remove(struct world *world)
{
    int number = chance(world, 70) ? any(world, MODEL_WAITING) : pick(world, MODEL_JOBS);
    if (number < 0)
        return;
    struct ident id = id_of(number);
    bool expected = model_remove(&world->model, number);
    CHECK(world, queue_remove(world->queue, &id) == expected);
}

static void do_time(struct world *world)
{
    world->now_us += pick(world, 15) - (chance(world, 10) ? 20 : 0);
    if (world->now_us < 1)
        world->now_us = 1;
}

static void check_casualty(const struct world *world, const struct queue_casualty *casualty)
{
    int number = number_of(&casualty->id);
    const struct model_job *job = &world->model.jobs[number];
    int other = number_of(&casualty->other);
    CHECK(world, job->state == MODEL_LOST);
    CHECK(world, job->reason == casualty->reason);
    CHECK(world, casualty->reason != RUN_SUPERSEDED || other == job->other);
    bool is_named = casualty->reason != RUN_DEPENDENCY;
    for (int k = 0; k < job->after_count; k++)
        is_named = is_named || job->after[k] == other;
    CHECK(world, is_named);
}

static void do_casualty(struct world *world)
{
    struct queue_casualty casualty;
    model_advance(&world->model, world->now_us);
    bool expected = model_count(&world->model, MODEL_LOST) > 0;
    CHECK(world, queue_next_ended(world->queue, world->now_us, &casualty) == expected);
    if (!expected)
        return;
    check_casualty(world, &casualty);
    world->model.jobs[number_of(&casualty.id)].state = MODEL_GONE;
    world->model.jobs[number_of(&casualty.id)].has_succeeded = false;
}

static void do_switch(struct world *world)
{
    switch (pick(world, 4)) {
    case 0:
        world->model.is_paused = chance(world, 30);
        queue_pause(world->queue, world->model.is_paused);
        break;
    case 1:
        world->model.slots = 1 + pick(world, 5);
        queue_set_slots(world->queue, world->model.slots);
        break;
    case 2:
        if (chance(world, 3)) {
            world->model.is_draining = true;
            queue_drain(world->queue, true);
        }
        break;
    default:
        world->model.only = chance(world, 30) ? pick(world, MODEL_JOBS) : -1;
        struct ident id = id_of(world->model.only);
        queue_restrict(world->queue, world->model.only < 0 ? NULL : &id);
        break;
    }
}

/* How often each is done, out of the sum. */
static const struct {
    int weight;
    void (*run)(struct world *world);
} operations[] = {
    {30, do_add},    {3, do_add_running}, {25, do_next}, {16, do_end},      {5, do_retry},
    {3, do_unstart}, {4, do_remove},      {12, do_time}, {12, do_casualty}, {4, do_switch},
};

static void do_one(struct world *world)
{
    int sum = 0;
    for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++)
        sum += operations[i].weight;
    int at = pick(world, sum);
    size_t i = 0;
    for (; at >= operations[i].weight; i++)
        at -= operations[i].weight;
    operations[i].run(world);
}

static int64_t oldest_us(const struct world *world)
{
    const struct model_job *oldest = NULL;
    for (int i = 0; i < MODEL_JOBS; i++) {
        const struct model_job *job = &world->model.jobs[i];
        if (job->state == MODEL_WAITING && (!oldest || job->seq < oldest->seq))
            oldest = job;
    }
    return oldest ? oldest->seq * 10 : 0;
}

static void check_list(struct world *world)
{
    int expected[MODEL_JOBS];
    struct ident got[MODEL_JOBS];
    int count = model_list(&world->model, expected);
    int skip = chance(world, 50) ? 0 : pick(world, MODEL_JOBS);
    int room = chance(world, 50) ? MODEL_JOBS : pick(world, MODEL_JOBS);
    int left = count > skip ? count - skip : 0;
    size_t shown = queue_list(world->queue, world->now_us, (size_t)skip, got, (size_t)room);
    CHECK(world, (int)shown == (left < room ? left : room));
    for (size_t i = 0; i < shown; i++)
        CHECK(world, number_of(&got[i]) == expected[(size_t)skip + i]);
}

static void check_why(const struct world *world)
{
    char text[200];
    for (int i = 0; i < MODEL_JOBS; i++) {
        struct ident id = id_of(i);
        enum run_wait why = queue_why(world->queue, &id, world->now_us, text, sizeof(text));
        if (why != model_why(&world->model, i))
            fail_msg("seed %u step %d: job %d: the queue says %d '%s', the model %d", world->seed,
                     world->step, i, (int)why, text, (int)model_why(&world->model, i));
        CHECK(world, (why == RUN_WAIT_NONE) == (text[0] == '\0'));
    }
}

static void check_all(struct world *world)
{
    CHECK(world, queue_next_change_us(world->queue) == model_next_change_us(&world->model));
    CHECK(world, (int)queue_waiting(world->queue) == model_count(&world->model, MODEL_WAITING));
    CHECK(world, (int)queue_running(world->queue) == model_count(&world->model, MODEL_RUNNING));
    CHECK(world, queue_oldest_us(world->queue) == oldest_us(world));
    if (chance(world, 50))
        return; /* the rest lets time pass: sometimes the operations must do that */
    model_advance(&world->model, world->now_us);
    check_why(world);
    check_list(world);
}

static void play(unsigned seed)
{
    struct world world = {.seed = seed, .random = seed * 0x9e3779b97f4a7c15U, .now_us = 1};
    int slots = 1 + pick(&world, 4);
    model_init(&world.model, slots);
    world.queue = queue_create(slots);
    for (world.step = 0; world.step < STEPS; world.step++) {
        do_one(&world);
        check_all(&world);
    }
    queue_free(world.queue);
}

static void random_sequences_agree_with_the_naive_model(void **state)
{
    (void)state;
    for (unsigned seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++)
        play(seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sequences_agree_with_the_naive_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
