/* env_note: what the files of a build's run say about it, in var/runs/<id>/ where no script comes:
 * build.json, written before it starts, is what its end goes by; environment.json, written last of
 * all, is what became of it. */
#ifndef PIRUN_ENV_ENV_NOTE_H
#define PIRUN_ENV_ENV_NOTE_H

#include "base/json.h"
#include "env/env_place.h"
#include "env/env_source.h"

#define ENV_NOTE_BEGIN   "build.json"
#define ENV_NOTE_OUTCOME "environment.json"

struct env_note {
    char key[ENV_NAME_SIZE];
    char file[32]; /* env_source.file */
    char *base;    /* path of the interpreter */
    char *before;  /* requirements.txt then; NULL: there was none, or it is not to be changed */
    char *after;   /* and as it will be; NULL: it stays as it is */
    char *asked;   /* what the builder was given, for the options in it */
};

int env_note_write(int run, const struct env_note *note, enum fd_durability durability,
                   struct err *err);
/* Owns: release with env_note_release. Errors: ERR_NOT_FOUND; ERR_INVALID. */
int env_note_read(int run, struct env_note *note, struct err *err);
void env_note_release(struct env_note *note);
#define auto_note __attribute__((cleanup(env_note_release)))

/* What became of a build: {v, ok, build, is_current, packages, is_reused, moved?, locked?} or {v,
 * ok, code, text}. Owns: the reader frees it with json_free.
 * Errors: ERR_NOT_FOUND it is not settled yet. */
struct json *env_note_outcome(int run, struct err *err);
int env_note_settle(int run, const struct json *outcome, enum fd_durability durability,
                    struct err *err);

#endif
