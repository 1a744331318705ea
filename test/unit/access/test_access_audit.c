#include "access/access_audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "access_fixture.h"
#include "base/fd.h"
#include "base/json.h"
#include "base/scope.h"

static int var_of(void **state)
{
    return ((const struct access_fixture *)*state)->var;
}

static struct access_audit_entry some_entry(void)
{
    return (struct access_audit_entry){.at_us = 1900000000000000,
                                       .who = "ci",
                                       .role = ACCESS_RUNNER,
                                       .how = "token",
                                       .from = "::1",
                                       .method = "POST",
                                       .target = "/api/run?wait=1",
                                       .status = 202};
}

static char *path_of(const struct access_audit_entry *entry)
{
    struct buf line;
    buf_init(&line, 65536);
    access_audit_line(entry, &line);
    assert_true(buf_ok(&line));
    assert_ptr_equal(strchr(line.data, '\n'), line.data + line.size - 1);
    auto_json struct json *json = json_parse(line.data, line.size, NULL);
    assert_non_null(json);
    char *path = xstrdup(json_get_string(json, "path"));
    buf_release(&line);
    return path;
}

static void a_line_is_one_object_of_json(void **state)
{
    (void)state;
    auto_buf struct buf line;
    buf_init(&line, 65536);
    struct access_audit_entry entry = some_entry();
    access_audit_line(&entry, &line);
    assert_string_equal(
        buf_text(&line),
        "{\"time\":\"2030-03-17T17:46:40.000000Z\",\"who\":\"ci\",\"role\":\"runner\","
        "\"how\":\"token\",\"from\":\"::1\",\"method\":\"POST\",\"path\":"
        "\"/api/run?wait=1\",\"status\":202}\n");
}

static void bytes_of_strangers_stay_in_one_line_and_are_cut(void **state)
{
    (void)state;
    char target[4000];
    struct access_audit_entry entry = some_entry();
    memset(target, 'x', sizeof(target));
    target[sizeof(target) - 1] = '\0';
    target[1] = '\n';
    target[2] = (char)0xff;
    entry.target = target;
    auto_free char *path = path_of(&entry);
    assert_true(strlen(path) < ACCESS_AUDIT_TARGET_MAX + 10);
}

static void a_token_in_a_query_is_not_written(void **state)
{
    (void)state;
    struct access_audit_entry entry = some_entry();
    entry.target = "/api/run?token=pirun_0123456789";
    auto_free char *path = path_of(&entry);
    assert_string_equal(path, "/api/run");
}

static void lines_are_added_for_this_user_only(void **state)
{
    struct err err;
    assert_int_equal(access_audit_append(var_of(state), "one\n", 4, &err), 0);
    assert_int_equal(access_audit_append(var_of(state), "two\n", 4, &err), 0);
    auto_free char *text = access_fixture_read(var_of(state), "audit.log");
    assert_string_equal(text, "one\ntwo\n");
    assert_int_equal(access_fixture_mode(var_of(state), "audit.log"), 0600);
}

static void a_full_file_is_kept_once(void **state)
{
    struct err err;
    size_t size = ACCESS_AUDIT_MAX - 4;
    auto_free char *lines = xmalloc(size + 1);
    memset(lines, 'x', size);
    lines[size] = '\0';
    assert_int_equal(access_audit_append(var_of(state), lines, size, &err), 0);
    assert_int_equal(access_audit_append(var_of(state), "one\n", 4, &err), 0);
    assert_false(fd_exists(var_of(state), "audit.log.1"));
    assert_int_equal(access_audit_append(var_of(state), "two\n", 4, &err), 0);
    auto_free char *now = access_fixture_read(var_of(state), "audit.log");
    auto_free char *old = access_fixture_read(var_of(state), "audit.log.1");
    assert_string_equal(now, "two\n");
    assert_int_equal(strlen(old), ACCESS_AUDIT_MAX);
    assert_int_equal(access_audit_append(var_of(state), lines, size, &err), 0);
    assert_int_equal(access_audit_append(var_of(state), "three\n", 6, &err), 0);
    auto_free char *older = access_fixture_read(var_of(state), "audit.log.1");
    assert_int_equal(strncmp(older, "two\nxxx", 7), 0);
}

static void a_failure_is_told(void **state)
{
    struct err err;
    assert_int_equal(symlinkat("elsewhere", var_of(state), "audit.log"), 0);
    assert_int_equal(access_audit_append(var_of(state), "one\n", 4, &err), -1);
    assert_non_null(strstr(err.text, "audit.log"));
    assert_false(fd_exists(var_of(state), "elsewhere"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, access_fixture_make, access_fixture_remove)
    const struct CMUnitTest tests[] = {
        TEST(a_line_is_one_object_of_json),
        TEST(bytes_of_strangers_stay_in_one_line_and_are_cut),
        TEST(a_token_in_a_query_is_not_written),
        TEST(lines_are_added_for_this_user_only),
        TEST(a_full_file_is_kept_once),
        TEST(a_failure_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
