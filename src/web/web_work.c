#include "web/web_work.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/web_file_job.h"
#include "web/web_own.h"

#define PENDING_MAX 512 /* calls that wait for one lane: a second's worth or two */

struct work {
    struct web_call *call;
    web_work_cb work;
    web_done_cb done;
    void *ctx;
};

static void on_lane(void *at)
{
    const struct work *work = at;
    work->work(work->ctx);
}

static void on_loop(void *at)
{
    struct work *work = at;
    work->done(work->call, work->ctx);
    web_call_let_go(work->call);
    free(work);
}

bool web_work(struct web_call *call, enum web_lane lane, web_work_cb work, web_done_cb done,
              void *ctx)
{
    struct lane *thread = call->web->lanes[lane];
    if (lane_pending(thread) >= PENDING_MAX) {
        struct err err = {0};
        (void)err_set(&err, ERR_BUSY, "the server is busy: %d requests wait before this one",
                      PENDING_MAX);
        web_call_error(call, &err);
        return false;
    }
    struct work *item = xmalloc(sizeof(*item));
    *item = (struct work){.call = call, .work = work, .done = done, .ctx = ctx};
    web_call_hold(call);
    lane_post(thread, on_lane, on_loop, item);
    return true;
}

int web_work_open(struct web *web, struct err *err)
{
    static const char *const names[] = {"web-read", "web-submit", "web-files", "web-search",
                                        "web-live", "web-git",    "web-look",  "web-script"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        web->lanes[i] = lane_create(web->loop, names[i], err);
        if (!web->lanes[i])
            return -1;
    }
    return 0;
}

/* A done may post to another lane: as many rounds as there are lanes. */
void web_work_finish(struct web *web)
{
    for (size_t round = 0; round < WEB_LANE_COUNT; round++) {
        for (size_t i = 0; i < WEB_LANE_COUNT; i++) {
            if (web->lanes[i])
                lane_finish(web->lanes[i]);
        }
    }
}

void web_work_close(struct web *web)
{
    web_work_finish(web);
    for (size_t i = 0; i < WEB_LANE_COUNT; i++)
        lane_free(take(web->lanes[i]));
    web_file_job_close(web);
}
