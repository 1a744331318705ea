/* The files of tokens and sessions: whatever is taken is printed as text that is taken again and
 * says the same; whatever is refused leaves nothing behind. The first byte chooses the file. */
#include <string.h>

#include "access/access_session_file.h"
#include "access/access_token.h"
#include "base/buf.h"

#include "fuzz.h"

static void print(const struct json *root, struct buf *out)
{
    buf_init(out, (size_t)16 * 1024 * 1024);
    json_print(root, false, out);
    fuzz_require(buf_ok(out));
}

static void try_tokens(const char *text, size_t size)
{
    struct err err = {.code = ERR_NONE};
    auto_tokens struct access_tokens tokens = {0};
    auto_tokens struct access_tokens again = {0};
    auto_buf struct buf first;
    auto_buf struct buf second;
    buf_init(&first, 1);
    buf_init(&second, 1);
    if (access_tokens_parse(text, size, &tokens, &err) < 0) {
        fuzz_require(err.code == ERR_INTERNAL && err.text[0] && !tokens.items);
        return;
    }
    auto_json struct json *root = access_tokens_json(&tokens);
    print(root, &first);
    fuzz_require(access_tokens_parse(first.data, first.size, &again, &err) == 0);
    auto_json struct json *root_again = access_tokens_json(&again);
    print(root_again, &second);
    fuzz_require(strcmp(first.data, second.data) == 0);
    fuzz_require(!access_tokens_find(&tokens, "", 0));
}

static void try_sessions(const char *text, size_t size)
{
    struct err err = {.code = ERR_NONE};
    struct access_sessions sessions = {0};
    struct access_sessions again = {0};
    auto_tokens struct access_tokens none = {0};
    auto_buf struct buf first;
    buf_init(&first, 1);
    if (access_sessions_parse(text, size, &sessions, &err) < 0) {
        fuzz_require(err.code == ERR_INTERNAL && err.text[0] && !sessions.items);
        return;
    }
    auto_json struct json *root = access_sessions_json(&sessions);
    print(root, &first);
    fuzz_require(access_sessions_parse(first.data, first.size, &again, &err) == 0);
    fuzz_require(again.count == sessions.count);
    access_sessions_sweep(&sessions, &none, 0);
    fuzz_require(sessions.count == 0);
    access_sessions_release(&sessions);
    access_sessions_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const char *text = (const char *)data + 1;
    if (data[0] == 's')
        try_sessions(text, size - 1);
    else
        try_tokens(text, size - 1);
    return 0;
}
