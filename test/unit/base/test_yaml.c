#include "base/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static struct yaml *parse(const char *text)
{
    struct err err;
    struct yaml *root = yaml_parse(text, strlen(text), &err);
    if (!root)
        fail_msg("'%s' was refused: %s", text, err.text);
    return root;
}

static void assert_refused(const char *text, size_t size, enum err_code code, const char *why)
{
    struct err err = {.code = ERR_NONE};
    assert_null(yaml_parse(text, size, &err));
    assert_string_equal(err.text, why);
    assert_int_equal(err.code, code);
}

static void assert_invalid(const char *text, const char *why)
{
    assert_refused(text, strlen(text), ERR_INVALID, why);
}

static void a_map_keeps_its_keys_and_texts(void **state)
{
    (void)state;
    auto_yaml struct yaml *root = parse("name: demo\nserver:\n  addr: 127.0.0.1:8080\n");
    const struct yaml *server = yaml_get(root, "server");
    assert_string_equal(yaml_get(root, "name")->text, "demo");
    assert_int_equal(server->type, YAML_MAP);
    assert_string_equal(yaml_get(server, "addr")->text, "127.0.0.1:8080");
    assert_null(yaml_get(root, "addr"));
    assert_null(yaml_get(NULL, "name"));
    assert_null(yaml_get(yaml_get(root, "name"), "name"));
}

static void children_stay_in_the_order_of_the_file(void **state)
{
    (void)state;
    auto_yaml struct yaml *root = parse("[c, a, b]");
    assert_int_equal(root->type, YAML_LIST);
    assert_string_equal(root->first->text, "c");
    assert_string_equal(root->first->next->text, "a");
    assert_string_equal(root->first->next->next->text, "b");
    assert_null(root->first->next->next->next);
    assert_null(root->first->key);
}

static void positions_of_keys_and_values_count_from_one(void **state)
{
    (void)state;
    auto_yaml struct yaml *root = parse("# a comment\nrun:\n  jobs:   4\n");
    const struct yaml *jobs = yaml_get(yaml_get(root, "run"), "jobs");
    assert_int_equal(jobs->key_line, 3);
    assert_int_equal(jobs->key_column, 3);
    assert_int_equal(jobs->line, 3);
    assert_int_equal(jobs->column, 11);
}

static void quotes_are_told_from_plain_words(void **state)
{
    (void)state;
    auto_yaml struct yaml *root = parse("{a: no, b: \"no\", c: 'no'}");
    assert_true(yaml_get(root, "a")->is_plain);
    assert_false(yaml_get(root, "b")->is_plain);
    assert_false(yaml_get(root, "c")->is_plain);
}

static void a_document_without_content_is_an_empty_map(void **state)
{
    (void)state;
    static const char *const texts[] = {"",      "\n\n",       "# only a comment\n",
                                        "---\n", "---\n...\n", "\xef\xbb\xbf"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        auto_yaml struct yaml *root = parse(texts[i]);
        assert_int_equal(root->type, YAML_MAP);
        assert_null(root->first);
    }
}

static void a_key_without_value_is_an_empty_plain_text(void **state)
{
    (void)state;
    auto_yaml struct yaml *root = parse("server:\n");
    assert_int_equal(yaml_get(root, "server")->type, YAML_SCALAR);
    assert_string_equal(yaml_get(root, "server")->text, "");
    assert_true(yaml_get(root, "server")->is_plain);
}

static void a_byte_order_mark_is_skipped(void **state)
{
    (void)state;
    auto_yaml struct yaml *root = parse("\xef\xbb\xbfname: demo\n");
    assert_string_equal(yaml_get(root, "name")->text, "demo");
}

static void text_outside_ascii_is_kept(void **state)
{
    (void)state;
    auto_yaml struct yaml *root = parse("name: Prüfung \xf0\x9f\x90\x8d\n");
    assert_string_equal(yaml_get(root, "name")->text, "Prüfung \xf0\x9f\x90\x8d");
}

static void a_key_given_twice_is_refused_with_both_places(void **state)
{
    (void)state;
    assert_invalid("a: 1\nb: 2\na: 3\n", "3:1: key 'a' is given twice, first in line 1");
    assert_invalid("m: {k: 1, \"k\": 2}\n", "1:11: key 'k' is given twice, first in line 1");
}

static void anchors_aliases_and_tags_are_refused(void **state)
{
    (void)state;
    static const char anchors[] =
        "anchors and aliases ('&', '*') are not supported: write the value again";
    struct err err;
    static const char *const texts[] = {"a: &x 1", "a: *x",        "&x k: 1",
                                        "*x : 1",  "a: &x {b: 1}", "a: &x [1]"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_null(yaml_parse(texts[i], strlen(texts[i]), &err));
        assert_non_null(strstr(err.text, anchors));
    }
    assert_invalid("a: !!str 1", "1:4: tags ('!') are not supported");
    assert_invalid("a: ! 1", "1:4: tags ('!') are not supported");
    assert_invalid("a: !x [1]", "1:4: tags ('!') are not supported");
}

static void a_second_document_is_refused(void **state)
{
    (void)state;
    assert_invalid("a: 1\n---\nb: 2\n", "2:1: a second document ('---') is not supported");
}

static void a_key_that_is_no_text_is_refused(void **state)
{
    (void)state;
    assert_invalid("? [a, b]\n: 1\n", "1:3: a key must be text");
}

static void a_tab_as_indentation_is_named(void **state)
{
    (void)state;
    assert_invalid("run:\n\tjobs: 2\n", "2:1: a tab stands where YAML wants spaces");
}

static void a_broken_structure_is_refused_where_it_breaks(void **state)
{
    (void)state;
    assert_invalid("a: b: c\n", "1:5: mapping values are not allowed in this context");
    assert_invalid("a: [1, 2\nb: 3\n", "2:2: did not find expected ',' or ']'");
}

static void bytes_that_are_no_text_are_refused_where_they_are(void **state)
{
    (void)state;
    assert_invalid("a: 1\nb: \xff\n", "2:4: invalid leading UTF-8 octet");
    assert_refused("a: 1\nb: \0\n", 10, ERR_INVALID, "2:4: control characters are not allowed");
    assert_invalid("a: \"x\\0y\"\n", "1:4: a text cannot hold a NUL byte");
    assert_invalid("\"k\\0\": 1\n", "1:1: a text cannot hold a NUL byte");
}

static void sixteen_levels_are_read_and_seventeen_refused(void **state)
{
    (void)state;
    auto_yaml struct yaml *root = parse("[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]");
    assert_int_equal(root->type, YAML_LIST);
    assert_invalid("[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", "1:17: nested deeper than 16");
}

static void add_list(struct buf *text, int count)
{
    buf_init(text, YAML_SIZE_MAX);
    buf_add(text, "[");
    for (int i = 0; i < count; i++)
        buf_add(text, "1,");
    buf_add(text, "]");
}

static void a_list_has_at_most_1024_entries(void **state)
{
    (void)state;
    auto_buf struct buf most;
    auto_buf struct buf beyond;
    add_list(&most, YAML_ENTRIES_MAX);
    add_list(&beyond, YAML_ENTRIES_MAX + 1);
    auto_yaml struct yaml *root = parse(buf_text(&most));
    assert_non_null(root->first);
    assert_invalid(buf_text(&beyond), "1:1: more than 1024 entries");
}

static void a_text_beyond_64_kib_is_refused(void **state)
{
    (void)state;
    auto_buf struct buf text;
    buf_init(&text, YAML_SIZE_MAX + 1);
    while (text.size < YAML_SIZE_MAX)
        buf_add(&text, "#");
    auto_yaml struct yaml *root = parse(buf_text(&text));
    assert_non_null(root);
    buf_add(&text, "#");
    assert_refused(text.data, text.size, ERR_TOO_LARGE, "larger than 65536 bytes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_map_keeps_its_keys_and_texts),
        cmocka_unit_test(children_stay_in_the_order_of_the_file),
        cmocka_unit_test(positions_of_keys_and_values_count_from_one),
        cmocka_unit_test(quotes_are_told_from_plain_words),
        cmocka_unit_test(a_document_without_content_is_an_empty_map),
        cmocka_unit_test(a_key_without_value_is_an_empty_plain_text),
        cmocka_unit_test(a_byte_order_mark_is_skipped),
        cmocka_unit_test(text_outside_ascii_is_kept),
        cmocka_unit_test(a_key_given_twice_is_refused_with_both_places),
        cmocka_unit_test(anchors_aliases_and_tags_are_refused),
        cmocka_unit_test(a_second_document_is_refused),
        cmocka_unit_test(a_key_that_is_no_text_is_refused),
        cmocka_unit_test(a_tab_as_indentation_is_named),
        cmocka_unit_test(a_broken_structure_is_refused_where_it_breaks),
        cmocka_unit_test(bytes_that_are_no_text_are_refused_where_they_are),
        cmocka_unit_test(sixteen_levels_are_read_and_seventeen_refused),
        cmocka_unit_test(a_list_has_at_most_1024_entries),
        cmocka_unit_test(a_text_beyond_64_kib_is_refused),
    };
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
