/* web_preview_key: who may look at the preview. Its port shares all cookies with the API's, as
 * cookies know no ports, so it has a cookie of its own that the API does not know, got for a key
 * that the API gives. Both are texts that only this process can make, and tell for whom they were
 * made: with that token or session they end. Pure but for random numbers. ADR 0031. */
#ifndef PIRUN_WEB_WEB_PREVIEW_KEY_H
#define PIRUN_WEB_WEB_PREVIEW_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "access/access_secret.h"

#define WEB_PREVIEW_KEY_SIZE  123 /* with its NUL */
#define WEB_PREVIEW_KEYS_USED 64  /* of one minute that are remembered; more must wait */
#define WEB_PREVIEW_KEY_MS    ((int64_t)60 * 1000)
#define WEB_PREVIEW_COOKIE_MS ((int64_t)8 * 3600 * 1000)

enum web_preview_use {
    WEB_PREVIEW_KEY = 'k',   /* in an address: once, within a minute */
    WEB_PREVIEW_COOKIE = 'c' /* for eight hours */
};

struct web_preview_keys {
    char secret[ACCESS_SECRET_SIZE];
    struct {
        char nonce[ACCESS_ID_SIZE];
        int64_t until_ms;
    } used[WEB_PREVIEW_KEYS_USED];
};

/* "": known by neither. */
struct web_preview_who {
    char token_id[ACCESS_ID_SIZE], session_id[ACCESS_ID_SIZE];
};

void web_preview_keys_init(struct web_preview_keys *keys);
/* Units: NOW_MS of clock_boot_ms. */
void web_preview_key_make(const struct web_preview_keys *keys, enum web_preview_use use,
                          const struct web_preview_who *who, int64_t now_ms,
                          char text[WEB_PREVIEW_KEY_SIZE]);
/* Is TEXT one of ours, for USE, and not over? A key is used up. */
bool web_preview_key_check(struct web_preview_keys *keys, enum web_preview_use use,
                           const char *text, size_t size, int64_t now_ms,
                           struct web_preview_who *who);

#endif
