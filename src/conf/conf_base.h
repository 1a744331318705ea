/* conf_base: where a project lies. `pirun init` writes it into .pirun.yaml as base_dir, so that a
 * project that was moved or copied, with its waiting jobs, is noticed before anything runs twice.
 *
 * .pirun.yaml may be committed. In a clone base_dir then names somebody else's directory; there
 * `pirun init` writes the clone's own into var/base_dir, which is never committed and which counts
 * where base_dir does not fit. A copy takes var/base_dir along, which names the original: noticed
 * too. */
#ifndef PIRUN_CONF_CONF_BASE_H
#define PIRUN_CONF_CONF_BASE_H

#include "base/err.h"

/* BASE_DIR ("" or NULL: any is right) stands in LINE of the config file in PROJECT_DIRFD, which
 * PATH names. Directories are told by device and inode, so links on the way do not matter. Errors:
 * ERR_CONFLICT it is another directory; says what to do. */
int conf_base_check(int project_dirfd, const char *path, const char *base_dir, int line,
                    struct err *err);

/* Make the project in PROJECT_DIRFD, a clone without a var/, one that lies at PATH (absolute, no
 * links). Errors: ERR_CONFLICT there is a var/ already: it is no fresh clone; by errno. */
int conf_base_adopt(int project_dirfd, const char *path, struct err *err);

#endif
