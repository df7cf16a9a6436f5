#include "compare/date_row.h"

#include <stdlib.h>

/* Chosen on constructed pairs; docs/compare.md says how. */
#define DIFFERS_MIN 0.4     /* words around dates that cannot be one */
#define DIFFERS_CLAUSE 0.25 /* ... or likeness of their clauses */
#define DIFFERS_MUCH 0.5    /* words around with it */
#define DIFFERS_BOTH 0.4    /* either, where both reach it by several words */
#define ALONE_MIN 0.28      /* ... of the one such day in either report */
#define ALONE_CLAUSE 0.2
#define ALONE_MUCH 0.65       /* ... whatever their clauses */
#define AROUND_MIN 3          /* words that must stand around dates that differ: "updated at 5" tells nothing */
#define PLANNED_MIN 0.15      /* ... of the one day planned in either report */
#define NEAREST 2             /* words next to either that the other must have around it */
#define ABOUT_SLACK (40 * 60) /* seconds: "about ten" holds of 9.50 */
#define CLOCKS 0.5            /* what it adds that two clock times agree */
#define DAY 86400
#define TOGETHER (14 * 3600) /* seconds: between reports whose clock times that name no day are of one day */
#define CELL_REACH 3
#define DIFFERS_REACH 6 /* ... of a row that is disputed */
#define ONE_BEGINS 0.3  /* words around dates that agree, of which one tells when something begins */
#define BEGIN_REACH 5   /* words from a verb of beginning to its day */

/* What says that something begins then: "since", or a verb. */
typedef enum { BEGINS_NOT, BEGINS_SINCE, BEGINS_VERB } beginning;

typedef struct {
    uint32_t account;
    const kb_date *date;
    int weekday; /* 0 Monday .. 6, as its words name it; -1 */
    kb_around around;
    bool taken;
    bool alone; /* no other date of its report has its role and its precision */
    beginning begins;
    uint32_t onset;  /* the verb of its clause that tells that the event came: "struck"; KB_NONE */
    bool named;      /* its words name the day: else it was taken from what stands before, or is that of publication */
    bool points;     /* ... said of "it", of "the blaze": of the report's event */
    bool only_onset; /* no other clock of its report has one */
} moment;
typedef struct {
    moment *at;
    size_t count;
} moments;

typedef struct {
    uint32_t a, b;
    bool agree;
    double likeness, score; /* of the words around; and that two clocks agree */
} link;
typedef struct {
    link *at;
    size_t count;
} links;

/* Is it the moment up to which a count holds? Then the count is the matter. */
static bool is_as_of(const kb_claims *claims, size_t date)
{
    for (size_t i = 0; i < claims->figures.count; i++)
        if (claims->figures.at[i].as_of == date) return true;
    return false;
}

static int weekday_of(const kb_account *account, const kb_date *date)
{
    const kb_tokens *tokens = &account->claims->tokens;
    for (size_t t = date->token; t < (size_t)date->token + date->tokens && t < tokens->count; t++) {
        const kb_word *word = kb_token_match(tokens, t, KB_WORD_WEEKDAY, NULL);
        if (word && word->value.len == 1) return word->value.at[0] - '0';
    }
    return -1;
}

/* Is it alone with a word in its sentence ("Updated 5.40 p.m.")? Then it is a stamp and tells no event. */
static bool is_stamp(const kb_claims *claims, const kb_date *date)
{
    const kb_sentence *s = &claims->sentences.at[date->sentence];
    size_t words = 0;
    for (size_t t = s->first; t < (size_t)s->first + s->count; t++)
        words += claims->tokens.at[t].kind == KB_TOKEN_WORD && kb_span_len(claims->tokens.at[t].span) > 1 &&
                 (t < date->token || t >= (size_t)date->token + date->tokens);
    return words < 2;
}

/* Does it tell when something begins: "the recount begins on Tuesday", "on strike since Monday"? */
static beginning begins(const kb_account *account, const kb_date *date)
{
    const kb_tokens *tokens = &account->claims->tokens;
    size_t first = account->claims->sentences.at[date->sentence].first;
    for (size_t t = date->token; t-- > first && t + BEGIN_REACH >= date->token;) {
        size_t count = 1;
        const kb_word *word = kb_token_match(tokens, t, KB_WORD_SAME, &count);
        if (word && kb_str_is(word->value, "begin") && t + count <= date->token) return BEGINS_VERB;
        if (kb_lang_lists(account->claims->lang, "since", tokens->at[t].base)) return BEGINS_SINCE;
        if (account->words[t].first) return BEGINS_NOT;
    }
    return BEGINS_NOT;
}

/* Do the words of the date name its day? "Yesterday" is the reader's. */
static bool names_day(const kb_account *account, const kb_date *date)
{
    const uint64_t days = KB_CLASS_BIT(MONTH) | KB_CLASS_BIT(WEEKDAY);
    const kb_tokens *tokens = &account->claims->tokens;
    for (size_t t = date->token; t < (size_t)date->token + date->tokens && t < tokens->count; t++)
        if (tokens->at[t].classes & days) return true;
    return false;
}

/* The verb by which an event comes ("a fire broke out", "gempa mengguncang") before the date in its sentence, or in its
 * clause, which no ordinal makes a second one. Sets `onset` and `points`. */
static void set_onset(const kb_account *account, moment *m)
{
    const kb_claims *claims = account->claims;
    uint32_t c = kb_clause_at(account, m->date->token);
    m->onset = KB_NONE;
    if (c == KB_CLAUSE_NONE || !m->date->clock || m->date->role != KB_DATE_HAPPENED) return;
    const kb_clause *clause = &account->clauses[c];
    for (uint32_t t = claims->sentences.at[m->date->sentence].first; t < clause->first + clause->count; t++) {
        const kb_token *token = &claims->tokens.at[t];
        if (t < m->date->token && kb_token_is(token, KB_WORD_CONJUNCTION)) {
            m->onset = KB_NONE;
            m->points = false;
        }
        bool dated = t >= m->date->token && t < m->date->token + m->date->tokens;
        if (!dated && (kb_token_is(token, KB_WORD_ORDINAL) || account->words[t].negates)) {
            m->onset = KB_NONE;
            return;
        }
        if (m->onset != KB_NONE) continue;
        if (kb_lang_lists(claims->lang, "onset", token->base))
            m->onset = t;
        else
            m->points |= kb_token_is(token, KB_WORD_PRONOUN) || kb_token_is(token, KB_WORD_DETERMINER);
    }
}

/* Sets `only_onset` of all. */
static void find_onsets(moments *m)
{
    for (size_t i = 0; i < m->count; i++) {
        m->at[i].only_onset = m->at[i].onset != KB_NONE;
        for (size_t j = 0; j < m->count && m->at[i].only_onset; j++)
            m->at[i].only_onset = j == i || m->at[j].account != m->at[i].account || m->at[j].onset == KB_NONE ||
                                  m->at[j].date->from == m->at[i].date->from;
    }
}

static kb_status find_moments(const kb_accounts *all, moments *out, kb_err *err)
{
    for (uint32_t i = 0; i < all->count; i++) {
        const kb_account *account = &all->at[i];
        for (size_t d = 0; d < account->claims->dates.count; d++) {
            const kb_date *date = &account->claims->dates.at[d];
            bool known = date->from != INT64_MIN;
            if ((!known && !date->weekday.len) || date->sentence >= account->claims->sentences.count) continue;
            if (account->aside[date->sentence] || (known && date->to - date->from > 2 * DAY)) continue;
            if (is_as_of(account->claims, d) || is_stamp(account->claims, date)) continue;
            moment *m = KB_ADD(all->arena, out, moment);
            if (!m) return kb_arena_fail(all->arena, err);
            *m = (moment){ .account = i, .date = date, .weekday = weekday_of(account, date) };
            m->begins = begins(account, date);
            m->named = names_day(account, date);
            set_onset(account, m);
            kb_status status =
                kb_around_add(all, account, date->sentence, date->token, date->tokens, date->span, &m->around, err);
            if (status != KB_OK) return status;
            kb_around_order(&m->around);
        }
    }
    return KB_OK;
}

/* Sets `alone`: is it the one day planned, the one clock time of what happened, that its report tells? */
static void find_alone(moments *m)
{
    for (size_t i = 0; i < m->count; i++) {
        moment *a = &m->at[i];
        a->alone = true;
        for (size_t j = 0; j < m->count && a->alone; j++) {
            const moment *b = &m->at[j];
            a->alone = i == j || a->account != b->account || a->date->role != b->date->role ||
                       a->date->clock != b->date->clock;
        }
    }
}

static bool can_be_one(const moment *x, const moment *y)
{
    const kb_date *a = x->date, *b = y->date;
    /* A day of the week that no date of publication resolves: that day, of whatever week. */
    if (a->from == INT64_MIN || b->from == INT64_MIN)
        return x->weekday == y->weekday && (x->weekday >= 0 || kb_str_equal_ascii(a->weekday, b->weekday));
    int64_t apart = a->from < b->from ? b->from - a->from : a->from - b->from;
    int64_t slack = (a->about || b->about) && a->clock && b->clock ? ABOUT_SLACK : 0;
    int64_t half = apart < DAY / 2 ? DAY / 2 - apart : apart - DAY / 2;
    if (a->clock && b->clock && half <= (x->named && y->named ? 0 : slack))
        return true; /* half past six may be 18.30 */
    return a->from < b->to + slack && b->from < a->to + slack;
}

/* A day named in both: of something that happened then, or shall happen. */
static bool tells_event(const kb_date *date)
{
    return date->role == KB_DATE_HAPPENED || date->role == KB_DATE_PLANNED;
}

static bool is_publication_day(const kb_account *account, const kb_date *date)
{
    return account->published != INT64_MIN && date->from <= account->published && account->published < date->to;
}

/* How much the words around must have in common: the less, the less likely two dates agree by chance. */
static double least_agreement(const kb_accounts *all, const moment *a, const moment *b)
{
    bool planned = a->date->role == KB_DATE_PLANNED && b->date->role == KB_DATE_PLANNED;
    if (a->date->from == INT64_MIN || b->date->from == INT64_MIN) return planned ? 0.1 : 0.24;
    int64_t width_a = a->date->to - a->date->from, width_b = b->date->to - b->date->from;
    int64_t width = width_a > width_b ? width_a : width_b;
    if (planned) return a->alone && b->alone ? 0 : 0.06;
    bool exact = width <= 60 && a->date->from == b->date->from && a->date->from % 1800 != 0;
    if (exact) return 0; /* one odd minute */
    if (width <= 3600) return a->alone && b->alone ? 0 : 0.03;
    if (width <= 8 * 3600) return 0.08;
    bool today = is_publication_day(&all->at[a->account], a->date) || is_publication_day(&all->at[b->account], b->date);
    return today ? 0.24 : 0.18;
}

/* Have the words next to the date, in its clause, their like around the other one? */
static bool nearest_meet(const kb_accounts *all, const moment *m, const moment *other)
{
    const kb_account *account = &all->at[m->account];
    uint32_t clause = kb_clause_at(account, m->date->token), met = 0;
    if (clause == KB_CLAUSE_NONE) return false;
    size_t first = account->clauses[clause].first, end = first + account->clauses[clause].count;
    size_t before = m->date->token, after = (size_t)m->date->token + m->date->tokens;
    for (size_t step = 0; step < 2 * (end - first) && met < NEAREST; step++) {
        const kb_word_terms *word = NULL;
        if (step % 2 == 0 && before > first) word = &account->words[--before];
        if (step % 2 == 1 && after < end) word = &account->words[after++];
        if (!word || !word->first) continue;
        if (!kb_around_has(&other->around, word)) return false;
        met++;
    }
    return met == NEAREST;
}

static bool same_text(const kb_accounts *all, const moment *a, const moment *b)
{
    return kb_str_equal_ascii(kb_str_part(all->at[a->account].doc->text, a->date->span),
                              kb_str_part(all->at[b->account].doc->text, b->date->span));
}

/* Do both reports stand in one zone? A clock or a day named in another may be the same moment. */
static bool same_zone(const kb_accounts *all, const moment *a, const moment *b)
{
    const kb_time *x = &all->at[a->account].doc->published, *y = &all->at[b->account].doc->published;
    return x->precision >= KB_TIME_DAY && y->precision >= KB_TIME_DAY && x->offset == y->offset;
}

/* How many days of the calendar lie between, each in its report's zone: those of one moment are 1 apart at most. */
static int64_t local_days_apart(const kb_accounts *all, const moment *a, const moment *b)
{
    int64_t x = a->date->from + all->at[a->account].doc->published.offset * 60;
    int64_t y = b->date->from + all->at[b->account].doc->published.offset * 60;
    int64_t day_x = (x - (x < 0 ? DAY - 1 : 0)) / DAY, day_y = (y - (y < 0 ? DAY - 1 : 0)) / DAY;
    return day_x < day_y ? day_y - day_x : day_x - day_y;
}

/* Do clocks that stand in their reports' zones show nearly the same? Then one may have been told in the other's zone.
 */
static bool same_face(const kb_accounts *all, const moment *a, const moment *b)
{
    int64_t x = a->date->from + all->at[a->account].doc->published.offset * 60;
    int64_t y = b->date->from + all->at[b->account].doc->published.offset * 60;
    int64_t apart = (x < y ? y - x : x - y) % (DAY / 2);
    return apart < ABOUT_SLACK || DAY / 2 - apart < ABOUT_SLACK;
}

/* Does the report tell a clock time that shows the same as the other's, of a day that one of them leaves open? */
static bool tells_face(const kb_accounts *all, const moments *m, const moment *mine, const moment *other)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->at[i].account == mine->account && m->at[i].date->clock && (!other->named || !m->at[i].named) &&
            same_face(all, &m->at[i], other))
            return true;
    return false;
}

/* Of clock times that leave the day open: are both of one day, and of reports of one time? */
static bool of_one_day(const kb_accounts *all, const moment *a, const moment *b)
{
    if (a->named && b->named) return true;
    int64_t x = all->at[a->account].published, y = all->at[b->account].published;
    return local_days_apart(all, a, b) == 0 && x != INT64_MIN && y != INT64_MIN && (x < y ? y - x : x - y) <= TOGETHER;
}

static double clause_likeness(const kb_accounts *all, const moment *a, const moment *b)
{
    const kb_account *x = &all->at[a->account], *y = &all->at[b->account];
    uint32_t i = kb_clause_at(x, a->date->token), j = kb_clause_at(y, b->date->token);
    return i == KB_CLAUSE_NONE || j == KB_CLAUSE_NONE ? 0 : kb_clause_likeness(all, x, i, y, j);
}

/* Does its clause give a figure? Then it may be the moment at which that holds. */
static bool has_figure(const kb_accounts *all, const moment *m)
{
    const kb_account *account = &all->at[m->account];
    uint32_t c = kb_clause_at(account, m->date->token);
    for (size_t i = 0; c != KB_CLAUSE_NONE && i < account->claims->figures.count; i++)
        if (kb_span_inside(account->claims->figures.at[i].number, account->clauses[c].span)) return true;
    return false;
}

/* Do both tell when the event came, of which either report tells one? */
static bool of_one_event(const kb_accounts *all, const moment *a, const moment *b)
{
    const kb_account *x = &all->at[a->account], *y = &all->at[b->account];
    int64_t apart = a->date->from < b->date->from ? b->date->from - a->date->from : a->date->from - b->date->from;
    if (!a->only_onset || !b->only_onset || apart > DAY / 2) return false;
    if (a->points || b->points) return true;
    for (uint32_t i = x->claims->sentences.at[a->date->sentence].first; i <= a->onset; i++)
        for (uint32_t j = y->claims->sentences.at[b->date->sentence].first; j <= b->onset; j++)
            if (!x->words[i].bare && kb_words_meet(&x->words[i], &y->words[j], kb_accounts_same_lang(x, y)))
                return true;
    return false;
}

/* Do the words say that two moments of one role are of one thing? */
static bool of_one_thing(const kb_accounts *all, const moment *a, const moment *b, double likeness, bool same_lang)
{
    size_t common = kb_around_common(&a->around, &b->around, same_lang);
    if (of_one_event(all, a, b)) return true;
    if (a->begins && b->begins && common > (a->begins == BEGINS_VERB && b->begins == BEGINS_VERB)) return true;
    bool planned = a->date->role == KB_DATE_PLANNED;
    if (a->begins == BEGINS_VERB && b->begins == BEGINS_VERB && planned && common && likeness >= DIFFERS_MUCH)
        return true;
    if (a->around.count < AROUND_MIN || b->around.count < AROUND_MIN) return false;
    if (likeness >= DIFFERS_MIN && nearest_meet(all, a, b) && nearest_meet(all, b, a)) return true;
    if (!common) return false;
    bool alone = a->alone && b->alone;
    if (alone && planned) return likeness >= PLANNED_MIN;
    double clause = clause_likeness(all, a, b);
    if (alone && likeness >= ALONE_MUCH && common > 1) return true;
    if (a->date->clock && likeness >= DIFFERS_BOTH && clause >= DIFFERS_BOTH && common > 1) return true;
    return (likeness >= DIFFERS_MUCH && clause >= DIFFERS_CLAUSE) ||
           (alone && likeness >= ALONE_MIN && clause >= ALONE_CLAUSE);
}

static bool judge(const kb_accounts *all, const moments *m, link *l)
{
    const moment *a = &m->at[l->a], *b = &m->at[l->b];
    bool same_lang = kb_accounts_same_lang(&all->at[a->account], &all->at[b->account]);
    l->likeness = kb_around_likeness(&a->around, &b->around, same_lang);
    l->agree = can_be_one(a, b);
    if (l->agree) {
        if (a->date->role != b->date->role && (a->date->role == KB_DATE_PAST || b->date->role == KB_DATE_PAST))
            return false;
        double least = least_agreement(all, a, b);
        if (!a->date->clock && (a->begins == BEGINS_VERB) != (b->begins == BEGINS_VERB) && least < ONE_BEGINS)
            least = ONE_BEGINS;
        return l->likeness >= least;
    }
    if (a->date->from == INT64_MIN || b->date->from == INT64_MIN) return false;
    bool clocks = a->date->clock && b->date->clock; /* hedged ones lie apart by more than a hedge allows */
    if (a->date->role != b->date->role || !tells_event(a->date)) return false;
    if (!clocks && (a->date->about || b->date->about)) return false;
    if (a->date->clock != b->date->clock || (clocks && !of_one_day(all, a, b))) return false;
    if (same_text(all, a, b)) return false; /* one was taken wrongly */
    /* The morning and the evening of one day: what goes on then is told for both. */
    int64_t between = a->date->from < b->date->from ? b->date->from - a->date->from : a->date->from - b->date->from;
    if (!a->date->clock && between < DAY) return false;
    if (!same_zone(all, a, b) && (clocks ? same_face(all, a, b) : local_days_apart(all, a, b) < 2)) return false;
    if (!(a->begins && b->begins) && has_figure(all, a) && has_figure(all, b)) return false;
    return of_one_thing(all, a, b, l->likeness, same_lang);
}

static int by_score(const void *x, const void *y)
{
    const link *a = x, *b = y;
    if (a->agree != b->agree) return a->agree ? -1 : 1;
    if (a->score > b->score || a->score < b->score) return a->score > b->score ? -1 : 1;
    return a->a + a->b < b->a + b->b ? -1 : a->a + a->b > b->a + b->b;
}

static kb_status find_links(const kb_accounts *all, const moments *m, links *out, kb_err *err)
{
    for (uint32_t i = 0; i < m->count; i++)
        for (uint32_t j = i + 1; j < m->count; j++) {
            link l = { .a = i, .b = j };
            if (m->at[i].account == m->at[j].account || !judge(all, m, &l)) continue;
            l.score = l.likeness + (l.agree && m->at[i].date->clock && m->at[j].date->clock ? CLOCKS : 0);
            link *kept = KB_ADD(all->arena, out, link);
            if (!kept) return kb_arena_fail(all->arena, err);
            *kept = l;
        }
    if (out->count) qsort(out->at, out->count, sizeof *out->at, by_score);
    return KB_OK;
}

/* Does the report tell the other's moment elsewhere? Then its words differ, not its account; where both tell when
 * something begins, what else goes on then is told of another thing. */
static bool tells_too(const kb_accounts *all, const moments *m, const moment *mine, const moment *other)
{
    if (other->date->clock && tells_face(all, m, mine, other)) return true;
    bool begin = mine->begins && other->begins;
    for (size_t i = 0; i < m->count; i++)
        if (m->at[i].account == mine->account && can_be_one(&m->at[i], other) && (!begin || m->at[i].begins) &&
            (m->at[i].date->clock || !other->date->clock)) /* the day alone tells no hour of it */
            return true;
    return false;
}

static bool same_words(const kb_date *a, const kb_date *b)
{
    return a->from == b->from && a->to == b->to;
}

/* Which moments are one matter: of[i] names the group by one of its moments. */
typedef struct {
    const moments *m;
    uint32_t *of;
} groups;

/* A group tells one moment: all in it can be one, and a report stands in it twice only with the same words. */
static bool may_join(const groups *g, uint32_t a, uint32_t b)
{
    const moments *m = g->m;
    for (uint32_t i = 0; i < m->count; i++)
        for (uint32_t j = 0; g->of[i] == g->of[a] && j < m->count; j++) {
            if (g->of[j] != g->of[b]) continue;
            if (!can_be_one(&m->at[i], &m->at[j])) return false;
            if (m->at[i].account == m->at[j].account && !same_words(m->at[i].date, m->at[j].date)) return false;
        }
    return true;
}

static void join(const groups *g, uint32_t a, uint32_t b)
{
    uint32_t from = g->of[b], to = g->of[a];
    for (uint32_t i = 0; i < g->m->count; i++)
        if (g->of[i] == from) g->of[i] = to;
}

static kb_status add_cell(kb_rows_maker *maker, kb_row *row, const moments *m, uint32_t at, const kb_around *other,
                          kb_err *err)
{
    const moment *mine = &m->at[at];
    const kb_date *date = mine->date;
    kb_span span = kb_around_reach(&maker->accounts->at[mine->account], date->span, date->token, date->tokens,
                                   row->kind == KB_ROW_DIFFERS ? DIFFERS_REACH : CELL_REACH, &other, 1);
    return kb_row_cell(maker, row, mine->account, span, KB_CELL_PLAIN, NULL, err);
}

static kb_status say_why(kb_rows_maker *maker, kb_row *row, const link *l, kb_err *err)
{
    return kb_row_why(maker, row, err, "%s, words around %.2f",
                      l->agree ? "dates that can be one" : "dates of one thing that cannot both hold", l->likeness);
}

/* Two days of one thing that cannot both hold. */
static kb_status write_differing(kb_rows_maker *maker, const moments *m, const link *l, kb_err *err)
{
    kb_row *row = kb_row_add(maker, KB_ROW_DIFFERS, l->likeness >= 0.5 ? KB_SURE : KB_LIKELY);
    if (!row) return kb_arena_fail(maker->arena, err);
    kb_status status = add_cell(maker, row, m, l->a, &m->at[l->b].around, err);
    if (status == KB_OK) status = add_cell(maker, row, m, l->b, &m->at[l->a].around, err);
    return status == KB_OK ? say_why(maker, row, l, err) : status;
}

/* All moments of a group, by its best link. */
static kb_status write_group(kb_rows_maker *maker, const groups *g, const link *best, kb_err *err)
{
    const moments *m = g->m;
    kb_row *row = kb_row_add(maker, KB_ROW_SHARED, best->likeness >= 0.5 ? KB_SURE : KB_LIKELY);
    if (!row) return kb_arena_fail(maker->arena, err);
    kb_status status = KB_OK;
    for (uint32_t i = 0; i < m->count && status == KB_OK; i++) {
        if (g->of[i] != g->of[best->a]) continue;
        bool same =
            same_words(m->at[i].date, m->at[best->a].date) || same_text(maker->accounts, &m->at[i], &m->at[best->a]);
        if (!same) row->kind = KB_ROW_COMPATIBLE;
        uint32_t other = m->at[i].account == m->at[best->a].account ? best->b : best->a;
        status = add_cell(maker, row, m, i, &m->at[other].around, err);
    }
    return status == KB_OK ? say_why(maker, row, best, err) : status;
}

kb_status kb_date_rows(kb_rows_maker *maker, kb_err *err)
{
    moments m = { 0 };
    links found = { 0 };
    kb_status status = find_moments(maker->accounts, &m, err);
    find_alone(&m);
    find_onsets(&m);
    if (status == KB_OK) status = find_links(maker->accounts, &m, &found, err);
    groups g = { &m, KB_NEW(maker->accounts->arena, uint32_t, m.count) };
    if (status == KB_OK && !g.of) return kb_arena_fail(maker->accounts->arena, err);
    for (uint32_t i = 0; i < m.count && status == KB_OK; i++) g.of[i] = i;
    for (size_t i = 0; i < found.count && status == KB_OK && found.at[i].agree; i++) {
        const link *l = &found.at[i];
        if (g.of[l->a] != g.of[l->b] && may_join(&g, l->a, l->b)) join(&g, l->a, l->b);
    }
    for (size_t i = 0; i < found.count && status == KB_OK; i++) {
        const link *l = &found.at[i];
        moment *a = &m.at[l->a], *b = &m.at[l->b];
        if (a->taken || b->taken || (l->agree && g.of[l->a] != g.of[l->b])) continue;
        if (!l->agree && (tells_too(maker->accounts, &m, a, b) || tells_too(maker->accounts, &m, b, a))) continue;
        status = l->agree ? write_group(maker, &g, l, err) : write_differing(maker, &m, l, err);
        for (uint32_t j = 0; j < m.count; j++)
            m.at[j].taken |= j == l->a || j == l->b || (l->agree && g.of[j] == g.of[l->a]);
    }
    return status;
}
