/* repo_aside: a repository beside the real one, into which a git child fetches. It begins with all
 * branches and tags of the real one and borrows its objects, so that only what is new is sent; what
 * came is adopted in one go after the child has ended well. A child that is killed leaves only its
 * aside directory behind: no lock and no half pack is ever in the real repository.
 *
 * It lies below .git/objects, on the same disk, with the name prefix that `git prune` takes for
 * leftovers. Who uses it holds a lock on it; what has no lock is a leftover. Only for files of
 * repo/. */
#ifndef PIRUN_REPO_REPO_ASIDE_H
#define PIRUN_REPO_REPO_ASIDE_H

#include "base/buf.h"
#include "base/err.h"
#include "repo/repo_lib.h"

struct repo_aside {
    char *objects; /* absolute: the real repository's objects */
    char *path;    /* absolute: objects/NAME */
    char *home;    /* for the child: path/home */
    int lock;      /* the directory itself, locked */
};

/* Make one for GIT, and remove leftovers of earlier ones. HOSTS are the lines for the child's
 * known_hosts. Owns: the caller releases with repo_aside_release, also after a failure. Errors:
 * ERR_NO_SPACE, ERR_FORBIDDEN, ERR_INTERNAL. */
int repo_aside_make(git_repository *git, const struct buf *hosts, struct repo_aside *out,
                    struct err *err);
/* The same without a repository, below the existing directory DIR: only a home. */
int repo_aside_make_home(const char *dir, const struct buf *hosts, struct repo_aside *out,
                         struct err *err);
/* Take what was fetched into GIT: packs, then the references below PREFIX that differ and tags that
 * are new. Errors: as repo_aside_make; what was taken before stays, it does no harm. */
int repo_aside_adopt(const struct repo_aside *aside, git_repository *git, const char *prefix,
                     struct err *err);
/* Remove it. */
void repo_aside_release(struct repo_aside *aside);
#define auto_aside __attribute__((cleanup(repo_aside_release)))

#endif
