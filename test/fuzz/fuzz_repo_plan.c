/* What a git child reads: a plan that is taken is written again with the same meaning; any text is
 * searched for hosts, and decoded as a key. */
#include <string.h>

#include "base/scope.h"
#include "repo/repo_hosts.h"
#include "repo/repo_plan.h"

#include "fuzz.h"

static void read_key(const char *text, size_t size)
{
    struct err err;
    struct repo_key key;
    auto_buf struct buf line;
    buf_init(&line, (size_t)4 * REPO_KEY_MAX);
    if (repo_hosts_decode(text, size, &key, &err) < 0 ||
        repo_hosts_line("host", &key, &line, &err) < 0)
        return;
    fuzz_require(strchr(buf_text(&line), '\n') == buf_text(&line) + line.size - 1);
    fuzz_require(repo_hosts_names(buf_text(&line), "host"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err;
    auto_free char *text = xstrndup((const char *)data, size);
    auto_gitplan struct repo_plan first = {0};
    auto_gitplan struct repo_plan second = {0};
    auto_buf struct buf again;
    buf_init(&again, 8 * REPO_PLAN_MAX);
    (void)repo_hosts_names(text, "host"); /* must only come back */
    read_key((const char *)data, size);
    if (size > REPO_PLAN_MAX || repo_plan_read((const char *)data, size, &first, &err) < 0)
        return 0;
    auto_json struct json *root = repo_plan_write(&first);
    json_print(root, false, &again);
    fuzz_require(repo_plan_read(buf_text(&again), again.size, &second, &err) == 0);
    fuzz_require(strcmp(first.url, second.url) == 0 && first.operation == second.operation);
    return 0;
}
