#include "read/pdf_piece.h"

#include <math.h>

#include "base/utf8.h"

#define NUMBER_MAX 1e6

typedef struct {
    uint32_t kind, len;
    double number[KB_PDF_NUMBERS];
} head;

static bool in_range(double number)
{
    return isfinite(number) && fabs(number) <= NUMBER_MAX;
}

static kb_str clean(kb_str s)
{
    const char *nul = s.len ? memchr(s.at, 0, s.len) : NULL;
    if (nul) s.len = (size_t)(nul - s.at);
    if (s.len > KB_PDF_TEXT_MAX) s.len = KB_PDF_TEXT_MAX;
    s.len = kb_utf8_valid(s);
    return s;
}

void kb_pdf_piece_write(kb_buf *out, kb_pdf_piece piece)
{
    kb_str text = clean(piece.text);
    head h = { .kind = (uint32_t)piece.kind, .len = (uint32_t)text.len };
    for (size_t i = 0; i < KB_PDF_NUMBERS; i++) h.number[i] = in_range(piece.number[i]) ? piece.number[i] : 0;
    kb_buf_add(out, (kb_str){ (const char *)&h, sizeof h });
    kb_buf_add(out, text);
}

bool kb_pdf_piece_next(kb_str *rest, kb_pdf_piece *out)
{
    head h;
    if (rest->len < sizeof h) return false;
    memcpy(&h, rest->at, sizeof h);
    if (h.kind > KB_PDF_BROKEN || h.len > KB_PDF_TEXT_MAX || h.len > rest->len - sizeof h) return false;
    *out = (kb_pdf_piece){ .kind = (kb_pdf_kind)h.kind, .text = { rest->at + sizeof h, h.len } };
    for (size_t i = 0; i < KB_PDF_NUMBERS; i++) {
        if (!in_range(h.number[i])) return false;
        out->number[i] = h.number[i];
    }
    if (clean(out->text).len != h.len) return false;
    *rest = kb_str_part(*rest, kb_span_of(sizeof h + h.len, rest->len));
    return true;
}
