#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/scope.h"
#include "spool_fixture.h"

static void a_second_server_is_refused_with_the_pid_of_the_first(void **state)
{
    (void)state;
    struct door door;
    struct err err;
    char pid[16];
    door_open(&door);
    auto_fd int first = spool_lock(&door.spool, "serve", "127.0.0.1:8080", &err);
    assert_true(first >= 0);
    assert_int_equal(spool_lock(&door.spool, "serve", "127.0.0.1:8081", &err), -1);
    assert_int_equal(err.code, ERR_BUSY);
    (void)snprintf(pid, sizeof(pid), "%d", (int)getpid());
    assert_non_null(strstr(err.text, pid));
    door_close(&door);
}

static void the_lock_is_free_when_its_descriptor_is_closed(void **state)
{
    (void)state;
    struct door door;
    struct err err;
    door_open(&door);
    assert_false(spool_is_locked(&door.spool, NULL, NULL));
    int first = spool_lock(&door.spool, "serve", "off", &err);
    assert_true(first >= 0);
    assert_int_equal(close(first), 0);
    assert_false(spool_is_locked(&door.spool, NULL, NULL));
    auto_fd int second = spool_lock(&door.spool, "run", "", &err);
    assert_true(second >= 0);
    door_close(&door);
}

static void who_holds_the_lock_is_told(void **state)
{
    (void)state;
    struct door door;
    struct err err;
    int holder = 0;
    char kind[16];
    door_open(&door);
    auto_fd int lock = spool_lock(&door.spool, "run", "", &err);
    assert_true(lock >= 0);
    assert_true(spool_is_locked(&door.spool, &holder, kind));
    assert_int_equal(holder, getpid());
    assert_string_equal(kind, "run");
    door_close(&door);
}

static void a_shorter_holder_leaves_nothing_of_a_longer_one(void **state)
{
    (void)state;
    struct door door;
    struct err err;
    char kind[16];
    door_open(&door);
    int first = spool_lock(&door.spool, "serve", "[2001:db8:85a3::8a2e:370:7334]:65535", &err);
    assert_true(first >= 0);
    assert_int_equal(close(first), 0);
    auto_fd int second = spool_lock(&door.spool, "run", "", &err);
    assert_true(second >= 0);
    assert_true(spool_is_locked(&door.spool, NULL, kind));
    assert_string_equal(kind, "run");
    door_close(&door);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_second_server_is_refused_with_the_pid_of_the_first),
        cmocka_unit_test(the_lock_is_free_when_its_descriptor_is_closed),
        cmocka_unit_test(who_holds_the_lock_is_told),
        cmocka_unit_test(a_shorter_holder_leaves_nothing_of_a_longer_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
