#include "web/web_trash.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "files/files_trash.h"
#include "web/web_file_job.h"
#include "web/web_own.h"

#define HOUR_MS ((int64_t)3600 * 1000)

struct web_trash {
    struct web *web;
    struct loop_timer *timer;
    struct files_options options; /* of the look that is under way */
};

static void collect(void *ctx)
{
    struct web_trash *trash = ctx;
    struct err ignored; /* who asks for files is told */
    struct files *files = web_file_job_files(trash->web, &trash->options, &ignored);
    if (files)
        files_trash_collect(files, clock_wall_us() / 1000);
}

static void collected(void *ctx)
{
    struct web_trash *trash = ctx;
    loop_timer_arm(trash->timer, HOUR_MS);
}

static void hour_passed(void *ctx)
{
    struct web_trash *trash = ctx;
    trash->options = web_file_job_options(trash->web);
    if (!trash->web->is_stopping)
        lane_post(trash->web->lanes[WEB_LANE_FILES], collect, collected, trash);
}

struct web_trash *web_trash_create(struct web *web)
{
    struct web_trash *trash = xcalloc(1, sizeof(*trash));
    trash->web = web;
    trash->timer = loop_timer_create(web->loop, hour_passed, trash);
    if (web->rooms.project_path)
        loop_timer_arm(trash->timer, HOUR_MS);
    return trash;
}

void web_trash_free(struct web_trash *trash)
{
    if (!trash)
        return;
    loop_timer_free(trash->timer);
    free(trash);
}
