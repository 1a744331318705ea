#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_bad.h"
#include "spool_fixture.h"

static void refuse(struct door *door, const char *file, const char *text)
{
    door_drop(door, file, text);
    door_scan_expect(door, 0, 1, 0);
}

/* Owns: the id of the letter that NAME became. */
static char *letter_of(const struct door *door, const char *name)
{
    auto_json struct json *receipt = door_receipt(door, name);
    assert_non_null(receipt);
    return xstrdup(json_get_string(receipt, "id"));
}

static void the_letter_has_the_same_bytes_and_a_reason_with_all_its_parts(void **state)
{
    (void)state;
    struct door door;
    struct err err;
    door_open(&door);
    refuse(&door, "typo.json", "{\"v\":1,\n\"script\":\"a.py\",\n \"prioritty\":3}");
    auto_free char *id = letter_of(&door, "typo");
    auto_json struct json *why = spool_bad_show(&door.spool, id, &err);
    assert_non_null(why);
    assert_string_equal(json_get_string(why, "id"), id);
    assert_string_equal(json_get_string(why, "name"), "typo");
    assert_string_equal(json_get_string(why, "code"), "schema");
    assert_string_equal(json_get_string(why, "pointer"), "/prioritty");
    assert_int_equal(json_get_integer(why, "line", 0), 3);
    assert_int_equal(json_get_integer(why, "column", 0), 2);
    assert_non_null(json_get_string(why, "time"));
    assert_non_null(json_get_string(why, "cure"));
    assert_non_null(json_get_string(why, "submitter"));
    assert_string_equal(json_get_string(why, "file"),
                        "{\"v\":1,\n\"script\":\"a.py\",\n \"prioritty\":3}");
    door_close(&door);
}

static void the_list_has_the_newest_first_and_ends_at_its_limit(void **state)
{
    (void)state;
    struct door door;
    struct err err;
    door_open(&door);
    refuse(&door, "first.json", "{\"v\":1}");
    refuse(&door, "second.json", "{\"v\":1}");
    refuse(&door, "third.json", "{\"v\":1}");
    auto_json struct json *all = spool_bad_list(&door.spool, 0, &err);
    auto_json struct json *two = spool_bad_list(&door.spool, 2, &err);
    assert_int_equal(json_count(all), 3);
    assert_int_equal(json_count(two), 2);
    assert_string_equal(json_get_string(json_first(two), "name"), "third");
    assert_string_equal(json_get_string(json_next(json_first(two)), "name"), "second");
    assert_int_equal(spool_bad_count(&door.spool), 3);
    door_close(&door);
}

static void a_unique_prefix_is_enough_and_an_ambiguous_one_is_not(void **state)
{
    (void)state;
    struct door door;
    struct err err;
    door_open(&door);
    refuse(&door, "one.json", "{\"v\":1}");
    auto_free char *id = letter_of(&door, "one");
    id[13] = '\0';
    auto_json struct json *why = spool_bad_show(&door.spool, id, &err);
    assert_non_null(why);
    refuse(&door, "two.json", "{\"v\":1}");
    assert_null(spool_bad_show(&door.spool, "0", &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_null(spool_bad_show(&door.spool, "", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_null(spool_bad_show(&door.spool, "../lock", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    door_close(&door);
}

static void a_letter_that_is_retried_is_accepted_under_a_new_id(void **state)
{
    (void)state;
    struct door door;
    struct haul haul;
    struct ident id;
    door_open(&door);
    struct ident submitted = door_submit(&door, NULL);
    door_scan_expect(&door, 1, 0, 0);
    struct job_fault fault;
    job_fault_set(&fault, "conflict", "wait", "its key is taken");
    assert_ok(spool_scan_refuse_queued(door.scan, &submitted, &fault, problem));
    char text[IDENT_TEXT_SIZE];
    ident_format(&submitted, text);
    assert_ok(spool_bad_retry(&door.spool, text, &id, problem));
    assert_false(ident_equal(&id, &submitted));
    assert_int_equal(door_count(door.spool.dirs.bad), 0);
    door_scan(&door, &haul);
    assert_int_equal(haul.accepted, 1);
    assert_true(ident_equal(&haul_in(&haul, 0)->job.id, &id));
    haul_release(&haul);
    door_close(&door);
}

static void a_letter_that_is_still_wrong_is_refused_again(void **state)
{
    (void)state;
    struct door door;
    struct ident id;
    door_open(&door);
    refuse(&door, "wrong.json", "{\"v\":1,\"scrpt\":\"a.py\"}");
    auto_free char *letter = letter_of(&door, "wrong");
    assert_ok(spool_bad_retry(&door.spool, letter, &id, problem));
    door_scan_expect(&door, 0, 1, 0);
    char name[IDENT_TEXT_SIZE];
    ident_format(&id, name);
    door_assert_refused(&door, name, "schema");
    assert_int_equal(spool_bad_count(&door.spool), 1);
    door_close(&door);
}

/* A reason that only tells under which id its letter went back. */
static void write_retried(const struct door *door, const char *letter, const struct ident *as)
{
    char name[IDENT_TEXT_SIZE + 16];
    char text[64 + IDENT_TEXT_SIZE];
    char hex[IDENT_TEXT_SIZE];
    ident_format(as, hex);
    (void)snprintf(text, sizeof(text), "{\"retried_as\":\"%s\"}", hex);
    (void)snprintf(name, sizeof(name), "%s.why.json", letter);
    assert_ok(
        fd_create_file(door->spool.dirs.bad, name, text, strlen(text), FD_DURABLE_NONE, problem));
}

/* The crash: the new id is noted and the job is in the door, the letter is not removed. */
static void a_retry_that_was_cut_off_is_the_same_submission(void **state)
{
    (void)state;
    struct door door;
    struct ident first;
    struct ident second;
    char name[IDENT_TEXT_SIZE + 16];
    door_open(&door);
    refuse(&door, "x.json", "{\"v\":1,\"script\":\"a.py\",\"expires\":\"2020-01-01T00:00:00Z\"}");
    auto_free char *letter = letter_of(&door, "x");
    const struct spool_dirs *dirs = &door.spool.dirs;
    (void)snprintf(name, sizeof(name), "%s.json", letter);
    assert_int_equal(linkat(dirs->bad, name, dirs->var, "letter", 0), 0);
    assert_ok(spool_bad_retry(&door.spool, letter, &first, problem));
    assert_int_equal(linkat(dirs->var, "letter", dirs->bad, name, 0), 0);
    write_retried(&door, letter, &first);
    assert_ok(spool_bad_retry(&door.spool, letter, &second, problem));
    assert_true(ident_equal(&first, &second));
    assert_int_equal(door_count(dirs->spool), 1);
    door_close(&door);
}

/* A directory with a file and a link in it becomes a letter. Owns: its id. */
static char *refuse_tree(struct door *door)
{
    int dir = door->spool.dirs.spool;
    assert_int_equal(mkdirat(dir, "dir.json", 0700), 0);
    assert_int_equal(mkdirat(dir, "dir.json/deep", 0700), 0);
    assert_int_equal(mkfifoat(dir, "dir.json/deep/fifo", 0600), 0);
    assert_int_equal(symlinkat("/etc/passwd", dir, "dir.json/deep/link"), 0);
    door_scan_expect(door, 0, 1, 0);
    return letter_of(door, "dir");
}

static void a_directory_cannot_be_retried_but_dropped_with_all_in_it(void **state)
{
    (void)state;
    struct door door;
    struct ident id;
    door_open(&door);
    auto_free char *letter = refuse_tree(&door);
    assert_err(spool_bad_retry(&door.spool, letter, &id, problem), ERR_CONFLICT);
    assert_ok(spool_bad_drop(&door.spool, letter, problem));
    assert_int_equal(door_count(door.spool.dirs.bad), 0);
    assert_int_equal(access("/etc/passwd", F_OK), 0);
    door_close(&door);
}

static void a_fifo_cannot_be_retried_but_dropped(void **state)
{
    (void)state;
    struct door door;
    struct ident id;
    door_open(&door);
    assert_int_equal(mkfifoat(door.spool.dirs.spool, "fifo.json", 0600), 0);
    door_scan_expect(&door, 0, 1, 0);
    auto_free char *letter = letter_of(&door, "fifo");
    assert_err(spool_bad_retry(&door.spool, letter, &id, problem), ERR_CONFLICT);
    assert_ok(spool_bad_drop(&door.spool, letter, problem));
    assert_err(spool_bad_drop(&door.spool, letter, problem), ERR_NOT_FOUND);
    door_close(&door);
}

static void a_letter_whose_reason_was_lost_is_still_listed(void **state)
{
    (void)state;
    struct door door;
    struct err err;
    char name[IDENT_TEXT_SIZE + 16];
    door_open(&door);
    refuse(&door, "x.json", "{\"v\":1}");
    auto_free char *letter = letter_of(&door, "x");
    (void)snprintf(name, sizeof(name), "%s.why.json", letter);
    auto_fd int fd = openat(door.spool.dirs.bad, name, O_WRONLY | O_TRUNC | O_CLOEXEC);
    assert_true(fd >= 0);
    auto_json struct json *list = spool_bad_list(&door.spool, 0, &err);
    assert_int_equal(json_count(list), 1);
    assert_string_equal(json_get_string(json_first(list), "id"), letter);
    assert_string_equal(json_get_string(json_first(list), "code"), "unknown");
    door_close(&door);
}

static void a_second_letter_of_one_id_does_not_replace_the_first(void **state)
{
    (void)state;
    struct door door;
    char file[IDENT_TEXT_SIZE + 8];
    struct ident id = ident_new();
    ident_format(&id, file);
    (void)strncat(file, ".json", 8);
    door_open(&door);
    refuse(&door, file, "{\"v\":1,\"a\":1}");
    refuse(&door, file, "{\"v\":1,\"b\":2}");
    assert_int_equal(spool_bad_count(&door.spool), 2);
    door_close(&door);
}

static void text_that_is_not_utf8_is_kept_but_not_shown(void **state)
{
    (void)state;
    struct door door;
    struct err err;
    door_open(&door);
    door_drop(&door, "bytes.json", "{\"v\":1,\"script\":\"\xff\"}");
    door_scan_expect(&door, 0, 0, 0);
    door_pass_time(&door, 60000);
    door_scan_expect(&door, 0, 1, 0);
    auto_free char *letter = letter_of(&door, "bytes");
    auto_json struct json *why = spool_bad_show(&door.spool, letter, &err);
    assert_non_null(why);
    assert_null(json_get(why, "file"));
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_letter_has_the_same_bytes_and_a_reason_with_all_its_parts),
        cmocka_unit_test(the_list_has_the_newest_first_and_ends_at_its_limit),
        cmocka_unit_test(a_unique_prefix_is_enough_and_an_ambiguous_one_is_not),
        cmocka_unit_test(a_letter_that_is_retried_is_accepted_under_a_new_id),
        cmocka_unit_test(a_letter_that_is_still_wrong_is_refused_again),
        cmocka_unit_test(a_retry_that_was_cut_off_is_the_same_submission),
        cmocka_unit_test(a_directory_cannot_be_retried_but_dropped_with_all_in_it),
        cmocka_unit_test(a_fifo_cannot_be_retried_but_dropped),
        cmocka_unit_test(a_letter_whose_reason_was_lost_is_still_listed),
        cmocka_unit_test(a_second_letter_of_one_id_does_not_replace_the_first),
        cmocka_unit_test(text_that_is_not_utf8_is_kept_but_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
