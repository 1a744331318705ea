/* Random recipes: a project in any state that a script could leave it in, and a spec with any value
 * that its types allow. The same seed makes the same recipe. */
#ifndef PIRUN_TEST_RANDOM_RECIPE_H
#define PIRUN_TEST_RANDOM_RECIPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "sandbox/sandbox.h"

#define RANDOM_BINDS_MAX 4

/* Below HOME: "outside" is nobody's business (a canary), "shared" what binds may name. */
struct random_recipe {
    uint64_t state; /* of the generator */
    char home[64];
    char project_path[80];
    int project;
    struct sandbox_spec spec;
    struct sandbox_bind binds[RANDOM_BINDS_MAX];
    bool has_config;          /* .pirun.yaml is a file */
    const char *program;      /* NULL: the probe */
    bool has_writable_inside; /* a bind may make writable again what is protected in the project */
};

/* HOME must be there and empty. */
void random_recipe_make(struct random_recipe *recipe, uint64_t seed, const char *home);
/* Removes what was made in HOME. */
void random_recipe_release(struct random_recipe *recipe);
void random_recipe_describe(const struct random_recipe *recipe, struct buf *out);

/* All names, kinds, owners, sizes and times below PATH: another text when anything was changed. */
void random_recipe_list(const char *path, struct buf *out);

#endif
