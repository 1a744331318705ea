#include <errno.h>

#include "base/scope.h"
#include "files/files_own.h"

/* What base/err calls internal is, with files that others make, mostly the request's fault. */
static const struct {
    int number;
    enum err_code code;
    const char *why;
} rows[] = {
    {ENOENT, ERR_NOT_FOUND, "there is no such file or directory"},
    {ENOTDIR, ERR_NOT_FOUND, "a part of the path is no directory"},
    {ELOOP, ERR_FORBIDDEN, "it is a symbolic link or lies behind one"},
    {EXDEV, ERR_FORBIDDEN, "it leads out of the project or to another file system"},
    {ENAMETOOLONG, ERR_INVALID, "a name is too long for this file system"},
    {EINVAL, ERR_INVALID, "the file system does not take that"},
    {EILSEQ, ERR_INVALID, "the file system does not take this name"},
    {EISDIR, ERR_CONFLICT, "it is a directory"},
    {EEXIST, ERR_CONFLICT, "it exists"},
    {ENOTEMPTY, ERR_CONFLICT, "the directory is not empty"},
    {EMLINK, ERR_CONFLICT, "the directory has too many entries"},
    {ENXIO, ERR_INVALID, "it is no regular file"},
    {ENODEV, ERR_INVALID, "it is no regular file"},
    {EFBIG, ERR_TOO_LARGE, "the file would be larger than the file system allows"},
    {EMFILE, ERR_BUSY, "no descriptors are left"},
    {ENFILE, ERR_BUSY, "no descriptors are left"},
    {EAGAIN, ERR_BUSY, "the path changes while it is looked up"},
    {EBUSY, ERR_BUSY, "it is in use"},
    {ETXTBSY, ERR_BUSY, "it is in use"},
};

int files_errno(struct err *err, const char *verb, const char *path)
{
    int number = errno;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i].number == number)
            return err_set(err, rows[i].code, "cannot %s '%.100s': %s", verb, *path ? path : ".",
                           rows[i].why);
    }
    errno = number;
    return err_errno(err, "cannot %s '%.100s'", verb, *path ? path : ".");
}
