/* lazy: libraries that only some commands need are not loaded by the others (ADR 0011). Loading
 * libh2o with OpenSSL costs 1.6 ms and libgit2 3.4 ms of dynamic linking on a fast machine; `pirun
 * submit` needs neither. Their symbols are weak and undefined; a command that needs them starts
 * this same program again with the libraries preloaded. */
#ifndef PIRUN_BASE_LAZY_H
#define PIRUN_BASE_LAZY_H

#include "base/err.h"

enum lazy_library {
    LAZY_H2O = 1,
    LAZY_SQLITE = 2,
    LAZY_GIT = 4,
    LAZY_CURL = 8,
    LAZY_ZLIB = 16
};

/* Make sure that the libraries of the bit set WANTED are there. Answers 0 when they are (also when
 * they were linked plainly). Otherwise executes /proc/self/exe again with the same ARGV and does
 * not answer. Errors: ERR_INTERNAL when the second start still lacks one: names the missing
 * package. Thread: main, before others. */
int lazy_load(unsigned wanted, char *const argv[], struct err *err);

/* Forget the traces of the second start in the environment, so that no child inherits them. Call
 * first in main. */
void lazy_init(void);

#endif
