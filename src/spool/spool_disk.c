#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/scope.h"
#include "spool/spool.h"

#define RESERVE_FILE   "reserve"
#define LOW_PART       100      /* 1 % of the file system … */
#define LOW_BYTES_MAX  67108864 /* … but never more than 64 MiB, or large disks would waste */
#define LOW_INODES     64       /* a run makes about ten files */
#define BLOCK_SIZE_512 512      /* unit of st_blocks, stat(2) */

/* Numbers that linux/magic.h of Debian 12 does not have. Source: statfs(2). */
#define GFS2_NUMBER   0x01161970
#define LUSTRE_NUMBER 0x0BD00BD0
#define OCFS2_NUMBER  0x7461636F

const char *spool_disk_refuses(uint64_t fs_type)
{
    static const struct {
        uint64_t number;
        const char *name;
    } refused[] = {
        {NFS_SUPER_MAGIC, "NFS"},     {SMB_SUPER_MAGIC, "SMB"},   {CIFS_SUPER_MAGIC, "CIFS"},
        {SMB2_SUPER_MAGIC, "SMB2"},   {FUSE_SUPER_MAGIC, "FUSE"}, {MSDOS_SUPER_MAGIC, "vfat"},
        {EXFAT_SUPER_MAGIC, "exfat"}, {V9FS_MAGIC, "9p"},         {CEPH_SUPER_MAGIC, "Ceph"},
        {AFS_SUPER_MAGIC, "AFS"},     {CODA_SUPER_MAGIC, "Coda"}, {NCP_SUPER_MAGIC, "NCP"},
        {GFS2_NUMBER, "GFS2"},        {LUSTRE_NUMBER, "Lustre"},  {OCFS2_NUMBER, "OCFS2"},
    };
    for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
        if ((uint32_t)refused[i].number == (uint32_t)fs_type) /* 32 bits on every machine */
            return refused[i].name;
    }
    return NULL;
}

static int open_reserve(const struct spool *spool, int flags)
{
    return openat(spool->dirs.var, RESERVE_FILE, flags | O_NOFOLLOW | O_CLOEXEC, 0600);
}

static bool is_held(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && st.st_size >= SPOOL_RESERVE_BYTES &&
           (int64_t)st.st_blocks * BLOCK_SIZE_512 >= SPOOL_RESERVE_BYTES;
}

int spool_reserve(const struct spool *spool, struct err *err)
{
    auto_fd int fd = open_reserve(spool, O_RDWR | O_CREAT);
    if (fd < 0)
        return err_errno(err, "cannot open 'var/reserve'");
    if (is_held(fd))
        return 0;
    int number = posix_fallocate(fd, 0, SPOOL_RESERVE_BYTES);
    if (number == 0)
        return 0;
    (void)!ftruncate(fd, 0); /* half a reserve only takes space from those who need it now */
    errno = number;
    return err_errno(err, "cannot hold back %lld bytes in 'var/reserve'",
                     (long long)SPOOL_RESERVE_BYTES);
}

bool spool_release_reserve(const struct spool *spool)
{
    auto_fd int fd = open_reserve(spool, O_RDWR);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) < 0 || st.st_size == 0)
        return false;
    return ftruncate(fd, 0) == 0;
}

bool spool_is_disk_low(const struct spool *spool)
{
    struct statvfs fs;
    if (fstatvfs(spool->dirs.var, &fs) < 0)
        return false; /* not known: the write itself will tell */
    uint64_t unit = fs.f_frsize;
    uint64_t needed = (uint64_t)fs.f_blocks * unit / LOW_PART;
    if (needed > LOW_BYTES_MAX)
        needed = LOW_BYTES_MAX;
    struct stat reserve;
    if (fstatat(spool->dirs.var, RESERVE_FILE, &reserve, AT_SYMLINK_NOFOLLOW) == 0 &&
        reserve.st_size < SPOOL_RESERVE_BYTES)
        needed += (uint64_t)SPOOL_RESERVE_BYTES;
    if ((uint64_t)fs.f_bavail * unit < needed)
        return true;
    return fs.f_files > 0 && fs.f_favail < LOW_INODES;
}
