#include "exec/exec_script.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"

#ifndef MFD_NOEXEC_SEAL
#    define MFD_NOEXEC_SEAL 0x0008U /* Linux 6.3; glibc 2.36 does not name it yet */
#endif

#define PIPE_MODE 0666

/* Stdin is a sealed file in memory, not a pipe: nothing has to be pumped, a script that never
 * reads costs nothing and cannot block anybody, and the supervisor can forget the text at once. */
static int open_text(const char *text, struct err *err)
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

static int open_stdin(const struct exec_plan *plan, int project_fd, struct err *err)
{
    if (!plan->stdin_path)
        return open_text(plan->stdin_text, err);
    int fd = openat(project_fd, plan->stdin_path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    return fd >= 0 ? fd : err_errno(err, "cannot open '%s' for stdin", plan->stdin_path);
}

/* A pipe whose read end does not block. The script's end must block: it is the script's stdout.
 * Whoever the script is may open it again by its name, /dev/stdout; nobody else can reach it. */
static int open_pipe(int *reader, int *writer, struct err *err)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return err_errno(err, "cannot make a pipe");
    *reader = ends[0];
    *writer = ends[1];
    if (fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0 || fchmod(ends[1], PIPE_MODE) < 0)
        return err_errno(err, "cannot prepare a pipe");
    return 0;
}

static int open_ends(const struct exec_plan *plan, int project_fd, struct exec_script *script,
                     struct sandbox_program *program, struct err *err)
{
    program->in = open_stdin(plan, project_fd, err);
    if (program->in < 0 || open_pipe(&script->out, &program->out, err) < 0 ||
        open_pipe(&script->err, &program->err, err) < 0)
        return -1;
    return 0;
}

static void close_ends(const struct sandbox_program *program)
{
    scope_close(&program->in);
    scope_close(&program->out);
    scope_close(&program->err);
}

void exec_script_release(struct exec_script *script)
{
    scope_close(&script->out);
    scope_close(&script->err);
    scope_close(&script->child.report);
    *script = EXEC_SCRIPT_NONE;
}

int exec_script_start(struct exec_plan *plan, int project_fd, struct exec_confine *confine,
                      struct exec_script *script, struct err *err)
{
    struct exec_script made = EXEC_SCRIPT_NONE;
    struct sandbox_program program __attribute__((cleanup(close_ends))) = {
        .argv = plan->argv, .env = plan->env, .in = -1, .out = -1, .err = -1};
    if (open_ends(plan, project_fd, &made, &program, err) < 0 ||
        exec_confine_start(plan, &program, project_fd, confine, &made.child, err) < 0) {
        exec_script_release(&made);
        return -1;
    }
    *script = made;
    return 0;
}
