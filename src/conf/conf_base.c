#include "conf/conf_base.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"
#include "conf/conf.h"

#define VAR       "var"
#define HERE      "base_dir"
#define VAR_MODE  0700 /* the spool gives it its own */
#define HERE_MODE 0644 /* who may submit reads it, if var/ lets them in */

static bool is_same(const char *path, const struct stat *real)
{
    struct stat said;
    return stat(path, &said) == 0 && said.st_dev == real->st_dev && said.st_ino == real->st_ino;
}

/* Does var/base_dir name this directory? */
static bool was_adopted(int project_dirfd, const struct stat *real)
{
    auto_buf struct buf text;
    buf_init(&text, PATH_MAX);
    if (fd_read_file(project_dirfd, VAR "/" HERE, &text, NULL) < 0)
        return false;
    auto_free char *path = xstrndup(buf_text(&text), strcspn(buf_text(&text), "\n"));
    return *path == '/' && is_same(path, real);
}

int conf_base_check(int project_dirfd, const char *path, const char *base_dir, int line,
                    struct err *err)
{
    struct stat real;
    if (!base_dir || !*base_dir)
        return 0;
    if (fstat(project_dirfd, &real) < 0)
        return err_errno(err, "cannot look at '%.100s'", path);
    if (is_same(base_dir, &real) || was_adopted(project_dirfd, &real))
        return 0;
    return err_set(err, ERR_CONFLICT,
                   CONF_FILE ":%d: this file lies in '%.50s' but its base_dir is '%.50s': in a "
                             "clone, `pirun init`; if the project was moved or copied, correct "
                             "base_dir",
                   line, path, base_dir);
}

int conf_base_adopt(int project_dirfd, const char *path, struct err *err)
{
    auto_free char *text = xasprintf("%s\n", path);
    auto_fd int var = -1;
    if (mkdirat(project_dirfd, VAR, VAR_MODE) < 0)
        return errno == EEXIST ? err_set(err, ERR_CONFLICT, "there is a '" VAR "' already")
                               : err_errno(err, "cannot make '" VAR "'");
    var = fd_open_dir(project_dirfd, VAR, err);
    if (var < 0 || fd_create_file(var, HERE, text, strlen(text), FD_DURABLE_FILE, err) < 0)
        return -1;
    return fchmodat(var, HERE, HERE_MODE, 0) < 0 ? err_errno(err, "cannot change '" HERE "'") : 0;
}
