#include "preview/preview_pipe.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/scope.h"

static void what_goes_in_comes_out_and_the_end_is_told(void **state)
{
    (void)state;
    int in[2];
    int out[2];
    struct preview_wire from = {0};
    struct preview_wire to = {0};
    char got[16];
    struct preview_pipe pipe = {0};
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in), 0);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, out), 0);
    from.fd = in[1];
    to.fd = out[0];
    assert_int_equal(preview_pipe_read(&pipe, &from, PREVIEW_PIPE_SIZE), PREVIEW_FLOW_NONE);
    assert_int_equal(write(in[0], "hello", 5), 5);
    assert_int_equal(preview_pipe_read(&pipe, &from, 3), PREVIEW_FLOW_SOME);
    assert_int_equal(preview_pipe_read(&pipe, &from, 3), PREVIEW_FLOW_NONE); /* full */
    assert_int_equal(preview_pipe_read(&pipe, &from, PREVIEW_PIPE_SIZE), PREVIEW_FLOW_SOME);
    assert_int_equal(preview_pipe_write(&pipe, &to), PREVIEW_FLOW_SOME);
    assert_int_equal(preview_pipe_write(&pipe, &to), PREVIEW_FLOW_NONE); /* empty */
    assert_int_equal(read(out[1], got, sizeof(got)), 5);
    assert_memory_equal(got, "hello", 5);
    (void)close(in[0]);
    assert_int_equal(preview_pipe_read(&pipe, &from, PREVIEW_PIPE_SIZE), PREVIEW_FLOW_ENDED);
    (void)close(out[1]);
    preview_pipe_replace(&pipe, 0, "x", 1, 0);
    assert_int_equal(preview_pipe_write(&pipe, &to), PREVIEW_FLOW_BROKEN);
    (void)close(in[1]);
    (void)close(out[0]);
    preview_pipe_release(&pipe);
}

static void a_head_is_replaced_in_front_of_its_body(void **state)
{
    (void)state;
    struct preview_pipe pipe = {0};
    preview_pipe_replace(&pipe, 0, "old head|body|next", 18, 0);
    preview_pipe_replace(&pipe, 9, "a much newer head|", 18, 4);
    assert_int_equal(preview_pipe_size(&pipe), 22);
    assert_memory_equal(pipe.data + pipe.from, "a much newer head|body", 22);
    pipe.from += 18;
    preview_pipe_replace(&pipe, 4, "", 0, PREVIEW_PIPE_SIZE);
    assert_int_equal(preview_pipe_size(&pipe), 0);
    preview_pipe_release(&pipe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_in_comes_out_and_the_end_is_told),
        cmocka_unit_test(a_head_is_replaced_in_front_of_its_body),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
