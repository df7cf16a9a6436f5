#include "cli/topic.h"

#include <string.h>

#include "base/embedded.h"

#define ENDING ".txt"

/* "query.id.txt" -> "query" and "id"; "query.txt" -> "query" and "en". */
static void name_read(const char *file, kb_str *name, kb_str *lang)
{
    kb_str rest = { file, strlen(file) - strlen(ENDING) };
    (void)kb_str_next(&rest, '.', name);
    *lang = rest.at ? rest : KB_STR("en");
}

static void page_read(const kb_embedded *page, cli_topic *out)
{
    kb_str lang, rest = { page->bytes, page->len };
    name_read(page->name, &out->name, &lang);
    (void)kb_str_next(&rest, '\n', &out->summary);
    while (rest.len && rest.at[0] == '\n') rest = (kb_str){ rest.at + 1, rest.len - 1 };
    out->text = rest;
}

/* The page of that name in that language; NULL: there is none. */
static const kb_embedded *page_find(kb_str name, const char *ui)
{
    kb_str its, lang;
    for (const kb_embedded *page = kb_embedded_topics; page->name; page++) {
        name_read(page->name, &its, &lang);
        if (kb_str_equal(its, name) && kb_str_is(lang, ui)) return page;
    }
    return NULL;
}

static void page_in(const kb_embedded *english, kb_str name, const char *ui, cli_topic *out)
{
    const kb_embedded *page = page_find(name, ui);
    page_read(page ? page : english, out);
}

bool cli_topic_at(size_t number, const char *ui, cli_topic *out)
{
    kb_str name, lang;
    for (const kb_embedded *page = kb_embedded_topics; page->name; page++) {
        name_read(page->name, &name, &lang);
        if (!kb_str_is(lang, "en") || number-- > 0) continue;
        page_in(page, name, ui, out);
        return true;
    }
    return false;
}

bool cli_topic_find(const char *name, const char *ui, cli_topic *out)
{
    const kb_embedded *english = page_find(kb_str_of(name), "en");
    if (english) page_in(english, kb_str_of(name), ui, out);
    return english;
}

void cli_topic_print(const cli_topic *topic, bool color, kb_buf *out)
{
    kb_str rest = topic->text, line;
    kb_buf_print(out, "%.*s: %.*s\n\n", KB_STR_ARGS(topic->name), KB_STR_ARGS(topic->summary));
    while (kb_str_next(&rest, '\n', &line) && (line.len || rest.at)) {
        bool heading = kb_str_starts(line, KB_STR("# "));
        if (heading) line = (kb_str){ line.at + 2, line.len - 2 };
        kb_buf_print(out, heading && color ? "\033[1m%.*s\033[0m\n" : "%.*s\n", KB_STR_ARGS(line));
    }
}
