/* A manifest that is taken is written again with a stable text, and its names cannot become options
 * or further lines of a lock. */
#include <string.h>

#include "base/scope.h"
#include "env/env_lock.h"
#include "env/env_manifest.h"

#include "fuzz.h"

static bool rewrite(const char *text, size_t size, bool is_ours, struct buf *out)
{
    struct err err;
    auto_manifest struct env_manifest manifest = {.package_count = 0};
    auto_buf struct buf lock;
    if (env_manifest_parse(text, size, &manifest, &err) < 0) {
        fuzz_require(!is_ours && manifest.package_count == 0);
        buf_init(&lock, 1);
        return false;
    }
    buf_init(&lock, ENV_TEXT_MAX);
    env_lock_format(&manifest, "", &lock);
    size_t lines = 0;
    for (const char *at = buf_text(&lock); *at; at++)
        lines += *at == '\n';
    fuzz_require(lines == 1 + manifest.package_count || lines == 1 + 2 * manifest.package_count);
    env_manifest_format(&manifest, out);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_buf struct buf first;
    auto_buf struct buf second;
    char name[ENV_PACKAGE_MAX];
    buf_init(&first, 4 * ENV_MANIFEST_MAX);
    buf_init(&second, 4 * ENV_MANIFEST_MAX);
    (void)env_source_name((const char *)data, size, name); /* any line will do */
    if (!rewrite((const char *)data, size, false, &first))
        return 0;
    fuzz_require(rewrite(buf_text(&first), first.size, true, &second));
    fuzz_require(strcmp(buf_text(&first), buf_text(&second)) == 0);
    return 0;
}
