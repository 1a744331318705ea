/* web_byterange: the Range header, for one range of bytes. Pure. Source: RFC 9110 14. */
#ifndef PIRUN_WEB_WEB_BYTERANGE_H
#define PIRUN_WEB_WEB_BYTERANGE_H

#include <stdint.h>

enum web_byterange_verdict {
    WEB_BYTERANGE_ALL,  /* no header, or one to ignore: several ranges, other units, nonsense */
    WEB_BYTERANGE_PART, /* 206 */
    WEB_BYTERANGE_NONE  /* 416: it begins behind the end */
};

/* TEXT is the header's value or NULL, SIZE that of the whole. *OFFSET and *LENGTH are set for
 * WEB_BYTERANGE_PART; LENGTH is at least 1. */
enum web_byterange_verdict web_byterange_parse(const char *text, int64_t size, int64_t *offset,
                                               int64_t *length);

#endif
