/* The bodies of requests: JSON, and the keys that a route knows. */
#include <string.h>

#include "base/buf.h"
#include "base/rel.h"
#include "base/scope.h"
#include "web/web_call.h"
#include "web/web_route.h"

#define NAMES_MAX 160

struct json *web_call_body(const struct web_call *call, struct err *err)
{
    h2o_iovec_t entity = call->req ? call->req->entity : (h2o_iovec_t){0};
    if (entity.len == 0)
        return json_object();
    struct json *body = json_parse(entity.base, entity.len, err);
    if (!body) {
        (void)err_prefix(err, "the body is not JSON");
        return NULL;
    }
    if (json_type(body) != JSON_OBJECT) {
        (void)err_set(err, ERR_INVALID, "the body must be a JSON object, not %s",
                      json_type_name(json_type(body)));
        json_free(body);
        return NULL;
    }
    return body;
}

static const struct web_param *find_field(const struct web_route *route, const char *name)
{
    for (const struct web_param *field = route->fields; field && field->name; field++) {
        if (strcmp(field->name, name) == 0)
            return field;
    }
    return NULL;
}

static void list_fields(const struct web_route *route, struct buf *names)
{
    for (const struct web_param *field = route->fields; field && field->name; field++)
        buf_addf(names, "%s'%s'", names->size ? ", " : "", field->name);
}

static bool is_of_type(const struct json *value, const char *type)
{
    static const struct {
        const char *type;
        enum json_type json;
    } types[] = {{"string", JSON_STRING},
                 {"boolean", JSON_BOOL},
                 {"integer", JSON_NUMBER},
                 {"array", JSON_ARRAY},
                 {"object", JSON_OBJECT}};
    int64_t number = 0;
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        if (strcmp(types[i].type, type) == 0)
            return json_type(value) == types[i].json &&
                   (types[i].json != JSON_NUMBER || json_integer(value, &number));
    }
    return false;
}

static int check_field(const struct web_route *route, const struct json *value, struct err *err)
{
    const char *name = json_key(value);
    const struct web_param *field = find_field(route, name);
    if (field && is_of_type(value, field->type))
        return 0;
    if (field)
        return err_set(err, ERR_INVALID, "key '%s' of the body must be of type %s", name,
                       field->type);
    auto_buf struct buf names;
    buf_init(&names, NAMES_MAX);
    list_fields(route, &names);
    return err_set(err, ERR_INVALID, "the body has an unknown key '%.40s': it can have %s", name,
                   buf_text(&names));
}

static int check_fields(const struct web_route *route, const struct json *body, struct err *err)
{
    for (const struct json *value = json_first(body); value; value = json_next(value)) {
        if (check_field(route, value, err))
            return -1;
    }
    for (const struct web_param *field = route->fields; field && field->name; field++) {
        if (field->is_required && !json_get(body, field->name))
            return err_set(err, ERR_INVALID, "the body lacks the key '%s': %s", field->name,
                           field->help);
    }
    return 0;
}

struct json *web_call_fields(const struct web_call *call, struct err *err)
{
    auto_json struct json *body = web_call_body(call, err);
    if (!body || check_fields(call->route, body, err))
        return NULL;
    return take(body);
}
