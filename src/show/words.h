/* show/words.h - the interface's own words in the languages that kabar speaks.
 *
 * A table and not gettext: gettext looks for catalogues in a folder of the system, so a binary that was copied, a page
 * that is made in one language while the program runs in another, or a test would find none; and it keeps its
 * language in the process' locale, where a server answers readers of two languages at once. English stands in the
 * code and is the key, as with gettext, so that moving there later is a matter of one function. */
#ifndef KB_SHOW_WORDS_H
#define KB_SHOW_WORDS_H

#include "base/compiler.h"

/* `english` in the language `ui` ("en", "id"; NULL: en). What has no translation stays English. A translated format
 * takes the same arguments in the same order (words_test.c checks it). */
const char *kb_word_ui(const char *ui, const char *english) KB_FORMAT_OF(2);

typedef struct {
    const char *english, *indonesian;
} kb_ui_word;
/* Those of a served desk's pages, of screens and messages, of help and usage, of what went wrong (show/message.h): each
 * ended by a row of NULL. */
extern const kb_ui_word kb_ui_pages[];
extern const kb_ui_word kb_ui_words[];
extern const kb_ui_word kb_ui_help[];
extern const kb_ui_word kb_ui_messages[];

#endif
