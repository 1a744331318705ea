#include "env/env_lock.h"

#include <string.h>

/* pip takes all hashes or none. */
static bool has_all_hashes(const struct env_manifest *manifest)
{
    for (size_t i = 0; i < manifest->package_count; i++) {
        if (!manifest->packages[i].sha256[0])
            return false;
    }
    return true;
}

static void add_options(const char *requirements, struct buf *out)
{
    while (*requirements) {
        size_t size = strcspn(requirements, "\n");
        if (requirements[0] == '-')
            buf_addf(out, "%.*s\n", (int)size, requirements);
        requirements += size;
        requirements += *requirements == '\n';
    }
}

void env_lock_format(const struct env_manifest *manifest, const char *requirements, struct buf *out)
{
    bool has_hashes = has_all_hashes(manifest);
    buf_addf(out,
             "# Made by 'pirun env' for Python %s: change " ENV_REQUIREMENTS_FILE
             " and run 'pirun env lock'\n",
             manifest->python);
    add_options(requirements, out);
    for (size_t i = 0; i < manifest->package_count; i++) {
        const struct env_package *package = &manifest->packages[i];
        buf_addf(out, "%s==%s", package->name, package->version);
        if (has_hashes)
            buf_addf(out, " \\\n    --hash=sha256:%s", package->sha256);
        buf_add(out, "\n");
    }
}
