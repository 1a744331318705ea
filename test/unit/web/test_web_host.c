#include "web/web_host.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

static enum web_host_verdict check(const char *addr_text, const char *header)
{
    static const char *const names[] = {"pi.example.org", NULL};
    struct conf_addr addr;
    struct web_host host;
    assert_int_equal(conf_addr_parse(addr_text, &addr, NULL), 0);
    web_host_init(&host, &addr, names);
    enum web_host_verdict verdict = web_host_check(&host, header, strlen(header));
    web_host_release(&host);
    return verdict;
}

static void loopback_names_are_answered(void **state)
{
    (void)state;
    static const char *const headers[] = {
        "localhost",          "localhost:8080",    "LocalHost:1",    "localhost.",
        "localhost:",         "127.0.0.1:65535",   "127.1.2.3",      "[::1]",
        "[::1]:8080",         "[0:0:0:0:0:0:0:1]", "pi.example.org", "PI.example.ORG",
        "pi.example.org:443",
    };
    for (size_t i = 0; i < ARRAY_LEN(headers); i++)
        assert_int_equal(check("127.0.0.1:8080", headers[i]), WEB_HOST_OK);
}

static void foreign_names_are_unknown(void **state)
{
    (void)state;
    static const char *const headers[] = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.5",
        "notlocalhost:8080",
        "[fe80::1]",
        "0.0.0.0",
        "2130706433",
    };
    for (size_t i = 0; i < ARRAY_LEN(headers); i++)
        assert_int_equal(check("127.0.0.1:8080", headers[i]), WEB_HOST_UNKNOWN);
}

static void nonsense_is_malformed(void **state)
{
    (void)state;
    static const char *const headers[] = {
        "",    ":8080", "a b", "localhost:80a", "localhost:123456", "[::1", "[::1]8080", "[zz]",
        "a/b", "a@b",   "a,b", "localhost:-1",  "[::1%lo]",         "\xff", "::1",
    };
    for (size_t i = 0; i < ARRAY_LEN(headers); i++)
        assert_int_equal(check("127.0.0.1:8080", headers[i]), WEB_HOST_MALFORMED);
}

static void a_name_of_the_longest_length_fits_and_a_longer_one_does_not(void **state)
{
    (void)state;
    char longest[CONF_ADDR_HOST_MAX + sizeof(":65535")];
    memset(longest, 'a', sizeof(longest));
    memcpy(longest + CONF_ADDR_HOST_MAX, ":65535", sizeof(":65535"));
    assert_int_equal(check("127.0.0.1:8080", longest), WEB_HOST_UNKNOWN);
    char longer[1000];
    memset(longer, 'a', sizeof(longer));
    longer[sizeof(longer) - 1] = '\0';
    assert_int_equal(check("127.0.0.1:8080", longer), WEB_HOST_MALFORMED);
}

static void a_byte_of_zero_does_not_end_the_name(void **state)
{
    (void)state;
    struct conf_addr addr;
    struct web_host host;
    assert_int_equal(conf_addr_parse("127.0.0.1:1", &addr, NULL), 0);
    web_host_init(&host, &addr, NULL);
    assert_int_equal(web_host_check(&host, "localhost\0.evil", 15), WEB_HOST_MALFORMED);
    assert_int_equal(web_host_check(&host, "localhost and more", 9), WEB_HOST_OK);
    web_host_release(&host);
}

static void the_configured_host_is_answered(void **state)
{
    (void)state;
    assert_int_equal(check("192.168.1.5:80", "192.168.1.5"), WEB_HOST_OK);
    assert_int_equal(check("192.168.1.5:80", "192.168.1.6"), WEB_HOST_UNKNOWN);
    assert_int_equal(check("MyPi:80", "mypi:80"), WEB_HOST_OK);
    assert_int_equal(check("[fd00::5]:80", "[fd00:0::5]:80"), WEB_HOST_OK);
    assert_int_equal(check("[fd00::5]:80", "[fd00::6]:80"), WEB_HOST_UNKNOWN);
}

static void an_address_for_all_answers_to_numbers_and_to_the_machine(void **state)
{
    (void)state;
    char machine[65] = "";
    assert_int_equal(gethostname(machine, sizeof(machine) - 1), 0);
    auto_free char *local = xasprintf("%s.local:8080", machine);
    static const char *const addrs[] = {"0.0.0.0:8080", "[::]:8080"};
    for (size_t i = 0; i < ARRAY_LEN(addrs); i++) {
        assert_int_equal(check(addrs[i], "10.1.2.3:8080"), WEB_HOST_OK);
        assert_int_equal(check(addrs[i], "[fd00::9]"), WEB_HOST_OK);
        assert_int_equal(check(addrs[i], machine), WEB_HOST_OK);
        assert_int_equal(check(addrs[i], local), WEB_HOST_OK);
        assert_int_equal(check(addrs[i], "evil.example"), WEB_HOST_UNKNOWN);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loopback_names_are_answered),
        cmocka_unit_test(foreign_names_are_unknown),
        cmocka_unit_test(nonsense_is_malformed),
        cmocka_unit_test(a_name_of_the_longest_length_fits_and_a_longer_one_does_not),
        cmocka_unit_test(a_byte_of_zero_does_not_end_the_name),
        cmocka_unit_test(the_configured_host_is_answered),
        cmocka_unit_test(an_address_for_all_answers_to_numbers_and_to_the_machine),
    };
    return cmocka_run_group_tests_name("web_host", tests, NULL, NULL);
}
