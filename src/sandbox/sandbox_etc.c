#include "sandbox/sandbox_etc.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"

static const struct {
    const char *name, *text;
} made[] = {
    {"etc/passwd", "pirun:x:1000:1000::/tmp:/bin/sh\n"},
    {"etc/group", "pirun:x:1000:\n"},
    {"etc/hosts", "127.0.0.1 localhost pirun\n::1 localhost\n"},
    {"etc/hostname", "pirun\n"},
    {"etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n"},
};

int sandbox_etc_make(void)
{
    if (mkdir("etc", 0755) < 0)
        return -1;
    for (size_t i = 0; i < ARRAY_LEN(made); i++) {
        size_t size = strlen(made[i].text);
        auto_fd int fd = open(made[i].name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
        if (fd < 0 || write(fd, made[i].text, size) != (ssize_t)size)
            return -1;
    }
    return 0;
}
