#include "conf/conf_addr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct conf_addr parse(const char *text)
{
    struct conf_addr addr;
    struct err err;
    if (conf_addr_parse(text, &addr, &err) < 0)
        fail_msg("%s", err.text);
    return addr;
}

static void assert_invalid(const char *text, const char *why)
{
    struct conf_addr addr;
    struct err err = {.code = ERR_NONE};
    assert_int_equal(conf_addr_parse(text, &addr, &err), -1);
    assert_string_equal(err.text, why);
    assert_int_equal(err.code, ERR_INVALID);
}

static void an_ipv4_address_and_port_are_read(void **state)
{
    (void)state;
    struct conf_addr addr = parse("192.168.1.7:8080");
    assert_string_equal(addr.host, "192.168.1.7");
    assert_int_equal(addr.port, 8080);
    assert_false(addr.is_off);
    assert_false(addr.is_ipv6);
    assert_false(addr.is_loopback);
}

static void an_ipv6_address_stands_in_brackets(void **state)
{
    (void)state;
    struct conf_addr addr = parse("[fe80::1]:65535");
    assert_string_equal(addr.host, "fe80::1");
    assert_int_equal(addr.port, 65535);
    assert_true(addr.is_ipv6);
    assert_false(addr.is_loopback);
}

static void off_means_no_http(void **state)
{
    (void)state;
    assert_true(parse("off").is_off);
}

static void port_zero_means_any_free_one(void **state)
{
    (void)state;
    assert_int_equal(parse("localhost:0").port, 0);
}

static void loopback_is_told_by_every_spelling(void **state)
{
    (void)state;
    assert_true(parse("127.0.0.1:1").is_loopback);
    assert_true(parse("127.255.0.9:1").is_loopback);
    assert_true(parse("localhost:1").is_loopback);
    assert_true(parse("LocalHost:1").is_loopback);
    assert_true(parse("[::1]:1").is_loopback);
    assert_true(parse("[0:0:0:0:0:0:0:1]:1").is_loopback);
}

static void what_only_looks_like_loopback_is_not(void **state)
{
    (void)state;
    assert_false(parse("0.0.0.0:1").is_loopback);
    assert_false(parse("[::]:1").is_loopback);
    assert_false(parse("localhost.example.org:1").is_loopback);
    assert_false(parse("128.0.0.1:1").is_loopback);
}

static void a_missing_host_is_refused_and_told_why(void **state)
{
    (void)state;
    assert_invalid(":8080", "address ':8080' has no host: write 127.0.0.1:PORT for this machine "
                            "only, 0.0.0.0:PORT for all");
}

static void a_wrong_port_is_refused(void **state)
{
    (void)state;
    assert_invalid("8080", "address '8080' has no port: write HOST:PORT, or off for no HTTP");
    assert_invalid("h:", "address 'h:' has no port from 0 to 65535");
    assert_invalid("h:65536", "address 'h:65536' has no port from 0 to 65535");
    assert_invalid("h:-1", "address 'h:-1' has no port from 0 to 65535");
    assert_invalid("h:000080", "address 'h:000080' has no port from 0 to 65535");
    assert_invalid("h:http", "address 'h:http' has no port from 0 to 65535");
}

static void a_wrong_host_is_refused(void **state)
{
    (void)state;
    assert_invalid("::1:80", "address '::1:80' is not HOST:PORT or [IPV6]:PORT");
    assert_invalid("[::1:80", "address '[::1:80' is not HOST:PORT or [IPV6]:PORT");
    assert_invalid("http://h:80", "address 'http://h:80' is not HOST:PORT or [IPV6]:PORT");
    assert_invalid("[]:80", "address '[]:80' has no IPv6 address in brackets");
    assert_invalid("[127.0.0.1]:80", "address '[127.0.0.1]:80' has no IPv6 address in brackets");
    assert_invalid("127.0.0.256:80", "address '127.0.0.256:80' has no valid IPv4 address");
    assert_invalid("127.1:80", "address '127.1:80' has no valid IPv4 address");
    assert_invalid("", "address '' has no port: write HOST:PORT, or off for no HTTP");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_ipv4_address_and_port_are_read),
        cmocka_unit_test(an_ipv6_address_stands_in_brackets),
        cmocka_unit_test(off_means_no_http),
        cmocka_unit_test(port_zero_means_any_free_one),
        cmocka_unit_test(loopback_is_told_by_every_spelling),
        cmocka_unit_test(what_only_looks_like_loopback_is_not),
        cmocka_unit_test(a_missing_host_is_refused_and_told_why),
        cmocka_unit_test(a_wrong_port_is_refused),
        cmocka_unit_test(a_wrong_host_is_refused),
    };
    return cmocka_run_group_tests_name("conf_addr", tests, NULL, NULL);
}
