/* base64: bytes as text. Source: RFC 4648 4. Thread: any. */
#ifndef PIRUN_BASE_BASE64_H
#define PIRUN_BASE_BASE64_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Append the text of SIZE BYTES, with '=' to a multiple of four when IS_PADDED. */
void base64_encode(const uint8_t *bytes, size_t size, bool is_padded, struct buf *out);
/* Decode SIZE bytes of TEXT into OUT, at most ROOM; '=' at the end may be missing. False: it is not
 * base64, or does not fit. */
bool base64_decode(const char *text, size_t size, uint8_t *out, size_t room, size_t *used);

#endif
