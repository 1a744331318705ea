/* USE-UNTIL-NONCE-TOKEN-SESSION-MAC, each of a fixed width; the last one is over the others. */
#include "web/web_preview_key.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hmac.h"

#define NOBODY     "------------"
#define UNTIL_AT   2
#define NONCE_AT   19
#define TOKEN_AT   32
#define SESSION_AT 45
#define MAC_AT     58
#define ID_LENGTH  (ACCESS_ID_SIZE - 1)

_Static_assert(MAC_AT + 2 * SHA256_SIZE + 1 == WEB_PREVIEW_KEY_SIZE, "the widths add up");
_Static_assert(sizeof(NOBODY) == ACCESS_ID_SIZE, "nobody is as long as somebody");

void web_preview_keys_init(struct web_preview_keys *keys)
{
    *keys = (struct web_preview_keys){0};
    access_secret_new(keys->secret);
}

static struct access_digest sign(const struct web_preview_keys *keys, const char *text)
{
    struct access_digest digest;
    hmac_sha256(keys->secret, strlen(keys->secret), text, MAC_AT, digest.bytes);
    return digest;
}

static const char *or_nobody(const char *id)
{
    return *id ? id : NOBODY;
}

void web_preview_key_make(const struct web_preview_keys *keys, enum web_preview_use use,
                          const struct web_preview_who *who, int64_t now_ms,
                          char text[WEB_PREVIEW_KEY_SIZE])
{
    char nonce[ACCESS_ID_SIZE];
    int64_t lasts_ms = use == WEB_PREVIEW_KEY ? WEB_PREVIEW_KEY_MS : WEB_PREVIEW_COOKIE_MS;
    access_secret_new_id(nonce);
    (void)snprintf(text, WEB_PREVIEW_KEY_SIZE, "%c-%016" PRIx64 "-%s-%s-%s-", (char)use,
                   (uint64_t)(now_ms + lasts_ms), nonce, or_nobody(who->token_id),
                   or_nobody(who->session_id)); /* fits: asserted above */
    struct access_digest digest = sign(keys, text);
    access_digest_format(&digest, text + MAC_AT);
}

static void copy_id(const char *from, char id[ACCESS_ID_SIZE])
{
    memcpy(id, from, ID_LENGTH);
    id[ID_LENGTH] = '\0';
    if (strcmp(id, NOBODY) == 0)
        id[0] = '\0';
}

/* False: it was used already, or so many were that one more cannot be remembered. */
static bool use_up(struct web_preview_keys *keys, const char *nonce, int64_t until_ms,
                   int64_t now_ms)
{
    size_t place = WEB_PREVIEW_KEYS_USED;
    for (size_t i = 0; i < WEB_PREVIEW_KEYS_USED; i++) {
        if (keys->used[i].until_ms <= now_ms)
            place = i;
        else if (memcmp(keys->used[i].nonce, nonce, ID_LENGTH) == 0)
            return false;
    }
    if (place == WEB_PREVIEW_KEYS_USED)
        return false;
    memcpy(keys->used[place].nonce, nonce, ID_LENGTH);
    keys->used[place].until_ms = until_ms;
    return true;
}

bool web_preview_key_check(struct web_preview_keys *keys, enum web_preview_use use,
                           const char *text, size_t size, int64_t now_ms,
                           struct web_preview_who *who)
{
    char copy[WEB_PREVIEW_KEY_SIZE];
    struct access_digest given;
    if (size != WEB_PREVIEW_KEY_SIZE - 1 || text[0] != (char)use)
        return false;
    memcpy(copy, text, size);
    copy[size] = '\0';
    struct access_digest right = sign(keys, copy);
    if (!access_digest_parse(copy + MAC_AT, &given) || !access_digest_equal(&given, &right))
        return false;
    int64_t until_ms = (int64_t)strtoull(copy + UNTIL_AT, NULL, 16); /* ours: it was signed */
    if (until_ms <= now_ms)
        return false;
    copy_id(copy + TOKEN_AT, who->token_id);
    copy_id(copy + SESSION_AT, who->session_id);
    return use != WEB_PREVIEW_KEY || use_up(keys, copy + NONCE_AT, until_ms, now_ms);
}
