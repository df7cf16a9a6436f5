/* show/ink.h - styled text for a terminal: wrapped, set in columns, with colours where there are any.
 *
 * Text that is being composed holds its styles in line, as one byte below 0x20 each. kb_plain_add, through which all
 * text from outside goes, lets no such byte pass, so that a style is always ours. '\n' ends a line. */
#ifndef KB_SHOW_INK_H
#define KB_SHOW_INK_H

#include "base/buf.h"

typedef enum {
    KB_INK_PLAIN = 1,
    KB_INK_BOLD,
    KB_INK_DIM,
    KB_INK_RED,
    KB_INK_MAGENTA,
    KB_INK_YELLOW,
    KB_INK_CYAN,
    KB_INK_BLUE,
    KB_INK_LAST = KB_INK_BLUE,
    KB_INK_GREEN = 0x0b /* '\t' and '\n' lie between */
} kb_ink;

#define KB_INK_SPACE "\x1f" /* a space at which no line is broken */
#define KB_INK_HANG "\x0e"  /* the lines that follow in this paragraph begin below this place */

/* From here on in `text`, until the next. */
static inline void kb_ink_set(kb_buf *text, kb_ink ink)
{
    kb_buf_add_char(text, (char)ink);
}

/* Columns that styled text of one line takes. */
size_t kb_ink_width(kb_str text);

typedef struct {
    kb_str text;   /* of one line, without white space at its ends */
    size_t width;  /* columns */
    size_t indent; /* spaces that go before it: KB_INK_HANG */
    kb_ink ink;    /* the style at its begin */
} kb_ink_line;

/* Lines of styled text; zeroed is empty. Freed by kb_ink_lines_clear. */
typedef struct {
    kb_ink_line *at;
    size_t count, room;
    bool failed; /* memory ran out */
} kb_ink_lines;

/* Breaks `text` (which must outlive the lines) into lines of at most `width` columns: at spaces, beside wide (East
 * Asian) characters, and inside a word only where it is longer than a line. */
void kb_ink_wrap(kb_str text, size_t width, kb_ink_lines *lines);
void kb_ink_lines_clear(kb_ink_lines *lines);

/* A column of a table. */
typedef struct {
    kb_str text;  /* styled */
    size_t width; /* columns on the screen, the gap to the next not counted */
} kb_ink_column;

#define KB_INK_COLUMNS_MAX 16

/* Writes columns (at most KB_INK_COLUMNS_MAX) side by side, each wrapped in its width, `gap` spaces between, `indent`
 * before. No line ends with spaces. */
void kb_ink_columns(kb_buf *out, const kb_ink_column *columns, size_t count, size_t indent, size_t gap, bool color);

/* Writes wrapped text of `width` columns in all, `indent` among them. */
void kb_ink_write(kb_buf *out, kb_str text, size_t indent, size_t width, bool color);

#endif
