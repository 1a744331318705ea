/* What is found of a message lies in it; replacing an id gives a message with that id; and no path
 * of the machine is left behind in a URI that lay below the project. */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "script/script_rpc.h"

#include "fuzz.h"

#define OUT_MAX 1048576
#define REAL    "/srv/my lab"

static void require_within(struct script_span span, size_t size)
{
    fuzz_require(span.at <= size && span.size <= size - span.at);
}

static void look(const char *text, size_t size)
{
    struct script_rpc rpc;
    struct script_rpc again;
    auto_buf struct buf out;
    buf_init(&out, OUT_MAX);
    if (script_rpc_parse(text, size, &rpc, NULL) < 0)
        return;
    require_within(rpc.id, size);
    require_within(rpc.params, size);
    require_within(rpc.result, size);
    require_within(script_rpc_find(text, rpc.params, "textDocument"), size);
    if (rpc.id.size == 0)
        return;
    script_rpc_put(text, size, &rpc, "4711", &out);
    fuzz_require(script_rpc_parse(buf_text(&out), out.size, &again, NULL) == 0);
    fuzz_require(again.id.size == 4 && memcmp(buf_text(&out) + again.id.at, "4711", 4) == 0);
    fuzz_require(strcmp(again.method, rpc.method) == 0);
}

/* Does a string of TEXT begin with a file below the project? One behind an escaped quote lies
 * within a string that begins otherwise. */
static bool is_left_behind(const char *text, size_t size)
{
    static const char sign[] = "\"file:///srv";
    const char *end = text + size;
    for (const char *at = text; (at = memmem(at, (size_t)(end - at), sign, strlen(sign))); at++) {
        if (at == text || at[-1] != '\\')
            return true;
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    auto_buf struct buf there;
    buf_init(&there, OUT_MAX);
    look(text, size);
    script_rpc_map(text, size, REAL, "/project", &there);
    auto_json struct json *json = json_parse(text, size, NULL);
    if (!json)
        return 0;
    fuzz_require(!is_left_behind(buf_text(&there), there.size));
    auto_json struct json *mapped = json_parse(buf_text(&there), there.size, NULL);
    fuzz_require(mapped || json_type(json) == JSON_OBJECT); /* two keys may have become one */
    return 0;
}
