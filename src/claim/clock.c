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

static bool read_hour(const kb_number *number, int most, int *hour)
{
    *hour = (int)number->low;
    return !number->part && !number->vague && !number->none && *hour >= 1 && *hour <= most &&
           !(number->low > *hour || number->low < *hour);
}

static void take_off(int *hour, int *minute)
{
    *hour = *hour == 1 ? 12 : *hour - 1;
    *minute = 60 - *minute;
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
    if ((!past && !to) || !kb_number_read(text, tokens, lang, link + 1, false, &hours) || !read_hour(&hours, 12, hour))
        return 0;
    if (to) take_off(hour, minute);
    return hours.end - at;
}

size_t kb_clock_hour(kb_str text, const kb_tokens *tokens, const kb_lang *lang, size_t at, int *hour, int *minute)
{
    kb_number hours, minutes;
    bool half = at + 1 < tokens->count && kb_lang_lists(lang, "clock.half", tokens->at[at].base);
    *minute = 0;
    if (!kb_number_read(text, tokens, lang, at + half, false, &hours) || !hours.words ||
        !read_hour(&hours, half ? 12 : 24, hour))
        return 0;
    size_t end = hours.end;
    if (half) {
        *minute = 30;
        take_off(hour, minute);
        return end - at;
    }
    if (end + 1 >= tokens->count || tokens->at[end + 1].sentence != tokens->at[at].sentence) return end - at;
    bool more = kb_lang_lists(lang, "clock.more", tokens->at[end].base);
    bool less = kb_lang_lists(lang, "clock.less", tokens->at[end].base);
    if ((!more && !less) || !kb_number_read(text, tokens, lang, end + 1, false, &minutes) || !minutes.words ||
        !read_minutes(&minutes, minute))
        return end - at;
    if (less) take_off(hour, minute);
    end = minutes.end;
    if (end < tokens->count && kb_token_is(&tokens->at[end], KB_WORD_PERIOD)) end++; /* "lewat sepuluh menit" */
    return end - at;
}
