#include "spool/spool_seq.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/scope.h"

#define SEQ_FILE     "seq"
#define SEQ_TEXT_MAX 32
#define SEQ_MAX      9007199254740991 /* what every reader of JSON keeps exactly (base/json.h) */

int spool_seq_load(struct spool_seq *seq, const struct spool *spool, struct err *err)
{
    auto_buf struct buf text;
    buf_init(&text, SEQ_TEXT_MAX);
    struct err why = {ERR_NONE, ""};
    if (fd_read_file(spool->dirs.var, SEQ_FILE, &text, &why) < 0 && why.code != ERR_NOT_FOUND &&
        why.code != ERR_TOO_LARGE)
        return err_set(err, why.code, "cannot read the accept number: %.180s", why.text);
    char *end = NULL;
    long long mark = strtoll(buf_text(&text), &end, 10);
    if (mark < 0 || mark > SEQ_MAX || !buf_ok(&text))
        mark = 0;
    seq->mark = mark;
    seq->next = mark + 1;
    return 0;
}

void spool_seq_saw(struct spool_seq *seq, int64_t seen)
{
    if (seen >= seq->next && seen < SEQ_MAX)
        seq->next = seen + 1;
}

int spool_seq_take(struct spool_seq *seq, const struct spool *spool, int64_t *out, struct err *err)
{
    if (seq->next > seq->mark) {
        char text[SEQ_TEXT_MAX];
        int64_t mark = seq->next + SPOOL_SEQ_BLOCK - 1;
        int size = snprintf(text, sizeof(text), "%lld\n", (long long)mark);
        if (fd_replace(spool->dirs.var, SEQ_FILE, text, (size_t)size, spool->durability, err) < 0)
            return -1;
        seq->mark = mark;
    }
    *out = seq->next++;
    return 0;
}
