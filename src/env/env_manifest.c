#include "env/env_manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/scope.h"

#define VERSION 1
#define DIGITS  "0123456789"
#define LOWER   "abcdefghijklmnopqrstuvwxyz"
#define UPPER   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

static int wrong(struct err *err, const char *key)
{
    return err_set(err, ERR_INVALID, "manifest: key '%s' is missing or wrong", key);
}

/* Into OUT of SIZE bytes; only characters of ALLOWED, at least one. */
static bool copy_text(const char *text, const char *allowed, char *out, size_t size)
{
    if (!text || !*text || strlen(text) >= size || strspn(text, allowed) != strlen(text))
        return false;
    memcpy(out, text, strlen(text) + 1);
    return true;
}

static bool copy_name(const char *text, char out[ENV_PACKAGE_MAX])
{
    char name[ENV_PACKAGE_MAX];
    return copy_text(text, LOWER DIGITS "-", out, ENV_PACKAGE_MAX) &&
           env_source_name(text, strlen(text), name) && strcmp(name, text) == 0;
}

static int read_requires(const struct json *array, struct env_package *package, struct err *err)
{
    size_t count = json_count(array);
    if (count == 0)
        return 0;
    if (json_type(array) != JSON_ARRAY || count > ENV_REQUIRES_MAX)
        return wrong(err, "requires");
    package->requires = xcalloc(count, sizeof(char *));
    for (const struct json *at = json_first(array); at; at = json_next(at)) {
        char name[ENV_PACKAGE_MAX];
        if (!copy_name(json_string(at), name))
            return wrong(err, "requires");
        package->requires[package->require_count++] = xstrdup(name);
    }
    return 0;
}

static int read_package(const struct json *object, struct env_package *package, struct err *err)
{
    const char *sha256 = json_get_string(object, "sha256");
    if (!copy_name(json_get_string(object, "name"), package->name))
        return wrong(err, "name");
    /* PEP 440, and what older packages call their versions */
    if (!copy_text(json_get_string(object, "version"), LOWER UPPER DIGITS ".+!_-*",
                   package->version, sizeof(package->version)))
        return wrong(err, "version");
    if (sha256 && (!copy_text(sha256, "abcdef" DIGITS, package->sha256, sizeof(package->sha256)) ||
                   strlen(sha256) != SHA256_TEXT_SIZE - 1))
        return wrong(err, "sha256");
    return read_requires(json_get(object, "requires"), package, err);
}

static int read_packages(const struct json *array, struct env_manifest *out, struct err *err)
{
    size_t count = json_count(array);
    if (!array || json_type(array) != JSON_ARRAY || count > ENV_PACKAGES_MAX)
        return wrong(err, "packages");
    out->packages = xcalloc(count + 1, sizeof(*out->packages));
    for (const struct json *at = json_first(array); at; at = json_next(at)) {
        struct env_package *package = &out->packages[out->package_count++];
        if (read_package(at, package, err) < 0)
            return -1;
        if (out->package_count > 1 && strcmp(package[-1].name, package->name) >= 0)
            return err_set(err, ERR_INVALID, "manifest: packages are not in order");
    }
    return 0;
}

/* What only we write. */
static int read_origin(const struct json *root, struct env_manifest *out, struct err *err)
{
    const char *time = json_get_string(root, "created_at");
    const char *build = json_get_string(root, "build");
    const char *run = json_get_string(root, "run");
    const char *base = json_get_string(root, "base");
    const char *source = json_get_string(root, "source");
    if (build && (!env_place_is_name(build) ||
                  !copy_text(build, "abcdef" DIGITS, out->build, sizeof(out->build))))
        return wrong(err, "build");
    if (run && (!ident_parse(run, strlen(run), NULL) ||
                !copy_text(run, "abcdef-" DIGITS, out->run, sizeof(out->run))))
        return wrong(err, "run");
    if (base && (base[0] != '/' || strlen(base) >= sizeof(out->base)))
        return wrong(err, "base");
    if (base)
        memcpy(out->base, base, strlen(base) + 1);
    if (source && !copy_text(source, LOWER ".", out->source, sizeof(out->source)))
        return wrong(err, "source");
    if (time && clock_parse(time, &out->created_at_us, NULL) < 0)
        return wrong(err, "created_at");
    out->size_bytes = json_get_integer(root, "size_bytes", 0);
    return out->size_bytes < 0 ? wrong(err, "size_bytes") : 0;
}

static int read_root(const struct json *root, struct env_manifest *out, struct err *err)
{
    if (json_get_integer(root, "v", 0) != VERSION)
        return wrong(err, "v");
    if (!copy_text(json_get_string(root, "python"), LOWER UPPER DIGITS ".+", out->python,
                   sizeof(out->python)))
        return wrong(err, "python");
    if (!copy_text(json_get_string(root, "tool"), LOWER, out->tool, sizeof(out->tool)))
        return wrong(err, "tool");
    return read_packages(json_get(root, "packages"), out, err) < 0 ? -1
                                                                   : read_origin(root, out, err);
}

int env_manifest_parse(const char *text, size_t size, struct env_manifest *out, struct err *err)
{
    struct env_manifest manifest = {.package_count = 0};
    auto_json struct json *root = json_parse(text, size, err);
    if (!root)
        return err_prefix(err, "manifest");
    if (read_root(root, &manifest, err) < 0) {
        env_manifest_release(&manifest);
        return -1;
    }
    *out = manifest;
    return 0;
}

static struct json *package_json(const struct env_package *package)
{
    struct json *row = json_object();
    json_set_string(row, "name", package->name);
    json_set_string(row, "version", package->version);
    json_set_string(row, "sha256", package->sha256[0] ? package->sha256 : NULL);
    struct json *requires = json_array();
    for (size_t i = 0; i < package->require_count; i++)
        json_push(requires, json_new_string(package->requires[i]));
    json_set(row, "requires", requires);
    return row;
}

static void set_text(struct json *root, const char *key, const char *text)
{
    json_set_string(root, key, *text ? text : NULL);
}

void env_manifest_format(const struct env_manifest *manifest, struct buf *out)
{
    auto_json struct json *root = json_object();
    json_set_integer(root, "v", VERSION);
    set_text(root, "build", manifest->build);
    set_text(root, "run", manifest->run);
    set_text(root, "base", manifest->base);
    set_text(root, "source", manifest->source);
    if (manifest->created_at_us > 0) {
        char time[CLOCK_TEXT_SIZE];
        clock_format(manifest->created_at_us, time);
        json_set_string(root, "created_at", time);
    }
    json_set_integer(root, "size_bytes", manifest->size_bytes);
    json_set_string(root, "python", manifest->python);
    json_set_string(root, "tool", manifest->tool);
    struct json *packages = json_array();
    for (size_t i = 0; i < manifest->package_count; i++)
        json_push(packages, package_json(&manifest->packages[i]));
    json_set(root, "packages", packages);
    json_print(root, false, out);
    buf_add(out, "\n");
}

void env_manifest_release(struct env_manifest *manifest)
{
    for (size_t i = 0; i < manifest->package_count; i++) {
        for (size_t j = 0; j < manifest->packages[i].require_count; j++)
            free(manifest->packages[i].requires[j]);
        free(manifest->packages[i].requires);
    }
    free(manifest->packages);
    *manifest = (struct env_manifest){.package_count = 0};
}

int env_manifest_load(int envs, const char *build, struct env_manifest *out, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, ENV_MANIFEST_MAX);
    auto_fd int dir = fd_open_dir(envs, build, err);
    if (dir < 0 || fd_read_file(dir, ENV_MANIFEST, &text, err) < 0)
        return err_prefix(err, "environment '%.12s'", build);
    return env_manifest_parse(buf_text(&text), text.size, out, err);
}

static int compare(const void *key, const void *at)
{
    const struct env_package *package = at;
    return strcmp(key, package->name);
}

const struct env_package *env_manifest_find(const struct env_manifest *manifest, const char *name)
{
    return manifest->package_count == 0 ? NULL
                                        : bsearch(name, manifest->packages, manifest->package_count,
                                                  sizeof(*manifest->packages), compare);
}
