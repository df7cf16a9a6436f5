/* story/pair.h - do two reports tell of one event? A learned answer from what they share.
 *
 * Both reports are vectors of their terms: (1 + ln count) times how rare the term is (idf); one for all of the text and
 * one each for lead, title, names, numbers. The measures of two reports (KB_MEASURES) are cosines of these, shares of
 * one's terms that the other has, the time between them, and how much closer they are than the others near them. A
 * logistic regression adds them up: the answer is the logarithm of the odds that the two are of one story. Its weights
 * (story/weights.h) are learned by tools/train_stories.py. Source of the shape: Miranda et al., Multilingual Clustering
 * of Streaming News, EMNLP 2018; logistic regression instead of their SVM, pairs of reports instead of centroids. */
#ifndef KB_STORY_PAIR_H
#define KB_STORY_PAIR_H

#include "story/sketch.h"

#define KB_ODDS_MAX 6.0f        /* no pair is surer than this, for or against */
#define KB_ODDS_MISSING (-3.0f) /* of a pair that was not compared: they share too little */
#define KB_ODDS_STEPS 1000      /* odds that are kept are so many times as much, in whole numbers */

/* A report as the group holds it: its sketch with what is the same for all of its pairs. */
typedef enum {
    KB_VEC_ALL,
    KB_VEC_LEAD,
    KB_VEC_TITLE,
    KB_VEC_NAMES,
    KB_VEC_NUMBERS,
    KB_VEC_TRAVELS,
    KB_VEC_ENGLISH,
    KB_VEC_KEYS,
    KB_VEC_COUNT
} kb_vec;

typedef struct {
    int64_t article, story;
    int64_t when;      /* seconds since 1970 UTC */
    float best, sixth; /* likeness (cosine of all) to the report nearest when it came, and to the sixth */
    kb_sketch sketch;
    float norm[KB_VEC_COUNT];                 /* length of each vector */
    float lead_mass, names_mass, travel_mass; /* sums of the weights of lead, names, what travels */
    uint16_t names, places, travel_count;     /* how many terms are such */
    uint16_t speak_end, travel_begin;         /* the terms that speak stand before, those that travel from there on */
    bool dated;                               /* else `when` says nothing */
} kb_held;

/* 1 + ln(count), 0 for none: what it weighs that a term stands so often in a report, KB_TERM_ALL_MAX at most. */
float kb_term_weight(unsigned count);
#define KB_TERM_WEIGHT_MAX 5.15f

/* How much a term weighs in the report, over the length of all: 0..1. */
float kb_held_share(const kb_held *held, const kb_term *term);

/* Sets norm, masses and names from the sketch, whose terms know how rare they are. */
void kb_held_weigh(kb_held *held);

/* After that: puts the terms that only speak first, then those that do both, then those that only travel; of each kind
 * in order of term. So one that is compared with others is read in part. */
void kb_held_arrange(kb_held *held);

/* What a term weighs in the vectors of its own language. */
typedef struct {
    float all, lead, title, names, numbers;
} kb_spoken;

/* As odds, of what is kept in KB_ODDS_STEPS. */
static inline float kb_odds_of(int32_t steps)
{
    return (float)steps / KB_ODDS_STEPS;
}

#define KB_FACING_PLACES 1024 /* a power of two well above KB_SKETCH_TERMS_MAX */

/* A report that is compared with many: its terms are found without walking through both lists. */
typedef struct {
    const kb_held *held;
    uint64_t seen[64];                /* bits by the last 12 bits of a term: most terms of others fall out here */
    uint16_t place[KB_FACING_PLACES]; /* open addressing: index into held's terms, and 1; 0: empty */
    kb_spoken spoken[KB_SKETCH_TERMS_MAX]; /* of those of its language; of others: */
    float travels[KB_SKETCH_TERMS_MAX];
} kb_facing;

/* Of the terms that have one of the KB_TERM_... of `use`: KB_TERM_SPEAKS to compare with reports of its language,
 * KB_TERM_TRAVELS with those of others. Looks at `held`. */
void kb_facing_set(kb_facing *facing, const kb_held *held, unsigned use);

#define KB_MEASURES(X)                                                                                         \
    X(ALL, "all")                                                                                              \
    X(LEAD, "lead")                                                                                            \
    X(TITLE, "title")                                                                                          \
    X(NAMES, "names")                                                                                          \
    X(NUMBERS, "numbers") /* cosines */                                                                        \
    X(COVER, "cover")                                                                                          \
    X(COVER_BACK, "cover_back") /* share of the lead's weight that the other has */                            \
    X(RARE1, "rare1")                                                                                          \
    X(RARE3, "rare3")                   /* weight of the rarest shared term, of the three */                   \
        X(NAMES_SHARED, "names_shared") /* ln(1 + names that both have) */                                     \
        X(NAMES_COVER, "names_cover") X(NAMES_COVER_BACK, "names_cover_back")                                  \
            X(NUMBERS_SHARED, "numbers_shared") /* ln(1 + numbers that both have) */                           \
        X(GAP, "gap")                           /* days between them / 10, at most 1 */                        \
        X(BELL, "bell")                         /* exp(-days^2 / (2 * 3^2)) */                                 \
        X(DATED, "dated") X(OUTLET, "outlet")   /* both have a date; are of one outlet */                      \
        X(OVER6, "over6") X(OVER21, "over21")   /* likeness above that of the sixth and 21st nearest report */ \
        X(RANK, "rank")                         /* ln(1 + nearer reports) */                                   \
        X(BACK1, "back1") X(BACK6, "back6")     /* likeness above the other's best and sixth when it came */   \
        X(LENGTH, "length")                     /* ln(1 + words of the shorter) */

typedef enum {
#define KB_MEASURE_ENUM(id, name) KB_MEASURE_##id,
    KB_MEASURES(KB_MEASURE_ENUM)
#undef KB_MEASURE_ENUM
        KB_MEASURE_COUNT
} kb_measure;

const char *kb_measure_name(kb_measure measure);

typedef struct {
    float at[KB_MEASURE_COUNT];
} kb_measures;

/* The measures of the facing report (KB_TERM_SPEAKS) against the earlier `b` of its language, but for those of rank
 * (over6, over21, rank, back1, back6), which group.c sets. `rarest`: how rare a term is that nothing has yet. Time:
 * linear in their terms. */
void kb_pair_measure(const kb_facing *facing, const kb_held *b, double rarest, kb_measures *out);

/* The logarithm of the odds that the two are of one story, -KB_ODDS_MAX..KB_ODDS_MAX. */
float kb_pair_odds(const kb_measures *measures);

/* Of all weights. */
uint64_t kb_pair_hash(void);

/* ---- reports of two languages: from the terms that travel alone ---- */

#define KB_ACROSSES(X)                                                                                                 \
    X(ALL, "all")                                                                                                      \
    X(ENGLISH, "english")                                                                                              \
    X(KEYS, "keys") /* cosines: of all, of English words, of keys */                                                   \
    X(COVER, "cover")                                                                                                  \
    X(COVER_BACK, "cover_back") /* share of one's weight that the other has */                                         \
    X(RARE1, "rare1")                                                                                                  \
    X(RARE3, "rare3") /* weight of the rarest shared term, of the three */                                             \
    X(ENGLISH_SHARED, "english_shared")                                                                                \
    X(KEYS_SHARED, "keys_shared")                                                                                      \
    X(NAMES_SHARED, "names_shared") X(PLACES_SHARED, "places_shared")                                                  \
        X(NUMBERS_SHARED, "numbers_shared")                                 /* ln(1 + how many) */                     \
        X(PLACES_APART, "places_apart")                                     /* both name territories, none the same */ \
        X(GAP, "gap") X(BELL, "bell") X(DATED, "dated") X(OUTLET, "outlet") /* as in KB_MEASURES */                    \
        X(OVER2, "over2") X(OVER6, "over6")   /* likeness above the next and the sixth nearest of other languages */   \
        X(RANK, "rank")                       /* ln(1 + nearer reports of other languages) */                          \
        X(LENGTH, "length") X(WORDS, "words") /* ln(1 + words of the shorter; its terms that travel) */

typedef enum {
#define KB_ACROSS_ENUM(id, name) KB_ACROSS_##id,
    KB_ACROSSES(KB_ACROSS_ENUM)
#undef KB_ACROSS_ENUM
        KB_ACROSS_COUNT
} kb_across;

const char *kb_across_name(kb_across across);

typedef struct {
    float at[KB_ACROSS_COUNT];
} kb_across_measures;

/* The measures of the facing report (KB_TERM_TRAVELS) and one of another language, but for those of rank (over2, over6,
 * rank), which group.c sets. */
void kb_across_measure(const kb_facing *facing, const kb_held *b, double rarest, kb_across_measures *out);

/* As kb_pair_odds. */
float kb_across_odds(const kb_across_measures *measures);

#endif
