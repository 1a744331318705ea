/* The table itself: what is written there is parser, help, completion and manual at once, so it has
 * to be whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_command.h"

typedef void (*command_check)(const struct cli_command *command);

static void each_command(command_check check)
{
    size_t count = 0;
    const struct cli_command *const *all = cli_commands(&count);
    assert_true(count > 20);
    for (size_t i = 0; i < count; i++)
        check(all[i]);
}

static void check_words(const struct cli_command *command)
{
    size_t size = strlen(command->summary);
    assert_true(size > 10 && size < 80);
    assert_true(command->summary[size - 1] != '.');
    assert_non_null(command->usage);
    assert_non_null(command->handler);
    assert_true(command->positional_min <= command->positional_max);
    if (!(command->flags & CLI_HIDDEN))
        assert_non_null(command->example);
    if (command->complete == CLI_COMPLETE_WORDS)
        assert_non_null(command->words);
}

static void every_command_says_what_it_does_and_shows_an_example(void **state)
{
    (void)state;
    each_command(check_words);
}

struct seen {
    const char *names[80];
    char letters[80];
    size_t count;
};

static void see(struct seen *seen, const struct cli_option *option)
{
    for (size_t i = 0; i < seen->count; i++) {
        assert_string_not_equal(seen->names[i], option->name);
        assert_true(!option->letter || seen->letters[i] != option->letter);
    }
    assert_true(seen->count < ARRAY_LEN(seen->names));
    seen->names[seen->count] = option->name;
    seen->letters[seen->count++] = option->letter;
}

static void check_options(const struct cli_command *command)
{
    struct seen seen = {0};
    for (size_t i = 0; i < cli_common_options()->count; i++)
        see(&seen, &cli_common_options()->options[i]);
    for (size_t g = 0; g < CLI_GROUPS_MAX && command->groups[g]; g++) {
        for (size_t i = 0; i < command->groups[g]->count; i++) {
            const struct cli_option *option = &command->groups[g]->options[i];
            see(&seen, option);
            assert_true(strlen(option->help) > 5);
            assert_true(option->help[strlen(option->help) - 1] != '.');
            assert_true((option->complete == CLI_COMPLETE_WORDS) == (option->words != NULL));
            assert_true(option->argument || option->complete == CLI_COMPLETE_NONE);
        }
    }
}

static void every_option_has_a_name_of_its_own_and_a_help(void **state)
{
    (void)state;
    each_command(check_options);
}

/* Split LINE at spaces; enough for the examples, which have no quotes. */
static int split(char *line, char **words, int room)
{
    int count = 0;
    for (char *at = line, *save = NULL; count < room; at = NULL) {
        char *word = strtok_r(at, " ", &save);
        if (!word)
            break;
        words[count++] = word;
    }
    words[count] = NULL;
    return count;
}

static void check_example_line(const struct cli_command *command, const char *line)
{
    char *words[40];
    struct err err = {0};
    auto_free char *copy = xstrdup(line);
    copy[strcspn(copy, "|$")] = '\0';
    int count = split(copy, words, 39);
    auto_args struct cli_args args = {0};
    int at = 0;
    while (at < count && strcmp(words[at], command->name) != 0)
        at++;
    if (at == count || strstr(line, "<(") || strchr(line, '$'))
        return; /* about another command, or for the shell */
    if (cli_args_parse(command, count - at, words + at, &args, &err) < 0)
        fail_msg("example '%s': %s", line, err.text);
}

static void check_example(const struct cli_command *command)
{
    const char *at = command->example;
    while (at && *at) {
        size_t size = strcspn(at, "\n");
        auto_free char *line = xstrndup(at, size);
        check_example_line(command, line);
        at += size + (at[size] != '\0');
    }
}

static void every_example_can_be_parsed(void **state)
{
    (void)state;
    each_command(check_example);
}

static void a_command_is_found_by_a_unique_beginning(void **state)
{
    (void)state;
    struct err err = {0};
    assert_ptr_equal(cli_command_find("submit", &err), &cli_submit_command);
    assert_ptr_equal(cli_command_find("sub", &err), &cli_submit_command);
    assert_null(cli_command_find("re", &err));
    assert_non_null(strstr(err.text, "rerun"));
    assert_non_null(strstr(err.text, "resume"));
    assert_non_null(strstr(err.text, "reindex"));
}

static void a_hidden_command_wants_its_whole_name(void **state)
{
    (void)state;
    struct err err = {0};
    assert_ptr_equal(cli_command_find("__drain", &err), &cli_drain_one_command);
    assert_null(cli_command_find("__d", &err));
    assert_ptr_equal(cli_command_find("supervise", &err), &cli_supervise_command);
    assert_null(cli_command_find("sup", &err));
    assert_null(cli_command_find("", &err));
}

static void an_unknown_command_is_told_the_nearest_one(void **state)
{
    (void)state;
    struct err err = {0};
    assert_null(cli_command_find("sumbit", &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, "'submit'"));
    assert_null(cli_command_find("frobnicate", &err));
    assert_non_null(strstr(err.text, "pirun help"));
}

static void nearest_needs_to_be_near(void **state)
{
    (void)state;
    static const char *const words[] = {"state", "since", "limit"};
    assert_string_equal(cli_nearest("sate", words, 3), "state");
    assert_string_equal(cli_nearest("limits", words, 3), "limit");
    assert_null(cli_nearest("x", words, 3));
    assert_null(cli_nearest("everything", words, 3));
    assert_null(cli_nearest("sssssssssssssssssssssssssssssssssssssssssssssss", words, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_says_what_it_does_and_shows_an_example),
        cmocka_unit_test(every_option_has_a_name_of_its_own_and_a_help),
        cmocka_unit_test(every_example_can_be_parsed),
        cmocka_unit_test(a_command_is_found_by_a_unique_beginning),
        cmocka_unit_test(a_hidden_command_wants_its_whole_name),
        cmocka_unit_test(an_unknown_command_is_told_the_nearest_one),
        cmocka_unit_test(nearest_needs_to_be_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
