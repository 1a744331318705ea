#include "term/term_shell.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"

void term_shell_release(struct term_shell *shell)
{
    scope_close(&shell->child.report);
    scope_close(&shell->master);
    *shell = TERM_SHELL_NONE;
}

/* It was sent before the shell was executed: it is there, or never comes. */
static int receive_master(int socket, struct err *err)
{
    char byte;
    int fds[FD_PASS_MAX];
    size_t count = FD_PASS_MAX;
    ssize_t size = fd_receive(socket, &byte, sizeof(byte), fds, &count, MSG_DONTWAIT);
    if (size != 1 || count != 1) {
        for (size_t i = 0; i < count; i++)
            (void)close(fds[i]);
        return err_set(err, ERR_INTERNAL, "the shell's terminal did not come");
    }
    if (fcntl(fds[0], F_SETFL, O_RDWR | O_NONBLOCK) == 0)
        return fds[0];
    (void)close(fds[0]);
    return err_errno(err, "cannot prepare the terminal");
}

int term_shell_start(struct term_plan *plan, int project_fd, struct exec_confine *confine,
                     struct term_shell *shell, struct err *err)
{
    int ends[2];
    struct term_shell made = TERM_SHELL_NONE;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return err_errno(err, "cannot make a socket");
    auto_fd int ours = ends[0];
    auto_fd int theirs = ends[1];
    const struct sandbox_terminal terminal = {.socket = theirs,
                                              .columns = plan->columns,
                                              .rows = plan->rows,
                                              .directory = plan->directory};
    const struct sandbox_program program = {.argv = plan->exec.argv,
                                            .env = plan->exec.env,
                                            .in = -1,
                                            .out = -1,
                                            .err = -1,
                                            .terminal = &terminal};
    if (exec_confine_start(&plan->exec, &program, project_fd, confine, &made.child, err) < 0)
        return -1;
    made.master = receive_master(ours, err);
    if (made.master < 0) { /* it ends with its keeper, who gives up now */
        term_shell_release(&made);
        return -1;
    }
    *shell = made;
    return 0;
}
