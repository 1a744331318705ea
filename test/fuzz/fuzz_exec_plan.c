/* A plan that is taken is whole: what a supervisor relies on is there. It is written again with a
 * text that is taken too, and that does not change any more. */
#include <string.h>

#include "base/scope.h"
#include "exec/exec_plan.h"

#include "fuzz.h"

static void require_whole(const struct exec_plan *plan)
{
    fuzz_require(plan->attempt > 0 && plan->project_path && plan->project_path[0] == '/');
    fuzz_require(plan->argv && plan->argv[0] && plan->argv[0][0] == '/' && plan->env);
    fuzz_require(plan->require && sandbox_level_name(plan->level) != NULL);
    fuzz_require(plan->timeout_ms >= 0 && plan->grace_ms >= 0 && plan->output_bytes_max >= 0);
    for (size_t i = 0; i < plan->bind_count; i++)
        fuzz_require(plan->binds[i].source[0] == '/' && plan->binds[i].target[0] == '/');
}

static bool rewrite(const char *text, size_t size, bool is_ours, struct buf *out)
{
    struct err err;
    auto_plan struct exec_plan plan = {.attempt = -1};
    if (exec_plan_parse(text, size, &plan, &err) < 0) {
        fuzz_require(!is_ours && err.code == ERR_INVALID && plan.attempt == -1);
        return false;
    }
    require_whole(&plan);
    exec_plan_format(&plan, out);
    return buf_ok(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_buf struct buf first;
    auto_buf struct buf second;
    buf_init(&first, 16 * EXEC_PLAN_MAX);
    buf_init(&second, 16 * EXEC_PLAN_MAX);
    if (!rewrite((const char *)data, size, false, &first))
        return 0;
    fuzz_require(rewrite(buf_text(&first), first.size, true, &second));
    fuzz_require(strcmp(buf_text(&first), buf_text(&second)) == 0);
    return 0;
}
