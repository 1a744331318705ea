#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/json_scan.h"
#include "base/scope.h"

/* A struct json is a cJSON under a name of our own. Text is checked by json_scan before cJSON sees
 * it, and written by json_print.c. */

static const cJSON *node_of(const struct json *json)
{
    return (const cJSON *)(const void *)json;
}

static cJSON *own_node(struct json *json)
{
    return (cJSON *)(void *)json;
}

static const struct json *json_of(const cJSON *node)
{
    return (const struct json *)(const void *)node;
}

/* What cJSON makes is NULL only when memory is out. */
static struct json *made(cJSON *node)
{
    if (!node) {
        (void)fputs("<2>pirun: out of memory\n",
                    stderr); /* nothing left to do about a failed message */
        abort();
    }
    return (struct json *)(void *)node;
}

/* Reading */

struct member {
    const char *key;
    size_t ordinal;
};

static int compare_members(const void *left, const void *right)
{
    const struct member *a = left;
    const struct member *b = right;
    int order = strcmp(a->key, b->key);
    return order ? order : (a->ordinal > b->ordinal) - (a->ordinal < b->ordinal);
}

/* The ordinal of the first member whose key stood before in OBJECT, or false. */
static bool find_repeated_key(const cJSON *object, size_t *ordinal)
{
    size_t count = 0;
    for (const cJSON *child = object->child; child; child = child->next)
        count++;
    if (count < 2)
        return false;
    auto_free struct member *members = xcalloc(count, sizeof(*members));
    size_t filled = 0;
    for (const cJSON *child = object->child; child; child = child->next, filled++)
        members[filled] = (struct member){child->string, filled};
    qsort(members, count, sizeof(*members), compare_members);
    bool is_found = false;
    for (size_t i = 1; i < count; i++) {
        if (strcmp(members[i - 1].key, members[i].key) != 0)
            continue;
        if (!is_found || members[i].ordinal < *ordinal)
            *ordinal = members[i].ordinal;
        is_found = true;
    }
    return is_found;
}

/* PATH and *COUNT: the ordinals that lead to the repeated key. */
static bool find_duplicate(const cJSON *node, size_t *path, size_t *count)
{
    if (cJSON_IsObject(node) && find_repeated_key(node, &path[*count])) {
        ++*count;
        return true;
    }
    size_t level = *count;
    size_t ordinal = 0;
    for (const cJSON *child = node->child; child; child = child->next, ordinal++) {
        path[level] = ordinal;
        *count = level + 1;
        if (find_duplicate(child, path, count))
            return true;
    }
    *count = level;
    return false;
}

static int refuse_duplicates(const cJSON *root, const char *text, size_t size, struct err *err)
{
    size_t path[JSON_DEPTH_MAX + 1];
    size_t count = 0;
    if (!find_duplicate(root, path, &count))
        return 0;
    int line;
    int column;
    json_scan_position(text, json_scan_find(text, size, path, count, true), &line, &column);
    return err_set(err, ERR_INVALID, "%d:%d: a key stands twice in one object", line, column);
}

struct json *json_parse(const char *text, size_t size, struct err *err)
{
    if (json_scan_check(text, size, err) < 0)
        return NULL;
    auto_json struct json *root = made(cJSON_ParseWithLengthOpts(text, size, NULL, 0));
    if (refuse_duplicates(node_of(root), text, size, err) < 0)
        return NULL;
    return take(root);
}

bool json_is_cut(const char *text, size_t size)
{
    return json_scan_is_cut(text, size);
}

void json_free(struct json *json)
{
    cJSON_Delete(own_node(json));
}

enum json_type json_type(const struct json *json)
{
    const cJSON *node = node_of(json);
    if (cJSON_IsBool(node))
        return JSON_BOOL;
    if (cJSON_IsNumber(node))
        return JSON_NUMBER;
    if (cJSON_IsString(node))
        return JSON_STRING;
    if (cJSON_IsArray(node))
        return JSON_ARRAY;
    return cJSON_IsObject(node) ? JSON_OBJECT : JSON_NULL;
}

const char *json_type_name(enum json_type type)
{
    static const char *const names[] = {
        [JSON_NULL] = "null",       [JSON_BOOL] = "true or false", [JSON_NUMBER] = "a number",
        [JSON_STRING] = "a string", [JSON_ARRAY] = "an array",     [JSON_OBJECT] = "an object",
    };
    return names[type];
}

const struct json *json_get(const struct json *object, const char *key)
{
    if (!object || !cJSON_IsObject(node_of(object)))
        return NULL;
    return json_of(cJSON_GetObjectItemCaseSensitive(node_of(object), key));
}

const struct json *json_first(const struct json *container)
{
    return container ? json_of(node_of(container)->child) : NULL;
}

const struct json *json_next(const struct json *child)
{
    return json_of(node_of(child)->next);
}

const char *json_key(const struct json *child)
{
    return node_of(child)->string;
}

size_t json_count(const struct json *container)
{
    size_t count = 0;
    for (const struct json *child = json_first(container); child; child = json_next(child))
        count++;
    return count;
}

const char *json_string(const struct json *json)
{
    return json && cJSON_IsString(node_of(json)) ? node_of(json)->valuestring : NULL;
}

bool json_bool(const struct json *json, bool fallback)
{
    return json && cJSON_IsBool(node_of(json)) ? cJSON_IsTrue(node_of(json)) : fallback;
}

static bool is_integer(double value)
{
    return fabs(value) <= (double)JSON_INTEGER_MAX && trunc(value) == value;
}

bool json_integer(const struct json *json, int64_t *out)
{
    if (!json || !cJSON_IsNumber(node_of(json)) || !is_integer(node_of(json)->valuedouble))
        return false;
    *out = (int64_t)node_of(json)->valuedouble;
    return true;
}

double json_number(const struct json *json, double fallback)
{
    return json && cJSON_IsNumber(node_of(json)) ? node_of(json)->valuedouble : fallback;
}

const char *json_get_string(const struct json *object, const char *key)
{
    return json_string(json_get(object, key));
}

int64_t json_get_integer(const struct json *object, const char *key, int64_t fallback)
{
    int64_t value;
    return json_integer(json_get(object, key), &value) ? value : fallback;
}

bool json_get_bool(const struct json *object, const char *key, bool fallback)
{
    return json_bool(json_get(object, key), fallback);
}

/* Positions */

/* One reference token of a JSON pointer, unescaped; answers where the next one begins. */
static const char *read_token(const char *pointer, struct buf *token)
{
    for (; *pointer && *pointer != '/'; pointer++) {
        char byte = *pointer;
        if (byte == '~' && (pointer[1] == '0' || pointer[1] == '1'))
            byte = *++pointer == '0' ? '~' : '/';
        buf_append(token, &byte, 1);
    }
    return pointer;
}

static bool is_child(const cJSON *parent, const cJSON *child, size_t ordinal,
                     const struct buf *token)
{
    if (cJSON_IsObject(parent))
        return strcmp(child->string, buf_text(token)) == 0;
    char text[24];
    (void)snprintf(text, sizeof(text), "%zu", ordinal); /* 20 digits at most */
    return strcmp(text, buf_text(token)) == 0;
}

static const cJSON *find_child(const cJSON *parent, const struct buf *token, size_t *ordinal)
{
    *ordinal = 0;
    for (const cJSON *child = parent->child; child; child = child->next, ++*ordinal) {
        if (is_child(parent, child, *ordinal, token))
            return child;
    }
    return NULL;
}

bool json_where(const char *text, size_t size, const char *pointer, bool key, int *line,
                int *column)
{
    auto_json struct json *root = json_parse(text, size, NULL);
    if (!root)
        return false;
    size_t path[JSON_DEPTH_MAX + 1];
    size_t count = 0;
    auto_buf struct buf token;
    buf_init(&token, size + 1);
    const cJSON *node = node_of(root);
    while (*pointer == '/') {
        buf_clear(&token);
        pointer = read_token(pointer + 1, &token);
        node = find_child(node, &token, &path[count]);
        if (!node)
            return false;
        count++;
    }
    if (*pointer)
        return false;
    json_scan_position(text, json_scan_find(text, size, path, count, key), line, column);
    return true;
}

static void add_token(const cJSON *parent, const cJSON *child, size_t ordinal, struct buf *pointer)
{
    if (!cJSON_IsObject(parent)) {
        buf_addf(pointer, "/%zu", ordinal);
        return;
    }
    buf_add(pointer, "/");
    for (const char *at = child->string; *at; at++) {
        if (*at == '~' || *at == '/')
            buf_add(pointer, *at == '~' ? "~0" : "~1");
        else
            buf_append(pointer, at, 1);
    }
}

static bool find_pointer(const cJSON *node, const cJSON *value, struct buf *pointer)
{
    if (node == value)
        return true;
    size_t before = pointer->size;
    size_t ordinal = 0;
    for (const cJSON *child = node->child; child; child = child->next, ordinal++) {
        add_token(node, child, ordinal, pointer);
        if (find_pointer(child, value, pointer))
            return true;
        pointer->size = before;
    }
    return false;
}

void json_pointer(const struct json *root, const struct json *value, struct buf *pointer)
{
    (void)find_pointer(node_of(root), node_of(value),
                       pointer); /* it is there: the caller says so */
}

/* Building */

struct json *json_object(void)
{
    return made(cJSON_CreateObject());
}

struct json *json_array(void)
{
    return made(cJSON_CreateArray());
}

struct json *json_new_string(const char *text)
{
    return made(cJSON_CreateString(text));
}

struct json *json_new_integer(int64_t value)
{
    return made(cJSON_CreateNumber((double)value));
}

struct json *json_new_number(double value)
{
    return made(cJSON_CreateNumber(value));
}

struct json *json_new_bool(bool value)
{
    return made(cJSON_CreateBool(value));
}

struct json *json_new_null(void)
{
    return made(cJSON_CreateNull());
}

struct json *json_copy(const struct json *json)
{
    return made(cJSON_Duplicate(node_of(json), true));
}

void json_set(struct json *object, const char *key, struct json *value)
{
    if (!value)
        return;
    cJSON *old = cJSON_GetObjectItemCaseSensitive(own_node(object), key);
    bool is_taken =
        old ? cJSON_ReplaceItemInObjectCaseSensitive(own_node(object), key, own_node(value))
            : cJSON_AddItemToObject(own_node(object), key, own_node(value));
    if (!is_taken)
        (void)made(NULL); /* the key could not be copied */
}

void json_set_string(struct json *object, const char *key, const char *text)
{
    if (text)
        json_set(object, key, json_new_string(text));
}

void json_set_integer(struct json *object, const char *key, int64_t value)
{
    json_set(object, key, json_new_integer(value));
}

void json_set_bool(struct json *object, const char *key, bool value)
{
    json_set(object, key, json_new_bool(value));
}

void json_push(struct json *array, struct json *value)
{
    (void)cJSON_AddItemToArray(own_node(array), own_node(value)); /* links only: cannot fail */
}
