/* rel: a path below the project, proved by its form: relative, no "..", no ".", no empty part, no
 * NUL, no control byte, valid UTF-8, at most 4095 bytes. It says nothing about what is on the disk:
 * opening it is openat2's job. */
#ifndef PIRUN_BASE_REL_H
#define PIRUN_BASE_REL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define REL_MAX 4095

struct rel {
    char text[REL_MAX + 1];
};

/* A leading "./" is dropped. Errors: ERR_INVALID with the reason. */
int rel_parse(const char *text, size_t size, struct rel *out, struct err *err);
/* Open REL below DIRFD without leaving it and without following any symbolic link.
 * FLAGS as open(2), O_CLOEXEC is added. Owns: returns a descriptor. Errors: ERR_NOT_FOUND,
 * ERR_FORBIDDEN (a link or a way out), by errno else. Source: openat2(2), RESOLVE_BENEATH |
 * RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS. */
int rel_open(int dirfd, const struct rel *rel, int flags, struct err *err);
bool rel_has_suffix(const struct rel *rel, const char *suffix);
/* True when SIZE bytes at TEXT are valid UTF-8 (no surrogates, no overlong forms, at most
 * U+10FFFF). */
bool rel_is_utf8(const char *text, size_t size);
/* Bytes of the valid UTF-8 sequence that TEXT begins with, LEFT bytes at most; 0 when there is
 * none. */
size_t rel_utf8_size(const char *text, size_t left);

#endif
