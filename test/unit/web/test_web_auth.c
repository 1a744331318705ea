/* Goal: who is let in to which rows, by what, and for how long. The connections of Unix sockets are
 * made here and handed to libh2o, as a listener would. */
#include "web/web_auth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "access/access_local.h"
#include "access/access_token_file.h"
#include "access_fixture.h"
#include "base/scope.h"
#include "spool/spool.h"
#include "web/web_health.h"
#include "web/web_own.h"
#include "web/web_route.h"
#include "wire.h"

#define NOBODY_UID 65534
#define TURNS      8 /* of the loop, until a connection that ended is gone */

static struct web_call *held; /* the call that GET /hold keeps */

static void answer_name(struct web_call *call)
{
    web_call_bytes(call, 200, "text/plain", call->who.name, strlen(call->who.name));
}

static void hold(struct web_call *call)
{
    web_call_hold(call);
    held = call;
}

#define ROW(method_, path_, role_, handler_)                                         \
    {                                                                                \
        .method = (method_), .path = (path_), .role = (role_), .handler = (handler_) \
    }
static const struct web_route rows[] = {
    ROW("GET", "/viewer", ACCESS_VIEWER, answer_name),
    ROW("POST", "/runner", ACCESS_RUNNER, answer_name),
    ROW("PUT", "/editor", ACCESS_EDITOR, answer_name),
    ROW("DELETE", "/admin", ACCESS_ADMIN, answer_name),
    ROW("GET", "/hold", ACCESS_VIEWER, hold),
};

WEB_ROUTES(web_health_routes, rows)

struct place {
    struct wire wire;
    struct access_fixture *fixture;
    struct spool spool; /* only its var/ */
};

static struct json *no_health(void *ctx, bool *is_ok)
{
    (void)ctx;
    *is_ok = true;
    return json_object();
}

static int set_up(void **state)
{
    struct err err = {0};
    struct place *place = xcalloc(1, sizeof(*place));
    assert_int_equal(access_fixture_make((void **)&place->fixture), 0);
    place->spool.dirs.var = place->fixture->var;
    buf_init(&place->wire.reply, WIRE_REPLY_MAX);
    place->wire.loop = loop_create(NULL);
    struct web_options options = {.addr = "127.0.0.1:0",
                                  .source = {.health = no_health},
                                  .rooms = {.spool = &place->spool, .project_path = "/p"}};
    place->wire.web = web_start(place->wire.loop, &options, &err);
    if (!place->wire.web)
        fail_msg("%s", err.text);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    for (int i = 0; i < TURNS; i++)
        wire_turn(&place->wire, 1);
    wire_stop(&place->wire);
    loop_free(place->wire.loop);
    buf_release(&place->wire.reply);
    int result = access_fixture_remove((void **)&place->fixture);
    free(place);
    return result;
}

/* A token of ROLE as the server knows it: a header line. Owns: the caller frees. */
static char *make_header(struct place *place, enum access_role role, const char *name)
{
    char secret[ACCESS_TOKEN_TEXT_MAX];
    (void)access_fixture_token(place->fixture->var, name, role, secret);
    web_auth_refresh(place->wire.web->auth, true);
    return xasprintf("Authorization: Bearer %s\r\n", secret);
}

static void each_role_opens_its_rows_and_those_below(void **state)
{
    struct place *place = *state;
    static const char *const asked[] = {[ACCESS_VIEWER] = "GET /viewer",
                                        [ACCESS_RUNNER] = "POST /runner",
                                        [ACCESS_EDITOR] = "PUT /editor",
                                        [ACCESS_ADMIN] = "DELETE /admin"};
    for (enum access_role role = ACCESS_VIEWER; role <= ACCESS_ADMIN; role++) {
        auto_free char *header = make_header(place, role, access_role_name(role));
        for (enum access_role needed = ACCESS_VIEWER; needed <= ACCESS_ADMIN; needed++) {
            auto_free char *role_name = xasprintf("'%s'", access_role_name(needed));
            const char *reply = wire_ask(&place->wire, asked[needed], header, NULL);
            if (role < needed)
                wire_assert_error(reply, 403, "forbidden", role_name);
            else
                assert_string_equal(wire_body(reply), access_role_name(role));
        }
    }
    const char *reply = wire_ask(&place->wire, "POST /runner", NULL, NULL);
    wire_assert_error(reply, 401, "unauthorized", "Authorization: Bearer");
    assert_true(wire_has(reply, "\r\nwww-authenticate: Bearer"));
}

/* Ask over a Unix socket whose other end belongs to user UID. */
static const char *ask_by_socket(struct place *place, uid_t uid, const char *headers)
{
    int ends[2];
    uid_t me = geteuid();
    if (uid != me)
        assert_int_equal(seteuid(uid), 0);
    int made = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends);
    if (uid != me)
        assert_int_equal(seteuid(me), 0);
    assert_int_equal(made, 0);
    auto_fd int client = ends[0];
    h2o_accept(&place->wire.web->accept,
               h2o_evloop_socket_create(place->wire.web->context.loop, ends[1], 0));
    auto_free char *request = xasprintf("GET /viewer HTTP/1.1\r\n" WIRE_HOST "%s\r\n", headers);
    wire_send(client, request);
    (void)wire_receive(&place->wire, client, true);
    return buf_text(&place->wire.reply);
}

static void this_users_process_at_a_unix_socket_is_the_admin(void **state)
{
    auto_free char *name = xasprintf("user %u", (unsigned)geteuid());
    const char *reply = ask_by_socket(*state, geteuid(), "");
    assert_int_equal(wire_status(reply), 200);
    assert_string_equal(wire_body(reply), name);
}

static void who_is_passed_on_by_a_proxy_is_not(void **state)
{
    static const char *const headers[] = {"X-Forwarded-For: 192.0.2.1\r\n", "Via: 1.1 proxy\r\n",
                                          "Forwarded: for=192.0.2.1\r\n", "X-Real-IP: ::1\r\n"};
    for (size_t i = 0; i < ARRAY_LEN(headers); i++)
        assert_int_equal(wire_status(ask_by_socket(*state, geteuid(), headers[i])), 401);
}

static void a_token_at_a_unix_socket_counts_before_the_user(void **state)
{
    auto_free char *header = make_header(*state, ACCESS_VIEWER, "small");
    assert_string_equal(wire_body(ask_by_socket(*state, geteuid(), header)), "small");
    assert_int_equal(
        wire_status(ask_by_socket(*state, geteuid(), "Authorization: Bearer wrong\r\n")), 401);
}

static void another_user_at_a_unix_socket_needs_a_token(void **state)
{
    if (geteuid() != 0) {
        print_message("SKIP only root can be another user\n");
        skip();
    }
    auto_free char *header = make_header(*state, ACCESS_VIEWER, "small");
    assert_int_equal(wire_status(ask_by_socket(*state, NOBODY_UID, "")), 401);
    assert_string_equal(wire_body(ask_by_socket(*state, NOBODY_UID, header)), "small");
}

/* Ask for GET /hold; answers the client's end once the handler has the call. */
static int ask_to_hold(struct place *place, const char *header)
{
    held = NULL;
    int client = wire_connect(&place->wire);
    auto_free char *request = xasprintf("GET /hold HTTP/1.1\r\n" WIRE_HOST "%s\r\n", header);
    wire_send(client, request);
    while (!held)
        wire_turn(&place->wire, 5);
    return client;
}

static void let_go(struct place *place, int client)
{
    web_call_empty(held, 204);
    web_call_let_go(held);
    (void)wire_receive(&place->wire, client, false);
}

static void a_long_answer_learns_that_its_token_was_revoked(void **state)
{
    struct err err;
    struct access_token gone;
    struct place *place = *state;
    auto_free char *header = make_header(place, ACCESS_VIEWER, "small");
    auto_fd int client = ask_to_hold(place, header);
    assert_true(web_auth_still_holds(held));
    assert_int_equal(access_token_revoke(place->fixture->var, "small", &gone, &err), 0);
    web_auth_refresh(place->wire.web->auth, true);
    assert_false(web_auth_still_holds(held));
    let_go(place, client);
}

static void a_long_answer_learns_that_its_browser_was_signed_out(void **state)
{
    struct place *place = *state;
    struct access *access = &place->wire.web->auth->access;
    char secret[ACCESS_SECRET_SIZE];
    const struct access_session_order order = {.token_id = access->tokens.items[0].id};
    (void)access_session_open(&access->sessions, &order, 1900000000000000, secret);
    auto_free char *header = xasprintf("Cookie: %s=%s\r\n", place->wire.web->auth->cookie, secret);
    auto_fd int client = ask_to_hold(place, header);
    assert_true(web_auth_still_holds(held));
    access_session_end(&access->sessions,
                       access_session_by_id(&access->sessions, held->who.session_id));
    assert_false(web_auth_still_holds(held));
    let_go(place, client);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_role_opens_its_rows_and_those_below),
        TEST(this_users_process_at_a_unix_socket_is_the_admin),
        TEST(who_is_passed_on_by_a_proxy_is_not),
        TEST(a_token_at_a_unix_socket_counts_before_the_user),
        TEST(another_user_at_a_unix_socket_needs_a_token),
        TEST(a_long_answer_learns_that_its_token_was_revoked),
        TEST(a_long_answer_learns_that_its_browser_was_signed_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
