/* Goal: nothing outside of the project and nothing in var/ is ever opened, by the kernel's openat2
 * and by our own walk alike, with links followed or not, and while somebody swaps them. */
#include "files/files_open.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/scope.h"
#include "files/files_write.h"
#include "files_fixture.h"

#define SWAPS  10000
#define TRIES  50000
#define WRITES 50

/* The four ways. */
#define FOR_EACH_WAY(fixture) \
    for (int way = 0; way < 4 && (fixture_reopen(fixture, way & 1, way & 2), 1); way++)

static int open_path(struct fixture *fixture, const char *path)
{
    struct rel rel = fixture_rel(path);
    return files_open(fixture->files, &rel, FILES_READ, O_RDONLY | O_NONBLOCK, &fixture->err);
}

static void assert_opens(struct fixture *fixture, const char *path, const char *text)
{
    char found[64] = "";
    auto_fd int fd = open_path(fixture, path);
    if (fd < 0)
        fail_msg("'%s': %s", path, fixture->err.text);
    assert_true(read(fd, found, sizeof(found) - 1) >= 0);
    assert_string_equal(found, text);
}

static void assert_refused(struct fixture *fixture, const char *path, enum err_code code)
{
    auto_fd int fd = open_path(fixture, path);
    if (fd >= 0)
        fail_msg("'%s' was opened", path);
    if (fixture->err.code != code)
        fail_msg("'%s': %s", path, fixture->err.text);
}

static void make_places(const struct fixture *fixture)
{
    fixture_dir(fixture, "sub");
    fixture_dir(fixture, "sub/deep");
    fixture_write(fixture, "sub/a", "a");
    fixture_write(fixture, "sub/deep/b", "b");
}

static void files_below_the_project_are_opened(void **state)
{
    struct fixture *fixture = *state;
    make_places(fixture);
    FOR_EACH_WAY(fixture)
    {
        assert_opens(fixture, "sub/a", "a");
        assert_opens(fixture, "sub/deep/b", "b");
        assert_refused(fixture, "sub/none", ERR_NOT_FOUND);
        assert_refused(fixture, "none/a", ERR_NOT_FOUND);
        assert_refused(fixture, "sub/a/b", ERR_NOT_FOUND);
        auto_fd int top = open_path(fixture, "");
        assert_true(top >= 0);
    }
}

static void links_out_of_the_project_lead_nowhere(void **state)
{
    struct fixture *fixture = *state;
    make_places(fixture);
    fixture_link(fixture, "../outside/secret", "up");
    fixture_link(fixture, "../outside", "updir");
    fixture_link(fixture, "/etc/passwd", "absolute");
    fixture_link(fixture, "/", "rootdir");
    fixture_link(fixture, "deep/../../../outside/secret", "sub/winding");
    fixture_link(fixture, "/proc/self/root", "proc");
    fixture_link(fixture, "loop", "loop");
    FOR_EACH_WAY(fixture)
    {
        static const char *const paths[] = {"up",
                                            "updir/secret",
                                            "absolute",
                                            "sub/winding",
                                            "rootdir/etc/passwd",
                                            "proc/etc/passwd",
                                            "loop",
                                            "updir"};
        for (size_t i = 0; i < ARRAY_LEN(paths); i++)
            assert_refused(fixture, paths[i], ERR_FORBIDDEN);
    }
}

static void links_within_the_project_are_followed_where_that_is_set(void **state)
{
    struct fixture *fixture = *state;
    make_places(fixture);
    fixture_link(fixture, "sub/deep", "short");
    fixture_link(fixture, "../a", "sub/deep/back");
    fixture_link(fixture, "./short//back", "chain");
    FOR_EACH_WAY(fixture)
    {
        if (way & 1) {
            assert_opens(fixture, "short/b", "b");
            assert_opens(fixture, "sub/deep/back", "a");
            assert_opens(fixture, "chain", "a");
        } else {
            assert_refused(fixture, "short/b", ERR_FORBIDDEN);
            assert_refused(fixture, "sub/deep/back", ERR_FORBIDDEN);
            assert_refused(fixture, "chain", ERR_FORBIDDEN);
        }
    }
}

static void var_is_not_reached_through_links(void **state)
{
    struct fixture *fixture = *state;
    make_places(fixture);
    fixture_link(fixture, "var", "v");
    fixture_link(fixture, "var/token", "t");
    fixture_link(fixture, "../v", "sub/v");
    fixture_link(fixture, "../../var/token", "sub/deep/t");
    FOR_EACH_WAY(fixture)
    {
        static const char *const paths[] = {"v", "v/token", "t", "sub/v/token", "sub/deep/t"};
        for (size_t i = 0; i < ARRAY_LEN(paths); i++)
            assert_refused(fixture, paths[i], ERR_FORBIDDEN);
    }
}

static void git_is_not_written_through_links(void **state)
{
    struct fixture *fixture = *state;
    fixture_dir(fixture, ".git");
    fixture_write(fixture, ".git/config", "old");
    fixture_link(fixture, ".git", "g");
    fixture_link(fixture, ".git/config", "c");
    FOR_EACH_WAY(fixture)
    {
        static const char *const paths[] = {"g/config", "c", "g/new"};
        for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
            struct rel rel = fixture_rel(paths[i]);
            struct files_written written;
            struct files_write write = {
                .rel = &rel, .want = FILES_WRITE_ADMIN, .data = "new", .size = 3};
            assert_int_equal(files_write(fixture->files, &write, &written, &fixture->err), -1);
            assert_int_equal(fixture->err.code, ERR_FORBIDDEN);
        }
    }
    fixture_expect(fixture->dirfd, ".git/config", "old");
    assert_false(fixture_has(fixture, ".git/new"));
}

static void var_behind_a_bind_mount_is_seen(void **state)
{
    struct fixture *fixture = *state;
    char var[128];
    char other[128];
    fixture_dir(fixture, "other");
    (void)snprintf(var, sizeof(var), "%s/project/var", fixture->home);
    (void)snprintf(other, sizeof(other), "%s/project/other", fixture->home);
    if (mount(var, other, NULL, MS_BIND, NULL) < 0) {
        print_message("SKIP bind mounts need root: %d\n", errno);
        return;
    }
    int opened = 0;
    FOR_EACH_WAY(fixture)
    {
        struct rel rel = fixture_rel("other/token");
        auto_fd int fd = files_open(fixture->files, &rel, FILES_READ, O_RDONLY, &fixture->err);
        opened += fd >= 0 || fixture->err.code != ERR_FORBIDDEN;
    }
    assert_int_equal(umount(other), 0);
    assert_int_equal(opened, 0);
}

/* A seccomp filter like those of older container engines, for one thread alone. */
struct filtered {
    struct fixture *fixture;
    unsigned answer; /* of openat2: errno */
    bool is_filtered;
    int inside, outside;
    enum err_code why;
};

static void *open_filtered(void *ctx)
{
    struct filtered *filtered = ctx;
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | filtered->answer),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = ARRAY_LEN(code), .filter = code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) < 0)
        return NULL;
    filtered->is_filtered = true;
    filtered->inside = open_path(filtered->fixture, "sub/a");
    filtered->outside = open_path(filtered->fixture, "up/secret");
    filtered->why = filtered->fixture->err.code;
    return NULL;
}

static void a_filter_without_openat2_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    static const unsigned answers[] = {ENOSYS, EPERM};
    make_places(fixture);
    fixture_link(fixture, "../outside", "up");
    for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
        pthread_t thread;
        fixture_reopen(fixture, false, false);
        struct filtered filtered = {.fixture = fixture, .answer = answers[i]};
        assert_int_equal(pthread_create(&thread, NULL, open_filtered, &filtered), 0);
        assert_int_equal(pthread_join(thread, NULL), 0);
        assert_true(filtered.is_filtered);
        assert_true(filtered.inside >= 0);
        assert_int_equal(close(filtered.inside), 0);
        assert_int_equal(filtered.outside, -1);
        assert_int_equal(filtered.why, ERR_FORBIDDEN);
    }
}

/* One thread swaps a directory and a link out of the project under one name, as fast as it can,
 * until the other has looked SWAPS times. */
struct swapper {
    int dirfd;
    const char *one, *other;
    atomic_bool has_ended;
    atomic_int swaps;
};

static void *swap(void *ctx)
{
    struct swapper *swapper = ctx;
    while (!atomic_load(&swapper->has_ended)) {
        if (renameat2(swapper->dirfd, swapper->one, swapper->dirfd, swapper->other,
                      RENAME_EXCHANGE) == 0)
            atomic_fetch_add(&swapper->swaps, 1);
    }
    return NULL;
}

static void start(pthread_t *thread, struct swapper *swapper)
{
    assert_int_equal(pthread_create(thread, NULL, swap, swapper), 0);
    while (atomic_load(&swapper->swaps) == 0)
        ; /* until it is at work */
}

static void stop(pthread_t thread, struct swapper *swapper)
{
    atomic_store(&swapper->has_ended, true);
    assert_int_equal(pthread_join(thread, NULL), 0);
    print_message("%d swaps\n", atomic_load(&swapper->swaps));
}

static void look_while_swapped(struct fixture *fixture, const char *path, const char *good)
{
    int opened = 0;
    for (int i = 0; i < SWAPS; i++) {
        auto_fd int fd = open_path(fixture, path);
        char found[64] = "";
        if (fd < 0) {
            /* the link; or between two looks the name was another thing */
            assert_true(fixture->err.code == ERR_FORBIDDEN || fixture->err.code == ERR_NOT_FOUND ||
                        fixture->err.code == ERR_BUSY);
            continue;
        }
        opened++;
        assert_true(read(fd, found, sizeof(found) - 1) >= 0);
        assert_string_equal(found, good);
    }
    print_message("%d of %d opened\n", opened, SWAPS);
}

static void a_directory_that_is_swapped_with_a_link_leads_nowhere_else(void **state)
{
    struct fixture *fixture = *state;
    fixture_dir(fixture, "door");
    fixture_write(fixture, "door/secret", "ours");
    fixture_link(fixture, "../outside", "way");
    struct swapper swapper = {.dirfd = fixture->dirfd, .one = "door", .other = "way"};
    pthread_t thread;
    start(&thread, &swapper);
    FOR_EACH_WAY(fixture)
    look_while_swapped(fixture, "door/secret", "ours");
    stop(thread, &swapper);
}

static void a_file_that_is_swapped_with_a_link_to_var_is_not_confused_with_it(void **state)
{
    struct fixture *fixture = *state;
    fixture_write(fixture, "file", "ours");
    fixture_link(fixture, "var/token", "way");
    struct swapper swapper = {.dirfd = fixture->dirfd, .one = "file", .other = "way"};
    pthread_t thread;
    start(&thread, &swapper);
    FOR_EACH_WAY(fixture)
    look_while_swapped(fixture, "file", "ours");
    stop(thread, &swapper);
}

/* Whatever the swaps: what lies outside stays as it was, and nothing is added there. */
static void writes_while_a_link_is_swapped_change_nothing_outside(void **state)
{
    struct fixture *fixture = *state;
    fixture_dir(fixture, "door");
    fixture_link(fixture, "../outside", "way");
    struct swapper swapper = {.dirfd = fixture->dirfd, .one = "door", .other = "way"};
    pthread_t thread;
    start(&thread, &swapper);
    int count = 0;
    FOR_EACH_WAY(fixture)
    for (int i = 0, done = 0; i < TRIES && done < WRITES; i++) { /* most tries meet the link */
        struct files_written written;
        struct rel rel = fixture_rel(i % 2 ? "door/secret" : "door/new/file");
        struct files_write write = {.rel = &rel, .want = FILES_WRITE, .data = "x", .size = 1};
        if (files_write(fixture->files, &write, &written, &fixture->err) == 0) {
            done++;
            count++;
        }
    }
    stop(thread, &swapper);
    print_message("%d written\n", count);
    assert_true(count > 0);
    auto_fd int outside = fd_open_dir(fixture->homefd, "outside", NULL);
    fixture_expect(outside, "secret", SECRET);
    struct files_page page;
    assert_int_equal(files_page_read(outside, "", 10, NULL, NULL, &page), 0);
    assert_int_equal(page.count, 1);
    files_page_release(&page);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_make, fixture_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_below_the_project_are_opened),
        TEST(links_out_of_the_project_lead_nowhere),
        TEST(links_within_the_project_are_followed_where_that_is_set),
        TEST(var_is_not_reached_through_links),
        TEST(git_is_not_written_through_links),
        TEST(var_behind_a_bind_mount_is_seen),
        TEST(a_filter_without_openat2_changes_nothing),
        TEST(a_directory_that_is_swapped_with_a_link_leads_nowhere_else),
        TEST(a_file_that_is_swapped_with_a_link_to_var_is_not_confused_with_it),
        TEST(writes_while_a_link_is_swapped_change_nothing_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
