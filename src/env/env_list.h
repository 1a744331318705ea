/* env_list: the builds that are there. */
#ifndef PIRUN_ENV_ENV_LIST_H
#define PIRUN_ENV_ENV_LIST_H

#include "env/env_place.h"

struct env_listed {
    char build[ENV_NAME_SIZE];
    int64_t left_at_us; /* when it was built, or current for the last time */
    int64_t size_bytes;
};

/* Newest first. Owns: returns an array of *COUNT, freed with free; NULL when there is none. */
struct env_listed *env_list_read(int envs, size_t *count);
/* Make *BUILD the one whose name begins with TEXT.
 * Errors: ERR_NOT_FOUND; ERR_INVALID several do, or TEXT is no beginning of a name. */
int env_list_resolve(int envs, const char *text, char build[ENV_NAME_SIZE], struct err *err);

#endif
