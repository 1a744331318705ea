#include "spool_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "spool/spool_scan_state.h"
#include "spool/spool_submit.h"

void door_open_below(struct door *door, const char *parent)
{
    struct spool_options options = {.durability = FD_DURABLE_FULL};
    memset(door, 0, sizeof(*door));
    (void)snprintf(door->path, sizeof(door->path), "%s/pirun-spool-XXXXXX", parent);
    assert_non_null(mkdtemp(door->path));
    assert_ok(spool_open(&door->spool, door->path, &options, problem));
    struct err err = {.text = ""};
    door->scan = spool_scan_create(&door->spool, &door->options, &err);
    if (!door->scan)
        fail_msg("%s", err.text);
}

void door_open(struct door *door)
{
    const char *tmp = getenv("TMPDIR"); /* NOLINT(concurrency-mt-unsafe): nobody sets it */
    door_open_below(door, tmp ? tmp : "/tmp");
}

void door_open_fast(struct door *door)
{
    if (access("/dev/shm", W_OK | X_OK) == 0)
        door_open_below(door, "/dev/shm");
    else
        door_open(door);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

void door_close(struct door *door)
{
    spool_scan_free(take(door->scan));
    spool_close(&door->spool);
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): one thread walks, nobody changes directory */
    (void)nftw(door->path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void door_free_waiting(struct list *list)
{
    list_for_each (node, list) {
        list_remove(node);
        spool_waiting_free(list_entry(node, struct spool_waiting, node));
    }
}

size_t door_recover(struct door *door, struct list *out, size_t *damaged)
{
    size_t count = 0;
    list_init(out);
    assert_ok(spool_scan_recover(door->scan, out, damaged, problem));
    list_for_each (node, out)
        count++;
    return count;
}

void door_restart(struct door *door)
{
    struct err err = {.text = ""};
    struct list found;
    size_t damaged = 0;
    spool_scan_free(take(door->scan));
    door->scan = spool_scan_create(&door->spool, &door->options, &err);
    if (!door->scan)
        fail_msg("%s", err.text);
    (void)door_recover(door, &found, &damaged);
    door_free_waiting(&found);
    assert_int_equal(damaged, 0);
}

void door_drop_bytes(const struct door *door, const char *name, const void *data, size_t size)
{
    const struct spool_dirs *dirs = &door->spool.dirs;
    (void)unlinkat(dirs->tmp, "dropped", 0); /* of an earlier drop that was not renamed */
    assert_ok(fd_create_file(dirs->tmp, "dropped", data, size, FD_DURABLE_NONE, problem));
    assert_int_equal(renameat(dirs->tmp, "dropped", dirs->spool, name), 0);
}

void door_drop(const struct door *door, const char *name, const char *text)
{
    door_drop_bytes(door, name, text, strlen(text));
}

struct ident door_submit(const struct door *door, const char *key)
{
    auto_job struct job job;
    job_init(&job);
    job.kind = JOB_SCRIPT;
    job.script = xstrdup("scripts/report.py");
    job.source = JOB_FROM_CLI;
    job.idempotency_key = xstrdup(key);
    assert_ok(spool_submit(&door->spool, &job, NULL, 0, problem));
    return job.id;
}

static void add_slice(struct haul *haul, struct spool_slice *slice)
{
    list_for_each (node, &slice->ins) {
        struct spool_in *in = list_entry(node, struct spool_in, node);
        list_remove(node);
        if (in->kind == SPOOL_IN_REFUSED) {
            spool_in_free(in);
            haul->gone++;
            continue;
        }
        list_append(&haul->ins, node);
        haul->count++;
    }
    haul->accepted += slice->accepted;
    haul->refused += slice->refused;
    haul->duplicates += slice->duplicates;
    haul->again_ms = slice->again_ms;
    haul->is_disk_full = slice->is_disk_full;
    haul->slices++;
    if (slice->trouble[0] && !haul->trouble[0])
        memcpy(haul->trouble, slice->trouble, sizeof(haul->trouble));
}

void door_scan(struct door *door, struct haul *haul)
{
    struct spool_slice slice;
    *haul = (struct haul){.count = 0};
    list_init(&haul->ins);
    do {
        assert_ok(spool_scan_slice(door->scan, &slice, problem));
        add_slice(haul, &slice);
    } while (slice.has_more);
}

void haul_release(struct haul *haul)
{
    list_for_each (node, &haul->ins) {
        list_remove(node);
        spool_in_free(list_entry(node, struct spool_in, node));
    }
}

const struct spool_in *haul_in(const struct haul *haul, size_t at)
{
    assert_true(at < haul->count);
    struct list *node = haul->ins.next;
    while (at-- > 0)
        node = node->next;
    return list_entry(node, struct spool_in, node);
}

void door_scan_expect(struct door *door, size_t accepted, size_t refused, size_t duplicates)
{
    struct haul haul;
    door_scan(door, &haul);
    haul_release(&haul);
    assert_string_equal(haul.trouble, "");
    assert_int_equal(haul.accepted, accepted);
    assert_int_equal(haul.refused, refused);
    assert_int_equal(haul.duplicates, duplicates);
}

void door_pass_time(struct door *door, int64_t ms)
{
    door->scan->patience.skew_ms += ms;
}

struct json *door_receipt(const struct door *door, const char *name)
{
    auto_buf struct buf text;
    struct err err;
    buf_init(&text, 65536);
    if (spool_receipt(&door->spool, name, &text, &err) < 0)
        return NULL;
    struct json *receipt = json_parse(buf_text(&text), text.size, &err);
    assert_non_null(receipt);
    return receipt;
}

void door_assert_refused(const struct door *door, const char *name, const char *code)
{
    auto_json struct json *receipt = door_receipt(door, name);
    assert_non_null(receipt);
    assert_false(json_get_bool(receipt, "accepted", true));
    const char *found = json_get_string(receipt, "code");
    assert_non_null(found);
    assert_string_equal(found, code);
    const char *text = json_get_string(receipt, "text");
    assert_true(text && *text);
    const char *cure = json_get_string(receipt, "cure");
    assert_true(cure && *cure);
    const char *id = json_get_string(receipt, "id");
    assert_non_null(id);
    char file[64];
    (void)snprintf(file, sizeof(file), "%s.json", id);
    assert_true(fd_exists(door->spool.dirs.bad, file));
    (void)snprintf(file, sizeof(file), "%s.why.json", id);
    auto_buf struct buf bytes;
    buf_init(&bytes, 65536);
    assert_ok(fd_read_file(door->spool.dirs.bad, file, &bytes, problem));
    struct err err;
    auto_json struct json *why = json_parse(buf_text(&bytes), bytes.size, &err);
    assert_non_null(why);
    assert_string_equal(json_get_string(why, "code"), code);
    assert_string_equal(json_get_string(why, "text"), text);
}

void door_assert_accepted(const struct door *door, const char *name)
{
    auto_json struct json *receipt = door_receipt(door, name);
    struct ident id;
    assert_non_null(receipt);
    assert_true(json_get_bool(receipt, "accepted", false));
    const char *text = json_get_string(receipt, "id");
    assert_non_null(text);
    assert_true(ident_parse(text, strlen(text), &id));
    assert_true(door_has(door->spool.dirs.queue, &id, ".json"));
}

size_t door_count(int dirfd)
{
    auto_fd int fd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fdopendir(fd);
    size_t count = 0;
    assert_non_null(dir);
    (void)take_fd(&fd);
    for (const struct dirent *entry; (entry = readdir(dir));) /* NOLINT(concurrency-mt-unsafe) */
        count += entry->d_name[0] != '.' && strcmp(entry->d_name, "tmp") != 0 &&
                 strcmp(entry->d_name, "claim") != 0;
    (void)closedir(dir);
    return count;
}

bool door_has(int dirfd, const struct ident *id, const char *suffix)
{
    char name[IDENT_TEXT_SIZE + 32];
    ident_format(id, name);
    (void)snprintf(name + IDENT_TEXT_SIZE - 1, 32, "%s", suffix);
    return fd_exists(dirfd, name);
}
