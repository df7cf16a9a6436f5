#include "read/feed.h"

#include "read/encoding.h"
#include "text/charset.h"

#define LOSSES_MAX 50

kb_status kb_feed_lose(kb_feed *feed, kb_arena *arena, kb_str input, size_t place, const char *what, kb_err *err)
{
    size_t line = 1;
    kb_str text;
    if (feed->losses.count == LOSSES_MAX) return KB_OK;
    for (size_t i = 0; place != KB_FEED_NOWHERE && i < place && i < input.len; i++) line += input.at[i] == '\n';
    bool made = place == KB_FEED_NOWHERE
                    ? kb_arena_copy(arena, kb_str_of(what), &text)
                    : kb_arena_print(arena, &text, "line %zu, byte %zu: %s", line, place + 1, what);
    if (!made) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < feed->losses.count; i++)
        if (kb_str_equal(feed->losses.at[i], text)) return KB_OK;
    kb_str *loss = KB_ADD(arena, &feed->losses, kb_str);
    if (!loss) return kb_arena_fail(arena, err);
    *loss = text;
    return KB_OK;
}

/* ---- encoding ---- */

/* UTF-32, which the web's encodings leave out (XML 1.0 appendix F); false where it is none. */
static bool decode_utf32(kb_str s, kb_arena *arena, kb_feed *feed, kb_str *out)
{
    bool big = s.len >= 4 && s.at[0] == 0 && s.at[1] == 0 &&
               ((s.at[2] == 0 && s.at[3] == '<') || ((unsigned char)s.at[2] == 0xFE && (unsigned char)s.at[3] == 0xFF));
    bool little =
        s.len >= 4 && s.at[2] == 0 && s.at[3] == 0 &&
        ((s.at[0] == '<' && s.at[1] == 0) || ((unsigned char)s.at[0] == 0xFF && (unsigned char)s.at[1] == 0xFE));
    if (!big && !little) return false;
    char *at = KB_NEW(arena, char, s.len + 1);
    size_t len = 0;
    if (!at) return false;
    for (size_t i = 0; i + 4 <= s.len; i += 4) {
        uint32_t c = 0;
        for (size_t k = 0; k < 4; k++) c = c << 8 | (unsigned char)s.at[big ? i + k : i + 3 - k];
        bool bad = c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF);
        feed->replaced += bad;
        if (c != 0xFEFF) len += kb_utf8_put(at + len, bad ? 0xFFFD : c);
    }
    feed->encoding_from = KB_STR("guessed");
    feed->encoding = big ? KB_STR("utf-32be") : KB_STR("utf-32le");
    *out = (kb_str){ at, len };
    return true;
}

static kb_status decode(kb_str bytes, kb_str charset, kb_arena *arena, kb_feed *feed, kb_str *out, kb_err *err)
{
    kb_encoding found;
    if (decode_utf32(bytes, arena, feed, out)) return KB_OK;
    kb_status status = kb_encoding_read(bytes, charset, KB_ENCODING_XML, arena, &found, err);
    if (status != KB_OK) return status;
    *out = found.text;
    feed->encoding = kb_str_of(found.encoding);
    feed->encoding_from = kb_str_of(found.from);
    feed->replaced = found.replaced;
    return KB_OK;
}

static char first_char(kb_str s)
{
    if (kb_str_starts(s, KB_STR("\xEF\xBB\xBF"))) s = kb_str_part(s, kb_span_of(3, s.len));
    s = kb_str_trim(s);
    return s.len ? s.at[0] : 0;
}

kb_status kb_feed_read(kb_str bytes, const kb_feed_origin *origin, kb_arena *arena, kb_feed *out, kb_err *err)
{
    static const kb_feed_origin nothing = { 0 };
    kb_str utf8;
    if (!origin) origin = &nothing;
    *out = (kb_feed){ 0 };
    if (kb_str_trim(bytes).len == 0) return kb_fail(err, KB_ERR_FORMAT, "empty");
    kb_status status = decode(bytes, origin->charset, arena, out, &utf8, err);
    if (status != KB_OK) return status;
    char first = first_char(utf8);
    status = first == '{' || first == '[' ? kb_feed_json_read(utf8, origin, arena, out, err)
                                          : kb_feed_xml_read(utf8, origin, arena, out, err);
    if (status == KB_OK && out->language.len == 0) out->language = origin->lang;
    if (status == KB_OK && out->replaced) {
        size_t valid = kb_utf8_valid(bytes);
        bool seen = valid < bytes.len && kb_str_is(out->encoding, kb_charset_name(KB_CHARSET_UTF_8));
        status = kb_feed_lose(out, arena, utf8, seen ? valid : KB_FEED_NOWHERE, "broken characters were replaced", err);
    }
    return status;
}
