#include "text/language.h"

#include <math.h>
#include <stdio.h>

#include "base/embedded.h"
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define SAMPLE_BYTES 4096 /* of a text; more changes no answer */
#define FIRST_BYTES 512   /* of them from its beginning */
#define PIECES 4          /* and so many pieces from all over the rest */
#define PIECE_BYTES ((SAMPLE_BYTES - FIRST_BYTES) / PIECES)
#define SHORT_BYTES 400 /* CLD2 is often wrong about a text as short as a title */
#define COUNTED_WORDS 160
#define WORD_BYTES_MAX 40
#define CANDIDATES_MAX 96 /* languages in lang/apart.txt */
#define TITLE_BYTES 160
#define OVERRULE_VOTES 0.9 /* so many votes of words overrule CLD2 about a short text, */
#define OVERRULE_SHARE 8.0 /* where they are one in so many of its words at least */
#define FEW_WORDS 4        /* a guess about fewer is none, where no word supports it */
#define OPINION 0.3        /* of CLD2, in words that tell */
#define FIRST_BEYOND 0x530 /* Armenian, and all scripts behind it but extensions of Latin and Greek */

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

/* A copy without what CLD2 takes for no text: control characters and noncharacters become spaces. Whole characters
 * only. */
static size_t copy_clean(kb_str text, char *to, size_t room)
{
    size_t len = 0;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = kb_utf8_next(text, &at);
        if (len + (at - from) > room) break;
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

/* A short text whole. Of a long one its beginning, which is a little more than its share, so that of two halves the
 * first tells, and pieces from all over the rest: what a text begins with may be a summary or a notice in another
 * language. */
static size_t copy_sample(kb_str text, char *to)
{
    if (text.len <= SAMPLE_BYTES) return copy_clean(text, to, SAMPLE_BYTES);
    const size_t step = (text.len - FIRST_BYTES - PIECE_BYTES) / (PIECES - 1);
    size_t len = copy_clean(text, to, FIRST_BYTES);
    for (size_t i = 0; i < PIECES; i++) {
        size_t at = FIRST_BYTES + i * step;
        while (at < text.len && U8_IS_TRAIL((uint8_t)text.at[at])) at++;
        to[len++] = ' ';
        len += copy_clean(kb_str_part(text, kb_span_of(at, text.len)), to + len, PIECE_BYTES - 1);
    }
    return len;
}

/* ---- words that tell languages apart (lang/apart.txt) ---- */

typedef struct {
    kb_str code;
    double points;
} candidate;
typedef struct {
    candidate at[CANDIDATES_MAX];
    size_t count, words;    /* words: all that were looked up */
    size_t letters, beyond; /* beyond: of a script that Europe does not write, which tells the language by itself */
    double told;            /* the votes of words that speak for any language */
} votes;

/* The languages that `word` speaks for; empty when it is not in the table. The lines are in byte order. */
static kb_str find_word(kb_str table, kb_str word)
{
    size_t low = 0, high = table.len;
    while (low < high) {
        size_t at = low + (high - low) / 2;
        while (at > low && table.at[at - 1] != '\n') at--;
        const char *stop = memchr(table.at + at, '\n', table.len - at);
        size_t end = stop ? (size_t)(stop - table.at) : table.len;
        size_t shared = word.len < end - at ? word.len : end - at;
        int order = memcmp(word.at, table.at + at, shared);
        if (order == 0)
            order = shared < word.len || shared == end - at ? 1 : ' ' - (unsigned char)table.at[at + shared];
        if (order == 0) return kb_str_part(table, kb_span_of(at + shared + 1, end));
        if (order < 0)
            high = at;
        else
            low = end + 1;
    }
    return (kb_str){ 0 };
}

static double points_of(const votes *v, const char *code)
{
    for (size_t i = 0; i < v->count; i++)
        if (kb_str_is(v->at[i].code, code)) return v->at[i].points;
    return 0;
}

static void add_points(votes *v, kb_str code, double points)
{
    size_t i = 0;
    while (i < v->count && !kb_str_equal(v->at[i].code, code)) i++;
    if (i == CANDIDATES_MAX) return;
    if (i == v->count) v->at[v->count++] = (candidate){ code, 0 };
    v->at[i].points += points;
}

static void vote(votes *v, kb_str languages)
{
    size_t parts = 0;
    kb_str rest = languages, code;
    if (languages.len == 0) return;
    while (kb_str_next(&rest, ' ', &code)) parts++;
    while (kb_str_next(&languages, ' ', &code)) add_points(v, code, 1 / sqrt((double)parts));
    v->told += 1;
}

/* The languages of a word that the table knows by its ending or beginning alone ("-xyz", "wxyz-"); an ending with "="
 * is put behind words of all kinds, and the word before it speaks. */
static kb_str find_part(kb_str table, kb_str word)
{
    char part[6] = "-";
    kb_str found = { 0 };
    for (size_t tail = 4; found.len == 0 && tail >= 3 && word.len >= tail + 4; tail--) {
        memcpy(part + 1, word.at + word.len - tail, tail);
        found = find_word(table, (kb_str){ part, tail + 1 });
        if (kb_str_is(found, "=")) found = find_word(table, kb_str_part(word, kb_span_of(0, word.len - tail)));
    }
    if (found.len || word.len < 8) return found;
    memcpy(part, word.at, 4);
    part[4] = '-';
    return find_word(table, (kb_str){ part, 5 });
}

static void vote_word(votes *v, kb_str table, kb_str word)
{
    v->words++;
    kb_str found = find_word(table, word);
    vote(v, found.len ? found : find_part(table, word));
}

static void append(uint8_t *word, size_t *len, uint32_t c)
{
    U8_APPEND_UNSAFE(word, *len, c);
}

static votes count_votes(kb_str sample)
{
    kb_str table = { kb_embedded_apart[0].bytes, kb_embedded_apart[0].len };
    votes v = { 0 };
    uint8_t word[WORD_BYTES_MAX];
    size_t len = 0;
    for (size_t at = 0; v.words < COUNTED_WORDS;) {
        bool ended = at >= sample.len;
        uint32_t c = ended ? ' ' : kb_utf8_next(sample, &at);
        bool letter = u_isalpha((UChar32)c);
        v.letters += letter;
        v.beyond += letter && c >= FIRST_BEYOND;
        if (letter && len + 4 <= WORD_BYTES_MAX)
            append(word, &len, (uint32_t)u_tolower((UChar32)c));
        else if (letter)
            len = WORD_BYTES_MAX;
        if (letter) continue;
        if (len && len < WORD_BYTES_MAX) vote_word(&v, table, (kb_str){ (const char *)word, len });
        len = 0;
        if (ended) break;
    }
    return v;
}

/* Languages that CLD2 takes for one another: words tell them apart in texts of any length. */
static const char *const kin[][3] = { { "id", "ms", "" }, { "bs", "hr", "sr" } };

static const char *const *kin_of(const char *code) /* NULL when it has none */
{
    for (size_t i = 0; i < sizeof kin / sizeof kin[0]; i++)
        for (size_t k = 0; k < 3; k++)
            if (kin[i][k][0] && strcmp(code, kin[i][k]) == 0) return kin[i];
    return NULL;
}

/* The votes for a language; Indonesian and Malay, whose words are mostly the same, stand together against others. */
static double votes_for(const votes *v, const char *code)
{
    const char *const *own = kin_of(code);
    return own && !own[2][0] ? (points_of(v, own[0]) + points_of(v, own[1])) / sqrt(2) : points_of(v, code);
}

/* Does the table have words of the language? */
static bool is_listed(const char *code)
{
    kb_str table = { kb_embedded_apart[0].bytes, kb_embedded_apart[0].len };
    char word[16];
    (void)snprintf(word, sizeof word, " %s\n", code);
    return kb_str_find(table, kb_str_of(word), 0) != SIZE_MAX;
}

/* Puts the language with the most votes into `code` where they are enough to overrule the one that stands there. What
 * is longer than a title is not taken from a language that the table has no words of. */
static void overrule(const votes *v, bool is_title, char code[12])
{
    double own = votes_for(v, code), most = 0;
    if (v->beyond * 4 > v->letters || (!is_title && own == 0 && !is_listed(code))) return;
    char other[12] = "", each[12];
    for (size_t i = 0; i < v->count; i++) {
        (void)snprintf(each, sizeof each, "%.*s", KB_STR_ARGS(v->at[i].code));
        double points = votes_for(v, each);
        if (points <= most) continue;
        most = points;
        memcpy(other, each, sizeof other);
    }
    if (most >= OVERRULE_VOTES && most >= 2 * own && most * OVERRULE_SHARE >= (double)v->words) memcpy(code, other, 12);
}

/* Does no word speak for the language that CLD2 guessed, nor the script? Such a guess is as often wrong as right. */
static bool is_hollow(const votes *v, const char *code)
{
    return votes_for(v, code) == 0 && v->beyond * 4 <= v->letters;
}

/* Which of its kin a text is in: as the words say, CLD2's opinion being worth less than one that tells. */
static const char *choose_kin(const votes *v, const char *const *own, const char *found)
{
    const char *best = own[0];
    double most = -1;
    for (size_t i = 0; i < 3 && own[i][0]; i++) {
        double points = points_of(v, own[i]) + (strcmp(found, own[i]) == 0 ? OPINION : 0);
        if (points <= most) continue;
        most = points;
        best = own[i];
    }
    return best;
}

void kb_language_find(kb_str text, char code[12])
{
    char sample[SAMPLE_BYTES];
    int percent = 0, reliable = 0;
    size_t len = copy_sample(text, sample);
    bool is_short = len < SHORT_BYTES;
    const char *found = len ? kb_cld2_code(sample, (int)len, 0, &percent, &reliable) : "un";
    bool guessed = len && strcmp(found, "un") == 0;
    if (guessed) found = kb_cld2_code(sample, (int)len, 1, &percent, &reliable);
    found = code_of(found);
    (void)snprintf(code, 12, "%s", found);
    if (!kin_of(code) && !is_short && reliable) return;
    votes v = count_votes((kb_str){ sample, len });
    if (is_short || !reliable) overrule(&v, len < TITLE_BYTES, code);
    if (guessed && v.words < FEW_WORDS && is_hollow(&v, code)) (void)snprintf(code, 12, "und");
    const char *const *own = kin_of(code);
    if (own) (void)snprintf(code, 12, "%s", choose_kin(&v, own, found));
    if (strcmp(code, "ku") == 0 && v.beyond * 2 > v.letters) (void)snprintf(code, 12, "ckb"); /* CLD2 has one name */
}
