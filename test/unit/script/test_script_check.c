#include "script/script_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

#define WORDS_MAX 16
/* of argparse */
static const char form_text[] = "{\"kind\":\"argparse\",\"is_certain\":true,\"has_prefixes\":true,"
                                "\"other_flags\":[\"-h\",\"--help\"],\"fields\":["
                                "{\"name\":\"source\",\"type\":\"string\",\"is_positional\":true,"
                                "\"is_required\":true},"
                                "{\"name\":\"size\",\"type\":\"integer\",\"is_positional\":true,"
                                "\"is_list\":true,\"min_count\":0},"
                                "{\"name\":\"limit\",\"type\":\"integer\",\"flag\":\"--limit\","
                                "\"flags\":[\"-n\",\"--limit\"]},"
                                "{\"name\":\"mode\",\"type\":\"string\",\"flag\":\"--mode\","
                                "\"flags\":[\"--mode\"],\"enum\":[\"fast\",\"exact\"]},"
                                "{\"name\":\"verbose\",\"type\":\"boolean\",\"flag\":\"--verbose\","
                                "\"flags\":[\"-v\",\"--verbose\"]},"
                                "{\"name\":\"days\",\"type\":\"integer\",\"flag\":\"--days\","
                                "\"flags\":[\"--days\"],\"is_list\":true,\"min_count\":2},"
                                "{\"name\":\"level\",\"type\":\"string\",\"flag\":\"--level\","
                                "\"flags\":[\"--level\"],\"is_required\":true},"
                                "{\"name\":\"maybe\",\"type\":\"string\",\"flag\":\"--maybe\","
                                "\"flags\":[\"--maybe\"],\"min_count\":0}]}";
/* of main() */
static const char main_text[] =
    "{\"kind\":\"main\",\"is_certain\":true,\"fields\":["
    "{\"name\":\"limit\",\"type\":\"string\",\"flag\":\"--limit\",\"flags\":[\"--limit\"]}]}";

/* LINE: words with '|' between them. WANTED: the complaint, "" when there is none. */
static void assert_judged(const char *text, const char *line, const char *wanted)
{
    struct err err = {0};
    struct script_form form_of = {0};
    char *words[WORDS_MAX];
    size_t count = 0;
    auto_free char *copy = xstrdup(line);
    for (char *at = copy; at && *line; count++) {
        words[count] = at;
        at = strchr(at, '|');
        if (at)
            *at++ = '\0';
    }
    struct json *root = json_parse(text, strlen(text), &err);
    if (!root || script_form_init(&form_of, root, &err) < 0)
        fail_msg("%s", err.text);
    auto_form struct script_form form = form_of;
    int result = script_check_args(&form, "a.py", words, count, &err);
    assert_string_equal(result < 0 ? err.text : "", wanted);
}

#define HELP ": 'pirun run --help a.py' lists its arguments"

static void what_fits_passes(void **state)
{
    (void)state;
    const char *const lines[] = {"a|--level|x",
                                 "--level=x|a",
                                 "a|1|2|--level|x",
                                 "--level|x|-n|5|a",
                                 "--level|x|-n5|-v|a",
                                 "--level|x|-vn5|a",
                                 "--lev|x|a",
                                 "--limit|-3|a|--level|x",
                                 "--level|x|--days|1|2|3|--|a",
                                 "--level|x|--|-a",
                                 "--level|x|--maybe|--mode|fast|a",
                                 "a b|--level|x y",
                                 "--level|x|-some text|1",
                                 "--help",
                                 "-h|--nonsense",
                                 "-vh"};
    for (size_t i = 0; i < ARRAY_LEN(lines); i++)
        assert_judged(form_text, lines[i], "");
}

static void an_unknown_flag_is_refused(void **state)
{
    (void)state;
    assert_judged(form_text, "a|--limt|3|--level|x",
                  "'--limt' is no argument of 'a.py': did you mean '--limit'?");
    assert_judged(form_text, "a|--nowhere=3|--level|x",
                  "'--nowhere=3' is no argument of 'a.py'" HELP);
    assert_judged(form_text, "a|-x|--level|x", "'-x' is no argument of 'a.py'" HELP);
}

static void a_missing_argument_is_refused(void **state)
{
    (void)state;
    assert_judged(form_text, "a", "'a.py' needs the argument '--level'" HELP);
    assert_judged(form_text, "--level|x", "'a.py' needs the argument 'source'" HELP);
    assert_judged(form_text, "", "'a.py' needs the argument '--level'" HELP);
    assert_judged(form_text, "a|--level", "'--level' of 'a.py' needs a value behind it");
    assert_judged(form_text, "a|--level|--limit|3", "'--level' of 'a.py' needs a value behind it");
    assert_judged(form_text, "a|--level|x|--days|1", "'--days' of 'a.py' needs 2 values behind it");
}

static void a_wrong_value_is_refused(void **state)
{
    (void)state;
    assert_judged(form_text, "a|--level|x|-n|many", "'limit' is 'many': it must be a whole number");
    assert_judged(form_text, "a|--level|x|-nmany", "'limit' is 'many': it must be a whole number");
    assert_judged(form_text, "a|--level|x|--limit=1.5",
                  "'limit' is '1.5': it must be a whole number");
    assert_judged(form_text, "a|--level|x|--mode|slow", "'mode' is 'slow': it can be fast, exact");
    assert_judged(form_text, "a|big|--level|x", "'size' is 'big': it must be a whole number");
}

static void one_word_too_many_is_refused(void **state)
{
    (void)state;
    assert_judged(main_text, "--limit|x|y", "'y' is one argument too many for 'a.py'" HELP);
    assert_judged(main_text, "--limit|x", "");
}

static void short_forms_are_taken_only_where_the_script_takes_them(void **state)
{
    (void)state;
    assert_judged(main_text, "--l|x", "'--l' is no argument of 'a.py'" HELP);
    assert_judged(main_text, "--limi|x",
                  "'--limi' is no argument of 'a.py': did you mean '--limit'?");
}

static void an_uncertain_form_refuses_nothing(void **state)
{
    (void)state;
    assert_judged("{\"kind\":\"click\",\"is_certain\":false,\"fields\":[]}", "--what|ever", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits_passes),
        cmocka_unit_test(an_unknown_flag_is_refused),
        cmocka_unit_test(a_missing_argument_is_refused),
        cmocka_unit_test(a_wrong_value_is_refused),
        cmocka_unit_test(one_word_too_many_is_refused),
        cmocka_unit_test(short_forms_are_taken_only_where_the_script_takes_them),
        cmocka_unit_test(an_uncertain_form_refuses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
