#include "crash_worker.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"

#define WORKERS_MAX 32

static void *share(size_t size)
{
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        abort(); /* no memory */
    return at;
}

struct crash_row *crash_worker_rows(size_t count)
{
    return share((count + 1) * sizeof(struct crash_row));
}

/* Put the project and the log of a violation aside. */
static void keep(const struct crash_options *options, struct crash_place *place,
                 struct crash_row *row)
{
    const struct crash_case *it = row->point.it;
    int size = snprintf(row->kept, sizeof(row->kept), "%s/kept-%s-%s-%ld-%ld", options->home,
                        crash_role_name(it->role), it->name, row->point.at, row->point.first);
    if (size < 0 || (size_t)size >= sizeof(row->kept) || rename(place->path, row->kept) < 0)
        row->kept[0] = '\0'; /* the report does without */
    auto_free char *log = xasprintf("%s/log", place->home);
    auto_free char *kept_log = xasprintf("%s.log", row->kept);
    (void)rename(log, kept_log); /* as above */
}

static int work(const struct crash_options *options, int number, struct crash_row *rows,
                size_t count, atomic_size_t *next)
{
    struct err err;
    struct crash_place place = {.pirun = options->pirun, .interpreter = options->interpreter};
    auto_free char *home = xasprintf("%s/%d", options->home, number);
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0); /* no worker without its harness */
    if (crash_place_init(&place, home, &err) < 0) {
        (void)fprintf(stderr, "crash: %s\n", err.text);
        return 1;
    }
    for (size_t at; (at = atomic_fetch_add(next, 1)) < count;) {
        if (options->deadline_us > 0 && clock_boot_us() > options->deadline_us)
            break;
        crash_point_run(&place, &rows[at].point, &rows[at].result);
        rows[at].is_done = true;
        if (*rows[at].result.violation)
            keep(options, &place, &rows[at]);
    }
    crash_place_release(&place);
    return 0;
}

int crash_worker_run(const struct crash_options *options, struct crash_row *rows, size_t count,
                     struct err *err)
{
    pid_t pids[WORKERS_MAX];
    int workers = options->workers < WORKERS_MAX ? options->workers : WORKERS_MAX;
    bool has_failed = false;
    atomic_size_t *next = share(sizeof(*next));
    (void)fflush(NULL); /* what is buffered must not be written by each of them */
    for (int i = 0; i < workers; i++) {
        pids[i] = fork();
        if (pids[i] == 0)
            _exit(work(options, i, rows, count, next));
    }
    for (int i = 0; i < workers; i++) {
        int status = 1;
        while (pids[i] > 0 && waitpid(pids[i], &status, 0) < 0 && errno == EINTR) {
        }
        has_failed = has_failed || status != 0;
    }
    (void)munmap(next, sizeof(*next)); /* ours: cannot fail */
    return has_failed ? err_set(err, ERR_INTERNAL, "a worker of the test ended early") : 0;
}
