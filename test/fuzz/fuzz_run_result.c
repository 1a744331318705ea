/* A result.json that is taken is written again with a stable text; one that is refused leaves
 * nothing behind. */
#include <string.h>

#include "base/scope.h"
#include "job/run_json.h"

#include "fuzz.h"

/* Parse TEXT, which must be good when IS_OURS, and append its written form to OUT. */
static bool rewrite(const char *text, size_t size, bool is_ours, struct buf *out)
{
    struct err err;
    struct run_result result = {.exit_code = -1};
    if (run_json_parse_result(text, size, &result, &err) < 0) {
        fuzz_require(!is_ours && err.code == ERR_INVALID && result.exit_code == -1);
        return false;
    }
    fuzz_require(result.reason != RUN_NOT_ENDED);
    run_json_result(&result, out);
    run_result_release(&result);
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
