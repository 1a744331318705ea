/* Goal: every reader gets every event once and in order, at its own pace; who falls behind what is
 * kept is handed to the owner; the end comes last. */
#include "web/web_feed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KEPT      4
#define BYTES_MAX 100000

struct sink {
    struct web_sink super; /* first */
    char text[4096];       /* names of the events, and "!" at the end */
    int room;
    int flushes;
};

struct place {
    struct web_feed feed;
    struct sink sink;
    int behind, at_head, left;
    bool is_given_later;
    struct web_feed_reader *waiting;
};

static bool has_room(struct web_sink *super)
{
    return ((struct sink *)super)->room > 0;
}

static void put(struct web_sink *super, struct web_event *event, const char *run_id)
{
    struct sink *sink = (struct sink *)super;
    assert_null(run_id);
    (void)strncat(sink->text, event->id, sizeof(sink->text) - strlen(sink->text) - 1);
    sink->room--;
}

static void over(struct web_sink *super, struct web_feed_reader *reader)
{
    struct sink *sink = (struct sink *)super;
    (void)strncat(sink->text, "!", sizeof(sink->text) - strlen(sink->text) - 1);
    web_feed_leave(reader);
}

static void flush(struct web_sink *super)
{
    ((struct sink *)super)->flushes++;
}

static const struct web_sink_ops ops = {
    .has_room = has_room, .put = put, .over = over, .flush = flush};

static struct web_event *event(const char *id)
{
    return web_event_create("test", id, "1", 1);
}

static void reader_behind(void *ctx, struct web_feed_reader *reader)
{
    struct place *place = ctx;
    place->behind++;
    if (place->is_given_later) {
        reader->is_waiting = true;
        place->waiting = reader;
        return;
    }
    web_feed_give(reader, place->feed.head, event("?"));
}

static void reader_at_head(void *ctx)
{
    ((struct place *)ctx)->at_head++;
}

static void reader_left(void *ctx, struct web_feed_reader *reader)
{
    (void)reader;
    ((struct place *)ctx)->left++;
}

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof(*place));
    web_feed_init(&place->feed, KEPT, BYTES_MAX, 0);
    place->feed.on_behind = reader_behind;
    place->feed.on_head = reader_at_head;
    place->feed.on_left = reader_left;
    place->feed.ctx = place;
    web_sink_init(&place->sink.super, &ops);
    place->sink.room = 1000;
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    web_sink_release(&place->sink.super);
    web_feed_release(&place->feed);
    free(place);
    return 0;
}

static struct web_feed_reader *join(struct place *place, int64_t at)
{
    return web_feed_join(&place->feed, &place->sink.super, at, WEB_TOPIC_ALL, NULL);
}

static void add(struct place *place, const char *id)
{
    web_feed_add(&place->feed, place->feed.head + 1, event(id));
    web_feed_pump_all(&place->feed);
}

static void a_reader_gets_what_comes_once_and_in_order(void **state)
{
    struct place *place = *state;
    (void)join(place, 0);
    for (const char *id = "abcdefgh"; *id; id++)
        add(place, (char[]){*id, '\0'});
    web_feed_pump_all(&place->feed);
    assert_string_equal(place->sink.text, "abcdefgh");
    assert_int_equal(place->behind, 0);
}

static void who_joins_at_an_earlier_place_gets_what_is_kept_from_there(void **state)
{
    struct place *place = *state;
    add(place, "a");
    add(place, "b");
    add(place, "c");
    web_feed_pump(join(place, 1));
    assert_string_equal(place->sink.text, "bc");
    assert_int_equal(place->at_head, 1);
}

static void without_room_nothing_comes_and_later_everything_does(void **state)
{
    struct place *place = *state;
    (void)join(place, 0);
    place->sink.room = 1;
    add(place, "a");
    add(place, "b");
    add(place, "c");
    assert_string_equal(place->sink.text, "a");
    place->sink.room = 10;
    web_sink_pump(&place->sink.super);
    assert_string_equal(place->sink.text, "abc");
}

static void who_falls_behind_what_is_kept_is_handed_to_the_owner(void **state)
{
    struct place *place = *state;
    (void)join(place, 0);
    place->sink.room = 0;
    for (const char *id = "abcde"; *id; id++)
        add(place, (char[]){*id, '\0'});
    assert_int_equal(web_feed_oldest(&place->feed), 1);
    place->sink.room = 10;
    web_sink_pump(&place->sink.super);
    assert_string_equal(place->sink.text, "?");
    assert_int_equal(place->behind, 1);
    add(place, "f");
    assert_string_equal(place->sink.text, "?f");
}

static void a_reader_that_waits_for_its_owner_gets_nothing_else_meanwhile(void **state)
{
    struct place *place = *state;
    struct web_feed_reader *reader = join(place, -1);
    place->is_given_later = true;
    add(place, "a");
    add(place, "b");
    assert_string_equal(place->sink.text, "");
    assert_int_equal(place->behind, 1);
    reader->is_waiting = false;
    web_feed_give(reader, 1, event("-"));
    web_feed_pump(reader);
    assert_string_equal(place->sink.text, "-b");
}

static void a_slot_gives_each_reader_its_latest_value_once_and_first(void **state)
{
    struct place *place = *state;
    web_feed_set(&place->feed, 0, event("1"));
    web_feed_set(&place->feed, 0, event("2"));
    (void)join(place, 0);
    add(place, "a");
    add(place, "b");
    web_feed_set(&place->feed, 1, event("3"));
    web_feed_pump_all(&place->feed);
    web_feed_pump_all(&place->feed);
    assert_string_equal(place->sink.text, "2ab3");
}

static void what_is_of_another_topic_is_left_out(void **state)
{
    struct place *place = *state;
    (void)web_feed_join(&place->feed, &place->sink.super, 0, WEB_TOPIC_RUN, NULL);
    struct web_event *queue = event("q");
    struct web_event *run = event("r");
    queue->topic = WEB_TOPIC_QUEUE;
    run->topic = WEB_TOPIC_RUN;
    web_feed_add(&place->feed, 1, queue);
    web_feed_add(&place->feed, 2, run);
    add(place, "-");
    assert_string_equal(place->sink.text, "r-");
}

static void the_end_comes_after_everything_and_the_reader_leaves(void **state)
{
    struct place *place = *state;
    (void)join(place, 0);
    (void)join(place, 0);
    web_feed_add(&place->feed, 1, event("a"));
    web_feed_end(&place->feed, event("z"));
    web_feed_pump_all(&place->feed);
    assert_string_equal(place->sink.text, "az!az!");
    assert_int_equal(place->left, 2);
    web_feed_pump(join(place, 1));
    assert_string_equal(place->sink.text, "az!az!z!");
}

static void events_beyond_the_bytes_are_not_kept(void **state)
{
    struct place *place = *state;
    struct web_event *measure = event("a");
    place->feed.size_max = 2 * measure->size;
    web_event_let_go(measure);
    add(place, "a");
    add(place, "b");
    add(place, "c");
    assert_int_equal(place->feed.count, 2);
    assert_int_equal(web_feed_oldest(&place->feed), 1);
}

static void a_moved_head_keeps_nothing_of_before(void **state)
{
    struct place *place = *state;
    add(place, "a");
    web_feed_move(&place->feed, 10);
    assert_false(web_feed_has_reader_at_head(&place->feed));
    (void)join(place, 10);
    assert_true(web_feed_has_reader_at_head(&place->feed));
    add(place, "b");
    assert_string_equal(place->sink.text, "b");
}

static void an_event_is_the_same_for_both_ways_out(void **state)
{
    (void)state;
    struct buf text;
    struct web_event *made = web_event_create("output", "1.5", "{\"a\":1}", 7);
    buf_init(&text, 1000);
    assert_int_equal(made->size, strlen("id: 1.5\nevent: output\ndata: {\"a\":1}\n\n"));
    assert_memory_equal(made->text, "id: 1.5\nevent: output\ndata: {\"a\":1}\n\n", made->size);
    web_event_frame(made, "r", &text);
    assert_string_equal(
        buf_text(&text),
        "{\"event\":\"output\",\"id\":\"1.5\",\"run_id\":\"r\",\"data\":{\"a\":1}}");
    buf_release(&text);
    web_event_let_go(made);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_reader_gets_what_comes_once_and_in_order),
        TEST(who_joins_at_an_earlier_place_gets_what_is_kept_from_there),
        TEST(without_room_nothing_comes_and_later_everything_does),
        TEST(who_falls_behind_what_is_kept_is_handed_to_the_owner),
        TEST(a_reader_that_waits_for_its_owner_gets_nothing_else_meanwhile),
        TEST(a_slot_gives_each_reader_its_latest_value_once_and_first),
        TEST(what_is_of_another_topic_is_left_out),
        TEST(the_end_comes_after_everything_and_the_reader_leaves),
        TEST(events_beyond_the_bytes_are_not_kept),
        TEST(a_moved_head_keeps_nothing_of_before),
        cmocka_unit_test(an_event_is_the_same_for_both_ways_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
