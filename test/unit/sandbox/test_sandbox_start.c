/* Goal: a program in the sandbox has exactly what the parts in force promise, and a start that
 * cannot be done names its step and leaves nothing behind. */
#include "sandbox_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/scope.h"

#define TRY_WRITE                          \
    "import os\n"                          \
    "def put(path):\n"                     \
    "    try:\n"                           \
    "        open(path, 'w').write('x')\n" \
    "        return 'done'\n"              \
    "    except OSError as error:\n"       \
    "        return error.errno\n"

static struct sandbox_fixture fixture;

static int open_box(void **state)
{
    (void)state;
    sandbox_fixture_open(&fixture, SANDBOX_LEVEL_NAMESPACES);
    return 0;
}

static int open_landlock(void **state)
{
    (void)state;
    sandbox_fixture_open(&fixture, SANDBOX_LEVEL_LANDLOCK);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    sandbox_fixture_close(&fixture);
    return 0;
}

/* Machines that cannot make namespaces (a container) prove nothing about them. */
static void need_box(void)
{
    if (!sandbox_fixture_run(&fixture, "")) {
        print_message("SKIP no namespaces on this machine: step '%s'\n", fixture.fault.step);
        skip();
    }
}

static void box_shows_its_own_user_processes_and_host_only(void **state)
{
    (void)state;
    need_box();
    sandbox_fixture_expect(&fixture,
                           "import os\n"
                           "print(os.getuid(), os.getgid(), os.getgroups() in ([], [65534]))\n"
                           "print(os.getpid(), sorted(x for x in os.listdir('/proc') "
                           "if x.isdigit()), os.uname().nodename)",
                           "1000 1000 True\n2 ['1', '2'] pirun\n");
}

static void script_has_no_capabilities_and_gains_none(void **state)
{
    (void)state;
    need_box();
    sandbox_fixture_expect(&fixture,
                           "for line in open('/proc/self/status'):\n"
                           "    if line.startswith(('Cap', 'NoNew')): print(*line.split())",
                           "CapInh: 0000000000000000\nCapPrm: 0000000000000000\n"
                           "CapEff: 0000000000000000\nCapBnd: 0000000000000000\n"
                           "CapAmb: 0000000000000000\nNoNewPrivs: 1\n");
}

static void project_is_writable_but_what_is_protected_is_not(void **state)
{
    (void)state;
    need_box();
    sandbox_fixture_expect(&fixture,
                           TRY_WRITE "print(put('new'), put('.git/config'), put('.pirun.yaml'),"
                                     "put('var/new'), put('/tmp/new'), put('/usr/new'))",
                           "done 30 30 30 done 30\n");
    assert_int_equal(faccessat(fixture.project, "new", F_OK, 0), 0);
}

static void var_is_hidden_but_for_the_artifacts(void **state)
{
    (void)state;
    need_box();
    sandbox_fixture_expect(&fixture,
                           TRY_WRITE "print(os.path.exists('var/token'),"
                                     "put('var/runs/x/artifacts/report'))",
                           "False done\n");
    assert_int_equal(faccessat(fixture.project, "var/runs/x/artifacts/report", F_OK, 0), 0);
}

static void files_keep_their_owner_on_the_disk(void **state)
{
    struct stat directory;
    struct stat file;
    (void)state;
    need_box();
    sandbox_fixture_expect(&fixture, TRY_WRITE "print(put('new'), os.stat('new').st_uid)",
                           "done 1000\n");
    assert_int_equal(fstat(fixture.project, &directory), 0);
    assert_int_equal(fstatat(fixture.project, "new", &file, 0), 0);
    assert_int_equal(file.st_uid, directory.st_uid);
    assert_int_equal(file.st_gid, directory.st_gid);
}

static void link_in_place_of_git_is_refused_not_followed(void **state)
{
    (void)state;
    need_box();
    assert_int_equal(unlinkat(fixture.project, ".git", AT_REMOVEDIR), 0);
    assert_int_equal(symlinkat("/etc", fixture.project, ".git"), 0);
    assert_false(sandbox_fixture_run(&fixture, "print('ran')"));
    assert_string_equal(fixture.fault.step, "file system");
    assert_int_equal(fixture.fault.number, ELOOP);
}

static void link_in_place_of_var_is_refused_not_followed(void **state)
{
    (void)state;
    need_box();
    assert_int_equal(renameat(fixture.project, "var", fixture.project, "old"), 0);
    assert_int_equal(symlinkat("old", fixture.project, "var"), 0);
    assert_false(sandbox_fixture_run(&fixture, "print('ran')"));
    assert_string_equal(fixture.fault.step, "file system");
}

static void loopback_works_and_nothing_else(void **state)
{
    (void)state;
    need_box();
    sandbox_fixture_expect(&fixture,
                           "import socket\n"
                           "server = socket.create_server(('127.0.0.1', 0))\n"
                           "socket.create_connection(server.getsockname())\n"
                           "print(socket.if_nameindex())\n"
                           "try: socket.create_connection(('192.0.2.1', 80), 1)\n"
                           "except OSError as error: print(error.errno)",
                           "[(1, 'lo')]\n101\n");
}

static void limits_are_in_force(void **state)
{
    (void)state;
    need_box();
    fixture.spec.limits = (struct sandbox_limits){
        .memory_mb = 300, .pids = 20, .file_mb = 7, .open_files = 33, .cpus = 1};
    sandbox_fixture_expect(
        &fixture,
        "import resource as r, os\n"
        "print(*[r.getrlimit(x)[1] for x in (r.RLIMIT_DATA, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE,"
        " r.RLIMIT_NPROC, r.RLIMIT_CORE)], len(os.sched_getaffinity(0)))",
        "851443712 7340032 33 21 0 1\n");
}

/* Our own hard limit; -1: none. */
static long long most(__rlimit_resource_t resource)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(resource, &limit), 0);
    return (long long)limit.rlim_max;
}

static void limits_beyond_all_numbers_are_none(void **state)
{
    (void)state;
    need_box();
    fixture.spec.limits = (struct sandbox_limits){.memory_mb = INT64_MAX,
                                                  .pids = INT64_MAX,
                                                  .file_mb = INT64_C(1) << 44,
                                                  .open_files = INT64_MAX,
                                                  .cpus = 1e18};
    auto_free char *ours =
        xasprintf("%lld %lld %lld\n", most(RLIMIT_DATA), most(RLIMIT_AS), most(RLIMIT_FSIZE));
    sandbox_fixture_expect(&fixture,
                           "import resource as r\n"
                           "print(*[r.getrlimit(x)[1] for x in (r.RLIMIT_DATA, r.RLIMIT_AS, "
                           "r.RLIMIT_FSIZE)])",
                           ours);
}

static void processes_are_counted_for_this_run_alone(void **state)
{
    (void)state;
    need_box();
    fixture.spec.limits.pids = 5;
    sandbox_fixture_expect(&fixture,
                           "import os, signal\n"
                           "made = 0\n"
                           "try:\n"
                           "    while made < 50:\n"
                           "        if os.fork() == 0: signal.pause()\n"
                           "        made += 1\n"
                           "except BlockingIOError: print(made)\n"
                           "os.kill(-1, signal.SIGKILL)",
                           "4\n");
}

static void only_the_standard_descriptors_come_along(void **state)
{
    (void)state;
    need_box();
    sandbox_fixture_expect(&fixture,
                           "import os\n"
                           "print([f for f in range(100) if os.path.exists(f'/proc/self/fd/{f}')])",
                           "[0, 1, 2]\n");
}

static void everybody_ends_with_the_first_process(void **state)
{
    (void)state;
    need_box();
    sandbox_fixture_expect(&fixture,
                           "import os\n"
                           "if os.fork() == 0:\n"
                           "    os.setsid()\n"
                           "    if os.fork() == 0:\n"
                           "        print('orphan of', os.getppid() >= 1, flush=True)\n"
                           "    os._exit(0)\n"
                           "os.wait()",
                           "orphan of True\n");
    assert_true(WIFEXITED(fixture.status) && WEXITSTATUS(fixture.status) == 0);
}

static void missing_program_is_told_by_step_and_errno(void **state)
{
    char program[] = "/nothing/python";
    char *argv[] = {program, NULL};
    char *env[] = {NULL};
    (void)state;
    auto_fd int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    const struct sandbox_program run = {
        .argv = argv, .env = env, .in = null, .out = null, .err = null};
    assert_int_equal(sandbox_start(&fixture.spec, &run, &fixture.child, &fixture.fault), -1);
    assert_string_equal(fixture.fault.step, "execute");
    assert_int_equal(fixture.fault.number, ENOENT);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* nobody is left to be waited for */
}

static void binds_appear_where_they_are_wanted(void **state)
{
    struct sandbox_bind binds[] = {
        {(char[]){"/etc/debian_version"}, (char[]){"/opt/made/version"}, false, false},
        {(char[]){"/nothing/at/all"}, (char[]){"/opt/none"}, false, true},
    };
    (void)state;
    need_box();
    fixture.spec.binds = binds;
    fixture.spec.bind_count = ARRAY_LEN(binds);
    sandbox_fixture_expect(&fixture,
                           TRY_WRITE "print(len(open('/opt/made/version').read()) > 1,"
                                     "os.path.exists('/opt/none'), put('/opt/made/version'))",
                           "True False 30\n");
}

/* What is bound first holds a link, a script may have made it; the second target lies behind it. */
static void places_are_not_made_behind_links_or_dots(void **state)
{
    (void)state;
    need_box();
    char outside[] = "/var/tmp/pirun outside XXXXXX"; /* not /tmp: the new root lies there */
    assert_non_null(mkdtemp(outside));
    assert_int_equal(mkdirat(fixture.project, "data", 0755), 0);
    assert_int_equal(symlinkat(outside, fixture.project, "data/link"), 0);
    auto_free char *data = xasprintf("%s/data", fixture.path);
    auto_free char *dots = xasprintf("/opt/../..%s/made", outside);
    struct sandbox_bind binds[] = {{data, (char[]){"/opt/data"}, true, false},
                                   {data, (char[]){"/opt/data/link/made"}, false, false}};
    fixture.spec.binds = binds;
    fixture.spec.bind_count = ARRAY_LEN(binds);
    assert_false(sandbox_fixture_run(&fixture, ""));
    assert_string_equal(fixture.fault.step, "file system");
    binds[1].target = dots;
    assert_false(sandbox_fixture_run(&fixture, ""));
    assert_string_equal(fixture.fault.step, "file system");
    assert_int_equal(rmdir(outside), 0); /* it is still empty */
}

static void part_of_the_project_can_be_shown_elsewhere(void **state)
{
    (void)state;
    need_box();
    auto_free char *source = xasprintf("%s/.pirun.yaml", fixture.path);
    struct sandbox_bind bind = {source, (char[]){"/opt/config"}, false, false};
    fixture.spec.binds = &bind;
    fixture.spec.bind_count = 1;
    sandbox_fixture_expect(&fixture, "print(open('/opt/config').read(), end='')", "name: x\n");
}

static void readonly_project_is_readonly(void **state)
{
    (void)state;
    need_box();
    fixture.spec.project = SANDBOX_PROJECT_READONLY;
    sandbox_fixture_expect(
        &fixture, TRY_WRITE "print(put('new'), put('var/runs/x/artifacts/report'))", "30 done\n");
}

static void copied_project_forgets_what_was_written(void **state)
{
    (void)state;
    need_box();
    fixture.spec.project = SANDBOX_PROJECT_COPY;
    int fd = openat(fixture.project, "old", O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    assert_true(fd >= 0 && write(fd, "before", 6) == 6 && close(fd) == 0);
    sandbox_fixture_expect(&fixture,
                           TRY_WRITE "print(put('new'), open('old').read(), put('old'),"
                                     "open('old').read(), put('.git/config'),"
                                     "put('var/runs/x/artifacts/report'))",
                           "done before done x 30 done\n");
    struct stat about;
    assert_int_equal(faccessat(fixture.project, "new", F_OK, 0), -1);
    assert_int_equal(fstatat(fixture.project, "old", &about, 0), 0);
    assert_int_equal(about.st_size, 6);
}

static bool has_landlock(void)
{
    bool has_run = sandbox_fixture_run(&fixture, "");
    if (has_run && (fixture.child.parts & SANDBOX_PART_LANDLOCK))
        return true;
    print_message("SKIP no Landlock in this kernel\n");
    return false;
}

static void landlock_alone_keeps_a_script_to_its_project(void **state)
{
    (void)state;
    if (!has_landlock())
        skip();
    int fd = openat(fixture.project, "data", O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    assert_true(fd >= 0 && close(fd) == 0);
    sandbox_fixture_expect(&fixture,
                           TRY_WRITE "print(put('data'), put('.git/config'), put('.pirun.yaml'),"
                                     "put('/tmp/pirun-landlock'), put('var/token'),"
                                     "put('var/runs/x/artifacts/report'))",
                           "done 13 13 13 13 done\n");
}

/* Binds of a level that cannot show anything elsewhere: only what lies at its own place. */
static void landlock_follows_no_link_of_the_project_to_a_bind(void **state)
{
    (void)state;
    if (!has_landlock())
        skip();
    char outside[] = "/var/tmp/pirun outside XXXXXX";
    assert_non_null(mkdtemp(outside));
    assert_int_equal(chmod(outside, 0777), 0);
    assert_int_equal(symlinkat(outside, fixture.project, "link"), 0);
    auto_free char *link = xasprintf("%s/link", fixture.path);
    struct sandbox_bind binds[] = {{link, link, true, false},
                                   {(char[]){"/usr/share"}, outside, true, false}};
    fixture.spec.binds = binds;
    fixture.spec.bind_count = ARRAY_LEN(binds);
    auto_free char *code = xasprintf(TRY_WRITE "print(put('%s/new'), put('link/new'))", outside);
    sandbox_fixture_expect(&fixture, code, "13 13\n");
    assert_int_equal(rmdir(outside), 0); /* it is still empty */
}

static void landlock_stays_where_var_is_no_directory(void **state)
{
    (void)state;
    if (!has_landlock())
        skip();
    assert_int_equal(renameat(fixture.project, "var", fixture.project, "old"), 0);
    int fd = openat(fixture.project, "var", O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    assert_true(fd >= 0 && close(fd) == 0);
    assert_true(sandbox_fixture_run(&fixture, ""));
    assert_true(fixture.child.parts & SANDBOX_PART_LANDLOCK);
}

/* A plain directory is no cgroup. */
static void needed_cgroup_that_cannot_be_entered_ends_the_start(void **state)
{
    (void)state;
    need_box();
    fixture.spec.parts |= SANDBOX_PART_MEMORY_CGROUP;
    fixture.spec.cgroup_fd = fixture.project;
    assert_true(sandbox_fixture_run(&fixture, ""));
    assert_string_equal(fixture.child.missing[0].step, "cgroup");
    fixture.spec.needed = SANDBOX_PART_MEMORY_CGROUP;
    assert_false(sandbox_fixture_run(&fixture, ""));
    assert_string_equal(fixture.fault.step, "cgroup");
    assert_int_equal(fixture.fault.part, SANDBOX_PART_MEMORY_CGROUP);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

/* Without an idmapped mount nobody else could work in root's own project: root does. */
static void needed_user_that_makes_no_sense_ends_the_start(void **state)
{
    (void)state;
    if (geteuid() != 0) {
        print_message("SKIP only root runs scripts as another user\n");
        skip();
    }
    fixture.spec.needed = SANDBOX_PART_USER;
    assert_false(sandbox_fixture_run(&fixture, ""));
    assert_string_equal(fixture.fault.step, "needed parts");
    assert_int_equal(fixture.fault.part, SANDBOX_PART_USER);
}

#define TRY_SOCKET                                            \
    "import socket\n"                                         \
    "try: print(socket.socket(socket.AF_INET).family.name)\n" \
    "except OSError as error: print(error.errno)"

/* Where neither a box nor the filter of all calls is to be had. */
static void network_is_refused_by_itself_or_told_to_be_missing(void **state)
{
    (void)state;
    fixture.spec.parts = SANDBOX_PART_NET | SANDBOX_PART_PRIVILEGES;
    sandbox_fixture_expect(&fixture, TRY_SOCKET, "13\n");
    assert_true(fixture.child.parts & SANDBOX_PART_NET);
    fixture.spec.parts = SANDBOX_PART_NET;
    sandbox_fixture_expect(&fixture, TRY_SOCKET, "AF_INET\n");
    assert_false(fixture.child.parts & SANDBOX_PART_NET);
    assert_string_equal(fixture.child.missing[0].step, "network");
}

static void limit_on_open_files_does_not_cost_landlock(void **state)
{
    (void)state;
    if (!has_landlock())
        skip();
    fixture.spec.limits.open_files = 4; /* fewer than its rules need at a time */
    assert_true(sandbox_fixture_run(&fixture, ""));
    assert_true(fixture.child.parts & SANDBOX_PART_LANDLOCK);
}

static bool is_gone(pid_t pid)
{
    return kill(pid, 0) < 0 && errno == ESRCH;
}

/* The keeper in the middle is killed; the script reports its end by closing the pipe. */
static void script_dies_with_its_keeper(void **state)
{
    int ends[2];
    char byte;
    (void)state;
    need_box();
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pid_t keeper = fork();
    if (keeper == 0) {
        char program[] = "/usr/bin/python3";
        char *argv[] = {program, (char[]){"-S"}, (char[]){"-c"},
                        (char[]){"import os, signal\nos.write(1, b'x')\nsignal.pause()"}, NULL};
        char *env[] = {NULL};
        int null = open("/dev/null", O_RDWR | O_CLOEXEC);
        const struct sandbox_program run = {
            .argv = argv, .env = env, .in = null, .out = ends[1], .err = null};
        (void)sandbox_start(&fixture.spec, &run, &fixture.child, &fixture.fault);
        (void)pause();
    }
    (void)close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1); /* it lives */
    assert_int_equal(kill(keeper, SIGKILL), 0);
    assert_int_equal(waitpid(keeper, NULL, 0), keeper);
    assert_int_equal(read(ends[0], &byte, 1), 0); /* the last one that held the pipe is dead */
    assert_true(is_gone(keeper));
    (void)close(ends[0]);
}

#define BOX(test)      cmocka_unit_test_setup_teardown(test, open_box, close_fixture)
#define LANDLOCK(test) cmocka_unit_test_setup_teardown(test, open_landlock, close_fixture)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOX(box_shows_its_own_user_processes_and_host_only),
        BOX(script_has_no_capabilities_and_gains_none),
        BOX(project_is_writable_but_what_is_protected_is_not),
        BOX(var_is_hidden_but_for_the_artifacts),
        BOX(files_keep_their_owner_on_the_disk),
        BOX(link_in_place_of_git_is_refused_not_followed),
        BOX(link_in_place_of_var_is_refused_not_followed),
        BOX(loopback_works_and_nothing_else),
        BOX(limits_are_in_force),
        BOX(limits_beyond_all_numbers_are_none),
        BOX(processes_are_counted_for_this_run_alone),
        BOX(only_the_standard_descriptors_come_along),
        BOX(everybody_ends_with_the_first_process),
        BOX(missing_program_is_told_by_step_and_errno),
        BOX(binds_appear_where_they_are_wanted),
        BOX(places_are_not_made_behind_links_or_dots),
        BOX(part_of_the_project_can_be_shown_elsewhere),
        BOX(readonly_project_is_readonly),
        BOX(copied_project_forgets_what_was_written),
        BOX(script_dies_with_its_keeper),
        LANDLOCK(landlock_alone_keeps_a_script_to_its_project),
        LANDLOCK(limit_on_open_files_does_not_cost_landlock),
        LANDLOCK(landlock_follows_no_link_of_the_project_to_a_bind),
        LANDLOCK(network_is_refused_by_itself_or_told_to_be_missing),
        BOX(needed_cgroup_that_cannot_be_entered_ends_the_start),
        LANDLOCK(needed_user_that_makes_no_sense_ends_the_start),
        LANDLOCK(landlock_stays_where_var_is_no_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
