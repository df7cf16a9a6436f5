/* compare/only_fact.h - figures and days that one report alone has, within words that it shares with others.
 *
 * "Last year troops stormed the region, which holds about 20 % of the country": another report tells of the storming, the
 * share of the country stands here alone. What stands in words that nobody else has is a row of compare/only.h already. */
#ifndef KB_COMPARE_ONLY_FACT_H
#define KB_COMPARE_ONLY_FACT_H

#include "compare/row.h"

/* Adds them, a clause for each; before kb_only_rows. A figure is one's alone where no other report counts the same thing, or
 * has that value in that unit; a day where no other report has a date that may be it, and it is not the day of
 * publication. Time: figures (days) in shared words times those of the other reports. */
kb_status kb_only_facts(kb_rows_maker *maker, kb_err *err);

#endif
