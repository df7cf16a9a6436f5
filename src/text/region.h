/* text/region.h - countries and territories by their names in a language, from CLDR (ICU): Slowenien, Eslovenia and
 * Словения are SI; and words that begin as the name does: slowenisch, esloveno. One a thread. */
#ifndef KB_TEXT_REGION_H
#define KB_TEXT_REGION_H

#include "base/arena.h"

typedef struct kb_regions kb_regions;

/* Fails: KB_ERR_MEMORY. */
kb_status kb_regions_open(kb_regions **out, kb_err *err);
void kb_regions_close(kb_regions *regions); /* NULL is fine */

/* The ISO 3166 code of the territory that a folded word of `lang` names, or whose name it begins with (all but the last
 * two letters, four at least, and not much longer): empty where there is none. Names of several words are not found.
 * The code lives as long as the regions. The names of a language are read when its first word comes. Fails:
 * KB_ERR_MEMORY. */
kb_status kb_regions_find(kb_regions *regions, kb_str lang, kb_str folded, kb_str *code, kb_err *err);

#endif
