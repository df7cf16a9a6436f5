/* show/message.h - what the library says went wrong, in the words of a reader's page.
 *
 * Messages are written where the fault is found, in English: logs, commands and the API's problems tell them so, and a
 * program may know them by it. A page's reader need not: rows of kb_ui_messages are their formats, and a message that
 * fits one becomes its translation with the same names and numbers in it. */
#ifndef KB_SHOW_MESSAGE_H
#define KB_SHOW_MESSAGE_H

#include "base/buf.h"

/* Adds `text` in the language `ui` ("en", "id"; NULL: en). What stands in front of a ": " (a file, an address) stays,
 * where what is behind it fits a row. What fits none stays English. */
void kb_message_add(kb_buf *out, const char *ui, kb_str text);

#endif
