#include "base/yaml.h"

#include <string.h>

#include <yaml.h>

#include "base/buf.h"
#include "base/scope.h"

/* libyaml gives events; this turns them into a tree and refuses on the way what a config has no use
 * for. Anchors and aliases are what makes small YAML texts expand without bound, tags choose types
 * behind the reader's back, and libyaml itself is quadratic in the depth: hence the limits. */

struct reader {
    yaml_parser_t parser;
    const char *text;
    size_t size;
    struct err *err;
};

static int fail_at(struct reader *reader, const yaml_mark_t *mark, const char *what)
{
    return err_set(reader->err, ERR_INVALID, "%zu:%zu: %s", mark->line + 1, mark->column + 1, what);
}

/* libyaml stops at a byte that is not text before it counted lines: it only knows the offset. */
static int fail_at_offset(struct reader *reader, size_t offset, const char *what)
{
    yaml_mark_t mark = {0};
    for (size_t at = 0; at < offset && at < reader->size; at++) {
        unsigned char byte = (unsigned char)reader->text[at];
        if (byte == '\n') {
            mark.line++;
            mark.column = 0;
        } else if ((byte & 0xc0) != 0x80) {
            mark.column++; /* the later bytes of a UTF-8 character are not counted */
        }
    }
    return fail_at(reader, &mark, what);
}

/* The first place in LINE (from 0) where a tab stands for indentation. */
static bool is_tab_indented(const struct reader *reader, size_t line)
{
    const char *at = reader->text;
    const char *end = reader->text + reader->size;
    while (line > 0 && at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
        line--;
    }
    while (at < end && *at == ' ')
        at++;
    return at < end && *at == '\t';
}

static int fail_as_libyaml(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    const char *what = parser->problem ? parser->problem : "not YAML";
    if (parser->error == YAML_READER_ERROR)
        return fail_at_offset(reader, parser->problem_offset, what);
    if (is_tab_indented(reader, parser->problem_mark.line))
        what = "a tab stands where YAML wants spaces";
    return fail_at(reader, &parser->problem_mark, what);
}

static int next_event(struct reader *reader, yaml_event_t *event)
{
    if (!yaml_parser_parse(&reader->parser, event))
        return fail_as_libyaml(reader);
    return 0;
}

static void scope_event(yaml_event_t *event)
{
    yaml_event_delete(event);
}
#define auto_event __attribute__((cleanup(scope_event)))

static struct yaml *node_create(enum yaml_type type, const yaml_mark_t *mark)
{
    struct yaml *node = xcalloc(1, sizeof(*node));
    node->type = type;
    node->line = (int)mark->line + 1; /* at most YAML_SIZE_MAX */
    node->column = (int)mark->column + 1;
    return node;
}

static const char *complaint_about(const yaml_event_t *event, const void *anchor, const void *tag)
{
    if (event->type == YAML_ALIAS_EVENT || anchor)
        return "anchors and aliases ('&', '*') are not supported: write the value again";
    if (tag)
        return "tags ('!') are not supported";
    return NULL;
}

static const char *complaint(const yaml_event_t *event)
{
    switch ((int)event->type) { /* as a number: the other events carry no value */
    case YAML_ALIAS_EVENT:
        return complaint_about(event, NULL, NULL);
    case YAML_SCALAR_EVENT:
        if (memchr(event->data.scalar.value, '\0', event->data.scalar.length))
            return "a text cannot hold a NUL byte";
        return complaint_about(event, event->data.scalar.anchor, event->data.scalar.tag);
    case YAML_SEQUENCE_START_EVENT:
        return complaint_about(event, event->data.sequence_start.anchor,
                               event->data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        return complaint_about(event, event->data.mapping_start.anchor,
                               event->data.mapping_start.tag);
    default:
        return "not a value";
    }
}

static struct yaml *read_value(struct reader *reader, const yaml_event_t *event, int depth);

static struct yaml *read_scalar(const yaml_event_t *event)
{
    struct yaml *node = node_create(YAML_SCALAR, &event->start_mark);
    node->text = xstrndup((const char *)event->data.scalar.value, event->data.scalar.length);
    node->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    return node;
}

static int check_key(struct reader *reader, const struct yaml *map, const yaml_event_t *event)
{
    const char *bad = complaint(event);
    if (bad)
        return fail_at(reader, &event->start_mark, bad);
    if (event->type != YAML_SCALAR_EVENT)
        return fail_at(reader, &event->start_mark, "a key must be text");
    const char *key = (const char *)event->data.scalar.value;
    const struct yaml *same = yaml_get(map, key);
    if (same)
        return err_set(
            reader->err, ERR_INVALID, "%zu:%zu: key '%.80s' is given twice, first in line %d",
            event->start_mark.line + 1, event->start_mark.column + 1, key, same->key_line);
    return 0;
}

/* Read the value that belongs to KEY. */
static struct yaml *read_entry(struct reader *reader, const yaml_event_t *key, int depth)
{
    auto_event yaml_event_t event = {0};
    if (next_event(reader, &event) < 0)
        return NULL;
    struct yaml *node = read_value(reader, &event, depth + 1);
    if (!node)
        return NULL;
    node->key = xstrndup((const char *)key->data.scalar.value, key->data.scalar.length);
    node->key_line = (int)key->start_mark.line + 1;
    node->key_column = (int)key->start_mark.column + 1;
    return node;
}

/* Read one child of PARENT into *OUT, NULL at its end. */
static int read_child(struct reader *reader, const struct yaml *parent, int depth,
                      struct yaml **out)
{
    auto_event yaml_event_t event = {0};
    if (next_event(reader, &event) < 0)
        return -1;
    *out = NULL;
    if (event.type == YAML_MAPPING_END_EVENT || event.type == YAML_SEQUENCE_END_EVENT)
        return 0;
    if (parent->type == YAML_LIST) {
        *out = read_value(reader, &event, depth + 1);
    } else {
        if (check_key(reader, parent, &event) < 0)
            return -1;
        *out = read_entry(reader, &event, depth);
    }
    return *out ? 0 : -1;
}

static int read_children(struct reader *reader, struct yaml *parent, const yaml_mark_t *mark,
                         int depth)
{
    struct yaml **tail = &parent->first;
    for (int count = 0;; count++) {
        struct yaml *child;
        if (read_child(reader, parent, depth, &child) < 0)
            return -1;
        if (!child)
            return 0;
        *tail = child;
        tail = &child->next;
        if (count >= YAML_ENTRIES_MAX)
            return fail_at(reader, mark, "more than 1024 entries");
    }
}

static struct yaml *read_value(struct reader *reader, const yaml_event_t *event, int depth)
{
    const char *bad = complaint(event);
    if (!bad && depth > YAML_DEPTH_MAX)
        bad = "nested deeper than 16";
    if (bad) {
        (void)fail_at(reader, &event->start_mark, bad); /* NULL tells the caller */
        return NULL;
    }
    if (event->type == YAML_SCALAR_EVENT)
        return read_scalar(event);
    enum yaml_type type = event->type == YAML_MAPPING_START_EVENT ? YAML_MAP : YAML_LIST;
    auto_yaml struct yaml *node = node_create(type, &event->start_mark);
    if (read_children(reader, node, &event->start_mark, depth) < 0)
        return NULL;
    return take(node);
}

/* Read one event that must be there and carries nothing. */
static int skip_event(struct reader *reader)
{
    auto_event yaml_event_t event = {0};
    return next_event(reader, &event);
}

static int expect_end(struct reader *reader)
{
    if (skip_event(reader) < 0) /* the document's end */
        return -1;
    auto_event yaml_event_t event = {0};
    if (next_event(reader, &event) < 0)
        return -1;
    if (event.type != YAML_STREAM_END_EVENT)
        return fail_at(reader, &event.start_mark, "a second document ('---') is not supported");
    return 0;
}

static struct yaml *read_stream(struct reader *reader)
{
    if (skip_event(reader) < 0) /* the stream's start */
        return NULL;
    auto_event yaml_event_t document = {0};
    if (next_event(reader, &document) < 0)
        return NULL;
    if (document.type == YAML_STREAM_END_EVENT)
        return node_create(YAML_MAP, &document.start_mark);
    auto_event yaml_event_t value = {0};
    if (next_event(reader, &value) < 0)
        return NULL;
    auto_yaml struct yaml *root = read_value(reader, &value, 1);
    if (!root || expect_end(reader) < 0)
        return NULL;
    if (root->type != YAML_SCALAR || root->text[0] || !root->is_plain)
        return take(root);
    return node_create(YAML_MAP, &value.start_mark); /* "---" and nothing behind it */
}

struct yaml *yaml_parse(const char *text, size_t size, struct err *err)
{
    static const char mark[] = "\xef\xbb\xbf"; /* some editors begin a UTF-8 file with U+FEFF */
    if (size > YAML_SIZE_MAX) {
        (void)err_set(err, ERR_TOO_LARGE, "larger than %d bytes", YAML_SIZE_MAX);
        return NULL;
    }
    if (size >= sizeof(mark) - 1 && memcmp(text, mark, sizeof(mark) - 1) == 0) {
        text += sizeof(mark) - 1;
        size -= sizeof(mark) - 1;
    }
    struct reader reader = {.text = text, .size = size, .err = err};
    if (!yaml_parser_initialize(&reader.parser)) {
        (void)err_set(err, ERR_INTERNAL, "no memory for the YAML parser");
        return NULL;
    }
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text, size);
    struct yaml *root = read_stream(&reader);
    yaml_parser_delete(&reader.parser);
    return root;
}

void yaml_tree_free(struct yaml *root)
{
    while (root) {
        struct yaml *next = root->next;
        yaml_tree_free(root->first); /* at most YAML_DEPTH_MAX deep */
        free(root->key);
        free(root->text);
        free(root);
        root = next;
    }
}

const struct yaml *yaml_get(const struct yaml *map, const char *key)
{
    if (!map || map->type != YAML_MAP)
        return NULL;
    for (const struct yaml *child = map->first; child; child = child->next) {
        if (strcmp(child->key, key) == 0)
            return child;
    }
    return NULL;
}
