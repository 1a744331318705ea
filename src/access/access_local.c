#include "access/access_local.h"

#include <string.h>
#include <unistd.h>

#include "access/access_token_file.h"
#include "base/buf.h"
#include "base/fd.h"
#include "base/scope.h"

#define LOCAL_FILE     "token"
#define LOCAL_FILE_MAX 256 /* bytes; ours has 71 */

void access_local_forget(int var)
{
    (void)unlinkat(var, LOCAL_FILE, 0); /* what it holds is dead already */
}

int access_local_read(int var, char secret[ACCESS_TOKEN_TEXT_MAX], struct err *err)
{
    struct err why;
    auto_buf struct buf text;
    buf_init(&text, LOCAL_FILE_MAX);
    if (fd_read_file(var, LOCAL_FILE, &text, &why) < 0 && why.code == ERR_NOT_FOUND)
        return err_set(err, ERR_NOT_FOUND, "there is no 'var/token': 'pirun init' makes it");
    if (!buf_ok(&text) || !text.data)
        return err_set(err, ERR_INTERNAL, "cannot read 'var/token'");
    size_t size = strcspn(buf_text(&text), "\r\n");
    if (size == 0 || size >= ACCESS_TOKEN_TEXT_MAX)
        return err_set(err, ERR_INTERNAL,
                       "'var/token' holds no token: remove it, and 'pirun init'");
    memcpy(secret, buf_text(&text), size);
    secret[size] = '\0';
    explicit_bzero(text.data, text.size);
    return 0;
}

/* Is there a local token that var/token opens? */
static bool is_there(int var, const struct access_tokens *tokens)
{
    char secret[ACCESS_TOKEN_TEXT_MAX];
    if (access_local_read(var, secret, NULL) < 0)
        return false;
    const struct access_token *token = access_tokens_find(tokens, secret, strlen(secret));
    explicit_bzero(secret, sizeof(secret));
    return token && token->is_local;
}

/* First the entry, then the key: killed in between, an entry is left that nobody can use, and the
 * next time replaces it. */
static int make(int var, struct access_tokens *tokens, struct err *err)
{
    static const struct access_token_order order = {.name = "local", .role = ACCESS_ADMIN};
    char line[ACCESS_TOKEN_TEXT_MAX + 1];
    struct access_token token;
    for (size_t i = tokens->count; i > 0; i--) {
        if (tokens->items[i - 1].is_local)
            access_tokens_remove(tokens, &tokens->items[i - 1]);
    }
    access_token_new(&order, &token, line);
    token.is_local = true;
    if (access_tokens_add(tokens, &token, err) < 0 || access_tokens_save(var, tokens, err) < 0)
        return -1;
    size_t size = strlen(line);
    line[size] = '\n';
    int result = fd_replace(var, LOCAL_FILE, line, size + 1, FD_DURABLE_FULL, err);
    explicit_bzero(line, sizeof(line));
    return result;
}

int access_local_ensure(int var, bool *was_made, struct err *err)
{
    auto_tokens struct access_tokens tokens = {0};
    auto_fd int lock = access_file_lock(var, err);
    if (lock < 0 || access_tokens_load(var, &tokens, err) < 0)
        return -1;
    if (is_there(var, &tokens)) {
        *was_made = false;
        return 0;
    }
    if (make(var, &tokens, err) < 0)
        return -1;
    *was_made = true;
    return 0;
}
