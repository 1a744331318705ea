/* access_session_file: var/sessions.json, which only the server of the project reads and writes. A
 * restart, or an upgrade, signs nobody out. */
#ifndef PIRUN_ACCESS_ACCESS_SESSION_FILE_H
#define PIRUN_ACCESS_ACCESS_SESSION_FILE_H

#include "access/access_session.h"

/* Owns: *OUT belongs to the caller. Errors: ERR_INTERNAL what is wrong with it. */
int access_sessions_parse(const char *text, size_t size, struct access_sessions *out,
                          struct err *err);
/* What the file should say. The set counts as written from now on; who fails to write sets
 * is_dirty again. Owns: returns the root. */
struct json *access_sessions_json(struct access_sessions *sessions);

/* A file that is not there is an empty set. One that is damaged is moved to var/sessions.json.bad,
 * and NOTE tells (and is empty else): everybody signs in again, but nobody gets in by it.
 * Owns: *OUT belongs to the caller. Errors: by errno. Thread: any that may block. */
int access_sessions_load(int var, struct access_sessions *out, struct err *note, struct err *err);
int access_sessions_save(int var, const struct json *root, struct err *err);

#endif
