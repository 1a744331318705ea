/* A record that is taken is written again with a stable text, and can be told as a sentence and as
 * an exit status. */
#include <string.h>

#include "base/scope.h"
#include "job/run_json.h"

#include "fuzz.h"

static void tell(const struct run *run)
{
    char text[64];
    run_describe(run, text, sizeof(text));
    fuzz_require(*text != '\0');
    int status = run_exit_status(run);
    fuzz_require(status >= 0 && status <= 255);
}

static bool rewrite(const char *text, size_t size, bool is_ours, struct buf *out)
{
    struct err err;
    struct run run;
    if (run_json_parse_record(text, size, &run, &err) < 0) {
        fuzz_require(!is_ours && err.code == ERR_INVALID);
        return false;
    }
    tell(&run);
    auto_json struct json *record = run_json_record(&run);
    json_print(record, false, out);
    run_release(&run);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_buf struct buf first;
    auto_buf struct buf second;
    buf_init(&first, 2 * RUN_RECORD_MAX);
    buf_init(&second, 2 * RUN_RECORD_MAX);
    if (!rewrite((const char *)data, size, false, &first) || first.size > RUN_RECORD_MAX)
        return 0;
    fuzz_require(rewrite(buf_text(&first), first.size, true, &second));
    fuzz_require(strcmp(buf_text(&first), buf_text(&second)) == 0);
    return 0;
}
