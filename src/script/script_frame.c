#include "script/script_frame.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define NAME   "Content-Length"
#define EMPTY  "\r\n\r\n"
#define DIGITS 10 /* of a length: more is too large in any case */

void script_frame_init(struct script_frame *frame, size_t most)
{
    *frame = (struct script_frame){.most = most};
    buf_init(&frame->text, (most > SCRIPT_FRAME_HEAD_MAX ? most : SCRIPT_FRAME_HEAD_MAX) + 1);
}

void script_frame_release(struct script_frame *frame)
{
    buf_release(&frame->text);
}

/* The value of a header line, NULL when it is another header. */
static const char *value_of(const char *line, size_t size)
{
    size_t name = strlen(NAME);
    if (size <= name || strncasecmp(line, NAME, name) != 0 || line[name] != ':')
        return NULL;
    line += name + 1;
    while (*line == ' ' || *line == '\t')
        line++;
    return line;
}

static int read_length(const char *text, size_t *length, struct err *err)
{
    size_t digits = strspn(text, "0123456789");
    *length = 0;
    for (size_t i = 0; i < digits && digits <= DIGITS; i++)
        *length = *length * 10 + (size_t)(text[i] - '0');
    text += digits;
    text += strspn(text, " \t");
    if (digits == 0 || digits > DIGITS || strncmp(text, "\r\n", 2) != 0)
        return err_set(err, ERR_INVALID, "the language server's Content-Length is no number");
    return 0;
}

/* The head is whole, and ends with its empty line. */
static int read_head(struct script_frame *frame, struct err *err)
{
    const char *line = buf_text(&frame->text);
    bool is_found = false;
    while (strncmp(line, "\r\n", 2) != 0) {
        const char *end = strstr(line, "\r\n");
        if (!end)
            break; /* a NUL in it */
        const char *value = value_of(line, (size_t)(end - line));
        if (value && (is_found || read_length(value, &frame->size, err) < 0))
            return err_set(err, ERR_INVALID, "the language server's Content-Length is malformed");
        is_found = is_found || value;
        line = end + 2;
    }
    if (!is_found)
        return err_set(err, ERR_INVALID, "the language server sent something without a length");
    if (frame->size > frame->most)
        return err_set(err, ERR_TOO_LARGE, "the language server sent a message of %zu bytes",
                       frame->size);
    frame->has_head = true;
    buf_clear(&frame->text);
    return 0;
}

static bool head_is_whole(const struct script_frame *frame)
{
    const struct buf *text = &frame->text;
    return text->size >= 4 && memcmp(text->data + text->size - 4, EMPTY, 4) == 0;
}

/* Byte by byte: heads are short. */
static int take_head(struct script_frame *frame, char byte, struct err *err)
{
    buf_append(&frame->text, &byte, 1);
    if (frame->text.size > SCRIPT_FRAME_HEAD_MAX)
        return err_set(err, ERR_INVALID, "the language server sent a head without an end");
    return head_is_whole(frame) ? read_head(frame, err) : 0;
}

static void take_body(struct script_frame *frame, const char *data, size_t size,
                      script_frame_cb on_message, void *ctx)
{
    buf_append(&frame->text, data, size);
    if (frame->text.size < frame->size)
        return;
    on_message(ctx, buf_text(&frame->text), frame->text.size);
    frame->has_head = false;
    buf_clear(&frame->text);
}

int script_frame_feed(struct script_frame *frame, const char *data, size_t size,
                      script_frame_cb on_message, void *ctx, struct err *err)
{
    while (size > 0 || (frame->has_head && frame->size == 0)) {
        size_t part = frame->has_head ? frame->size - frame->text.size : 1;
        part = part < size ? part : size;
        if (frame->has_head)
            take_body(frame, data, part, on_message, ctx);
        else if (take_head(frame, *data, err) < 0)
            return -1;
        data += part;
        size -= part;
    }
    return 0;
}

size_t script_frame_head(size_t size, char head[SCRIPT_FRAME_HEAD])
{
    int length = snprintf(head, SCRIPT_FRAME_HEAD, NAME ": %zu" EMPTY, size); /* fits */
    return (size_t)length;
}
