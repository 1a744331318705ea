#include "files/files_write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "files/files_own.h"

#define NEW_MODE  0644
#define MODE_BITS 0777 /* what is kept of an old file: no set-user-ID for new content */

int files_aside(char name[FILES_ASIDE_SIZE], struct err *err)
{
    unsigned long long number;
    if (getrandom(&number, sizeof(number), 0) != (ssize_t)sizeof(number))
        return err_errno(err, "cannot get random bytes");
    (void)snprintf(name, FILES_ASIDE_SIZE, ".pirun-%016llx.tmp", number); /* fits */
    return 0;
}

int files_dress(const struct files *files, int fd, const struct stat *old, struct err *err)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return err_errno(err, "cannot examine the new file");
    /* created as the owner it is the owner's; so this is for files that come from var/ */
    if (files->gives_away && st.st_uid != files->uid && fchown(fd, files->uid, files->gid) < 0)
        return err_errno(err, "cannot give the new file to the project's owner");
    if (fchmod(fd, old ? old->st_mode & MODE_BITS : NEW_MODE) < 0)
        return err_errno(err, "cannot set the mode of the new file");
    return 0;
}

/* What a new file goes through before it gets its name. */
struct draft {
    struct files_place place;
    struct stat old;
    bool has_old;
    char aside[FILES_ASIDE_SIZE];
};

static int fill(struct files *files, int fd, const struct draft *draft,
                const struct files_write *write, struct err *err)
{
    if (fd_write_all(fd, write->data, write->size, err) < 0 ||
        files_dress(files, fd, draft->has_old ? &draft->old : NULL, err) < 0)
        return err_prefix(err, "'%.80s'", draft->place.rel.text);
    if (fsync(fd) < 0)
        return files_errno(err, "sync", draft->place.rel.text);
    return 0;
}

/* Owns: returns a descriptor. *HAS_NAME: it is there as the draft's ASIDE already. */
static int create(struct files *files, const struct draft *draft, bool *has_name)
{
    int fd = files_place_draft(files, draft->place.dir);
    *has_name = fd < 0;
    return fd >= 0 ? fd : files_place_create(files, draft->place.dir, draft->aside);
}

static int make_and_commit(struct files *files, const struct draft *draft,
                           const struct files_write *write, struct err *err)
{
    bool crosses;
    bool has_name;
    const struct files_place *place = &draft->place;
    auto_fd int fd = create(files, draft, &has_name);
    if (fd < 0)
        return files_errno(err, "write to the directory of", place->rel.text);
    struct files_commit commit = {
        .from_dir = place->dir, .from = draft->aside, .to = place, .condition = write->condition};
    int result = fill(files, fd, draft, write, err);
    if (result == 0 && !has_name && files_place_name(fd, place->dir, draft->aside) < 0)
        result = files_errno(err, "write to the directory of", place->rel.text);
    if (result == 0)
        result = files_commit(files, &commit, &crosses, err);
    if (result < 0) /* it may not be there, or no more, which is fine */
        (void)unlinkat(place->dir, draft->aside, 0);
    return result;
}

int files_write(struct files *files, const struct files_write *write, struct files_written *out,
                struct err *err)
{
    struct draft draft = {.place = {.dir = -1}};
    auto_fd int uploads = files_commit_dir(files, err); /* before anything is made */
    if (uploads < 0 || files_aside(draft.aside, err) < 0 ||
        files_place_for(files, write->rel, write->want, write->condition, &draft.place, err) < 0)
        return -1;
    int result = files_commit_look(&draft.place, &draft.old, &draft.has_old, err);
    if (result == 0) /* spares the writing; what counts is the look at the end */
        result = files_commit_check(files, &draft.place, write->condition, err);
    if (result == 0)
        result = make_and_commit(files, &draft, write, err);
    files_place_release(&draft.place);
    if (result < 0)
        return -1;
    *out = (struct files_written){.is_new = !draft.has_old, .size = (int64_t)write->size};
    if (write->size <= FILES_HASHED_MAX)
        files_etag_of_bytes(write->data, write->size, out->etag);
    return 0;
}
