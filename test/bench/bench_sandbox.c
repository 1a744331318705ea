/* What a sandbox costs, layer by layer, beside no sandbox and beside bubblewrap.
 *
 *     bench_sandbox [--rounds N] [--owner UID] [--cgroup DIR] [--only WORD]
 *
 * Each case starts a program that does nothing (/bin/true, then `python3 -c pass`) and waits for
 * its end; the time is from before the start to after the wait. Parts of the recipe are switched
 * on one after the other. In rounds, all cases one after the other in each, so that the machine's
 * other load hits all alike. Prints lines of fields with tabs between: program, case, median and
 * tenth percentile in milliseconds, the median of the start alone (until the program is executed),
 * what the case adds, by median and by tenth percentile, to the one that it is compared with, and
 * that one. A case that cannot be measured here says why instead.
 *
 * The kernel ends namespaces behind our back, after the wait: what that costs is felt by whatever
 * runs next, in any case of the round.
 *
 * OWNER: of the scratch project, when root measures; 0 (then its mount is idmapped) unless given.
 * DIR: a delegated cgroup, for the level "full". */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "bench_bwrap.h"

#include "base/buf.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "sandbox/sandbox.h"
#include "sandbox/sandbox_cgroup.h"

#define ROUNDS     200
#define WARM_UP    10
#define BINDS      10
#define RUN_NAME   "bench"
#define PATIENCE   5000 /* ms, until a run's cgroup is empty */
#define US_PER_MS  1000.0
#define MEMORY_MB  512
#define PIDS       64
#define OPEN_FILES 1024

#define BOX       SANDBOX_PART_NAMESPACES
#define BOX_NET   (BOX | SANDBOX_PART_NET)
#define BOX_PROC  (BOX_NET | SANDBOX_PART_PROC)
#define BOX_USER  (BOX_PROC | SANDBOX_PART_USER | SANDBOX_PART_RIGHTS)
#define BOX_COUNT (BOX_USER | SANDBOX_PART_COUNT_OWN)
#define BOX_CALLS (BOX_COUNT | SANDBOX_PART_PRIVILEGES | SANDBOX_PART_SECCOMP)
#define BOX_WHOLE (BOX_CALLS | SANDBOX_PART_LANDLOCK)
#define BASIC                                                                                   \
    (SANDBOX_PART_USER | SANDBOX_PART_RIGHTS | SANDBOX_PART_PRIVILEGES | SANDBOX_PART_SECCOMP | \
     SANDBOX_PART_NET)

enum kind {
    SPAWN,
    BWRAP_SMALL, /* /usr and the project only */
    BWRAP_WHOLE, /* what our box shows */
    OURS,
};

struct variant {
    const char *name;
    const char *base; /* compared with this one; NULL: with none */
    enum kind kind;
    unsigned parts;
    bool has_network, has_limits, has_cpus, has_places, has_cgroup;
    size_t binds;
    bool is_level; /* also measured with Python */
};

/* The steps of the second half add up: each has the parts of the one above it. */
static const struct variant variants[] = {
    {"posix_spawn", NULL, SPAWN, .is_level = true},
    {"bubblewrap, small", "posix_spawn", BWRAP_SMALL, .is_level = true},
    {"bubblewrap, same mounts", "posix_spawn", BWRAP_WHOLE, .is_level = true},
    {"level off", "posix_spawn", OURS, .is_level = true},
    {"level basic", "level off", OURS, BASIC, .is_level = true},
    {"level landlock", "level off", OURS, BASIC | SANDBOX_PART_LANDLOCK, .is_level = true},
    {"level namespaces", "level off", OURS, BOX_WHOLE, .has_limits = true, .has_cpus = true,
     .has_places = true, .is_level = true},
    {"level full", "level off", OURS, BOX_WHOLE | SANDBOX_PARTS_CGROUP, .has_limits = true,
     .has_cpus = true, .has_places = true, .has_cgroup = true, .is_level = true},
    {"box: mount, pid, ipc, uts, cgroup", "level off", OURS, BOX, .has_network = true},
    {"+ network", "box: mount, pid, ipc, uts, cgroup", OURS, BOX_NET},
    {"+ proc", "+ network", OURS, BOX_PROC},
    {"+ user, rights", "+ proc", OURS, BOX_USER},
    {"+ count", "+ user, rights", OURS, BOX_COUNT},
    {"+ no_new_privs, seccomp", "+ count", OURS, BOX_CALLS},
    {"+ landlock", "+ no_new_privs, seccomp", OURS, BOX_WHOLE},
    {"+ limits", "+ landlock", OURS, BOX_WHOLE, .has_limits = true},
    {"+ one cpu", "+ limits", OURS, BOX_WHOLE, .has_limits = true, .has_cpus = true},
    {"+ artifacts, environment", "+ one cpu", OURS, BOX_WHOLE, .has_limits = true, .has_cpus = true,
     .has_places = true},
    {"+ 10 binds", "+ artifacts, environment", OURS, BOX_WHOLE, .has_limits = true,
     .has_cpus = true, .has_places = true, .binds = BINDS},
};
#define VARIANTS ARRAY_LEN(variants)

static const struct {
    const char *name, *path;
    const char *words[3];
    bool has_all; /* variants; else the levels only */
} programs[] = {
    {"true", "/bin/true", {NULL}, true},
    {"python", "/usr/bin/python3", {"-c", "pass", NULL}, false},
};

struct bench {
    char path[64]; /* of the scratch project */
    int project, null, cgroups;
    size_t rounds;
    const char *only;
    struct sandbox_bind binds[BINDS];
    double *total_ms[VARIANTS], *start_ms[VARIANTS];
    char trouble[VARIANTS][160]; /* why not; "": it can be measured */
};

static void give_up(const char *what)
{
    perror(what);
    _exit(EXIT_FAILURE); /* one thread, nothing to tidy up */
}

static double now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail for this clock */
    return (double)now.tv_sec * US_PER_MS + (double)now.tv_nsec / (US_PER_MS * US_PER_MS);
}

static void add_program(struct bench_words *words, size_t program)
{
    bench_words_add(words, programs[program].path);
    bench_words_add_all(words, programs[program].words);
}

/* The project */

static void make_project(struct bench *bench, uid_t owner)
{
    static const char *const dirs[] = {
        ".git",     ".venv",     "data", "var", "var/runs", "var/runs/x", "var/runs/x/artifacts",
        "var/envs", "var/envs/e"};
    (void)snprintf(bench->path, sizeof(bench->path), "/tmp/pirun bench XXXXXX");
    if (!mkdtemp(bench->path) || chown(bench->path, owner, (gid_t)owner) < 0)
        give_up(bench->path);
    bench->project = open(bench->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
        if (mkdirat(bench->project, dirs[i], 0755) < 0 ||
            fchownat(bench->project, dirs[i], owner, (gid_t)owner, 0) < 0)
            give_up(dirs[i]);
    }
    auto_fd int config =
        openat(bench->project, ".pirun.yaml", O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (config < 0)
        give_up(".pirun.yaml");
    for (size_t i = 0; i < BINDS; i++)
        bench->binds[i] = (struct sandbox_bind){.source = xasprintf("%s/data", bench->path),
                                                .target = xasprintf("/opt/bench/%zu", i)};
}

static void remove_project(struct bench *bench)
{
    struct err err;
    for (size_t i = 0; i < BINDS; i++) {
        free(bench->binds[i].source);
        free(bench->binds[i].target);
    }
    scope_close(&bench->project);
    (void)fd_tree_remove(AT_FDCWD, bench->path, &err); /* tidy up as far as it goes */
}

/* One start */

static char *const environment[] = {(char[]){"PATH=/usr/bin:/bin"}, (char[]){"HOME=/tmp"},
                                    (char[]){"PYTHONNOUSERSITE=1"}, NULL};

/* Answers 0 when the program started and ended well. */
static int spawn(struct bench *bench, struct bench_words *words, double *started_ms)
{
    posix_spawn_file_actions_t actions;
    pid_t pid = -1;
    int status = -1;
    (void)posix_spawn_file_actions_init(&actions); /* these do not fail in glibc */
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        (void)posix_spawn_file_actions_adddup2(&actions, bench->null, fd);
    int failed = posix_spawn(&pid, words->list[0], &actions, NULL, words->list, environment);
    *started_ms = now_ms();
    (void)posix_spawn_file_actions_destroy(&actions);
    if (failed != 0 || waitpid(pid, &status, 0) != pid)
        return -1;
    return status == 0 ? 0 : -1;
}

static struct sandbox_spec spec_of(struct bench *bench, const struct variant *variant)
{
    struct sandbox_spec spec = {.parts = variant->parts,
                                .project_path = bench->path,
                                .project_fd = bench->project,
                                .binds = bench->binds,
                                .bind_count = variant->binds,
                                .has_network = variant->has_network,
                                .cgroup_fd = -1};
    if (variant->has_limits)
        spec.limits = (struct sandbox_limits){.memory_mb = MEMORY_MB,
                                              .cpus = variant->has_cpus ? 1 : 0,
                                              .pids = PIDS,
                                              .disk_mb = MEMORY_MB,
                                              .file_mb = MEMORY_MB,
                                              .open_files = OPEN_FILES};
    if (variant->has_places) {
        spec.artifacts = "var/runs/x/artifacts";
        spec.environment = "var/envs/e";
    }
    return spec;
}

static int open_cgroup(const struct bench *bench)
{
    const struct sandbox_cgroup_limits limits = {.memory_mb = MEMORY_MB, .cpus = 1, .pids = PIDS};
    struct sandbox_cgroup_force force;
    struct err err;
    int fd = sandbox_cgroup_create(bench->cgroups, RUN_NAME, &limits, &force, &err);
    if (fd < 0)
        give_up(err.text);
    return fd;
}

static void close_cgroup(const struct bench *bench, int cgroup)
{
    struct err err;
    (void)close(cgroup);
    if (sandbox_cgroup_remove(bench->cgroups, RUN_NAME, PATIENCE, &err) < 0)
        give_up(err.text);
}

/* Why something is not as it was asked for. */
static void tell(struct bench *bench, size_t at, const char *what,
                 const struct sandbox_fault *fault)
{
    (void)snprintf(bench->trouble[at], sizeof(bench->trouble[at]), "%s: step '%.27s', %s", what,
                   fault->step, strerrorname_np(fault->number));
}

static int confine(struct bench *bench, size_t at, struct bench_words *words, double *started_ms)
{
    const struct variant *variant = &variants[at];
    struct sandbox_spec spec = spec_of(bench, variant);
    const struct sandbox_program run = {.argv = words->list,
                                        .env = environment,
                                        .in = bench->null,
                                        .out = bench->null,
                                        .err = bench->null};
    struct sandbox_child child;
    struct sandbox_fault fault;
    int status = -1;
    if (variant->has_cgroup)
        spec.cgroup_fd = open_cgroup(bench);
    int started = sandbox_start(&spec, &run, &child, &fault);
    *started_ms = now_ms();
    if (started < 0)
        tell(bench, at, "does not start", &fault);
    else if (child.missing_count > 0)
        tell(bench, at, "something is missing", &child.missing[0]);
    if (started == 0 && waitpid(child.pid, &status, 0) != child.pid)
        status = -1;
    if (started == 0)
        scope_close(&child.report);
    if (variant->has_cgroup)
        close_cgroup(bench, spec.cgroup_fd);
    return status == 0 ? 0 : -1;
}

static void run_one(struct bench *bench, size_t program, size_t at, size_t round)
{
    const struct variant *variant = &variants[at];
    struct bench_words words = {.count = 0};
    if (variant->kind == BWRAP_SMALL || variant->kind == BWRAP_WHOLE)
        bench_bwrap_add(&words, bench->path, variant->kind == BWRAP_WHOLE);
    add_program(&words, program);
    double begun_ms = now_ms();
    double started_ms = begun_ms;
    int ended = variant->kind == OURS ? confine(bench, at, &words, &started_ms)
                                      : spawn(bench, &words, &started_ms);
    double ended_ms = now_ms();
    bench_words_release(&words);
    if (ended < 0 && !bench->trouble[at][0])
        (void)snprintf(bench->trouble[at], sizeof(bench->trouble[at]), "the program failed");
    if (round < WARM_UP)
        return;
    bench->total_ms[at][round - WARM_UP] = ended_ms - begun_ms;
    bench->start_ms[at][round - WARM_UP] = started_ms - begun_ms;
}

/* Numbers */

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static size_t find(const char *name)
{
    size_t at = 0;
    while (strcmp(variants[at].name, name) != 0)
        at++;
    return at;
}

static bool is_wanted(const struct bench *bench, size_t program, size_t at)
{
    const struct variant *variant = &variants[at];
    return (programs[program].has_all || variant->is_level) &&
           (variant->kind == SPAWN || !bench->only || strstr(variant->name, bench->only));
}

static void report(const struct bench *bench, size_t program, size_t at)
{
    const struct variant *variant = &variants[at];
    size_t middle = bench->rounds / 2;
    size_t tenth = bench->rounds / 10;
    const double *total_ms = bench->total_ms[at];
    (void)printf("%s\t%s\t", programs[program].name, variant->name);
    if (bench->trouble[at][0]) {
        (void)printf("not measured: %s\n", bench->trouble[at]);
        return;
    }
    (void)printf("%.3f\t%.3f\t%.3f", total_ms[middle], total_ms[tenth],
                 bench->start_ms[at][middle]);
    size_t base = variant->base ? find(variant->base) : at;
    const double *base_ms = bench->total_ms[base];
    if (base != at && is_wanted(bench, program, base) && !bench->trouble[base][0])
        (void)printf("\t%+.3f\t%+.3f\t%s", total_ms[middle] - base_ms[middle],
                     total_ms[tenth] - base_ms[tenth], variant->base);
    (void)putchar('\n');
}

static void measure(struct bench *bench, size_t program)
{
    for (size_t i = 0; i < VARIANTS; i++)
        bench->trouble[i][0] = '\0';
    if (bench->cgroups < 0)
        (void)snprintf(bench->trouble[find("level full")], sizeof(bench->trouble[0]),
                       "no delegated cgroup was given (--cgroup)");
    for (size_t round = 0; round < bench->rounds + WARM_UP; round++) {
        for (size_t i = 0; i < VARIANTS; i++) {
            if (is_wanted(bench, program, i) && !bench->trouble[i][0])
                run_one(bench, program, i, round);
        }
    }
    for (size_t i = 0; i < VARIANTS; i++) {
        qsort(bench->total_ms[i], bench->rounds, sizeof(double), compare);
        qsort(bench->start_ms[i], bench->rounds, sizeof(double), compare);
    }
    for (size_t i = 0; i < VARIANTS; i++) {
        if (is_wanted(bench, program, i))
            report(bench, program, i);
    }
}

/* The command line */

static uid_t read_options(struct bench *bench, int argc, char **argv)
{
    static const struct option options[] = {{"rounds", required_argument, NULL, 'r'},
                                            {"owner", required_argument, NULL, 'o'},
                                            {"cgroup", required_argument, NULL, 'c'},
                                            {"only", required_argument, NULL, 'w'},
                                            {NULL, 0, NULL, 0}};
    uid_t owner = geteuid();
    int option;
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): one thread */
    while ((option = getopt_long(argc, argv, "", options, NULL)) >= 0) {
        if (option == 'r')
            bench->rounds = strtoul(optarg, NULL, 10);
        else if (option == 'o')
            owner = (uid_t)strtoul(optarg, NULL, 10);
        else if (option == 'w')
            bench->only = optarg;
        else if (option == 'c')
            bench->cgroups = open(optarg, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        else
            _exit(EX_USAGE);
    }
    if (bench->rounds < 1)
        _exit(EX_USAGE);
    return owner;
}

int main(int argc, char **argv)
{
    struct err err;
    struct bench bench = {.rounds = ROUNDS, .cgroups = -1};
    uid_t owner = read_options(&bench, argc, argv);
    bench.null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (bench.null < 0 || sandbox_prepare(&err) < 0)
        give_up("preparation");
    make_project(&bench, owner);
    for (size_t i = 0; i < VARIANTS; i++) {
        bench.total_ms[i] = xcalloc(bench.rounds, sizeof(double));
        bench.start_ms[i] = xcalloc(bench.rounds, sizeof(double));
    }
    for (size_t i = 0; i < ARRAY_LEN(programs); i++)
        measure(&bench, i);
    for (size_t i = 0; i < VARIANTS; i++) {
        free(bench.total_ms[i]);
        free(bench.start_ms[i]);
    }
    remove_project(&bench);
    scope_close(&bench.cgroups);
    scope_close(&bench.null);
    return 0;
}
