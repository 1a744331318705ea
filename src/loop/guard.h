/* guard: mutual exclusion for a few words that the loop and a lane share, where a message between
 * them would come too late. Held for moments: never over a call that blocks. Thread: any. */
#ifndef PIRUN_LOOP_GUARD_H
#define PIRUN_LOOP_GUARD_H

struct guard;

struct guard *guard_create(void);
void guard_free(struct guard *guard); /* not locked; NULL is fine */
void guard_lock(struct guard *guard);
void guard_unlock(struct guard *guard);

#endif
