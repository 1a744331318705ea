#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_table.h"

static const struct cli_column columns[] = {
    {.title = "ID"}, {.title = "SCRIPT", .is_elastic = true}, {.title = "TOOK", .is_right = true}};

static void assert_cut(const char *text, size_t width, const char *expected)
{
    auto_buf struct buf out;
    buf_init(&out, 1000);
    cli_text_print(text, width, &out);
    assert_string_equal(buf_text(&out), expected);
}

static void width_counts_cells_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(cli_text_width("abc"), 3);
    assert_int_equal(cli_text_width("äöü"), 3);
    assert_int_equal(cli_text_width("日本"), 4);
    assert_int_equal(cli_text_width("e\u0301"), 1); /* a combining accent takes no cell */
    assert_int_equal(cli_text_width(""), 0);
}

static void control_bytes_never_reach_the_terminal(void **state)
{
    (void)state;
    assert_cut("a\033[31mb", 0, "a?[31mb");
    assert_cut("a\nb\tc\x7f", 0, "a?b?c?");
    assert_cut("\xc2\x9b"
               "31m",
               0, "?31m");
    assert_cut("evil\u202egpj.exe", 0, "evil?gpj.exe");
}

static void broken_utf8_counts_one_cell_per_byte(void **state)
{
    (void)state;
    assert_cut("a\xff\xfe"
               "b",
               0, "a??b");
    assert_cut("\xe6\x97", 0, "??");
    assert_cut("\xc0\xaf", 0, "??");
    assert_int_equal(cli_text_width("a\xffz"), 3);
}

static void long_text_is_cut_with_an_ellipsis(void **state)
{
    (void)state;
    assert_cut("abcdef", 6, "abcdef");
    assert_cut("abcdef", 5, "abcd…");
    assert_cut("日本語", 5, "日本…");
    assert_cut("日本語", 4, "日…"); /* half a wide character is none */
    assert_cut("äöüß", 3, "äö…");
}

static char *print(const struct cli_look *look, const char *script)
{
    auto_table struct cli_table table;
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    cli_table_init(&table, columns, ARRAY_LEN(columns));
    cli_table_add(&table, "01", CLI_PLAIN);
    cli_table_add(&table, script, CLI_GREEN);
    cli_table_add(&table, "7ms", CLI_PLAIN);
    cli_table_print(&table, look, to);
    assert_int_equal(fclose(to), 0);
    return text;
}

static void columns_line_up_and_lines_have_no_spaces_at_their_end(void **state)
{
    (void)state;
    auto_free char *text = print(&(struct cli_look){0, false}, "größe.py");
    assert_string_equal(text, "ID  SCRIPT    TOOK\n01  größe.py   7ms\n");
}

static void without_a_terminal_nothing_is_cut_or_coloured(void **state)
{
    (void)state;
    char name[301];
    memset(name, 'n', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    auto_free char *text = print(&(struct cli_look){0, false}, name);
    assert_non_null(strstr(text, name));
    assert_null(strchr(text, '\033'));
}

static void on_a_terminal_the_elastic_column_gives_way(void **state)
{
    (void)state;
    char name[301];
    memset(name, 'n', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    auto_free char *text = print(&(struct cli_look){40, false}, name);
    for (char *line = text; *line; line += strcspn(line, "\n") + 1) {
        line[strcspn(line, "\n")] = '\0';
        assert_true(cli_text_width(line) <= 40);
        line[strlen(line)] = '\n';
    }
    assert_non_null(strstr(text, "…"));
    assert_non_null(strstr(text, "7ms"));
}

static void what_is_missed_least_leaves_a_line_that_is_still_too_long(void **state)
{
    static const struct cli_column three[] = {{.title = "IDENTIFIER"},
                                              {.title = "A NAME OF 15", .is_elastic = true},
                                              {.title = "STARTED", .leaves = 2},
                                              {.title = "SOURCE", .leaves = 1}};
    (void)state;
    static const struct {
        size_t width;
        const char *expected;
    } cases[] = {
        {60, "IDENTIFIER  A NAME OF 15  STARTED  SOURCE\n"},
        {40, "IDENTIFIER  A NAME OF 15  STARTED\n"},
        {30, "IDENTIFIER  A NAME OF 15\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        auto_table struct cli_table table;
        struct cli_look look = {cases[i].width, false};
        char *text = NULL;
        size_t size = 0;
        FILE *to = open_memstream(&text, &size);
        assert_non_null(to);
        cli_table_init(&table, three, ARRAY_LEN(three));
        cli_table_print(&table, &look, to);
        assert_int_equal(fclose(to), 0);
        assert_string_equal(text, cases[i].expected);
        free(text);
    }
}

static void a_reason_goes_on_below_its_beginning(void **state)
{
    static const struct cli_column two[] = {
        {.title = "ID"}, {.title = "WHY", .is_elastic = true, .is_wrapped = true}};
    (void)state;
    auto_table struct cli_table table;
    struct cli_look look = {18, true};
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    cli_table_init(&table, two, ARRAY_LEN(two));
    cli_table_add(&table, "01", CLI_RED);
    cli_table_add(&table, "because it was so late", CLI_PLAIN);
    cli_table_print(&table, &look, to);
    assert_int_equal(fclose(to), 0);
    assert_non_null(strstr(text, "  because it was\n    so late\n"));
    free(text);
}

static void colour_is_only_where_it_is_wanted(void **state)
{
    (void)state;
    auto_free char *text = print(&(struct cli_look){80, true}, "a.py");
    assert_non_null(strstr(text, "\033[32ma.py\033[0m"));
}

static void a_file_is_no_terminal(void **state)
{
    (void)state;
    FILE *file = tmpfile();
    assert_non_null(file);
    struct cli_look look = cli_look_of(fileno(file));
    assert_int_equal(look.width, 0);
    assert_false(look.has_colour);
    assert_int_equal(fclose(file), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(width_counts_cells_not_bytes),
        cmocka_unit_test(control_bytes_never_reach_the_terminal),
        cmocka_unit_test(broken_utf8_counts_one_cell_per_byte),
        cmocka_unit_test(long_text_is_cut_with_an_ellipsis),
        cmocka_unit_test(columns_line_up_and_lines_have_no_spaces_at_their_end),
        cmocka_unit_test(without_a_terminal_nothing_is_cut_or_coloured),
        cmocka_unit_test(on_a_terminal_the_elastic_column_gives_way),
        cmocka_unit_test(what_is_missed_least_leaves_a_line_that_is_still_too_long),
        cmocka_unit_test(a_reason_goes_on_below_its_beginning),
        cmocka_unit_test(colour_is_only_where_it_is_wanted),
        cmocka_unit_test(a_file_is_no_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
