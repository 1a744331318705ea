#include "sandbox/sandbox_note.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/scope.h"

struct note {
    bool is_fault;
    struct sandbox_fault fault;
};

static struct sandbox_fault fault_of(unsigned part, const char *step, int number)
{
    struct sandbox_fault fault = {.number = number, .part = part};
    memcpy(fault.step, step, strnlen(step, sizeof(fault.step) - 1));
    return fault;
}

void sandbox_note_send(int status, unsigned part, const char *step, bool is_fault)
{
    struct note note;
    memset(&note, 0, sizeof(note)); /* its padding is sent too */
    note.is_fault = is_fault;
    note.fault = fault_of(part, step, errno);
    (void)!write(status, &note, sizeof(note)); /* fails only when the keeper is gone */
}

void sandbox_note_missing(struct sandbox_child *child, unsigned part, const char *step, int number)
{
    if (child->missing_count < ARRAY_LEN(child->missing))
        child->missing[child->missing_count++] = fault_of(part, step, number);
}

int sandbox_note_read(int status, struct sandbox_child *child, struct sandbox_fault *fault)
{
    bool has_failed = false;
    for (;;) {
        struct note note;
        ssize_t got = read(status, &note, sizeof(note));
        if (got < 0 && errno == EINTR)
            continue;
        if (got != (ssize_t)sizeof(note))
            return has_failed ? -1 : 0;
        if (note.is_fault) {
            *fault = note.fault;
            has_failed = true;
        } else {
            sandbox_note_missing(child, note.fault.part, note.fault.step, note.fault.number);
        }
    }
}

const struct sandbox_fault *sandbox_fault_find(const struct sandbox_fault *faults, size_t count,
                                               unsigned parts)
{
    for (size_t i = 0; i < count; i++) {
        if (faults[i].part & parts)
            return &faults[i];
    }
    return NULL;
}
