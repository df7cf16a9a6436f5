#include "claim/clock.h"

#include "claim/number.h"

/* Minutes as they are told in words: fives, a quarter, a half. */
static bool read_minutes(const kb_number *number, int *minute)
{
    double value = number->part ? number->low * 60 : number->low;
    *minute = (int)value;
    bool told = *minute >= 5 && *minute <= 30 && *minute % 5 == 0;
    return told && !number->vague && !(value > *minute || value < *minute);
}

static bool read_hour(const kb_number *number, int *hour)
{
    *hour = (int)number->low;
    return !number->part && !number->vague && !number->none && *hour >= 1 && *hour <= 12 &&
           !(number->low > *hour || number->low < *hour);
}

size_t kb_clock_words(kb_str text, const kb_tokens *tokens, const kb_lang *lang, size_t at, int *hour, int *minute)
{
    kb_number minutes, hours;
    if (!kb_number_read(text, tokens, lang, at, false, &minutes) || !minutes.words || !read_minutes(&minutes, minute))
        return 0;
    size_t link = minutes.end;
    if (link + 1 >= tokens->count || tokens->at[link + 1].sentence != tokens->at[at].sentence) return 0;
    bool past = kb_lang_lists(lang, "clock.past", tokens->at[link].base);
    bool to = kb_lang_lists(lang, "clock.to", tokens->at[link].base) && at > 0 &&
              kb_token_is(&tokens->at[at - 1], KB_WORD_PREPOSITION);
    if ((!past && !to) || !kb_number_read(text, tokens, lang, link + 1, false, &hours) || !read_hour(&hours, hour))
        return 0;
    if (to) {
        *hour = *hour == 1 ? 12 : *hour - 1;
        *minute = 60 - *minute;
    }
    return hours.end - at;
}
