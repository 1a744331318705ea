/* env_finish: the end of a build's run: what was built is looked at, sealed, and put in place by
 * one rename; then the project's files, the pointer and the link follow. Trusted code, outside of
 * the sandbox. Each step can be cut off by a kill and is done again from the start: whoever reads
 * sees the old environment or the new one. */
#ifndef PIRUN_ENV_ENV_FINISH_H
#define PIRUN_ENV_ENV_FINISH_H

#include "env/env_place.h"
#include "job/run.h"

/* True when the run of a build has ended and nothing has followed from that yet. */
bool env_finish_is_due(const struct env_place *place, const struct run *run);
/* Carry out what follows from the end of RUN, a build: of a success the environment is put in
 * place, of anything else its place is cleared. runs/<id>/environment.json tells the outcome; when
 * a build that went well cannot be put in place, its result becomes a failure that says why.
 * Errors: ERR_NO_SPACE, by errno: not even the outcome could be written; again goes on. */
int env_finish(const struct env_place *place, const struct run *run, struct err *err);
/* The same for a build without a run (`pirun init`): tmp.<ID>, made from nothing, becomes KEY. */
int env_finish_plain(const struct env_place *place, const struct ident *id, const char *key,
                     const char *base, struct err *err);
/* What is left of builds that died goes; once, when a server starts. */
void env_finish_sweep(const struct env_place *place);

#endif
