#include "crash_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"

#define OPEN_DIRS_MAX 16

static DIR *open_dir(int dirfd, const char *path)
{
    auto_fd int fd = openat(dirfd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir)
        (void)take_fd(&fd);
    return dir;
}

static const char *next_name(DIR *dir)
{
    for (;;) {
        struct dirent *entry =
            readdir(dir); /* NOLINT(concurrency-mt-unsafe): a stream has one thread */
        if (!entry)
            return NULL;
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            return entry->d_name;
    }
}

static bool ends_in(const char *name, const char *suffix)
{
    size_t size = strlen(name);
    size_t tail = strlen(suffix);
    return size >= tail && strcmp(name + size - tail, suffix) == 0;
}

size_t crash_file_count(int dirfd, const char *path, const char *suffix, char name[NAME_MAX + 1])
{
    auto_dir DIR *dir = open_dir(dirfd, path);
    size_t count = 0;
    for (const char *found; dir && (found = next_name(dir));) {
        if (*found == '.' || !ends_in(found, suffix))
            continue;
        count++;
        if (name)
            (void)snprintf(name, NAME_MAX + 1, "%s", found); /* fits */
    }
    return count;
}

bool crash_file_has_any(int dirfd, const char *path)
{
    auto_dir DIR *dir = open_dir(dirfd, path);
    for (const char *found; dir && (found = next_name(dir));) {
        if (strcmp(found, "tmp") != 0 && strcmp(found, "claim") != 0)
            return true;
    }
    return false;
}

bool crash_file_at(int dirfd, const char *path, size_t at, char name[NAME_MAX + 1])
{
    auto_dir DIR *dir = open_dir(dirfd, path);
    for (const char *found; dir && (found = next_name(dir)); at--) {
        if (at > 0)
            continue;
        (void)snprintf(name, NAME_MAX + 1, "%s", found); /* fits */
        return true;
    }
    return false;
}

static void read_file(int dirfd, const char *path, struct buf *text)
{
    struct err missing; /* reads as empty */
    buf_init(text, CRASH_FILE_MAX);
    (void)fd_read_file(dirfd, path, text, &missing);
}

bool crash_file_has_text(int dirfd, const char *path, const char *text)
{
    auto_buf struct buf content;
    read_file(dirfd, path, &content);
    return memmem(buf_text(&content), content.size, text, strlen(text)) != NULL;
}

size_t crash_file_lines(int dirfd, const char *path)
{
    auto_buf struct buf content;
    size_t count = 0;
    read_file(dirfd, path, &content);
    for (size_t i = 0; i < content.size; i++)
        count += content.data[i] == '\n';
    return count;
}

struct json *crash_file_json(int dirfd, const char *path, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, CRASH_FILE_MAX);
    if (fd_read_file(dirfd, path, &text, err) < 0)
        return NULL;
    return json_parse(buf_text(&text), text.size, err);
}

void crash_file_write(int dirfd, const char *path, const char *text)
{
    struct err err;
    auto_fd int fd = openat(dirfd, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || fd_write_all(fd, text, strlen(text), &err) < 0)
        abort(); /* the scratch directory is unusable */
}

static int remove_one(const char *path, const struct stat *state, int type, struct FTW *where)
{
    (void)state;
    (void)type;
    (void)where;
    (void)remove(path); /* what stays is found by the next look */
    return 0;
}

void crash_file_remove_tree(const char *path)
{
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread */
    (void)nftw(path, remove_one, OPEN_DIRS_MAX, FTW_DEPTH | FTW_PHYS); /* as above */
}

void crash_file_install(int dirfd, const char *path, const char *program)
{
    struct stat about;
    auto_fd int from = open(program, O_RDONLY | O_CLOEXEC);
    auto_fd int to = openat(dirfd, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755);
    if (from < 0 || to < 0 || fstat(from, &about) < 0 ||
        sendfile(to, from, NULL, (size_t)about.st_size) != (ssize_t)about.st_size)
        abort(); /* the scratch directory is unusable */
}
