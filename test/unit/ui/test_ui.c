/* Goal: the page is in the program whole, and each client gets it in a form that it reads. */
#include "ui/ui.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/scope.h"
#include "base/sha256.h"

static const struct ui_file *index_html(void)
{
    const struct ui_file *file = ui_find("/index.html", strlen("/index.html"));
    assert_non_null(file);
    return file;
}

static void every_file_unpacks_to_the_content_that_its_tag_names(void **state)
{
    (void)state;
    for (size_t i = 0; ui_at(i); i++) {
        const struct ui_file *file = ui_at(i);
        struct err err = {0};
        char digest[SHA256_TEXT_SIZE];
        auto_free void *content = ui_inflate(file, &err);
        assert_non_null(content);
        struct sha256 hash;
        sha256_init(&hash);
        sha256_add(&hash, content, file->size);
        sha256_finish_text(&hash, digest);
        assert_memory_equal(digest, file->tag, UI_TAG_SIZE - 1);
    }
}

static void a_file_is_found_by_its_whole_path_alone(void **state)
{
    (void)state;
    assert_ptr_equal(ui_find("/index.htmlx", strlen("/index.html")), index_html());
    assert_null(ui_find("/index.htm", strlen("/index.htm")));
    assert_null(ui_find("/index.html/", strlen("/index.html/")));
    assert_null(ui_find("", 0));
}

static void a_place_names_files_that_there_are(void **state)
{
    (void)state;
    static const char *const none[] = {"", "/nowhere", "/runsx", "/assets/x", "runs"};
    const char *runs = ui_early("/runs", strlen("/runs"));
    assert_ptr_equal(ui_early("/runs/17", strlen("/runs/17")), runs);
    assert_ptr_equal(ui_early("/runs/17/x", strlen("/runs/")), runs);
    for (size_t i = 0; i < ARRAY_LEN(none); i++)
        assert_null(ui_early(none[i], strlen(none[i])));
    for (const char *at = runs; at && (at = strchr(at, '<')); at++)
        assert_non_null(ui_find(at + 1, strcspn(at + 1, ">")));
}

static void only_names_with_a_hash_may_be_kept_for_ever(void **state)
{
    (void)state;
    assert_false(index_html()->is_immutable);
    for (size_t i = 0; ui_at(i); i++)
        assert_int_equal(ui_at(i)->is_immutable, strncmp(ui_at(i)->path, "/assets/", 8) == 0);
}

static void a_client_gets_the_smallest_coding_that_it_names(void **state)
{
    (void)state;
    static const struct {
        const char *accept;
        enum ui_coding coding;
    } rows[] = {
        {NULL, UI_IDENTITY},
        {"", UI_IDENTITY},
        {"identity", UI_IDENTITY},
        {"gzip", UI_GZIP},
        {"GZIP;q=1.0", UI_GZIP},
        {"gzip, deflate, br, zstd", UI_BROTLI},
        {"gzip, deflate", UI_GZIP},
        {"br;q=0, gzip", UI_GZIP},
        {"br; q=0.000 , *", UI_GZIP},
        {"br;q=0.001", UI_BROTLI},
        {"*", UI_BROTLI},
        {"*;q=0", UI_IDENTITY},
        {"gzip;q=0", UI_IDENTITY},
        {"brotli, xgzip, gzipx", UI_IDENTITY},
        {",,;q=0,", UI_IDENTITY},
        {"deflate;q=0,\tbr", UI_BROTLI},
    };
    struct ui_file file = *index_html();
    file.brotli.size = 1; /* whether or not this build has some */
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        assert_int_equal(ui_coding_for(&file, rows[i].accept), rows[i].coding);
    file.brotli.size = 0;
    assert_int_equal(ui_coding_for(&file, "br, gzip"), UI_GZIP);
    assert_int_equal(ui_coding_for(&file, "br"), UI_IDENTITY);
}

static void tags_differ_by_coding(void **state)
{
    (void)state;
    char plain[UI_ETAG_SIZE];
    char gzip[UI_ETAG_SIZE];
    char brotli[UI_ETAG_SIZE];
    ui_etag(index_html(), UI_IDENTITY, plain);
    ui_etag(index_html(), UI_GZIP, gzip);
    ui_etag(index_html(), UI_BROTLI, brotli);
    assert_int_equal(strlen(plain), UI_TAG_SIZE + 1);
    assert_string_not_equal(plain, gzip);
    assert_string_not_equal(gzip, brotli);
    assert_true(brotli[0] == '"' && brotli[strlen(brotli) - 1] == '"');
}

static void a_damaged_file_is_not_handed_out(void **state)
{
    (void)state;
    struct err err = {0};
    struct ui_file file = *index_html();
    file.size--;
    assert_null(ui_inflate(&file, &err));
    assert_int_equal(err.code, ERR_INTERNAL);
    file.size += 2;
    assert_null(ui_inflate(&file, &err));
    file.size--;
    file.gzip.size /= 2;
    assert_null(ui_inflate(&file, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_unpacks_to_the_content_that_its_tag_names),
        cmocka_unit_test(a_file_is_found_by_its_whole_path_alone),
        cmocka_unit_test(a_place_names_files_that_there_are),
        cmocka_unit_test(only_names_with_a_hash_may_be_kept_for_ever),
        cmocka_unit_test(a_client_gets_the_smallest_coding_that_it_names),
        cmocka_unit_test(tags_differ_by_coding),
        cmocka_unit_test(a_damaged_file_is_not_handed_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
