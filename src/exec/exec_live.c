#include "exec/exec_live.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/scope.h"

#define LIFE_BYTE  0
#define TEXT_BYTE  1
#define NAME_SIZE  64 /* bytes, newline included: {"pid":10 digits,"start_ticks":20 digits} fits */
#define BEGAN_LINE "{\"began\":true}\n"
#define STAT_ROOM  1024
#define START_FIELD \
    20 /* starttime is field 22 of /proc/PID/stat; counted from the state, field 3 */

static int lock_byte(int fd, int command, short type, off_t byte)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
    int result;
    do {
        result = fcntl(fd, command, &lock);
    } while (result < 0 && errno == EINTR);
    return result;
}

static bool is_held(int fd)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LIFE_BYTE, .l_len = 1};
    return fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

/* When this process started, in clock ticks since the boot: with the pid, no other process has
 * both. */
static uint64_t own_start_ticks(void)
{
    char text[STAT_ROOM];
    auto_fd int fd = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
    ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
    if (size <= 0)
        return 0;
    text[size] = '\0';
    const char *at = strrchr(text, ')');
    for (int i = 0; at && i < START_FIELD; i++)
        at = strchr(at + 1, ' ');
    return at ? strtoull(at + 1, NULL, 10) : 0;
}

/* The name in place, and whatever an earlier attempt wrote behind it cut off first. On a full
 * disk the bytes are there already, but for the first attempt. */
static int write_name(int fd, struct err *err)
{
    char line[NAME_SIZE + 1];
    int size = snprintf(line, sizeof(line), "{\"pid\":%d,\"start_ticks\":%" PRIu64 "}",
                        (int)getpid(), own_start_ticks());
    memset(line + size, ' ', NAME_SIZE - (size_t)size); /* at most 51 bytes by the types */
    line[NAME_SIZE - 1] = '\n';
    if (ftruncate(fd, NAME_SIZE) < 0 || pwrite(fd, line, NAME_SIZE, 0) != NAME_SIZE)
        return err_errno(err, "cannot write '" EXEC_LIVE_NAME "'");
    return 0;
}

static int take_life(int fd, struct err *err)
{
    if (lock_byte(fd, F_OFD_SETLK, F_WRLCK, LIFE_BYTE) == 0)
        return 0;
    if (errno == EAGAIN || errno == EACCES)
        return err_set(err, ERR_CONFLICT, "another supervisor keeps this run");
    return err_errno(err, "cannot lock '" EXEC_LIVE_NAME "'");
}

int exec_live_take(int run_dirfd, struct err *err)
{
    auto_fd int fd =
        openat(run_dirfd, EXEC_LIVE_NAME, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return err_errno(err, "cannot open '" EXEC_LIVE_NAME "'");
    if (lock_byte(fd, F_OFD_SETLKW, F_WRLCK, TEXT_BYTE) < 0)
        return err_errno(err, "cannot lock '" EXEC_LIVE_NAME "'");
    if (take_life(fd, err) < 0 || write_name(fd, err) < 0)
        return -1;
    (void)lock_byte(fd, F_OFD_SETLK, F_UNLCK, TEXT_BYTE); /* unlocking one's own cannot fail */
    return take_fd(&fd);
}

int exec_live_begin(int live, struct err *err)
{
    if (pwrite(live, BEGAN_LINE, sizeof(BEGAN_LINE) - 1, NAME_SIZE) !=
        (ssize_t)sizeof(BEGAN_LINE) - 1)
        return err_errno(err, "cannot write '" EXEC_LIVE_NAME "'");
    return 0;
}

static pid_t read_pid(const char *text, size_t size)
{
    auto_json struct json *root = json_parse(text, size, NULL);
    int64_t pid = json_get_integer(root, "pid", 0);
    return pid > 0 && pid <= INT32_MAX ? (pid_t)pid : 0;
}

enum exec_live exec_live_look(int run_dirfd, pid_t *pid)
{
    auto_fd int fd = openat(run_dirfd, EXEC_LIVE_NAME, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    *pid = 0;
    if (fd < 0)
        return EXEC_LIVE_NEVER;
    (void)lock_byte(fd, F_OFD_SETLKW, F_RDLCK,
                    TEXT_BYTE); /* without: at worst an old name is read */
    char text[NAME_SIZE + sizeof(BEGAN_LINE)];
    ssize_t size = pread(fd, text, sizeof(text), 0);
    if (is_held(fd)) {
        *pid = size >= NAME_SIZE ? read_pid(text, NAME_SIZE) : 0;
        return EXEC_LIVE_ALIVE;
    }
    /* What else than a whole second line would a torn write leave? Any byte of it counts as
     * begun. */
    return size > NAME_SIZE ? EXEC_LIVE_OVER : EXEC_LIVE_NEVER;
}
