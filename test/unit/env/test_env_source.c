#include "env_fixture.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/scope.h"
#include "env/env_source.h"

static char *two[] = {(char[]){"New>=2"}, (char[]){"old"}};

static int read_source(enum job_build action, size_t packages, struct env_source *source,
                       struct err *err)
{
    struct job job = {.kind = JOB_BUILD, .build = action, .packages = two};
    job.package_count = packages;
    return env_source_read(fixture.project, &job, source, err);
}

static void names_are_compared_as_indexes_do(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Foo.Bar", "foo-bar"},
        {"foo__bar>=1", "foo-bar"},
        {"  a[x]==1", "a"},
        {"zope.interface ; python_version<'3'", "zope-interface"}};
    char name[ENV_PACKAGE_MAX];
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_true(env_source_name(rows[i][0], strlen(rows[i][0]), name));
        assert_string_equal(name, rows[i][1]);
    }
    static const char *const none[] = {"", "  ", "# a", "-r b", "==1"};
    for (size_t i = 0; i < ARRAY_LEN(none); i++)
        assert_false(env_source_name(none[i], strlen(none[i]), name));
}

static void the_lock_goes_first_and_nothing_is_nothing(void **state)
{
    (void)state;
    struct err err;
    auto_source struct env_source nothing;
    auto_source struct env_source lock;
    assert_int_equal(read_source(JOB_BUILD_SYNC, 0, &nothing, &err), 0);
    assert_string_equal(nothing.file, "nothing");
    env_fixture_write("requirements.txt", "a\n");
    env_fixture_write("requirements.lock", "a==1");
    assert_int_equal(read_source(JOB_BUILD_SYNC, 0, &lock, &err), 0);
    assert_string_equal(lock.file, "requirements.lock");
    assert_string_equal(buf_text(&lock.text), "a==1\n");
}

static void install_replaces_a_line_and_keeps_the_others(void **state)
{
    (void)state;
    struct err err;
    auto_source struct env_source source;
    env_fixture_write("requirements.txt", "# mine\nnew==1 \\\n  --hash=sha256:00\nold>3\nz");
    env_fixture_write("requirements.lock", "new==1\nold==3.1 \\\n    --hash=sha256:11\nz==2 ; x\n");
    assert_int_equal(read_source(JOB_BUILD_INSTALL, 2, &source, &err), 0);
    assert_string_equal(buf_text(&source.after), "# mine\nNew>=2\nold>3\nz\n");
    assert_true(source.is_changed);
    assert_string_equal(buf_text(&source.constraints), "z==2\n"); /* of those that stay */
}

static void what_is_not_there_cannot_be_removed(void **state)
{
    (void)state;
    struct err err;
    auto_source struct env_source source;
    env_fixture_write("requirements.txt", "new\n");
    assert_int_equal(read_source(JOB_BUILD_REMOVE, 2, &source, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_string_equal(source.wrong_name, "old");
}

static void files_outside_of_the_project_are_not_read(void **state)
{
    (void)state;
    struct err err;
    static const char *const texts[] = {"-r ../x\n", "-r /etc/passwd\n", "--requirement=link\n",
                                        "-c link\n", "-e .\n",           "-r requirements.txt\n"};
    assert_int_equal(symlinkat("/etc/passwd", fixture.project, "link"), 0);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        auto_source struct env_source source;
        env_fixture_write("requirements.txt", texts[i]);
        if (read_source(JOB_BUILD_SYNC, 0, &source, &err) == 0)
            fail_msg("'%s' was read", texts[i]);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, env_fixture_open, env_fixture_close)
    const struct CMUnitTest tests[] = {
        TEST(names_are_compared_as_indexes_do),
        TEST(the_lock_goes_first_and_nothing_is_nothing),
        TEST(install_replaces_a_line_and_keeps_the_others),
        TEST(what_is_not_there_cannot_be_removed),
        TEST(files_outside_of_the_project_are_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
