#include "script/script_rpc.h"

#include <string.h>

#include "base/scope.h"

#define NONE    ((struct script_span){0, 0})
#define SCHEME  "file://"
#define OUTSIDE "/outside/"
#define HEX     "0123456789ABCDEF"

/* finding values */

struct reader {
    const char *text;
    size_t at, end;
};

static void skip_space(struct reader *reader)
{
    while (reader->at < reader->end && strchr(" \t\r\n", reader->text[reader->at]) &&
           reader->text[reader->at])
        reader->at++;
}

/* Answers false at the end of the text. */
static bool skip_string(struct reader *reader)
{
    for (reader->at++; reader->at < reader->end; reader->at++) {
        char byte = reader->text[reader->at];
        if (byte == '\\')
            reader->at++;
        else if (byte == '"')
            return ++reader->at <= reader->end;
    }
    return false;
}

static bool is_end_of_word(char byte)
{
    return byte == ',' || byte == '}' || byte == ']' || byte == ' ' || byte == '\t' ||
           byte == '\r' || byte == '\n';
}

/* Arrays and objects are left where their depth is 0 again: what is in them is the peer's business.
 */
static bool skip_container(struct reader *reader)
{
    size_t depth = 0;
    while (reader->at < reader->end) {
        char byte = reader->text[reader->at];
        if (byte == '"') {
            if (!skip_string(reader))
                return false;
            continue;
        }
        if (byte == '{' || byte == '[')
            depth++;
        else if (byte == '}' || byte == ']')
            depth--;
        reader->at++;
        if (depth == 0)
            return true;
    }
    return false;
}

static struct script_span read_value(struct reader *reader)
{
    skip_space(reader);
    size_t begin = reader->at;
    bool is_whole = begin < reader->end;
    if (!is_whole)
        return NONE;
    char first = reader->text[begin];
    if (first == '"') {
        is_whole = skip_string(reader);
    } else if (first == '{' || first == '[') {
        is_whole = skip_container(reader);
    } else {
        while (reader->at < reader->end && !is_end_of_word(reader->text[reader->at]))
            reader->at++;
    }
    return is_whole ? (struct script_span){begin, reader->at - begin} : NONE;
}

static bool take_byte(struct reader *reader, char byte)
{
    skip_space(reader);
    if (reader->at >= reader->end || reader->text[reader->at] != byte)
        return false;
    reader->at++;
    return true;
}

static bool is_key(const char *text, struct script_span span, const char *key)
{
    return span.size == strlen(key) + 2 && memcmp(text + span.at + 1, key, strlen(key)) == 0;
}

/* Answers false when WITHIN is no whole object. */
static bool find(const char *text, struct script_span within, const char *key,
                 struct script_span *found)
{
    struct reader reader = {.text = text, .at = within.at, .end = within.at + within.size};
    *found = NONE;
    if (!take_byte(&reader, '{'))
        return false;
    if (take_byte(&reader, '}'))
        return true;
    do {
        skip_space(&reader);
        if (reader.at >= reader.end || reader.text[reader.at] != '"')
            return false;
        struct script_span name = read_value(&reader);
        if (name.size == 0 || !take_byte(&reader, ':'))
            return false;
        struct script_span value = read_value(&reader);
        if (value.size == 0)
            return false;
        if (is_key(text, name, key))
            *found = value;
    } while (take_byte(&reader, ','));
    if (!take_byte(&reader, '}'))
        return false;
    skip_space(&reader);
    return reader.at == reader.end;
}

struct script_span script_rpc_find(const char *text, struct script_span within, const char *key)
{
    struct script_span found;
    return find(text, within, key, &found) ? found : NONE;
}

static bool is_id(const char *text, struct script_span id)
{
    return id.size == 0 || text[id.at] == '"' || text[id.at] == '-' ||
           (text[id.at] >= '0' && text[id.at] <= '9');
}

/* Answers false for what is no method's name. Some servers escape each '/'. */
static bool read_method(const char *text, struct script_span span, char *out)
{
    const char *from = text + span.at + 1;
    const char *end = text + span.at + span.size - 1;
    size_t size = 0;
    if (text[span.at] != '"')
        return false;
    for (; from < end && size + 1 < SCRIPT_RPC_METHOD_MAX; from++) {
        if (*from == '\\' && (++from == end || *from != '/'))
            return false;
        out[size++] = *from;
    }
    out[size] = '\0';
    return from == end && size > 0;
}

int script_rpc_parse(const char *text, size_t size, struct script_rpc *rpc, struct err *err)
{
    const struct script_span whole = {0, size};
    struct script_span method;
    *rpc = (struct script_rpc){.method = ""};
    if (!find(text, whole, "method", &method))
        return err_set(err, ERR_INVALID, "that is no message of JSON-RPC");
    rpc->id = script_rpc_find(text, whole, "id");
    rpc->params = script_rpc_find(text, whole, "params");
    rpc->result = script_rpc_find(text, whole, "result");
    bool is_named = method.size > 0 && read_method(text, method, rpc->method);
    if ((method.size > 0 && !is_named) || (method.size == 0 && rpc->id.size == 0) ||
        !is_id(text, rpc->id))
        return err_set(err, ERR_INVALID, "that is no message of JSON-RPC");
    return 0;
}

void script_rpc_put(const char *text, size_t size, const struct script_rpc *rpc, const char *id,
                    struct buf *out)
{
    buf_append(out, text, rpc->id.at);
    buf_add(out, id);
    buf_append(out, text + rpc->id.at + rpc->id.size, size - rpc->id.at - rpc->id.size);
}

/* URIs */

static int hex_value(char byte)
{
    const char *digits = HEX "abcdef";
    const char *found = byte ? strchr(digits, byte) : NULL;
    int value = found ? (int)(found - digits) : -1;
    return value < 16 ? value : value - 6;
}

/* The next byte of a URI in a JSON string, decoded; *STEP: how many bytes it takes there. Answers
 * -1 at the end of the string, or where a JSON escape stands for anything but '/'. */
static int next_byte(const char *text, size_t left, size_t *step)
{
    *step = 1;
    if (left == 0 || *text == '"')
        return -1;
    if (*text == '\\') {
        *step = 2;
        return left > 1 && text[1] == '/' ? '/' : -1;
    }
    int high = left > 2 && *text == '%' ? hex_value(text[1]) : -1;
    int low = high >= 0 ? hex_value(text[2]) : -1;
    if (low < 0)
        return (unsigned char)*text;
    *step = 3;
    return high * 16 + low;
}

/* How many bytes of TEXT say PREFIX; 0: they say something else. */
static size_t match(const char *text, size_t size, const char *prefix)
{
    size_t at = 0;
    for (; *prefix; prefix++) {
        size_t step;
        if (next_byte(text + at, size - at, &step) != (unsigned char)*prefix)
            return 0;
        at += step;
    }
    return at;
}

static void put_path(const char *path, struct buf *out)
{
    for (; *path; path++) {
        unsigned char byte = (unsigned char)*path;
        bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                        (byte >= '0' && byte <= '9') || strchr("/_.-~", byte);
        if (is_plain)
            buf_append(out, path, 1);
        else
            buf_addf(out, "%%%02X", byte);
    }
}

/* Size of the rest of a string, without its quote; *NAME: where its last part begins. */
static size_t rest_size(const char *text, size_t size, size_t *name)
{
    size_t at = 0;
    *name = 0;
    while (at < size && text[at] != '"') {
        at += text[at] == '\\' && at + 1 < size; /* what is escaped is the next byte */
        if (text[at++] == '/')
            *name = at;
    }
    return at;
}

/* The rest of a string as it stands, but a plain '/' for an escaped one: so the client gets the URI
 * that it gave. Answers its size. */
static size_t put_rest(const char *text, size_t size, struct buf *out)
{
    size_t at = 0;
    while (at < size && text[at] != '"') {
        size_t step = text[at] == '\\' && at + 1 < size ? 2 : 1;
        bool is_slash = step == 2 && text[at + 1] == '/';
        buf_append(out, text + at + is_slash, step - is_slash);
        at += step;
    }
    return at;
}

/* TEXT follows the scheme in a string. Answers how many bytes of it were said in another way. */
static size_t put_mapped(const char *text, size_t size, const char *from, const char *to,
                         struct buf *out)
{
    size_t step;
    size_t name;
    size_t taken = match(text, size, from);
    int next = taken > 0 ? next_byte(text + taken, size - taken, &step) : 0;
    bool is_ours = taken > 0 && (next == '/' || next == -1 || next == '#');
    if (is_ours) {
        put_path(to, out);
        return taken + put_rest(text + taken, size - taken, out);
    }
    size_t rest = rest_size(text, size, &name);
    buf_add(out, OUTSIDE);
    buf_append(out, text + name, rest - name);
    return rest;
}

void script_rpc_map(const char *text, size_t size, const char *from, const char *to,
                    struct buf *out)
{
    struct reader reader = {.text = text, .at = 0, .end = size};
    size_t copied = 0;
    while (reader.at < size) {
        if (text[reader.at] != '"') {
            reader.at++;
            continue;
        }
        size_t inside = reader.at + 1;
        size_t scheme = match(text + inside, size - inside, SCHEME);
        if (scheme > 0) {
            buf_append(out, text + copied, inside - copied);
            buf_add(out, SCHEME);
            copied = inside + scheme;
            copied += put_mapped(text + copied, size - copied, from, to, out);
        }
        if (!skip_string(&reader))
            break;
    }
    buf_append(out, text + copied, size - copied);
}
