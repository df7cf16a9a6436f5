#include "read/encoding.h"

#include "read/prescan.h"
#include "text/charset_detect.h"

/* Sequences of valid UTF-8 that tell more than a label that says otherwise. Those of two bytes come about by chance in
 * short texts of encodings of pairs. */
#define TELLING 3
#define BROKEN_SHARE 4 /* so many good sequences to a bad one make it UTF-8 */

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

/* Mostly UTF-8, with some bytes broken or mixed in. */
static bool is_nearly(census utf8)
{
    return (utf8.two + utf8.more) >= utf8.bad * BROKEN_SHARE;
}

/* Valid UTF-8: an accident only where little of it is beyond ASCII. */
static belief settle_valid(census utf8, belief told)
{
    bool telling = utf8.more > 0 || utf8.two >= TELLING;
    bool narrow = told.charset != KB_CHARSET_NONE && !is_wide(told.charset) && told.charset != KB_CHARSET_REPLACEMENT;
    if (narrow && (!telling || told.charset == KB_CHARSET_UTF_8)) return told;
    return (belief){ KB_CHARSET_UTF_8, "valid" };
}

/* A label is belied where much does not fit it, and next to nothing does not fit what the letters tell. */
static bool is_belied(kb_str sample, kb_charset told, kb_charset guess)
{
    kb_charset_fit as_told = kb_charset_fits(sample, told), as_guessed = kb_charset_fits(sample, guess);
    return as_told.strange > as_told.letters / 2 && as_told.strange > 8 * as_guessed.strange;
}

/* No valid UTF-8. */
static kb_status settle_broken(kb_str bytes, census utf8, kb_encoding_kind kind, kb_arena *arena, belief *told,
                               kb_err *err)
{
    kb_str sample;
    bool sure;
    belief guessed = { KB_CHARSET_UTF_8, "guessed" };
    bool labelled = told->charset != KB_CHARSET_NONE;
    if (is_nearly(utf8)) {
        if (told->charset != KB_CHARSET_UTF_8) *told = guessed;
        return KB_OK;
    }
    kb_status status = kb_charset_sample(bytes, kind != KB_ENCODING_TEXT, arena, &sample, err);
    if (status != KB_OK) return status;
    guessed.charset = kb_charset_detect(sample, &sure);
    if (labelled && told->charset == KB_CHARSET_UTF_8) {
        if (sure) *told = guessed;
    } else if (labelled) {
        if (sure && is_belied(sample, told->charset, guessed.charset)) *told = guessed;
    } else if (kind == KB_ENCODING_TEXT) { /* a bad byte in a text is shown as one, unless all are of one kind */
        *told = sure ? guessed : (belief){ KB_CHARSET_UTF_8, "default" };
    } else {
        *told = guessed.charset != KB_CHARSET_NONE ? guessed : (belief){ KB_CHARSET_WINDOWS_1252, "default" };
    }
    return KB_OK;
}

/* Bytes of ASCII alone, with escape sequences between which Japanese stands. */
static bool is_iso_2022_jp(kb_str bytes)
{
    size_t at = kb_str_find(bytes, KB_STR("\x1B$B"), 0);
    if (at == SIZE_MAX) return false;
    kb_charset_fit fit =
        kb_charset_fits(kb_str_part(bytes, kb_span_of(at, at + KB_CHARSET_SAMPLE)), KB_CHARSET_ISO_2022_JP);
    return fit.letters > 8 * fit.strange;
}

/* Of what is stated and how the bytes look, what they are. */
static kb_status settle(kb_str bytes, kb_encoding_kind kind, kb_arena *arena, belief *told, kb_err *err)
{
    census utf8 = count_utf8(bytes);
    kb_charset wide = kb_charset_wide(bytes);
    if (wide != KB_CHARSET_NONE) {
        if (!is_wide(told->charset)) *told = (belief){ wide, "guessed" };
        told->charset = wide;
        return KB_OK;
    }
    if (utf8.bad) return is_wide(told->charset) ? KB_OK : settle_broken(bytes, utf8, kind, arena, told, err);
    *told = utf8.two + utf8.more == 0 && is_iso_2022_jp(bytes) && told->charset != KB_CHARSET_ISO_2022_JP
                ? (belief){ KB_CHARSET_ISO_2022_JP, "guessed" }
                : settle_valid(utf8, *told);
    return KB_OK;
}

kb_status kb_encoding_read(kb_str bytes, kb_str label, kb_encoding_kind kind, kb_arena *arena, kb_encoding *out,
                           kb_err *err)
{
    size_t mark;
    kb_status status = KB_OK;
    belief found = { kb_charset_marked(bytes, &mark), "bom" };
    bytes = kb_str_part(bytes, kb_span_of(mark, bytes.len));
    *out = (kb_encoding){ .encoding = "", .from = "" };
    if (found.charset == KB_CHARSET_NONE) found = stated(bytes, label, kind);
    if (mark != 2) status = settle(bytes, kind, arena, &found, err);
    if (status != KB_OK) return status;
    out->encoding = kb_charset_name(found.charset);
    out->from = found.from;
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
