/* text/language.h - which language a text is in (CLD2, with a tie-break of our own). */
#ifndef KB_TEXT_LANGUAGE_H
#define KB_TEXT_LANGUAGE_H

#include "base/str.h"

/* Writes the BCP 47 code ("id", "en", "zh-Hant"; "und" when it cannot be told) into `code` (at least 12 bytes). `text` is
 * valid UTF-8; its first 4 KiB are looked at, so that a document has the language of its body. CLD2 with its large tables knows
 * 160 languages; in a text as short as a title one name may mislead it, so votes of the words in lang/apart.txt can overrule
 * it there, and tell Indonesian and Malay apart in texts of any length, which CLD2 takes for one another. */
void kb_language_find(kb_str text, char code[12]);

#endif
