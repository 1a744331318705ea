/* env_key: the name of an environment: a hash of all that its content follows from. Equal keys are
 * one build; a key is known before anything is built, because the build's own files say where they
 * are. */
#ifndef PIRUN_ENV_ENV_KEY_H
#define PIRUN_ENV_ENV_KEY_H

#include "env/env_base.h"
#include "env/env_source.h"

/* SALT is NULL, or what makes this build another one than the last of the same files (a new lock is
 * to be resolved anew). */
void env_key_make(const struct env_settings *settings, const struct env_base *base,
                  const struct env_source *source, const char *salt, char name[ENV_NAME_SIZE]);
/* The key that a sync has once TEXT is the lock. */
void env_key_of_lock(const struct env_settings *settings, const struct env_base *base,
                     const char *text, char name[ENV_NAME_SIZE]);

#endif
