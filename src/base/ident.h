/* ident: the identity of a run, a UUIDv7. Its time only helps people to find it: no order and no
 * uniqueness depends on any clock (74 random bits). Source: RFC 9562 5.7. */
#ifndef PIRUN_BASE_IDENT_H
#define PIRUN_BASE_IDENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IDENT_TEXT_SIZE 37 /* 36 characters, lower case, and a NUL */

struct ident {
    uint8_t bytes[16];
};

/* A new one. Random bits from getrandom(2); never fails. */
struct ident ident_new(void);
void ident_format(const struct ident *ident, char text[IDENT_TEXT_SIZE]);
/* True when TEXT of SIZE bytes is exactly a UUID of version 7 in lower case; OUT may be NULL. */
bool ident_parse(const char *text, size_t size, struct ident *out);
bool ident_equal(const struct ident *a, const struct ident *b);
/* The milliseconds since 1970 that its writer's clock showed. */
int64_t ident_time_ms(const struct ident *ident);

#endif
