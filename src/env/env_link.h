/* env_link: `.venv` of the project, for people and their editors: a link to the current
 * environment. No run goes by it. What somebody made there is moved aside, never removed. */
#ifndef PIRUN_ENV_ENV_LINK_H
#define PIRUN_ENV_ENV_LINK_H

#include <stdbool.h>

#include "env/env_place.h"

#define ENV_LINK_ASIDE      ".venv.before-pirun"
#define ENV_LINK_MOVED_SIZE 40

/* Whether `.venv` leads to BUILD. */
bool env_link_agrees(int project, const char *build);
/* Make it so. MOVED gets the new name of what stood there, "" when nothing did or only a link of
 * ours. Atomic: there is an old or a new `.venv` at every moment but for a directory's move.
 * Errors: by errno. */
int env_link_put(int project, const char *build, char moved[ENV_LINK_MOVED_SIZE], struct err *err);

#endif
