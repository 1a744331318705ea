/* term_idle: when a terminal that nobody looks at is over. Pure: the time is given. */
#ifndef PIRUN_TERM_TERM_IDLE_H
#define PIRUN_TERM_TERM_IDLE_H

#include <stdbool.h>
#include <stdint.h>

/* Units: milliseconds of CLOCK_BOOTTIME. */
struct term_idle {
    int64_t most_ms;  /* 0: for ever */
    int64_t since_ms; /* nobody looks since then */
    bool is_watched;
};

/* Nobody looks yet. */
void term_idle_init(struct term_idle *idle, int64_t minutes, int64_t now_ms);
/* So many look now. */
void term_idle_note(struct term_idle *idle, bool is_watched, int64_t now_ms);
/* When it is over; 0: not before somebody has come and gone. */
int64_t term_idle_due_ms(const struct term_idle *idle);
bool term_idle_is_over(const struct term_idle *idle, int64_t now_ms);

#endif
