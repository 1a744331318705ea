/* An address of the Unix domain has room for 107 bytes, less than many projects' paths have. A name
 * in a directory that is open has a short path by way of /proc/self/fd.
 * Source: unix(7), proc(5). */
#include "web/web_unix.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "base/buf.h"
#include "base/scope.h"

struct place {
    int dir; /* O_PATH */
    char name[NAME_MAX + 1];
    struct sockaddr_un address;
};

static void place_release(const struct place *place)
{
    if (place->dir >= 0)
        (void)close(place->dir); /* O_PATH: nothing is written */
}

#define auto_place __attribute__((cleanup(place_release)))

static int fill_address(struct place *place, const char *whole, struct err *err)
{
    struct sockaddr_un *address = &place->address;
    address->sun_family = AF_UNIX;
    if (strlen(whole) < sizeof(address->sun_path)) {
        memcpy(address->sun_path, whole, strlen(whole) + 1);
        return 0;
    }
    int length = snprintf(address->sun_path, sizeof(address->sun_path), "/proc/self/fd/%d/%s",
                          place->dir, place->name);
    if (length < 0 || (size_t)length >= sizeof(address->sun_path))
        return err_set(err, ERR_INVALID, "the name of socket '%.80s' is too long", place->name);
    return 0;
}

static int find_place(const char *base, const char *path, struct place *place, struct err *err)
{
    auto_free char *whole = *path == '/' ? xstrdup(path) : xasprintf("%s/%s", base, path);
    char *slash = strrchr(whole, '/');
    if (!slash[1] || strlen(slash + 1) > NAME_MAX)
        return err_set(err, ERR_INVALID, "socket '%.80s' has no usable file name", path);
    memcpy(place->name, slash + 1, strlen(slash + 1) + 1);
    *slash = '\0';
    place->dir = open(slash == whole ? "/" : whole, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (place->dir < 0)
        return err_errno(err, "cannot open the directory of socket '%.80s'", path);
    *slash = '/';
    return fill_address(place, whole, err);
}

/* ECONNREFUSED is the only answer that says: a socket without a listener. */
static bool is_left_over(const struct place *place)
{
    auto_fd int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return fd >= 0 && connect(fd, (const void *)&place->address, sizeof(place->address)) < 0 &&
           errno == ECONNREFUSED;
}

static int clear_place(const struct place *place, const char *path, struct err *err)
{
    struct stat st;
    if (fstatat(place->dir, place->name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return 0; /* nothing there; else bind says what is wrong */
    if (!S_ISSOCK(st.st_mode))
        return err_set(err, ERR_CONFLICT, "'%.80s' is there already and is no socket", path);
    if (!is_left_over(place))
        return err_set(err, ERR_CONFLICT, "somebody listens on socket '%.80s' already", path);
    if (unlinkat(place->dir, place->name, 0) < 0 && errno != ENOENT)
        return err_errno(err, "cannot remove the left-over socket '%.80s'", path);
    return 0;
}

int web_unix_listen(const char *base, const char *path, int backlog, struct err *err)
{
    auto_place struct place place = {.dir = -1};
    if (find_place(base, path, &place, err) < 0 || clear_place(&place, path, err) < 0)
        return -1;
    auto_fd int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    /* The mode of the file follows from that of the socket: so nobody else ever can connect. */
    if (fd < 0 || fchmod(fd, 0600) < 0 ||
        bind(fd, (const void *)&place.address, sizeof(place.address)) < 0 ||
        listen(fd, backlog) < 0)
        return err_errno(err, "cannot listen on socket '%.80s'", path);
    return take_fd(&fd);
}

void web_unix_remove(const char *base, const char *path)
{
    auto_place struct place place = {.dir = -1};
    struct stat st;
    if (find_place(base, path, &place, NULL) == 0 &&
        fstatat(place.dir, place.name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISSOCK(st.st_mode))
        (void)unlinkat(place.dir, place.name,
                       0); /* else the next server finds that nobody listens */
}
