#include "access/access_role.h"

#include <string.h>

#include "base/scope.h"

static const char *const names[] = {"nobody", "viewer", "runner", "editor", "admin"};

const char *access_role_name(enum access_role role)
{
    return names[role];
}

bool access_role_parse(const char *text, enum access_role *role)
{
    for (size_t i = ACCESS_VIEWER; i < ARRAY_LEN(names); i++) {
        if (strcmp(text, names[i]) == 0) {
            *role = (enum access_role)i;
            return true;
        }
    }
    return false;
}
