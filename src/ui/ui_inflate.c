#define ZLIB_CONST /* what is read stays as it is */
#include <stdlib.h>
#include <zlib.h>

#include "base/buf.h"
#include "ui/ui.h"

#define GZIP_WINDOW (MAX_WBITS + 16) /* with the head and the checksum of gzip. Source: zlib.h */

void *ui_inflate(const struct ui_file *file, struct err *err)
{
    unsigned char *content = xmalloc(file->size + 1);
    z_stream stream = {.next_in = file->gzip.data,
                       .avail_in = (uInt)file->gzip.size,
                       .next_out = content,
                       .avail_out = (uInt)file->size + 1};
    int result = inflateInit2(&stream, GZIP_WINDOW);
    if (result == Z_OK) {
        result = inflate(&stream, Z_FINISH);
        (void)inflateEnd(&stream); /* complains only of a stream that is not one */
    }
    if (result == Z_STREAM_END && stream.total_out == file->size)
        return content;
    free(content);
    (void)err_set(err, ERR_INTERNAL, "'%s' cannot be unpacked: the program file is damaged",
                  file->path);
    return NULL;
}
