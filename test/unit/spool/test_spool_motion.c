/* Files in motion: replaced, cut, removed and made anew while the door looks at them. */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_patience.h"
#include "spool_fixture.h"

/* The project's rules are asked between reading and renaming: the very moment for a trick. */
struct trick {
    struct door *door;
    const char *file;
    void (*play)(const struct trick *trick);
    int count; /* how often it was played */
};

static bool check_and_play(void *ctx, struct job *job, struct job_fault *fault)
{
    struct trick *trick = ctx;
    (void)job;
    (void)fault;
    if (trick->count++ == 0)
        trick->play(trick);
    return true;
}

static void open_tricky(struct door *door, struct trick *trick)
{
    door_open(door);
    trick->door = door;
    door->options = (struct spool_scan_options){.check = check_and_play, .check_ctx = trick};
    door_restart(door);
}

static void replace_by_bad(const struct trick *trick)
{
    door_drop(trick->door, trick->file, "{\"v\":1}");
}

static void replace_by_link(const struct trick *trick)
{
    int dir = trick->door->spool.dirs.spool;
    assert_int_equal(unlinkat(dir, trick->file, 0), 0);
    assert_int_equal(symlinkat("/etc/passwd", dir, trick->file), 0);
}

static void remove_it(const struct trick *trick)
{
    assert_int_equal(unlinkat(trick->door->spool.dirs.spool, trick->file, 0), 0);
}

static void cut_it(const struct trick *trick)
{
    auto_fd int fd =
        openat(trick->door->spool.dirs.spool, trick->file, O_WRONLY | O_TRUNC | O_CLOEXEC);
    assert_true(fd >= 0);
}

static void a_dropped_file_that_is_replaced_in_the_middle_is_judged_anew(void **state)
{
    (void)state;
    struct door door;
    struct trick trick = {.file = "job.json", .play = replace_by_bad};
    open_tricky(&door, &trick);
    door_drop(&door, "job.json", GOOD_JOB);
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "job", "schema");
    door_close(&door);
}

static void a_link_that_replaces_a_file_in_the_middle_is_not_followed(void **state)
{
    (void)state;
    struct door door;
    struct trick trick = {.file = "job.json", .play = replace_by_link};
    open_tricky(&door, &trick);
    door_drop(&door, "job.json", GOOD_JOB);
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "job", "not_regular");
    door_close(&door);
}

static void a_file_that_vanishes_in_the_middle_leaves_nothing(void **state)
{
    (void)state;
    struct door door;
    struct trick trick = {.file = "job.json", .play = remove_it};
    open_tricky(&door, &trick);
    door_drop(&door, "job.json", GOOD_JOB);
    door_scan_expect(&door, 0, 0, 0);
    assert_int_equal(trick.count, 1);
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    assert_int_equal(door_count(door.spool.dirs.queue), 0);
    door_close(&door);
}

static void a_file_that_is_cut_in_the_middle_is_waited_for(void **state)
{
    (void)state;
    struct door door;
    struct trick trick = {.file = "job.json", .play = cut_it};
    open_tricky(&door, &trick);
    door_drop(&door, "job.json", GOOD_JOB);
    door_scan_expect(&door, 0, 0, 0);
    assert_int_equal(door_count(door.spool.dirs.claim), 1);
    door_pass_time(&door, SPOOL_PATIENCE_CUT_MS);
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "job", "json");
    door_close(&door);
}

static void a_submitted_file_that_is_replaced_in_the_middle_is_judged_anew(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    char file[IDENT_TEXT_SIZE + 8];
    struct trick trick = {.file = file, .play = replace_by_bad};
    open_tricky(&door, &trick);
    struct ident id = door_submit(&door, NULL);
    ident_format(&id, file);
    (void)strncat(file, ".json", 8);
    door_scan(&door, &haul);
    assert_int_equal(haul.count, 0);
    assert_true(haul.again_ms > 0);
    assert_int_equal(door_count(door.spool.dirs.queue), 0);
    door_scan_expect(&door, 0, 1, 0);
    assert_int_equal(door_count(door.spool.dirs.spool), 0);
    door_close(&door);
}

/* A name is taken by another job of the same id while it is looked at. */
static void start_it(const struct trick *trick)
{
    char name[IDENT_TEXT_SIZE];
    memcpy(name, trick->file, IDENT_TEXT_SIZE - 1);
    name[IDENT_TEXT_SIZE - 1] = '\0';
    assert_int_equal(mkdirat(trick->door->spool.dirs.runs, name, 0700), 0);
}

static void an_id_that_is_started_in_the_middle_is_not_accepted_again(void **state)
{
    (void)state;
    struct door door;
    char file[IDENT_TEXT_SIZE + 8];
    struct trick trick = {.file = file, .play = start_it};
    open_tricky(&door, &trick);
    struct ident id = door_submit(&door, NULL);
    ident_format(&id, file);
    (void)strncat(file, ".json", 8);
    door_scan_expect(&door, 0, 0, 1);
    assert_int_equal(door_count(door.spool.dirs.queue), 0);
    door_close(&door);
}

#define HAMMER_ROUNDS 3000
#define HAMMER_NAMES  6

struct hammer {
    int dir;
    atomic_bool is_over;
};

static void write_some(int dir, const char *name, unsigned choice)
{
    static const char *const texts[] = {GOOD_JOB, "{\"v\":1", "{\"v\":1}", ""};
    int flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    auto_fd int fd = openat(dir, name, flags | (choice & 4 ? O_TRUNC : O_APPEND), 0600);
    const char *text = texts[choice & 3];
    if (fd >= 0)
        (void)!write(fd, text, strlen(text)); /* whatever becomes of it */
}

/* Everything that may be done to a name, in no order. All results are ignored: anything may
 * fail. */
static void *hammer_main(void *ctx)
{
    struct hammer *hammer = ctx;
    unsigned seed = 12345;
    for (int i = 0; i < HAMMER_ROUNDS; i++) {
        char name[32];
        char other[32];
        seed = seed * 1103515245U + 12345U;
        unsigned choice = seed >> 16;
        (void)snprintf(name, sizeof(name), "n%u.json", (choice >> 8) % HAMMER_NAMES);
        (void)snprintf(other, sizeof(other), "n%u.json", (choice >> 4) % HAMMER_NAMES);
        switch (choice % 7) {
        case 0:
            (void)unlinkat(hammer->dir, name, 0);
            break;
        case 1:
            (void)!symlinkat(other, hammer->dir, name);
            break;
        case 2:
            (void)mkdirat(hammer->dir, name, 0700);
            break;
        case 3:
            (void)renameat(hammer->dir, name, hammer->dir, other);
            break;
        case 4:
            (void)!linkat(hammer->dir, name, hammer->dir, other, 0);
            break;
        default:
            write_some(hammer->dir, name, choice >> 3);
        }
    }
    atomic_store(&hammer->is_over, true);
    return NULL;
}

static void whatever_is_done_to_its_names_the_door_ends_empty_and_its_queue_whole(void **state)
{
    (void)state;
    struct door door;
    struct list found;
    size_t damaged = 0;
    size_t accepted = 0;
    pthread_t thread;
    struct haul haul;
    door_open(&door);
    door.spool.durability = FD_DURABLE_NONE;
    struct hammer hammer = {.dir = door.spool.dirs.spool};
    assert_int_equal(pthread_create(&thread, NULL, hammer_main, &hammer), 0);
    while (!atomic_load(&hammer.is_over)) {
        door_scan(&door, &haul);
        accepted += haul.accepted;
        haul_release(&haul);
    }
    assert_int_equal(pthread_join(thread, NULL), 0);
    for (int i = 0; i < 3; i++) {
        door_scan(&door, &haul);
        accepted += haul.accepted;
        haul_release(&haul);
        door_pass_time(&door, SPOOL_PATIENCE_CUT_MS);
    }
    assert_int_equal(door_count(door.spool.dirs.spool), 0);
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    assert_int_equal(door_recover(&door, &found, &damaged), accepted);
    assert_int_equal(damaged, 0);
    door_free_waiting(&found);
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dropped_file_that_is_replaced_in_the_middle_is_judged_anew),
        cmocka_unit_test(a_link_that_replaces_a_file_in_the_middle_is_not_followed),
        cmocka_unit_test(a_file_that_vanishes_in_the_middle_leaves_nothing),
        cmocka_unit_test(a_file_that_is_cut_in_the_middle_is_waited_for),
        cmocka_unit_test(a_submitted_file_that_is_replaced_in_the_middle_is_judged_anew),
        cmocka_unit_test(an_id_that_is_started_in_the_middle_is_not_accepted_again),
        cmocka_unit_test(whatever_is_done_to_its_names_the_door_ends_empty_and_its_queue_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
