#include "web/web_openapi.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/scope.h"

#define JSON_TYPE     "application/json"
#define ERROR_REF     "#/components/schemas/Error"
#define JOB_REF       "#/components/schemas/Job"
#define OPERATION_MAX 200

/* What a row cannot say. */
static const struct {
    const char *method, *path;
    bool is_job;     /* its body is a job */
    int good_status; /* above 399, with the good answer's body */
} specials[] = {
    {"POST", "/api/run", true, 0},
    {"GET", "/health", false, 503},
};

static bool takes_job(const struct web_route *route)
{
    for (size_t i = 0; i < ARRAY_LEN(specials); i++) {
        if (strcmp(specials[i].path, route->path) == 0 &&
            strcmp(specials[i].method, route->method) == 0)
            return specials[i].is_job;
    }
    return false;
}

static bool is_good(const struct web_route *route, int status)
{
    for (size_t i = 0; i < ARRAY_LEN(specials); i++) {
        if (strcmp(specials[i].path, route->path) == 0 &&
            strcmp(specials[i].method, route->method) == 0 && specials[i].good_status == status)
            return true;
    }
    return status < 400;
}

static struct json *reference(const char *to)
{
    struct json *json = json_object();
    json_set_string(json, "$ref", to);
    return json;
}

/* {"TYPE":{"schema":SCHEMA}} for each of TYPES, which a space separates; takes SCHEMA. */
static struct json *content(const char *types, struct json *schema)
{
    struct json *json = json_object();
    for (size_t length = 0; *types; types += length + strspn(types + length, " ")) {
        length = strcspn(types, " ");
        auto_free char *type = xstrndup(types, length);
        struct json *media = json_object();
        json_set(media, "schema", json_copy(schema));
        json_set(json, type, media);
    }
    json_free(schema);
    return json;
}

/* ---- what is asked ---- */

static struct json *typed(const struct web_param *param)
{
    struct json *schema = json_object();
    json_set_string(schema, "type", param->type);
    return schema;
}

static struct json *query_parameter(const struct web_param *param)
{
    struct json *json = json_object();
    json_set_string(json, "name", param->name);
    json_set_string(json, "in", "query");
    json_set_bool(json, "required", param->is_required);
    json_set_string(json, "description", param->help);
    json_set(json, "schema", typed(param));
    return json;
}

/* The part of the path in braces. */
static struct json *tail_parameter(const char *brace)
{
    struct json *json = json_object();
    struct json *schema = json_object();
    auto_free char *name = xstrndup(brace + 1, strcspn(brace + 1, "}"));
    json_set_string(schema, "type", "string");
    json_set_integer(schema, "minLength", 1);
    json_set_integer(schema, "maxLength", WEB_TAIL_MAX - 1);
    json_set_string(json, "name", name);
    json_set_string(json, "in", "path");
    json_set_bool(json, "required", true);
    json_set(json, "schema", schema);
    return json;
}

static struct json *parameters(const struct web_route *route)
{
    struct json *list = json_array();
    const char *brace = strchr(route->path, '{');
    if (brace)
        json_push(list, tail_parameter(brace));
    for (const struct web_param *param = route->params; param && param->name; param++)
        json_push(list, query_parameter(param));
    return list;
}

static struct json *fields_schema(const struct web_param *fields)
{
    struct json *schema = json_object();
    struct json *properties = json_object();
    auto_json struct json *required = json_array();
    json_set_string(schema, "type", "object");
    for (const struct web_param *field = fields; field && field->name; field++) {
        struct json *property = typed(field);
        json_set_string(property, "description", field->help);
        json_set(properties, field->name, property);
        if (field->is_required)
            json_push(required, json_new_string(field->name));
    }
    json_set(schema, "properties", properties);
    if (json_count(required))
        json_set(schema, "required", take(required));
    if (fields)
        json_set_bool(schema, "additionalProperties", false);
    return schema;
}

static bool requires_field(const struct web_route *route)
{
    for (const struct web_param *field = route->fields; field && field->name; field++) {
        if (field->is_required)
            return true;
    }
    return takes_job(route);
}

static struct json *request_body(const struct web_route *route)
{
    struct json *body = json_object();
    if (route->body == WEB_BODY_BYTES) {
        json_set(body, "content", content("application/octet-stream", json_object()));
        return body;
    }
    struct json *schema = takes_job(route) ? reference(JOB_REF) : fields_schema(route->fields);
    json_set(body, "content", content(JSON_TYPE, schema));
    json_set_bool(body, "required", requires_field(route));
    return body;
}

/* ---- what is answered ---- */

static struct json *error_response(int status)
{
    struct json *json = json_object();
    json_set_string(json, "description", web_call_reason(status));
    json_set(json, "content", content(JSON_TYPE, reference(ERROR_REF)));
    return json;
}

static struct json *good_response(const struct web_route *route, int status)
{
    struct json *json = json_object();
    json_set_string(json, "description", web_call_reason(status));
    if (route->answer && status != 204 && status != 304 && status != 101 && status != 303)
        json_set(json, "content", content(route->answer, json_object()));
    return json;
}

static void add_response(struct json *responses, const struct web_route *route, int status)
{
    char key[sizeof("2147483647")];
    (void)snprintf(key, sizeof(key), "%d", status); /* fits */
    if (!json_get(responses, key))
        json_set(responses, key,
                 is_good(route, status) ? good_response(route, status) : error_response(status));
}

/* Source: web_route.c and web_work.c: what a call may get before its handler, or instead of it. */
static struct json *responses(const struct web_route *route)
{
    struct json *json = json_object();
    for (const char *at = route->statuses; at && *at;) {
        char *end = NULL;
        add_response(json, route, (int)strtol(at, &end, 10));
        at = end == at ? NULL : end; /* words are for the test to find */
    }
    add_response(json, route, 400); /* the Host header, the query */
    add_response(json, route, 403); /* the Host header, the role, the page that asks */
    add_response(json, route, 429);
    add_response(json, route, 431); /* a head that is too large */
    add_response(json, route, 431); /* the head, web.c */
    add_response(json, route, 503);
    if (route->role > ACCESS_NOBODY)
        add_response(json, route, 401);
    if (route->body != WEB_BODY_NONE)
        add_response(json, route, 413);
    if (route->body == WEB_BODY_JSON)
        add_response(json, route, 415);
    return json;
}

/* ---- operations ---- */

/* Owns: returns the text in lower case. */
static char *lowered(const char *text)
{
    char *copy = xstrdup(text);
    for (char *at = copy; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return copy;
}

/* "get_api_run_status". */
static void add_operation_id(struct json *operation, const struct web_route *route)
{
    static const char word[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    auto_free char *path = lowered(route->path);
    auto_free char *method = lowered(route->method);
    auto_buf struct buf id;
    buf_init(&id, OPERATION_MAX);
    buf_add(&id, method);
    for (const char *at = path + strcspn(path, word); *at; at += strcspn(at, word)) {
        size_t length = strspn(at, word);
        buf_addf(&id, "_%.*s", (int)length, at);
        at += length;
    }
    json_set_string(operation, "operationId", buf_text(&id));
}

/* Either way of showing the token. */
static struct json *security(const struct web_route *route)
{
    static const char *const schemes[] = {"bearer", "key"};
    struct json *list = json_array();
    for (size_t i = 0; route->role > ACCESS_NOBODY && i < ARRAY_LEN(schemes); i++) {
        struct json *one = json_object();
        json_set(one, schemes[i], json_array());
        json_push(list, one);
    }
    return list;
}

static struct json *operation(const struct web_route *route)
{
    struct json *json = json_object();
    add_operation_id(json, route);
    json_set_string(json, "summary", route->help);
    json_set_string(json, "x-role", access_role_name(route->role));
    json_set(json, "security", security(route));
    json_set(json, "parameters", parameters(route));
    if (route->body != WEB_BODY_NONE)
        json_set(json, "requestBody", request_body(route));
    json_set(json, "responses", responses(route));
    return json;
}

static bool is_first_of_path(size_t number)
{
    const char *path = web_route_at(number)->path;
    for (size_t i = 0; i < number; i++) {
        if (strcmp(web_route_at(i)->path, path) == 0)
            return false;
    }
    return true;
}

static struct json *path_item(const char *path)
{
    struct json *item = json_object();
    const struct web_route *route = NULL;
    for (size_t i = 0; (route = web_route_at(i)); i++) {
        if (strcmp(route->path, path) != 0)
            continue;
        auto_free char *method = lowered(route->method);
        json_set(item, method, operation(route));
    }
    return item;
}

static struct json *paths(void)
{
    struct json *json = json_object();
    const struct web_route *route = NULL;
    for (size_t i = 0; (route = web_route_at(i)); i++) {
        if (is_first_of_path(i))
            json_set(json, route->path, path_item(route->path));
    }
    return json;
}

/* ---- the whole ---- */

static struct json *error_schema(void)
{
    static const struct web_param fields[] = {
        {"error", "string", true, "one sentence: what is wrong"},
        {"code", "string", true,
         "a word for programs: invalid, forbidden, not_found, conflict, "
         "too_large, internal, remote, busy, timeout, no_space"},
        {0},
    };
    struct json *schema = fields_schema(fields);
    json_set_bool(schema, "additionalProperties", true); /* line, column, limit … where they help */
    return schema;
}

static struct json *components(void)
{
    struct json *schemes = json_object();
    struct json *bearer = json_object();
    json_set_string(bearer, "type", "http");
    json_set_string(bearer, "scheme", "bearer");
    json_set(schemes, "bearer", bearer);
    struct json *key = json_object();
    json_set_string(key, "type", "apiKey");
    json_set_string(key, "in", "header");
    json_set_string(key, "name", "X-API-Key");
    json_set(schemes, "key", key);
    struct json *schemas = json_object();
    json_set(schemas, "Error", error_schema());
    json_set(schemas, "Job", web_openapi_job());
    struct json *json = json_object();
    json_set(json, "securitySchemes", schemes);
    json_set(json, "schemas", schemas);
    return json;
}

static struct json *info(void)
{
    struct json *json = json_object();
    json_set_string(json, "title", "PiRun");
    json_set_string(json, "version", PIRUN_VERSION);
    json_set_string(json, "description",
                    "Runs the Python scripts of one project. Errors are JSON with a sentence and "
                    "a code. HEAD works where GET does. Unknown parameters of the query are "
                    "ignored, unknown keys of a body refused. An unknown path is a 404, another "
                    "method a 405 with Allow. 'x-role' is the least role that may.");
    return json;
}

struct json *web_openapi_make(void)
{
    struct json *json = json_object();
    json_set_string(json, "openapi", "3.1.0");
    json_set(json, "info", info());
    json_set(json, "paths", paths());
    json_set(json, "components", components());
    return json;
}

static void get_openapi(struct web_call *call)
{
    auto_json struct json *json = web_openapi_make();
    web_call_json(call, 200, json);
}

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/openapi.json",
     .handler = get_openapi,
     .answer = JSON_TYPE,
     .statuses = "200",
     .help = "Describes all of this, for programs"},
};

WEB_ROUTES(web_openapi_routes, routes)
