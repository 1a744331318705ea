#include "files/files.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/buf.h"
#include "files/files_own.h"

#define UPLOADS_BYTES   10737418240 /* 10 GiB: some large files at a time, and a bound */
#define DISK_LEFT_BYTES 67108864    /* 64 MiB: what the spool calls a low disk is below that */

struct files *files_create(int project_dirfd, const struct files_options *options, struct err *err)
{
    int root = openat(project_dirfd, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    struct stat st;
    if (root < 0 || fstat(root, &st) < 0) {
        (void)err_errno(err, "cannot open the project");
        if (root >= 0)
            (void)close(root);
        return NULL;
    }
    struct files *files = xcalloc(1, sizeof(*files));
    files->root = root;
    files->has_proc = access("/proc/self/fd", X_OK) == 0;
    files->gives_away = geteuid() == 0 && st.st_uid != 0;
    files->uid = st.st_uid;
    files->gid = st.st_gid;
    files->options = *options;
    if (files->options.uploads_bytes <= 0)
        files->options.uploads_bytes = UPLOADS_BYTES;
    if (files->options.disk_left_bytes <= 0)
        files->options.disk_left_bytes = DISK_LEFT_BYTES;
    return files;
}

void files_free(struct files *files)
{
    if (!files)
        return;
    (void)close(files->root); /* a directory */
    free(files);
}

void files_force_walk(struct files *files)
{
    files->is_walking = true;
}
