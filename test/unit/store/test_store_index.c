#include "store_fixture.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"
#include "crash_point.h"
#include "store/store_index.h"

#define POINTS_MAX \
    20000 /* system calls of one transaction and its checkpoint, sanitizers included */

static struct store_index *open_index(const struct fixture *fixture, enum store_index_mode mode)
{
    struct err err = {.text = ""};
    struct store_index *index = store_index_open(fixture->db, mode, NULL, &err);
    if (!index)
        fail_msg("%s", err.text);
    return index;
}

static bool is_new(const struct fixture *fixture)
{
    struct err err = {.text = ""};
    bool answer = false;
    struct store_index *index = store_index_open(fixture->db, STORE_INDEX_WRITE, &answer, &err);
    assert_non_null(index);
    store_index_close(index);
    return answer;
}

static struct run run_of(int64_t seq, enum run_state state)
{
    struct run run;
    run_init(&run);
    run.job = fixture_job(seq);
    run.state = state;
    if (run_has_ended(state)) {
        run.result.reason = state == RUN_KILLED ? RUN_TIMEOUT : RUN_EXITED;
        run.result.exit_code = state == RUN_FAILED;
        run.result.ended_at_us = FIXTURE_NOW_US + seq;
        run.result.output = (struct run_output){.bytes = 1000, .dropped = 400};
        run.attempt = 1;
    }
    return run;
}

static void put(struct store_index *index, const struct run *run)
{
    assert_ok(store_index_put(index, &run, 1, problem));
}

static struct ident put_new(struct store_index *index, int64_t seq, enum run_state state)
{
    auto_run struct run run = run_of(seq, state);
    put(index, &run);
    return run.job.id;
}

static int64_t count_of(struct store_index *index, enum run_state state)
{
    int64_t counts[5];
    assert_ok(store_index_counts(index, counts, problem));
    return counts[state];
}

struct seen {
    int count;
    int64_t first_seq;
    struct store_row row; /* the first; its numbers only */
    char id[IDENT_TEXT_SIZE], title[64], state[16], reason[16], labels[80];
    bool has_key;
};

static bool see(void *ctx, const struct store_row *row)
{
    struct seen *seen = ctx;
    if (seen->count++ == 0) {
        seen->row = *row;
        seen->first_seq = row->seq;
        seen->has_key = row->key;
        (void)snprintf(seen->id, sizeof(seen->id), "%s", row->id);
        (void)snprintf(seen->title, sizeof(seen->title), "%s", row->title);
        (void)snprintf(seen->state, sizeof(seen->state), "%s", row->state);
        (void)snprintf(seen->reason, sizeof(seen->reason), "%s", row->reason);
        (void)snprintf(seen->labels, sizeof(seen->labels), "%s",
                       row->labels_json ? row->labels_json : "");
    }
    return true;
}

static struct seen list(struct store_index *index)
{
    struct seen seen = {.count = 0};
    struct store_query query = {.limit = 1000};
    assert_ok(store_index_query(index, &query, see, &seen, problem));
    return seen;
}

static void new_index_is_new_until_it_is_complete(void **state)
{
    (void)state;
    struct fixture fixture;
    struct stat there;
    fixture_open(&fixture);
    assert_true(is_new(&fixture));
    assert_true(is_new(&fixture));
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    assert_ok(store_index_complete(index, problem));
    store_index_close(index);
    assert_false(is_new(&fixture));
    assert_int_equal(stat(fixture.db, &there), 0);
    assert_int_equal(there.st_mode & 0777, 0600);
    fixture_close(&fixture);
}

static void missing_index_cannot_be_read(void **state)
{
    (void)state;
    struct fixture fixture;
    struct err err;
    fixture_open(&fixture);
    assert_null(store_index_open(fixture.db, STORE_INDEX_READ, NULL, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "pirun reindex"));
    assert_false(fixture_has(&fixture, "pirun.db"));
    fixture_close(&fixture);
}

static void write_over(const struct fixture *fixture, off_t offset, const char *text)
{
    auto_fd int fd = open(fixture->db, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(pwrite(fd, text, strlen(text), offset), strlen(text));
}

static void index_of_another_version_is_refused_by_readers_and_replaced_by_writers(void **state)
{
    (void)state;
    struct fixture fixture;
    struct err err;
    fixture_open(&fixture);
    store_index_close(open_index(&fixture, STORE_INDEX_WRITE));
    write_over(&fixture, 60, "XYZ"); /* user_version. Source: sqlite.org/fileformat.html 1.3 */
    assert_null(store_index_open(fixture.db, STORE_INDEX_READ, NULL, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_true(is_new(&fixture));
    store_index_close(open_index(&fixture, STORE_INDEX_READ));
    fixture_close(&fixture);
}

static void file_that_is_no_database_is_replaced(void **state)
{
    (void)state;
    struct fixture fixture;
    struct err err;
    fixture_open(&fixture);
    write_over(&fixture, 0, "this is no database, but a text that somebody left here by mistake");
    assert_null(store_index_open(fixture.db, STORE_INDEX_READ, NULL, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_true(is_new(&fixture));
    fixture_close(&fixture);
}

static void index_that_proves_damaged_is_made_anew_next_time(void **state)
{
    (void)state;
    struct fixture fixture;
    struct err err = {.code = ERR_NONE};
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    for (int64_t seq = 1; seq <= 300; seq++)
        (void)put_new(index, seq, RUN_SUCCEEDED);
    assert_ok(store_index_complete(index, problem));
    store_index_close(index);
    struct stat there;
    assert_int_equal(stat(fixture.db, &there), 0);
    for (off_t at = 8192; at < there.st_size; at += 512)
        write_over(&fixture, at, "damagedamagedamagedamagedamagedamage");
    index = open_index(&fixture, STORE_INDEX_WRITE);
    auto_run struct run run = run_of(1000, RUN_QUEUED);
    const struct run *one = &run;
    assert_int_equal(store_index_put(index, &one, 1, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    store_index_close(index);
    assert_true(is_new(&fixture));
    fixture_close(&fixture);
}

static void row_has_all_that_a_list_shows(void **state)
{
    (void)state;
    struct fixture fixture;
    char id[IDENT_TEXT_SIZE];
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    auto_run struct run run = run_of(7, RUN_FAILED);
    run.job.key = xstrdup("database");
    run.result.duration_ms = 1234;
    run.started_at_us = FIXTURE_NOW_US + 5;
    put(index, &run);
    struct seen seen = list(index);
    ident_format(&run.job.id, id);
    assert_int_equal(seen.count, 1);
    assert_string_equal(seen.id, id);
    assert_string_equal(seen.title, "scripts/report.py");
    assert_string_equal(seen.state, "failed");
    assert_string_equal(seen.reason, "exited");
    assert_string_equal(seen.labels, "{\"team\":\"ops\",\"stage\":\"7\"}");
    assert_true(seen.has_key);
    assert_int_equal(seen.row.seq, 7);
    assert_int_equal(seen.row.exit_code, 1);
    assert_int_equal(seen.row.attempt, 1);
    assert_int_equal(seen.row.submitted_at_us, FIXTURE_NOW_US + 6);
    assert_int_equal(seen.row.queued_at_us, FIXTURE_NOW_US + 7);
    assert_int_equal(seen.row.started_at_us, FIXTURE_NOW_US + 5);
    assert_int_equal(seen.row.ended_at_us, FIXTURE_NOW_US + 7);
    assert_int_equal(seen.row.duration_ms, 1234);
    assert_int_equal(seen.row.output_bytes, 1000);
    store_index_close(index);
    fixture_close(&fixture);
}

static void put_again_moves_a_run_from_state_to_state(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    auto_run struct run run = run_of(1, RUN_QUEUED);
    put(index, &run);
    assert_int_equal(count_of(index, RUN_QUEUED), 1);
    run.state = RUN_RUNNING;
    put(index, &run);
    run.state = RUN_SUCCEEDED;
    run.result.reason = RUN_EXITED;
    put(index, &run);
    assert_int_equal(count_of(index, RUN_QUEUED), 0);
    assert_int_equal(count_of(index, RUN_RUNNING), 0);
    assert_int_equal(count_of(index, RUN_SUCCEEDED), 1);
    struct seen seen = list(index);
    assert_int_equal(seen.count, 1);
    assert_string_equal(seen.state, "succeeded");
    store_index_close(index);
    fixture_close(&fixture);
}

static void two_runs_of_one_accept_number_are_both_listed(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    (void)put_new(index, 5, RUN_SUCCEEDED);
    auto_run struct run later = run_of(5, RUN_QUEUED);
    put(index, &later);
    later.state = RUN_SUCCEEDED;
    put(index, &later);
    struct seen seen = list(index);
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.first_seq, 6);
    assert_int_equal(count_of(index, RUN_SUCCEEDED), 2);
    store_index_close(index);
    fixture_close(&fixture);
}

static void run_that_gets_its_number_later_moves_to_its_place(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    (void)put_new(index, 5, RUN_SUCCEEDED);
    auto_run struct run run = run_of(0, RUN_QUEUED);
    put(index, &run);
    assert_int_equal(list(index).first_seq, 6);
    run.job.seq = 9;
    put(index, &run);
    struct seen seen = list(index);
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.first_seq, 9);
    struct store_query query = {.text = "report", .limit = 10};
    seen.count = 0;
    assert_ok(store_index_query(index, &query, see, &seen, problem));
    assert_int_equal(seen.count, 2);
    store_index_close(index);
    fixture_close(&fixture);
}

static void removed_run_is_in_no_list_count_or_search(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    struct ident id = put_new(index, 1, RUN_SUCCEEDED);
    assert_ok(store_index_remove(index, &id, problem));
    assert_ok(store_index_remove(index, &id, problem));
    assert_int_equal(list(index).count, 0);
    assert_int_equal(count_of(index, RUN_SUCCEEDED), 0);
    struct seen seen = {.count = 0};
    struct store_query query = {.text = "report", .limit = 10};
    assert_ok(store_index_query(index, &query, see, &seen, problem));
    query = (struct store_query){.label_key = "team", .limit = 10};
    assert_ok(store_index_query(index, &query, see, &seen, problem));
    assert_int_equal(seen.count, 0);
    store_index_close(index);
    fixture_close(&fixture);
}

static void any_unique_beginning_of_an_id_finds_it(void **state)
{
    (void)state;
    struct fixture fixture;
    struct ident found[3];
    size_t count = 9;
    char text[IDENT_TEXT_SIZE];
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    (void)put_new(index, 1, RUN_SUCCEEDED);
    struct ident id = put_new(index, 2, RUN_SUCCEEDED);
    ident_format(&id, text);
    for (size_t size = IDENT_TEXT_SIZE - 1; size > 30; size--) {
        text[size] = '\0';
        assert_ok(store_index_prefix(index, text, found, 3, &count, problem));
        assert_int_equal(count, 1);
        assert_true(ident_equal(&found[0], &id));
    }
    assert_ok(store_index_prefix(index, "", found, 3, &count, problem));
    assert_int_equal(count, 2);
    assert_ok(store_index_prefix(index, "", found, 1, &count, problem));
    assert_int_equal(count, 1);
    store_index_close(index);
    fixture_close(&fixture);
}

static void text_that_begins_no_id_finds_nothing(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "x", "%", "0-", "ABC", "@1", "01234567890", "ffffffff-ffff-ffff-ffff-ffffffffffff0"};
    struct fixture fixture;
    struct ident found;
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    (void)put_new(index, 1, RUN_SUCCEEDED);
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        size_t count = 9;
        assert_ok(store_index_prefix(index, wrong[i], &found, 1, &count, problem));
        assert_int_equal(count, 0);
    }
    store_index_close(index);
    fixture_close(&fixture);
}

static void newest_runs_are_counted_from_one(void **state)
{
    (void)state;
    struct fixture fixture;
    struct ident found;
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    struct ident old = put_new(index, 1, RUN_SUCCEEDED);
    struct ident young = put_new(index, 2, RUN_QUEUED);
    assert_ok(store_index_nth(index, 1, &found, problem));
    assert_true(ident_equal(&found, &young));
    assert_ok(store_index_nth(index, 2, &found, problem));
    assert_true(ident_equal(&found, &old));
    assert_err(store_index_nth(index, 3, &found, problem), ERR_NOT_FOUND);
    assert_err(store_index_nth(index, 0, &found, problem), ERR_INVALID);
    store_index_close(index);
    fixture_close(&fixture);
}

static void reader_sees_what_a_writer_put_meanwhile(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture);
    struct store_index *writer = open_index(&fixture, STORE_INDEX_WRITE);
    struct store_index *reader = open_index(&fixture, STORE_INDEX_READ);
    assert_int_equal(list(reader).count, 0);
    (void)put_new(writer, 1, RUN_QUEUED);
    assert_int_equal(list(reader).count, 1);
    struct ident id = ident_new();
    assert_err(store_index_remove(reader, &id, problem), ERR_NO_SPACE);
    store_index_close(reader);
    store_index_close(writer);
    fixture_close(&fixture);
}

static const struct store_keep_rules by_count = {.runs = 2};
static const struct store_keep_rules by_size = {.output_mb = 1};
static const struct store_keep_rules by_age = {.days = 1};

static void oldest_ended_runs_beyond_the_count_expire(void **state)
{
    (void)state;
    struct fixture fixture;
    struct ident found[8];
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    (void)put_new(index, 1, RUN_RUNNING);
    struct ident first = put_new(index, 2, RUN_SUCCEEDED);
    struct ident second = put_new(index, 3, RUN_KILLED);
    (void)put_new(index, 4, RUN_SUCCEEDED);
    (void)put_new(index, 5, RUN_FAILED);
    assert_int_equal(store_index_expired(index, &by_count, FIXTURE_NOW_US, found, 8, NULL), 2);
    assert_true(ident_equal(&found[0], &first));
    assert_true(ident_equal(&found[1], &second));
    assert_int_equal(store_index_expired(index, &by_count, FIXTURE_NOW_US, found, 1, NULL), 1);
    store_index_close(index);
    fixture_close(&fixture);
}

static void oldest_ended_runs_beyond_the_size_expire(void **state)
{
    (void)state;
    struct fixture fixture;
    struct ident found[8];
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    for (int64_t seq = 1; seq <= 3; seq++) {
        auto_run struct run run = run_of(seq, RUN_SUCCEEDED);
        run.result.output = (struct run_output){.bytes = 9000000, .dropped = 9000000 - 500000};
        put(index, &run);
    }
    assert_int_equal(store_index_expired(index, &by_size, FIXTURE_NOW_US, found, 8, NULL), 1);
    store_index_close(index);
    fixture_close(&fixture);
}

static void runs_expire_by_age_but_not_by_a_clock_that_was_not_set(void **state)
{
    (void)state;
    struct fixture fixture;
    struct ident found[8];
    int64_t day_us = INT64_C(86400000000);
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    auto_run struct run unset = run_of(3, RUN_SUCCEEDED);
    unset.result.ended_at_us = 3600 * INT64_C(1000000); /* 1970 */
    put(index, &unset);
    struct ident old = put_new(index, 1, RUN_SUCCEEDED);
    auto_run struct run young = run_of(2, RUN_SUCCEEDED);
    young.result.ended_at_us += day_us;
    put(index, &young);
    int64_t now_us = FIXTURE_NOW_US + day_us + 1000;
    assert_int_equal(store_index_expired(index, &by_age, now_us, found, 8, NULL), 1);
    assert_true(ident_equal(&found[0], &old));
    assert_int_equal(store_index_expired(index, &by_age, now_us + 2 * day_us, found, 8, NULL), 2);
    store_index_close(index);
    fixture_close(&fixture);
}

static void no_rules_keep_everything(void **state)
{
    (void)state;
    struct fixture fixture;
    struct ident found[8];
    struct store_keep_rules none = {.days = 0};
    fixture_open(&fixture);
    struct store_index *index = open_index(&fixture, STORE_INDEX_WRITE);
    (void)put_new(index, 1, RUN_SUCCEEDED);
    assert_int_equal(store_index_expired(index, &none, INT64_MAX, found, 8, NULL), 0);
    store_index_close(index);
    fixture_close(&fixture);
}

struct put_many {
    struct fixture fixture;
    struct run runs[4];
};

static void put_many(void *ctx)
{
    struct put_many *many = ctx;
    const struct run *all[] = {&many->runs[0], &many->runs[1], &many->runs[2], &many->runs[3]};
    struct store_index *index = store_index_open(many->fixture.db, STORE_INDEX_WRITE, NULL, NULL);
    if (!index || store_index_put(index, all, ARRAY_LEN(all), NULL) < 0)
        _exit(1);
    store_index_close(index);
}

/* A stop anywhere between opening and closing, in steps that reach every kind of call in reasonable
 * time. */
static void rows_and_counts_agree_after_a_kill_at_any_time(void **state)
{
    (void)state;
    bool was_cut = true;
    int n = 1;
    for (; was_cut && n < POINTS_MAX; n += 3) {
        struct put_many many;
        fixture_open(&many.fixture);
        store_index_close(open_index(&many.fixture, STORE_INDEX_WRITE));
        for (size_t i = 0; i < ARRAY_LEN(many.runs); i++)
            many.runs[i] = run_of((int64_t)i + 1, RUN_SUCCEEDED);
        was_cut = crash_point(n, put_many, &many);
        struct store_index *index = open_index(&many.fixture, STORE_INDEX_WRITE);
        int rows = list(index).count;
        assert_true(rows == 0 || rows == 4);
        assert_int_equal(count_of(index, RUN_SUCCEEDED), rows);
        store_index_close(index);
        for (size_t i = 0; i < ARRAY_LEN(many.runs); i++)
            run_release(&many.runs[i]);
        fixture_close(&many.fixture);
    }
    assert_in_range(n, 50, POINTS_MAX - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_index_is_new_until_it_is_complete),
        cmocka_unit_test(missing_index_cannot_be_read),
        cmocka_unit_test(index_of_another_version_is_refused_by_readers_and_replaced_by_writers),
        cmocka_unit_test(file_that_is_no_database_is_replaced),
        cmocka_unit_test(index_that_proves_damaged_is_made_anew_next_time),
        cmocka_unit_test(row_has_all_that_a_list_shows),
        cmocka_unit_test(put_again_moves_a_run_from_state_to_state),
        cmocka_unit_test(two_runs_of_one_accept_number_are_both_listed),
        cmocka_unit_test(run_that_gets_its_number_later_moves_to_its_place),
        cmocka_unit_test(removed_run_is_in_no_list_count_or_search),
        cmocka_unit_test(any_unique_beginning_of_an_id_finds_it),
        cmocka_unit_test(text_that_begins_no_id_finds_nothing),
        cmocka_unit_test(newest_runs_are_counted_from_one),
        cmocka_unit_test(reader_sees_what_a_writer_put_meanwhile),
        cmocka_unit_test(oldest_ended_runs_beyond_the_count_expire),
        cmocka_unit_test(oldest_ended_runs_beyond_the_size_expire),
        cmocka_unit_test(runs_expire_by_age_but_not_by_a_clock_that_was_not_set),
        cmocka_unit_test(no_rules_keep_everything),
        cmocka_unit_test(rows_and_counts_agree_after_a_kill_at_any_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
