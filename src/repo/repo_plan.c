#include "repo/repo_plan.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/scope.h"

#define TIMEOUT_MAX_MS ((int64_t)24 * 3600 * 1000)

static const char *const operations[] = {
    [REPO_FETCH] = "fetch", [REPO_PUSH] = "push", [REPO_HOSTKEY] = "hostkey"};

static const struct {
    const char *key;
    size_t offset;
} texts[] = {
    {"url", offsetof(struct repo_plan, url)},
    {"home", offsetof(struct repo_plan, home)},
    {"repository", offsetof(struct repo_plan, repository)},
    {"refspec", offsetof(struct repo_plan, refspec)},
    {"ssh_key_path", offsetof(struct repo_plan, ssh_key_path)},
    {"token_path", offsetof(struct repo_plan, token_path)},
    {"ca_path", offsetof(struct repo_plan, ca_path)},
};

static char **text_at(const struct repo_plan *plan, size_t i)
{
    const char *field = (const char *)plan + texts[i].offset;
    char **at = NULL;
    memcpy(&at, &field, sizeof(at)); /* the fields of a plan that is only read are only read */
    return at;
}

struct json *repo_plan_write(const struct repo_plan *plan)
{
    struct json *root = json_object();
    json_set_string(root, "operation", operations[plan->operation]);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        const char *text = *text_at(plan, i);
        json_set_string(root, texts[i].key, text ? text : "");
    }
    json_set_integer(root, "timeout_ms", plan->timeout_ms);
    return root;
}

static int read_root(const struct json *root, struct repo_plan *plan, struct err *err)
{
    const char *operation = json_get_string(root, "operation");
    size_t found = 0;
    while (operation && found < ARRAY_LEN(operations) && strcmp(operations[found], operation) != 0)
        found++;
    if (!operation || found == ARRAY_LEN(operations))
        return err_set(err, ERR_INVALID, "the plan has no operation");
    plan->operation = (enum repo_operation)found;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        const char *text = json_get_string(root, texts[i].key);
        if (!text)
            return err_set(err, ERR_INVALID, "the plan has no '%s'", texts[i].key);
        *text_at(plan, i) = xstrdup(text);
    }
    plan->timeout_ms = json_get_integer(root, "timeout_ms", 0);
    if (plan->timeout_ms < 1 || plan->timeout_ms > TIMEOUT_MAX_MS)
        return err_set(err, ERR_INVALID, "the plan has no good 'timeout_ms'");
    return 0;
}

int repo_plan_read(const char *text, size_t size, struct repo_plan *out, struct err *err)
{
    *out = (struct repo_plan){0};
    auto_json struct json *root = json_parse(text, size, err);
    return root ? read_root(root, out, err) : -1;
}

void repo_plan_release(struct repo_plan *plan)
{
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        free(*text_at(plan, i));
    *plan = (struct repo_plan){0};
}
