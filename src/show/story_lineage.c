/* show/story_lineage.c - who took from whom, drawn: reports by time from top to bottom, an arc from each source to what
 * repeats it, as thick as the share of its words that stand there. A table says the same. */
#include <inttypes.h>
#include <math.h>

#include "show/story_parts.h"
#include "text/width.h"

#define NODES_MAX 60
#define LINE 26   /* height of a report's line */
#define SPINE 104 /* where the lines begin, to the right of the arcs */
#define WIDTH 400
#define NAME_WIDTH 30 /* columns of a name */

/* A report, or a source that is none of the story's. */
typedef struct {
    size_t report; /* SIZE_MAX: it is no report */
    const kb_story_copy *outside;
    double rests; /* share of its words that stand in others */
} node;

typedef struct {
    node at[NODES_MAX];
    size_t count;
    size_t left_out;
} nodes;

static size_t node_of_report(const nodes *n, size_t report)
{
    for (size_t i = 0; i < n->count; i++)
        if (n->at[i].report == report) return i;
    return n->count;
}

static size_t node_of_outside(const nodes *n, const kb_story_copy *copy)
{
    for (size_t i = 0; i < n->count; i++) {
        const kb_story_copy *o = n->at[i].outside;
        if (o && o->article == copy->article && kb_str_equal(o->name, copy->name)) return i;
    }
    return n->count;
}

static bool takes_part(const kb_story_page *s, size_t report)
{
    for (size_t i = 0; i < s->copy_count; i++)
        if (s->copies[i].report == report || s->copies[i].source == report) return true;
    return false;
}

static void add_node(nodes *n, node item)
{
    if (n->count < NODES_MAX)
        n->at[n->count++] = item;
    else
        n->left_out++;
}

/* What is not in the story comes first, then reports, which are in order of time. */
static void find_nodes(const kb_story_page *s, nodes *n)
{
    for (size_t i = 0; i < s->copy_count; i++)
        if (s->copies[i].source == SIZE_MAX && node_of_outside(n, &s->copies[i]) == n->count)
            add_node(n, (node){ SIZE_MAX, &s->copies[i], 0 });
    for (size_t r = 0; r < s->count; r++) {
        node item = { .report = r };
        if (!takes_part(s, r)) continue;
        for (size_t i = 0; i < s->copy_count; i++)
            if (s->copies[i].report == r && s->copies[i].words)
                item.rests = 1 - (double)s->copies[i].own / (double)s->copies[i].words;
        add_node(n, item);
    }
}

static int middle(size_t place)
{
    return (int)place * LINE + LINE / 2;
}

static long percent(double share)
{
    return lround(share * 100);
}

static void add_arc(story_page *w, const nodes *n, const kb_story_copy *c)
{
    size_t from = c->source == SIZE_MAX ? node_of_outside(n, c) : node_of_report(n, c->source);
    size_t to = node_of_report(n, c->report);
    if (from == n->count || to == n->count || from == to) return;
    int a = middle(from), b = middle(to), span = a < b ? b - a : a - b;
    int deep = SPINE - 14 - (span > 3 * LINE ? 3 * LINE : span);
    long wide = 1 + lround(c->share * 5);
    if (deep < 4) deep = 4;
    kb_buf_print(w->out, "<path class=\"arc%s\" stroke-width=\"%ld\" d=\"M%d %dC%d %d %d %d %d %d\"/>",
                 c->share >= KB_COPY_NEAR_MIN ? " near" : "", wide, SPINE - 10, a, deep, a, deep, b, SPINE - 12, b);
    kb_buf_print(w->out, "<path class=\"tip\" d=\"M%d %dl-7 -4v8z\"/>", SPINE - 6, b);
}

/* A name cut to what the drawing has room for. */
static void add_name(story_page *w, kb_str name, size_t otherwise)
{
    size_t end = name.len;
    if (!name.len) {
        kb_buf_print(w->out, kb_word_ui(w->ui, "report %zu"), otherwise + 1);
        return;
    }
    while (end && kb_text_width(kb_str_part(name, kb_span_of(0, end))) > NAME_WIDTH) {
        end--;
        while (end && ((unsigned char)name.at[end] & 0xC0) == 0x80) end--;
    }
    kb_html_text(w->out, kb_str_part(name, kb_span_of(0, end)));
    if (end < name.len) kb_buf_add_c(w->out, "\xe2\x80\xa6");
}

static void add_node_drawn(story_page *w, const nodes *n, size_t i)
{
    const node *item = &n->at[i];
    int y = middle(i);
    if (item->report == SIZE_MAX) {
        kb_buf_print(w->out,
                     "<circle class=\"outside\" cx=\"%d\" cy=\"%d\" r=\"5\"/><text class=\"who\" x=\"%d\" y=\"%d\">",
                     SPINE, y, SPINE + 12, y + 4);
        add_name(w, item->outside->name, 0);
        kb_buf_add_c(w->out, "</text>\n");
        return;
    }
    kb_buf_print(
        w->out,
        "<a href=\"#report-%zu\"><circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"5\"/><text x=\"%d\" y=\"%d\">%zu  ",
        item->report + 1, item->rests > .5 ? "copy" : "own", SPINE, y, SPINE + 12, y + 4, item->report + 1);
    add_name(w, w->s->reports[item->report].outlet, item->report);
    kb_buf_add_c(w->out, "</text></a>");
    if (item->rests > 0)
        kb_buf_print(w->out, "<text class=\"who end\" x=\"%d\" y=\"%d\">%ld %%</text>", WIDTH - 4, y + 4,
                     percent(item->rests));
    kb_buf_add_char(w->out, '\n');
}

static void draw(story_page *w, const nodes *n)
{
    kb_buf_print(w->out,
                 "<svg class=\"arcs\" role=\"img\" aria-labelledby=\"arcs-title\" viewBox=\"0 0 %d %zu\">"
                 "<title id=\"arcs-title\">",
                 WIDTH, n->count * LINE);
    story_word(w, "Arcs from each text to those that repeat it; the table below says the same.");
    kb_buf_add_c(w->out, "</title>\n");
    for (size_t i = 0; i < w->s->copy_count; i++) add_arc(w, n, &w->s->copies[i]);
    for (size_t i = 0; i < n->count; i++) add_node_drawn(w, n, i);
    kb_buf_add_c(w->out, "</svg>\n");
}

static void add_source(story_page *w, const kb_story_copy *c)
{
    if (c->source != SIZE_MAX) {
        story_number(w, c->source);
        kb_buf_add_char(w->out, ' ');
        story_outlet(w, c->source);
        return;
    }
    if (c->article) kb_buf_print(w->out, "<a class=\"link\" href=\"/article/%" PRId64 "\">", c->article);
    kb_html_text(w->out, c->name);
    if (c->article) kb_buf_add_c(w->out, "</a>");
    kb_buf_add_c(w->out, " <small>");
    story_word(w, c->article ? "in another story" : "not on this desk");
    kb_buf_add_c(w->out, "</small>");
}

static void add_table(story_page *w)
{
    static const char *const heads[] = { "report", "takes from", "of its words", "own words" };
    kb_buf_print(w->out, "<details class=\"copies\"%s><summary>", w->s->copy_count <= 12 ? " open" : "");
    story_word(w, "as a table");
    kb_buf_add_c(w->out, "</summary><div class=\"scroll\"><table>\n<thead><tr>");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        kb_buf_print(w->out, "<th%s>", i > 1 ? " class=\"count\"" : "");
        story_word(w, heads[i]);
        kb_buf_add_c(w->out, "</th>");
    }
    kb_buf_add_c(w->out, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < w->s->copy_count; i++) {
        const kb_story_copy *c = &w->s->copies[i];
        kb_buf_add_c(w->out, "<tr><td>");
        story_number(w, c->report);
        kb_buf_add_char(w->out, ' ');
        story_outlet(w, c->report);
        kb_buf_add_c(w->out, "</td><td>");
        add_source(w, c);
        kb_buf_print(w->out,
                     "</td><td class=\"count\">%ld %%</td><td class=\"count\">%" PRId64 " / %" PRId64 "</td></tr>\n",
                     percent(c->share), c->own, c->words);
    }
    kb_buf_add_c(w->out, "</tbody></table></div></details>\n");
}

kb_status story_lineage(story_page *w)
{
    size_t apart = 0;
    if (!w->s->copy_count) return KB_OK;
    nodes *n = KB_NEW(w->arena, nodes, 1);
    if (!n) return kb_arena_fail(w->arena, w->err);
    find_nodes(w->s, n);
    for (size_t r = 0; r < w->s->count; r++) apart += !takes_part(w->s, r);
    story_section(
        w, "lineage", "Who took from whom",
        "The thicker the arc, the more of a report's words stand in its source; the share at the right is what "
        "it has from others in all.");
    kb_buf_add_c(w->out, "<div class=\"took\">\n");
    draw(w, n);
    kb_buf_add_c(w->out, "<div>\n");
    add_table(w);
    if (apart) {
        kb_buf_add_c(w->out, "<p class=\"help\">");
        kb_buf_print(w->out, kb_word_ui(w->ui, "%zu other reports repeat nothing and are repeated by none."), apart);
        kb_buf_add_c(w->out, "</p>\n");
    }
    kb_buf_add_c(w->out, "</div></div></section>\n");
    return KB_OK;
}
