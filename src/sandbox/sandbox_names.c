#include "sandbox/sandbox_names.h"

#include <string.h>

#include "base/scope.h"

static const char *const programs[] = {"/usr",   "/bin",   "/sbin",  "/lib",
                                       "/lib32", "/lib64", "/libx32"};
static const char *const devices[] = {"/dev/null",   "/dev/zero",    "/dev/full",
                                      "/dev/random", "/dev/urandom", "/dev/tty"};
/* Each costs a mount. */
static const char *const etc[] = {
    "/etc/alternatives", "/etc/fonts",      "/etc/ld.so.cache", "/etc/localtime",
    "/etc/magic",        "/etc/mime.types", "/etc/protocols",   "/etc/python3",
    "/etc/python3.11",   "/etc/python3.13", "/etc/services",
};
static const char *const network[] = {"/etc/ca-certificates", "/etc/gai.conf",    "/etc/host.conf",
                                      "/etc/pip.conf",        "/etc/resolv.conf", "/etc/ssl"};
static const char *const protected[] = {".git", ".venv", ".pirun.yaml"};

static const struct {
    const char *const *names;
    size_t count;
} lists[] = {
    [SANDBOX_NAMES_PROGRAMS] = {programs, ARRAY_LEN(programs)},
    [SANDBOX_NAMES_DEVICES] = {devices, ARRAY_LEN(devices)},
    [SANDBOX_NAMES_ETC] = {etc, ARRAY_LEN(etc)},
    [SANDBOX_NAMES_NETWORK] = {network, ARRAY_LEN(network)},
    [SANDBOX_NAMES_PROTECTED] = {protected, ARRAY_LEN(protected)},
};

const char *const *sandbox_names(enum sandbox_names which, size_t *count)
{
    *count = lists[which].count;
    return lists[which].names;
}

bool sandbox_names_has(enum sandbox_names which, const char *name)
{
    for (size_t i = 0; i < lists[which].count; i++) {
        if (strcmp(lists[which].names[i], name) == 0)
            return true;
    }
    return false;
}
