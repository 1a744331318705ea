/* Goal: the sessions that lie in a directory are found when their supervisors answer, and forgotten
 * when they do not; what a supervisor tells is believed only when it is understood. */
#include "term/term_list.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/fd.h"
#include "base/fd_tree.h"
#include "base/scope.h"
#include "term/term_place.h"
#include "term/term_wire.h"

struct fixture {
    char path[32];
    int dir;
    struct loop *loop;
    struct term_list *list;
    int changes;
    bool is_running;
};

static void changed(void *ctx, const struct json *row)
{
    struct fixture *fixture = ctx;
    fixture->changes++;
    fixture->is_running = json_get_bool(row, "is_running", false);
}

static int set_up(void **state)
{
    struct err err;
    struct fixture *fixture = xcalloc(1, sizeof(*fixture));
    memcpy(fixture->path, "/tmp/pirun-term-XXXXXX", sizeof("/tmp/pirun-term-XXXXXX"));
    assert_non_null(mkdtemp(fixture->path));
    fixture->dir = open(fixture->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    fixture->loop = loop_create(&err);
    fixture->list = term_list_create(fixture->loop, changed, fixture);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct err err;
    struct fixture *fixture = *state;
    term_list_free(fixture->list);
    loop_free(fixture->loop);
    (void)close(fixture->dir);
    assert_int_equal(fd_tree_remove(AT_FDCWD, fixture->path, &err), 0);
    free(fixture);
    return 0;
}

static int make_session(const struct fixture *fixture, const struct ident *id)
{
    struct err err;
    char name[TERM_PLACE_NAME];
    term_place_name(id, TERM_PLACE_PLAN, name);
    assert_int_equal(fd_create_file(fixture->dir, name, "{}", 2, FD_DURABLE_NONE, &err), 0);
    return term_place_listen(fixture->dir, id, &err);
}

static void say(int fd, const char *state)
{
    char bytes[TERM_WIRE_MAX];
    const struct term_frame frame = {.kind = TERM_KIND_STATE, .data = state, .size = strlen(state)};
    size_t size = term_wire_write(&frame, bytes);
    assert_int_equal(send(fd, bytes, size, MSG_NOSIGNAL), size);
}

/* A connection of the server, as if its supervisor had answered STATE. */
static struct term_found *answer(const struct ident *id, const char *state, int *peer)
{
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    struct term_found *found = xcalloc(1, sizeof(*found));
    *found = (struct term_found){
        .id = *id, .fd = ends[0], .pidfd = -1, .state = json_parse(state, strlen(state), NULL)};
    *peer = ends[1];
    return found;
}

static void turn(struct fixture *fixture)
{
    struct err err;
    for (int i = 0; i < 3; i++)
        assert_int_equal(loop_step(fixture->loop, 0, &err), 0);
}

static void what_a_dead_supervisor_left_is_removed(void **state)
{
    struct fixture *fixture = *state;
    struct ident id = ident_new();
    struct list found;
    char name[TERM_PLACE_NAME];
    list_init(&found);
    int listener = make_session(fixture, &id);
    assert_true(listener >= 0);
    (void)close(listener);
    term_list_scan(fixture->dir, &found);
    assert_true(list_is_empty(&found));
    term_place_name(&id, TERM_PLACE_SOCK, name);
    assert_false(fd_exists(fixture->dir, name));
    term_place_name(&id, TERM_PLACE_PLAN, name);
    assert_false(fd_exists(fixture->dir, name));
}

static void the_socket_is_for_its_owner_alone(void **state)
{
    struct fixture *fixture = *state;
    struct ident id = ident_new();
    struct err err;
    pid_t pid = 0;
    auto_fd int listener = make_session(fixture, &id);
    auto_fd int fd = term_place_connect(fixture->dir, &id, &pid, &err);
    assert_true(fd >= 0);
    assert_int_equal(pid, getpid());
    auto_fd int other = term_place_accept(listener);
    assert_true(other >= 0);
    struct ident unknown = ident_new();
    assert_int_equal(term_place_connect(fixture->dir, &unknown, &pid, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void a_session_lives_until_it_is_told_to_be_over(void **state)
{
    struct fixture *fixture = *state;
    struct ident id = ident_new();
    int peer = -1;
    term_list_add(fixture->list, answer(&id, "{\"is_running\":true,\"viewers\":0}", &peer));
    assert_int_equal(fixture->changes, 1);
    assert_int_equal(term_list_count(fixture->list), 1);
    say(peer, "{\"is_running\":true,\"viewers\":3}");
    turn(fixture);
    assert_int_equal(fixture->changes, 1); /* of a viewer nobody is told */
    auto_json struct json *row = term_list_row(fixture->list, &id);
    assert_int_equal(json_get_integer(row, "viewers", 0), 3);
    say(peer, "{\"is_running\":false}");
    turn(fixture);
    assert_int_equal(fixture->changes, 2);
    assert_int_equal(term_list_count(fixture->list), 0);
    (void)close(peer);
    turn(fixture);
    assert_int_equal(fixture->changes, 2);
    assert_null(term_list_row(fixture->list, &id));
}

static void a_supervisor_that_vanishes_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct ident id = ident_new();
    int peer = -1;
    term_list_add(fixture->list, answer(&id, "{\"is_running\":true}", &peer));
    assert_true(fixture->is_running);
    (void)close(peer);
    turn(fixture);
    assert_int_equal(fixture->changes, 2);
    assert_false(fixture->is_running);
}

static void a_supervisor_that_is_not_understood_is_left(void **state)
{
    struct fixture *fixture = *state;
    struct ident id = ident_new();
    int peer = -1;
    term_list_add(fixture->list, answer(&id, "{\"is_running\":true}", &peer));
    assert_int_equal(send(peer, "nonsense", 8, MSG_NOSIGNAL), 8);
    turn(fixture);
    assert_null(term_list_row(fixture->list, &id));
    assert_false(fixture->is_running);
    (void)close(peer);
}

static void a_session_is_told_to_end(void **state)
{
    struct fixture *fixture = *state;
    struct ident id = ident_new();
    struct ident unknown = ident_new();
    struct err err;
    struct term_frame frame;
    char bytes[TERM_WIRE_MAX];
    int peer = -1;
    term_list_add(fixture->list, answer(&id, "{\"is_running\":true}", &peer));
    assert_int_equal(term_list_close(fixture->list, &id, &err), 0);
    ssize_t size = recv(peer, bytes, sizeof(bytes), MSG_DONTWAIT);
    assert_true(size > 0);
    assert_int_equal(term_wire_read(bytes, (size_t)size, &frame, &err), 0);
    assert_int_equal(frame.kind, TERM_KIND_CLOSE);
    assert_int_equal(term_list_close(fixture->list, &unknown, &err), -1);
    assert_int_equal(err.code, ERR_NOT_FOUND);
    (void)close(peer);
}

static void they_are_listed_oldest_first(void **state)
{
    static const char *const rows[] = {"{\"is_running\":true,\"started_at\":\"2026-11-02\"}",
                                       "{\"is_running\":true,\"started_at\":\"2026-11-03\"}",
                                       "{\"is_running\":true,\"started_at\":\"2026-11-01\"}"};
    struct fixture *fixture = *state;
    int peers[ARRAY_LEN(rows)];
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct ident id = ident_new();
        term_list_add(fixture->list, answer(&id, rows[i], &peers[i]));
    }
    auto_json struct json *all = term_list_rows(fixture->list);
    const struct json *row = json_first(all);
    assert_string_equal(json_get_string(row, "started_at"), "2026-11-01");
    assert_string_equal(json_get_string(json_next(row), "started_at"), "2026-11-02");
    assert_string_equal(json_get_string(json_next(json_next(row)), "started_at"), "2026-11-03");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        (void)close(peers[i]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_a_dead_supervisor_left_is_removed),
        TEST(the_socket_is_for_its_owner_alone),
        TEST(a_session_lives_until_it_is_told_to_be_over),
        TEST(a_supervisor_that_vanishes_is_told),
        TEST(a_supervisor_that_is_not_understood_is_left),
        TEST(a_session_is_told_to_end),
        TEST(they_are_listed_oldest_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
