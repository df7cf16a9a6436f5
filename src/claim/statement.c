#include "claim/statement.h"

#include <stdlib.h>

#include "claim/carrier.h"
#include "claim/speech.h"

enum { CUES_MAX = 48, SCARE_WORDS = 8 };

/* What goes along from sentence to sentence. */
typedef struct {
    kb_reading r;
    kb_history history;
    kb_cues cues; /* of the sentence */
    kb_drafts drafts;
    bool *told;    /* of each quote: it is in a statement */
    uint32_t last; /* the statement read last, KB_NONE */
    uint32_t last_sentence;
    kb_range carried; /* who carries what is told, named in a sentence that tells nothing itself; empty */
    uint32_t carried_sentence;
    uint32_t antecedent_of; /* the statement whose source is a relative pronoun; KB_NONE */
    kb_span antecedent;     /* what that stands for */
    bool joined;            /* the sentence before is the first part of this one */
    uint32_t read_to;       /* sentences that begin before this token are in a statement already */
    uint32_t waiting; /* the first statement of a quote that goes on over paragraphs and is told at its end; KB_NONE */
} finder;

/* ---- making statements ---- */

static kb_status add_span(finder *f, kb_spans *spans, kb_span span)
{
    if (span.begin >= span.end) return KB_OK;
    kb_span *item = KB_ADD(f->r.arena, spans, kb_span);
    if (!item) return kb_arena_fail(f->r.arena, f->r.err);
    *item = span;
    return KB_OK;
}

/* Adds a part to a statement's content and marks its quotes as told. */
static kb_status add_content(finder *f, kb_statement *statement, kb_range part)
{
    const kb_reading *r = &f->r;
    for (uint32_t i = part.first; i < part.end; i++)
        if (r->quote[i]) f->told[r->quote[i] - 1] = true;
    return add_span(f, &statement->content, kb_range_span(r, part));
}

static kb_statement_type type_of(const kb_reading *r, const kb_draft *d)
{
    bool quoted = false;
    if (d->speech) return KB_DIRECT;
    for (uint32_t p = 0; p < d->part_count; p++)
        for (uint32_t i = d->parts[p].first; i < d->parts[p].end && !quoted; i++) quoted = r->quote[i] != 0;
    return quoted ? KB_MIXED : KB_INDIRECT;
}

static kb_status add_speakers(finder *f, kb_statement *statement, const kb_reference *who)
{
    statement->entity = KB_NONE;
    for (uint32_t i = 0; i < who->count; i++) {
        kb_str *name = KB_ADD(f->r.arena, &statement->speakers, kb_str);
        if (!name) return kb_arena_fail(f->r.arena, f->r.err);
        *name = who->names[i];
        if (statement->entity == KB_NONE) statement->entity = who->entity[i];
    }
    return KB_OK;
}

static kb_statement *new_statement(finder *f)
{
    kb_statement *statement = KB_ADD(f->r.arena, &f->r.claims->statements, kb_statement);
    if (statement) {
        *statement = (kb_statement){ .entity = KB_NONE };
        f->last = (uint32_t)f->r.claims->statements.count - 1;
    }
    return statement;
}

/* The ending of a cue that is its speaker: "nya" of "ujarnya". */
static kb_span clitic_span(const kb_reading *r, uint32_t token)
{
    const kb_token *t = &r->at[token];
    size_t ending = t->suffix ? t->folded.len - t->base.len : 0;
    if (!ending) { /* the whole form is an entry: its ending is that of the language's clitic */
        const kb_lang *lang = r->claims->lang;
        for (size_t len = 1; len < t->folded.len && len <= 6; len++)
            for (const kb_word *w =
                     kb_lang_first(lang, kb_str_part(t->folded, kb_span_of(t->folded.len - len, t->folded.len)));
                 w; w = w->next)
                if (w->class_of == KB_WORD_SUFFIX && kb_str_is(w->value, "third")) ending = len;
    }
    if (!ending || ending >= kb_span_len(t->span)) return kb_span_of(0, 0);
    return kb_span_of(t->span.end - ending, t->span.end);
}

/* Keeps who spoke, for the pronouns that follow. A speaker without a name is kept where it is one person. */
static void remember(finder *f, const kb_reference *who, kb_range source, uint32_t sentence)
{
    const kb_reading *r = &f->r;
    if (who->count != 1) return;
    f->history.speaker[sentence] = who->entity[0];
    f->history.unnamed[sentence] = KB_STR("");
    if (who->entity[0] != KB_NONE) return;
    if (kb_range_empty(source)) { /* a clitic that stands for one */
        f->history.unnamed[sentence] = who->names[0];
        return;
    }
    bool person = source.end == source.first + 1 && kb_is(r, source.first, KB_WORD_PRONOUN);
    for (uint32_t i = source.first; i < source.end && !person; i++) {
        if (kb_is_value(r, i, KB_WORD_PRONOUN, "some") && !kb_is_article(r, i)) return;
        const kb_word *role = kb_token_match(&r->claims->tokens, i, KB_WORD_ROLE, NULL);
        person = (role && kb_str_is(role->value, "one")) || kb_is(r, i, KB_WORD_TITLE);
    }
    if (person) f->history.unnamed[sentence] = who->names[0];
}

/* Does the quote go on in the next paragraph, where its speaker may be told? */
static bool opens_next(const kb_reading *r, uint32_t quote)
{
    const kb_quotes *quotes = &r->claims->quotes;
    return quotes->at[quote].open && quote + 1 < quotes->count && quotes->at[quote + 1].goes_on;
}

/* Who says the last of the statements said those from `first` on too. */
static void tell_before(const kb_reading *r, uint32_t first, const kb_statement *told)
{
    for (uint32_t i = first; i + 1 < r->claims->statements.count; i++) {
        kb_statement *before = &r->claims->statements.at[i];
        before->goes_on = true;
        before->source = told->source;
        before->speakers = told->speakers;
        before->carriers = told->carriers;
        before->carrier_spans = told->carrier_spans;
        before->entity = told->entity;
    }
}

/* The speaker of the quote's last paragraph said those before it too. */
static void tell_waiting(finder *f, const kb_draft *d, const kb_statement *told)
{
    const kb_reading *r = &f->r;
    uint32_t quote = d->part_count ? r->quote[d->parts[0].first] : 0;
    if (f->waiting != KB_NONE && quote && r->claims->quotes.at[quote - 1].goes_on && told->source.count)
        tell_before(r, f->waiting, told);
    f->waiting = KB_NONE;
}

/* A carrier named up to two sentences earlier still carries: that of the same speaker's words there, or of a sentence
 * that only names it ("The speech was carried by NNA."). */
static kb_status inherit_carriers(finder *f, uint32_t before, kb_statement *statement)
{
    enum { NEAR = 2 };
    const kb_reading *r = &f->r;
    if (statement->carriers.count || statement->entity == KB_NONE) return KB_OK;
    const kb_statement *last = before == KB_NONE ? NULL : &r->claims->statements.at[before];
    if (last && last->entity == statement->entity && statement->sentence <= last->sentence + NEAR) {
        statement->carriers = last->carriers;
        statement->carrier_spans = last->carrier_spans;
        return KB_OK;
    }
    if (kb_range_empty(f->carried) || statement->sentence > f->carried_sentence + NEAR) return KB_OK;
    return kb_carriers_add(r, statement, f->carried);
}

static kb_status make_statement(finder *f, size_t k, uint32_t sentence)
{
    const kb_reading *r = &f->r;
    uint32_t before = f->last;
    const kb_draft *d = &f->drafts.at[k];
    kb_reference who = { 0 };
    kb_status status = KB_OK;
    bool clitic = d->cue.clitic && kb_range_empty(d->source);
    if (clitic)
        kb_refer_clitic(r, &f->history, d->cue.at.first, sentence, &who);
    else
        kb_refer(r, &f->history, kb_range_empty(d->stands_for) ? d->source : d->stands_for, sentence, &who);
    kb_statement *statement = new_statement(f);
    if (!statement) return kb_arena_fail(r->arena, r->err);
    statement->type = type_of(r, d);
    statement->stance = d->cue.stance;
    statement->negated = d->cue.negated;
    statement->hearsay = d->cue.hearsay;
    statement->sentence = sentence;
    for (uint32_t p = 0; p < d->part_count && status == KB_OK; p++) status = add_content(f, statement, d->parts[p]);
    if (status == KB_OK) status = add_span(f, &statement->cue, kb_range_span(r, d->cue.at));
    if (status == KB_OK) status = add_span(f, &statement->cue, kb_range_span(r, d->cue.particle));
    if (status == KB_OK)
        status =
            add_span(f, &statement->source, clitic ? clitic_span(r, d->cue.at.end - 1) : kb_range_span(r, d->source));
    if (status == KB_OK) status = add_speakers(f, statement, &who);
    if (status == KB_OK) status = kb_carriers_find(r, &f->drafts, k, &who, statement);
    if (status == KB_OK) status = inherit_carriers(f, before, statement);
    if (!kb_range_empty(d->stands_for)) {
        f->antecedent_of = f->last;
        f->antecedent = kb_range_span(r, d->stands_for);
    }
    tell_waiting(f, d, statement);
    f->last_sentence = sentence;
    remember(f, &who, d->source, sentence);
    return status;
}

/* ---- speech without a cue ---- */

static kb_status copy_source(finder *f, const kb_statement *from, kb_statement *to)
{
    kb_status status = KB_OK;
    bool relative = f->antecedent_of != KB_NONE && from == &f->r.claims->statements.at[f->antecedent_of];
    if (relative) status = add_span(f, &to->source, f->antecedent);
    for (size_t i = 0; i < from->source.count && status == KB_OK && !relative; i++)
        status = add_span(f, &to->source, from->source.at[i]);
    to->speakers = from->speakers;
    to->carriers = from->carriers;
    to->carrier_spans = from->carrier_spans;
    to->entity = from->entity;
    if (from->entity != KB_NONE) f->history.speaker[to->sentence] = from->entity;
    return status;
}

/* Without a cue: a sentence that says by the form of its verbs ("er habe") that somebody else says it goes on with what
 * the one before told. */
static kb_status read_reported(finder *f, kb_range whole, uint32_t sentence)
{
    enum { NEAR = 2 };
    const kb_reading *r = &f->r;
    if (f->last == KB_NONE || sentence > f->last_sentence + NEAR) return KB_OK;
    const kb_sentence *last = &r->claims->sentences.at[f->last_sentence];
    if (r->at[whole.first].paragraph > last->paragraph + 1) return KB_OK;
    bool told = false;
    for (uint32_t i = whole.first; i < whole.end && !told; i++)
        told = !r->quote[i] && !r->mention[i] && kb_is_value(r, i, KB_WORD_AUXILIARY, "told") &&
               !(i > whole.first && kb_is_value(r, i - 1, KB_WORD_PRONOUN, "i"));
    if (!told) return KB_OK;
    size_t from = f->last;
    kb_statement *statement = new_statement(f);
    if (!statement) return kb_arena_fail(r->arena, r->err);
    statement->type = KB_INDIRECT;
    for (uint32_t i = whole.first; i < whole.end; i++)
        if (r->quote[i]) statement->type = KB_MIXED;
    statement->stance = KB_STANCE_SAY;
    statement->sentence = sentence;
    statement->goes_on = true;
    f->last_sentence = sentence;
    kb_status status = add_content(f, statement, whole);
    return status == KB_OK ? copy_source(f, &r->claims->statements.at[from], statement) : status;
}

/* A quote without a known cue, and what is known of it. */
typedef struct {
    kb_range quote, whole; /* whole: its sentence */
    uint32_t sentence;
    bool alone;   /* nothing but marks stands beside it in the sentence */
    bool goes_on; /* from the paragraph before */
} untold;

/* Words set apart (an irony, a term) are no statement: short ones, unless they stand alone. */
static bool set_apart(const kb_reading *r, const untold *u)
{
    uint32_t words = 0;
    for (uint32_t i = u->quote.first; i < u->quote.end; i++) words += r->at[i].kind != KB_TOKEN_MARK;
    if (u->alone && u->quote.end < r->count && kb_is_mark(r, u->quote.end, ':')) return true; /* a heading */
    if (u->alone || u->goes_on) return false;
    /* '"Harbour To Close," by Rana Sutan': the title of what another wrote */
    bool written = u->quote.end < u->whole.end && kb_is_value(r, u->quote.end, KB_WORD_PREPOSITION, "by");
    return words < SCARE_WORDS || written;
}

/* Who is told to say the quote: named beside it, else the subject of its sentence, else of the one before. */
static kb_range speaker_of(const kb_reading *r, const untold *u)
{
    kb_range subject = { 0, 0 };
    if (!u->alone || u->sentence == 0) subject = kb_phrase_main(r, u->whole.first, u->quote.first);
    if (kb_range_empty(subject) && u->sentence > 0) {
        const kb_sentence *s = &r->claims->sentences.at[u->sentence - 1];
        subject = kb_phrase_main(r, s->first, s->first + s->count);
    }
    return subject;
}

/* A statement whose content is the quote. */
static kb_statement *new_speech(finder *f, const untold *u)
{
    kb_statement *statement = new_statement(f);
    if (!statement) return NULL;
    statement->type = KB_DIRECT;
    statement->stance = KB_STANCE_SAY;
    statement->sentence = u->sentence;
    if (!opens_next(&f->r, f->r.quote[u->quote.first] - 1))
        f->waiting = KB_NONE;
    else if (f->waiting == KB_NONE)
        f->waiting = f->last;
    f->last_sentence = u->sentence;
    return statement;
}

/* Somebody is named beside the quote, with a verb that is in no list or with a colon, or signs it. */
static kb_status read_beside(finder *f, const untold *u, kb_range source, kb_range cue)
{
    const kb_reading *r = &f->r;
    kb_reference who = { 0 };
    kb_refer(r, &f->history, source, u->sentence, &who);
    uint32_t waiting = u->goes_on ? f->waiting : KB_NONE;
    kb_statement *statement = new_speech(f, u);
    if (!statement) return kb_arena_fail(r->arena, r->err);
    kb_status status = add_content(f, statement, u->quote);
    if (status == KB_OK) status = add_span(f, &statement->cue, kb_range_span(r, cue));
    if (status == KB_OK) status = add_span(f, &statement->source, kb_range_span(r, source));
    if (status == KB_OK) status = add_speakers(f, statement, &who);
    if (waiting != KB_NONE) tell_before(r, waiting, statement);
    remember(f, &who, source, u->sentence);
    return status;
}

/* A quote that no known cue tells: somebody is named beside it; or speech goes on, when it is a sentence (or paragraph)
 * of its own or a long one; else words set apart, which are no statement. */
static kb_status read_speech(finder *f, const untold *u)
{
    const kb_reading *r = &f->r;
    kb_range source = { 0, 0 }, cue = { 0, 0 };
    bool title = !u->alone && kb_is_title(r, u->quote.first);
    if (!title && !set_apart(r, u)) source = kb_speech_signature(r, u->quote);
    if (!kb_range_empty(source)) return read_beside(f, u, source, cue);
    if (!u->alone && !title && kb_speech_beside(r, u->quote, u->whole, &source, &cue))
        return read_beside(f, u, source, cue);
    if (title || set_apart(r, u)) return KB_OK;
    kb_statement *last = f->last == KB_NONE ? NULL : &r->claims->statements.at[f->last];
    const kb_sentence *sentences = r->claims->sentences.at;
    uint32_t paragraph = r->at[u->quote.first].paragraph;
    bool follows = last && u->quote.first == u->whole.first && paragraph == sentences[f->last_sentence].paragraph &&
                   last->type != KB_INDIRECT && u->sentence == f->last_sentence + 1;
    bool goes_on = u->alone || u->goes_on || follows;
    bool near = goes_on && last && paragraph <= sentences[f->last_sentence].paragraph + 1;
    bool same = last && paragraph == sentences[f->last_sentence].paragraph;
    if (near && same && last->type != KB_INDIRECT && u->sentence <= f->last_sentence + 1) {
        f->last_sentence = u->sentence;
        if (last->entity != KB_NONE) f->history.speaker[u->sentence] = last->entity;
        return add_content(f, last, u->quote);
    }
    size_t from = f->last;
    kb_reference who = { 0 };
    if (!near) {
        source = speaker_of(r, u);
        kb_refer(r, &f->history, source, u->sentence, &who);
        if (who.count && who.entity[0] == KB_NONE) who.count = 0; /* any words: no speaker */
        /* a pronoun for who spoke before, in the same paragraph: his words go on */
        bool pronoun = source.end == source.first + 1 && kb_is(r, source.first, KB_WORD_PRONOUN);
        near = pronoun && same && who.count == 1 && who.entity[0] == last->entity;
    }
    kb_statement *statement = new_speech(f, u);
    if (!statement) return kb_arena_fail(r->arena, r->err);
    statement->goes_on = near;
    kb_status status = add_content(f, statement, u->quote);
    if (status == KB_OK && near) return copy_source(f, &r->claims->statements.at[from], statement);
    if (status == KB_OK && who.count) status = add_span(f, &statement->source, kb_range_span(r, source));
    return status == KB_OK ? add_speakers(f, statement, &who) : status;
}

static kb_status read_untold(finder *f, kb_range whole, uint32_t sentence)
{
    const kb_reading *r = &f->r;
    for (uint32_t i = whole.first; i < whole.end;) {
        uint32_t end = i + 1, q = r->quote[i];
        while (end < whole.end && r->quote[end] == q) end++;
        if (q && !f->told[q - 1]) {
            while (end < r->count && r->quote[end] == q) end++; /* a quote of several sentences is one statement */
            untold u = { .quote = { i, end }, .whole = whole, .sentence = sentence, .alone = i == whole.first };
            for (uint32_t k = end; u.alone && k < whole.end; k++) u.alone = r->at[k].kind == KB_TOKEN_MARK;
            u.goes_on = r->claims->quotes.at[q - 1].goes_on;
            kb_status status = read_speech(f, &u);
            if (status != KB_OK) return status;
        }
        i = end;
    }
    return KB_OK;
}

/* ---- a sentence ---- */

/* A statement whose cue is a colon. */
static kb_status tell_line(finder *f, kb_range whole, kb_range source, kb_range content, uint32_t colon, bool speech,
                           uint32_t sentence)
{
    kb_draft *d = KB_ADD(f->r.arena, &f->drafts, kb_draft);
    if (!d) return kb_arena_fail(f->r.arena, f->r.err);
    *d = (kb_draft){
        .cue = { .at = { colon, colon + 1 }, .group = colon, .class_of = KB_WORD_CUE, .stance = KB_STANCE_SAY },
        .sentence = whole,
        .source = source,
        .own_source = true,
        .part_count = 1,
        .parts = { content },
        .speech = speech,
    };
    return make_statement(f, 0, sentence);
}

/* "The mayor: we are ready": a name before a colon in a title or a line of its own. */
static kb_status read_colon(finder *f, kb_range whole, uint32_t sentence, bool *found)
{
    const kb_reading *r = &f->r;
    uint32_t colon = whole.first;
    *found = false;
    while (colon < whole.end && colon < whole.first + 8 && !kb_is_mark(r, colon, ':') && !r->quote[colon]) colon++;
    if (colon == whole.first || colon + 1 >= whole.end || !kb_is_mark(r, colon, ':')) return KB_OK;
    if (f->cues.count && f->cues.at[0].at.first < colon) return KB_OK;
    kb_range name = { whole.first, colon };
    bool person = false;
    for (uint32_t i = name.first; i < name.end; i++) {
        if (r->at[i].kind == KB_TOKEN_MARK && !kb_is_mark(r, i, '.')) return KB_OK;
        person |= r->mention[i] &&
                  r->claims->entities.at[r->claims->mentions.at[r->mention[i] - 1].entity].kind == KB_NAME_PERSON;
        person |= kb_is(r, i, KB_WORD_TITLE) || kb_is(r, i, KB_WORD_ROLE);
    }
    bool speech = r->quote[colon + 1] != 0;
    bool line = (r->at[whole.first].flags & KB_TOKEN_PARAGRAPH) && whole.end - whole.first < 30 &&
                whole.end - colon > 3; /* "Rana: 46" is a list */
    if (!person || !(speech || line)) return KB_OK;
    bool told = true;
    for (uint32_t i = colon + 1; i < whole.end; i++) told &= r->quote[i] != 0;
    *found = true;
    return tell_line(f, whole, speech ? kb_phrase_named(r, name) : name, (kb_range){ colon + 1, whole.end }, colon,
                     told, sentence);
}

/* "Harbour to close on Monday: mayor": a line that ends with a colon and who tells it. */
static kb_status read_headline(finder *f, kb_range whole, uint32_t sentence, bool *found)
{
    enum { TEACHING = 3, SPEAKER_MAX = 5 };
    const kb_reading *r = &f->r;
    *found = false;
    if (kb_range_empty(whole)) return KB_OK; /* nothing but marks */
    uint32_t colon = whole.end - 1, quoted = r->quote[whole.first];
    while (colon > whole.first && colon + SPEAKER_MAX > whole.end && !kb_is_mark(r, colon, ':')) colon--;
    if (!(r->at[whole.first].flags & KB_TOKEN_PARAGRAPH) || colon < whole.first + TEACHING || colon + 1 >= whole.end ||
        !kb_is_mark(r, colon, ':') || quoted)
        return KB_OK;
    bool stopped = whole.end < r->count && r->at[whole.end].paragraph == r->at[whole.first].paragraph;
    if (stopped || kb_is_article(r, colon + 1)) return KB_OK; /* a sentence, and not its head line */
    kb_range source = { colon + 1, whole.end };
    *found = kb_is_personal(r, source) || kb_refer_medium(r, source, false);
    for (uint32_t i = source.first; i < source.end; i++) {
        if (r->quote[i] || r->at[i].kind != KB_TOKEN_WORD) return *found = false, KB_OK;
        *found |= kb_is(r, i, KB_WORD_ORGANISATION);
    }
    return *found ? tell_line(f, whole, source, (kb_range){ whole.first, colon }, colon, false, sentence) : KB_OK;
}

/* "RANA: We are ready. ...": a paragraph of a transcript, with or without marks, is all of it the speaker's. */
static kb_status read_transcript(finder *f, kb_range whole, uint32_t sentence, bool *found)
{
    const kb_reading *r = &f->r;
    kb_range name = kb_speech_label(r, whole);
    *found = !kb_range_empty(name);
    if (!*found) return KB_OK;
    uint32_t from = name.end + 1, end = from, quote = r->quote[whole.first];
    while (end < r->count && r->at[end].paragraph == r->at[name.first].paragraph && r->quote[end] == quote) end++;
    if (!quote)
        while (end < r->count && r->at[end].paragraph == r->at[name.first].paragraph) end++;
    f->read_to = end;
    return tell_line(f, whole, name, (kb_range){ from, end }, name.end, true, sentence);
}

/* Is the sentence behind a quote that ends with ? or ! the rest of it: "... true?" the mayor asked. */
static bool completes_quote(const kb_reading *r, uint32_t index)
{
    if (index + 1 >= r->claims->sentences.count) return false;
    const kb_sentence *s = &r->claims->sentences.at[index], *next = s + 1;
    uint32_t last = s->first + s->count - 1, end = next->first + next->count;
    if (next->paragraph != s->paragraph || !r->quote[last] || r->quote[next->first]) return false;
    if (r->at[last].span.end < r->claims->quotes.at[r->quote[last] - 1].outer.end) return false;
    if (kb_is_mark(r, last - 1, '.')) return false;
    for (uint32_t i = next->first; i < end && i < next->first + 16 && !r->quote[i]; i++) {
        size_t words;
        if (!kb_token_match(&r->claims->tokens, i, KB_WORD_CUE, &words) &&
            !kb_token_match(&r->claims->tokens, i, KB_WORD_CUE_THIRD, &words))
            continue;
        uint32_t behind = i + (uint32_t)words;
        if (kb_is_value(r, i, KB_WORD_CUE, "inverse") || kb_is_value(r, i, KB_WORD_CUE, "hearer") ||
            kb_is(r, i, KB_WORD_CUE_THIRD))
            return true;
        if (words > 1 && kb_is(r, behind - 1, KB_WORD_PREPOSITION)) return true; /* "she said of the bridge" */
        return behind >= end || r->at[behind].kind == KB_TOKEN_MARK || r->date[behind] ||
               (kb_is(r, behind, KB_WORD_PREPOSITION) && !kb_is_value(r, behind, KB_WORD_COMPLEMENTIZER, "that")) ||
               kb_is(r, behind, KB_WORD_CONJUNCTION) || kb_is(r, behind, KB_WORD_ADVERB);
    }
    return false;
}

/* A cue that tells nothing in its sentence introduces the quote that the next one begins with. */
static void introduce_next(finder *f, uint32_t next)
{
    const kb_reading *r = &f->r;
    if (!f->drafts.count || next >= r->count || !r->quote[next]) return;
    kb_draft *d = &f->drafts.at[f->drafts.count - 1];
    bool colon = kb_is_mark(r, next - 1, ':');
    if (d->part_count || d->cue.class_of != KB_WORD_CUE || d->cue.passive || d->cue.infinitive || d->cue.negated)
        return;
    if (!colon && (r->at[next].flags & KB_TOKEN_PARAGRAPH)) return;
    uint32_t end = next;
    while (end < r->count && r->quote[end] == r->quote[next]) end++;
    for (uint32_t i = end; i < r->count && r->at[i].sentence == r->at[end - 1].sentence; i++)
        if (r->at[i].kind != KB_TOKEN_MARK) return; /* that sentence tells who says it */
    if (end < r->count && completes_quote(r, r->at[end - 1].sentence)) return;
    d->parts[d->part_count++] = (kb_range){ next, end };
    d->speech = true;
    d->dropped = false;
}

/* Does the draft make a statement? Not one that nobody says. */
static bool is_told(const kb_draft *d)
{
    if (d->dropped || d->outer || d->cue.class_of == KB_WORD_CARRIER || d->part_count == 0) return false;
    return !kb_range_empty(d->source) || d->cue.clitic || d->speech || d->cue.impersonal;
}

static kb_status read_sentence(finder *f, uint32_t index)
{
    const kb_reading *r = &f->r;
    const kb_sentence *s = &r->claims->sentences.at[index];
    kb_range whole = { s->first, s->first + s->count };
    if (s->dateline || kb_document_aside(r->doc, s->span) || s->first < f->read_to) return KB_OK;
    if (s->count > 1 && kb_is_mark(r, s->first, '<') && r->at[s->first + 1].kind == KB_TOKEN_WORD)
        return KB_OK; /* markup */
    if (f->joined) {
        whole.first = r->claims->sentences.at[index - 1].first;
        f->joined = false;
    } else if (completes_quote(r, index)) {
        f->joined = true;
        return KB_OK;
    }
    while (whole.end > whole.first && !r->quote[whole.end - 1] && r->at[whole.end - 1].kind == KB_TOKEN_MARK &&
           !kb_is_mark(r, whole.end - 1, ':') && !kb_is_mark(r, whole.end - 1, ')'))
        whole.end--;
    uint32_t spoken = KB_NONE;
    f->cues = (kb_cues){ 0 };
    f->drafts = (kb_drafts){ 0 };
    kb_status status = kb_cues_find(r, whole, &f->cues);
    if (status != KB_OK) return status;
    bool found = false;
    status = read_transcript(f, whole, index, &found);
    if (status == KB_OK && !found) status = read_headline(f, whole, index, &found);
    if (status == KB_OK && !found) status = read_colon(f, whole, index, &found);
    if (status != KB_OK || found) return status;
    for (size_t k = 0; k < f->cues.count && k < CUES_MAX; k++) {
        kb_draft *d = KB_ADD(r->arena, &f->drafts, kb_draft);
        if (!d) return kb_arena_fail(r->arena, r->err);
        *d = (kb_draft){ .cue = f->cues.at[k], .sentence = whole };
    }
    if (f->cues.count) {
        kb_sources_find(r, &f->drafts);
        kb_contents_find(r, &f->drafts);
        introduce_next(f, s->first + s->count);
    }
    size_t before = r->claims->statements.count;
    for (size_t k = 0; k < f->cues.count && k < CUES_MAX && status == KB_OK; k++) {
        const kb_draft *d = &f->drafts.at[k];
        if (!is_told(d)) continue;
        bool nested = false;
        for (size_t j = 0; j < k && !nested; j++) {
            const kb_draft *o = &f->drafts.at[j];
            if (!is_told(o) || o->cue.impersonal) continue;
            for (uint32_t p = 0; p < o->part_count; p++)
                nested |= kb_draft_begin(d) >= o->parts[p].first && d->cue.at.end <= o->parts[p].end;
        }
        if (nested) continue;
        status = make_statement(f, k, index);
        if (d->speech) spoken = f->last;
    }
    for (size_t k = 0; k < f->drafts.count && r->claims->statements.count == before; k++) {
        const kb_draft *d = &f->drafts.at[k];
        if (d->cue.class_of != KB_WORD_CARRIER || kb_str_is(d->cue.word->value, "hearer") ||
            !kb_refer_medium(r, d->source, false))
            continue;
        f->carried = d->source;
        f->carried_sentence = index;
    }
    if (spoken != KB_NONE) f->last = spoken; /* '"...," said a man who denied it': what he said goes on */
    if (status == KB_OK && r->claims->statements.count == before) status = read_reported(f, whole, index);
    return status == KB_OK ? read_untold(f, whole, index) : status;
}

/* ---- all ---- */

static int by_content(const void *a, const void *b)
{
    const kb_statement *x = a, *y = b;
    kb_span s = x->content.at[0], t = y->content.at[0];
    if (s.begin != t.begin) return s.begin < t.begin ? -1 : 1;
    if (s.end != t.end) return s.end > t.end ? -1 : 1;
    size_t c = x->cue.count ? x->cue.at[0].begin : 0, d = y->cue.count ? y->cue.at[0].begin : 0;
    return c < d ? -1 : c > d;
}

kb_status kb_statements_find(const kb_reading *reading)
{
    finder f = { .r = *reading, .last = KB_NONE, .waiting = KB_NONE, .antecedent_of = KB_NONE };
    kb_claims *claims = reading->claims;
    claims->statements = (kb_statements){ 0 };
    kb_status status = kb_history_begin(&f.r, &f.history);
    if (status != KB_OK) return status;
    f.told = KB_NEW(reading->arena, bool, claims->quotes.count + 1);
    if (!f.told) return kb_arena_fail(reading->arena, reading->err);
    for (size_t i = 0; i < claims->sentences.count && status == KB_OK; i++) status = read_sentence(&f, (uint32_t)i);
    if (status == KB_OK && claims->statements.count)
        qsort(claims->statements.at, claims->statements.count, sizeof *claims->statements.at, by_content);
    return status;
}
