#include "files/files_tar_head.h"

#include <stdio.h>
#include <string.h>

#include "base/rel.h"

/* Source: POSIX pax, "ustar Header Block". */
struct ustar {
    char name[100];
    char mode[8], uid[8], gid[8];
    char size[12], mtime[12];
    char checksum[8];
    char type;
    char link[100];
    char magic[6];
    char version[2];
    char user[32], group[32];
    char major[8], minor[8];
    char prefix[155];
    char padding[12];
};
_Static_assert(sizeof(struct ustar) == FILES_TAR_BLOCK, "a header is one block");

#define OCTAL_MAX   077777777777     /* eleven digits */
#define RECORDS_MAX 16384            /* two paths and little else */
#define PAX_NAME    "././@PaxHeader" /* what programs without pax would call it */

/* Zero-padded octal digits, and a NUL. A VALUE that is too large is written as 0; pax has it. */
static void put_octal(char *field, size_t size, uint64_t value)
{
    field[size - 1] = '\0';
    if (value >> (3 * (size - 1)) != 0)
        value = 0;
    for (size_t i = size - 1; i-- > 0; value >>= 3)
        field[i] = (char)('0' + (value & 7));
}

static void put_text(char *field, size_t size, const char *text)
{
    memcpy(field, text, strnlen(text, size)); /* as long as the field needs no NUL */
}

static void finish(struct ustar *head, struct buf *out)
{
    memcpy(head->magic, "ustar", sizeof(head->magic));
    memset(head->version, '0', sizeof(head->version));
    put_octal(head->uid, sizeof(head->uid), 0);
    put_octal(head->gid, sizeof(head->gid), 0);
    memset(head->checksum, ' ', sizeof(head->checksum));
    const unsigned char *bytes = (const unsigned char *)head;
    uint64_t sum = 0;
    for (size_t i = 0; i < sizeof(*head); i++)
        sum += bytes[i];
    put_octal(head->checksum, sizeof(head->checksum) - 1, sum);
    buf_append(out, head, sizeof(*head));
}

static void pad(struct buf *out)
{
    static const char zeros[FILES_TAR_BLOCK];
    size_t rest = out->size % FILES_TAR_BLOCK;
    if (rest > 0)
        buf_append(out, zeros, FILES_TAR_BLOCK - rest);
}

/* "LENGTH KEY=VALUE\n", where LENGTH counts its own digits. */
static void add_record(struct buf *records, const char *key, const char *value)
{
    size_t bare = strlen(key) + strlen(value) + 3;
    size_t digits = 1;
    for (size_t limit = 10; bare + digits >= limit; limit *= 10)
        digits++;
    buf_addf(records, "%zu %s=%s\n", bare + digits, key, value);
}

static bool is_ascii(const char *text)
{
    while (*text > 0)
        text++;
    return *text == '\0';
}

static void add_path(struct buf *records, const char *key, const char *value, size_t room)
{
    if (strlen(value) > room || !is_ascii(value))
        add_record(records, key, value);
}

static void add_pax(const struct files_tar_entry *entry, const char *path, struct buf *out)
{
    auto_buf struct buf records;
    buf_init(&records, RECORDS_MAX);
    if (!rel_is_utf8(path, strlen(path)) || !rel_is_utf8(entry->link, strlen(entry->link)))
        add_record(&records, "hdrcharset", "BINARY");
    char number[24];
    add_path(&records, "path", path, sizeof(((struct ustar *)NULL)->name));
    add_path(&records, "linkpath", entry->link, sizeof(((struct ustar *)NULL)->link));
    (void)snprintf(number, sizeof(number), "%lld", (long long)entry->size); /* fits */
    if (entry->size > OCTAL_MAX)
        add_record(&records, "size", number);
    (void)snprintf(number, sizeof(number), "%lld", (long long)entry->modified_s); /* fits */
    if (entry->modified_s < 0 || entry->modified_s > OCTAL_MAX)
        add_record(&records, "mtime", number);
    if (records.size == 0)
        return;
    struct ustar head = {.type = 'x'};
    put_text(head.name, sizeof(head.name), PAX_NAME);
    put_octal(head.mode, sizeof(head.mode), 0644);
    put_octal(head.size, sizeof(head.size), records.size);
    put_octal(head.mtime, sizeof(head.mtime), 0);
    finish(&head, out);
    buf_append(out, records.data, records.size);
    pad(out);
}

void files_tar_head(const struct files_tar_entry *entry, struct buf *out)
{
    char path[REL_MAX + 2];
    bool is_dir = S_ISDIR(entry->mode);
    (void)snprintf(path, sizeof(path), "%s%s", entry->path, is_dir ? "/" : ""); /* fits */
    add_pax(entry, path, out);
    struct ustar head = {.type = '0'};
    if (is_dir)
        head.type = '5';
    else if (S_ISLNK(entry->mode))
        head.type = '2';
    put_text(head.name, sizeof(head.name), path);
    put_text(head.link, sizeof(head.link), entry->link);
    put_octal(head.mode, sizeof(head.mode), entry->mode & 0777);
    put_octal(head.size, sizeof(head.size), (uint64_t)entry->size);
    put_octal(head.mtime, sizeof(head.mtime),
              entry->modified_s < 0 ? 0 : (uint64_t)entry->modified_s);
    finish(&head, out);
}
