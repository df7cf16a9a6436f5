#include "desk/answer.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

void kb_answer_time(kb_buf *out, kb_time time, const kb_print *how)
{
    kb_phrase_time(out, time, how->ui_lang);
}

void kb_answer_day(kb_buf *out, int64_t seconds, const kb_print *how)
{
    kb_phrase_time(out, (kb_time){ .seconds = seconds, .precision = KB_TIME_DAY }, how->ui_lang);
}

double kb_answer_rounded(double value)
{
    return round(value * 1000) / 1000;
}

void kb_answer_numbered(kb_answer *a, int64_t number, size_t width, kb_buf *words)
{
    char digits[24];
    kb_buf set = { 0 };
    int len = snprintf(digits, sizeof digits, "%" PRId64, number);
    for (size_t i = len > 0 ? (size_t)len : 0; i < width; i++) kb_buf_add_c(&set, KB_INK_SPACE);
    kb_buf_add_c(&set, digits);
    const kb_ink_column columns[] = { { kb_buf_str(&set), width },
                                      { kb_buf_str(words), kb_answer_width(a) - width - KB_ANSWER_GAP } };
    kb_ink_columns(&a->buf, columns, 2, 0, KB_ANSWER_GAP, a->how->color);
    a->buf.failed |= set.failed || words->failed;
    kb_buf_clear(&set);
    kb_buf_clear(words);
}

void kb_answer_hits(kb_buf *out, kb_str text, const kb_print *how)
{
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.at[i] != KB_HIT_BEGIN && text.at[i] != KB_HIT_END) continue;
        kb_plain_add(out, kb_str_part(text, kb_span_of(from, i)));
        from = i + 1;
        if (i == text.len) break;
        if (how->color)
            kb_ink_set(out, text.at[i] == KB_HIT_BEGIN ? KB_INK_BOLD : KB_INK_PLAIN);
        else
            kb_buf_add_char(out, '*');
    }
}

static void add_part(kb_buf *out, size_t begin, kb_str part)
{
    if (part.len == 0) return;
    if (out->len > begin) kb_buf_add_c(out, " · ");
    kb_plain_add(out, part);
}

void kb_answer_source(kb_buf *out, const kb_article_row *row, bool story, const kb_print *how)
{
    size_t begin = out->len;
    kb_buf time = { 0 };
    add_part(out, begin, row->outlet);
    kb_answer_time(&time, row->published, how);
    add_part(out, begin, kb_buf_str(&time));
    out->failed |= time.failed;
    kb_buf_clear(&time);
    add_part(out, begin, row->lang);
    if (row->revisions > 1) {
        if (out->len > begin) kb_buf_add_c(out, " · ");
        kb_buf_print(out, kb_word_ui(how->ui_lang, "%lld revisions"), (long long)row->revisions);
    }
    if (row->live) {
        if (out->len > begin) kb_buf_add_c(out, " · ");
        kb_buf_add_c(out, kb_word_ui(how->ui_lang, "live blog"));
    }
    if (row->withdrawn) {
        if (out->len > begin) kb_buf_add_c(out, " · ");
        kb_phrase_withdrawn(out, row->withdrawn, how->ui_lang);
    }
    if (!story || !row->story) return;
    if (out->len > begin) kb_buf_add_c(out, " · ");
    kb_buf_print(out, kb_word_ui(how->ui_lang, "story %lld"), (long long)row->story);
}

/* "Ana Reyes, Tom Hale" as a list. */
static void byline_json(kb_json *json, kb_str joined)
{
    kb_str name;
    kb_json_key(json, "byline");
    kb_json_open(json, '[');
    while (kb_strs_next(&joined, &name)) kb_json_str(json, name);
    kb_json_close(json, ']');
}

void kb_answer_article_json(kb_json *json, const kb_article_row *row)
{
    kb_json_put_int(json, "article", row->article);
    kb_json_put_number(json, "story", row->story, row->story != 0);
    kb_json_put_text(json, "outlet", row->outlet);
    kb_json_put_text(json, "title", row->title);
    byline_json(json, row->byline);
    kb_json_put_text(json, "url", row->url);
    kb_json_put_time(json, "published", row->published);
    kb_json_put_text(json, "lang", row->lang);
    kb_json_put_time(json, "added", (kb_time){ .seconds = row->added, .zoned = true, .precision = KB_TIME_SECOND });
    kb_json_put_int(json, "revisions", row->revisions);
    kb_json_put_time(json, "withdrawn", kb_phrase_instant(row->withdrawn));
    kb_json_put_real(json, "likeness", kb_answer_rounded(row->score));
    kb_json_put_number(json, "like", row->nearest, row->nearest != 0);
}

kb_story_view kb_answer_view(const kb_answer *a)
{
    return (kb_story_view){ a->how->lang ? a->how->lang : a->how->ui_lang, a->how->now };
}

kb_status kb_answer_flush(kb_answer *a)
{
    return kb_buf_flush(&a->buf, a->out, a->err);
}
