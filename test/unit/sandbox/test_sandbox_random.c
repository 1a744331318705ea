/* Goal: whatever is asked for and whatever a project holds, a start either works, and then what is
 * told to be in force is, or it names its step; and in any case it ends, leaves no process, no
 * mount and no descriptor behind, and touches nothing outside.
 *
 * PIRUN_RANDOM_SEED=N    the first recipe's seed, the next has N + 1; a failure prints its own
 * PIRUN_RANDOM_COUNT=N   how many recipes */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "random_recipe.h"

#define COUNT        150
#define LONGEST_MS   20000 /* on a slow machine fewer recipes are tried */
#define HANG_S       60
#define OUTPUT_MAX   65536
#define TEXT_MAX     1048576
#define MIB          1048576
#define FEW_FILES    20 /* an interpreter needs about as many descriptors to start */
#define CONTAINED    (SANDBOX_PART_NAMESPACES | SANDBOX_PART_LANDLOCK)
#define PLACE_INSIDE "/opt/pirun random"

/* Says what it finds, as "name value" lines; the second argument is "write" or "look". Nothing here
 * may wait: there are FIFOs in the place of files. */
static const char probe[] =
    "import os, resource, socket, sys\n"
    "def tell(name, value): print(name, value)\n"
    "def opens(path, flags):\n"
    "    try: os.close(os.open(path, flags | os.O_NONBLOCK, 0o644))\n"
    "    except OSError: return 0\n"
    "    return 1\n"
    "def put(path):\n"
    "    try:\n"
    "        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NONBLOCK, 0o644)\n"
    "        os.write(fd, b'probe')\n"
    "        os.close(fd)\n"
    "    except OSError: pass\n"
    "def has_descriptor(fd):\n"
    "    try: os.fstat(fd)\n"
    "    except OSError: return 0\n"
    "    return 1\n"
    "home, what = sys.argv[1:]\n"
    "print()\n"
    "tell('uid', os.getuid())\n"
    "tell('pid', os.getpid())\n"
    "tell('leads', int(os.getsid(0) == os.getpid()))\n"
    "tell('host', int(os.uname().nodename == 'pirun'))\n"
    "tell('descriptors', sum(has_descriptor(fd) for fd in range(3, 200)))\n"
    "tell('cpus', len(os.sched_getaffinity(0)))\n"
    "for name in ('DATA', 'AS', 'FSIZE', 'NOFILE', 'NPROC', 'CORE'):\n"
    "    tell(name, resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[1])\n"
    "try: tell('interfaces', len(socket.if_nameindex()))\n"
    "except OSError: tell('interfaces', 0)\n"
    "try:\n"
    "    socket.socket(socket.AF_INET)\n"
    "    tell('sockets', 1)\n"
    "except OSError: tell('sockets', 0)\n"
    "try:\n"
    "    tell('processes', sum(name.isdigit() for name in os.listdir('/proc')))\n"
    "    for line in open('/proc/self/status'):\n"
    "        words = line.split()\n"
    "        if words[0] in ('CapInh:', 'CapPrm:', 'CapEff:', 'CapBnd:', 'CapAmb:'):\n"
    "            tell(words[0][:-1], int(words[1], 16))\n"
    "        if words[0] in ('NoNewPrivs:', 'Seccomp:'): tell(words[0][:-1], words[1])\n"
    "except OSError: pass\n"
    "tell('canary', opens(home + '/outside/canary', os.O_RDONLY))\n"
    "tell('token', opens('var/token', os.O_RDONLY))\n"
    "if what == 'write':\n"
    "    for path in ('.git/probe', '.venv/probe', '.pirun.yaml', 'var/probe', 'probe',\n"
    "                 'link/probe'): put(path)\n"
    "tell('end', 1)\n";

static struct {
    char home[64];
    struct random_recipe recipe;
    uint64_t seed;
    struct sandbox_child child;
    struct sandbox_fault fault;
    struct buf output;
    char hang[100];      /* what to say of this recipe when it does not end */
    bool has_own_mounts; /* nobody else changes what this process sees mounted */
} world;

static struct {
    int tried, started, in_box, told;
} counts;

static void describe(void)
{
    auto_buf struct buf text;
    buf_init(&text, TEXT_MAX);
    random_recipe_describe(&world.recipe, &text);
    print_message("PIRUN_RANDOM_SEED=%" PRIu64 " PIRUN_RANDOM_COUNT=1 shows it again:\n%s",
                  world.seed, buf_text(&text));
    print_message("in force %#x, step '%s' %s\n%s\n", world.child.parts, world.fault.step,
                  strerrorname_np(world.fault.number), buf_text(&world.output));
}

#define EXPECT(is_true, what)                                        \
    do {                                                             \
        if (!(is_true)) {                                            \
            describe();                                              \
            print_message("not so: %s\n", what); /* then the line */ \
            fail();                                                  \
        }                                                            \
    } while (0)

static void say_hang(int number)
{
    (void)number;
    (void)!write(STDERR_FILENO, world.hang, strlen(world.hang)); /* best effort */
    abort();
}

/* The machine as we see it */

static size_t count_descriptors(void)
{
    size_t count = 0;
    auto_dir DIR *dir = opendir("/proc/self/fd");
    assert_non_null(dir);
    while (readdir(dir)) /* NOLINT(concurrency-mt-unsafe): one thread */
        count++;
    return count;
}

/* Where others may mount things while we look, only what could be ours counts. */
static void list_mounts(struct buf *out)
{
    char *line = NULL;
    size_t size = 0;
    FILE *file = fopen("/proc/self/mountinfo", "re");
    assert_non_null(file);
    while (getline(&line, &size, file) >= 0) {
        if (world.has_own_mounts || strstr(line, "pirun"))
            buf_add(out, line);
    }
    free(line);
    (void)fclose(file);
}

struct surroundings {
    struct buf outside, mounts;
    size_t descriptors;
};

static void look_around(struct surroundings *found)
{
    auto_free char *outside = xasprintf("%s/outside", world.home);
    buf_init(&found->outside, TEXT_MAX);
    buf_init(&found->mounts, TEXT_MAX);
    random_recipe_list(outside, &found->outside);
    list_mounts(&found->mounts);
    found->descriptors = count_descriptors();
}

static void release_surroundings(struct surroundings *found)
{
    buf_release(&found->outside);
    buf_release(&found->mounts);
}

/* One start */

static const char *value_of(const char *name)
{
    auto_free char *key = xasprintf("\n%s ", name);
    const char *at = strstr(buf_text(&world.output), key);
    return at ? at + strlen(key) : NULL;
}

/* -1: it was not told. */
static int64_t number_of(const char *name)
{
    const char *text = value_of(name);
    return text ? strtoll(text, NULL, 10) : -1;
}

/* An error has its step and its number; a start has no child left when it failed. */
static bool start(const struct sandbox_program *run)
{
    const struct sandbox_spec *spec = &world.recipe.spec;
    if (sandbox_start(spec, run, &world.child, &world.fault) == 0) {
        EXPECT((spec->needed & ~world.child.parts) == 0, "what is needed is in force");
        EXPECT((world.child.parts & ~spec->parts) == 0, "only what was asked for is in force");
        return true;
    }
    EXPECT(world.fault.number > 0, "a failure has its errno");
    EXPECT(world.fault.step[0] != '\0', "a failure names its step");
    return false;
}

static bool run_recipe(bool is_writing)
{
    const char *path = world.recipe.program;
    char *argv[] = {xstrdup(path ? path : "/usr/bin/python3"),
                    (char[]){"-S"},
                    (char[]){"-c"},
                    xstrdup(probe),
                    world.home,
                    (char[]){"write"},
                    NULL};
    char *env[] = {(char[]){"PATH=/usr/bin:/bin"}, NULL};
    int ends[2];
    struct err err;
    if (!is_writing)
        argv[5] = (char[]){"look"};
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    auto_fd int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const struct sandbox_program run = {
        .argv = argv, .env = env, .in = null, .out = ends[1], .err = ends[1]};
    bool is_started = start(&run);
    (void)close(ends[1]);
    auto_fd int output = ends[0];
    free(argv[0]);
    free(argv[3]);
    if (!is_started)
        return false;
    assert_int_equal(fd_read_all(output, &world.output, &err), 0);
    EXPECT(waitpid(world.child.pid, NULL, 0) == world.child.pid, "the child is ours");
    scope_close(&world.child.report);
    return true;
}

/* What is in force */

static bool in_force(unsigned part)
{
    return (world.child.parts & part) != 0;
}

static void expect_limit(const char *name, __rlimit_resource_t resource, int64_t wanted,
                         uint64_t unit)
{
    struct rlimit ours;
    assert_int_equal(getrlimit(resource, &ours), 0);
    if (wanted <= 0)
        return;
    uint64_t bytes = (uint64_t)wanted > UINT64_MAX / unit ? UINT64_MAX : (uint64_t)wanted * unit;
    uint64_t most = bytes < ours.rlim_max ? bytes : ours.rlim_max;
    const char *text = value_of(name);
    uint64_t told = text ? strtoull(text, NULL, 10) : 0; /* Python says -1 for "none" */
    EXPECT(told == most, name);
}

static void expect_limits(void)
{
    const struct sandbox_limits *limits = &world.recipe.spec.limits;
    int64_t cpus = sysconf(_SC_NPROCESSORS_ONLN);
    expect_limit("FSIZE", RLIMIT_FSIZE, limits->file_mb, MIB);
    expect_limit("NOFILE", RLIMIT_NOFILE, limits->open_files, 1);
    EXPECT(number_of("CORE") == 0, "no memory images");
    if (limits->pids > 0 && limits->pids < 1000 && in_force(SANDBOX_PART_COUNT_OWN))
        EXPECT(number_of("NPROC") == limits->pids + 1, "processes are limited");
    if (limits->memory_mb > 0 && limits->memory_mb < 1000)
        EXPECT(number_of("DATA") <= (limits->memory_mb + 512) * MIB, "memory is limited");
    if (limits->cpus > 0 && limits->cpus <= 1 && cpus > 1)
        EXPECT(number_of("cpus") == 1, "one processor");
    if (limits->cpus <= 0 || limits->cpus >= (double)cpus)
        EXPECT(number_of("cpus") == cpus, "all processors");
}

static void expect_rights(void)
{
    bool has_proc = number_of("NoNewPrivs") >= 0;
    if (in_force(SANDBOX_PART_USER))
        EXPECT(number_of("uid") > 0, "not root");
    if (in_force(SANDBOX_PART_NAMESPACES) && in_force(SANDBOX_PART_COUNT_OWN))
        EXPECT(number_of("uid") == SANDBOX_UID, "the user of the box");
    if (in_force(SANDBOX_PART_RIGHTS) && has_proc)
        EXPECT(number_of("CapEff") == 0 && number_of("CapPrm") == 0 && number_of("CapInh") == 0 &&
                   number_of("CapAmb") == 0,
               "no capabilities");
    /* else the change of user has taken the right to empty that set: no_new_privs keeps it shut */
    if (in_force(SANDBOX_PART_RIGHTS) && has_proc && in_force(SANDBOX_PART_NAMESPACES) &&
        (geteuid() != 0 || in_force(SANDBOX_PART_COUNT_OWN)))
        EXPECT(number_of("CapBnd") == 0, "none to be gained");
    if (in_force(SANDBOX_PART_PRIVILEGES) && has_proc)
        EXPECT(number_of("NoNewPrivs") == 1, "no new privileges");
    if (in_force(SANDBOX_PART_SECCOMP) && has_proc)
        EXPECT(number_of("Seccomp") == 2, "system calls are filtered");
}

static void expect_box(void)
{
    bool has_box = in_force(SANDBOX_PART_NAMESPACES);
    EXPECT(world.child.has_init == has_box, "a box has a first process");
    if (has_box)
        EXPECT(number_of("pid") == 2 && number_of("host") == 1, "processes and host of its own");
    if (has_box && in_force(SANDBOX_PART_PROC))
        EXPECT(number_of("processes") == 2, "only its own processes in /proc");
    if (has_box && in_force(SANDBOX_PART_NET))
        EXPECT(number_of("interfaces") == 1, "only a loopback");
    if (!has_box && in_force(SANDBOX_PART_NET))
        EXPECT(number_of("sockets") == 0, "no sockets");
    EXPECT(number_of("leads") == 1, "a session of its own");
    EXPECT(number_of("descriptors") == 0, "no descriptors of ours");
}

static bool has_probe(const char *path)
{
    struct buf text;
    struct err err;
    buf_init(&text, OUTPUT_MAX);
    bool is_there = fd_read_file(world.recipe.project, path, &text, &err) == 0 &&
                    strstr(buf_text(&text), "probe") != NULL;
    buf_release(&text);
    return is_there;
}

static bool is_regular(const char *path)
{
    struct stat about;
    return fstatat(world.recipe.project, path, &about, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(about.st_mode);
}

static bool is_directory(const char *path)
{
    struct stat about;
    return fstatat(world.recipe.project, path, &about, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISDIR(about.st_mode);
}

/* On the disk, afterwards. */
static void expect_protection(void)
{
    bool is_lent = world.recipe.spec.bind_count > 0; /* it may show more, on purpose */
    if (!in_force(CONTAINED))
        return;
    if (!is_lent && number_of("end") == 1) {
        EXPECT(number_of("canary") == 0, "what is outside cannot be read");
        EXPECT(number_of("token") == 0, "var/ is hidden");
    }
    if (world.recipe.has_writable_inside)
        return;
    EXPECT(!is_regular(".git/probe"), ".git is kept");
    EXPECT(!is_directory(".venv") || !is_regular(".venv/probe"), ".venv is kept"); /* not a link */
    EXPECT(!world.recipe.has_config || !has_probe(".pirun.yaml"), ".pirun.yaml is kept");
    EXPECT(!is_directory("var") || !is_regular("var/probe"), "var/ is kept"); /* nor here */
    if (world.recipe.spec.project != SANDBOX_PROJECT_WRITABLE)
        EXPECT(!is_regular("probe"), "a project that is not to be changed is not");
}

/* Limits under which an interpreter, or a sanitizer in the child before it, gives up. */
static bool may_be_mute(void)
{
    const struct sandbox_limits *limits = &world.recipe.spec.limits;
#ifdef __SANITIZE_ADDRESS__
    if (limits->memory_mb > 0)
        return true;
#endif
    return limits->open_files > 0 && limits->open_files < FEW_FILES;
}

static void expect_what_is_in_force(void)
{
    counts.started++;
    counts.in_box += in_force(SANDBOX_PART_NAMESPACES) ? 1 : 0;
    expect_protection();
    if (number_of("end") != 1) {
        EXPECT(may_be_mute(), "the probe came to its end");
        return;
    }
    counts.told++;
    expect_rights();
    expect_box();
    expect_limits();
}

static void expect_nothing_left(const struct surroundings *before)
{
    struct surroundings after;
    EXPECT(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD, "no process is left");
    look_around(&after);
    EXPECT(strcmp(buf_text(&before->outside), buf_text(&after.outside)) == 0,
           "outside is as it was");
    EXPECT(strcmp(buf_text(&before->mounts), buf_text(&after.mounts)) == 0, "no mount is left");
    EXPECT(before->descriptors == after.descriptors, "no descriptor is left");
    EXPECT(access(PLACE_INSIDE, F_OK) < 0 && access("/usr/pirun random", F_OK) < 0,
           "nothing was made on the machine");
    release_surroundings(&after);
}

static void try_recipe(void)
{
    struct surroundings before;
    buf_clear(&world.output);
    random_recipe_make(&world.recipe, world.seed, world.home);
    look_around(&before);
    (void)snprintf(world.hang, sizeof(world.hang),
                   "PIRUN_RANDOM_SEED=%" PRIu64 " PIRUN_RANDOM_COUNT=1 hangs\n",
                   world.seed); /* fits */
    (void)alarm(HANG_S);
    /* where nothing contains it, it would only prove that files can be written */
    if (run_recipe((world.recipe.spec.parts & CONTAINED) != 0))
        expect_what_is_in_force();
    (void)alarm(0);
    if ((world.recipe.spec.parts & CONTAINED) == 0 || world.child.pid == 0 || in_force(CONTAINED))
        expect_nothing_left(&before);
    release_surroundings(&before);
    random_recipe_release(&world.recipe);
    counts.tried++;
}

static uint64_t setting(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name); /* NOLINT(concurrency-mt-unsafe): one thread */
    return text ? strtoull(text, NULL, 10) : otherwise;
}

static void every_recipe_starts_as_told_or_names_its_step(void **state)
{
    (void)state;
    uint64_t first = setting("PIRUN_RANDOM_SEED", (uint64_t)clock_wall_us());
    uint64_t count = setting("PIRUN_RANDOM_COUNT", COUNT);
    int64_t end_ms = clock_boot_ms() + LONGEST_MS;
    print_message("NOTE sandbox_random: PIRUN_RANDOM_SEED=%" PRIu64 "\n", first);
    for (uint64_t i = 0; i < count && clock_boot_ms() < end_ms; i++) {
        world.seed = first + i;
        try_recipe();
    }
    print_message("NOTE sandbox_random: %d recipes, %d started, %d in a box, %d told all\n",
                  counts.tried, counts.started, counts.in_box, counts.told);
    assert_true(count < COUNT || counts.told > 0);
}

/* Mounts of others shall not come in, but what a child mounts shall come back, were it let out. */
static bool separate_mounts(void)
{
    return geteuid() == 0 && unshare(CLONE_NEWNS) == 0 &&
           mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount(NULL, "/", NULL, MS_REC | MS_SHARED, NULL) == 0;
}

static int open_world(void **state)
{
    struct err err;
    (void)state;
    (void)umask(022);
    world.has_own_mounts = separate_mounts();
    /* not below /tmp, where the new root is built: it would hide what gets out */
    (void)snprintf(world.home, sizeof(world.home), "/var/tmp/pirun random XXXXXX");
    if (!mkdtemp(world.home) || chmod(world.home, 0755) < 0 || sandbox_prepare(&err) < 0)
        return -1;
    buf_init(&world.output, OUTPUT_MAX);
    (void)signal(SIGALRM, say_hang);
    return 0;
}

static int close_world(void **state)
{
    struct err err;
    (void)state;
    buf_release(&world.output);
    return fd_tree_remove(AT_FDCWD, world.home, &err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_recipe_starts_as_told_or_names_its_step),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
