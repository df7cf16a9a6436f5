/* compare/amount.h - the figures of a report as amounts: one for each thing counted or measured, with all the places
 * where the report tells it, the words around it, and the moment for which it holds.
 *
 * Two amounts of two reports are held against one another only when kind, unit and what is counted agree; then their
 * words tell how likely they are one matter (cosine of the words around them, near ones weighing more). */
#ifndef KB_COMPARE_AMOUNT_H
#define KB_COMPARE_AMOUNT_H

#include "compare/around.h"

#define KB_AMOUNT_NAMES 12
#define KB_AMOUNT_WORDS 4

/* Does the count change while an event goes on? Then two values at two moments are a series. Dead and hurt only grow;
 * the missing and the displaced do both. */
typedef enum { KB_COURSE_NONE, KB_COURSE_UP, KB_COURSE_ANY } kb_course;

typedef struct {
    uint32_t account;
    kb_str concept;                       /* what is counted; empty: not told */
    kb_word_terms noun;                   /* the word that says so, where it stands by the number */
    kb_word_terms kinds[KB_AMOUNT_WORDS]; /* the noun's other words: "undersea" of the cables */
    kb_word_terms near[2];                /* the content words next to the figure in its clause, before and behind */
    const kb_figure *figure;              /* the mention that tells most exactly */
    struct {
        const kb_figure **at;
        size_t count;
    } mentions;
    kb_around context; /* the words around all mentions */
    kb_around apart;   /* ... without what is counted: what else is said of it */
    double low, high;  /* what all mentions allow */
    double digit;      /* one unit of the last digit that `figure` prints, in the base unit */
    bool rounded, past, plan, series;
    bool alone;   /* no other amount of its report counts the same, of the same time, by a value apart from its own */
    bool only;    /* no other amount of its report has its kind and its unit: the one sum, the one length */
    bool listed;  /* [counted] has the concept */
    bool known;   /* [counted] knows what is counted, as no mere noun: a state, a measure, a sum, a rate */
    bool whole;   /* the eight of "seven of eight" */
    bool article; /* "a suspect": one that nobody counted */
    bool person;  /* counts people as such */
    bool value;   /* is what something is worth */
    bool people;  /* its unit is people */
    bool state;   /* counts people in a state: dead, aboard */
    bool befalls; /* ... that befalls them while an event goes on: dead, hurt, missing */
    kb_course course;                /* which way it goes */
    uint32_t names[KB_AMOUNT_NAMES]; /* terms of names in the clauses of the mentions */
    size_t name_count;
    uint32_t subjects[KB_AMOUNT_WORDS]; /* the words of the name nearest before it in its sentence; 0: none */
    bool vague;       /* of others, of a part ("two of them"), of a noun that is no plural: compares with none */
    bool title;       /* a mention stands in the title */
    bool stated;      /* the moment is stated; else it is that of publication */
    int64_t from, to; /* the moment; INT64_MIN where it is not known */
} kb_amount;
typedef struct {
    kb_amount *at;
    size_t count;
} kb_amounts; /* by account, then by place */

/* Finds the amounts of all reports. They live in accounts->arena. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_amounts_find(const kb_accounts *accounts, kb_amounts *out, kb_err *err);

typedef enum {
    KB_COUNTS_NOT,  /* other things, other units: never in one row */
    KB_COUNTS_OPEN, /* one of the two does not say what it counts */
    KB_COUNTS_SAME  /* both say so, and it is the same */
} kb_counts;

kb_counts kb_amount_counts(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b);

/* 0..1: how much the words around them have in common. */
double kb_amount_context(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b);

/* The same without the words for what is counted; 0 where they have nothing in common but names and numbers. */
double kb_amount_rest(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b);

/* Have they a content word next to them in common, on either side? */
bool kb_amount_near(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b);

/* Does one stand by names of which the other's report knows none? Then it may be of another place, of other people. */
bool kb_amount_elsewhere(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b);

/* Can both figures be true of one thing? Bounds, rounding, and the coarser of two precisions are allowed for. */
bool kb_amount_overlap(const kb_amount *a, const kb_amount *b);

/* 0..1: how much it tells that they overlap: equal values of many digits much, wide bounds little. */
double kb_amount_agreement(const kb_amount *a, const kb_amount *b);

/* Is one the hedged, round value of the other, which is exact: "more than 600" of 642? */
bool kb_amount_approximates(const kb_amount *a, const kb_amount *b);

/* Does b, of a's report, count the same as a, of the same time, by a value apart from its own? */
bool kb_amount_rivals(const kb_amount *a, const kb_amount *b);

/* Does `a` stand by names of which the other's report knows none? */
bool kb_amount_foreign(const kb_accounts *accounts, const kb_amount *a, const kb_amount *other);

/* Both tell the same value, told in the same precision. */
bool kb_amount_equal(const kb_amount *a, const kb_amount *b);

/* Sets `figure`, `low`, `high` and `digit`. */
void kb_amount_set_figure(kb_amount *a, const kb_figure *figure);

/* Sets `person`, `value`, `people`, `state`, `befalls` and `course`, once what it counts is known. */
void kb_amount_set_course(kb_amount *a);

#endif
