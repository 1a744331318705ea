#include "job/job_writer.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "job/run.h"

typedef void (*write_cb)(const struct job *job, const struct job_row *row, struct buf *out);

static const void *place_of(const struct job *job, size_t offset)
{
    return (const char *)job + offset;
}

static int64_t integer_at(const struct job *job, const struct job_row *row)
{
    const int64_t *place = place_of(job, row->offset);
    return *place;
}

static double number_at(const struct job *job, const struct job_row *row)
{
    const double *place = place_of(job, row->offset);
    return *place;
}

static const char *text_at(const struct job *job, const struct job_row *row)
{
    const char *const *place = place_of(job, row->offset);
    return *place;
}

static unsigned word_at(const struct job *job, const struct job_row *row)
{
    unsigned number;
    memcpy(&number, place_of(job, row->offset), sizeof(number)); /* see read_word */
    return number;
}

static bool flag_at(const struct job *job, const struct job_row *row)
{
    const bool *place = place_of(job, row->offset);
    return *place;
}

static size_t count_at(const struct job *job, const struct job_row *row)
{
    const size_t *place = place_of(job, row->count_offset);
    return *place;
}

static void quote(const char *text, struct buf *out)
{
    json_quote(text, strlen(text), out);
}

static void write_version(const struct job *job, const struct job_row *row, struct buf *out)
{
    (void)job;
    buf_addf(out, "%.0f", row->least);
}

static void write_integer(const struct job *job, const struct job_row *row, struct buf *out)
{
    buf_addf(out, "%" PRId64, integer_at(job, row));
}

static void write_number(const struct job *job, const struct job_row *row, struct buf *out)
{
    auto_json struct json *number = json_new_number(number_at(job, row));
    json_print(number, false, out);
}

static void write_text(const struct job *job, const struct job_row *row, struct buf *out)
{
    quote(text_at(job, row), out);
}

static void write_word(const struct job *job, const struct job_row *row, struct buf *out)
{
    quote(row->words[word_at(job, row)], out);
}

static void write_flag(const struct job *job, const struct job_row *row, struct buf *out)
{
    quote(row->words[flag_at(job, row) ? 1 : 0], out);
}

static void write_time(const struct job *job, const struct job_row *row, struct buf *out)
{
    char text[CLOCK_TEXT_SIZE];
    clock_format(integer_at(job, row), text);
    quote(text, out);
}

static void write_one_ident(const struct ident *ident, struct buf *out)
{
    char text[IDENT_TEXT_SIZE];
    ident_format(ident, text);
    quote(text, out);
}

static void write_ident(const struct job *job, const struct job_row *row, struct buf *out)
{
    write_one_ident(place_of(job, row->offset), out);
}

static void write_texts(const struct job *job, const struct job_row *row, struct buf *out)
{
    char *const *const *texts = place_of(job, row->offset);
    buf_add(out, "[");
    for (size_t i = 0; i < count_at(job, row); i++) {
        buf_add(out, i ? "," : "");
        quote((*texts)[i], out);
    }
    buf_add(out, "]");
}

static void write_idents(const struct job *job, const struct job_row *row, struct buf *out)
{
    const struct ident *const *idents = place_of(job, row->offset);
    buf_add(out, "[");
    for (size_t i = 0; i < count_at(job, row); i++) {
        buf_add(out, i ? "," : "");
        write_one_ident(&(*idents)[i], out);
    }
    buf_add(out, "]");
}

static void write_pairs(const struct job *job, const struct job_row *row, struct buf *out)
{
    const struct job_pair *const *pairs = place_of(job, row->offset);
    buf_add(out, "{");
    for (size_t i = 0; i < count_at(job, row); i++) {
        buf_add(out, i ? "," : "");
        quote((*pairs)[i].key, out);
        buf_add(out, ":");
        quote((*pairs)[i].value, out);
    }
    buf_add(out, "}");
}

static void write_reasons(const struct job *job, const struct job_row *row, struct buf *out)
{
    const uint32_t *bits = place_of(job, row->offset);
    const char *comma = "";
    buf_add(out, "[");
    for (unsigned reason = RUN_NOT_ENDED + 1; reason <= RUN_DEPENDENCY; reason++) {
        if (!(*bits & 1U << reason))
            continue;
        buf_add(out, comma);
        quote(run_reason_name((enum run_reason)reason), out);
        comma = ",";
    }
    buf_add(out, "]");
}

static void write_object(const struct job *job, const struct job_row *row, struct buf *out);

static const write_cb writers[] = {
    [JOB_TYPE_VERSION] = write_version, [JOB_TYPE_INTEGER] = write_integer,
    [JOB_TYPE_NUMBER] = write_number,   [JOB_TYPE_TEXT] = write_text,
    [JOB_TYPE_WORD] = write_word,       [JOB_TYPE_FLAG] = write_flag,
    [JOB_TYPE_OP] = write_word,         [JOB_TYPE_BUILD] = write_word,
    [JOB_TYPE_TIME] = write_time,       [JOB_TYPE_IDENT] = write_ident,
    [JOB_TYPE_TEXTS] = write_texts,     [JOB_TYPE_IDENTS] = write_idents,
    [JOB_TYPE_PAIRS] = write_pairs,     [JOB_TYPE_REASONS] = write_reasons,
    [JOB_TYPE_OBJECT] = write_object,
};

static bool is_given_reasons(const struct job *job, const struct job_row *row)
{
    const uint32_t *bits = place_of(job, row->offset);
    return *bits != 0;
}

static bool is_given(const struct job *job, const struct job_row *row)
{
    static const struct ident nobody;
    switch (row->type) {
    case JOB_TYPE_VERSION:
        return true;
    case JOB_TYPE_INTEGER:
        /* a negative limit is "not given" too, see struct job_limits */
        return integer_at(job, row) > 0 || (integer_at(job, row) < 0 && row->least < 0);
    case JOB_TYPE_NUMBER:
        return number_at(job, row) != row->initial && number_at(job, row) > 0;
    case JOB_TYPE_TEXT:
        return text_at(job, row) != NULL;
    case JOB_TYPE_WORD:
        return word_at(job, row) != 0;
    case JOB_TYPE_OP:
        return job->kind == JOB_OP;
    case JOB_TYPE_BUILD:
        return job->kind == JOB_BUILD;
    case JOB_TYPE_FLAG:
        return flag_at(job, row);
    case JOB_TYPE_TIME:
        return integer_at(job, row) > 0;
    case JOB_TYPE_IDENT:
        return !ident_equal(place_of(job, row->offset), &nobody);
    case JOB_TYPE_TEXTS:
    case JOB_TYPE_IDENTS:
    case JOB_TYPE_PAIRS:
        return count_at(job, row) > 0;
    case JOB_TYPE_REASONS:
        return is_given_reasons(job, row);
    case JOB_TYPE_OBJECT:
        for (const struct job_row *inner = row->rows; inner->name; inner++) {
            if (is_given(job, inner))
                return true;
        }
        return false;
    }
    return false;
}

static void write_key(const struct job *job, const struct job_row *row, struct buf *out)
{
    quote(row->name, out);
    buf_add(out, ":");
    writers[row->type](job, row, out);
}

static void write_object(const struct job *job, const struct job_row *row, struct buf *out)
{
    const char *comma = "";
    buf_add(out, "{");
    for (const struct job_row *inner = row->rows; inner->name; inner++) {
        if (!inner->is_required && !is_given(job, inner))
            continue;
        buf_add(out, comma);
        write_key(job, inner, out);
        comma = ",";
    }
    buf_add(out, "}");
}

void job_writer_rows(const struct job *job, const struct job_row *row, bool is_by_pirun_too,
                     struct buf *out)
{
    for (; row->name; row++) {
        if ((row->is_by_pirun && !is_by_pirun_too) || !is_given(job, row))
            continue;
        buf_add(out, ",");
        write_key(job, row, out);
    }
}
