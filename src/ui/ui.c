#include "ui/ui.h"

#include <stdio.h>
#include <string.h>

#include "base/scope.h"
#include "ui_table.h"

/* Of ui_files.S. */
#define UI_FILE(number, path, type, tag, is_immutable, size, gzip, brotli) \
    extern const unsigned char ui_gz_##number[], ui_br_##number[];
UI_FILES
#undef UI_FILE

#define UI_FILE(number, path, type, tag, is_immutable, size, gzip, brotli) \
    {path, type, tag, is_immutable, size, {ui_gz_##number, gzip}, {ui_br_##number, brotli}},
static const struct ui_file files[] = {UI_FILES};
#undef UI_FILE

const struct ui_file *ui_find(const char *path, size_t size)
{
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        if (strlen(files[i].path) == size && memcmp(files[i].path, path, size) == 0)
            return &files[i];
    }
    return NULL;
}

const struct ui_file *ui_at(size_t number)
{
    return number < ARRAY_LEN(files) ? &files[number] : NULL;
}

#define UI_EARLY(path, link) {path, link},
static const struct {
    const char *path, *link;
} early[] = {UI_EARLY_ROWS{NULL, NULL}};
#undef UI_EARLY

const char *ui_early(const char *path, size_t size)
{
    const char *end = size > 1 ? memchr(path + 1, '/', size - 1) : NULL;
    size_t head = end ? (size_t)(end - path) : size;
    for (size_t i = 0; early[i].path; i++) {
        if (strlen(early[i].path) == head && memcmp(early[i].path, path, head) == 0)
            return early[i].link;
    }
    return NULL;
}

const char *ui_build(void)
{
    return UI_BUILD;
}

struct ui_piece ui_piece(const struct ui_file *file, enum ui_coding coding)
{
    return coding == UI_BROTLI ? file->brotli : file->gzip;
}

void ui_etag(const struct ui_file *file, enum ui_coding coding, char etag[UI_ETAG_SIZE])
{
    static const char *const marks[UI_CODINGS] = {"", "-gz", "-br"};
    (void)snprintf(etag, UI_ETAG_SIZE, "\"%s%s\"", file->tag, marks[coding]); /* fits */
}
