#include "web/web_file_name.h"

#include <string.h>

#include "base/buf.h"

/* Source: RFC 8187 3.2.1, attr-char, without those that shells and old browsers mistake. */
static bool is_plain(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte != '\0' && strchr("._-+", byte));
}

void web_file_name_add(struct web_call *call, const char *name)
{
    auto_buf struct buf value;
    buf_init(&value, 4096); /* a name of 255 bytes takes a quarter of it */
    buf_add(&value, "attachment; filename=\"");
    for (const char *at = name; *at; at++)
        buf_addf(&value, "%c", is_plain(*at) ? *at : '_');
    buf_add(&value, "\"; filename*=UTF-8''");
    for (const char *at = name; *at; at++)
        buf_addf(&value, is_plain(*at) ? "%c" : "%%%02X", (unsigned char)*at);
    web_call_add(call, "content-disposition", buf_text(&value));
}
