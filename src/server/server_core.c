#include "server/server_core.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/log.h"
#include "base/scope.h"
#include "sandbox/sandbox_cgroup.h"
#include "sandbox/sandbox_delegate.h"
#include "server/server_tree.h"

#define SELF_CGROUP_MAX 4096 /* bytes of /proc/self/cgroup */

static struct conf *load_conf(int project, const char *path, struct err *err)
{
    struct conf *conf = xcalloc(1, sizeof(*conf));
    if (conf_load(project, path, conf, err) == 0)
        return conf;
    free(conf);
    return NULL;
}

static void free_conf(struct conf *conf)
{
    if (!conf)
        return;
    conf_release(conf);
    free(conf);
}

static enum fd_durability durability_of(const struct conf *conf)
{
    switch (conf->spool.durability) {
    case CONF_DURABILITY_FULL:
        return FD_DURABLE_FULL;
    case CONF_DURABILITY_FILE:
        return FD_DURABLE_FILE;
    case CONF_DURABILITY_NONE:
        break;
    }
    return FD_DURABLE_NONE;
}

static int open_spool(struct server_core *core, struct err *err)
{
    const struct conf *conf = core->conf;
    struct spool_options options = {.durability = durability_of(conf),
                                    .group = conf->spool.group,
                                    .max_waiting = (size_t)conf->spool.max_waiting,
                                    .max_job_bytes = (size_t)conf->spool.max_job_bytes,
                                    .allow_network_fs = conf->spool.allow_network_fs};
    if (spool_open(&core->spool, core->options->project_path, &options, err) < 0)
        return -1;
    core->has_spool = true;
    core->rules.project = core->spool.dirs.project;
    core->rules.project_path = core->spool.project_path;
    return 0;
}

/* A dying process closes its descriptors in ascending order. The lock gets the highest number, so
 * that the next server cannot have it while a tether of ours still looks alive to a supervisor that
 * is just beginning (exec_supervise.h). */
static int raise_lock(int lock)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur < 64)
        return lock;
    rlim_t most = limit.rlim_cur < 65536 ? limit.rlim_cur : 65536;
    int high = fcntl(lock, F_DUPFD_CLOEXEC, (int)most - 8);
    if (high < 0)
        return lock;
    (void)close(lock); /* the duplicate holds the same lock: OFD locks belong to the open file */
    return high;
}

/* The cgroups that were given to us, if any; those that an earlier server's runs left are cleared
 * away. */
static void take_cgroups(struct server_core *core)
{
    struct sandbox_cgroup_swept swept;
    struct err err;
    auto_buf struct buf self;
    buf_init(&self, SELF_CGROUP_MAX);
    if (fd_read_file(AT_FDCWD, "/proc/self/cgroup", &self, &err) < 0)
        return;
    struct sandbox_delegation given;
    sandbox_delegate(SANDBOX_DELEGATE_ROOT, buf_text(&self), &given);
    core->rules.probe.parts |= sandbox_delegation_parts(&given);
    auto_fd int base = given.base;
    if (base < 0)
        return;
    sandbox_cgroup_sweep(base, &swept);
    if (swept.removed > 0)
        log_info("removed %zu cgroups that runs had left behind", swept.removed);
    core->cgroup = xasprintf("%s%s", SANDBOX_DELEGATE_ROOT, given.path);
}

/* Before there is any thread: it forks. Before there is a lock: a child would hold it after our
 * death. */
static int find_protections(struct server_core *core, struct err *err)
{
    if (sandbox_probe(core->spool.project_path, core->spool.dirs.project, SANDBOX_LEVEL_FULL,
                      &core->rules.probe, err) < 0)
        return -1;
    (void)sandbox_probe_is_boxless(&core->rules.probe, core->boxless); /* empty when there are */
    return 0;
}

int server_core_open(struct server_core *core, loop_signal_cb on_signal, struct err *err)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP, 0};
    const char *path = core->options->project_path;
    core->lock = -1;
    auto_fd int project = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (project < 0)
        return err_errno(err, "cannot open the project '%s'", path);
    core->conf = load_conf(project, path, err);
    if (!core->conf || open_spool(core, err) < 0)
        return -1;
    atomic_store(&core->rules.conf, core->conf);
    if (find_protections(core, err) < 0)
        return -1;
    const char *addr = core->options->addr ? core->options->addr : core->conf->server.addr;
    core->lock = spool_lock(&core->spool, core->kind, addr, err);
    if (core->lock < 0)
        return -1;
    core->lock = raise_lock(core->lock);
    take_cgroups(core);
    core->loop = loop_create(err);
    return core->loop ? loop_on_signals(core->loop, signals, on_signal, core, err) : -1;
}

int server_core_start(struct server_core *core, const struct ident *only, runner_cb on_scanned,
                      struct err *err)
{
    struct runner_settings settings = server_rules_settings(core->conf, core->options->jobs);
    settings.cgroup = core->cgroup;
    settings.boxless = core->boxless[0] ? core->boxless : NULL;
    struct runner_options options = {.loop = core->loop,
                                     .spool = &core->spool,
                                     .check = server_rules_check,
                                     .check_ctx = &core->rules,
                                     .make_tree = server_tree_make,
                                     .look = server_tree_look,
                                     .tree_ctx = core->spool.project_path,
                                     .launcher = core->options->launcher,
                                     .settings = &settings,
                                     .only = only,
                                     .on_scanned = on_scanned,
                                     .ctx = core};
    core->runner = runner_create(&options, err);
    return core->runner ? 0 : -1;
}

void server_core_close(struct server_core *core)
{
    runner_free(take(core->runner));
    loop_free(take(core->loop));
    if (core->lock >= 0)
        (void)close(core->lock); /* gives the project free */
    if (core->has_spool)
        spool_close(&core->spool);
    free(take(core->cgroup));
    free_conf(take(core->conf));
    for (size_t i = 0; i < SERVER_RULES_CHECKERS; i++)
        free_conf(take(core->old_confs[i]));
}

/* Each check reads at most one configuration: of BEFORE and the older ones that are left, no more
 * stay than there are checks. */
static void retire(struct server_core *core, struct conf *before)
{
    for (size_t i = 0; i < SERVER_RULES_CHECKERS; i++) {
        if (core->old_confs[i] && server_rules_is_free(&core->rules, core->old_confs[i]))
            free_conf(take(core->old_confs[i]));
    }
    if (server_rules_is_free(&core->rules, before)) {
        free_conf(before);
        return;
    }
    size_t place = 0;
    while (core->old_confs[place]) /* there is one: BEFORE is read by one of the checks */
        place++;
    core->old_confs[place] = before;
}

int server_core_reload(struct server_core *core, struct err *err)
{
    struct conf *conf = load_conf(core->spool.dirs.project, core->options->project_path, err);
    if (!conf)
        return -1;
    struct conf *before = core->conf;
    core->conf = conf;
    atomic_store(&core->rules.conf, conf);
    retire(core, before);
    struct runner_settings settings = server_rules_settings(conf, core->options->jobs);
    settings.cgroup = core->cgroup;
    settings.boxless = core->boxless[0] ? core->boxless : NULL;
    runner_reload(core->runner, &settings);
    return 0;
}
