#include "files/files_dir.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/scope.h"
#include "files/files_own.h"

int files_dir_make(struct files *files, const struct rel *rel, enum files_want want, bool *is_new,
                   struct err *err)
{
    struct stat st;
    auto_place struct files_place place = {.dir = -1};
    if (files_place_open(files, rel, want, FILES_PLACE_MAKE | FILES_PLACE_FOLLOW, &place, err) < 0)
        return -1;
    bool made = files_place_mkdir(files, place.dir, place.name) == 0;
    if (!made && errno != EEXIST)
        return files_errno(err, "make", rel->text);
    if (!made &&
        (fstatat(place.dir, place.name, &st, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISDIR(st.st_mode)))
        return err_set(err, ERR_CONFLICT, "'%.100s' exists and is no directory", rel->text);
    if (made && files_sync_dir(place.dir) < 0)
        return files_errno(err, "sync the directory of", rel->text);
    *is_new = made;
    return 0;
}
