/* access_role: what somebody may do. Each role may do all that the one before it may. */
#ifndef PIRUN_ACCESS_ACCESS_ROLE_H
#define PIRUN_ACCESS_ACCESS_ROLE_H

#include <stdbool.h>

enum access_role {
    ACCESS_NOBODY, /* of a route: everybody may, without a token */
    ACCESS_VIEWER, /* reads */
    ACCESS_RUNNER, /* runs and cancels */
    ACCESS_EDITOR, /* files, git, environments, terminal */
    ACCESS_ADMIN   /* tokens, configuration */
};

const char *access_role_name(enum access_role role); /* "viewer" …; "nobody" */
/* False when TEXT names no role that a token can have. */
bool access_role_parse(const char *text, enum access_role *role);

#endif
