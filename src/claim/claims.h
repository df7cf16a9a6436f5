/* claim/claims.h - what a document says: quotes, names, figures, dates, statements; each with its span.
 * The nouns of this room; each has a module of its own that finds it. All live in the document's arena. */
#ifndef KB_CLAIM_CLAIMS_H
#define KB_CLAIM_CLAIMS_H

#include "read/document.h"
#include "text/token.h"

#define KB_NONE UINT32_MAX /* no such index */

/* ---- quotes (claim/quote.c) ---- */

typedef struct {
    kb_span words; /* without the marks; never empty */
    kb_span outer; /* with them */
    bool open;     /* no closing mark: ends with its paragraph */
    bool goes_on;  /* the quote before it had no closing mark: the same speaker goes on */
    bool nested;   /* inside another quote */
} kb_quote;
typedef struct {
    kb_quote *at;
    size_t count;
} kb_quotes; /* in order of outer.begin */

/* ---- names (claim/name.c) ---- */

typedef enum { KB_NAME_PERSON, KB_NAME_ORGANISATION, KB_NAME_PLACE, KB_NAME_OTHER } kb_name_kind;

typedef struct {
    kb_str name; /* canonical: the longest form in the document, without titles: "Rana Sutan" */
    kb_str key;  /* name folded, accents off: equal keys, equal names */
    kb_str role; /* title or description as first given: "Presiden Rusia"; empty */
    kb_name_kind kind;
    kb_str code; /* ISO 3166 code of a territory: the same in every language; empty */
    char gender; /* 'f', 'm' where a title or pronoun tells; else 0 */
    uint32_t mentions;
} kb_entity;
typedef struct {
    kb_entity *at;
    size_t count;
} kb_entities;

typedef struct {
    kb_span span;          /* the name as printed, titles before it included */
    kb_span bare;          /* the name alone */
    uint32_t entity;       /* index into entities */
    uint32_t first, count; /* its tokens */
} kb_mention;
typedef struct {
    kb_mention *at;
    size_t count;
} kb_mentions; /* in order of span; no overlap */

/* ---- figures (claim/figure.c) ---- */

typedef struct {
    int64_t mantissa;
    int32_t scale;
} kb_decimal; /* mantissa * 10^-scale; of "4,1 juta" 41 and -5: the digits tell the precision */

typedef enum {
    KB_FIGURE_COUNT,
    KB_FIGURE_PERCENT,
    KB_FIGURE_MONEY,
    KB_FIGURE_MEASURE,
    KB_FIGURE_DURATION,
    KB_FIGURE_AGE,
    KB_FIGURE_SCORE, /* low == high == 1000 * the larger + the smaller: "1-2" is the score "2-1" */
    KB_FIGURE_ORDINAL,
    KB_FIGURE_OTHER
} kb_figure_kind;

typedef struct {
    kb_span span;   /* hedge, number, unit and what is counted: "lebih dari 10.000 tentara" */
    kb_span number; /* "10.000" */
    kb_figure_kind kind;
    double low, high;         /* the interval in the base unit; -INFINITY/INFINITY where unbounded */
    bool low_open, high_open; /* the bound itself is left out: more than 10,000 = (10000, inf) */
    bool rounded;             /* about, nearly, a round value: near values do not contradict it */
    kb_decimal printed;       /* the number as printed, before the unit's factor; scale words taken in */
    kb_str unit;              /* base unit: "km", "%", "IDR", "person", ""; a name of the unit table */
    kb_span counted;          /* the counted noun and its modifiers as printed; empty when none */
    kb_str concept;           /* what is counted, a name of [counted] or the stem of the noun; empty */
    kb_str state;             /* what befell the things counted, a name of [counted]: "damaged", "burnt"; empty */
    uint32_t token, tokens;   /* its tokens */
    uint32_t sentence;
    bool series;        /* the text says that it grows: "rose to", "so far" */
    bool past;          /* of another time than the story: "in 2019", "last year" */
    bool plan;          /* a target, a forecast, a capacity: "expected", "ditargetkan" */
    uint32_t statement; /* index into statements; KB_NONE: the outlet's own voice */
    uint32_t as_of;     /* index into dates of the moment for which it holds; KB_NONE */
} kb_figure;
typedef struct {
    kb_figure *at;
    size_t count;
} kb_figures; /* in order of span */

/* ---- dates (claim/date.c) ---- */

typedef enum { KB_DATE_HAPPENED, KB_DATE_SAID, KB_DATE_REPORTED, KB_DATE_PLANNED, KB_DATE_PAST } kb_date_role;

typedef struct {
    kb_span span;     /* "Selasa (4/3/2025) pukul 03.17 Wita" */
    int64_t from, to; /* seconds since 1970 UTC, half-open; from == INT64_MIN where it cannot be resolved */
    bool clock;       /* a clock time is given (then from..to is a minute, or what "about" allows) */
    bool about;       /* hedged */
    kb_date_role role;
    uint32_t sentence, token, tokens;
    kb_str weekday; /* the weekday as printed where the document has no date to resolve it against */
} kb_date;
typedef struct {
    kb_date *at;
    size_t count;
} kb_dates; /* in order of span */

/* ---- statements (claim/statement.c) ---- */

typedef enum { KB_DIRECT, KB_MIXED, KB_INDIRECT } kb_statement_type;

#define KB_STANCES(X)                                                                                               \
    X(SAY, "say")                                                                                                   \
    X(CLAIM, "claim")                                                                                               \
    X(PRAISE, "praise")                                                                                             \
    X(THANK, "thank")                                                                                               \
    X(AGREE, "agree") X(PROMISE, "promise") X(DEMAND, "demand") X(ASK, "ask") X(WARN, "warn") X(ACCUSE, "accuse")   \
        X(DENY, "deny") X(REFUSE, "refuse") X(DOUBT, "doubt") X(CONFIRM, "confirm") X(ESTIMATE, "estimate")         \
            X(THINK, "think") X(CRITICISE, "criticise") X(ANNOUNCE, "announce") X(REPORT, "report") X(SHOW, "show") \
                X(DECLINE, "decline") X(OMIT, "omit")

typedef enum {
#define KB_STANCE_ENUM(id, name) KB_STANCE_##id,
    KB_STANCES(KB_STANCE_ENUM)
#undef KB_STANCE_ENUM
        KB_STANCE_COUNT
} kb_stance;

typedef struct {
    kb_statement_type type;
    kb_spans content; /* in order; marks included where the content is quoted */
    kb_spans source;  /* the speaker as printed; of continued speech, that of what it continues; empty when implicit */
    kb_spans cue;     /* "mengatakan", "according to"; empty for continued speech */
    kb_stance stance;
    bool negated;     /* "did not say": the cue is negated */
    bool hearsay;     /* "is expected to say", "reportedly": not said yet, or not known first hand */
    bool goes_on;     /* continued speech without a cue */
    kb_strs speakers; /* canonical names; empty when nobody is named or two fit */
    uint32_t entity;  /* the first speaker's entity; KB_NONE where the speaker is no name */
    kb_strs carriers; /* who passed the words on, nearest the speaker first */
    kb_spans carrier_spans;
    kb_str addressee;  /* to whom it was said; empty */
    uint32_t sentence; /* of its cue, or of its content */
} kb_statement;
typedef struct {
    kb_statement *at;
    size_t count;
} kb_statements; /* in order of content */

/* A denial or a remark of silence that is told as such. */
typedef struct {
    bool silence;             /* else a denial */
    kb_span remark;           /* the words that deny or remark: at most a sentence */
    kb_span about;            /* what is denied or left unsaid, where the sentence says it; else empty */
    kb_spans claim;           /* the denied or unmentioned claim, where this document holds it; empty */
    uint32_t claim_statement; /* its statement, KB_NONE */
    uint32_t statement;       /* the statement that denies, KB_NONE */
    kb_str speaker;           /* who denies or is silent; empty */
    uint32_t sentence;
} kb_remark;
typedef struct {
    kb_remark *at;
    size_t count;
} kb_remarks;

/* ---- all of it ---- */

typedef struct kb_claims {
    const kb_lang *lang;        /* NULL: no language file; then there are quotes and numbers alone */
    struct kb_stemmer *stemmer; /* NULL: none, and always once the claims are found */
    kb_tokens tokens;
    kb_sentences sentences;
    kb_quotes quotes;
    kb_entities entities;
    kb_mentions mentions;
    kb_dates dates;
    kb_figures figures;
    kb_statements statements;
    kb_remarks remarks;
} kb_claims;

const char *kb_stance_name(kb_stance stance);

/* What claim/ works with; made by desk, shared by no two threads. */
typedef struct {
    kb_text *text;
    const kb_langs *langs;
    struct kb_stemmer *stemmer;
} kb_claim_tools;

/* Finds all claims of `doc` and keeps them in it (doc->claims). Finding twice gives the same. Fails: KB_ERR_MEMORY,
 * KB_ERR_LIMIT. */
kb_status kb_claims_find(const kb_claim_tools *tools, kb_document *doc, const kb_claims **out, kb_err *err);

/* The same with the stems of all tokens, for those who hold one document's words against another's. */
kb_status kb_claims_find_stems(const kb_claim_tools *tools, kb_document *doc, const kb_claims **out, kb_err *err);

#endif
