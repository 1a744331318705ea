#include "loop/loop.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"

#define PATIENCE_MS 20000 /* until a test says that something never came */

struct place {
    struct loop *loop;
    struct loop_timer *timer;
    struct loop_fd *watch;
    int calls;
    int limit;
    int fd;
};

static int set_up(void **state)
{
    struct place *place = xcalloc(1, sizeof(*place));
    place->loop = loop_create(NULL);
    *state = place;
    return place->loop ? 0 : -1;
}

static int set_up_with_h2o(void **state)
{
    int status = set_up(state);
    const struct place *place = *state;
    return loop_h2o(place->loop) ? status : -1;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    loop_timer_free(place->timer);
    loop_fd_close(place->watch);
    loop_free(place->loop);
    free(place);
    return 0;
}

static void give_up(void *ctx)
{
    (void)ctx;
    fail_msg("nothing happened for %d ms", PATIENCE_MS);
}

/* Run until a callback stops the loop. */
static void run(struct place *place)
{
    struct err err = {0};
    struct loop_timer *alarm = loop_timer_create(place->loop, give_up, NULL);
    loop_timer_arm(alarm, PATIENCE_MS);
    if (loop_run(place->loop, &err))
        fail_msg("%s", err.text);
    loop_timer_free(alarm);
}

static void stop(void *ctx)
{
    struct place *place = ctx;
    place->calls++;
    loop_stop(place->loop);
}

static void count(void *ctx)
{
    struct place *place = ctx;
    place->calls++;
}

static void a_timer_fires_once_and_not_before_its_time(void **state)
{
    struct place *place = *state;
    int64_t begin_us = clock_boot_us();
    place->timer = loop_timer_create(place->loop, stop, place);
    loop_timer_arm(place->timer, 30);
    assert_true(loop_timer_is_armed(place->timer));
    run(place);
    assert_true(clock_boot_us() - begin_us >= 30000);
    assert_false(loop_timer_is_armed(place->timer));
    assert_int_equal(loop_step(place->loop, 20, NULL), 0);
    assert_int_equal(place->calls, 1);
}

static void a_disarmed_timer_does_not_fire(void **state)
{
    struct place *place = *state;
    place->timer = loop_timer_create(place->loop, count, place);
    loop_timer_arm(place->timer, 1);
    loop_timer_disarm(place->timer);
    loop_timer_disarm(place->timer);
    assert_int_equal(loop_step(place->loop, 20, NULL), 0);
    assert_int_equal(place->calls, 0);
}

static void arming_again_moves_a_timer(void **state)
{
    struct place *place = *state;
    place->timer = loop_timer_create(place->loop, stop, place);
    loop_timer_arm(place->timer, INT64_MAX);
    loop_timer_arm(place->timer, 5);
    run(place);
    assert_int_equal(place->calls, 1);
}

static void frees_itself(void *ctx)
{
    struct place *place = ctx;
    loop_timer_free(place->timer);
    place->timer = NULL;
    loop_stop(place->loop);
}

static void a_timer_may_be_freed_in_its_own_callback(void **state)
{
    struct place *place = *state;
    place->timer = loop_timer_create(place->loop, frees_itself, place);
    loop_timer_arm(place->timer, -5);
    run(place);
    assert_null(place->timer);
}

static void rearms_itself(void *ctx)
{
    struct place *place = ctx;
    if (++place->calls == place->limit)
        loop_stop(place->loop);
    else
        loop_timer_arm(place->timer, 0);
}

static void a_timer_that_rearms_itself_does_not_starve_others(void **state)
{
    struct place *place = *state;
    place->limit = 1000000000;
    place->timer = loop_timer_create(place->loop, rearms_itself, place);
    loop_timer_arm(place->timer, 0);
    struct place other = {.loop = place->loop};
    loop_post(place->loop, stop, &other);
    run(place);
    assert_int_equal(other.calls, 1);
}

static void a_timer_may_rearm_itself(void **state)
{
    struct place *place = *state;
    place->limit = 5;
    place->timer = loop_timer_create(place->loop, rearms_itself, place);
    loop_timer_arm(place->timer, 0);
    run(place);
    assert_int_equal(place->calls, 5);
}

#define MANY 2000

struct racer {
    struct loop_timer *timer;
    struct race *race;
    int64_t deadline_us; /* at least */
    int number;
};

struct race {
    struct place place;
    struct racer racers[MANY];
    int64_t last_delay;
    int last_number;
    int fired;
};

static int64_t delay_of(int number)
{
    return (number * INT64_C(7919)) % 40; /* many of each, in no order */
}

static void racer_came(void *ctx)
{
    struct racer *racer = ctx;
    struct race *race = racer->race;
    assert_true(clock_boot_us() >= racer->deadline_us);
    int64_t delay = delay_of(racer->number);
    /* Arming takes time, so only far deadlines must be in order; equal delays always. */
    if (delay == race->last_delay)
        assert_true(racer->number > race->last_number);
    race->last_delay = delay;
    race->last_number = racer->number;
    if (++race->fired == MANY - MANY / 10)
        loop_stop(race->place.loop);
}

static void many_timers_fire_in_order_without_the_freed_ones(void **state)
{
    struct place *place = *state;
    auto_free struct race *race = xcalloc(1, sizeof(*race));
    race->place.loop = place->loop;
    race->last_delay = -1;
    for (int i = 0; i < MANY; i++) {
        struct racer *racer = &race->racers[i];
        *racer = (struct racer){.race = race, .number = i};
        racer->timer = loop_timer_create(place->loop, racer_came, racer);
        racer->deadline_us = clock_boot_us() + delay_of(i) * 1000;
        loop_timer_arm(racer->timer, delay_of(i));
    }
    for (int i = 0; i < MANY; i += 10) {
        loop_timer_free(race->racers[i].timer);
        race->racers[i].timer = NULL;
    }
    run(place);
    assert_int_equal(race->fired, MANY - MANY / 10);
    for (int i = 0; i < MANY; i++)
        loop_timer_free(race->racers[i].timer);
}

static void the_wall_timer_fires_at_its_time_and_once(void **state)
{
    struct place *place = *state;
    int64_t due_us = clock_wall_us() + 20000;
    loop_wall_timer_set(place->loop, due_us, stop, place);
    run(place);
    assert_true(clock_wall_us() >= due_us);
    assert_int_equal(loop_step(place->loop, 20, NULL), 0);
    assert_int_equal(place->calls, 1);
}

static void a_wall_time_in_the_past_fires_at_once(void **state)
{
    struct place *place = *state;
    loop_wall_timer_set(place->loop, -1, stop, place);
    run(place);
    assert_int_equal(place->calls, 1);
}

static void the_wall_timer_can_be_turned_off(void **state)
{
    struct place *place = *state;
    loop_wall_timer_set(place->loop, clock_wall_us() + 1000, count, place);
    loop_wall_timer_set(place->loop, 0, NULL, NULL);
    assert_int_equal(loop_step(place->loop, 20, NULL), 0);
    assert_int_equal(place->calls, 0);
}

static void reads_one_byte(void *ctx)
{
    struct place *place = ctx;
    char byte;
    ssize_t size = read(place->fd, &byte, 1);
    if (size == 1) {
        place->calls++;
        return;
    }
    assert_int_equal(size, 0); /* end of file */
    loop_fd_close(place->watch);
    place->watch = NULL;
    loop_stop(place->loop);
}

static void a_descriptor_is_reported_while_it_is_readable(void **state)
{
    struct place *place = *state;
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    place->fd = ends[0];
    place->watch = loop_fd_watch(place->loop, ends[0], reads_one_byte, place);
    assert_int_equal(write(ends[1], "abc", 3), 3);
    (void)close(ends[1]);
    run(place);
    assert_int_equal(place->calls, 3);
}

struct pair {
    struct place *place;
    struct loop_fd *watches[2];
    int calls;
};

static void closes_both(void *ctx)
{
    struct pair *pair = ctx;
    pair->calls++;
    for (int i = 0; i < 2; i++) {
        loop_fd_close(pair->watches[i]);
        pair->watches[i] = NULL;
    }
    loop_stop(pair->place->loop);
}

static void a_watch_closed_by_another_of_the_same_turn_is_not_called(void **state)
{
    struct place *place = *state;
    struct pair pair = {.place = place};
    for (int i = 0; i < 2; i++)
        pair.watches[i] = loop_fd_watch(place->loop, eventfd(1, EFD_CLOEXEC), closes_both, &pair);
    run(place);
    assert_int_equal(loop_step(place->loop, 0, NULL), 0);
    assert_int_equal(pair.calls, 1);
}

/* The kernel goes on reporting a description of which somebody else holds a copy. */
static void a_closed_watch_is_quiet_although_the_descriptor_lives_elsewhere(void **state)
{
    struct place *place = *state;
    int fd = eventfd(1, EFD_CLOEXEC);
    auto_fd int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    assert_true(copy >= 0);
    place->watch = loop_fd_watch(place->loop, fd, count, place);
    loop_fd_close(place->watch);
    place->watch = NULL;
    assert_int_equal(loop_step(place->loop, 10, NULL), 0);
    assert_int_equal(place->calls, 0);
}

static void more_descriptors_than_a_batch_are_all_served(void **state)
{
    struct place *place = *state;
    struct place counter = {.loop = place->loop};
    struct loop_fd *watches[200];
    for (size_t i = 0; i < ARRAY_LEN(watches); i++)
        watches[i] = loop_fd_watch(place->loop, eventfd(1, EFD_CLOEXEC), count, &counter);
    for (size_t i = 0; i < ARRAY_LEN(watches); i++)
        assert_int_equal(loop_step(place->loop, 0, NULL), 0);
    assert_true(counter.calls >= (int)ARRAY_LEN(watches));
    for (size_t i = 0; i < ARRAY_LEN(watches); i++)
        loop_fd_close(watches[i]);
}

#define POSTERS 4
#define POSTS   25000

struct poster {
    struct crowd *crowd;
    pthread_t thread;
    int next; /* what must come next from this one */
};

struct crowd {
    struct place *place;
    struct poster posters[POSTERS];
    int received;
};

struct letter {
    struct poster *poster;
    int number;
};

static void letter_came(void *ctx)
{
    auto_free struct letter *letter = ctx;
    struct crowd *crowd = letter->poster->crowd;
    assert_int_equal(letter->number, letter->poster->next);
    letter->poster->next++;
    if (++crowd->received == POSTERS * POSTS)
        loop_stop(crowd->place->loop);
}

static void *post_all(void *ctx)
{
    struct poster *poster = ctx;
    for (int i = 0; i < POSTS; i++) {
        struct letter *letter = xmalloc(sizeof(*letter));
        *letter = (struct letter){.poster = poster, .number = i};
        loop_post(poster->crowd->place->loop, letter_came, letter);
    }
    return NULL;
}

static void a_hundred_thousand_posts_of_four_threads_arrive_in_order(void **state)
{
    struct place *place = *state;
    struct crowd crowd = {.place = place};
    for (int i = 0; i < POSTERS; i++) {
        crowd.posters[i].crowd = &crowd;
        assert_int_equal(
            pthread_create(&crowd.posters[i].thread, NULL, post_all, &crowd.posters[i]), 0);
    }
    run(place);
    for (int i = 0; i < POSTERS; i++)
        assert_int_equal(pthread_join(crowd.posters[i].thread, NULL), 0);
    assert_int_equal(crowd.received, POSTERS * POSTS);
}

static void posts_again(void *ctx)
{
    struct place *place = ctx;
    if (++place->calls == place->limit)
        loop_stop(place->loop);
    else
        loop_post(place->loop, posts_again, place);
}

static void a_posted_callback_may_post(void **state)
{
    struct place *place = *state;
    place->limit = 100;
    loop_post(place->loop, posts_again, place);
    run(place);
    assert_int_equal(place->calls, 100);
}

static void posts_that_nobody_waits_for_are_dropped_with_the_loop(void **state)
{
    struct place *place = *state;
    loop_post(place->loop, count, place);
    loop_free(place->loop);
    place->loop = NULL;
    assert_int_equal(place->calls, 0);
}

static void signal_came(void *ctx, int number)
{
    struct place *place = ctx;
    place->calls += number;
    loop_stop(place->loop);
}

static void signals_arrive_on_the_loop(void **state)
{
    struct place *place = *state;
    const int signals[] = {SIGUSR1, SIGTERM, 0};
    assert_int_equal(loop_on_signals(place->loop, signals, signal_came, place, NULL), 0);
    assert_int_equal(kill(getpid(), SIGTERM), 0);
    run(place);
    assert_int_equal(place->calls, SIGTERM);
}

static void an_impossible_signal_is_an_error(void **state)
{
    struct place *place = *state;
    const int signals[] = {999, 0};
    struct err err = {0};
    assert_int_equal(loop_on_signals(place->loop, signals, signal_came, place, &err), -1);
    assert_non_null(strstr(err.text, "999"));
}

static void a_stop_before_the_run_ends_it(void **state)
{
    struct place *place = *state;
    loop_stop(place->loop);
    run(place);
    loop_post(place->loop, stop, place);
    run(place); /* the first stop is used up */
    assert_int_equal(place->calls, 1);
}

static void an_idle_loop_does_not_wake(void **state)
{
    struct place *place = *state;
    struct loop_timer *unused = loop_timer_create(place->loop, count, place);
    loop_timer_arm(unused, 100);
    loop_timer_disarm(unused);
    place->timer = loop_timer_create(place->loop, stop, place);
    loop_timer_arm(place->timer, 1000);
    struct rusage before;
    struct rusage after;
    assert_int_equal(getrusage(RUSAGE_THREAD, &before), 0);
    run(place);
    assert_int_equal(getrusage(RUSAGE_THREAD, &after), 0);
    /* One wait for the second; three are left to page faults of a busy machine. */
    assert_in_range(after.ru_nvcsw - before.ru_nvcsw, 1, 4);
    loop_timer_free(unused);
}

/* More than a test ever has. */
static int open_descriptors(void)
{
    int open = 0;
    for (int fd = 0; fd < 256; fd++)
        open += fcntl(fd, F_GETFD) >= 0;
    return open;
}

static void a_loop_leaves_no_descriptor_behind(void **state)
{
    (void)state;
    int before = open_descriptors();
    struct loop *loop = loop_create(NULL);
    assert_non_null(loop);
    assert_true(open_descriptors() > before);
    loop_free(loop);
    assert_int_equal(open_descriptors(), before);
}

#define TEST(name)     cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define TEST_H2O(name) cmocka_unit_test_setup_teardown(name, set_up_with_h2o, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_timer_fires_once_and_not_before_its_time),
        TEST(a_disarmed_timer_does_not_fire),
        TEST(arming_again_moves_a_timer),
        TEST(a_timer_may_be_freed_in_its_own_callback),
        TEST(a_timer_that_rearms_itself_does_not_starve_others),
        TEST(a_timer_may_rearm_itself),
        TEST(many_timers_fire_in_order_without_the_freed_ones),
        TEST(the_wall_timer_fires_at_its_time_and_once),
        TEST(a_wall_time_in_the_past_fires_at_once),
        TEST(the_wall_timer_can_be_turned_off),
        TEST(a_descriptor_is_reported_while_it_is_readable),
        TEST(a_watch_closed_by_another_of_the_same_turn_is_not_called),
        TEST(a_closed_watch_is_quiet_although_the_descriptor_lives_elsewhere),
        TEST(more_descriptors_than_a_batch_are_all_served),
        TEST(a_hundred_thousand_posts_of_four_threads_arrive_in_order),
        TEST(a_posted_callback_may_post),
        TEST(posts_that_nobody_waits_for_are_dropped_with_the_loop),
        TEST(signals_arrive_on_the_loop),
        TEST(an_impossible_signal_is_an_error),
        TEST(a_stop_before_the_run_ends_it),
        TEST(an_idle_loop_does_not_wake),
        cmocka_unit_test(a_loop_leaves_no_descriptor_behind),
        TEST_H2O(a_timer_fires_once_and_not_before_its_time),
        TEST_H2O(a_timer_that_rearms_itself_does_not_starve_others),
        TEST_H2O(a_watch_closed_by_another_of_the_same_turn_is_not_called),
        TEST_H2O(a_descriptor_is_reported_while_it_is_readable),
        TEST_H2O(a_hundred_thousand_posts_of_four_threads_arrive_in_order),
        TEST_H2O(an_idle_loop_does_not_wake),
    };
    return cmocka_run_group_tests_name("loop", tests, NULL, NULL);
}
