/* A terminal of the program's own: both of its sides are made inside, in the box's own devpts, so
 * that a path leads to it there (`tty` has an answer, /dev/tty works) and none outside. The master
 * side leaves by a socket before the program is executed, and nobody inside keeps it.
 * Source: pts(4); TIOCGPTPEER, ioctl_tty(2): the other side without a path. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "sandbox/sandbox_work.h"

#define MASTER_BOXED   "/dev/pts/ptmx"
#define MASTER_BOXLESS "/dev/ptmx"

static int open_sides(const struct sandbox_work *work, int *master, int *slave)
{
    int unlocked = 0;
    bool is_boxed = (work->parts & SANDBOX_PART_NAMESPACES) != 0;
    *master = open(is_boxed ? MASTER_BOXED : MASTER_BOXLESS, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*master < 0 || ioctl(*master, TIOCSPTLCK, &unlocked) < 0)
        return -1;
    *slave = ioctl(*master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
    return *slave < 0 ? -1 : 0;
}

int sandbox_terminal_open(struct sandbox_work *work)
{
    const struct sandbox_terminal *terminal = work->program->terminal;
    auto_fd int master = -1;
    auto_fd int slave = -1;
    if (!terminal)
        return 0;
    const struct winsize size = {.ws_col = terminal->columns, .ws_row = terminal->rows};
    if (open_sides(work, &master, &slave) < 0 || ioctl(master, TIOCSWINSZ, &size) < 0 ||
        ioctl(slave, TIOCSCTTY, 0) < 0 ||
        fd_send(terminal->socket, "", 1, &master, 1, MSG_DONTWAIT) < 0)
        return -1;
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (dup2(slave, fd) < 0)
            return -1;
    }
    return 0;
}

int sandbox_terminal_enter(struct sandbox_work *work)
{
    const struct sandbox_terminal *terminal = work->program->terminal;
    return terminal && terminal->directory ? chdir(terminal->directory) : 0;
}
