#include "random_recipe.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <float.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd_tree.h"
#include "base/scope.h"

#define OTHER_OWNER 12345 /* of a project, where we are root */
#define FAR         4100  /* bytes: a path that is longer than the kernel takes */
#define TEXT        "as it was\n"

static void need(bool is_done, const char *what)
{
    if (is_done)
        return;
    perror(what);
    abort(); /* the machine, not what is tested */
}

/* xorshift64. Source: Marsaglia 2003, Journal of Statistical Software 8 (14). */
static uint64_t roll(struct random_recipe *recipe, uint64_t sides)
{
    uint64_t x = recipe->state;
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    recipe->state = x;
    return (x >> 11) % sides;
}

static bool one_in(struct random_recipe *recipe, uint64_t sides)
{
    return roll(recipe, sides) == 0;
}

#define PICK(recipe, list) ((list)[roll((recipe), ARRAY_LEN(list))])

/* The project */

enum thing {
    NOTHING,
    DIRECTORY,
    PLAIN_FILE,
    LINK_INSIDE,
    LINK_OUTSIDE,
    LINK_NOWHERE,
    FIFO,
    SOCKET,
    LOCKED, /* a directory without any right */
    THINGS
};

static void put_file(int dirfd, const char *name)
{
    auto_fd int fd = openat(dirfd, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    need(fd >= 0 && write(fd, TEXT, strlen(TEXT)) == (ssize_t)strlen(TEXT), name);
}

/* What cannot be made because something else is in its place is not there: fine. */
static void put(struct random_recipe *recipe, const char *name, enum thing thing)
{
    int dirfd = recipe->project;
    auto_free char *outside = xasprintf("%s/outside", recipe->home);
    int made = 0;
    switch (thing) {
    case DIRECTORY:
        made = mkdirat(dirfd, name, 0755);
        break;
    case PLAIN_FILE:
        put_file(dirfd, name);
        break;
    case LINK_INSIDE:
        made = symlinkat("data", dirfd, name);
        break;
    case LINK_OUTSIDE:
        made = symlinkat(outside, dirfd, name);
        break;
    case LINK_NOWHERE:
        made = symlinkat("/nothing/here", dirfd, name);
        break;
    case FIFO:
        made = mknodat(dirfd, name, S_IFIFO | 0666, 0);
        break;
    case SOCKET:
        made = mknodat(dirfd, name, S_IFSOCK | 0666, 0);
        break;
    case LOCKED:
        made = mkdirat(dirfd, name, 0);
        break;
    case NOTHING:
    case THINGS:
        break;
    }
    need(made == 0, name);
}

/* Mostly what a project really looks like: else nothing would ever start. */
static enum thing choose(struct random_recipe *recipe, enum thing usual)
{
    return roll(recipe, 16) < 15 ? usual : (enum thing)roll(recipe, THINGS);
}

static void make_var(struct random_recipe *recipe)
{
    enum thing thing = choose(recipe, DIRECTORY);
    put(recipe, "var", thing);
    if (thing != DIRECTORY)
        return;
    put_file(recipe->project, "var/token");
    put_file(recipe->project, "var/file");
    put(recipe, "var/runs", DIRECTORY);
    put(recipe, "var/runs/x", DIRECTORY);
    put(recipe, "var/envs", DIRECTORY);
    put(recipe, "var/runs/x/artifacts", choose(recipe, DIRECTORY));
    put(recipe, "var/runs/x/tmp", choose(recipe, DIRECTORY));
    put(recipe, "var/envs/e", choose(recipe, DIRECTORY));
}

static void give_away(struct random_recipe *recipe)
{
    static const char *const names[] = {".",        "data",        ".git",
                                        ".venv",    ".pirun.yaml", "var",
                                        "var/runs", "var/runs/x",  "var/runs/x/artifacts"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) /* what is not there stays so */
        (void)!fchownat(recipe->project, names[i], OTHER_OWNER, OTHER_OWNER, AT_SYMLINK_NOFOLLOW);
}

static void make_project(struct random_recipe *recipe)
{
    (void)snprintf(recipe->project_path, sizeof(recipe->project_path), "%s/project", recipe->home);
    need(mkdir(recipe->project_path, 0755) == 0, recipe->project_path);
    recipe->project = open(recipe->project_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    need(recipe->project >= 0, recipe->project_path);
    put(recipe, "data", DIRECTORY);
    put(recipe, ".git", choose(recipe, DIRECTORY));
    put(recipe, ".venv", choose(recipe, one_in(recipe, 2) ? DIRECTORY : LINK_INSIDE));
    enum thing config = choose(recipe, PLAIN_FILE);
    put(recipe, ".pirun.yaml", config);
    recipe->has_config = config == PLAIN_FILE;
    put(recipe, "link", LINK_OUTSIDE);
    make_var(recipe);
    if (geteuid() == 0 && one_in(recipe, 2))
        give_away(recipe);
}

/* In "shared/dir", "evil" leads outside: who makes a directory behind it changes the machine. */
static void make_surroundings(const struct random_recipe *recipe)
{
    static const char *const dirs[] = {"outside", "outside/dir", "shared", "shared/dir"};
    static const char *const files[] = {"outside/canary", "outside/dir/canary", "shared/file"};
    auto_free char *outside = xasprintf("%s/outside", recipe->home);
    auto_fd int home = open(recipe->home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    need(home >= 0, recipe->home);
    for (size_t i = 0; i < ARRAY_LEN(dirs); i++)
        need(mkdirat(home, dirs[i], 0755) == 0, dirs[i]);
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        put_file(home, files[i]);
    need(symlinkat(outside, home, "shared/dir/evil") == 0, "shared/dir/evil");
    need(symlinkat("dir", home, "shared/link") == 0, "shared/link");
    need(mknodat(home, "shared/fifo", S_IFIFO | 0666, 0) == 0, "shared/fifo");
}

/* The spec */

static int64_t choose_limit(struct random_recipe *recipe)
{
    static const int64_t odd[] = {
        -1,        INT64_MIN, 1,        2, 3, 7, 64, 1000, INT64_C(1) << 20, INT64_C(1) << 44,
        INT64_MAX, 16,        INT32_MAX};
    return one_in(recipe, 2) ? 0 : PICK(recipe, odd);
}

static void choose_limits(struct random_recipe *recipe)
{
    static const double cpus[] = {0, -1, 0.01, 0.5, 1, 1.5, 3, 64, 1e9, 1e18, DBL_MAX, DBL_MIN};
    recipe->spec.limits = (struct sandbox_limits){.memory_mb = choose_limit(recipe),
                                                  .cpus = PICK(recipe, cpus),
                                                  .pids = choose_limit(recipe),
                                                  .disk_mb = choose_limit(recipe),
                                                  .file_mb = choose_limit(recipe),
                                                  .open_files = choose_limit(recipe)};
}

static char *choose_source(struct random_recipe *recipe)
{
    static const char *const names[] = {
        "shared/dir",   "shared/dir",   "shared/file",  "shared/link",      "shared/fifo",
        "shared/none",  "project/data", "project/link", "project/.git",     "project/.pirun.yaml",
        "project/none", "project/var",  "shared/dir/.", "project/var/token"};
    return one_in(recipe, 8) ? xstrdup("/usr/share")
                             : xasprintf("%s/%s", recipe->home, PICK(recipe, names));
}

static char *choose_target(struct random_recipe *recipe, const char *source)
{
    static const char *const anywhere[] = {"/opt/pirun random/a",
                                           "/opt/pirun random/a",
                                           "/opt/pirun random/a/b",
                                           "/opt/pirun random/a/evil/made",
                                           "/opt/pirun random/c//d/",
                                           "/usr/pirun random",
                                           "/etc/passwd",
                                           "/etc",
                                           "/",
                                           "/tmp",
                                           "/tmp/x/y",
                                           "/dev/null",
                                           "/dev/shm/z",
                                           "/proc",
                                           "/bin"};
    static const char *const at_home[] = {"project/data",
                                          "project/none/x",
                                          "project/.git",
                                          "project/var",
                                          "project/var/a/b",
                                          "project",
                                          "shared",
                                          "project/link",
                                          "shared/dir/x",
                                          "outside/made",
                                          "project/var/runs/x/artifacts"};
    switch (roll(recipe, 16)) {
    case 0:
        return xasprintf("/opt/../../..%s/outside/made", recipe->home);
    case 1:
        return xasprintf("/opt/%0*d", FAR, 0);
    case 2:
    case 3:
        return xstrdup(source);
    case 4:
    case 5:
    case 6:
    case 7:
        return xasprintf("%s/%s", recipe->home, PICK(recipe, at_home));
    default:
        return xstrdup(PICK(recipe, anywhere));
    }
}

static void choose_binds(struct random_recipe *recipe)
{
    size_t count = one_in(recipe, 2) ? 0 : roll(recipe, RANDOM_BINDS_MAX) + 1;
    for (size_t i = 0; i < count; i++) {
        struct sandbox_bind *bind = &recipe->binds[i];
        bind->source = choose_source(recipe);
        bind->target = choose_target(recipe, bind->source);
        bind->is_writable = one_in(recipe, 2);
        bind->is_optional = one_in(recipe, 2);
        if (bind->is_writable &&
            strncmp(bind->target, recipe->project_path, strlen(recipe->project_path)) == 0)
            recipe->has_writable_inside = true;
    }
    recipe->spec.binds = recipe->binds;
    recipe->spec.bind_count = count;
}

static void choose_parts(struct random_recipe *recipe)
{
    struct sandbox_spec *spec = &recipe->spec;
    spec->parts = sandbox_level_parts((enum sandbox_level)roll(recipe, SANDBOX_LEVEL_FULL + 1));
    if (one_in(recipe, 2))
        spec->parts |= sandbox_level_parts(SANDBOX_LEVEL_NAMESPACES);
    if (one_in(recipe, 4))
        spec->parts &= (unsigned)roll(recipe, 1U << SANDBOX_PART_COUNT);
    if (one_in(recipe, 4))
        spec->needed = spec->parts & (unsigned)roll(recipe, 1U << SANDBOX_PART_COUNT);
}

static void choose_spec(struct random_recipe *recipe)
{
    static const char *const places[] = {NULL,         "var/none", "var/file", "data",
                                         "../outside", "link",     ""};
    static const char *const programs[] = {"/nothing/python", "/usr", "/etc/passwd", "", "python3"};
    struct sandbox_spec *spec = &recipe->spec;
    *spec = (struct sandbox_spec){.project_path = recipe->project_path,
                                  .project_fd = recipe->project,
                                  .project = (enum sandbox_project)roll(recipe, 3),
                                  .has_network = one_in(recipe, 3),
                                  .cgroup_fd = -1};
    spec->artifacts = roll(recipe, 8) < 7 ? "var/runs/x/artifacts" : PICK(recipe, places);
    spec->scratch = roll(recipe, 8) < 7 ? "var/runs/x/tmp" : PICK(recipe, places);
    spec->environment = roll(recipe, 8) < 7 ? NULL : PICK(recipe, places);
    if (one_in(recipe, 3))
        spec->environment = "var/envs/e";
    recipe->program = one_in(recipe, 12) ? PICK(recipe, programs) : NULL;
    choose_parts(recipe);
    choose_limits(recipe);
    choose_binds(recipe);
}

void random_recipe_make(struct random_recipe *recipe, uint64_t seed, const char *home)
{
    *recipe = (struct random_recipe){.state = seed * UINT64_C(0x9E3779B97F4A7C15) | 1};
    (void)snprintf(recipe->home, sizeof(recipe->home), "%s", home); /* fits */
    for (int i = 0; i < 8; i++)
        (void)roll(recipe, 1); /* seeds that are neighbours part ways */
    make_surroundings(recipe);
    make_project(recipe);
    choose_spec(recipe);
}

void random_recipe_release(struct random_recipe *recipe)
{
    static const char *const names[] = {"outside", "shared", "project"};
    struct err err;
    scope_close(&recipe->project);
    for (size_t i = 0; i < recipe->spec.bind_count; i++) {
        free(recipe->binds[i].source);
        free(recipe->binds[i].target);
    }
    auto_fd int home = open(recipe->home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        need(fd_tree_remove(home, names[i], &err) == 0, names[i]);
}

/* For people */

static void describe_entry(const struct random_recipe *recipe, const char *name, struct buf *out)
{
    struct stat about;
    if (fstatat(recipe->project, name, &about, AT_SYMLINK_NOFOLLOW) < 0)
        buf_addf(out, " %s=none", name);
    else
        buf_addf(out, " %s=0%o", name, about.st_mode);
}

void random_recipe_describe(const struct random_recipe *recipe, struct buf *out)
{
    static const char *const names[] = {
        ".",   ".git",           ".venv",      ".pirun.yaml",
        "var", "var/runs/x/tmp", "var/envs/e", "var/runs/x/artifacts"};
    const struct sandbox_spec *spec = &recipe->spec;
    const struct sandbox_limits *limits = &spec->limits;
    buf_addf(out, "parts %#x needed %#x project %d network %d\n", spec->parts, spec->needed,
             (int)spec->project, spec->has_network);
    buf_addf(out, "memory %" PRId64 " cpus %g pids %" PRId64 " disk %" PRId64 " file %" PRId64,
             limits->memory_mb, limits->cpus, limits->pids, limits->disk_mb, limits->file_mb);
    buf_addf(out, " open_files %" PRId64 "\nartifacts '%s' scratch '%s' environment '%s'\n",
             limits->open_files, spec->artifacts ? spec->artifacts : "-",
             spec->scratch ? spec->scratch : "-", spec->environment ? spec->environment : "-");
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        describe_entry(recipe, names[i], out);
    for (size_t i = 0; i < spec->bind_count; i++)
        buf_addf(out, "\n%.200s -> %.200s%s%s", spec->binds[i].source, spec->binds[i].target,
                 spec->binds[i].is_writable ? " writable" : "",
                 spec->binds[i].is_optional ? " optional" : "");
    buf_addf(out, "\nprogram %s\n", recipe->program ? recipe->program : "probe");
}

static void list_below(int dirfd, const char *name, struct buf *out)
{
    struct stat about;
    need(fstatat(dirfd, name, &about, AT_SYMLINK_NOFOLLOW) == 0, name);
    buf_addf(out, "%s %o %u:%u %lld %lld.%09ld %lu\n", name, about.st_mode, about.st_uid,
             about.st_gid, S_ISDIR(about.st_mode) ? 0LL : (long long)about.st_size,
             (long long)about.st_mtim.tv_sec, about.st_mtim.tv_nsec, (unsigned long)about.st_nlink);
    if (!S_ISDIR(about.st_mode))
        return;
    int fd = openat(dirfd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    need(dir != NULL, name);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) { /* NOLINT */
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            list_below(fd, entry->d_name, out); /* NOLINT(misc-no-recursion): our own few */
    }
}

void random_recipe_list(const char *path, struct buf *out)
{
    list_below(AT_FDCWD, path, out);
}
