/* Where a request's body ends. Its bytes go on as they are; only their number matters. */
#include "preview/preview_head.h"

#define DIGITS_MOST 12 /* of a chunk's size: 2^48 bytes */

/* Of a chunked body. Source: RFC 9112 7.1. */
enum step {
    STEP_SIZE,      /* hexadecimal digits */
    STEP_EXTENSION, /* up to the end of the line */
    STEP_SIZE_END,  /* its line feed */
    STEP_DATA,
    STEP_DATA_END,     /* carriage return */
    STEP_DATA_END_TOO, /* line feed */
    STEP_TRAILER,      /* at the beginning of a line */
    STEP_TRAILER_LINE,
    STEP_TRAILER_LINE_END,
    STEP_LAST /* the line feed of the empty line */
};

struct preview_body preview_body_of(const struct preview_head *head)
{
    struct preview_body body = {.kind = head->body, .left = head->body_size, .step = STEP_SIZE};
    body.is_over = head->body == PREVIEW_BODY_NONE ||
                   (head->body == PREVIEW_BODY_SIZED && head->body_size == 0);
    return body;
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static int read_size(struct preview_body *body, char c)
{
    int digit = digit_of(c);
    if (digit >= 0 && body->digits < DIGITS_MOST) {
        body->left = body->left * 16 + digit;
        body->digits++;
        return STEP_SIZE;
    }
    bool is_end = c == '\r' || c == ';' || c == ' ' || c == '\t';
    body->is_bad |= body->digits == 0 || !is_end;
    return c == '\r' ? STEP_SIZE_END : STEP_EXTENSION;
}

/* Up to a carriage return; a line feed alone ends no line here, so nobody may see one in it. */
static int read_line(struct preview_body *body, char c, int here, int then)
{
    body->is_bad |= c == '\n' || c == '\0';
    return c == '\r' ? then : here;
}

static int expect(struct preview_body *body, char c, char wanted, int then)
{
    body->is_bad |= c != wanted;
    return then;
}

static int begin_chunk(struct preview_body *body)
{
    body->digits = 0;
    body->left = 0;
    return STEP_SIZE;
}

static void take_byte(struct preview_body *body, char c)
{
    switch ((enum step)body->step) {
    case STEP_SIZE:
        body->step = read_size(body, c);
        break;
    case STEP_EXTENSION:
        body->step = read_line(body, c, STEP_EXTENSION, STEP_SIZE_END);
        break;
    case STEP_SIZE_END:
        body->step = expect(body, c, '\n', body->left > 0 ? STEP_DATA : STEP_TRAILER);
        break;
    case STEP_DATA: /* taken whole, not by bytes */
        break;
    case STEP_DATA_END:
        body->step = expect(body, c, '\r', STEP_DATA_END_TOO);
        break;
    case STEP_DATA_END_TOO:
        body->step = expect(body, c, '\n', begin_chunk(body));
        break;
    case STEP_TRAILER:
        body->step = read_line(body, c, STEP_TRAILER_LINE, STEP_LAST);
        break;
    case STEP_TRAILER_LINE:
        body->step = read_line(body, c, STEP_TRAILER_LINE, STEP_TRAILER_LINE_END);
        break;
    case STEP_TRAILER_LINE_END:
        body->step = expect(body, c, '\n', STEP_TRAILER);
        break;
    case STEP_LAST:
        body->is_over = expect(body, c, '\n', 1);
        break;
    }
}

static size_t take_data(struct preview_body *body, size_t size)
{
    size_t taken = (int64_t)size < body->left ? size : (size_t)body->left;
    body->left -= (int64_t)taken;
    return taken;
}

size_t preview_body_take(struct preview_body *body, const char *data, size_t size)
{
    size_t at = 0;
    if (body->kind == PREVIEW_BODY_SIZED && !body->is_over) {
        at = take_data(body, size);
        body->is_over = body->left == 0;
        return at;
    }
    while (at < size && !body->is_over && !body->is_bad) {
        if (body->step == STEP_DATA) {
            at += take_data(body, size - at);
            body->step = body->left ? STEP_DATA : STEP_DATA_END;
        } else {
            take_byte(body, data[at]);
            at += body->is_bad ? 0 : 1;
        }
    }
    return at;
}
