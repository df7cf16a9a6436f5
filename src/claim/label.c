#include "claim/label.h"

static uint32_t label_of(kb_word_class c, const kb_word *word, const kb_token *token)
{
    bool capitals = token->flags & KB_TOKEN_CAPITALS, upper = token->flags & (KB_TOKEN_CAPITAL | KB_TOKEN_UNCASED);
    switch (c) {
    case KB_WORD_TITLE:
        return L_TITLE | (kb_str_is(word->value, "honorific") ? L_HONORIFIC : 0u) |
               (kb_word_flag(word, "seat") ? L_SEATED : 0u);
    case KB_WORD_ROLE: return L_ROLE;
    case KB_WORD_ORGANISATION:
        if (kb_str_is(word->value, "name")) return L_ORG | L_PROPER;
        return kb_str_is(word->value, "suffix") ? L_ORG_END : kb_str_is(word->value, "field") ? L_FIELD : L_ORG;
    case KB_WORD_PLACE:
        if (kb_str_is(word->value, "before")) return L_BEFORE;
        if (kb_str_is(word->value, "side")) return L_SIDE;
        if (kb_str_is(word->value, "word")) return L_PLACE;
        if (!upper || (token->folded.len <= 3 && !capitals)) return 0; /* US is a state, us a pronoun */
        return kb_str_is(word->value, "adjective") ? L_ADJECTIVE : L_TERRITORY;
    case KB_WORD_METONYM: return !upper ? 0 : kb_str_is(word->value, "seat") ? L_SEAT : L_GOVERNMENT;
    case KB_WORD_KIN:
        if (kb_str_is(word->value, "person")) return L_INNER;
        if (kb_str_is(word->value, "and")) return L_AND;
        if (kb_str_is(word->value, "junior")) return 0;
        return kb_str_is(word->value, "article") ? L_ARTICLE : L_LINK;
    default: return 0;
    }
}

/* Words that have another work than naming: at the head of a sentence their capital means nothing. */
static const uint64_t of_dates = KB_CLASS_BIT(MONTH) | KB_CLASS_BIT(WEEKDAY) | KB_CLASS_BIT(ZONE);
static const uint64_t of_saying = KB_CLASS_BIT(CUE) | KB_CLASS_BIT(CUE_FRAME) | KB_CLASS_BIT(CUE_THIRD);
static const uint64_t of_grammar =
    KB_CLASS_BIT(STOP) | KB_CLASS_BIT(CUE_NOUN) | KB_CLASS_BIT(COMPLEMENTIZER) | KB_CLASS_BIT(NEGATION) |
    KB_CLASS_BIT(AUXILIARY) | KB_CLASS_BIT(ADVERB) | KB_CLASS_BIT(PRONOUN) | KB_CLASS_BIT(DETERMINER) |
    KB_CLASS_BIT(CONJUNCTION) | KB_CLASS_BIT(PREPOSITION) | KB_CLASS_BIT(NUMBER) | KB_CLASS_BIT(VAGUE) |
    KB_CLASS_BIT(HEDGE) | KB_CLASS_BIT(DAY_WORD) | KB_CLASS_BIT(PERIOD) | KB_CLASS_BIT(SHIFT) | KB_CLASS_BIT(CLOCK) |
    KB_CLASS_BIT(COUNTED) | KB_CLASS_BIT(SERIES) | KB_CLASS_BIT(AS_OF) | KB_CLASS_BIT(DAY_PART) | KB_CLASS_BIT(RUMOUR) |
    KB_CLASS_BIT(ORDINAL) | KB_CLASS_BIT(CARRIER);

static uint32_t work_of(const kb_token *token)
{
    return (token->single & of_dates ? L_DATE : 0u) | (token->single & of_saying ? L_CUE | L_FUNCTION : 0u) |
           (token->single & of_grammar ? L_FUNCTION : 0u);
}

void kb_labels_find(const kb_tokens *tokens, uint32_t *labels)
{
    static const kb_word_class classes[] = { KB_WORD_TITLE, KB_WORD_ROLE,    KB_WORD_ORGANISATION,
                                             KB_WORD_PLACE, KB_WORD_METONYM, KB_WORD_KIN };
    const uint64_t any = KB_CLASS_BIT(TITLE) | KB_CLASS_BIT(ROLE) | KB_CLASS_BIT(ORGANISATION) | KB_CLASS_BIT(PLACE) |
                         KB_CLASS_BIT(METONYM) | KB_CLASS_BIT(KIN);
    for (size_t t = 0; t < tokens->count; t++) {
        labels[t] |= work_of(&tokens->at[t]);
        if (!(tokens->at[t].classes & any)) continue;
        for (size_t c = 0; c < sizeof classes / sizeof *classes; c++) {
            size_t n = 0;
            const kb_word *word = kb_token_match(tokens, t, classes[c], &n);
            uint32_t label = word ? label_of(classes[c], word, &tokens->at[t]) : 0;
            if (label & L_TITLE) labels[t] |= L_STARTS;
            for (size_t i = t; label && i < t + n; i++) labels[i] |= label;
        }
    }
}
