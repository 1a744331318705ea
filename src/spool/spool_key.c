#include "spool/spool_key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/scope.h"
#include "base/sha256.h"
#include "spool/spool_dir.h"

#define US_PER_S  1000000
#define TRIES_MAX 4 /* another one may expire or take the key in the middle */

static void name_of(const struct job *job, char name[SHA256_TEXT_SIZE])
{
    struct sha256 hash;
    sha256_init(&hash);
    sha256_add(&hash, job->submitted_by, strlen(job->submitted_by) + 1);
    sha256_add(&hash, job->idempotency_key, strlen(job->idempotency_key));
    sha256_finish_text(&hash, name);
}

/* A time in the future is as wrong as an old one: the clock stood wrong when the key was made. */
static bool is_expired(const struct stat *st, int64_t now_us)
{
    int64_t age_s = now_us / US_PER_S - (int64_t)st->st_mtim.tv_sec;
    return age_s > SPOOL_KEY_KEEP_S || age_s < -SPOOL_KEY_KEEP_S;
}

/* False when the key is not there, expired (then it is removed) or damaged. */
static bool read_holder(const struct spool *spool, const char *name, struct ident *holder)
{
    char target[IDENT_TEXT_SIZE];
    struct stat st;
    if (fstatat(spool->dirs.keys, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return false;
    ssize_t size = readlinkat(spool->dirs.keys, name, target, sizeof(target));
    if (size > 0 && !is_expired(&st, clock_wall_us()) && ident_parse(target, (size_t)size, holder))
        return true;
    (void)unlinkat(spool->dirs.keys, name, 0); /* the next try tells when it is still there */
    return false;
}

int spool_key_take(const struct spool *spool, const struct job *job, struct ident *holder,
                   struct err *err)
{
    char name[SHA256_TEXT_SIZE];
    char id[IDENT_TEXT_SIZE];
    name_of(job, name);
    ident_format(&job->id, id);
    for (int i = 0; i < TRIES_MAX; i++) {
        if (symlinkat(id, spool->dirs.keys, name) == 0) {
            *holder = job->id;
            return 0;
        }
        if (errno != EEXIST)
            return err_errno(err, "cannot note idempotency key '%.80s'", job->idempotency_key);
        if (read_holder(spool, name, holder))
            return 0;
    }
    return err_set(err, ERR_BUSY, "idempotency key '%.80s' cannot be read or replaced",
                   job->idempotency_key);
}

bool spool_key_find(const struct spool *spool, const struct job *job, struct ident *holder)
{
    char name[SHA256_TEXT_SIZE];
    name_of(job, name);
    return read_holder(spool, name, holder);
}

void spool_key_drop(const struct spool *spool, const struct job *job)
{
    char name[SHA256_TEXT_SIZE];
    struct ident holder;
    if (!job->idempotency_key || !job->submitted_by)
        return;
    name_of(job, name);
    if (read_holder(spool, name, &holder) && ident_equal(&holder, &job->id))
        (void)unlinkat(spool->dirs.keys, name, 0); /* it expires by itself otherwise */
}

void spool_key_clean(const struct spool *spool, int64_t now_us)
{
    struct err err;
    bool is_broken = false;
    auto_dir DIR *dir = spool_dir_open(spool->dirs.keys, &err);
    if (!dir)
        return; /* tried again in an hour */
    for (const struct dirent *entry; (entry = spool_dir_next(dir, &is_broken));) {
        struct stat st;
        if (fstatat(spool->dirs.keys, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
            is_expired(&st, now_us))
            (void)unlinkat(spool->dirs.keys, entry->d_name, 0);
    }
}
