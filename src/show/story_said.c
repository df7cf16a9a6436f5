/* show/story_said.c - who said what: the statements of the reports that are compared, by speaker. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/map.h"
#include "show/story_parts.h"
#include "text/fold.h"

#define SPEAKERS_SHOWN 10
#define SAYINGS_SHOWN 4 /* of each */
#define WORDS_SHOWN 260 /* bytes of one */
#define WORDS_MIN 12

typedef struct saying {
    const kb_statement *statement;
    uint32_t report; /* of the comparison; others that have it in the same words: */
    struct {
        uint32_t *at;
        size_t count;
    } also;
    kb_str folded;
} saying;

typedef struct {
    kb_str name, key, role;
    struct {
        saying *at;
        size_t count;
    } sayings;
    uint32_t last, reports; /* reports in which it speaks, and the last that was counted */
} speaker;

typedef struct {
    story_page *w;
    struct {
        speaker *at;
        size_t count;
    } list;
} speakers;

static kb_str words_of(const kb_document *doc, const kb_statement *s)
{
    if (!s->content.count) return (kb_str){ 0 };
    return kb_str_trim(kb_str_part(doc->text, s->content.at[0]));
}

/* Is `part` the last word of `whole`, both keys? "lanukari" of "yosafat lanukari". */
static bool ends_with(kb_str whole, kb_str part)
{
    return whole.len > part.len && part.len && whole.at[whole.len - part.len - 1] == ' ' &&
           kb_str_equal(kb_str_part(whole, kb_span_of(whole.len - part.len, whole.len)), part);
}

/* The speaker of this key, or the only one of whose name it is the last word. */
static speaker *find(speakers *s, kb_str key)
{
    speaker *longer = NULL;
    size_t fitting = 0;
    for (size_t i = 0; i < s->list.count; i++) {
        if (kb_str_equal(s->list.at[i].key, key)) return &s->list.at[i];
        if (!ends_with(s->list.at[i].key, key)) continue;
        longer = &s->list.at[i];
        fitting++;
    }
    return fitting == 1 ? longer : NULL;
}

static kb_status take_saying(speakers *s, speaker *by, uint32_t report, const kb_statement *statement, kb_str words)
{
    kb_arena *arena = s->w->arena;
    kb_str folded;
    kb_status status = kb_fold(words, false, arena, &folded, s->w->err);
    if (status != KB_OK) return status;
    if (by->last != report) by->reports++;
    by->last = report;
    for (size_t i = 0; i < by->sayings.count; i++) {
        saying *same = &by->sayings.at[i];
        if (!kb_str_equal(same->folded, folded)) continue;
        if (same->report == report) return KB_OK;
        uint32_t *also = KB_ADD(arena, &same->also, uint32_t);
        if (!also) return kb_arena_fail(arena, s->w->err);
        *also = report;
        return KB_OK;
    }
    saying *item = KB_ADD(arena, &by->sayings, saying);
    if (!item) return kb_arena_fail(arena, s->w->err);
    *item = (saying){ .statement = statement, .report = report, .folded = folded };
    return KB_OK;
}

static kb_status take_statement(speakers *s, uint32_t report, const kb_statement *statement)
{
    const kb_report *from = &s->w->s->comparison->reports[report - 1];
    kb_str words = words_of(from->doc, statement), key;
    const kb_entity *entity =
        statement->entity < from->claims->entities.count ? &from->claims->entities.at[statement->entity] : NULL;
    if (!statement->speakers.count || words.len < WORDS_MIN) return KB_OK;
    kb_status status = KB_OK;
    if (entity)
        key = entity->key;
    else
        status = kb_fold(statement->speakers.at[0], false, s->w->arena, &key, s->w->err);
    if (status != KB_OK) return status;
    speaker *by = find(s, key);
    if (!by) {
        by = KB_ADD(s->w->arena, &s->list, speaker);
        if (!by) return kb_arena_fail(s->w->arena, s->w->err);
        *by = (speaker){ .name = statement->speakers.at[0], .key = key };
    }
    if (!by->role.len && entity) by->role = entity->role;
    return take_saying(s, by, report, statement, words);
}

/* Those who speak in most reports first, then those who say most. */
static int by_weight(const void *a, const void *b)
{
    const speaker *x = a, *y = b;
    if (x->reports != y->reports) return x->reports > y->reports ? -1 : 1;
    if (x->sayings.count != y->sayings.count) return x->sayings.count > y->sayings.count ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void add_saying(story_page *w, const saying *s)
{
    const kb_report *from = &w->s->comparison->reports[s->report - 1];
    size_t report = story_report_of(w, s->report);
    kb_buf_add_c(w->out, "<li>");
    story_number(w, report);
    for (size_t i = 0; i < s->also.count; i++) story_number(w, story_report_of(w, s->also.at[i]));
    if (s->statement->stance != KB_STANCE_SAY || s->statement->negated) {
        kb_buf_print(w->out, "<span class=\"stance %s\">", kb_stance_name(s->statement->stance));
        if (s->statement->negated) {
            story_word(w, "not:");
            kb_buf_add_char(w->out, ' ');
        }
        story_word(w, kb_stance_name(s->statement->stance));
        kb_buf_add_c(w->out, "</span>");
    }
    story_words_link(w, report, s->statement->content.at[0], words_of(from->doc, s->statement), WORDS_SHOWN);
    kb_buf_add_c(w->out, "</li>\n");
}

static void add_speaker(story_page *w, const speaker *s)
{
    kb_buf_add_c(w->out, "<section class=\"voice\"><h3>");
    kb_page_speaker_named(w->out, NULL, s->name);
    if (s->role.len) {
        kb_buf_add_c(w->out, " <small dir=\"auto\">");
        kb_html_text(w->out, s->role);
        kb_buf_add_c(w->out, "</small>");
    }
    kb_buf_add_c(w->out, "</h3>\n<ul>\n");
    for (size_t i = 0; i < s->sayings.count && i < SAYINGS_SHOWN; i++) add_saying(w, &s->sayings.at[i]);
    kb_buf_add_c(w->out, "</ul>\n");
    if (s->sayings.count > SAYINGS_SHOWN) {
        kb_buf_add_c(w->out, "<p class=\"rest\"><a class=\"link\" href=\"");
        kb_page_speaker_link(w->out, s->name);
        kb_buf_add_c(w->out, "\">");
        kb_buf_print(w->out, kb_word_ui(w->ui, "%zu more, and in other stories"), s->sayings.count - SAYINGS_SHOWN);
        kb_buf_add_c(w->out, "</a></p>\n");
    }
    kb_buf_add_c(w->out, "</section>\n");
}

kb_status story_said(story_page *w)
{
    speakers s = { .w = w };
    kb_status status = KB_OK;
    for (uint32_t r = 1; r <= w->s->comparison->count && status == KB_OK; r++) {
        const kb_statements *list = &w->s->comparison->reports[r - 1].claims->statements;
        for (size_t i = 0; i < list->count && status == KB_OK; i++) status = take_statement(&s, r, &list->at[i]);
    }
    if (status != KB_OK) return status;
    story_section(w, "said", "Who said what", NULL);
    if (s.list.count) {
        qsort(s.list.at, s.list.count, sizeof *s.list.at, by_weight);
        kb_buf_add_c(w->out, "<div class=\"voices\">\n");
        for (size_t i = 0; i < s.list.count && i < SPEAKERS_SHOWN; i++) add_speaker(w, &s.list.at[i]);
        kb_buf_add_c(w->out, "</div>\n");
    }
    if (s.list.count > SPEAKERS_SHOWN) {
        kb_buf_add_c(w->out, "<p class=\"help\">");
        kb_buf_print(w->out, kb_word_ui(w->ui, "%zu other speakers:"), s.list.count - SPEAKERS_SHOWN);
        for (size_t i = SPEAKERS_SHOWN; i < s.list.count && i < 4 * SPEAKERS_SHOWN; i++) {
            kb_buf_add_c(w->out, i > SPEAKERS_SHOWN ? ", " : " ");
            kb_page_speaker_named(w->out, NULL, s.list.at[i].name);
        }
        kb_buf_add_c(w->out, "</p>\n");
    }
    if (!s.list.count) {
        kb_buf_add_c(w->out, "<p class=\"help\">");
        story_word(w, "Nobody is named who said something.");
        kb_buf_add_c(w->out, "</p>\n");
    }
    kb_buf_add_c(w->out, "</section>\n");
    return KB_OK;
}
