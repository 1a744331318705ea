/* A tree that a run trusts must be what was committed: filters (line ends) are off, every file is
 * hashed again after it was written, and a name appears only when all of it is on the disk. */
#include "repo/repo_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <git2.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/ident.h"
#include "base/scope.h"
#include "repo/repo_own.h"
#include "repo/repo_patch.h"
#include "repo/repo_state.h"

#define LFS_HEAD     "version https://git-lfs.github.com/spec/"
#define LFS_SIZE_MAX 1024 /* Source: the specification of Git LFS: a pointer is smaller */
#define NOTE_MAX     400

static int find_commit(git_repository *repository, const char *ref, git_object **commit,
                       struct err *err)
{
    auto_object git_object *found = NULL;
    int result = git_revparse_single(&found, repository, ref);
    if (result == GIT_EAMBIGUOUS)
        return err_set(err, ERR_CONFLICT,
                       "'%.80s' is the beginning of several ids: give more of it", ref);
    if (result < 0)
        return err_set(err, ERR_NOT_FOUND, "the repository has no branch, tag or commit '%.80s'",
                       ref);
    if (git_object_peel(commit, found, GIT_OBJECT_COMMIT) < 0)
        return err_set(err, ERR_INVALID, "'%.80s' is no commit", ref);
    return 0;
}

static int check_script(const git_object *commit, const char *ref, const char *script,
                        struct err *err)
{
    auto_tree git_tree *tree = NULL;
    auto_entry git_tree_entry *entry = NULL;
    if (!script)
        return 0;
    if (git_commit_tree(&tree, (const git_commit *)commit) < 0)
        return repo_fail(err, ERR_INTERNAL, "read commit", ref);
    if (git_tree_entry_bypath(&entry, tree, script) < 0)
        return err_set(err, ERR_NOT_FOUND, "commit '%.60s' has no script '%.120s'", ref, script);
    git_filemode_t mode = git_tree_entry_filemode(entry);
    if (mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE)
        return 0;
    return err_set(err, ERR_INVALID, "'%.120s' is not a regular file in commit '%.60s'", script,
                   ref);
}

static int resolve(git_repository *repository, const char *ref, const char *script,
                   char commit[REPO_COMMIT_SIZE], struct err *err)
{
    auto_object git_object *found = NULL;
    if (find_commit(repository, ref, &found, err) < 0 || check_script(found, ref, script, err) < 0)
        return -1;
    (void)git_oid_tostr(commit, REPO_COMMIT_SIZE, git_object_id(found)); /* fits */
    return 0;
}

int repo_tree_resolve(const char *project_path, const char *ref, const char *script,
                      char commit[REPO_COMMIT_SIZE], struct err *err)
{
    git_repository *repository = repo_begin(project_path, err);
    if (!repository)
        return -1;
    int result = resolve(repository, ref, script, commit, err);
    git_repository_free(repository);
    repo_end();
    return result;
}

/* Making */

static const char *name_of(const struct repo_tree *what)
{
    return what->tree ? what->tree : what->commit;
}

struct making {
    int dir; /* the tree that is being made */
    uid_t uid;
    gid_t gid;
    bool is_given_away; /* we are root, and the project is not */
    int pointers, modules;
    char pointer[100], module[100]; /* the first of each */
    struct err err;
};

static int fail_file(struct making *making, const char *path)
{
    if (making->err.code == ERR_NONE)
        (void)err_errno(&making->err, "cannot check '%.120s'", path);
    return -1;
}

static int compare(struct making *making, const char *path, const void *data, size_t size,
                   const git_oid *wanted)
{
    git_oid found;
    if (git_odb_hash(&found, data, size, GIT_OBJECT_BLOB) == 0 && git_oid_equal(&found, wanted))
        return 0;
    return err_set(&making->err, ERR_INTERNAL, "'%.120s' is not as it was committed", path);
}

static int check_link(struct making *making, const char *path, const git_oid *wanted)
{
    char text[4096];
    ssize_t size = readlinkat(making->dir, path, text, sizeof(text));
    return size < 0 ? fail_file(making, path) : compare(making, path, text, (size_t)size, wanted);
}

static void look_for_pointer(struct making *making, const char *path, int fd, off_t size)
{
    char head[sizeof(LFS_HEAD) - 1];
    if (size > LFS_SIZE_MAX || pread(fd, head, sizeof(head), 0) != (ssize_t)sizeof(head) ||
        memcmp(head, LFS_HEAD, sizeof(head)) != 0)
        return;
    if (making->pointers++ == 0)
        (void)snprintf(making->pointer, sizeof(making->pointer), "%s", path); /* may be cut */
}

static int check_file(struct making *making, const char *root, const char *path,
                      const git_oid *wanted)
{
    git_oid found;
    struct stat st;
    auto_free char *whole = xasprintf("%s/%s", root, path);
    auto_fd int fd = openat(making->dir, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
        return fail_file(making, path);
    if (git_odb_hashfile(&found, whole, GIT_OBJECT_BLOB) < 0 || !git_oid_equal(&found, wanted))
        return err_set(&making->err, ERR_INTERNAL, "'%.120s' is not as it was committed", path);
    look_for_pointer(making, path, fd, st.st_size);
    return 0;
}

static int give_away(struct making *making, const char *path)
{
    if (!making->is_given_away ||
        fchownat(making->dir, path, making->uid, making->gid, AT_SYMLINK_NOFOLLOW) == 0)
        return 0;
    return fail_file(making, path);
}

struct walk {
    struct making *making;
    const char *root;
};

/* git_treewalk_cb: a negative answer ends the walk. */
static int check_entry(const char *above, const git_tree_entry *entry, void *payload)
{
    const struct walk *walk = payload;
    struct making *making = walk->making;
    auto_free char *path = xasprintf("%s%s", above, git_tree_entry_name(entry));
    const git_oid *id = git_tree_entry_id(entry);
    int result = 0;
    switch (git_tree_entry_filemode(entry)) {
    case GIT_FILEMODE_COMMIT:
        if (making->modules++ == 0)
            (void)snprintf(making->module, sizeof(making->module), "%s", path); /* may be cut */
        return 0;
    case GIT_FILEMODE_LINK:
        result = check_link(making, path, id);
        break;
    case GIT_FILEMODE_BLOB:
    case GIT_FILEMODE_BLOB_EXECUTABLE:
        result = check_file(making, walk->root, path, id);
        break;
    case GIT_FILEMODE_TREE:
    case GIT_FILEMODE_UNREADABLE:
        break;
    }
    return result < 0 ? -1 : give_away(making, path);
}

static int check_out(git_repository *repository, const git_object *tree, const char *path,
                     struct err *err)
{
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy =
        GIT_CHECKOUT_FORCE | GIT_CHECKOUT_DONT_UPDATE_INDEX | GIT_CHECKOUT_DONT_WRITE_INDEX;
    options.disable_filters = 1;
    options.target_directory = path;
    errno = 0;
    if (git_checkout_tree(repository, tree, &options) == 0)
        return 0;
    enum err_code code = errno == ENOSPC || errno == EDQUOT ? ERR_NO_SPACE : ERR_INTERNAL;
    return repo_fail(err, code, "write the files of a commit to", path);
}

static int check_all(const git_object *tree, struct making *making, const char *path,
                     struct err *err)
{
    struct walk walk = {.making = making, .root = path};
    if (git_tree_walk((const git_tree *)tree, GIT_TREEWALK_PRE, check_entry, &walk) == 0 &&
        give_away(making, ".") == 0)
        return 0;
    *err = making->err;
    return err->code == ERR_NONE ? repo_fail(err, ERR_INTERNAL, "check the files in", path) : -1;
}

static int write_note(const struct making *making, int trees, const char *name_of_tree,
                      struct err *err)
{
    char name[REPO_COMMIT_SIZE + sizeof(".note")];
    auto_buf struct buf note;
    buf_init(&note, NOTE_MAX);
    if (making->pointers)
        buf_addf(&note, "%d files are pointers of Git LFS without their content, such as '%.60s'",
                 making->pointers, making->pointer);
    if (making->modules)
        buf_addf(&note, "%s%d submodules are empty, such as '%.60s'", note.size ? "; " : "",
                 making->modules, making->module);
    if (!note.size)
        return 0;
    (void)snprintf(name, sizeof(name), "%.40s.note", name_of_tree); /* fits */
    auto_fd int fd =
        openat(trees, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_errno(err, "cannot write '%s'", name);
    return fd_write_all(fd, buf_text(&note), note.size, err);
}

/* The patch lies beside the tree that it makes. That it makes this one is what its name proves. */
static int apply_patch(git_repository *repository, int trees, const struct repo_tree *what,
                       git_oid *id, struct err *err)
{
    char name[REPO_COMMIT_SIZE + sizeof(REPO_TREE_PATCH)];
    char made[REPO_COMMIT_SIZE];
    auto_buf struct buf patch;
    buf_init(&patch, REPO_STATE_PATCH_MAX);
    (void)snprintf(name, sizeof(name), "%.40s" REPO_TREE_PATCH, what->tree); /* fits */
    if (fd_read_file(trees, name, &patch, err) < 0)
        return err_set(err, ERR_NOT_FOUND,
                       "the patch of the files '%.40s' is gone: rerun the run "
                       "that they are of",
                       what->tree);
    if (repo_patch_begin(repository, err) < 0 ||
        repo_patch_apply(repository, what->commit, buf_text(&patch), patch.size, id, err) < 0)
        return -1;
    (void)git_oid_tostr(made, sizeof(made), id); /* fits */
    if (strcmp(made, what->tree) == 0)
        return 0;
    return err_set(err, ERR_INVALID, "the patch makes other files than those of the run");
}

static int find_tree(git_repository *repository, int trees, const struct repo_tree *what,
                     git_object **tree, struct err *err)
{
    git_oid id;
    if (what->tree) {
        if (apply_patch(repository, trees, what, &id, err) < 0)
            return -1;
    } else if (repo_patch_apply(repository, what->commit, "", 0, &id, err) < 0) {
        return -1;
    }
    if (git_object_lookup(tree, repository, &id, GIT_OBJECT_TREE) < 0)
        return repo_fail(err, ERR_INTERNAL, "read the files of", what->commit);
    return 0;
}

static int fill(git_repository *repository, int trees, const struct repo_tree *what,
                const char *path, struct making *making, struct err *err)
{
    auto_object git_object *found = NULL;
    if (find_tree(repository, trees, what, &found, err) < 0)
        return -1;
    making->dir = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (making->dir < 0)
        return err_errno(err, "cannot open '%.120s'", path);
    if (check_out(repository, found, path, err) < 0 || check_all(found, making, path, err) < 0 ||
        write_note(making, trees, name_of(what), err) < 0)
        return -1;
    return syncfs(making->dir) < 0 ? err_errno(err, "cannot sync '%.120s'", path) : 0;
}

/* Somebody else may have made it meanwhile: then that one is as good. */
static int put_in_place(int trees, const char *aside, const char *commit, struct err *err)
{
    if (renameat(trees, aside, trees, commit) == 0)
        return fsync(trees) < 0 ? err_errno(err, "cannot sync the directory of trees") : 0;
    if (errno != EEXIST && errno != ENOTEMPTY)
        return err_errno(err, "cannot put the tree '%s' in its place", commit);
    return fd_tree_remove(trees, aside, err);
}

static int make(git_repository *repository, int trees, const struct repo_tree *what,
                struct making *making, struct err *err)
{
    char id[IDENT_TEXT_SIZE];
    char aside[IDENT_TEXT_SIZE + 4];
    struct err ignored;
    const struct ident random = ident_new();
    ident_format(&random, id);
    (void)snprintf(aside, sizeof(aside), "tmp.%s", id); /* fits */
    auto_free char *path = xasprintf("%s/%s", what->trees_path, aside);
    if (mkdirat(trees, aside, 0755) < 0)
        return err_errno(err, "cannot make '%.120s'", path);
    int result = fill(repository, trees, what, path, making, err);
    if (making->dir >= 0)
        (void)close(making->dir); /* only read */
    if (result == 0)
        return put_in_place(trees, aside, name_of(what), err);
    (void)fd_tree_remove(trees, aside, &ignored); /* the failure before is what counts */
    return -1;
}

int repo_tree_make(const char *project_path, const struct repo_tree *what, struct err *err)
{
    struct making making = {.dir = -1};
    struct stat project;
    auto_fd int trees = open(what->trees_path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (trees < 0 || stat(project_path, &project) < 0)
        return err_errno(err, "cannot open '%.120s'", what->trees_path);
    making.uid = project.st_uid;
    making.gid = project.st_gid;
    making.is_given_away = geteuid() == 0 && project.st_uid != 0;
    if (faccessat(trees, name_of(what), F_OK, AT_SYMLINK_NOFOLLOW) == 0)
        return 0;
    git_repository *repository = repo_begin(project_path, err);
    if (!repository)
        return -1;
    int result = make(repository, trees, what, &making, err);
    git_repository_free(repository);
    repo_end();
    return result;
}
