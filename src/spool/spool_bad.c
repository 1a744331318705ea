#include "spool/spool_bad.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/rel.h"
#include "base/scope.h"
#include "spool/spool_bad_file.h"
#include "spool/spool_dir.h"
#include "spool/spool_name.h"
#include "spool/spool_owner.h"
#include "spool/spool_receipt.h"
#include "spool/spool_submit.h"

#define WHY_MAX     8192
#define US_PER_S    1000000
#define TRIES_MAX   4
#define RETRIED_KEY "retried_as"

static void describe(const struct spool_letter *letter, const struct ident *id,
                     const struct job_fault *fault, struct buf *out)
{
    auto_json struct json *why = json_object();
    char text[IDENT_TEXT_SIZE];
    char time[CLOCK_TEXT_SIZE];
    ident_format(id, text);
    clock_format(clock_wall_us(), time);
    json_set_string(why, "id", text);
    json_set_string(why, "time", time);
    json_set_string(why, "name", letter->receipt_name ? letter->receipt_name : letter->name);
    json_set_string(why, "code", fault->code);
    json_set_string(why, "pointer", fault->pointer);
    if (fault->line > 0) {
        json_set_integer(why, "line", fault->line);
        json_set_integer(why, "column", fault->column);
    }
    json_set_string(why, "text", fault->text);
    json_set_string(why, "cure", fault->cure);
    json_set_string(why, "submitter", letter->submitter);
    json_print(why, true, out);
}

bool spool_bad_has(const struct spool *spool, const struct ident *id)
{
    char letter[SPOOL_NAME_ID_SIZE];
    spool_name_of(id, letter);
    return fd_exists(spool->dirs.bad, letter);
}

/* Write the reason under an id that no letter has. *ID is changed when its own one is taken. */
static int write_why(const struct spool *spool, const struct spool_letter *letter,
                     const struct job_fault *fault, struct ident *id, struct err *err)
{
    for (int i = 0; i < TRIES_MAX; i++) {
        char why[SPOOL_BAD_WHY_SIZE];
        auto_buf struct buf text;
        buf_init(&text, WHY_MAX);
        spool_bad_file_why(id, why);
        if (!spool_bad_has(spool, id)) {
            describe(letter, id, fault, &text);
            return fd_replace(spool->dirs.bad, why, text.data, text.size, FD_DURABLE_NONE, err);
        }
        *id = ident_new();
    }
    return err_set(err, ERR_INTERNAL, "no free name for '%.80s' in 'var/bad'", letter->name);
}

int spool_bad_put(const struct spool *spool, const struct spool_letter *letter,
                  const struct job_fault *fault, struct err *err)
{
    struct ident id = letter->id;
    struct err no_receipt; /* the letter itself is the answer; it is told by `pirun bad` */
    char name[SPOOL_NAME_ID_SIZE];
    char why[SPOOL_BAD_WHY_SIZE];
    if (!fd_exists(letter->from_dirfd, letter->name))
        return err_set(err, ERR_NOT_FOUND, "'%.80s' is gone", letter->name);
    if (write_why(spool, letter, fault, &id, err) < 0)
        return -1;
    if (letter->receipt_name)
        (void)spool_receipt_refused(spool, letter->receipt_name, &id, fault, &no_receipt);
    spool_name_of(&id, name);
    if (fd_rename_new(letter->from_dirfd, letter->name, spool->dirs.bad, name, err) == 0)
        return 0;
    spool_bad_file_why(&id, why);
    (void)unlinkat(spool->dirs.bad, why, 0); /* swept away later otherwise */
    return err_prefix(err, "'%.80s' cannot be moved to 'var/bad'", letter->name);
}

struct json *spool_bad_list(const struct spool *spool, size_t limit, struct err *err)
{
    auto_free struct spool_bad_file *files = NULL;
    size_t count = 0;
    if (spool_bad_file_list(spool, &files, &count, err) < 0)
        return NULL;
    struct json *list = json_array();
    for (size_t i = 0; i < count && (limit == 0 || i < limit); i++)
        json_push(list, spool_bad_file_reason(spool, &files[i].id));
    return list;
}

/* The text of the letter when there is one worth showing. Errors: ERR_CONFLICT not a regular file,
 * ERR_TOO_LARGE; by errno. */
static int read_letter(const struct spool *spool, const struct ident *id, struct buf *out,
                       struct err *err)
{
    char name[SPOOL_NAME_ID_SIZE];
    struct stat st;
    spool_name_of(id, name);
    auto_fd int fd = openat(spool->dirs.bad, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 && errno != ELOOP && errno != ENXIO)
        return err_errno(err, "cannot read dead letter '%s'", name);
    if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
        return err_set(err, ERR_CONFLICT, "dead letter '%s' is not a regular file", name);
    return fd_read_all(fd, out, err);
}

struct json *spool_bad_show(const struct spool *spool, const char *id, struct err *err)
{
    struct ident found;
    struct err no_text;
    if (spool_bad_file_find(spool, id, &found, err) < 0)
        return NULL;
    struct json *why = spool_bad_file_reason(spool, &found);
    auto_buf struct buf text;
    buf_init(&text, JOB_FILE_MAX);
    if (read_letter(spool, &found, &text, &no_text) == 0 &&
        rel_is_utf8(buf_text(&text), text.size) && !memchr(buf_text(&text), '\0', text.size))
        json_set_string(why, "file", buf_text(&text));
    return why;
}

/* The id under which it goes back. Noted in the reason first: a retry that is cut off and
 * repeated is the same submission. */
static int choose_new_id(const struct spool *spool, const struct ident *id, struct json *why,
                         struct ident *new_id, struct err *err)
{
    char name[SPOOL_BAD_WHY_SIZE];
    char text[IDENT_TEXT_SIZE];
    const char *chosen = json_get_string(why, RETRIED_KEY);
    if (chosen && ident_parse(chosen, strlen(chosen), new_id))
        return 0;
    *new_id = ident_new();
    ident_format(new_id, text);
    json_set_string(why, RETRIED_KEY, text);
    auto_buf struct buf out;
    buf_init(&out, WHY_MAX);
    json_print(why, true, &out);
    spool_bad_file_why(id, name);
    return fd_replace(spool->dirs.bad, name, out.data, out.size, spool->durability, err);
}

/* Only our own user's file may have named another submitter. */
static void set_submitter(struct job *job, const char *submitter)
{
    char own[SPOOL_OWNER_SIZE];
    spool_owner_name(geteuid(), own);
    bool is_own = !submitter || !*submitter || strcmp(submitter, own) == 0;
    if (is_own)
        return;
    free(job->submitted_by);
    job->submitted_by = xstrdup(submitter);
}

/* Text that is no job goes back as it is, and will be refused again with the reason of today. */
static int put_back(const struct spool *spool, const struct buf *text, const struct json *why,
                    const struct ident *new_id, struct err *err)
{
    auto_job struct job job;
    struct job_fault fault;
    if (job_file_parse(buf_text(text), text->size, &job, &fault) != JOB_FILE_OK) {
        job_init(&job);
        return spool_submit_text(spool, new_id, buf_text(text), text->size, err);
    }
    set_submitter(&job, json_get_string(why, "submitter"));
    job.id = *new_id;
    job.seq = 0;
    job.queued_at_us = 0;
    return spool_submit(spool, &job, buf_text(text), text->size, err);
}

int spool_bad_retry(const struct spool *spool, const char *id, struct ident *new_id,
                    struct err *err)
{
    struct ident found;
    struct ident chosen;
    auto_buf struct buf text;
    buf_init(&text, JOB_CANONICAL_MAX);
    if (spool_bad_file_find(spool, id, &found, err) < 0 ||
        read_letter(spool, &found, &text, err) < 0)
        return -1;
    auto_json struct json *why = spool_bad_file_reason(spool, &found);
    if (choose_new_id(spool, &found, why, &chosen, err) < 0)
        return -1;
    if (put_back(spool, &text, why, &chosen, err) < 0)
        return -1;
    *new_id = chosen;
    return spool_bad_file_remove(spool, &found, err);
}

int spool_bad_drop(const struct spool *spool, const char *id, struct err *err)
{
    struct ident found;
    if (spool_bad_file_find(spool, id, &found, err) < 0)
        return -1;
    return spool_bad_file_remove(spool, &found, err);
}

size_t spool_bad_count(const struct spool *spool)
{
    struct err err;
    size_t count = 0;
    bool is_broken = false;
    auto_dir DIR *dir = spool_dir_open(spool->dirs.bad, &err);
    if (!dir)
        return 0;
    for (const struct dirent *entry; (entry = spool_dir_next(dir, &is_broken));)
        count += spool_name_ident(entry->d_name, NULL);
    return count;
}

void spool_bad_clean(const struct spool *spool, int64_t now_us)
{
    auto_free struct spool_bad_file *files = NULL;
    size_t count = 0;
    struct err err; /* what cannot be removed now is tried again in an hour */
    if (spool_bad_file_list(spool, &files, &count, &err) < 0)
        return;
    for (size_t i = 0; i < count; i++) {
        int64_t age_us = now_us - files[i].at_us;
        if (i >= SPOOL_BAD_KEEP_COUNT || age_us > SPOOL_BAD_KEEP_S * US_PER_S)
            (void)spool_bad_file_remove(spool, &files[i].id, &err);
    }
    spool_bad_file_sweep(spool, now_us);
}
