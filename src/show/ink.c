#include "show/ink.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "text/width.h"

static bool is_ink(char c)
{
    return (c >= KB_INK_PLAIN && c <= KB_INK_LAST) || c == KB_INK_GREEN;
}

static bool is_ours(char c)
{
    return is_ink(c) || c == KB_INK_SPACE[0] || c == KB_INK_HANG[0];
}

/* ECMA-48 SGR; the eight basic colours follow the user's own palette, on dark and light grounds alike. */
static const char *code_of(kb_ink ink)
{
    switch (ink) {
    case KB_INK_PLAIN: return "\x1b[0m";
    case KB_INK_BOLD: return "\x1b[0;1m";
    case KB_INK_DIM: return "\x1b[0;2m";
    case KB_INK_RED: return "\x1b[0;1;31m";
    case KB_INK_MAGENTA: return "\x1b[0;1;35m";
    case KB_INK_YELLOW: return "\x1b[0;1;33m";
    case KB_INK_CYAN: return "\x1b[0;1;36m";
    case KB_INK_BLUE: return "\x1b[0;1;34m";
    case KB_INK_GREEN: return "\x1b[0;1;32m";
    }
    return "";
}

static size_t columns_of(uint32_t c)
{
    return c == (unsigned char)KB_INK_SPACE[0] ? 1 : (size_t)kb_char_width(c);
}

size_t kb_ink_width(kb_str text)
{
    size_t width = 0;
    for (size_t at = 0; at < text.len;) {
        if (is_ink(text.at[at]))
            at++;
        else
            width += columns_of(kb_utf8_next(text, &at));
    }
    return width;
}

/* ---- wrapping ---- */

static void add_line(kb_ink_lines *lines, kb_str text, size_t indent, kb_ink ink)
{
    if (lines->count == lines->room) {
        size_t room = lines->room ? lines->room * 2 : 16;
        kb_ink_line *at = realloc(lines->at, room * sizeof *at);
        if (!at) {
            lines->failed = true;
            return;
        }
        lines->at = at;
        lines->room = room;
    }
    while (text.len && text.at[text.len - 1] == ' ') text.len--;
    lines->at[lines->count++] = (kb_ink_line){ text, kb_ink_width(text), indent, ink };
}

/* One line is being filled. `best` is the last place where it may be broken. */
typedef struct {
    size_t begin, best, resume; /* resume: where the next line begins when it is broken at best */
    size_t width, best_width;
    size_t indent, hang; /* of this line; of the next that the paragraph is broken into */
    kb_ink ink, begin_ink, best_ink;
    bool can_break;
} filling;

static void may_break(filling *f, size_t at, size_t resume)
{
    f->best = at;
    f->resume = resume;
    f->best_width = f->width;
    f->best_ink = f->ink;
    f->can_break = true;
}

static void start_line(filling *f, size_t at, size_t indent, kb_ink ink)
{
    f->indent = indent;
    f->begin = at;
    f->begin_ink = ink;
    f->width = 0;
    f->can_break = false;
}

void kb_ink_wrap(kb_str text, size_t width, kb_ink_lines *lines)
{
    filling f = { .ink = KB_INK_PLAIN, .begin_ink = KB_INK_PLAIN };

    if (width == 0) width = 1;
    for (size_t at = 0; at < text.len;) {
        size_t begin = at;
        if (is_ink(text.at[at])) {
            f.ink = (kb_ink)text.at[at++];
            continue;
        }
        uint32_t c = kb_utf8_next(text, &at);
        if (c == (unsigned char)KB_INK_HANG[0]) {
            f.hang = f.width + f.indent < width / 2 ? f.width + f.indent : 0;
            continue;
        }
        if (c == '\n') {
            add_line(lines, kb_str_part(text, kb_span_of(f.begin, begin)), f.indent, f.begin_ink);
            f.hang = 0;
            start_line(&f, at, 0, f.ink);
            continue;
        }
        if (c == ' ') {
            if (f.width == 0) { /* a line begins with a word */
                start_line(&f, at, f.indent, f.ink);
                continue;
            }
            may_break(&f, begin, at);
            f.width++;
            f.best_width++;
            continue;
        }
        size_t columns = columns_of(c);
        if (columns == 2 && f.width > 0) may_break(&f, begin, begin);
        while (f.indent + f.width + columns > width && f.width > 0) {
            if (!f.can_break) may_break(&f, begin, begin);
            size_t rest = f.width - f.best_width;
            add_line(lines, kb_str_part(text, kb_span_of(f.begin, f.best)), f.indent, f.begin_ink);
            start_line(&f, f.resume, f.hang, f.best_ink);
            f.width = rest;
        }
        f.width += columns;
        if (columns == 2) may_break(&f, at, at);
    }
    if (f.begin < text.len) add_line(lines, kb_str_part(text, kb_span_of(f.begin, text.len)), f.indent, f.begin_ink);
}

void kb_ink_lines_clear(kb_ink_lines *lines)
{
    free(lines->at);
    *lines = (kb_ink_lines){ 0 };
}

/* ---- writing ---- */

static void write_line(kb_buf *out, const kb_ink_line *line, bool color)
{
    kb_ink ink = KB_INK_PLAIN; /* what the terminal has now */
    kb_ink want = line->ink;
    for (size_t at = 0; at < line->text.len;) {
        size_t begin = at;
        if (is_ink(line->text.at[at])) {
            want = (kb_ink)line->text.at[at++];
            continue;
        }
        if (line->text.at[at] == KB_INK_HANG[0]) {
            at++;
            continue;
        }
        if (line->text.at[at] == KB_INK_SPACE[0]) {
            kb_buf_add_char(out, ' ');
            at++;
            continue;
        }
        while (at < line->text.len && !is_ours(line->text.at[at])) at++;
        if (color && want != ink) kb_buf_add_c(out, code_of(want));
        ink = want;
        kb_buf_add(out, kb_str_part(line->text, kb_span_of(begin, at)));
    }
    if (color && ink != KB_INK_PLAIN) kb_buf_add_c(out, code_of(KB_INK_PLAIN));
}

void kb_ink_columns(kb_buf *out, const kb_ink_column *columns, size_t count, size_t indent, size_t gap, bool color)
{
    kb_ink_lines lines[KB_INK_COLUMNS_MAX] = { { 0 } };
    size_t height = 0;

    if (count > KB_INK_COLUMNS_MAX) count = KB_INK_COLUMNS_MAX;
    for (size_t c = 0; c < count; c++) {
        kb_ink_wrap(columns[c].text, columns[c].width, &lines[c]);
        if (lines[c].failed) out->failed = true;
        if (lines[c].count > height) height = lines[c].count;
    }
    for (size_t row = 0; row < height; row++) {
        size_t behind = indent; /* spaces owed before the next words */
        for (size_t c = 0; c < count; c++) {
            const kb_ink_line *line = row < lines[c].count ? &lines[c].at[row] : NULL;
            if (line && line->width) {
                kb_buf_add_repeat(out, ' ', behind + line->indent);
                write_line(out, line, color);
                behind = 0;
            }
            size_t used = line && line->width ? line->indent + line->width : 0;
            behind += (used < columns[c].width ? columns[c].width - used : 0) + gap;
        }
        kb_buf_add_char(out, '\n');
    }
    for (size_t c = 0; c < count; c++) kb_ink_lines_clear(&lines[c]);
}

void kb_ink_write(kb_buf *out, kb_str text, size_t indent, size_t width, bool color)
{
    kb_ink_column column = { text, width > indent ? width - indent : 1 };
    kb_ink_columns(out, &column, 1, indent, 0, color);
}
