#include "claim/speech.h"

enum { SIGNATURE_TOKENS = 24, LABEL_TOKENS = 5 };

/* Without the white space at the end, and without the closing marks of quotes inside this one ("... 'to the centre,'
 * "). */
static kb_str last_words(kb_str words)
{
    static const char *const closing[] = { "'", "’", "”", "\"", "»", "›" };
    for (size_t cut = 1; cut;) {
        cut = 0;
        words = kb_str_trim(words);
        for (size_t k = 0; k < sizeof closing / sizeof *closing && !cut; k++)
            if (kb_str_ends(words, (kb_str){ closing[k], strlen(closing[k]) })) cut = strlen(closing[k]);
        words.len -= cut;
    }
    return words;
}

bool kb_speech_ends(const kb_reading *r, uint32_t i, uint32_t limit)
{
    uint32_t q = r->quote[i];
    kb_str words = last_words(kb_str_part(r->text, r->claims->quotes.at[q - 1].words));
    char last = words.len ? words.at[words.len - 1] : ' ';
    if (strchr(",.?!;", last) || kb_str_ends(words, KB_STR("…")) || kb_str_ends(words, KB_STR("—"))) return true;
    while (i < limit && r->quote[i] == q) i++;
    return i < limit && (kb_is_mark(r, i, ',') || kb_is_dash(r, i));
}

/* A word that may be a verb nobody listed. */
static bool may_be_verb(const kb_reading *r, uint32_t i, uint32_t limit)
{
    static const kb_word_class others[] = { KB_WORD_PREPOSITION, KB_WORD_CONJUNCTION, KB_WORD_COMPLEMENTIZER,
                                            KB_WORD_ADVERB,      KB_WORD_AUXILIARY,   KB_WORD_NEGATION,
                                            KB_WORD_DETERMINER,  KB_WORD_PRONOUN };
    if (i >= limit || r->quote[i] || r->mention[i] || r->date[i] || r->at[i].kind != KB_TOKEN_WORD ||
        (r->at[i].flags & KB_TOKEN_CAPITAL))
        return false;
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        if (kb_is(r, i, others[k])) return false;
    return true;
}

static bool take(kb_range found, uint32_t verb, kb_range *source, kb_range *cue)
{
    *source = found;
    *cue = (kb_range){ verb, verb + 1 };
    return true;
}

/* "...," an angry Rana hollered; "...," hollered Rana. */
static bool told_behind(const kb_reading *r, kb_range quote, kb_range whole, kb_range *source, kb_range *cue)
{
    uint32_t i = quote.end, limit = whole.end;
    if (!kb_speech_ends(r, quote.first, limit)) return false;
    while (i < limit && (kb_is_mark(r, i, ',') || kb_is_dash(r, i))) i++;
    if (i >= limit || r->quote[i] || r->at[i].kind != KB_TOKEN_WORD) return false;
    kb_range phrase = kb_phrase_forward(r, i, limit, false);
    uint32_t verb = phrase.end;
    while (verb < limit && !r->mention[verb] && kb_is(r, verb, KB_WORD_ADVERB)) verb++;
    if (kb_is_personal(r, phrase) && may_be_verb(r, verb, limit)) return take(phrase, verb, source, cue);
    if (!may_be_verb(r, i, limit) || i + 1 >= limit) return false;
    phrase = kb_phrase_forward(r, i + 1, limit, false);
    bool ends = phrase.end >= limit || r->at[phrase.end].kind == KB_TOKEN_MARK || r->date[phrase.end] ||
                kb_is(r, phrase.end, KB_WORD_PREPOSITION);
    return kb_is_personal(r, phrase) && ends ? take(phrase, i, source, cue) : false;
}

/* The mention of the only person named in the range; empty when there is none or another. */
static kb_range only_person(const kb_reading *r, kb_range range)
{
    kb_range found = { range.end, range.end };
    for (uint32_t i = range.first; i < range.end; i++) {
        if (!r->mention[i] || r->quote[i]) continue;
        const kb_mention *m = &r->claims->mentions.at[r->mention[i] - 1];
        if (r->claims->entities.at[m->entity].kind != KB_NAME_PERSON) continue;
        if (!kb_range_empty(found) && m->first != found.first) return (kb_range){ range.end, range.end };
        found = (kb_range){ m->first, m->first + m->count };
    }
    return found;
}

/* "The pollster Rana Sutan: ..."; "From the report: ..."; "Her answer surprised Rana: ...". */
static bool told_before(const kb_reading *r, kb_range quote, kb_range whole, kb_range *source, kb_range *cue)
{
    if (quote.first < whole.first + 2 || !kb_is_mark(r, quote.first - 1, ':')) return false;
    uint32_t colon = quote.first - 1;
    kb_range phrase = kb_phrase_named(r, kb_phrase_backward(r, whole.first, colon));
    if (!kb_is_personal(r, phrase)) phrase = kb_phrase_main(r, whole.first, colon);
    if (r->verb_second) { /* "Das stellte X in Frage: ...": the one person named before it */
        kb_range person = only_person(r, (kb_range){ whole.first, colon });
        if (!kb_range_empty(person)) phrase = person;
    }
    return kb_is_personal(r, phrase) ? take(phrase, colon, source, cue) : false;
}

bool kb_speech_beside(const kb_reading *r, kb_range quote, kb_range whole, kb_range *source, kb_range *cue)
{
    return told_behind(r, quote, whole, source, cue) || told_before(r, quote, whole, source, cue);
}

/* The person named from `first` to the end of the paragraph, within a few words; empty when there is none. */
static kb_range signed_by(const kb_reading *r, uint32_t first)
{
    uint32_t i = first;
    while (i < r->count && i < first + SIGNATURE_TOKENS && r->at[i].paragraph == r->at[first].paragraph) i++;
    kb_range phrase = { first, first };
    if (i < first + SIGNATURE_TOKENS) phrase = kb_phrase_forward(r, first, i, false);
    return kb_is_personal(r, phrase) ? phrase : (kb_range){ first, first };
}

kb_range kb_speech_signature(const kb_reading *r, kb_range quote)
{
    uint32_t i = quote.end, paragraph = r->at[quote.end - 1].paragraph;
    if (i + 1 < r->count && r->at[i].paragraph == paragraph && r->at[i + 1].paragraph == paragraph &&
        kb_is_dash(r, i) && r->mention[i + 1])
        return signed_by(r, i + 1);
    while (i < r->count && r->at[i].kind == KB_TOKEN_MARK && r->at[i].paragraph == paragraph) i++;
    kb_range none = { i, i };
    if (i + 1 >= r->count || !(r->at[i].flags & KB_TOKEN_PARAGRAPH) || r->quote[i]) return none;
    if (!kb_is_dash(r, i) && !kb_is_mark(r, i, '-')) return none;
    return signed_by(r, i + 1);
}

kb_range kb_speech_label(const kb_reading *r, kb_range whole)
{
    uint32_t i = whole.first, quote = r->quote[i];
    kb_range name = { i, i };
    if (!(r->at[i].flags & KB_TOKEN_PARAGRAPH)) return name;
    if (quote) name.first = name.end = ++i; /* behind the mark */
    for (; i + 1 < whole.end && i < name.first + LABEL_TOKENS && !kb_is_mark(r, i, ':'); i++) {
        bool part = r->at[i].flags & KB_TOKEN_CAPITALS || kb_is_mark(r, i, '.') || kb_is_mark(r, i, '-');
        if (!part || r->quote[i] != quote) return name;
    }
    if (i == name.first || i + 1 >= whole.end || !kb_is_mark(r, i, ':') || !r->mention[i - 1]) return name;
    const kb_mention *m = &r->claims->mentions.at[r->mention[i - 1] - 1];
    const kb_entity *e = &r->claims->entities.at[m->entity];
    if (e->kind == KB_NAME_PLACE || e->mentions < 2 || m->first + m->count > i) return name;
    name.end = i;
    return name;
}
