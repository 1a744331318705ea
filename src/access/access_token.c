#include "access/access_token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/rel.h"
#include "base/scope.h"

void access_tokens_release(struct access_tokens *tokens)
{
    free(tokens->items);
    *tokens = (struct access_tokens){0};
}

int access_token_check_name(const char *name, struct err *err)
{
    size_t size = strlen(name);
    if (size == 0 || size > ACCESS_NAME_MAX)
        return err_set(err, ERR_INVALID, "a token's name has 1 to %d bytes", ACCESS_NAME_MAX);
    if (!rel_is_utf8(name, size))
        return err_set(err, ERR_INVALID, "the token's name is not UTF-8");
    for (const char *at = name; *at; at++) {
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            return err_set(err, ERR_INVALID, "the token's name holds a control byte");
    }
    return 0;
}

static int read_token(const struct json *object, struct access_token *out, struct err *err)
{
    const char *id = json_get_string(object, "id");
    const char *name = json_get_string(object, "name");
    const char *role = json_get_string(object, "role");
    *out = (struct access_token){.is_local = json_get_bool(object, "local", false)};
    if (!access_secret_is_id(id))
        return err_set(err, ERR_INTERNAL, "a token without a good 'id'");
    (void)snprintf(out->id, sizeof(out->id), "%s", id); /* fits: an id */
    if (!name || access_token_check_name(name, err) < 0)
        return err_set(err, ERR_INTERNAL, "token '%s' has no good 'name'", id);
    (void)snprintf(out->name, sizeof(out->name), "%s", name); /* fits: was checked */
    if (!role || !access_role_parse(role, &out->role))
        return err_set(err, ERR_INTERNAL, "token '%s' has no good 'role'", id);
    if (!access_digest_parse(json_get_string(object, "sha256"), &out->digest))
        return err_set(err, ERR_INTERNAL, "token '%s' has no good 'sha256'", id);
    if (!access_file_time(object, "created", &out->created_us) ||
        !access_file_time(object, "expires", &out->expires_us) ||
        !access_file_time(object, "last_used", &out->used_us))
        return err_set(err, ERR_INTERNAL, "token '%s' has a time that is none", id);
    out->noted_us = out->used_us;
    return 0;
}

int access_tokens_parse(const char *text, size_t size, struct access_tokens *out, struct err *err)
{
    auto_json struct json *root = NULL;
    auto_tokens struct access_tokens tokens = {0};
    const struct json *array = access_file_parse(text, size, "tokens", &root, err);
    if (!array) {
        err->code = ERR_INTERNAL; /* JSON calls it invalid: but it is our own file */
        return -1;
    }
    for (const struct json *object = json_first(array); object; object = json_next(object)) {
        struct access_token token;
        if (read_token(object, &token, err) < 0)
            return -1;
        if (access_tokens_by_id(&tokens, token.id))
            return err_set(err, ERR_INTERNAL, "two tokens '%s'", token.id);
        if (access_tokens_add(&tokens, &token, err) < 0)
            return err_set(err, ERR_INTERNAL, "more than %d tokens", ACCESS_TOKENS_MAX);
    }
    *out = tokens;
    tokens = (struct access_tokens){0};
    return 0;
}

struct json *access_token_json(const struct access_token *token)
{
    struct json *object = json_object();
    json_set_string(object, "id", token->id);
    json_set_string(object, "name", token->name);
    json_set_string(object, "role", access_role_name(token->role));
    if (token->is_local)
        json_set_bool(object, "local", true);
    access_file_set_time(object, "created", token->created_us);
    access_file_set_time(object, "expires", token->expires_us);
    access_file_set_time(object, "last_used", token->used_us);
    return object;
}

struct json *access_tokens_json(const struct access_tokens *tokens)
{
    struct json *root = json_object();
    struct json *array = json_array();
    json_set_integer(root, "v", 1);
    for (size_t i = 0; i < tokens->count; i++) {
        char digest[SHA256_TEXT_SIZE];
        struct json *object = access_token_json(&tokens->items[i]);
        access_digest_format(&tokens->items[i].digest, digest);
        json_set_string(object, "sha256", digest);
        json_push(array, object);
    }
    json_set(root, "tokens", array);
    return root;
}

struct access_token *access_tokens_find(const struct access_tokens *tokens, const char *text,
                                        size_t size)
{
    struct access_token *found = NULL;
    struct access_digest digest = access_digest_of(text, size);
    for (size_t i = 0; i < tokens->count; i++) {
        if (access_digest_equal(&digest, &tokens->items[i].digest))
            found = &tokens->items[i];
    }
    return found;
}

struct access_token *access_tokens_by_id(const struct access_tokens *tokens, const char *id)
{
    for (size_t i = 0; i < tokens->count; i++) {
        if (strcmp(tokens->items[i].id, id) == 0)
            return &tokens->items[i];
    }
    return NULL;
}

bool access_token_is_over(const struct access_token *token, int64_t now_us)
{
    return token->expires_us > 0 && token->expires_us <= now_us;
}

int access_tokens_resolve(const struct access_tokens *tokens, const char *text,
                          struct access_token **out, struct err *err)
{
    size_t size = strlen(text);
    size_t matches = 0;
    struct access_token *found = access_tokens_by_id(tokens, text);
    if (found) {
        *out = found;
        return 0;
    }
    for (size_t i = 0; size > 0 && i < tokens->count; i++) {
        struct access_token *token = &tokens->items[i];
        if (strncmp(token->id, text, size) != 0 && strcmp(token->name, text) != 0)
            continue;
        matches++;
        found = token;
    }
    if (matches > 1)
        return err_set(err, ERR_INVALID, "'%.80s' means %zu tokens: give more of the id", text,
                       matches);
    if (matches == 0)
        return err_set(err, ERR_NOT_FOUND, "no token '%.80s'", text);
    *out = found;
    return 0;
}

int access_tokens_add(struct access_tokens *tokens, const struct access_token *token,
                      struct err *err)
{
    if (tokens->count >= ACCESS_TOKENS_MAX)
        return err_set(err, ERR_TOO_LARGE, "there are %d tokens: revoke some", ACCESS_TOKENS_MAX);
    if (tokens->count == tokens->room) {
        tokens->room = tokens->room ? 2 * tokens->room : 8;
        tokens->items = xrealloc(tokens->items, tokens->room * sizeof(*tokens->items));
    }
    tokens->items[tokens->count++] = *token;
    return 0;
}

void access_tokens_remove(struct access_tokens *tokens, struct access_token *token)
{
    size_t behind = tokens->count - (size_t)(token - tokens->items) - 1;
    memmove(token, token + 1, behind * sizeof(*token));
    tokens->count--;
}
