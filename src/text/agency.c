#include "text/agency.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/notice.h"

#define LONG_NAME 5 /* letters of a name that is not by chance the begin of another */

/* ---- in a text ---- */

typedef struct {
    kb_str text;
    kb_str *out;
    size_t count;
    bool first;   /* the next word begins a sentence or a line */
    bool bracket; /* an opening bracket stands before it */
    bool large;   /* the word before it begins with a capital letter, and began no sentence */
} finder;

static bool is_large(uint32_t c)
{
    return u_isupper((UChar32)c) || u_istitle((UChar32)c);
}

/* Of scripts without case every word may be a name. */
static bool may_begin(uint32_t c)
{
    return is_large(c) || (u_isalpha((UChar32)c) && !u_islower((UChar32)c));
}

static bool all_large(kb_str name)
{
    for (size_t at = 0; at < name.len;)
        if (u_islower((UChar32)kb_utf8_next(name, &at))) return false;
    return true;
}

static void keep(finder *f, kb_str name)
{
    for (size_t i = 0; i < f->count; i++)
        if (kb_agency_same(f->out[i], name)) return;
    if (f->count < KB_AGENCIES_MAX) f->out[f->count++] = name;
}

/* A word begins at byte `at` with the letter `c`: is it an agency's name? */
static void look(finder *f, size_t at, uint32_t c)
{
    uint32_t kind;
    if (!f->bracket && (f->large || !may_begin(c))) return;
    size_t len = kb_notice_begins(kb_str_part(f->text, kb_span_of(at, f->text.len)), KB_NOTICE_AGENCY, &kind);
    kb_str name = kb_str_part(f->text, kb_span_of(at, at + len));
    if (!len || !((kind & KB_NOTICE_TOLD) || f->bracket)) return;
    bool several = kb_str_find(name, KB_STR(" "), 0) != SIZE_MAX;
    if (f->first && !f->bracket && !several && !all_large(name)) return;
    keep(f, name);
}

/* What stands between words. */
static void pass(finder *f, uint32_t c)
{
    bool ends = c == '.' || c == '!' || c == '?' || c == '\n' || c == '"' || c == ':' || (c >= 0x201C && c <= 0x201E) ||
                c == 0x3002;
    if (c == ' ' || c == 0xA0) return;
    f->bracket = c == '(' || c == '[' || c == 0xFF08;
    f->first |= ends;
    f->large = false;
}

size_t kb_agencies_find(kb_str text, kb_str out[KB_AGENCIES_MAX])
{
    finder f = { text, out, 0, true, false, false };
    for (size_t at = 0; at < text.len;) {
        size_t begin = at;
        uint32_t c = kb_utf8_next(text, &at);
        if (!u_isalnum((UChar32)c)) {
            pass(&f, c);
            continue;
        }
        look(&f, begin, c);
        for (size_t next = at; next < text.len; at = next) {
            uint32_t letter = kb_utf8_next(text, &next);
            if (!u_isalnum((UChar32)letter) && u_charType((UChar32)letter) != U_NON_SPACING_MARK) break;
        }
        f.large = !f.first && is_large(c);
        f.first = f.bracket = false;
    }
    return f.count;
}

/* ---- names ---- */

bool kb_agency_same(kb_str a, kb_str b)
{
    if (kb_str_equal_ascii(a, b)) return true;
    kb_str known = kb_notice_agency(a);
    return known.len && kb_str_equal(known, kb_notice_agency(b));
}

/* The next code point of a name that is a letter or a digit, small where it is ASCII; 0 at the end. */
static uint32_t next_letter(kb_str name, size_t *at)
{
    while (*at < name.len) {
        uint32_t c = kb_utf8_next(name, at);
        if (c >= 'A' && c <= 'Z') return c + ('a' - 'A');
        if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
    }
    return 0;
}

/* A host's own name: "wartanews" of "www.wartanews.example". */
static kb_str own_name(kb_str outlet)
{
    size_t from = kb_str_starts(outlet, KB_STR("www.")) ? 4 : 0;
    size_t end = kb_str_find(outlet, KB_STR("."), from);
    return kb_str_part(outlet, kb_span_of(from, end == SIZE_MAX ? outlet.len : end));
}

bool kb_agency_known(kb_str outlet)
{
    return kb_notice_agency(outlet).len || kb_notice_agency(own_name(outlet)).len;
}

bool kb_agency_is(kb_str agency, kb_str outlet)
{
    size_t a = 0, o = 0, letters = 0;
    uint32_t c;
    if (!outlet.len) return false;
    kb_str name = own_name(outlet);
    if (kb_agency_same(agency, outlet) || kb_agency_same(agency, name)) return true;
    while ((c = next_letter(agency, &a)) != 0) {
        if (next_letter(name, &o) != c) return false;
        letters++;
    }
    bool ends = o >= name.len || name.at[o] == ' ' || name.at[o] == '-';
    return letters > 0 && (ends || letters >= LONG_NAME);
}
