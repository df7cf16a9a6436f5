/* A table of any bytes: fields are UTF-8, records come in order of their lines, and what is written of them is read
 * again as it was. */
#include <stdlib.h>

#include "base/utf8.h"
#include "read/csv.h"
#include "show/export.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* In one record of two fields, so that an empty one is there too. */
static void write_and_read(kb_str field, kb_arena *arena)
{
    kb_buf out = { 0 };
    kb_csv csv;
    kb_strs back;
    kb_buf_add_c(&out, "x,");
    kb_csv_field(&out, field);
    kb_buf_add_c(&out, "\r\n");
    if (kb_csv_open(kb_buf_str(&out), &csv, NULL) != KB_OK) abort();
    if (kb_csv_next(&csv, arena, &back, NULL) == KB_OK &&
        (back.count != 2 || !kb_str_equal(kb_csv_words(back.at[1]), field)))
        abort();
    kb_buf_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_arena *arena = kb_arena_new((size_t)64 << 20);
    kb_csv csv;
    kb_strs fields;
    size_t line = 0;
    if (arena && kb_csv_open((kb_str){ size ? (const char *)data : "", size }, &csv, NULL) == KB_OK)
        while (kb_csv_next(&csv, arena, &fields, NULL) == KB_OK && fields.count) {
            if (csv.line <= line) abort();
            line = csv.line;
            for (size_t i = 0; i < fields.count; i++) {
                if (kb_utf8_valid(fields.at[i]) != fields.at[i].len) abort();
                write_and_read(fields.at[i], arena);
            }
        }
    kb_arena_free(arena);
    return 0;
}
