#include "env_fixture.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fd_tree.h"
#include "base/scope.h"
#include "env/env_note.h"
#include "job/run_json.h"

#define MANIFEST                                                        \
    "{\"v\":1,\"python\":\"3.11.2\",\"tool\":\"pip\",\"size_bytes\":5," \
    "\"packages\":[{\"name\":\"a\",\"version\":\"1.0\",\"requires\":[]}]}"

struct env_fixture fixture;

int env_fixture_open(void **state)
{
    (void)state;
    struct err err;
    (void)snprintf(fixture.path, sizeof(fixture.path), "/tmp/pirun env-XXXXXX");
    assert_non_null(mkdtemp(fixture.path));
    fixture.project = open(fixture.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    fixture.settings = (struct env_settings){.venv_python = ENV_VENV_PYTHON,
                                             .python = "",
                                             .tool = "auto",
                                             .index_url = "",
                                             .wheels = "",
                                             .keep_builds = 2};
    fixture.place = (struct env_place){.project_path = fixture.path,
                                       .project = fixture.project,
                                       .settings = &fixture.settings,
                                       .durability = FD_DURABLE_NONE};
    static const char *const dirs[] = {"var", "var/runs", "var/active"};
    for (size_t i = 0; i < ARRAY_LEN(dirs); i++)
        assert_int_equal(mkdirat(fixture.project, dirs[i], 0700), 0);
    fixture.envs = env_place_open(&fixture.place, true, &err);
    assert_true(fixture.envs >= 0);
    return 0;
}

int env_fixture_close(void **state)
{
    (void)state;
    struct err err;
    assert_int_equal(close(fixture.project), 0);
    assert_int_equal(close(fixture.envs), 0);
    assert_int_equal(fd_tree_remove(AT_FDCWD, fixture.path, &err), 0);
    return 0;
}

void env_fixture_write(const char *name, const char *text)
{
    struct err err;
    (void)unlinkat(fixture.project, name, 0);
    if (fd_create_file(fixture.project, name, text, strlen(text), FD_DURABLE_NONE, &err) < 0)
        fail_msg("%s", err.text);
}

char *env_fixture_read(const char *name)
{
    struct err err;
    auto_buf struct buf text;
    buf_init(&text, 1 << 20);
    if (fd_read_file(fixture.project, name, &text, &err) < 0)
        return NULL;
    return xstrdup(buf_text(&text));
}

bool env_fixture_exists(const char *name)
{
    return fd_exists(fixture.project, name);
}

static void make_tree(const char *root)
{
    static const char *const dirs[] = {"", "/bin", "/lib"};
    for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
        auto_free char *path = xasprintf("%s%s", root, dirs[i]);
        assert_int_equal(mkdirat(fixture.project, path, 0755), 0);
    }
    auto_free char *python = xasprintf("%s/bin/python", root);
    auto_free char *module = xasprintf("%s/lib/a.py", root);
    assert_int_equal(symlinkat("/usr/bin/python3", fixture.project, python), 0);
    env_fixture_write(module, "x = 1\n");
}

static void write_run(const struct run *run, const char *key)
{
    char id[IDENT_TEXT_SIZE];
    struct err err;
    auto_buf struct buf result;
    buf_init(&result, RUN_RECORD_MAX);
    ident_format(&run->job.id, id);
    auto_free char *path = xasprintf("var/runs/%s", id);
    assert_int_equal(mkdirat(fixture.project, path, 0700), 0);
    auto_fd int dir = env_place_open_run(&fixture.place, &run->job.id, &err);
    struct env_note note = {.base = xstrdup("/usr/bin/python3.11"),
                            .asked = xstrdup("a\n"),
                            .file = "requirements.txt"};
    memcpy(note.key, key, ENV_NAME_SIZE);
    if (run->job.build == JOB_BUILD_INSTALL) {
        note.before = xstrdup("");
        note.after = xstrdup("a\n");
    }
    assert_int_equal(env_note_write(dir, &note, FD_DURABLE_NONE, &err), 0);
    env_note_release(&note);
    run_json_result(&run->result, &result);
    assert_int_equal(
        fd_create_file(dir, "result.json", buf_text(&result), result.size, FD_DURABLE_NONE, &err),
        0);
}

void env_fixture_build(struct run *run, const char *key, enum job_build action)
{
    char name[ENV_TMP_SIZE];
    run_init(run);
    run->job.id = ident_new();
    run->job.kind = JOB_BUILD;
    run->job.build = action;
    run->job.seq = 7;
    run->state = RUN_SUCCEEDED;
    run->result = (struct run_result){.reason = RUN_EXITED, .started_at_us = 1, .ended_at_us = 2};
    env_place_tmp(&run->job.id, name);
    auto_free char *root = xasprintf("var/envs/%s", name);
    auto_free char *notes = xasprintf("%s/.pirun", root);
    auto_free char *manifest = xasprintf("%s/manifest.json", notes);
    make_tree(root);
    assert_int_equal(mkdirat(fixture.project, notes, 0755), 0);
    env_fixture_write(manifest, MANIFEST);
    write_run(run, key);
}

void env_fixture_put(const char *key, int64_t left_s)
{
    auto_free char *root = xasprintf("var/envs/%s", key);
    auto_free char *manifest = xasprintf("%s/manifest.json", root);
    struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = time(NULL) - left_s}};
    make_tree(root);
    env_fixture_write(manifest, MANIFEST);
    assert_int_equal(utimensat(fixture.project, root, times, 0), 0);
}
