#include "term/term_wire.h"

#include <assert.h>
#include <string.h>

#include "base/scope.h"

/* Both ends are on one machine: numbers are as it has them. */
struct head {
    uint8_t kind, version;
    uint16_t columns, rows, nothing;
    uint64_t offset;
};
_Static_assert(sizeof(struct head) == TERM_WIRE_HEAD, "no holes");

static const struct {
    enum term_kind kind;
    bool is_from_server, has_data;
} kinds[] = {
    {TERM_KIND_VIEW, true, false},   {TERM_KIND_WATCH, true, false},
    {TERM_KIND_INPUT, true, true},   {TERM_KIND_ACK, true, false},
    {TERM_KIND_RESIZE, true, false}, {TERM_KIND_CLOSE, true, false},
    {TERM_KIND_STATE, false, true},  {TERM_KIND_BEGIN, false, false},
    {TERM_KIND_OUTPUT, false, true}, {TERM_KIND_TAKEN, false, false},
    {TERM_KIND_SIZE, false, false},  {TERM_KIND_EXIT, false, true},
    {TERM_KIND_DETACH, false, true},
};

static size_t find(unsigned kind)
{
    size_t at = 0;
    while (at < ARRAY_LEN(kinds) && (unsigned)kinds[at].kind != kind)
        at++;
    return at;
}

size_t term_wire_write(const struct term_frame *frame, char out[TERM_WIRE_MAX])
{
    const struct head head = {.kind = (uint8_t)frame->kind,
                              .version = TERM_WIRE_VERSION,
                              .columns = frame->columns,
                              .rows = frame->rows,
                              .offset = frame->offset};
    assert(frame->size <= TERM_WIRE_DATA);
    memcpy(out, &head, sizeof(head));
    if (frame->size > 0)
        memcpy(out + sizeof(head), frame->data, frame->size);
    return sizeof(head) + frame->size;
}

int term_wire_read(const char *bytes, size_t size, struct term_frame *frame, struct err *err)
{
    struct head head;
    if (size < sizeof(head) || size > TERM_WIRE_MAX)
        return err_set(err, ERR_INVALID, "a frame of %zu bytes is torn", size);
    memcpy(&head, bytes, sizeof(head));
    if (head.version != TERM_WIRE_VERSION)
        return err_set(err, ERR_INVALID,
                       "the terminal was started by another version of pirun (%u, not %d): close "
                       "it",
                       head.version, TERM_WIRE_VERSION);
    size_t at = find(head.kind);
    if (at == ARRAY_LEN(kinds) || (size > sizeof(head) && !kinds[at].has_data))
        return err_set(err, ERR_INVALID, "a frame of kind %u is not understood", head.kind);
    *frame = (struct term_frame){.kind = kinds[at].kind,
                                 .columns = head.columns,
                                 .rows = head.rows,
                                 .offset = head.offset,
                                 .data = bytes + sizeof(head),
                                 .size = size - sizeof(head)};
    return 0;
}

bool term_wire_is_from_server(enum term_kind kind)
{
    size_t at = find((unsigned)kind);
    return at < ARRAY_LEN(kinds) && kinds[at].is_from_server;
}
