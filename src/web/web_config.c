#include "web/web_config.h"

#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "conf/conf.h"
#include "web/web_own.h"

#define VALUE_MAX 65536

/* The file holds no secrets, only the names of files that do. */
static struct json *describe(const struct conf_doc *doc, const struct conf *conf,
                             const struct conf *defaults)
{
    struct json *item = json_object();
    auto_buf struct buf value;
    auto_buf struct buf fallback;
    buf_init(&value, VALUE_MAX);
    buf_init(&fallback, VALUE_MAX);
    conf_print_value(conf, doc->key, &value);
    conf_print_value(defaults, doc->key, &fallback);
    json_set_string(item, "key", doc->key);
    json_set_string(item, "value", buf_text(&value));
    json_set_string(item, "default", buf_text(&fallback));
    json_set_string(item, "type", doc->type);
    json_set_string(item, "unit", doc->unit);
    json_set_string(item, "range", doc->range);
    json_set_string(item, "help", doc->help);
    json_set_bool(item, "is_default", strcmp(buf_text(&value), buf_text(&fallback)) == 0);
    return item;
}

static void get_config(struct web_call *call)
{
    size_t count = 0;
    auto_conf struct conf defaults;
    const struct conf_doc *docs = conf_docs(&count);
    const struct conf *conf = call->web->rooms.conf;
    auto_json struct json *json = json_object();
    struct json *values = json_array();
    conf_init_defaults(&defaults);
    for (size_t i = 0; conf && i < count; i++)
        json_push(values, describe(&docs[i], conf, &defaults));
    json_set(json, "values", values);
    web_call_json(call, 200, json);
}

static const struct web_route routes[] = {
    {.method = "GET",
     .path = "/api/config",
     .role = ACCESS_VIEWER,
     .handler = get_config,
     .answer = "application/json",
     .statuses = "200",
     .help = "The configuration in force: each key with its value and its default as text (a list "
             "of sections by their first keys), unit, range and help"},
};

WEB_ROUTES(web_config_routes, routes)
