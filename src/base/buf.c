#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 256

void buf_init(struct buf *buf, size_t cap)
{
    *buf = (struct buf){.cap = cap};
}

void buf_release(struct buf *buf)
{
    free(buf->data);
    *buf = (struct buf){.cap = buf->cap};
}

void buf_clear(struct buf *buf)
{
    buf->size = 0;
    buf->has_failed = false;
    if (buf->data)
        buf->data[0] = '\0';
}

char *buf_room(struct buf *buf, size_t size)
{
    if (buf->has_failed || size > buf->cap || buf->size > buf->cap - size) {
        buf->has_failed = true;
        return NULL;
    }
    size_t needed = buf->size + size + 1;
    if (needed > buf->capacity) {
        size_t capacity = buf->capacity ? buf->capacity : FIRST_CAPACITY;
        while (capacity < needed)
            capacity *= 2;
        buf->data = xrealloc(buf->data, capacity);
        buf->capacity = capacity;
    }
    return buf->data + buf->size;
}

void buf_grew(struct buf *buf, size_t size)
{
    buf->size += size;
    buf->data[buf->size] = '\0';
}

void buf_append(struct buf *buf, const void *data, size_t size)
{
    char *room = buf_room(buf, size);
    if (!room)
        return;
    if (size)
        memcpy(room, data, size);
    buf_grew(buf, size);
}

void buf_add(struct buf *buf, const char *text)
{
    buf_append(buf, text, strlen(text));
}

void buf_addf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *room = size < 0 ? NULL : buf_room(buf, (size_t)size);
    if (!room) {
        buf->has_failed = true;
        return;
    }
    va_start(args, format);
    (void)vsnprintf(room, (size_t)size + 1, format,
                    args); /* measured above, buf_room counts the NUL */
    va_end(args);
    buf_grew(buf, (size_t)size);
}

bool buf_ok(const struct buf *buf)
{
    return !buf->has_failed;
}

const char *buf_text(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

char *buf_take(struct buf *buf)
{
    char *text = buf->data ? buf->data : xstrdup("");
    *buf = (struct buf){.cap = buf->cap};
    return text;
}

static void *or_abort(void *memory)
{
    if (!memory) {
        (void)fputs("<2>pirun: out of memory\n",
                    stderr); /* nothing left to do about a failed message */
        abort();
    }
    return memory;
}

void *xmalloc(size_t size)
{
    return or_abort(malloc(size ? size : 1));
}

void *xcalloc(size_t count, size_t size)
{
    return or_abort(calloc(count ? count : 1, size ? size : 1));
}

void *xrealloc(void *old, size_t size)
{
    return or_abort(realloc(old, size ? size : 1));
}

char *xstrdup(const char *text)
{
    return text ? or_abort(strdup(text)) : NULL;
}

char *xstrndup(const char *text, size_t size)
{
    return or_abort(strndup(text, size));
}

char *xasprintf(const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    int size = vasprintf(&text, format, args);
    va_end(args);
    return or_abort(size < 0 ? NULL : text);
}
