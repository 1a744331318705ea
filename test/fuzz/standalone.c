/* A main for a fuzz target without libFuzzer: run it once over each file named, and over each file
 * of each directory named. Fails when there was nothing to run, so that an empty corpus cannot look
 * like a success. */
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"

static int count;

static void run_file(int dirfd, const char *name)
{
    int fd = openat(dirfd, name, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) < 0) {
        perror(name);
        abort();
    }
    size_t size = (size_t)status.st_size;
    uint8_t *data = malloc(size ? size : 1); /* exactly as large: a read beyond the end is seen */
    if (!data || read(fd, data, size) != (ssize_t)size) {
        perror(name);
        abort();
    }
    (void)close(fd);
    (void)LLVMFuzzerTestOneInput(data, size);
    free(data);
    count++;
}

static void run_directory(int fd)
{
    DIR *dir = fdopendir(fd);
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) { /* NOLINT(concurrency-mt-unsafe): one thread */
        if (entry->d_name[0] != '.')
            run_file(fd, entry->d_name);
    }
    if (dir)
        (void)closedir(dir);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        int fd = open(argv[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd >= 0)
            run_directory(fd);
        else
            run_file(AT_FDCWD, argv[i]);
    }
    printf("%d inputs\n", count);
    return count > 0 ? 0 : 1;
}
