/* months.c : run by the build. Prints, as one C file, what ICU's locales call the months and the halves of a day, and
 * in which locales the month stands before the day. So no locale is opened when a page is read. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define ROWS_MAX 200000

typedef struct {
    char word[64];
    int value; /* 1..12, Persian 101..112, weekdays 201..207, 1001 before noon, 1002 after */
    char lang[4];
} row;
static row rows[ROWS_MAX];
static size_t row_count;

static void add(const UChar *name, int value, const char *lang)
{
    UChar folded[64];
    char word[64];
    int32_t len = 0, kept = 0, bytes = 0;
    UErrorCode code = U_ZERO_ERROR;
    len = u_strFoldCase(folded, 64, name, -1, U_FOLD_CASE_DEFAULT, &code);
    if (U_FAILURE(code) || len >= 64) return;
    for (int32_t i = 0; i < len; i++) {
        if (folded[i] == '.' || folded[i] == 0x200F || folded[i] == 0x200E) continue;
        if (u_isdigit(folded[i])) return;
        folded[kept++] = folded[i] == 0x2019                        ? (UChar)'\''
                         : folded[i] == 0xA0 || folded[i] == 0x202F ? (UChar)' '
                                                                    : folded[i];
    }
    u_strToUTF8(word, 64, &bytes, folded, kept, &code);
    if (U_FAILURE(code) || bytes < 2 || (value < 1000 && kept < 2) || (bytes < 3 && value < 1000)) return;
    if (row_count == ROWS_MAX) abort();
    snprintf(rows[row_count].word, sizeof rows->word, "%s", word);
    snprintf(rows[row_count].lang, sizeof rows->lang, "%s", lang);
    rows[row_count++].value = value;
}

static void add_symbols(const char *locale, const char *lang, int base)
{
    static const UDateFormatSymbolType types[] = { UDAT_MONTHS, UDAT_SHORT_MONTHS, UDAT_STANDALONE_MONTHS,
                                                   UDAT_STANDALONE_SHORT_MONTHS };
    UErrorCode code = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_DEFAULT, UDAT_DEFAULT, locale, NULL, 0, NULL, 0, &code);
    if (U_FAILURE(code)) return;
    for (size_t t = 0; t < 4; t++)
        for (int m = 0; m < 12; m++) {
            UChar name[64];
            code = U_ZERO_ERROR;
            udat_getSymbols(format, types[t], m, name, 64, &code);
            if (U_SUCCESS(code)) add(name, base + m + 1, lang);
        }
    static const UDateFormatSymbolType days[] = { UDAT_WEEKDAYS, UDAT_SHORT_WEEKDAYS };
    for (size_t t = 0; base == 0 && t < 2; t++)
        for (int d = 1; d <= 7; d++) {
            UChar name[64];
            code = U_ZERO_ERROR;
            udat_getSymbols(format, days[t], d, name, 64, &code);
            if (U_SUCCESS(code)) add(name, 200 + d, lang);
        }
    for (int half = 0; base == 0 && half < 2; half++) {
        UChar name[64];
        code = U_ZERO_ERROR;
        udat_getSymbols(format, UDAT_AM_PMS, half, name, 64, &code);
        if (U_SUCCESS(code)) add(name, 1001 + half, lang);
    }
    udat_close(format);
}

static int order(const void *a, const void *b)
{
    const row *x = a, *y = b;
    int by_word = strcmp(x->word, y->word);
    if (by_word) return by_word;
    return x->value != y->value ? x->value - y->value : strcmp(x->lang, y->lang);
}

/* Does the month stand before the day in a short date of this locale, the year behind both? */
static bool month_first(const char *locale)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar pattern[64];
    static const UChar skeleton[] = { 'y', 'M', 'd', 0 };
    UDateTimePatternGenerator *generator = udatpg_open(locale, &code);
    int32_t len = U_SUCCESS(code) ? udatpg_getBestPattern(generator, skeleton, 3, pattern, 64, &code) : 0;
    udatpg_close(generator);
    if (U_FAILURE(code) || len <= 0 || len >= 64) return false;
    const UChar *m = u_memchr(pattern, 'M', len), *d = u_memchr(pattern, 'd', len), *y = u_memchr(pattern, 'y', len);
    return m && d && y && m < d && d < y;
}

static void print_string(const char *s)
{
    putchar('"');
    for (; *s; s++) printf((unsigned char)*s < 0x80 && *s != '"' && *s != '\\' ? "%c" : "\\%03o", (unsigned char)*s);
    putchar('"');
}

int main(void)
{
    printf("/* Made by tools/months.c from ICU's locales. */\n#include \"text/months.h\"\n\n"
           "const kb_month_row kb_month_rows[] = {\n");
    for (int32_t i = 0; i < uloc_countAvailable(); i++) {
        char lang[8], locale[80];
        UErrorCode code = U_ZERO_ERROR;
        uloc_getLanguage(uloc_getAvailable(i), lang, sizeof lang, &code);
        if (U_FAILURE(code) || strlen(lang) > 3) continue;
        snprintf(locale, sizeof locale, "%s@calendar=gregorian", uloc_getAvailable(i));
        add_symbols(locale, lang, 0);
        if (strcmp(lang, "fa") == 0) {
            snprintf(locale, sizeof locale, "%s@calendar=persian", uloc_getAvailable(i));
            add_symbols(locale, lang, 100);
        }
    }
    qsort(rows, row_count, sizeof *rows, order);
    size_t made = 0;
    for (size_t i = 0; i < row_count;) {
        size_t k = i;
        printf("    { ");
        print_string(rows[i].word);
        printf(", %d, \"", rows[i].value);
        for (; k < row_count && strcmp(rows[k].word, rows[i].word) == 0 && rows[k].value == rows[i].value; k++)
            if (k == i || strcmp(rows[k].lang, rows[k - 1].lang) != 0) printf("%s%s", k == i ? "" : " ", rows[k].lang);
        printf("\" },\n");
        made++;
        i = k;
    }
    printf("};\nconst size_t kb_month_row_count = %zu;\n\nconst char kb_month_first[] = \" ", made);
    for (int32_t i = 0; i < uloc_countAvailable(); i++)
        if (month_first(uloc_getAvailable(i))) printf("%s ", uloc_getAvailable(i));
    printf("\";\n");
    return 0;
}
