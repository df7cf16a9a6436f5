#include "claim/quoted_name.h"

enum { WORDS_MAX = 14, BYTES_MAX = 100 };

typedef struct {
    uint32_t words, capitals;
    bool proper; /* every word has a capital, but for small ones behind the first */
} shape;

static bool is_small(const kb_reading *r, uint32_t i)
{
    return kb_is(r, i, KB_WORD_PREPOSITION) || kb_is(r, i, KB_WORD_CONJUNCTION) || kb_is(r, i, KB_WORD_DETERMINER) ||
           kb_is(r, i, KB_WORD_KIN);
}

/* The shape of the words in the marks; without words where they are none of a name. */
static shape shape_of(const kb_reading *r, kb_range tokens)
{
    shape s = { .proper = true };
    uint32_t last = tokens.end - 1;
    if (kb_span_len(kb_range_span(r, tokens)) > BYTES_MAX) return s;
    for (uint32_t i = tokens.first + 1; i < last; i++) {
        bool ends = i + 1 == last || r->at[i + 1].flags & KB_TOKEN_SPACED;
        if (r->at[i].kind == KB_TOKEN_MARK && ends && strchr(",.;!?", r->text.at[r->at[i].span.begin]))
            return (shape){ 0 };
        if (r->at[i].kind != KB_TOKEN_WORD) continue;
        bool capital = r->at[i].flags & KB_TOKEN_CAPITAL;
        s.capitals += capital;
        s.words++;
        s.proper &= capital || (s.words > 1 && is_small(r, i));
    }
    return s.words > WORDS_MAX ? (shape){ 0 } : s;
}

static bool is_noun(const kb_reading *r, uint32_t i)
{
    return r->nouns_capital && (r->at[i].flags & KB_TOKEN_CAPITAL) && !(r->at[i].flags & KB_TOKEN_SENTENCE) &&
           !kb_is(r, i, KB_WORD_CUE_NOUN) && !is_small(r, i) && !kb_is(r, i, KB_WORD_PRONOUN);
}

static bool is_frame(const kb_reading *r, uint32_t i)
{
    return kb_is(r, i, KB_WORD_CUE_FRAME) && !kb_is_value(r, i, KB_WORD_CUE_FRAME, "clause");
}

/* Is the word one that leads to who said something: a verb, a frame ("laut"), a word before who is told? */
static bool leads(const kb_reading *r, uint32_t i)
{
    return is_frame(r, i) || kb_is(r, i, KB_WORD_CARRIER) || kb_is_value(r, i, KB_WORD_CUE, "hearer") ||
           kb_is_value(r, i, KB_WORD_CUE, "report");
}

bool kb_quoted_name(const kb_reading *r, kb_range tokens)
{
    if (tokens.first == 0 || tokens.end < tokens.first + 3) return false;
    uint32_t before = tokens.first - 1;
    if (r->quote[before] || r->at[before].kind != KB_TOKEN_WORD ||
        r->at[before].paragraph != r->at[tokens.first].paragraph)
        return false;
    shape s = shape_of(r, tokens);
    if (!s.words) return false;
    if (kb_is(r, before, KB_WORD_MEDIUM)) return s.proper || r->nouns_capital;
    if (!s.proper) return false;
    if (is_frame(r, before) && r->nouns_capital) return true;
    if (is_noun(r, before)) return !r->mention[before];
    if (!r->nouns_capital) return false;
    if (kb_is_value(r, before, KB_WORD_PREPOSITION, "by") && before > 0 && is_noun(r, before - 1)) return true;
    if (!kb_is_value(r, before, KB_WORD_DETERMINER, "definite") &&
        !kb_is_value(r, before, KB_WORD_PREPOSITION, "article"))
        return false;
    return s.capitals > 1 || (before > 0 && (is_noun(r, before - 1) || leads(r, before - 1)));
}
