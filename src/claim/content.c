#include "claim/content.h"

#include "claim/speech.h"

enum { GAP_MAX = 25, JUMP_MAX = 14, SIDE_WORDS = 4, LEAD_MAX = 6, JOINT_MAX = 4 };

/* ---- small questions ---- */

static bool is_conjunction(const kb_reading *r, uint32_t i, const char *value)
{
    return !r->mention[i] && kb_is_value(r, i, KB_WORD_CONJUNCTION, value);
}

static bool is_terminator(const kb_reading *r, uint32_t i)
{
    return kb_is_mark(r, i, '.') || kb_is_mark(r, i, '!') || kb_is_mark(r, i, '?') || kb_str_is(r->at[i].folded, "…");
}

static uint32_t quote_end(const kb_reading *r, uint32_t i, uint32_t limit)
{
    uint32_t q = r->quote[i];
    while (i < limit && r->quote[i] == q) i++;
    return i;
}

static uint32_t quote_begin(const kb_reading *r, uint32_t i, uint32_t floor)
{
    uint32_t q = r->quote[i];
    while (i > floor && r->quote[i - 1] == q) i--;
    return i;
}

static bool begins_as_sentence(const kb_reading *r, uint32_t i)
{
    for (uint32_t k = i; k < r->count && r->quote[k] == r->quote[i]; k++)
        if (r->at[k].kind != KB_TOKEN_MARK)
            return r->at[k].kind == KB_TOKEN_NUMBER || (r->at[k].flags & KB_TOKEN_CAPITAL);
    return false;
}

static void add_part(kb_draft *d, uint32_t first, uint32_t end)
{
    if (first < end && d->part_count < KB_PARTS_MAX) d->parts[d->part_count++] = (kb_range){ first, end };
}

/* Words (no marks) of a range. */
static uint32_t words_in(const kb_reading *r, uint32_t first, uint32_t end)
{
    uint32_t words = 0;
    for (uint32_t i = first; i < end; i++) words += r->at[i].kind != KB_TOKEN_MARK;
    return words;
}

/* ---- to the left ---- */

/* The end of the words that stand before the cue with its source, when a comma, a dash or a quote ends them; 0 when
 * nothing does. */
static uint32_t left_end(const kb_reading *r, const kb_draft *d)
{
    uint32_t i = kb_draft_begin(d), first = d->sentence.first;
    if (i <= first) return 0;
    if (kb_is_dash(r, i - 1) && i > first + 2 && kb_is_mark(r, i - 2, ',')) return i - 2; /* «...», — said X */
    if (kb_is_mark(r, i - 1, ',') || kb_is_dash(r, i - 1) || kb_is_mark(r, i - 1, ';'))
        return i - 1 > first ? i - 1 : 0;
    if (!r->quote[i - 1]) return 0;
    bool speech = kb_speech_ends(r, i - 1, i) || d->cue.inverse || d->cue.clitic || d->source_behind;
    return speech ? i : 0;
}

/* Where the words to the left begin: behind the drafts before that are speech of their own, else with the sentence. */
static uint32_t left_begin(const kb_reading *r, const kb_drafts *drafts, size_t k)
{
    uint32_t begin = drafts->at[k].sentence.first;
    for (size_t j = 0; j < k; j++) {
        const kb_draft *before = &drafts->at[j];
        if (before->dropped || !before->part_count) continue;
        bool told_left = before->parts[0].first < kb_draft_begin(before);
        if (!told_left && !(before->speech && begins_as_sentence(r, before->parts[0].first))) continue;
        begin = kb_draft_end(before);
        for (uint32_t p = 0; p < before->part_count; p++)
            if (before->parts[p].end > begin) begin = before->parts[p].end;
    }
    while (begin < drafts->at[k].sentence.end && !r->quote[begin] &&
           (r->at[begin].kind == KB_TOKEN_MARK || is_conjunction(r, begin, "and") || is_conjunction(r, begin, "but")))
        begin++;
    return begin;
}

/* Does the sentence end with the draft, but for marks and the day? Then what is told stands before it. */
static bool ends_sentence(const kb_reading *r, const kb_draft *d)
{
    for (uint32_t i = kb_draft_end(d); i < d->sentence.end; i++)
        if (r->quote[i] || (r->at[i].kind != KB_TOKEN_MARK && !r->date[i] &&
                            !(kb_is(r, i, KB_WORD_PREPOSITION) && i + 1 < d->sentence.end && r->date[i + 1])))
            return false;
    return true;
}

/* Is what stands left of the cue a whole clause or speech, not an adverbial ("On Monday, she said ...")? */
static bool left_tells(const kb_reading *r, const kb_draft *d, uint32_t begin, uint32_t end)
{
    if (end <= begin) return false;
    bool title = r->quote[end - 1] && quote_begin(r, end - 1, begin) > begin && kb_is_title(r, end - 1);
    if (r->quote[end - 1] && !title) return true;
    if (words_in(r, begin, end) < SIDE_WORDS && !(d->source_behind || d->cue.clitic)) return false;
    if (words_in(r, begin, end) < 2) return false;
    for (uint32_t i = begin; i < end; i++)
        if (r->quote[i] && kb_speech_ends(r, i, end) && !kb_is_title(r, i)) return true;
    bool side = !r->mention[begin] && !r->quote[begin] &&
                (kb_is(r, begin, KB_WORD_PREPOSITION) || is_conjunction(r, begin, "when") ||
                 is_conjunction(r, begin, "while") || is_conjunction(r, begin, "because") || r->date[begin] ||
                 (kb_is(r, begin, KB_WORD_ADVERB) && words_in(r, begin, end) < SIDE_WORDS));
    if (!side || kb_is(r, begin, KB_WORD_HEDGE)) return true; /* "At least ten people died" */
    if (ends_sentence(r, d) && words_in(r, begin, end) >= SIDE_WORDS) return true;
    /* A side clause first, then the clause it belongs to: "In May, prices rose, he said". */
    for (uint32_t i = begin; i < end; i++)
        if (kb_is_mark(r, i, ',') && words_in(r, i, end) >= SIDE_WORDS) return true;
    return false;
}

/* ---- to the right ---- */

static bool stays_behind(const kb_draft *d)
{
    return d->source_behind || d->cue.clitic;
}

/* Does a quote follow behind the comma or colon that a draft ends with: 'Asked why, she replied: "..."'? */
static bool leads_to_speech(const kb_reading *r, const kb_draft *d)
{
    uint32_t i = kb_draft_end(d), limit = d->sentence.end;
    while (i < limit && i < kb_draft_end(d) + LEAD_MAX && !r->quote[i] && !kb_is_mark(r, i, ':') &&
           !kb_is_mark(r, i, ','))
        i++;
    return i + 1 < limit && !r->quote[i] && r->quote[i + 1] && begins_as_sentence(r, i + 1);
}

/* Where a later cue of the sentence ends the clause of the cue before it; `end` when it does not. */
static uint32_t cut_at(const kb_reading *r, const kb_draft *d, uint32_t from, uint32_t end)
{
    uint32_t begin = kb_draft_begin(d);
    if (d->dropped) return end;
    if (begin <= from) /* "Rana, who opposes the plan, said": the relative clause ends before the verb around it */
        return d->own_source && !d->source_behind && d->cue.group > from && kb_is_mark(r, d->cue.group - 1, ',')
                   ? d->cue.group - 1
                   : end;
    bool comma = kb_is_mark(r, begin - 1, ',') || kb_is_dash(r, begin - 1);
    if (d->own_source && d->cue.class_of == KB_WORD_CUE && leads_to_speech(r, d))
        for (uint32_t i = begin; i > from + 1 && i + JOINT_MAX > begin; i--)
            if (kb_is_mark(r, i - 1, ',')) return i - 1;
    if (d->cue.class_of == KB_WORD_CARRIER)
        return kb_str_is(d->cue.word->value, "hearer") ? end : comma ? begin - 1 : begin;
    if (d->cue.class_of == KB_WORD_CUE_NOUN) return end;
    if (d->cue.class_of == KB_WORD_CUE_FRAME || stays_behind(d)) return comma ? begin - 1 : end;
    if (d->cue.gerund) return comma ? begin - 1 : end;
    uint32_t joint = begin; /* "and said", ", but he said": the clause ends before the joint */
    while (joint > from && (is_conjunction(r, joint - 1, "and") || is_conjunction(r, joint - 1, "but") ||
                            is_conjunction(r, joint - 1, "while") || kb_is(r, joint - 1, KB_WORD_ADVERB)))
        joint--;
    if (joint < begin) {
        bool before = joint > from && kb_is_mark(r, joint - 1, ',');
        if (before) return joint - 1;
        return d->own_source ? end : joint;
    }
    if (!comma) return end;
    /* ", the agency reported": the last words of the sentence */
    bool last = kb_draft_end(d) >= d->sentence.end || r->date[kb_draft_end(d)] ||
                kb_is(r, kb_draft_end(d), KB_WORD_PREPOSITION) || kb_is_mark(r, kb_draft_end(d), ',');
    return last ? begin - 1 : end;
}

/* Has a later cue, right behind the quote that ends at `end`, a speaker of its own: 'It will last: "...," she said'? */
static bool told_behind(const kb_reading *r, const kb_drafts *drafts, size_t k, uint32_t end)
{
    if (!kb_speech_ends(r, end - 1, end)) return false;
    for (size_t j = k + 1; j < drafts->count; j++) {
        const kb_draft *next = &drafts->at[j];
        if (!next->dropped && next->own_source && next->cue.class_of == KB_WORD_CUE && kb_draft_begin(next) == end)
            return true;
    }
    return false;
}

static uint32_t clause_end(const kb_reading *r, const kb_drafts *drafts, size_t k, uint32_t from)
{
    uint32_t end = drafts->at[k].sentence.end;
    for (size_t j = k + 1; j < drafts->count; j++) {
        uint32_t cut = cut_at(r, &drafts->at[j], from, end);
        if (cut < end && cut > from) end = cut;
    }
    const kb_draft *d = &drafts->at[k]; /* "Praising the plan, Rana ...": the participle ends before the subject */
    if (d->cue.gerund && d->source.first > from) return kb_first_comma(r, from, end);
    for (uint32_t i = from + 1; i + 1 < end; i++) {
        if (!r->quote[i] && kb_is_mark(r, i, ':') && r->quote[i + 1] &&
            told_behind(r, drafts, k, quote_end(r, i + 1, end)))
            return i;
        if (r->quote[i] || !kb_is_mark(r, i, ',') || i < from + 2) continue;
        if (is_conjunction(r, i + 1, "but") || is_conjunction(r, i + 1, "while") ||
            kb_is_value(r, i + 1, KB_WORD_PRONOUN, "who"))
            return i;
    }
    return end;
}

static uint32_t skip_hearer(const kb_reading *r, kb_draft *d, uint32_t i);

/* As skip_hearer, where a word marks the hearer. */
static uint32_t skip_hearer_mark(const kb_reading *r, kb_draft *d, uint32_t i)
{
    if (i >= d->sentence.end || r->quote[i] || !kb_is_value(r, i, KB_WORD_CARRIER, "hearer")) return i;
    return skip_hearer(r, d, i);
}

/* Over the one who is told: "told reporters", "kepada Kim". */
static uint32_t skip_hearer(const kb_reading *r, kb_draft *d, uint32_t i)
{
    const kb_word *w =
        i < d->sentence.end && !r->quote[i] ? kb_token_match(&r->claims->tokens, i, KB_WORD_CARRIER, NULL) : NULL;
    bool marked = w && kb_str_is(w->value, "hearer") && kb_is(r, i, KB_WORD_PREPOSITION);
    if (!marked && !d->cue.hearer) return i;
    uint32_t from = i + marked;
    if (from >= d->sentence.end || r->quote[from] || r->at[from].kind != KB_TOKEN_WORD) return i;
    if (kb_is(r, from, KB_WORD_COMPLEMENTIZER) || r->date[from]) return i; /* "pada Senin" */
    kb_range hearer = { from, from };
    if (r->mention[from]) {
        hearer.end =
            r->claims->mentions.at[r->mention[from] - 1].first + r->claims->mentions.at[r->mention[from] - 1].count;
        if (hearer.end < d->sentence.end && kb_is_title(r, hearer.end)) /* "told NTV's 'Good Evening'" */
            hearer.end = quote_end(r, hearer.end, d->sentence.end);
    } else if (kb_is(r, from, KB_WORD_PRONOUN) && !kb_is_article(r, from)) {
        hearer.end = from + 1;
    } else {
        while (hearer.end < d->sentence.end && hearer.end < from + 8) {
            uint32_t t = hearer.end;
            if (r->named[t]) {
                hearer.end = r->named[t];
                break;
            }
            if (r->quote[t] || r->at[t].kind == KB_TOKEN_MARK || kb_is(r, t, KB_WORD_COMPLEMENTIZER)) break;
            if (t > from &&
                (kb_is(r, t, KB_WORD_PRONOUN) || kb_is_article(r, t) || kb_is(r, t, KB_WORD_PREPOSITION) || r->date[t]))
                break;
            hearer.end++;
            if (r->mention[t] && !(t + 1 < d->sentence.end && r->mention[t + 1] == r->mention[t])) break;
        }
    }
    d->hearer = hearer;
    return hearer.end;
}

/* Over adverbials between the cue and its complementizer: "said on Monday that". Returns where the complementizer
 * stands, or `i`. */
static uint32_t jump_to_complementizer(const kb_reading *r, const kb_draft *d, uint32_t i, bool *found)
{
    *found = false;
    for (uint32_t k = i; k < d->sentence.end && k < i + JUMP_MAX; k++) {
        if (r->quote[k]) break;
        if (kb_is_value(r, k, KB_WORD_COMPLEMENTIZER, "that") || kb_is_value(r, k, KB_WORD_COMPLEMENTIZER, "wh")) {
            *found = true;
            return k;
        }
        bool starts = k == i && !(kb_is(r, k, KB_WORD_PREPOSITION) || kb_is(r, k, KB_WORD_ADVERB) || r->date[k] ||
                                  kb_is_mark(r, k, ',') || kb_is_mark(r, k, '('));
        if (starts || (!r->mention[k] && (kb_is(r, k, KB_WORD_AUXILIARY) || kb_is(r, k, KB_WORD_CUE)))) break;
    }
    return i;
}

/* Over dates and adverbs right behind the cue: "said Monday", "said again on Monday". */
static uint32_t skip_adverbs(const kb_reading *r, const kb_draft *d, uint32_t i)
{
    for (;;) {
        uint32_t k = i;
        if (k < d->sentence.end && !r->quote[k] && kb_is(r, k, KB_WORD_PREPOSITION) && k + 1 < d->sentence.end &&
            r->date[k + 1])
            k++;
        if (k < d->sentence.end && r->date[k]) {
            uint32_t date = r->date[k];
            while (k < d->sentence.end && r->date[k] == date) k++;
            i = k;
            continue;
        }
        if (i < d->sentence.end && !r->quote[i] && !r->mention[i] && kb_is(r, i, KB_WORD_ADVERB) &&
            r->at[i].kind == KB_TOKEN_WORD) {
            i++;
            continue;
        }
        return i;
    }
}

/* Is the quote at `q` speech that the cue introduces: behind a colon or comma, a sentence of its own? */
static bool introduces(const kb_reading *r, const kb_draft *d, uint32_t i, uint32_t q)
{
    if (q > i) return kb_is_mark(r, q - 1, ':') || kb_is_mark(r, q - 1, ',') || kb_is_dash(r, q - 1);
    uint32_t end = quote_end(r, q, d->sentence.end);
    return begins_as_sentence(r, q) && (end >= d->sentence.end || kb_speech_ends(r, q, d->sentence.end));
}

/* The first quote behind `from` in the sentence, when no cue's words stand between; the sentence's end else. */
static uint32_t next_quote(const kb_reading *r, const kb_drafts *drafts, size_t k, uint32_t from)
{
    const kb_draft *d = &drafts->at[k];
    uint32_t limit = d->sentence.end;
    for (size_t j = k + 1; j < drafts->count; j++) {
        const kb_draft *next = &drafts->at[j];
        uint32_t begin = kb_draft_begin(next) < from ? next->cue.group : kb_draft_begin(next);
        if (next->dropped || next->cue.class_of == KB_WORD_CUE_NOUN || begin < from) continue;
        limit = begin;
        break;
    }
    for (uint32_t i = from; i < limit && i < from + GAP_MAX; i++)
        if (r->quote[i]) return i;
    return d->sentence.end;
}

/* Quotes that stand side by side, or with only marks and conjunctions between, as one part. */
static uint32_t speech_end(const kb_reading *r, uint32_t q, uint32_t limit)
{
    uint32_t end = quote_end(r, q, limit);
    while (end < limit && r->quote[end]) end = quote_end(r, end, limit);
    return end;
}

static bool right_speech(const kb_reading *r, kb_drafts *drafts, size_t k, uint32_t from)
{
    kb_draft *d = &drafts->at[k];
    uint32_t q = next_quote(r, drafts, k, from);
    if (q >= d->sentence.end || !introduces(r, d, from, q) || kb_is_title(r, q)) return false;
    for (uint32_t i = from; i < q; i++)
        if (kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "that") && kb_is(r, i, KB_WORD_COMPLEMENTIZER) && q > i + 2)
            return false;
    uint32_t end = speech_end(r, q, d->sentence.end);
    if (told_behind(r, drafts, k, end)) return false;
    add_part(d, q, end);
    return true;
}

/* Without the date, and its preposition, that ends the object of a cue: it is when that was said ("praised Rana on
 * Monday"). */
static uint32_t before_time(const kb_reading *r, uint32_t i, uint32_t end)
{
    uint32_t k = end;
    for (uint32_t t = i; t < end; t++) /* a clause in it has a time of its own */
        if (!r->mention[t] && (kb_is_relative_subject(r, t) || kb_is_value(r, t, KB_WORD_CONJUNCTION, "which") ||
                               kb_is(r, t, KB_WORD_AUXILIARY) || kb_is(r, t, KB_WORD_COMPLEMENTIZER)))
            return end;
    while (k > i + 1 && !r->quote[k - 1] && r->date[k - 1]) k--;
    if (k == end) return end;
    while (k > i + 1 && !r->quote[k - 1] && !r->mention[k - 1] &&
           (kb_is(r, k - 1, KB_WORD_PREPOSITION) || kb_is_mark(r, k - 1, ',')))
        k--;
    return k;
}

/* A poll shows, records show: its object or clause is told, complementizer or not. */
static bool is_written(const kb_reading *r, const kb_draft *d)
{
    bool document = false;
    for (uint32_t i = d->source.first; i < d->source.end; i++)
        document |= kb_is(r, i, KB_WORD_DOCUMENT) || kb_is(r, i, KB_WORD_CUE_NOUN);
    return document && d->cue.stance == KB_STANCE_SHOW;
}

/* The clause told behind the cue. */
static bool right_clause(const kb_reading *r, kb_drafts *drafts, size_t k)
{
    kb_draft *d = &drafts->at[k];
    uint32_t i = skip_hearer(r, d, kb_draft_end(d)), limit = d->sentence.end;
    bool complementizer;
    i = jump_to_complementizer(r, d, i, &complementizer);
    if (!complementizer) {
        i = skip_adverbs(r, d, i);
        bool mark = i < limit && (kb_is_mark(r, i, ',') || kb_is_mark(r, i, ':'));
        i += mark;
        if (i >= limit) return false;
        if (kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "to")) {
            if (!d->cue.to && kb_range_empty(d->hearer)) return false;
        } else if (r->quote[i]) {
            complementizer = true;
        } else {
            bool preposition =
                !r->mention[i] && kb_is(r, i, KB_WORD_PREPOSITION) && !kb_is(r, i, KB_WORD_COMPLEMENTIZER);
            if ((d->cue.that && !mark && !is_written(r, d)) || (d->cue.to && !d->cue.np)) return false;
            if (r->at[i].kind == KB_TOKEN_MARK || (preposition && !d->cue.np)) return false;
            if (is_conjunction(r, i, "and") || is_conjunction(r, i, "but") || is_conjunction(r, i, "while") ||
                is_conjunction(r, i, "or"))
                return false;
        }
    } else if (!kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "inside")) {
        i++;
        if (i < limit && kb_is_mark(r, i, ',')) i++;
    }
    uint32_t end = clause_end(r, drafts, k, i);
    if (!kb_range_empty(d->stands_for) && !complementizer)
        end = kb_first_comma(r, i, end); /* the relative clause ends */
    if (d->cue.np && !complementizer && !kb_is(r, i, KB_WORD_COMPLEMENTIZER)) end = before_time(r, i, end);
    if (end <= i || words_in(r, i, end) == 0) return false;
    if (r->quote[i]) { /* "thanks" to the mayor: whom it is said to is no part of it */
        uint32_t behind = quote_end(r, i, end), hearer = skip_hearer_mark(r, d, behind);
        if (hearer > behind) end = behind;
    }
    add_part(d, i, end);
    return true;
}

/* ---- each kind of cue ---- */

static bool is_speech(const kb_reading *r, const kb_draft *d)
{
    for (uint32_t p = 0; p < d->part_count; p++)
        for (uint32_t i = d->parts[p].first; i < d->parts[p].end; i++)
            if (!r->quote[i]) return false;
    return d->part_count > 0 && !kb_is_title(r, d->parts[0].first);
}

/* Words to the left, ended by a comma or a quote. */
static bool left_words(const kb_reading *r, kb_drafts *drafts, size_t k)
{
    kb_draft *d = &drafts->at[k];
    uint32_t end = left_end(r, d), begin = left_begin(r, drafts, k);
    if (!end || !left_tells(r, d, begin, end)) return false;
    if (r->quote[end - 1]) { /* marks all the way: speech; else the clause around them */
        uint32_t first = quote_begin(r, end - 1, begin);
        while (first > begin && (r->quote[first - 1] || kb_is_mark(r, first - 1, ','))) first--;
        bool own = true;
        for (uint32_t i = begin; i < first; i++) own &= r->at[i].kind == KB_TOKEN_MARK;
        if (!own && first > begin && (kb_is_mark(r, first - 1, ':') || is_terminator(r, first - 1))) own = true;
        add_part(d, own ? first : begin, end);
    } else {
        add_part(d, begin, end);
    }
    return true;
}

/* Do the words behind an inserted cue complete the clause before it: "The plan, he said, will fail"? */
static bool completes(const kb_reading *r, const kb_draft *d, uint32_t i)
{
    uint32_t limit = d->sentence.end;
    if (i >= limit || r->quote[i] || words_in(r, i, limit) < 2) return false;
    if (!r->mention[i] && (kb_is(r, i, KB_WORD_AUXILIARY) || kb_is(r, i, KB_WORD_NEGATION))) return true;
    if (kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "to") || kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "that"))
        return true;
    return words_in(r, i, limit) > 5 && words_in(r, d->parts[0].first, d->parts[0].end) < 2 * SIDE_WORDS;
}

static void content_of_verb(const kb_reading *r, kb_drafts *drafts, size_t k)
{
    kb_draft *d = &drafts->at[k];
    uint32_t behind = kb_draft_end(d), limit = d->sentence.end;
    bool spoken = d->source_behind && left_end(r, d) && r->quote[left_end(r, d) - 1]; /* "...," said a man that */
    bool introduced = !spoken && behind < limit && kb_is_value(r, behind, KB_WORD_COMPLEMENTIZER, "that");
    if (!introduced && !d->source_behind && left_end(r, d) && !r->quote[left_end(r, d) - 1]) {
        uint32_t i = d->cue.hearer ? skip_hearer(r, d, behind) : behind;
        i = jump_to_complementizer(r, d, i, &introduced);
        introduced = introduced && kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "that");
    }
    if (!introduced && left_end(r, d) && !r->quote[left_end(r, d) - 1] && !d->source_behind) {
        uint32_t q = next_quote(r, drafts, k, behind);
        if (q < limit && begins_as_sentence(r, q) && right_speech(r, drafts, k, behind)) return;
    }
    /* "The mayor, Rana, denied claims": words that an object follows are no clause told before. */
    bool object = behind < limit && !r->quote[behind] && r->at[behind].kind == KB_TOKEN_WORD && !r->date[behind] &&
                  !d->source_behind && !d->cue.clitic &&
                  (r->mention[behind] || !(kb_is(r, behind, KB_WORD_PREPOSITION) ||
                                           kb_is(r, behind, KB_WORD_CONJUNCTION) || kb_is(r, behind, KB_WORD_ADVERB)));
    uint32_t left = left_end(r, d);
    if (object && left && !r->quote[left - 1] && !d->cue.hearer && right_clause(r, drafts, k)) return;
    bool bound = d->cue.gerund || (!d->own_source && !d->cue.clitic && !d->cue.inverse);
    if (!introduced && !bound && left_words(r, drafts, k)) {
        if (!d->source_behind) skip_hearer(r, d, behind);
        uint32_t q = next_quote(r, drafts, k, behind);
        bool joined = q > behind && q < limit && r->at[q - 1].kind == KB_TOKEN_MARK && !r->quote[q - 1];
        if (joined && (kb_speech_ends(r, q, limit) || quote_end(r, q, limit) >= limit) && !kb_is_title(r, q))
            add_part(d, q, speech_end(r, q, limit));
        else if (q >= limit && behind < limit && kb_is_mark(r, behind, ',') && !r->quote[d->parts[0].end - 1] &&
                 completes(r, d, behind + 1) && clause_end(r, drafts, k, behind + 1) >= limit)
            add_part(d, behind + 1, limit); /* "The plan, he said, will fail" */
        return;
    }
    bool follows = (introduced && (r->verb_first || r->subject_dropped)) ||
                   (r->verb_first && d->cue.np);           /* "dijo el ministro que ..." */
    if ((d->source_behind || d->cue.clitic) && !follows) { /* "Moreover, said the mayor, the plan ..." */
        if (right_speech(r, drafts, k, behind)) return;
        uint32_t begin = d->sentence.first, start = kb_draft_begin(d);
        bool front = start == begin || words_in(r, begin, start) < SIDE_WORDS;
        if (front && behind < limit && kb_is_mark(r, behind, ','))
            add_part(d, behind + 1, clause_end(r, drafts, k, behind + 1));
        return;
    }
    if (!introduced && d->cue.hearer) skip_hearer(r, d, behind);
    if (!introduced && right_speech(r, drafts, k, behind)) return;
    right_clause(r, drafts, k);
}

/* The words between the two halves of a verb, or from the verb to the next border. */
static kb_range inner_of(const kb_reading *r, const kb_draft *d)
{
    const kb_cue *cue = &d->cue;
    bool bracket = cue->finite < cue->at.first && !cue->last;
    kb_range inner = { bracket ? cue->finite + 1 : cue->at.end, d->sentence.end };
    if (d->source_behind && d->source.end > inner.first) inner.first = d->source.end;
    if (bracket)
        inner.end = cue->at.first;
    else if (!kb_range_empty(cue->particle))
        inner.end = cue->particle.first;
    else
        for (uint32_t i = inner.first; i < inner.end; i++)
            if (!r->quote[i] && (kb_is_mark(r, i, ',') || kb_is_mark(r, i, ':') || kb_is_mark(r, i, ';')))
                inner.end = i;
    return inner;
}

/* Does the range hold more than small words? */
static bool has_noun(const kb_reading *r, kb_range range)
{
    for (uint32_t i = range.first; i < range.end; i++)
        if (r->quote[i] || r->mention[i] || (r->at[i].flags & KB_TOKEN_CAPITAL) || r->at[i].kind == KB_TOKEN_NUMBER)
            return true;
    return false;
}

/* The clause or quote behind a comma or colon to the right of the verb and what belongs to it. */
static bool right_of_second(const kb_reading *r, kb_drafts *drafts, size_t k)
{
    kb_draft *d = &drafts->at[k];
    uint32_t i = skip_hearer(r, d, kb_draft_end(d)), limit = d->sentence.end;
    uint32_t c = i, near = i + GAP_MAX < limit ? i + GAP_MAX : limit;
    if (right_speech(r, drafts, k, i)) return true;
    while (c < near && !r->quote[c] && !kb_is_mark(r, c, ',') && !kb_is_mark(r, c, ':')) c++;
    if (c >= near || r->quote[c]) return false;
    if (k + 1 < drafts->count && !drafts->at[k + 1].dropped && drafts->at[k + 1].cue.class_of != KB_WORD_CUE_NOUN &&
        kb_draft_begin(&drafts->at[k + 1]) <= c && kb_draft_begin(&drafts->at[k + 1]) >= i)
        return false;
    uint32_t from = c + 1;
    if (from < limit && kb_is_value(r, from, KB_WORD_DETERMINER, "relative") &&
        r->at[from + 1 < limit ? from + 1 : from].kind == KB_TOKEN_WORD &&
        !(r->at[from + 1 < limit ? from + 1 : from].flags & KB_TOKEN_CAPITAL)) { /* ", die gestern tagte, er" */
        uint32_t next = from;
        while (next < near && !r->quote[next] && !kb_is_mark(r, next, ',')) next++;
        if (next + 1 < near && kb_is_mark(r, next, ',') && !r->quote[next + 1] &&
            (kb_is(r, next + 1, KB_WORD_PRONOUN) || kb_is(r, next + 1, KB_WORD_COMPLEMENTIZER) ||
             kb_is_article(r, next + 1)))
            from = next + 1;
    }
    if (from < limit && kb_is(r, from, KB_WORD_COMPLEMENTIZER) &&
        !kb_is_value(r, from, KB_WORD_COMPLEMENTIZER, "inside"))
        from++;
    if (from >= limit || is_conjunction(r, from, "but") || is_conjunction(r, from, "and")) return false;
    uint32_t end = clause_end(r, drafts, k, from);
    if (words_in(r, from, end) < 2) return false;
    add_part(d, from, end);
    return true;
}

/* Where verbs stand second: words before the verb and its subject, behind it, or between its halves. */
static void content_of_second(const kb_reading *r, kb_drafts *drafts, size_t k)
{
    kb_draft *d = &drafts->at[k];
    uint32_t behind = kb_draft_end(d), limit = d->sentence.end;
    uint32_t next = behind < limit && kb_is_mark(r, behind, ',') ? behind + 1 : behind;
    bool introduced =
        next < limit && (kb_is_value(r, next, KB_WORD_COMPLEMENTIZER, "that") || kb_is_mark(r, next, ':'));
    if (!introduced && d->source_behind && left_words(r, drafts, k)) {
        uint32_t q = next_quote(r, drafts, k, behind);
        if (q > behind && q < limit && r->at[q - 1].kind == KB_TOKEN_MARK) add_part(d, q, speech_end(r, q, limit));
        return;
    }
    kb_range inner = inner_of(r, d);
    bool quoted = false;
    for (uint32_t i = inner.first; i < inner.end && !quoted; i++) quoted = r->quote[i] != 0;
    if (d->cue.np && has_noun(r, inner) && (quoted || !introduced)) {
        add_part(d, inner.first,
                 inner.end >= limit || d->cue.finite < d->cue.at.first || d->cue.particle.end > inner.end
                     ? inner.end
                     : clause_end(r, drafts, k, inner.first));
        return;
    }
    if (right_of_second(r, drafts, k)) return;
    if (quoted && !d->cue.that && inner.end > inner.first) add_part(d, inner.first, inner.end);
}

/* "The mayor is expected to go": the subject and what is expected of it. */
static void content_impersonal(const kb_reading *r, kb_drafts *drafts, size_t k)
{
    kb_draft *d = &drafts->at[k];
    uint32_t i = d->cue.at.end;
    if (!d->own_source || d->source_behind || i >= d->sentence.end || r->at[i].kind != KB_TOKEN_WORD) return;
    bool to = kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "to");
    if (!to && (r->mention[i] || kb_is(r, i, KB_WORD_PREPOSITION))) return; /* "appeared in Brinley" */
    add_part(d, d->source.first, d->source.end);
    add_part(d, i, clause_end(r, drafts, k, i));
    d->source = d->stands_for = (kb_range){ i, i };
}

static void content_of_frame(const kb_reading *r, kb_drafts *drafts, size_t k)
{
    kb_draft *d = &drafts->at[k];
    uint32_t begin = left_begin(r, drafts, k), start = kb_draft_begin(d), behind = kb_draft_end(d),
             limit = d->sentence.end;
    if (start > begin && words_in(r, begin, start) >= SIDE_WORDS) {
        uint32_t end = kb_is_mark(r, start - 1, ',') || kb_is_dash(r, start - 1) ? start - 1 : start;
        bool whole = left_tells(r, d, begin, end) || end == start;
        if (whole) add_part(d, begin, end);
        if (whole && r->verb_second && end == start && behind < limit && r->at[behind].kind == KB_TOKEN_WORD)
            add_part(d, behind, clause_end(r, drafts, k, behind)); /* in the middle of its clause, without commas */
        else if (whole && behind < limit && kb_is_mark(r, behind, ',') && end < start &&
                 words_in(r, begin, end) < 2 * SIDE_WORDS && words_in(r, behind, limit) > 5)
            add_part(d, behind + 1, clause_end(r, drafts, k, behind + 1));
        if (whole) return;
    } else if (start > begin && left_end(r, d) && r->quote[left_end(r, d) - 1]) {
        add_part(d, begin, left_end(r, d));
        if (behind < limit && kb_is_mark(r, behind, ',') && words_in(r, behind, limit) > 3) /* "..., so X, wird ..." */
            add_part(d, behind + 1, clause_end(r, drafts, k, behind + 1));
        return;
    }
    if (behind < limit && (kb_is_mark(r, behind, ',') || kb_is_mark(r, behind, ':'))) behind++;
    if (behind < limit) add_part(d, behind, clause_end(r, drafts, k, behind));
}

static void content_of_noun(const kb_reading *r, kb_drafts *drafts, size_t k)
{
    kb_draft *d = &drafts->at[k];
    uint32_t i = kb_draft_end(d);
    if (i < d->cue.at.end) i = d->cue.at.end;
    if (i >= d->sentence.end || r->quote[i]) return;
    bool that = kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "that");
    bool about = d->own_source && kb_is_value(r, i, KB_WORD_PREPOSITION, "about");
    if (!that && !about) return;
    if (about || !kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "inside")) i++;
    add_part(d, i, clause_end(r, drafts, k, i));
}

/* A cue at the end that tells a sentence whose words are told already: its source passes them on. */
static void find_outer(kb_drafts *drafts, size_t k)
{
    kb_draft *d = &drafts->at[k];
    if (!d->part_count || d->speech || d->parts[0].end > kb_draft_begin(d)) return;
    for (size_t j = 0; j < k; j++) {
        const kb_draft *inner = &drafts->at[j];
        if (inner->dropped || !inner->part_count || inner->cue.class_of == KB_WORD_CUE_NOUN ||
            inner->cue.class_of == KB_WORD_CARRIER)
            continue;
        uint32_t begin = kb_draft_begin(inner);
        if (begin >= d->parts[0].first && begin < d->parts[0].end && !kb_range_empty(inner->source)) d->outer = true;
    }
}

void kb_contents_find(const kb_reading *r, kb_drafts *drafts)
{
    for (size_t k = 0; k < drafts->count; k++) {
        kb_draft *d = &drafts->at[k];
        if (d->dropped || d->cue.class_of == KB_WORD_CARRIER) continue;
        bool third = d->cue.class_of == KB_WORD_CUE_THIRD || d->cue.clitic;
        if (d->cue.class_of == KB_WORD_CUE_FRAME)
            content_of_frame(r, drafts, k);
        else if (d->cue.impersonal)
            content_impersonal(r, drafts, k);
        else if (d->cue.aside)
            content_of_frame(r, drafts, k);
        else if (r->verb_second && d->cue.class_of == KB_WORD_CUE)
            content_of_second(r, drafts, k);
        else if (third && d->cue.group == d->sentence.first)
            content_of_frame(r, drafts, k);
        else if (d->cue.class_of == KB_WORD_CUE_NOUN)
            content_of_noun(r, drafts, k);
        else
            content_of_verb(r, drafts, k);
        d->dropped |= d->part_count == 0;
        d->speech = is_speech(r, d);
        find_outer(drafts, k);
    }
}
