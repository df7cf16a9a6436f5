/* text/charset_pairs.h - the Encoding Standard's indexes of pairs (big5, euc-kr, gb18030, jis0208, jis0212): from a
 * pointer to a code point. ICU's converters hold the tables; what they tell otherwise than the standard is in
 * charset_tables.c. */
#ifndef KB_TEXT_CHARSET_PAIRS_H
#define KB_TEXT_CHARSET_PAIRS_H

#include "base/err.h"

typedef enum { KB_PAIRS_BIG5, KB_PAIRS_EUC_KR, KB_PAIRS_GB18030, KB_PAIRS_JIS0208, KB_PAIRS_JIS0212 } kb_pairs_index;

typedef struct kb_pairs kb_pairs;

/* Opens an index; kb_pairs_free frees it. Fails: KB_ERR_MEMORY; KB_ERR_FORMAT where ICU lacks the converter. */
kb_status kb_pairs_new(kb_pairs_index index, kb_pairs **out, kb_err *err);
void kb_pairs_free(kb_pairs *pairs);

/* The code point at `pointer` (any number); 0: none. What was asked once is remembered. */
uint32_t kb_pairs_find(kb_pairs *pairs, uint32_t pointer);

#endif
