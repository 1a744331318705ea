/* Goal: submissions that come while the disk works are one batch, and each has its own answer. */
#include "web/web_submit.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "spool/spool.h"
#include "web/web.h"

#define PATIENCE_MS 20000
#define MANY        20

struct place {
    char path[64];
    struct spool spool;
    struct loop *loop;
    struct web *web;
    atomic_bool is_held;       /* the check of the first waits until it is let go */
    int least_seen, most_seen; /* files in the door while the others are checked */
    int told, good, known, refused, failed;
    enum err_code code;
};

static int count_files(const struct place *place)
{
    char path[96];
    int count = 0;
    (void)snprintf(path, sizeof(path), "%s/var/spool", place->path); /* fits */
    auto_dir DIR *dir = opendir(path);
    const struct dirent *entry = NULL;
    while ((entry = readdir(dir))) /* NOLINT(concurrency-mt-unsafe): a stream of our own */
        count += strstr(entry->d_name, ".json") != NULL;
    return count;
}

static bool check(void *ctx, struct job *job, struct job_fault *fault)
{
    struct place *place = ctx;
    while (atomic_load(&place->is_held))
        (void)usleep(1000); /* the lane may wait: the loop lets it go */
    if (job->label_count == 0)
        return true;
    int count = count_files(place);
    if (count < place->least_seen)
        place->least_seen = count;
    if (count > place->most_seen)
        place->most_seen = count;
    if (strcmp(job->labels[0].value, "refuse") != 0)
        return true;
    job_fault_set(fault, "limit", "ask for less", "too much");
    return false;
}

static struct json *health(void *ctx, bool *is_ok)
{
    (void)ctx;
    *is_ok = true;
    return json_object();
}

static int set_up(void **state)
{
    struct err err;
    struct place *place = xcalloc(1, sizeof(*place));
    place->least_seen = INT32_MAX;
    (void)snprintf(place->path, sizeof(place->path), "/tmp/pirun-web-XXXXXX"); /* fits */
    assert_non_null(mkdtemp(place->path));
    struct spool_options options = {.durability = FD_DURABLE_FULL, .max_waiting = 1000};
    assert_int_equal(spool_open(&place->spool, place->path, &options, &err), 0);
    place->loop = loop_create(&err);
    struct web_options web = {.addr = "127.0.0.1:0",
                              .source = {.health = health},
                              .rooms = {.project_path = place->path,
                                        .spool = &place->spool,
                                        .check = check,
                                        .check_ctx = place}};
    place->web = web_start(place->loop, &web, &err);
    *state = place;
    return place->web ? 0 : -1;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    struct err err;
    web_stop(place->web);
    loop_free(place->loop);
    spool_close(&place->spool);
    assert_int_equal(fd_tree_remove(AT_FDCWD, place->path, &err), 0);
    free(place);
    return 0;
}

static void submitted(void *ctx, const struct web_submitted *outcome)
{
    struct place *place = ctx;
    place->told++;
    place->known += outcome->is_known;
    place->refused += outcome->fault != NULL;
    place->failed += outcome->why_not != NULL;
    if (outcome->why_not)
        place->code = outcome->why_not->code;
    place->good += !outcome->is_known && !outcome->fault && !outcome->why_not;
}

static struct job new_job(const char *label)
{
    struct job job;
    job_init(&job);
    job.id = ident_new();
    job.kind = JOB_CODE;
    job.code = xstrdup("print(1)");
    job.source = JOB_FROM_HTTP;
    if (!label)
        return job;
    job.labels = xcalloc(1, sizeof(*job.labels));
    job.labels[0] = (struct job_pair){.key = xstrdup("is"), .value = xstrdup(label)};
    job.label_count = 1;
    return job;
}

static void submit(struct place *place, struct job job)
{
    assert_true(web_submit(place->web, &job, (struct web_submit_text){0}, submitted, place));
}

static void await(struct place *place, int told)
{
    int64_t deadline_ms = clock_boot_ms() + PATIENCE_MS;
    while (place->told < told) {
        assert_true(clock_boot_ms() < deadline_ms);
        assert_int_equal(loop_step(place->loop, 5, NULL), 0);
    }
    assert_int_equal(place->told, told);
}

static void those_that_come_while_the_disk_works_are_one_batch(void **state)
{
    struct place *place = *state;
    atomic_store(&place->is_held, true);
    submit(place, new_job(NULL));
    for (int i = 0; i < MANY; i++)
        submit(place, new_job("good"));
    atomic_store(&place->is_held, false);
    await(place, 1 + MANY);
    assert_int_equal(place->good, 1 + MANY);
    /* all were checked after the first was written and before any of them was */
    assert_int_equal(place->least_seen, 1);
    assert_int_equal(place->most_seen, 1);
    assert_int_equal(count_files(place), 1 + MANY);
}

static void each_of_a_batch_has_its_own_answer(void **state)
{
    struct place *place = *state;
    atomic_store(&place->is_held, true);
    submit(place, new_job(NULL));
    for (int i = 0; i < MANY; i++) {
        struct job job = new_job(i % 4 == 0 ? "refuse" : "good");
        if (i % 4 == 1) {
            job.stdin_text = xmalloc(JOB_FILE_MAX + 1);
            memset(job.stdin_text, 'x', JOB_FILE_MAX);
            job.stdin_text[JOB_FILE_MAX] = '\0';
        }
        submit(place, job);
    }
    atomic_store(&place->is_held, false);
    await(place, 1 + MANY);
    assert_int_equal(place->refused, MANY / 4);
    assert_int_equal(place->failed, MANY / 4);
    assert_int_equal(place->code, ERR_TOO_LARGE);
    assert_int_equal(place->good, 1 + MANY / 2);
    assert_int_equal(count_files(place), 1 + MANY / 2);
}

static void what_no_job_can_help_fails_all_of_a_batch(void **state)
{
    struct place *place = *state;
    int tmp = place->spool.dirs.tmp;
    place->spool.dirs.tmp = -1;
    for (int i = 0; i < MANY; i++)
        submit(place, new_job("good"));
    await(place, MANY);
    place->spool.dirs.tmp = tmp;
    assert_int_equal(place->failed, MANY);
    assert_int_equal(place->code, ERR_INTERNAL);
    assert_int_equal(count_files(place), 0);
}

static void what_waits_when_the_web_ends_is_still_submitted(void **state)
{
    struct place *place = *state;
    for (int i = 0; i < MANY; i++)
        submit(place, new_job(NULL));
    web_stop(take(place->web));
    assert_int_equal(place->good, MANY);
    assert_int_equal(count_files(place), MANY);
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(those_that_come_while_the_disk_works_are_one_batch),
        WITH_PLACE(each_of_a_batch_has_its_own_answer),
        WITH_PLACE(what_no_job_can_help_fails_all_of_a_batch),
        WITH_PLACE(what_waits_when_the_web_ends_is_still_submitted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
