#include "text/verbatim.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/map.h"
#include "base/utf8.h"

#define WORD_BYTES_MAX 96 /* longer words are compared byte by byte */
#define WORD_UNITS_MAX 512
#define QUOTE_WORDS_MAX 120 /* a longer stretch between two marks is two marks that were never closed */

typedef enum { BREAK, LETTER, ALONE, MARK, UNSEEN, QUOTE, LINE } letter_kind;

typedef struct {
    kb_str text;
    kb_verbatim *out;
    const UNormalizer2 *fold;
    size_t opened; /* the first word behind an opening mark of this line; SIZE_MAX: none is open */
    bool line;     /* no word of the line came yet */
} finder;

/* Double quotation marks of all shapes; which of them open and which close differs from language to language. */
static bool is_quote(uint32_t c)
{
    return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || (c >= 0x300C && c <= 0x300F) ||
           c == 0xFF02;
}

static letter_kind kind_beyond_ascii(uint32_t c)
{
    if (is_quote(c)) return QUOTE;
    if (c == 0x2028 || c == 0x2029 || c == 0x85) return LINE;
    if (u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return UNSEEN;
    int32_t type = u_charType((UChar32)c);
    if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK) return MARK;
    if (!u_isalnum((UChar32)c)) return BREAK;
    int32_t script = u_getIntPropertyValue((UChar32)c, UCHAR_SCRIPT);
    bool alone =
        u_hasBinaryProperty((UChar32)c, UCHAR_IDEOGRAPHIC) || script == USCRIPT_HIRAGANA ||
        script == USCRIPT_KATAKANA ||
        u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT; /* Thai, Lao, Khmer, ... */
    return alone ? ALONE : LETTER;
}

static letter_kind kind_of(uint32_t c)
{
    if (c >= 0x80) return kind_beyond_ascii(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return LETTER;
    if (c == '\n') return LINE;
    return c == '"' ? QUOTE : BREAK;
}

static uint32_t short_of(uint64_t hash)
{
    return (uint32_t)(hash ^ hash >> 32);
}

static uint32_t hash_ascii(kb_str word)
{
    char folded[WORD_BYTES_MAX];
    for (size_t i = 0; i < word.len; i++) {
        char c = word.at[i];
        folded[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    return short_of(kb_hash((kb_str){ folded, word.len }));
}

static uint32_t hash_folded(const finder *f, kb_str word)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[WORD_BYTES_MAX], folded[WORD_UNITS_MAX];
    char bytes[3 * WORD_UNITS_MAX];
    int32_t len = 0;
    u_strFromUTF8WithSub(wide, WORD_BYTES_MAX, &len, word.at, (int32_t)word.len, 0xFFFD, NULL, &code);
    len = unorm2_normalize(f->fold, wide, len, folded, WORD_UNITS_MAX, &code);
    u_strToUTF8WithSub(bytes, (int32_t)sizeof bytes, &len, folded, len, 0xFFFD, NULL, &code);
    if (U_FAILURE(code)) return short_of(kb_hash(word)); /* a decomposition longer than the room */
    return short_of(kb_hash((kb_str){ bytes, (size_t)len }));
}

static void add_word(finder *f, size_t begin, size_t end, bool ascii)
{
    kb_str word = kb_str_part(f->text, kb_span_of(begin, end));
    uint32_t hash = word.len > WORD_BYTES_MAX ? short_of(kb_hash(word))
                    : ascii || !f->fold       ? hash_ascii(word)
                                              : hash_folded(f, word);
    uint32_t flags = f->line ? KB_VERBATIM_LINE : 0;
    f->line = false;
    f->out->at[f->out->count++] = (kb_verbatim_word){ hash, (uint32_t)begin, (uint32_t)end, flags };
}

/* The word that begins with the letter at `begin`, whose kind is `first`; returns its end. */
static size_t word_end(kb_str s, size_t begin, letter_kind first, bool *ascii)
{
    size_t at = begin, end;
    *ascii = (unsigned char)s.at[at] < 0x80;
    (void)kb_utf8_next(s, &at);
    end = at;
    while (at < s.len) {
        uint32_t c = kb_utf8_next(s, &at);
        letter_kind kind = kind_of(c);
        if (kind != MARK && kind != UNSEEN && !(kind == LETTER && first == LETTER)) break;
        *ascii &= c < 0x80;
        if (kind != UNSEEN) end = at;
    }
    return end;
}

static bool ends_space(kb_str s, size_t end)
{
    if (end == 0) return true;
    unsigned char c = (unsigned char)s.at[end - 1];
    bool no_break = c == 0xA0 && end >= 2 && (unsigned char)s.at[end - 2] == 0xC2;
    return c <= ' ' || c == '(' || c == '[' || no_break;
}

/* The quotation mark `c` at byte `begin` opens where space stands before it and closes elsewhere: which shapes open
 * differs from language to language. A mark that is never closed quotes nothing. */
static void meet_quote(finder *f, uint32_t c, size_t begin)
{
    bool opens = c == 0x300C || c == 0x300E || (c != 0x300D && c != 0x300F && ends_space(f->text, begin));
    if (opens) {
        f->opened = f->out->count;
        return;
    }
    if (f->opened != SIZE_MAX && f->out->count - f->opened <= QUOTE_WORDS_MAX)
        for (size_t i = f->opened; i < f->out->count; i++) f->out->at[i].flags |= KB_VERBATIM_QUOTED;
    f->opened = SIZE_MAX;
}

static void find_words(finder *f)
{
    kb_str s = f->text;
    for (size_t at = 0; at < s.len;) {
        size_t begin = at;
        uint32_t c = kb_utf8_next(s, &at);
        letter_kind kind = kind_of(c);
        if (kind == QUOTE) meet_quote(f, c, begin);
        if (kind == LINE) {
            f->opened = SIZE_MAX;
            f->line = true;
        }
        if (kind != LETTER && kind != ALONE) continue;
        bool ascii;
        at = word_end(s, begin, kind, &ascii);
        add_word(f, begin, at, ascii);
    }
}

/* No text has more words than this: each has a letter, and of letters that join a mark follows. */
static size_t words_max(kb_str s)
{
    size_t count = 0;
    bool within = false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (c >= 0xC0) count++; /* the first byte of a code point that may be a word of its own */
        if (letter && !within) count++;
        within = letter;
    }
    return count;
}

kb_status kb_verbatim_find(kb_str s, kb_arena *arena, kb_verbatim *out, kb_err *err)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&code);
    finder f = { s, out, U_SUCCESS(code) ? fold : NULL, SIZE_MAX, true };
    *out = (kb_verbatim){ 0 };
    if (s.len > UINT32_MAX) return kb_fail(err, KB_ERR_LIMIT, "a text of more than 4 GB");
    out->at = KB_NEW(arena, kb_verbatim_word, words_max(s));
    if (!out->at) return kb_arena_fail(arena, err);
    find_words(&f);
    return KB_OK;
}

void kb_verbatim_leave(kb_verbatim *words, const bool *leave)
{
    size_t kept = 0;
    uint32_t gap = 0;
    for (size_t i = 0; i < words->count; i++) {
        if (leave[i]) {
            gap = KB_VERBATIM_GAP;
            continue;
        }
        words->at[kept] = words->at[i];
        words->at[kept++].flags |= gap;
        gap = 0;
    }
    words->count = kept;
}
