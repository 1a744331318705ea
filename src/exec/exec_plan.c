#include "exec/exec_plan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"
#include "exec/exec_place.h"
#include "sandbox/sandbox_names.h"

extern const char exec_call_text[]; /* exec_call.py */

#define MIB         ((int64_t)1024 * 1024)
#define SYSTEM_PATH "/usr/local/bin:/usr/bin:/bin"
#define RUN_ID_NAME "PIRUN_RUN_ID"

#define OUR_VARIABLES 14 /* at most: the names below */

static void free_list(char **list)
{
    for (char **at = list; at && *at; at++)
        free(*at);
    free(list);
}

void exec_plan_drop_words(struct exec_plan *plan)
{
    free_list(take(plan->argv));
    free_list(take(plan->env));
    free(take(plan->stdin_text));
    free(take(plan->stdin_path));
}

void exec_plan_release(struct exec_plan *plan)
{
    exec_plan_drop_words(plan);
    free(plan->project_path);
    free(plan->environment);
    free(plan->tree);
    free(plan->cgroup);
    free(plan->boxless);
    free_list(plan->require);
    for (size_t i = 0; i < plan->bind_count; i++) {
        free(plan->binds[i].source);
        free(plan->binds[i].target);
    }
    free(plan->binds);
    *plan = (struct exec_plan){0};
}

static int refuse_kind(const struct job *job, struct err *err)
{
    if (job->ref && !job->commit)
        return err_set(err, ERR_INVALID, "the commit of '%.80s' was not looked up: submit it again",
                       job->ref);
    switch (job->kind) {
    case JOB_SCRIPT:
    case JOB_MODULE:
    case JOB_CODE:
        return 0;
    case JOB_ARCHIVE:
        return err_set(err, ERR_INVALID,
                       "cannot run archives yet: use 'script', 'module' or 'code'");
    case JOB_BUILD:
        return err_set(err, ERR_INTERNAL, "a build is planned elsewhere");
    case JOB_OP:
        return err_set(err, ERR_INVALID, "the order '%s' is nothing to run", job_op_name(job->op));
    }
    return err_set(err, ERR_INTERNAL, "job kind %d is not known", (int)job->kind);
}

static char *join(const char *directory, const char *name)
{
    return name[0] == '/' ? xstrdup(name) : xasprintf("%s/%s", directory, name);
}

int exec_plan_check_python(const char *path, struct err *err)
{
    const char *cure = "run 'pirun init', or set 'venv_python' in .pirun.yaml";
    struct stat about;
    if (stat(path, &about) < 0)
        return err_set(err, ERR_NOT_FOUND, "no Python interpreter at '%.100s': %s", path, cure);
    if (!S_ISREG(about.st_mode) || access(path, X_OK) < 0)
        return err_set(err, ERR_NOT_FOUND, "'%.100s' cannot be executed: %s", path, cure);
    return 0;
}

/* Absolute script paths, so that a file that is called "-c.py" is not taken for an option. */
static void make_argv(const struct job *job, const char *python, struct exec_plan *plan)
{
    plan->argv = xcalloc(job->arg_count + 6, sizeof(char *));
    size_t count = 0;
    plan->argv[count++] = xstrdup(python);
    if (job->kind == JOB_SCRIPT && job->call) {
        plan->argv[count++] = xstrdup("-c");
        plan->argv[count++] = xstrdup(exec_call_text);
        plan->argv[count++] = join(plan->project_path, job->script);
        plan->argv[count++] = xstrdup(job->call);
    } else if (job->kind == JOB_SCRIPT) {
        plan->argv[count++] = join(plan->project_path, job->script);
    } else {
        plan->argv[count++] = xstrdup(job->kind == JOB_MODULE ? "-m" : "-c");
        plan->argv[count++] = xstrdup(job->kind == JOB_MODULE ? job->module : job->code);
    }
    for (size_t i = 0; i < job->arg_count; i++)
        plan->argv[count++] = xstrdup(job->args[i]);
}

/* Put NAME=VALUE into the list, in place of an older one. The list has room for one more and its
 * NULL. */
static void set_variable(char **env, const char *name, const char *value)
{
    size_t size = strlen(name);
    char **at = env;
    while (*at && !(strncmp(*at, name, size) == 0 && (*at)[size] == '='))
        at++;
    free(*at);
    *at = xasprintf("%s=%s", name, value);
}

char *exec_plan_place(const struct exec_plan *plan, const char *name)
{
    char id[IDENT_TEXT_SIZE];
    ident_format(&plan->id, id);
    return xasprintf("var/%s/%s/%s", plan->is_shell ? "terms" : "runs", id, name);
}

void exec_plan_change_variable(struct exec_plan *plan, const char *name, const char *from,
                               const char *to)
{
    auto_free char *wanted = xasprintf("%s=%s", name, from);
    for (char **at = plan->env; *at; at++) {
        if (strcmp(*at, wanted) == 0) {
            free(*at);
            *at = xasprintf("%s=%s", name, to);
        }
    }
}

/* The directory above bin/ is a virtual environment only when it says so; /usr is none. */
static char *find_venv(const char *bin)
{
    const char *slash = strrchr(bin, '/');
    char *venv = slash && slash > bin ? xstrndup(bin, (size_t)(slash - bin)) : NULL;
    auto_free char *mark = venv ? xasprintf("%s/pyvenv.cfg", venv) : NULL;
    if (!mark || access(mark, F_OK) == 0)
        return venv;
    free(venv);
    return NULL;
}

/* What scripts and shells have in common. */
static void make_base_env(const char *python, struct exec_plan *plan)
{
    auto_free char *bin = xstrndup(python, (size_t)(strrchr(python, '/') - python));
    auto_free char *path = xasprintf("%s%s%s", bin, *bin ? ":" : "", SYSTEM_PATH);
    auto_free char *venv = find_venv(bin);
    const char *lang = getenv("LANG"); /* NOLINT(concurrency-mt-unsafe): nobody calls setenv here */
    set_variable(plan->env, "PATH", path);
    if (venv)
        set_variable(plan->env, "VIRTUAL_ENV", venv);
    set_variable(plan->env, "HOME", SANDBOX_HOME); /* nobody's home is there */
    set_variable(plan->env, "TMPDIR", SANDBOX_HOME);
    set_variable(plan->env, "LANG", lang && *lang ? lang : "C.UTF-8");
    set_variable(plan->env, "PYTHONNOUSERSITE", "1");
    set_variable(plan->env, "MALLOC_ARENA_MAX",
                 "2"); /* each further one takes 64 MiB of addresses */
}

static void make_env(const struct job *job, const char *python, struct exec_plan *plan)
{
    plan->env = xcalloc(OUR_VARIABLES + job->env_count + 1, sizeof(char *));
    auto_free char *artifacts = exec_plan_place(plan, EXEC_PLACE_ARTIFACTS);
    auto_free char *artifacts_path = join(plan->project_path, artifacts);
    char id[IDENT_TEXT_SIZE];
    char attempt[16];
    ident_format(&plan->id, id);
    (void)snprintf(attempt, sizeof(attempt), "%d", plan->attempt); /* fits */

    make_base_env(python, plan);
    set_variable(plan->env, "PYTHONUNBUFFERED", "1");
    for (size_t i = 0; i < job->env_count; i++)
        set_variable(plan->env, job->env[i].key, job->env[i].value);
    set_variable(plan->env, "PIRUN_ARTIFACTS", artifacts_path);
    set_variable(plan->env, "PIRUN_ATTEMPT", attempt);
    set_variable(plan->env, RUN_ID_NAME, id); /* last: processes of a lost run are found by it */
}

static int64_t first_positive(int64_t asked, int64_t fallback)
{
    return asked > 0 ? asked : fallback;
}

static void make_limits(const struct job *job, const struct exec_defaults *defaults,
                        struct exec_plan *plan)
{
    const struct job_limits *asked = &job->limits;
    const struct sandbox_limits *usual = &defaults->limits;
    plan->timeout_ms = first_positive(job->timeout_ms, defaults->timeout_ms);
    plan->grace_ms = defaults->grace_ms;
    plan->output_bytes_max = first_positive(asked->output_mb, defaults->output_mb) * MIB;
    plan->limits = (struct sandbox_limits){
        .memory_mb = first_positive(asked->memory_mb, usual->memory_mb),
        .cpus = asked->cpus > 0 ? asked->cpus : usual->cpus,
        .pids = first_positive(asked->pids, usual->pids),
        .disk_mb = first_positive(asked->disk_mb, usual->disk_mb),
        .file_mb = first_positive(asked->file_mb, usual->file_mb),
        .open_files = first_positive(asked->open_files, usual->open_files),
    };
    plan->is_synced = defaults->is_synced;
}

static void make_confinement(const struct job *job, const struct exec_defaults *defaults,
                             struct exec_plan *plan)
{
    plan->level = defaults->level;
    plan->is_level_needed = defaults->is_level_needed;
    plan->cgroup = xstrdup(defaults->cgroup);
    plan->boxless = xstrdup(defaults->boxless);
    plan->has_network = job->network == JOB_NETWORK_FULL;
    plan->require = xcalloc(job->require_count + 1, sizeof(char *));
    for (size_t i = 0; i < job->require_count; i++)
        plan->require[i] = xstrdup(job->require[i]);
}

static void make_places(const struct exec_defaults *defaults, struct exec_plan *plan)
{
    plan->environment = xstrdup(defaults->environment);
    plan->binds = xcalloc(defaults->bind_count + 1, sizeof(*plan->binds));
    for (size_t i = 0; i < defaults->bind_count; i++) {
        plan->binds[i] = defaults->binds[i];
        plan->binds[i].source = xstrdup(defaults->binds[i].source);
        plan->binds[i].target = xstrdup(defaults->binds[i].target);
    }
    plan->bind_count = defaults->bind_count;
}

/* A blob is read in its place: it is never written again, however many runs read it. */
static void make_stdin(const struct job *job, struct exec_plan *plan)
{
    const char *digits = job->stdin_blob ? strchr(job->stdin_blob, ':') : NULL;
    if (digits)
        plan->stdin_path = xasprintf(EXEC_PLAN_BLOBS "%s", digits + 1);
    else if (job->stdin_text && job->stdin_text[0])
        plan->stdin_text = xstrdup(job->stdin_text);
}

int exec_plan_make(const struct job *job, int attempt, const struct exec_defaults *defaults,
                   struct exec_plan *plan, struct err *err)
{
    if (refuse_kind(job, err) < 0)
        return -1;
    auto_free char *python = join(defaults->project_path, defaults->venv_python);
    if (exec_plan_check_python(python, err) < 0)
        return -1;
    *plan = (struct exec_plan){.id = job->id, .attempt = attempt};
    plan->project_path = xstrdup(defaults->project_path);
    make_argv(job, python, plan);
    make_env(job, python, plan);
    make_stdin(job, plan);
    if (job->commit)
        plan->tree = xasprintf("%s/%s", EXEC_PLAN_TREES, job->tree ? job->tree : job->commit);
    make_limits(job, defaults, plan);
    make_places(defaults, plan);
    make_confinement(job, defaults, plan);
    return 0;
}

/* Shells */

/* Where it is seen inside of a box. */
static bool is_visible(const char *path)
{
    size_t count = 0;
    const char *const *names = sandbox_names(SANDBOX_NAMES_PROGRAMS, &count);
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(names[i]);
        if (strncmp(path, names[i], size) == 0 && path[size] == '/')
            return access(path, X_OK) == 0;
    }
    return false;
}

/* Errors: ERR_NOT_FOUND. */
static int find_shell(const char *wanted, const char **path, struct err *err)
{
    const char *own = getenv("SHELL"); /* NOLINT(concurrency-mt-unsafe): nobody calls setenv here */
    const char *const choices[] = {own ? own : "", "/bin/bash", "/bin/sh"};
    if (wanted && *wanted) {
        *path = wanted;
        return access(wanted, X_OK) == 0
                   ? 0
                   : err_set(err, ERR_NOT_FOUND,
                             "there is no shell '%.100s': 'terminal.shell' in .pirun.yaml names it",
                             wanted);
    }
    for (size_t i = 0; i < ARRAY_LEN(choices); i++) {
        *path = choices[i];
        if (is_visible(choices[i]))
            return 0;
    }
    return err_set(err, ERR_NOT_FOUND,
                   "no shell is found: name one with 'terminal.shell' in .pirun.yaml");
}

/* Shells expand their prompts: nothing in it may mean something to one of them. */
static char *prompt_name(const char *name)
{
    char *text = xstrdup(name && *name ? name : "pirun");
    for (char *at = text; *at; at++) {
        bool is_plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                        (*at >= '0' && *at <= '9') || strchr("-_. ", *at) || (*at & 0x80);
        if (!is_plain)
            *at = '_';
    }
    return text;
}

/* Each in the words of its shell; others are shown the name alone. */
static void set_prompt(struct exec_plan *plan, const char *shell, const char *project)
{
    static const struct {
        const char *shell, *variable, *format;
    } rows[] = {
        {"bash", "PS1", "\\[\033[1m\\]%s\\[\033[0m\\]:\\w\\$ "},
        {"zsh", "PROMPT", "%s:%%~%%# "},
        {"", "PS1", "%s:$PWD$ "},
    };
    const char *base = strrchr(shell, '/') + 1;
    auto_free char *name = prompt_name(project);
    size_t row = 0;
    while (*rows[row].shell && strcmp(rows[row].shell, base) != 0)
        row++;
    const char *place = strstr(rows[row].format, "%s");
    auto_buf struct buf prompt;
    buf_init(&prompt, 4096);
    buf_append(&prompt, rows[row].format, (size_t)(place - rows[row].format));
    buf_add(&prompt, name);
    buf_add(&prompt, place + 2);
    set_variable(plan->env, rows[row].variable, buf_text(&prompt));
}

static void make_shell_env(const struct exec_shell *shell, const char *program, const char *python,
                           struct exec_plan *plan)
{
    char id[IDENT_TEXT_SIZE];
    ident_format(&plan->id, id);
    plan->env = xcalloc(OUR_VARIABLES + 1, sizeof(char *));
    make_base_env(python, plan);
    set_variable(plan->env, "TERM", "xterm-256color");
    set_variable(plan->env, "COLORTERM", "truecolor");
    set_variable(plan->env, "SHELL", program);
    set_prompt(plan, program, shell->name);
    set_variable(plan->env, RUN_ID_NAME, id);
}

int exec_plan_make_shell(const struct exec_shell *shell, const struct exec_defaults *defaults,
                         struct exec_plan *plan, struct err *err)
{
    const char *program = NULL;
    auto_job struct job job;
    if (find_shell(shell->program, &program, err) < 0)
        return -1;
    job_init(&job);
    job.network = shell->has_network ? JOB_NETWORK_FULL : JOB_NETWORK_NONE;
    auto_free char *python =
        join(defaults->project_path, defaults->venv_python ? defaults->venv_python : "/none");
    *plan = (struct exec_plan){.id = shell->id, .attempt = 1, .is_shell = true};
    plan->project_path = xstrdup(defaults->project_path);
    plan->argv = xcalloc(3, sizeof(char *));
    plan->argv[0] = xstrdup(program);
    if (strcmp(strrchr(program, '/') + 1, "bash") == 0)
        plan->argv[1] = xstrdup("--norc"); /* the machine's would replace the prompt */
    make_shell_env(shell, program, python, plan);
    make_limits(&job, defaults, plan);
    plan->timeout_ms = 0;
    make_places(defaults, plan);
    make_confinement(&job, defaults, plan);
    return 0;
}
