/* text/code.h - codes of countries and languages, as ICU knows them. */
#ifndef KB_TEXT_CODE_H
#define KB_TEXT_CODE_H

#include "base/str.h"

/* The ISO 3166-1 alpha-2 code that `given` is in any case: "id" is "ID". False where there is no such country. */
bool kb_country_code(kb_str given, char out[3]);

/* The BCP 47 tag that `given` is, in its usual form: "ID" is "id", "pt_br" pt-BR. False where it is none, or of no
 * language of ISO 639. */
#define KB_LANG_TAG_MAX 40
bool kb_lang_tag(kb_str given, char out[KB_LANG_TAG_MAX]);

#endif
