#include "loop/lane.h"

#include <assert.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

#define TASKS 1000

struct place {
    struct loop *loop;
    struct lane *lane;
    pthread_t loop_thread;
    int worked; /* the lane's */
    int done;   /* the loop's */
    int limit;
};

/* Goes from the poster to the lane and back without a lock: a sanitizer would see a race. */
struct task {
    struct place *place;
    int number;
    char name[16];
    bool is_signal_blocked;
};

static int set_up(void **state)
{
    struct place *place = xcalloc(1, sizeof(*place));
    place->loop = loop_create(NULL);
    place->lane = lane_create(place->loop, "disk", NULL);
    place->loop_thread = pthread_self();
    *state = place;
    return place->lane ? 0 : -1;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    lane_free(place->lane);
    loop_free(place->loop);
    free(place);
    return 0;
}

static void work(void *ctx)
{
    struct task *task = ctx;
    assert(!pthread_equal(pthread_self(), task->place->loop_thread));
    task->number = task->place->worked++;
}

static void done(void *ctx)
{
    auto_free struct task *task = ctx;
    struct place *place = task->place;
    assert_true(pthread_equal(pthread_self(), place->loop_thread));
    assert_int_equal(task->number, place->done);
    place->done++;
    if (place->done == place->limit)
        loop_stop(place->loop);
}

static void post(struct place *place, lane_cb on_done)
{
    struct task *task = xcalloc(1, sizeof(*task));
    task->place = place;
    lane_post(place->lane, work, on_done, task);
}

/* Not before it is empty: what an answer posts still needs it. */
static void end_lane(struct place *place)
{
    lane_free(place->lane);
    place->lane = NULL;
}

static void work_and_answers_keep_the_order_of_posting(void **state)
{
    struct place *place = *state;
    place->limit = TASKS;
    for (int i = 0; i < TASKS; i++)
        post(place, done);
    assert_int_equal(lane_pending(place->lane), TASKS);
    assert_int_equal(loop_run(place->loop, NULL), 0);
    assert_int_equal(place->done, TASKS);
    assert_int_equal(lane_pending(place->lane), 0);
}

static void freeing_a_lane_finishes_its_work(void **state)
{
    struct place *place = *state;
    for (int i = 0; i < TASKS; i++)
        post(place, done);
    end_lane(place);
    assert_int_equal(place->worked, TASKS);
    assert_int_equal(place->done, TASKS);
    assert_int_equal(loop_step(place->loop, 0, NULL), 0);
}

static void done_and_post_again(void *ctx)
{
    struct place *place = ((struct task *)ctx)->place;
    done(ctx);
    if (place->done < place->limit)
        post(place, done_and_post_again);
}

static void work_that_an_answer_posts_is_finished_too(void **state)
{
    struct place *place = *state;
    place->limit = 10;
    post(place, done_and_post_again);
    end_lane(place);
    assert_int_equal(place->done, 10);
}

static void work_without_an_answer_still_counts_until_it_is_over(void **state)
{
    struct place *place = *state;
    struct task task = {.place = place};
    lane_post(place->lane, work, NULL, &task);
    assert_int_equal(lane_pending(place->lane), 1);
    while (lane_pending(place->lane))
        assert_int_equal(loop_step(place->loop, -1, NULL), 0);
    assert_int_equal(place->worked, 1);
}

static void look_around(void *ctx)
{
    struct task *task = ctx;
    sigset_t blocked;
    (void)pthread_getname_np(pthread_self(), task->name, sizeof(task->name));
    (void)pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    task->is_signal_blocked = sigismember(&blocked, SIGTERM) && sigismember(&blocked, SIGHUP);
}

static void the_thread_has_its_name_and_takes_no_signals(void **state)
{
    struct place *place = *state;
    struct task task = {.place = place};
    lane_post(place->lane, look_around, NULL, &task);
    end_lane(place);
    assert_string_equal(task.name, "disk");
    assert_true(task.is_signal_blocked);
    sigset_t ours;
    assert_int_equal(pthread_sigmask(SIG_SETMASK, NULL, &ours), 0);
    assert_false(sigismember(&ours, SIGHUP));
}

struct gate {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool is_open;
};

static void wait_at_gate(void *ctx)
{
    struct gate *gate = ctx;
    (void)pthread_mutex_lock(&gate->lock);
    while (!gate->is_open)
        (void)pthread_cond_wait(&gate->changed, &gate->lock);
    (void)pthread_mutex_unlock(&gate->lock);
}

static void open_gate(void *ctx)
{
    struct gate *gate = ctx;
    (void)pthread_mutex_lock(&gate->lock);
    gate->is_open = true;
    (void)pthread_cond_broadcast(&gate->changed);
    (void)pthread_mutex_unlock(&gate->lock);
}

static void two_lanes_do_not_wait_for_each_other(void **state)
{
    struct place *place = *state;
    struct gate gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false};
    struct lane *other = lane_create(place->loop, "record", NULL);
    assert_non_null(other);
    lane_post(place->lane, wait_at_gate, NULL, &gate);
    lane_post(other, open_gate, NULL, &gate);
    lane_free(other);
    end_lane(place); /* would hang */
    assert_true(gate.is_open);
}

struct hop {
    struct lane *to;
    bool has_arrived;
};

static void nothing(void *ctx)
{
    (void)ctx;
}

static void arrive(void *ctx)
{
    struct hop *hop = ctx;
    hop->has_arrived = true;
}

static void hop_over(void *ctx)
{
    struct hop *hop = ctx;
    lane_post(hop->to, nothing, arrive, hop);
}

static void a_lane_that_is_finished_takes_work_of_another_one(void **state)
{
    struct place *place = *state;
    struct lane *other = lane_create(place->loop, "record", NULL);
    struct hop hop = {.to = place->lane};
    assert_non_null(other);
    lane_finish(place->lane);
    lane_post(other, nothing, hop_over, &hop);
    lane_finish(other);
    assert_int_equal(lane_pending(place->lane), 1);
    lane_finish(place->lane);
    assert_true(hop.has_arrived);
    lane_free(other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(work_and_answers_keep_the_order_of_posting),
        TEST(freeing_a_lane_finishes_its_work),
        TEST(work_that_an_answer_posts_is_finished_too),
        TEST(work_without_an_answer_still_counts_until_it_is_over),
        TEST(the_thread_has_its_name_and_takes_no_signals),
        TEST(two_lanes_do_not_wait_for_each_other),
        TEST(a_lane_that_is_finished_takes_work_of_another_one),
    };
    return cmocka_run_group_tests_name("lane", tests, NULL, NULL);
}
