#include "server/server_rules.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/rel.h"
#include "base/scope.h"
#include "env/env_build.h"
#include "env/env_pick.h"
#include "sandbox/sandbox.h"
#include "server/server_tree.h"

static bool refuse(struct job_fault *fault, const char *pointer)
{
    (void)snprintf(fault->pointer, sizeof(fault->pointer), "%s", pointer); /* cut at most */
    return false;
}

static bool check_script(const struct server_rules *rules, const struct job *job,
                         struct job_fault *fault)
{
    struct rel rel;
    struct err err;
    if (job->kind != JOB_SCRIPT || job->ref) /* at a commit: check_ref */
        return true;
    if (rel_parse(job->script, strlen(job->script), &rel, &err) < 0) {
        job_fault_set(fault, "no_script", "give the script's path relative to the project", "%s",
                      err.text);
        return refuse(fault, "/script");
    }
    auto_fd int fd = rel_open(rules->project, &rel, O_PATH, &err);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) < 0) {
        const char *cure = err.code == ERR_NOT_FOUND
                               ? "check the name, or add the script to the project and submit again"
                               : "use a regular file inside the project, not a link";
        if (err.code == ERR_NOT_FOUND)
            job_fault_set(fault, "no_script", cure, "the project has no script '%s'", job->script);
        else
            job_fault_set(fault, "no_script", cure, "%s", err.text);
        return refuse(fault, "/script");
    }
    if (S_ISREG(st.st_mode))
        return true;
    job_fault_set(fault, "no_script", "name a file that ends in .py", "'%s' is not a regular file",
                  job->script);
    return refuse(fault, "/script");
}

/* What the job file may say already, but this version cannot do: refused rather than run otherwise
 * than asked. */
static bool check_supported(const struct job *job, struct job_fault *fault)
{
    if (job->kind == JOB_ARCHIVE) {
        job_fault_set(fault, "bad_arg", "put the files into the project and name a script",
                      "this version cannot run archives");
        return refuse(fault, "/archive");
    }
    if (job->backend && strcmp(job->backend, "local") != 0) {
        job_fault_set(fault, "bad_arg", "leave 'backend' out or use 'local'",
                      "no backend '%.80s' here", job->backend);
        return refuse(fault, "/backend");
    }
    if (job->expires_us > 0 && job->expires_us <= clock_wall_us()) {
        job_fault_set(fault, "expired", "submit it with a later 'expires'",
                      "the time in 'expires' had passed when the job was accepted");
        return refuse(fault, "/expires");
    }
    return true;
}

struct limit_row {
    const char *name;
    double asked, allowed;
};

static bool check_limits(const struct conf *conf, const struct job *job, struct job_fault *fault)
{
    const struct job_limits *asked = &job->limits;
    const struct conf_limits *most = &conf->run.limits;
    const struct limit_row rows[] = {
        {"memory_mb", (double)asked->memory_mb, (double)most->memory_mb},
        {"cpus", asked->cpus, most->cpus},
        {"pids", (double)asked->pids, (double)most->pids},
        {"disk_mb", (double)asked->disk_mb, (double)most->disk_mb},
        {"file_mb", (double)asked->file_mb, (double)most->file_mb},
        {"open_files", (double)asked->open_files, (double)most->open_files},
        {"output_mb", (double)asked->output_mb, (double)most->output_mb},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i].allowed <= 0 ||
            rows[i].asked <= rows[i].allowed) /* 0: the project sets no limit */
            continue;
        char pointer[40];
        (void)snprintf(pointer, sizeof(pointer), "/limits/%s",
                       rows[i].name); /* fits: names are short */
        job_fault_set(fault, "limit", "ask for less, or raise it under run.limits in .pirun.yaml",
                      "'%s' is %g, and the project allows %g", rows[i].name, rows[i].asked,
                      rows[i].allowed);
        return refuse(fault, pointer);
    }
    if (job->network == JOB_NETWORK_FULL && conf->run.network != CONF_NETWORK_FULL) {
        job_fault_set(fault, "limit",
                      "set run.network to 'full' in .pirun.yaml, or leave 'network' out",
                      "the job asks for the network 'full', and the project allows 'none'");
        return refuse(fault, "/network");
    }
    return true;
}

enum sandbox_level server_rules_level(const struct conf *conf)
{
    switch (conf->run.sandbox) {
    case CONF_SANDBOX_AUTO:
    case CONF_SANDBOX_FULL:
        return SANDBOX_LEVEL_FULL;
    case CONF_SANDBOX_NAMESPACES:
        return SANDBOX_LEVEL_NAMESPACES;
    case CONF_SANDBOX_LANDLOCK:
        return SANDBOX_LEVEL_LANDLOCK;
    case CONF_SANDBOX_BASIC:
        return SANDBOX_LEVEL_BASIC;
    case CONF_SANDBOX_OFF:
        return SANDBOX_LEVEL_OFF;
    }
    return SANDBOX_LEVEL_FULL;
}

/* What a run of JOB will have here. */
static unsigned parts_for(const struct server_rules *rules, const struct conf *conf,
                          const struct job *job)
{
    unsigned parts = rules->probe.parts & sandbox_level_parts(server_rules_level(conf));
    return job->network == JOB_NETWORK_FULL ? parts & ~(unsigned)SANDBOX_PART_NET : parts;
}

static bool check_required(const struct job *job, size_t at, unsigned parts,
                           struct job_fault *fault)
{
    char pointer[40];
    const char *name = job->require[at];
    unsigned any = 0;
    unsigned needed = 0;
    (void)snprintf(pointer, sizeof(pointer), "/require/%zu", at); /* fits */
    if (sandbox_require(parts, name, &needed))
        return true;
    if (!sandbox_find(name, &any))
        job_fault_set(fault, "require", "'pirun doctor' lists the protections by name",
                      "there is no protection '%.80s'", name);
    else
        job_fault_set(fault, "require",
                      "'pirun doctor' tells why and what mends it; or leave it out of 'require'",
                      "the protection '%s' cannot be given to this run", name);
    return refuse(fault, pointer);
}

static bool check_sandbox(const struct server_rules *rules, const struct conf *conf,
                          const struct job *job, struct job_fault *fault)
{
    unsigned parts = parts_for(rules, conf, job);
    for (size_t i = 0; i < job->require_count; i++) {
        if (!check_required(job, i, parts, fault))
            return false;
    }
    enum sandbox_level level = sandbox_level_of(rules->probe.parts);
    if (conf->run.sandbox != CONF_SANDBOX_FULL || level == SANDBOX_LEVEL_FULL)
        return true;
    job_fault_set(fault, "require",
                  "'pirun doctor' tells what is missing; run.sandbox 'auto' runs with less",
                  "run.sandbox is 'full', but this machine confines at level '%s' only",
                  sandbox_level_name(level));
    return refuse(fault, "");
}

struct env_settings server_rules_environment(const struct conf *conf)
{
    return (struct env_settings){.venv_python = conf->venv_python,
                                 .python = conf->env.python,
                                 .tool = conf->env.tool,
                                 .index_url = conf->env.index_url,
                                 .extra_index_urls = conf->env.extra_index_urls,
                                 .wheels = conf->env.wheels,
                                 .allow_sdist = conf->env.allow_sdist,
                                 .has_network = conf->env.network == CONF_NETWORK_FULL,
                                 .timeout_ms = conf->env.timeout_ms,
                                 .memory_mb = conf->env.memory_mb,
                                 .disk_mb = conf->env.disk_mb,
                                 .keep_builds = conf->env.keep.builds,
                                 .keep_days = conf->env.keep.days,
                                 .keep_mb = conf->env.keep.size_mb};
}

static bool check_build(const struct env_place *place, const struct job *job,
                        struct job_fault *fault)
{
    auto_build struct env_build build = {.is_reused = false};
    struct err err;
    if (env_build_look(place, job, &build, &err) == 0)
        return true;
    job_fault_set(fault, "bad_build", "see to that, and submit again", "%s", err.text);
    return refuse(fault, "/build");
}

/* A script whose interpreter is missing is told so now, not when its turn comes. */
static bool check_environment(const struct server_rules *rules, const struct conf *conf,
                              const struct job *job, struct job_fault *fault)
{
    const struct env_settings settings = server_rules_environment(conf);
    const struct env_place place = {
        .project_path = rules->project_path, .project = rules->project, .settings = &settings};
    struct env_pick pick;
    struct err err;
    if (job->kind == JOB_BUILD)
        return check_build(&place, job, fault);
    if (env_pick_python(&place, &pick, &err) == 0)
        return true;
    job_fault_set(fault, "no_environment", "'pirun check' looks at the environment", "%s",
                  err.text);
    return refuse(fault, "");
}

/* Until in_use is cleared, it is not freed: whoever frees an old one has swapped the pointer before
 * and looks at in_use after that. */
static const struct conf *hold_conf(struct server_rules *rules, enum server_rules_checker who)
{
    const struct conf *conf = NULL;
    do {
        conf = atomic_load(&rules->conf);
        atomic_store(&rules->in_use[who], conf);
    } while (conf != atomic_load(&rules->conf));
    return conf;
}

/* A rerun and what comes back from bad/ may have its commit already. */
static bool check_ref(const struct server_rules *rules, struct job *job, struct job_fault *fault)
{
    if (!job->ref || job->commit)
        return true;
    return server_tree_resolve(rules->project_path, job, fault);
}

static bool check(struct server_rules *rules, enum server_rules_checker who, struct job *job,
                  struct job_fault *fault)
{
    if (job->kind == JOB_OP)
        return true;
    const struct conf *conf = hold_conf(rules, who);
    bool is_right = check_supported(job, fault) && check_script(rules, job, fault) &&
                    check_limits(conf, job, fault) && check_sandbox(rules, conf, job, fault) &&
                    check_environment(rules, conf, job, fault) && check_ref(rules, job, fault);
    atomic_store(&rules->in_use[who], NULL);
    return is_right;
}

bool server_rules_check(void *ctx, struct job *job, struct job_fault *fault)
{
    return check(ctx, SERVER_RULES_DOOR, job, fault);
}

bool server_rules_check_web(void *ctx, struct job *job, struct job_fault *fault)
{
    return check(ctx, SERVER_RULES_WEB, job, fault);
}

bool server_rules_is_free(const struct server_rules *rules, const struct conf *conf)
{
    for (size_t i = 0; i < SERVER_RULES_CHECKERS; i++) {
        if (atomic_load(&rules->in_use[i]) == conf)
            return false;
    }
    return true;
}

struct runner_settings server_rules_settings(const struct conf *conf, int jobs)
{
    const struct conf_limits *limits = &conf->run.limits;
    return (struct runner_settings){.jobs = jobs > 0 ? jobs : (int)conf->run.jobs,
                                    .env = server_rules_environment(conf),
                                    .timeout_ms = conf->server.run_timeout_ms,
                                    .grace_ms = conf->run.cancel_grace_ms,
                                    .limits = {.memory_mb = limits->memory_mb,
                                               .cpus = limits->cpus,
                                               .pids = limits->pids,
                                               .disk_mb = limits->disk_mb,
                                               .file_mb = limits->file_mb,
                                               .open_files = limits->open_files},
                                    .output_mb = limits->output_mb,
                                    .level = server_rules_level(conf),
                                    .is_level_needed = conf->run.sandbox == CONF_SANDBOX_FULL,
                                    .keep = {.days = conf->keep.days,
                                             .runs = conf->keep.runs,
                                             .output_mb = conf->keep.output_mb}};
}
