#include "term/term_idle.h"

#define MS_PER_MINUTE 60000

void term_idle_init(struct term_idle *idle, int64_t minutes, int64_t now_ms)
{
    *idle = (struct term_idle){.most_ms = minutes * MS_PER_MINUTE, .since_ms = now_ms};
}

void term_idle_note(struct term_idle *idle, bool is_watched, int64_t now_ms)
{
    if (idle->is_watched && !is_watched)
        idle->since_ms = now_ms;
    idle->is_watched = is_watched;
}

int64_t term_idle_due_ms(const struct term_idle *idle)
{
    return idle->most_ms > 0 && !idle->is_watched ? idle->since_ms + idle->most_ms : 0;
}

bool term_idle_is_over(const struct term_idle *idle, int64_t now_ms)
{
    int64_t due_ms = term_idle_due_ms(idle);
    return due_ms > 0 && now_ms >= due_ms;
}
