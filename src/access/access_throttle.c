#include "access/access_throttle.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <string.h>

#define FIRST_WAIT_MS   1000
#define V6_NETWORK_SIZE 8 /* bytes */

/* IPv4 as IPv6 writes it; of other IPv6 the first 64 bits. Source: RFC 4291 2.5.4, 2.5.5.2. */
static bool read_key(const char *address, unsigned char key[16])
{
    struct in_addr v4;
    struct in6_addr v6;
    memset(key, 0, 16);
    if (inet_pton(AF_INET, address, &v4) == 1) {
        memset(key + 10, 0xff, 2);
        memcpy(key + 12, &v4, sizeof(v4));
        return true;
    }
    if (inet_pton(AF_INET6, address, &v6) != 1)
        return false;
    memcpy(key, &v6, IN6_IS_ADDR_V4MAPPED(&v6) ? sizeof(v6) : V6_NETWORK_SIZE);
    return true;
}

static size_t find(const struct access_throttle *throttle, const unsigned char key[16])
{
    size_t at = 0;
    while (at < throttle->count && memcmp(throttle->rows[at].key, key, 16) != 0)
        at++;
    return at;
}

int64_t access_throttle_wait_ms(const struct access_throttle *throttle, const char *address,
                                int64_t now_ms)
{
    unsigned char key[16];
    if (!read_key(address, key))
        return 0;
    size_t at = find(throttle, key);
    if (at == throttle->count || throttle->rows[at].until_ms <= now_ms)
        return 0;
    return throttle->rows[at].until_ms - now_ms;
}

/* A free row, or that of the one whose failure is the longest ago. */
static struct access_throttle_row *new_row(struct access_throttle *throttle)
{
    if (throttle->count < ACCESS_THROTTLE_MAX)
        return &throttle->rows[throttle->count++];
    struct access_throttle_row *oldest = &throttle->rows[0];
    for (size_t i = 1; i < throttle->count; i++) {
        if (throttle->rows[i].failed_ms < oldest->failed_ms)
            oldest = &throttle->rows[i];
    }
    return oldest;
}

static int64_t wait_after(int failures)
{
    int64_t wait_ms = FIRST_WAIT_MS;
    if (failures < ACCESS_THROTTLE_FREE)
        return 0;
    for (int i = ACCESS_THROTTLE_FREE; i < failures && wait_ms < ACCESS_THROTTLE_MOST_MS; i++)
        wait_ms *= 2;
    return wait_ms < ACCESS_THROTTLE_MOST_MS ? wait_ms : ACCESS_THROTTLE_MOST_MS;
}

void access_throttle_failed(struct access_throttle *throttle, const char *address, int64_t now_ms)
{
    unsigned char key[16];
    if (!read_key(address, key))
        return;
    size_t at = find(throttle, key);
    bool is_known = at < throttle->count;
    struct access_throttle_row *row = is_known ? &throttle->rows[at] : new_row(throttle);
    if (!is_known || now_ms - row->failed_ms > ACCESS_THROTTLE_FORGET_MS) {
        memcpy(row->key, key, sizeof(row->key));
        row->failures = 0;
    }
    if (row->failures < INT16_MAX) /* far beyond the longest wait */
        row->failures++;
    row->failed_ms = now_ms;
    row->until_ms = now_ms + wait_after(row->failures);
}

void access_throttle_succeeded(struct access_throttle *throttle, const char *address)
{
    unsigned char key[16];
    if (!throttle->count || !read_key(address, key))
        return;
    size_t at = find(throttle, key);
    if (at < throttle->count)
        throttle->rows[at] = throttle->rows[--throttle->count];
}
