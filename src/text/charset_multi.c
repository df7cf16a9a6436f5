#include "text/charset_multi.h"

#include "text/charset_pairs.h"
#include "text/charset_tables.h"

/* What a decoder reads from and writes to. */
typedef struct {
    const uint8_t *at;
    size_t len, i;
    kb_pairs *pairs, *more; /* more: JIS X 0212 */
    kb_charset_out *out;
} decoder;

/* Copies the run of ASCII that stands at `i`; false at the end. */
static bool ascii(decoder *d)
{
    size_t run = kb_utf8_ascii((kb_str){ (const char *)d->at + d->i, d->len - d->i });
    if (run) memcpy(d->out->at + d->out->len, d->at + d->i, run);
    d->out->len += run;
    d->i += run;
    return d->i < d->len;
}

/* An error behind a lead byte: an ASCII byte that was taken for its trail is read again. */
static void bad_pair(decoder *d, uint8_t trail)
{
    kb_charset_out_bad(d->out);
    if (trail < 0x80) d->i--;
}

static void put_pair(decoder *d, uint32_t c, uint8_t trail)
{
    if (c)
        kb_charset_out_put(d->out, c);
    else
        bad_pair(d, trail);
}

static bool within(uint8_t byte, uint8_t first, uint8_t last)
{
    return byte >= first && byte <= last;
}

/* ---- 10.2 gb18030 (and 10.1 GBK, which has the same decoder) ---- */

/* "Index gb18030 ranges code point"; 0: none. */
static uint32_t ranges_find(uint32_t pointer)
{
    size_t low = 0, high = KB_CHARSET_RANGES;
    if ((pointer > 39419 && pointer < 189000) || pointer > 1237575) return 0;
    if (pointer == 7457) return 0xE7C7;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (kb_charset_ranges[mid].pointer <= pointer)
            low = mid;
        else
            high = mid;
    }
    return kb_charset_ranges[low].c + pointer - kb_charset_ranges[low].pointer;
}

/* The four bytes of which the first is before `i` and the second at `i`, a digit. Where the third or fourth does not
 * fit, all but the first are read again; the end of the bytes gives none back. */
static void four_bytes(decoder *d, uint8_t first)
{
    const uint8_t *at = d->at + d->i;
    size_t left = d->len - d->i;
    bool whole = (left < 2 || within(at[1], 0x81, 0xFE)) && (left < 3 || within(at[2], 0x30, 0x39));
    if (!whole || left < 3) {
        kb_charset_out_bad(d->out);
        if (whole) d->i = d->len;
        return;
    }
    d->i += 3;
    uint32_t c = ranges_find((((first - 0x81u) * 10 + at[0] - 0x30u) * 126 + at[1] - 0x81u) * 10 + at[2] - 0x30u);
    if (c)
        kb_charset_out_put(d->out, c);
    else
        kb_charset_out_bad(d->out);
}

static void gb18030(decoder *d)
{
    while (ascii(d)) {
        uint8_t lead = d->at[d->i++];
        if (lead == 0x80) {
            kb_charset_out_put(d->out, 0x20AC);
            continue;
        }
        if (lead == 0xFF || d->i == d->len) {
            kb_charset_out_bad(d->out);
            continue;
        }
        uint8_t trail = d->at[d->i];
        if (within(trail, 0x30, 0x39)) {
            four_bytes(d, lead);
            continue;
        }
        d->i++;
        uint32_t c = 0;
        if (within(trail, 0x40, 0x7E) || within(trail, 0x80, 0xFE))
            c = kb_pairs_find(d->pairs, (lead - 0x81u) * 190 + trail - (trail < 0x7F ? 0x40u : 0x41u));
        put_pair(d, c, trail);
    }
}

/* ---- 11.1 Big5 ---- */

static void big5(decoder *d)
{
    while (ascii(d)) {
        uint8_t lead = d->at[d->i++];
        if (!within(lead, 0x81, 0xFE) || d->i == d->len) {
            kb_charset_out_bad(d->out);
            continue;
        }
        uint8_t trail = d->at[d->i++];
        uint32_t c = 0, second = 0;
        if (within(trail, 0x40, 0x7E) || within(trail, 0xA1, 0xFE)) {
            uint32_t pointer = (lead - 0x81u) * 157 + trail - (trail < 0x7F ? 0x40u : 0x62u);
            switch (pointer) { /* four that stand for two characters */
            case 1133: c = 0xCA, second = 0x304; break;
            case 1135: c = 0xCA, second = 0x30C; break;
            case 1164: c = 0xEA, second = 0x304; break;
            case 1166: c = 0xEA, second = 0x30C; break;
            default: c = kb_pairs_find(d->pairs, pointer);
            }
        }
        put_pair(d, c, trail);
        if (second) kb_charset_out_put(d->out, second);
    }
}

/* ---- 12.1 EUC-JP ---- */

static void euc_jp(decoder *d)
{
    while (ascii(d)) {
        uint8_t lead = d->at[d->i++];
        if ((lead != 0x8E && lead != 0x8F && !within(lead, 0xA1, 0xFE)) || d->i == d->len) {
            kb_charset_out_bad(d->out);
            continue;
        }
        uint8_t trail = d->at[d->i++];
        if (lead == 0x8E && within(trail, 0xA1, 0xDF)) {
            kb_charset_out_put(d->out, 0xFF61u - 0xA1u + trail);
            continue;
        }
        kb_pairs *pairs = d->pairs;
        if (lead == 0x8F && within(trail, 0xA1, 0xFE)) {
            pairs = d->more;
            lead = trail;
            if (d->i == d->len) {
                kb_charset_out_bad(d->out);
                return;
            }
            trail = d->at[d->i++];
        }
        uint32_t c = 0;
        if (within(lead, 0xA1, 0xFE) && within(trail, 0xA1, 0xFE))
            c = kb_pairs_find(pairs, (lead - 0xA1u) * 94 + trail - 0xA1u);
        put_pair(d, c, trail);
    }
}

/* ---- 12.2 ISO-2022-JP ---- */

typedef enum { JP_ASCII, JP_ROMAN, JP_KATAKANA, JP_PAIRS } jp_state;

/* The state that the escape sequence at `i` (behind its 0x1B) asks for; false: it is none. */
static bool jp_escape(const decoder *d, jp_state *state)
{
    static const struct {
        char bytes[3];
        uint8_t state;
    } escapes[] = {
        { "(B", JP_ASCII }, { "(J", JP_ROMAN }, { "(I", JP_KATAKANA }, { "$@", JP_PAIRS }, { "$B", JP_PAIRS },
    };
    if (d->len - d->i < 2) return false;
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        if (memcmp(d->at + d->i, escapes[i].bytes, 2) != 0) continue;
        *state = (jp_state)escapes[i].state;
        return true;
    }
    return false;
}

static void jp_character(decoder *d, jp_state state, uint8_t byte)
{
    uint32_t c = UINT32_MAX; /* an error */
    switch (state) {
    case JP_ROMAN:
    case JP_ASCII:
        if (byte < 0x80 && byte != 0x0E && byte != 0x0F) c = byte;
        if (state == JP_ROMAN && byte == 0x5C) c = 0xA5;
        if (state == JP_ROMAN && byte == 0x7E) c = 0x203E;
        break;
    case JP_KATAKANA:
        if (within(byte, 0x21, 0x5F)) c = 0xFF61u - 0x21u + byte;
        break;
    case JP_PAIRS:
        if (!within(byte, 0x21, 0x7E) || d->i == d->len) break;
        if (d->at[d->i] == 0x1B) break; /* an escape in place of the trail: an error, then the escape */
        uint8_t trail = d->at[d->i++];
        if (!within(trail, 0x21, 0x7E)) break;
        c = kb_pairs_find(d->pairs, (byte - 0x21u) * 94 + trail - 0x21u);
        if (!c) c = UINT32_MAX;
        break;
    }
    if (c == UINT32_MAX)
        kb_charset_out_bad(d->out);
    else
        kb_charset_out_put(d->out, c);
}

static void iso_2022_jp(decoder *d)
{
    jp_state state = JP_ASCII;
    bool escaped = false; /* the standard's "output flag": nothing was written since the last escape */
    while (d->i < d->len) {
        uint8_t byte = d->at[d->i++];
        if (byte != 0x1B) {
            escaped = false;
            jp_character(d, state, byte);
        } else if (jp_escape(d, &state)) {
            d->i += 2;
            if (escaped) kb_charset_out_bad(d->out);
            escaped = true;
        } else {
            escaped = false;
            kb_charset_out_bad(d->out);
        }
    }
}

/* ---- 12.3 Shift_JIS ---- */

static void shift_jis(decoder *d)
{
    while (ascii(d)) {
        uint8_t lead = d->at[d->i++];
        if (lead == 0x80 || within(lead, 0xA1, 0xDF)) {
            kb_charset_out_put(d->out, lead == 0x80 ? 0x80u : 0xFF61u - 0xA1u + lead);
            continue;
        }
        if (!within(lead, 0x81, 0xFC) || lead == 0xA0 || d->i == d->len) {
            kb_charset_out_bad(d->out);
            continue;
        }
        uint8_t trail = d->at[d->i++];
        uint32_t c = 0;
        if (within(trail, 0x40, 0x7E) || within(trail, 0x80, 0xFC)) {
            uint32_t pointer = (lead - (lead < 0xA0 ? 0x81u : 0xC1u)) * 188 + trail - (trail < 0x7F ? 0x40u : 0x41u);
            c = within(lead, 0xF0, 0xF9) ? 0xE000u - 8836u + pointer : kb_pairs_find(d->pairs, pointer);
        }
        put_pair(d, c, trail);
    }
}

/* ---- 13.1 EUC-KR ---- */

static void euc_kr(decoder *d)
{
    while (ascii(d)) {
        uint8_t lead = d->at[d->i++];
        if (!within(lead, 0x81, 0xFE) || d->i == d->len) {
            kb_charset_out_bad(d->out);
            continue;
        }
        uint8_t trail = d->at[d->i++];
        uint32_t c = within(trail, 0x41, 0xFE) ? kb_pairs_find(d->pairs, (lead - 0x81u) * 190 + trail - 0x41u) : 0;
        put_pair(d, c, trail);
    }
}

typedef struct {
    kb_charset charset;
    kb_pairs_index index;
    void (*decode)(decoder *d);
} decoder_row;
static const decoder_row decoders[] = {
    { KB_CHARSET_GBK, KB_PAIRS_GB18030, gb18030 },
    { KB_CHARSET_GB18030, KB_PAIRS_GB18030, gb18030 },
    { KB_CHARSET_BIG5, KB_PAIRS_BIG5, big5 },
    { KB_CHARSET_EUC_JP, KB_PAIRS_JIS0208, euc_jp },
    { KB_CHARSET_ISO_2022_JP, KB_PAIRS_JIS0208, iso_2022_jp },
    { KB_CHARSET_SHIFT_JIS, KB_PAIRS_JIS0208, shift_jis },
    { KB_CHARSET_EUC_KR, KB_PAIRS_EUC_KR, euc_kr },
};

kb_status kb_charset_multi(kb_str bytes, kb_charset charset, kb_charset_out *out, kb_err *err)
{
    decoder d = { .at = (const uint8_t *)bytes.at, .len = bytes.len, .out = out };
    kb_status status = KB_OK;
    for (size_t i = 0; i < sizeof decoders / sizeof decoders[0]; i++) {
        if (decoders[i].charset != charset) continue;
        status = kb_pairs_new(decoders[i].index, &d.pairs, err);
        if (status == KB_OK && charset == KB_CHARSET_EUC_JP) status = kb_pairs_new(KB_PAIRS_JIS0212, &d.more, err);
        if (status == KB_OK) decoders[i].decode(&d);
    }
    kb_pairs_free(d.pairs);
    kb_pairs_free(d.more);
    return status;
}
