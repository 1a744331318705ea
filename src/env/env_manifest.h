/* env_manifest: what is in an environment. The builder writes it inside the sandbox, where the code
 * of packages may have run: it is read as a stranger's bytes, and what is kept is written anew. */
#ifndef PIRUN_ENV_ENV_MANIFEST_H
#define PIRUN_ENV_ENV_MANIFEST_H

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/sha256.h"
#include "env/env_place.h"
#include "env/env_source.h"

#define ENV_MANIFEST     "manifest.json"
#define ENV_MANIFEST_MAX ((size_t)4 * 1024 * 1024)
#define ENV_PACKAGES_MAX 5000
#define ENV_VERSION_SIZE 64
#define ENV_REQUIRES_MAX 500

struct env_package {
    char name[ENV_PACKAGE_MAX]; /* normalized */
    char version[ENV_VERSION_SIZE];
    char sha256[SHA256_TEXT_SIZE]; /* of the file that it came from, "" unknown */
    char **requires;               /* names */
    size_t require_count;
};

struct env_manifest {
    char python[ENV_VERSION_SIZE]; /* "3.11.2" */
    char tool[8];
    struct env_package *packages;
    size_t package_count;
    /* By who put it in place; "" and 0 in what a builder writes. */
    char build[ENV_NAME_SIZE], run[IDENT_TEXT_SIZE], base[PATH_MAX], source[32];
    int64_t created_at_us, size_bytes;
};

/* Owns: *OUT is released with env_manifest_release after success.
 * Errors: ERR_INVALID with the key that is wrong. */
int env_manifest_parse(const char *text, size_t size, struct env_manifest *out, struct err *err);
void env_manifest_format(const struct env_manifest *manifest, struct buf *out);
void env_manifest_release(struct env_manifest *manifest);
#define auto_manifest __attribute__((cleanup(env_manifest_release)))

/* Of a build that is in place. Errors: ERR_NOT_FOUND; ERR_INVALID. */
int env_manifest_load(int envs, const char *build, struct env_manifest *out, struct err *err);
/* NULL: not in there. NAME is normalized. */
const struct env_package *env_manifest_find(const struct env_manifest *manifest, const char *name);

#endif
