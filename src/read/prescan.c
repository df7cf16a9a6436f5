#include "read/prescan.h"

static bool is_space(char c)
{
    return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t skip_space(kb_str s, size_t i)
{
    while (i < s.len && is_space(s.at[i])) i++;
    return i;
}

/* Does `word` (lower case) stand at `i`, in letters of any case? */
static bool stands(kb_str s, size_t i, const char *word)
{
    kb_str wanted = kb_str_of(word);
    return i <= s.len && kb_str_equal_ascii(kb_str_part(s, kb_span_of(i, i + wanted.len)), wanted);
}

/* What stands from `i` on up to the quote that opens it, or up to a space or an `end`; *next: behind it. false: a quote
 * that nothing closes. */
static bool quoted(kb_str s, size_t i, char end, kb_str *value, size_t *next)
{
    char quote = i < s.len && (s.at[i] == '"' || s.at[i] == '\'') ? s.at[i] : 0;
    size_t begin = quote ? i + 1 : i;
    for (i = begin; i < s.len; i++)
        if (quote ? s.at[i] == quote : is_space(s.at[i]) || s.at[i] == end) break;
    *value = kb_str_part(s, kb_span_of(begin, i));
    *next = quote && i < s.len ? i + 1 : i;
    return !quote || i < s.len;
}

kb_str kb_prescan_content(kb_str content)
{
    kb_str value;
    size_t i = 0;
    for (;;) {
        while (i < content.len && !stands(content, i, "charset")) i++;
        if (i >= content.len) return (kb_str){ 0 };
        i = skip_space(content, i + 7);
        if (i < content.len && content.at[i] == '=') break;
    }
    return quoted(content, skip_space(content, i + 1), ';', &value, &i) ? value : (kb_str){ 0 };
}

/* "Get an attribute": moves *i behind it; false: the tag ends here. */
static bool attribute(kb_str s, size_t *i, kb_str *name, kb_str *value)
{
    size_t at = *i;
    *value = (kb_str){ 0 };
    while (at < s.len && (is_space(s.at[at]) || s.at[at] == '/')) at++;
    *i = at;
    if (at >= s.len || s.at[at] == '>') return false;
    size_t begin = at;
    while (at < s.len && !is_space(s.at[at]) && s.at[at] != '/' && s.at[at] != '>' && !(s.at[at] == '=' && at > begin))
        at++;
    *name = kb_str_part(s, kb_span_of(begin, at));
    *i = at = skip_space(s, at);
    if (at >= s.len || s.at[at] != '=') return true;
    return quoted(s, skip_space(s, at + 1), '>', value, i);
}

/* Browsers read what said "utf-16" in ASCII as UTF-8, and x-user-defined as windows-1252. */
static kb_charset settled(kb_charset charset)
{
    if (charset == KB_CHARSET_UTF_16BE || charset == KB_CHARSET_UTF_16LE) return KB_CHARSET_UTF_8;
    return charset == KB_CHARSET_X_USER_DEFINED ? KB_CHARSET_WINDOWS_1252 : charset;
}

/* The attributes of a meta element from *i on; what it says, if it does. */
static kb_charset meta(kb_str s, size_t *i)
{
    bool seen_charset = false, seen_content = false, seen_equiv = false, pragma = false;
    enum { UNSET, NEEDED, NOT_NEEDED } need = UNSET;
    kb_charset charset = KB_CHARSET_NONE;
    kb_str name, value;
    while (attribute(s, i, &name, &value)) {
        if (kb_str_equal_ascii(name, KB_STR("http-equiv")) && !seen_equiv) {
            seen_equiv = true;
            pragma = kb_str_equal_ascii(value, KB_STR("content-type"));
        } else if (kb_str_equal_ascii(name, KB_STR("content")) && !seen_content) {
            seen_content = true;
            kb_charset told = kb_charset_find(kb_prescan_content(value));
            if (told == KB_CHARSET_NONE || need != UNSET) continue;
            charset = told;
            need = NEEDED;
        } else if (kb_str_equal_ascii(name, KB_STR("charset")) && !seen_charset) {
            seen_charset = true;
            charset = kb_charset_find(value);
            need = NOT_NEEDED;
        }
    }
    if (*i >= s.len || need == UNSET || (need == NEEDED && !pragma)) return KB_CHARSET_NONE;
    return settled(charset);
}

/* Behind the next `mark`; the end of `s` where it does not come. */
static size_t behind(kb_str s, const char *mark, size_t from)
{
    size_t at = kb_str_find(s, kb_str_of(mark), from);
    return at == SIZE_MAX ? s.len : at + strlen(mark);
}

/* Behind the end of an element whose content is no markup, where the tag that ended before `i` opened one. */
static size_t behind_raw(kb_str s, kb_str tag, size_t i)
{
    static const char *const raw[] = { "script", "style", "title", "textarea", "noscript", "xmp", "iframe" };
    for (size_t k = 0; k < sizeof raw / sizeof raw[0]; k++) {
        if (!kb_str_equal_ascii(tag, kb_str_of(raw[k]))) continue;
        while ((i = behind(s, "</", i)) < s.len && !stands(s, i, raw[k])) continue;
        return i;
    }
    return i;
}

kb_charset kb_prescan_html(kb_str bytes)
{
    kb_str s = kb_str_part(bytes, kb_span_of(0, KB_PRESCAN_LATER)), name, value;
    for (size_t i = 0; i < s.len; i++) {
        const char *tag_begin = memchr(s.at + i, '<', s.len - i);
        if (!tag_begin) break;
        i = (size_t)(tag_begin - s.at);
        if (stands(s, i, "<!--")) {
            i = behind(s, "-->", i + 2) - 1; /* "<!-->" is one */
            continue;
        }
        if (stands(s, i, "<meta") && i + 5 < s.len && (is_space(s.at[i + 5]) || s.at[i + 5] == '/')) {
            i += 5;
            kb_charset charset = meta(s, &i);
            if (charset != KB_CHARSET_NONE) return charset;
            continue;
        }
        bool closes = i + 1 < s.len && s.at[i + 1] == '/';
        if (i + 1 + closes < s.len && is_letter(s.at[i + 1 + closes])) {
            size_t begin = i + 1;
            while (i < s.len && !is_space(s.at[i]) && s.at[i] != '>') i++;
            kb_str tag = kb_str_part(s, kb_span_of(begin, i));
            while (attribute(s, &i, &name, &value)) continue;
            if (i >= KB_PRESCAN_BYTES) i = behind_raw(s, tag, i);
            continue;
        }
        if (closes || stands(s, i, "<!") || stands(s, i, "<?")) i = behind(s, ">", i) - 1;
    }
    return KB_CHARSET_NONE;
}

kb_charset kb_prescan_xml(kb_str bytes)
{
    kb_str s = kb_str_trim(kb_str_part(bytes, kb_span_of(0, KB_PRESCAN_BYTES)));
    if (!kb_str_starts(s, KB_STR("<?xml"))) return KB_CHARSET_NONE;
    s = kb_str_part(s, kb_span_of(0, behind(s, ">", 0)));
    size_t i = behind(s, "encoding", 0);
    i = skip_space(s, i);
    if (i >= s.len || s.at[i] != '=') return KB_CHARSET_NONE;
    i = skip_space(s, i + 1);
    if (i >= s.len || (s.at[i] != '"' && s.at[i] != '\'')) return KB_CHARSET_NONE;
    size_t end = i + 1;
    while (end < s.len && s.at[end] != s.at[i]) end++;
    if (end >= s.len) return KB_CHARSET_NONE;
    return settled(kb_charset_find(kb_str_part(s, kb_span_of(i + 1, end))));
}
