/* The bell. Run under the thread sanitizer too. */
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "spool/spool_watch.h"
#include "spool_fixture.h"

#define WAIT_MS 10000 /* how long a bell that must ring may take on a busy machine */

struct ear {
    int event; /* eventfd: one per bell */
    atomic_int bells[3];
    atomic_int slow_ms; /* how long the listener takes for each bell */
};

static void ear_open(struct ear *ear)
{
    memset(ear, 0, sizeof(*ear));
    ear->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    assert_true(ear->event >= 0);
}

static void heard(void *ctx, enum spool_bell bell)
{
    struct ear *ear = ctx;
    uint64_t one = 1;
    atomic_fetch_add(&ear->bells[bell], 1);
    assert_int_equal(write(ear->event, &one, sizeof(one)), sizeof(one));
}

static bool listen_for(struct ear *ear, enum spool_bell bell, int wait_ms)
{
    int64_t until_ms = clock_boot_ms() + wait_ms;
    for (;;) {
        if (atomic_exchange(&ear->bells[bell], 0) > 0)
            return true;
        int64_t left_ms = until_ms - clock_boot_ms();
        if (left_ms <= 0)
            return false;
        struct pollfd ready = {.fd = ear->event, .events = POLLIN};
        (void)poll(&ready, 1, (int)left_ms);
        uint64_t count;
        (void)!read(ear->event, &count, sizeof(count)); /* nothing when it was the time */
    }
}

static struct spool_watch *start(const struct door *door, struct ear *ear)
{
    struct err err = {.text = ""};
    ear_open(ear);
    struct spool_watch *watch = spool_watch_start(&door->spool, heard, ear, &err);
    if (!watch)
        fail_msg("%s", err.text);
    return watch;
}

static void stop(struct spool_watch *watch, struct ear *ear)
{
    spool_watch_stop(watch);
    assert_int_equal(close(ear->event), 0);
}

static void a_rename_into_the_door_rings(void **state)
{
    (void)state;
    struct door door;
    struct ear ear;
    door_open(&door);
    struct spool_watch *watch = start(&door, &ear);
    for (int i = 0; i < 20; i++) {
        char name[32];
        (void)snprintf(name, sizeof(name), "job%d.json", i);
        door_drop(&door, name, GOOD_JOB);
        assert_true(listen_for(&ear, SPOOL_BELL_CHANGE, WAIT_MS));
    }
    stop(watch, &ear);
    door_close(&door);
}

static void a_file_that_is_closed_after_writing_rings(void **state)
{
    (void)state;
    struct door door;
    struct ear ear;
    door_open(&door);
    struct spool_watch *watch = start(&door, &ear);
    assert_ok(fd_create_file(door.spool.dirs.spool, "cp.json", "{}", 2, FD_DURABLE_NONE, problem));
    assert_true(listen_for(&ear, SPOOL_BELL_CHANGE, WAIT_MS));
    stop(watch, &ear);
    door_close(&door);
}

static void writing_in_tmp_and_claim_and_accepting_do_not_ring(void **state)
{
    (void)state;
    struct door door;
    struct ear ear;
    door_open(&door);
    (void)door_submit(&door, NULL);
    door_drop(&door, "hand.json", GOOD_JOB);
    struct spool_watch *watch = start(&door, &ear);
    assert_ok(fd_create_file(door.spool.dirs.tmp, "x", "{}", 2, FD_DURABLE_NONE, problem));
    door_scan_expect(&door, 2, 0, 0);
    assert_false(listen_for(&ear, SPOOL_BELL_CHANGE, 200));
    stop(watch, &ear);
    door_close(&door);
}

static void the_directory_going_away_rings_and_is_quiet_after(void **state)
{
    (void)state;
    struct door door;
    struct ear ear;
    struct rusage before;
    struct rusage after;
    door_open(&door);
    struct spool_watch *watch = start(&door, &ear);
    assert_int_equal(renameat(door.spool.dirs.var, "spool", door.spool.dirs.var, "moved"), 0);
    assert_true(listen_for(&ear, SPOOL_BELL_GONE, WAIT_MS));
    assert_int_equal(getrusage(RUSAGE_SELF, &before), 0);
    assert_false(listen_for(&ear, SPOOL_BELL_GONE, 300));
    assert_int_equal(getrusage(RUSAGE_SELF, &after), 0);
    int64_t cpu_us = (after.ru_utime.tv_sec - before.ru_utime.tv_sec) * 1000000 +
                     after.ru_utime.tv_usec - before.ru_utime.tv_usec;
    assert_true(cpu_us < 100000); /* it does not spin */
    stop(watch, &ear);
    assert_int_equal(renameat(door.spool.dirs.var, "moved", door.spool.dirs.var, "spool"), 0);
    watch = start(&door, &ear); /* and a new watch takes over */
    door_drop(&door, "job.json", GOOD_JOB);
    assert_true(listen_for(&ear, SPOOL_BELL_CHANGE, WAIT_MS));
    stop(watch, &ear);
    door_close(&door);
}

static void only_one_watch_is_possible_at_a_time_and_again_afterwards(void **state)
{
    (void)state;
    struct door door;
    struct ear ear;
    struct err err;
    door_open(&door);
    for (int i = 0; i < 5; i++) {
        struct spool_watch *watch = start(&door, &ear);
        assert_null(spool_watch_start(&door.spool, heard, &ear, &err));
        assert_int_equal(err.code, ERR_BUSY);
        door_drop(&door, "job.json", GOOD_JOB);
        assert_true(listen_for(&ear, SPOOL_BELL_CHANGE, WAIT_MS));
        stop(watch, &ear);
    }
    spool_watch_stop(NULL);
    door_close(&door);
}

/* How often the watcher's thread has gone to sleep. Source: proc(5), /proc/PID/task/TID/status. */
static int64_t sleeps_of_watcher(void)
{
    int64_t sleeps = -1;
    DIR *tasks = opendir("/proc/self/task");
    assert_non_null(tasks);
    for (const struct dirent *entry;
         (entry = readdir(tasks));) { /* NOLINT(concurrency-mt-unsafe) */
        auto_buf struct buf status;
        char path[300];
        buf_init(&status, 65536);
        (void)snprintf(path, sizeof(path), "%s/status", entry->d_name);
        if (entry->d_name[0] == '.' || fd_read_file(dirfd(tasks), path, &status, NULL) < 0)
            continue;
        static const char key[] = "\nvoluntary_ctxt_switches:";
        const char *found = strstr(buf_text(&status), key);
        if (strncmp(buf_text(&status), "Name:\tpirun-watch\n", 18) == 0 && found)
            sleeps = strtoll(found + strlen(key), NULL, 10);
    }
    assert_int_equal(closedir(tasks), 0);
    assert_true(sleeps >= 0);
    return sleeps;
}

static void an_idle_watch_does_not_wake(void **state)
{
    (void)state;
    struct door door;
    struct ear ear;
    struct timespec nap = {.tv_sec = 2, .tv_nsec = 500000000};
    door_open(&door);
    struct spool_watch *watch = start(&door, &ear);
    door_drop(&door, "job.json", GOOD_JOB);
    assert_true(listen_for(&ear, SPOOL_BELL_CHANGE, WAIT_MS));
    int64_t before = sleeps_of_watcher();
    assert_int_equal(clock_nanosleep(CLOCK_MONOTONIC, 0, &nap, NULL), 0);
    /* it may still have been on its way back to sleep */
    assert_true(sleeps_of_watcher() - before <= 1);
    stop(watch, &ear);
    door_close(&door);
}

static void stopping_is_at_once(void **state)
{
    (void)state;
    struct door door;
    struct ear ear;
    int64_t best_us = INT64_MAX;
    door_open(&door);
    for (int i = 0; i < 10; i++) {
        struct spool_watch *watch = start(&door, &ear);
        int64_t began_us = clock_boot_us();
        stop(watch, &ear);
        int64_t took_us = clock_boot_us() - began_us;
        best_us = took_us < best_us ? took_us : best_us;
    }
    assert_true(best_us < 50000); /* 1 ms is the aim; sanitizers and a busy machine are slower */
    door_close(&door);
}

static bool is_close_on_exec(int fd)
{
    return (fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0;
}

static void no_descriptor_of_the_watch_is_inherited(void **state)
{
    (void)state;
    struct door door;
    struct ear ear;
    bool was_open[64];
    door_open(&door);
    for (int fd = 0; fd < 64; fd++)
        was_open[fd] = fcntl(fd, F_GETFD) >= 0;
    struct spool_watch *watch = start(&door, &ear);
    int count = 0;
    for (int fd = 0; fd < 64; fd++) {
        if (was_open[fd] || fcntl(fd, F_GETFD) < 0)
            continue;
        count++;
        assert_true(is_close_on_exec(fd));
    }
    assert_true(count >= 3);
    stop(watch, &ear);
    for (int fd = 0; fd < 64; fd++)
        assert_int_equal(fcntl(fd, F_GETFD) >= 0, was_open[fd]);
    door_close(&door);
}

static int64_t limit_of(const char *path)
{
    char text[32] = "";
    auto_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || read(fd, text, sizeof(text) - 1) <= 0)
        return 0;
    return strtoll(text, NULL, 10);
}

/* More events than the kernel keeps while nobody reads: the overflow is told, so all is scanned. */
static void slow_ear(void *ctx, enum spool_bell bell)
{
    struct ear *ear = ctx;
    while (atomic_load(&ear->slow_ms) > 0) { /* until the burst is over */
        struct timespec nap = {.tv_nsec = 1000000};
        (void)clock_nanosleep(CLOCK_MONOTONIC, 0, &nap, NULL);
    }
    heard(ear, bell);
}

static void an_overflow_of_the_kernels_queue_is_told(void **state)
{
    (void)state;
    struct door door;
    struct ear ear;
    struct err err;
    int64_t limit = limit_of("/proc/sys/fs/inotify/max_queued_events");
    if (limit <= 0 || limit > 65536) {
        print_message("SKIPPED: the kernel's queue of events has no limit worth reaching\n");
        skip();
    }
    door_open(&door);
    ear_open(&ear);
    atomic_store(&ear.slow_ms, 1);
    struct spool_watch *watch = spool_watch_start(&door.spool, slow_ear, &ear, &err);
    assert_non_null(watch);
    assert_ok(fd_create_file(door.spool.dirs.tmp, "dropped", "", 0, FD_DURABLE_NONE, problem));
    for (int64_t i = 0; i < limit * 2 + 1000; i++) {
        /* two names in turn, so that equal events are not merged */
        const char *from = i == 0 ? "dropped" : i % 2 ? "a" : "b";
        const char *to = i % 2 ? "b" : "a";
        int from_dir = i == 0 ? door.spool.dirs.tmp : door.spool.dirs.spool;
        assert_int_equal(renameat(from_dir, from, door.spool.dirs.spool, to), 0);
    }
    atomic_store(&ear.slow_ms, 0);
    assert_true(listen_for(&ear, SPOOL_BELL_OVERFLOW, WAIT_MS));
    stop(watch, &ear);
    door_close(&door);
}

struct burst {
    const struct door *door;
    int number;
};

static void *drop_many(void *ctx)
{
    const struct burst *burst = ctx;
    for (int i = 0; i < 200; i++)
        (void)door_submit(burst->door, NULL);
    return NULL;
}

/* Writers, the watcher and the scan at the same time: every file is found without any polling. */
static void every_file_of_a_burst_is_found_by_the_bell_alone(void **state)
{
    (void)state;
    struct door door;
    struct ear ear;
    pthread_t threads[4];
    struct burst bursts[4];
    size_t accepted = 0;
    door_open(&door);
    door.spool.durability = FD_DURABLE_NONE;
    struct spool_watch *watch = start(&door, &ear);
    for (int i = 0; i < 4; i++) {
        bursts[i] = (struct burst){.door = &door, .number = i};
        assert_int_equal(pthread_create(&threads[i], NULL, drop_many, &bursts[i]), 0);
    }
    while (accepted < 800) {
        struct haul haul;
        assert_true(listen_for(&ear, SPOOL_BELL_CHANGE, WAIT_MS));
        door_scan(&door, &haul);
        accepted += haul.accepted;
        haul_release(&haul);
    }
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(accepted, 800);
    stop(watch, &ear);
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rename_into_the_door_rings),
        cmocka_unit_test(a_file_that_is_closed_after_writing_rings),
        cmocka_unit_test(writing_in_tmp_and_claim_and_accepting_do_not_ring),
        cmocka_unit_test(the_directory_going_away_rings_and_is_quiet_after),
        cmocka_unit_test(only_one_watch_is_possible_at_a_time_and_again_afterwards),
        cmocka_unit_test(an_idle_watch_does_not_wake),
        cmocka_unit_test(stopping_is_at_once),
        cmocka_unit_test(no_descriptor_of_the_watch_is_inherited),
        cmocka_unit_test(an_overflow_of_the_kernels_queue_is_told),
        cmocka_unit_test(every_file_of_a_burst_is_found_by_the_bell_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
