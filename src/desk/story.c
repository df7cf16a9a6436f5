/* One story with its comparison, one article with its revisions. */
#include "desk/article.h"
#include "desk/changes.h"
#include "desk/repeats.h"
#include "desk/side.h"
#include "desk/story_page.h"
#include "desk/why.h"
#include "show/frame.h"

#include <inttypes.h>
#include <stdlib.h>

#define CAST_BYTES_MAX ((size_t)256 << 20)

/* ---- a story ---- */

typedef struct {
    kb_answer a;
    kb_json json;
    kb_side accounts;
    struct {
        int64_t *at;
        size_t count;
    } articles;             /* of a story, as they are numbered */
    kb_reasons *reasons;    /* NULL: not asked for */
    kb_story_chosen chosen; /* which are compared; none: all */
    kb_document *earlier;   /* the revision that was told last, where changes are asked for */
    int64_t article;        /* that is shown */
} telling;

static kb_status take_articles(telling *t, const kb_story_row *row)
{
    if (!t->a.how->why) return KB_OK;
    t->articles.at = calloc(row->facts.reports, sizeof *t->articles.at);
    if (!t->articles.at) return kb_fail(t->a.err, KB_ERR_MEMORY, "out of memory");
    t->articles.count = row->facts.reports;
    for (size_t i = 0; i < t->articles.count; i++) t->articles.at[i] = row->members[i].article;
    return KB_OK;
}

static kb_status tell_story(void *user, const kb_story_row *row)
{
    telling *t = user;
    kb_cast cast;
    const kb_story_told story = { row->id, &row->facts, row->members, &cast };
    kb_arena *arena = kb_arena_new(CAST_BYTES_MAX);
    if (!arena) return kb_fail(t->a.err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_cast(t->a.desk->store, row->id, arena, &cast, t->a.err);
    if (status == KB_OK && t->a.how->format == KB_FORMAT_JSON) {
        kb_json_story(&t->json, &story, true);
    } else if (status == KB_OK) {
        kb_screen_story(&t->a.buf, &story, t->a.how);
        kb_buf_add_char(&t->a.buf, '\n');
    }
    kb_arena_free(arena);
    return status == KB_OK ? take_articles(t, row) : status;
}

/* Why the report is there, below its line or into its object. */
static kb_status tell_why(telling *t, const kb_article_row *row, size_t indent)
{
    kb_why_told why;
    bool known;
    if (!t->reasons) return KB_OK;
    kb_status status = kb_reasons_find(t->reasons, row, &known, &why, t->a.err);
    if (status != KB_OK || !known) return status;
    if (t->a.how->format != KB_FORMAT_JSON) {
        kb_screen_why(&t->a.buf, &why, indent, t->a.how);
        return KB_OK;
    }
    kb_json_key(&t->json, "why");
    kb_json_open(&t->json, '{');
    kb_json_put_number(&t->json, "nearest", why.why.nearest, why.why.nearest != 0);
    kb_json_why(&t->json, &why, t->a.how);
    kb_json_close(&t->json, '}');
    return KB_OK;
}

static kb_status tell_member(void *user, const kb_article_row *row)
{
    enum { NUMBER = 3 };
    telling *t = user;
    t->a.rows++;
    if (t->a.how->format == KB_FORMAT_JSON) {
        kb_json_open(&t->json, '{');
        kb_json_put_int(&t->json, "n", (int64_t)t->a.rows);
        kb_answer_article_json(&t->json, row);
        kb_status status = kb_answer_copies_json(&t->a, &t->json, row->article);
        if (status == KB_OK) status = tell_why(t, row, 0);
        kb_json_close(&t->json, '}');
        return status;
    }
    kb_buf words = { 0 };
    kb_plain_add(&words, row->title);
    kb_buf_add_char(&words, '\n');
    kb_ink_set(&words, KB_INK_DIM);
    kb_answer_source(&words, row, false, t->a.how);
    kb_buf_add_c(&words, " · ");
    kb_buf_print(&words, kb_word_ui(t->a.how->ui_lang, "article %lld"), (long long)row->article);
    kb_status status = kb_answer_sources(&t->a, &words, row->article);
    kb_buf_add_char(&words, '\n');
    size_t told = words.len;
    if (t->accounts.comparison && t->a.rows <= t->accounts.count)
        kb_phrase_rests(&words, &t->accounts.comparison->reports[t->a.rows - 1], t->a.how->ui_lang);
    if (words.len == told) words.len--;
    kb_answer_numbered(&t->a, (int64_t)t->a.rows, NUMBER, &words);
    return status == KB_OK ? tell_why(t, row, NUMBER + KB_ANSWER_GAP) : status;
}

/* The comparison's own JSON, in its place. */
static kb_status put_comparison(telling *t, const kb_comparison *comparison)
{
    kb_buf printed = { 0 };
    const kb_sink sink = kb_buf_sink(&printed);
    kb_status status = kb_comparison_print(t->a.desk->engine, comparison, t->a.how, &sink, t->a.err);
    kb_json_key(&t->json, "comparison");
    kb_buf_add(&t->a.buf, kb_str_trim(kb_buf_str(&printed)));
    t->json.comma = true;
    t->a.buf.failed |= printed.failed;
    kb_buf_clear(&printed);
    return status;
}

/* Text that cannot be compared is told so; the story is there all the same. */
static kb_status put_none(telling *t, const kb_err *why)
{
    if (t->a.how->format == KB_FORMAT_JSON) {
        kb_json_key(&t->json, "comparison");
        kb_json_null(&t->json);
        kb_json_put_str(&t->json, "why", kb_str_of(why->text));
    } else {
        kb_buf_add_char(&t->a.buf, '\n');
        kb_buf_print(&t->a.buf, kb_word_ui(t->a.how->ui_lang, "no comparison: %s"), why->text);
        kb_buf_add_char(&t->a.buf, '\n');
    }
    return KB_OK;
}

/* Where not all are compared: their numbers in the story, in the order in which the comparison numbers them. */
static void put_chosen(telling *t)
{
    if (!t->chosen.count) return;
    kb_json_key(&t->json, "compared");
    kb_json_open(&t->json, '[');
    for (size_t i = 0; i < t->chosen.count; i++) kb_json_int(&t->json, (int64_t)t->chosen.reports[i] + 1);
    kb_json_close(&t->json, ']');
}

static kb_status tell_comparison(telling *t)
{
    kb_print how = *t->a.how;
    how.beneath = true;
    if (t->accounts.compared != KB_OK) return put_none(t, &t->accounts.why);
    if (t->a.how->format == KB_FORMAT_JSON) {
        put_chosen(t);
        return put_comparison(t, t->accounts.comparison);
    }
    kb_buf_add_char(&t->a.buf, '\n');
    kb_status status = kb_answer_flush(&t->a);
    if (status != KB_OK) return status;
    return kb_comparison_print(t->a.desk->engine, t->accounts.comparison, &how, t->a.out, t->a.err);
}

static kb_status tell_members(telling *t, int64_t story)
{
    bool json = t->a.how->format == KB_FORMAT_JSON;
    if (json) {
        kb_json_key(&t->json, "members");
        kb_json_open(&t->json, '[');
    }
    kb_status status = kb_store_members(t->a.desk->store, story, tell_member, t, t->a.err);
    if (json) kb_json_close(&t->json, ']');
    return status;
}

/* The story's own lines, then its reports, what hands decided, the accounts side by side. */
static kb_status tell_all(telling *t, int64_t asked, int64_t story)
{
    kb_desk *desk = t->a.desk;
    const kb_print *how = t->a.how;
    const kb_story_view view = kb_answer_view(&t->a);
    kb_status status = kb_store_story(desk->store, story, &view, tell_story, t, t->a.err);
    if (how->format == KB_FORMAT_JSON && asked != story) kb_json_put_int(&t->json, "asked", asked);
    if (status == KB_OK && how->why)
        status =
            kb_reasons_open(desk, story, t->articles.at, t->articles.count, &view, how->ui_lang, &t->reasons, t->a.err);
    if (status == KB_OK) status = tell_members(t, story);
    if (status == KB_OK) status = kb_answer_decisions(&t->a, &t->json, story);
    return status == KB_OK ? tell_comparison(t) : status;
}

static kb_status open_accounts(telling *t, int64_t story, const kb_story_choice *choice)
{
    kb_status status = KB_OK;
    if (!choice || !(choice->report_count || choice->article_count))
        return kb_side_open(t->a.desk, story, &t->accounts, t->a.err);
    status = kb_story_articles(t->a.desk, story, choice, &t->chosen, t->a.err);
    return status == KB_OK ? kb_side_open_of(t->a.desk, t->chosen.articles, t->chosen.count, &t->accounts, t->a.err)
                           : status;
}

kb_status kb_desk_story(kb_desk *desk, int64_t asked, const kb_print *how, const kb_sink *out, kb_err *err)
{
    return kb_desk_story_chosen(desk, asked, NULL, how, out, err);
}

kb_status kb_desk_story_chosen(kb_desk *desk, int64_t asked, const kb_story_choice *choice, const kb_print *how,
                               const kb_sink *out, kb_err *err)
{
    int64_t story;
    kb_status status = kb_store_story_now(desk->store, asked, &story, err);
    if (status != KB_OK) return status;
    if (kb_frame_wanted(how)) return kb_desk_story_page(desk, story, choice, how, out, err);
    telling t = { .a = { .desk = desk, .how = how, .out = out, .err = err } };
    t.json.out = &t.a.buf;
    status = open_accounts(&t, story, choice);
    if (status == KB_OK && how->format != KB_FORMAT_JSON && how->format != KB_FORMAT_TEXT) {
        status = t.accounts.compared == KB_OK
                     ? kb_comparison_print(desk->engine, t.accounts.comparison, how, out, err) /* has all of it */
                     : kb_fail(err, t.accounts.compared, "%s", t.accounts.why.text);
    } else if (status == KB_OK && how->format == KB_FORMAT_JSON) {
        kb_json_open(&t.json, '{');
        kb_json_put_int(&t.json, "v", KB_JSON_VERSION);
        status = tell_all(&t, asked, story);
        kb_json_close(&t.json, '}');
        kb_json_line(&t.json);
    } else if (status == KB_OK) {
        status = tell_all(&t, asked, story);
    }
    if (status == KB_OK) status = kb_answer_flush(&t.a);
    kb_side_close(&t.accounts);
    kb_reasons_close(t.reasons);
    free(t.articles.at);
    kb_buf_clear(&t.a.buf);
    return status;
}

/* ---- an article ---- */

static kb_status show_head(void *user, const kb_article_row *row)
{
    telling *t = user;
    if (t->a.how->format == KB_FORMAT_JSON) {
        kb_answer_article_json(&t->json, row);
        return KB_OK;
    }
    kb_buf text = { 0 };
    kb_ink_set(&text, KB_INK_BOLD);
    kb_plain_add(&text, row->title);
    kb_ink_set(&text, KB_INK_DIM);
    kb_buf_add_char(&text, '\n');
    kb_answer_source(&text, row, true, t->a.how);
    if (row->byline.len) kb_buf_add_char(&text, '\n');
    kb_plain_add(&text, row->byline);
    if (row->url.len) kb_buf_add_char(&text, '\n');
    kb_plain_add(&text, row->url);
    kb_ink_write(&t->a.buf, kb_buf_str(&text), 0, kb_answer_width(&t->a), t->a.how->color);
    t->a.buf.failed |= text.failed;
    kb_buf_clear(&text);
    return KB_OK;
}

/* What it changed in the one before, which it replaces in `t`. */
static kb_status show_changes(telling *t, const kb_revision_row *row)
{
    kb_document *doc;
    kb_status status = KB_OK;
    if (!t->a.how->changes) return KB_OK;
    if ((status = kb_store_load_revision(t->a.desk->store, row->row, &doc, t->a.err)) != KB_OK) return status;
    if (t->earlier) status = kb_answer_changes(&t->a, &t->json, t->earlier, doc);
    kb_document_free(t->earlier);
    t->earlier = doc;
    return status;
}

static kb_status show_revision(void *user, const kb_revision_row *row)
{
    telling *t = user;
    kb_time added = { .seconds = row->added, .zoned = true, .precision = KB_TIME_SECOND };
    if (t->a.how->format == KB_FORMAT_JSON) {
        kb_json_open(&t->json, '{');
        kb_json_put_int(&t->json, "n", row->number);
        kb_json_put_time(&t->json, "added", added);
        kb_json_put_text(&t->json, "title", row->title);
        kb_json_put_int(&t->json, "bytes", (int64_t)row->bytes);
        kb_status status = show_changes(t, row);
        kb_json_close(&t->json, '}');
        return status;
    }
    kb_buf_print(&t->a.buf, kb_word_ui(t->a.how->ui_lang, "revision %lld"), (long long)row->number);
    kb_buf_add_c(&t->a.buf, " · ");
    kb_answer_time(&t->a.buf, added, t->a.how);
    kb_buf_print(&t->a.buf, " · %zu B\n", row->bytes);
    return show_changes(t, row);
}

/* Paragraphs, wrapped, each with a blank line before it. */
static void show_text(kb_answer *a, kb_str text)
{
    kb_str line;
    while (text.len && kb_str_next(&text, '\n', &line)) {
        kb_buf plain = { 0 };
        kb_plain_add(&plain, kb_str_trim(line));
        if (plain.len) {
            kb_buf_add_char(&a->buf, '\n');
            kb_ink_write(&a->buf, kb_buf_str(&plain), 0, kb_answer_width(a), a->how->color);
        }
        a->buf.failed |= plain.failed;
        kb_buf_clear(&plain);
    }
}

static kb_status show_document(telling *t, kb_document *doc)
{
    kb_offsets offsets;
    if (t->a.how->format != KB_FORMAT_JSON) {
        show_text(&t->a, doc->text);
        return KB_OK;
    }
    kb_status status = kb_offsets_init(&offsets, doc->text, t->a.how->codepoints, t->a.err);
    if (status != KB_OK) return status;
    kb_json_key(&t->json, "document");
    kb_json_document(&t->json, doc, &offsets);
    kb_offsets_clear(&offsets);
    return t->a.how->claims ? kb_answer_article_claims(&t->a, &t->json, t->article, doc) : KB_OK;
}

static kb_status show_revisions(telling *t, int64_t article)
{
    bool json = t->a.how->format == KB_FORMAT_JSON;
    if (json) {
        kb_json_key(&t->json, "history");
        kb_json_open(&t->json, '[');
    }
    kb_status status = kb_store_revisions(t->a.desk->store, article, show_revision, t, t->a.err);
    if (json) kb_json_close(&t->json, ']');
    return status;
}

kb_status kb_desk_show(kb_desk *desk, int64_t article, const kb_print *how, const kb_sink *out, kb_err *err)
{
    telling t = { .a = { .desk = desk, .how = how, .out = out, .err = err }, .article = article };
    kb_document *doc = NULL;
    if (kb_frame_wanted(how)) return kb_desk_article_page(desk, article, how, out, err);
    t.json.out = &t.a.buf;
    kb_status status = kb_store_load(desk->store, article, &doc, err);
    if (how->format == KB_FORMAT_JSON) {
        kb_json_open(&t.json, '{');
        kb_json_put_int(&t.json, "v", KB_JSON_VERSION);
    }
    if (status == KB_OK) status = kb_store_article(desk->store, article, show_head, &t, err);
    if (status == KB_OK) status = kb_answer_lineage(&t.a, &t.json, article);
    if (status == KB_OK) status = show_revisions(&t, article);
    if (status == KB_OK) status = show_document(&t, doc);
    if (how->format == KB_FORMAT_JSON) {
        kb_json_close(&t.json, '}');
        kb_json_line(&t.json);
    }
    if (status == KB_OK) status = kb_answer_flush(&t.a);
    kb_document_free(doc);
    kb_document_free(t.earlier);
    kb_buf_clear(&t.a.buf);
    return status;
}
