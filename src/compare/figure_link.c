#include "compare/figure_link.h"

#include "compare/align.h"
#include "compare/bearer.h"
#include "compare/voice.h"

#include <math.h>
#include <stdlib.h>

/* Chosen on constructed pairs; docs/compare.md says how. */
#define AGREE_OPEN 0.45     /* words around figures that overlap, of which one does not tell what it counts */
#define AGREE_MEASURE 0.25  /* ... of lengths, weights, durations */
#define AGREE_ELSEWHERE 0.3 /* ... of which one stands by names that the other report does not know */
#define SAME_COUNTED 0.35   /* what it adds to a score that both count the same */
#define VALUE_SHARE 0.35    /* what equal values add */
#define LATEST 0.05         /* what it adds that a count is told as of a moment */
#define STATED 0.03         /* ... that it stands in the title */
#define APART_ALONE 0.12    /* words around figures that lie apart and count the same, each alone in its report */
#define APART_TITLE 0.04    /* ... and one in a title */
#define APART_SAME 0.3      /* ... not alone */
#define APART_UNDATED 0.6   /* ... not alone, in reports of unknown date */
#define REST_ALONE 0.15     /* words around figures that lie apart, of what no entry tells: without the noun, alone */
#define REST_TITLE 0.04     /* ... and one in a title */
#define REST_SAME 0.4       /* ... not alone */
#define REST_OPEN 0.3       /* ... of sums and shares that no noun names, only a word next to both */
#define NOUN_CONTEXT 0.3    /* words around values of two digits that count one noun, or the one sum or length */
#define NOUN_CLAUSE 0.2     /* ... or likeness of their clauses */
#define ONLY_CLAUSE 0.3     /* ... of sums and lengths */
#define FIGURES_MIN 10      /* the least such count: a smaller one may be any part */
#define MATCHED_REST 0.5    /* words around that tell one matter, whatever else of the kind a report has, */
#define MATCHED_CLAUSE 0.5  /* ... with likeness of their clauses */
#define MATCHED_TITLE 0.35  /* ... of either, of what a title tells */
#define RATIO_MAX 3.0       /* values further apart are hardly one matter */
#define KNOWN_CLAUSE 0.3    /* likeness of clauses that stands for words around */
#define SAME_CLAUSE 0.5     /* ... that tell one measure from one place, though no name says so */
#define PLACE_CONTEXT 0.3   /* words around that tell the minute or the rank of one name, */
#define PLACE_CLAUSE 0.2    /* ... with likeness of their clauses */
#define CROWD_MIN 100       /* the least crowd that a report counts as such */
#define YEAR 31556952.0
#define BIRTHDAY \
    (30 * 86400.0)           /* seconds: between reports that are further apart somebody may have turned a year older */
#define GROWING (4 * 3600)   /* seconds: a count that is higher so much later may have grown */
#define CLEARLY 1.25         /* times: hedged figures so far apart are two */
#define TOGETHER (14 * 3600) /* seconds: of what does not grow by the hour */
#define TOGETHER_STEADY (40 * 3600) /* ... of sums, shares and measures: not by the day either */
#define SAME_MOMENT 0.2             /* ... of things that are counted anew, at one moment that both state */
#define SERIES_CONTEXT 0.08         /* ... of counts at two moments, where a report has several of them */
#define ELSEWHERE_CONTEXT 0.5       /* ... of which one stands by names that the other report does not know */
#define OUTGROWN 1.2                /* times a bound that a later count must be over to be a series with it */
#define MOMENT_SLACK (30 * 60)      /* seconds: closer moments are one */
#define MOMENT_WIDTH (6 * 3600)     /* seconds: the longest part of a day that is one moment */

static bool same_lang(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    return kb_accounts_same_lang(&all->at[a->account], &all->at[b->account]);
}

/* Has the report no other such measure but what stands by names that the other report does not
 * know: the temperatures of other towns? */
static bool is_alone(const kb_accounts *all, const kb_amounts *amounts, const kb_amount *a, const kb_amount *of)
{
    if (a->alone) return true;
    for (size_t i = 0; i < amounts->count; i++) {
        const kb_amount *b = &amounts->at[i];
        if (b != a && b->account == a->account && kb_amount_rivals(a, b) && !kb_amount_foreign(all, b, of))
            return false;
    }
    return true;
}

/* 1: a's moment is before b's; -1 behind; 0 the same or not known. */
static int moment_order(const kb_amount *a, const kb_amount *b)
{
    if (a->from == INT64_MIN || b->from == INT64_MIN) return 0;
    if (a->to + MOMENT_SLACK < b->from || a->from + MOMENT_SLACK < b->from) return a->to <= b->to ? 1 : 0;
    if (b->to + MOMENT_SLACK < a->from || b->from + MOMENT_SLACK < a->from) return b->to <= a->to ? -1 : 0;
    return 0;
}

/* A moment that leaves a count no time to grow: a clock time, a part of a day, or a day that was over when it was told.
 */
static bool is_moment(const kb_accounts *all, const kb_amount *a)
{
    if (!a->stated || a->from == INT64_MIN) return false;
    return a->to - a->from <= MOMENT_WIDTH || a->to <= all->at[a->account].published;
}

/* The one date of the figure's sentence; NULL. */
static const kb_date *sentence_date(const kb_account *account, const kb_figure *figure)
{
    const kb_date *one = NULL;
    for (size_t i = 0; i < account->claims->dates.count; i++) {
        const kb_date *date = &account->claims->dates.at[i];
        if (date->sentence != figure->sentence || date->from == INT64_MIN) continue;
        if (one) return NULL;
        one = date;
    }
    return one;
}

/* Does the sentence of the one name the moment for which the other holds: "up to noon", "which stood in water at noon"?
 */
static bool names_moment(const kb_accounts *all, const kb_amount *a, const kb_amount *of)
{
    const kb_date *date = sentence_date(&all->at[a->account], a->figure);
    return date && !a->stated && is_moment(all, of) && date->to - date->from <= MOMENT_WIDTH && date->from < of->to &&
           of->from < date->to;
}

/* Do both state the same moment? */
static bool same_moment(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    if (is_moment(all, a) && is_moment(all, b)) return a->from < b->to && b->from < a->to;
    return names_moment(all, a, b) || names_moment(all, b, a);
}

/* Does the later of two counts go the way that such counts go? */
static bool goes_on(kb_course course, const kb_amount *a, const kb_amount *b)
{
    int order = moment_order(a, b);
    if (!order) return false;
    const kb_amount *early = order > 0 ? a : b, *late = order > 0 ? b : a;
    return course == KB_COURSE_ANY || late->low >= early->low || late->high >= early->high;
}

/* Were both told so soon one after the other that a count which nobody calls growing is likely to be the same? */
static bool told_together(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    int64_t x = all->at[a->account].published, y = all->at[b->account].published;
    int64_t within = a->figure->kind == KB_FIGURE_COUNT ? TOGETHER : TOGETHER_STEADY;
    return x != INT64_MIN && y != INT64_MIN && (x < y ? y - x : x - y) <= within;
}

/* Does a report say that the count grows, or up to when it holds? */
static bool grows(const kb_amount *a, const kb_amount *b)
{
    return a->series || b->series || a->stated || b->stated;
}

static kb_course course_of(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    if (told_together(all, a, b) && !grows(a, b) && a->figure->kind == KB_FIGURE_COUNT && !a->befalls && !b->befalls)
        return KB_COURSE_NONE;
    return a->course > b->course ? a->course : b->course;
}

/* "At least nine" in the morning and 14 at night: the bound allows it, but the count has grown. */
static bool outgrew_bound(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    double x = a->low, y = b->low, small = x < y ? x : y, big = x < y ? y : x;
    const kb_amount *lower = x < y ? a : b, *higher = x < y ? b : a;
    return isinf(lower->high) && !isinf(higher->high) && isfinite(small) && big > small * OUTGROWN &&
           moment_order(lower, higher) > 0 && course_of(all, a, b) != KB_COURSE_NONE;
}

/* Has the report of `a` the value of `b` too, of the same kind or of none? Then it tells of both. */
static bool tells_too(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    const kb_figures *figures = &all->at[a->account].claims->figures;
    for (size_t i = 0; i < figures->count; i++) {
        const kb_figure *figure = &figures->at[i];
        if (figure->printed.mantissa != b->figure->printed.mantissa ||
            figure->printed.scale != b->figure->printed.scale)
            continue;
        bool bare = !figure->unit.len && !figure->concept.len;
        if (figure->past ||
            (!bare && (figure->kind != b->figure->kind || !kb_str_equal(figure->unit, b->figure->unit))))
            continue;
        if (bare || kb_str_equal(figure->concept, b->figure->concept)) return true;
    }
    return false;
}

/* Told without a hedge (a round value without one is taken at its word), or so far apart that no hedge reaches. */
static bool is_clear(const kb_amount *a, const kb_amount *b)
{
    bool exact = (!(a->low < a->high) || !a->rounded) && (!(b->low < b->high) || !b->rounded);
    return exact || a->low > CLEARLY * b->high || b->low > CLEARLY * a->high;
}

/* Is it known when both were told? Else two reports of a story may tell of two moments, and more must be alike. */
static bool are_dated(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    return all->at[a->account].published != INT64_MIN && all->at[b->account].published != INT64_MIN;
}

/* Have the names before both a word in common? */
static bool same_subject(const kb_amount *a, const kb_amount *b)
{
    for (int i = 0; i < KB_AMOUNT_WORDS && a->subjects[i]; i++)
        for (int j = 0; j < KB_AMOUNT_WORDS && b->subjects[j]; j++)
            if (a->subjects[i] == b->subjects[j]) return true;
    return false;
}

/* Are both ages of one person: of a name, of the one whom a noun names ("a 34-year-old skier", "the skier, aged 43")?
 */
static bool same_bearer(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    if (same_subject(a, b)) return true;
    if (kb_same_bearer(&all->at[a->account], a->figure, &all->at[b->account], b->figure)) return true;
    return a->only && b->only && kb_amount_near(all, a, b) && told_together(all, a, b);
}

/* Is the older age that of the later report, and no further on than the time between? Then the bearer has grown older.
 */
static bool has_aged(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    int64_t x = all->at[a->account].published, y = all->at[b->account].published;
    double between = (double)(x < y ? y - x : x - y), older = x < y ? b->low - a->high : a->low - b->high;
    return between > BIRTHDAY && older > 0 && older <= between + YEAR;
}

/* Does either stand by names, and none of them by both? Then it may be of two places, of two people. */
static bool names_apart(const kb_amount *a, const kb_amount *b)
{
    if (a->subjects[0] && b->subjects[0] && !same_subject(a, b)) return true;
    for (size_t i = 0; i < a->name_count; i++)
        for (size_t j = 0; j < b->name_count; j++)
            if (a->names[i] == b->names[j]) return false;
    return a->name_count && b->name_count;
}

/* "Receiving yards" are no "rushing yards": both nouns have words besides, and none in common. */
static bool kinds_apart(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    if ((a->listed && b->listed) || !a->kinds[0].first || !b->kinds[0].first) return false;
    for (int i = 0; i < KB_AMOUNT_WORDS; i++)
        for (int j = 0; j < KB_AMOUNT_WORDS; j++)
            if (kb_words_meet(&a->kinds[i], &b->kinds[j], same_lang(all, a, b))) return false;
    return true;
}

/* How alike the clauses are in which two figures stand. */
static double clause_likeness(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    const kb_account *x = &all->at[a->account], *y = &all->at[b->account];
    uint32_t i = kb_clause_at(x, a->figure->token), j = kb_clause_at(y, b->figure->token);
    return i == KB_CLAUSE_NONE || j == KB_CLAUSE_NONE ? 0 : kb_clause_likeness(all, x, i, y, j);
}

/* Is the later of two counts the higher, and so much later that it may have grown? */
static bool may_have_grown(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    int64_t x = all->at[a->account].published, y = all->at[b->account].published;
    if ((x < y ? y - x : x - y) < GROWING) return false;
    return x < y ? b->low > a->low : a->low > b->low;
}

static bool near_in_size(const kb_amount *a, const kb_amount *b)
{
    double x = isfinite(a->low) ? a->low : a->high, y = isfinite(b->low) ? b->low : b->high;
    return x > 0 && y > 0 && x < RATIO_MAX * y && y < RATIO_MAX * x;
}

/* Values of two digits and more that count one noun, or the one sum, share or length that either report has: less must
 * meet, since few others could be meant. */
static bool stand_out(const kb_accounts *all, const kb_figure_link *l, const kb_amount *a, const kb_amount *b)
{
    if (!are_dated(all, a, b) || !a->alone || !b->alone || !told_together(all, a, b)) return false;
    if (a->figure->kind == KB_FIGURE_COUNT)
        return l->counts == KB_COUNTS_SAME && a->low >= FIGURES_MIN && b->low >= FIGURES_MIN &&
               (l->context >= NOUN_CONTEXT || clause_likeness(all, a, b) >= NOUN_CLAUSE);
    bool named = a->concept.len && b->concept.len && l->counts != KB_COUNTS_SAME; /* a depth is no distance */
    return a->only && b->only && !named && kb_amount_rest(all, a, b) > 0 &&
           ((l->context >= NOUN_CONTEXT && kb_amount_near(all, a, b)) || clause_likeness(all, a, b) >= ONLY_CLAUSE);
}

/* Do the figures beside both, in their sentences, tell of other things: some of one kind lie apart, none overlap? "404
 * yards and two touchdowns", "440 yards and four touchdowns" are two players, two seasons. */
static bool beside_apart(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    const kb_figures *x = &all->at[a->account].claims->figures, *y = &all->at[b->account].claims->figures;
    bool apart = false;
    for (size_t i = 0; i < x->count; i++) {
        const kb_figure *f = &x->at[i];
        if (f->sentence != a->figure->sentence || f == a->figure) continue;
        for (size_t j = 0; j < y->count; j++) {
            const kb_figure *g = &y->at[j];
            if (g->sentence != b->figure->sentence || g == b->figure || g->kind != f->kind ||
                !kb_str_equal(f->unit, g->unit) || !kb_str_equal(f->concept, g->concept))
                continue;
            if (f->low <= g->high && g->low <= f->high) return false;
            apart = true;
        }
    }
    return apart;
}

/* Of figures for which [counted] has no state, measure or sum: what else is said of them must be alike. */
static bool nouns_differ(const kb_accounts *all, kb_figure_link *l, const kb_amount *a, const kb_amount *b)
{
    double rest = kb_amount_rest(all, a, b);
    bool alone = a->alone && b->alone, dated = are_dated(all, a, b);
    if (names_apart(a, b) || a->vague || b->vague || kinds_apart(all, a, b) || (!alone && !dated)) return false;
    if (beside_apart(all, a, b)) return false;
    /* It may have grown. */
    if (a->figure->kind == KB_FIGURE_COUNT && dated && !told_together(all, a, b)) return false;
    if (!near_in_size(a, b)) return false;
    bool out = a->figure->kind != KB_FIGURE_AGE && stand_out(all, l, a, b);
    bool grown = a->figure->kind == KB_FIGURE_COUNT && may_have_grown(all, a, b);
    if (out && !grown) return true;
    bool sure = alone && dated && (!a->plan || told_together(all, a, b));
    double least = !sure ? REST_SAME : a->title || b->title ? REST_TITLE : REST_ALONE;
    if (l->counts == KB_COUNTS_SAME) {
        if (rest < least && out) l->kind = KB_LINK_SERIES;
        return rest >= least || out;
    }
    if (a->figure->kind == KB_FIGURE_MEASURE) return false; /* from here or from there */
    bool open = kb_str_equal(a->figure->unit, b->figure->unit) &&
                ((!a->concept.len && !b->concept.len) || a->figure->kind == KB_FIGURE_MONEY);
    return open && dated && a->figure->unit.len && kb_amount_near(all, a, b) && rest >= (alone ? REST_OPEN : REST_SAME);
}

/* One matter by the words around, whatever else of its kind and unit a report has: "cash of $2 million in the safe". */
static bool is_matched(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    if (!are_dated(all, a, b) || !told_together(all, a, b) || !near_in_size(a, b)) return false;
    if (a->vague || b->vague || a->plan || names_apart(a, b) || beside_apart(all, a, b)) return false;
    if (a->figure->kind != KB_FIGURE_MONEY && a->figure->kind != KB_FIGURE_PERCENT) return false;
    double rest = kb_amount_rest(all, a, b), clause = clause_likeness(all, a, b);
    bool title = (a->title && a->only) || (b->title && b->only);
    return title ? rest >= MATCHED_TITLE && clause >= MATCHED_TITLE : rest >= MATCHED_REST && clause >= MATCHED_CLAUSE;
}

/* Is it the measure that a title tells, and the one such measure that the other report has? */
static bool of_the_title(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    if (a->figure->kind != KB_FIGURE_MEASURE || kb_str_is(a->concept, "distance") || !told_together(all, a, b) ||
        a->plan || !near_in_size(a, b))
        return false;
    return (a->title && b->only) || (b->title && a->only);
}

/* The date in the figure's clause; NULL when there is none, or it is not known which. */
static const kb_date *clause_date(const kb_account *account, const kb_figure *figure)
{
    uint32_t c = kb_clause_at(account, figure->token);
    for (size_t i = 0; c != KB_CLAUSE_NONE && i < account->claims->dates.count; i++) {
        const kb_date *date = &account->claims->dates.at[i];
        if (kb_span_inside(date->span, account->clauses[c].span) && date->from != INT64_MIN) return date;
    }
    return NULL;
}

/* "21 per cent on Thursday", "19 per cent on Sunday": of two moments. */
static bool moments_apart(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    const kb_date *x = clause_date(&all->at[a->account], a->figure), *y = clause_date(&all->at[b->account], b->figure);
    return x && y && (x->to <= y->from || y->to <= x->from);
}

/* Do both titles tell it? What they tell is the one figure of the event. */
static bool both_titles(const kb_accounts *all, const kb_figure_link *l, const kb_amount *a, const kb_amount *b)
{
    return a->title && b->title && l->counts == KB_COUNTS_SAME && a->known && b->known && !a->plan &&
           course_of(all, a, b) == KB_COURSE_NONE && near_in_size(a, b) && told_together(all, a, b);
}

/* Do both clauses name the same, and does neither report tell another such ordinal of it: who scored, whose rank? */
static bool same_place(const kb_accounts *all, const kb_amounts *amounts, const kb_amount *a, const kb_amount *b,
                       double context)
{
    const kb_amount *of[2] = { a, b };
    uint32_t common = 0;
    for (size_t i = 0; i < a->name_count && !common; i++)
        for (size_t j = 0; j < b->name_count && !common; j++)
            if (a->names[i] == b->names[j]) common = a->names[i];
    for (size_t i = 0; common && i < amounts->count; i++)
        for (size_t k = 0; k < 2; k++) {
            const kb_amount *other = &amounts->at[i];
            bool rival =
                other->account == of[k]->account && other->figure != of[k]->figure && kb_amount_rivals(of[k], other);
            for (size_t n = 0; rival && n < other->name_count; n++)
                if (other->names[n] == common) return false;
        }
    return common && context >= PLACE_CONTEXT && told_together(all, a, b) && clause_likeness(all, a, b) >= PLACE_CLAUSE;
}

/* Are both said by somebody, and by two? What one side counts the other may count otherwise. */
static bool told_by_two(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    const kb_statements *x = &all->at[a->account].claims->statements, *y = &all->at[b->account].claims->statements;
    uint32_t i = a->figure->statement, j = b->figure->statement;
    if (i >= x->count || j >= y->count || !x->at[i].speakers.count || !y->at[j].speakers.count) return false;
    return !kb_names_meet(x->at[i].speakers.at[0], y->at[j].speakers.at[0]);
}

/* How many came: the one such count of an event. */
static bool is_turnout(const kb_amount *a)
{
    static const char *const concepts[] = { "protester", "crowd", "audience" };
    for (size_t i = 0; i < sizeof concepts / sizeof *concepts; i++)
        if (kb_str_is(a->concept, concepts[i])) return true;
    return false;
}

/* Do both tell how many came, once in either report, and at one time? Then whatever else is said meets. */
static bool of_the_event(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    if (!a->alone || !b->alone || a->plan || a->vague || b->vague || !told_together(all, a, b) || !near_in_size(a, b))
        return false;
    if (told_by_two(all, a, b)) return false;
    return is_turnout(a) && is_turnout(b) && a->low >= CROWD_MIN && b->low >= CROWD_MIN;
}

/* What two figures that cannot both hold are, if anything. */
static bool judge_apart(const kb_accounts *all, kb_figure_link *l, const kb_amount *a, const kb_amount *b)
{
    kb_course course = course_of(all, a, b);
    bool elsewhere = kb_amount_elsewhere(all, a, b), alone = a->alone && b->alone;
    if (a->article || b->article) return false;
    bool dated = a->stated || b->stated || a->title || b->title; /* told as the count of the event */
    if (course != KB_COURSE_NONE && !same_moment(all, a, b)) {
        l->kind = KB_LINK_SERIES;
        return l->counts == KB_COUNTS_SAME && kb_str_equal(a->figure->unit, b->figure->unit) && goes_on(course, a, b) &&
               l->context >= (alone       ? 0
                              : elsewhere ? ELSEWHERE_CONTEXT
                              : dated     ? 0
                                          : SERIES_CONTEXT);
    }
    l->kind = KB_LINK_DIFFERS;
    if (a->figure->kind == KB_FIGURE_AGE)
        return are_dated(all, a, b) && !has_aged(all, a, b) && same_bearer(all, a, b) && !a->past && is_clear(a, b) &&
               near_in_size(a, b);
    if (a->past || a->whole || !is_clear(a, b)) return false;
    if (both_titles(all, l, a, b)) return true;
    if (tells_too(all, a, b) || tells_too(all, b, a) || moments_apart(all, a, b)) return false;
    if (course != KB_COURSE_NONE)
        return l->counts == KB_COUNTS_SAME && ((a->known && b->known) || l->context >= SAME_MOMENT); /* it is stated */
    if (l->counts == KB_COUNTS_SAME && a->people && of_the_event(all, a, b)) return true;
    if (elsewhere && l->context < ELSEWHERE_CONTEXT) return false;
    if (is_matched(all, a, b)) return true;
    bool known = l->counts == KB_COUNTS_SAME && a->known && b->known;
    /* How far something is depends on from where. */
    if (kb_str_is(a->concept, "distance") && (!a->name_count || names_apart(a, b)) &&
        clause_likeness(all, a, b) < SAME_CLAUSE)
        return false;
    if (known && of_the_title(all, a, b)) return true;
    if (!known || a->plan) return nouns_differ(all, l, a, b);
    if (alone && a->people && b->people && told_together(all, a, b) &&
        (a->title || b->title || kb_words_meet(&a->noun, &b->noun, same_lang(all, a, b))))
        return true; /* "three students were arrested", "five students were held": the one count of that in either */
    bool whose = a->figure->kind == KB_FIGURE_MONEY && names_apart(a, b);
    if (!are_dated(all, a, b)) return l->context >= (alone && !whose ? APART_SAME : APART_UNDATED);
    if (l->context >= (!alone || whose ? APART_SAME : a->title || b->title ? APART_TITLE : APART_ALONE)) return true;
    return alone && !whose && near_in_size(a, b) && clause_likeness(all, a, b) >= KNOWN_CLAUSE;
}

/* How much the words around figures that overlap must have in common, besides what their values tell. */
static double least_agreement(const kb_accounts *all, const kb_figure_link *l, const kb_amount *a, const kb_amount *b,
                              double value)
{
    if (kb_amount_approximates(a, b)) return 0;
    if (kb_amount_elsewhere(all, a, b) && value < 0.5) return AGREE_ELSEWHERE;
    if (l->counts == KB_COUNTS_SAME) return 0;
    switch (a->figure->kind) {
    case KB_FIGURE_MONEY: return value >= 0.5 ? 0 : AGREE_OPEN;
    case KB_FIGURE_MEASURE: return value >= 0.6 ? 0 : value >= 0.5 ? 0.1 : AGREE_MEASURE;
    case KB_FIGURE_DURATION: return AGREE_MEASURE;
    case KB_FIGURE_PERCENT:
    case KB_FIGURE_AGE:
    case KB_FIGURE_COUNT:
    case KB_FIGURE_SCORE:
    case KB_FIGURE_ORDINAL:
    case KB_FIGURE_OTHER: break;
    }
    return AGREE_OPEN - VALUE_SHARE * value;
}

/* The same of ordinals, and of a title's measure with `alone` as it is to the other's report. */
static bool judge_pair(const kb_accounts *all, const kb_amounts *amounts, kb_figure_link *l)
{
    const kb_amount *x = &amounts->at[l->a], *y = &amounts->at[l->b];
    if (x->figure->kind == KB_FIGURE_ORDINAL) {
        l->kind = KB_LINK_DIFFERS;
        return !x->past && !x->plan && same_place(all, amounts, x, y, l->context);
    }
    bool titled = l->counts == KB_COUNTS_SAME && (x->title || y->title) && x->known && y->known;
    if (!titled || x->figure->kind != KB_FIGURE_MEASURE || (x->alone && y->alone)) return judge_apart(all, l, x, y);
    kb_amount a = *x, b = *y;
    a.alone = is_alone(all, amounts, x, y);
    b.alone = is_alone(all, amounts, y, x);
    return judge_apart(all, l, &a, &b);
}

static bool judge(const kb_accounts *all, const kb_amounts *amounts, kb_figure_link *l)
{
    const kb_amount *a = &amounts->at[l->a], *b = &amounts->at[l->b];
    l->counts = kb_amount_counts(all, a, b);
    if (l->counts == KB_COUNTS_NOT) return false;
    l->context = kb_amount_context(all, a, b);
    l->score = l->context + (l->counts == KB_COUNTS_SAME ? SAME_COUNTED : 0) + LATEST * (a->series + b->series) +
               STATED * (a->title + b->title);
    if (!kb_amount_overlap(a, b)) return judge_pair(all, amounts, l);
    double value = kb_amount_agreement(a, b);
    l->score += VALUE_SHARE * value;
    l->kind = KB_LINK_AGREE;
    if (l->counts == KB_COUNTS_SAME && outgrew_bound(all, a, b)) l->kind = KB_LINK_SERIES;
    double least = least_agreement(all, l, a, b, value);
    if (least > 0 && l->counts == KB_COUNTS_OPEN && !kb_around_common(&a->context, &b->context, same_lang(all, a, b)))
        return false;
    return l->context >= least;
}

static int by_score(const void *x, const void *y)
{
    const kb_figure_link *a = x, *b = y;
    if ((a->kind == KB_LINK_AGREE) != (b->kind == KB_LINK_AGREE)) return a->kind == KB_LINK_AGREE ? -1 : 1;
    if (a->score > b->score || a->score < b->score) return a->score > b->score ? -1 : 1;
    return a->a + a->b < b->a + b->b ? -1 : a->a + a->b > b->a + b->b;
}

/* Amounts of two of these never count the same. */
static uint8_t sort_of(const kb_amount *a)
{
    return (uint8_t)((unsigned)a->figure->kind << 3 | (unsigned)a->past << 2 | (unsigned)a->plan << 1 |
                     (unsigned)a->whole);
}

static kb_status find_links(const kb_accounts *all, const kb_amounts *amounts, kb_figure_links *out, kb_err *err)
{
    uint8_t *sorts = KB_NEW(all->arena, uint8_t, amounts->count);
    if (!sorts) return kb_arena_fail(all->arena, err);
    for (uint32_t i = 0; i < amounts->count; i++) sorts[i] = sort_of(&amounts->at[i]);
    for (uint32_t i = 0; i < amounts->count; i++)
        for (uint32_t j = i + 1; j < amounts->count; j++) {
            kb_figure_link l = { .a = i, .b = j };
            if (sorts[i] != sorts[j] || amounts->at[i].account == amounts->at[j].account) continue;
            if (!judge(all, amounts, &l)) continue;
            kb_figure_link *kept = KB_ADD(all->arena, out, kb_figure_link);
            if (!kept) return kb_arena_fail(all->arena, err);
            *kept = l;
        }
    if (out->count) qsort(out->at, out->count, sizeof *out->at, by_score);
    return KB_OK;
}

kb_status kb_figure_links_find(const kb_accounts *accounts, kb_amounts *amounts, kb_figure_links *out, kb_err *err)
{
    *out = (kb_figure_links){ 0 };
    kb_status status = kb_amounts_find(accounts, amounts, err);
    return status == KB_OK ? find_links(accounts, amounts, out, err) : status;
}
