/* spool_name: what a file's name in the door says. Names are bytes from outside: only their form is
 * looked at, and they are never trusted to be text. */
#ifndef PIRUN_SPOOL_SPOOL_NAME_H
#define PIRUN_SPOOL_SPOOL_NAME_H

#include <limits.h>
#include <stdbool.h>

#include "base/ident.h"

#define SPOOL_NAME_SIZE      (NAME_MAX + 1)
/* The longest file name that still fits into claim/ behind "<id>~". */
#define SPOOL_NAME_CLAIM_MAX (NAME_MAX - IDENT_TEXT_SIZE)

/* True for names that writers and editors use for files that are not finished, and for the door's
 * own folders: begins with . or #, ends in ~ .tmp .part .filepart .swp, is "tmp" or "claim". */
bool spool_name_is_ignored(const char *file);
bool spool_name_has_json(const char *file);
/* FILE without ".json", under which its receipt lies. */
void spool_name_stem(const char *file, char stem[SPOOL_NAME_SIZE]);
/* True when FILE is "<UUIDv7>.json"; OUT may be NULL. */
bool spool_name_ident(const char *file, struct ident *out);
/* "<id>.json". */
#define SPOOL_NAME_ID_SIZE (IDENT_TEXT_SIZE + 5)
void spool_name_of(const struct ident *id, char file[SPOOL_NAME_ID_SIZE]);
/* "<id>~FILE"; false when it would be too long for a name. */
bool spool_name_claim(const struct ident *id, const char *file, char claim[SPOOL_NAME_SIZE]);
/* The reverse; FILE points into CLAIM. */
bool spool_name_parse_claim(const char *claim, struct ident *id, const char **file);

#endif
