/* buf: bytes that grow up to a cap. Append freely and ask buf_ok once: after the first append that
 * did not fit, the buffer stays failed and further appends do nothing. Allocation failure aborts
 * (xmalloc), the cap does not. DATA is always NUL-terminated and never NULL once something was
 * appended; use buf_text for a never-NULL view. */
#ifndef PIRUN_BASE_BUF_H
#define PIRUN_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *data;
    size_t size;     /* bytes used, without the NUL */
    size_t capacity; /* bytes allocated */
    size_t cap;      /* most bytes that may be used */
    bool has_failed;
};

void buf_init(struct buf *buf, size_t cap);
void buf_release(struct buf *buf);
/* Forget the content and the failure, keep the memory. */
void buf_clear(struct buf *buf);
void buf_append(struct buf *buf, const void *data, size_t size);
void buf_add(struct buf *buf, const char *text);
void buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Make room for SIZE more bytes and answer where they go, or NULL beyond the cap; buf_grew tells
 * how many were written. */
char *buf_room(struct buf *buf, size_t size);
void buf_grew(struct buf *buf, size_t size);
bool buf_ok(const struct buf *buf);
const char *buf_text(const struct buf *buf);
/* Owns: returns the text, which the caller frees; the buffer is empty afterwards. */
char *buf_take(struct buf *buf);

#define auto_buf __attribute__((cleanup(buf_release)))

/* Allocation that aborts when memory is out: sizes from outside are limited before (design:
 * errors). */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *text); /* NULL gives NULL */
char *xstrndup(const char *text, size_t size);
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
