#include "read/html.h"

#include "read/main_text.h"
#include "read/metadata.h"
#include "read/parse.h"
#include "text/charset.h"
#include "text/language.h"

#define PRESCAN_BYTES ((size_t)4096) /* WHATWG HTML 13.2.3.2 asks for 1024; pages put more before their meta */
#define BODY_SHARE 2                 /* JSON-LD's text is taken where it is so many times as long as the markup's */
#define BODY_BYTES ((size_t)500)     /* and has as many bytes at least */

/* The encoding that <meta charset> or <meta http-equiv content="...charset=..."> in the first bytes names; empty: none.
 */
static kb_str prescan(kb_str bytes)
{
    kb_str head = kb_str_part(bytes, kb_span_of(0, PRESCAN_BYTES));
    for (size_t at = 0; (at = kb_str_find(head, KB_STR("charset"), at)) != SIZE_MAX; at += 7) {
        size_t i = at + 7;
        while (i < head.len && (head.at[i] == ' ' || head.at[i] == '=' || head.at[i] == '"' || head.at[i] == '\'')) i++;
        size_t end = i;
        while (end < head.len && !strchr(" \"'>;/\r\n\t", head.at[end])) end++;
        if (i > at + 7 && end > i && end - i < 40) return kb_str_part(head, kb_span_of(i, end));
    }
    return (kb_str){ 0 };
}

/* Order of trust: byte order mark, valid UTF-8 (no other encoding looks so by accident), what came with the page, what
 * it declares, windows-1252. */
static kb_status decode(kb_str bytes, kb_str charset, kb_document *doc, kb_str *out, kb_err *err)
{
    const char *used = NULL;
    kb_str label = kb_utf8_valid(bytes) == bytes.len ? KB_STR("utf-8") : charset.len ? charset : prescan(bytes);
    return kb_charset_decode(bytes, label, doc->arena, out, &doc->replaced, &used, err);
}

/* A page states a language that its words may not be in (a template's): the words decide where they can. */
static kb_status settle_language(kb_document *doc, kb_err *err)
{
    char code[12];
    kb_language_find(doc->text, code);
    bool told = strcmp(code, "und") != 0 && doc->text.len > 200;
    if (doc->lang.len && !told) return KB_OK;
    return kb_arena_copy(doc->arena, kb_str_of(code), &doc->lang) ? KB_OK : kb_arena_fail(doc->arena, err);
}

/* "By Ana Reyes" -> "Ana Reyes", with the words of the document's language. */
static kb_status clean_name(const kb_read_tools *tools, kb_document *doc, kb_str *name, kb_err *err)
{
    const kb_lang *lang = tools->langs ? kb_langs_find(tools->langs, doc->lang) : NULL;
    kb_tokens tokens;
    size_t count = 0;
    if (!lang || !tools->text) return KB_OK;
    kb_status status = kb_tokens_find(tools->text, *name, lang, doc->arena, &tokens, err);
    if (status != KB_OK || tokens.count == 0) return status;
    const kb_word *word = kb_token_match(&tokens, 0, KB_WORD_CREDIT, &count);
    if (!word || !kb_str_is(word->value, "byline")) return KB_OK;
    while (count < tokens.count && tokens.at[count].kind == KB_TOKEN_MARK) count++;
    if (count < tokens.count) *name = kb_str_part(*name, kb_span_of(tokens.at[count].span.begin, name->len));
    return KB_OK;
}

static kb_status clean_byline(const kb_read_tools *tools, kb_document *doc, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < doc->byline.count; i++)
        status = clean_name(tools, doc, &doc->byline.at[i], err);
    return status;
}

kb_status kb_html_parse(const kb_read_tools *tools, kb_str bytes, kb_str charset, kb_document *doc, kb_err *err)
{
    kb_str html, body;
    kb_page page;
    kb_main_text found;
    kb_status status;

    if ((status = decode(bytes, charset, doc, &html, err)) != KB_OK) return status;
    if ((status = kb_page_parse(html, doc->arena, &page, err)) != KB_OK) return status;
    if ((status = kb_metadata_find(&page, doc, &body, err)) != KB_OK) return status;
    if ((status = kb_main_text_find(&page, doc->title, doc->arena, &found, err)) != KB_OK) return status;
    doc->text = found.text;
    doc->chosen_by = found.chosen_by;
    if (body.len >= BODY_BYTES && body.len > found.text.len * BODY_SHARE && !memchr(body.at, '<', body.len)) {
        doc->text = body;
        doc->chosen_by = KB_STR("json-ld");
    }
    if (kb_str_trim(doc->text).len == 0) return kb_fail(err, KB_ERR_FORMAT, "no article found in the page");
    status = settle_language(doc, err);
    return status == KB_OK ? clean_byline(tools, doc, err) : status;
}

kb_status kb_html_read(const kb_reading *reading, size_t *count, kb_err *err)
{
    kb_document *doc = NULL;
    kb_status status = kb_reading_document(reading, (kb_str){ 0 }, reading->bytes, &doc, err);
    if (status == KB_OK) status = kb_html_parse(reading->tools, reading->bytes, (kb_str){ 0 }, doc, err);
    if (status == KB_OK) return kb_reading_give(reading, doc, count, err);
    kb_document_free(doc);
    return status;
}
