#include "show/message.h"

#include "base/err.h"
#include "show/words.h"

#define ARGUMENTS_MAX 6
#define MESSAGE_MAX sizeof((kb_err){ 0 }.text) /* no message is longer; what is costs too much to hold against rows */
#define FRONTS_MAX 6                           /* ": " behind which a message may begin */

typedef struct {
    kb_str at[ARGUMENTS_MAX];
    size_t count;
} arguments;

/* The conversion that `format` begins with, "%.40s" or "%zu", or 0 where it begins with none. "%%" is not among
 * messages. */
static size_t conversion(const char *format)
{
    if (format[0] != '%') return 0;
    size_t len = 1 + strspn(format + 1, "0123456789.*-hjlz");
    return format[len] ? len + 1 : 0;
}

/* How many bytes of it are a number? */
static size_t number_at(kb_str text)
{
    size_t sign = text.len && text.at[0] == '-' ? 1 : 0, end = sign;
    while (end < text.len && text.at[end] >= '0' && text.at[end] <= '9') end++;
    return end > sign ? end : 0;
}

/* Does `text` fit the format? A name takes as few bytes as it may. Depth: at most ARGUMENTS_MAX. */
static bool fits(const char *format, kb_str text, arguments *out)
{
    size_t len = strcspn(format, "%"), width = conversion(format + len);
    if (!kb_str_starts(text, (kb_str){ format, len })) return false;
    text = kb_str_part(text, kb_span_of(len, text.len));
    if (!width) return text.len == 0 && format[len] == '\0';
    if (out->count == ARGUMENTS_MAX) return false;
    bool words = format[len + width - 1] == 's';
    size_t mine = out->count, number = words ? 0 : number_at(text);
    if (!words && !number) return false;
    for (size_t end = number; end <= (words ? text.len : number); end++) {
        out->at[mine] = kb_str_part(text, kb_span_of(0, end));
        out->count = mine + 1;
        if (fits(format + len + width, kb_str_part(text, kb_span_of(end, text.len)), out)) return true;
    }
    out->count = mine;
    return false;
}

static void write(kb_buf *out, const char *format, const arguments *with)
{
    for (size_t i = 0; *format; i++) {
        size_t len = strcspn(format, "%"), width = conversion(format + len);
        kb_buf_add(out, (kb_str){ format, len });
        if (width && i < with->count) kb_buf_add(out, with->at[i]);
        format += len + width;
        if (!width && *format) break; /* a lone sign, which no row has */
    }
}

static bool add_row(kb_buf *out, kb_str text)
{
    for (const kb_ui_word *w = kb_ui_messages; w->english; w++) {
        arguments found = { .count = 0 };
        if (!fits(w->english, text, &found)) continue;
        write(out, w->indonesian, &found);
        return true;
    }
    return false;
}

/* "no connection (Connection refused)": what others say of it stays between its brackets. */
static bool translate(kb_buf *out, kb_str text)
{
    size_t more = kb_str_find(text, KB_STR(" ("), 0);
    if (add_row(out, text)) return true;
    if (more == SIZE_MAX || !kb_str_ends(text, KB_STR(")"))) return false;
    if (!add_row(out, kb_str_part(text, kb_span_of(0, more)))) return false;
    kb_buf_add(out, kb_str_part(text, kb_span_of(more, text.len)));
    return true;
}

/* Is it, whole, a word of the interface? */
static const char *word_of(kb_str text)
{
    const kb_ui_word *const tables[] = { kb_ui_pages, kb_ui_words, kb_ui_help };
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (const kb_ui_word *w = tables[t]; w->english; w++)
            if (kb_str_is(text, w->english)) return w->indonesian;
    return NULL;
}

void kb_message_add(kb_buf *out, const char *ui, kb_str text)
{
    bool id = ui && strcmp(ui, "id") == 0 && text.len < MESSAGE_MAX;
    size_t fronts = 0;
    const char *word = id ? word_of(text) : NULL;
    if (word) kb_buf_add_c(out, word);
    for (size_t at = 0; id && !word;) {
        size_t before = out->len;
        kb_buf_add(out, kb_str_part(text, kb_span_of(0, at)));
        if (translate(out, kb_str_part(text, kb_span_of(at, text.len)))) return;
        out->len = before;
        if (fronts++ == FRONTS_MAX || (at = kb_str_find(text, KB_STR(": "), at)) == SIZE_MAX) break;
        at += strlen(": ");
    }
    if (!word) kb_buf_add(out, text);
}
