#include "term/term_message.h"

#include <string.h>

#include "base/scope.h"

static bool read_side(const struct json *value, uint16_t *out)
{
    int64_t number = 0;
    if (!value || !json_integer(value, &number) || number < 1 || number > TERM_SIDE_MAX)
        return false;
    *out = (uint16_t)number;
    return true;
}

static int read_resize(const struct json *value, struct term_message *out, struct err *err)
{
    const struct json *columns = json_type(value) == JSON_ARRAY ? json_first(value) : NULL;
    const struct json *rows = columns ? json_next(columns) : NULL;
    out->kind = TERM_MESSAGE_RESIZE;
    if (read_side(columns, &out->columns) && read_side(rows, &out->rows) && !json_next(rows))
        return 0;
    return err_set(err, ERR_INVALID, "'resize' must be [columns, rows], each from 1 to %d",
                   TERM_SIDE_MAX);
}

static int read_ack(const struct json *value, struct term_message *out, struct err *err)
{
    int64_t offset = 0;
    out->kind = TERM_MESSAGE_ACK;
    if (!json_integer(value, &offset) || offset < 0)
        return err_set(err, ERR_INVALID, "'ack' must be the offset behind what was shown");
    out->offset = (uint64_t)offset;
    return 0;
}

int term_message_parse(const char *text, size_t size, struct term_message *out, struct err *err)
{
    *out = (struct term_message){.kind = TERM_MESSAGE_ACK};
    auto_json struct json *message = json_parse(text, size, err);
    if (!message)
        return err_prefix(err, "the message is not JSON");
    const struct json *only = json_type(message) == JSON_OBJECT ? json_first(message) : NULL;
    if (!only || json_next(only))
        return err_set(err, ERR_INVALID, "a message is an object with one key");
    if (strcmp(json_key(only), "resize") == 0)
        return read_resize(only, out, err);
    if (strcmp(json_key(only), "ack") == 0)
        return read_ack(only, out, err);
    return err_set(err, ERR_INVALID, "a message has 'resize' or 'ack', not '%.40s'",
                   json_key(only));
}
