/* json_scan: one strict pass over JSON text, without a tree: is every byte of it right, and where
 * does a value begin. A part of json, which is the door for all others. */
#ifndef PIRUN_BASE_JSON_SCAN_H
#define PIRUN_BASE_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Check that TEXT is exactly one JSON value, apart from duplicate keys (which need the keys
 * decoded: json.c).
 * Errors: ERR_INVALID "LINE:COLUMN: what". */
int json_scan_check(const char *text, size_t size, struct err *err);

/* See json_is_cut. */
bool json_scan_is_cut(const char *text, size_t size);

/* Where a value begins in TEXT, which json_scan_check accepted. PATH: COUNT ordinals from 0, one
 * per level, from the root down; they must exist. IS_KEY: where the key of the last one begins.
 * Answers the offset in bytes. */
size_t json_scan_find(const char *text, size_t size, const size_t *path, size_t count, bool is_key);

/* Units: both from 1, the column in bytes. */
void json_scan_position(const char *text, size_t at, int *line, int *column);

#endif
