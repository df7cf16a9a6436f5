#include "compare/voice.h"

#include "text/sound.h"

#define PAIR_COMMON 0.45 /* rare words that two sayings in one language have in common at least */
#define PAIR_LIKENESS 0.05
#define PAIR_ACROSS 0.25 /* what a pair across languages counts as, where words cannot tell */

/* Names of five letters or more are one when a single letter differs behind the first: Meilani, Meilany. */
static bool nearly_equal(kb_str a, kb_str b)
{
    size_t differ = 0;
    if (a.len != b.len || a.len < 5 || a.at[0] != b.at[0]) return false;
    for (size_t i = 1; i < a.len; i++) differ += a.at[i] != b.at[i];
    return differ <= 1;
}

static bool has_word(kb_str names, kb_str word)
{
    kb_str part;
    for (kb_str rest = names; kb_str_next(&rest, ' ', &part);)
        if (kb_str_equal_ascii(part, word) || nearly_equal(part, word)) return true;
    return false;
}

static bool words_within(kb_str a, kb_str b)
{
    kb_str part;
    for (kb_str rest = a; kb_str_next(&rest, ' ', &part);)
        if (part.len && !has_word(b, part)) return false;
    return true;
}

/* The speaker of a statement of the report. */
static kb_voice voice_of(const kb_accounts *accounts, uint32_t account, const kb_statement *statement)
{
    kb_voice v = { 0 };
    if (!statement->speakers.count) return v;
    const kb_entities *entities = &accounts->at[account].claims->entities;
    v.name = statement->speakers.at[0];
    v.named = statement->entity < entities->count;
    if (v.named) v.role = entities->at[statement->entity].role;
    if (v.named) v.key = entities->at[statement->entity].key;
    return v;
}

/* Do the words of the description stand in the role? */
static bool role_meets(kb_voice named, kb_voice described)
{
    return named.role.len && described.name.len && kb_names_meet(described.name, named.role);
}

bool kb_names_meet(kb_str a, kb_str b)
{
    return words_within(a, b) || words_within(b, a);
}

/* Two names that do not meet are two people. A description that meets no role may be anyone's. */
static kb_voices compare_voices(kb_voice a, kb_voice b)
{
    if (!a.name.len || !b.name.len) return KB_VOICES_OPEN;
    if (kb_names_meet(a.name, b.name)) return KB_VOICES_SAME;
    if (a.named && b.named) return kb_scripts_differ(a.script, b.script) ? KB_VOICES_OPEN : KB_VOICES_APART;
    if ((a.named && role_meets(a, b)) || (b.named && role_meets(b, a))) return KB_VOICES_SAME;
    return a.named || b.named ? KB_VOICES_OPEN : KB_VOICES_APART; /* "the winner", "the runner-up" */
}

/* A voice's number by its name and role. */
static kb_status number_of(const kb_accounts *all, kb_voice_table *table, kb_map *numbers, kb_voice voice,
                           uint32_t *out, kb_err *err)
{
    kb_str key;
    if (!kb_arena_print(all->arena, &key, "%d\t%.*s\t%.*s", voice.named, KB_STR_ARGS(voice.name),
                        KB_STR_ARGS(voice.role)))
        return kb_arena_fail(all->arena, err);
    *out = (uint32_t)(uintptr_t)kb_map_find(numbers, key);
    if ((*out)--) return KB_OK;
    kb_voice *fresh = KB_ADD(all->arena, table, kb_voice);
    if (!fresh) return kb_arena_fail(all->arena, err);
    *fresh = voice;
    fresh->script = kb_name_script(voice.key);
    *out = (uint32_t)table->count - 1;
    return kb_map_set(numbers, key, (void *)(uintptr_t)table->count) ? KB_OK
                                                                     : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

static kb_status number_voices(const kb_accounts *all, kb_voice_table *table, kb_map *numbers, kb_err *err)
{
    kb_status status = KB_OK;
    for (uint32_t i = 0; i < all->count; i++) {
        const kb_statements *statements = &all->at[i].claims->statements;
        table->of[i] = KB_NEW(all->arena, uint32_t, statements->count);
        if (!table->of[i]) return kb_arena_fail(all->arena, err);
        for (size_t s = 0; s < statements->count && status == KB_OK; s++) {
            kb_voice voice = voice_of(all, i, &statements->at[s]);
            table->of[i][s] = KB_NONE;
            if (voice.name.len) status = number_of(all, table, numbers, voice, &table->of[i][s], err);
        }
        if (status != KB_OK) return status;
    }
    return KB_OK;
}

/* ---- names in two scripts ---- */

/* A surname alone is held against the other's last word. */
static bool sounds_like(kb_latin *latin, kb_str a, kb_str b)
{
    kb_str x = kb_str_last_word(a), y = kb_str_last_word(b);
    return x.len == a.len || y.len == b.len ? kb_words_sound_alike(latin, x, y) : kb_names_sound_alike(latin, a, b);
}

static void meet_by_sound(kb_voice_table *table, kb_latin *latin)
{
    for (size_t i = 0; i < table->count; i++)
        for (size_t j = i + 1; j < table->count; j++) {
            const kb_voice *a = &table->at[i], *b = &table->at[j];
            if (!a->named || !b->named || !kb_scripts_differ(a->script, b->script)) continue;
            bool one = sounds_like(latin, a->key, b->key);
            table->met[i * table->count + j] = table->met[j * table->count + i] =
                (uint8_t)(1 + (one ? KB_VOICES_SAME : KB_VOICES_APART));
        }
}

kb_status kb_voice_table_make(const kb_accounts *accounts, kb_voice_table *out, kb_err *err)
{
    kb_map *numbers = kb_map_new();
    *out = (kb_voice_table){ .of = KB_NEW(accounts->arena, uint32_t *, accounts->count) };
    kb_status status = !numbers   ? kb_fail(err, KB_ERR_MEMORY, "out of memory")
                       : !out->of ? kb_arena_fail(accounts->arena, err)
                                  : number_voices(accounts, out, numbers, err);
    kb_map_free(numbers);
    if (status != KB_OK) return status;
    out->met = KB_NEW(accounts->arena, uint8_t, out->count * out->count);
    if (!out->met) return kb_arena_fail(accounts->arena, err);
    if (accounts->pivot) meet_by_sound(out, kb_pivot_latin(accounts->pivot));
    return KB_OK;
}

kb_voices kb_voice_table_compare(kb_voice_table *table, uint32_t a, uint32_t b)
{
    if (a == KB_NONE || b == KB_NONE) return KB_VOICES_OPEN;
    uint8_t *met = &table->met[a * table->count + b];
    if (!*met) *met = (uint8_t)(1 + (int)compare_voices(table->at[a], table->at[b]));
    return (kb_voices)(*met - 1);
}

/* The first mention within the span; NULL. */
static const kb_mention *first_mention(const kb_mentions *mentions, kb_span span)
{
    size_t low = 0, high = mentions->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (mentions->at[middle].span.begin < span.begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low < mentions->count && kb_span_inside(mentions->at[low].span, span) ? &mentions->at[low] : NULL;
}

bool kb_voice_told(const kb_accounts *accounts, uint32_t account, const kb_statement *teller, kb_voice voice)
{
    const kb_claims *claims = accounts->at[account].claims;
    if (!teller || !voice.named || !teller->content.count) return false;
    const kb_mention *mention = first_mention(&claims->mentions, teller->content.at[0]);
    if (!mention) return false;
    kb_str name = claims->entities.at[mention->entity].name;
    return kb_names_meet(voice.name, name);
}

/* ---- pairs ---- */

/* The clauses of a statement in the sentence where it begins; an empty run when it has none. */
static kb_run run_of(const kb_accounts *all, uint32_t account, uint32_t statement)
{
    const kb_account *from = &all->at[account];
    kb_run run = { account, 0, 0 };
    for (uint32_t c = 0; c < from->clause_count; c++) {
        const kb_clause *clause = &from->clauses[c];
        if (clause->statement != statement) continue;
        if (!run.count) run.first = c;
        if (run.first + run.count != c || from->clauses[run.first].sentence != clause->sentence) break;
        run.count++;
    }
    return run;
}

static bool in_remark(const kb_claims *claims, uint32_t statement, kb_span span)
{
    for (size_t i = 0; i < claims->remarks.count; i++)
        if (claims->remarks.at[i].statement == statement || kb_span_overlap(claims->remarks.at[i].remark, span))
            return true;
    return false;
}

/* One report's statements by named speakers, that deny nothing. */
typedef struct {
    kb_run run;
    uint32_t voice; /* of the table */
    bool alone;     /* the one thing that this speaker says in the report */
} saying;
typedef struct {
    saying *at;
    size_t count;
} sayings;

/* Those alone. */
static kb_status find_sayings(const kb_accounts *all, kb_voice_table *voices, uint32_t account, sayings *out,
                              kb_err *err)
{
    const kb_claims *claims = all->at[account].claims;
    size_t first = out->count;
    for (uint32_t i = 0; i < claims->statements.count; i++) {
        const kb_statement *statement = &claims->statements.at[i];
        uint32_t voice = voices->of[account][i];
        kb_run run = run_of(all, account, i);
        if (voice == KB_NONE || !voices->at[voice].named || !run.count || statement->hearsay) continue;
        if (in_remark(claims, i, kb_run_span(all, run))) continue;
        if (all->at[account].title[all->at[account].clauses[run.first].sentence]) continue;
        saying *s = KB_ADD(all->arena, out, saying);
        if (!s) return kb_arena_fail(all->arena, err);
        *s = (saying){ run, voice, true };
    }
    for (size_t i = first; i < out->count; i++)
        for (size_t j = first; j < out->count; j++)
            if (i != j && kb_voice_table_compare(voices, out->at[i].voice, out->at[j].voice) == KB_VOICES_SAME)
                out->at[i].alone = false;
    size_t kept = first;
    for (size_t i = first; i < out->count; i++)
        if (out->at[i].alone) out->at[kept++] = out->at[i];
    out->count = kept;
    return KB_OK;
}

/* The first match whose run `a` is of the account or a later one: they stand in its order. */
static size_t first_of(const kb_matches *matches, uint32_t account)
{
    size_t low = 0, high = matches->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (matches->at[middle].a.account < account)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Has one of the matches of a speaker's words either saying? */
static bool is_matched(const kb_matches *spoken, const saying *a, const saying *b)
{
    for (size_t i = first_of(spoken, a->run.account); i < spoken->count; i++) {
        const kb_match *m = &spoken->at[i];
        if (m->a.account != a->run.account) return false;
        if (m->b.account != b->run.account) continue;
        if (kb_run_overlap(m->a, a->run) || kb_run_overlap(m->b, b->run)) return true;
    }
    return false;
}

static kb_status pair(const kb_accounts *all, const saying *a, const saying *b, kb_matches *matches, kb_err *err)
{
    bool across = !kb_accounts_same_lang(&all->at[a->run.account], &all->at[b->run.account]);
    kb_match match = { .a = a->run, .b = b->run, .speaker = true };
    match.likeness = kb_run_likeness(all, a->run, b->run, &match.common);
    if (!across && (match.common < PAIR_COMMON * all->rare || match.likeness < PAIR_LIKENESS)) return KB_OK;
    if (across && match.likeness < PAIR_ACROSS) match.likeness = PAIR_ACROSS;
    match.words = match.common > 0;
    kb_match *kept = KB_ADD(all->arena, matches, kb_match);
    if (!kept) return kb_arena_fail(all->arena, err);
    *kept = match;
    return KB_OK;
}

kb_status kb_voices_pair(const kb_accounts *accounts, kb_voice_table *voices, kb_matches *matches, kb_err *err)
{
    sayings all = { 0 };
    kb_matches spoken = { 0 };
    kb_status status = KB_OK;
    for (size_t i = 0; i < matches->count; i++) {
        kb_match *kept = matches->at[i].speaker ? KB_ADD(accounts->arena, &spoken, kb_match) : NULL;
        if (matches->at[i].speaker && !kept) return kb_arena_fail(accounts->arena, err);
        if (kept) *kept = matches->at[i];
    }
    for (uint32_t i = 0; i < accounts->count && status == KB_OK; i++)
        status = find_sayings(accounts, voices, i, &all, err);
    for (size_t i = 0; i < all.count && status == KB_OK; i++)
        for (size_t j = i + 1; j < all.count && status == KB_OK; j++) {
            const saying *a = &all.at[i], *b = &all.at[j];
            if (a->run.account == b->run.account) continue;
            if (kb_voice_table_compare(voices, a->voice, b->voice) != KB_VOICES_SAME) continue;
            if (!is_matched(&spoken, a, b)) status = pair(accounts, a, b, matches, err);
        }
    return status;
}
