#include "web/web_log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/log.h"
#include "base/scope.h"
#include "loop/lane.h"
#include "web/web_id.h"
#include "web/web_own.h"

#define PENDING_MAX    1048576 /* bytes of lines that wait for the disk */
#define FIELD_MAX      512     /* bytes of a path or an agent that are kept */
/* Eight of them; six bytes are the most that JSON makes of one. */
#define LINE_MAX_BYTES ((size_t)8 * FIELD_MAX * 6)

struct web_log {
    struct lane *lane;
    char *path;         /* NULL: stderr */
    struct buf pending; /* the loop's */
    struct buf writing; /* the lane's while is_writing */
    bool is_writing;
    uint64_t dropped, told_dropped;
    int fd;          /* the lane's */
    bool has_failed; /* the lane's: was told already */
};

/* Not a pipe: whoever forgets to read it would hold the server's end. */
static int open_file(const char *path, struct err *err)
{
    struct stat st;
    int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK;
    auto_fd int fd = open(path, flags, 0640);
    if (fd < 0 || fstat(fd, &st) < 0)
        return err_errno(err, "cannot open the access log '%.120s'", path);
    if (!S_ISREG(st.st_mode))
        return err_set(err, ERR_INVALID, "the access log '%.120s' is no regular file", path);
    return take_fd(&fd);
}

int web_log_open(struct web *web, const char *base, const char *target, struct err *err)
{
    if (!target || !*target || strcmp(target, "off") == 0)
        return 0;
    bool is_stderr = strcmp(target, "stderr") == 0;
    auto_free char *path = *target == '/' ? xstrdup(target) : xasprintf("%s/%s", base, target);
    auto_fd int fd = is_stderr ? fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3) : open_file(path, err);
    if (fd < 0)
        return is_stderr ? err_errno(err, "cannot log to stderr") : -1;
    struct lane *lane = lane_create(web->loop, "web-log", err);
    if (!lane)
        return -1;
    struct web_log *log = xcalloc(1, sizeof(*log));
    *log =
        (struct web_log){.lane = lane, .path = is_stderr ? NULL : take(path), .fd = take_fd(&fd)};
    buf_init(&log->pending, PENDING_MAX);
    buf_init(&log->writing, PENDING_MAX);
    web->log = log;
    return 0;
}

static void reopen(void *ctx)
{
    struct web_log *log = ctx;
    struct err err;
    int fd = open_file(log->path, &err);
    if (fd < 0) {
        log_warning("%s: the old file is still written", err.text);
        return;
    }
    (void)close(log->fd);
    log->fd = fd;
    log->has_failed = false;
}

void web_log_reopen(struct web *web)
{
    if (web->log && web->log->path)
        lane_post(web->log->lane, reopen, NULL, web->log);
}

static void write_lines(void *ctx)
{
    struct web_log *log = ctx;
    struct err err;
    if (fd_write_all(log->fd, log->writing.data, log->writing.size, &err) == 0)
        log->has_failed = false;
    else if (!log->has_failed) {
        log_warning("the access log cannot be written: %s", err.text);
        log->has_failed = true;
    }
    buf_clear(&log->writing);
}

static void flush(struct web_log *log);

static void written(void *ctx)
{
    struct web_log *log = ctx;
    log->is_writing = false;
    flush(log);
}

/* All lines that came while the last ones were written go together. */
static void flush(struct web_log *log)
{
    if (log->is_writing || (log->pending.size == 0 && log->dropped == log->told_dropped))
        return;
    if (log->dropped != log->told_dropped) {
        buf_addf(&log->pending, "{\"dropped\":%llu}\n",
                 (unsigned long long)(log->dropped - log->told_dropped));
        log->told_dropped = log->dropped;
    }
    struct buf full = log->pending;
    log->pending = log->writing;
    log->writing = full;
    log->is_writing = true;
    lane_post(log->lane, write_lines, written, log);
}

void web_log_close(struct web *web)
{
    struct web_log *log = web->log;
    if (!log)
        return;
    flush(log);
    lane_free(log->lane);
    (void)close(log->fd);
    buf_release(&log->pending);
    buf_release(&log->writing);
    free(log->path);
    free(log);
    web->log = NULL;
}

static void add_bytes(struct buf *line, const char *key, h2o_iovec_t value)
{
    buf_addf(line, ",\"%s\":", key);
    json_quote(value.base ? value.base : "", value.len < FIELD_MAX ? value.len : FIELD_MAX, line);
}

static void add_text(struct buf *line, const char *key, const char *text)
{
    add_bytes(line, key, h2o_iovec_init(text, strlen(text)));
}

static void add_request(struct buf *line, h2o_req_t *req)
{
    ssize_t agent = h2o_find_header(&req->headers, H2O_TOKEN_USER_AGENT, -1);
    h2o_iovec_t path = req->input.path;
    const char *query = path.base ? memchr(path.base, '?', path.len) : NULL;
    if (query)
        path.len = (size_t)(query - path.base);
    add_bytes(line, "id", web_id_of(req));
    add_bytes(line, "method", req->input.method);
    add_bytes(line, "path", path);
    if (agent >= 0)
        add_bytes(line, "agent", req->headers.entries[agent].value);
    buf_addf(line, ",\"status\":%d,\"bytes\":%zu", req->res.status, req->bytes_sent);
}

void web_log_request(struct web *web, h2o_req_t *req, const struct web_conn *conn)
{
    struct web_log *log = web->log;
    if (!log)
        return;
    char now[CLOCK_TEXT_SIZE];
    auto_buf struct buf line;
    buf_init(&line, LINE_MAX_BYTES);
    clock_format(clock_wall_us(), now);
    buf_addf(&line, "{\"time\":\"%s\"", now);
    add_request(&line, req);
    if (conn && conn->call) {
        add_text(&line, "address", conn->call->who.address);
        add_text(&line, "who", conn->call->who.name);
        buf_addf(&line, ",\"ms\":%.3f", (double)(clock_boot_us() - conn->began_us) / 1000.0);
    }
    buf_add(&line, "}\n");
    if (log->pending.size + line.size > PENDING_MAX - 64) /* room for the count of the dropped */
        log->dropped++;
    else
        buf_append(&log->pending, line.data, line.size);
    flush(log);
}

uint64_t web_log_dropped(const struct web *web)
{
    return web->log ? web->log->dropped : 0;
}
