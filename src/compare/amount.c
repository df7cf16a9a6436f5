#include "compare/amount.h"

#include <math.h>

#define VAGUE_WIDTH 2     /* high over low */
#define ROUNDED_SLACK 0.1 /* "about 150" holds of 148, of 160; not of 180 */

/* ---- amounts ---- */

static bool in_title(const kb_account *account, const kb_figure *figure)
{
    return figure->sentence < account->claims->sentences.count && account->title[figure->sentence];
}

/* What [counted] says of the figure's concept by a word of its sentence: is it listed, and is it of a kind ("as:") that
 * tells what is counted? People and things are nouns like others: two reports may count other ones. */
static bool is_listed(const kb_account *account, const kb_figure *figure, bool *known)
{
    static const char *const kinds[] = { "state", "fate", "measure", "money", "rate", "time" };
    const kb_sentence *sentence = &account->claims->sentences.at[figure->sentence];
    bool listed = kb_str_is(figure->concept, "age"); /* its form alone says so: "Dwi (34)" */
    if (kb_str_is(figure->concept, "temperature") || (kb_str_is(figure->concept, "vote") && !figure->unit.len))
        *known = listed = true; /* "46.8C", "9-5" */
    for (size_t t = sentence->first; figure->concept.len && t < (size_t)sentence->first + sentence->count; t++) {
        for (const kb_word *word = account->claims->tokens.at[t].words; word; word = word->next) {
            if (word->class_of != KB_WORD_COUNTED || !kb_str_equal(word->value, figure->concept)) continue;
            listed = true;
            for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
                *known |= kb_str_is(kb_word_key(word, "as"), kinds[i]);
        }
    }
    return listed;
}

/* The concept; of a mere noun the word that [same] has for it: "sampel" and "contoh" are one. Those of [counted] are
 * the same word in every language. */
static kb_str concept_of(const kb_account *account, const kb_figure *figure)
{
    kb_str concept = figure->concept;
    bool known = false;
    if (is_listed(account, figure, &known)) return concept;
    const kb_word *word = account->claims->lang && concept.len ? kb_lang_first(account->claims->lang, concept) : NULL;
    for (; word; word = word->next)
        if (word->class_of == KB_WORD_SAME && word->count == 1 && word->value.len) return word->value;
    return concept;
}

/* "Seven of eight factions": the number behind "of" is the whole, what it counts is counted by the one before it. */
static const kb_figure *part_of(const kb_account *account, const kb_figure *whole, const kb_figure *before)
{
    size_t end = before ? (size_t)before->token + before->tokens : 0;
    if (!before || before->sentence != whole->sentence || whole->token != end + 1) return NULL;
    if (before->kind != whole->kind || (before->unit.len && !kb_str_equal(before->unit, whole->unit))) return NULL;
    const kb_token *between = &account->claims->tokens.at[end];
    return kb_token_is(between, KB_WORD_PREPOSITION) && !before->concept.len && whole->concept.len ? before : NULL;
}

/* Names in the figure's clause: of whom or where it is the figure. */
static void add_names(const kb_account *account, kb_amount *amount, const kb_figure *figure)
{
    uint32_t c = kb_clause_at(account, figure->token);
    if (c == KB_CLAUSE_NONE) return;
    for (uint32_t t = account->clauses[c].first; t < account->clauses[c].first + account->clauses[c].count; t++) {
        const kb_word_terms *word = &account->words[t];
        if (word->name && word->first && amount->name_count < KB_AMOUNT_NAMES)
            amount->names[amount->name_count++] = word->first;
    }
}

static bool same_thing(const kb_figure *a, const kb_figure *b)
{
    return a->kind == b->kind && a->past == b->past && a->plan == b->plan && kb_str_equal(a->unit, b->unit) &&
           kb_str_equal(a->concept, b->concept);
}

static bool same_value(double a, double b)
{
    return !(a < b) && !(a > b);
}

/* Is the figure another mention of the amount? */
static bool tells_again(const kb_account *account, const kb_amount *amount, const kb_figure *figure)
{
    if (!same_thing(amount->figure, figure)) return false;
    bool title = amount->title != in_title(account, figure);
    if (same_value(amount->low, figure->low) && same_value(amount->high, figure->high)) return true;
    /* A title rounds what the text gives exactly. */
    return title && amount->low <= figure->high && figure->low <= amount->high && figure->concept.len;
}

/* The word of the counted noun that names the concept, else its last; and those that say of what kind. */
static void set_noun(const kb_account *account, kb_amount *amount, const kb_figure *figure)
{
    const kb_tokens *tokens = &account->claims->tokens;
    size_t kinds = 0;
    if (amount->noun.first || !kb_span_len(figure->counted)) return;
    bool found = false;
    for (size_t t = kb_tokens_at(tokens, figure->counted.begin);
         t < tokens->count && tokens->at[t].span.begin < figure->counted.end; t++) {
        if (!account->words[t].first) continue;
        if (amount->noun.first && kinds < KB_AMOUNT_WORDS)
            amount->kinds[kinds++] = found ? account->words[t] : amount->noun;
        if (!found) amount->noun = account->words[t];
        kb_str stem = tokens->at[t].stem.len ? tokens->at[t].stem : tokens->at[t].base;
        found = found || kb_str_equal(stem, figure->concept);
    }
}

/* "Two others", "five of them", "one of the largest", "his first ten"; and what several are counted of, without its
 * plural. */
static bool is_vague(const kb_account *account, const kb_figure *figure)
{
    const kb_tokens *tokens = &account->claims->tokens;
    size_t t = kb_tokens_at(tokens, figure->number.end), behind = t, first = kb_tokens_at(tokens, figure->number.begin);
    if (figure->kind != KB_FIGURE_COUNT) return false;
    if (first > 0 && kb_token_is(&tokens->at[first - 1], KB_WORD_ORDINAL)) return true;
    for (; t < tokens->count && t < (size_t)figure->token + figure->tokens + 1; t++) {
        const kb_word *word = kb_token_match(tokens, t, KB_WORD_COUNTED, NULL);
        if (word && kb_str_is(kb_word_key(word, "as"), "other")) return true;
    }
    if (behind + 1 < tokens->count && kb_lang_lists(account->claims->lang, "partitive", tokens->at[behind].base) &&
        tokens->at[behind + 1].kind != KB_TOKEN_NUMBER && !kb_token_is(&tokens->at[behind + 1], KB_WORD_NUMBER))
        return true;
    kb_str ending = account->claims->lang ? kb_lang_about(account->claims->lang, "plural") : KB_STR("");
    kb_str noun = kb_str_part(account->doc->text, figure->counted);
    bool known = false;
    return ending.len && noun.len && figure->low > 1 && !kb_str_ends(noun, ending) &&
           !is_listed(account, figure, &known);
}

/* The name nearest before the figure: whose it is. */
static void set_subjects(const kb_account *account, kb_amount *amount, const kb_figure *figure)
{
    size_t first = account->claims->sentences.at[figure->sentence].first, count = 0;
    for (size_t t = figure->token; t-- > first && count < KB_AMOUNT_WORDS;) {
        const kb_word_terms *word = &account->words[t];
        if (word->name && word->first)
            amount->subjects[count++] = word->first;
        else if (count)
            return;
    }
}

/* The nearest content words of the figure's clause on both sides: "repay $5 million", "five per cent of the votes". */
static void set_near(const kb_account *account, kb_amount *amount, const kb_figure *figure)
{
    uint32_t c = kb_clause_at(account, figure->token);
    if (c == KB_CLAUSE_NONE) return;
    size_t first = account->clauses[c].first, end = first + account->clauses[c].count;
    for (size_t t = figure->token; t-- > first && !amount->near[0].first;)
        if (!account->words[t].name) amount->near[0] = account->words[t];
    for (size_t t = (size_t)figure->token + figure->tokens; t < end && !amount->near[1].first; t++)
        if (!account->words[t].name) amount->near[1] = account->words[t];
}

static void set_moment(const kb_account *account, kb_amount *amount, const kb_figure *figure)
{
    if (figure->as_of < account->claims->dates.count && account->claims->dates.at[figure->as_of].from != INT64_MIN) {
        amount->stated = true;
        amount->from = account->claims->dates.at[figure->as_of].from;
        amount->to = account->claims->dates.at[figure->as_of].to;
    }
}

static kb_status add_mention(const kb_accounts *all, kb_amount *amount, const kb_figure *figure, kb_err *err)
{
    const kb_account *account = &all->at[amount->account];
    const kb_figure **place = KB_ADD(all->arena, &amount->mentions, const kb_figure *);
    if (!place) return kb_arena_fail(all->arena, err);
    *place = figure;
    amount->title |= in_title(account, figure);
    amount->rounded |= figure->rounded;
    bool more_exact = figure->high - figure->low < amount->figure->high - amount->figure->low;
    bool same_width = same_value(figure->high - figure->low, amount->figure->high - amount->figure->low);
    if (more_exact || (same_width && in_title(account, amount->figure))) kb_amount_set_figure(amount, figure);
    set_moment(account, amount, figure);
    amount->series |= figure->series;
    amount->listed |= is_listed(account, figure, &amount->known);
    add_names(account, amount, figure);
    set_noun(account, amount, figure);
    set_near(account, amount, figure);
    amount->vague |= is_vague(account, figure);
    if (!amount->subjects[0]) set_subjects(account, amount, figure);
    /* What is counted is known: the rest of the sentence tells of which event, which group. */
    kb_span without = amount->known ? figure->span : figure->number;
    kb_status status =
        kb_around_add(all, account, figure->sentence, figure->token, figure->tokens, without, &amount->context, err);
    if (status != KB_OK) return status;
    return kb_around_add(all, account, figure->sentence, figure->token, figure->tokens, figure->span, &amount->apart,
                         err);
}

static bool is_comparable(const kb_account *account, const kb_figure *figure)
{
    if (figure->sentence >= account->claims->sentences.count || account->aside[figure->sentence]) return false;
    return !isnan(figure->low) && !isnan(figure->high) && (isfinite(figure->low) || isfinite(figure->high));
}

static bool is_article(const kb_account *account, const kb_figure *figure)
{
    const kb_tokens *tokens = &account->claims->tokens;
    size_t t = kb_tokens_at(tokens, figure->number.begin);
    return t < tokens->count && kb_token_is(&tokens->at[t], KB_WORD_DETERMINER);
}

bool kb_amount_rivals(const kb_amount *a, const kb_amount *b)
{
    bool vague = isfinite(b->high) && b->high > VAGUE_WIDTH * b->low; /* "several" are no other count */
    return a->past == b->past && a->figure->kind == b->figure->kind && kb_str_equal(a->figure->unit, b->figure->unit) &&
           a->plan == b->plan && a->whole == b->whole && kb_str_equal(a->concept, b->concept) && !vague &&
           !kb_amount_overlap(a, b);
}

/* Sets `alone` and `only`. */
static void find_rivals(kb_amounts *amounts, size_t at)
{
    kb_amount *a = &amounts->at[at];
    size_t first = at, end = at + 1;
    while (first > 0 && amounts->at[first - 1].account == a->account) first--;
    while (end < amounts->count && amounts->at[end].account == a->account) end++;
    a->alone = true;
    a->only = a->figure->unit.len > 0;
    for (size_t i = first; i < end; i++) {
        const kb_amount *b = &amounts->at[i];
        if (i == at || a->past != b->past || a->figure->kind != b->figure->kind ||
            !kb_str_equal(a->figure->unit, b->figure->unit))
            continue;
        a->only = false;
        if (kb_amount_rivals(a, b)) a->alone = false;
    }
}

kb_status kb_amounts_find(const kb_accounts *accounts, kb_amounts *out, kb_err *err)
{
    *out = (kb_amounts){ 0 };
    for (uint32_t i = 0; i < accounts->count; i++) {
        const kb_account *account = &accounts->at[i];
        size_t first = out->count;
        for (size_t f = 0; f < account->claims->figures.count; f++) {
            const kb_figure *figure = &account->claims->figures.at[f];
            if (!is_comparable(account, figure)) continue;
            const kb_figure *next = f + 1 < account->claims->figures.count ? figure + 1 : NULL;
            const kb_figure *before = f ? figure - 1 : NULL;
            size_t a = first;
            while (a < out->count && !tells_again(account, &out->at[a], figure)) a++;
            if (a == out->count) {
                kb_amount *fresh = KB_ADD(accounts->arena, out, kb_amount);
                if (!fresh) return kb_arena_fail(accounts->arena, err);
                *fresh = (kb_amount){ .account = i,
                                      .concept = concept_of(account, figure),
                                      .whole = part_of(account, figure, before) != NULL,
                                      .past = figure->past,
                                      .plan = figure->plan,
                                      .from = account->published,
                                      .to = account->published };
                kb_amount_set_figure(fresh, figure);
            }
            if (next && part_of(account, next, figure)) out->at[a].concept = concept_of(account, next);
            kb_status status = add_mention(accounts, &out->at[a], figure, err);
            if (status != KB_OK) return status;
        }
    }
    for (size_t i = 0; i < out->count; i++) {
        kb_around_order(&out->at[i].context);
        kb_around_order(&out->at[i].apart);
        find_rivals(out, i);
        out->at[i].article = is_article(&accounts->at[out->at[i].account], out->at[i].figure);
        kb_amount_set_course(&out->at[i]);
    }
    return KB_OK;
}
