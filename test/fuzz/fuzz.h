/* fuzz: the entry that libFuzzer calls, and the assertion of fuzz targets. Read before every target
 * (-include). */
#ifndef PIRUN_FUZZ_H
#define PIRUN_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Source: https://llvm.org/docs/LibFuzzer.html, "Fuzz Target". Answers 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void fuzz_require(bool is_true)
{
    if (!is_true)
        abort();
}

#endif
