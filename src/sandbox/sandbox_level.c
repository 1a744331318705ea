#include "sandbox/sandbox_level.h"

#include <string.h>

#include "base/scope.h"

#define CONTAINED \
    (SANDBOX_PART_USER | SANDBOX_PART_RIGHTS | SANDBOX_PART_PRIVILEGES | SANDBOX_PART_SECCOMP)
#define OWN_PLACE \
    (SANDBOX_PART_NAMESPACES | SANDBOX_PART_PROC | SANDBOX_PART_COUNT_OWN | SANDBOX_PART_LANDLOCK)

static const struct {
    const char *name;
    unsigned parts; /* when nothing is missing */
    unsigned core;  /* that make it this level */
} levels[] = {
    [SANDBOX_LEVEL_OFF] = {"off", 0, 0},
    [SANDBOX_LEVEL_BASIC] = {"basic", CONTAINED | SANDBOX_PART_NET, SANDBOX_PART_SECCOMP},
    [SANDBOX_LEVEL_LANDLOCK] = {"landlock", CONTAINED | SANDBOX_PART_NET | SANDBOX_PART_LANDLOCK,
                                SANDBOX_PART_LANDLOCK},
    [SANDBOX_LEVEL_NAMESPACES] = {"namespaces", CONTAINED | SANDBOX_PART_NET | OWN_PLACE,
                                  SANDBOX_PART_NAMESPACES},
    [SANDBOX_LEVEL_FULL] = {"full", CONTAINED | SANDBOX_PART_NET | OWN_PLACE | SANDBOX_PARTS_CGROUP,
                            CONTAINED | SANDBOX_PART_NAMESPACES | SANDBOX_PARTS_CGROUP},
};

static const struct sandbox_protection protections[] = {
    {"fs", "namespace", SANDBOX_PART_NAMESPACES, 0, "namespaces"},
    {"fs", "landlock", SANDBOX_PART_LANDLOCK, SANDBOX_PART_NAMESPACES, "Landlock"},
    {"proc", NULL, SANDBOX_PART_NAMESPACES, 0, "namespaces"},
    {"ipc", NULL, SANDBOX_PART_NAMESPACES, 0, "namespaces"},
    {"net", NULL, SANDBOX_PART_NET, 0, "'network' left out of the job"},
    {"user", NULL, SANDBOX_PART_USER, 0, "a project that does not belong to root"},
    {"capabilities", NULL, SANDBOX_PART_RIGHTS, 0, "run.sandbox other than 'off'"},
    {"seccomp", NULL, SANDBOX_PART_SECCOMP, 0, "a kernel with seccomp filters"},
    {"landlock", NULL, SANDBOX_PART_LANDLOCK, 0, "a kernel with Landlock"},
    {"no_new_privs", NULL, SANDBOX_PART_PRIVILEGES, 0, "run.sandbox other than 'off'"},
    {"memory", "cgroup", SANDBOX_PART_MEMORY_CGROUP, 0, "a delegated cgroup"},
    {"memory", "watch", 0, SANDBOX_PART_MEMORY_CGROUP, NULL},
    {"pids", "cgroup", SANDBOX_PART_PIDS_CGROUP, 0, "a delegated cgroup"},
    {"pids", "rlimit", SANDBOX_PART_COUNT_OWN, SANDBOX_PART_PIDS_CGROUP, "namespaces"},
    {"cpu", "cgroup", SANDBOX_PART_CPU_CGROUP, 0, "a delegated cgroup"},
    {"cpu", "affinity", 0, SANDBOX_PART_CPU_CGROUP, NULL},
    {"disk", "watch", 0, 0, NULL},
    {"rlimits", NULL, 0, 0, NULL},
    {"session", NULL, 0, 0, NULL},
    {"descriptors", NULL, 0, 0, NULL},
    {"environment", NULL, 0, 0, NULL},
    {"subreaper", NULL, 0, 0, NULL},
};

const char *sandbox_level_name(enum sandbox_level level)
{
    return levels[level].name;
}

bool sandbox_level_parse(const char *name, enum sandbox_level *out)
{
    for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
        if (strcmp(levels[i].name, name) == 0) {
            *out = (enum sandbox_level)i;
            return true;
        }
    }
    return false;
}

unsigned sandbox_level_parts(enum sandbox_level level)
{
    return levels[level].parts;
}

enum sandbox_level sandbox_level_of(unsigned parts)
{
    size_t level = ARRAY_LEN(levels) - 1;
    while (level > 0 && (parts & levels[level].core) != levels[level].core)
        level--;
    return (enum sandbox_level)level;
}

const struct sandbox_protection *sandbox_protections(size_t *count)
{
    *count = ARRAY_LEN(protections);
    return protections;
}

static bool is_given(const struct sandbox_protection *row, unsigned parts)
{
    return row->parts == 0 || (row->parts & parts) != 0;
}

/* NAME is "fs" or "fs:namespace". */
static bool is_named(const struct sandbox_protection *row, const char *name)
{
    size_t size = strlen(row->name);
    if (strncmp(row->name, name, size) != 0)
        return false;
    return name[size] == '\0' ||
           (name[size] == ':' && row->means && strcmp(name + size + 1, row->means) == 0);
}

bool sandbox_has(unsigned parts, const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(protections); i++) {
        if (is_named(&protections[i], name) && is_given(&protections[i], parts))
            return true;
    }
    return false;
}

bool sandbox_find(const char *name, unsigned *parts)
{
    bool is_known = false;
    *parts = 0;
    for (size_t i = 0; i < ARRAY_LEN(protections); i++) {
        if (!is_named(&protections[i], name))
            continue;
        *parts |= protections[i].parts;
        is_known = true;
    }
    return is_known;
}

bool sandbox_require(unsigned parts, const char *name, unsigned *needed)
{
    unsigned given = 0;
    for (size_t i = 0; i < ARRAY_LEN(protections); i++) {
        if (!is_named(&protections[i], name) || !is_given(&protections[i], parts))
            continue;
        if (protections[i].parts == 0)
            return true;
        given |= protections[i].parts & parts;
    }
    /* a box is all or nothing: its start says so by itself, and another way may be left */
    if (!(given & SANDBOX_PART_NAMESPACES))
        *needed |= given;
    return given != 0;
}

void sandbox_list_in_force(unsigned parts, struct buf *out)
{
    for (size_t i = 0; i < ARRAY_LEN(protections); i++) {
        const struct sandbox_protection *row = &protections[i];
        if (!is_given(row, parts) || (row->unless & parts) != 0)
            continue;
        buf_addf(out, "%s%s", out->size ? "," : "", row->name);
        if (row->means)
            buf_addf(out, ":%s", row->means);
    }
}
