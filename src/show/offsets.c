#include "show/offsets.h"

#include <stdlib.h>

#define STEP ((size_t)64)

static size_t count_in(kb_str text, size_t begin, size_t end)
{
    size_t count = 0;
    for (size_t i = begin; i < end; i++) count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    return count;
}

kb_status kb_offsets_init(kb_offsets *offsets, kb_str text, bool codepoints, kb_err *err)
{
    *offsets = (kb_offsets){ .text = text };
    if (!codepoints) return KB_OK;
    size_t steps = text.len / STEP + 1;
    size_t *counts = calloc(steps, sizeof *counts);
    if (!counts) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 1; i < steps; i++) counts[i] = counts[i - 1] + count_in(text, (i - 1) * STEP, i * STEP);
    offsets->counts = counts;
    return KB_OK;
}

void kb_offsets_clear(kb_offsets *offsets)
{
    free(offsets->counts);
    *offsets = (kb_offsets){ 0 };
}

kb_offsets kb_offsets_like(const kb_offsets *offsets, kb_str text)
{
    return (kb_offsets){ .text = text, .scan = offsets->counts || offsets->scan };
}

size_t kb_offsets_at(const kb_offsets *offsets, size_t byte)
{
    size_t cut = byte < offsets->text.len ? byte : offsets->text.len;
    if (offsets->scan) return count_in(offsets->text, 0, cut);
    if (!offsets->counts) return cut;
    return offsets->counts[cut / STEP] + count_in(offsets->text, cut / STEP * STEP, cut);
}

size_t kb_offsets_byte(const kb_offsets *offsets, size_t at)
{
    kb_str text = offsets->text;
    size_t step = 0, byte;
    if (!offsets->counts) return at <= text.len ? at : SIZE_MAX;
    while ((step + 1) * STEP <= text.len && offsets->counts[step + 1] <= at) step++;
    size_t count = offsets->counts[step];
    for (byte = step * STEP; byte < text.len; byte++) /* a code point stands where it begins */
        if (((unsigned char)text.at[byte] & 0xc0) != 0x80 && count++ == at) return byte;
    return count == at ? text.len : SIZE_MAX;
}
