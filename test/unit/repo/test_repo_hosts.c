#include "repo/repo_hosts.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base64.h"
#include "base/fd_tree.h"
#include "base/scope.h"

/* Made by ssh-keygen, whose -l printed the fingerprint. */
#define KEY   "AAAAC3NzaC1lZDI1NTE5AAAAIJG8IORXZFd3WuCpjQa34fZRpyKYUDzai6Cc4Y3C9RYG"
#define PRINT "SHA256:QkkWNlml690WcdnUmIz7Z5yWlgX0rFQBIwbJhK1yPb8"

static struct repo_key key_of(const char *text)
{
    struct repo_key key;
    struct err err;
    if (repo_hosts_decode(text, strlen(text), &key, &err) < 0)
        fail_msg("%s", err.text);
    return key;
}

static void the_fingerprint_is_that_of_ssh_keygen(void **state)
{
    (void)state;
    char print[REPO_FINGERPRINT_SIZE];
    const struct repo_key key = key_of(KEY);
    repo_hosts_fingerprint(&key, print);
    assert_string_equal(print, PRINT);
}

static void a_line_is_what_openssh_writes(void **state)
{
    (void)state;
    struct err err;
    char entry[REPO_HOST_ENTRY_SIZE];
    auto_buf struct buf line;
    const struct repo_key key = key_of(KEY);
    buf_init(&line, 4096);
    repo_hosts_entry("example.org", 2222, entry);
    assert_int_equal(repo_hosts_line(entry, &key, &line, &err), 0);
    assert_string_equal(buf_text(&line), "[example.org]:2222 ssh-ed25519 " KEY "\n");
}

static void bytes_that_are_no_key_make_no_line(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "AAAA", "AAAAAA==", "AAAAAWE", "/////2E=",
                                      /* a type with a newline: "\0\0\0\4a\nbc" */
                                      "AAAABGEKYmM="};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct err err;
        auto_buf struct buf line;
        const struct repo_key key = key_of(bad[i]);
        buf_init(&line, 4096);
        bool is_taken = repo_hosts_line("h", &key, &line, &err) == 0;
        assert_int_equal(is_taken, strcmp(bad[i], "AAAAAWE") == 0); /* the type "a" is one */
    }
}

static void only_base64_is_decoded(void **state)
{
    (void)state;
    struct err err;
    struct repo_key key;
    auto_free char *long_text = xmalloc(2 * REPO_KEY_MAX);
    (void)memset(long_text, 'A', (size_t)2 * REPO_KEY_MAX);
    assert_int_equal(repo_hosts_decode("A B", 3, &key, &err), -1);
    assert_int_equal(repo_hosts_decode("AA\0A", 4, &key, &err), -1);
    assert_int_equal(repo_hosts_decode(long_text, (size_t)2 * REPO_KEY_MAX, &key, &err), -1);
}

static void bytes_of_every_length_come_back(void **state)
{
    (void)state;
    uint8_t bytes[] = {0, 1, 2, 253, 254, 255, 128};
    for (size_t size = 0; size <= sizeof(bytes); size++) {
        uint8_t back[sizeof(bytes)];
        size_t used = 99;
        auto_buf struct buf text;
        buf_init(&text, 64);
        base64_encode(bytes, size, true, &text);
        assert_int_equal(text.size % 4, 0);
        assert_true(base64_decode(buf_text(&text), text.size, back, sizeof(back), &used));
        assert_int_equal(used, size);
        assert_memory_equal(back, bytes, size);
    }
}

static void names_are_found_whole_in_any_place_of_the_list(void **state)
{
    (void)state;
    static const char text[] = "# comment\n\na.org,b.org ssh-ed25519 AAAA\n"
                               "[c.org]:22 ssh-ed25519 AAAA\n|1|x|y ssh-ed25519 AAAA\nd.org";
    assert_true(repo_hosts_names(text, "a.org"));
    assert_true(repo_hosts_names(text, "b.org"));
    assert_true(repo_hosts_names(text, "[c.org]:22"));
    assert_true(repo_hosts_names(text, "d.org"));
    assert_false(repo_hosts_names(text, "org"));
    assert_false(repo_hosts_names(text, "a.or"));
    assert_false(repo_hosts_names(text, "c.org"));
    assert_false(repo_hosts_names(text, "ssh-ed25519"));
    assert_false(repo_hosts_names("", "a.org"));
    assert_false(repo_hosts_names("\rb\n", "a.org")); /* came back only by a kill, once */
    assert_true(repo_hosts_names("x\r\na.org\r\n", "a.org"));
}

static void a_recorded_key_takes_the_place_of_the_old_one(void **state)
{
    (void)state;
    struct err err;
    char home[] = "/tmp/pirun-hosts-XXXXXX";
    assert_non_null(mkdtemp(home));
    auto_free char *dir = xasprintf("%s/var/git", home);
    auto_free char *path = xasprintf("%s/known_hosts", dir);
    const struct repo_key key = key_of(KEY);
    const struct repo_key old = key_of("AAAAAWFi");
    auto_buf struct buf text;
    buf_init(&text, 4096);
    assert_int_equal(repo_hosts_record(dir, "a.org", &old, &err), 0);
    assert_int_equal(repo_hosts_record(dir, "b.org", &key, &err), 0);
    assert_int_equal(repo_hosts_record(dir, "a.org", &key, &err), 0);
    assert_int_equal(repo_hosts_read(path, &text, &err), 0);
    assert_string_equal(buf_text(&text), "b.org ssh-ed25519 " KEY "\na.org ssh-ed25519 " KEY "\n");
    assert_int_equal(fd_tree_remove(AT_FDCWD, home, &err), 0);
}

static void a_list_that_is_missing_is_empty(void **state)
{
    (void)state;
    struct err err;
    auto_buf struct buf text;
    buf_init(&text, 4096);
    assert_int_equal(repo_hosts_read("/no/such/known_hosts", &text, &err), 0);
    assert_int_equal(text.size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fingerprint_is_that_of_ssh_keygen),
        cmocka_unit_test(a_line_is_what_openssh_writes),
        cmocka_unit_test(bytes_that_are_no_key_make_no_line),
        cmocka_unit_test(only_base64_is_decoded),
        cmocka_unit_test(bytes_of_every_length_come_back),
        cmocka_unit_test(names_are_found_whole_in_any_place_of_the_list),
        cmocka_unit_test(a_recorded_key_takes_the_place_of_the_old_one),
        cmocka_unit_test(a_list_that_is_missing_is_empty),
    };
    return cmocka_run_group_tests_name("repo_hosts", tests, NULL, NULL);
}
