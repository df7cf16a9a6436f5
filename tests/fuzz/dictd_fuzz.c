/* A dictionary: its index, a line "---", its entries (packed or not). Every line can be asked for and every entry read.
 */
#include <stdlib.h>

#include "text/dictd.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_entry(kb_str bytes)
{
    kb_dictd_entry entry;
    kb_dictd_entry_read(bytes, &entry);
    if (entry.count > KB_DICTD_ITEMS) abort();
    if (entry.head.at && (entry.head.at < bytes.at || entry.head.at + entry.head.len > bytes.at + bytes.len)) abort();
    for (size_t i = 0; i < entry.count; i++)
        if (entry.items[i].len == 0 || entry.items[i].len > sizeof entry.items[i].at) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_str all = { size ? (const char *)data : "", size };
    size_t border = kb_str_find(all, KB_STR("\n---\n"), 0), lines = 0;
    size_t index_end = border == SIZE_MAX ? size : border + 1, begin = border == SIZE_MAX ? size : border + 5;
    kb_dictd_line line;
    kb_dictd *d;
    check_entry(all);
    kb_str index = kb_str_part(all, kb_span_of(0, index_end)), entries = kb_str_part(all, kb_span_of(begin, size));
    if (kb_dictd_open(index, entries, &d, NULL) != KB_OK) return 0;
    for (size_t at = 0; kb_dictd_line_at(d, at, &line) && lines < 64; at = line.next, lines++) {
        kb_buf entry = { 0 };
        if (line.next <= at || kb_dictd_find(d, line.word) > index.len) abort();
        if (line.word.len && kb_dictd_read(d, line.offset, line.size, &entry, NULL) == KB_OK)
            check_entry(kb_buf_str(&entry));
        if (entry.len > line.size) abort();
        kb_buf_clear(&entry);
    }
    kb_dictd_close(d);
    return 0;
}
