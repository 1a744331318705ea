/* The small nouns of the room: names, numbers, keys, notes and patience. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_key.h"
#include "spool/spool_name.h"
#include "spool/spool_note.h"
#include "spool/spool_patience.h"
#include "spool/spool_seq.h"
#include "spool_fixture.h"

static void a_stem_is_the_name_without_json(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a.json", "a"},           {"a.txt", "a.txt"}, {".json", ".json"},
        {"a.json.json", "a.json"}, {"a", "a"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char stem[SPOOL_NAME_SIZE];
        spool_name_stem(cases[i][0], stem);
        assert_string_equal(stem, cases[i][1]);
    }
}

static void every_name_has_a_receipt_that_fits(void **state)
{
    (void)state;
    char name[SPOOL_NAME_SIZE];
    char stem[SPOOL_NAME_SIZE];
    memset(name, 'n', NAME_MAX);
    name[NAME_MAX] = '\0';
    spool_name_stem(name, stem);
    assert_int_equal(strlen(stem) + strlen(".json"), NAME_MAX);
}

static void a_claims_name_can_be_taken_apart_again(void **state)
{
    (void)state;
    struct ident id = ident_new();
    struct ident found;
    const char *file = NULL;
    char claim[SPOOL_NAME_SIZE];
    char name[SPOOL_NAME_SIZE];
    assert_true(spool_name_claim(&id, "odd~name~.json", claim));
    assert_true(spool_name_parse_claim(claim, &found, &file));
    assert_true(ident_equal(&id, &found));
    assert_string_equal(file, "odd~name~.json");
    memset(name, 'n', sizeof(name));
    name[SPOOL_NAME_CLAIM_MAX] = '\0';
    assert_true(spool_name_claim(&id, name, claim));
    memset(name, 'n', sizeof(name));
    name[SPOOL_NAME_CLAIM_MAX + 1] = '\0';
    assert_false(spool_name_claim(&id, name, claim));
    assert_false(spool_name_parse_claim("no-id~name", &found, &file));
    assert_false(spool_name_parse_claim("", &found, &file));
}

static void numbers_cost_one_write_per_thousand(void **state)
{
    (void)state;
    struct door door;
    struct spool_seq seq;
    struct stat before;
    struct stat after;
    int64_t number = 0;
    door_open(&door);
    assert_ok(spool_seq_load(&seq, &door.spool, problem));
    for (int64_t i = 1; i <= SPOOL_SEQ_BLOCK; i++) {
        assert_ok(spool_seq_take(&seq, &door.spool, &number, problem));
        assert_int_equal(number, i);
        if (i == 1)
            assert_int_equal(fstatat(door.spool.dirs.var, "seq", &before, 0), 0);
    }
    assert_int_equal(fstatat(door.spool.dirs.var, "seq", &after, 0), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_ok(spool_seq_take(&seq, &door.spool, &number, problem));
    assert_int_equal(fstatat(door.spool.dirs.var, "seq", &after, 0), 0);
    assert_int_not_equal(before.st_ino, after.st_ino);
    door_close(&door);
}

/* What one process takes before it is killed: each above LAST. Answers the highest. */
static int64_t take_three(const struct door *door, int64_t last)
{
    struct spool_seq seq;
    assert_ok(spool_seq_load(&seq, &door->spool, problem));
    for (int i = 0; i < 3; i++) {
        int64_t number = 0;
        assert_ok(spool_seq_take(&seq, &door->spool, &number, problem));
        assert_true(number > last);
        last = number;
    }
    return last;
}

static void a_number_is_never_given_twice_whatever_a_crash_forgets(void **state)
{
    (void)state;
    struct door door;
    int64_t last = 0;
    door_open(&door);
    for (int start = 0; start < 5; start++)
        last = take_three(&door, last);
    door_close(&door);
}

static void a_damaged_mark_counts_as_none(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "x", "-5\n", "99999999999999999999999",
                                        "a very long text that is no number at all"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct door door;
        struct spool_seq seq;
        int64_t number = 0;
        door_open(&door);
        assert_ok(fd_create_file(door.spool.dirs.var, "seq", texts[i], strlen(texts[i]),
                                 FD_DURABLE_NONE, problem));
        assert_ok(spool_seq_load(&seq, &door.spool, problem));
        spool_seq_saw(&seq, 41);
        assert_ok(spool_seq_take(&seq, &door.spool, &number, problem));
        assert_int_equal(number, 42);
        door_close(&door);
    }
}

static struct job keyed_job(const char *user, const char *key)
{
    struct job job;
    job_init(&job);
    job.id = ident_new();
    job.submitted_by = xstrdup(user);
    job.idempotency_key = xstrdup(key);
    return job;
}

static void a_key_belongs_to_the_first_until_it_is_dropped(void **state)
{
    (void)state;
    struct door door;
    struct ident holder;
    auto_job struct job first = keyed_job("anna", "k");
    auto_job struct job second = keyed_job("anna", "k");
    door_open(&door);
    assert_ok(spool_key_take(&door.spool, &first, &holder, problem));
    assert_true(ident_equal(&holder, &first.id));
    assert_ok(spool_key_take(&door.spool, &second, &holder, problem));
    assert_true(ident_equal(&holder, &first.id));
    spool_key_drop(&door.spool, &second); /* not its own */
    assert_ok(spool_key_take(&door.spool, &second, &holder, problem));
    assert_true(ident_equal(&holder, &first.id));
    spool_key_drop(&door.spool, &first);
    assert_ok(spool_key_take(&door.spool, &second, &holder, problem));
    assert_true(ident_equal(&holder, &second.id));
    door_close(&door);
}

static void submitter_and_key_cannot_be_mixed_up(void **state)
{
    (void)state;
    struct door door;
    struct ident holder;
    auto_job struct job first = keyed_job("ab", "c");
    auto_job struct job second = keyed_job("a", "bc");
    door_open(&door);
    assert_ok(spool_key_take(&door.spool, &first, &holder, problem));
    assert_ok(spool_key_take(&door.spool, &second, &holder, problem));
    assert_true(ident_equal(&holder, &second.id));
    door_close(&door);
}

static void an_expired_or_future_key_is_taken_over(void **state)
{
    (void)state;
    static const time_t ages[] = {SPOOL_KEY_KEEP_S + 60, -SPOOL_KEY_KEEP_S - 60};
    for (size_t i = 0; i < ARRAY_LEN(ages); i++) {
        struct door door;
        struct ident holder;
        auto_job struct job first = keyed_job("anna", "k");
        auto_job struct job second = keyed_job("anna", "k");
        door_open(&door);
        assert_ok(spool_key_take(&door.spool, &first, &holder, problem));
        struct timespec times[2] = {{.tv_sec = time(NULL) - ages[i]},
                                    {.tv_sec = time(NULL) - ages[i]}};
        /* sha256("anna\0k") */
        assert_int_equal(
            utimensat(door.spool.dirs.keys,
                      "ada6f56c37f4a42046f1db2a52f6a85a66037cc8aa916556a64d4bbba2c0d910", times,
                      AT_SYMLINK_NOFOLLOW),
            0);
        assert_ok(spool_key_take(&door.spool, &second, &holder, problem));
        assert_true(ident_equal(&holder, &second.id));
        door_close(&door);
    }
}

static void a_note_survives_its_process_and_is_read_by_the_next(void **state)
{
    (void)state;
    struct door door;
    struct spool_note note;
    door_open(&door);
    for (int start = 0; start < 3; start++) {
        spool_note_open(&note, &door.spool);
        assert_int_equal(spool_note_is_condemned(&note, "killer"), start >= 2);
        spool_note_begin(&note, "a much longer name that was handled before it");
        spool_note_begin(&note, "killer");
        spool_note_close(&note); /* as kill -9 does */
    }
    spool_note_open(&note, &door.spool);
    assert_true(spool_note_is_condemned(&note, "killer"));
    spool_note_buried(&note);
    assert_false(spool_note_is_condemned(&note, "killer"));
    spool_note_close(&note);
    door_close(&door);
}

static void a_note_that_was_ended_accuses_nobody(void **state)
{
    (void)state;
    struct door door;
    struct spool_note note;
    door_open(&door);
    for (int start = 0; start < 3; start++) {
        spool_note_open(&note, &door.spool);
        assert_false(spool_note_is_condemned(&note, "file"));
        spool_note_begin(&note, "file");
        spool_note_end(&note);
        spool_note_close(&note);
    }
    door_close(&door);
}

static void a_damaged_note_accuses_nobody(void **state)
{
    (void)state;
    struct door door;
    struct spool_note note;
    char bytes[sizeof(struct spool_note_file)];
    memset(bytes, 0xff, sizeof(bytes));
    door_open(&door);
    auto_fd int fd = openat(door.spool.dirs.var, "note", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(write(fd, bytes, sizeof(bytes)), sizeof(bytes));
    spool_note_open(&note, &door.spool);
    assert_false(spool_note_is_condemned(&note, "file"));
    spool_note_close(&note);
    door_close(&door);
}

static void patience_ends_with_silence_and_begins_again_with_a_change(void **state)
{
    (void)state;
    struct spool_patience patience;
    struct stat st = {.st_ino = 7, .st_size = 1};
    int64_t again_ms = 0;
    spool_patience_init(&patience);
    assert_true(spool_patience_ask(&patience, &st, 10000, &again_ms));
    assert_int_equal(again_ms, 1000);
    patience.skew_ms = 9000;
    assert_true(spool_patience_is_waiting(&patience, &st, &again_ms));
    assert_in_range(again_ms, 1, 1000);
    st.st_size = 2;
    assert_false(spool_patience_is_waiting(&patience, &st, &again_ms));
    assert_true(spool_patience_ask(&patience, &st, 10000, &again_ms));
    patience.skew_ms = 18000;
    assert_true(spool_patience_is_waiting(&patience, &st, &again_ms));
    patience.skew_ms = 19001;
    assert_false(spool_patience_is_waiting(&patience, &st, &again_ms));
    assert_false(spool_patience_ask(&patience, &st, 10000, &again_ms));
    assert_int_equal(patience.count, 0);
    spool_patience_release(&patience);
}

static void patience_forgets_files_that_a_pass_did_not_see(void **state)
{
    (void)state;
    struct spool_patience patience;
    struct stat stays = {.st_ino = 1};
    struct stat goes = {.st_ino = 1 + SPOOL_PATIENCE_BUCKETS}; /* in the same bucket */
    int64_t again_ms = 0;
    spool_patience_init(&patience);
    assert_true(spool_patience_ask(&patience, &stays, 10000, &again_ms));
    assert_true(spool_patience_ask(&patience, &goes, 10000, &again_ms));
    spool_patience_end_pass(&patience);
    assert_true(spool_patience_is_waiting(&patience, &stays, &again_ms));
    spool_patience_end_pass(&patience);
    assert_int_equal(patience.count, 1);
    assert_false(spool_patience_is_waiting(&patience, &goes, &again_ms));
    spool_patience_release(&patience);
    assert_int_equal(patience.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stem_is_the_name_without_json),
        cmocka_unit_test(every_name_has_a_receipt_that_fits),
        cmocka_unit_test(a_claims_name_can_be_taken_apart_again),
        cmocka_unit_test(numbers_cost_one_write_per_thousand),
        cmocka_unit_test(a_number_is_never_given_twice_whatever_a_crash_forgets),
        cmocka_unit_test(a_damaged_mark_counts_as_none),
        cmocka_unit_test(a_key_belongs_to_the_first_until_it_is_dropped),
        cmocka_unit_test(submitter_and_key_cannot_be_mixed_up),
        cmocka_unit_test(an_expired_or_future_key_is_taken_over),
        cmocka_unit_test(a_note_survives_its_process_and_is_read_by_the_next),
        cmocka_unit_test(a_note_that_was_ended_accuses_nobody),
        cmocka_unit_test(a_damaged_note_accuses_nobody),
        cmocka_unit_test(patience_ends_with_silence_and_begins_again_with_a_change),
        cmocka_unit_test(patience_forgets_files_that_a_pass_did_not_see),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
