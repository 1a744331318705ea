/* crash: the guarantee under SIGKILL. Counts the system calls that submitter, server, launcher and
 * supervisor make from submit to recorded, then tries again and again: one of them is killed before
 * its Nth call, a server takes up what is left, and files, list and records are checked. A kill
 * shows what is lost by the order of calls, not what a power cut takes from a disk: for that, see
 * the order of syncs in the tests of the rooms store and spool.
 *
 * Output: lines that begin with RESULT, one per case and one per violation, then the sum. Exit: 0,
 * 1 violations, 2 the test itself failed, 77 tracing is forbidden here. */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "crash_file.h"
#include "crash_plan.h"

#define POINTS      800 /* without --all: about a minute on two slow cores */
#define WORKERS     6 /* they wait most of the time: for the disk and for each other's processes */
#define SEED        1
#define PROBES      2 /* runs without a kill, to count calls */
#define EXIT_FAILED 2
#define EXIT_SKIP   77

struct words {
    const char *role, *name, *build;
    long at, first, points, seed, workers, seconds;
    bool is_all;
};

static const struct option long_options[] = {
    {"all", no_argument, NULL, 'a'},           {"points", required_argument, NULL, 'p'},
    {"role", required_argument, NULL, 'r'},    {"case", required_argument, NULL, 'c'},
    {"at", required_argument, NULL, 'n'},      {"first", required_argument, NULL, 'f'},
    {"seed", required_argument, NULL, 's'},    {"workers", required_argument, NULL, 'w'},
    {"seconds", required_argument, NULL, 't'}, {NULL, 0, NULL, 0},
};

static long number(const char *text)
{
    char *end = NULL;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || value < 0) {
        (void)fprintf(stderr, "crash: '%s' is no number\n", text);
        exit(EXIT_FAILED); /* NOLINT(concurrency-mt-unsafe): there is one thread */
    }
    return value;
}

static int read_words(struct words *words, int argc, char *argv[])
{
    *words = (struct words){.points = POINTS, .seed = SEED, .workers = WORKERS};
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread */
    for (int letter; (letter = getopt_long(argc, argv, "", long_options, NULL)) != -1;) {
        long *const numbers[] = {
            ['p'] = &words->points, ['n'] = &words->at,      ['f'] = &words->first,
            ['s'] = &words->seed,   ['w'] = &words->workers, ['t'] = &words->seconds};
        if (letter == 'a')
            words->is_all = true;
        else if (letter == 'r')
            words->role = optarg;
        else if (letter == 'c')
            words->name = optarg;
        else if (letter < (int)ARRAY_LEN(numbers) && numbers[letter])
            *numbers[letter] = number(optarg);
        else
            return -1;
    }
    words->build = argv[optind];
    return words->build && optind + 1 == argc && words->workers > 0 ? 0 : -1;
}

/* Tracing a child must be possible: containers may forbid it. */
static bool may_trace(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        (void)pause();
        _exit(0);
    }
    bool may = pid > 0 && ptrace(PTRACE_SEIZE, pid, 0, PTRACE_O_EXITKILL) == 0;
    if (pid > 0) {
        (void)kill(pid, SIGKILL); /* our child */
        (void)waitpid(pid, NULL, 0);
    }
    return may;
}

/* Count the calls of each case; a violation without any kill ends the test. */
static int count_calls(const struct crash_options *options, struct crash_plan *plan,
                       struct err *err)
{
    static const long firsts[PROBES] = {120, 200}; /* before and after a start, roughly */
    size_t count = plan->count * PROBES;
    struct crash_row *rows = crash_worker_rows(count);
    plan->server_calls = 1;
    for (size_t i = 0; i < count; i++)
        rows[i].point =
            (struct crash_point){.it = plan->cases[i / PROBES], .first = firsts[i % PROBES]};
    if (crash_worker_run(options, rows, count, err) < 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        const struct crash_result *result = &rows[i].result;
        const struct crash_case *it = rows[i].point.it;
        if (*result->violation)
            return err_set(err, ERR_INTERNAL, "without any kill, %s %s: %.120s (%.60s)",
                           crash_role_name(it->role), it->name, result->violation, rows[i].kept);
        if (result->count > plan->counts[i / PROBES])
            plan->counts[i / PROBES] = result->count;
    }
    return 0;
}

/* The first kill of a recovery is somewhere in the span of a server. */
static void guess_server_calls(struct crash_plan *plan)
{
    const long typical = 400; /* when the server's own cases are not counted */
    plan->server_calls = typical;
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->cases[i]->role == CRASH_SERVER && plan->cases[i]->kind == CRASH_PLAIN)
            plan->server_calls = plan->counts[i];
    }
}

struct sum {
    size_t tried, killed, violations, outcomes[CRASH_OUTCOME_COUNT];
    int64_t longest_ms;
    const struct crash_row *longest; /* NULL: none took any time */
};

static void add_row(struct sum *sum, const struct crash_row *row)
{
    if (!row->is_done)
        return;
    sum->tried++;
    sum->killed += row->result.has_killed;
    if (*row->result.violation)
        sum->violations++;
    else
        sum->outcomes[row->result.outcome]++;
    if (row->result.settled_ms <= sum->longest_ms)
        return;
    sum->longest_ms = row->result.settled_ms;
    sum->longest = row;
}

static void print_sum(const char *who, const char *what, const struct sum *sum, long there)
{
    (void)printf("RESULT %-10s %-11s %5zu points of %5ld, %5zu killed:", who, what, sum->tried,
                 there, sum->killed);
    for (size_t i = 0; i < CRASH_OUTCOME_COUNT; i++)
        (void)printf(" %s %zu,", crash_outcome_name((enum crash_outcome)i), sum->outcomes[i]);
    (void)printf(" violations %zu, slowest %lld ms", sum->violations, (long long)sum->longest_ms);
    if (sum->longest)
        (void)printf(" (--at %ld, before %s)", sum->longest->point.at,
                     *sum->longest->result.call ? sum->longest->result.call : "nothing");
    (void)printf("\n");
}

static void print_violation(const struct crash_row *row)
{
    const struct crash_case *it = row->point.it;
    (void)printf(
        "RESULT violation: --role %s --case %s --at %ld --first %ld, before %s: %s; kept in "
        "'%s'\n",
        crash_role_name(it->role), it->name, row->point.at, row->point.first,
        *row->result.call ? row->result.call : "nothing", row->result.violation, row->kept);
}

static size_t report(const struct crash_plan *plan, const struct crash_row *rows, size_t count)
{
    struct sum all = {0};
    long there = 0;
    for (size_t i = 0; i < plan->count; i++) {
        struct sum sum = {0};
        for (size_t row = 0; row < count; row++) {
            if (rows[row].point.it == plan->cases[i])
                add_row(&sum, &rows[row]);
        }
        print_sum(crash_role_name(plan->cases[i]->role), plan->cases[i]->name, &sum,
                  plan->counts[i]);
        there += plan->counts[i];
    }
    for (size_t row = 0; row < count; row++) {
        add_row(&all, &rows[row]);
        if (*rows[row].result.violation)
            print_violation(&rows[row]);
    }
    print_sum("all", "cases", &all, there);
    return all.violations;
}

/* Answers how many violations there were, or -1. */
static long try_points(const struct words *words, const struct crash_options *options,
                       struct crash_plan *plan, struct err *err)
{
    size_t count = 1;
    if (words->at == 0) {
        if (count_calls(options, plan, err) < 0)
            return -1;
        guess_server_calls(plan);
        size_t budget = words->is_all ? 0 : (size_t)words->points;
        count = crash_plan_points(plan, budget, NULL);
    }
    struct crash_row *rows = crash_worker_rows(count);
    if (words->at > 0)
        rows[0].point = (struct crash_point){plan->cases[0], words->at, words->first};
    else
        (void)crash_plan_points(plan, words->is_all ? 0 : (size_t)words->points, rows);
    if (crash_worker_run(options, rows, count, err) < 0)
        return -1;
    return (long)report(plan, rows, count);
}

static int prepare(const struct words *words, struct crash_options *options, struct err *err)
{
    static char home[] = "/tmp/pirun-crash-XXXXXX";
    auto_free char *build = realpath(words->build, NULL);
    if (!build)
        return err_errno(err, "cannot find the build directory '%s'", words->build);
    *options =
        (struct crash_options){.pirun = xasprintf("%s/src/pirun", build),
                               .interpreter = xasprintf("%s/test/crash/crash_interpreter", build),
                               .workers = (int)words->workers};
    if (access(options->pirun, X_OK) < 0 || access(options->interpreter, X_OK) < 0)
        return err_errno(err, "'%s' or '%s' is not built", options->pirun, options->interpreter);
    if (!mkdtemp(home))
        return err_errno(err, "cannot make '%s'", home);
    options->home = home;
    if (words->seconds > 0)
        options->deadline_us = clock_boot_us() + (int64_t)words->seconds * 1000 * 1000;
    return 0;
}

int main(int argc, char *argv[])
{
    struct words words;
    struct crash_options options = {0};
    struct crash_plan plan;
    struct err err = {0};
    if (read_words(&words, argc, argv) < 0) {
        (void)fprintf(stderr, "Usage: crash [--all | --points N] [--role ROLE] [--case NAME] "
                              "[--at N [--first N]] [--seed S] [--workers N] [--seconds N] "
                              "BUILD_DIR\n");
        return EXIT_FAILED;
    }
    if (!may_trace()) {
        (void)printf("RESULT skipped: ptrace(2) is forbidden here\n");
        return EXIT_SKIP;
    }
    crash_plan_init(&plan, words.role, words.name, (uint64_t)words.seed);
    if (plan.count == 0)
        (void)err_set(&err, ERR_INVALID, "there is no such case");
    int64_t begun_ms = clock_boot_ms();
    long violations = plan.count == 0 || prepare(&words, &options, &err) < 0
                          ? -1
                          : try_points(&words, &options, &plan, &err);
    if (violations < 0)
        (void)fprintf(stderr, "crash: %s\n", err.text);
    else
        (void)printf("RESULT took %lld s with %ld workers, seed %ld\n",
                     (long long)(clock_boot_ms() - begun_ms) / 1000, words.workers, words.seed);
    if (violations == 0)
        crash_file_remove_tree(options.home);
    if (violations < 0)
        return EXIT_FAILED;
    return violations > 0 ? 1 : 0;
}
