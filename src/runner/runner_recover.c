/* At start: what the files say of accepted jobs that have no record yet. See the table "seen at
 * start of the server" in the spool protocol; each row of it is one branch here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/scope.h"
#include "exec/exec_supervise.h"
#include "runner/runner_inner.h"

struct recovered {
    size_t waiting, running, ended, damaged;
};

/* It was started: adopt it when its supervisor lives, else its end is to be recorded. */
static void recover_started(struct runner *runner, const struct job *job, struct recovered *found)
{
    char id[IDENT_TEXT_SIZE];
    struct err err;
    ident_format(&job->id, id);
    struct runner_run *run = xcalloc(1, sizeof(*run));
    run->id = job->id;
    list_append(&runner->runs, &run->node);
    queue_add_running(runner->queue, job);
    auto_fd int dir = fd_open_dir(runner->store.runs, id, &err);
    pid_t pid = 0;
    if (dir >= 0 && exec_live_look(dir, &pid) == EXEC_LIVE_ALIVE &&
        exec_adopt(runner->exec, &job->id, pid, dir, &err) == 0) {
        run->has_begun = true;
        found->running++;
        return;
    }
    found->ended++;
    runner_record(runner, run);
}

/* When the attempt after ATTEMPT is due; now, when its result cannot be read. */
static int64_t retry_time_us(const struct runner *runner, const struct job *job, int attempt)
{
    char id[IDENT_TEXT_SIZE];
    char name[32];
    struct err err;
    struct run_result result = {0};
    auto_buf struct buf text;
    buf_init(&text, RUN_RECORD_MAX);
    ident_format(&job->id, id);
    (void)snprintf(name, sizeof(name), "attempt-%d", attempt); /* fits */
    auto_fd int run = fd_open_dir(runner->store.runs, id, &err);
    auto_fd int dir = run < 0 ? -1 : fd_open_dir(run, name, &err);
    if (dir < 0 || fd_read_file(dir, "result.json", &text, &err) < 0 ||
        run_json_parse_result(text.data, text.size, &result, &err) < 0)
        return clock_wall_us();
    int64_t delay_us = runner_retry_delay_us(&job->retry, attempt);
    int64_t due_us = result.ended_at_us + delay_us;
    int64_t latest_us = clock_wall_us() + delay_us; /* the clock may have been set back since */
    run_result_release(&result);
    return due_us < latest_us ? due_us : latest_us;
}

/* It waits; between two attempts it waits for its time, and its dependencies are behind it. */
static void recover_waiting(struct runner *runner, struct job *job)
{
    int attempts = store_attempts(&runner->store, &job->id);
    if (attempts == 0) {
        runner_accept(runner, job, true);
        return;
    }
    queue_add_running(runner->queue, job);
    queue_retry(runner->queue, &job->id, retry_time_us(runner, job, attempts));
}

/* It ended while it waited, and only its row may be missing. */
static void recover_ended(struct runner *runner, const struct ident *id)
{
    struct run run;
    struct err err;
    if (store_load(&runner->store, id, &run, &err) == 0)
        runner_put(runner, &run, true);
    else
        run_release(&run);
}

static void recover_one(struct runner *runner, struct spool_waiting *waiting,
                        struct recovered *found)
{
    struct err err;
    enum store_place place = STORE_WAITING;
    if (store_repair(&runner->store, &waiting->job.id, &place, &err) < 0) {
        log_error("cannot take up a run of the last server: %s", err.text);
        found->damaged++;
        return;
    }
    switch (place) {
    case STORE_WAITING:
        found->waiting++;
        recover_waiting(runner, &waiting->job);
        break;
    case STORE_STARTED:
        recover_started(runner, &waiting->job, found);
        break;
    case STORE_ENDED:
        recover_ended(runner, &waiting->job.id);
        break;
    }
}

static void recover_pause(struct runner *runner)
{
    int var = runner->spool->dirs.var;
    struct err err;
    auto_buf struct buf what;
    buf_init(&what, 64);
    if (fd_read_file(var, RUNNER_PAUSED_FILE, &what, &err) < 0)
        return;
    if (strcmp(buf_text(&what), job_op_name(JOB_OP_DRAIN)) == 0) {
        (void)unlinkat(var, RUNNER_PAUSED_FILE, 0); /* this is the start that it waited for */
        return;
    }
    queue_pause(runner->queue, true);
    log_info("paused since before the restart: nothing starts until 'pirun resume'");
}

int runner_recover(struct runner *runner, struct err *err)
{
    struct list all;
    struct recovered found = {0};
    list_init(&all);
    if (spool_scan_recover(runner->scan, &all, &found.damaged, err) < 0)
        return -1;
    list_for_each (node, &all) {
        struct spool_waiting *waiting = list_entry(node, struct spool_waiting, node);
        list_remove(node);
        recover_one(runner, waiting, &found);
        spool_waiting_free(waiting);
    }
    recover_pause(runner);
    if (found.waiting + found.running + found.ended + found.damaged > 0)
        log_info("taken up from the last server: %zu waiting, %zu running, %zu ended meanwhile, "
                 "%zu damaged",
                 found.waiting, found.running, found.ended, found.damaged);
    return 0;
}
