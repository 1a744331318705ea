#include "script/script_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"

#define ASK_MS     2000
#define START_MS   3000
#define PIECE      16384
#define PATH_SHOWN 120
/* A process that has read more than this has grown, and is ended after its answer. */
#define GROWN_SIZE 131072
#define HEAD_MAX   16384

extern const char script_reader_text[]; /* script_reader.py */

/* The program comes by stdin too, before the first question: ps shows this alone. */
static const char boot[] = "import sys; i = sys.stdin.buffer; exec(i.read(int(i.readline())))";

struct script_reader {
    char *python;
    pid_t pid;  /* 0: there is none */
    int socket; /* -1 */
};

/* Our descriptors are close-on-exec, but for those that a library made. */
static int add_actions(posix_spawn_file_actions_t *actions, int socket)
{
    int result = posix_spawn_file_actions_adddup2(actions, socket, STDIN_FILENO);
    if (result == 0)
        result = posix_spawn_file_actions_adddup2(actions, socket, STDOUT_FILENO);
    if (result == 0)
        result = posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (result == 0)
        result = posix_spawn_file_actions_addchdir_np(actions, "/");
    if (result == 0)
        result = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
    return result;
}

/* Answers an errno. */
static int spawn_python(const char *python, int socket, pid_t *pid)
{
    /* POSIX wants char *; nothing is written there */
    char *argv[] = {(char[]){"pirun-reader"}, (char[]){"-I"}, (char[]){"-S"},
                    (char[]){"-c"},           xstrdup(boot),  NULL};
    char *env[] = {(char[]){"LANG=C.UTF-8"}, (char[]){"PATH=/usr/bin:/bin"}, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigset_t all;
    (void)sigemptyset(&none); /* cannot fail, nor can the next one */
    (void)sigfillset(&all);
    int result = posix_spawn_file_actions_init(&actions);
    if (result == 0 && (result = posix_spawnattr_init(&attributes)) == 0) {
        (void)posix_spawnattr_setsigmask(&attributes, &none); /* these only store */
        (void)posix_spawnattr_setsigdefault(&attributes, &all);
        (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                                        POSIX_SPAWN_SETSID);
        result = add_actions(&actions, socket);
        if (result == 0)
            result = posix_spawn(pid, python, &actions, &attributes, argv, env);
        (void)posix_spawnattr_destroy(&attributes);
        (void)posix_spawn_file_actions_destroy(&actions);
    }
    free(argv[4]);
    return result;
}

static int start(struct script_reader *reader, struct err *err)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
        return err_errno(err, "cannot make a socket");
    auto_fd int ours = ends[0];
    auto_fd int theirs = ends[1];
    if (fcntl(ours, F_SETFL, O_NONBLOCK) < 0)
        return err_errno(err, "cannot prepare a socket");
    errno = spawn_python(reader->python, theirs, &reader->pid);
    if (errno) {
        reader->pid = 0;
        return err_errno(err, "cannot start '%.*s'", PATH_SHOWN, reader->python);
    }
    reader->socket = take_fd(&ours);
    return 0;
}

/* Answers how it ended, as waitpid(2). */
static int end(struct script_reader *reader)
{
    int status = 0;
    if (!reader->pid)
        return 0;
    scope_close(&reader->socket);
    reader->socket = -1;
    (void)kill(reader->pid, SIGKILL); /* it may have ended by itself */
    while (waitpid(reader->pid, &status, 0) < 0 && errno == EINTR) {
    }
    reader->pid = 0;
    return status;
}

static int wait_for(const struct script_reader *reader, short events, int64_t until_ms,
                    struct err *err)
{
    for (;;) {
        struct pollfd ready = {.fd = reader->socket, .events = events};
        int64_t left_ms = until_ms - clock_boot_ms();
        if (left_ms <= 0)
            return err_set(err, ERR_TIMEOUT,
                           "reading the script took too long: it is too large or too intricate");
        if (poll(&ready, 1, (int)left_ms) > 0)
            return 0;
    }
}

static int tell(const struct script_reader *reader, const void *data, size_t size, int64_t until_ms,
                struct err *err)
{
    size_t sent = 0;
    while (sent < size) {
        ssize_t part = send(reader->socket, (const char *)data + sent, size - sent, MSG_NOSIGNAL);
        if (part > 0)
            sent += (size_t)part;
        else if (errno == EAGAIN || errno == EINTR) {
            if (wait_for(reader, POLLOUT, until_ms, err) < 0)
                return -1;
        } else
            return err_errno(err, "cannot ask the reader");
    }
    return 0;
}

static int hear(const struct script_reader *reader, struct buf *answer, int64_t until_ms,
                struct err *err)
{
    while (answer->size == 0 || answer->data[answer->size - 1] != '\n') {
        char *room = buf_room(answer, PIECE);
        if (!room)
            return err_set(err, ERR_TOO_LARGE,
                           "more would have to be said of the script than %d "
                           "bytes",
                           SCRIPT_ANSWER_MAX);
        ssize_t size = recv(reader->socket, room, PIECE, 0);
        if (size > 0)
            buf_grew(answer, (size_t)size);
        else if (size == 0 || errno == ECONNRESET)
            return err_set(err, ERR_INVALID, "the script cannot be read: it broke its reader");
        else if (errno != EAGAIN && errno != EINTR)
            return err_errno(err, "cannot hear the reader");
        else if (wait_for(reader, POLLIN, until_ms, err) < 0)
            return -1;
    }
    return 0;
}

static int teach(const struct script_reader *reader, int64_t until_ms, struct err *err)
{
    char head[32];
    size_t size = strlen(script_reader_text);
    int length = snprintf(head, sizeof(head), "%zu\n", size); /* fits */
    return tell(reader, head, (size_t)length, until_ms, err) < 0
               ? -1
               : tell(reader, script_reader_text, size, until_ms, err);
}

static int exchange(struct script_reader *reader, const struct script_question *question,
                    const struct buf *head, struct buf *answer, struct err *err)
{
    int64_t until_ms = clock_boot_ms() + ASK_MS;
    if (!reader->pid) {
        until_ms += START_MS;
        if (start(reader, err) < 0 || teach(reader, until_ms, err) < 0)
            return -1;
    }
    if (tell(reader, head->data, head->size, until_ms, err) < 0 ||
        tell(reader, question->data, question->size, until_ms, err) < 0)
        return -1;
    return hear(reader, answer, until_ms, err);
}

static void write_head(const struct script_question *question, struct buf *head)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "do", question->what);
    json_set_string(json, "path", question->path);
    json_set_integer(json, "size", (int64_t)question->size);
    json_set_bool(json, "text", question->is_text);
    json_print(json, false, head);
    buf_add(head, "\n");
}

struct json *script_reader_ask(struct script_reader *reader, const struct script_question *question,
                               struct err *err)
{
    auto_buf struct buf head;
    auto_buf struct buf answer;
    buf_init(&head, HEAD_MAX);
    buf_init(&answer, SCRIPT_ANSWER_MAX);
    if (question->size > SCRIPT_TEXT_MAX) {
        (void)err_set(err, ERR_TOO_LARGE, "a script of more than 1 MiB is not read");
        return NULL;
    }
    write_head(question, &head);
    /* it may have ended since the last question, which is only seen now: once more, then */
    bool was_up = reader->pid != 0;
    int result = exchange(reader, question, &head, &answer, err);
    if (result < 0 && was_up && err->code != ERR_TIMEOUT) {
        (void)end(reader);
        buf_clear(&answer);
        result = exchange(reader, question, &head, &answer, err);
    }
    struct json *reply = result < 0 ? NULL : json_parse(buf_text(&answer), answer.size, err);
    if (!reply || question->size > GROWN_SIZE)
        (void)end(reader);
    const char *error = json_get_string(reply, "error");
    if (!error)
        return reply;
    (void)err_set(err, err_named(json_get_string(reply, "code")), "%s", error);
    json_free(reply);
    return NULL;
}

struct script_reader *script_reader_create(const char *python)
{
    struct script_reader *reader = xcalloc(1, sizeof(*reader));
    *reader = (struct script_reader){.python = xstrdup(python), .socket = -1};
    return reader;
}

void script_reader_free(struct script_reader *reader)
{
    if (!reader)
        return;
    (void)end(reader);
    free(reader->python);
    free(reader);
}

void script_reader_rest(struct script_reader *reader)
{
    (void)end(reader);
}

bool script_reader_is_up(const struct script_reader *reader)
{
    return reader->pid != 0;
}
