#include "exec/exec_limit.h"

#include <stdio.h>
#include <string.h>

#include "base/scope.h"

#define KIB_PER_MIB 1024

void exec_tail_add(struct exec_tail *tail, const char *data, size_t size)
{
    size_t room = sizeof(tail->text) - 1;
    if (size > room) {
        data += size - room;
        size = room;
    }
    if (tail->size + size > room) {
        size_t kept = room - size;
        memmove(tail->text, tail->text + tail->size - kept, kept);
        tail->size = kept;
    }
    memcpy(tail->text + tail->size, data, size);
    tail->size += size;
    tail->text[tail->size] = '\0';
}

/* The last line that is not empty. */
static const char *last_line(const struct exec_tail *tail, size_t *size)
{
    size_t end = tail->size;
    while (end > 0 && (tail->text[end - 1] == '\n' || tail->text[end - 1] == '\r'))
        end--;
    size_t start = end;
    while (start > 0 && tail->text[start - 1] != '\n')
        start--;
    *size = end - start;
    return tail->text + start;
}

void exec_limit_explain(const struct sandbox_watch *watch, enum sandbox_excess excess, char *text,
                        size_t size)
{
    switch (excess) {
    case SANDBOX_EXCESS_MEMORY:
        (void)snprintf(text, size,
                       "its processes used %lld MiB of memory: the limit is %lld "
                       "(limits.memory_mb)",
                       (long long)watch->memory_kb / KIB_PER_MIB,
                       (long long)watch->limits.memory_mb); /* fits */
        break;
    case SANDBOX_EXCESS_DISK:
        (void)snprintf(text, size,
                       "it added %lld MiB to the project, small files counted as 16 "
                       "KiB: the limit is %lld (limits.disk_mb)",
                       (long long)watch->disk.added / KIB_PER_MIB / KIB_PER_MIB,
                       (long long)watch->limits.disk_mb); /* fits */
        break;
    case SANDBOX_EXCESS_NONE:
        break;
    }
}

void exec_limit_explain_oom(const struct exec_plan *plan, char *text, size_t size)
{
    (void)snprintf(text, size,
                   "its processes came to the limit of %lld MiB of memory (limits.memory_mb)",
                   (long long)plan->limits.memory_mb); /* fits */
}

enum limit {
    LIMIT_MEMORY,
    LIMIT_TMP,
    LIMIT_FILE,
    LIMIT_OPEN,
    LIMIT_PIDS,
};

static const struct {
    const char *words; /* in the line that names the exception */
    enum limit limit;
} signs[] = {
    {"MemoryError", LIMIT_MEMORY},          {"Cannot allocate memory", LIMIT_MEMORY},
    {"No space left on device", LIMIT_TMP}, {"File too large", LIMIT_FILE},
    {"Too many open files", LIMIT_OPEN},    {"Resource temporarily unavailable", LIMIT_PIDS},
    {"can't start new thread", LIMIT_PIDS},
};

static bool find_sign(const struct exec_tail *tail, enum limit *limit)
{
    size_t size = 0;
    const char *line = last_line(tail, &size);
    for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
        if (memmem(line, size, signs[i].words, strlen(signs[i].words))) {
            *limit = signs[i].limit;
            return true;
        }
    }
    return false;
}

static int64_t value_of(const struct exec_plan *plan, enum limit limit)
{
    switch (limit) {
    case LIMIT_MEMORY:
        return plan->limits.memory_mb;
    case LIMIT_TMP:
        return plan->limits.disk_mb;
    case LIMIT_FILE:
        return plan->limits.file_mb;
    case LIMIT_OPEN:
        return plan->limits.open_files;
    case LIMIT_PIDS:
        return plan->limits.pids;
    }
    return 0;
}

static void say(enum limit limit, long long value, char *text, size_t size)
{
    switch (limit) {
    case LIMIT_MEMORY:
        (void)snprintf(text, size,
                       "it asked for more memory than its limit of %lld MiB allows "
                       "(limits.memory_mb)",
                       value);
        break;
    case LIMIT_TMP:
        (void)snprintf(text, size,
                       "no space was left: /tmp is in memory and holds at most 64 MiB, "
                       "the run may add %lld MiB (limits.disk_mb)",
                       value);
        break;
    case LIMIT_FILE:
        (void)snprintf(text, size, "a file came to its limit of %lld MiB (limits.file_mb)", value);
        break;
    case LIMIT_OPEN:
        (void)snprintf(text, size, "it came to its limit of %lld open files (limits.open_files)",
                       value);
        break;
    case LIMIT_PIDS:
        (void)snprintf(text, size,
                       "it came to its limit of %lld processes and threads "
                       "(limits.pids)",
                       value);
        break;
    }
}

bool exec_limit_saw_pids(const struct exec_plan *plan, const struct sandbox_watch *watch,
                         char *text, size_t size)
{
    int64_t pids = plan->limits.pids;
    if (pids <= 0 || watch->tasks_peak < pids)
        return false;
    say(LIMIT_PIDS, (long long)pids, text, size);
    return true;
}

/* The kernel tells a script that a limit is met, and the script tells Python's words for it. It may
 * also print them for fun: then it has itself to blame for a wrong sentence about itself. */
bool exec_limit_guess(const struct exec_plan *plan, const struct exec_tail *tail,
                      enum run_reason *reason, char *text, size_t size)
{
    enum limit limit = LIMIT_MEMORY;
    int64_t value = find_sign(tail, &limit) ? value_of(plan, limit) : 0;
    if (value <= 0)
        return false;
    if (limit == LIMIT_MEMORY)
        *reason = RUN_MEMORY;
    say(limit, (long long)value, text, size);
    return true;
}
