/* env_lock: requirements.lock as text: every package of an environment with its exact version, and
 * the hash of its file where that is known of all. */
#ifndef PIRUN_ENV_ENV_LOCK_H
#define PIRUN_ENV_ENV_LOCK_H

#include "env/env_manifest.h"

/* Append the lock of MANIFEST; options of pip's in REQUIREMENTS (an index of its own) come
 * along. */
void env_lock_format(const struct env_manifest *manifest, const char *requirements,
                     struct buf *out);

#endif
