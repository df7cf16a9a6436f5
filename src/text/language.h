/* text/language.h - which language a text is in (CLD2, with a tie-break of our own). */
#ifndef KB_TEXT_LANGUAGE_H
#define KB_TEXT_LANGUAGE_H

#include "base/str.h"

/* Writes the BCP 47 code ("id", "en", "zh-Hant"; "und" when it cannot be told) into `code` (at least 12 bytes). `text`
 * is valid UTF-8. At most 4 KiB of it are looked at: its beginning and pieces from all over the rest, so that a
 * document has the language of most of its body, and of two equal halves that of the first. CLD2 with its large tables
 * knows 160 languages; in a text as short as a title one name may mislead it, so votes of the words in lang/apart.txt
 * can overrule it there. They also choose between Indonesian and Malay, and between Bosnian, Croatian and Serbian, in
 * texts of any length, which CLD2 takes for one another. Fewer than four words about which CLD2 is unsure, and which
 * the table does not know, are "und". */
void kb_language_find(kb_str text, char code[12]);

#endif
