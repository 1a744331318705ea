#include "env/env_finish.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fd_tree.h"
#include "base/rel.h"
#include "base/scope.h"
#include "env/env_files.h"
#include "env/env_keep.h"
#include "env/env_key.h"
#include "env/env_link.h"
#include "env/env_lock.h"
#include "env/env_manifest.h"
#include "env/env_seal.h"
#include "env/env_state.h"
#include "job/run_json.h"

#define ERROR_MAX     8192
#define RESULT_NAME   "result.json"
#define EXIT_UNPLACED 70 /* EX_SOFTWARE: it was built, and could not be put in place */
#define CODE_SIZE     32

struct finish {
    const struct env_place *place;
    const struct run *run;
    struct ident id;
    char tmp[ENV_TMP_SIZE];
    int envs, dir; /* var/envs, runs/<id> */
    struct env_note note;
    struct env_manifest manifest;
    char build[ENV_NAME_SIZE];
    char moved[ENV_LINK_MOVED_SIZE];
    bool is_reused, is_current, is_locked;
    bool is_rewritten; /* the build has its manifest as we write it */
};

/* Putting a new build in place */

/* Read NAME of the notes that the builder left: a stranger's file. */
static int read_note(const struct finish *finish, const char *name, struct buf *text,
                     struct err *err)
{
    auto_fd int tmp = fd_open_dir(finish->envs, finish->tmp, err);
    auto_fd int notes = tmp < 0 ? -1 : fd_open_dir(tmp, ENV_NOTES, err);
    if (notes < 0)
        return -1;
    auto_fd int fd = openat(notes, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat about;
    if (fd < 0 || fstat(fd, &about) < 0)
        return err_errno(err, "the build left no '%s'", name);
    if (!S_ISREG(about.st_mode))
        return err_set(err, ERR_INVALID, "'%s' of the build is no file", name);
    return fd_read_all(fd, text, err);
}

static int read_manifest(struct finish *finish, struct err *err)
{
    auto_buf struct buf text;
    struct err gone;
    buf_init(&text, ENV_MANIFEST_MAX);
    if (read_note(finish, ENV_MANIFEST, &text, err) < 0) {
        /* it was written anew already and the notes were going when a kill came */
        auto_fd int tmp = fd_open_dir(finish->envs, finish->tmp, &gone);
        buf_clear(&text);
        if (tmp < 0 || fd_read_file(tmp, ENV_MANIFEST, &text, &gone) < 0)
            return -1;
        finish->is_rewritten = true;
    }
    if (env_manifest_parse(buf_text(&text), text.size, &finish->manifest, err) < 0)
        return -1;
    struct env_manifest *manifest = &finish->manifest;
    memcpy(manifest->build, finish->note.key, ENV_NAME_SIZE);
    ident_format(&finish->id, manifest->run);
    (void)snprintf(manifest->base, sizeof(manifest->base), "%s", finish->note.base); /* a path */
    (void)snprintf(manifest->source, sizeof(manifest->source), "%s", finish->note.file); /* fits */
    manifest->created_at_us = clock_wall_us();
    return 0;
}

static int write_manifest(struct finish *finish, int dir, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, 2 * ENV_MANIFEST_MAX);
    if (finish->is_rewritten)
        return 0;
    env_manifest_format(&finish->manifest, &text);
    if (unlinkat(dir, ENV_MANIFEST, 0) == 0 || !fd_exists(dir, ENV_MANIFEST)) {
        if (fd_create_file(dir, ENV_MANIFEST, buf_text(&text), text.size, FD_DURABLE_NONE, err) < 0)
            return -1;
        return fchmodat(dir, ENV_MANIFEST, 0444, 0) < 0 ? err_errno(err, "manifest") : 0;
    }
    return err_set(err, ERR_INVALID, "the build has a directory '" ENV_MANIFEST "'");
}

static bool has_python(int dir)
{
    struct stat about;
    return fstatat(dir, "bin/python", &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(about.st_mode);
}

/* Until the last step it is tmp.<id>: a kill leaves the old and a leftover. */
static int put_build(struct finish *finish, struct err *err)
{
    auto_fd int dir = fd_open_dir(finish->envs, finish->tmp, err);
    if (dir < 0 || read_manifest(finish, err) < 0)
        return -1;
    if (!has_python(dir))
        return err_set(err, ERR_INVALID, "the build has no bin/python");
    struct env_manifest *manifest = &finish->manifest;
    if (env_seal_tree(dir, &manifest->size_bytes, err) < 0 ||
        write_manifest(finish, dir, err) < 0 || fd_tree_remove(dir, ENV_NOTES, err) < 0)
        return -1;
    bool is_synced = finish->place->durability != FD_DURABLE_NONE;
    if (is_synced && syncfs(dir) < 0) /* thousands of files: one call for all */
        return err_errno(err, "cannot sync the environment");
    if (fchmod(dir, 0755) < 0)
        return err_errno(err, "cannot open up the environment");
    if (renameat2(finish->envs, finish->tmp, finish->envs, finish->note.key, RENAME_NOREPLACE) < 0)
        return err_errno(err, "cannot put the environment in place");
    return is_synced ? fd_sync(finish->envs, ENV_DIR, err) : 0;
}

static int find_or_put(struct finish *finish, struct err *err)
{
    if (env_place_find(finish->envs, finish->note.key, finish->build)) {
        char id[IDENT_TEXT_SIZE];
        ident_format(&finish->id, id);
        (void)fd_tree_remove(finish->envs, finish->tmp, err); /* of the same key: swept later */
        if (env_manifest_load(finish->envs, finish->build, &finish->manifest, err) < 0)
            return -1;
        finish->is_reused = strcmp(finish->manifest.run, id) != 0;
        return 0;
    }
    memcpy(finish->build, finish->note.key, ENV_NAME_SIZE);
    return put_build(finish, err);
}

/* What follows from it */

static int link_lock_key(const struct finish *finish, const char *lock, struct err *err)
{
    char key[ENV_NAME_SIZE];
    char found[ENV_NAME_SIZE];
    struct env_base base;
    if (env_base_find(finish->place, &base, err) < 0 || strcmp(base.path, finish->note.base) != 0)
        return 0; /* the config has changed: a sync builds anew then */
    env_key_of_lock(finish->place->settings, &base, lock, key);
    if (env_place_find(finish->envs, key, found))
        return 0;
    (void)unlinkat(finish->envs, key, 0); /* a link that leads nowhere */
    return symlinkat(finish->build, finish->envs, key) < 0
               ? err_errno(err, "cannot link the lock's environment")
               : 0;
}

static int write_files(struct finish *finish, struct err *err)
{
    auto_buf struct buf lock;
    buf_init(&lock, ENV_TEXT_MAX);
    if (finish->run->job.build == JOB_BUILD_SYNC)
        return 0;
    env_lock_format(&finish->manifest, finish->note.asked ? finish->note.asked : "", &lock);
    if (!buf_ok(&lock))
        return err_set(err, ERR_TOO_LARGE, "the lock is too large");
    finish->is_locked = true;
    if (link_lock_key(finish, buf_text(&lock), err) < 0)
        return -1;
    return env_files_write(finish->place, &finish->note, buf_text(&lock), err);
}

/* A job that was accepted later has the last word, whichever build ends first. */
static int switch_to(struct finish *finish, int64_t seq, struct err *err)
{
    struct env_state state = {.seq = 0};
    if (env_state_read(finish->envs, &state, err) < 0 && err->code == ERR_INVALID)
        return -1;
    finish->is_current = seq >= state.seq;
    if (!finish->is_current)
        return 0;
    if (strcmp(state.current, finish->build) != 0)
        env_keep_left(finish->envs, state.current);
    env_state_push(&state, finish->build);
    state.seq = seq;
    if (env_state_write(finish->envs, &state, finish->place->durability, err) < 0)
        return -1;
    return env_link_put(finish->place->project, finish->build, finish->moved, err);
}

/* Under the lock. */
static int put_in_place(struct finish *finish, struct err *err)
{
    if (env_files_check(finish->place, &finish->note, err) < 0 || find_or_put(finish, err) < 0 ||
        write_files(finish, err) < 0)
        return -1;
    return switch_to(finish, finish->run->job.seq, err);
}

/* Telling */

static struct json *success_json(const struct finish *finish)
{
    struct json *root = json_object();
    json_set_integer(root, "v", 1);
    json_set_bool(root, "ok", true);
    json_set_string(root, "build", finish->build);
    json_set_bool(root, "is_current", finish->is_current);
    json_set_bool(root, "is_reused", finish->is_reused);
    json_set_integer(root, "packages", (int64_t)finish->manifest.package_count);
    json_set_integer(root, "size_bytes", finish->manifest.size_bytes);
    json_set_bool(root, "locked", finish->is_locked);
    json_set_string(root, "moved", finish->moved[0] ? finish->moved : NULL);
    return root;
}

static struct json *failure_json(const char *code, const char *text)
{
    struct json *root = json_object();
    json_set_integer(root, "v", 1);
    json_set_bool(root, "ok", false);
    json_set_string(root, "code", code);
    json_set_string(root, "text", text);
    return root;
}

/* The record tells people why, not only that there was a status. */
static int rewrite_result(const struct finish *finish, const char *text, struct err *err)
{
    auto_buf struct buf out;
    struct run_result result = finish->run->result;
    buf_init(&out, RUN_RECORD_MAX);
    if (result.reason != RUN_EXITED)
        return 0;
    if (result.exit_code == 0)
        result.exit_code = EXIT_UNPLACED;
    (void)snprintf(result.message, sizeof(result.message), "%s", text); /* may be cut */
    run_json_result(&result, &out);
    return fd_replace(finish->dir, RESULT_NAME, buf_text(&out), out.size, finish->place->durability,
                      err);
}

static int settle_failure(const struct finish *finish, const char *code, const char *text,
                          struct err *err)
{
    struct err ignored;
    if (finish->envs >= 0)
        (void)fd_tree_remove(finish->envs, finish->tmp, &ignored); /* swept later at worst */
    if (rewrite_result(finish, text, err) < 0)
        return -1;
    auto_json struct json *root = failure_json(code, text);
    return env_note_settle(finish->dir, root, finish->place->durability, err);
}

static void clean(char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            *text = ' ';
    }
}

/* What the builder says of its failure; a stranger's words, cut and without control bytes. */
static int settle_failed_run(const struct finish *finish, struct err *err)
{
    auto_buf struct buf text;
    struct err ignored;
    char code[CODE_SIZE] = "";
    char message[1000] = "";
    buf_init(&text, ERROR_MAX);
    bool is_read = read_note(finish, "error.json", &text, &ignored) == 0;
    auto_json struct json *root = is_read ? json_parse(buf_text(&text), text.size, &ignored) : NULL;
    const char *said = json_get_string(root, "text");
    const char *named = json_get_string(root, "code");
    if (said && finish->run->result.reason == RUN_EXITED)
        (void)snprintf(message, sizeof(message), "%s", said); /* may be cut */
    else if (finish->run->result.message[0])
        (void)snprintf(message, sizeof(message), "%s", finish->run->result.message); /* fits */
    else
        run_describe(finish->run, message, sizeof(message));
    (void)snprintf(code, sizeof(code), "%s",
                   named ? named : run_reason_name(finish->run->result.reason)); /* may be cut */
    clean(message);
    clean(code);
    return settle_failure(finish, code, message, err);
}

static int settle_success(struct finish *finish, struct err *err)
{
    struct err why;
    auto_fd int lock = env_place_lock(finish->envs, err);
    if (lock < 0)
        return -1;
    if (put_in_place(finish, &why) < 0)
        return settle_failure(finish, err_name(why.code), why.text, err);
    auto_json struct json *root = success_json(finish);
    int result = env_note_settle(finish->dir, root, finish->place->durability, err);
    (void)env_keep_collect(finish->place, finish->envs);
    return result;
}

static void release(struct finish *finish)
{
    scope_close(&finish->envs);
    scope_close(&finish->dir);
    env_note_release(&finish->note);
    env_manifest_release(&finish->manifest);
}

bool env_finish_is_due(const struct env_place *place, const struct run *run)
{
    struct err ignored;
    if (run->job.kind != JOB_BUILD || !run_has_ended(run->state))
        return false;
    auto_fd int dir = env_place_open_run(place, &run->job.id, &ignored);
    return dir >= 0 && !fd_exists(dir, ENV_NOTE_OUTCOME);
}

int env_finish(const struct env_place *place, const struct run *run, struct err *err)
{
    struct finish finish
        __attribute__((cleanup(release))) = {.place = place, .run = run, .id = run->job.id};
    env_place_tmp(&finish.id, finish.tmp);
    finish.envs = env_place_open(place, true, err);
    finish.dir = finish.envs < 0 ? -1 : env_place_open_run(place, &finish.id, err);
    if (finish.dir < 0)
        return -1;
    struct err why;
    if (env_note_read(finish.dir, &finish.note, &why) < 0)
        return settle_failure(&finish, err_name(why.code), why.text, err);
    return run->state == RUN_SUCCEEDED ? settle_success(&finish, err)
                                       : settle_failed_run(&finish, err);
}

int env_finish_plain(const struct env_place *place, const struct ident *id, const char *key,
                     const char *base, struct err *err)
{
    struct finish finish __attribute__((cleanup(release))) = {.place = place, .id = *id, .dir = -1};
    env_place_tmp(id, finish.tmp);
    memcpy(finish.note.key, key, ENV_NAME_SIZE);
    finish.note.base = xstrdup(base);
    (void)snprintf(finish.note.file, sizeof(finish.note.file), "nothing"); /* fits */
    finish.envs = env_place_open(place, true, err);
    auto_fd int lock = finish.envs < 0 ? -1 : env_place_lock(finish.envs, err);
    if (lock < 0 ||
        (!env_place_find(finish.envs, key, finish.build) && put_build(&finish, err) < 0))
        return -1;
    memcpy(finish.build, key, ENV_NAME_SIZE);
    return switch_to(&finish, 0, err);
}

void env_finish_sweep(const struct env_place *place)
{
    struct err ignored;
    auto_fd int envs = env_place_open(place, false, &ignored);
    auto_fd int lock = envs < 0 ? -1 : env_place_lock(envs, &ignored);
    if (lock < 0)
        return;
    env_keep_sweep(place, envs);
    (void)env_keep_collect(place, envs);
}
