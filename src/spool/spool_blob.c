#include "spool/spool_blob.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"
#include "spool/spool_dir.h"
#include "spool/spool_scan.h"

#define US_PER_S  1000000
#define DIGITS    (SHA256_TEXT_SIZE - 1)
#define BLOB_MODE 0400 /* nobody writes it again, not even who has it open as stdin */
#define OLD_MAX   1000 /* removed at a time */
#define KEY       "\"stdin_blob\":\"" SPOOL_BLOB_PREFIX

/* The file of NAME in var/blobs, or NULL when no blob can have that name. */
static const char *file_of(const char *name)
{
    size_t prefix = strlen(SPOOL_BLOB_PREFIX);
    if (strncmp(name, SPOOL_BLOB_PREFIX, prefix) != 0)
        return NULL;
    const char *file = name + prefix;
    return strlen(file) == DIGITS && strspn(file, "0123456789abcdef") == DIGITS ? file : NULL;
}

static void name_of(const void *data, size_t size, char name[SPOOL_BLOB_NAME_SIZE])
{
    struct sha256 hash;
    sha256_init(&hash);
    sha256_add(&hash, data, size);
    memcpy(name, SPOOL_BLOB_PREFIX, sizeof(SPOOL_BLOB_PREFIX));
    sha256_finish_text(&hash, name + strlen(SPOOL_BLOB_PREFIX));
}

static bool touch(const struct spool *spool, const char *file)
{
    return utimensat(spool->dirs.blobs, file, NULL, AT_SYMLINK_NOFOLLOW) == 0;
}

static int write_new(const struct spool *spool, const char *file, const void *data, size_t size,
                     struct err *err)
{
    char aside[IDENT_TEXT_SIZE];
    struct ident id = ident_new();
    ident_format(&id, aside);
    if (fd_create_file(spool->dirs.blobs, aside, data, size, spool->durability, err) < 0)
        return err_prefix(err, "'var/blobs'");
    if (fchmodat(spool->dirs.blobs, aside, BLOB_MODE, 0) < 0 ||
        renameat(spool->dirs.blobs, aside, spool->dirs.blobs, file) < 0) {
        (void)err_errno(err, "cannot keep blob '%s'", file);
        (void)unlinkat(spool->dirs.blobs, aside, 0); /* old ones are swept in any case */
        return -1;
    }
    if (spool->durability != FD_DURABLE_FULL)
        return 0;
    return fd_sync(spool->dirs.blobs, "var/blobs", err);
}

int spool_blob_put(const struct spool *spool, const void *data, size_t size,
                   char name[SPOOL_BLOB_NAME_SIZE], struct err *err)
{
    name_of(data, size, name);
    if (touch(spool, file_of(name)))
        return 0;
    if (spool_is_disk_low(spool))
        return err_set(err, ERR_NO_SPACE, "the disk of '%.100s' is nearly full: free some space",
                       spool->project_path);
    return write_new(spool, file_of(name), data, size, err);
}

int spool_blob_open(const struct spool *spool, const char *name, struct err *err)
{
    const char *file = file_of(name);
    if (!file)
        return err_set(err, ERR_INVALID,
                       "'%.80s' is no name of a blob: sha256: and 64 hexadecimal digits", name);
    int fd = openat(spool->dirs.blobs, file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return err_set(err, ERR_NOT_FOUND, "there is no blob '%s' (any more)", name);
    return fd < 0 ? err_errno(err, "cannot open blob '%s'", name) : fd;
}

int spool_blob_use(const struct spool *spool, const char *name, struct err *err)
{
    int fd = spool_blob_open(spool, name, err);
    if (fd >= 0)
        (void)touch(spool, file_of(name)); /* it is open: nobody can take it away from us */
    return fd;
}

bool spool_blob_check(const struct spool *spool, const struct job *job, struct job_fault *fault)
{
    struct err err;
    if (!job->stdin_blob)
        return true;
    auto_fd int fd = spool_blob_use(spool, job->stdin_blob, &err);
    if (fd >= 0)
        return true;
    job_fault_set(fault, "bad_arg", "POST the content to /api/blob first, then submit again", "%s",
                  err.text);
    (void)snprintf(fault->pointer, sizeof(fault->pointer), "/stdin_blob"); /* fits */
    return false;
}

/* Names of old blobs. */
struct old {
    char (*files)[SHA256_TEXT_SIZE];
    size_t count;
};

static bool is_old(const struct spool *spool, const char *file, int64_t now_us)
{
    struct stat st;
    return fstatat(spool->dirs.blobs, file, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
           now_us / US_PER_S - (int64_t)st.st_mtim.tv_sec > SPOOL_BLOB_KEEP_S;
}

/* What is no blob is a rest of one that was cut off: nobody can name it. */
static void list_old(const struct spool *spool, int64_t now_us, struct old *old)
{
    struct err err;
    bool is_broken = false;
    auto_dir DIR *dir = spool_dir_open(spool->dirs.blobs, &err);
    if (!dir)
        return; /* tried again in an hour */
    for (const struct dirent *entry;
         old->count < OLD_MAX && (entry = spool_dir_next(dir, &is_broken));) {
        if (!is_old(spool, entry->d_name, now_us))
            continue;
        if (strlen(entry->d_name) == DIGITS)
            memcpy(old->files[old->count++], entry->d_name, SHA256_TEXT_SIZE);
        else
            (void)unlinkat(spool->dirs.blobs, entry->d_name, 0); /* the same */
    }
}

static void forget(struct old *old, const char *file)
{
    for (size_t i = 0; i < old->count; i++) {
        if (memcmp(old->files[i], file, DIGITS) == 0)
            memcpy(old->files[i], old->files[--old->count], SHA256_TEXT_SIZE);
    }
}

/* The canonical form of a job has the key at most once outside of texts, where its quotes are
 * escaped. */
static void keep_named(int dirfd, const char *job, struct old *old)
{
    struct err err;
    auto_buf struct buf text;
    buf_init(&text, JOB_CANONICAL_MAX);
    if (fd_read_file(dirfd, job, &text, &err) < 0)
        return; /* it has gone on or is no file */
    const char *found = strstr(buf_text(&text), KEY);
    if (found && strlen(found) > strlen(KEY) + DIGITS)
        forget(old, found + strlen(KEY));
}

static void keep_named_in(int dirfd, struct old *old)
{
    struct err err;
    bool is_broken = false;
    auto_dir DIR *dir = spool_dir_open(dirfd, &err);
    if (!dir) {
        old->count = 0; /* who knows what is there */
        return;
    }
    const struct dirent *entry = NULL;
    while (old->count > 0 && (entry = spool_dir_next(dir, &is_broken)))
        keep_named(dirfd, entry->d_name, old);
    if (is_broken)
        old->count = 0;
}

void spool_blob_clean(const struct spool *spool, int64_t now_us)
{
    struct old old = {.files = xcalloc(OLD_MAX, sizeof(*old.files))};
    list_old(spool, now_us, &old);
    /* A job that moves meanwhile from queue/ to active/ is seen in one of them; one that moves back
     * has used its blob just now, which is then old no more. */
    keep_named_in(spool->dirs.queue, &old);
    keep_named_in(spool->dirs.active, &old);
    for (size_t i = 0; i < old.count; i++) {
        if (is_old(spool, old.files[i], now_us))
            (void)unlinkat(spool->dirs.blobs, old.files[i], 0); /* tried again in an hour */
    }
    free(old.files);
}
