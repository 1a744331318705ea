#include "exec/exec_script.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"

#ifndef MFD_NOEXEC_SEAL
#    define MFD_NOEXEC_SEAL 0x0008U /* Linux 6.3; glibc 2.36 does not name it yet */
#endif

#define STEP_STDIO   "stdio"
#define STEP_EXECUTE "execute"
#define EXIT_FAILED  127 /* as shells say it; nobody reads it, the status pipe tells more */

/* Stdin is a sealed file in memory, not a pipe: nothing has to be pumped, a script that never
 * reads costs nothing and cannot block anybody, and the supervisor can forget the text at once. */
static int open_stdin(const char *text, struct err *err)
{
    if (!text) {
        int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
        return null >= 0 ? null : err_errno(err, "cannot open '/dev/null'");
    }
    auto_fd int fd = memfd_create("stdin", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL);
    if (fd < 0 && errno == EINVAL)
        fd = memfd_create("stdin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0)
        return err_errno(err, "cannot make a file in memory for stdin");
    if (fd_write_all(fd, text, strlen(text), err) < 0)
        return err_prefix(err, "stdin");
    if (lseek(fd, 0, SEEK_SET) < 0 ||
        fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) < 0)
        return err_errno(err, "cannot prepare stdin");
    return take_fd(&fd);
}

/* In the child. */
static void report_and_exit(int status, const char *step)
{
    struct exec_script_fault fault = {.number = errno};
    memcpy(fault.step, step, strnlen(step, sizeof(fault.step) - 1));
    (void)!write(status, &fault, sizeof(fault)); /* fails only when the supervisor is gone */
    _exit(EXIT_FAILED);
}

struct child_ends {
    int in, out, err, status;
};

/* In the child: becomes the script, or reports why not. Async-signal-safe only. */
static void become_script(const struct exec_plan *plan, int project_fd, pid_t keeper,
                          const struct child_ends *ends)
{
    const struct sandbox_spec spec = {
        .limits = plan->limits, .project_fd = project_fd, .keeper = keeper};
    const char *step = STEP_STDIO;
    if (dup2(ends->in, STDIN_FILENO) < 0 || dup2(ends->out, STDOUT_FILENO) < 0 ||
        dup2(ends->err, STDERR_FILENO) < 0)
        report_and_exit(ends->status, step);
    if (sandbox_confine(&spec, &step) < 0)
        report_and_exit(ends->status, step);
    (void)execve(plan->argv[0], plan->argv, plan->env); /* comes back only on failure */
    report_and_exit(ends->status, STEP_EXECUTE);
}

/* A pipe whose read end does not block. The script's end must block: it is the script's stdout. */
static int open_pipe(int *reader, int *writer, struct err *err)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return err_errno(err, "cannot make a pipe");
    *reader = ends[0];
    *writer = ends[1];
    if (fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0)
        return err_errno(err, "cannot prepare a pipe");
    return 0;
}

static int open_ends(const struct exec_plan *plan, struct exec_script *script,
                     struct child_ends *ends, struct err *err)
{
    ends->in = open_stdin(plan->stdin_text, err);
    if (ends->in < 0 || open_pipe(&script->out, &ends->out, err) < 0 ||
        open_pipe(&script->err, &ends->err, err) < 0 ||
        open_pipe(&script->status, &ends->status, err) < 0)
        return -1;
    return 0;
}

static void close_ends(const struct child_ends *ends)
{
    scope_close(&ends->in);
    scope_close(&ends->out);
    scope_close(&ends->err);
    scope_close(&ends->status);
}

void exec_script_release(struct exec_script *script)
{
    scope_close(&script->out);
    scope_close(&script->err);
    scope_close(&script->status);
    *script = (struct exec_script){.out = -1, .err = -1, .status = -1};
}

int exec_script_start(const struct exec_plan *plan, int project_fd, struct exec_script *script,
                      struct err *err)
{
    struct exec_script made = {.out = -1, .err = -1, .status = -1};
    struct child_ends ends __attribute__((cleanup(close_ends))) = {-1, -1, -1, -1};
    pid_t keeper = getpid();
    if (open_ends(plan, &made, &ends, err) < 0) {
        exec_script_release(&made);
        return -1;
    }
    made.pid = fork();
    if (made.pid == 0)
        become_script(plan, project_fd, keeper, &ends);
    if (made.pid < 0) {
        int result = err_errno(err, "cannot fork");
        exec_script_release(&made);
        return result;
    }
    *script = made;
    return 0;
}

void exec_script_explain(const struct exec_script_fault *fault, const struct exec_plan *plan,
                         struct err *err)
{
    bool is_place = strcmp(fault->step, "directory") == 0;
    bool is_missing = strcmp(fault->step, STEP_EXECUTE) == 0 && fault->number == ENOENT;
    const char *file = is_place ? plan->project_path : plan->argv[0];
    errno = fault->number;
    (void)err_errno(err, "cannot start '%.100s' (step '%.27s')", file, fault->step);
    if (is_missing)
        (void)err_set(
            err, ERR_NOT_FOUND,
            "cannot start '%.100s' (step '%.27s'): no such file, or its interpreter is gone: "
            "run 'pirun init'",
            file, fault->step);
}
