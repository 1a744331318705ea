#include "script/script_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

#define PYTHON "/usr/bin/python3"

static int open_reader(void **state)
{
    *state = script_reader_create(PYTHON);
    return 0;
}

static int close_reader(void **state)
{
    script_reader_free(*state);
    return 0;
}

static struct json *ask(void **state, const char *what, const char *text, size_t size,
                        struct err *err)
{
    const struct script_question question = {
        .what = what, .path = "a b.py", .data = text, .size = size};
    return script_reader_ask(*state, &question, err);
}

static void one_process_answers_many_questions(void **state)
{
    struct err err = {0};
    assert_false(script_reader_is_up(*state));
    for (int i = 0; i < 3; i++) {
        auto_json struct json *form = ask(state, "form", "def main(a: int): pass\n", 23, &err);
        assert_string_equal(json_get_string(form, "kind"), "main");
        auto_json struct json *check = ask(state, "check", "x = (\n", 6, &err);
        const struct json *problem = json_first(json_get(check, "problems"));
        assert_int_equal(json_get_integer(problem, "column", 0), 5);
        assert_true(script_reader_is_up(*state));
    }
    script_reader_rest(*state);
    assert_false(script_reader_is_up(*state));
}

/* What a hostile text does to the reader is an error, and the next question finds another one. */
static void hostile_texts_are_refused(void **state)
{
    static const struct {
        const char *piece;
        size_t count;
    } texts[] = {{"-", 500000}, {"a.", 300000},   {"1,", 524000},
                 {"(", 100000}, {"not ", 250000}, {"lambda:", 140000}};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct err err = {0};
        auto_buf struct buf text;
        buf_init(&text, SCRIPT_TEXT_MAX);
        for (size_t n = 0; n < texts[i].count; n++)
            buf_add(&text, texts[i].piece);
        buf_add(&text, "a");
        assert_true(buf_ok(&text));
        auto_json struct json *form = ask(state, "form", text.data, text.size, &err);
        if (form) {
            assert_int_equal(json_count(json_get(form, "problems")), 1);
        } else {
            assert_true(err.code == ERR_INVALID || err.code == ERR_TIMEOUT);
        }
        auto_json struct json *next = ask(state, "form", "print()\n", 8, &err);
        assert_string_equal(json_get_string(next, "kind"), "none");
    }
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    struct err err = {0};
    auto_json struct json *nul = ask(state, "form", "a\0b", 3, &err);
    assert_true(!nul || json_count(json_get(nul, "problems")) == 1);
    auto_json struct json *bytes = ask(state, "form", "x = '\xff'\n", 8, &err);
    assert_true(!bytes || json_count(json_get(bytes, "problems")) == 1);
}

static void too_large_a_text_is_not_sent(void **state)
{
    struct err err = {0};
    auto_free char *text = xcalloc(1, SCRIPT_TEXT_MAX + 1);
    assert_null(ask(state, "check", text, SCRIPT_TEXT_MAX + 1, &err));
    assert_int_equal(err.code, ERR_TOO_LARGE);
    assert_false(script_reader_is_up(*state));
}

static void an_interpreter_that_is_none_is_told(void **state)
{
    struct err err = {0};
    (void)state;
    struct script_reader *none = script_reader_create("/nowhere/python3");
    const struct script_question question = {.what = "form", .path = "a.py", .data = "", .size = 0};
    assert_null(script_reader_ask(none, &question, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    script_reader_free(none);
    struct script_reader *silent = script_reader_create("/bin/true");
    assert_null(script_reader_ask(silent, &question, &err));
    assert_false(script_reader_is_up(silent));
    script_reader_free(silent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_process_answers_many_questions, open_reader,
                                        close_reader),
        cmocka_unit_test_setup_teardown(hostile_texts_are_refused, open_reader, close_reader),
        cmocka_unit_test_setup_teardown(bytes_that_are_no_text_are_refused, open_reader,
                                        close_reader),
        cmocka_unit_test_setup_teardown(too_large_a_text_is_not_sent, open_reader, close_reader),
        cmocka_unit_test(an_interpreter_that_is_none_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
