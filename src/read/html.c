#include "read/html.h"

#include "read/encoding.h"
#include "read/main_text.h"
#include "read/metadata.h"
#include "read/parse.h"
#include "text/language.h"

#define BODY_SHARE 2             /* JSON-LD's text is taken where it is so many times as long as the markup's */
#define BODY_BYTES ((size_t)500) /* and has as many bytes at least */

static kb_status decode(kb_str bytes, kb_str charset, kb_document *doc, kb_str *out, kb_err *err)
{
    kb_encoding found;
    kb_status status = kb_encoding_read(bytes, charset, KB_ENCODING_HTML, doc->arena, &found, err);
    *out = found.text;
    kb_document_encoding(doc, &found);
    return status;
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

    if (tools->why && !(doc->why = KB_NEW(doc->arena, kb_why, 1))) return kb_arena_fail(doc->arena, err);
    if ((status = decode(bytes, charset, doc, &html, err)) != KB_OK) return status;
    if ((status = kb_page_parse(html, doc->arena, &page, err)) != KB_OK) return status;
    if ((status = kb_metadata_find(&page, doc, &body, err)) != KB_OK) return status;
    if ((status = kb_main_text_find(&page, doc->title, doc->arena, doc->why, &found, err)) != KB_OK) return status;
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
    if (status == KB_OK) status = kb_html_parse(reading->tools, reading->bytes, reading->charset, doc, err);
    if (status == KB_OK) return kb_reading_give(reading, doc, count, err);
    kb_document_free(doc);
    return status;
}
