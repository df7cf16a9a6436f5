/* compare/named_row.h - which one it is: "the Wharf Street library", "the library on Totara Road".
 *
 * A thing that either report names once by its sort and by where it is, of which both tell the same in nearly the same
 * words, differs when the names have nothing in common and neither report knows the other's. Of a sort that a report
 * has under two names, of several, of one that is negated or one of others there is no row; nor of people and offices.
 */
#ifndef KB_COMPARE_NAMED_ROW_H
#define KB_COMPARE_NAMED_ROW_H

#include "compare/row.h"

/* Time: quadratic in the named things of the reports, of which NAMED_MAX a report are looked at. */
kb_status kb_named_rows(kb_rows_maker *maker, kb_err *err);

#endif
