#include "web/web_follow_piece.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/rel.h"
#include "base/scope.h"
#include "job/run_json.h"
#include "web/web_output.h"

#define TIMES_MAX ((size_t)1000) /* what follows within the event counts as written with the last */
#define TEXT_MAX  ((size_t)WEB_PIECE_BYTES * 6 + TIMES_MAX * 24 + 256) /* each byte as \u0001 */

static void add_base64(const char *data, size_t size, struct buf *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < size; i += 3) {
        size_t left = size - i;
        unsigned bits = (unsigned)(unsigned char)data[i] << 16;
        bits |= left > 1 ? (unsigned)(unsigned char)data[i + 1] << 8 : 0;
        bits |= left > 2 ? (unsigned char)data[i + 2] : 0;
        char four[4] = {digits[bits >> 18], digits[bits >> 12 & 63], digits[bits >> 6 & 63],
                        digits[bits & 63]};
        if (left < 3)
            four[3] = '=';
        if (left < 2)
            four[2] = '=';
        buf_append(out, four, sizeof(four));
    }
}

/* When the first byte was written, and which later ones were written how much later. */
static void add_times(struct output_reader *reader, const struct web_place *place, size_t size,
                      struct buf *out)
{
    char time[CLOCK_TEXT_SIZE];
    int64_t end = place->offset + (int64_t)size;
    int64_t until = 0;
    int64_t first_us = output_offset_time(reader, place->offset, &until);
    int64_t last_us = first_us;
    const char *before = ",\"times\":[";
    if (first_us == 0)
        return;
    clock_format(first_us, time);
    buf_addf(out, ",\"time\":\"%s\"", time);
    for (size_t count = 0; until < end && count < TIMES_MAX;) {
        int64_t at = until;
        int64_t time_us = output_offset_time(reader, at, &until);
        if (time_us == 0 || time_us == last_us)
            continue;
        buf_addf(out, "%s[%" PRId64 ",%" PRId64 "]", before, at - place->offset,
                 (time_us - first_us) / 1000);
        before = ",";
        last_us = time_us;
        count++;
    }
    if (last_us != first_us)
        buf_add(out, "]");
}

struct web_event *web_piece_event(const struct web_place *place, const char *data, size_t size,
                                  enum output_stream stream, struct output_reader *reader)
{
    auto_buf struct buf text;
    char id[WEB_EVENT_ID_MAX];
    const char *name = web_output_stream_name(stream);
    const struct web_place next = {place->attempt, place->offset + (int64_t)size};
    buf_init(&text, TEXT_MAX);
    buf_addf(&text, "{\"offset\":%" PRId64, place->offset);
    if (place->attempt > 1)
        buf_addf(&text, ",\"attempt\":%d", place->attempt);
    if (name)
        buf_addf(&text, ",\"stream\":\"%s\"", name);
    if (reader)
        buf_addf(&text, ",\"line\":%" PRId64, output_offset_line(reader, place->offset));
    if (reader && data)
        add_times(reader, place, size, &text);
    if (!data) {
        buf_addf(&text, ",\"missing\":%zu", size);
    } else if (rel_is_utf8(data, size) && !memchr(data, '\0', size)) { /* which json.h refuses */
        buf_add(&text, ",\"text\":");
        json_quote(data, size, &text);
    } else {
        buf_add(&text, ",\"base64\":\"");
        add_base64(data, size, &text);
        buf_add(&text, "\"");
    }
    buf_add(&text, "}");
    web_place_format(&next, id);
    return web_event_create("output", id, buf_text(&text), text.size);
}

static void close_reader(struct web_follow_view *view)
{
    if (view->reader)
        output_reader_close(take(view->reader));
}

void web_follow_view_release(struct web_follow_view *view)
{
    close_reader(view);
    web_event_let_go(take(view->last));
}

static struct web_event *tell(const char *name, const struct run *run)
{
    auto_json struct json *record = run_json_record(run);
    return web_event_json(name, "", record);
}

static struct web_event *tell_error(const struct err *err)
{
    auto_json struct json *json = json_object();
    json_set_string(json, "error", err->text);
    json_set_string(json, "code", err_name(err->code));
    return web_event_json("end", "", json);
}

/* Look at the run. */
static void look(struct web_follow_view *view, struct web_piece *piece)
{
    auto_run struct run run;
    struct err err;
    view->is_known = true;
    web_event_let_go(take(view->last));
    if (web_records_load(view->records, &view->id, &run, &err) < 0) {
        view->is_over = err.code == ERR_NOT_FOUND || err.code == ERR_INVALID;
        view->last = view->is_over ? tell_error(&err) : NULL;
        return;
    }
    view->current = run.attempt;
    view->is_running = run.state == RUN_RUNNING;
    view->is_over = run_has_ended(run.state);
    piece->state = tell("state", &run);
    if (view->is_over)
        view->last = tell("end", &run);
}

/* Whether nothing is written to ATTEMPT any more, as of the last look. */
static bool is_final(const struct web_follow_view *view, int attempt)
{
    return attempt < view->current || view->is_over || !view->is_running;
}

/* Have the output of ATTEMPT open. While we look, a later attempt may begin, and take the name. */
static bool open_reader(struct web_follow_view *view, int attempt)
{
    struct err none_yet;
    const struct store store = web_records_store(view->records);
    if (view->reader && view->attempt == attempt)
        return output_refresh(view->reader, &none_yet) == 0;
    close_reader(view);
    view->attempt = attempt;
    if (attempt == view->current)
        view->reader = web_output_open(&store, &view->id, 0, &none_yet);
    if (view->reader && store_attempts(&store, &view->id) > attempt)
        close_reader(view);
    if (!view->reader)
        view->reader = web_output_open(&store, &view->id, attempt, &none_yet);
    return view->reader != NULL;
}

struct reading {
    struct web_piece *piece;
    struct output_reader *reader;
    bool is_held; /* what comes now is not told yet, because its stream is not known */
    bool may_hold;
    size_t used; /* of BYTES: one stretch, not made an event yet */
    enum output_stream stream;
    char bytes[WEB_PIECE_BYTES];
};

static void add_event(struct web_piece *piece, struct web_event *event, size_t size)
{
    piece->at.offset += (int64_t)size;
    piece->next[piece->count] = web_place_position(&piece->at);
    piece->events[piece->count++] = event;
}

static void finish_stretch(struct reading *reading, size_t size)
{
    struct web_piece *piece = reading->piece;
    if (size)
        add_event(
            piece,
            web_piece_event(&piece->at, reading->bytes, size, reading->stream, reading->reader),
            size);
    reading->used = 0;
}

static bool add_stretch(void *ctx, int64_t offset, const char *data, size_t size,
                        enum output_stream stream)
{
    struct reading *reading = ctx;
    (void)offset;
    if (!data) /* a hole that has just grown over this place: the next piece tells it */
        return false;
    if (stream == OUTPUT_UNKNOWN && reading->may_hold) {
        reading->is_held = true;
        return false;
    }
    if (reading->used && stream != reading->stream)
        finish_stretch(reading, reading->used);
    if (reading->piece->count == WEB_PIECE_EVENTS)
        return false;
    reading->stream = stream;
    memcpy(reading->bytes + reading->used, data, size); /* the range is no longer than BYTES */
    reading->used += size;
    return true;
}

/* Read bytes up to LIMIT. With MAY_HOLD the output goes on: what is cut there, or of a stream that
 * is not known yet, is left for later. */
static void read_bytes(struct web_follow_view *view, struct web_piece *piece, int64_t limit,
                       bool may_hold)
{
    struct reading reading = {.piece = piece, .reader = view->reader, .may_hold = may_hold};
    struct err err;
    int64_t left = limit - piece->at.offset;
    bool is_cut = left > WEB_PIECE_BYTES || may_hold;
    struct output_range range = {.from = piece->at.offset,
                                 .to = left > WEB_PIECE_BYTES ? piece->at.offset + WEB_PIECE_BYTES
                                                              : limit};
    if (output_copy(view->reader, &range, add_stretch, &reading, NULL, &err) < 0)
        return;
    if (!reading.used)
        return;
    size_t whole = is_cut ? web_output_whole(reading.bytes, reading.used) : reading.used;
    if (whole == 0 && !may_hold) /* it would never get on */
        whole = reading.used;
    finish_stretch(&reading, whole);
}

/* How far the attempt may be read: to its end as of now, and not beyond what was asked for. */
static int64_t limit_of(struct web_follow_view *view, const struct web_piece *piece)
{
    int64_t size = output_size(view->reader);
    struct web_place to = web_place_at(piece->to < 0 ? 0 : piece->to);
    return to.attempt == piece->at.attempt && to.offset < size ? to.offset : size;
}

/* The next events: of the hole, or of bytes up to it. */
static void read_some(struct web_follow_view *view, struct web_piece *piece, int64_t limit,
                      bool may_hold)
{
    int64_t from = 0;
    int64_t to = 0;
    int64_t at = piece->at.offset;
    bool is_hole_ahead = output_hole(view->reader, &from, &to) && at < to && from < limit;
    if (!is_hole_ahead) {
        read_bytes(view, piece, limit, may_hold);
    } else if (at < from) {
        read_bytes(view, piece, from, false);
    } else {
        size_t size = (size_t)((to < limit ? to : limit) - at);
        add_event(piece, web_piece_event(&piece->at, NULL, size, OUTPUT_UNKNOWN, view->reader),
                  size);
    }
}

static void read_output(struct web_follow_view *view, struct web_piece *piece)
{
    int64_t limit = limit_of(view, piece);
    bool may_hold =
        piece->to < 0 && !is_final(view, piece->at.attempt) && output_is_indexed(view->reader);
    while (piece->count < WEB_PIECE_EVENTS && piece->at.offset < limit &&
           piece->at.offset - piece->from.offset < WEB_PIECE_BYTES) {
        int64_t before = piece->at.offset;
        read_some(view, piece, limit, may_hold);
        if (piece->at.offset == before)
            return;
    }
    piece->has_more = piece->at.offset < limit;
}

void web_piece_read(struct web_follow_view *view, struct web_piece *piece)
{
    piece->at = piece->from;
    if (piece->is_state_old || !view->is_known)
        look(view, piece);
    int64_t size = 0;
    if (piece->is_wanted && view->current > 0 && open_reader(view, piece->at.attempt)) {
        read_output(view, piece);
        size = output_size(view->reader);
    }
    bool is_told = !piece->has_more && piece->at.offset >= size;
    if (is_told && piece->at.attempt < view->current && piece->is_wanted) {
        piece->at = (struct web_place){piece->at.attempt + 1, 0};
        piece->has_more = true;
    } else if (is_told && view->is_over && piece->is_wanted && piece->to < 0) {
        piece->last = take(view->last);
    }
}
