#include "web/web_lsp_server.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "base/spawn.h"
#include "script/script_frame.h"
#include "web/web_own.h"

#define COMMAND     "__language"
#define MEMORY_MIB  700 /* Source: 06-ui 1.6: pylsp takes 93 MiB, with large libraries more */
#define MIB         1048576
#define MESSAGE_MAX 4194304 /* bytes: the names of a very large library */
#define WAITING_MAX 8388608

struct web_lsp_server {
    const struct web_lsp_server_ops *ops;
    void *ctx;
    pid_t pid;
    h2o_socket_t *pipe;
    struct script_frame frame;
    struct buf waiting; /* behind what is being written */
    struct buf written; /* by libh2o, now */
    bool is_writing;
};

static const struct web_lsp_program programs[] = {
    {"pylsp", {"/usr/bin/pylsp"}},
    {"pylsp", {"/usr/local/bin/pylsp"}},
    {"pyright", {"/usr/bin/pyright-langserver", "--stdio"}},
    {"pyright", {"/usr/local/bin/pyright-langserver", "--stdio"}},
};

bool web_lsp_server_find(struct web_lsp_program *program, struct err *why)
{
    struct sysinfo about;
    for (size_t i = 0; i < ARRAY_LEN(programs); i++) {
        if (access(programs[i].words[0], X_OK) < 0)
            continue;
        uint64_t memory_mib = sysinfo(&about) < 0 ? 0 : about.totalram * about.mem_unit / MIB;
        if (memory_mib < MEMORY_MIB)
            return err_set(why, ERR_BUSY,
                           "this machine has %llu MiB of memory: a language server wants %d",
                           (unsigned long long)memory_mib, MEMORY_MIB) == 0;
        *program = programs[i];
        return true;
    }
    return err_set(why, ERR_BUSY,
                   "no language server is installed: apt-get install python3-pylsp") == 0;
}

static void write_next(struct web_lsp_server *server);

static void free_server(struct web_lsp_server *server)
{
    h2o_socket_close(server->pipe);
    (void)kill(server->pid, SIGKILL); /* it may have ended; all in its box dies with it */
    while (waitpid(server->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    script_frame_release(&server->frame);
    buf_release(&server->waiting);
    buf_release(&server->written);
    free(server);
}

static void end(struct web_lsp_server *server)
{
    server->ops->ended(server->ctx);
    free_server(server);
}

static void message_came(void *ctx, const char *text, size_t size)
{
    const struct web_lsp_server *server = ctx;
    server->ops->message(server->ctx, text, size);
}

static void bytes_came(h2o_socket_t *pipe, const char *error)
{
    struct web_lsp_server *server = pipe->data;
    struct err err;
    if (error || script_frame_feed(&server->frame, pipe->input->bytes, pipe->input->size,
                                   message_came, server, &err) < 0)
        end(server);
    else
        h2o_buffer_consume(&pipe->input, pipe->input->size);
}

static void bytes_left(h2o_socket_t *pipe, const char *error)
{
    struct web_lsp_server *server = pipe->data;
    server->is_writing = false;
    buf_clear(&server->written);
    if (!error) /* else its end is read, too */
        write_next(server);
}

static void write_next(struct web_lsp_server *server)
{
    if (server->is_writing || server->waiting.size == 0)
        return;
    struct buf emptied = server->written;
    server->written = server->waiting;
    server->waiting = emptied;
    server->is_writing = true;
    h2o_iovec_t bytes = h2o_iovec_init(server->written.data, server->written.size);
    h2o_socket_write(server->pipe, &bytes, 1, bytes_left);
}

bool web_lsp_server_send(struct web_lsp_server *server, const char *text, size_t size)
{
    char head[SCRIPT_FRAME_HEAD];
    if (server->waiting.size + size > WAITING_MAX)
        return false;
    buf_append(&server->waiting, head, script_frame_head(size, head));
    buf_append(&server->waiting, text, size);
    write_next(server);
    return true;
}

static int spawn(const struct web *web, const struct web_lsp_program *program, int end_fd,
                 pid_t *pid, struct err *err)
{
    auto_free char *project = xstrdup(web->rooms.project_path);
    auto_free char *first = xstrdup(program->words[0]);
    auto_free char *second = xstrdup(program->words[1]);
    char *argv[] = {(char[]){"pirun"}, (char[]){"-C"}, project, (char[]){COMMAND},
                    (char[]){"--"},    first,          second,  NULL};
    return spawn_self_on(argv, end_fd, end_fd, pid, err);
}

struct web_lsp_server *web_lsp_server_start(struct web *web, const struct web_lsp_program *program,
                                            const struct web_lsp_server_ops *ops, void *ctx,
                                            struct err *err)
{
    int ends[2];
    pid_t pid = -1;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) {
        (void)err_errno(err, "cannot make a socket");
        return NULL;
    }
    auto_fd int ours = ends[0];
    auto_fd int theirs = ends[1];
    if (spawn(web, program, theirs, &pid, err) < 0)
        return NULL;
    struct web_lsp_server *server = xcalloc(1, sizeof(*server));
    *server = (struct web_lsp_server){.ops = ops, .ctx = ctx, .pid = pid};
    script_frame_init(&server->frame, MESSAGE_MAX);
    buf_init(&server->waiting, WAITING_MAX + SCRIPT_FRAME_HEAD);
    buf_init(&server->written, WAITING_MAX + SCRIPT_FRAME_HEAD);
    server->pipe = h2o_evloop_socket_create(loop_h2o(web->loop), take_fd(&ours), 0);
    server->pipe->data = server;
    h2o_socket_read_start(server->pipe, bytes_came);
    return server;
}

void web_lsp_server_stop(struct web_lsp_server *server)
{
    if (server)
        free_server(server);
}
