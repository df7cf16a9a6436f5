#include "read/encoding.h"

#include "read/prescan.h"

/* Sequences of valid UTF-8 that tell more than a label that says otherwise. Those of two bytes come about by chance in
 * short texts of encodings of pairs. */
#define TELLING 3

/* What the bytes look like as UTF-8. */
typedef struct {
    size_t two, more; /* good sequences of two bytes, and of three or four */
    size_t bad;
} census;

/* A stated or found encoding. */
typedef struct {
    kb_charset charset;
    const char *from;
} belief;

static census count_utf8(kb_str s)
{
    census found = { 0 };
    while (s.len) {
        size_t i = 0, good = kb_utf8_valid(s);
        while (i < good) {
            i += kb_utf8_ascii(kb_str_part(s, kb_span_of(i, good)));
            if (i >= good) break;
            unsigned char lead = (unsigned char)s.at[i];
            found.two += lead < 0xE0;
            found.more += lead >= 0xE0;
            i += lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        }
        s = kb_str_part(s, kb_span_of(good, s.len));
        if (s.len == 0) break;
        found.bad++;
        s = kb_str_part(s, kb_span_of(kb_utf8_bad(s), s.len));
    }
    return found;
}

static belief stated(kb_str bytes, kb_str label, kb_encoding_kind kind)
{
    kb_charset charset = kb_charset_find(label);
    if (charset != KB_CHARSET_NONE) return (belief){ charset, "http" };
    if (kind == KB_ENCODING_HTML && (charset = kb_prescan_html(bytes)) != KB_CHARSET_NONE)
        return (belief){ charset, "meta" };
    if (kind != KB_ENCODING_TEXT && (charset = kb_prescan_xml(bytes)) != KB_CHARSET_NONE)
        return (belief){ charset, "xml" };
    return (belief){ KB_CHARSET_NONE, "default" };
}

static bool is_wide(kb_charset charset)
{
    return charset == KB_CHARSET_UTF_16BE || charset == KB_CHARSET_UTF_16LE;
}

/* Of what is stated and how the bytes look, what they are. */
static belief settle(kb_str bytes, belief told, kb_encoding_kind kind)
{
    census utf8 = count_utf8(bytes);
    bool labelled = told.charset != KB_CHARSET_NONE;
    if (utf8.bad == 0) {
        bool plain = utf8.two + utf8.more == 0;
        bool chance = utf8.more == 0 && utf8.two < TELLING;
        if (labelled && told.charset == KB_CHARSET_UTF_8) return told;
        if (labelled && (plain || chance) && !is_wide(told.charset) && told.charset != KB_CHARSET_REPLACEMENT)
            return told;
        return (belief){ KB_CHARSET_UTF_8, "valid" };
    }
    if (labelled) return told;
    if (kind == KB_ENCODING_TEXT) return (belief){ KB_CHARSET_UTF_8, "default" };
    return (belief){ KB_CHARSET_WINDOWS_1252, "default" };
}

kb_status kb_encoding_read(kb_str bytes, kb_str label, kb_encoding_kind kind, kb_arena *arena, kb_encoding *out,
                           kb_err *err)
{
    size_t mark;
    belief found = { kb_charset_marked(bytes, &mark), "bom" };
    bytes = kb_str_part(bytes, kb_span_of(mark, bytes.len));
    if (found.charset == KB_CHARSET_NONE) found = settle(bytes, stated(bytes, label, kind), kind);
    *out = (kb_encoding){ .encoding = kb_charset_name(found.charset), .from = found.from };
    return kb_charset_decode(bytes, found.charset, arena, &out->text, &out->replaced, err);
}

void kb_document_encoding(kb_document *doc, const kb_encoding *found)
{
    doc->encoding = kb_str_of(found->encoding);
    doc->encoding_from = kb_str_of(found->from);
    doc->replaced = found->replaced;
}

kb_str kb_encoding_parameter(kb_str media_type)
{
    return kb_prescan_content(media_type);
}
