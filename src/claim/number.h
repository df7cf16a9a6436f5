/* claim/number.h - numbers as printed, in digits or words: "10.000", "1,2 juta", "dua belas", "half a million".
 *
 * The language says which separator groups thousands; a number whose shape breaks that rule ("1.2 juta" in Indonesian)
 * is read by its shape. Values of words come from the language's sections [number] and [number.vague]. */
#ifndef KB_CLAIM_NUMBER_H
#define KB_CLAIM_NUMBER_H

#include "claim/claims.h"

typedef struct {
    size_t first, end;  /* its tokens */
    kb_decimal printed; /* scale words taken in; of a vague number its low end */
    double low, high;   /* equal but for vague numbers (dozens) */
    bool vague;
    bool words;   /* no digit in it */
    bool none;    /* says that there is none: "tidak ada", "no" */
    bool weak;    /* an article or the like: a number only before a unit or a scale */
    bool part;    /* less than a whole: seperlima, two thirds */
    bool grouped; /* printed with separators of thousands, or with a scale: no year, no house number */
    bool period;  /* its unit is in it: setahun */
    bool single;  /* "seorang": one of what follows */
} kb_number;

/* Reads the number that begins at token `at`; false when none does. Never reads over a sentence's end. `money`: a
 * currency stands before it, so that a letter behind it is a scale (Rp5 M). Time: constant. */
bool kb_number_read(kb_str text, const kb_tokens *tokens, const kb_lang *lang, size_t at, bool money, kb_number *out);

/* Can a number begin with the token? False for most; true promises nothing. */
static inline bool kb_number_may_begin(const kb_token *token)
{
    if (token->kind != KB_TOKEN_WORD) return token->kind == KB_TOKEN_NUMBER;
    return token->classes & (KB_CLASS_BIT(NUMBER) | KB_CLASS_BIT(VAGUE)) ||
           token->flags & KB_TOKEN_HYPHENED; /* "twenty-one" */
}

/* The value of digits with separators; false when they are no number ("1.2.3", "10:30"). `tail`: a unit, a scale or a
 * percent sign follows, so that three digits behind the decimal separator are decimals. *grouped may be NULL. */
bool kb_decimal_read(kb_str digits, const kb_lang *lang, bool tail, kb_decimal *out, bool *grouped);

double kb_decimal_value(kb_decimal d);

#endif
