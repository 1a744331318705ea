#include "access/access_link.h"

#include "base/scope.h"

void access_link_make(struct access_links *links, int64_t now_ms, char secret[ACCESS_SECRET_SIZE])
{
    struct access_link *place = &links->items[0];
    for (size_t i = 1; i < ARRAY_LEN(links->items); i++) {
        if (links->items[i].until_ms < place->until_ms)
            place = &links->items[i];
    }
    access_secret_new(secret);
    *place = (struct access_link){.digest = access_digest_of(secret, ACCESS_SECRET_SIZE - 1),
                                  .until_ms = now_ms + ACCESS_LINK_MS};
}

bool access_link_take(struct access_links *links, const char *text, size_t size, int64_t now_ms)
{
    struct access_link *found = NULL;
    struct access_digest digest = access_digest_of(text, size);
    for (size_t i = 0; i < ARRAY_LEN(links->items); i++) {
        if (access_digest_equal(&digest, &links->items[i].digest))
            found = &links->items[i];
    }
    if (!found || found->until_ms <= now_ms)
        return false;
    *found = (struct access_link){.until_ms = 0};
    return true;
}
