/* `pirun init`: make a directory a project, step by step. Each step says what it did, does
 * nothing when its thing is there already, and never overwrites. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access/access_local.h"
#include "base/buf.h"
#include "base/fd.h"
#include "base/lazy.h"
#include "base/scope.h"
#include "cli/cli_args.h"
#include "cli/cli_git.h"
#include "cli/cli_project.h"
#include "cli/cli_python.h"
#include "cli/cli_say.h"
#include "conf/conf_base.h"
#include "env/env_build.h"
#include "env/env_finish.h"
#include "env/env_key.h"
#include "repo/repo.h"
#include "server/server_rules.h"

#define FILE_CAP  ((size_t)256 * 1024)
#define FILE_MODE 0666 /* the umask takes away from it */

static const char *const hello_text = "\"\"\"The first script of this project.\"\"\"\n"
                                      "import sys\n"
                                      "\n"
                                      "name = sys.argv[1] if len(sys.argv) > 1 else \"world\"\n"
                                      "print(f\"Hello, {name}!\")\n";

/* What the repository must not hold: var/ has the token. `.venv` is a link: ".venv/" would not
 * match it. */
static const char *const ignored[] = {"var/", ".venv"};

struct init {
    const struct cli_args *args;
    char *path;
    int dirfd;
    struct json *done; /* for --json: what was made */
};

static void tell(struct init *init, const char *thing, bool was_made, const char *note)
{
    if (was_made)
        json_push(init->done, json_new_string(thing));
    if (!cli_has(init->args, "json"))
        (void)printf("%-8s %s%s%s\n", was_made ? "made" : "kept", thing, note ? ": " : "",
                     note ? note : "");
    (void)fflush(stdout); /* the next step may take a while */
}

/* Create NAME with TEXT unless it is there. */
static int make_file(int dirfd, const char *name, const struct buf *text, bool *was_made,
                     struct err *err)
{
    int made = fd_create_file(dirfd, name, buf_text(text), text->size, FD_DURABLE_FILE, err);
    *was_made = made == 0;
    if (made < 0)
        return err->code == ERR_CONFLICT ? 0 : -1;
    mode_t mask = umask(0); /* there is no other way to read it */
    (void)umask(mask);
    return fchmodat(dirfd, name, FILE_MODE & ~mask, 0) < 0
               ? err_errno(err, "cannot change '%s'", name)
               : 0;
}

static int make_directory(struct init *init, struct err *err)
{
    const char *directory = init->args->positional_count > 0 ? init->args->positionals[0]
                            : init->args->directory          ? init->args->directory
                                                             : ".";
    if (mkdir(directory, 0777) < 0 && errno != EEXIST)
        return err_errno(err, "cannot make '%s'", directory);
    init->path = realpath(directory, NULL);
    if (!init->path)
        return err_errno(err, "no directory '%s'", directory);
    init->dirfd = open(init->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (init->dirfd < 0 && errno == ENOTDIR)
        return err_set(err, ERR_INVALID, "'%s' is not a directory", init->path);
    return init->dirfd < 0 ? err_errno(err, "cannot open '%s'", init->path) : 0;
}

/* Take the '#' away from git.remote and give it its value. */
static int write_remote(const char *remote, struct buf *text, struct err *err)
{
    static const char key[] = "#remote:";
    auto_buf struct buf changed;
    struct conf conf;
    buf_init(&changed, FILE_CAP);
    const char *at = strstr(buf_text(text), key);
    size_t before = at ? (size_t)(at - buf_text(text)) : text->size;
    const char *rest = at ? at + strcspn(at, "\n") : "";
    buf_append(&changed, buf_text(text), before);
    buf_add(&changed, key + 1);
    buf_add(&changed, " ");
    json_quote(remote, strlen(remote), &changed); /* a JSON string is a YAML one */
    buf_add(&changed, rest);
    if (conf_parse(buf_text(&changed), changed.size, &conf, err) < 0)
        return err_prefix(err, "--git-remote");
    conf_release(&conf);
    buf_clear(text);
    buf_append(text, buf_text(&changed), changed.size);
    return 0;
}

static int make_config(struct init *init, struct err *err)
{
    auto_buf struct buf text;
    bool was_made = false;
    const char *remote = cli_value(init->args, "git-remote");
    const char *slash = strrchr(init->path, '/');
    buf_init(&text, FILE_CAP);
    conf_write_commented(slash && slash[1] ? slash + 1 : "project", init->path, &text);
    if (remote && write_remote(remote, &text, err) < 0)
        return -1;
    if (make_file(init->dirfd, CONF_FILE, &text, &was_made, err) < 0)
        return err_prefix(err, "'%s'", init->path);
    tell(init, CONF_FILE, was_made,
         remote && !was_made ? "git.remote was not changed: set it there" : NULL);
    return 0;
}

static int make_hello(struct init *init, struct err *err)
{
    auto_buf struct buf text;
    bool was_made = false;
    buf_init(&text, FILE_CAP);
    buf_add(&text, hello_text);
    if (mkdirat(init->dirfd, "scripts", 0777) < 0 && errno != EEXIST)
        return err_errno(err, "cannot make 'scripts'");
    auto_fd int scripts = fd_open_dir(init->dirfd, "scripts", err);
    if (scripts < 0 || make_file(scripts, "hello.py", &text, &was_made, err) < 0)
        return -1;
    tell(init, "scripts/hello.py", was_made, NULL);
    return 0;
}

static bool has_line(const char *text, const char *line)
{
    size_t size = strlen(line);
    while (text && *text) {
        size_t here = strcspn(text, "\r\n");
        const char *at = *text == '/' ? text + 1 : text;
        size_t left = here - (size_t)(at - text);
        if (strncmp(at, line, size) == 0 && left == size)
            return true;
        /* "var" ignores the directory too */
        if (line[size - 1] == '/' && left == size - 1 && strncmp(at, line, size - 1) == 0)
            return true;
        text += here + (text[here] != '\0');
    }
    return false;
}

/* The one file that is added to when it exists: without these lines a commit would take the token
 * along. */
static int make_ignore(struct init *init, struct err *err)
{
    auto_buf struct buf text;
    auto_buf struct buf missing;
    buf_init(&text, FILE_CAP);
    buf_init(&missing, FILE_CAP);
    bool is_there = fd_exists(init->dirfd, ".gitignore");
    if (is_there && fd_read_file(init->dirfd, ".gitignore", &text, err) < 0)
        return -1;
    if (text.size > 0 && text.data[text.size - 1] != '\n')
        buf_add(&missing, "\n");
    size_t before = missing.size;
    for (size_t i = 0; i < ARRAY_LEN(ignored); i++) {
        if (!has_line(buf_text(&text), ignored[i]))
            buf_addf(&missing, "%s\n", ignored[i]);
    }
    bool is_missing = missing.size > before;
    if (is_missing) {
        auto_fd int fd = openat(init->dirfd, ".gitignore",
                                O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
        if (fd < 0)
            return err_errno(err, "cannot open '.gitignore'");
        if (fd_write_all(fd, buf_text(&missing), missing.size, err) < 0)
            return err_prefix(err, "'.gitignore'");
    }
    tell(init, ".gitignore", is_missing,
         is_there && is_missing ? "var/ and .venv were added" : NULL);
    return 0;
}

/* In a clone the committed config names the place of another one. What lies beside a var/ is no
 * fresh clone but a project that was moved or copied: reading the config says so. */
static int adopt_clone(struct init *init, struct err *err)
{
    struct err problem;
    struct conf conf;
    if (fd_exists(init->dirfd, "var"))
        return 0;
    if (conf_load(init->dirfd, init->path, &conf, &problem) == 0) {
        conf_release(&conf);
        return 0;
    }
    if (problem.code != ERR_CONFLICT)
        return 0; /* the next step meets it again and tells */
    if (conf_base_adopt(init->dirfd, init->path, err) < 0)
        return -1;
    tell(init, "var/base_dir", true, "this is a clone, base_dir in " CONF_FILE " is another place");
    return 0;
}

static int make_token(struct init *init, int var, struct err *err)
{
    bool was_made = false;
    if (access_local_ensure(var, &was_made, err) < 0)
        return -1;
    tell(init, "var/token", was_made, was_made ? "the admin's key, for this user only" : NULL);
    return 0;
}

static int make_var(struct init *init, struct err *err)
{
    auto_project struct cli_project project = {.dirfd = -1};
    bool was_there = fd_exists(init->dirfd, "var");
    if (adopt_clone(init, err) < 0)
        return -1;
    project.path = xstrdup(init->path);
    project.dirfd = openat(init->dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (project.dirfd < 0)
        return err_errno(err, "cannot open '%s'", init->path);
    if (cli_project_spool(&project, err) < 0)
        return -1;
    tell(init, "var/", !was_there, NULL);
    if (project.spool.is_owner)
        return make_token(init, project.spool.dirs.var, err);
    tell(init, "var/token", false, "it is its owner's, who makes it");
    return 0;
}

/* Nothing but the base interpreter runs here: an empty environment needs no sandbox. The lock keeps
 * a server that starts meanwhile from taking it for a leftover. */
static int fill_environment(const struct env_place *place, const struct env_build *build,
                            struct err *err)
{
    char line[160];
    char name[ENV_TMP_SIZE];
    env_place_tmp(&build->id, name);
    auto_fd int envs = env_place_open(place, false, err);
    auto_fd int tmp = envs < 0 ? -1 : fd_open_dir(envs, name, err);
    if (tmp < 0)
        return -1;
    (void)flock(tmp, LOCK_SH); /* nobody else has it */
    char **argv = env_build_argv(place, build, true);
    int result = cli_python_call(argv, line, sizeof(line), err);
    for (char **at = argv; *at; at++)
        free(*at);
    free(argv);
    return result;
}

static int build_empty(const struct env_place *place, struct err *err)
{
    struct env_build build = {.id = ident_new(), .source = {.file = "nothing"}};
    char found[ENV_NAME_SIZE];
    if (env_base_find(place, &build.base, err) < 0)
        return -1;
    buf_init(&build.source.text, 1);
    buf_init(&build.source.constraints, 1);
    env_key_make(place->settings, &build.base, &build.source, NULL, build.key);
    auto_fd int envs = env_place_open(place, true, err);
    if (envs < 0)
        return -1;
    if (!env_place_find(envs, build.key, found) &&
        (env_build_open(place, &build, -1, err) < 0 || fill_environment(place, &build, err) < 0))
        return -1;
    return env_finish_plain(place, &build.id, build.key, build.base.path, err);
}

static bool has_requirements(const struct init *init)
{
    return fd_exists(init->dirfd, "requirements.lock") ||
           fd_exists(init->dirfd, "requirements.txt") || fd_exists(init->dirfd, "pyproject.toml");
}

static int make_environment(struct init *init, struct err *err)
{
    char line[160];
    auto_conf struct conf conf;
    conf_init_defaults(&conf);
    if (faccessat(init->dirfd, ".venv/bin/python", X_OK, 0) == 0) {
        tell(init, ".venv", false, NULL);
        return 0;
    }
    struct conf read;
    if (conf_load(init->dirfd, init->path, &read, err) < 0)
        return -1;
    conf_release(&conf);
    conf = read;
    const struct env_settings settings = server_rules_environment(&conf);
    const struct env_place place = {.project_path = init->path,
                                    .project = init->dirfd,
                                    .settings = &settings,
                                    .durability = FD_DURABLE_NONE};
    if (build_empty(&place, err) < 0)
        return err_prefix(err, "no environment");
    auto_free char *python = xasprintf("%s/.venv/bin/python", init->path);
    if (cli_python_version(python, line, sizeof(line), err) < 0)
        return -1;
    tell(init, ".venv", true, line);
    if (!cli_has(init->args, "json"))
        (void)printf("%-8s %s\n", "",
                     has_requirements(init)
                         ? "without packages: 'pirun env sync' installs what the project asks for"
                         : "without packages: 'pirun env install NAME' adds some");
    return 0;
}

/* With a remote, the project begins as its clone: before our own files, which then are only added
 * where they are missing. */
static int make_clone(struct init *init, struct err *err)
{
    const char *remote = cli_value(init->args, "git-remote");
    auto_free char *branch = NULL;
    if (!remote || repo_exists(init->path))
        return 0;
    if (cli_git_clone_into(init->path, remote, init->args, &branch, err) < 0)
        return err_prefix(err, "--git-remote");
    tell(init, ".git/", true, branch);
    return 0;
}

static int make_repository(struct init *init, struct err *err)
{
    bool was_created = false;
    if (repo_ensure(init->path, &was_created, err) < 0)
        return err_prefix(err, "git");
    tell(init, ".git/", was_created, NULL);
    return 0;
}

/* PATH as a shell takes it from the clipboard: within quotes, a quote of its own as '\''. */
static char *quote_for_shell(const char *path)
{
    auto_buf struct buf out;
    buf_init(&out, FILE_CAP);
    buf_add(&out, "'");
    for (; *path; path++) {
        if (*path == '\'')
            buf_add(&out, "'\\''");
        else
            buf_append(&out, path, 1);
    }
    buf_add(&out, "'");
    return xstrdup(buf_text(&out));
}

static void report(const struct init *init)
{
    if (cli_has(init->args, "json")) {
        auto_json struct json *object = json_object();
        json_set_string(object, "path", init->path);
        json_set(object, "made", json_copy(init->done));
        cli_print_json(object);
        return;
    }
    auto_free char *path = quote_for_shell(init->path);
    bool has_python = faccessat(init->dirfd, ".venv/bin/python", X_OK, 0) == 0;
    (void)printf(
        "\n%s is a project. Try:\n"
        "    cd %s\n"
        "%s"
        "    pirun run scripts/hello.py\n"
        "    pirun serve\n",
        path, path,
        has_python ? "" : "    pirun init    # makes .venv, or set venv_python in " CONF_FILE "\n");
}

static int make_all(struct init *init, struct err *err)
{
    if (make_directory(init, err) < 0 || make_clone(init, err) < 0 || make_config(init, err) < 0 ||
        make_ignore(init, err) < 0 || make_hello(init, err) < 0 || make_var(init, err) < 0)
        return -1;
    if (!cli_has(init->args, "no-env") && make_environment(init, err) < 0)
        return -1;
    return make_repository(init, err);
}

static int init_project(struct cli_args *args, struct err *err)
{
    struct init init = {.args = args, .dirfd = -1, .done = json_array()};
    int result = make_all(&init, err);
    if (result == 0)
        report(&init);
    if (init.dirfd >= 0)
        (void)close(init.dirfd);
    free(init.path);
    json_free(init.done);
    return result;
}

static const struct cli_option options[] = {
    {"git-remote", 0, "URL", "begin as a clone of it, and write it as git.remote into the config",
     CLI_COMPLETE_NONE, NULL},
    {"ssh-key", 0, "FILE", "with --git-remote: the private key", CLI_COMPLETE_FILE, NULL},
    {"token-file", 0, "FILE", "with --git-remote: holds the token for https", CLI_COMPLETE_FILE,
     NULL},
    {"timeout", 't', "DURATION", "with --git-remote: most time for it", CLI_COMPLETE_NONE, NULL},
    {"quiet", 'q', NULL, "with --git-remote: no progress", CLI_COMPLETE_NONE, NULL},
    {"no-env", 0, NULL, "make no .venv", CLI_COMPLETE_NONE, NULL},
    {"json", 0, NULL, "print an object: path, made", CLI_COMPLETE_NONE, NULL},
};

static const struct cli_group group = {"Options", options, ARRAY_LEN(options)};

const struct cli_command cli_init_command = {
    .name = "init",
    .summary = "make a directory a project",
    .usage = "[DIR] [OPTION…]",
    .description = "Makes .pirun.yaml (every key, commented), .venv, var/, scripts/hello.py, "
                   ".gitignore and a git repository, each only "
                   "when it is missing. Doing it twice is harmless; nothing is overwritten.",
    .groups = {&group},
    .example = "pirun init ~/lab",
    .positional_max = 1,
    .complete = CLI_COMPLETE_DIR,
    .lazy = LAZY_GIT,
    .handler = init_project,
};
