/* env_fixture: a scratch project with var/, and builds as a builder would leave them. */
#ifndef PIRUN_TEST_ENV_FIXTURE_H
#define PIRUN_TEST_ENV_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "env/env_place.h"
#include "env/env_state.h"
#include "job/run.h"

struct env_fixture {
    char path[64];
    int project, envs;
    struct env_settings settings;
    struct env_place place;
};

int env_fixture_open(void **state);
int env_fixture_close(void **state);

void env_fixture_write(const char *name, const char *text);
/* Owns: returned. NULL: not there. */
char *env_fixture_read(const char *name);
bool env_fixture_exists(const char *name);
/* Leave what a successful build of KEY leaves: tmp.<id> with one package, and the notes of its run.
 * ACTION as the job's. */
void env_fixture_build(struct run *run, const char *key, enum job_build action);
/* A build in place, LEFT_S seconds ago. */
void env_fixture_put(const char *key, int64_t left_s);

extern struct env_fixture fixture;

#endif
