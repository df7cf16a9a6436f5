#include "text/pattern.h"

#include <stdlib.h>
#include <unicode/uregex.h>
#include <unicode/utext.h>

#include "base/utf8.h"

#define STEPS_MAX 50 /* in ICU's units, each of the order of a millisecond */
#define STACK_BYTES_MAX (1 << 20)

struct kb_pattern {
    URegularExpression *regex;
};

kb_status kb_pattern_open(kb_str expression, kb_pattern **out, kb_err *err)
{
    UErrorCode code = U_ZERO_ERROR;
    UParseError where = { 0 };
    UText text = UTEXT_INITIALIZER;
    *out = NULL;
    if (expression.len > KB_PATTERN_BYTES_MAX)
        return kb_fail(err, KB_ERR_LIMIT, "longer than %zu bytes", KB_PATTERN_BYTES_MAX);
    kb_pattern *pattern = calloc(1, sizeof *pattern);
    if (!pattern) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    utext_openUTF8(&text, expression.len ? expression.at : "", (int64_t)expression.len, &code);
    pattern->regex = uregex_openUText(&text, UREGEX_CASE_INSENSITIVE | UREGEX_UWORD, &where, &code);
    utext_close(&text);
    if (U_SUCCESS(code)) {
        uregex_setTimeLimit(pattern->regex, STEPS_MAX, &code);
        uregex_setStackLimit(pattern->regex, STACK_BYTES_MAX, &code);
    }
    if (U_SUCCESS(code)) {
        *out = pattern;
        return KB_OK;
    }
    kb_pattern_close(pattern);
    if (code == U_MEMORY_ALLOCATION_ERROR) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    return kb_fail(err, KB_ERR_FORMAT, "no regular expression: wrong at character %d", where.offset + 1);
}

void kb_pattern_close(kb_pattern *pattern)
{
    if (!pattern) return;
    if (pattern->regex) uregex_close(pattern->regex);
    free(pattern);
}

bool kb_pattern_match(kb_pattern *pattern, kb_str text)
{
    UErrorCode code = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    size_t len = text.len < KB_PATTERN_TEXT_MAX ? text.len : KB_PATTERN_TEXT_MAX;
    while (!kb_utf8_border(text, len)) len--;
    utext_openUTF8(&view, len ? text.at : "", (int64_t)len, &code);
    uregex_setUText(pattern->regex, &view, &code);
    bool found = uregex_find(pattern->regex, -1, &code) != 0 && U_SUCCESS(code);
    utext_close(&view);
    return found;
}
