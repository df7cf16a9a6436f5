#include "text/pieces.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "base/utf8.h"

/* Latin, Greek, Cyrillic; general punctuation. */
enum { LOW_END = 0x530, MARKS_BEGIN = 0x2000, MARKS_END = 0x2070 };

/* Letters join letters and digits, digits too; MID_ joins what stands on both sides of it (rules WB5 to WB12). */
typedef enum { FOREIGN, OTHER, SPACE, LETTER, DIGIT, MID_LETTER, MID_DIGIT, MID_BOTH } part;

struct kb_pieces {
    UBreakIterator *icu;
    uint8_t low[LOW_END], marks[MARKS_END - MARKS_BEGIN]; /* parts by code point */
    kb_str s;
    size_t at;       /* where the next piece begins */
    size_t line_end; /* behind its line's break */
    size_t base;     /* where the text begins that ICU looks at */
    bool by_icu;     /* until line_end */
    UText view;
};

/* ---- characters ---- */

static part part_of(UChar32 c)
{
    if (c == ':') return OTHER;  /* ICU's root rules leave it out of WB6, */
    if (c == '@') return LETTER; /* and take this in: "@name" is one word */
    switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER: return LETTER;
    case U_WB_NUMERIC: return DIGIT;
    case U_WB_MIDLETTER: return MID_LETTER;
    case U_WB_MIDNUM: return MID_DIGIT;
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE: return MID_BOTH;
    case U_WB_WSEGSPACE: return SPACE;
    case U_WB_OTHER:
    case U_WB_DOUBLE_QUOTE: /* matters to Hebrew alone */
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE: return OTHER;
    default: return FOREIGN;
    }
}

/* The part at `*at`, which is moved behind it; at the line's end a break. */
static part next_part(const kb_pieces *w, size_t *at)
{
    if (*at >= w->line_end) return OTHER;
    unsigned char byte = (unsigned char)w->s.at[*at];
    if (byte < 0x80) return ++*at, (part)w->low[byte];
    uint32_t c = kb_utf8_next(w->s, at);
    if (c < LOW_END) return (part)w->low[c];
    return c >= MARKS_BEGIN && c < MARKS_END ? (part)w->marks[c - MARKS_BEGIN] : FOREIGN;
}

/* ---- ICU ---- */

static kb_status icu_fail(kb_err *err, UErrorCode code)
{
    if (code == U_MEMORY_ALLOCATION_ERROR) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    return kb_fail(err, KB_ERR_FORMAT, "ICU: %s", u_errorName(code));
}

static kb_status begin_icu(kb_pieces *w, kb_err *err)
{
    UErrorCode code = U_ZERO_ERROR;
    w->base = w->at;
    utext_openUTF8(&w->view, w->s.at + w->base, (int64_t)(w->line_end - w->base), &code);
    ubrk_setUText(w->icu, &w->view, &code);
    if (U_FAILURE(code)) return icu_fail(err, code);
    (void)ubrk_first(w->icu);
    w->by_icu = true;
    return KB_OK;
}

static size_t next_by_icu(kb_pieces *w, kb_piece_kind *kind)
{
    int32_t end = ubrk_next(w->icu), rule = ubrk_getRuleStatus(w->icu);
    *kind = rule < UBRK_WORD_NUMBER ? KB_PIECE_BETWEEN : rule < UBRK_WORD_LETTER ? KB_PIECE_NUMBER : KB_PIECE_WORD;
    return end == UBRK_DONE ? w->line_end : w->base + (size_t)end;
}

/* ---- the rules ---- */

/* The end of the piece at w->at; w->at itself where ICU has to tell. */
static size_t next_by_rules(const kb_pieces *w, kb_piece_kind *kind)
{
    size_t end = w->at, next;
    part last = next_part(w, &end), now;
    *kind = KB_PIECE_BETWEEN;
    if (last == FOREIGN) return w->at;
    if (w->s.at[w->at] == '\r') return end < w->line_end && w->s.at[end] == '\n' ? end + 1 : end;
    for (;; last = now) {
        next = end;
        now = next_part(w, &next);
        if (now == FOREIGN) return w->at; /* it may belong to the piece */
        if (last == SPACE && now == SPACE) {
            end = next;
            continue;
        }
        if (last != LETTER && last != DIGIT) return end;
        *kind = last == DIGIT ? KB_PIECE_NUMBER : KB_PIECE_WORD;
        if (now == LETTER || now == DIGIT) {
            end = next;
            continue;
        }
        if (now != MID_BOTH && now != (last == LETTER ? MID_LETTER : MID_DIGIT)) return end;
        now = next_part(w, &next);
        if (now == FOREIGN) return w->at;
        if (now != last) return end;
        end = next;
    }
}

/* ---- all ---- */

kb_status kb_pieces_open(kb_pieces **out, kb_err *err)
{
    UErrorCode code = U_ZERO_ERROR;
    kb_pieces *w = calloc(1, sizeof *w);
    *out = NULL;
    if (!w) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    w->view = (UText)UTEXT_INITIALIZER;
    w->icu = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    if (U_FAILURE(code)) {
        kb_pieces_close(w);
        return icu_fail(err, code);
    }
    for (UChar32 c = 0; c < LOW_END; c++) w->low[c] = (uint8_t)part_of(c);
    for (UChar32 c = MARKS_BEGIN; c < MARKS_END; c++) w->marks[c - MARKS_BEGIN] = (uint8_t)part_of(c);
    *out = w;
    return KB_OK;
}

void kb_pieces_close(kb_pieces *words)
{
    if (!words) return;
    if (words->icu) ubrk_close(words->icu);
    utext_close(&words->view);
    free(words);
}

void kb_pieces_begin(kb_pieces *words, kb_str s)
{
    words->s = s;
    words->at = words->line_end = 0;
    words->by_icu = false;
}

kb_status kb_pieces_next(kb_pieces *words, kb_piece *out, bool *found, kb_err *err)
{
    kb_pieces *w = words;
    size_t end = w->at;
    *found = w->at < w->s.len;
    if (!*found) return KB_OK;
    if (w->at >= w->line_end) { /* a line's break is always a break of words */
        const char *line = memchr(w->s.at + w->at, '\n', w->s.len - w->at);
        w->line_end = line ? (size_t)(line - w->s.at) + 1 : w->s.len;
        w->by_icu = false;
    }
    if (!w->by_icu) end = next_by_rules(w, &out->kind);
    if (end == w->at) {
        kb_status status = w->by_icu ? KB_OK : begin_icu(w, err);
        if (status != KB_OK) return status;
        end = next_by_icu(w, &out->kind);
    }
    out->span = kb_span_of(w->at, end);
    w->at = end;
    return KB_OK;
}
