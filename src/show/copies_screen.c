/* show/copies_screen.c - lineage on a terminal: a source, and below it the texts that repeat it, theirs below them. */
#include <stdio.h>
#include <stdlib.h>

#include "show/copies.h"
#include "show/ink.h"
#include "show/phrase.h"
#include "show/plain.h"

#define KIND 9  /* "revision" and its Indonesian */
#define SHARE 5 /* "100 %" */
#define DEPTH_MAX 6
#define EXCERPTS 3 /* passages that are shown without --why */
#define EXCERPT 90 /* bytes of each */
#define ELLIPSIS "\xe2\x80\xa6"

typedef struct {
    const kb_lineages *all;
    const kb_print *how;
    const char *ui;
    kb_buf *out;
    size_t width;
    uint32_t *first, *next, *last; /* of each text the texts that repeat it, in order; UINT32_MAX: none */
} screen;

/* "Suara Timur, 4 Mar 2026 09:10: Title" */
static void add_text(const screen *s, kb_buf *to, const kb_lineage_text *text)
{
    kb_ink_set(to, KB_INK_BOLD);
    kb_plain_add(to, text->outlet.len ? text->outlet : text->id);
    kb_ink_set(to, KB_INK_PLAIN);
    if (text->published.precision != KB_TIME_NONE) {
        kb_buf_add_c(to, ", ");
        kb_phrase_time(to, text->published, s->ui);
    }
    if (!text->title.len || (text->outlet.len == 0 && kb_str_equal(text->title, text->id))) return;
    kb_buf_add_c(to, ": ");
    kb_plain_add(to, text->title);
}

/* The begin of `words` that ends with a word, where they are longer than `most` bytes. */
static void add_excerpt(kb_buf *to, kb_str words, size_t most)
{
    size_t end = words.len;
    if (end > most) {
        for (end = most; end > 0 && words.at[end] != ' ' && words.at[end] != '\n';) end--;
        if (end == 0)
            for (end = most; end > 0 && ((unsigned char)words.at[end] & 0xC0) == 0x80;) end--;
    }
    kb_plain_add(to, kb_str_part(words, kb_span_of(0, end)));
    if (end < words.len) kb_buf_add_c(to, " " ELLIPSIS);
}

static void write_line(const screen *s, size_t indent, kb_buf *line)
{
    kb_ink_write(s->out, kb_buf_str(line), indent, s->width, s->how->color);
    s->out->failed |= line->failed;
    kb_buf_clear(line);
}

/* "+ 12 words: ... / ..." */
static void write_spans(const screen *s, size_t indent, const char *sign, kb_ink ink, kb_str text, kb_spans spans)
{
    kb_buf line = { 0 };
    size_t shown = s->how->why || s->how->all ? spans.count : spans.count < EXCERPTS ? spans.count : EXCERPTS;
    if (!spans.count) return;
    kb_ink_set(&line, ink);
    kb_buf_add_c(&line, sign);
    kb_buf_add_c(&line, KB_INK_SPACE KB_INK_HANG);
    for (size_t i = 0; i < shown; i++) {
        if (i) kb_buf_add_c(&line, " / ");
        add_excerpt(&line, kb_str_part(text, spans.at[i]), s->how->why || s->how->all ? SIZE_MAX : EXCERPT);
        if (s->how->spans) kb_buf_print(&line, " [%zu,%zu)", spans.at[i].begin, spans.at[i].end);
    }
    if (shown < spans.count) kb_buf_print(&line, kb_word_ui(s->ui, " / and %zu more"), spans.count - shown);
    write_line(s, indent, &line);
}

static void add_basis(const screen *s, kb_buf *to, const kb_source *source)
{
    if (source->by_carrier) {
        kb_buf_add_c(to, kb_word_ui(s->ui, "; names it as its agency"));
    } else if (source->carrier.len) {
        kb_buf_add_c(to, kb_word_ui(s->ui, "; both rest on "));
        kb_plain_add(to, source->carrier);
    }
}

/* The sources behind the first, with what they give. */
static void write_more_sources(const screen *s, size_t indent, const kb_lineage *lineage)
{
    for (size_t i = 1; i < lineage->count; i++) {
        const kb_source *source = &lineage->at[i];
        kb_buf line = { 0 };
        kb_buf_print(&line, kb_word_ui(s->ui, "and %.0f %% of: "), source->share * 100);
        kb_buf_add_c(&line, KB_INK_HANG);
        add_text(s, &line, &s->all->texts[source->of]);
        add_basis(s, &line, source);
        write_line(s, indent, &line);
    }
}

static void write_copy(const screen *s, size_t index, size_t depth)
{
    const kb_lineage *lineage = &s->all->at[index];
    const kb_source *source = &lineage->at[0];
    size_t indent = 2 + 2 * (depth < DEPTH_MAX ? depth : DEPTH_MAX);
    size_t inner = indent + KIND + SHARE + 4;
    kb_buf kind = { 0 }, share = { 0 }, text = { 0 };
    kb_ink_set(&kind, source->kind == KB_COPY_REVISION ? KB_INK_CYAN : KB_INK_YELLOW);
    kb_buf_add_c(&kind, kb_word_ui(s->ui, kb_copy_kind_name(source->kind)));
    kb_buf_print(&share, "%3.0f" KB_INK_SPACE "%%", source->share * 100);
    add_text(s, &text, &s->all->texts[index]);
    add_basis(s, &text, source);
    const kb_ink_column columns[] = { { kb_buf_str(&kind), KIND },
                                      { kb_buf_str(&share), SHARE },
                                      { kb_buf_str(&text), s->width > inner + 8 ? s->width - inner : 8 } };
    kb_ink_columns(s->out, columns, 3, indent, 2, s->how->color);
    s->out->failed |= kind.failed || share.failed || text.failed;
    kb_buf_clear(&kind);
    kb_buf_clear(&share);
    kb_buf_clear(&text);
    write_more_sources(s, inner, lineage);
    write_spans(s, inner, "+", KB_INK_GREEN, s->all->texts[index].text, lineage->added);
    for (size_t i = 0; i < lineage->count; i++)
        if (i == 0 || s->how->why)
            write_spans(s, inner, "-", KB_INK_RED, s->all->texts[lineage->at[i].of].text, lineage->at[i].cut);
    if (!s->how->why) return;
    kb_buf line = { 0 };
    kb_ink_set(&line, KB_INK_DIM);
    kb_buf_print(&line, kb_word_ui(s->ui, "%u of %u words are its own; %u of its outlet's standing lines do not count"),
                 lineage->own, lineage->words, lineage->boilerplate);
    kb_buf_print(&line, kb_word_ui(s->ui, "; of the source's words %.0f %%"), source->source_share * 100);
    write_line(s, inner, &line);
}

/* A source and all below it, in order; the way back up goes by each text's first source. */
static void write_tree(const screen *s, uint32_t root)
{
    kb_buf line = { 0 };
    size_t depth = 0;
    add_text(s, &line, &s->all->texts[root]);
    if (s->all->at[root].agency.len) {
        kb_buf_print(&line, "; %s ", kb_word_ui(s->ui, "rests on"));
        kb_plain_add(&line, s->all->at[root].agency);
    }
    write_line(s, 0, &line);
    for (uint32_t at = s->first[root]; at != UINT32_MAX;) {
        write_copy(s, at, depth);
        if (s->first[at] != UINT32_MAX) {
            at = s->first[at];
            depth++;
            continue;
        }
        while (at != root && s->next[at] == UINT32_MAX) {
            at = s->all->at[at].at[0].of;
            depth--;
        }
        at = at == root ? UINT32_MAX : s->next[at];
    }
}

static void write_totals(const screen *s)
{
    size_t kinds[KB_COPY_REVISION + 1] = { 0 }, texts = s->all->count;
    kb_buf line = { 0 };
    for (size_t i = 0; i < s->all->count; i++) {
        const kb_lineage *lineage = &s->all->at[i];
        const kb_source *first = lineage->count ? &lineage->at[lineage->count > 1 && kb_lineage_copied(lineage) &&
                                                               lineage->at[0].kind == KB_COPY_REVISION]
                                                : NULL;
        if (first) kinds[first->kind]++, texts--;
    }
    kb_buf_print(
        &line, kb_word_ui(s->ui, "%zu texts, %zu independent; %zu exact copies, %zu near, %zu in part; %zu revisions"),
        s->all->count, texts, kinds[KB_COPY_EXACT], kinds[KB_COPY_NEAR], kinds[KB_COPY_PART], kinds[KB_COPY_REVISION]);
    write_line(s, 0, &line);
}

static void link_texts(const screen *s)
{
    for (size_t i = 0; i < s->all->count; i++) s->first[i] = s->next[i] = s->last[i] = UINT32_MAX;
    for (size_t i = 0; i < s->all->count; i++) {
        if (!s->all->at[i].count) continue;
        uint32_t of = s->all->at[i].at[0].of;
        if (s->first[of] == UINT32_MAX)
            s->first[of] = (uint32_t)i;
        else
            s->next[s->last[of]] = (uint32_t)i;
        s->last[of] = (uint32_t)i;
    }
}

kb_status kb_screen_copies(const kb_lineages *lineages, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_buf buf = { 0 };
    screen s = { .all = lineages, .how = how, .ui = how->ui_lang, .out = &buf };
    kb_status status = KB_OK;
    s.width = how->width > 0 ? (size_t)how->width : 80;
    s.first = calloc(3 * lineages->count + 1, sizeof *s.first);
    if (!s.first) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    s.next = s.first + lineages->count;
    s.last = s.next + lineages->count;
    link_texts(&s);
    for (size_t i = 0; i < lineages->count && status == KB_OK; i++) {
        if (lineages->at[i].count || s.first[i] == UINT32_MAX) continue;
        write_tree(&s, (uint32_t)i);
        kb_buf_add_char(&buf, '\n');
        status = kb_buf_flush(&buf, out, err);
    }
    if (status == KB_OK) {
        write_totals(&s);
        status = kb_buf_flush(&buf, out, err);
    }
    kb_buf_clear(&buf);
    free(s.first);
    return status;
}
