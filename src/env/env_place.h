/* env_place: var/envs, where environments live.
 *
 *   <build>        an immutable environment: 32 hexadecimal digits, a whole directory or not there
 *   <other>        a link to a <build> that other files of the project lead to as well
 *   tmp.<run id>   being built, or left behind by a build that died
 *   state          which build is current, and which ones were (env_state)
 *   lock           held by whoever changes any of this
 *
 * Nothing of it can be reached by a script, but the one build that its run uses, read-only.
 * Thread: any. */
#ifndef PIRUN_ENV_ENV_PLACE_H
#define PIRUN_ENV_ENV_PLACE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/fd.h"
#include "base/ident.h"
#include "env/env_settings.h"

#define ENV_DIR        "envs" /* below var/ */
#define ENV_NAME_SIZE  33     /* of a build: 32 hexadecimal digits and a NUL */
#define ENV_SHORT      12     /* as many are shown to people */
#define ENV_TMP_PREFIX "tmp."
#define ENV_NOTES      ".pirun" /* in a build: what it was made from, how it went */

/* The project that this is about. All borrowed. */
struct env_place {
    const char *project_path; /* absolute */
    int project;              /* the same directory */
    const struct env_settings *settings;
    enum fd_durability durability;
};

/* Open var/envs, which is made when IS_MADE. Owns: returns a descriptor.
 * Errors: ERR_NOT_FOUND; by errno. */
int env_place_open(const struct env_place *place, bool is_made, struct err *err);
/* Open var/runs/<id>. Owns: returns a descriptor. */
int env_place_open_run(const struct env_place *place, const struct ident *id, struct err *err);
/* Wait for the lock on ENVS. Owns: returns a descriptor that holds it until closed. */
int env_place_lock(int envs, struct err *err);
/* Whether NAME has the form of a build's name. */
bool env_place_is_name(const char *name);
/* Make *BUILD the build that NAME is or links to. Answers false when there is none. */
bool env_place_find(int envs, const char *name, char build[ENV_NAME_SIZE]);
/* "tmp.<id>" */
#define ENV_TMP_SIZE (sizeof(ENV_TMP_PREFIX) + IDENT_TEXT_SIZE)
void env_place_tmp(const struct ident *id, char name[ENV_TMP_SIZE]);

#endif
