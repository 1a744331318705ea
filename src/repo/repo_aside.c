#include "repo/repo_aside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/ident.h"
#include "base/rel.h"
#include "base/scope.h"

#define NAME_PREFIX "tmp_objdir-pirun-"
#define REFS_CAP    ((size_t)64 * 1024 * 1024)
#define DIR_MODE    0700
#define TAGS        "refs/tags/"

/* making */

static void sweep(const char *objects)
{
    auto_fd int fd = open(objects, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = opendir(objects);
    if (!dir || fd < 0)
        return;                                                 /* whoever needs it will complain */
    for (const struct dirent *entry; (entry = readdir(dir));) { // NOLINT(concurrency-mt-unsafe)
        if (strncmp(entry->d_name, NAME_PREFIX, strlen(NAME_PREFIX)) != 0)
            continue;
        auto_fd int old =
            openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
        if (old >= 0 && flock(old, LOCK_EX | LOCK_NB) == 0)
            (void)fd_tree_remove(fd, entry->d_name, NULL); /* the next one tries again */
    }
}

/* The child's HOME: nothing but the keys that are known. */
static int make_home(struct repo_aside *aside, const struct buf *hosts, struct err *err)
{
    aside->home = xasprintf("%s/home", aside->path);
    auto_fd int home = fd_make_dir(aside->lock, "home", DIR_MODE, err);
    auto_fd int ssh = home < 0 ? -1 : fd_make_dir(home, ".ssh", DIR_MODE, err);
    if (ssh < 0)
        return -1;
    return fd_create_file(ssh, "known_hosts", buf_text(hosts), hosts->size, FD_DURABLE_NONE, err);
}

/* The lock is held before anybody could take the directory for a leftover: it is made under
 * another name. */
static int make_dir(const char *parent, struct repo_aside *aside, struct err *err)
{
    char id[IDENT_TEXT_SIZE];
    struct ident ident = ident_new();
    ident_format(&ident, id);
    auto_free char *name = xasprintf("tmp_pirun-%s", id);
    auto_free char *final = xasprintf(NAME_PREFIX "%s", id);
    auto_fd int dir = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0)
        return err_errno(err, "cannot open '%.150s'", parent);
    aside->lock = fd_make_dir(dir, name, DIR_MODE, err);
    if (aside->lock < 0)
        return -1;
    (void)flock(aside->lock, LOCK_EX | LOCK_NB); /* nobody else knows the name */
    if (renameat(dir, name, dir, final) < 0)
        return err_errno(err, "cannot rename '%s'", name);
    aside->path = xasprintf("%s/%s", parent, final);
    return 0;
}

static int list_refs(git_repository *git, struct buf *out, struct err *err)
{
    auto_git(references) git_reference_iterator *iterator = NULL;
    int result = git_reference_iterator_new(&iterator, git);
    while (result == 0) {
        char id[GIT_OID_HEXSZ + 1];
        auto_git(reference) git_reference *reference = NULL;
        result = git_reference_next(&reference, iterator);
        const git_oid *target = result == 0 ? git_reference_target(reference) : NULL;
        if (target)
            buf_addf(out, "%s %s\n", git_oid_tostr(id, sizeof(id), target),
                     git_reference_name(reference));
    }
    if (result != GIT_ITEROVER)
        return repo_lib_fail(err, result, "cannot list the branches");
    return buf_ok(out) ? 0 : err_set(err, ERR_TOO_LARGE, "there are too many branches and tags");
}

static int make_repository(const struct repo_aside *aside, git_repository *git, struct err *err)
{
    auto_git(repository) git_repository *made = NULL;
    auto_buf struct buf refs;
    auto_free char *alternate = xasprintf("%s\n", aside->objects);
    git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
    options.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_NO_REINIT;
    buf_init(&refs, REFS_CAP);
    int result = git_repository_init_ext(&made, aside->path, &options);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot make a repository aside");
    if (list_refs(git, &refs, err) < 0)
        return -1;
    auto_fd int objects = fd_open_dir(aside->lock, "objects", err);
    auto_fd int info = objects < 0 ? -1 : fd_make_dir(objects, "info", DIR_MODE, err);
    if (info < 0 ||
        fd_create_file(info, "alternates", alternate, strlen(alternate), FD_DURABLE_NONE, err) < 0)
        return -1;
    return fd_create_file(aside->lock, "packed-refs", buf_text(&refs), refs.size, FD_DURABLE_NONE,
                          err);
}

int repo_aside_make(git_repository *git, const struct buf *hosts, struct repo_aside *out,
                    struct err *err)
{
    *out = (struct repo_aside){.lock = -1};
    auto_free char *objects = xasprintf("%sobjects", git_repository_commondir(git));
    out->objects = realpath(objects, NULL);
    if (!out->objects)
        return err_errno(err, "cannot find '%.150s'", objects);
    if (strchr(out->objects, '\n') || !rel_is_utf8(out->objects, strlen(out->objects)))
        return err_set(err, ERR_INVALID, "the path of the repository is no plain UTF-8 text");
    sweep(out->objects);
    if (make_dir(out->objects, out, err) < 0 || make_repository(out, git, err) < 0)
        return -1;
    return make_home(out, hosts, err);
}

int repo_aside_make_home(const char *dir, const struct buf *hosts, struct repo_aside *out,
                         struct err *err)
{
    *out = (struct repo_aside){.lock = -1};
    sweep(dir);
    if (make_dir(dir, out, err) < 0)
        return -1;
    return make_home(out, hosts, err);
}

/* adopting */

static bool has_suffix(const char *name, const char *suffix)
{
    size_t size = strlen(name);
    size_t tail = strlen(suffix);
    return size > tail && strcmp(name + size - tail, suffix) == 0;
}

/* A pack is there for readers as soon as its index is: first the one, then the other. */
static int move_packs(int from, int to, const char *suffix, struct err *err)
{
    auto_fd int again = openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_dir DIR *dir = again < 0 ? NULL : fdopendir(again);
    if (!dir)
        return err_errno(err, "cannot list the new packs");
    (void)take_fd(&again);                                      /* the stream has it */
    for (const struct dirent *entry; (entry = readdir(dir));) { // NOLINT(concurrency-mt-unsafe)
        if (strncmp(entry->d_name, "pack-", 5) != 0 || !has_suffix(entry->d_name, suffix))
            continue;
        if (renameat(from, entry->d_name, to, entry->d_name) < 0)
            return err_errno(err, "cannot take the new pack");
    }
    return 0;
}

static int adopt_packs(const struct repo_aside *aside, struct err *err)
{
    auto_fd int real = open(aside->objects, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_fd int objects = fd_open_dir(aside->lock, "objects", err);
    if (objects < 0 || real < 0)
        return real < 0 ? err_errno(err, "cannot open '%.150s'", aside->objects) : -1;
    auto_fd int from = fd_open_dir(objects, "pack", err);
    if (from < 0)
        return -1;
    if (mkdirat(real, "pack", 0777) < 0 && errno != EEXIST)
        return err_errno(err, "cannot make 'pack'");
    auto_fd int to = fd_open_dir(real, "pack", err);
    if (to < 0 || move_packs(from, to, ".pack", err) < 0 || move_packs(from, to, ".idx", err) < 0)
        return -1;
    return fd_sync(to, "objects/pack", err);
}

static int adopt_ref(git_repository *git, const char *name, const git_oid *id, struct err *err)
{
    git_oid old;
    auto_git(reference) git_reference *made = NULL;
    int result = git_reference_name_to_id(&old, git, name);
    if (result == 0 && (git_oid_equal(&old, id) || strncmp(name, TAGS, strlen(TAGS)) == 0))
        return 0; /* a tag that is there stays as it is */
    result = git_reference_create(&made, git, name, id, true, "fetch");
    return result < 0 ? repo_lib_fail(err, result, "cannot note where '%.80s' is", name) : 0;
}

static int adopt_refs(git_repository *from, git_repository *git, const char *prefix,
                      struct err *err)
{
    auto_git(references) git_reference_iterator *iterator = NULL;
    int result = git_reference_iterator_new(&iterator, from);
    while (result == 0) {
        auto_git(reference) git_reference *reference = NULL;
        result = git_reference_next(&reference, iterator);
        const char *name = result == 0 ? git_reference_name(reference) : "";
        const git_oid *id = result == 0 ? git_reference_target(reference) : NULL;
        bool is_ours =
            strncmp(name, prefix, strlen(prefix)) == 0 || strncmp(name, TAGS, strlen(TAGS)) == 0;
        if (id && is_ours && adopt_ref(git, name, id, err) < 0)
            return -1;
    }
    return result == GIT_ITEROVER ? 0 : repo_lib_fail(err, result, "cannot read what was fetched");
}

int repo_aside_adopt(const struct repo_aside *aside, git_repository *git, const char *prefix,
                     struct err *err)
{
    auto_git(repository) git_repository *from = NULL;
    git_odb *odb = NULL;
    if (adopt_packs(aside, err) < 0)
        return -1;
    if (git_repository_odb(&odb, git) == 0) {
        (void)git_odb_refresh(odb); /* a miss refreshes it again */
        git_odb_free(odb);
    }
    int result = git_repository_open_ext(
        &from, aside->path, GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_BARE, NULL);
    if (result < 0)
        return repo_lib_fail(err, result, "cannot read what was fetched");
    return adopt_refs(from, git, prefix, err);
}

void repo_aside_release(struct repo_aside *aside)
{
    if (aside->path) {
        char *slash = strrchr(aside->path, '/');
        *slash = '\0';
        auto_fd int dir = open(aside->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (dir >= 0)
            (void)fd_tree_remove(dir, slash + 1, NULL); /* the next one sweeps it */
    }
    scope_close(&aside->lock);
    free(aside->objects);
    free(aside->path);
    free(aside->home);
    *aside = (struct repo_aside){.lock = -1};
}
