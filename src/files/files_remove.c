#include "files/files_remove.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/fd_tree.h"
#include "base/scope.h"
#include "files/files_own.h"

static int remove_dir(const struct files_place *place, bool is_recursive, struct err *err)
{
    if (unlinkat(place->dir, place->name, AT_REMOVEDIR) == 0)
        return 0;
    if (errno != ENOTEMPTY && errno != EEXIST)
        return files_errno(err, "remove", place->rel.text);
    if (!is_recursive)
        return err_set(err, ERR_CONFLICT,
                       "'%.100s' is not empty: 'recursive=1' removes what is in it too",
                       place->rel.text);
    return fd_tree_remove(place->dir, place->name, err);
}

int files_remove_check_other(const struct files_place *place, struct files_condition *condition,
                             struct err *err)
{
    if (!condition || !(condition->if_match || condition->must_be_new))
        return 0;
    if (!condition->must_be_new && files_etag_is_listed(condition->if_match, "", false))
        return 0;
    condition->is_broken = true;
    return err_set(err, ERR_CONFLICT, "'%.100s' is no file that a condition could be about",
                   place->rel.text);
}

int files_remove(struct files *files, const struct rel *rel, enum files_want want,
                 bool is_recursive, struct files_condition *condition, struct err *err)
{
    struct stat st;
    auto_place struct files_place place = {.dir = -1};
    if (files_place_open(files, rel, want, FILES_PLACE_AS_IS, &place, err) < 0)
        return -1;
    if (fstatat(place.dir, place.name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return files_errno(err, "remove", rel->text);
    if (S_ISREG(st.st_mode))
        return files_commit_remove(files, &place, condition, err);
    if (files_remove_check_other(&place, condition, err) < 0)
        return -1;
    return S_ISDIR(st.st_mode) ? remove_dir(&place, is_recursive, err)
                               : files_commit_remove(files, &place, NULL, err);
}
