/* conf_type: how a value of each type is read from YAML, checked, released and shown again. One
 * row per type name of struct conf_doc. Inside conf/ only. */
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
int conf_type_read(const struct conf_doc *doc, const struct yaml *node, struct conf *conf,
                   struct err *err);
/* Put DOC's default into its place, which must hold zero bytes or a value. */
void conf_type_set_fallback(const struct conf_doc *doc, struct conf *conf);
void conf_type_print(const struct conf_doc *doc, const struct conf *conf, struct buf *out);
/* The place holds zero bytes afterwards. */
void conf_type_release(const struct conf_doc *doc, struct conf *conf);

#endif
