/* A path that is taken, for whatever wish, is relative, has no part that leads elsewhere, is within
 * its lengths, and does not begin with a name that the wish may not reach; asking again about what
 * was taken gives the same. What may be written may also be read. */
#include <string.h>

#include "files/files_path.h"

#include "fuzz.h"

static void check_parts(const char *path)
{
    for (;;) {
        size_t size = strcspn(path, "/");
        fuzz_require(size >= 1 && size <= FILES_NAME_MAX);
        fuzz_require(!(size == 1 && path[0] == '.'));
        fuzz_require(!(size == 2 && path[0] == '.' && path[1] == '.'));
        if (path[size] == '\0')
            return;
        path += size + 1;
    }
}

static void check_form(const struct rel *rel, const char *text, size_t size)
{
    struct rel again;
    struct err err;
    fuzz_require(strlen(rel->text) == size && memcmp(rel->text, text, size) == 0);
    fuzz_require(size <= REL_MAX && rel_is_utf8(text, size));
    for (size_t i = 0; i < size; i++)
        fuzz_require((unsigned char)text[i] >= 0x20 && text[i] != 0x7f);
    check_parts(rel->text);
    fuzz_require(!files_path_is_below(rel->text, "var"));
    fuzz_require(files_path_parse(rel->text, size, FILES_READ, &again, &err) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    bool is_taken[FILES_WRITE_ADMIN + 1];
    for (int want = FILES_READ; want <= FILES_WRITE_ADMIN; want++) {
        struct rel rel;
        struct err err = {.code = ERR_NONE};
        is_taken[want] = files_path_parse(text, size, (enum files_want)want, &rel, &err) == 0;
        fuzz_require(is_taken[want] || err.code == ERR_INVALID || err.code == ERR_FORBIDDEN);
        if (is_taken[want])
            check_form(&rel, text, size);
        if (is_taken[want] && want != FILES_READ)
            fuzz_require(!files_path_is_below(rel.text, ".git") &&
                         !files_path_is_below(rel.text, ".venv"));
        if (is_taken[want] && want == FILES_WRITE)
            fuzz_require(!files_path_is_below(rel.text, ".pirun.yaml"));
    }
    fuzz_require(is_taken[FILES_READ] || !is_taken[FILES_WRITE_ADMIN]);
    fuzz_require(is_taken[FILES_WRITE_ADMIN] || !is_taken[FILES_WRITE]);
    return 0;
}
