/* json: JSON read strictly and written exactly. The only user of cJSON, whose traps it closes:
 * trailing bytes, raw control characters, invalid UTF-8, \u0000, duplicate keys, numbers outside
 * ±2^53, deep nesting are all refused, with the line and column. Positions of values that are
 * valid JSON but wrong otherwise come from json_where. */
#ifndef PIRUN_BASE_JSON_H
#define PIRUN_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define JSON_DEPTH_MAX   32
#define JSON_INTEGER_MAX 9007199254740991 /* 2^53 - 1: what every reader of JSON keeps exactly */

struct json; /* one value; a child belongs to its parent */

enum json_type {
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
};

/* Reading.
 * Units: SIZE bytes, need not be NUL-terminated. Owns: returns a root that the caller frees with
 * json_free.
 * Errors: ERR_INVALID "LINE:COLUMN: what" (both from 1, columns in bytes). */
struct json *json_parse(const char *text, size_t size, struct err *err);
/* True when TEXT is not JSON but may become it as its writer goes on: it ends too early, or is
 * wrong at a NUL byte (a part of the file that is not written yet). False for good JSON and for
 * text that no continuation can mend. */
bool json_is_cut(const char *text, size_t size);
void json_free(struct json *json);
static inline void json_scope_free(struct json **json)
{
    json_free(*json);
}
#define auto_json __attribute__((cleanup(json_scope_free)))

enum json_type json_type(const struct json *json);
const char *json_type_name(enum json_type type); /* "a string", "an object" … for sentences */
/* NULL when OBJECT is NULL, not an object, or has no such key (case-sensitive). */
const struct json *json_get(const struct json *object, const char *key);
/* First child of an array or object, or NULL. */
const struct json *json_first(const struct json *container);
const struct json *json_next(const struct json *child);
const char *json_key(const struct json *child); /* the key under which an object holds it */
size_t json_count(const struct json *container);
/* The typed value, or FALLBACK/NULL when JSON is NULL or of another type. */
const char *json_string(const struct json *json);
bool json_bool(const struct json *json, bool fallback);
/* True only for a number without a fraction within ±JSON_INTEGER_MAX. */
bool json_integer(const struct json *json, int64_t *out);
double json_number(const struct json *json, double fallback);
/* Short cuts for records that we wrote ourselves: json_get and the typed value in one. */
const char *json_get_string(const struct json *object, const char *key);
int64_t json_get_integer(const struct json *object, const char *key, int64_t fallback);
bool json_get_bool(const struct json *object, const char *key, bool fallback);

/* Where in TEXT (which json_parse accepted) the value at POINTER begins; KEY true: where its key
 * begins.
 * Source: JSON pointer, RFC 6901 ("" is the root, ~0 ~1 escapes). False when there is no such
 * value. */
bool json_where(const char *text, size_t size, const char *pointer, bool key, int *line,
                int *column);

/* Append the JSON pointer of VALUE, which is ROOT or below it, to POINTER (nothing for ROOT
 * itself). */
void json_pointer(const struct json *root, const struct json *value, struct buf *pointer);

/* Writing: build a tree, then print it. Strings that are not valid UTF-8 are written with U+FFFD
 * in the bad places.
 * Owns: json_object and json_array return roots; json_add* and json_set* take VALUE into the
 * parent. */
struct json *json_object(void);
struct json *json_array(void);
struct json *json_new_string(const char *text);
struct json *json_new_integer(int64_t value);
struct json *json_new_number(double value);
struct json *json_new_bool(bool value);
struct json *json_new_null(void);
struct json *json_copy(const struct json *json);
/* These replace what the key had; a NULL value or text does nothing. */
void json_set(struct json *object, const char *key, struct json *value);
void json_set_string(struct json *object, const char *key, const char *text);
void json_set_integer(struct json *object, const char *key, int64_t value);
void json_set_bool(struct json *object, const char *key, bool value);
void json_push(struct json *array, struct json *value);
/* Append the text of JSON to OUT: one line, or indented by two spaces and ended by a newline when
 * IS_PRETTY. */
void json_print(const struct json *json, bool is_pretty, struct buf *out);
/* Append TEXT as one quoted JSON string. For code that writes JSON without a tree. */
void json_quote(const char *text, size_t size, struct buf *out);

#endif
