#include "text/language.h"

#include <stdio.h>

#define SAMPLE_BYTES 16384 /* of a text; more changes no answer */

const char *kb_cld2_code(const char *text, int len, int best_effort, int *percent, int *reliable); /* cld2_shim.cc */

/* Codes of CLD2 that BCP 47 writes otherwise. */
static const struct {
    const char *theirs, *ours;
} renamed[] = {
    { "un", "und" }, { "iw", "he" },           { "in", "id" }, { "jw", "jv" }, { "no", "nb" },
    { "tl", "fil" }, { "zh-Hant", "zh-Hant" }, { "mo", "ro" }, { "sh", "sr" },
};

static const char *code_of(const char *theirs)
{
    for (size_t i = 0; i < sizeof renamed / sizeof renamed[0]; i++)
        if (strcmp(theirs, renamed[i].theirs) == 0) return renamed[i].ours;
    return theirs;
}

static kb_str sample_of(kb_str text)
{
    if (text.len <= SAMPLE_BYTES) return text;
    size_t end = SAMPLE_BYTES;
    while (end > 0 && ((uint8_t)text.at[end] & 0xC0) == 0x80) end--;
    return (kb_str){ text.at, end };
}

void kb_language_find(kb_str text, char code[12])
{
    int percent = 0, reliable = 0;
    kb_str sample = sample_of(text);
    const char *found = sample.len ? kb_cld2_code(sample.at, (int)sample.len, 0, &percent, &reliable) : "un";
    if (strcmp(found, "un") == 0 && sample.len)
        found = kb_cld2_code(sample.at, (int)sample.len, 1, &percent, &reliable);
    (void)snprintf(code, 12, "%s", code_of(found));
}
