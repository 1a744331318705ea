#include "files/files_move.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/scope.h"
#include "files/files_own.h"

static int sync_both(const struct files_place *from, const struct files_place *to, struct err *err)
{
    if (files_sync_dir(to->dir) < 0 || files_sync_dir(from->dir) < 0)
        return files_errno(err, "sync the directory of", to->rel.text);
    return 0;
}

static int explain(const struct files_place *from, const struct files_place *to, struct err *err)
{
    switch (errno) {
    case EXDEV:
        return err_set(err, ERR_CONFLICT, "'%.80s' and '%.80s' lie on different file systems",
                       from->rel.text, to->rel.text);
    case EINVAL:
        return err_set(err, ERR_CONFLICT, "'%.80s' cannot go into itself", from->rel.text);
    case EEXIST:
    case ENOTEMPTY:
    case EISDIR:
    case ENOTDIR:
        return err_set(err, ERR_CONFLICT, "'%.100s' exists", to->rel.text);
    default:
        return files_errno(err, "move", from->rel.text);
    }
}

/* A directory is not replaced, an empty one neither: that would be a surprise to whoever fills it.
 */
static int rename_place(const struct files_place *from, const struct files_place *to, bool replaces)
{
    struct stat st;
    if (replaces && fstatat(to->dir, to->name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
        !S_ISDIR(st.st_mode))
        return renameat(from->dir, from->name, to->dir, to->name);
    return files_rename_new(from->dir, from->name, to->dir, to->name);
}

int files_move(struct files *files, const struct files_move *move, struct err *err)
{
    struct stat st;
    auto_place struct files_place from = {.dir = -1};
    auto_place struct files_place to = {.dir = -1};
    if (files_place_open(files, move->from, move->want, FILES_PLACE_AS_IS, &from, err) < 0)
        return -1;
    if (fstatat(from.dir, from.name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return files_errno(err, "move", from.rel.text); /* before parents are made for it */
    if (files_path_is_below(move->to->text, move->from->text))
        return err_set(err, ERR_CONFLICT, "'%.80s' cannot go into itself", move->from->text);
    if (files_place_open(files, move->to, move->want, FILES_PLACE_MAKE, &to, err) < 0)
        return -1;
    if (rename_place(&from, &to, move->replaces) < 0)
        return explain(&from, &to, err);
    return sync_both(&from, &to, err);
}
