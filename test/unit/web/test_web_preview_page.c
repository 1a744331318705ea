#include "web/web_preview_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void what_is_put_in_is_text(void **state)
{
    (void)state;
    auto_buf struct buf out;
    buf_init(&out, 16384);
    const struct web_preview_page page = {.status = 502,
                                          .title = "<b>",
                                          .text = "a & \"b\" </p><script>",
                                          .link = "http://a/\"><script>",
                                          .link_text = "<i>"};
    web_preview_page_write(&page, "'self'", &out);
    const char *text = buf_text(&out);
    assert_memory_equal(text, "HTTP/1.1 502 Bad Gateway\r\n", 26);
    assert_null(strstr(text, "<script>"));
    assert_null(strstr(text, "<b>"));
    assert_null(strstr(text, "<i>"));
    assert_non_null(strstr(text, "a &amp; &quot;b&quot; &lt;/p&gt;&lt;script&gt;"));
    assert_non_null(strstr(text, "default-src 'none'"));
    assert_null(strstr(text, "Refresh"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_in_is_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
