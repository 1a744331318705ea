#include "files_fixture.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/scope.h"

int fixture_make(void **state)
{
    struct fixture *fixture = xcalloc(1, sizeof(*fixture));
    (void)snprintf(fixture->home, sizeof(fixture->home), "/tmp/pirun files XXXXXX");
    if (!mkdtemp(fixture->home))
        return -1;
    fixture->homefd = open(fixture->home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(mkdirat(fixture->homefd, "project", 0755), 0);
    assert_int_equal(mkdirat(fixture->homefd, "outside", 0755), 0);
    fixture->dirfd = fd_open_dir(fixture->homefd, "project", NULL);
    fixture_dir(fixture, "var");
    fixture_write(fixture, "var/token", "the token");
    fixture_write(fixture, "../outside/secret", SECRET);
    fixture_reopen(fixture, false, false);
    *state = fixture;
    return 0;
}

int fixture_remove(void **state)
{
    struct fixture *fixture = *state;
    files_free(fixture->files);
    assert_int_equal(close(fixture->dirfd), 0);
    assert_int_equal(close(fixture->homefd), 0);
    assert_int_equal(fd_tree_remove(AT_FDCWD, fixture->home, NULL), 0);
    free(fixture);
    return 0;
}

void fixture_reopen(struct fixture *fixture, bool is_following, bool is_walking)
{
    struct files_options options = {.is_following = is_following};
    files_free(fixture->files);
    fixture->files = files_create(fixture->dirfd, &options, &fixture->err);
    assert_non_null(fixture->files);
    if (is_walking)
        files_force_walk(fixture->files);
}

void fixture_write(const struct fixture *fixture, const char *path, const char *text)
{
    auto_fd int fd = openat(fixture->dirfd, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    assert_true(fd >= 0);
    assert_int_equal(fd_write_all(fd, text, strlen(text), NULL), 0);
}

void fixture_dir(const struct fixture *fixture, const char *path)
{
    assert_int_equal(mkdirat(fixture->dirfd, path, 0755), 0);
}

void fixture_link(const struct fixture *fixture, const char *target, const char *path)
{
    assert_int_equal(symlinkat(target, fixture->dirfd, path), 0);
}

void fixture_expect(int dirfd, const char *path, const char *text)
{
    auto_buf struct buf buf;
    buf_init(&buf, 1 << 20);
    assert_int_equal(fd_read_file(dirfd, path, &buf, NULL), 0);
    assert_string_equal(buf_text(&buf), text);
}

bool fixture_has(const struct fixture *fixture, const char *path)
{
    return fd_exists(fixture->dirfd, path);
}

struct rel fixture_rel(const char *path)
{
    struct rel rel;
    memcpy(rel.text, path, strlen(path) + 1);
    return rel;
}
