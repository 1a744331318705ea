#include "env/env_build.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd_tree.h"
#include "base/json.h"
#include "base/scope.h"
#include "env/env_key.h"
#include "env/env_note.h"
#include "exec/exec_place.h"

#define PIDS       256
#define OPEN_FILES 1024
#define BINDS_MAX  8
#define SPEC_FILE  "spec.json"

extern const char env_builder_text[]; /* env_builder.py */

int env_build_look(const struct env_place *place, const struct job *job, struct env_build *build,
                   struct err *err)
{
    char salt[IDENT_TEXT_SIZE];
    char found[ENV_NAME_SIZE];
    struct err none_yet;
    build->id = job->id;
    build->is_reused = false;
    ident_format(&job->id, salt);
    if (env_source_read(place->project, job, &build->source, err) < 0 ||
        env_base_find(place, &build->base, err) < 0) {
        env_source_release(&build->source);
        return -1;
    }
    bool is_new = job->build == JOB_BUILD_LOCK;
    env_key_make(place->settings, &build->base, &build->source, is_new ? salt : NULL, build->key);
    auto_fd int envs = env_place_open(place, false, &none_yet);
    if (envs >= 0 && env_place_find(envs, build->key, found)) {
        memcpy(build->key, found, ENV_NAME_SIZE);
        build->is_reused = true;
    }
    return 0;
}

void env_build_release(struct env_build *build)
{
    env_source_release(&build->source);
}

/* The plan */

static char *tmp_path(const struct env_place *place, const struct env_build *build)
{
    char name[ENV_TMP_SIZE];
    env_place_tmp(&build->id, name);
    return xasprintf("%s/var/" ENV_DIR "/%s", place->project_path, name);
}

static char *final_path(const struct env_place *place, const struct env_build *build)
{
    return xasprintf("%s/var/" ENV_DIR "/%s", place->project_path, build->key);
}

char **env_build_argv(const struct env_place *place, const struct env_build *build, bool is_inline)
{
    char **argv = xcalloc(7, sizeof(char *));
    size_t count = 0;
    argv[count++] = xstrdup(build->base.path);
    argv[count++] = xstrdup("-I");
    argv[count++] = xstrdup(build->is_reused || is_inline ? "-c" : "-");
    if (build->is_reused) {
        argv[count] = xasprintf("print('done     environment %.12s is built already')", build->key);
        return argv;
    }
    if (is_inline)
        argv[count++] = xstrdup(env_builder_text);
    argv[count++] = tmp_path(place, build);
    argv[count] = final_path(place, build);
    return argv;
}

static bool is_outside(const struct env_place *place, const char *path)
{
    size_t size = strlen(place->project_path);
    return strncmp(path, place->project_path, size) != 0 || path[size] != '/';
}

static void bind(struct exec_plan *plan, const char *source, const char *target, bool is_writable,
                 bool is_optional)
{
    plan->binds[plan->bind_count++] = (struct sandbox_bind){.source = xstrdup(source),
                                                            .target = xstrdup(target),
                                                            .is_writable = is_writable,
                                                            .is_optional = is_optional};
}

/* Its config (piwheels stands there on a Raspberry Pi); and pip fails where it finds the others and
 * may not read them. */
static const char *const read_by_pip[] = {"/etc/pip.conf", "/etc/debian_version",
                                          "/etc/os-release"};

/* Where there are namespaces, the place is seen under the name that it will have; elsewhere only
 * under its own, and the builder rewrites what names it. */
static void add_binds(const struct env_place *place, const struct env_build *build,
                      struct exec_plan *plan)
{
    const char *wheels = place->settings->wheels;
    free(plan->binds);
    plan->binds = xcalloc(BINDS_MAX, sizeof(*plan->binds));
    if (build->base.is_bound)
        bind(plan, build->base.prefix, build->base.prefix, false, false);
    if (build->is_reused)
        return;
    auto_free char *target = final_path(place, build);
    auto_free char *tmp = tmp_path(place, build);
    bind(plan, tmp, target, true, false);
    bind(plan, tmp, tmp, true, false);
    if (wheels[0] == '/' && is_outside(place, wheels))
        bind(plan, wheels, wheels, false, false);
    for (size_t i = 0; i < ARRAY_LEN(read_by_pip); i++)
        bind(plan, read_by_pip[i], read_by_pip[i], false, true);
}

static int check_wheels(const struct env_place *place, struct err *err)
{
    const char *wheels = place->settings->wheels;
    struct stat about;
    if (!wheels[0] || (fstatat(place->project, wheels, &about, 0) == 0 && S_ISDIR(about.st_mode)))
        return 0;
    return err_set(err, ERR_NOT_FOUND, "env.wheels: no directory '%.120s'", wheels);
}

int env_build_plan(const struct env_place *place, const struct job *job,
                   const struct env_build *build, const struct exec_defaults *defaults,
                   struct exec_plan *plan, struct err *err)
{
    const struct env_settings *settings = place->settings;
    struct exec_defaults own = *defaults;
    struct job shown = *job; /* as a script of ours: what is borrowed stays the job's */
    shown.kind = JOB_CODE;
    shown.code = (char[]){""};
    shown.stdin_text = NULL;
    shown.stdin_blob = NULL;
    shown.timeout_ms = job->timeout_ms > 0 ? job->timeout_ms : settings->timeout_ms;
    own.venv_python = build->base.path;
    own.environment = NULL;
    own.bind_count = 0;
    own.limits = (struct sandbox_limits){.memory_mb = settings->memory_mb,
                                         .disk_mb = settings->disk_mb,
                                         .cpus = defaults->limits.cpus,
                                         .pids = PIDS,
                                         .open_files = OPEN_FILES};
    if (check_wheels(place, err) < 0 || exec_plan_make(&shown, build->attempt, &own, plan, err) < 0)
        return -1;
    for (char **at = plan->argv; *at; at++)
        free(*at);
    free(plan->argv);
    plan->argv = env_build_argv(place, build, false);
    plan->stdin_text = build->is_reused ? NULL : xstrdup(env_builder_text);
    plan->is_project_readonly = true;
    plan->has_network = settings->has_network && !settings->wheels[0] && !build->is_reused;
    add_binds(place, build, plan);
    return 0;
}

/* The place */

static char *spec_text(const struct env_place *place, const struct env_build *build)
{
    const struct env_settings *settings = place->settings;
    char id[IDENT_TEXT_SIZE];
    auto_buf struct buf text;
    buf_init(&text, 65536);
    auto_json struct json *root = json_object();
    ident_format(&build->id, id);
    json_set_integer(root, "v", 1);
    json_set_string(root, "run", id);
    json_set_string(root, "source", build->source.file);
    json_set_string(root, "tool", settings->tool);
    auto_free char *wheels = settings->wheels[0] && settings->wheels[0] != '/'
                                 ? xasprintf("%s/%s", place->project_path, settings->wheels)
                                 : xstrdup(settings->wheels);
    json_set_string(root, "wheels", wheels);
    json_set_string(root, "index_url", settings->index_url);
    struct json *urls = json_array();
    for (char *const *at = settings->extra_index_urls; at && *at; at++)
        json_push(urls, json_new_string(*at));
    json_set(root, "extra_index_urls", urls);
    json_set_bool(root, "allow_sdist", settings->allow_sdist);
    json_set_bool(root, "has_network", settings->has_network);
    json_print(root, false, &text);
    return xstrdup(buf_text(&text));
}

/* Readable for whoever builds; nobody else comes through var/. */
static int put(int dirfd, const char *name, const char *text, struct err *err)
{
    if (fd_create_file(dirfd, name, text, strlen(text), FD_DURABLE_NONE, err) < 0)
        return -1;
    return fchmodat(dirfd, name, 0644, 0) < 0 ? err_errno(err, "cannot open up '%s'", name) : 0;
}

static int put_notes(const struct env_place *place, const struct env_build *build, int notes,
                     struct err *err)
{
    const struct env_source *source = &build->source;
    bool is_pyproject = strcmp(source->file, ENV_PYPROJECT_FILE) == 0;
    auto_free char *spec = spec_text(place, build);
    if (put(notes, SPEC_FILE, spec, err) < 0)
        return -1;
    if (source->constraints.size > 0 &&
        put(notes, "constraints.txt", buf_text(&source->constraints), err) < 0)
        return -1;
    return put(notes, is_pyproject ? ENV_PYPROJECT_FILE : ENV_REQUIREMENTS_FILE,
               buf_text(&source->text), err);
}

static int make_place(const struct env_place *place, const struct env_build *build, int envs,
                      struct err *err)
{
    char name[ENV_TMP_SIZE];
    env_place_tmp(&build->id, name);
    auto_free char *path = xasprintf("var/" ENV_DIR "/%s", name);
    auto_free char *notes_path = xasprintf("%s/" ENV_NOTES, path);
    if (fd_tree_remove(envs, name, err) < 0 ||
        exec_place_make(place->project, path, false, err) < 0 ||
        exec_place_make(place->project, notes_path, false, err) < 0)
        return -1;
    auto_fd int tmp = fd_open_dir(envs, name, err);
    auto_fd int notes = tmp < 0 ? -1 : fd_open_dir(tmp, ENV_NOTES, err);
    return notes < 0 ? -1 : put_notes(place, build, notes, err);
}

static int write_note(const struct env_place *place, const struct env_build *build, int run,
                      struct err *err)
{
    const struct env_source *source = &build->source;
    struct env_note note = {.base = xstrdup(build->base.path),
                            .asked = xstrdup(buf_text(&source->text))};
    memcpy(note.key, build->key, ENV_NAME_SIZE);
    (void)snprintf(note.file, sizeof(note.file), "%s", source->file); /* fits */
    if (source->is_changed) {
        note.before = xstrdup(buf_text(&source->before));
        note.after = xstrdup(buf_text(&source->after));
    }
    int result = env_note_write(run, &note, place->durability, err);
    env_note_release(&note);
    return result;
}

int env_build_open(const struct env_place *place, const struct env_build *build, int run,
                   struct err *err)
{
    auto_fd int envs = env_place_open(place, true, err);
    if (envs < 0 || (run >= 0 && write_note(place, build, run, err) < 0))
        return -1;
    return build->is_reused ? 0 : make_place(place, build, envs, err);
}
