#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/rel.h"

/* JSON text from a tree, by our own hand: cJSON compares doubles with a tolerance and so writes
 * 2^53 - 1 wrong, and it passes on bytes that are not UTF-8. */

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

static void quote_control(char byte, struct buf *out)
{
    static const char names[] = "\b\f\n\r\t";
    const char *name = byte ? strchr(names, byte) : NULL;
    if (name)
        buf_addf(out, "\\%c", "bfnrt"[name - names]);
    else
        buf_addf(out, "\\u%04x", (unsigned)byte);
}

void json_quote(const char *text, size_t size, struct buf *out)
{
    buf_add(out, "\"");
    size_t at = 0;
    while (at < size) {
        size_t plain = at; /* a stretch that needs no change */
        size_t step = 1;
        while (plain < size && (unsigned char)text[plain] >= 0x20 && text[plain] != '"' &&
               text[plain] != '\\' && (step = rel_utf8_size(text + plain, size - plain)) > 0)
            plain += step;
        buf_append(out, text + at, plain - at);
        at = plain;
        if (at == size)
            break;
        if (step == 0)
            buf_add(out, REPLACEMENT);
        else if (text[at] == '"' || text[at] == '\\')
            buf_addf(out, "\\%c", text[at]);
        else
            quote_control(text[at], out);
        at++;
    }
    buf_add(out, "\"");
}

static void print_number(double value, struct buf *out)
{
    if (!isfinite(value)) {
        buf_add(out, "null"); /* JSON has no word for it */
        return;
    }
    if (fabs(value) <= (double)JSON_INTEGER_MAX && trunc(value) == value) {
        buf_addf(out, "%" PRId64, (int64_t)value);
        return;
    }
    char text[32];
    for (int digits = 15; digits <= 17; digits++) {                /* 17 always read back exactly */
        (void)snprintf(text, sizeof(text), "%.*g", digits, value); /* 24 bytes at most */
        if (strtod(text, NULL) == value)
            break;
    }
    buf_add(out, text);
}

static void print_break(bool is_pretty, int depth, struct buf *out)
{
    if (is_pretty)
        buf_addf(out, "\n%*s", depth * 2, "");
}

static void print_node(const cJSON *node, bool is_pretty, int depth, struct buf *out);

static void print_container(const cJSON *node, bool is_pretty, int depth, struct buf *out)
{
    bool is_object = cJSON_IsObject(node);
    buf_add(out, is_object ? "{" : "[");
    for (const cJSON *child = node->child; child; child = child->next) {
        if (child != node->child)
            buf_add(out, ",");
        print_break(is_pretty, depth + 1, out);
        if (is_object) {
            json_quote(child->string, strlen(child->string), out);
            buf_add(out, is_pretty ? ": " : ":");
        }
        print_node(child, is_pretty, depth + 1, out);
    }
    if (node->child)
        print_break(is_pretty, depth, out);
    buf_add(out, is_object ? "}" : "]");
}

static void print_node(const cJSON *node, bool is_pretty, int depth, struct buf *out)
{
    if (cJSON_IsObject(node) || cJSON_IsArray(node))
        print_container(node, is_pretty, depth, out);
    else if (cJSON_IsString(node))
        json_quote(node->valuestring, strlen(node->valuestring), out);
    else if (cJSON_IsNumber(node))
        print_number(node->valuedouble, out);
    else if (cJSON_IsBool(node))
        buf_add(out, cJSON_IsTrue(node) ? "true" : "false");
    else
        buf_add(out, "null");
}

void json_print(const struct json *json, bool is_pretty, struct buf *out)
{
    print_node((const cJSON *)(const void *)json, is_pretty, 0, out); /* see json.c */
    if (is_pretty)
        buf_add(out, "\n");
}
