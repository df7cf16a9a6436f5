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
static uint32_t work_of(const kb_token *token)
{
    uint32_t label = 0;
    for (const kb_word *w = token->words; w; w = w->next) {
        if (w->count != 1) continue;
        switch ((int)w->class_of) {
        case KB_WORD_MONTH:
        case KB_WORD_WEEKDAY:
        case KB_WORD_ZONE: label |= L_DATE; break;
        case KB_WORD_CUE:
        case KB_WORD_CUE_FRAME:
        case KB_WORD_CUE_THIRD: label |= L_CUE | L_FUNCTION; break;
        case KB_WORD_STOP:
        case KB_WORD_CUE_NOUN:
        case KB_WORD_COMPLEMENTIZER:
        case KB_WORD_NEGATION:
        case KB_WORD_AUXILIARY:
        case KB_WORD_ADVERB:
        case KB_WORD_PRONOUN:
        case KB_WORD_DETERMINER:
        case KB_WORD_CONJUNCTION:
        case KB_WORD_PREPOSITION:
        case KB_WORD_NUMBER:
        case KB_WORD_VAGUE:
        case KB_WORD_HEDGE:
        case KB_WORD_DAY_WORD:
        case KB_WORD_PERIOD:
        case KB_WORD_SHIFT:
        case KB_WORD_CLOCK:
        case KB_WORD_COUNTED:
        case KB_WORD_SERIES:
        case KB_WORD_AS_OF:
        case KB_WORD_DAY_PART:
        case KB_WORD_RUMOUR:
        case KB_WORD_ORDINAL:
        case KB_WORD_CARRIER:
        case KB_WORD_ABBREVIATION: label |= w->class_of == KB_WORD_ABBREVIATION ? 0u : (uint32_t)L_FUNCTION; break;
        default: break;
        }
    }
    return label;
}

void kb_labels_find(const kb_tokens *tokens, uint32_t *labels)
{
    static const kb_word_class classes[] = { KB_WORD_TITLE, KB_WORD_ROLE,    KB_WORD_ORGANISATION,
                                             KB_WORD_PLACE, KB_WORD_METONYM, KB_WORD_KIN };
    for (size_t t = 0; t < tokens->count; t++) {
        labels[t] |= work_of(&tokens->at[t]);
        if (!tokens->at[t].words) continue;
        for (size_t c = 0; c < sizeof classes / sizeof *classes; c++) {
            size_t n = 0;
            const kb_word *word = kb_token_match(tokens, t, classes[c], &n);
            uint32_t label = word ? label_of(classes[c], word, &tokens->at[t]) : 0;
            if (label & L_TITLE) labels[t] |= L_STARTS;
            for (size_t i = t; label && i < t + n; i++) labels[i] |= label;
        }
    }
}
