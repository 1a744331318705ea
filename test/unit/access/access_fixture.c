#include "access_fixture.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "access/access_token_file.h"
#include "base/fd.h"
#include "base/scope.h"

int access_fixture_make(void **state)
{
    struct access_fixture *fixture = xcalloc(1, sizeof(*fixture));
    *fixture = (struct access_fixture){.path = "/tmp/test access.XXXXXX"};
    assert_non_null(mkdtemp(fixture->path));
    fixture->var = open(fixture->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *state = fixture;
    return fixture->var < 0;
}

int access_fixture_remove(void **state)
{
    struct access_fixture *fixture = *state;
    {
        auto_dir DIR *dir =
            fdopendir(openat(fixture->var, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        struct dirent *entry;
        while ((entry = readdir(dir))) /* NOLINT(concurrency-mt-unsafe): one thread */
            (void)unlinkat(fixture->var, entry->d_name, 0); /* not "." and ".." */
    }
    (void)close(fixture->var);
    int result = rmdir(fixture->path);
    free(fixture);
    return result;
}

mode_t access_fixture_mode(int var, const char *name)
{
    struct stat st;
    assert_int_equal(fstatat(var, name, &st, AT_SYMLINK_NOFOLLOW), 0);
    return st.st_mode & 07777;
}

void access_fixture_write(int var, const char *name, const char *text)
{
    struct err err;
    assert_int_equal(fd_replace(var, name, text, strlen(text), FD_DURABLE_NONE, &err), 0);
}

char *access_fixture_read(int var, const char *name)
{
    struct err err;
    struct buf text;
    buf_init(&text, (size_t)8 * 1024 * 1024);
    assert_int_equal(fd_read_file(var, name, &text, &err), 0);
    char *copy = xstrdup(buf_text(&text));
    buf_release(&text);
    return copy;
}

struct access_token access_fixture_token(int var, const char *name, enum access_role role,
                                         char secret[ACCESS_TOKEN_TEXT_MAX])
{
    struct err err = {0};
    struct access_token token;
    const struct access_token_order order = {.name = name, .role = role};
    if (access_token_create(var, &order, &token, secret, &err) < 0)
        fail_msg("%s", err.text);
    return token;
}
