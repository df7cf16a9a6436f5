#include "story/revision.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"

#define SHORT_WORDS 6    /* a line of so many may be a counter, a button, a heading */
#define LEAST_LENGTH 0.5 /* of the words before: corrections rarely take away more */
#define LEAST_COMMON 0.2 /* of its words that the text before had */
#define SENTENCE_ENDS ".!?:;\"')"

typedef struct {
    uint64_t *at;
    size_t count;
} word_hashes;

/* Unicode's blanks (White_Space), and those without width. */
static bool is_blank(uint32_t c)
{
    return c <= 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

static bool next_word(kb_str s, size_t *at, kb_span *word)
{
    size_t begin = *at;
    while (*at < s.len && is_blank(kb_utf8_next(s, at))) begin = *at;
    if (begin >= s.len) return false;
    size_t end = *at;
    while (end < s.len) {
        size_t next = end;
        if (is_blank(kb_utf8_next(s, &next))) break;
        end = next;
    }
    *at = end;
    *word = kb_span_of(begin, end);
    return true;
}

/* Marks of three bytes (curly quotation marks, an ellipsis, full stops of other scripts) end a sentence too; so does
 * what has no words by blanks (Han, Kana, Thai): a line of it counts. */
static bool ends_sentence(kb_str word)
{
    char last = word.at[word.len - 1];
    bool wide = word.len >= 3 && (unsigned char)word.at[word.len - 3] >= 0xE0;
    return wide || strchr(SENTENCE_ENDS, last);
}

/* Quotation marks and dashes of all shapes are one, a soft hyphen is none. */
static uint32_t plain_mark(uint32_t c)
{
    if (c == 0xB4 || c == 0x2BC || (c >= 0x2018 && c <= 0x201B) || c == 0x2032) return '\'';
    if (c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F) || c == 0x2033) return '"';
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ? '-' : c;
}

/* Of a word, whatever the shape of the marks in it. */
static uint64_t hash_word(kb_str word)
{
    enum { SOFT_HYPHEN = 0xAD, ELLIPSIS = 0x2026, ROOM = 256 };
    char plain[ROOM];
    size_t len = 0;
    if (word.len > ROOM || kb_utf8_ascii(word) == word.len) return kb_hash(word);
    for (size_t at = 0; at < word.len;) {
        uint32_t c = plain_mark(kb_utf8_next(word, &at));
        for (int dot = 0; c == ELLIPSIS && dot < 3; dot++) plain[len++] = '.'; /* as long as it is itself */
        if (c == SOFT_HYPHEN || c == ELLIPSIS) continue;
        if (c == 0xFFFD) return kb_hash(word); /* bytes that are no text may be longer than they were */
        len += kb_utf8_put(plain + len, c);
    }
    return kb_hash((kb_str){ plain, len });
}

static kb_status add_words(kb_str line, kb_arena *work, word_hashes *out, kb_err *err)
{
    kb_span word;
    for (size_t at = 0; next_word(line, &at, &word);) {
        uint64_t *to = KB_ADD(work, out, uint64_t);
        if (!to) return kb_arena_fail(work, err);
        *to = hash_word(kb_str_part(line, word));
    }
    return KB_OK;
}

static bool counts(const kb_document *doc, kb_span span)
{
    kb_str line = kb_str_part(doc->text, span);
    kb_span word = { 0, 0 };
    size_t words = 0;
    if (kb_document_aside(doc, span)) return false;
    for (size_t at = 0; next_word(line, &at, &word);) words++;
    return words > SHORT_WORDS || (words && ends_sentence(kb_str_part(line, word)));
}

/* The words that count; *title: how many of them are the title's. */
static kb_status words_of(const kb_document *doc, kb_arena *work, word_hashes *out, size_t *title, kb_err *err)
{
    kb_status status = add_words(doc->title, work, out, err);
    *title = out->count;
    for (size_t begin = 0; begin < doc->text.len && status == KB_OK;) {
        size_t end = kb_str_find(doc->text, KB_STR("\n"), begin);
        if (end == SIZE_MAX) end = doc->text.len;
        if (counts(doc, kb_span_of(begin, end)))
            status = add_words(kb_str_part(doc->text, kb_span_of(begin, end)), work, out, err);
        begin = end + 1;
    }
    return status;
}

static int64_t hash_of(const word_hashes *words, size_t title)
{
    uint64_t hash = 0;
    int64_t stored;
    kb_str head = { (const char *)words->at, title * sizeof *words->at };
    kb_str rest = { (const char *)(words->at + title), (words->count - title) * sizeof *words->at };
    if (words->count) hash = kb_hash_with(kb_hash(head), rest);
    memcpy(&stored, &hash, sizeof stored);
    return stored;
}

static int by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

/* How many words of `b` stand in `a` too, each as often as there. Orders both. */
static size_t common_words(word_hashes a, word_hashes b)
{
    size_t common = 0;
    if (!a.count || !b.count) return 0;
    qsort(a.at, a.count, sizeof *a.at, by_value);
    qsort(b.at, b.count, sizeof *b.at, by_value);
    for (size_t i = 0, j = 0; i < a.count && j < b.count;) {
        uint64_t x = a.at[i], y = b.at[j];
        common += x == y;
        i += x <= y;
        j += y <= x;
    }
    return common;
}

static bool is_thin(const kb_document *doc)
{
    return doc->kind == KB_DOC_TITLE || doc->kind == KB_DOC_SHORT || doc->kind == KB_DOC_NO_REPORT;
}

static bool is_none(const kb_document *before, const kb_document *after, size_t words_before, size_t words_after)
{
    if (after->kind >= KB_DOC_LIVE && after->kind != before->kind) return true;
    if (words_after >= words_before) return false;
    return (is_thin(after) && !is_thin(before)) || (after->paywalled && !before->paywalled);
}

kb_status kb_revision_judge(const kb_document *before, const kb_document *after, kb_arena *work, kb_revision *out,
                            int64_t *words, kb_err *err)
{
    word_hashes a = { 0 }, b = { 0 };
    size_t a_title, b_title;
    *out = KB_REVISION_SAME;
    *words = 0;
    kb_status status = words_of(before, work, &a, &a_title, err);
    if (status == KB_OK) status = words_of(after, work, &b, &b_title, err);
    if (status != KB_OK) return status;
    *words = hash_of(&b, b_title);
    if (hash_of(&a, a_title) == *words) return KB_OK;
    a = (word_hashes){ a.at + a_title, a.count - a_title };
    b = (word_hashes){ b.at + b_title, b.count - b_title };
    if (is_none(before, after, a.count, b.count))
        *out = KB_REVISION_NONE;
    else if ((double)b.count < LEAST_LENGTH * (double)a.count ||
             (double)common_words(a, b) < LEAST_COMMON * (double)b.count)
        *out = KB_REVISION_DOUBTFUL;
    else
        *out = KB_REVISION_CHANGED;
    return KB_OK;
}
