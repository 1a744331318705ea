/* crash_file: looking at the files of a project, and nothing else. Paths are relative to DIRFD. A
 * directory that is missing counts as empty. */
#ifndef PIRUN_CRASH_FILE_H
#define PIRUN_CRASH_FILE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"

#define CRASH_FILE_MAX ((size_t)4 * 1024 * 1024)

/* How many entries of the directory PATH end in SUFFIX, those that begin with a dot (a writer's own
 * temporary ones) not counted; NAME (may be NULL) gets one of them. */
size_t crash_file_count(int dirfd, const char *path, const char *suffix, char name[NAME_MAX + 1]);
/* True when anything at all lies there but the door's own folders. */
bool crash_file_has_any(int dirfd, const char *path);
/* The entry number AT of that directory in no order; false when there is none. */
bool crash_file_at(int dirfd, const char *path, size_t at, char name[NAME_MAX + 1]);
bool crash_file_has_text(int dirfd, const char *path, const char *text);
size_t crash_file_lines(int dirfd, const char *path);
/* Owns: returns a tree. Errors: what fd_read_file and json_parse say. */
struct json *crash_file_json(int dirfd, const char *path, struct err *err);
/* Copy the program PROGRAM (absolute) to PATH: a run sees its project and no build directory. */
void crash_file_install(int dirfd, const char *path, const char *program);
void crash_file_write(int dirfd, const char *path, const char *text);
void crash_file_remove_tree(const char *path);

#endif
