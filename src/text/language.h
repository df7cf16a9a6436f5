/* text/language.h - which language a text is in (CLD2, with a tie-break of our own). */
#ifndef KB_TEXT_LANGUAGE_H
#define KB_TEXT_LANGUAGE_H

#include "base/str.h"

/* Writes the BCP 47 code ("id", "en", "zh-Hant"; "und" when it cannot be told) into `code` (at least 12 bytes). `text` is
 * valid UTF-8. Indonesian and Malay, which CLD2 takes for one another, are told apart by their function words. */
void kb_language_find(kb_str text, char code[12]);

#endif
