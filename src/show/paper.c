#include "show/paper.h"

#include "show/page_parts.h"
#include "show/plain.h"

static const struct {
    const char *begin, *end;  /* in CommonMark */
    const char *open, *close; /* in HTML */
} parts[] = {
    [KB_PAPER_HEAD] = { "# ", "\n", "<h1 dir=\"auto\">", "</h1>\n" },
    [KB_PAPER_OVER] = { "\n", "\n", "<p class=\"over\">", "</p>\n" },
    [KB_PAPER_BLOCK] = { "", "", "<section class=\"block\">\n", "</section>\n" },
    [KB_PAPER_PART] = { "\n## ", "\n", "<h2 class=\"part\">", "</h2>\n" },
    [KB_PAPER_TITLE] = { "\n### ", "\n", "<h2 class=\"title\" dir=\"auto\">", "</h2>\n" },
    [KB_PAPER_LINE] = { "\n", "\n", "<p dir=\"auto\">", "</p>\n" },
    [KB_PAPER_NOTE] = { "\n", "\n", "<p class=\"note\">", "</p>\n" },
    [KB_PAPER_LIST] = { "\n", "", "<ul class=\"list\">\n", "</ul>\n" },
    [KB_PAPER_ITEM] = { "- ", "\n", "<li dir=\"auto\">", "</li>\n" },
    [KB_PAPER_STRONG] = { "**", "**", "<strong>", "</strong>" },
    [KB_PAPER_SOFT] = { "*", "*", "<small>", "</small>" },
    [KB_PAPER_GONE] = { "\\[-", "-\\]", "<del>", "</del>" },
    [KB_PAPER_MORE] = { "**", "**", "<ins>", "</ins>" },
};

void kb_paper_open(const kb_paper *paper, kb_paper_part part)
{
    kb_buf_add_c(paper->out, paper->html ? parts[part].open : parts[part].begin);
}

void kb_paper_close(const kb_paper *paper, kb_paper_part part)
{
    kb_buf_add_c(paper->out, paper->html ? parts[part].close : parts[part].end);
}

void kb_markdown_text(kb_buf *out, kb_str text)
{
    kb_buf plain = { 0 };
    kb_plain_add(&plain, text);
    for (size_t i = 0; i < plain.len; i++) {
        char c = plain.at[i];
        if (c && strchr("\\`*_[]<>|#~&!", c)) kb_buf_add_char(out, '\\');
        kb_buf_add_char(out, c == '\n' || c == '\r' ? ' ' : c);
    }
    out->failed |= plain.failed;
    kb_buf_clear(&plain);
}

bool kb_web_address(kb_str url)
{
    if (!kb_str_starts(url, KB_STR("https://")) && !kb_str_starts(url, KB_STR("http://"))) return false;
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.at[i] <= 0x20 || (unsigned char)url.at[i] >= 0x7F || strchr("<>\"{}|\\^`", url.at[i]))
            return false;
    return true;
}

void kb_paper_text(const kb_paper *paper, kb_str text)
{
    (paper->html ? kb_html_text : kb_markdown_text)(paper->out, text);
}

void kb_paper_phrase(const kb_paper *paper, kb_buf *phrase)
{
    kb_paper_text(paper, kb_buf_str(phrase));
    paper->out->failed |= phrase->failed;
    kb_buf_clear(phrase);
}

void kb_paper_word(const kb_paper *paper, const char *english)
{
    kb_paper_text(paper, kb_str_of(kb_word_ui(paper->ui, english)));
}

/* Brackets in an address end no link: they are not let through. */
void kb_paper_link(const kb_paper *paper, kb_str url, kb_str text)
{
    bool link =
        kb_web_address(url) &&
        (paper->html || (kb_str_find(url, KB_STR(")"), 0) == SIZE_MAX && kb_str_find(url, KB_STR("("), 0) == SIZE_MAX));
    if (link) kb_buf_add_c(paper->out, paper->html ? "<a href=\"" : "[");
    if (link && paper->html) kb_html_text(paper->out, url);
    if (link && paper->html) kb_buf_add_c(paper->out, "\" rel=\"noreferrer\">");
    kb_paper_text(paper, text);
    if (link && paper->html) kb_buf_add_c(paper->out, "</a>");
    if (link && !paper->html) kb_buf_print(paper->out, "](%.*s)", KB_STR_ARGS(url));
}
