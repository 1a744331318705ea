/* ui: the page for browsers, as the build has put it into the program: a table of files, each as
 * gzip and as brotli, which all browsers read. Pure but for ui_inflate. ADR 0030. */
#ifndef PIRUN_UI_UI_H
#define PIRUN_UI_UI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define UI_TAG_SIZE  17 /* 16 digits of the content's SHA-256 */
#define UI_ETAG_SIZE (UI_TAG_SIZE + 5)

enum ui_coding {
    UI_IDENTITY,
    UI_GZIP,
    UI_BROTLI
};
#define UI_CODINGS 3

struct ui_piece {
    const void *data;
    size_t size; /* 0: the build had no brotli */
};

struct ui_file {
    const char *path; /* of the address: "/index.html" */
    const char *type; /* of the content, for the header */
    char tag[UI_TAG_SIZE];
    bool is_immutable; /* the name holds a hash of the content */
    size_t size;       /* of the content itself, which is not in the program */
    struct ui_piece gzip, brotli;
};

/* The file at PATH, SIZE bytes; NULL: there is none. */
const struct ui_file *ui_find(const char *path, size_t size);
/* File NUMBER in the order of their names, NULL behind the last one. */
const struct ui_file *ui_at(size_t number);
/* What index.html needs at once to show the place at PATH of the address, SIZE bytes, besides what
 * it names itself: the value of a header Link; NULL: nothing. */
const char *ui_early(const char *path, size_t size);
/* Tells one build of the page from another: 16 digits. */
const char *ui_build(void);

/* In which coding to send FILE to a client with that Accept-Encoding (NULL: without one). Small
 * wins; identity where neither is welcome, whatever is said of it. Source: RFC 9110 12.5.3. */
enum ui_coding ui_coding_for(const struct ui_file *file, const char *accept);
/* For the header Content-Encoding; NULL: it is not sent. */
const char *ui_coding_name(enum ui_coding coding);
/* The strong entity tag of FILE in CODING, with its quotes. Source: RFC 9110 8.8.3.3. */
void ui_etag(const struct ui_file *file, enum ui_coding coding, char etag[UI_ETAG_SIZE]);
/* The bytes of FILE in a CODING that is not UI_IDENTITY. Owns: nobody; static. */
struct ui_piece ui_piece(const struct ui_file *file, enum ui_coding coding);

/* The content itself. Owns: returns file->size bytes, freed with free.
 * Errors: ERR_INTERNAL. */
void *ui_inflate(const struct ui_file *file, struct err *err);

#endif
