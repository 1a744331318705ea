#include "cli/cli_python.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"
#include "cli/cli_say.h"

#define PYTHON_FIRST "/usr/bin/python3" /* the one that security updates reach */
#define OUTPUT_CAP   ((size_t)256 * 1024)

/* Start ARGV with stdout and stderr in the pipe WRITE_FD. */
static int start(char *const argv[], int write_fd, pid_t *pid, struct err *err)
{
    posix_spawn_file_actions_t actions;
    (void)posix_spawn_file_actions_init(&actions); /* these only fill a struct of ours */
    (void)posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    (void)posix_spawn_file_actions_adddup2(&actions, write_fd, STDOUT_FILENO);
    (void)posix_spawn_file_actions_adddup2(&actions, write_fd, STDERR_FILENO);
    int failed = posix_spawn(pid, argv[0], &actions, NULL, argv, environ);
    (void)posix_spawn_file_actions_destroy(&actions);
    if (failed)
        return err_set(err, ERR_NOT_FOUND, "cannot execute '%s'", argv[0]);
    return 0;
}

static int wait_end(pid_t pid, const char *name, const char *line, struct err *err)
{
    int status = 0;
    if (waitpid(pid, &status, 0) != pid)
        return err_errno(err, "cannot wait for '%s'", name);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return 0;
    return err_set(err, ERR_INTERNAL, "'%s' failed: %s", name, *line ? line : "it said nothing");
}

int cli_python_call(char *const argv[], char *line, size_t size, struct err *err)
{
    int ends[2];
    pid_t pid = 0;
    auto_buf struct buf text;
    buf_init(&text, OUTPUT_CAP);
    if (pipe2(ends, O_CLOEXEC) < 0)
        return err_errno(err, "cannot make a pipe");
    auto_fd int read_end = ends[0];
    int started = start(argv, ends[1], &pid, err);
    (void)close(ends[1]);
    if (started < 0)
        return -1;
    struct err too_much; /* the first line is enough */
    (void)fd_read_all(read_end, &text, &too_much);
    (void)snprintf(line, size, "%.*s", (int)strcspn(buf_text(&text), "\n"),
                   buf_text(&text)); /* may be cut */
    return wait_end(pid, argv[0], line, err);
}

int cli_python_version(const char *path, char *line, size_t size, struct err *err)
{
    auto_free char *copy = xstrdup(path);
    char *argv[] = {copy, (char[]){"-V"}, NULL};
    return cli_python_call(argv, line, size, err);
}

char *cli_python_find(struct err *err)
{
    if (access(PYTHON_FIRST, X_OK) == 0)
        return xstrdup(PYTHON_FIRST);
    const char *at = cli_environment("PATH");
    while (at && *at) {
        size_t size = strcspn(at, ":");
        char *path = xasprintf("%.*s/python3", (int)size, at);
        if (*path == '/' && access(path, X_OK) == 0)
            return path;
        free(path);
        at += size + (at[size] == ':');
    }
    (void)err_set(err, ERR_NOT_FOUND,
                  "no python3 here: apt-get install python3, or init with --no-env");
    return NULL;
}
