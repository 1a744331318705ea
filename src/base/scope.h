/* scope: locals that free themselves at the end of their block (GCC's cleanup attribute), and the
 * way to give one away. `auto_free char *name = …; return take(name);` */
#ifndef PIRUN_BASE_SCOPE_H
#define PIRUN_BASE_SCOPE_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static inline void scope_free(void *at)
{
    free(*(void **)at);
}

static inline void scope_close(const int *fd)
{
    if (*fd >= 0)
        (void)close(*fd); /* the paths that must know call close themselves */
}

static inline void scope_closedir(DIR **dir)
{
    if (*dir)
        (void)closedir(*dir);
}

#define auto_free __attribute__((cleanup(scope_free)))
#define auto_fd   __attribute__((cleanup(scope_close)))
#define auto_dir  __attribute__((cleanup(scope_closedir)))

/* Answer the pointer and leave NULL behind; answer the descriptor and leave -1 behind. */
#define take(pointer)                           \
    __extension__({                             \
        __typeof__(pointer) taken_ = (pointer); \
        (pointer) = NULL;                       \
        taken_;                                 \
    })
static inline int take_fd(int *fd)
{
    int taken = *fd;
    *fd = -1;
    return taken;
}

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

#endif
