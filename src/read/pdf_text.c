#include "read/pdf_text.h"

#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "text/letter.h"
#include "text/width.h"

#define GAP 1.3        /* more than so many usual steps from line to line begin a paragraph */
#define INDENT 0.8     /* so many heights further right than the line before */
#define BESIDE 0.3     /* parts of one line: their feet differ by less, in heights */
#define ROOM 0.6       /* heights: what a space takes, with some doubt */
#define HALF 0.6       /* a line of less than this share of its column was ended on purpose */
#define SAME_SIZE 1.08 /* letters of one size differ by less */
#define LARGER 1.1     /* a title's size, in sizes of the text */
#define AROUND 12      /* lines before and after that tell a line's column */
#define TITLE_BYTES 300
#define TITLE_WORDS 3
#define TITLE_WORDS_CAPITALS 4
#define WORD_BYTES 64
#define STEPS 64 /* in twentieths of a size */

static bool same_size(double a, double b)
{
    return a < b * SAME_SIZE && b < a * SAME_SIZE;
}

static uint32_t first_char(kb_str s)
{
    size_t at = 0;
    return s.len ? kb_utf8_next(s, &at) : 0;
}

static uint32_t last_char(kb_str s)
{
    size_t at = s.len;
    if (!s.len) return 0;
    while (at > 0 && !kb_utf8_border(s, --at)) {
    }
    return kb_utf8_next(s, &at);
}

/* ---- where a paragraph begins ---- */

static bool ends_sentence(kb_str s)
{
    static const uint32_t closers[] = { '"', '\'', ')', ']', 0x2019, 0x201D, 0xBB, 0x300D };
    static const uint32_t ends[] = { '.', '!', '?', ':', ';', 0x2026, 0x3002, 0xFF01, 0xFF1F, 0x061F, 0x06D4, 0x0964 };
    for (int depth = 0; depth < 3 && s.len; depth++) {
        uint32_t c = last_char(s);
        bool closes = false;
        for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
            if (c == ends[i]) return true;
        for (size_t i = 0; i < sizeof closers / sizeof closers[0]; i++) closes |= c == closers[i];
        if (!closes) return false;
        s.len--;
        while (s.len && !kb_utf8_border(s, s.len)) s.len--;
    }
    return false;
}

/* A point of a list: a bullet, a dash, "3.", "(b)". */
static bool is_point(kb_str s)
{
    static const uint32_t marks[] = {
        0x2022, 0x2023, 0x25CF, 0x25CB, 0x25A0, 0x25A1, 0x25AA, 0x25E6,
        0x2043, 0xB7,   0xF0B7, 0xF0A7, 0xF0D8, 0x27A2, 0x2713
    }; /* those of Symbol and Wingdings too */
    uint32_t c = first_char(s);
    size_t at = 0, digits = 0;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (c == marks[i]) return true;
    if (kb_str_starts(s, KB_STR("- ")) || kb_str_starts(s, KB_STR("* ")) || kb_str_starts(s, KB_STR("\u2013 ")))
        return true;
    if (s.at[0] == '(') at++;
    while (at < s.len && s.at[at] >= '0' && s.at[at] <= '9' && digits < 2) at++, digits++;
    if (digits == 0 && at < s.len && ((s.at[at] | 0x20) >= 'a' && (s.at[at] | 0x20) <= 'h')) at++;
    return at > 0 && at + 1 < s.len && (s.at[at] == '.' || s.at[at] == ')') && s.at[at + 1] == ' ';
}

/* The usual step from one line's top to the next's, in sizes: the least that a fifth of all steps keep to. */
static double usual_step(const kb_pdf_lines *lines)
{
    size_t steps[STEPS] = { 0 }, all = 0, seen = 0;
    for (size_t i = 1; i < lines->count; i++) {
        const kb_pdf_line *a = &lines->at[i - 1], *b = &lines->at[i];
        double step = (b->top - a->top) / (a->size > 1 ? a->size : 1) * 20;
        if (a->page != b->page || !same_size(a->size, b->size) || step < 14 || step >= STEPS) continue;
        steps[(size_t)step]++;
        all++;
    }
    for (size_t i = 0; i < STEPS; i++)
        if (seen += steps[i], all && seen * 5 >= all) return ((double)i + 1) / 20;
    return 1.2;
}

/* The column of a line: the lines around it, of the pages around too, that stand above or below it. */
typedef struct {
    double left, right;
} column;

static column column_of(const kb_pdf_lines *lines, size_t at)
{
    const kb_pdf_line *line = &lines->at[at];
    column c = { line->left, line->right };
    size_t from = at > AROUND ? at - AROUND : 0;
    for (size_t i = from; i < lines->count && i <= at + AROUND; i++) {
        const kb_pdf_line *other = &lines->at[i];
        bool overlaps = other->left < line->right && other->right > line->left;
        if (other->dropped || !overlaps || !same_size(other->size, line->size)) continue;
        if (other->left < c.left) c.left = other->left;
        if (other->right > c.right) c.right = other->right;
    }
    return c;
}

/* How wide the first word of a line is, by its share of the letters. */
static double first_word_width(const kb_pdf_line *line)
{
    size_t word = 0;
    while (word < line->text.len && line->text.at[word] != ' ') word++;
    return (line->right - line->left) * (double)word / (double)line->text.len;
}

/* Does `b`, the next line, begin a paragraph? */
static bool begins_paragraph(const kb_pdf_lines *lines, size_t at_a, size_t at_b, double step)
{
    const kb_pdf_line *a = &lines->at[at_a], *b = &lines->at[at_b];
    column of_a = column_of(lines, at_a);
    double height = a->size > 1 ? a->size : 1;
    bool goes_on_elsewhere = a->page != b->page || b->top < a->top - height;
    bool room = a->right + height * ROOM + first_word_width(b) < of_a.right;
    bool rtl = a->right >= of_a.right - height && a->left > of_a.left + height;
    bool ended = ends_sentence(a->text), small = kb_letter_small(first_char(b->text));
    if (a->page == b->page && fabs(a->bottom - b->bottom) < height * BESIDE && b->left >= a->right) return false;
    if (!same_size(a->size, b->size) || is_point(b->text)) return true;
    if (goes_on_elsewhere) return ended || (!small && (a->bold != b->bold || room));
    if (b->top - a->top > step * height * GAP) return true;
    if (a->bold != b->bold && (room || rtl)) return true;
    if (b->left > a->left + height * INDENT && ended && !rtl) return true;
    if (rtl ? a->left - of_a.left < (of_a.right - of_a.left) * (1 - HALF) : !room) return false;
    return ended || (!small && a->right - a->left < (of_a.right - of_a.left) * HALF);
}

/* ---- words that a line's end broke ---- */

/* Bytes of the hyphen that ends a line; 0: none. */
static size_t hyphen_at_end(kb_str s)
{
    static const uint32_t hyphens[] = { '-', 0xAD, 0x2010 };
    uint32_t c = last_char(s);
    for (size_t i = 0; i < sizeof hyphens / sizeof hyphens[0]; i++) {
        if (c != hyphens[i]) continue;
        size_t len = c == '-' ? 1 : c == 0xAD ? 2 : 3;
        bool alone = s.len == len || s.at[s.len - len - 1] == ' ' || s.at[s.len - len - 1] == '-';
        return alone ? 0 : len;
    }
    return 0;
}

static kb_str last_word(kb_str s)
{
    size_t from = s.len;
    while (from > 0 && !strchr(" \t(\"", s.at[from - 1])) from--;
    return kb_str_part(s, kb_span_of(from, s.len));
}

static kb_str first_word(kb_str s)
{
    size_t to = 0;
    while (to < s.len && !strchr(" \t.,;:!?)\"", s.at[to])) to++;
    return kb_str_part(s, kb_span_of(0, to));
}

static bool occurs(const kb_pdf_lines *lines, kb_str head, const char *between, kb_str tail, size_t *looked)
{
    char word[WORD_BYTES * 2 + 4];
    int len = snprintf(word, sizeof word, "%.*s%s%.*s", KB_STR_ARGS(head), between, KB_STR_ARGS(tail));
    if (len < 0 || (size_t)len >= sizeof word) return false;
    for (size_t i = 0; i < lines->count && *looked < KB_PDF_LOOKED_MAX; i++) {
        *looked += lines->at[i].text.len + 16;
        if (kb_str_find(lines->at[i].text, (kb_str){ word, (size_t)len }, 0) != SIZE_MAX) return true;
    }
    return false;
}

static bool ends_alike(kb_str whole, kb_str part)
{
    return part.len <= whole.len &&
           kb_str_equal_ascii(kb_str_part(whole, kb_span_of(whole.len - part.len, whole.len)), part);
}

/* Does one half of a word stand in the other: whole, or with another first sound ("tolong", "menolong")? */
static bool repeats(kb_str whole, kb_str part)
{
    if (part.len < 3 || part.len > whole.len) return false;
    return kb_str_equal_ascii(kb_str_part(whole, kb_span_of(0, part.len)), part) || ends_alike(whole, part) ||
           (part.len > 4 && ends_alike(whole, kb_str_part(part, kb_span_of(1, part.len))));
}

/* Does the hyphen between `line`, without it, and `next` belong to the word? */
static bool keeps_hyphen(const kb_pdf_lines *lines, kb_str line, kb_str next, size_t *looked)
{
    kb_str head = last_word(line), tail = first_word(next);
    if (!kb_letter_small(first_char(tail)) || head.len == 0) return true;
    if (repeats(head, tail) || repeats(tail, head)) return true;
    if (head.len > WORD_BYTES || tail.len > WORD_BYTES) return false;
    return occurs(lines, head, "-", tail, looked) && !occurs(lines, head, "", tail, looked);
}

/* ---- the text ---- */

static bool is_blank(uint32_t c)
{
    return c <= 0x20 || c == 0x7F || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x3000;
}

/* Ligatures as letters; soft hyphens out; blanks of every width as one space. */
static void add_words(kb_buf *out, kb_str text)
{
    char letters[KB_LETTER_BYTES_MAX];
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = kb_utf8_next(text, &at);
        size_t len = kb_letter_plain(c, letters);
        if (is_blank(c)) {
            if (out->len && out->at[out->len - 1] != ' ' && out->at[out->len - 1] != '\n') kb_buf_add_char(out, ' ');
        } else if (len) {
            kb_buf_add(out, (kb_str){ letters, len });
        } else if (c != 0xAD && c != 0xFEFF && (c < 0x80 || c >= 0xA0)) {
            kb_buf_add(out, kb_str_part(text, kb_span_of(from, at)));
        }
    }
}

/* What stands between two lines of a paragraph: nothing behind a hyphen, and between characters of a script without
 * spaces; the hyphen goes where the line's end brought it. */
static void join(const kb_pdf_lines *lines, const kb_pdf_line *a, const kb_pdf_line *b, size_t hyphen, kb_buf *out,
                 size_t *looked)
{
    bool wide = kb_char_width(last_char(a->text)) == 2 && kb_char_width(first_char(b->text)) == 2;
    uint32_t last = last_char(a->text);
    if (!hyphen && !wide) kb_buf_add_char(out, ' ');
    if (!hyphen || last == 0xAD || out->len < hyphen) return; /* a soft one was not written */
    kb_str head = kb_str_part(a->text, kb_span_of(0, a->text.len - hyphen));
    if (!keeps_hyphen(lines, head, b->text, looked)) out->len -= hyphen;
}

static void end_paragraph(kb_pdf_paragraphs *list, kb_buf *out)
{
    if (list->count == 0) return;
    while (out->len && out->at[out->len - 1] == ' ') out->len--;
    list->at[list->count - 1].span.end = out->len;
}

static kb_status begin_paragraph(kb_pdf_paragraphs *list, const kb_pdf_line *line, kb_arena *arena, kb_buf *out,
                                 kb_err *err)
{
    end_paragraph(list, out);
    if (out->len && out->at[out->len - 1] != '\n') kb_buf_add_char(out, '\n');
    kb_pdf_paragraph *added = KB_ADD(arena, list, kb_pdf_paragraph);
    if (!added) return kb_arena_fail(arena, err);
    *added = (kb_pdf_paragraph){ { out->len, out->len }, line->size, line->top, line->page, line->bold };
    return KB_OK;
}

/* The size of most letters. */
static double usual_size(const kb_pdf_lines *lines)
{
    size_t letters[100] = { 0 }, best = 0; /* in half points */
    for (size_t i = 0; i < lines->count; i++) {
        double size = lines->at[i].size * 2 + 0.5;
        if (!lines->at[i].dropped && size >= 0 && size < 100) letters[(size_t)size] += lines->at[i].text.len;
    }
    for (size_t i = 0; i < 100; i++)
        if (letters[i] > letters[best]) best = i;
    return (double)best / 2;
}

kb_status kb_pdf_write_text(const kb_pdf_lines *lines, kb_arena *arena, kb_buf *out, kb_pdf_paragraphs *list,
                            kb_err *err)
{
    double step = usual_step(lines);
    size_t looked = 0, hyphen = 0, before = SIZE_MAX;
    *list = (kb_pdf_paragraphs){ .size = usual_size(lines) };
    for (size_t i = 0; i < lines->count; i++) {
        const kb_pdf_line *line = &lines->at[i];
        if (line->dropped) continue;
        bool begins = before == SIZE_MAX || begins_paragraph(lines, before, i, step);
        if (begins && hyphen && kb_letter_small(first_char(line->text))) begins = false;
        if (begins) {
            kb_status status = begin_paragraph(list, line, arena, out, err);
            if (status != KB_OK) return status;
        } else {
            join(lines, &lines->at[before], line, hyphen, out, &looked);
        }
        add_words(out, line->text);
        hyphen = hyphen_at_end(line->text);
        before = i;
    }
    end_paragraph(list, out);
    return out->failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}

/* ---- title ---- */

/* Is it long enough for a title? "FOR IMMEDIATE RELEASE" is a label. Of scripts without spaces characters count. */
static bool is_long_title(kb_str s)
{
    size_t words = 0, wide = 0, small = 0;
    for (size_t at = 0, in = 0; at < s.len;) {
        uint32_t c = kb_utf8_next(s, &at);
        if (c != ' ' && !in) words++;
        in = c != ' ';
        wide += kb_char_width(c) == 2;
        small += kb_letter_small(c);
    }
    return words + wide / 2 >= (small ? TITLE_WORDS : TITLE_WORDS_CAPITALS);
}

const kb_pdf_paragraph *kb_pdf_title(const kb_pdf_paragraphs *list, kb_str text, double height)
{
    const kb_pdf_paragraph *best = NULL;
    bool best_long = false;
    for (size_t i = 0; i < list->count && list->at[i].page == 0; i++) {
        const kb_pdf_paragraph *p = &list->at[i];
        kb_str words = kb_str_part(text, p->span);
        bool larger = p->size > list->size * LARGER;
        if (p->top > height / 2 || words.len < 4 || words.len > TITLE_BYTES || (!larger && !p->bold)) continue;
        bool is_long = is_long_title(words);
        if (best && is_long <= best_long && !(is_long == best_long && p->size > best->size * SAME_SIZE)) continue;
        best = p;
        best_long = is_long;
    }
    return best;
}
