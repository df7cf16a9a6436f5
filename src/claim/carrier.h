/* claim/carrier.h - who passed a statement's words on, and to whom they were said. */
#ifndef KB_CLAIM_CARRIER_H
#define KB_CLAIM_CARRIER_H

#include "claim/content.h"
#include "claim/refer.h"

/* Fills carriers, carrier_spans and addressee of `statement`, made from drafts->at[k]: words before a carrier ("seperti
 * dilansir X"), an outer draft that tells the statement's whole sentence ("..., the agency said"), a medium that was
 * told it; and the speaker, where it is itself an office or a medium. The nearest to the speaker comes first. */
kb_status kb_carriers_find(const kb_reading *r, const kb_drafts *drafts, size_t k, const kb_reference *speaker,
                           kb_statement *statement);

/* Adds the words as a carrier, once. */
kb_status kb_carriers_add(const kb_reading *r, kb_statement *statement, kb_range range);

#endif
