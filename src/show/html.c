#include "show/html.h"

#include "base/url.h"
#include "show/message.h"
#include "show/plain.h"
#include "show/words.h"

static void add_escaped(kb_buf *out, kb_str plain)
{
    size_t begin = 0;
    for (size_t i = 0; i < plain.len; i++) {
        const char *escape = NULL;
        switch (plain.at[i]) {
        case '&': escape = "&amp;"; break;
        case '<': escape = "&lt;"; break;
        case '>': escape = "&gt;"; break;
        case '"': escape = "&quot;"; break;
        case '\'': escape = "&#39;"; break;
        default: continue;
        }
        kb_buf_add(out, kb_str_part(plain, kb_span_of(begin, i)));
        kb_buf_add_c(out, escape);
        begin = i + 1;
    }
    kb_buf_add(out, kb_str_part(plain, kb_span_of(begin, plain.len)));
}

void kb_html_text(kb_buf *out, kb_str text)
{
    kb_buf plain = { 0 };
    kb_plain_add(&plain, text);
    add_escaped(out, kb_buf_str(&plain));
    out->failed |= plain.failed;
    kb_buf_clear(&plain);
}

void kb_html_phrase(kb_buf *out, kb_buf *phrase)
{
    add_escaped(out, kb_buf_str(phrase));
    out->failed |= phrase->failed;
    phrase->len = 0;
}

void kb_html_word(kb_buf *out, const char *ui, const char *english)
{
    add_escaped(out, kb_str_of(kb_word_ui(ui, english)));
}

void kb_html_message(kb_buf *out, const char *ui, kb_str text)
{
    kb_buf words = { 0 };
    kb_message_add(&words, ui, text);
    kb_html_text(out, kb_buf_str(&words));
    out->failed |= words.failed;
    kb_buf_clear(&words);
}

static bool unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

void kb_html_query(kb_buf *out, kb_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (unreserved(text.at[i]))
            kb_buf_add_char(out, text.at[i]);
        else
            kb_buf_print(out, "%%%02X", (unsigned char)text.at[i]);
    }
}

bool kb_html_href(kb_buf *out, kb_str url)
{
    if (!kb_url_is_web(url)) return false;
    kb_html_text(out, url);
    return true;
}

void kb_html_attribute(kb_buf *out, const char *name, kb_str value)
{
    kb_buf_add_char(out, ' ');
    kb_buf_add_c(out, name);
    kb_buf_add_c(out, "=\"");
    kb_html_text(out, value);
    kb_buf_add_char(out, '"');
}
