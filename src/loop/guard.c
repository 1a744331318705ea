#include "loop/guard.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/buf.h"

struct guard {
    pthread_mutex_t mutex;
};

struct guard *guard_create(void)
{
    struct guard *guard = xmalloc(sizeof(*guard));
    (void)pthread_mutex_init(&guard->mutex, NULL); /* never fails on Linux */
    return guard;
}

void guard_free(struct guard *guard)
{
    if (!guard)
        return;
    (void)pthread_mutex_destroy(&guard->mutex); /* it is not locked */
    free(guard);
}

void guard_lock(struct guard *guard)
{
    (void)pthread_mutex_lock(&guard->mutex); /* fails only for other kinds of mutexes */
}

void guard_unlock(struct guard *guard)
{
    (void)pthread_mutex_unlock(&guard->mutex); /* the same */
}
