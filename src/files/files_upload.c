#include "files/files_upload.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "files/files_open.h"
#include "files/files_own.h"

#define PART_NAME_SIZE (FILES_UPLOAD_ID_MAX + 8)
#define COPY_STEP      67108864 /* of one copy_file_range: 64 MiB */

static bool is_id_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
}

bool files_upload_is_id(const char *id, size_t size)
{
    if (size < 1 || size > FILES_UPLOAD_ID_MAX)
        return false;
    for (size_t i = 0; i < size; i++) {
        if (!is_id_byte(id[i]))
            return false;
    }
    return true;
}

static int part_name(const char *id, char name[PART_NAME_SIZE], struct err *err)
{
    if (!files_upload_is_id(id, strlen(id)))
        return err_set(err, ERR_INVALID, "an upload's id is 1 to %d of A-Z a-z 0-9 _ -",
                       FILES_UPLOAD_ID_MAX);
    (void)snprintf(name, PART_NAME_SIZE, "%s.part", id); /* fits: checked above */
    return 0;
}

/* An upload that is being written to: the directory, the part's file and its name. */
struct gathering {
    int dir;
    int fd; /* locked */
    char name[PART_NAME_SIZE];
    int64_t size;
};

static void release(struct gathering *gathering)
{
    scope_close(&gathering->fd);
    scope_close(&gathering->dir);
}

/* Between opening and locking, a final part may have given the file its real name: that must not be
 * written to. */
static int lock_part(struct gathering *gathering, const char *id, struct err *err)
{
    struct stat ours;
    struct stat named;
    if (flock(gathering->fd, LOCK_EX | LOCK_NB) < 0)
        return err_set(err, ERR_BUSY, "another request writes to upload '%s'", id);
    if (fstat(gathering->fd, &ours) < 0 ||
        fstatat(gathering->dir, gathering->name, &named, AT_SYMLINK_NOFOLLOW) < 0 ||
        ours.st_dev != named.st_dev || ours.st_ino != named.st_ino)
        return err_set(err, ERR_BUSY, "another request has just finished upload '%s'", id);
    gathering->size = ours.st_size;
    return 0;
}

static int open_part(struct files *files, const struct files_part *part,
                     struct gathering *gathering, struct err *err)
{
    bool is_first = part->offset == 0;
    if (part_name(part->id, gathering->name, err) < 0)
        return -1;
    gathering->dir = files_commit_dir(files, err);
    if (gathering->dir < 0)
        return -1;
    if (is_first)
        files_upload_collect(gathering->dir);
    gathering->fd = openat(gathering->dir, gathering->name,
                           O_RDWR | O_NOFOLLOW | O_CLOEXEC | (is_first ? O_CREAT : 0), 0600);
    if (gathering->fd < 0 && errno == ENOENT)
        return 0; /* nothing was received: the caller tells the offset */
    if (gathering->fd < 0)
        return files_errno(err, "open", FILES_VAR "/" FILES_UPLOADS);
    files_give(files, gathering->fd);
    return lock_part(gathering, part->id, err);
}

/* The target is not replaced before the end; tell now what would be told then. */
static int look_at_target(struct files *files, const struct files_write *write, struct err *err)
{
    struct err why;
    auto_fd int fd = files_open(files, write->rel, write->want, O_PATH, &why);
    struct stat st;
    if (fd < 0 && why.code == ERR_NOT_FOUND)
        return 0;
    if (fd < 0)
        return err_set(err, why.code, "%s", why.text);
    if (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode))
        return err_set(err, ERR_CONFLICT, "'%.100s' exists and is no regular file",
                       write->rel->text);
    return 0;
}

static int append(struct files *files, const struct files_part *part,
                  const struct gathering *gathering, struct err *err)
{
    if (files_upload_room(files, gathering->dir, part->file.size, err) < 0) {
        if (gathering->size == 0)
            (void)unlinkat(gathering->dir, gathering->name, 0); /* just made: nothing is lost */
        return -1;
    }
    if (lseek(gathering->fd, part->offset, SEEK_SET) < 0)
        return files_errno(err, "go on with", part->id);
    if (fd_write_all(gathering->fd, part->file.data, part->file.size, err) == 0)
        return 0;
    (void)!ftruncate(gathering->fd, part->offset); /* the write's failure is what counts */
    return err_prefix(err, "upload '%s'", part->id);
}

/* copy_file_range(2) copies within the kernel; where it cannot, it says so with the first call. */
static int copy_bytes(int from, int to, off_t size)
{
    loff_t at = 0;
    while (at < size) {
        ssize_t got = copy_file_range(from, &at, to, NULL, COPY_STEP, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && at == 0)
            break;
        if (got <= 0)
            return -1;
    }
    char chunk[16384];
    while (at < size) {
        ssize_t got = pread(from, chunk, sizeof(chunk), at);
        if (got <= 0 || fd_write_all(to, chunk, (size_t)got, NULL) < 0)
            return -1;
        at += got;
    }
    return 0;
}

/* var/ and the target lie on different file systems: what is renamed there is a copy. */
static int commit_copy(struct files *files, const struct gathering *gathering,
                       const struct files_commit *across, const struct stat *old, struct err *err)
{
    char aside[FILES_ASIDE_SIZE];
    const struct files_place *to = across->to;
    if (files_aside(aside, err) < 0)
        return -1;
    auto_fd int fd = files_place_create(files, to->dir, aside);
    if (fd < 0)
        return files_errno(err, "write to the directory of", to->rel.text);
    bool crosses;
    struct files_commit commit = {
        .from_dir = to->dir, .from = aside, .to = to, .condition = across->condition};
    int result = 0;
    if (copy_bytes(gathering->fd, fd, gathering->size) < 0 || fsync(fd) < 0)
        result = files_errno(err, "write", to->rel.text);
    if (result == 0 && files_dress(files, fd, old, err) == 0 &&
        files_commit(files, &commit, &crosses, err) == 0) {
        (void)unlinkat(gathering->dir, gathering->name, 0); /* else it is collected later */
        return 0;
    }
    (void)unlinkat(to->dir, aside, 0); /* the failure before is what counts */
    return -1;
}

static int finish(struct files *files, const struct files_part *part,
                  const struct gathering *gathering, struct files_written *out, struct err *err)
{
    struct stat old;
    bool has_old = false;
    bool crosses = false;
    auto_place struct files_place place = {.dir = -1};
    const struct files_write *file = &part->file;
    if (files_place_for(files, file->rel, file->want, file->condition, &place, err) < 0 ||
        files_commit_look(&place, &old, &has_old, err) < 0 ||
        files_dress(files, gathering->fd, has_old ? &old : NULL, err) < 0)
        return -1;
    if (fsync(gathering->fd) < 0)
        return files_errno(err, "sync", file->rel->text);
    struct files_commit commit = {.from_dir = gathering->dir,
                                  .from = gathering->name,
                                  .to = &place,
                                  .condition = file->condition};
    struct err why;
    bool is_there = files_commit(files, &commit, &crosses, &why) == 0;
    if (!is_there && !crosses)
        return err_set(err, why.code, "%s", why.text);
    if (!is_there && commit_copy(files, gathering, &commit, has_old ? &old : NULL, err) < 0)
        return -1;
    struct files_written written = {.is_new = !has_old, .size = gathering->size};
    struct stat st;
    bool is_binary;
    if (!crosses && gathering->size <= FILES_HASHED_MAX && fstat(gathering->fd, &st) == 0)
        files_etag_find(files, gathering->fd, &st, written.etag, &is_binary);
    *out = written;
    return 0;
}

static int put(struct files *files, const struct files_part *part, struct gathering *gathering,
               struct files_progress *out, struct err *err)
{
    if (look_at_target(files, &part->file, err) < 0 || open_part(files, part, gathering, err) < 0)
        return -1;
    out->offset = gathering->size;
    out->is_out_of_step = part->offset != gathering->size || gathering->fd < 0;
    if (out->is_out_of_step)
        return err_set(err, ERR_CONFLICT, "upload '%s' has %lld bytes: go on at offset %lld",
                       part->id, (long long)gathering->size, (long long)gathering->size);
    if (append(files, part, gathering, err) < 0)
        return -1;
    gathering->size += (int64_t)part->file.size;
    out->offset = gathering->size;
    return part->is_final ? finish(files, part, gathering, &out->written, err) : 0;
}

int files_upload_put(struct files *files, const struct files_part *part, struct files_progress *out,
                     struct err *err)
{
    struct gathering gathering = {.dir = -1, .fd = -1};
    *out = (struct files_progress){0};
    int result = put(files, part, &gathering, out, err);
    release(&gathering);
    return result;
}

int files_upload_offset(struct files *files, const char *id, int64_t *offset, struct err *err)
{
    struct stat st;
    char name[PART_NAME_SIZE];
    if (part_name(id, name, err) < 0)
        return -1;
    auto_fd int dir = files_commit_dir(files, err);
    if (dir < 0)
        return -1;
    if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return err_set(err, ERR_NOT_FOUND, "no upload '%s'", id);
    *offset = st.st_size;
    return 0;
}

int files_upload_drop(struct files *files, const char *id, struct err *err)
{
    int64_t offset;
    char name[PART_NAME_SIZE];
    if (files_upload_offset(files, id, &offset, err) < 0 || part_name(id, name, err) < 0)
        return -1;
    auto_fd int dir = files_commit_dir(files, err);
    if (dir < 0)
        return -1;
    return unlinkat(dir, name, 0) == 0 ? 0 : files_errno(err, "remove the upload", id);
}
