/* show/offsets.h - byte offsets of a text counted in code points. */
#ifndef KB_SHOW_OFFSETS_H
#define KB_SHOW_OFFSETS_H

#include "base/arena.h"
#include "base/str.h"

/* Byte offsets of one text to offsets in code points. A table with a count for every 64 bytes, made in one pass, so
 * that a look-up costs at most 64 steps and the table an eighth of the text. */
typedef struct {
    kb_str text;
    size_t *counts; /* code points before byte 64 * i; NULL: offsets stay bytes, */
    bool scan;      /* or are counted from the text's begin */
} kb_offsets;

/* `codepoints` false: offsets are given back as they are. Fails: KB_ERR_MEMORY. Freed by kb_offsets_clear. */
kb_status kb_offsets_init(kb_offsets *offsets, kb_str text, bool codepoints, kb_err *err);
void kb_offsets_clear(kb_offsets *offsets);

/* Offsets of another text, counted as these are, without a table: each costs a walk from the text's begin. Nothing to be
 * freed. */
kb_offsets kb_offsets_like(const kb_offsets *offsets, kb_str text);
size_t kb_offsets_at(const kb_offsets *offsets, size_t byte); /* cut to the text's length */
size_t kb_offsets_byte(const kb_offsets *offsets,
                       size_t at); /* the byte of an offset; SIZE_MAX behind the text's end */

#endif
