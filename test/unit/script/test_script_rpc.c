#include "script/script_rpc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"

static struct script_rpc parse(const char *text)
{
    struct script_rpc rpc = {.method = ""};
    struct err err;
    if (script_rpc_parse(text, strlen(text), &rpc, &err) < 0)
        fail_msg("%s: %s", text, err.text);
    return rpc;
}

static void assert_span(const char *text, struct script_span span, const char *wanted)
{
    auto_free char *found = xstrndup(text + span.at, span.size);
    assert_string_equal(found, wanted);
}

static void a_question_has_an_id_and_a_method(void **state)
{
    (void)state;
    const char *text = " {\"jsonrpc\":\"2.0\" , \"params\":{\"id\":[1,\"}\"]},\"id\": 17,"
                       "\"method\":\"a\\/b\"} ";
    struct script_rpc rpc = parse(text);
    assert_string_equal(rpc.method, "a/b");
    assert_span(text, rpc.id, "17");
    assert_span(text, rpc.params, "{\"id\":[1,\"}\"]}");
}

static void an_answer_has_no_method_and_a_notice_no_id(void **state)
{
    (void)state;
    const char *answer = "{\"id\":\"x\\\"y\",\"result\":null}";
    struct script_rpc rpc = parse(answer);
    assert_string_equal(rpc.method, "");
    assert_span(answer, rpc.id, "\"x\\\"y\"");
    assert_span(answer, rpc.result, "null");
    rpc = parse("{\"method\":\"m\"}");
    assert_int_equal(rpc.id.size, 0);
}

static void other_texts_are_refused(void **state)
{
    (void)state;
    const char *const texts[] = {"",
                                 "{",
                                 "{}",
                                 "[]",
                                 "{\"method\":1}",
                                 "{\"method\":\"\"}",
                                 "{\"method\":\"a\\u0062\"}",
                                 "{\"id\":{},\"method\":\"a\"}",
                                 "{\"id\":null}",
                                 "{\"method\":\"a\"",
                                 "{\"method\":\"a\"}x",
                                 "{\"method\":\"a\",}",
                                 "{\"a\":[\"method\":\"a\"}",
                                 "{\"method\":\"a"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct script_rpc rpc;
        struct err err = {0};
        assert_int_equal(script_rpc_parse(texts[i], strlen(texts[i]), &rpc, &err), -1);
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static void an_id_is_replaced_in_its_place(void **state)
{
    (void)state;
    const char *text = "{\"id\":\"abc\",\"result\":{\"id\":1}}";
    struct script_rpc rpc = parse(text);
    auto_buf struct buf out;
    buf_init(&out, 4096);
    script_rpc_put(text, strlen(text), &rpc, "42", &out);
    assert_string_equal(buf_text(&out), "{\"id\":42,\"result\":{\"id\":1}}");
}

static void assert_mapped(const char *text, const char *from, const char *to, const char *wanted)
{
    auto_buf struct buf out;
    buf_init(&out, 4096);
    script_rpc_map(text, strlen(text), from, to, &out);
    assert_string_equal(buf_text(&out), wanted);
}

static void paths_of_files_are_moved(void **state)
{
    (void)state;
    assert_mapped("{\"uri\":\"file:///project/a.py\"}", "/project", "/srv/my lab",
                  "{\"uri\":\"file:///srv/my%20lab/a.py\"}");
    assert_mapped("{\"file:\\/\\/\\/srv\\/my%20lab\\/a%20b.py\":1}", "/srv/my lab", "/project",
                  "{\"file:///project/a%20b.py\":1}");
    assert_mapped("\"file:///srv/my lab\"", "/srv/my lab", "/project", "\"file:///project\"");
    assert_mapped("[\"file:///project\",\"file:///project/x\"]", "/project", "/\xc3\xa4",
                  "[\"file:///%C3%A4\",\"file:///%C3%A4/x\"]");
}

static void paths_of_others_are_hidden(void **state)
{
    (void)state;
    assert_mapped("[\"file:///usr/lib/os.py\",2]", "/srv", "/project",
                  "[\"file:///outside/os.py\",2]");
    assert_mapped("\"file:\\/\\/\\/usr\\/lib\\/os.py\"", "/srv", "/project",
                  "\"file:///outside/os.py\"");
    assert_mapped("\"file:///srvother/a\"", "/srv", "/project", "\"file:///outside/a\"");
    assert_mapped("\"file:///\"", "/srv", "/project", "\"file:///outside/\"");
}

static void text_that_only_speaks_of_files_stays(void **state)
{
    (void)state;
    const char *const texts[] = {"{\"text\":\"see file:///srv/a\"}",
                                 "{\"text\":\"\\\"file:///srv/a\"}", "{\"path\":\"/srv/a\"}",
                                 "\"http://srv\"", "\"file:///srv"};
    for (size_t i = 0; i + 1 < ARRAY_LEN(texts); i++)
        assert_mapped(texts[i], "/srv", "/project", texts[i]);
    assert_mapped(texts[4], "/srv", "/project", "\"file:///project");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_has_an_id_and_a_method),
        cmocka_unit_test(an_answer_has_no_method_and_a_notice_no_id),
        cmocka_unit_test(other_texts_are_refused),
        cmocka_unit_test(an_id_is_replaced_in_its_place),
        cmocka_unit_test(paths_of_files_are_moved),
        cmocka_unit_test(paths_of_others_are_hidden),
        cmocka_unit_test(text_that_only_speaks_of_files_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
