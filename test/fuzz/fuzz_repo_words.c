/* Two lines: marks lie within them, ascend and do not touch; equal lines have none. */
#include <string.h>

#include "base/buf.h"
#include "base/rel.h"
#include "base/scope.h"
#include "repo/repo_words.h"

#include "fuzz.h"

static size_t characters(const char *text)
{
    size_t count = 0;
    for (size_t left = strlen(text); left > 0; count++) {
        size_t size = rel_utf8_size(text, left);
        text += size > 0 ? size : 1;
        left -= size > 0 ? size : 1;
    }
    return count;
}

static size_t check(const char *text, const struct repo_words_marks *marks)
{
    size_t all = characters(text);
    size_t marked = 0;
    fuzz_require(marks->count <= REPO_WORDS_MARKS_MAX);
    for (size_t i = 0; i < marks->count; i++) {
        fuzz_require(marks->from[i] < marks->to[i] && marks->to[i] <= all);
        fuzz_require(i == 0 || marks->to[i - 1] < marks->from[i]);
        marked += marks->to[i] - marks->from[i];
    }
    return all - marked;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct repo_words_marks in_old;
    struct repo_words_marks in_new;
    size_t steps = REPO_WORDS_STEPS_MAX;
    auto_free char *old = xstrndup((const char *)data, size);
    size_t next = strlen(old) + 1;
    auto_free char *new =
        xstrndup((const char *)data + (next < size ? next : size), next < size ? size - next : 0);
    int alike = repo_words_compare(old, new, &in_old, &in_new, &steps);
    fuzz_require(alike >= 0 && alike <= 100);
    size_t left = check(old, &in_old);
    size_t right = check(new, &in_new);
    if (alike == 100 && strcmp(old, new) == 0)
        fuzz_require(in_old.count == 0 && in_new.count == 0 && left == right);
    return 0;
}
