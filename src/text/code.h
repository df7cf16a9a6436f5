/* text/code.h - codes of countries and languages, as ICU knows them. */
#ifndef KB_TEXT_CODE_H
#define KB_TEXT_CODE_H

#include "base/err.h"
#include "base/str.h"

/* The ISO 3166-1 alpha-2 code that `given` is in any case: "id" is "ID". Fails: KB_ERR_FORMAT (there is no such
 * country). */
kb_status kb_country_code(kb_str given, char out[3], kb_err *err);

/* The BCP 47 tag that `given` is, in its usual form: "ID" is "id", "pt_br" pt-BR. Fails: KB_ERR_FORMAT (it is none, or
 * of no language of ISO 639). */
#define KB_LANG_TAG_MAX 40
kb_status kb_lang_tag(kb_str given, char out[KB_LANG_TAG_MAX], kb_err *err);

#endif
