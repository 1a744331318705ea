/* env_source: what the project's files ask of its environment: requirements.lock when it is there,
 * else requirements.txt, else the dependencies in pyproject.toml. Read once, as a whole: what is
 * hashed is what is built. Files that these name (-r, -c) are read along, below the project only.
 * Source: PEP 508, PEP 503, "Requirements File Format" of pip's documentation. */
#ifndef PIRUN_ENV_ENV_SOURCE_H
#define PIRUN_ENV_ENV_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "job/job.h"

#define ENV_LOCK_FILE         "requirements.lock"
#define ENV_REQUIREMENTS_FILE "requirements.txt"
#define ENV_PYPROJECT_FILE    "pyproject.toml"
#define ENV_TEXT_MAX          ((size_t)4 * 1024 * 1024) /* bytes of all files together */
#define ENV_PACKAGE_MAX       128                       /* bytes of a package's name, and a NUL */

struct env_source {
    const char *file; /* which of the three, or "nothing" */
    struct buf text;  /* what the builder reads: for pyproject.toml the file itself */
    struct buf constraints;
    /* requirements.txt as it was read and as it will be (install, remove); IS_CHANGED: they
     * differ */
    struct buf before, after;
    bool is_changed;
    char wrong_name[ENV_PACKAGE_MAX]; /* REMOVE: a package that requirements.txt does not name */
};

/* Read what JOB, a build, is made from. Install and remove are worked into the text; versions of
 * the lock then hold for all other packages as constraints.
 * Owns: release with env_source_release. Errors: ERR_NOT_FOUND a file that is named is missing, or
 * a package that is to be removed is not in requirements.txt; ERR_INVALID editable requirements,
 * files outside of the project, packages to be added beside a pyproject.toml; ERR_TOO_LARGE. */
int env_source_read(int project, const struct job *job, struct env_source *source, struct err *err);
void env_source_release(struct env_source *source);
#define auto_source __attribute__((cleanup(env_source_release)))

/* The normalized name (PEP 503) of the package that LINE of SIZE bytes asks for. False: a comment,
 * an option of pip's or nothing. */
bool env_source_name(const char *line, size_t size, char name[ENV_PACKAGE_MAX]);

#endif
