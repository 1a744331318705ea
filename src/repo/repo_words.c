#include "repo/repo_words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/rel.h"
#include "base/scope.h"

#define WORDS_MAX  256 /* of one line, between what both begin and end with */
#define ALIKE_MIN  30  /* of 100: below it two lines are not a changed one */
#define WHOLE_LINE 100

enum kind {
    KIND_WORD,
    KIND_SPACE,
    KIND_OTHER
};

struct word {
    const char *text;
    size_t size;
    size_t from, to; /* characters */
    enum kind kind;
    bool is_kept; /* it is in the other line too */
};

struct line {
    struct word *words;
    size_t count;
    size_t size;   /* characters */
    size_t weight; /* of them those that are no space */
};

/* words */

static enum kind kind_of(char byte)
{
    unsigned char c = (unsigned char)byte;
    if (c == ' ' || c == '\t')
        return KIND_SPACE;
    bool is_word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                   c == '_' || c >= 0x80;
    return is_word ? KIND_WORD : KIND_OTHER;
}

static void add_character(struct line *line, const char *at, size_t size, size_t where)
{
    struct word *next = &line->words[line->count];
    enum kind kind = kind_of(*at);
    if (kind != KIND_SPACE)
        line->weight++;
    if (line->count > 0 && next[-1].kind == kind && kind != KIND_OTHER) {
        next[-1].size += size;
        next[-1].to++;
        return;
    }
    line->count++;
    *next = (struct word){.text = at, .size = size, .from = where, .to = where + 1, .kind = kind};
}

/* False: it is too long. */
static bool split(const char *text, struct line *line)
{
    size_t left = strlen(text);
    size_t where = 0;
    if (left > (size_t)REPO_WORDS_LINE_MAX * 4)
        return false;
    line->words = xcalloc(left + 1, sizeof(*line->words));
    for (; left > 0; where++) {
        size_t size = rel_utf8_size(text, left);
        size = size > 0 ? size : 1;
        if (where == REPO_WORDS_LINE_MAX)
            return false;
        add_character(line, text, size, where);
        text += size;
        left -= size;
    }
    line->size = where;
    return true;
}

static bool is_same(const struct word *a, const struct word *b)
{
    return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

/* which of them both lines have */

/* A stretch of both lines. */
struct part {
    struct word *old, *new;
    size_t old_count, new_count;
};

static void keep(struct word *old, struct word *new)
{
    old->is_kept = true;
    new->is_kept = true;
}

static struct part trim(struct line *old, struct line *new)
{
    struct part part = {old->words, new->words, old->count, new->count};
    while (part.old_count > 0 && part.new_count > 0 && is_same(part.old, part.new)) {
        keep(part.old++, part.new ++);
        part.old_count--;
        part.new_count--;
    }
    while (part.old_count > 0 && part.new_count > 0 &&
           is_same(&part.old[part.old_count - 1], &part.new[part.new_count - 1]))
        keep(&part.old[--part.old_count], &part.new[--part.new_count]);
    return part;
}

/* The longest common subsequence, in the manner of every textbook; the weight of a word is its
 * length, so that a shared name counts for more than a shared bracket. */
static void keep_common(const struct part *part)
{
    size_t width = part->new_count + 1;
    auto_free uint16_t *best = xcalloc((part->old_count + 1) * width, sizeof(*best));
    for (size_t i = part->old_count; i-- > 0;) {
        for (size_t k = part->new_count; k-- > 0;) {
            uint16_t down = best[(i + 1) * width + k];
            uint16_t right = best[i * width + k + 1];
            uint16_t value = down > right ? down : right;
            uint16_t across = (uint16_t)(best[(i + 1) * width + k + 1] + part->old[i].size);
            if (is_same(&part->old[i], &part->new[k]) && across > value)
                value = across;
            best[i * width + k] = value;
        }
    }
    for (size_t i = 0, k = 0; i < part->old_count && k < part->new_count;) {
        uint16_t here = best[i * width + k];
        if (here == best[(i + 1) * width + k])
            i++;
        else if (here == best[i * width + k + 1])
            k++;
        else
            keep(&part->old[i++], &part->new[k++]);
    }
}

/* A space between two changed words belongs to their change. */
static void close_gaps(struct line *line)
{
    for (size_t i = 1; i + 1 < line->count; i++) {
        struct word *word = &line->words[i];
        if (word->kind == KIND_SPACE && !line->words[i - 1].is_kept && !line->words[i + 1].is_kept)
            word->is_kept = false;
    }
}

static void write_marks(const struct line *line, struct repo_words_marks *marks)
{
    bool was_kept = true;
    for (size_t i = 0; i < line->count; i++) {
        const struct word *word = &line->words[i];
        if (!word->is_kept) {
            if (was_kept && marks->count < REPO_WORDS_MARKS_MAX)
                marks->from[marks->count++] = word->from;
            marks->to[marks->count - 1] = word->to;
        }
        was_kept = word->is_kept;
    }
}

static size_t kept_weight(const struct line *line)
{
    size_t weight = 0;
    for (size_t i = 0; i < line->count; i++) {
        const struct word *word = &line->words[i];
        weight += word->is_kept && word->kind != KIND_SPACE ? word->to - word->from : 0;
    }
    return weight;
}

/* Lines that differ in spaces alone are alike. */
static int likeness(const struct line *old, const struct line *new)
{
    size_t all = old->weight + new->weight;
    size_t kept = kept_weight(old) + kept_weight(new);
    return all > 0 ? (int)(kept * WHOLE_LINE / all) : WHOLE_LINE;
}

static int compare(struct line *old, struct line *new, struct repo_words_marks *old_marks,
                   struct repo_words_marks *new_marks, size_t *steps)
{
    const struct part part = trim(old, new);
    size_t cost = part.old_count * part.new_count + old->size + new->size;
    if (part.old_count > WORDS_MAX || part.new_count > WORDS_MAX || cost > *steps) {
        *steps -= cost > *steps ? *steps : 0; /* they are used up: nothing is split in vain */
        return 0;
    }
    *steps -= cost;
    if (part.old_count > 0 && part.new_count > 0)
        keep_common(&part);
    int alike = likeness(old, new);
    if (alike == 0)
        return 0;
    close_gaps(old);
    close_gaps(new);
    write_marks(old, old_marks);
    write_marks(new, new_marks);
    return alike;
}

int repo_words_compare(const char *old, const char *new, struct repo_words_marks *old_marks,
                       struct repo_words_marks *new_marks, size_t *steps)
{
    struct line before = {0};
    struct line after = {0};
    old_marks->count = 0;
    new_marks->count = 0;
    bool is_short = *steps > 0 && split(old, &before) && split(new, &after);
    int alike = is_short ? compare(&before, &after, old_marks, new_marks, steps) : 0;
    free(before.words);
    free(after.words);
    return alike;
}

/* the lines of a hunk */

static void set_marks(struct json *line, const struct repo_words_marks *marks)
{
    if (marks->count == 0)
        return;
    struct json *list = json_array();
    for (size_t i = 0; i < marks->count; i++) {
        struct json *mark = json_array();
        json_push(mark, json_new_integer((int64_t)marks->from[i]));
        json_push(mark, json_new_integer((int64_t)marks->to[i]));
        json_push(list, mark);
    }
    json_set(line, "marks", list);
}

static int compare_rows(const struct json *old, const struct json *new,
                        struct repo_words_marks *old_marks, struct repo_words_marks *new_marks,
                        size_t *steps)
{
    return repo_words_compare(json_get_string(old, "text"), json_get_string(new, "text"), old_marks,
                              new_marks, steps);
}

/* The '+' line from FROM on that is most like OLD; all of them: none is. */
static size_t find_alike(struct repo_words *words, const struct json *old, size_t from)
{
    struct repo_words_marks in_old;
    struct repo_words_marks in_new;
    size_t found = words->new_count;
    int best = ALIKE_MIN - 1;
    for (size_t i = from; i < words->new_count; i++) {
        int alike = compare_rows(old, words->new[i], &in_old, &in_new, &words->steps);
        if (alike > best) {
            best = alike;
            found = i;
        }
    }
    return found;
}

static void mark_block(struct repo_words *words)
{
    bool is_even = words->old_count == words->new_count;
    size_t next = 0;
    for (size_t i = 0; i < words->old_count && next < words->new_count; i++) {
        struct repo_words_marks in_old;
        struct repo_words_marks in_new;
        struct json *old = words->old[i];
        size_t other = is_even ? i : find_alike(words, old, next);
        if (other == words->new_count ||
            compare_rows(old, words->new[other], &in_old, &in_new, &words->steps) < ALIKE_MIN)
            continue;
        set_marks(old, &in_old);
        set_marks(words->new[other], &in_new);
        next = other + 1;
    }
}

void repo_words_end(struct repo_words *words)
{
    if (words->old_count <= REPO_WORDS_BLOCK_MAX && words->new_count <= REPO_WORDS_BLOCK_MAX)
        mark_block(words);
    words->old_count = 0;
    words->new_count = 0;
}

void repo_words_take(struct repo_words *words, struct json *line)
{
    char type = *json_get_string(line, "type");
    bool is_old = type == '-';
    if (type == ' ' || (is_old && words->new_count > 0))
        repo_words_end(words);
    if (type == ' ')
        return;
    struct json **rows = is_old ? words->old : words->new;
    size_t *count = is_old ? &words->old_count : &words->new_count;
    if (*count < REPO_WORDS_BLOCK_MAX)
        rows[*count] = line;
    (*count)++;
}
