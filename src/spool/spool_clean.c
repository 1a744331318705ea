#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"
#include "spool/spool_bad.h"
#include "spool/spool_blob.h"
#include "spool/spool_dir.h"
#include "spool/spool_key.h"
#include "spool/spool_scan_state.h"

#define US_PER_S       1000000
#define TMP_KEEP_S     ((int64_t)36 * 3600) /* then its writer died; Maildir's rule */
#define RECEIPT_KEEP_S ((int64_t)7 * 24 * 3600)

static int64_t age_s(const struct stat *st, int64_t now_us)
{
    return now_us / US_PER_S - (int64_t)st->st_mtim.tv_sec;
}

/* Remove what is older than KEEP_S; answers how many. A folder goes when it is empty. */
static int64_t sweep(int dirfd, int64_t keep_s, int64_t now_us)
{
    struct err err;
    bool is_broken = false;
    int64_t swept = 0;
    auto_dir DIR *dir = spool_dir_open(dirfd, &err);
    if (!dir)
        return 0; /* tried again in an hour */
    for (const struct dirent *entry; (entry = spool_dir_next(dir, &is_broken));) {
        struct stat st;
        if (fstatat(dirfd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
            age_s(&st, now_us) <= keep_s)
            continue;
        if (unlinkat(dirfd, entry->d_name, S_ISDIR(st.st_mode) ? AT_REMOVEDIR : 0) == 0)
            swept++;
    }
    return swept;
}

void spool_scan_clean(struct spool_scan *scan, int64_t now_us)
{
    const struct spool *spool = scan->spool;
    scan->counters.swept += sweep(spool->dirs.tmp, TMP_KEEP_S, now_us);
    (void)sweep(spool->dirs.ack, RECEIPT_KEEP_S, now_us);
    spool_key_clean(spool, now_us);
    spool_bad_clean(spool, now_us);
    spool_blob_clean(spool, now_us);
}
