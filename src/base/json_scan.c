#include "base/json_scan.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/rel.h"

/* cJSON copies a number into 64 bytes before it reads it; a longer one would be cut. No double
 * needs more. */
#define NUMBER_SIZE_MAX 60
#define UTF8_SIZE_MAX   4

#define NO_WORD "a word is neither true, false or null nor in double quotes"

struct scan {
    const char *text;
    size_t size;
    size_t at;
    const char *problem; /* set once, together with the place */
    size_t problem_at;
    bool has_met_end; /* more bytes might have made a difference */
};

static bool scan_value(struct scan *scan, int depth);

static bool fail_at(struct scan *scan, size_t at, const char *problem)
{
    scan->problem = problem;
    scan->problem_at = at;
    return false;
}

static bool fail(struct scan *scan, const char *problem)
{
    if (scan->at >= scan->size) {
        problem = "the text ends too early";
        scan->has_met_end = true;
    }
    return fail_at(scan, scan->at, problem);
}

/* The byte to be read next; NUL at the end, which is no part of JSON either. */
static char peek(struct scan *scan)
{
    if (scan->at < scan->size)
        return scan->text[scan->at];
    scan->has_met_end = true;
    return '\0';
}

static bool accept(struct scan *scan, char wanted)
{
    if (peek(scan) != wanted)
        return false;
    scan->at++;
    return true;
}

static void skip_space(struct scan *scan)
{
    while (peek(scan) == ' ' || peek(scan) == '\t' || peek(scan) == '\n' || peek(scan) == '\r')
        scan->at++;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool skip_digits(struct scan *scan)
{
    if (!is_digit(peek(scan)))
        return fail(scan, "a digit is missing in a number");
    while (is_digit(peek(scan)))
        scan->at++;
    return true;
}

static bool is_in_range(const char *digits, size_t size)
{
    char text[NUMBER_SIZE_MAX + 1];
    memcpy(text, digits, size);
    text[size] = '\0';
    double value = strtod(text, NULL); /* the form is checked; nobody here sets LC_NUMERIC */
    return fabs(value) <= (double)JSON_INTEGER_MAX;
}

static bool scan_number(struct scan *scan)
{
    size_t start = scan->at;
    (void)accept(scan, '-');
    if (accept(scan, '0')) {
        if (is_digit(peek(scan)))
            return fail_at(scan, start, "a number begins with a zero that means nothing");
    } else if (!skip_digits(scan)) {
        return false;
    }
    if (accept(scan, '.') && !skip_digits(scan))
        return false;
    if (accept(scan, 'e') || accept(scan, 'E')) {
        if (!accept(scan, '+'))
            (void)accept(scan, '-');
        if (!skip_digits(scan))
            return false;
    }
    if (scan->at - start > NUMBER_SIZE_MAX)
        return fail_at(scan, start, "a number has more than 60 characters");
    if (!is_in_range(scan->text + start, scan->at - start))
        return fail_at(scan, start,
                       "a number is beyond 9007199254740991, which is as far as JSON is exact");
    return true;
}

static int hex_value(char byte)
{
    if (is_digit(byte))
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

static bool scan_hex4(struct scan *scan, unsigned *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++, scan->at++) {
        int value = hex_value(peek(scan));
        if (value < 0)
            return fail(scan, "'\\u' needs four hexadecimal digits");
        *unit = *unit << 4 | (unsigned)value;
    }
    return true;
}

/* Behind "\u". A code point beyond the first 65,536 takes two of them. */
static bool scan_unicode(struct scan *scan)
{
    size_t start = scan->at - 2;
    unsigned unit;
    if (!scan_hex4(scan, &unit))
        return false;
    if (unit == 0)
        return fail_at(scan, start, "a string has the character NUL (\\u0000)");
    if (unit < 0xd800 || unit > 0xdfff)
        return true;
    unsigned low = 0;
    if (unit >= 0xdc00 || !accept(scan, '\\') || !accept(scan, 'u') || !scan_hex4(scan, &low) ||
        low < 0xdc00 || low > 0xdfff)
        return fail_at(scan, start, "half of a surrogate pair stands alone");
    return true;
}

static bool scan_escape(struct scan *scan)
{
    char kind = peek(scan);
    if (kind == 'u') {
        scan->at++;
        return scan_unicode(scan);
    }
    if (kind == '\0' || !strchr("\"\\/bfnrt", kind))
        return fail(scan, "a backslash is followed by something that JSON does not know");
    scan->at++;
    return true;
}

static bool scan_plain(struct scan *scan)
{
    if ((unsigned char)peek(scan) < 0x20)
        return fail(scan, "a string has a raw control character; write it with a backslash");
    size_t step = rel_utf8_size(scan->text + scan->at, scan->size - scan->at);
    if (step == 0) {
        scan->has_met_end = scan->has_met_end || scan->size - scan->at < UTF8_SIZE_MAX;
        return fail(scan, "a string is not valid UTF-8");
    }
    scan->at += step;
    return true;
}

static bool scan_string(struct scan *scan)
{
    size_t start = scan->at++;
    while (!accept(scan, '"')) {
        if (scan->at >= scan->size)
            return fail_at(scan, start, "a string is not closed");
        if (!(accept(scan, '\\') ? scan_escape(scan) : scan_plain(scan)))
            return false;
    }
    return true;
}

static bool scan_word(struct scan *scan, const char *word)
{
    size_t start = scan->at;
    for (; *word; word++) {
        if (!accept(scan, *word))
            return fail_at(scan, start, NO_WORD);
    }
    return true;
}

static bool scan_key(struct scan *scan)
{
    if (peek(scan) != '"')
        return fail(scan, "a key in double quotes is missing");
    if (!scan_string(scan))
        return false;
    skip_space(scan);
    if (!accept(scan, ':'))
        return fail(scan, "':' is missing behind a key");
    skip_space(scan);
    return true;
}

/* An object or array, from its opening bracket. */
static bool scan_container(struct scan *scan, int depth)
{
    bool is_object = peek(scan) == '{';
    char end = is_object ? '}' : ']';
    if (depth > JSON_DEPTH_MAX)
        return fail(scan, "nested more than 32 deep");
    scan->at++;
    skip_space(scan);
    if (accept(scan, end))
        return true;
    for (;;) {
        if (is_object && !scan_key(scan))
            return false;
        if (!scan_value(scan, depth))
            return false;
        skip_space(scan);
        if (accept(scan, end))
            return true;
        if (!accept(scan, ','))
            return fail(scan, is_object ? "',' or '}' is missing" : "',' or ']' is missing");
        skip_space(scan);
        if (peek(scan) == end)
            return fail(scan, "a comma stands before the closing bracket");
    }
}

/* What people write who think of JavaScript or Python. */
static bool refuse_value(struct scan *scan)
{
    char byte = peek(scan);
    if (byte == '\'')
        return fail(scan, "a string is in single quotes; JSON wants double quotes");
    if (byte == '/' || byte == '#')
        return fail(scan, "JSON has no comments");
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'))
        return fail(scan, NO_WORD);
    return fail(scan, "a value is missing");
}

static bool scan_value(struct scan *scan, int depth)
{
    switch (peek(scan)) {
    case '{':
    case '[':
        return scan_container(scan, depth + 1);
    case '"':
        return scan_string(scan);
    case 't':
        return scan_word(scan, "true");
    case 'f':
        return scan_word(scan, "false");
    case 'n':
        return scan_word(scan, "null");
    case '-':
        return scan_number(scan);
    default:
        return is_digit(peek(scan)) ? scan_number(scan) : refuse_value(scan);
    }
}

static bool scan_document(struct scan *scan)
{
    if (scan->size >= 3 && memcmp(scan->text, "\xef\xbb\xbf", 3) == 0)
        return fail(scan, "the text begins with a byte order mark; save it as UTF-8 without one");
    skip_space(scan);
    if (scan->at == scan->size)
        return fail_at(scan, scan->at, "the text is empty");
    if (!scan_value(scan, 0))
        return false;
    skip_space(scan);
    return scan->at == scan->size || fail(scan, "something follows the end of the value");
}

bool json_scan_is_cut(const char *text, size_t size)
{
    struct scan scan = {.text = text, .size = size};
    if (scan_document(&scan))
        return false;
    return scan.has_met_end || scan.size == scan.at || text[scan.problem_at] == '\0';
}

int json_scan_check(const char *text, size_t size, struct err *err)
{
    struct scan scan = {.text = text, .size = size};
    if (scan_document(&scan))
        return 0;
    int line;
    int column;
    json_scan_position(text, scan.problem_at, &line, &column);
    return err_set(err, ERR_INVALID, "%d:%d: %s", line, column, scan.problem);
}

size_t json_scan_find(const char *text, size_t size, const size_t *path, size_t count, bool is_key)
{
    struct scan scan = {.text = text, .size = size};
    skip_space(&scan);
    for (size_t level = 0; level < count; level++) {
        bool is_object = peek(&scan) == '{';
        scan.at++;
        skip_space(&scan);
        for (size_t i = 0; i < path[level]; i++) {
            bool is_right = (!is_object || scan_key(&scan)) && scan_value(&scan, 0);
            assert(is_right);
            skip_space(&scan);
            scan.at++; /* the comma */
            skip_space(&scan);
        }
        if (is_object && !(is_key && level + 1 == count))
            (void)scan_key(&scan); /* checked before */
    }
    return scan.at;
}

void json_scan_position(const char *text, size_t at, int *line, int *column)
{
    *line = 1;
    size_t line_start = 0;
    for (size_t i = 0; i < at; i++) {
        if (text[i] == '\n') {
            ++*line;
            line_start = i + 1;
        }
    }
    *column = (int)(at - line_start) + 1;
}
