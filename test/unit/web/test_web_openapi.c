/* Goal: every row of the tables is complete and sane, and the description says what they say. */
#include "web/web_openapi.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

#define JSON_BODY_MOST 1048576 /* a larger one would take the loop's time and memory to read */
#define TEXT_MAX       ((size_t)4 << 20)

#define for_each_route(route)             \
    const struct web_route *route = NULL; \
    for (size_t i_ = 0; ((route) = web_route_at(i_)); i_++)

static void every_row_has_a_method_a_path_a_handler_and_help(void **state)
{
    (void)state;
    static const char *const methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
    for_each_route(route)
    {
        bool is_method = false;
        for (size_t i = 0; i < ARRAY_LEN(methods); i++)
            is_method = is_method || strcmp(route->method, methods[i]) == 0;
        if (!is_method || route->path[0] != '/' || !route->handler)
            fail_msg("row %zu: '%s %s'", i_, route->method, route->path);
        const char *brace = strchr(route->path, '{');
        if (brace && (strchr(brace, '}') != brace + strlen(brace) - 1 || brace[-1] != '/'))
            fail_msg("'%s': only a whole last part can be open", route->path);
        if (!route->help || !isupper((unsigned char)route->help[0]) ||
            route->help[strlen(route->help) - 1] == '.')
            fail_msg("'%s %s': the help is no sentence without its full stop", route->method,
                     route->path);
    }
}

static void check_statuses(const struct web_route *route)
{
    int last = 0;
    bool has_good = false;
    const char *at = route->statuses;
    while (at && *at) {
        char *end = NULL;
        int status = (int)strtol(at, &end, 10);
        if (end == at || strcmp(web_call_reason(status), "Unknown") == 0 || status <= last)
            fail_msg("'%s %s': statuses '%s' are no known ones in order", route->method,
                     route->path, route->statuses);
        has_good = has_good || status < 400;
        last = status;
        at = end;
    }
    if (!has_good)
        fail_msg("'%s %s' has no good answer", route->method, route->path);
}

static void statuses_are_known_ones_in_order(void **state)
{
    (void)state;
    for_each_route(route) check_statuses(route);
}

static void check_params(const struct web_route *route, const struct web_param *params,
                         bool is_query)
{
    static const char *const types[] = {"string", "integer", "boolean", "array", "object"};
    for (const struct web_param *param = params; param && param->name; param++) {
        size_t type = 0;
        while (type < (is_query ? 3 : ARRAY_LEN(types)) && strcmp(types[type], param->type) != 0)
            type++;
        if (type == (is_query ? 3 : ARRAY_LEN(types)) || !param->help || !*param->help)
            fail_msg("'%s %s': '%s' has type '%s'", route->method, route->path, param->name,
                     param->type);
        for (const struct web_param *other = params; other != param; other++)
            assert_string_not_equal(other->name, param->name);
    }
}

static void parameters_and_fields_have_a_type_and_help(void **state)
{
    (void)state;
    for_each_route(route)
    {
        check_params(route, route->params, true);
        check_params(route, route->fields, false);
    }
}

static void bodies_of_json_are_small_and_others_have_no_fields(void **state)
{
    (void)state;
    for_each_route(route)
    {
        bool is_json = route->body == WEB_BODY_JSON;
        if (is_json && (route->body_max == 0 || route->body_max > JSON_BODY_MOST))
            fail_msg("'%s %s': a body of JSON needs a limit", route->method, route->path);
        if (!is_json && route->fields)
            fail_msg("'%s %s' has fields and no JSON", route->method, route->path);
        if (route->body != WEB_BODY_NONE && strcmp(route->method, "GET") == 0)
            fail_msg("'GET %s' has a body", route->path);
    }
}

static void no_row_is_there_twice_or_hidden_by_an_earlier_one(void **state)
{
    (void)state;
    for_each_route(route)
    {
        for (size_t i = 0; i < i_; i++) {
            const struct web_route *other = web_route_at(i);
            const char *brace = strchr(other->path, '{');
            bool is_hidden =
                brace && strncmp(other->path, route->path, (size_t)(brace - other->path)) == 0 &&
                !strchr(route->path + (brace - other->path), '/');
            if ((strcmp(other->path, route->path) == 0 || is_hidden) &&
                strcmp(other->method, route->method) == 0)
                fail_msg("'%s %s' is reached by row %zu", route->method, route->path, i);
        }
    }
}

static const struct json *operation_of(const struct json *root, const struct web_route *route)
{
    char method[8] = "";
    for (size_t i = 0; route->method[i] && i < sizeof(method) - 1; i++)
        method[i] = (char)tolower((unsigned char)route->method[i]);
    return json_get(json_get(json_get(root, "paths"), route->path), method);
}

static void every_row_is_described(void **state)
{
    (void)state;
    auto_json struct json *root = web_openapi_make();
    size_t rows = 0;
    for_each_route(route)
    {
        const struct json *operation = operation_of(root, route);
        if (!operation)
            fail_msg("'%s %s' is missing", route->method, route->path);
        assert_string_equal(json_get_string(operation, "summary"), route->help);
        assert_string_equal(json_get_string(operation, "x-role"), access_role_name(route->role));
        assert_int_equal(json_count(json_get(operation, "security")), route->role ? 2 : 0);
        const struct json *responses = json_get(operation, "responses");
        assert_true(json_get(responses, "401") || route->role == ACCESS_NOBODY);
        assert_true(json_get(responses, "400") && json_get(responses, "403"));
        assert_true(json_get(responses, "415") || route->body != WEB_BODY_JSON);
        assert_int_equal(json_get(operation, "requestBody") != NULL, route->body != WEB_BODY_NONE);
        rows++;
    }
    size_t described = 0;
    for (const struct json *path = json_first(json_get(root, "paths")); path;
         path = json_next(path))
        described += json_count(path);
    assert_int_equal(described, rows);
}

static void the_description_is_valid_json_with_unique_names(void **state)
{
    (void)state;
    auto_json struct json *root = web_openapi_make();
    auto_buf struct buf text;
    buf_init(&text, TEXT_MAX);
    json_print(root, false, &text);
    assert_true(buf_ok(&text));
    struct err err = {0};
    auto_json struct json *again = json_parse(text.data, text.size, &err); /* refuses duplicates */
    if (!again)
        fail_msg("%s", err.text);
    assert_string_equal(json_get_string(again, "openapi"), "3.1.0");
}

static void a_job_is_described_by_its_own_table(void **state)
{
    (void)state;
    auto_json struct json *job = web_openapi_job();
    const struct json *properties = json_get(job, "properties");
    assert_string_equal(json_get_string(json_get(properties, "script"), "type"), "string");
    assert_null(json_get(properties, "v"));
    assert_null(json_get(properties, "seq"));
    assert_null(json_get(properties, "op"));
    assert_null(json_get(properties, "target"));
    assert_null(json_get(job, "required"));
    const struct json *limits = json_get(properties, "limits");
    const struct json *cpus = json_get(json_get(limits, "properties"), "cpus");
    assert_string_equal(json_get_string(cpus, "type"), "number");
    assert_true(json_number(json_get(cpus, "minimum"), 0) > 0);
    assert_false(json_get_bool(limits, "additionalProperties", true));
    assert_int_equal(json_count(json_get(json_get(properties, "network"), "enum")), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_a_method_a_path_a_handler_and_help),
        cmocka_unit_test(statuses_are_known_ones_in_order),
        cmocka_unit_test(parameters_and_fields_have_a_type_and_help),
        cmocka_unit_test(bodies_of_json_are_small_and_others_have_no_fields),
        cmocka_unit_test(no_row_is_there_twice_or_hidden_by_an_earlier_one),
        cmocka_unit_test(every_row_is_described),
        cmocka_unit_test(the_description_is_valid_json_with_unique_names),
        cmocka_unit_test(a_job_is_described_by_its_own_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
