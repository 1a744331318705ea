#include "spool/spool_inbox.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fd.h"
#include "base/scope.h"
#include "spool/spool_dir.h"
#include "spool/spool_name.h"

#define SUFFIX      ".json"
#define RECEIPT_MAX 8192
#define US_PER_S    1000000

struct seen {
    char *name;
    int64_t at_us;
};

/* The newest ones that were seen so far, and a few more: sorted and cut when it is full. */
struct newest {
    struct seen *items;
    size_t count, room, limit;
};

static int newest_first(const void *a, const void *b)
{
    const struct seen *left = a;
    const struct seen *right = b;
    if (left->at_us != right->at_us)
        return left->at_us > right->at_us ? -1 : 1;
    return strcmp(left->name, right->name);
}

static void cut(struct newest *newest)
{
    if (newest->count > 0)
        qsort(newest->items, newest->count, sizeof(*newest->items), newest_first);
    while (newest->count > newest->limit)
        free(newest->items[--newest->count].name);
}

static void release(struct newest *newest)
{
    newest->limit = 0;
    cut(newest);
    free(newest->items);
}

/* A receipt of a file that somebody dropped. */
static bool is_dropped(const char *file)
{
    size_t size = strlen(file);
    size_t tail = sizeof(SUFFIX) - 1;
    return *file != '.' && size > tail && strcmp(file + size - tail, SUFFIX) == 0 &&
           !ident_parse(file, size - tail, NULL);
}

static int look_at_all(const struct spool *spool, struct newest *newest, struct err *err)
{
    bool is_broken = false;
    auto_dir DIR *dir = spool_dir_open(spool->dirs.ack, err);
    if (!dir)
        return err_prefix(err, "'var/ack'");
    for (const struct dirent *entry; (entry = spool_dir_next(dir, &is_broken));) {
        struct stat st;
        if (!is_dropped(entry->d_name) ||
            fstatat(spool->dirs.ack, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
            !S_ISREG(st.st_mode))
            continue;
        if (newest->count == newest->room)
            cut(newest);
        newest->items[newest->count++] = (struct seen){
            .name = xstrdup(entry->d_name),
            .at_us = (int64_t)st.st_mtim.tv_sec * US_PER_S + st.st_mtim.tv_nsec / 1000};
    }
    return is_broken ? err_errno(err, "cannot read 'var/ack'") : 0;
}

static void copy(const struct json *from, const char *key, struct json *to, const char *as)
{
    const struct json *value = json_get(from, key);
    if (value)
        json_set(to, as, json_copy(value));
}

static const char *verdict_of(const struct json *receipt)
{
    if (json_get(receipt, "op"))
        return json_get_bool(receipt, "done", false) ? "done" : "refused";
    if (json_get_bool(receipt, "accepted", false))
        return "accepted";
    return json_get(receipt, "duplicate_of") ? "duplicate" : "refused";
}

static struct json *describe(const struct json *receipt, const struct seen *seen)
{
    char at[CLOCK_TEXT_SIZE];
    struct json *item = json_object();
    bool is_accepted = json_get_bool(receipt, "accepted", false);
    clock_format(seen->at_us, at);
    copy(receipt, "name", item, "name");
    json_set_string(item, "verdict", verdict_of(receipt));
    copy(receipt, "op", item, "op");
    copy(receipt, "id", item, is_accepted ? "run_id" : "bad");
    copy(receipt, "duplicate_of", item, "run_id");
    copy(receipt, "text", item, "error");
    copy(receipt, "code", item, "code");
    copy(receipt, "line", item, "line");
    copy(receipt, "column", item, "column");
    copy(receipt, "cure", item, "cure");
    json_set_string(item, "at", at);
    return item;
}

/* NULL: it has just been removed or replaced by nothing that can be read. */
static struct json *read_receipt(const struct spool *spool, const struct seen *seen)
{
    struct err ignored;
    auto_buf struct buf text;
    buf_init(&text, RECEIPT_MAX);
    if (fd_read_file(spool->dirs.ack, seen->name, &text, &ignored) < 0)
        return NULL;
    auto_json struct json *receipt = json_parse(buf_text(&text), text.size, &ignored);
    return receipt && json_get_string(receipt, "name") ? describe(receipt, seen) : NULL;
}

struct json *spool_inbox_list(const struct spool *spool, size_t limit, struct err *err)
{
    size_t most = limit < SPOOL_INBOX_MAX ? limit : SPOOL_INBOX_MAX;
    struct newest newest = {.limit = most, .room = 2 * most + 1};
    newest.items = xcalloc(newest.room, sizeof(*newest.items));
    struct json *list = NULL;
    if (look_at_all(spool, &newest, err) == 0) {
        list = json_array();
        cut(&newest);
        for (size_t i = 0; i < newest.count; i++)
            json_push(list, read_receipt(spool, &newest.items[i]));
    }
    release(&newest);
    return list;
}
