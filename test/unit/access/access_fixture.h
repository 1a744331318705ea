/* access_fixture: a directory that stands for var/. */
#ifndef ACCESS_FIXTURE_H
#define ACCESS_FIXTURE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "access/access_token.h"

struct access_fixture {
    char path[64];
    int var;
};

/* cmocka's set-up and tear-down; *STATE becomes a struct access_fixture. */
int access_fixture_make(void **state);
int access_fixture_remove(void **state);

mode_t access_fixture_mode(int var, const char *name);
void access_fixture_write(int var, const char *name, const char *text);
/* The content of NAME. Owns: the caller frees. */
char *access_fixture_read(int var, const char *name);
/* A token made in the file; SECRET gets its text. */
struct access_token access_fixture_token(int var, const char *name, enum access_role role,
                                         char secret[ACCESS_TOKEN_TEXT_MAX]);

#endif
