#include "repo/repo_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

static char *text_of(const struct repo_words_marks *marks)
{
    auto_buf struct buf out;
    buf_init(&out, 4096);
    for (size_t i = 0; i < marks->count; i++)
        buf_addf(&out, "%s%zu-%zu", i > 0 ? " " : "", marks->from[i], marks->to[i]);
    return xstrdup(buf_text(&out));
}

static void expect(const char *old, const char *new, const char *old_marks, const char *new_marks)
{
    struct repo_words_marks in_old;
    struct repo_words_marks in_new;
    size_t steps = REPO_WORDS_STEPS_MAX;
    (void)repo_words_compare(old, new, &in_old, &in_new, &steps);
    auto_free char *old_text = text_of(&in_old);
    auto_free char *new_text = text_of(&in_new);
    assert_string_equal(old_text, old_marks);
    assert_string_equal(new_text, new_marks);
}

static void a_changed_word_is_marked_as_a_whole(void **state)
{
    (void)state;
    expect("    for r in rows:", "    for i, r in enumerate(rows):", "", "8-11 16-26 30-31");
    expect("limit = 50", "limit = 500", "8-10", "8-11");
    expect("call(a, b)", "call(a, c)", "8-9", "8-9");
}

static void an_insertion_marks_only_the_new_line(void **state)
{
    (void)state;
    expect("f(a)", "f(a, b)", "", "3-6");
    expect("f(a, b)", "f(a)", "3-6", "");
    expect("same", "same", "", "");
}

static void positions_are_characters_and_not_bytes(void **state)
{
    (void)state;
    expect("größe = 1", "größe = 2", "8-9", "8-9");
    expect("s = '日本' # a", "s = '日本' # b", "11-12", "11-12");
    expect("x = '😀' + a", "x = '😀' + b", "10-11", "10-11"); /* one, where UTF-16 has two */
    expect("x\xff\xfe = 1", "x\xff\xfe = 2", "6-7", "6-7"); /* each a U+FFFD in JSON */
}

static void changed_words_with_a_space_between_are_one_mark(void **state)
{
    (void)state;
    expect("print one two three", "print four five three", "6-13", "6-15");
}

static void spaces_that_changed_are_marked(void **state)
{
    (void)state;
    expect("  x = 1", "    x = 1", "0-2", "0-4");
    expect("x = 1\r", "x = 1", "5-6", "");
}

static void lines_that_share_nothing_have_no_marks(void **state)
{
    (void)state;
    expect("alpha", "beta", "", "");
    expect("", "beta", "", "");
    expect("", "", "", "");
}

static void more_changes_than_there_is_room_for_end_in_one_mark(void **state)
{
    (void)state;
    auto_buf struct buf old;
    auto_buf struct buf new;
    struct repo_words_marks in_old;
    struct repo_words_marks in_new;
    size_t steps = REPO_WORDS_STEPS_MAX;
    buf_init(&old, 4096);
    buf_init(&new, 4096);
    for (int i = 0; i < 80; i++) {
        buf_addf(&old, "a,");
        buf_addf(&new, "b,");
    }
    assert_true(repo_words_compare(buf_text(&old), buf_text(&new), &in_old, &in_new, &steps) > 0);
    assert_int_equal(in_old.count, REPO_WORDS_MARKS_MAX);
    assert_int_equal(in_old.to[REPO_WORDS_MARKS_MAX - 1], 159);
    assert_int_equal(in_new.from[1], 2);
}

static void what_is_too_long_has_no_marks(void **state)
{
    (void)state;
    auto_free char *old = xmalloc(REPO_WORDS_LINE_MAX + 2);
    auto_free char *new = NULL;
    memset(old, 'x', REPO_WORDS_LINE_MAX);
    memcpy(old + REPO_WORDS_LINE_MAX - 2, " 1", sizeof(" 1"));
    new = xasprintf("%.*s2", REPO_WORDS_LINE_MAX - 1, old);
    expect(old, new, "999-1000", "999-1000");
    memcpy(old + REPO_WORDS_LINE_MAX - 2, "x 1", sizeof("x 1"));
    expect(old, new, "", "");
}

static void when_the_steps_are_used_up_nothing_is_marked(void **state)
{
    (void)state;
    struct repo_words_marks in_old;
    struct repo_words_marks in_new;
    size_t steps = 30;
    assert_true(repo_words_compare("limit = 50", "limit = 60", &in_old, &in_new, &steps) > 0);
    assert_int_equal(repo_words_compare("limit = 50", "limit = 60", &in_old, &in_new, &steps), 0);
    assert_int_equal(in_old.count, 0);
    assert_int_equal(steps, 0);
}

/* hunks: each line of TEXT is a line of the hunk, with its type first */

static char *mark_hunk(const char *text)
{
    auto_json struct json *lines = json_array();
    struct repo_words words = {.steps = REPO_WORDS_STEPS_MAX};
    auto_buf struct buf out;
    buf_init(&out, 65536);
    while (*text) {
        size_t size = strcspn(text, "\n");
        char type[2] = {*text, '\0'};
        auto_free char *line = xstrndup(text + 1, size - 1);
        struct json *row = json_object();
        json_set_string(row, "type", type);
        json_set_string(row, "text", line);
        json_push(lines, row);
        repo_words_take(&words, row);
        text += size + 1;
    }
    repo_words_end(&words);
    for (const struct json *row = json_first(lines); row; row = json_next(row)) {
        if (json_get(row, "marks"))
            json_print(json_get(row, "marks"), false, &out);
        buf_add(&out, json_next(row) ? "|" : "");
    }
    return xstrdup(buf_text(&out));
}

static void expect_hunk(const char *text, const char *marks)
{
    auto_free char *found = mark_hunk(text);
    assert_string_equal(found, marks);
}

static void as_many_old_as_new_lines_are_compared_first_with_first(void **state)
{
    (void)state;
    expect_hunk(" def f():\n-a = 1\n-b = 2\n+a = 3\n+b = 4\n return\n",
                "|[[4,5]]|[[4,5]]|[[4,5]]|[[4,5]]|");
}

static void of_different_numbers_those_that_are_alike_are_compared(void **state)
{
    (void)state;
    expect_hunk("-for r in rows:\n+import sys\n+for x in rows:\n+    check(r)\n",
                "[[4,5]]||[[4,5]]|");
    expect_hunk("-import os\n-for r in rows:\n+for x in rows:\n", "|[[4,5]]|[[4,5]]");
}

static void a_line_that_has_little_in_common_is_not_a_changed_one(void **state)
{
    (void)state;
    expect_hunk("-reading = sensor.read(7)\n+print('nothing to do (yet)')\n", "|");
}

static void lines_that_only_came_or_went_have_no_marks(void **state)
{
    (void)state;
    expect_hunk("-gone\n same\n+new\n", "||");
    expect_hunk("+a = 1\n-a = 2\n", "|"); /* the other way round nothing is replaced */
    expect_hunk("", "");
}

static void a_block_that_is_too_long_has_no_marks_and_the_next_has(void **state)
{
    (void)state;
    auto_buf struct buf text;
    buf_init(&text, 65536);
    for (int i = 0; i <= REPO_WORDS_BLOCK_MAX; i++)
        buf_add(&text, "-a = 1\n");
    for (int i = 0; i <= REPO_WORDS_BLOCK_MAX; i++)
        buf_add(&text, "+a = 2\n");
    auto_free char *alone = mark_hunk(buf_text(&text));
    assert_null(strchr(alone, '['));
    buf_add(&text, " same\n-b = 1\n+b = 2\n");
    auto_free char *more = mark_hunk(buf_text(&text));
    assert_string_equal(more + strspn(more, "|"), "[[4,5]]|[[4,5]]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_word_is_marked_as_a_whole),
        cmocka_unit_test(an_insertion_marks_only_the_new_line),
        cmocka_unit_test(positions_are_characters_and_not_bytes),
        cmocka_unit_test(changed_words_with_a_space_between_are_one_mark),
        cmocka_unit_test(spaces_that_changed_are_marked),
        cmocka_unit_test(lines_that_share_nothing_have_no_marks),
        cmocka_unit_test(more_changes_than_there_is_room_for_end_in_one_mark),
        cmocka_unit_test(what_is_too_long_has_no_marks),
        cmocka_unit_test(when_the_steps_are_used_up_nothing_is_marked),
        cmocka_unit_test(as_many_old_as_new_lines_are_compared_first_with_first),
        cmocka_unit_test(of_different_numbers_those_that_are_alike_are_compared),
        cmocka_unit_test(a_line_that_has_little_in_common_is_not_a_changed_one),
        cmocka_unit_test(lines_that_only_came_or_went_have_no_marks),
        cmocka_unit_test(a_block_that_is_too_long_has_no_marks_and_the_next_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
