/* store_row: a row of the index as JSON, shaped like a run record, but only what a list shows. */
#ifndef PIRUN_STORE_STORE_ROW_H
#define PIRUN_STORE_STORE_ROW_H

#include "base/json.h"
#include "store/store_index.h"

/* Owns: returns a tree, freed with json_free. */
struct json *store_row_json(const struct store_row *row);

#endif
