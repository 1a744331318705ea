/* exec_place: directories below var/ that a run uses beside its own records: what the script may
 * fill, and the environment that it holds. Inner part of the supervisor. */
#ifndef PIRUN_EXEC_EXEC_PLACE_H
#define PIRUN_EXEC_EXEC_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define EXEC_PLACE_ARTIFACTS "artifacts" /* in the run's directory; kept with the run */
#define EXEC_PLACE_SCRATCH   "tmp"       /* the same, for where /tmp is not the run's own */
#define EXEC_PLACE_COPY      "project"   /* in there: the files of a commit */

/* Make PATH ("var/runs/<id>/NAME") for the script alone; it may be there already (another attempt).
 * IS_BOXLESS: the script comes by this path; where it is another user than we are, the directories
 * above let it pass then, by name only. Errors: by errno. */
int exec_place_make(int project_fd, const char *path, bool is_boxless, struct err *err);
/* Names at the top of a project that a script must not bring into the world: people's tools, and
 * later runs, trust what is in them. Those that exist are read-only for it. */
#define EXEC_PLACE_TRUSTED 2
struct exec_place_trusted {
    bool was_there[EXEC_PLACE_TRUSTED];
};
void exec_place_look(int project_fd, struct exec_place_trusted *trusted);
/* Move what the run has made of them into its directory; TEXT gets a sentence when there was
 * something. */
void exec_place_seize(int project_fd, int run_fd, const struct exec_place_trusted *trusted,
                      char *text, size_t size);

/* True when no other run of the project goes on. */
bool exec_place_is_alone(int var_fd);
/* Remove what is not kept from the run's directory. Empty artifacts are not kept. */
void exec_place_clear(int run_fd);
/* Keep PATH, a directory below VAR_FD, in use: nobody collects it while the descriptor is open.
 * Owns: returns the descriptor. Errors: ERR_NOT_FOUND it is gone; CURE says what then helps.
 * Source: flock(2). */
int exec_place_hold(int var_fd, const char *path, const char *cure, struct err *err);

#endif
