#include "claim/refer.h"

enum { BACK_MAX = 6 };

kb_status kb_history_begin(const kb_reading *r, kb_history *history)
{
    size_t count = r->claims->sentences.count;
    history->speaker = KB_NEW(r->arena, uint32_t, count + 1);
    history->unnamed = KB_NEW(r->arena, kb_str, count + 1);
    if (!history->speaker || !history->unnamed) return kb_arena_fail(r->arena, r->err);
    for (size_t i = 0; i <= count; i++) history->speaker[i] = KB_NONE;
    return KB_OK;
}

/* ---- entities ---- */

static const kb_mention *mention_at(const kb_reading *r, uint32_t token)
{
    return r->mention[token] ? &r->claims->mentions.at[r->mention[token] - 1] : NULL;
}

static const kb_entity *entity_of(const kb_reading *r, const kb_mention *m)
{
    return &r->claims->entities.at[m->entity];
}

static bool is_person(const kb_reading *r, uint32_t entity)
{
    return entity != KB_NONE && r->claims->entities.at[entity].kind == KB_NAME_PERSON;
}

static void add_entity(const kb_reading *r, uint32_t entity, kb_reference *out)
{
    for (uint32_t i = 0; i < out->count; i++)
        if (out->entity[i] == entity) return;
    if (out->count == KB_SPEAKERS_MAX) return;
    const kb_entity *e = &r->claims->entities.at[entity];
    bool body = e->kind == KB_NAME_ORGANISATION || e->kind == KB_NAME_OTHER;
    out->names[out->count] =
        body && r->acronym[entity] ? kb_str_part(r->text, r->at[r->acronym[entity] - 1].span) : e->name;
    out->entity[out->count++] = entity;
}

static kb_str printed(const kb_reading *r, kb_range range)
{
    while (range.first + 1 < range.end && (kb_is_article(r, range.first) || r->at[range.first].kind == KB_TOKEN_MARK))
        range.first++;
    bool title =
        r->named[range.first] != range.end; /* the marks of a noun's name are kept, those of a name alone not */
    while (range.end > range.first + 1 && r->at[range.end - 1].kind == KB_TOKEN_MARK && !r->quote[range.end - 1] &&
           !(title && r->named[range.end - 1]) && !kb_is_mark(r, range.end - 1, ')'))
        range.end--;
    kb_str text = kb_str_part(r->text, kb_range_span(r, range));
    /* A possessive ending of the last word is no part of the name. */
    const kb_token *last = &r->at[range.end - 1];
    if (kb_is_possessive(r, range.end - 1) && last->folded.len > last->base.len) {
        size_t cut = last->folded.len - last->base.len;
        if (cut < text.len) text.len -= cut;
    }
    return text;
}

kb_str kb_refer_name(const kb_reading *r, kb_range range)
{
    if (kb_range_empty(range)) return KB_STR("");
    for (uint32_t i = range.first; i < range.end; i++) {
        const kb_mention *m = mention_at(r, i);
        if (!m) continue;
        bool only = true;
        for (uint32_t k = range.first; k < range.end; k++)
            if (r->mention[k] != r->mention[i] && r->at[k].kind == KB_TOKEN_WORD && !kb_is_article(r, k)) only = false;
        if (only || entity_of(r, m)->kind == KB_NAME_PERSON) return entity_of(r, m)->name;
        break;
    }
    return printed(r, range);
}

kb_str kb_refer_short_name(const kb_reading *r, kb_range range)
{
    for (uint32_t i = range.first; i < range.end; i++) {
        const kb_mention *m = mention_at(r, i);
        if (!m) continue;
        if (entity_of(r, m)->kind == KB_NAME_PERSON || !r->acronym[m->entity]) break;
        if (m->first > range.first && !kb_is(r, range.first, KB_WORD_DETERMINER)) break; /* "a report by X" */
        return kb_str_part(r->text, r->at[r->acronym[m->entity] - 1].span);
    }
    return kb_refer_name(r, range);
}

bool kb_refer_medium(const kb_reading *r, kb_range range, bool loose)
{
    bool named = false;
    for (uint32_t i = range.first; i < range.end; i++) {
        if (kb_is(r, i, KB_WORD_MEDIUM)) return true;
        const kb_mention *m = mention_at(r, i);
        if (!m) {
            if (kb_is(r, i, KB_WORD_ROLE) || kb_is(r, i, KB_WORD_ORGANISATION) || kb_is(r, i, KB_WORD_METONYM))
                return false;
            continue;
        }
        kb_name_kind kind = entity_of(r, m)->kind;
        bool unknown = entity_of(r, m)->mentions <= 1 && !entity_of(r, m)->role.len && !entity_of(r, m)->gender;
        if ((kind == KB_NAME_PERSON && !unknown) || kind == KB_NAME_PLACE || kb_is(r, i, KB_WORD_ORGANISATION) ||
            kb_is(r, i, KB_WORD_METONYM))
            return false;
        named = true;
    }
    return loose && named;
}

/* ---- pronouns ---- */

/* Does a pronoun allow this person? Values he and she tell a gender. */
static bool gender_fits(const kb_reading *r, uint32_t entity, char gender)
{
    char known = r->claims->entities.at[entity].gender;
    return !gender || !known || known == gender;
}

/* The person whom the sentence is about: the name in its first noun phrase outside quotes, before token `limit`. */
static uint32_t subject_of(const kb_reading *r, uint32_t sentence, uint32_t limit)
{
    const kb_sentence *s = &r->claims->sentences.at[sentence];
    uint32_t end = s->first + s->count < limit ? s->first + s->count : limit;
    kb_range phrase = kb_phrase_main(r, s->first, end);
    for (uint32_t i = phrase.first; i < phrase.end; i++) {
        const kb_mention *m = mention_at(r, i);
        if (m && is_person(r, m->entity) && !kb_is_possessive(r, m->first + m->count - 1)) return m->entity;
    }
    return KB_NONE;
}

/* The only person named in the sentence; KB_NONE when there is none, `*several` when there are more. */
static uint32_t only_person(const kb_reading *r, uint32_t sentence, char gender, bool *several)
{
    const kb_sentence *s = &r->claims->sentences.at[sentence];
    uint32_t found = KB_NONE, end = s->first + s->count < s->first + 200 ? s->first + s->count : s->first + 200;
    *several = false;
    for (uint32_t i = s->first; i < end; i++) {
        const kb_mention *m = mention_at(r, i);
        if (!m || r->quote[i] || !is_person(r, m->entity) || !gender_fits(r, m->entity, gender)) continue;
        if (found != KB_NONE && found != m->entity) *several = true;
        found = m->entity;
    }
    return found;
}

static uint32_t person_before(const kb_reading *r, const kb_history *history, uint32_t token, uint32_t sentence,
                              char gender)
{
    if (is_person(r, history->speaker[sentence]) && gender_fits(r, history->speaker[sentence], gender))
        return history->speaker[sentence];
    uint32_t here = subject_of(r, sentence, token);
    if (here != KB_NONE && gender_fits(r, here, gender)) return here;
    for (uint32_t back = 1; back <= BACK_MAX && back <= sentence; back++) {
        uint32_t s = sentence - back, found = history->speaker[s];
        if (is_person(r, found) && gender_fits(r, found, gender)) return found;
        found = subject_of(r, s, UINT32_MAX);
        if (found != KB_NONE && gender_fits(r, found, gender)) return found;
        bool several;
        found = only_person(r, s, gender, &several);
        if (several) return KB_NONE;
        if (found != KB_NONE) return found;
    }
    return KB_NONE;
}

static uint32_t group_before(const kb_reading *r, const kb_history *history, uint32_t sentence)
{
    for (uint32_t back = 0; back <= 2 && back <= sentence; back++) {
        uint32_t found = history->speaker[sentence - back];
        if (found != KB_NONE && !is_person(r, found)) return found;
    }
    return KB_NONE;
}

/* A speaker without a name, before anybody with one has spoken. */
static bool refer_unnamed(const kb_reading *r, const kb_history *history, uint32_t token, uint32_t sentence,
                          kb_reference *out)
{
    for (uint32_t back = 0; back <= 3 && back <= sentence; back++) {
        uint32_t s = sentence - back;
        if (history->unnamed[s].len) {
            out->names[0] = history->unnamed[s];
            out->entity[0] = KB_NONE;
            out->count = 1;
            return true;
        }
        if (history->speaker[s] != KB_NONE || subject_of(r, s, back ? UINT32_MAX : token) != KB_NONE) return false;
    }
    return false;
}

static void refer_pronoun(const kb_reading *r, const kb_history *history, uint32_t token, uint32_t sentence,
                          kb_reference *out)
{
    uint32_t found = KB_NONE;
    bool person = kb_is_value(r, token, KB_WORD_PRONOUN, "he") || kb_is_value(r, token, KB_WORD_PRONOUN, "she") ||
                  kb_is_value(r, token, KB_WORD_PRONOUN, "third");
    if (person && refer_unnamed(r, history, token, sentence, out)) return;
    if (kb_is_value(r, token, KB_WORD_PRONOUN, "some")) {
        out->names[0] = printed(r, (kb_range){ token, token + 1 });
        out->entity[0] = KB_NONE;
        out->count = 1;
        return;
    }
    if (kb_is_value(r, token, KB_WORD_PRONOUN, "he"))
        found = person_before(r, history, token, sentence, 'm');
    else if (kb_is_value(r, token, KB_WORD_PRONOUN, "she"))
        found = person_before(r, history, token, sentence, 'f');
    else if (kb_is_value(r, token, KB_WORD_PRONOUN, "third"))
        found = person_before(r, history, token, sentence, 0);
    else if (kb_is_value(r, token, KB_WORD_PRONOUN, "it") || kb_is_value(r, token, KB_WORD_PRONOUN, "they") ||
             kb_is_value(r, token, KB_WORD_PRONOUN, "thirds"))
        found = group_before(r, history, sentence);
    if (found != KB_NONE) add_entity(r, found, out);
}

void kb_refer_clitic(const kb_reading *r, const kb_history *history, uint32_t token, uint32_t sentence,
                     kb_reference *out)
{
    *out = (kb_reference){ 0 };
    if (refer_unnamed(r, history, token, sentence, out)) return;
    uint32_t found = person_before(r, history, token, sentence, 0);
    if (found == KB_NONE && sentence > 0 && history->speaker[sentence - 1] != KB_NONE)
        found = history->speaker[sentence - 1];
    if (found != KB_NONE) add_entity(r, found, out);
}

/* ---- descriptions ---- */

/* Does `words` hold the folded word as a whole word? ASCII case is folded, other letters are compared as they are. */
static bool holds_word(kb_str words, kb_str word)
{
    kb_str part;
    if (!words.len || word.len < 3) return false;
    while (kb_str_next(&words, ' ', &part))
        if (kb_str_equal_ascii(part, word)) return true;
    return false;
}

/* As holds_word; where nouns are written together, "Innenministerin" holds "Ministerin". */
static bool holds_noun(const kb_reading *r, kb_str words, kb_str word)
{
    enum { TAIL_MIN = 4 };
    kb_str part;
    if (holds_word(words, word) || !r->nouns_capital || word.len < TAIL_MIN) return holds_word(words, word);
    while (kb_str_next(&words, ' ', &part))
        if (part.len > word.len &&
            kb_str_equal_ascii(kb_str_part(part, kb_span_of(part.len - word.len, part.len)), word))
            return true;
    return false;
}

/* How well a person's role fits the words of a description: 0 not at all. A place that both name counts most. */
static int role_fits(const kb_reading *r, const kb_entity *person, kb_range range)
{
    int score = 0;
    bool place = false, place_fits = false;
    for (uint32_t i = range.first; i < range.end; i++) {
        if (r->at[i].kind != KB_TOKEN_WORD || kb_is(r, i, KB_WORD_DETERMINER)) continue;
        bool shared = holds_noun(r, person->role, r->at[i].folded);
        const kb_mention *m = mention_at(r, i);
        if (m && entity_of(r, m)->kind != KB_NAME_PERSON) {
            place = true;
            place_fits |= shared;
        } else if (shared && (kb_is(r, i, KB_WORD_ROLE) || kb_is(r, i, KB_WORD_TITLE))) {
            score += 2;
        }
    }
    if (place) return place_fits ? score + 1 : 0;
    return score;
}

/* A definite description: "the minister", "pemimpin Rusia itu", "sang presiden", a title that stands alone. */
static bool is_definite(const kb_reading *r, kb_range range)
{
    if (kb_is_article(r, range.first))
        return kb_is_value(r, range.first, KB_WORD_DETERMINER, "definite") ||
               kb_is_value(r, range.first, KB_WORD_DETERMINER, "this");
    if (r->determiner_after && kb_is(r, range.end - 1, KB_WORD_DETERMINER)) return true;
    return kb_is(r, range.first, KB_WORD_TITLE) && (r->at[range.first].flags & KB_TOKEN_CAPITAL);
}

/* Returns false when the range is no description of a person whom the document names. */
static bool refer_description(const kb_reading *r, kb_range range, kb_reference *out)
{
    bool role = false;
    for (uint32_t i = range.first; i < range.end; i++) role |= kb_is(r, i, KB_WORD_ROLE) || kb_is(r, i, KB_WORD_TITLE);
    if (!role || !is_definite(r, range)) return false;
    uint32_t best = KB_NONE;
    int best_score = 0, fits = 0;
    for (size_t e = 0; e < r->claims->entities.count && e < 200; e++) {
        const kb_entity *person = &r->claims->entities.at[e];
        if (person->kind != KB_NAME_PERSON || !person->role.len) continue;
        int score = role_fits(r, person, range);
        if (!score) continue;
        if (score > best_score) {
            best = (uint32_t)e;
            best_score = score;
            fits = 1;
        } else if (score == best_score) {
            fits++;
        }
    }
    if (fits == 1) add_entity(r, best, out);
    return fits > 0; /* two fit: nobody is named */
}

/* "the spokesman", behind "a spokesman for the ministry said": the speaker without a name who was called so before. */
static bool refer_called_before(const kb_reading *r, const kb_history *history, kb_range range, uint32_t sentence,
                                kb_reference *out)
{
    if (!is_definite(r, range)) return false;
    for (uint32_t back = 0; back <= BACK_MAX && back <= sentence; back++)
        for (uint32_t i = range.first; i < range.end; i++) {
            if (!kb_is(r, i, KB_WORD_ROLE) && !kb_is(r, i, KB_WORD_TITLE)) continue;
            if (!holds_word(history->unnamed[sentence - back], r->at[i].folded)) continue;
            out->names[0] = history->unnamed[sentence - back];
            out->entity[0] = KB_NONE;
            out->count = 1;
            return true;
        }
    return false;
}

/* ---- names ---- */

/* Is the name at mention `m` only part of a description: "a spokesman for X", "X's lawyer"? */
static bool is_part_of_description(const kb_reading *r, kb_range range, const kb_mention *m)
{
    uint32_t last = m->first + m->count - 1;
    if (last + 1 < range.end && kb_is_possessive(r, last)) return true;
    uint32_t i = m->first;
    return i > range.first && kb_is(r, i - 1, KB_WORD_PREPOSITION) && !r->mention[i - 1];
}

static bool refer_people(const kb_reading *r, kb_range range, kb_reference *out)
{
    uint32_t last_mention = 0;
    for (uint32_t i = range.first; i < range.end; i++) {
        const kb_mention *m = mention_at(r, i);
        if (!m || r->mention[i] == last_mention) continue;
        last_mention = r->mention[i];
        if (!is_person(r, m->entity) || is_part_of_description(r, range, m)) continue;
        bool joined = out->count == 0;
        for (uint32_t k = m->first; !joined && k > range.first; k--) {
            if (kb_is_value(r, k - 1, KB_WORD_CONJUNCTION, "and"))
                joined = true;
            else if (r->mention[k - 1] || kb_is_mark(r, k - 1, ','))
                break;
        }
        if (joined) add_entity(r, m->entity, out);
    }
    return out->count > 0;
}

/* Organisations and places that the range is made of: "Ukraine and South Korea". */
static bool refer_bodies(const kb_reading *r, kb_range range, kb_reference *out)
{
    for (uint32_t i = range.first; i < range.end; i++) {
        if (r->mention[i] || r->at[i].kind == KB_TOKEN_MARK || kb_is(r, i, KB_WORD_DETERMINER)) continue;
        if (kb_is_value(r, i, KB_WORD_CONJUNCTION, "and")) continue;
        return false;
    }
    for (uint32_t i = range.first; i < range.end; i++) {
        const kb_mention *m = mention_at(r, i);
        if (m) add_entity(r, m->entity, out);
    }
    return out->count > 0;
}

void kb_refer(const kb_reading *r, const kb_history *history, kb_range range, uint32_t sentence, kb_reference *out)
{
    *out = (kb_reference){ 0 };
    if (kb_range_empty(range)) return;
    uint32_t i = range.first;
    if (range.end == i + 1 && !r->mention[i] && kb_is(r, i, KB_WORD_PRONOUN)) {
        refer_pronoun(r, history, i, sentence, out);
        return;
    }
    if (refer_bodies(r, range, out) || refer_people(r, range, out)) return;
    if (refer_called_before(r, history, range, sentence, out) || refer_description(r, range, out)) return;
    if (range.end == i + 1 && r->at[i].suffix && kb_str_is(r->at[i].suffix->value, "third")) { /* "kantornya" */
        uint32_t found = person_before(r, history, i, sentence, 0);
        if (found != KB_NONE) {
            add_entity(r, found, out);
            return;
        }
    }
    /* As printed: without what is told about it behind a comma or a relative pronoun. */
    for (uint32_t k = range.first + 1; k < range.end; k++) {
        bool relative = kb_is_value(r, k, KB_WORD_CONJUNCTION, "which") || kb_is_value(r, k, KB_WORD_PRONOUN, "who");
        if (!relative && !kb_is_mark(r, k, ',') && !kb_token_match(&r->claims->tokens, k, KB_WORD_CARRIER, NULL))
            continue;
        range.end = k;
        break;
    }
    out->names[0] = printed(r, range);
    out->entity[0] = KB_NONE;
    out->count = out->names[0].len > 0;
}
