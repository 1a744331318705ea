#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"
#include "cli/cli_args.h"

static const struct cli_option options[] = {
    {"json", 'j', NULL, "a switch", CLI_COMPLETE_NONE, NULL},
    {"timeout", 't', "DURATION", "a value", CLI_COMPLETE_NONE, NULL},
    {"label", 'l', "KEY=VALUE", "repeatable", CLI_COMPLETE_NONE, NULL},
    {"limit", 0, "COUNT", "begins as label does", CLI_COMPLETE_NONE, NULL},
    {"man", 0, "[PAGE]", "an optional value", CLI_COMPLETE_NONE, NULL},
};
static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

static const struct cli_command with_rest = {.name = "go",
                                             .usage = "SCRIPT [-- ARG…]",
                                             .groups = {&group},
                                             .positional_min = 1,
                                             .positional_max = 1,
                                             .flags = CLI_TAKES_REST};
static const struct cli_command plain = {
    .name = "look", .usage = "[ID]", .groups = {&group}, .positional_max = 1};

#define PARSE(command, args, ...) \
    parse(command, args, (char *[]){(char[]){"go"}, __VA_ARGS__, NULL})

static struct err err;

static int parse(const struct cli_command *command, struct cli_args *args, char **argv)
{
    int argc = 0;
    while (argv[argc])
        argc++;
    *args = (struct cli_args){0};
    err = (struct err){0};
    return cli_args_parse(command, argc, argv, args, &err);
}

static char script[] = "a.py";
static char dashes[] = "--";

static void options_may_follow_positionals(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(
        PARSE(&with_rest, &args, script, (char[]){"--timeout"}, (char[]){"3s"}, (char[]){"-j"}), 0);
    assert_int_equal(args.positional_count, 1);
    assert_string_equal(args.positionals[0], "a.py");
    assert_string_equal(cli_value(&args, "timeout"), "3s");
    assert_true(cli_has(&args, "json"));
    assert_false(cli_has(&args, "label"));
    assert_false(args.has_rest);
}

static void what_stands_behind_two_dashes_is_the_scripts(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&with_rest, &args, (char[]){"-t1s"}, script, dashes, (char[]){"--json"},
                           dashes, (char[]){""}),
                     0);
    assert_true(args.has_rest);
    assert_int_equal(args.rest_count, 3);
    assert_string_equal(args.rest[0], "--json");
    assert_string_equal(args.rest[1], "--");
    assert_string_equal(args.rest[2], "");
    assert_false(cli_has(&args, "json"));
}

static void two_dashes_as_the_value_of_an_option_end_nothing(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&with_rest, &args, script, (char[]){"--label"}, dashes, (char[]){"-j"}),
                     0);
    assert_false(args.has_rest);
    assert_string_equal(cli_value(&args, "label"), "--");
    assert_true(cli_has(&args, "json"));
}

static void a_second_positional_is_told_where_script_arguments_go(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&with_rest, &args, script, (char[]){"x"}), -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, "'--'"));
}

static void without_a_script_two_dashes_only_end_the_options(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&plain, &args, dashes, (char[]){"-x"}), 0);
    assert_int_equal(args.positional_count, 1);
    assert_string_equal(args.positionals[0], "-x");
}

static void long_names_may_be_shortened_while_they_are_unique(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&plain, &args, (char[]){"--time=1s"}, (char[]){"--js"}), 0);
    assert_string_equal(cli_value(&args, "timeout"), "1s");
    assert_true(cli_has(&args, "json"));
}

static void an_ambiguous_name_lists_what_it_could_be(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&plain, &args, (char[]){"--l=3"}), -1);
    assert_non_null(strstr(err.text, "--label"));
    assert_non_null(strstr(err.text, "--limit"));
}

static void a_wrong_option_is_told_the_nearest_one(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&plain, &args, (char[]){"--tiemout=3"}), -1);
    assert_non_null(strstr(err.text, "'--tiemout'"));
    assert_non_null(strstr(err.text, "'--timeout'"));
    cli_args_release(&args);
    assert_int_equal(PARSE(&plain, &args, (char[]){"-x"}), -1);
    assert_non_null(strstr(err.text, "'-x'"));
}

static void a_missing_or_unwanted_value_is_told(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&plain, &args, (char[]){"--timeout"}), -1);
    assert_non_null(strstr(err.text, "needs a value"));
    cli_args_release(&args);
    assert_int_equal(PARSE(&plain, &args, (char[]){"-t"}), -1);
    assert_non_null(strstr(err.text, "--timeout"));
    cli_args_release(&args);
    assert_int_equal(PARSE(&plain, &args, (char[]){"--json=1"}), -1);
    assert_non_null(strstr(err.text, "takes no value"));
}

static void an_optional_value_may_be_left_out(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&plain, &args, (char[]){"--man"}, (char[]){"x"}), 0);
    assert_true(cli_has(&args, "man"));
    assert_null(cli_value(&args, "man"));
    assert_string_equal(args.positionals[0], "x");
    cli_args_release(&args);
    assert_int_equal(PARSE(&plain, &args, (char[]){"--man=page"}), 0);
    assert_string_equal(cli_value(&args, "man"), "page");
}

static void repeated_options_are_all_kept_and_the_last_value_counts(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&plain, &args, (char[]){"-la=1"}, (char[]){"-l"}, (char[]){"b=2"}), 0);
    size_t at = 0;
    assert_string_equal(cli_next_value(&args, "label", &at), "a=1");
    assert_string_equal(cli_next_value(&args, "label", &at), "b=2");
    assert_null(cli_next_value(&args, "label", &at));
    assert_string_equal(cli_value(&args, "label"), "b=2");
}

static void help_wins_over_everything_that_is_missing(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&with_rest, &args, (char[]){"--help"}), 0);
    assert_true(args.wants_help);
    cli_args_release(&args);
    assert_int_equal(PARSE(&with_rest, &args, (char[]){"-j"}), -1);
    assert_non_null(strstr(err.text, "SCRIPT"));
}

static void the_directory_may_stand_behind_the_command_too(void **state)
{
    (void)state;
    auto_args struct cli_args args;
    assert_int_equal(PARSE(&plain, &args, (char[]){"-C"}, (char[]){"/srv"}), 0);
    assert_string_equal(args.directory, "/srv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_may_follow_positionals),
        cmocka_unit_test(what_stands_behind_two_dashes_is_the_scripts),
        cmocka_unit_test(two_dashes_as_the_value_of_an_option_end_nothing),
        cmocka_unit_test(a_second_positional_is_told_where_script_arguments_go),
        cmocka_unit_test(without_a_script_two_dashes_only_end_the_options),
        cmocka_unit_test(long_names_may_be_shortened_while_they_are_unique),
        cmocka_unit_test(an_ambiguous_name_lists_what_it_could_be),
        cmocka_unit_test(a_wrong_option_is_told_the_nearest_one),
        cmocka_unit_test(a_missing_or_unwanted_value_is_told),
        cmocka_unit_test(an_optional_value_may_be_left_out),
        cmocka_unit_test(repeated_options_are_all_kept_and_the_last_value_counts),
        cmocka_unit_test(help_wins_over_everything_that_is_missing),
        cmocka_unit_test(the_directory_may_stand_behind_the_command_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
