/* Whatever json_parse takes is printed as text that it takes again, with the same bytes; whatever
 * it refuses has a place; the pointer of each value leads back to a place. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/scope.h"

#include "fuzz.h"

#define PROBES 64 /* values of one input whose place is asked for: each costs a parse */

static void print_twice(const struct json *root, size_t size, bool is_pretty)
{
    struct err err;
    auto_buf struct buf first;
    auto_buf struct buf second;
    buf_init(&first, 64 * size + 4096); /* indentation of 32 levels */
    buf_init(&second, 64 * size + 4096);
    json_print(root, is_pretty, &first);
    fuzz_require(buf_ok(&first));
    auto_json struct json *again = json_parse(buf_text(&first), first.size, &err);
    fuzz_require(again != NULL);
    json_print(again, is_pretty, &second);
    fuzz_require(strcmp(buf_text(&first), buf_text(&second)) == 0);
}

static void find_each(const char *text, size_t size, const struct json *root,
                      const struct json *value, int *probes)
{
    int line;
    int column;
    auto_buf struct buf pointer;
    buf_init(&pointer, 4 * size + 64);
    json_pointer(root, value, &pointer);
    if (--*probes >= 0)
        fuzz_require(json_where(text, size, buf_text(&pointer), false, &line, &column) &&
                     line > 0 && column > 0);
    for (const struct json *child = json_first(value); child && *probes > 0;
         child = json_next(child))
        find_each(text, size, root, child, probes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err = {.code = ERR_NONE};
    const char *text = (const char *)data;
    auto_json struct json *root = json_parse(text, size, &err);
    if (!root) {
        fuzz_require(err.code == ERR_INVALID &&
                     strtol(err.text, NULL, 10) > 0); /* "LINE:COLUMN: …" */
        (void)json_is_cut(text, size);
        return 0;
    }
    fuzz_require(!json_is_cut(text, size));
    print_twice(root, size, false);
    print_twice(root, size, true);
    int probes = PROBES;
    find_each(text, size, root, root, &probes);
    return 0;
}
