#include "cli/cli_project.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lazy.h"
#include "base/log.h"
#include "base/scope.h"
#include "cli/cli_say.h"

static bool holds_config(const char *directory)
{
    auto_free char *path = xasprintf("%s/%s", directory, CONF_FILE);
    return access(path, F_OK) == 0;
}

/* Walk upwards from PATH, which is shortened in place. */
static bool find_upwards(char *path)
{
    while (!holds_config(path)) {
        char *slash = strrchr(path, '/');
        if (!slash || !path[1])
            return false;
        slash[slash == path ? 1 : 0] = '\0';
    }
    return true;
}

static char *real_directory(const char *path, struct err *err)
{
    auto_free char *real = realpath(path, NULL);
    struct stat st;
    if (!real || stat(real, &st) < 0) {
        (void)err_errno(err, "no directory '%s'", path);
        return NULL;
    }
    if (!S_ISDIR(st.st_mode)) {
        (void)err_set(err, ERR_INVALID, "'%s' is not a directory", path);
        return NULL;
    }
    return take(real);
}

static int find_named(struct cli_project *project, const char *directory, struct err *err)
{
    project->path = real_directory(directory, err);
    if (!project->path)
        return -1;
    if (!holds_config(project->path))
        return err_set(err, ERR_NOT_FOUND,
                       "'%.150s' is no project: 'pirun init' there makes it one", directory);
    return 0;
}

static int find_project(struct cli_project *project, const struct cli_args *args, struct err *err)
{
    project->base = real_directory(args->directory ? args->directory : ".", err);
    if (!project->base)
        return -1;
    bool takes_dir = args->command->flags & CLI_TAKES_DIR;
    if (takes_dir && args->positional_count > 0)
        return find_named(project, args->positionals[0], err);
    if (args->directory)
        return find_named(project, args->directory, err);
    project->path = xstrdup(project->base);
    if (find_upwards(project->path))
        return 0;
    return err_set(err, ERR_NOT_FOUND,
                   "no %s here or above: 'pirun init' makes a project, -C DIR names one",
                   CONF_FILE);
}

/* What was meant for a server elsewhere must not happen here. */
static int check_is_here(const struct cli_args *args, struct err *err)
{
    const char *url = cli_environment("PIRUN_URL");
    if (!url || !*url)
        return 0;
    return err_set(err, ERR_INVALID,
                   "'pirun %s' is not available remotely yet: unset PIRUN_URL to work here",
                   args->command->name);
}

int cli_project_find(struct cli_project *project, const struct cli_args *args, struct err *err)
{
    *project = (struct cli_project){.dirfd = -1, .program_argv = args->program_argv};
    if (check_is_here(args, err) < 0)
        return -1;
    if (find_project(project, args, err) < 0)
        return -1;
    project->dirfd = open(project->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return project->dirfd < 0 ? err_errno(err, "cannot open '%s'", project->path) : 0;
}

int cli_project_conf(struct cli_project *project, struct err *err)
{
    if (project->has_conf)
        return 0;
    if (conf_load(project->dirfd, project->path, &project->conf, err) < 0)
        return -1;
    project->has_conf = true;
    return 0;
}

static enum fd_durability durability_of(enum conf_durability durability)
{
    switch (durability) {
    case CONF_DURABILITY_FULL:
        return FD_DURABLE_FULL;
    case CONF_DURABILITY_FILE:
        return FD_DURABLE_FILE;
    case CONF_DURABILITY_NONE:
        return FD_DURABLE_NONE;
    }
    return FD_DURABLE_FULL;
}

int cli_project_spool(struct cli_project *project, struct err *err)
{
    if (project->has_spool)
        return 0;
    if (cli_project_conf(project, err) < 0)
        return -1;
    const struct conf *conf = &project->conf;
    struct spool_options options = {.durability = durability_of(conf->spool.durability),
                                    .group = conf->spool.group,
                                    .max_waiting = (size_t)conf->spool.max_waiting,
                                    .max_job_bytes = (size_t)conf->spool.max_job_bytes,
                                    .allow_network_fs = conf->spool.allow_network_fs};
    if (spool_open(&project->spool, project->path, &options, err) < 0)
        return -1;
    project->has_spool = true;
    const struct spool_dirs *dirs = &project->spool.dirs;
    project->store = (struct store){.queue = dirs->queue,
                                    .active = dirs->active,
                                    .runs = dirs->runs,
                                    .logs = dirs->logs,
                                    .spool = dirs->spool,
                                    .is_synced = options.durability != FD_DURABLE_NONE};
    return 0;
}

int cli_project_open(struct cli_project *project, const struct cli_args *args, struct err *err)
{
    if (cli_project_find(project, args, err) < 0)
        return -1;
    return cli_project_spool(project, err);
}

struct store_index *cli_project_index(struct cli_project *project)
{
    struct err err = {0};
    bool is_new = false;
    if (project->was_index_tried || !fd_exists(project->spool.dirs.var, "pirun.db"))
        return project->index;
    project->was_index_tried = true;
    auto_free char *path = cli_project_var(project, "pirun.db");
    if (lazy_load(LAZY_SQLITE, project->program_argv, &err) == 0)
        project->index = store_index_open(path, STORE_INDEX_READ, &is_new, &err);
    if (!project->index)
        log_warning("reading the files instead of the index: %s", err.text);
    return project->index;
}

void cli_project_close(struct cli_project *project)
{
    if (project->index)
        store_index_close(project->index);
    if (project->has_spool)
        spool_close(&project->spool);
    if (project->has_conf)
        conf_release(&project->conf);
    if (project->dirfd >= 0)
        (void)close(project->dirfd);
    free(project->path);
    free(project->base);
    *project = (struct cli_project){.dirfd = -1};
}

char *cli_project_var(const struct cli_project *project, const char *name)
{
    return xasprintf("%s/var/%s", project->path, name);
}

/* The real path of FILE's directory, and its own name behind it: FILE itself may be a link, which
 * others refuse. FILE holds a '/'. */
static char *real_file(const char *file)
{
    const char *name = strrchr(file, '/') + 1;
    auto_free char *folder = xstrndup(file, (size_t)(name - file));
    auto_free char *directory = realpath(folder, NULL);
    if (!directory)
        return NULL;
    char *path = xasprintf("%s/%s", strcmp(directory, "/") == 0 ? "" : directory, name);
    if (access(path, F_OK) == 0)
        return path;
    free(path);
    return NULL;
}

static char *find_file(const struct cli_project *project, const char *file)
{
    if (file[0] == '/')
        return real_file(file);
    auto_free char *here = xasprintf("%s/%s", project->base, file);
    char *path = real_file(here);
    if (path)
        return path;
    auto_free char *there = xasprintf("%s/%s", project->path, file);
    return real_file(there);
}

int cli_project_script(const struct cli_project *project, const char *file, char **out,
                       struct err *err)
{
    auto_free char *path = find_file(project, file);
    size_t size = strlen(project->path);
    if (!path)
        return err_set(err, ERR_NOT_FOUND, "no script '%.150s' here or in the project", file);
    if (strncmp(path, project->path, size) != 0 || path[size] != '/')
        return err_set(err, ERR_INVALID, "'%.80s' lies outside the project '%.80s'", file,
                       project->path);
    *out = xstrdup(path + size + 1);
    return 0;
}
