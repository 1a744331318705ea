/* A stamp (size, times, identity) tells that a file is the one that was hashed, if the clock that
 * stamps files ticks between two changes. It ticks every few milliseconds, on some file systems
 * every two seconds; so what was changed just now is hashed, and not yet remembered (git calls such
 * entries racy). */
#include "files/files_etag.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/scope.h"
#include "files/files_own.h"

#define RACY_US    2000000 /* the coarsest time stamps: vfat's */
#define TRIES      3       /* a file that changes during each of these has no tag now */
#define LOOK_SIZE  65536   /* what decides about text or binary */
#define CHUNK_SIZE 65536
#define US_PER_S   1000000
#define NS_PER_US  1000

struct files_stamp files_stamp_of(const struct stat *st)
{
    return (struct files_stamp){.device = st->st_dev,
                                .inode = st->st_ino,
                                .size = st->st_size,
                                .modified = st->st_mtim,
                                .changed = st->st_ctim};
}

static bool is_same_time(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool is_same(const struct files_stamp *a, const struct files_stamp *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           is_same_time(&a->modified, &b->modified) && is_same_time(&a->changed, &b->changed);
}

static bool is_racy(const struct files_stamp *stamp)
{
    int64_t changed_us =
        (int64_t)stamp->changed.tv_sec * US_PER_S + (int64_t)stamp->changed.tv_nsec / NS_PER_US;
    return clock_wall_us() - changed_us < RACY_US;
}

static struct files_known *find_row(struct files *files, const struct files_stamp *stamp)
{
    for (size_t i = 0; i < ARRAY_LEN(files->known); i++) {
        struct files_known *row = &files->known[i];
        if (row->used != 0 && is_same(&row->stamp, stamp)) {
            row->used = ++files->clock;
            return row;
        }
    }
    return NULL;
}

static void remember(struct files *files, const struct files_known *known)
{
    struct files_known *oldest = &files->known[0];
    for (size_t i = 1; i < ARRAY_LEN(files->known); i++) {
        if (files->known[i].used < oldest->used)
            oldest = &files->known[i];
    }
    *oldest = *known;
    oldest->used = ++files->clock;
}

static void finish(struct sha256 *hash, const char *prefix, char etag[FILES_ETAG_SIZE])
{
    char text[SHA256_TEXT_SIZE];
    sha256_finish_text(hash, text);
    (void)snprintf(etag, FILES_ETAG_SIZE, "\"%s%s\"", prefix, text); /* fits */
}

void files_etag_of_bytes(const void *data, size_t size, char etag[FILES_ETAG_SIZE])
{
    struct sha256 hash;
    sha256_init(&hash);
    sha256_add(&hash, data, size);
    finish(&hash, "", etag);
}

static ssize_t read_at(int fd, char *out, size_t size, off_t offset)
{
    ssize_t got;
    do {
        got = pread(fd, out, size, offset);
    } while (got < 0 && errno == EINTR);
    return got;
}

/* A sequence that is cut by the end of what was looked at is no reason to call it binary. */
static bool is_binary(const char *text, size_t size, bool is_all)
{
    if (memchr(text, '\0', size))
        return true;
    for (size_t at = 0; at < size;) {
        size_t step = rel_utf8_size(text + at, size - at);
        if (step == 0)
            return is_all || size - at > 3;
        at += step;
    }
    return false;
}

/* Errors: -1 when it cannot be read, or is shorter than its size said. */
static int hash_content(int fd, struct files_known *known)
{
    auto_free char *chunk = xmalloc(CHUNK_SIZE);
    struct sha256 hash;
    sha256_init(&hash);
    off_t at = 0;
    do {
        off_t left = known->stamp.size - at;
        ssize_t got = read_at(fd, chunk, left < CHUNK_SIZE ? (size_t)left : CHUNK_SIZE, at);
        if (got < 0 || (got == 0 && left > 0))
            return -1;
        if (at == 0)
            known->is_binary = is_binary(chunk, (size_t)got, got == known->stamp.size);
        sha256_add(&hash, chunk, (size_t)got);
        at += got;
    } while (at < known->stamp.size);
    finish(&hash, "", known->etag);
    return 0;
}

static void look_at_head(int fd, struct files_known *known)
{
    auto_free char *head = xmalloc(LOOK_SIZE);
    ssize_t got = read_at(fd, head, LOOK_SIZE, 0);
    known->is_binary = got > 0 && is_binary(head, (size_t)got, got == known->stamp.size);
}

/* Everything on paper that changes when the file does. */
static void hash_stamp(struct files_known *known)
{
    const struct files_stamp *stamp = &known->stamp;
    char text[160];
    int size = snprintf(
        text, sizeof(text), "%llu %llu %lld %lld.%ld %lld.%ld", (unsigned long long)stamp->device,
        (unsigned long long)stamp->inode, (long long)stamp->size, (long long)stamp->modified.tv_sec,
        stamp->modified.tv_nsec, (long long)stamp->changed.tv_sec, stamp->changed.tv_nsec);
    struct sha256 hash;
    sha256_init(&hash);
    sha256_add(&hash, text, (size_t)size);
    finish(&hash, "s-", known->etag);
}

static void find_now(struct files *files, int fd, struct files_known *known, struct stat *st)
{
    for (int left = TRIES; left > 0; left--) {
        bool is_hashed = hash_content(fd, known) == 0;
        if (fstat(fd, st) < 0)
            break;
        struct files_stamp now = files_stamp_of(st);
        if (is_hashed && is_same(&now, &known->stamp)) {
            if (!is_racy(&now))
                remember(files, known);
            return;
        }
        known->stamp = now;
        if (now.size > FILES_HASHED_MAX)
            break;
    }
    known->etag[0] = '\0';
    look_at_head(fd, known);
}

void files_etag_find(struct files *files, int fd, struct stat *st, char etag[FILES_ETAG_SIZE],
                     bool *is_binary_file)
{
    struct files_known known = {.stamp = files_stamp_of(st)};
    const struct files_known *row = find_row(files, &known.stamp);
    if (row) {
        known = *row;
    } else if (st->st_size > FILES_HASHED_MAX) {
        look_at_head(fd, &known);
        if (!is_racy(&known.stamp))
            hash_stamp(&known);
    } else {
        find_now(files, fd, &known, st);
    }
    memcpy(etag, known.etag, sizeof(known.etag));
    *is_binary_file = known.is_binary;
}

bool files_etag_is_listed(const char *list, const char *etag, bool is_weak)
{
    size_t wanted = strlen(etag);
    while (*list) {
        list += strspn(list, " \t,");
        bool has_weak_mark = strncmp(list, "W/", 2) == 0;
        list += has_weak_mark ? 2 : 0;
        if (*list != '"') { /* a star, or nonsense, which names nothing */
            if (*list == '*' && !has_weak_mark && list[1 + strspn(list + 1, " \t")] == '\0')
                return true;
            return false;
        }
        const char *end = strchr(list + 1, '"');
        if (!end)
            return false;
        size_t size = (size_t)(end + 1 - list);
        if (size == wanted && memcmp(list, etag, size) == 0 && (is_weak || !has_weak_mark))
            return true;
        list = end + 1;
    }
    return false;
}
