/* Every page is compared with what a plain look at all runs finds, over more rows than are ever
 * gathered at once, so that walks and gathering both happen. */
#include "store_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/scope.h"
#include "store/store_index.h"

#define RUNS    9000
#define QUERIES 1500
#define ROOM    1000

static const char *const scripts[] = {"scripts/report.py", "scripts/back_up.py", "tools/100%.py",
                                      "Réseau/été.py"};
static const char *const keys[] = {NULL, NULL, NULL, "database", "printer \"one\""};
static const char *const stages[] = {"test", "production"};

struct world {
    struct fixture fixture;
    struct store_index *index;
    struct run runs[RUNS];
    uint64_t random;
};

static uint64_t roll(struct world *world, uint64_t sides)
{
    world->random ^= world->random << 13;
    world->random ^= world->random >> 7;
    world->random ^= world->random << 17;
    return world->random % sides;
}

static enum run_state roll_state(struct world *world)
{
    uint64_t dice = roll(world, 100);
    if (dice < 80)
        return RUN_SUCCEEDED;
    return dice < 98 ? RUN_FAILED : RUN_KILLED;
}

static void make_run(struct world *world, int64_t seq, struct run *run)
{
    run_init(run);
    run->job.id = ident_new();
    run->job.seq = seq;
    run->job.queued_at_us = FIXTURE_NOW_US + seq * 10;
    if (roll(world, 50) == 0)
        run->job.queued_at_us -= RUNS; /* the clock was set back */
    run->job.source = (enum job_source)(roll(world, 20) == 0 ? roll(world, 5) : JOB_FROM_CRON);
    run->job.kind = JOB_SCRIPT;
    run->job.script = xstrdup(scripts[roll(world, ARRAY_LEN(scripts))]);
    if (roll(world, 500) == 0) {
        free(run->job.script);
        run->job.script = xasprintf("scripts/rare_%d.py", (int)seq);
    }
    run->job.key = xstrdup(keys[roll(world, ARRAY_LEN(keys))]);
    run->job.labels = xcalloc(2, sizeof(*run->job.labels));
    if (roll(world, 4) > 0)
        run->job.labels[run->job.label_count++] =
            (struct job_pair){.key = xstrdup("stage"), .value = xstrdup(stages[roll(world, 2)])};
    if (roll(world, 30) == 0)
        run->job.labels[run->job.label_count++] = (struct job_pair){
            .key = xstrdup("build"), .value = xasprintf("%d", (int)roll(world, 40))};
    run->state = roll_state(world);
    run->result.reason = RUN_EXITED;
    run->result.ended_at_us = run->job.queued_at_us + 5;
}

static int set_up(void **state)
{
    struct world *world = xcalloc(1, sizeof(*world));
    static const struct run *all[RUNS];
    world->random = 88172645463325252U;
    fixture_open(&world->fixture);
    world->index = store_index_open(world->fixture.db, STORE_INDEX_WRITE, NULL, NULL);
    assert_non_null(world->index);
    for (int i = 0; i < RUNS; i++) {
        make_run(world, i + 1, &world->runs[i]);
        all[i] = &world->runs[i];
    }
    assert_ok(store_index_put(world->index, all, RUNS, problem));
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    store_index_close(world->index);
    for (int i = 0; i < RUNS; i++)
        run_release(&world->runs[i]);
    fixture_close(&world->fixture);
    free(world);
    return 0;
}

static const char *label_of(const struct job *job, const char *key)
{
    for (size_t i = 0; i < job->label_count; i++) {
        if (strcmp(job->labels[i].key, key) == 0)
            return job->labels[i].value;
    }
    return NULL;
}

static bool contains(const char *where, const char *what)
{
    for (; where && *where; where++) {
        if (strncasecmp(where, what, strlen(what)) == 0)
            return true;
    }
    return false;
}

static bool has_text(const struct job *job, const char *text)
{
    bool is_there = contains(job->script, text) || contains(job->key, text);
    for (size_t i = 0; i < job->label_count; i++)
        is_there |= contains(job->labels[i].key, text) || contains(job->labels[i].value, text);
    return is_there;
}

/* What the query asks, one run at a time. */
static bool matches(const struct run *run, const struct store_query *query)
{
    const struct job *job = &run->job;
    const char *value = query->label_key ? label_of(job, query->label_key) : NULL;
    if (query->before_seq && job->seq >= query->before_seq)
        return false;
    if (query->state && strcmp(run_state_name(run->state), query->state) != 0)
        return false;
    if (query->source && strcmp(job_source_name(job->source), query->source) != 0)
        return false;
    if (query->since_us && job->queued_at_us < query->since_us)
        return false;
    if (query->label_key && !value)
        return false;
    if (query->label_key && query->label_value && strcmp(value, query->label_value) != 0)
        return false;
    return !query->text || has_text(job, query->text);
}

struct page {
    int64_t seqs[ROOM];
    int count, stop_after;
};

static bool take_row(void *ctx, const struct store_row *row)
{
    struct page *page = ctx;
    page->seqs[page->count++] = row->seq;
    return page->count != page->stop_after;
}

static void compare(struct world *world, const struct store_query *query)
{
    struct page page = {.count = 0};
    int at = 0;
    assert_ok(store_index_query(world->index, query, take_row, &page, problem));
    for (int i = RUNS - 1; i >= 0 && at < query->limit; i--) {
        if (!matches(&world->runs[i], query))
            continue;
        if (at >= page.count || page.seqs[at] != world->runs[i].job.seq)
            fail_msg("row %d is %d, not %d: state %s source %s text %s label %s=%s since %d "
                     "before %d limit %d",
                     at, (int)page.seqs[at], (int)world->runs[i].job.seq, query->state,
                     query->source, query->text, query->label_key, query->label_value,
                     (int)(query->since_us - FIXTURE_NOW_US), (int)query->before_seq, query->limit);
        at++;
    }
    assert_int_equal(page.count, at);
}

static const char *one_of(struct world *world, const char *const *list, size_t count)
{
    return list[roll(world, count)];
}

static struct store_query roll_query(struct world *world)
{
    static const char *const states[] = {NULL,     NULL,     NULL,    "succeeded",
                                         "failed", "killed", "queued"};
    static const char *const sources[] = {NULL, NULL, NULL, "cron", "cli", "git"};
    static const char *const texts[] = {
        NULL, NULL,      NULL, NULL,    "report", "REPORT", "rare",     "k_u",     "0%",
        "py", "\"one\"", "é",  "seau/", "rare_1", "absent", "database", "product", "back%up"};
    static const char *const labels[] = {NULL, NULL, NULL, "stage", "build", "none"};
    static const char *const values[] = {NULL, "test", "7"};
    struct store_query query = {.state = one_of(world, states, ARRAY_LEN(states)),
                                .source = one_of(world, sources, ARRAY_LEN(sources)),
                                .text = one_of(world, texts, ARRAY_LEN(texts)),
                                .label_key = one_of(world, labels, ARRAY_LEN(labels)),
                                .label_value = one_of(world, values, ARRAY_LEN(values))};
    query.limit = (int)roll(world, 60) + 1;
    if (roll(world, 3) == 0)
        query.before_seq = (int64_t)roll(world, RUNS) + 1;
    if (roll(world, 4) == 0)
        query.since_us = FIXTURE_NOW_US + (int64_t)roll(world, UINT64_C(10) * RUNS);
    return query;
}

static void pages_have_what_a_plain_look_at_all_runs_finds(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < QUERIES; i++) {
        struct store_query query = roll_query(world);
        compare(world, &query);
    }
}

static void page_after_page_gives_every_run_once(void **state)
{
    struct world *world = *state;
    struct store_query query = {.state = "failed", .limit = 77};
    int expected = 0;
    int found = 0;
    int64_t last = RUNS + 1;
    for (int i = 0; i < RUNS; i++)
        expected += world->runs[i].state == RUN_FAILED;
    for (;;) {
        struct page page = {.count = 0};
        assert_ok(store_index_query(world->index, &query, take_row, &page, problem));
        if (page.count == 0)
            break;
        for (int i = 0; i < page.count; i++) {
            assert_true(page.seqs[i] < last);
            last = page.seqs[i];
        }
        found += page.count;
        query.before_seq = last;
    }
    assert_int_equal(found, expected);
}

static void reader_may_stop_within_a_page(void **state)
{
    struct world *world = *state;
    struct page page = {.stop_after = 3};
    struct store_query query = {.limit = 50};
    assert_ok(store_index_query(world->index, &query, take_row, &page, problem));
    assert_int_equal(page.count, 3);
}

static void question_that_makes_no_sense_is_invalid(void **state)
{
    struct world *world = *state;
    char many[300];
    memset(many, 'a', sizeof(many) - 1);
    many[sizeof(many) - 1] = '\0';
    const struct store_query wrong[] = {{.limit = 0},
                                        {.limit = 1001},
                                        {.limit = -1},
                                        {.limit = 10, .state = "done"},
                                        {.limit = 10, .source = "fax"},
                                        {.limit = 10, .text = many}};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct page page = {.count = 0};
        assert_err(store_index_query(world->index, &wrong[i], take_row, &page, problem),
                   ERR_INVALID);
    }
}

static void text_is_never_understood_as_a_search_expression(void **state)
{
    static const char *const texts[] = {
        "\"", "\"\"\"", "a\" OR \"b",   "title:rep", "rep*", "NOT rep", "'; DROP TABLE run; --",
        "\\", "%",      "\xff\xfe\xfd", "\x80\x80"};
    struct world *world = *state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct page page = {.count = 0};
        struct store_query query = {.text = texts[i], .limit = 5};
        assert_ok(store_index_query(world->index, &query, take_row, &page, problem));
    }
    struct store_query all = {.limit = 5};
    compare(world, &all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_have_what_a_plain_look_at_all_runs_finds),
        cmocka_unit_test(page_after_page_gives_every_run_once),
        cmocka_unit_test(reader_may_stop_within_a_page),
        cmocka_unit_test(question_that_makes_no_sense_is_invalid),
        cmocka_unit_test(text_is_never_understood_as_a_search_expression),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
