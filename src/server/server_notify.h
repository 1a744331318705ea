/* server_notify: tell the service manager how we are. Does nothing when it did not ask
 * ($NOTIFY_SOCKET). Source: sd_notify(3), sd_watchdog_enabled(3); the protocol is one datagram, so
 * no library is linked for it. */
#ifndef PIRUN_SERVER_SERVER_NOTIFY_H
#define PIRUN_SERVER_SERVER_NOTIFY_H

#include <stdint.h>

/* STATE as in sd_notify(3): "READY=1", "STOPPING=1", "STATUS=…". A failure is ignored: the manager
 * times out and says so. */
void server_notify(const char *state);
/* "RELOADING=1" with the time that Type=notify-reload wants; READY=1 ends it. */
void server_notify_reloading(void);
/* Milliseconds between two "WATCHDOG=1" (half of what the manager allows), 0: none wanted. */
int64_t server_notify_watchdog_ms(void);

#endif
