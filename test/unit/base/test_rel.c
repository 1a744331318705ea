#include "base/rel.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"

struct fixture {
    char path[64];
    int dirfd;
};

static void write_file(int dirfd, const char *name)
{
    int fd = openat(dirfd, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(close(fd), 0);
}

static int make_tree(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){.path = "/tmp/test_rel.XXXXXX"};
    assert_non_null(mkdtemp(fixture.path));
    fixture.dirfd = open(fixture.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(mkdirat(fixture.dirfd, "sub", 0700), 0);
    write_file(fixture.dirfd, "sub/a.py");
    assert_int_equal(symlinkat("sub/a.py", fixture.dirfd, "link.py"), 0);
    assert_int_equal(symlinkat("sub", fixture.dirfd, "door"), 0);
    assert_int_equal(symlinkat("/etc", fixture.dirfd, "out"), 0);
    *state = &fixture;
    return 0;
}

static int remove_tree(void **state)
{
    const struct fixture *fixture = *state;
    static const char *const files[] = {"sub/a.py", "link.py", "door", "out"};
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        assert_int_equal(unlinkat(fixture->dirfd, files[i], 0), 0);
    assert_int_equal(unlinkat(fixture->dirfd, "sub", AT_REMOVEDIR), 0);
    assert_int_equal(close(fixture->dirfd), 0);
    return rmdir(fixture->path);
}

static struct rel parse(const char *text)
{
    struct rel rel;
    struct err err;
    if (rel_parse(text, strlen(text), &rel, &err) < 0)
        fail_msg("'%s' was refused: %s", text, err.text);
    return rel;
}

static void plain_paths_are_taken_as_they_are(void **state)
{
    (void)state;
    static const char *const texts[] = {"a",   "a/b.py",    "...",   "..a",
                                        "a..", ".hidden/x", "ä ö/ü", "a b"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct rel rel = parse(texts[i]);
        assert_string_equal(rel.text, texts[i]);
    }
}

static void a_leading_dot_slash_is_dropped(void **state)
{
    (void)state;
    struct rel rel = parse("./scripts/a.py");
    assert_string_equal(rel.text, "scripts/a.py");
}

static void ways_out_and_odd_forms_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "/",
                                        "/etc/passwd",
                                        "..",
                                        "../a",
                                        "a/..",
                                        "a/../b",
                                        ".",
                                        "./",
                                        "a/.",
                                        "a/./b",
                                        "a//b",
                                        "a/",
                                        "a\nb",
                                        "a\x7f",
                                        "\xff",
                                        "././",
                                        "./..",
                                        "\xc0\xaf",
                                        "a/\xed\xa0\x80",
                                        "\xf4\x90\x80\x80"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct rel rel = {"untouched"};
        struct err err = {.code = ERR_NONE};
        if (rel_parse(texts[i], strlen(texts[i]), &rel, &err) == 0)
            fail_msg("'%s' was taken", texts[i]);
        assert_int_equal(err.code, ERR_INVALID);
        assert_string_equal(rel.text, "untouched");
    }
}

static void a_nul_within_is_refused(void **state)
{
    (void)state;
    struct rel rel;
    assert_int_equal(rel_parse("a\0b", 3, &rel, NULL), -1);
}

static void the_longest_path_is_taken_and_one_more_byte_is_not(void **state)
{
    (void)state;
    static char text[REL_MAX + 2];
    memset(text, 'x', sizeof(text) - 1);
    struct rel rel;
    assert_int_equal(rel_parse(text, REL_MAX, &rel, NULL), 0);
    assert_int_equal(rel_parse(text, REL_MAX + 1, &rel, NULL), -1);
}

static void a_file_below_is_opened(void **state)
{
    const struct fixture *fixture = *state;
    struct rel rel = parse("sub/a.py");
    struct err err;
    auto_fd int fd = rel_open(fixture->dirfd, &rel, O_RDONLY, &err);
    assert_true(fd >= 0);
    assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
}

static void a_link_is_never_followed(void **state)
{
    const struct fixture *fixture = *state;
    static const char *const texts[] = {"link.py", "door/a.py", "out/passwd"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct rel rel = parse(texts[i]);
        struct err err = {.code = ERR_NONE};
        assert_int_equal(rel_open(fixture->dirfd, &rel, O_RDONLY, &err), -1);
        assert_int_equal(err.code, ERR_FORBIDDEN);
    }
}

static void a_missing_file_is_not_found(void **state)
{
    const struct fixture *fixture = *state;
    struct rel rel = parse("sub/b.py");
    struct err err = {.code = ERR_NONE};
    assert_int_equal(rel_open(fixture->dirfd, &rel, O_RDONLY, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_suffix_is_compared_at_the_end(void **state)
{
    (void)state;
    struct rel rel = parse("a.py");
    struct rel other = parse("a.pyc");
    struct rel tiny = parse("y");
    assert_true(rel_has_suffix(&rel, ".py"));
    assert_false(rel_has_suffix(&other, ".py"));
    assert_false(rel_has_suffix(&tiny, ".py"));
}

static void utf8_is_told_by_its_sequences(void **state)
{
    (void)state;
    assert_int_equal(rel_utf8_size("a", 1), 1);
    assert_int_equal(rel_utf8_size("\xc3\xa4", 2), 2);
    assert_int_equal(rel_utf8_size("\xe2\x82\xac", 3), 3);
    assert_int_equal(rel_utf8_size("\xf0\x9f\x98\x80", 4), 4);
    assert_int_equal(rel_utf8_size("\xf0\x9f\x98\x80", 3), 0); /* cut */
    assert_int_equal(rel_utf8_size("\x80", 1), 0);
    assert_int_equal(rel_utf8_size("\xe0\x80\x80", 3), 0); /* overlong */
    assert_int_equal(rel_utf8_size("", 0), 0);
    assert_true(rel_is_utf8("", 0));
    assert_true(rel_is_utf8("a\xc3\xa4z", 4));
    assert_false(rel_is_utf8("a\xc3z", 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_paths_are_taken_as_they_are),
        cmocka_unit_test(a_leading_dot_slash_is_dropped),
        cmocka_unit_test(ways_out_and_odd_forms_are_refused),
        cmocka_unit_test(a_nul_within_is_refused),
        cmocka_unit_test(the_longest_path_is_taken_and_one_more_byte_is_not),
        cmocka_unit_test(a_file_below_is_opened),
        cmocka_unit_test(a_link_is_never_followed),
        cmocka_unit_test(a_missing_file_is_not_found),
        cmocka_unit_test(a_suffix_is_compared_at_the_end),
        cmocka_unit_test(utf8_is_told_by_its_sequences),
    };
    return cmocka_run_group_tests(tests, make_tree, remove_tree);
}
