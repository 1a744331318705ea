#include "output/output_count.h"

#include <string.h>

/* A loop of known length over bytes: compilers turn it into vector code. memchr(3) per line is as
 * fast for long lines, but a script that prints nothing but newlines would make it ten times slower
 * than the disk. */
#define BLOCK 128

int64_t output_count_newlines(const char *data, size_t size)
{
    int64_t count = 0;
    for (; size >= BLOCK; data += BLOCK, size -= BLOCK) {
        unsigned char found = 0; /* at most BLOCK */
        for (int i = 0; i < BLOCK; i++)
            found = (unsigned char)(found + (data[i] == '\n'));
        count += found;
    }
    for (size_t i = 0; i < size; i++)
        count += data[i] == '\n';
    return count;
}

const char *output_count_find(const char *data, size_t size, int64_t number)
{
    const char *end = data + size;
    while (data < end) {
        const char *found = memchr(data, '\n', (size_t)(end - data));
        if (!found || --number == 0)
            return found;
        data = found + 1;
    }
    return NULL;
}
