#include "cli/cli_order.h"

#include <poll.h>
#include <string.h>
#include <sys/inotify.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "cli/cli_watch.h"
#include "job/run_json.h"
#include "spool/spool_submit.h"

int cli_order_submit(struct cli_project *project, const struct cli_order *order, struct ident *id,
                     struct err *err)
{
    auto_job struct job job;
    job_init(&job);
    job.kind = JOB_OP;
    job.op = order->op;
    job.exact = order->exact;
    if (order->target) {
        job.target = xmalloc(IDENT_TEXT_SIZE);
        ident_format(order->target, job.target);
    }
    job.source = JOB_FROM_CLI;
    if (spool_submit(&project->spool, &job, NULL, 0, err) < 0)
        return -1;
    *id = job.id;
    return 0;
}

static struct json *read_receipt(struct cli_project *project, const char *name, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, RUN_RECORD_MAX);
    if (spool_receipt(&project->spool, name, &text, err) < 0)
        return NULL;
    return json_parse(buf_text(&text), text.size, err);
}

static void ignore_event(void *ctx, int number, const char *name)
{
    (void)ctx;
    (void)number;
    (void)name;
}

struct json *cli_order_receipt(struct cli_project *project, const char *name, int wait_ms,
                               struct err *err)
{
    struct cli_watch watch;
    auto_free char *ack = cli_project_var(project, "ack");
    int64_t deadline_ms = clock_boot_ms() + wait_ms;
    cli_watch_init(&watch);
    (void)cli_watch_add(&watch, ack, IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE); /* polls without */
    struct json *receipt = NULL;
    for (;;) {
        receipt = read_receipt(project, name, err); /* the watch is armed: nothing is missed */
        int64_t left_ms = deadline_ms - clock_boot_ms();
        if (receipt || left_ms <= 0)
            break;
        struct pollfd ready = {.fd = watch.fd, .events = POLLIN};
        int most = watch.is_polling ? CLI_WATCH_POLL_MS : wait_ms;
        (void)poll(&ready, 1,
                   (int)left_ms < most ? (int)left_ms : most); /* looks again in any case */
        cli_watch_read(&watch, ignore_event, NULL);
    }
    cli_watch_release(&watch);
    if (!receipt)
        (void)err_set(err, ERR_TIMEOUT, "no receipt for '%s' yet", name);
    return receipt;
}
