/* A start.json that is taken is written again with a stable text. */
#include <string.h>

#include "base/scope.h"
#include "job/run_json.h"

#include "fuzz.h"

static bool rewrite(const char *text, size_t size, bool is_ours, struct buf *out)
{
    struct err err;
    struct run_start start = {.attempt = -1};
    if (run_json_parse_start(text, size, &start, &err) < 0) {
        fuzz_require(!is_ours && err.code == ERR_INVALID && start.attempt == -1);
        return false;
    }
    fuzz_require(start.attempt > 0);
    run_json_start(&start, out);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_buf struct buf first;
    auto_buf struct buf second;
    buf_init(&first, 2 * RUN_RECORD_MAX);
    buf_init(&second, 2 * RUN_RECORD_MAX);
    if (!rewrite((const char *)data, size, false, &first))
        return 0;
    fuzz_require(rewrite(buf_text(&first), first.size, true, &second));
    fuzz_require(strcmp(buf_text(&first), buf_text(&second)) == 0);
    return 0;
}
