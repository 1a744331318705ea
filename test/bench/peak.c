/* For test/bench/bench_git: run a command with its output thrown away; print how many microseconds
 * it took, the most KiB that it or one of its children had in memory, and its status. A process of
 * its own, because the kernel counts the memory of who forks to the child's figure: Python's. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NOT_STARTED 127

static long now_us(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int main(int argc, char *argv[])
{
    int status = 0;
    struct rusage usage;
    long began = now_us();
    pid_t pid = argc > 1 ? fork() : -1;
    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (null >= 0 && dup2(null, STDOUT_FILENO) >= 0)
            (void)execvp(argv[1], argv + 1);
        _exit(NOT_STARTED);
    }
    if (pid < 0 || wait4(pid, &status, 0, &usage) < 0)
        return EXIT_FAILURE;
    (void)printf("%ld %ld %d\n", now_us() - began, usage.ru_maxrss, status);
    return EXIT_SUCCESS;
}
