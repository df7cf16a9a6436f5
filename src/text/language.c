#include "text/language.h"

#include <stdio.h>

#include "base/embedded.h"
#include "base/utf8.h"

#define SAMPLE_BYTES 4096 /* of a text; more changes no answer */
#define SHORT_BYTES 300    /* CLD2 is often wrong about a text as short as a title */
#define COUNTED_WORDS 160
#define WORD_BYTES_MAX 32

const char *kb_cld2_code(const char *text, int len, int best_effort, int *percent, int *reliable); /* cld2_shim.cc */

/* Codes of CLD2 that BCP 47 writes otherwise. */
static const struct {
    const char *theirs, *ours;
} renamed[] = {
    { "un", "und" }, { "iw", "he" },  { "in", "id" }, { "jw", "jv" },
    { "no", "nb" },  { "tl", "fil" }, { "mo", "ro" }, { "sh", "sr" },
};

static const char *code_of(const char *theirs)
{
    for (size_t i = 0; i < sizeof renamed / sizeof renamed[0]; i++)
        if (strcmp(theirs, renamed[i].theirs) == 0) return renamed[i].ours;
    return theirs;
}

/* A copy without what CLD2 takes for no text: control characters and noncharacters become spaces. */
static size_t copy_sample(kb_str text, char *to)
{
    size_t len = 0;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = kb_utf8_next(text, &at);
        if (len + (at - from) > SAMPLE_BYTES) break;
        bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
        if (control) {
            to[len++] = ' ';
        } else {
            memcpy(to + len, text.at + from, at - from);
            len += at - from;
        }
    }
    return len;
}

/* ---- words that tell languages apart (lang/apart.txt) ---- */

typedef struct {
    size_t words, id, ms, en, malayic;
} votes; /* malayic: words of Indonesian or Malay */

static kb_str line_at(kb_str table, size_t *begin) /* the line around byte *begin; moves it to the line's first */
{
    size_t end = *begin;
    while (*begin > 0 && table.at[*begin - 1] != '\n') --*begin;
    while (end < table.len && table.at[end] != '\n') end++;
    return kb_str_part(table, kb_span_of(*begin, end));
}

/* The languages that `word` speaks for; empty when it is not in the table. The lines are in byte order. */
static kb_str find_word(kb_str table, kb_str word)
{
    size_t low = 0, high = table.len;
    while (low < high) {
        size_t at = low + (high - low) / 2;
        kb_str line = line_at(table, &at), rest = line, key;
        if (!kb_str_next(&rest, ' ', &key)) break;
        int order = kb_str_compare(word, key);
        if (order == 0) return rest;
        if (order < 0)
            high = at;
        else
            low = at + line.len + 1;
    }
    return (kb_str){ 0 };
}

static void vote(votes *v, kb_str languages)
{
    kb_str code;
    bool id = false, ms = false, en = false;
    if (languages.len == 0) return;
    while (kb_str_next(&languages, ' ', &code)) {
        id = id || kb_str_is(code, "id");
        ms = ms || kb_str_is(code, "ms");
        en = en || kb_str_is(code, "en");
    }
    v->malayic += id || ms;
    v->id += id && !ms;
    v->ms += ms && !id;
    v->en += en;
}

static void vote_word(votes *v, kb_str table, kb_str word)
{
    v->words++;
    kb_str found = find_word(table, word);
    for (size_t tail = 4; found.len == 0 && tail >= 3 && word.len >= tail + 4; tail--) {
        char ending[6] = "-";
        memcpy(ending + 1, word.at + word.len - tail, tail);
        found = find_word(table, (kb_str){ ending, tail + 1 });
    }
    vote(v, found);
}

static votes count_votes(kb_str sample)
{
    kb_str table = { kb_embedded_apart[0].bytes, kb_embedded_apart[0].len };
    votes v = { 0 };
    char word[WORD_BYTES_MAX];
    size_t len = 0;
    for (size_t i = 0; i <= sample.len && v.words < COUNTED_WORDS; i++) {
        char c = i < sample.len ? sample.at[i] : ' ';
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        bool letter = (c >= 'a' && c <= 'z') || (uint8_t)c >= 0x80;
        if (letter && len < WORD_BYTES_MAX) word[len] = c;
        if (letter) len++;
        if (letter || len == 0) continue;
        if (len <= WORD_BYTES_MAX) vote_word(&v, table, (kb_str){ word, len });
        len = 0;
    }
    return v;
}

/* Indonesian or Malay; `found` where the words are even and the text is long. A title without a word that tells is
 * taken for Indonesian, the language of ten times as many speakers. */
static const char *malayic_of(const votes *v, const char *found, bool is_short)
{
    if (v->id != v->ms) return v->id > v->ms ? "id" : "ms";
    return is_short ? "id" : found;
}

void kb_language_find(kb_str text, char code[12])
{
    char sample[SAMPLE_BYTES];
    int percent = 0, reliable = 0;
    size_t len = copy_sample(text, sample);
    bool is_short = len < SHORT_BYTES;
    const char *found = len ? kb_cld2_code(sample, (int)len, 0, &percent, &reliable) : "un";
    if (len && strcmp(found, "un") == 0) found = kb_cld2_code(sample, (int)len, 1, &percent, &reliable);
    bool pair = strcmp(found, "id") == 0 || strcmp(found, "ms") == 0;
    if (pair || is_short || !reliable) {
        votes v = count_votes((kb_str){ sample, len });
        bool malayic = v.malayic >= 2 && v.malayic * 4 >= v.words && v.malayic > 2 * v.en;
        if (pair || malayic)
            found = malayic_of(&v, pair ? found : "id", is_short);
        else if (v.en >= 2 && v.en * 4 >= v.words && v.en > 2 * v.malayic)
            found = "en";
    }
    (void)snprintf(code, 12, "%s", code_of(found));
}
