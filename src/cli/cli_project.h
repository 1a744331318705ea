/* cli_project: the project that a command is about: found, its config read, its spool, records
 * and index opened, each only when it is needed. */
#ifndef PIRUN_CLI_CLI_PROJECT_H
#define PIRUN_CLI_CLI_PROJECT_H

#include <stdbool.h>

#include "base/err.h"
#include "cli/cli_args.h"
#include "conf/conf.h"
#include "spool/spool.h"
#include "store/store.h"
#include "store/store_index.h"

struct cli_project {
    char *path; /* absolute, without symbolic links */
    char *base; /* absolute: what relative paths on the command line are relative to */
    int dirfd;
    struct conf conf;
    bool has_conf;
    struct spool spool;
    bool has_spool;
    struct store store; /* valid with has_spool */
    struct store_index *index;
    bool was_index_tried;
    char **program_argv;
};

/* Find the project of ARGS: -C DIR; else, for a command that takes [DIR], its first positional;
 * else the nearest directory upwards from here that holds .pirun.yaml. Does not read the config.
 * Owns: the caller closes with cli_project_close, also after a failure. Errors: ERR_NOT_FOUND
 * with the way out; ERR_INVALID PIRUN_URL is set: what was meant there must not happen here. */
int cli_project_find(struct cli_project *project, const struct cli_args *args, struct err *err);
/* Read the config. Errors: as conf_load. */
int cli_project_conf(struct cli_project *project, struct err *err);
/* Open var/ and the records. Errors: as spool_open. */
int cli_project_spool(struct cli_project *project, struct err *err);
/* All three: what most commands begin with. */
int cli_project_open(struct cli_project *project, const struct cli_args *args, struct err *err);
/* The index for reading, or NULL when there is none: then the files answer. May start the program
 * again to load SQLite (base/lazy.h), so the first call comes before any effect on the world. */
struct store_index *cli_project_index(struct cli_project *project);
void cli_project_close(struct cli_project *project);
#define auto_project __attribute__((cleanup(cli_project_close)))

/* PROJECT/var/NAME. Owns: returns the text. */
char *cli_project_var(const struct cli_project *project, const char *name);

/* Make *OUT the path of FILE relative to the project, as a job file wants it: FILE is relative to
 * the project's base (-C or the current directory), or else to the project itself, or absolute.
 * Owns: *OUT belongs to the caller.
 * Errors: ERR_NOT_FOUND; ERR_INVALID it lies outside the project. */
int cli_project_script(const struct cli_project *project, const char *file, char **out,
                       struct err *err);

#endif
