/* banned: calls that this code never makes, turned into errors by the preprocessor's poison. Forced
 * into every translation unit of ours after the system's headers have been read (see
 * cmake/PirunFlags.cmake). */
#ifndef PIRUN_BASE_BANNED_H
#define PIRUN_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* glibc makes these two macros where the compiler has no __builtin_va_arg_pack (clang). */
#undef sprintf
#undef vsprintf

#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol gets localtime gmtime strerror \
    mktemp system popen

#endif
