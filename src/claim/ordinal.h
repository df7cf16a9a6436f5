/* claim/ordinal.h - places in an order that a report tells as facts: the minute of a match ("the 66th minute", "menit
 * ke-66"), a rank in a table ("third place", "peringkat ketiga"). Other ordinals name rather than tell. */
#ifndef KB_CLAIM_ORDINAL_H
#define KB_CLAIM_ORDINAL_H

#include "claim/figure_finder.h"

/* Reads the ordinal that token t begins or, where its noun stands before it, is the number of. Sets kind, concept
 * ("minute", "rank"), value, span, number and tokens of `out`, and *end, the token behind it; false: none. The
 * language's [about] lists the nouns: `minute`, `rank`, and `table`, which a rank may stand before ("fourth in the
 * table"). Time: constant. */
bool kb_ordinal_read(const kb_figure_finder *f, size_t t, kb_figure *out, size_t *end);

#endif
