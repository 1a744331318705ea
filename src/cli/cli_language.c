/* `pirun __language -- PROGRAM`: a language server in the sandbox of the project's runs, with the
 * project read-only. It executes what lies in the project's environment, as runs do; so it must not
 * be able to do more than they. Started by the server, whose pipe is its stdin and stdout. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_command.h"
#include "cli/cli_project.h"
#include "env/env_pick.h"
#include "sandbox/sandbox.h"
#include "server/server_rules.h"

#define MEMORY_MB  1024
#define PIDS       32
#define OPEN_FILES 256
#define ARGS_MAX   4

static void begin_spec(const struct cli_project *project, const struct env_pick *pick,
                       const char *environment, struct sandbox_spec *spec)
{
    unsigned parts = sandbox_level_parts(server_rules_level(&project->conf));
    *spec = (struct sandbox_spec){
        .limits = {.memory_mb = MEMORY_MB, .pids = PIDS, .open_files = OPEN_FILES},
        .parts = parts & ~(unsigned)SANDBOX_PARTS_CGROUP,
        .project_path = project->path,
        .project_fd = project->dirfd,
        .project = SANDBOX_PROJECT_READONLY,
        .environment = environment,
        .binds = pick->has_bind ? &pick->bind : NULL,
        .bind_count = pick->has_bind ? 1 : 0,
        .cgroup_fd = -1,
    };
}

static int start(struct sandbox_spec *spec, char *const *argv, struct sandbox_child *child,
                 struct err *err)
{
    char *const env[] = {(char[]){"PATH=/usr/local/bin:/usr/bin:/bin"},
                         (char[]){"HOME=" SANDBOX_HOME},
                         (char[]){"TMPDIR=" SANDBOX_HOME},
                         (char[]){"LANG=C.UTF-8"},
                         (char[]){"PYTHONDONTWRITEBYTECODE=1"},
                         (char[]){"MALLOC_ARENA_MAX=2"},
                         NULL};
    auto_fd int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    const struct sandbox_program program = {
        .argv = argv, .env = env, .in = STDIN_FILENO, .out = STDOUT_FILENO, .err = null};
    struct sandbox_fault fault;
    if (sandbox_start(spec, &program, child, &fault) == 0)
        return 0;
    if (fault.part == SANDBOX_PART_NAMESPACES) {
        spec->parts &= sandbox_level_parts(SANDBOX_LEVEL_LANDLOCK);
        if (sandbox_start(spec, &program, child, &fault) == 0)
            return 0;
    }
    errno = fault.number;
    return err_errno(err, "cannot start '%.100s' (step '%.27s')", argv[0], fault.step);
}

/* Its pipes are its own from now on: their end is its end. */
static int await(const struct sandbox_child *child)
{
    int status = 0;
    auto_fd int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    (void)dup2(null, STDIN_FILENO); /* fails without /dev/null: then the pipe ends with us */
    (void)dup2(null, STDOUT_FILENO);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR) {
    }
    scope_close(&child->report);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int language(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    char *argv[ARGS_MAX + 1] = {NULL};
    if (cli_project_find(&project, args, err) < 0 || cli_project_conf(&project, err) < 0)
        return -1;
    const struct env_settings settings = server_rules_environment(&project.conf);
    const struct env_place place = {
        .project_path = project.path, .project = project.dirfd, .settings = &settings};
    struct env_pick pick = {.is_managed = false};
    struct err ignored; /* without the project's environment there is less to complete */
    bool is_picked = env_pick_python(&place, &pick, &ignored) == 0;
    auto_free char *environment =
        is_picked && pick.is_managed ? xasprintf("var/%s", pick.environment) : NULL;
    struct sandbox_spec spec;
    struct sandbox_child child = {.report = -1};
    for (size_t i = 0; i < args->rest_count && i < ARGS_MAX; i++)
        argv[i] = args->rest[i];
    begin_spec(&project, &pick, environment, &spec);
    if (sandbox_prepare(err) < 0 || start(&spec, argv, &child, err) < 0)
        return -1;
    return await(&child);
}

const struct cli_command cli_language_command = {
    .name = "__language",
    .summary = "confine a language server",
    .usage = "-- PROGRAM [ARG…]",
    .flags = CLI_HIDDEN | CLI_TAKES_REST,
    .handler = language,
};
