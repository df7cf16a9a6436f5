#include "story/pair.h"

#include <math.h>

#include "base/map.h"
#include "story/weights.h"
#include "story/weights_across.h"

#define DAY 86400.0
#define SIGMA_DAYS 3.0
#define GAP_DAYS 10.0
#define LN_SHORT 2.4f /* ln of words: a title */
#define LN_MIDDLE 3.6f
#define LN_LONG 5.4f /* a full text */

const char *kb_measure_name(kb_measure measure)
{
    static const char *const names[] = {
#define KB_MEASURE_NAME(id, name) name,
        KB_MEASURES(KB_MEASURE_NAME)
#undef KB_MEASURE_NAME
    };
    return names[measure];
}

static inline float tf(unsigned count)
{
    static const float table[KB_TERM_ALL_MAX + 1] = {
        0.0f,       1.0f,       1.693147f,  2.098612f,  2.386294f,  2.609438f,  2.791759f,  2.945910f,
        3.079442f,  3.197225f,  3.302585f,  3.397895f,  3.484907f,  3.564949f,  3.639057f,  3.708050f,
        3.7725887f, 3.8332133f, 3.8903718f, 3.9444389f, 3.9957323f, 4.0445223f, 4.0910425f, 4.1354942f,
        4.1780539f, 4.2188759f, 4.2580967f, 4.2958369f, 4.3322048f, 4.3672957f, 4.4011974f, 4.4339871f,
        4.4657359f, 4.4965076f, 4.5263605f, 4.5553484f, 4.5835190f, 4.6109180f, 4.6375861f, 4.6635618f,
        4.6888795f, 4.7135720f, 4.7376699f, 4.7612000f, 4.7841897f, 4.8066626f, 4.8286414f, 4.8501472f,
        4.8712010f, 4.8918200f, 4.9120231f, 4.9318256f, 4.9512434f, 4.9702921f, 4.9889841f, 5.0073333f,
        5.0253515f, 5.0430512f, 5.0604429f, 5.0775375f, 5.0943446f, 5.1108737f, 5.1271343f, 5.1431346f
    };
    return table[count];
}

float kb_term_weight(unsigned count)
{
    return tf(count);
}

/* As fminf and fmaxf where x is a number, but no calls. */
static float least(float x, float y)
{
    return y < x ? y : x;
}

static float most(float x, float y)
{
    return y > x ? y : x;
}

static float rare(const kb_term *t)
{
    return (float)t->rare * (1.0f / KB_RARE_STEPS);
}

/* Of several English words for one word none is sure. */
static float travels(const kb_term *t)
{
    static const float sure[4] = { 1.0f, 0.7f, 0.55f, 0.45f };
    if (!(t->use & KB_TERM_TRAVELS)) return 0;
    return tf(kb_term_lead(t) ? kb_term_lead(t) : 1) * rare(t) * sure[kb_term_others(t)];
}

/* What a term of the report's own language weighs in each vector; nothing where it only travels. */
static inline kb_spoken spoken(const kb_term *t)
{
    if (!(t->use & KB_TERM_SPEAKS)) return (kb_spoken){ 0 };
    float all = tf(kb_term_all(t)) * rare(t);
    return (kb_spoken){ .all = all,
                        .lead = tf(kb_term_lead(t)) * rare(t),
                        .title = tf(kb_term_title(t)) * rare(t),
                        .names = t->use & KB_TERM_NAME ? all : 0,
                        .numbers = t->use & KB_TERM_NUMBER ? all : 0 };
}

static void add_square(float *sum, float weight)
{
    *sum += weight * weight;
}

void kb_held_weigh(kb_held *held)
{
    float sums[KB_VEC_COUNT] = { 0 };
    held->lead_mass = held->names_mass = held->travel_mass = 0;
    held->names = held->places = held->travel_count = 0;
    for (size_t i = 0; i < held->sketch.count; i++) {
        const kb_term *t = &held->sketch.at[i];
        const kb_spoken w = spoken(t);
        float far = travels(t);
        add_square(&sums[KB_VEC_ALL], w.all);
        add_square(&sums[KB_VEC_LEAD], w.lead);
        add_square(&sums[KB_VEC_TITLE], w.title);
        add_square(&sums[KB_VEC_NAMES], w.names);
        add_square(&sums[KB_VEC_NUMBERS], w.numbers);
        add_square(&sums[KB_VEC_TRAVELS], far);
        if (t->use & KB_TERM_ENGLISH) add_square(&sums[KB_VEC_ENGLISH], far);
        if (t->use & KB_TERM_KEY) add_square(&sums[KB_VEC_KEYS], far);
        held->lead_mass += w.lead;
        held->names_mass += w.names;
        if (w.names > 0) held->names++;
        held->travel_mass += far;
        if (far > 0) held->travel_count++;
        if (t->use & KB_TERM_PLACE) held->places++;
    }
    for (int v = 0; v < KB_VEC_COUNT; v++) held->norm[v] = sqrtf(sums[v]);
    held->travel_begin = 0;
    held->speak_end = (uint16_t)held->sketch.count;
}

void kb_held_arrange(kb_held *held)
{
    static const unsigned kinds[] = { KB_TERM_SPEAKS, KB_TERM_SPEAKS | KB_TERM_TRAVELS, KB_TERM_TRAVELS, 0 };
    kb_term terms[KB_SKETCH_TERMS_MAX];
    size_t count = held->sketch.count < KB_SKETCH_TERMS_MAX ? held->sketch.count : KB_SKETCH_TERMS_MAX, to = 0;
    if (count) memcpy(terms, held->sketch.at, count * sizeof *terms);
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        if (kind == 1) held->travel_begin = (uint16_t)to;
        if (kind == 2) held->speak_end = (uint16_t)to;
        for (size_t i = 0; i < count; i++)
            if ((terms[i].use & (KB_TERM_SPEAKS | KB_TERM_TRAVELS)) == kinds[kind]) held->sketch.at[to++] = terms[i];
    }
}

float kb_held_share(const kb_held *held, const kb_term *term)
{
    bool speaks = term->use & KB_TERM_SPEAKS;
    float norm = held->norm[speaks ? KB_VEC_ALL : KB_VEC_TRAVELS];
    return norm > 0 ? (speaks ? spoken(term).all : travels(term)) / norm : 0;
}

/* ---- what two share ---- */

static size_t place_of(const kb_facing *f, uint32_t term)
{
    size_t at = term >> 12 & (KB_FACING_PLACES - 1);
    while (f->place[at] && f->held->sketch.at[f->place[at] - 1].term != term) at = (at + 1) & (KB_FACING_PLACES - 1);
    return at;
}

void kb_facing_set(kb_facing *f, const kb_held *held, unsigned use)
{
    f->held = held;
    memset(f->seen, 0, sizeof f->seen);
    memset(f->place, 0, sizeof f->place); /* the rest is read where a place leads */
    for (size_t i = 0; i < held->sketch.count && i < KB_SKETCH_TERMS_MAX; i++) {
        const kb_term *t = &held->sketch.at[i];
        if (!(t->use & use)) continue;
        f->seen[t->term >> 6 & 63] |= (uint64_t)1 << (t->term & 63);
        f->place[place_of(f, t->term)] = (uint16_t)(i + 1);
        if (use & KB_TERM_SPEAKS) f->spoken[i] = spoken(t);
        if (use & KB_TERM_TRAVELS) f->travels[i] = travels(t);
    }
}

/* A term of b, and where it stands in the facing report. */
typedef struct {
    uint16_t b, facing;
} both;

/* Those of b's terms first .. end-1 that the facing report has; how many they are. Which these are cannot be guessed:
 * most others fall out without a branch. */
static size_t find_shared(const kb_facing *f, const kb_sketch *b, size_t first, size_t end,
                          both out[KB_SKETCH_TERMS_MAX])
{
    size_t maybe = 0, count = 0;
    if (end > first + KB_SKETCH_TERMS_MAX) end = first + KB_SKETCH_TERMS_MAX;
    for (size_t k = first; k < end; k++) {
        uint32_t term = b->at[k].term;
        out[maybe].b = (uint16_t)k;
        maybe += f->seen[term >> 6 & 63] >> (term & 63) & 1;
    }
    for (size_t n = 0; n < maybe; n++) {
        uint16_t k = out[n].b, found = f->place[place_of(f, b->at[k].term)];
        if (found) out[count++] = (both){ k, (uint16_t)(found - 1) };
    }
    return count;
}

static float cosine(float dot, const kb_held *a, const kb_held *b, kb_vec vec)
{
    float norms = a->norm[vec] * b->norm[vec];
    return norms > 0 ? dot / norms : 0;
}

/* ---- measures ---- */

typedef struct {
    float all, lead, title, names_dot, numbers_dot; /* dot products */
    float cover, cover_back, names_cover, names_cover_back;
    float top[3]; /* the heaviest shared terms of a's lead, descending */
    float names, numbers;
} shared_sums;

static void take_top(float top[3], float w)
{
    for (int n = 0; n < 3; n++)
        if (w > top[n]) {
            float down = top[n];
            top[n] = w;
            w = down;
        }
}

static void add_shared(shared_sums *s, const kb_term *x, const kb_spoken *w, const kb_term *y)
{
    if (!(y->use & KB_TERM_SPEAKS)) return;
    const kb_spoken v = spoken(y);
    s->all += w->all * v.all;
    s->lead += w->lead * v.lead;
    s->title += w->title * v.title;
    s->names_dot += w->names * v.names;
    s->numbers_dot += w->numbers * v.numbers;
    s->cover += w->lead;
    s->cover_back += v.lead;
    s->names_cover += w->names;
    s->names_cover_back += v.names;
    s->names += (x->use & y->use & KB_TERM_NAME) != 0;
    s->numbers += (x->use & KB_TERM_NUMBER) != 0;
    take_top(s->top, w->lead);
}

static float share(float part, float whole, float none)
{
    return whole > 0 ? part / whole : none;
}

static void time_between(const kb_held *a, const kb_held *b, float *gap, float *bell, float *dated)
{
    if (!a->dated || !b->dated) return;
    double days = fabs((double)a->when - (double)b->when) / DAY;
    *dated = 1;
    *gap = (float)(fmin(days, GAP_DAYS) / GAP_DAYS);
    *bell = (float)exp(-days * days / (2 * SIGMA_DAYS * SIGMA_DAYS));
}

void kb_pair_measure(const kb_facing *facing, const kb_held *b, double rarest, kb_measures *out)
{
    const kb_held *a = facing->held;
    shared_sums s = { 0 };
    float *m = out->at, top = rarest > 0 ? (float)rarest : 1;
    uint32_t words = a->sketch.length < b->sketch.length ? a->sketch.length : b->sketch.length;
    *out = (kb_measures){ 0 };
    both at[KB_SKETCH_TERMS_MAX];
    size_t count = find_shared(facing, &b->sketch, 0, b->speak_end, at);
    for (size_t i = 0; i < count; i++)
        add_shared(&s, &a->sketch.at[at[i].facing], &facing->spoken[at[i].facing], &b->sketch.at[at[i].b]);
    m[KB_MEASURE_ALL] = cosine(s.all, a, b, KB_VEC_ALL);
    m[KB_MEASURE_LEAD] = cosine(s.lead, a, b, KB_VEC_LEAD);
    m[KB_MEASURE_TITLE] = cosine(s.title, a, b, KB_VEC_TITLE);
    m[KB_MEASURE_NAMES] = cosine(s.names_dot, a, b, KB_VEC_NAMES);
    m[KB_MEASURE_NUMBERS] = cosine(s.numbers_dot, a, b, KB_VEC_NUMBERS);
    m[KB_MEASURE_COVER] = share(s.cover, a->lead_mass, 0);
    m[KB_MEASURE_COVER_BACK] = share(s.cover_back, b->lead_mass, 0);
    m[KB_MEASURE_RARE1] = s.top[0] / top;
    m[KB_MEASURE_RARE3] = (s.top[0] + s.top[1] + s.top[2]) / (3 * top);
    m[KB_MEASURE_NAMES_SHARED] = logf(1 + s.names);
    m[KB_MEASURE_NAMES_COVER] = share(s.names_cover, a->names_mass, 0.5f);
    m[KB_MEASURE_NAMES_COVER_BACK] = share(s.names_cover_back, b->names_mass, 0.5f);
    m[KB_MEASURE_NUMBERS_SHARED] = logf(1 + s.numbers);
    time_between(a, b, &m[KB_MEASURE_GAP], &m[KB_MEASURE_BELL], &m[KB_MEASURE_DATED]);
    m[KB_MEASURE_OUTLET] = a->sketch.outlet && a->sketch.outlet == b->sketch.outlet;
    m[KB_MEASURE_LENGTH] = logf(1 + (float)words);
}

/* ---- odds ---- */

static float between(float x, float low, float high)
{
    return least(1, most(0, (x - low) / (high - low)));
}

static float clip(float odds)
{
    return least(KB_ODDS_MAX, most(-KB_ODDS_MAX, odds));
}

/* Each measure weighs otherwise where the texts are short and where they are long, between the two in proportion. */
float kb_pair_odds(const kb_measures *measures)
{
    float length = measures->at[KB_MEASURE_LENGTH];
    float is_short = 1 - between(length, LN_SHORT, LN_MIDDLE), is_long = between(length, LN_MIDDLE, LN_LONG);
    float odds = kb_weights_bias[0] + kb_weights_bias[1] * is_short + kb_weights_bias[2] * is_long;
    for (int i = 0; i < KB_MEASURE_COUNT; i++) {
        const float *w = kb_weights[i];
        float x = measures->at[i];
        odds += x * (w[0] + w[1] * is_short + w[2] * is_long) + w[3] * x * x;
    }
    return clip(odds + kb_weights_gap_all * measures->at[KB_MEASURE_GAP] * measures->at[KB_MEASURE_ALL]);
}

/* ---- across languages ---- */

const char *kb_across_name(kb_across across)
{
    static const char *const names[] = {
#define KB_ACROSS_NAME(id, name) name,
        KB_ACROSSES(KB_ACROSS_NAME)
#undef KB_ACROSS_NAME
    };
    return names[across];
}

typedef struct {
    float all, english, keys; /* dot products */
    float cover, cover_back, top[3];
    float english_count, keys_count, names, places, numbers;
} across_sums;

static void add_across(across_sums *s, const kb_term *x, float w, const kb_term *y)
{
    float v = travels(y);
    unsigned use = x->use & y->use;
    if (w <= 0 || v <= 0) return;
    s->all += w * v;
    if (use & KB_TERM_ENGLISH) s->english += w * v, s->english_count++;
    if (use & KB_TERM_KEY) s->keys += w * v, s->keys_count++;
    s->names += (use & KB_TERM_NAME) != 0;
    s->places += (use & KB_TERM_PLACE) != 0;
    s->numbers += (use & KB_TERM_NUMBER) != 0;
    s->cover += w;
    s->cover_back += v;
    take_top(s->top, least(rare(x), rare(y)));
}

void kb_across_measure(const kb_facing *facing, const kb_held *b, double rarest, kb_across_measures *out)
{
    const kb_held *a = facing->held;
    across_sums s = { 0 };
    float *m = out->at, top = rarest > 0 ? (float)rarest : 1;
    uint32_t words = a->sketch.length < b->sketch.length ? a->sketch.length : b->sketch.length;
    uint32_t terms = a->travel_count < b->travel_count ? a->travel_count : b->travel_count;
    *out = (kb_across_measures){ 0 };
    both at[KB_SKETCH_TERMS_MAX];
    size_t count = find_shared(facing, &b->sketch, b->travel_begin, b->sketch.count, at);
    for (size_t i = 0; i < count; i++)
        add_across(&s, &a->sketch.at[at[i].facing], facing->travels[at[i].facing], &b->sketch.at[at[i].b]);
    m[KB_ACROSS_ALL] = cosine(s.all, a, b, KB_VEC_TRAVELS);
    m[KB_ACROSS_ENGLISH] = cosine(s.english, a, b, KB_VEC_ENGLISH);
    m[KB_ACROSS_KEYS] = cosine(s.keys, a, b, KB_VEC_KEYS);
    m[KB_ACROSS_COVER] = share(s.cover, a->travel_mass, 0);
    m[KB_ACROSS_COVER_BACK] = share(s.cover_back, b->travel_mass, 0);
    m[KB_ACROSS_RARE1] = s.top[0] / top;
    m[KB_ACROSS_RARE3] = (s.top[0] + s.top[1] + s.top[2]) / (3 * top);
    m[KB_ACROSS_ENGLISH_SHARED] = logf(1 + s.english_count);
    m[KB_ACROSS_KEYS_SHARED] = logf(1 + s.keys_count);
    m[KB_ACROSS_NAMES_SHARED] = logf(1 + s.names);
    m[KB_ACROSS_PLACES_SHARED] = logf(1 + s.places);
    m[KB_ACROSS_NUMBERS_SHARED] = logf(1 + s.numbers);
    m[KB_ACROSS_PLACES_APART] = a->places && b->places && s.places < 1;
    time_between(a, b, &m[KB_ACROSS_GAP], &m[KB_ACROSS_BELL], &m[KB_ACROSS_DATED]);
    m[KB_ACROSS_OUTLET] = a->sketch.outlet && a->sketch.outlet == b->sketch.outlet;
    m[KB_ACROSS_LENGTH] = logf(1 + (float)words);
    m[KB_ACROSS_WORDS] = logf(1 + (float)terms);
}

float kb_across_odds(const kb_across_measures *measures)
{
    float odds = kb_weights_across_bias;
    for (int i = 0; i < KB_ACROSS_COUNT; i++) {
        float x = measures->at[i];
        odds += x * (kb_weights_across[i][0] + kb_weights_across[i][1] * x);
    }
    return clip(odds);
}

#define WEIGHTS(of) ((kb_str){ (const char *)&(of), sizeof(of) })

uint64_t kb_pair_hash(void)
{
    uint64_t hash = kb_hash_with(kb_hash(WEIGHTS(kb_weights_bias)), WEIGHTS(kb_weights));
    hash = kb_hash_with(hash, WEIGHTS(kb_weights_gap_all));
    return kb_hash_with(kb_hash_with(hash, WEIGHTS(kb_weights_across_bias)), WEIGHTS(kb_weights_across));
}
