/* kill -9 before each single system call of submit and of accept, then a restart: nothing that was
 * submitted is lost, nothing is accepted twice, and nothing is left lying about. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../store/crash_point.h"
#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_bad.h"
#include "spool/spool_submit.h"
#include "spool_fixture.h"

#define POINTS_MAX 4000 /* system calls of one pass, sanitizers included */

/* What lies in the door before the crash, and what must have become of it after the restart. */
struct scene {
    const char *name;
    void (*lay)(struct door *door);
    size_t queued, letters, orders;
};

/* The life of a server as far as the door goes. */
static void serve(void *ctx)
{
    struct door *door = ctx;
    struct err err;
    struct list found;
    size_t damaged = 0;
    struct spool_scan *scan = spool_scan_create(&door->spool, &door->options, &err);
    list_init(&found);
    if (!scan || spool_scan_recover(scan, &found, &damaged, &err) < 0 || damaged > 0)
        _exit(3);
    struct spool_slice slice;
    do {
        if (spool_scan_slice(scan, &slice, &err) < 0 || slice.trouble[0])
            _exit(4);
    } while (slice.has_more);
}

static void lay_submitted(struct door *door)
{
    (void)door_submit(door, NULL);
    (void)door_submit(door, NULL);
}

static void lay_keyed(struct door *door)
{
    (void)door_submit(door, "k");
    (void)door_submit(door, "k");
    door_drop(door, "hand.json", "{\"v\":1,\"script\":\"a.py\",\"idempotency_key\":\"k\"}");
}

static void lay_by_hand(struct door *door)
{
    door_drop(door, "one.json", GOOD_JOB);
    door_drop(door, "two.json", GOOD_JOB);
}

static void lay_bad(struct door *door)
{
    door_drop(door, "bad.json", "{\"v\":1}");
    assert_int_equal(mkfifoat(door->spool.dirs.spool, "fifo.json", 0600), 0);
}

static void lay_order(struct door *door)
{
    door_drop(door, "pause.json", "{\"v\":1,\"op\":\"pause\"}");
}

static const struct scene scenes[] = {
    {"submitted jobs", lay_submitted, 2, 0, 0},
    {"an idempotency key", lay_keyed, 1, 0, 0},
    {"jobs dropped by hand", lay_by_hand, 2, 0, 0},
    {"bad files", lay_bad, 0, 2, 0},
    {"an order", lay_order, 0, 0, 1},
};

static void assert_sane(struct door *door, const struct scene *scene, int point)
{
    const struct spool_dirs *dirs = &door->spool.dirs;
    struct haul haul;
    struct list found;
    size_t damaged = 0;
    size_t recovered = 0;
    struct err err = {.text = ""};
    spool_scan_free(take(door->scan));
    door->scan = spool_scan_create(&door->spool, &door->options, &err);
    assert_non_null(door->scan);
    recovered = door_recover(door, &found, &damaged);
    int64_t last = 0;
    list_for_each (node, &found) {
        const struct spool_waiting *waiting = list_entry(node, struct spool_waiting, node);
        if (waiting->job.seq <= last)
            fail_msg("%s, crash %d: number %lld again", scene->name, point,
                     (long long)waiting->job.seq);
        last = waiting->job.seq;
    }
    door_free_waiting(&found);
    door_scan(door, &haul);
    size_t orders = haul.count - haul.accepted;
    if (haul.count > 0 && haul.accepted > 0 && haul_in(&haul, 0)->job.seq <= last)
        fail_msg("%s, crash %d: an older number", scene->name, point);
    if (recovered + haul.accepted != scene->queued || damaged > 0 ||
        door_count(dirs->queue) != scene->queued || door_count(dirs->spool) != 0 ||
        door_count(dirs->claim) != scene->orders || orders != scene->orders)
        fail_msg("%s, crash %d: %zu recovered, %zu accepted, %zu damaged, %zu in queue/, %zu in "
                 "spool/, %zu in claim/, %zu orders (%s)",
                 scene->name, point, recovered, haul.accepted, damaged, door_count(dirs->queue),
                 door_count(dirs->spool), door_count(dirs->claim), orders, haul.trouble);
    auto_json struct json *letters = spool_bad_list(&door->spool, 0, &err);
    if (json_count(letters) != scene->letters)
        fail_msg("%s, crash %d: %zu letters", scene->name, point, json_count(letters));
    for (const struct json *why = json_first(letters); why; why = json_next(why)) {
        if (strcmp(json_get_string(why, "code"), "unknown") == 0)
            fail_msg("%s, crash %d: a letter without its reason", scene->name, point);
    }
    haul_release(&haul);
}

static void assert_receipts(const struct door *door, const struct scene *scene)
{
    static const char *const names[] = {"one", "two", "hand", "bad", "fifo"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        bool is_laid = (scene->lay == lay_by_hand && i < 2) ||
                       (scene->lay == lay_keyed && i == 2) || (scene->lay == lay_bad && i > 2);
        auto_json struct json *receipt = is_laid ? door_receipt(door, names[i]) : NULL;
        if (is_laid && !receipt)
            fail_msg("%s: no receipt for '%s'", scene->name, names[i]);
    }
}

static void play(const struct scene *scene)
{
    int point = 1;
    for (bool has_crashed = true; has_crashed && point < POINTS_MAX; point++) {
        struct door door;
        door_open_fast(&door);
        spool_scan_free(take(door.scan));
        scene->lay(&door);
        has_crashed = crash_point(point, serve, &door);
        assert_sane(&door, scene, point);
        assert_receipts(&door, scene);
        door_close(&door);
    }
    assert_true(point > 20); /* else nothing was crashed */
    assert_true(point < POINTS_MAX);
}

static void a_crash_anywhere_in_accept_of_submitted_jobs_loses_nothing(void **state)
{
    (void)state;
    play(&scenes[0]);
}

static void a_crash_anywhere_keeps_an_idempotency_key_single(void **state)
{
    (void)state;
    play(&scenes[1]);
}

static void a_crash_anywhere_in_accept_of_dropped_jobs_loses_nothing(void **state)
{
    (void)state;
    play(&scenes[2]);
}

static void a_crash_anywhere_in_a_refusal_keeps_file_reason_and_receipt(void **state)
{
    (void)state;
    play(&scenes[3]);
}

static void a_crash_anywhere_keeps_an_order(void **state)
{
    (void)state;
    play(&scenes[4]);
}

struct submission {
    struct door *door;
    struct ident id;
};

static void submit(void *ctx)
{
    struct submission *submission = ctx;
    struct err err;
    auto_job struct job job;
    job_init(&job);
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("a.py");
    job.id = submission->id;
    if (spool_submit(&submission->door->spool, &job, NULL, 0, &err) < 0)
        _exit(3);
}

static void a_crash_anywhere_in_submit_leaves_the_job_whole_or_not_at_all(void **state)
{
    (void)state;
    int point = 1;
    for (bool has_crashed = true; has_crashed && point < POINTS_MAX; point++) {
        struct door door;
        struct haul haul;
        door_open_fast(&door);
        struct submission submission = {.door = &door, .id = ident_new()};
        has_crashed = crash_point(point, submit, &submission);
        door_scan(&door, &haul);
        assert_int_equal(haul.refused, 0);
        assert_true(haul.accepted <= 1);
        assert_true(has_crashed || haul.accepted == 1); /* it answered 0: not lost */
        haul_release(&haul);
        submit(&submission); /* what the submitter does when it got no answer */
        size_t before = haul.accepted;
        door_scan_expect(&door, 1 - before, 0, before);
        door_close(&door);
    }
    assert_true(point > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_crash_anywhere_in_accept_of_submitted_jobs_loses_nothing),
        cmocka_unit_test(a_crash_anywhere_keeps_an_idempotency_key_single),
        cmocka_unit_test(a_crash_anywhere_in_accept_of_dropped_jobs_loses_nothing),
        cmocka_unit_test(a_crash_anywhere_in_a_refusal_keeps_file_reason_and_receipt),
        cmocka_unit_test(a_crash_anywhere_keeps_an_order),
        cmocka_unit_test(a_crash_anywhere_in_submit_leaves_the_job_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
