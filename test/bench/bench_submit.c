/* bench_submit PROJECT COUNT [ARGUMENT]: submit COUNT jobs of scripts/x.py durably through
 * spool_submit_many, as a server does for requests that arrive together, in groups of 50. Prints
 * the seconds it took. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "job/job.h"
#include "spool/spool.h"
#include "spool/spool_submit.h"

#define GROUP 50

static void fill(struct job *job, const char *argument)
{
    job_init(job);
    job->kind = JOB_SCRIPT;
    job->script = xstrdup("scripts/x.py");
    job->source = JOB_FROM_CLI;
    job->submitted_at_us = clock_wall_us();
    if (!argument)
        return;
    job->args = xcalloc(2, sizeof(*job->args));
    job->args[0] = xstrdup(argument);
    job->arg_count = 1;
}

static int submit_group(const struct spool *spool, size_t count, const char *argument,
                        struct err *err)
{
    struct spool_submission jobs[GROUP] = {0};
    size_t done = 0;
    for (size_t i = 0; i < count; i++)
        fill(&jobs[i].job, argument);
    int result = spool_submit_many(spool, jobs, count, &done, err);
    for (size_t i = 0; i < count; i++)
        job_release(&jobs[i].job);
    return result;
}

int main(int argc, char **argv)
{
    struct err err;
    struct spool spool;
    struct spool_options options = {
        .durability = FD_DURABLE_FULL, .max_waiting = 1000000, .max_job_bytes = JOB_FILE_MAX};
    if (argc < 3 || spool_open(&spool, argv[1], &options, &err) < 0) {
        (void)fprintf(stderr, "bench_submit: %s\n",
                      argc < 3 ? "usage: PROJECT COUNT [ARGUMENT]" : err.text);
        return 1;
    }
    long left = strtol(argv[2], NULL, 10);
    int64_t start_us = clock_boot_us();
    while (left > 0) {
        size_t group = left < GROUP ? (size_t)left : GROUP;
        if (submit_group(&spool, group, argc > 3 ? argv[3] : NULL, &err) < 0) {
            (void)fprintf(stderr, "bench_submit: %s\n", err.text);
            return 1;
        }
        left -= (long)group;
    }
    (void)printf("%.6f\n", (double)(clock_boot_us() - start_us) / 1e6);
    spool_close(&spool);
    return 0;
}
