#include "exec/exec_io.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"

/* One buffer, mapped once and given back when the script is quiet: a run that prints now and
 * then costs no memory beside its first page, one that floods gets large reads. Pipes begin at
 * the kernel's 64 KiB and grow only when a read filled a whole one: kernel memory for pipes is
 * counted per user (pipe-user-pages-soft, 64 MiB), and beyond that every new pipe of the user
 * would get two pages. */

#define BUFFER_SIZE  ((size_t)256 * 1024)
#define PIPE_DEFAULT 65536         /* bytes, pipe(7) */
#define PIPE_WIDE    (1024 * 1024) /* bytes, /proc/sys/fs/pipe-max-size for everybody */

int exec_io_init(struct exec_io *io, struct output *output, int64_t start_us, struct err *err)
{
    void *map = mmap(NULL, BUFFER_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED)
        return err_errno(err, "cannot get memory for output");
    *io = (struct exec_io){.output = output, .start_us = start_us, .buffer = map};
    return 0;
}

void exec_io_release(struct exec_io *io)
{
    if (io->buffer)
        (void)munmap(io->buffer, BUFFER_SIZE); /* cannot fail for a whole mapping of ours */
    io->buffer = NULL;
}

static void widen(struct exec_io *io, int fd, enum output_stream stream)
{
    bool *is_wide = &io->is_wide[stream == OUTPUT_STDERR];
    if (!*is_wide)
        (void)fcntl(fd, F_SETPIPE_SZ, PIPE_WIDE); /* over the user's share: it stays as it is */
    *is_wide = true;
}

static void append(struct exec_io *io, enum output_stream stream, size_t size)
{
    struct err err = {0};
    int64_t elapsed_ms = (clock_boot_us() - io->start_us) / 1000;
    if (!io->output)
        return;
    if (output_append(io->output, stream, io->buffer, size, elapsed_ms, &err) < 0 &&
        io->err.code == ERR_NONE)
        io->err = err;
}

/* Answers false when there is nothing more now, or for ever. */
static bool read_once(struct exec_io *io, int *fd, enum output_stream stream)
{
    if (*fd < 0)
        return false;
    ssize_t got;
    do {
        got = read(*fd, io->buffer, BUFFER_SIZE);
    } while (got < 0 && errno == EINTR);
    if (got < 0 && errno == EAGAIN)
        return false;
    if (got <= 0) { /* a pipe has no other failures: EBADF or EIO would end it as well */
        (void)close(*fd);
        *fd = -1;
        return false;
    }
    io->is_used = true;
    if (got >= PIPE_DEFAULT)
        widen(io, *fd, stream);
    if (stream == OUTPUT_STDERR)
        exec_tail_add(&io->tail, io->buffer, (size_t)got);
    append(io, stream, (size_t)got);
    return true;
}

void exec_io_read(struct exec_io *io, int *fd, enum output_stream stream)
{
    (void)read_once(io, fd, stream); /* what is left makes poll(2) answer again */
}

void exec_io_drain(struct exec_io *io, int *fd, enum output_stream stream)
{
    while (read_once(io, fd, stream)) {
    }
}

void exec_io_flush(struct exec_io *io)
{
    if (io->output)
        (void)output_flush(io->output, &io->err); /* what is pending is written with the next one */
}

void exec_io_rest(struct exec_io *io)
{
    (void)madvise(io->buffer, BUFFER_SIZE, MADV_DONTNEED); /* only a hint */
    io->is_used = false;
}
