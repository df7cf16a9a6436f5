#include "text/latin.h"

#include <stdlib.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define UNITS_MAX 256
#define KEY_MIN 3

struct kb_latin {
    UTransliterator *transliterator;
    bool tried;
};

kb_status kb_latin_open(kb_latin **out, kb_err *err)
{
    *out = calloc(1, sizeof **out);
    return *out ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

void kb_latin_close(kb_latin *latin)
{
    if (!latin) return;
    if (latin->transliterator) utrans_close(latin->transliterator);
    free(latin);
}

static UTransliterator *transliterator(kb_latin *latin)
{
    static const UChar id[] = u"Any-Latin; Latin-ASCII; Lower";
    UErrorCode code = U_ZERO_ERROR;
    if (latin->tried) return latin->transliterator;
    latin->tried = true;
    latin->transliterator = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
    if (U_FAILURE(code)) latin->transliterator = NULL;
    return latin->transliterator;
}

size_t kb_latin_letters(kb_latin *latin, kb_str word, char *out, size_t room)
{
    UChar wide[UNITS_MAX];
    UErrorCode code = U_ZERO_ERROR;
    int32_t len = 0, limit;
    size_t count = 0;
    bool ascii = true;
    for (size_t i = 0; i < word.len && ascii; i++) ascii = (unsigned char)word.at[i] < 0x80;
    if (ascii) {
        for (size_t i = 0; i < word.len && count < room; i++)
            if (word.at[i] >= 'a' && word.at[i] <= 'z') out[count++] = word.at[i];
        return count;
    }
    if (word.len > UNITS_MAX / 4 || !transliterator(latin)) return 0;
    u_strFromUTF8WithSub(wide, UNITS_MAX, &len, word.at, (int32_t)word.len, 0xFFFD, NULL, &code);
    limit = len;
    if (U_SUCCESS(code)) utrans_transUChars(latin->transliterator, wide, &len, UNITS_MAX, 0, &limit, &code);
    if (U_FAILURE(code) || len > UNITS_MAX) return 0;
    for (int32_t i = 0; i < len && count < room; i++)
        if (wide[i] >= 'a' && wide[i] <= 'z') out[count++] = (char)wide[i];
    return count;
}

static bool soft(char next)
{
    return next == 'e' || next == 'i' || next == 'y';
}

/* The letter that stands for the one at `at`; *used: how many it stands for; 0: none. */
static char plain_letter(const char *s, size_t len, size_t at, size_t *used)
{
    char c = s[at], next = at + 1 < len ? s[at + 1] : 0, third = at + 2 < len ? s[at + 2] : 0;
    *used = 1;
    switch (c) {
    case 'p': *used = next == 'h' ? 2 : 1; return next == 'h' ? 'f' : 'p';
    case 's':
        if (next == 'c' && third == 'h')
            *used = 3;
        else if (next == 'h')
            *used = 2;
        return 's';
    case 'c':
        if (next == 'k' || next == 'h') *used = 2;
        if (next == 'h') return 's';
        return soft(next) ? 's' : 'k';
    case 'q': *used = next == 'u' ? 2 : 1; return 'k';
    case 'k': *used = next == 'h' ? 2 : 1; return 'k';
    case 'x': return 'k';
    case 'z': return 's';
    case 'w': return 'v';
    case 'y':
    case 'j': return 'i';
    case 'h': return 0;
    default: return c;
    }
}

void kb_latin_key(kb_latin *latin, kb_str folded, size_t letters, char room[KB_LATIN_KEY_MAX], kb_str *out)
{
    char word[UNITS_MAX];
    size_t len = kb_latin_letters(latin, folded, word, sizeof word), count = 0, used;
    if (letters > KB_LATIN_KEY_MAX) letters = KB_LATIN_KEY_MAX;
    for (size_t i = 0; i < len && count < letters; i += used) {
        char c = plain_letter(word, len, i, &used);
        if (c && (count == 0 || room[count - 1] != c)) room[count++] = c;
    }
    *out = (kb_str){ room, count < KEY_MIN ? 0 : count };
}

void kb_latin_bones(kb_str key, char room[KB_LATIN_KEY_MAX], kb_str *out)
{
    size_t count = 0;
    for (size_t i = 0; i < key.len && count < KB_LATIN_KEY_MAX; i++) {
        char c = key.at[i] == 'p' ? 'b' : key.at[i] == 'v' ? 'f' : key.at[i]; /* Arabic has neither p nor v */
        if (c && !strchr("aeiou", c)) room[count++] = c;
    }
    *out = (kb_str){ room, count < KEY_MIN ? 0 : count };
}
