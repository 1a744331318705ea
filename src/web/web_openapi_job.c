/* The rows of the job file as JSON schema. What only PiRun writes is left out, and so are orders
 * and the version, which the API knows. */
#include <string.h>

#include "job/job_schema.h"
#include "web/web_openapi.h"

static struct json *new_schema(const char *type)
{
    struct json *schema = json_object();
    json_set_string(schema, "type", type);
    return schema;
}

static void set_limit(struct json *schema, const char *key, int64_t value)
{
    if (value > 0)
        json_set_integer(schema, key, value);
}

static struct json *text_schema(int64_t most)
{
    struct json *schema = new_schema("string");
    set_limit(schema, "maxLength", most); /* bytes are at least as many as characters */
    return schema;
}

static struct json *number_schema(const struct job_row *row, const char *type)
{
    struct json *schema = new_schema(type);
    json_set(schema, "minimum", json_new_number(row->least));
    json_set(schema, "maximum", json_new_number(row->most));
    return schema;
}

static struct json *words_schema(const struct job_row *row)
{
    struct json *schema = new_schema("string");
    struct json *words = json_array();
    for (const char *const *word = row->words; *word; word++)
        json_push(words, json_new_string(*word));
    json_set(schema, "enum", words);
    return schema;
}

static struct json *format_schema(const char *format)
{
    struct json *schema = new_schema("string");
    json_set_string(schema, "format", format);
    return schema;
}

static struct json *list_schema(const struct job_row *row, struct json *item)
{
    struct json *schema = new_schema("array");
    json_set(schema, "items", item);
    set_limit(schema, "maxItems", (int64_t)row->most);
    return schema;
}

static struct json *pairs_schema(void)
{
    struct json *schema = new_schema("object");
    json_set(schema, "additionalProperties", new_schema("string"));
    return schema;
}

static struct json *object_schema(const struct job_row *rows);

static struct json *schema_of(const struct job_row *row)
{
    switch (row->type) {
    case JOB_TYPE_VERSION:
    case JOB_TYPE_INTEGER:
        return number_schema(row, "integer");
    case JOB_TYPE_NUMBER:
        return number_schema(row, "number");
    case JOB_TYPE_TEXT:
        return text_schema((int64_t)row->most);
    case JOB_TYPE_WORD:
    case JOB_TYPE_FLAG:
    case JOB_TYPE_OP:
    case JOB_TYPE_BUILD:
        return words_schema(row);
    case JOB_TYPE_TIME:
        return format_schema("date-time");
    case JOB_TYPE_IDENT:
        return format_schema("uuid");
    case JOB_TYPE_TEXTS:
    case JOB_TYPE_REASONS:
        return list_schema(row, text_schema((int64_t)row->item_most));
    case JOB_TYPE_IDENTS:
        return list_schema(row, format_schema("uuid"));
    case JOB_TYPE_PAIRS:
        return pairs_schema();
    case JOB_TYPE_OBJECT:
        break;
    }
    return object_schema(row->rows);
}

/* 3.1 lets a schema have examples; the table has one as JSON text. */
static void add_example(struct json *schema, const struct job_row *row)
{
    struct json *value = json_parse(row->example, strlen(row->example), NULL);
    if (!value)
        return;
    struct json *examples = json_array();
    json_push(examples, value);
    json_set(schema, "examples", examples);
}

/* Orders have calls of their own. */
static bool may_be_asked(const struct job_row *row)
{
    return !row->is_by_pirun && row->type != JOB_TYPE_VERSION && row->type != JOB_TYPE_OP &&
           strcmp(row->name, "target") != 0;
}

static struct json *object_schema_with(struct json *properties, const struct job_row *rows)
{
    struct json *schema = new_schema("object");
    struct json *required = json_array();
    for (const struct job_row *row = rows; row->name; row++) {
        if (!may_be_asked(row))
            continue;
        struct json *property = schema_of(row);
        json_set_string(property, "description", row->help);
        add_example(property, row);
        json_set(properties, row->name, property);
        if (row->is_required)
            json_push(required, json_new_string(row->name));
    }
    json_set(schema, "properties", properties);
    if (json_count(required))
        json_set(schema, "required", required);
    else
        json_free(required);
    json_set_bool(schema, "additionalProperties", false);
    return schema;
}

static struct json *object_schema(const struct job_row *rows)
{
    return object_schema_with(json_object(), rows);
}

struct json *web_openapi_job(void)
{
    struct json *properties = json_object();
    struct json *path = new_schema("string");
    json_set_string(path, "description", "the same as 'script'");
    json_set(properties, "path", path);
    struct json *schema = object_schema_with(properties, job_schema());
    struct json *others = json_object();
    json_set(others, "^x-", json_object()); /* kept, and of no meaning here */
    json_set(schema, "patternProperties", others);
    json_set_string(schema, "description",
                    "A job file without its version: one of script, module, code, archive, build. "
                    "'path' is another word for 'script'");
    return schema;
}
