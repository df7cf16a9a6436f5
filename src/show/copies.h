/* show/copies.h - which texts repeat which: JSON, a line for each text that does, or a tree for a person. */
#ifndef KB_SHOW_COPIES_H
#define KB_SHOW_COPIES_H

#include "story/lineage.h"

typedef struct {
    const kb_lineage_text *texts;
    const kb_lineage *at; /* of each text */
    size_t count;
} kb_lineages;

/* Fails: what the sink returns, KB_ERR_MEMORY. KB_FORMAT_HTML gives text. */
kb_status kb_show_copies(const kb_lineages *lineages, const kb_print *how, const kb_sink *out, kb_err *err);

kb_status kb_screen_copies(const kb_lineages *lineages, const kb_print *how, const kb_sink *out, kb_err *err);

const char *kb_copy_kind_name(kb_copy_kind kind); /* "exact", "near", "part", "revision" */

#endif
