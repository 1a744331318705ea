/* files_path: paths from outside, judged by their text alone: is it the form of a path below the
 * project, and may that path be read or written through the file API? */
#ifndef PIRUN_FILES_FILES_PATH_H
#define PIRUN_FILES_FILES_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/rel.h"

#define FILES_NAME_MAX 255 /* bytes of one part. Source: NAME_MAX, limits.h */

enum files_want {
    FILES_READ,
    FILES_WRITE,
    FILES_WRITE_ADMIN /* FILES_WRITE, and .pirun.yaml */
};

/* TEXT, percent-decoded once, must be relative, without empty, "." and ".." parts, control bytes
 * and NUL, valid UTF-8, at most 4095 bytes and 255 a part.
 * Errors: ERR_INVALID with the reason; ERR_FORBIDDEN as files_path_judge. Thread: any. */
int files_path_parse(const char *text, size_t size, enum files_want want, struct rel *out,
                     struct err *err);
/* The same, where "" and "." are the project itself: OUT is "" then. */
int files_path_parse_dir(const char *text, size_t size, enum files_want want, struct rel *out,
                         struct err *err);
/* May PATH be reached? Never: var/. Not written: .git, .venv, and .pirun.yaml but by
 * FILES_WRITE_ADMIN. These are names at the top of the project: elsewhere they mean nothing
 * special.
 * Errors: ERR_FORBIDDEN with a sentence. */
int files_path_judge(const char *path, enum files_want want, struct err *err);
/* True when PATH is DIR or lies below it. */
bool files_path_is_below(const char *path, const char *dir);

#endif
