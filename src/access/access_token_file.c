#include "access/access_token_file.h"

#include <stdio.h>
#include <string.h>

#include "access/access_local.h"
#include "base/clock.h"
#include "base/scope.h"

#define TOKENS_FILE    "tokens.json"
#define NAME_ID_DIGITS 4

/* Nobody must get in, or be kept out, by a file that is half there. */
static int say_damaged(struct err *err)
{
    struct err why = *err;
    return err_set(err, ERR_INTERNAL,
                   "'var/" TOKENS_FILE "' is damaged (%.90s): repair it, or move it away and make "
                   "new tokens with 'pirun token create'",
                   why.text);
}

int access_tokens_load(int var, struct access_tokens *out, struct err *err)
{
    struct access_stamp stamp;
    auto_buf struct buf text;
    buf_init(&text, ACCESS_FILE_MAX);
    if (access_file_read(var, TOKENS_FILE, &text, &stamp, err) < 0)
        return -1;
    if (!stamp.is_there)
        *out = (struct access_tokens){0};
    else if (access_tokens_parse(buf_text(&text), text.size, out, err) < 0)
        return say_damaged(err);
    out->stamp = stamp;
    return 0;
}

bool access_tokens_are_stale(const struct access_tokens *tokens, int var)
{
    struct access_stamp now = access_file_stamp(var, TOKENS_FILE);
    return !access_stamp_equal(&now, &tokens->stamp);
}

int access_tokens_save(int var, const struct access_tokens *tokens, struct err *err)
{
    auto_json struct json *root = access_tokens_json(tokens);
    return access_file_write(var, TOKENS_FILE, root, err);
}

void access_token_new(const struct access_token_order *order, struct access_token *out,
                      char secret[ACCESS_TOKEN_TEXT_MAX])
{
    char random[ACCESS_SECRET_SIZE];
    access_secret_new(random);
    *out = (struct access_token){
        .role = order->role, .created_us = clock_wall_us(), .expires_us = order->expires_us};
    access_secret_new_id(out->id);
    if (order->name)
        (void)snprintf(out->name, sizeof(out->name), "%s", order->name); /* was checked */
    else
        (void)snprintf(out->name, sizeof(out->name), "token-%.*s", NAME_ID_DIGITS,
                       out->id);                                                     /* fits */
    (void)snprintf(secret, ACCESS_TOKEN_TEXT_MAX, ACCESS_TOKEN_PREFIX "%s", random); /* fits */
    out->digest = access_digest_of(secret, strlen(secret));
    explicit_bzero(random, sizeof(random));
}

int access_token_create(int var, const struct access_token_order *order, struct access_token *out,
                        char secret[ACCESS_TOKEN_TEXT_MAX], struct err *err)
{
    auto_tokens struct access_tokens tokens = {0};
    struct access_token token;
    if (order->name && access_token_check_name(order->name, err) < 0)
        return -1;
    if (order->expires_us && order->expires_us <= clock_wall_us())
        return err_set(err, ERR_INVALID, "the token would have expired already");
    auto_fd int lock = access_file_lock(var, err);
    if (lock < 0 || access_tokens_load(var, &tokens, err) < 0)
        return -1;
    access_token_new(order, &token, secret);
    if (access_tokens_add(&tokens, &token, err) < 0 || access_tokens_save(var, &tokens, err) < 0)
        return -1;
    *out = token;
    return 0;
}

int access_token_revoke(int var, const char *text, struct access_token *out, struct err *err)
{
    auto_tokens struct access_tokens tokens = {0};
    struct access_token *token = NULL;
    auto_fd int lock = access_file_lock(var, err);
    if (lock < 0 || access_tokens_load(var, &tokens, err) < 0 ||
        access_tokens_resolve(&tokens, text, &token, err) < 0)
        return -1;
    struct access_token gone = *token;
    access_tokens_remove(&tokens, token);
    if (access_tokens_save(var, &tokens, err) < 0)
        return -1;
    if (gone.is_local)
        access_local_forget(var);
    *out = gone;
    return 0;
}

int access_token_note_use(int var, const struct access_tokens *seen, struct err *err)
{
    auto_tokens struct access_tokens tokens = {0};
    bool is_new = false;
    auto_fd int lock = access_file_lock(var, err);
    if (lock < 0 || access_tokens_load(var, &tokens, err) < 0)
        return -1;
    for (size_t i = 0; i < seen->count; i++) {
        struct access_token *token = access_tokens_by_id(&tokens, seen->items[i].id);
        if (!token || token->used_us >= seen->items[i].used_us)
            continue;
        token->used_us = seen->items[i].used_us;
        is_new = true;
    }
    return is_new ? access_tokens_save(var, &tokens, err) : 0;
}
