/* claim/date.h - dates and clock times, as intervals on the calendar.
 *
 * "Selasa (4/3/2025) pukul 03.17 Wita", "last April", "a year ago", "Friday": parts that stand together are one
 * date. What is relative is resolved against the document's time of publication; without one, such a date is found
 * but not resolved (from == INT64_MIN). A clock time without a zone is taken in the zone of publication. */
#ifndef KB_CLAIM_DATE_H
#define KB_CLAIM_DATE_H

#include "claim/claims.h"

/* Fills claims->dates from doc->text, doc->published, claims->tokens, sentences and lang (NULL: ISO dates alone).
 * The list lives in doc->arena. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_dates_find(const kb_document *doc, kb_claims *claims, kb_err *err);

#endif
