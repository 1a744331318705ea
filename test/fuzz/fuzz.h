/* fuzz: the one function of a fuzz target, as libFuzzer and standalone.c call it. It must return 0; a wrong
 * result is an abort. Source: https://llvm.org/docs/LibFuzzer.html */
#ifndef PIRUN_FUZZ_FUZZ_H
#define PIRUN_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data,
                           size_t size); // NOLINT(readability-identifier-naming)

#endif
