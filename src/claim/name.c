#include "claim/name.h"

#include <stdlib.h>

#include "claim/name_read.h"

static kb_status out_of_arena(const kb_naming *f)
{
    return kb_arena_fail(f->doc->arena, f->err);
}

/* ---- keeping what was found ---- */

/* The bytes of the bare name: without a possessive ending. */
static kb_span bare_span(const kb_naming *f, size_t first, size_t end)
{
    const kb_token *last = &f->at[end - 1];
    kb_span span = kb_span_of(f->at[first].span.begin, last->span.end);
    size_t width = kb_span_len(last->span);
    if (!last->suffix || last->base.len >= last->folded.len) return span;
    size_t ending = last->folded.len - last->base.len;
    kb_str text = kb_str_part(f->doc->text, last->span);
    if (last->folded.len != width) { /* folding changed the length: a curly apostrophe is two bytes longer */
        size_t curly = kb_str_find(text, KB_STR("\xE2\x80\x99"), 0);
        ending = curly == SIZE_MAX ? 0 : width - curly;
    }
    span.end -= ending < width ? ending : 0;
    return span;
}

/* The folded words of the name, joined by spaces, accents off; `core` leaves out words of organisations. */
static kb_status make_key(kb_naming *f, size_t first, size_t end, bool core, kb_str *out)
{
    size_t room = 0, len = 0;
    for (size_t t = first; t < end; t++) room += f->at[t].folded.len + 1; /* never shorter than its base */
    char *key = KB_NEW(f->doc->arena, char, room + 1);
    if (!key) return out_of_arena(f);
    for (size_t t = first; t < end; t++) {
        kb_str word = t + 1 == end ? f->at[t].base : f->at[t].folded;
        if (f->at[t].kind == KB_TOKEN_MARK || (core && has(f, t, L_ORG | L_ORG_END))) continue;
        if (len) key[len++] = ' ';
        if (word.len) memcpy(key + len, word.at, word.len);
        len += word.len;
    }
    return kb_fold((kb_str){ key, len }, false, f->doc->arena, out, f->err);
}

/* The key without the endings of cases, word by word; *rank: how far the form is from the name itself. */
static kb_status make_stem(kb_naming *f, kb_str key, kb_str *out, uint32_t *rank)
{
    uint32_t one;
    *rank = 0;
    *out = key;
    if (!f->cases) return KB_OK;
    char *stem = KB_NEW(f->doc->arena, char, key.len + 1);
    if (!stem) return out_of_arena(f);
    size_t len = 0;
    for (kb_str rest = key, word; kb_str_next(&rest, ' ', &word);) {
        size_t keep = word.len - kb_lang_name_case(f->claims->lang, word, &one);
        if (len) stem[len++] = ' ';
        memcpy(stem + len, word.at, keep);
        len += keep;
        *rank += one;
    }
    *out = (kb_str){ stem, len };
    return KB_OK;
}

static kb_str words_between(const kb_naming *f, size_t first, size_t end)
{
    return kb_str_part(f->doc->text, kb_span_of(f->at[first].span.begin, f->at[end - 1].span.end));
}

static kb_status keep(kb_naming *f, const kb_reading *r, uint32_t *index)
{
    kb_str key = { 0 }, core = { 0 };
    kb_status status = make_key(f, r->first, r->end, false, &key);
    if (status == KB_OK) status = make_key(f, r->first, r->end, true, &core);
    if (status != KB_OK) return status;
    *index = KB_NONE;
    if (key.len < 2) return KB_OK; /* a letter alone is no name */
    kb_str stem;
    uint32_t rank;
    if ((status = make_stem(f, key, &stem, &rank)) != KB_OK) return status;
    kb_bearer *bearer = kb_bearers_add(&f->bearers, f->doc->arena, key, stem, rank);
    kb_mention *mention = KB_ADD(f->doc->arena, &f->found, kb_mention);
    if (!bearer || !mention) return out_of_arena(f);
    *index = (uint32_t)(bearer - f->bearers.at);
    mention->bare = bare_span(f, r->first, r->end);
    mention->span = kb_span_of(f->at[r->span_first].span.begin, mention->bare.end);
    mention->first = (uint32_t)r->span_first;
    mention->count = (uint32_t)(r->end - r->span_first);
    mention->entity = *index;
    if (!bearer->name.len) bearer->name = kb_str_part(f->doc->text, mention->bare);
    if (!bearer->core.len) bearer->core = core;
    if (!bearer->code.len) bearer->code = r->code;
    if (r->vote == KB_NAME_PERSON && !bearer->role.len && r->role_end > r->role_first)
        bearer->role = words_between(f, r->role_first, r->role_end);
    if (!bearer->gender) bearer->gender = r->gender;
    const kb_word *last = kb_reading_match(f, r->end - 1, KB_WORD_KIN, NULL);
    bearer->junior |= last && kb_str_is(last->value, "junior");
    bearer->votes[r->vote] += r->weight;
    bearer->mentions++;
    return KB_OK;
}

/* "Kantor Berita Pusat (KBP)": the acronym in brackets stands for the name before it. */
static kb_status note_acronym(kb_naming *f, const kb_reading *r, uint32_t index)
{
    size_t t = r->end;
    if (r->vote != KB_NAME_ORGANISATION && !(r->vote == KB_NAME_OTHER && r->end - r->first > 1)) {
        if (r->vote != KB_NAME_PERSON || r->weight > 1) return KB_OK;
    }
    if (r->end - r->first < 2 || t + 2 >= f->count || !is_mark(f, t, "(") || !acronym(f, t + 1) ||
        !is_mark(f, t + 2, ")"))
        return KB_OK;
    kb_str key;
    kb_status status = make_key(f, t + 1, t + 2, false, &key);
    if (status != KB_OK || kb_bearers_find(&f->bearers, key) != KB_NONE) return status;
    f->bearers.at[index].votes[KB_NAME_ORGANISATION] += 3;
    if (!kb_bearers_alias(&f->bearers, f->doc->arena, key, index)) return out_of_arena(f);
    return KB_OK;
}

static bool dateline(const kb_naming *f, size_t first, size_t end)
{
    bool dash =
        is_mark(f, end, "—") || is_mark(f, end, "–") || (is_mark(f, end, "-") && (f->at[end].flags & KB_TOKEN_SPACED));
    for (size_t t = first, i = 0; dash && t > 0 && i < 8; i++, t--) { /* "Kabar.com, Jakarta - " */
        if (f->at[t].flags & KB_TOKEN_PARAGRAPH) return true;
        if (f->at[t].kind == KB_TOKEN_WORD && !capital(f, t)) break;
    }
    if (!(f->at[first].flags & KB_TOKEN_PARAGRAPH) || !acronym(f, first)) return false;
    for (size_t t = end; t < end + 8 && t < f->count && f->at[t].paragraph == f->at[first].paragraph; t++) {
        if (is_mark(f, t, "—") || is_mark(f, t, "–")) return true;
        if (is_mark(f, t, "-") || is_mark(f, t, ".")) return t == end || (f->at[t].flags & KB_TOKEN_SPACED);
        if (f->at[t].kind == KB_TOKEN_WORD && !capital(f, t)) return false;
    }
    return false;
}

/* Does a noun for people and a comma stand before the run? */
static bool role_and_comma(const kb_naming *f, size_t first)
{
    return first >= 2 && is_mark(f, first - 1, ",") && f->at[first - 2].sentence == f->at[first].sentence &&
           has(f, first - 2, L_ROLE | L_TITLE) && !capital(f, first - 2);
}

static kb_status take_one(kb_naming *f, size_t first, size_t end)
{
    kb_reading r;
    uint32_t index;
    size_t waiting_first = f->role_begin, waiting_end = f->role_end, waiting_next = f->role_next, from, to;
    bool alone = end - first == 1, head = kb_naming_at_head(f, first);

    bool bracketed = waiting_next > end && is_mark(f, first - 1, "(");
    if (!bracketed) f->role_begin = f->role_end = 0;
    if (alone && head && !has(f, first, L_COMPLEMENT) && !acronym(f, first)) {
        const kb_standing *s = kb_naming_standing(f, first);
        if (!s || s->inner == 0) return KB_OK;
    }
    if (!kb_reading_of(f, first, end, &r)) return KB_OK;
    if (waiting_end > waiting_first && waiting_next == first && r.vote != KB_NAME_PLACE) {
        if (r.role_end == r.role_first) r.role_first = waiting_first, r.role_end = waiting_end;
        r.vote = KB_NAME_PERSON, r.weight = 4;
    }
    if (r.role_end == r.role_first && role_and_comma(f, first) && r.vote != KB_NAME_PLACE &&
        r.vote != KB_NAME_ORGANISATION) {
        r.vote = KB_NAME_PERSON, r.weight = 3; /* "seorang penyintas, Yusuf," */
        r.role_first = first - 2, r.role_end = first - 1;
    }
    if (r.vote != KB_NAME_PLACE && kb_reading_age_behind(f, end)) r.vote = KB_NAME_PERSON, r.weight = 4;
    if (dateline(f, first, end)) r.vote = KB_NAME_PLACE, r.weight = 3;
    bool may_be_person = r.vote == KB_NAME_PERSON || (r.vote == KB_NAME_OTHER && r.end - r.first > 1);
    if (may_be_person && r.end == end && kb_reading_apposition(f, end, &from, &to)) {
        r.vote = KB_NAME_PERSON, r.weight = 3;
        if (r.role_end == r.role_first) r.role_first = from, r.role_end = to;
    }
    if (f->nouns && alone && r.vote == KB_NAME_OTHER &&
        !acronym(f, first)) { /* a noun, if no longer name ends with it */
        const kb_standing *s = kb_naming_standing(f, first);
        if (!s || s->tail == 0) return KB_OK;
    }
    kb_status status = keep(f, &r, &index);
    return status == KB_OK && index != KB_NONE ? note_acronym(f, &r, index) : status;
}

/* "Kursk Rusia": where a head comes first, a territory behind a name that is no organisation is a name of its own. */
static size_t territory_begin(const kb_naming *f, size_t first, size_t end)
{
    if (!kb_str_is(kb_lang_about(f->claims->lang, "noun"), "first")) return end;
    for (size_t t = first; t < end; t++)
        if (has(f, t, L_TITLE | L_ROLE | L_ORG | L_ORG_END | L_PLACE)) return end;
    for (size_t t = first + 1; t < end && t <= first + 3; t++)
        if (kb_reading_territory(f, t, end, L_TERRITORY).len) return t;
    return end;
}

static kb_status take_run(kb_naming *f, size_t first, size_t end)
{
    size_t cut = kb_reading_role_before(f, first) < first ? end : territory_begin(f, first, end);
    kb_status status = take_one(f, first, cut);
    return status == KB_OK && cut < end ? take_one(f, cut, end) : status;
}

static kb_status read_sentence(kb_naming *f, const kb_sentence *s)
{
    kb_status status = KB_OK;
    size_t end = s->first + s->count;
    f->role_begin = f->role_end = f->role_next = 0;
    for (size_t t = s->first; t < end && status == KB_OK;) {
        if (!kb_naming_names(f, t)) {
            if (f->role_next <= t) f->role_begin = f->role_end = 0;
            t++;
            continue;
        }
        size_t behind = kb_naming_end(f, t);
        status = take_run(f, t, behind);
        t = behind;
    }
    return status;
}

/* Notes the runs of two words and more that no title leads. */
static kb_status survey_runs(kb_naming *f)
{
    for (size_t t = 0; t < f->count;) {
        if (f->kinds[f->at[t].sentence] != KB_SENTENCE_PLAIN || !kb_naming_names(f, t)) {
            t++;
            continue;
        }
        size_t end = kb_naming_end(f, t);
        bool led = has(f, t, L_TITLE | L_ROLE) || kb_reading_role_before(f, t) < t;
        if (!led && end - t >= 2 && end - t <= 5 && !kb_naming_at_head(f, t)) {
            kb_str key;
            kb_status status = make_key(f, t, end, false, &key);
            if (status != KB_OK) return status;
            if (!kb_map_set(f->alone, key, f->doc->arena)) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
        }
        t = end;
    }
    return KB_OK;
}

/* ---- headlines: only what the rest of the document names ---- */

/* The longest known name that begins at token t: the token behind it, else t. */
static kb_status known_at(kb_naming *f, size_t t, size_t end, size_t *behind)
{
    kb_status status = KB_OK;
    *behind = t;
    for (size_t e = t + 5 < end ? t + 5 : end; e > t && status == KB_OK; e--) {
        kb_str key;
        bool whole = true;
        for (size_t i = t + 1; i < e; i++) whole &= adjoins(f, i);
        if (!whole || f->at[e - 1].kind != KB_TOKEN_WORD) continue;
        status = make_key(f, t, e, false, &key);
        if (status != KB_OK || kb_bearers_find(&f->bearers, key) == KB_NONE) continue;
        *behind = e;
        return KB_OK;
    }
    return status;
}

/* One word of a longer name that the document knows ("Sutan" where the body has "Rana Sutan" alone) counts too. */
static bool word_of_person(const kb_naming *f, const kb_map *parts, size_t t)
{
    return kb_map_find(parts, f->at[t].base) != NULL && !kb_naming_common(f, t) &&
           !has(f, t, L_FUNCTION | L_COMPLEMENT);
}

/* A known name at token t of a headline; *behind: the token behind it, else t. */
static kb_status headline_name(kb_naming *f, size_t t, size_t end, const kb_map *parts, size_t *behind)
{
    size_t n = 0;
    *behind = t;
    if (t >= end || !capital(f, t) || has(f, t, L_DATE)) return KB_OK;
    kb_status status = known_at(f, t, end, behind);
    if (status != KB_OK || *behind > t) return status;
    if (has(f, t, L_TERRITORY) && kb_reading_match(f, t, KB_WORD_PLACE, &n))
        *behind = t + n;
    else if (word_of_person(f, parts, t))
        *behind = t + 1;
    return KB_OK;
}

static kb_status read_headline(kb_naming *f, const kb_sentence *s, const kb_map *parts)
{
    kb_status status = KB_OK;
    size_t end = s->first + s->count;
    for (size_t t = s->first; t < end && status == KB_OK;) {
        size_t name = t, behind = t;
        uint32_t index;
        if (has(f, t,
                L_TITLE | L_ROLE | L_ADJECTIVE)) { /* "Presiden Norlandia Rana Sutan": the role leads to a person */
            while (name < end && name < t + 6 && (name == t || adjoins(f, name)) &&
                   has(f, name, L_TITLE | L_ROLE | L_COMPLEMENT))
                name++;
            status = headline_name(f, name, end, parts, &behind);
            bool person = behind > name && !has(f, name, L_COMPLEMENT) && adjoins(f, name);
            if (!person) name = behind = t;
        }
        if (status == KB_OK && behind == t) status = headline_name(f, t, end, parts, &behind);
        if (status != KB_OK) break;
        if (behind <= name) {
            t++;
            continue;
        }
        kb_reading r = { .span_first = t, .first = name, .end = behind };
        kb_reading_kind(f, &r);
        r.weight = 0;
        status = keep(f, &r, &index);
        t = behind;
    }
    return status;
}

static kb_status read_headlines(kb_naming *f)
{
    kb_status status = KB_OK;
    kb_map *parts = kb_map_new();
    size_t known = f->bearers.count;
    if (!parts) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    for (size_t b = 0; b < known && status == KB_OK; b++) {
        if (kb_bearer_kind(&f->bearers.at[b]) != KB_NAME_PERSON) continue;
        for (uint32_t w = 0; w < f->bearers.at[b].word_count; w++)
            if (f->bearers.at[b].words[w].len > 2 && !kb_map_set(parts, f->bearers.at[b].words[w], f->doc->arena))
                status = kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    }
    for (size_t s = 0; s < f->claims->sentences.count && status == KB_OK; s++)
        if (f->kinds[s] == KB_SENTENCE_HEADLINE) status = read_headline(f, &f->claims->sentences.at[s], parts);
    kb_map_free(parts);
    return status;
}

/* ---- entities ---- */

static int by_place(const void *a, const void *b)
{
    const kb_mention *x = a, *y = b;
    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

static void take_in(kb_entity *entity, const kb_bearer *bearer, uint32_t rank)
{
    bool case_of = entity->name.len && bearer->rank > rank; /* a form of it in another case */
    if (bearer->name.len > entity->name.len && !case_of && !(entity->name.len && bearer->word_count == 1))
        entity->name = bearer->name;
    if (!entity->role.len) entity->role = bearer->role;
    if (!entity->code.len) entity->code = bearer->code;
    if (!entity->gender) entity->gender = bearer->gender;
    entity->mentions += bearer->mentions;
}

/* Gives each mention its entity; entities are numbered in the order in which they are first mentioned. */
static kb_status settle(kb_naming *f)
{
    kb_claims *claims = f->claims;
    size_t count = f->bearers.count;
    uint32_t *number = KB_NEW(f->doc->arena, uint32_t, count);
    if (!number) return out_of_arena(f);
    for (size_t b = 0; b < count; b++) number[b] = KB_NONE;
    if (f->found.count) qsort(f->found.at, f->found.count, sizeof *f->found.at, by_place);
    for (size_t m = 0; m < f->found.count; m++) {
        uint32_t root = f->bearers.at[f->found.at[m].entity].root;
        if (number[root] == KB_NONE) {
            kb_entity *entity = KB_ADD(f->doc->arena, &claims->entities, kb_entity);
            if (!entity) return out_of_arena(f);
            const kb_bearer *bearer = &f->bearers.at[root];
            *entity = (kb_entity){ .key = bearer->key, .kind = kb_bearer_kind(bearer), .name = bearer->name };
            number[root] = (uint32_t)(claims->entities.count - 1);
        }
        f->found.at[m].entity = number[root];
    }
    for (size_t b = 0; b < count; b++)
        if (number[f->bearers.at[b].root] != KB_NONE)
            take_in(&claims->entities.at[number[f->bearers.at[b].root]], &f->bearers.at[b],
                    f->bearers.at[f->bearers.at[b].root].rank);
    claims->mentions = f->found;
    return KB_OK;
}

kb_status kb_names_find(const kb_document *doc, kb_claims *claims, kb_err *err)
{
    kb_status status = KB_OK;
    kb_naming f = { .doc = doc, .claims = claims, .at = claims->tokens.at, .count = claims->tokens.count, .err = err };

    claims->entities = (kb_entities){ NULL, 0 };
    claims->mentions = (kb_mentions){ NULL, 0 };
    if (!claims->lang || !f.count) return KB_OK;
    f.labels = KB_NEW(doc->arena, uint32_t, f.count);
    f.kinds = KB_NEW(doc->arena, uint8_t, claims->sentences.count + 1);
    f.standing = KB_NEW(doc->arena, kb_standing *, f.count);
    if (!f.labels || !f.kinds || !f.standing) return kb_arena_fail(doc->arena, err);
    f.words = kb_map_new();
    f.alone = kb_map_new();
    f.bearers.by_key = kb_map_new();
    if (!f.words || !f.alone || !f.bearers.by_key) {
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
        goto done;
    }
    kb_labels_find(&claims->tokens, f.labels);
    f.nouns = kb_str_is(kb_lang_about(claims->lang, "nouns"), "capital");
    f.cases = kb_lang_has_cases(claims->lang);
    if (kb_str_is(kb_lang_about(claims->lang, "case"), "none")) {
        f.led = KB_NEW(doc->arena, uint8_t, f.count);
        status = f.led ? kb_naming_lead(&f) : kb_arena_fail(doc->arena, err);
        if (status != KB_OK) goto done;
    }
    if ((status = kb_naming_survey(&f)) != KB_OK || (status = survey_runs(&f)) != KB_OK) goto done;
    for (size_t s = 0; s < claims->sentences.count; s++)
        if (f.kinds[s] == KB_SENTENCE_PLAIN && (status = read_sentence(&f, &claims->sentences.at[s])) != KB_OK)
            goto done;
    if ((status = read_headlines(&f)) != KB_OK) goto done;
    if ((status = kb_bearers_join(&f.bearers, doc->arena, err)) != KB_OK) goto done;
    status = settle(&f);
done:
    kb_map_free(f.bearers.by_key);
    kb_map_free(f.alone);
    kb_map_free(f.words);
    return status;
}
