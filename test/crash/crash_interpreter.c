/* The script interpreter of the crash test. It runs in the project's directory and tells what was
 * started: one line in `starts` per start.
 *   `fail-once` is there: it is removed, and this start fails.
 *   `hold` is there: it goes on until that file is gone, and so does a process that it leaves
 *   behind, which only a thorough supervisor finds. */
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#define LOOK_NS       1000000 /* 1 ms */
#define LOOKS_MAX     60000   /* a forgotten one ends by itself */
#define EXIT_NO_FILE  9
#define EXIT_REPEATED 1

static void wait_for_release(void)
{
    const struct timespec pause = {.tv_nsec = LOOK_NS};
    for (int i = 0; i < LOOKS_MAX && access("hold", F_OK) == 0; i++)
        (void)nanosleep(&pause, NULL); /* cut short by a signal: it only looks earlier */
}

int main(void)
{
    int fd = open("starts", O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, "x\n", 2) != 2)
        return EXIT_NO_FILE;
    if (unlink("fail-once") == 0)
        return EXIT_REPEATED;
    if (access("hold", F_OK) < 0)
        return 0;
    if (fork() == 0)
        (void)setsid(); /* cannot fail for a forked child */
    wait_for_release();
    return 0;
}
