#include "read/lines.h"

#include "base/utf8.h"
#include "read/aside.h"

#define TITLE_BYTES_MAX 220
#define TITLE_WORDS_MAX 24
#define TITLE_STOPPED_WORDS 12 /* a title that ends in a full stop has no more, unless it is written in capitals */
#define EDGE_LINES 6           /* how many are the first, the last lines */
#define TITLE_ONLY_WORDS 40    /* one paragraph with fewer is a lead */
#define LINES_MAX 20000        /* no article has more; of a longer text the rest is not looked at for asides */
#define SCRATCH_BYTES ((size_t)1 << 20)

typedef struct {
    const kb_read_tools *tools;
    const kb_lang *lang;
    kb_document *doc;
    kb_arena *scratch; /* tokens of the line at hand */
    kb_err *err;
    size_t tokenized; /* lines so far */
    size_t body_words, body_lines, prose_lines, signs, letters;
    bool title_found;
} line_work;

/* ---- shape ---- */

typedef struct {
    size_t words, capitals, stops;
} line_shape; /* stops: sentence ends inside the line */

static bool is_wide(uint32_t c) /* scripts without spaces between words: two characters pass for a word */
{
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x3040 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0x1780 && c <= 0x17FF);
}

static bool is_letter(unsigned char c) /* of ASCII */
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word_char(uint32_t c)
{
    if (c < 0x80) return is_letter((unsigned char)c) || (c >= '0' && c <= '9');
    return (c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) && c != 0xFFFD &&
            !(c >= 0x3000 && c <= 0x303F));
}

static line_shape shape_of(kb_str line)
{
    line_shape shape = { 0 };
    size_t run = 0, wide = 0;
    for (size_t i = 0; i < line.len;) {
        size_t from = i;
        unsigned char byte = (unsigned char)line.at[i];
        if (run && is_letter(byte)) { /* most are inside a word */
            run++;
            i++;
            continue;
        }
        uint32_t c = kb_utf8_next(line, &i);
        if (is_wide(c)) {
            wide++;
            run = 0;
        } else if (is_word_char(c)) {
            if (run++ == 0) {
                shape.words++;
                shape.capitals += (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            }
        } else {
            bool next_space = i < line.len && line.at[i] == ' ';
            bool capital = i + 1 < line.len && line.at[i + 1] >= 'A' && line.at[i + 1] <= 'Z';
            if ((c == '.' && run > 3 && next_space && capital && from > 0) || c == 0x3002) shape.stops++;
            run = 0;
        }
    }
    shape.words += (wide + 1) / 2;
    return shape;
}

static bool ends_with_any(kb_str line, const char *const *ends, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kb_str_ends(line, kb_str_of(ends[i]))) return true;
    return false;
}

static bool ends_stopped(kb_str line)
{
    static const char *const stops[] = { ".", ".\"", ".”", ".'", ".’", ".)", ".»", "。" };
    static const char *const open[] = { "...", "…" };
    return ends_with_any(line, stops, sizeof stops / sizeof stops[0]) && !ends_with_any(line, open, 2);
}

static bool begins_quote(kb_str line)
{
    return kb_str_starts(line, KB_STR("\"")) || kb_str_starts(line, KB_STR("“")) || kb_str_starts(line, KB_STR("«"));
}

/* One short thought without the look of a sentence in running text. */
static bool looks_like_title(kb_str line)
{
    static const char *const goes_on[] = { ":", ",", "-", "–", "—" };
    if (line.len > TITLE_BYTES_MAX) return false;
    line_shape shape = shape_of(line);
    bool title_case = shape.capitals * 10 >= shape.words * 6;
    if (shape.words == 0 || shape.words > TITLE_WORDS_MAX) return false;
    if (shape.stops && !title_case) return false;
    if (ends_with_any(line, goes_on, sizeof goes_on / sizeof goes_on[0])) return false;
    if (!ends_stopped(line) || title_case) return true;
    return shape.words <= TITLE_STOPPED_WORDS && !begins_quote(line);
}

/* Equal letter for letter, white space and marks aside. */
static bool same_words(kb_str a, kb_str b)
{
    size_t i = 0, k = 0;
    for (;;) {
        uint32_t c = 0, d = 0;
        while (i < a.len && !is_word_char(c = kb_utf8_next(a, &i))) c = 0;
        while (k < b.len && !is_word_char(d = kb_utf8_next(b, &k))) d = 0;
        if (c != d) return false;
        if (c == 0) return true;
    }
}

/* ---- the walk ---- */

static kb_span trimmed(kb_str text, kb_span span)
{
    while (span.begin < span.end && strchr(" \t\r\f\v", text.at[span.begin]) && text.at[span.begin]) span.begin++;
    while (span.end > span.begin && strchr(" \t\r\f\v", text.at[span.end - 1]) && text.at[span.end - 1]) span.end--;
    return span;
}

static kb_status add_line(line_work *w, kb_span span, kb_line_kind kind)
{
    kb_line *line = KB_ADD(w->doc->arena, &w->doc->lines, kb_line);
    if (!line) return kb_arena_fail(w->doc->arena, w->err);
    *line = (kb_line){ span, kind };
    return KB_OK;
}

static kb_status find_tokens(line_work *w, kb_str line, kb_tokens *tokens)
{
    if (w->scratch && kb_arena_used(w->scratch) > SCRATCH_BYTES) {
        kb_arena_free(w->scratch);
        w->scratch = NULL;
    }
    if (!w->scratch) w->scratch = kb_arena_new(SCRATCH_BYTES * 4);
    if (!w->scratch) return kb_fail(w->err, KB_ERR_MEMORY, "out of memory");
    return kb_tokens_find(w->tools->text, line, w->lang, w->scratch, tokens, w->err);
}

/* Whether the line is to be looked at; it is counted. */
static bool takes_tokens(line_work *w, kb_str line)
{
    return w->tools->text && line.len <= KB_ASIDE_BYTES_MAX && w->tokenized++ < LINES_MAX;
}

/* The tokens of a line, if it may be an aside or a date; else none. */
static kb_status aside_tokens(line_work *w, kb_str line, size_t number, kb_aside_place place, kb_tokens *tokens)
{
    bool date = number < EDGE_LINES && line.len <= KB_ASIDE_DATE_BYTES_MAX;
    *tokens = (kb_tokens){ 0 };
    if (!takes_tokens(w, line)) return KB_OK;
    if (!date && kb_aside_by_begin(line, place)) {
        const char *space = memchr(line.at, ' ', line.len);
        kb_str begin = kb_str_part(line, kb_span_of(0, space ? (size_t)(space - line.at) : line.len));
        kb_status status = find_tokens(w, begin, tokens);
        if (status != KB_OK || !kb_aside_may_begin(begin, tokens)) {
            tokens->count = 0;
            return status;
        }
    }
    return find_tokens(w, line, tokens);
}

/* Is this line the title? Where one is stated, only its words are; else the first line that looks like one. */
static bool is_title(line_work *w, kb_str line, bool more)
{
    if (w->title_found || w->body_lines) return false;
    if (w->doc->title.len) return same_words(line, w->doc->title);
    return more && looks_like_title(line);
}

static void count_body(line_work *w, kb_str line)
{
    line_shape shape = shape_of(line);
    static const char *const ends[] = { ".", "!", "?", "\"", "”", "…", "。", "’", ")", "»", "'" };
    w->body_words += shape.words;
    w->body_lines++;
    w->prose_lines += shape.words >= 8 && (shape.stops || ends_with_any(line, ends, sizeof ends / sizeof ends[0]));
    size_t letters = 0, signs = 0;
    for (size_t i = 0; i < line.len; i++) {
        unsigned char c = (unsigned char)line.at[i];
        bool letter = c >= 0x80 || is_letter(c);
        letters += letter;
        signs += !letter && c > ' ';
    }
    w->letters += letters;
    w->signs += signs;
}

static kb_status take_aside(line_work *w, kb_str line, kb_span span, kb_line_kind kind, kb_span names)
{
    if (names.end > names.begin && w->doc->byline.count == 0) {
        w->doc->byline_from = KB_STR("line");
        kb_status status = kb_document_list(w->doc, &w->doc->byline, kb_str_part(line, names), w->err);
        if (status != KB_OK) return status;
    }
    return add_line(w, span, kind);
}

static kb_status take_date(line_work *w, kb_span span, kb_time when, bool updated)
{
    kb_document *doc = w->doc;
    kb_time *field = updated ? &doc->modified : &doc->published;
    if (field->precision == KB_TIME_NONE) {
        *field = when;
        *(updated ? &doc->modified_from : &doc->published_from) = KB_STR("line");
    }
    return add_line(w, span, KB_LINE_BYLINE);
}

/* Who wrote or edited it, in parentheses behind the last sentence. */
static kb_status take_signature(line_work *w, kb_span span)
{
    kb_tokens tokens;
    kb_span part = kb_aside_signature(kb_str_part(w->doc->text, span));
    if (kb_span_len(part) == 0) return KB_OK;
    part = kb_span_of(span.begin + part.begin, span.begin + part.end);
    kb_str group = kb_str_part(w->doc->text, part);
    if (!takes_tokens(w, group)) return KB_OK;
    kb_status status = find_tokens(w, group, &tokens);
    if (status != KB_OK || !kb_aside_is_signature(group, &tokens)) return status;
    return add_line(w, part, KB_LINE_BYLINE);
}

static kb_status take_line(line_work *w, kb_span span, size_t number, bool last_lines, bool more)
{
    kb_document *doc = w->doc;
    kb_str line = kb_str_part(doc->text, span);
    kb_tokens tokens;
    kb_line_kind kind;
    kb_span names;
    kb_time when;
    bool updated;
    bool top = number < EDGE_LINES && w->title_found;
    kb_aside_place place = { top, top && w->body_lines == 0, last_lines };
    kb_status status = aside_tokens(w, line, number, place, &tokens);
    if (status != KB_OK) return status;
    bool stated = doc->title.len && same_words(line, doc->title);
    if (!stated && kb_aside_find(line, &tokens, place, &kind, &names)) return take_aside(w, line, span, kind, names);
    if (number < EDGE_LINES && kb_aside_date(line, &tokens, &when, &updated)) return take_date(w, span, when, updated);
    if (is_title(w, line, more)) {
        w->title_found = true;
        if (doc->title.len == 0) {
            doc->title = line;
            doc->title_from = KB_STR("line");
        }
        return add_line(w, span, KB_LINE_TITLE);
    }
    count_body(w, line);
    return last_lines ? take_signature(w, span) : KB_OK;
}

/* Where the last lines begin: the byte behind the break before the EDGE_LINES-th line from the end that is not blank.
 */
static size_t last_lines_of(kb_str text)
{
    size_t lines = 0, at = text.len;
    while (at > 0 && lines < EDGE_LINES) {
        size_t end = at;
        while (at > 0 && text.at[at - 1] != '\n') at--;
        lines += kb_span_len(trimmed(text, kb_span_of(at, end))) > 0;
        if (at > 0) at--;
    }
    return at;
}

/* A text alone may be a title; then it is all that there is. */
static bool is_title_alone(const line_work *w)
{
    const kb_document *doc = w->doc;
    if (w->title_found) return w->body_lines == 0;
    return doc->lines.count == 0 && w->body_lines == 1 && w->body_words <= TITLE_WORDS_MAX &&
           looks_like_title(kb_str_trim(doc->text)) && !ends_stopped(kb_str_trim(doc->text));
}

static kb_doc_kind kind_of(const line_work *w)
{
    if (is_title_alone(w)) return KB_DOC_TITLE;
    if (w->doc->title.len && w->body_lines == 1 && w->body_words < TITLE_ONLY_WORDS) return KB_DOC_TITLE;
    if (w->body_words < KB_DOC_WORDS_MIN) return KB_DOC_SHORT;
    if (w->signs > w->letters / 2 && w->prose_lines < 3) return KB_DOC_NO_REPORT; /* code, tables of numbers */
    if (w->prose_lines == 0 && w->body_lines >= 5) return KB_DOC_NO_REPORT;       /* a list */
    return KB_DOC_ARTICLE;
}

kb_status kb_lines_find(const kb_read_tools *tools, kb_document *doc, kb_err *err)
{
    line_work w = { .tools = tools, .doc = doc, .err = err };
    kb_str text = doc->text;
    size_t last = last_lines_of(text), number = 0, end = 0;
    size_t stop = text.len;
    kb_status status = KB_OK;

    doc->lines = (kb_lines){ 0 };
    if (tools->langs) w.lang = kb_langs_find(tools->langs, doc->lang);
    while (stop > 0 && (uint8_t)text.at[stop - 1] <= ' ') stop--; /* only white space follows */
    for (size_t begin = 0; status == KB_OK && begin < text.len; begin = end + 1) {
        const char *found = memchr(text.at + begin, '\n', text.len - begin);
        end = found ? (size_t)(found - text.at) : text.len;
        kb_span span = trimmed(text, kb_span_of(begin, end));
        if (kb_span_len(span)) status = take_line(&w, span, number++, begin >= last, end < stop);
    }
    if (doc->kind < KB_DOC_LIVE) doc->kind = kind_of(&w); /* else the page has told */
    if (status == KB_OK && doc->kind == KB_DOC_TITLE && doc->title.len == 0) {
        doc->title = kb_str_trim(text);
        doc->title_from = KB_STR("line");
        size_t begin = (size_t)(doc->title.at - text.at);
        status = add_line(&w, kb_span_of(begin, begin + doc->title.len), KB_LINE_TITLE);
    }
    kb_arena_free(w.scratch);
    return status;
}
