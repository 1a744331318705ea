/* access_throttle: who often comes with a wrong secret waits longer and longer. Secrets of 256 bits
 * are not guessed however fast one tries: this spares work, records and the log. A right secret is
 * never kept waiting, or one bad client behind a proxy would lock all others out. Pure. */
#ifndef PIRUN_ACCESS_ACCESS_THROTTLE_H
#define PIRUN_ACCESS_ACCESS_THROTTLE_H

#include <stddef.h>
#include <stdint.h>

#define ACCESS_THROTTLE_MAX       256   /* addresses that are remembered: the latest to fail */
#define ACCESS_THROTTLE_FREE      5     /* failures without a wait */
#define ACCESS_THROTTLE_MOST_MS   60000 /* longest wait; the first one is a second */
#define ACCESS_THROTTLE_FORGET_MS ((int64_t)15 * 60 * 1000) /* without another failure */

struct access_throttle {
    size_t count;
    struct access_throttle_row {
        unsigned char key[16];
        int failures;
        int64_t failed_ms, until_ms;
    } rows[ACCESS_THROTTLE_MAX];
};

/* ADDRESS is numeric, IPv4 or IPv6; of IPv6 the network of 64 bits counts, which is what one client
 * has. Anything else ("unix") is never slowed.
 * Units: NOW_MS on a clock that is never set (clock_boot_ms). */
/* How long ADDRESS still has to wait; 0: not at all. */
int64_t access_throttle_wait_ms(const struct access_throttle *throttle, const char *address,
                                int64_t now_ms);
void access_throttle_failed(struct access_throttle *throttle, const char *address, int64_t now_ms);
void access_throttle_succeeded(struct access_throttle *throttle, const char *address);

#endif
