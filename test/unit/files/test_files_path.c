#include "files/files_path.h"

#include "base/scope.h"
#include "files_fixture.h"

static enum err_code judge(const char *text, size_t size, enum files_want want)
{
    struct rel rel;
    struct err err = {.code = ERR_NONE};
    int result = files_path_parse(text, size, want, &rel, &err);
    assert_int_equal(result, err.code == ERR_NONE ? 0 : -1);
    return err.code;
}

static void plain_paths_are_read_and_written(void **state)
{
    (void)state;
    static const char *const paths[] = {
        "a",        "a/b.py",  "...", "..a",        "a..",    "ä ö/ü", "%2e",  "a b",
        "variable", "a/var/b", "~",   ".gitignore", ".venv2", "-rf",   "a\\b", "sub/.pirun.yaml"};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        assert_int_equal(judge(paths[i], strlen(paths[i]), FILES_READ), ERR_NONE);
        assert_int_equal(judge(paths[i], strlen(paths[i]), FILES_WRITE), ERR_NONE);
    }
}

static void paths_of_a_wrong_form_are_invalid(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size;
    } paths[] = {{"", 0},      {"/", 1},         {"/etc/passwd", 11},
                 {"..", 2},    {"../a", 4},      {"a/../b", 6},
                 {"a/..", 4},  {".", 1},         {"./a", 3},
                 {"a/./b", 5}, {"a/.", 3},       {"a//b", 4},
                 {"a/", 2},    {"a\0b", 3},      {"\0", 1},
                 {"a\nb", 3},  {"\x7f", 1},      {"a\x1f", 2},
                 {"\xff", 1},  {"a\xc0\xaf", 3}, {"\xed\xa0\x80", 3}};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++)
        assert_int_equal(judge(paths[i].text, paths[i].size, FILES_READ), ERR_INVALID);
}

static void lengths_are_bounded(void **state)
{
    (void)state;
    char text[8192];
    memset(text, 'a', sizeof(text));
    assert_int_equal(judge(text, 255, FILES_READ), ERR_NONE);
    assert_int_equal(judge(text, 256, FILES_READ), ERR_INVALID);
    for (size_t i = 200; i < sizeof(text); i += 200)
        text[i] = '/';
    assert_int_equal(judge(text, 4095, FILES_READ), ERR_NONE);
    assert_int_equal(judge(text, 4096, FILES_READ), ERR_INVALID);
}

static void var_is_never_reached(void **state)
{
    (void)state;
    for (int want = FILES_READ; want <= FILES_WRITE_ADMIN; want++) {
        assert_int_equal(judge("var", 3, (enum files_want)want), ERR_FORBIDDEN);
        assert_int_equal(judge("var/token", 9, (enum files_want)want), ERR_FORBIDDEN);
    }
}

static void git_and_venv_are_read_and_not_written(void **state)
{
    (void)state;
    static const char *const paths[] = {".git", ".git/hooks/post-commit", ".venv", ".venv/bin/x"};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        size_t size = strlen(paths[i]);
        assert_int_equal(judge(paths[i], size, FILES_READ), ERR_NONE);
        assert_int_equal(judge(paths[i], size, FILES_WRITE), ERR_FORBIDDEN);
        assert_int_equal(judge(paths[i], size, FILES_WRITE_ADMIN), ERR_FORBIDDEN);
    }
}

static void the_configuration_is_written_by_an_admin(void **state)
{
    (void)state;
    assert_int_equal(judge(".pirun.yaml", 11, FILES_READ), ERR_NONE);
    assert_int_equal(judge(".pirun.yaml", 11, FILES_WRITE), ERR_FORBIDDEN);
    assert_int_equal(judge(".pirun.yaml", 11, FILES_WRITE_ADMIN), ERR_NONE);
}

static void the_project_itself_is_a_directory_path(void **state)
{
    (void)state;
    struct rel rel;
    assert_int_equal(files_path_parse_dir("", 0, FILES_READ, &rel, NULL), 0);
    assert_string_equal(rel.text, "");
    assert_int_equal(files_path_parse_dir(".", 1, FILES_READ, &rel, NULL), 0);
    assert_string_equal(rel.text, "");
    assert_int_equal(files_path_parse_dir("a", 1, FILES_READ, &rel, NULL), 0);
    assert_string_equal(rel.text, "a");
    assert_int_equal(files_path_parse_dir("..", 2, FILES_READ, &rel, NULL), -1);
    assert_int_equal(files_path_parse_dir("\0", 1, FILES_READ, &rel, NULL), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_paths_are_read_and_written),
        cmocka_unit_test(paths_of_a_wrong_form_are_invalid),
        cmocka_unit_test(lengths_are_bounded),
        cmocka_unit_test(var_is_never_reached),
        cmocka_unit_test(git_and_venv_are_read_and_not_written),
        cmocka_unit_test(the_configuration_is_written_by_an_admin),
        cmocka_unit_test(the_project_itself_is_a_directory_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
