/* `pirun hooks`: the files of git's hooks in the project's own repository or in another one. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_hook.h"
#include "cli/cli_project.h"
#include "cli/cli_say.h"

#define HOOK_MAX       65536
#define ALTERNATES     "objects/info/alternates"
#define PROGRAM_ITSELF "/proc/self/exe"

/* A repository: where its hooks and objects are. */
struct place {
    char *git_dir; /* absolute */
    bool is_own;   /* of the project */
};

static void release_place(struct place *place)
{
    free(place->git_dir);
}

static bool is_git_dir(const char *path)
{
    struct stat st;
    auto_free char *head = xasprintf("%s/HEAD", path);
    auto_free char *objects = xasprintf("%s/objects", path);
    return stat(head, &st) == 0 && S_ISREG(st.st_mode) && stat(objects, &st) == 0 &&
           S_ISDIR(st.st_mode);
}

static int find_place(const struct cli_project *project, const char *repo, struct place *place,
                      struct err *err)
{
    auto_free char *own = xasprintf("%s/.git", project->path);
    auto_free char *asked = repo ? realpath(repo, NULL) : xstrdup(project->path);
    if (!asked)
        return err_errno(err, "no repository '%.150s'", repo);
    auto_free char *inside = xasprintf("%s/.git", asked);
    if (is_git_dir(inside))
        place->git_dir = take(inside);
    else if (is_git_dir(asked))
        place->git_dir = take(asked);
    else
        return err_set(err, ERR_NOT_FOUND,
                       "'%.150s' is no git repository: make one by 'git init --bare %.60s'", asked,
                       repo ? repo : "REPO");
    place->is_own = strcmp(place->git_dir, own) == 0;
    return 0;
}

static int read_hook(const struct place *place, const char *name, struct buf *text, struct err *err)
{
    auto_free char *path = xasprintf("%s/hooks/%s", place->git_dir, name);
    return fd_read_file(AT_FDCWD, path, text, err);
}

static bool is_ours(const struct buf *text)
{
    return strstr(buf_text(text), CLI_HOOK_MARK) != NULL;
}

/* What is there and is not ours stays. */
static int check_free(const struct place *place, const char *name, struct err *err)
{
    auto_buf struct buf text;
    struct err why;
    buf_init(&text, HOOK_MAX);
    if (read_hook(place, name, &text, &why) < 0 && why.code == ERR_NOT_FOUND)
        return 0;
    if (is_ours(&text))
        return 0;
    return err_set(err, ERR_CONFLICT,
                   "'%.120s/hooks/%s' is another hook: move it aside, install, and call it from a "
                   "line of the new one",
                   place->git_dir, name);
}

static int write_hook(const struct cli_project *project, const struct place *place,
                      const char *name, struct err *err)
{
    char program[PATH_MAX];
    auto_buf struct buf text;
    buf_init(&text, HOOK_MAX);
    auto_free char *hooks = xasprintf("%s/hooks", place->git_dir);
    ssize_t size = readlink(PROGRAM_ITSELF, program, sizeof(program) - 1);
    if (size < 0)
        return err_errno(err, "cannot find out where pirun lies");
    program[size] = '\0';
    if (mkdir(hooks, 0777) < 0 && errno != EEXIST)
        return err_errno(err, "cannot make '%.150s'", hooks);
    auto_fd int dir = open(hooks, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0)
        return err_errno(err, "cannot open '%.150s'", hooks);
    cli_hook_write(name, program, project->path, &text);
    if (fd_replace(dir, name, buf_text(&text), text.size, FD_DURABLE_FULL, err) < 0)
        return -1;
    if (fchmodat(dir, name, 0755, 0) < 0)
        return err_errno(err, "cannot make '%.150s/%s' executable", hooks, name);
    return 0;
}

/* The runs read the pushed commits from the project's repository: it is told to look for objects in
 * the other one too. Source: gitrepository-layout(5), objects/info/alternates. */
static int share_objects(const struct cli_project *project, const struct place *place,
                         struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, HOOK_MAX);
    struct err ignored; /* mostly there is none yet */
    auto_free char *git_dir = xasprintf("%s/.git", project->path);
    auto_free char *wanted = xasprintf("%s/objects\n", place->git_dir);
    if (place->is_own)
        return 0;
    auto_fd int dir = open(git_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0)
        return err_set(err, ERR_NOT_FOUND,
                       "the project '%.120s' is no git repository: run 'pirun init' there",
                       project->path);
    (void)fd_read_file(dir, ALTERNATES, &text, &ignored);
    if (strstr(buf_text(&text), wanted))
        return 0;
    buf_add(&text, wanted);
    auto_fd int info = fd_open_dir(dir, "objects/info", err);
    return info < 0
               ? -1
               : fd_replace(info, "alternates", buf_text(&text), text.size, FD_DURABLE_FULL, err);
}

/* The names that ARGS mean: one, or all that make sense for the repository. */
static int choose(const struct cli_args *args, const struct place *place, bool wanted[3],
                  struct err *err)
{
    const char *name = args->positional_count > 1 ? args->positionals[1] : NULL;
    for (size_t i = 0; cli_hook_names[i]; i++) {
        wanted[i] = name ? strcmp(name, cli_hook_names[i]) == 0 : i == 0 || place->is_own;
        if (name && wanted[i])
            return 0;
    }
    if (!name)
        return 0;
    return err_set(err, ERR_INVALID,
                   "'%.40s' is no hook of ours: post-receive, post-commit or post-merge", name);
}

static int install_one(const struct cli_project *project, const struct place *place,
                       const char *name, struct err *err)
{
    if (check_free(place, name, err) < 0 || write_hook(project, place, name, err) < 0)
        return -1;
    (void)printf("%s/hooks/%s\n", place->git_dir, name); /* cli_flush tells */
    return 0;
}

static int install(const struct cli_project *project, const struct cli_args *args,
                   const struct place *place, struct err *err)
{
    bool wanted[3] = {false};
    if (choose(args, place, wanted, err) < 0 || share_objects(project, place, err) < 0)
        return -1;
    for (size_t i = 0; cli_hook_names[i]; i++) {
        if (wanted[i] && install_one(project, place, cli_hook_names[i], err) < 0)
            return -1;
    }
    if (cli_is_watched())
        cli_say("a push runs what on_push names in the pushed .pirun.yaml: 'pirun help config'");
    return 0;
}

static int remove_all(const struct cli_args *args, const struct place *place, struct err *err)
{
    bool wanted[3] = {false};
    if (choose(args, place, wanted, err) < 0)
        return -1;
    for (size_t i = 0; cli_hook_names[i]; i++) {
        auto_buf struct buf text;
        struct err why;
        auto_free char *path = xasprintf("%s/hooks/%s", place->git_dir, cli_hook_names[i]);
        buf_init(&text, HOOK_MAX);
        if (!wanted[i] || read_hook(place, cli_hook_names[i], &text, &why) < 0 || !is_ours(&text))
            continue;
        if (unlink(path) < 0)
            return err_errno(err, "cannot remove '%.150s'", path);
        (void)puts(path); /* cli_flush tells */
    }
    return 0;
}

static int list(const struct cli_args *args, const struct place *place)
{
    auto_json struct json *array = json_array();
    for (size_t i = 0; cli_hook_names[i]; i++) {
        auto_buf struct buf text;
        struct err why;
        buf_init(&text, HOOK_MAX);
        bool is_there = read_hook(place, cli_hook_names[i], &text, &why) == 0;
        const char *state = !is_there ? "absent" : is_ours(&text) ? "installed" : "another";
        struct json *row = json_object();
        json_set_string(row, "name", cli_hook_names[i]);
        json_set_string(row, "repository", place->git_dir);
        json_set_string(row, "state", state);
        json_push(array, row);
        if (!cli_has(args, "json"))
            (void)printf("%-14s%s\n", cli_hook_names[i], state); /* cli_flush tells */
    }
    if (cli_has(args, "json"))
        cli_print_json(array);
    return 0;
}

static int hooks(struct cli_args *args, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    struct place place __attribute__((cleanup(release_place))) = {0};
    const char *what = args->positionals[0];
    const char *repo = args->positional_count > 2 ? args->positionals[2] : NULL;
    bool is_name = false;
    for (size_t i = 0; args->positional_count == 2 && cli_hook_names[i]; i++)
        is_name = is_name || strcmp(args->positionals[1], cli_hook_names[i]) == 0;
    if (args->positional_count == 2 && !is_name) { /* the repository alone */
        repo = args->positionals[1];
        args->positional_count = 1;
    }
    if (cli_project_find(&project, args, err) < 0 || find_place(&project, repo, &place, err) < 0)
        return -1;
    if (strcmp(what, "install") == 0)
        return install(&project, args, &place, err);
    if (strcmp(what, "remove") == 0)
        return remove_all(args, &place, err);
    if (strcmp(what, "list") == 0)
        return list(args, &place);
    return err_set(err, ERR_INVALID, "'%.40s' is not one of install, list, remove", what);
}

static const struct cli_option options[] = {
    {"json", 0, NULL, "print JSON (list)", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_hooks_command = {
    .name = "hooks",
    .summary = "git hooks that run scripts on a push or a commit",
    .usage = "install [HOOK] [REPO] | list [REPO] | remove [HOOK] [REPO]",
    .description =
        "HOOK is post-receive, post-commit or post-merge; without it, all that make sense. REPO is "
        "a "
        "repository elsewhere, such as the bare one that people push to; without it, the project's "
        "own.\n"
        "Which scripts run for which branches comes from on_push in the .pirun.yaml of the pushed "
        "commit, and each runs at exactly that commit. A hook never rejects a push. A hook that "
        "another program has installed stays as it is.",
    .groups = {&group},
    .example = "git init --bare /srv/git/work.git\npirun hooks install /srv/git/work.git",
    .positional_min = 1,
    .positional_max = 3,
    .complete = CLI_COMPLETE_WORDS,
    .words = "install list remove post-receive post-commit post-merge",
    .handler = hooks,
};
