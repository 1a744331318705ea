#include "term/term_place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "exec/exec_place.h"

int term_place_open(int var_fd, struct err *err)
{
    return fd_make_dir(var_fd, TERM_PLACE_DIR, 0700, err);
}

void term_place_name(const struct ident *id, const char *ending, char name[TERM_PLACE_NAME])
{
    char text[IDENT_TEXT_SIZE];
    ident_format(id, text);
    (void)snprintf(name, TERM_PLACE_NAME, "%s%s", text, ending); /* fits */
}

/* The way by a descriptor is short: a socket's path has 107 bytes at most. */
static struct sockaddr_un address_of(int terms_fd, const struct ident *id)
{
    char name[TERM_PLACE_NAME];
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    term_place_name(id, TERM_PLACE_SOCK, name);
    (void)snprintf(address.sun_path, sizeof(address.sun_path), "/proc/self/fd/%d/%s", terms_fd,
                   name); /* fits */
    return address;
}

static int open_socket(struct err *err)
{
    int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return fd >= 0 ? fd : err_errno(err, "cannot make a socket");
}

/* The umask, because a mode that is changed after bind(2) comes too late. For the supervisor, which
 * is alone in its process. */
int term_place_listen(int terms_fd, const struct ident *id, struct err *err)
{
    const struct sockaddr_un address = address_of(terms_fd, id);
    auto_fd int fd = open_socket(err);
    if (fd < 0)
        return -1;
    mode_t mask = umask(0177);
    int bound = bind(fd, (const struct sockaddr *)&address, sizeof(address));
    int number = errno;
    (void)umask(mask);
    errno = number;
    if (bound < 0 || listen(fd, TERM_PLACE_CONNS) < 0)
        return err_errno(err, "cannot listen on the terminal's socket");
    return take_fd(&fd);
}

/* Source: unix(7), SO_PEERCRED. */
static bool is_ours(int fd, pid_t *pid)
{
    struct ucred who = {.uid = (uid_t)-1};
    socklen_t size = sizeof(who);
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) < 0)
        return false;
    *pid = who.pid;
    return who.uid == geteuid() || who.uid == 0;
}

int term_place_accept(int listener)
{
    pid_t pid = 0;
    auto_fd int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    return fd >= 0 && is_ours(fd, &pid) ? take_fd(&fd) : -1;
}

int term_place_connect(int terms_fd, const struct ident *id, pid_t *pid, struct err *err)
{
    char text[IDENT_TEXT_SIZE];
    const struct sockaddr_un address = address_of(terms_fd, id);
    auto_fd int fd = open_socket(err);
    ident_format(id, text);
    if (fd < 0)
        return -1;
    if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) < 0) {
        if (errno == ENOENT || errno == ECONNREFUSED)
            return err_set(err, ERR_NOT_FOUND, "there is no terminal '%s'", text);
        return err_errno(err, "cannot reach the terminal '%s'", text);
    }
    if (!is_ours(fd, pid))
        return err_set(err, ERR_FORBIDDEN, "the terminal '%s' is another user's", text);
    return take_fd(&fd);
}

void term_place_remove(int terms_fd, const struct ident *id)
{
    static const char *const endings[] = {TERM_PLACE_SOCK, TERM_PLACE_PLAN};
    char name[TERM_PLACE_NAME];
    struct err err; /* what stays harms nobody */
    for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
        term_place_name(id, endings[i], name);
        (void)unlinkat(terms_fd, name, 0);
    }
    term_place_name(id, "", name);
    auto_fd int own = openat(terms_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (own >= 0)
        (void)fd_tree_remove(own, EXEC_PLACE_SCRATCH, &err);
    (void)unlinkat(terms_fd, name, AT_REMOVEDIR); /* fails when it holds something */
}
