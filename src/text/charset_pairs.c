#include "text/charset_pairs.h"

#include "text/charset_tables.h"

#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#define UNASKED 0u
#define NONE UINT32_MAX

/* A pair is a lead of `leads` and a trail of `trails`; pointer = lead * trails + trail. Both are numbered from 0;
 * trails from `gap` on are `skip` bytes higher, leads from lead_gap on lead_skip bytes higher. Converters by their
 * names in ICU's own data, which do not change with aliases. */
typedef struct {
    const char *converter;
    const kb_charset_changes *changes;
    uint32_t leads, trails;
    uint8_t first_lead, lead_gap, lead_skip, first_trail, gap, skip;
    uint8_t shift;    /* a byte before the pair; 0: none */
    bool private_use; /* is an answer in private use an answer? */
} layout;
static const layout layouts[] = {
    [KB_PAIRS_BIG5] = { "ibm-1375_P100-2008", &kb_charset_big5, 126, 157, 0x81, 126, 0, 0x40, 0x3F, 0x22, 0, false },
    [KB_PAIRS_EUC_KR] = { "windows-949-2000", &kb_charset_euckr, 126, 190, 0x81, 126, 0, 0x41, 190, 0, 0, false },
    [KB_PAIRS_GB18030] = { "gb18030", &kb_charset_gb18030, 126, 190, 0x81, 126, 0, 0x40, 0x3F, 1, 0, true },
    [KB_PAIRS_JIS0208] = { "ibm-943_P15A-2003", &kb_charset_jis0208, 60, 188, 0x81, 0x1F, 0x40, 0x40, 0x3F, 1, 0,
                           false },
    [KB_PAIRS_JIS0212] = { "euc-jp-2007", &kb_charset_jis0212, 94, 94, 0xA1, 94, 0, 0xA1, 94, 0, 0x8F, false },
};

struct kb_pairs {
    const layout *layout;
    UConverter *converter;
    uint32_t known[]; /* by pointer: UNASKED, NONE or a code point */
};

kb_status kb_pairs_new(kb_pairs_index index, kb_pairs **out, kb_err *err)
{
    const layout *own = &layouts[index];
    UErrorCode code = U_ZERO_ERROR;
    kb_pairs *pairs = calloc(1, sizeof *pairs + own->leads * own->trails * sizeof pairs->known[0]);
    *out = NULL;
    if (!pairs) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    pairs->layout = own;
    pairs->converter = ucnv_open(own->converter, &code);
    if (U_FAILURE(code)) {
        kb_pairs_free(pairs);
        return kb_fail(err, KB_ERR_FORMAT, "ICU cannot read %s: %s", own->converter, u_errorName(code));
    }
    *out = pairs;
    return KB_OK;
}

void kb_pairs_free(kb_pairs *pairs)
{
    if (!pairs) return;
    ucnv_close(pairs->converter);
    free(pairs);
}

/* The standard's own word on `pointer`, where ICU's is another. */
static const kb_charset_change *change_of(const kb_charset_changes *changes, uint32_t pointer)
{
    size_t low = 0, high = changes->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (changes->at[mid].pointer < pointer)
            low = mid + 1;
        else
            high = mid;
    }
    return low < changes->count && changes->at[low].pointer == pointer ? &changes->at[low] : NULL;
}

/* What ICU says. Its substitute, two characters for one pair, and private use are no answer. */
static uint32_t ask(const kb_pairs *pairs, uint32_t pointer)
{
    const layout *l = pairs->layout;
    uint32_t lead = pointer / l->trails, trail = pointer % l->trails;
    char bytes[3];
    int32_t len = 0;
    UChar units[8];
    UErrorCode code = U_ZERO_ERROR;
    if (l->shift) bytes[len++] = (char)l->shift;
    bytes[len++] = (char)(uint8_t)(l->first_lead + lead + (lead >= l->lead_gap ? l->lead_skip : 0u));
    bytes[len++] = (char)(uint8_t)(l->first_trail + trail + (trail >= l->gap ? l->skip : 0u));
    int32_t count = ucnv_toUChars(pairs->converter, units, 8, bytes, len, &code);
    if (U_FAILURE(code)) return NONE;
    if (count == 2 && U16_IS_LEAD(units[0]) && U16_IS_TRAIL(units[1]))
        return (uint32_t)U16_GET_SUPPLEMENTARY(units[0], units[1]);
    if (count != 1 || units[0] == 0xFFFD || U16_IS_SURROGATE(units[0])) return NONE;
    return !l->private_use && units[0] >= 0xE000 && units[0] < 0xF900 ? NONE : units[0];
}

uint32_t kb_pairs_find(kb_pairs *pairs, uint32_t pointer)
{
    if (pointer >= pairs->layout->leads * pairs->layout->trails) return 0;
    uint32_t *known = &pairs->known[pointer];
    if (*known == UNASKED) {
        const kb_charset_change *change = change_of(pairs->layout->changes, pointer);
        *known = change ? change->c : ask(pairs, pointer);
        if (*known == UNASKED) *known = NONE;
    }
    return *known == NONE ? 0 : *known;
}
