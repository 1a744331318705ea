#include "web/web_run_log_search.h"

#include <string.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_output.h"

#define CONTEXT_BEFORE 200 /* bytes of a line that are shown around a match */
#define CONTEXT_AFTER  400

struct context {
    char bytes[CONTEXT_BEFORE + CONTEXT_AFTER];
    size_t used;
};

static bool add_context(void *ctx, int64_t offset, const char *data, size_t size,
                        enum output_stream stream)
{
    struct context *context = ctx;
    (void)offset;
    (void)stream;
    if (data)
        memcpy(context->bytes + context->used, data, size);
    context->used += data ? size : 0;
    return data != NULL;
}

/* The line around OFFSET, cut where it is very long. */
static void add_line(struct output_reader *reader, int64_t offset, struct json *match)
{
    struct context context = {.used = 0};
    struct err err;
    int64_t hole_from = 0;
    int64_t hole_to = 0;
    int64_t from = offset > CONTEXT_BEFORE ? offset - CONTEXT_BEFORE : 0;
    if (output_hole(reader, &hole_from, &hole_to) && hole_to <= offset && hole_to > from)
        from = hole_to;
    struct output_range range = {.from = from, .to = offset + CONTEXT_AFTER};
    if (output_copy(reader, &range, add_context, &context, NULL, &err) < 0)
        return;
    size_t at = (size_t)(offset - from);
    if (at >= context.used)
        return; /* it was dropped meanwhile */
    size_t begin = at;
    while (begin > 0 && context.bytes[begin - 1] != '\n')
        begin--;
    bool is_cut = begin == 0 && from > 0;
    while (is_cut && begin < at && (context.bytes[begin] & 0xc0) == 0x80)
        begin++;
    const char *end = memchr(context.bytes + at, '\n', context.used - at);
    size_t size = end ? (size_t)(end - context.bytes) - begin
                      : web_output_whole(context.bytes + begin, context.used - begin);
    char text[sizeof(context.bytes) + 1];
    memcpy(text, context.bytes + begin, size);
    for (size_t i = 0; i < size; i++)
        if (!text[i])
            text[i] = '?'; /* a NUL would end the text */
    text[size] = '\0';
    json_set_string(match, "text", text);
}

static struct json *show(struct output_reader *reader, const struct output_search *search)
{
    struct json *found = json_object();
    struct json *matches = json_array();
    for (size_t i = 0; i < search->found; i++) {
        struct json *match = json_object();
        json_set_integer(match, "offset", search->matches[i].offset);
        json_set_integer(match, "line", search->matches[i].line);
        add_line(reader, search->matches[i].offset, match);
        json_push(matches, match);
    }
    json_set_integer(found, "total", search->total);
    json_set(found, "matches", matches);
    if (search->found && search->total > (int64_t)search->found)
        json_set_integer(found, "next",
                         output_line_offset(reader, search->matches[search->found - 1].line + 1));
    return found;
}

struct json *web_run_log_search(struct output_reader *reader, const char *text, int64_t from,
                                int64_t limit, struct err *err)
{
    bool is_small = limit > 0 && limit < WEB_RUN_LOG_MATCHES_MAX;
    size_t room = is_small ? (size_t)limit : WEB_RUN_LOG_MATCHES_MAX;
    auto_free struct output_match *matches = xcalloc(room, sizeof(*matches));
    struct output_search search = {
        .text = text, .size = strlen(text), .from = from, .matches = matches, .room = room};
    if (reader && output_search(reader, &search, err) < 0)
        return NULL;
    return show(reader, &search);
}

/* The line of the first match of TEXT, INT64_MAX for none. */
static int find_first(struct output_reader *reader, const char *text, int64_t from, int64_t *line,
                      struct err *err)
{
    struct output_match match;
    struct output_search search = {
        .text = text, .size = strlen(text), .from = from, .matches = &match, .room = 1};
    if (output_search(reader, &search, err) < 0)
        return -1;
    *line = search.found ? match.line : INT64_MAX;
    return 0;
}

struct json *web_run_log_error(struct output_reader *reader, int64_t from, struct err *err)
{
    static const char *const words[] = {"error", "Error", "ERROR"};
    int64_t line = INT64_MAX;
    if (reader && find_first(reader, "Traceback (most recent call last)", from, &line, err) < 0)
        return NULL;
    bool has_traceback = line != INT64_MAX;
    for (size_t i = 0; reader && !has_traceback && i < ARRAY_LEN(words); i++) {
        int64_t other = INT64_MAX;
        if (find_first(reader, words[i], from, &other, err) < 0)
            return NULL;
        line = other < line ? other : line;
    }
    struct json *found = json_object();
    json_set(found, "line", line == INT64_MAX ? json_new_null() : json_new_integer(line));
    return found;
}
