#include "watch/watch_burst.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/scope.h"

#define NOW 1000000 /* ms of a clock that stands still */

static int set_up(void **state)
{
    *state = xcalloc(1, sizeof(struct watch_burst));
    return 0;
}

static int tear_down(void **state)
{
    watch_burst_release(*state);
    free(*state);
    return 0;
}

/* One word a change: "+a" created, "~a" changed, "-a" removed, "a>b" moved; "?d" look again. */
static void add_word(struct buf *text, const struct watch_change *change)
{
    static const char signs[] = {'+', '~', '-'};
    buf_add(text, text->size > 0 ? " " : "");
    if (change->kind == WATCH_MOVED)
        buf_addf(text, "%s>%s", change->path, change->to);
    else
        buf_addf(text, "%c%s", signs[change->kind], change->path);
}

static void assert_told(struct watch_burst *burst, const char *words)
{
    auto_news struct watch_news news = {0};
    auto_buf struct buf text;
    buf_init(&text, 65536);
    (void)watch_burst_take(burst, &news);
    for (size_t i = 0; i < news.count; i++)
        add_word(&text, &news.changes[i]);
    if (news.rescan)
        buf_addf(&text, "?%s", news.rescan);
    assert_string_equal(buf_text(&text), words);
}

/* Files: the words of assert_told. */
static void happen(struct watch_burst *burst, const char *words)
{
    auto_free char *copy = xstrdup(words);
    char *rest = copy;
    for (char *word; (word = strsep(&rest, " "));) {
        char *to = strchr(word, '>');
        if (to) {
            *to = '\0';
            watch_burst_move(burst, word, to + 1, false, NOW);
        } else {
            enum watch_kind kind = *word == '+'   ? WATCH_CREATED
                                   : *word == '~' ? WATCH_CHANGED
                                                  : WATCH_REMOVED;
            watch_burst_add(burst, kind, word + 1, false, NOW);
        }
    }
}

static void each_file_is_told_once_with_what_came_out(void **state)
{
    static const struct {
        const char *happens, *told;
    } cases[] = {
        {"+a ~a ~a", "+a"},
        {"+a -a", ""},
        {"~a -a", "-a"},
        {"-a +a", "~a"},
        {"-a +a -a", "-a"},
        {"~a ~b ~a", "~a ~b"},
        {"a>b", "a>b"},
        {"a>b b>c", "-a -b ~c"},
        {"a>b b>a", "~a -b"},
        {"a>b +a a>b", "a>b"},
        {"a>b ~b", "a>b"},
        {"a>b -b", "-a -b"},
        {"~a a>b", "a>b"},
        {"~b a>b", "a>b"},
        {"a>b +a", "a>b +a"},
        {"+a a>b", "~b"},
        {"+b.tmp ~b.tmp b.tmp>b", "~b"},
        {"+a a>b -b", "-b"},
        {"a>c b>c", "-a b>c"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        happen(*state, cases[i].happens);
        assert_told(*state, cases[i].told);
    }
}

static void what_cancelled_out_is_nothing_to_tell(void **state)
{
    struct watch_news news;
    happen(*state, "+a -a");
    assert_false(watch_burst_take(*state, &news));
    assert_int_equal(watch_burst_due_ms(*state), INT64_MAX);
}

static void names_below_a_directory_move_with_it(void **state)
{
    struct watch_burst *burst = *state;
    watch_burst_add(burst, WATCH_CREATED, "d", true, NOW);
    happen(burst, "+d/a ~dd/b x>d/c");
    watch_burst_move(burst, "d", "e", true, NOW);
    assert_told(burst, "+e/a ~dd/b x>e/c +e");
}

static void a_directory_that_is_replaced_is_looked_at_again(void **state)
{
    struct watch_burst *burst = *state;
    watch_burst_add(burst, WATCH_REMOVED, "p/d", true, NOW);
    watch_burst_add(burst, WATCH_CREATED, "p/d", true, NOW);
    assert_told(burst, "?p");
}

static void too_many_become_the_directory_that_holds_all(void **state)
{
    struct watch_burst *burst = *state;
    for (int i = 0; i <= WATCH_BURST_MAX; i++) {
        char path[64];
        (void)snprintf(path, sizeof(path), "p/q/%d/%d", i % 2, i); /* fits */
        watch_burst_add(burst, WATCH_CREATED, path, false, NOW);
    }
    assert_true(burst->news.count == 0);
    happen(burst, "~p/q/1/x");
    assert_told(burst, "?p/q");
}

static void looking_again_widens_and_swallows_single_changes(void **state)
{
    struct watch_burst *burst = *state;
    happen(burst, "~p/a");
    watch_burst_rescan(burst, "p/q", NOW);
    happen(burst, "p/b>p/c");
    assert_told(burst, "?p");
    watch_burst_rescan(burst, "p/q", NOW);
    happen(burst, "~pq/a");
    assert_told(burst, "?");
}

static void a_telling_is_due_a_moment_after_its_first_change(void **state)
{
    struct watch_burst *burst = *state;
    assert_int_equal(watch_burst_due_ms(burst), INT64_MAX);
    watch_burst_add(burst, WATCH_CHANGED, "a", false, NOW);
    watch_burst_add(burst, WATCH_CHANGED, "b", false, NOW + 200);
    assert_int_equal(watch_burst_due_ms(burst), NOW + WATCH_BURST_MS);
    assert_told(burst, "~a ~b");
    watch_burst_git(burst, NOW + 300);
    assert_int_equal(watch_burst_due_ms(burst), NOW + 300 + WATCH_BURST_MS);
}

static void a_telling_after_a_large_one_comes_later(void **state)
{
    struct watch_burst *burst = *state;
    for (int i = 0; i <= WATCH_MANY; i++) {
        const char path[] = {(char)('a' + i), '\0'};
        watch_burst_add(burst, WATCH_CREATED, path, false, NOW);
    }
    assert_told(burst, "+a +b +c +d +e +f +g +h +i +j +k +l +m +n +o +p +q +r +s +t +u");
    happen(burst, "~a");
    assert_int_equal(watch_burst_due_ms(burst), NOW + WATCH_BUSY_MS);
    assert_told(burst, "~a");
    happen(burst, "~a");
    assert_int_equal(watch_burst_due_ms(burst), NOW + WATCH_BURST_MS);
}

/* A naive model: the set of names before and after. Whatever happens to some files, a reader that
 * applies the told changes to the names from before has the names from after. */
#define NAMES 5

static void apply(unsigned *names, const struct watch_change *change)
{
    unsigned at = (unsigned)(change->path[0] - 'a');
    if (change->kind == WATCH_REMOVED || change->kind == WATCH_MOVED)
        *names &= ~(1U << at);
    else
        *names |= 1U << at;
    if (change->kind == WATCH_MOVED)
        *names |= 1U << (unsigned)(change->to[0] - 'a');
}

/* One thing that can happen to the files NAMES. */
static void do_something(struct watch_burst *burst, unsigned *names, unsigned random)
{
    unsigned one = random % NAMES;
    unsigned two = random / NAMES % NAMES;
    const char from[] = {(char)('a' + one), '\0'};
    const char to[] = {(char)('a' + two), '\0'};
    bool is_there = *names & (1U << one);
    if (!is_there) {
        watch_burst_add(burst, WATCH_CREATED, from, false, NOW);
        *names |= 1U << one;
    } else if (random / 32 % 3 == 0 && one != two) {
        watch_burst_move(burst, from, to, false, NOW);
        *names = (*names & ~(1U << one)) | 1U << two;
    } else if (random / 32 % 3 == 1) {
        watch_burst_add(burst, WATCH_CHANGED, from, false, NOW);
    } else {
        watch_burst_add(burst, WATCH_REMOVED, from, false, NOW);
        *names &= ~(1U << one);
    }
}

static void who_applies_what_is_told_has_the_names_that_are_there(void **state)
{
    uint32_t random = 2463534242U;
    for (int round = 0; round < 20000; round++) {
        unsigned names = random % (1U << NAMES);
        unsigned told = names;
        for (int step = 0; step < 1 + round % 9; step++) {
            random ^= random << 13; /* xorshift32 */
            random ^= random >> 17;
            random ^= random << 5;
            do_something(*state, &names, random >> 8);
        }
        auto_news struct watch_news news = {0};
        (void)watch_burst_take(*state, &news);
        for (size_t i = 0; i < news.count; i++)
            apply(&told, &news.changes[i]);
        assert_int_equal(told, names);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_file_is_told_once_with_what_came_out),
        TEST(what_cancelled_out_is_nothing_to_tell),
        TEST(names_below_a_directory_move_with_it),
        TEST(a_directory_that_is_replaced_is_looked_at_again),
        TEST(too_many_become_the_directory_that_holds_all),
        TEST(looking_again_widens_and_swallows_single_changes),
        TEST(a_telling_is_due_a_moment_after_its_first_change),
        TEST(a_telling_after_a_large_one_comes_later),
        TEST(who_applies_what_is_told_has_the_names_that_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
