/* env_keep: what may go of var/envs: builds beyond the rules of `env.keep`, links to what is gone,
 * places of builds that died. The current build, the one before it (rollback leads there) and those
 * that runs use stay, whatever the rules say. */
#ifndef PIRUN_ENV_ENV_KEEP_H
#define PIRUN_ENV_ENV_KEEP_H

#include "env/env_place.h"

/* Remove leftovers tmp.<id> of builds that no server carries any more. Thread: any. */
void env_keep_sweep(const struct env_place *place, int envs);
/* Remove builds by age, count and size. The caller holds the lock. Answers how many went. */
size_t env_keep_collect(const struct env_place *place, int envs);
/* BUILD is current no more from now on: its age counts from here. */
void env_keep_left(int envs, const char *build);

#endif
