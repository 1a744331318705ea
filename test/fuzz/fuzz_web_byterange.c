/* A Range header of a file whose size is the first four bytes: a part lies within the file and is
 * not empty. */
#include <string.h>

#include "web/web_byterange.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[256];
    uint32_t file_size;
    if (size < sizeof(file_size) || size - sizeof(file_size) >= sizeof(text))
        return 0;
    memcpy(&file_size, data, sizeof(file_size));
    memcpy(text, data + sizeof(file_size), size - sizeof(file_size));
    text[size - sizeof(file_size)] = '\0';
    int64_t offset = -1;
    int64_t length = -1;
    enum web_byterange_verdict verdict = web_byterange_parse(text, file_size, &offset, &length);
    if (verdict == WEB_BYTERANGE_PART)
        fuzz_require(offset >= 0 && length >= 1 && offset + length <= file_size);
    return 0;
}
