#include "web/web_blob.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_blob.h"
#include "web/web_order.h"
#include "web/web_own.h"
#include "web/web_pull.h"

/* A call on its way to the lane and back. */
struct about {
    const struct spool *spool;
    h2o_iovec_t body; /* of the request, which stays until it is answered */
    char name[WEB_TAIL_MAX];
    int fd;
    int64_t size;
    bool has_failed;
    struct err err;
};

static void free_about(struct about *about)
{
    scope_close(&about->fd);
    free(about);
}

static struct about *new_about(const struct web_call *call)
{
    struct about *about = xcalloc(1, sizeof(*about));
    about->spool = call->web->rooms.spool;
    about->fd = -1;
    return about;
}

static void keep(void *ctx)
{
    struct about *about = ctx;
    const char *bytes = about->body.base ? about->body.base : "";
    about->has_failed =
        spool_blob_put(about->spool, bytes, about->body.len, about->name, &about->err) < 0;
}

static void answer_kept(struct web_call *call, void *ctx)
{
    struct about *about = ctx;
    if (about->has_failed) {
        web_call_error(call, &about->err);
    } else {
        auto_json struct json *json = json_object();
        json_set_string(json, "blob", about->name);
        json_set_integer(json, "size", (int64_t)about->body.len);
        web_call_json(call, 201, json);
    }
    free_about(about);
}

static void post_blob(struct web_call *call)
{
    if (!web_order_has_runner(call))
        return;
    struct about *about = new_about(call);
    about->body = call->req->entity;
    if (!web_work(call, WEB_LANE_FILES, keep, answer_kept, about))
        free_about(about);
}

static void look(void *ctx)
{
    struct about *about = ctx;
    struct stat st;
    about->fd = spool_blob_open(about->spool, about->name, &about->err);
    about->has_failed = about->fd < 0;
    if (about->err.code == ERR_INVALID) /* in a path it is one more name that is not there */
        about->err.code = ERR_NOT_FOUND;
    if (about->fd >= 0 && fstat(about->fd, &st) == 0)
        about->size = st.st_size;
}

static ssize_t fill(void *ctx, char *data, size_t size)
{
    const struct about *about = ctx;
    ssize_t count = 0;
    do {
        count = read(about->fd, data, size);
    } while (count < 0 && errno == EINTR);
    return count;
}

static void pull_over(void *ctx)
{
    free_about(ctx);
}

static void answer_blob(struct web_call *call, void *ctx)
{
    struct about *about = ctx;
    if (about->has_failed || !call->req) {
        web_call_error(call, &about->err);
        free_about(about);
        return;
    }
    struct web_pull pull = {
        .lane = WEB_LANE_FILES, .size = about->size, .fill = fill, .free = pull_over, .ctx = about};
    web_call_add(call, "cache-control", "private, immutable, max-age=604800");
    web_pull(call, 200, "application/octet-stream", &pull);
}

static void get_blob(struct web_call *call)
{
    if (!web_order_has_runner(call))
        return;
    struct about *about = new_about(call);
    (void)snprintf(about->name, sizeof(about->name), "%s", call->tail); /* of the same size */
    if (!web_work(call, WEB_LANE_FILES, look, answer_blob, about))
        free_about(about);
}

static const struct web_route routes[] = {
    {.method = "POST",
     .path = "/api/blob",
     .role = ACCESS_RUNNER,
     .handler = post_blob,
     .body = WEB_BODY_BYTES,
     .answer = "application/json",
     .statuses = "201 503 507",
     .help = "Keeps the body as input for runs: its name goes into 'stdin_blob' of a job"},
    {.method = "GET",
     .path = "/api/blob/{name}",
     .role = ACCESS_RUNNER,
     .handler = get_blob,
     .answer = "application/octet-stream",
     .statuses = "200 404 503",
     .help = "The bytes of a blob"},
};

WEB_ROUTES(web_blob_routes, routes)
