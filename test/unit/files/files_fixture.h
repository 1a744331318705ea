/* files_fixture: a scratch project with a var/, a secret beside it, and ways to fill both. */
#ifndef PIRUN_TEST_FILES_FIXTURE_H
#define PIRUN_TEST_FILES_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "files/files.h"
#include "files/files_own.h"

#define SECRET "secret of another place"

struct fixture {
    char home[64]; /* holds project/ and outside/secret */
    int homefd;
    int dirfd; /* the project */
    struct files *files;
    struct err err;
};

int fixture_make(void **state);
int fixture_remove(void **state);
/* Open the project's files anew with these settings. */
void fixture_reopen(struct fixture *fixture, bool is_following, bool is_walking);
/* Below the project; parents are there. */
void fixture_write(const struct fixture *fixture, const char *path, const char *text);
void fixture_dir(const struct fixture *fixture, const char *path);
void fixture_link(const struct fixture *fixture, const char *target, const char *path);
/* Fail unless the file below DIRFD holds TEXT. */
void fixture_expect(int dirfd, const char *path, const char *text);
bool fixture_has(const struct fixture *fixture, const char *path);
/* PATH as a rel that is not judged. */
struct rel fixture_rel(const char *path);

#endif
