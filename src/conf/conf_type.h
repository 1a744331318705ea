/* conf_type: how a value of each type is read from YAML, checked, released and shown again. One
 * row per type name of struct conf_doc. CONF is a struct conf, or for a row of some ITEMS one of
 * the list's structs. Inside conf/ only. */
#ifndef PIRUN_CONF_CONF_TYPE_H
#define PIRUN_CONF_CONF_TYPE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/yaml.h"
#include "conf/conf.h"

#define CONF_TEXT_MAX 4095 /* bytes of one text: as long as a path. Source: PATH_MAX */

/* Read NODE into DOC's place in CONF; what was there is released. On failure the place keeps its
 * value.
 * Errors: ERR_INVALID one sentence without position. */
int conf_type_read(const struct conf_doc *doc, const struct yaml *node, void *conf,
                   struct err *err);
/* Put DOC's default into its place, which must hold zero bytes or a value. */
void conf_type_set_fallback(const struct conf_doc *doc, void *conf);
void conf_type_print(const struct conf_doc *doc, const void *conf, struct buf *out);
/* Add a section with all keys at their defaults to the list of DOC. Owns: CONF. */
void *conf_type_add_item(const struct conf_doc *doc, struct conf *conf);
/* The place holds zero bytes afterwards. */
void conf_type_release(const struct conf_doc *doc, void *conf);

#endif
