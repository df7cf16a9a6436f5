#include "claim/name_read.h"

enum { ROLE_TOKENS_MAX = 12, APPOSITION_TOKENS = 5 };

const kb_word *kb_reading_match(const kb_naming *f, size_t t, kb_word_class c, size_t *n)
{
    return kb_token_match(&f->claims->tokens, t, c, n);
}

static char gender_of(const kb_naming *f, size_t first, size_t end)
{
    for (size_t t = first; t < end; t++) {
        const kb_word *word = has(f, t, L_HONORIFIC) ? kb_reading_match(f, t, KB_WORD_TITLE, NULL) : NULL;
        kb_str gender = word ? kb_word_key(word, "gender") : KB_STR("");
        if (gender.len) return gender.at[0];
    }
    return 0;
}

/* Surely of the role, and of no person's name. */
static bool of_role(const kb_naming *f, size_t t)
{
    if (has(f, t, L_TITLE | L_ROLE | L_COMPLEMENT) || acronym(f, t)) return true;
    const kb_standing *s = kb_naming_standing(f, t);
    return s && ((s->placed > 0 && s->speaks == 0) || s->lower > s->inner);
}

/* Is the stretch of words a name that the document has by itself ("Pelatih Laskar Mandar Beni ...": a club)? */
static bool stands_alone(const kb_naming *f, size_t first, size_t end)
{
    size_t len = 0;
    char key[128];
    for (size_t t = first; t < end; t++) {
        kb_str word = f->at[t].base;
        if (len + word.len + 1 > sizeof key) return false;
        if (len) key[len++] = ' ';
        if (word.len) memcpy(key + len, word.at, word.len);
        len += word.len;
    }
    return kb_map_find(f->alone, (kb_str){ key, len }) != NULL;
}

/* Is the word a name of its own somewhere: a capital inside a sentence that begins no longer name and ends none? */
static bool alone(const kb_naming *f, size_t t)
{
    const kb_standing *s = kb_naming_standing(f, t);
    return s && s->single > 0;
}

/* Where the person's name begins in the tokens behind a title: behind the last that is surely of the role, when there
 * is a gap of at most two before it; behind the place that a title of a seat or a word for a place has with it; behind
 * a name that stands alone elsewhere. `end` when no name is left. */
static size_t person_begin(const kb_naming *f, size_t from, size_t end)
{
    size_t begin = from;
    for (size_t k = end - from > 2 ? end - 1 : from; k > from + 1; k--)
        if (stands_alone(f, from, k)) return k;
    for (size_t t = from, gap = 0; t < end && gap <= 2; t++) {
        if (of_role(f, t))
            begin = t + 1, gap = 0;
        else
            gap++;
    }
    if (begin > from && end - begin == 3 && has(f, begin - 1, L_ORG) && alone(f, begin) && alone(f, end - 1))
        return begin + 1; /* Partai Buana Ahmad Zulkarnain, where Buana and Zulkarnain stand elsewhere */
    if (begin > from && begin < end && has(f, begin - 1, L_PLACE) && !has(f, begin - 1, L_TITLE) && end - begin != 2)
        return begin + 1;
    if (begin == from && end - from >= 3 && has(f, from - 1, L_SEATED)) return from + 1;
    for (size_t k = end - begin > 1 ? end - 1 : begin; k > begin + 1; k--)
        if (stands_alone(f, begin, k)) return k;
    return begin;
}

/* The last title in a run, where all before it is of a role: the token behind it; `first` when there is none. */
static size_t title_end(const kb_naming *f, size_t first, size_t end)
{
    size_t behind = first;
    for (size_t t = first; t < end && (has(f, t, L_TITLE | L_ROLE | L_COMPLEMENT) || acronym(f, t) ||
                                       (behind > first && kb_naming_common(f, t)));
         t++)
        if (has(f, t, L_TITLE | L_ROLE)) behind = t + 1;
    if (behind > first || kb_str_is(kb_lang_about(f->claims->lang, "seat"), "after")) return behind;
    for (size_t t = first + 1; t + 1 < end; t++) /* "Hilir Inc. Chief Executive Raka Saka" */
        if (has(f, t, L_TITLE) && !has(f, t, L_HONORIFIC) && end - t <= 4) behind = t + 1;
    return behind;
}

size_t kb_reading_role_before(const kb_naming *f, size_t first)
{
    size_t t = first;
    while (t > 0 && first - t < 4 && adjoins(f, t) && !capital(f, t - 1) && has(f, t - 1, L_TITLE | L_ROLE) &&
           !kb_token_is(&f->at[t - 1], KB_WORD_CUE))
        t--;
    return t;
}

kb_str kb_reading_territory(const kb_naming *f, size_t first, size_t end, uint32_t label)
{
    size_t n = 0;
    kb_word_class c = label & (L_SEAT | L_GOVERNMENT) ? KB_WORD_METONYM : KB_WORD_PLACE;
    const kb_word *word = has(f, first, label) ? kb_reading_match(f, first, c, &n) : NULL;
    return word && n == end - first ? kb_word_key(word, "code") : KB_STR("");
}

static bool head_first(const kb_naming *f)
{
    return kb_str_is(kb_lang_about(f->claims->lang, "noun"), "first");
}

/* Does the kind stand last before a small word: Relief Agency of Hulu? */
static bool kind_inside(const kb_naming *f, size_t first, size_t end)
{
    for (size_t t = first + 1; t + 1 < end; t++)
        if (!capital(f, t) && f->at[t].kind == KB_TOKEN_WORD && has(f, t - 1, L_ORG | L_ORG_END)) return true;
    return false;
}

void kb_reading_kind(const kb_naming *f, kb_reading *r)
{
    size_t first = r->first, end = r->end, n = end - first;
    bool digits = false;
    for (size_t t = first; t < end; t++) digits |= f->at[t].kind != KB_TOKEN_WORD;
    r->code = kb_reading_territory(f, first, end, L_TERRITORY);
    r->vote = KB_NAME_PLACE, r->weight = 6;
    if (r->code.len) return;
    if (kb_reading_territory(f, first, end, L_ADJECTIVE).len) {
        r->vote = KB_NAME_OTHER;
        return;
    }
    if (kb_reading_territory(f, first, end, L_SEAT).len) return;
    r->vote = KB_NAME_ORGANISATION;
    if (kb_reading_territory(f, first, end, L_GOVERNMENT).len) return;
    r->weight = 4;
    bool ends = !head_first(f); /* the kind stands last: Hilir University, Hulu River */
    if (has(f, first, L_ORG | L_ORG_END) || has(f, end - 1, L_ORG_END) || (ends && has(f, end - 1, L_ORG)) ||
        (ends && kind_inside(f, first, end)))
        return;
    r->vote = KB_NAME_PLACE;
    if (has(f, first, L_PLACE) || (ends && n > 1 && has(f, end - 1, L_PLACE))) return;
    r->weight = 2;
    if (has(f, end - 1, L_SIDE)) return;
    bool placed = first > 0 && adjoins(f, first) && has(f, first - 1, L_BEFORE);
    if (placed && !(acronym(f, first) && n == 1)) return;
    r->vote = KB_NAME_ORGANISATION;
    if (acronym(f, first) && !digits) {
        if (is_mark(f, end, ":")) r->vote = KB_NAME_OTHER; /* "SUTAN: We are ready": who speaks in a transcript */
        return;
    }
    r->vote = KB_NAME_PERSON;
    if (kb_naming_beside_cue(f, first, end)) return;
    r->weight = 1;
    if (n >= 2 && n <= 5 && !digits && !has(f, end - 1, L_SIDE)) return;
    r->vote = KB_NAME_OTHER;
}

bool kb_reading_age_behind(const kb_naming *f, size_t end)
{
    return end + 2 < f->count && (is_mark(f, end, ",") || is_mark(f, end, "(")) &&
           f->at[end + 1].kind == KB_TOKEN_NUMBER && kb_span_len(f->at[end + 1].span) <= 2 &&
           (is_mark(f, end + 2, ",") || is_mark(f, end + 2, ")"));
}

/* Does a person's name follow, set off by a comma: "Camat Langgudu, Ihwan Talabiu."? */
static bool name_behind_comma(const kb_naming *f, size_t end)
{
    if (!is_mark(f, end, ",") || !kb_naming_names(f, end + 1) || f->at[end + 1].sentence != f->at[end].sentence)
        return false;
    size_t behind = kb_naming_end(f, end + 1);
    if (has(f, end + 1, L_ORG | L_PLACE | L_TERRITORY | L_SEAT | L_FIELD)) return false;
    if (has(f, end + 1, L_TITLE) && !has(f, end + 1, L_HONORIFIC)) return false; /* it has a role of its own */
    if (behind - end < 3 && !has(f, end + 1, L_HONORIFIC)) return false;
    if (behind >= f->count || f->at[behind].sentence != f->at[end].sentence) return true;
    return f->at[behind].kind == KB_TOKEN_MARK || has(f, behind, L_FUNCTION);
}

static bool takes_role(const kb_naming *f, size_t first, size_t end)
{
    for (size_t t = first; t < end; t++) {
        const kb_standing *s = kb_naming_standing(f, t);
        if (s && s->speaks > 0 && s->inner + s->speaks > 1) return false; /* known to speak by itself */
    }
    return true;
}

/* Leaves out what begins the run and is no part of the name: "Manajemen PT ...", "KTT Presiden ...". */
static size_t without_lead(const kb_naming *f, size_t first, size_t end)
{
    uint32_t plain = L_TITLE | L_ROLE | L_COMPLEMENT;
    if (first + 1 >= end || has(f, first, plain)) return first;
    bool head = kb_naming_at_head(f, first) && !acronym(f, first);
    if (head && has(f, first + 1, L_ORG | L_PLACE | L_TERRITORY) && !has(f, first + 1, L_TITLE)) return first + 1;
    if (head && first + 2 < end && stands_alone(f, first + 1, end)) return first + 1;
    bool title_first = kb_str_is(kb_lang_about(f->claims->lang, "seat"), "after");
    return title_first && acronym(f, first) && has(f, first + 1, L_STARTS) ? first + 1 : first;
}

/* "Deputi Gubernur Bank Hulu (BH) Raka Saka": the name behind an acronym in brackets. */
static bool name_behind_bracket(const kb_naming *f, size_t end)
{
    return is_mark(f, end, "(") && end + 3 < f->count && acronym(f, end + 1) && is_mark(f, end + 2, ")") &&
           kb_naming_names(f, end + 3) && f->at[end + 3].sentence == f->at[end].sentence;
}

/* The role [first, end) is of the name that follows behind a comma or brackets. */
static void wait_for_name(kb_naming *f, size_t first, size_t end)
{
    f->role_begin = first, f->role_end = end;
    f->role_next = is_mark(f, end, "(") ? end + 3 : end + 1;
}

bool kb_reading_of(kb_naming *f, size_t first, size_t end, kb_reading *r)
{
    first = without_lead(f, first, end);
    size_t lower = kb_reading_role_before(f, first), title = title_end(f, first, end);
    bool honorific = title > first && has(f, title - 1, L_HONORIFIC);
    *r = (kb_reading){ .span_first = first, .first = first, .end = end };
    r->role_first = title > first ? (lower < first ? lower : first) : lower;
    r->role_end = title;
    bool whole = has(f, first, L_ORG | L_PLACE) && !has(f, first, L_TITLE | L_ROLE);
    bool titled = !whole && (title > first || lower < first);
    if (!titled) {
        kb_reading_kind(f, r);
        if (end - first > 1) return true;
        if (r->vote == KB_NAME_OTHER && has(f, first, L_TITLE | L_ROLE)) return false;
        return r->code.len || has(f, first, L_PROPER) || acronym(f, first) ||
               !has(f, first, L_ORG | L_ORG_END | L_PLACE | L_FIELD);
    }
    size_t person = honorific ? title : person_begin(f, title, end);
    while (person < end && f->at[person].kind == KB_TOKEN_MARK) person++; /* the stop of "Rep." */
    if (person < end && head_first(f) && !honorific && name_behind_comma(f, end) && takes_role(f, person, end) &&
        end - person < 4) {
        wait_for_name(f, r->role_first, end);
        person = end;
    }
    if (person == end && !head_first(f) && has(f, end - 1, L_ORG | L_PLACE)) { /* "General Motors", "King Street" */
        r->role_first = r->role_end = first;
        kb_reading_kind(f, r);
        return true;
    }
    if (person == end) { /* "Presiden Rusia": the seat alone is a name */
        if (f->role_end != end && (name_behind_comma(f, end) || name_behind_bracket(f, end)))
            wait_for_name(f, r->role_first, end);
        while (title < end && has(f, title, L_ROLE | L_TITLE)) title++;
        if (title == end) {
            r->end =
                title_end(f, first, end) > first && has(f, first, L_TERRITORY | L_ADJECTIVE | L_GOVERNMENT | L_SEAT)
                    ? first + 1
                    : first;
            if (r->end == first) return false;
            kb_reading_kind(f, r);
            return true;
        }
        r->first = r->span_first = title;
        r->role_first = r->role_end = title;
        kb_reading_kind(f, r);
        if (r->vote == KB_NAME_PERSON) r->vote = KB_NAME_OTHER, r->weight = 0;
        return true;
    }
    r->first = person;
    r->span_first = r->role_first;
    r->role_end = person;
    r->vote = KB_NAME_PERSON;
    r->weight = honorific || title > first ? 4 : 2;
    r->gender = gender_of(f, r->role_first, person);
    if (honorific && r->role_end - r->role_first == 1) r->role_first = r->role_end;
    return true;
}

bool kb_reading_apposition(const kb_naming *f, size_t end, size_t *from, size_t *to)
{
    if (!is_mark(f, end, ",")) return false;
    size_t t = end + 1;
    uint32_t sentence = f->at[end].sentence;
    for (size_t i = 0;; i++, t++) {
        if (i == APPOSITION_TOKENS || t >= f->count || f->at[t].sentence != sentence) return false;
        if (f->at[t].kind != KB_TOKEN_WORD || has(f, t, L_CUE)) return false;
        if (has(f, t, L_TITLE | L_ROLE) && !capital(f, t)) break;
        if (has(f, t, L_FUNCTION) && i > 0 && !capital(f, t)) return false;
    }
    if (t + 2 < f->count && kb_naming_names(f, t + 1) && kb_naming_names(f, t + 2) && adjoins(f, t + 1) &&
        adjoins(f, t + 2) && !has(f, t + 1, L_COMPLEMENT))
        return false; /* "..., campaign chair Raka Saka and": another person */
    *from = end + 1;
    while (*from < t && kb_token_is(&f->at[*from], KB_WORD_DETERMINER)) (*from)++;
    size_t stop = end + 1 + ROLE_TOKENS_MAX;
    while (t < f->count && t < stop && f->at[t].sentence == sentence && f->at[t].kind == KB_TOKEN_WORD &&
           !has(f, t, L_CUE))
        t++;
    *to = t;
    return t < f->count && f->at[t].kind == KB_TOKEN_MARK;
}
