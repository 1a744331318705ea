#include "repo/repo.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"

#define OTHER_UID 65534 /* nobody */

/* The tests work in a directory of their own that is also $HOME, so that nobody's ~/.gitconfig
 * counts. */
struct place {
    char home[64];
    char project[80];
};

static int make_place(void **state)
{
    struct place *place = xcalloc(1, sizeof(*place));
    (void)snprintf(place->home, sizeof(place->home), "/tmp/pirun-repo-XXXXXX"); /* fits */
    assert_non_null(mkdtemp(place->home));
    (void)snprintf(place->project, sizeof(place->project), "%s/project", place->home); /* fits */
    assert_int_equal(mkdir(place->project, 0700), 0);
    assert_int_equal(setenv("HOME", place->home, 1), 0); // NOLINT(concurrency-mt-unsafe)
    *state = place;
    return 0;
}

static void remove_tree(const char *path)
{
    auto_dir DIR *dir = opendir(path);
    assert_non_null(dir);
    for (const struct dirent *entry; (entry = readdir(dir));) { // NOLINT(concurrency-mt-unsafe)
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        auto_free char *inside = xasprintf("%s/%s", path, entry->d_name);
        if (unlink(inside) < 0)
            remove_tree(inside);
    }
    assert_int_equal(rmdir(path), 0);
}

static int remove_place(void **state)
{
    struct place *place = *state;
    remove_tree(place->home);
    free(place);
    return 0;
}

static bool ensure(const char *path)
{
    struct err err;
    bool was_created = false;
    if (repo_ensure(path, &was_created, &err) < 0)
        fail_msg("%s", err.text);
    return was_created;
}

static void assert_text_of(const char *path, const char *text)
{
    auto_buf struct buf content;
    struct err err;
    buf_init(&content, 4096);
    if (fd_read_file(-1, path, &content, &err) < 0) /* the path is absolute */
        fail_msg("%s", err.text);
    assert_string_equal(buf_text(&content), text);
}

static void a_project_without_repository_gets_one_on_branch_main(void **state)
{
    const struct place *place = *state;
    auto_free char *head = xasprintf("%s/.git/HEAD", place->project);
    assert_true(ensure(place->project));
    assert_text_of(head, "ref: refs/heads/main\n");
}

static void the_second_time_changes_nothing(void **state)
{
    const struct place *place = *state;
    auto_free char *head = xasprintf("%s/.git/HEAD", place->project);
    struct err err;
    static const char other[] = "ref: refs/heads/work\n";
    assert_true(ensure(place->project));
    auto_fd int dir = open(place->project, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    auto_fd int git = openat(dir, ".git", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(fd_replace(git, "HEAD", other, strlen(other), FD_DURABLE_NONE, &err), 0);
    assert_false(ensure(place->project));
    assert_text_of(head, other);
}

static void a_repository_further_up_does_not_count(void **state)
{
    const struct place *place = *state;
    assert_true(ensure(place->home));
    assert_true(ensure(place->project));
}

static void files_of_the_project_stay(void **state)
{
    const struct place *place = *state;
    struct err err;
    auto_free char *script = xasprintf("%s/a.py", place->project);
    auto_fd int dir = open(place->project, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(fd_create_file(dir, "a.py", "pass\n", 5, FD_DURABLE_NONE, &err), 0);
    assert_true(ensure(place->project));
    assert_text_of(script, "pass\n");
}

static void the_answer_whether_it_was_created_may_be_left_out(void **state)
{
    const struct place *place = *state;
    struct err err;
    assert_int_equal(repo_ensure(place->project, NULL, &err), 0);
}

static void a_missing_directory_is_not_found(void **state)
{
    (void)state;
    struct err err;
    assert_int_equal(repo_ensure("/no/such/project", NULL, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_string_equal(err.text, "cannot look at '/no/such/project': No such file or directory");
}

static void a_file_is_no_project(void **state)
{
    (void)state;
    struct err err;
    assert_int_equal(repo_ensure("/etc/hostname", NULL, &err), -1);
    assert_int_equal(err.code, ERR_INVALID);
    assert_string_equal(err.text, "'/etc/hostname' is not a directory");
}

static void give_away(const char *project)
{
    auto_free char *git = xasprintf("%s/.git", project);
    assert_int_equal(chown(project, OTHER_UID, (gid_t)-1), 0);
    assert_int_equal(chown(git, OTHER_UID, (gid_t)-1), 0);
}

static void a_repository_of_another_user_is_forbidden_with_the_way_out(void **state)
{
    const struct place *place = *state;
    struct err err;
    if (geteuid() != 0)
        skip(); /* only root can give a directory away */
    assert_true(ensure(place->project));
    give_away(place->project);
    assert_int_equal(repo_ensure(place->project, NULL, &err), -1);
    assert_int_equal(err.code, ERR_FORBIDDEN);
    assert_non_null(strstr(err.text, "belongs to another user"));
    assert_non_null(strstr(err.text, "safe.directory"));
}

static void a_repository_of_another_user_is_used_when_git_is_told_so(void **state)
{
    const struct place *place = *state;
    struct err err;
    if (geteuid() != 0)
        skip(); /* only root can give a directory away */
    auto_free char *text = xasprintf("[safe]\n\tdirectory = %s\n", place->project);
    auto_fd int home = open(place->home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(fd_create_file(home, ".gitconfig", text, strlen(text), FD_DURABLE_NONE, &err),
                     0);
    assert_true(ensure(place->project));
    give_away(place->project);
    assert_false(ensure(place->project));
}

static void a_broken_repository_is_not_touched(void **state)
{
    const struct place *place = *state;
    struct err err;
    auto_free char *file = xasprintf("%s/.git", place->project);
    auto_fd int dir = open(place->project, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(fd_create_file(dir, ".git", "rubbish\n", 8, FD_DURABLE_NONE, &err), 0);
    assert_int_equal(repo_ensure(place->project, NULL, &err), -1);
    assert_int_equal(err.code, ERR_INTERNAL);
    assert_text_of(file, "rubbish\n");
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(a_project_without_repository_gets_one_on_branch_main),
        IN_PLACE(the_second_time_changes_nothing),
        IN_PLACE(a_repository_further_up_does_not_count),
        IN_PLACE(files_of_the_project_stay),
        IN_PLACE(the_answer_whether_it_was_created_may_be_left_out),
        cmocka_unit_test(a_missing_directory_is_not_found),
        cmocka_unit_test(a_file_is_no_project),
        IN_PLACE(a_repository_of_another_user_is_forbidden_with_the_way_out),
        IN_PLACE(a_repository_of_another_user_is_used_when_git_is_told_so),
        IN_PLACE(a_broken_repository_is_not_touched),
    };
    return cmocka_run_group_tests_name("repo", tests, NULL, NULL);
}
