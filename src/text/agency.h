/* text/agency.h - the agencies that a text names, and whether an outlet or another name is the same agency.
 *
 * Whose names are agencies', and which of them are one, stands in lang/notice.txt ("told": in a sentence too). */
#ifndef KB_TEXT_AGENCY_H
#define KB_TEXT_AGENCY_H

#include "base/str.h"

#define KB_AGENCIES_MAX 6 /* that one text names */

/* The agencies named in `text` (valid UTF-8) by a name that means them in a sentence too ("told The Associated Press",
 * "dikutip dari Antara"), or by any within brackets ("(AP)"), each once, as printed: views of `text`; returns how many.
 * A word that is large only since it begins a sentence, and one that a large word precedes ("Oka Antara"), name none.
 * Time: linear. */
size_t kb_agencies_find(kb_str text, kb_str out[KB_AGENCIES_MAX]);

/* Is the outlet an agency that is known? */
bool kb_agency_known(kb_str outlet);

/* Are the two names of one agency? */
bool kb_agency_same(kb_str a, kb_str b);

/* Is the outlet the agency? "Warta": "warta", "WARTA News", "www.wartanews.example"; of a short name ("AP") the words
 * must end alike. */
bool kb_agency_is(kb_str agency, kb_str outlet);

#endif
