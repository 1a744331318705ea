/* output_count: newlines in a stretch of bytes. Internal to the room. */
#ifndef PIRUN_OUTPUT_OUTPUT_COUNT_H
#define PIRUN_OUTPUT_OUTPUT_COUNT_H

#include <stddef.h>
#include <stdint.h>

int64_t output_count_newlines(const char *data, size_t size);
/* Where the NUMBERth (from 1) newline of DATA is; NULL when there are fewer. */
const char *output_count_find(const char *data, size_t size, int64_t number);

#endif
