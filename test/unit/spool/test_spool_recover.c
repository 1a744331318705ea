#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "job/job_file.h"
#include "spool_fixture.h"

static void name_of(const struct ident *id, char name[IDENT_TEXT_SIZE + 8])
{
    ident_format(id, name);
    (void)strncat(name, ".json", 8);
}

/* A job in DIRFD with the number SEQ (0: not stamped). */
static struct ident leave_job(int dirfd, int64_t seq)
{
    auto_job struct job job;
    auto_buf struct buf text;
    char name[IDENT_TEXT_SIZE + 8];
    job_init(&job);
    buf_init(&text, 65536);
    job.id = ident_new();
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("a.py");
    job.seq = seq;
    job_file_format(&job, NULL, 0, &text);
    name_of(&job.id, name);
    assert_ok(fd_create_file(dirfd, name, text.data, text.size, FD_DURABLE_NONE, problem));
    return job.id;
}

static void begin_again(struct door *door)
{
    struct err err;
    spool_scan_free(take(door->scan));
    door->scan = spool_scan_create(&door->spool, &door->options, &err);
    assert_non_null(door->scan);
}

static const struct spool_waiting *waiting_at(const struct list *list, size_t at)
{
    struct list *node = list->next;
    while (at-- > 0)
        node = node->next;
    return list_entry(node, struct spool_waiting, node);
}

static void accepted_jobs_come_back_in_the_order_of_their_numbers(void **state)
{
    (void)state;
    struct door door;
    struct list found;
    size_t damaged = 0;
    door_open(&door);
    struct ident third = leave_job(door.spool.dirs.queue, 30);
    struct ident first = leave_job(door.spool.dirs.queue, 10);
    struct ident second = leave_job(door.spool.dirs.active, 20);
    begin_again(&door);
    assert_int_equal(door_recover(&door, &found, &damaged), 3);
    assert_true(ident_equal(&waiting_at(&found, 0)->job.id, &first));
    assert_true(ident_equal(&waiting_at(&found, 1)->job.id, &second));
    assert_true(ident_equal(&waiting_at(&found, 2)->job.id, &third));
    assert_false(waiting_at(&found, 0)->was_started);
    assert_true(waiting_at(&found, 1)->was_started);
    assert_non_null(waiting_at(&found, 0)->job.submitted_by);
    door_free_waiting(&found);
    door_close(&door);
}

static void unstamped_jobs_come_last_and_are_stamped(void **state)
{
    (void)state;
    struct door door;
    struct list found;
    size_t damaged = 0;
    auto_job struct job job;
    door_open(&door);
    struct ident unstamped = leave_job(door.spool.dirs.queue, 0);
    (void)leave_job(door.spool.dirs.queue, 5000);
    begin_again(&door);
    assert_int_equal(door_recover(&door, &found, &damaged), 2);
    assert_true(ident_equal(&waiting_at(&found, 1)->job.id, &unstamped));
    assert_int_equal(waiting_at(&found, 1)->job.seq, 5001);
    assert_ok(spool_read_job(&door.spool, &unstamped, &job, problem));
    assert_int_equal(job.seq, 5001);
    assert_true(job.queued_at_us > 0);
    door_free_waiting(&found);
    door_close(&door);
}

static void a_job_in_the_queue_whose_start_was_committed_counts_as_started(void **state)
{
    (void)state;
    struct door door;
    struct list found;
    size_t damaged = 0;
    char path[IDENT_TEXT_SIZE + 16];
    door_open(&door);
    struct ident id = leave_job(door.spool.dirs.queue, 1);
    ident_format(&id, path);
    assert_int_equal(mkdirat(door.spool.dirs.runs, path, 0700), 0);
    (void)strncat(path, "/start.json", 16);
    assert_ok(fd_create_file(door.spool.dirs.runs, path, "{}", 2, FD_DURABLE_NONE, problem));
    begin_again(&door);
    assert_int_equal(door_recover(&door, &found, &damaged), 1);
    assert_true(waiting_at(&found, 0)->was_started);
    door_free_waiting(&found);
    door_close(&door);
}

static void what_is_in_both_places_is_active(void **state)
{
    (void)state;
    struct door door;
    struct list found;
    size_t damaged = 0;
    char name[IDENT_TEXT_SIZE + 8];
    door_open(&door);
    struct ident id = leave_job(door.spool.dirs.active, 1);
    name_of(&id, name);
    assert_ok(fd_create_file(door.spool.dirs.queue, name, "{}", 2, FD_DURABLE_NONE, problem));
    begin_again(&door);
    assert_int_equal(door_recover(&door, &found, &damaged), 1);
    assert_int_equal(damaged, 0);
    assert_true(waiting_at(&found, 0)->was_started);
    assert_false(fd_exists(door.spool.dirs.queue, name));
    door_free_waiting(&found);
    door_close(&door);
}

static void damaged_files_go_to_bad_and_the_others_come_back(void **state)
{
    (void)state;
    struct door door;
    struct list found;
    size_t damaged = 0;
    door_open(&door);
    struct ident cut = leave_job(door.spool.dirs.queue, 1);
    struct ident swapped = leave_job(door.spool.dirs.queue, 2);
    struct ident good = leave_job(door.spool.dirs.queue, 3);
    char name[IDENT_TEXT_SIZE + 8];
    char other[IDENT_TEXT_SIZE + 8];
    name_of(&cut, name);
    auto_fd int fd = openat(door.spool.dirs.queue, name, O_WRONLY | O_TRUNC | O_CLOEXEC);
    assert_true(fd >= 0);
    struct ident stranger = ident_new();
    name_of(&swapped, name);
    name_of(&stranger, other);
    assert_int_equal(renameat(door.spool.dirs.queue, name, door.spool.dirs.queue, other), 0);
    assert_int_equal(symlinkat("/etc/passwd", door.spool.dirs.queue, "link.json"), 0);
    assert_int_equal(mkdirat(door.spool.dirs.active, "dir", 0700), 0);
    begin_again(&door);
    assert_int_equal(door_recover(&door, &found, &damaged), 1);
    assert_int_equal(damaged, 4);
    assert_true(ident_equal(&waiting_at(&found, 0)->job.id, &good));
    assert_true(door_has(door.spool.dirs.bad, &cut, ".json"));
    assert_true(door_has(door.spool.dirs.bad, &cut, ".why.json"));
    assert_true(door_has(door.spool.dirs.bad, &stranger, ".json"));
    door_free_waiting(&found);
    door_close(&door);
}

static void a_job_of_the_largest_size_comes_back(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    struct list found;
    size_t damaged = 0;
    auto_free char *text = xmalloc(JOB_FILE_MAX + 1);
    door_open(&door);
    memset(text, 'x', JOB_FILE_MAX);
    static const char head[] = "{\"v\":1,\"script\":\"a.py\",\"stdin\":\"";
    memcpy(text, head, sizeof(head) - 1);
    text[JOB_FILE_MAX - 2] = '"';
    text[JOB_FILE_MAX - 1] = '}';
    door_drop_bytes(&door, "large.json", text, JOB_FILE_MAX);
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    haul_release(&haul);
    begin_again(&door);
    assert_int_equal(door_recover(&door, &found, &damaged), 1);
    assert_int_equal(damaged, 0);
    auto_job struct job job;
    assert_ok(spool_read_job(&door.spool, &waiting_at(&found, 0)->job.id, &job, problem));
    assert_int_equal(strlen(job.stdin_text), JOB_FILE_MAX - strlen(head) - 2);
    door_free_waiting(&found);
    door_close(&door);
}

static void numbers_go_on_behind_the_highest_that_was_seen(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    door_open(&door);
    (void)leave_job(door.spool.dirs.active, 123456);
    door_restart(&door);
    (void)door_submit(&door, NULL);
    door_scan(&door, &haul);
    assert_int_equal(haul_in(&haul, 0)->job.seq, 123457);
    haul_release(&haul);
    door_close(&door);
}

static void a_name_found_at_two_starts_in_a_row_goes_to_bad_unread(void **state)
{
    (void)state;
    struct door door;
    static const char note[] = "poison.json";
    door_open(&door);
    door_drop(&door, "poison.json", GOOD_JOB);
    for (int start = 0; start < 2; start++) {
        /* a process that died while it handled the file: it noted the name, and nothing else */
        auto_fd int fd = openat(door.spool.dirs.var, "note", O_WRONLY | O_CLOEXEC);
        assert_true(fd >= 0);
        assert_int_equal(pwrite(fd, note, strlen("poison"), 0), strlen("poison"));
        begin_again(&door);
    }
    door_scan_expect(&door, 0, 1, 0);
    door_assert_refused(&door, "poison", "poison");
    door_drop(&door, "poison.json", GOOD_JOB); /* another file of that name is no poison */
    door_scan_expect(&door, 1, 0, 0);
    door_close(&door);
}

static void an_accepted_job_whose_claim_is_left_is_no_poison(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    char id[IDENT_TEXT_SIZE];
    door_open(&door);
    door_drop(&door, "twice.json", GOOD_JOB);
    door_scan(&door, &haul);
    ident_format(&haul_in(&haul, 0)->job.id, id);
    haul_release(&haul);
    auto_free char *claim = xasprintf("%s~twice.json", id);
    assert_ok(fd_create_file(door.spool.dirs.claim, claim, GOOD_JOB, strlen(GOOD_JOB),
                             FD_DURABLE_NONE, problem));
    for (int start = 0; start < 2; start++) {
        auto_fd int fd = openat(door.spool.dirs.var, "note", O_WRONLY | O_CLOEXEC);
        assert_int_equal(pwrite(fd, "twice", 5, 0), 5);
        begin_again(&door);
    }
    door_scan_expect(&door, 0, 0, 0);
    door_assert_accepted(&door, "twice");
    assert_int_equal(door_count(door.spool.dirs.claim), 0);
    assert_int_equal(door_count(door.spool.dirs.bad), 0);
    door_close(&door);
}

static void a_name_found_at_one_start_only_is_tried_again(void **state)
{
    (void)state;
    struct door door;
    door_open(&door);
    door_drop(&door, "unlucky.json", GOOD_JOB);
    auto_fd int fd = openat(door.spool.dirs.var, "note", O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(fd, "unlucky", 7, 0), 7);
    begin_again(&door); /* found once */
    begin_again(&door); /* not in a row any more */
    assert_int_equal(pwrite(fd, "unlucky", 7, 0), 7);
    begin_again(&door);
    door_scan_expect(&door, 1, 0, 0);
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted_jobs_come_back_in_the_order_of_their_numbers),
        cmocka_unit_test(unstamped_jobs_come_last_and_are_stamped),
        cmocka_unit_test(a_job_in_the_queue_whose_start_was_committed_counts_as_started),
        cmocka_unit_test(what_is_in_both_places_is_active),
        cmocka_unit_test(damaged_files_go_to_bad_and_the_others_come_back),
        cmocka_unit_test(a_job_of_the_largest_size_comes_back),
        cmocka_unit_test(numbers_go_on_behind_the_highest_that_was_seen),
        cmocka_unit_test(a_name_found_at_two_starts_in_a_row_goes_to_bad_unread),
        cmocka_unit_test(an_accepted_job_whose_claim_is_left_is_no_poison),
        cmocka_unit_test(a_name_found_at_one_start_only_is_tried_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
