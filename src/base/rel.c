#include "base/rel.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Length of the UTF-8 sequence that FIRST begins, and the smallest code point it may hold; 0 for no
 * beginning. */
static size_t sequence_size(unsigned char first, uint32_t *smallest)
{
    if (first >= 0xc2 && first <= 0xdf) {
        *smallest = 0x80;
        return 2;
    }
    if (first >= 0xe0 && first <= 0xef) {
        *smallest = 0x800;
        return 3;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        *smallest = 0x10000;
        return 4;
    }
    return 0;
}

size_t rel_utf8_size(const char *text, size_t left)
{
    const unsigned char *at = (const unsigned char *)text;
    if (left == 0)
        return 0;
    if (at[0] < 0x80)
        return 1;
    uint32_t smallest = 0;
    size_t size = sequence_size(at[0], &smallest);
    if (size == 0 || size > left)
        return 0;
    uint32_t point = at[0] & (0x7fU >> size);
    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        point = point << 6 | (at[i] & 0x3fU);
    }
    bool is_surrogate = point >= 0xd800 && point <= 0xdfff;
    return point < smallest || point > 0x10ffff || is_surrogate ? 0 : size;
}

bool rel_is_utf8(const char *text, size_t size)
{
    while (size > 0) {
        size_t step = rel_utf8_size(text, size);
        if (step == 0)
            return false;
        text += step;
        size -= step;
    }
    return true;
}

static const char *why_part_is_wrong(const char *part, size_t size)
{
    if (size == 0)
        return "has an empty part";
    if (size == 2 && memcmp(part, "..", 2) == 0)
        return "leaves the project with '..'";
    if (size == 1 && *part == '.')
        return "has a '.' part";
    return NULL;
}

static const char *why_text_is_wrong(const char *text, size_t size)
{
    if (size == 0)
        return "is empty";
    if (size > REL_MAX)
        return "is longer than 4095 bytes";
    if (text[0] == '/')
        return "is absolute; it must be relative to the project";
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
            return "has a control character";
    }
    return rel_is_utf8(text, size) ? NULL : "is not valid UTF-8";
}

int rel_parse(const char *text, size_t size, struct rel *out, struct err *err)
{
    if (size > 2 && memcmp(text, "./", 2) == 0) {
        text += 2;
        size -= 2;
    }
    const char *why = why_text_is_wrong(text, size);
    for (size_t start = 0, at = 0; !why && at <= size; at++) {
        if (at < size && text[at] != '/')
            continue;
        why = why_part_is_wrong(text + start, at - start);
        start = at + 1;
    }
    if (why)
        return err_set(err, ERR_INVALID, "path '%.*s' %s", (int)(size < 80 ? size : 80), text, why);
    memcpy(out->text, text, size);
    out->text[size] = '\0';
    return 0;
}

int rel_open(int dirfd, const struct rel *rel, int flags, struct err *err)
{
    struct open_how how = {.flags = (unsigned)(flags | O_CLOEXEC),
                           .resolve =
                               RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
    int fd = (int)syscall(SYS_openat2, dirfd, rel->text, &how, sizeof(how));
    if (fd >= 0)
        return fd;
    if (errno == ELOOP || errno == EXDEV)
        return err_set(err, ERR_FORBIDDEN, "'%s' is a symbolic link or leads out of the project",
                       rel->text);
    return err_errno(err, "cannot open '%s'", rel->text);
}

bool rel_has_suffix(const struct rel *rel, const char *suffix)
{
    size_t size = strlen(rel->text);
    size_t tail = strlen(suffix);
    return size >= tail && memcmp(rel->text + size - tail, suffix, tail) == 0;
}
