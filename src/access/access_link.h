/* access_link: links that sign a browser in, once, within ten minutes. In memory only: a restart
 * forgets them. What they open stands for the local token (access_local): who revokes that one ends
 * the sessions too. Pure, apart from random bits. */
#ifndef PIRUN_ACCESS_ACCESS_LINK_H
#define PIRUN_ACCESS_ACCESS_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "access/access_secret.h"

#define ACCESS_LINKS_MAX 8 /* one more takes the place of the oldest */
#define ACCESS_LINK_MS   ((int64_t)10 * 60 * 1000)

struct access_links {
    struct access_link {
        struct access_digest digest;
        int64_t until_ms; /* 0: free */
    } items[ACCESS_LINKS_MAX];
};

/* Units: NOW_MS on a clock that is never set (clock_boot_ms). */
void access_link_make(struct access_links *links, int64_t now_ms, char secret[ACCESS_SECRET_SIZE]);
/* True once, for a link that is not too old. Looks at all of them whatever it finds. */
bool access_link_take(struct access_links *links, const char *text, size_t size, int64_t now_ms);

#endif
