#include "term/term_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/scope.h"
#include "term/term_message.h"

void term_plan_release(struct term_plan *plan)
{
    exec_plan_release(&plan->exec);
    free(plan->title);
    free(plan->by);
    free(plan->directory);
    *plan = (struct term_plan){0};
}

void term_plan_format(const struct term_plan *plan, struct buf *out)
{
    auto_buf struct buf exec;
    buf_init(&exec, EXEC_PLAN_MAX);
    exec_plan_format(&plan->exec, &exec);
    auto_json struct json *root = json_object();
    json_set_string(root, "title", plan->title);
    json_set_string(root, "by", plan->by);
    json_set_string(root, "directory", plan->directory);
    json_set_integer(root, "columns", plan->columns);
    json_set_integer(root, "rows", plan->rows);
    json_set_integer(root, "idle_minutes", plan->idle_minutes);
    json_set_integer(root, "started_at_us", plan->started_at_us);
    json_set_string(root, "exec", buf_text(&exec));
    json_print(root, false, out);
}

static bool read_side(const struct json *root, const char *key, uint16_t *out)
{
    int64_t number = json_get_integer(root, key, 0);
    *out = (uint16_t)(number > 0 && number <= TERM_SIDE_MAX ? number : 0);
    return *out > 0;
}

int term_plan_parse(const char *text, size_t size, struct term_plan *plan, struct err *err)
{
    auto_json struct json *root = json_parse(text, size, err);
    if (!root)
        return err_prefix(err, "plan of a terminal");
    const char *exec = json_get_string(root, "exec");
    auto_terminal struct term_plan read = {
        .title = xstrdup(json_get_string(root, "title")),
        .by = xstrdup(json_get_string(root, "by")),
        .directory = xstrdup(json_get_string(root, "directory")),
        .idle_minutes = json_get_integer(root, "idle_minutes", -1),
        .started_at_us = json_get_integer(root, "started_at_us", 0)};
    if (!exec || !read.title || !read.by || read.idle_minutes < 0 ||
        !read_side(root, "columns", &read.columns) || !read_side(root, "rows", &read.rows))
        return err_set(err, ERR_INVALID, "the plan of a terminal is incomplete");
    if (exec_plan_parse(exec, strlen(exec), &read.exec, err) < 0)
        return -1;
    *plan = read;
    read = (struct term_plan){0}; /* NOLINT(clang-analyzer-deadcode.DeadStores): given away */
    return 0;
}
