#include "spool/spool_receipt.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "base/scope.h"
#include "spool/spool_name.h"

#define RECEIPT_MAX 8192 /* the longest name, pointer, text and cure, all bytes escaped */
#define ASIDE       ".receipt"

static int write_aside(const struct spool *spool, const struct buf *text, struct err *err)
{
    mode_t mode = spool->has_group ? 0640 : 0600;
    auto_fd int fd =
        openat(spool->dirs.ack, ASIDE, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd < 0)
        return err_errno(err, "cannot create a receipt");
    if (spool->has_group && fchmod(fd, mode) < 0)
        return err_errno(err, "cannot set the mode of a receipt");
    return fd_write_all(fd, text->data, text->size, err);
}

static int write_receipt(const struct spool *spool, const char *name, struct buf *text,
                         struct err *err)
{
    char file[SPOOL_NAME_SIZE];
    int size = snprintf(file, sizeof(file), "%s.json", name);
    buf_add(text, "}\n");
    if (!buf_ok(text) || size < 0 || (size_t)size >= sizeof(file))
        return err_set(err, ERR_TOO_LARGE, "the receipt of '%.80s' is too long", name);
    if (write_aside(spool, text, err) < 0)
        return err_prefix(err, "'%.80s'", name);
    if (renameat(spool->dirs.ack, ASIDE, spool->dirs.ack, file) < 0)
        return err_errno(err, "cannot write the receipt of '%.80s'", name);
    return 0;
}

static void begin(struct buf *text, const char *name)
{
    buf_init(text, RECEIPT_MAX);
    buf_add(text, "{\"v\":1,\"name\":");
    json_quote(name, strlen(name), text);
}

static void add_id(struct buf *text, const char *key, const struct ident *id)
{
    char hex[IDENT_TEXT_SIZE];
    ident_format(id, hex);
    buf_addf(text, ",\"%s\":\"%s\"", key, hex);
}

static void add_text(struct buf *text, const char *key, const char *value)
{
    buf_addf(text, ",\"%s\":", key);
    json_quote(value, strlen(value), text);
}

int spool_receipt_accepted(const struct spool *spool, const char *name, const struct ident *id,
                           int64_t seq, struct err *err)
{
    auto_buf struct buf text;
    begin(&text, name);
    buf_add(&text, ",\"accepted\":true");
    add_id(&text, "id", id);
    if (seq > 0)
        buf_addf(&text, ",\"seq\":%lld", (long long)seq);
    return write_receipt(spool, name, &text, err);
}

int spool_receipt_duplicate(const struct spool *spool, const char *name, const struct ident *of,
                            struct err *err)
{
    auto_buf struct buf text;
    begin(&text, name);
    buf_add(&text, ",\"accepted\":false");
    add_id(&text, "duplicate_of", of);
    return write_receipt(spool, name, &text, err);
}

int spool_receipt_refused(const struct spool *spool, const char *name, const struct ident *letter,
                          const struct job_fault *fault, struct err *err)
{
    auto_buf struct buf text;
    begin(&text, name);
    buf_add(&text, ",\"accepted\":false");
    add_id(&text, "id", letter);
    add_text(&text, "code", fault->code);
    if (fault->line > 0)
        buf_addf(&text, ",\"line\":%d,\"column\":%d", fault->line, fault->column);
    add_text(&text, "pointer", fault->pointer);
    add_text(&text, "text", fault->text);
    add_text(&text, "cure", fault->cure);
    return write_receipt(spool, name, &text, err);
}

int spool_receipt_order(const struct spool *spool, const char *name, enum job_op op,
                        const struct err *why_not, struct err *err)
{
    auto_buf struct buf text;
    begin(&text, name);
    add_text(&text, "op", job_op_name(op));
    buf_addf(&text, ",\"done\":%s", why_not ? "false" : "true");
    if (why_not)
        add_text(&text, "text", why_not->text);
    return write_receipt(spool, name, &text, err);
}
