#include "repo/repo_file.h"

#include <git2.h>

#include "repo/repo_own.h"

static int read_blob(git_repository *repository, const char *commit, const char *path,
                     struct buf *out, struct err *err)
{
    auto_object git_object *found = NULL;
    auto_object git_object *blob = NULL;
    git_oid id;
    if (git_oid_fromstr(&id, commit) < 0 ||
        git_object_lookup(&found, repository, &id, GIT_OBJECT_COMMIT) < 0)
        return err_set(err, ERR_NOT_FOUND, "the repository has no commit '%.40s'", commit);
    if (git_object_lookup_bypath(&blob, found, path, GIT_OBJECT_BLOB) < 0)
        return err_set(err, ERR_NOT_FOUND, "commit '%.40s' has no file '%.120s'", commit, path);
    const git_blob *file = (const git_blob *)blob;
    buf_append(out, git_blob_rawcontent(file), (size_t)git_blob_rawsize(file));
    if (!buf_ok(out))
        return err_set(err, ERR_TOO_LARGE, "'%.120s' has more than %zu bytes", path, out->cap);
    return 0;
}

int repo_file_read(const char *repo_path, const char *commit, const char *path, struct buf *out,
                   struct err *err)
{
    git_repository *repository = repo_begin(repo_path, err);
    if (!repository)
        return -1;
    int result = read_blob(repository, commit, path, out, err);
    git_repository_free(repository);
    repo_end();
    return result;
}
