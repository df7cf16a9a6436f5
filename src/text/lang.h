/* text/lang.h - what belongs to a language: one data file for each (lang/<code>.lang), compiled in.
 *
 * The file is UTF-8, a line an entry, "#" begins a comment line:
 *
 *     [cue]
 *     say | says | said | saying          = say
 *     point out | points out | pointed out = say
 *     deny | denies | denied | denying    = deny
 *
 * A section is a class of words (kb_word_class). Left of "=" stand the forms, one to KB_FORM_WORDS_MAX words
 * each, split by "|"; they match case-folded. Right of it stand the value, then flags and key:value pairs,
 * split by spaces; what a class allows is said at the class. The code knows classes and values; words stand in
 * the data alone. A newcomer adds a language by writing one such file. */
#ifndef KB_TEXT_LANG_H
#define KB_TEXT_LANG_H

#include "base/arena.h"
#include "base/map.h"
#include "base/memo.h"

#define KB_FORM_WORDS_MAX 6

/* Values and flags of the classes for names, numbers and times (X below says the rest):
 *   about         noun = first|last: where the head of a noun group stands; plural: how nouns of several end; seat =
 *                 after|before: of a title's seat;
 *                 past = ed: the ending of regular verbs in the past;
 *                 since = since from: words after which a day is when something begins;
 *                 verb = second: the subject may stand behind its verb, and the verb at the end of a side clause;
 *                 nouns = capital: all nouns have one, so that it names nothing by itself; compound = last: a noun that is
 *                 not known is what its ending is (Bundesminister); ordinal = stop: "3. Mai" ends no sentence;
 *                 dates = small: months and weekdays have no capital; subject = dropped: a verb may stand without one;
 *                 verb = first: the clause told follows the subject behind its verb; case = none: the script has no capitals, so that names are told by the titles before them;
 *                 state = experimental: no figure of quality is in docs
 *   title         office, rank, honorific (the name follows at once); seat: a place's name follows; gender:m|f
 *   organisation  word (begins the name), suffix (ends it), field (what it is about), name (a name by itself)
 *   place         word (of the name), before (stands before a place), side, territory, adjective; code: ISO 3166
 *   metonym       government, seat (a city); code: ISO 3166
 *   name.inner    person (bin), link (of), and, article, junior
 *   number        N, xN, +N (belas), /N with part ("fifths"), overN (pertiga), none ("no"), join ("and"); weak: an article
 *                 or the like; one: counts one of a kind (seorang); period: its unit is in it (setahun)
 *   number.vague  weak: a number only where what it counts is known (several)
 *   ordinal       prefix, ending ("th"), label: a number behind it counts nothing (Pasal 12)
 *   hedge         to, and: between the numbers of a range; tolerance ("plus minus")
 *   unit          classifier counts things or, with to:person, people; offset: added after the factor
 *   counted       as: state, person, thing, fate, measure, money, rate, time, other ("more"), stop (ends the look behind a
 *                 number); dim: the dimension of a measure; before, after: stands only there of its number
 *   series        rises, now, from (what follows is compared with, or was before), plan (a target)
 *   day           hours:FROM..TO, of a part of that day
 *   shift         after: stands behind its period; count: only with a number ("two weeks ago") */

/* One line a class: the enum, the section's name, what it is for. (X macro: the parser's table is made from it.) */
#define KB_WORD_CLASSES(X)                                                                                          \
    X(ABOUT, "about")               /* code, name, decimal, thousands, adjective_after ... : key = value */         \
    X(ABBREVIATION, "abbreviation") /* a full stop after it ends no sentence */                                     \
    X(STOP, "stop")                 /* function words: weigh nothing when texts are compared */                     \
    X(PREFIX, "prefix")             /* beginnings split off as a token of their own: l', و; always, else where the rest is \
                                       a word of the file */                                                        \
    X(SUFFIX, "suffix")             /* endings split off before look-up: nya = third, 's = possessive */            \
    X(CUE, "cue")                   /* verbs of saying and thinking; value: a stance */                             \
    X(CUE_MIND, "cue.mind")         /* verbs of wanting, backing, seeming: cues too, but words of the matter as well */ \
    X(CUE_FRAME, "cue.frame")       /* "according to", "menurut": the source follows; value: a stance */            \
    X(CUE_NOUN, "cue.noun")         /* statement, report, pernyataan, laporan; value: a stance */                   \
    X(CUE_THIRD, "cue.third")       /* a cue that holds its speaker: katanya, ujarnya; value: a stance */           \
    X(CARRIER, "carrier")           /* "as reported by", "seperti dilansir", "told": a carrier follows */           \
    X(MEDIUM, "medium")             /* nouns for carriers: news agency, kantor berita, media */                     \
    X(COMPLEMENTIZER, "complementizer") /* that, bahwa */                                                           \
    X(NEGATION, "negation")         /* not, tidak */                                                                \
    X(AUXILIARY, "auxiliary")       /* has, will, telah, akan; value: past, future, modal, reported */              \
    X(ADVERB, "adverb")             /* may stand between subject and cue: also, juga, later */                      \
    X(PRONOUN, "pronoun")           /* value: he she it they we i you who; for id: third, thirds */                 \
    X(TITLE, "title")               /* stands before a person's name: President, Presiden, Dr, Kapten */            \
    X(ROLE, "role")                 /* nouns for people: spokesman, pejabat, warga; value: one or many */           \
    X(NAME_CASE, "name.case")       /* endings of a name's cases, those of the name itself first */                 \
    X(NOUN_END, "noun.end")         /* endings of words that are no names, for nouns = capital */                   \
    X(KIN, "name.inner")            /* small words inside names: bin, van, de, of */                                \
    X(ORGANISATION, "organisation") /* words that make a name an organisation: Ministry, PT, University */          \
    X(PLACE, "place")               /* words that make a name a place: Kabupaten, River, Street */                  \
    X(METONYM, "metonym")           /* seats that stand for governments: Kremlin, Gedung Putih */                   \
    X(DETERMINER, "determiner")     /* the, a, this, itu, tersebut */                                               \
    X(CONJUNCTION, "conjunction")   /* and, dan, but; value: and, or, but, because, while, ... */                   \
    X(PREPOSITION, "preposition")   /* in, on, at, di, pada, ke */                                                  \
    X(SILENCE, "silence")           /* phrases of silence: "declined to comment", "belum bisa dihubungi" */         \
    X(DENIAL, "denial")             /* phrases that call something untrue: "is false", "tidak benar", "hoaks" */    \
    X(RUMOUR, "rumour")             /* nouns for claims that go round: rumour, allegation, kabar, tudingan */       \
    X(NUMBER, "number")             /* value: the number, or xN for a scale: dua = 2, ribu = x1000 */               \
    X(VAGUE, "number.vague")        /* value: low..high: puluhan = 20..99, dozens = 24..99 */                       \
    X(ORDINAL, "ordinal")           /* first, kedua; value: the number */                                           \
    X(HEDGE, "hedge")               /* value: gt ge lt le about nearly between; after: stands behind */             \
    X(UNIT, "unit")                 /* value: the dimension; to:KEY factor:N (to the base unit), money: ISO 4217 */ \
    X(COUNTED, "counted")           /* concepts of what is counted or told; value: a concept name, same in every    \
                                       language: dead, injured, missing, displaced, house, ... */                   \
    X(SERIES, "series")             /* words of counts that grow: "rose to", "bertambah menjadi", "so far" */       \
    X(AS_OF, "as.of")               /* a moment follows up to which a count holds: "as of", "hingga pukul" */       \
    X(MONTH, "month")               /* value: 1..12 */                                                              \
    X(WEEKDAY, "weekday")           /* value: 0 Monday .. 6 */                                                      \
    X(DAY_WORD, "day")              /* value: days from the day of publication: yesterday = -1 */                   \
    X(PERIOD, "period")             /* value: day week month year decade; with SHIFT words gives "last year" */     \
    X(SHIFT, "shift")               /* last = -1, next = 1, this = 0, lalu = -1 after */                            \
    X(CLOCK, "clock")               /* marks of clock times: pukul, a.m., o'clock; value: 24h am pm */              \
    X(ZONE, "zone")                 /* value: minutes east of UTC: WIB = 420 */                                     \
    X(DAY_PART, "day.part")         /* morning, dini hari; value: from..to hour */                                  \
    X(SAME, "same")                 /* words of like meaning for matching; value: a concept name */                 \
    X(OPPOSITE, "opposite")         /* two forms that exclude one another of one subject; value: a pair name and    \
                                       a or b */                                                                    \
    X(SITE, "site")                 /* nouns for places of which each has a name of its own; value: building, area */ \
    X(VERB, "verb")                 /* common verbs that are no cues, as they stand behind a subject */             \
    X(DOCUMENT, "document")         /* nouns for what speaks in writing: letter, poll, sign, surat, survei */       \
    X(CREDIT, "credit")             /* begins or marks credit lines: Photo:, Reporter:, Foto, Editor */             \
    X(SKIP, "skip")                 /* begins lines that are no report: "Read also", "Baca juga" */ \
    X(NOTE, "note")                 /* an outlet's note on what it put right in its report: "an earlier version of this \
                                       article", "versi awal berita"; colon: begins one, before a colon */

typedef enum {
#define KB_CLASS_ENUM(id, name) KB_WORD_##id,
    KB_WORD_CLASSES(KB_CLASS_ENUM)
#undef KB_CLASS_ENUM
    KB_WORD_CLASS_COUNT
} kb_word_class;

#define KB_CLASS_BIT(id) ((uint64_t)1 << KB_WORD_##id) /* in sets of classes */

/* One form of an entry. */
typedef struct kb_word {
    const struct kb_word *next;   /* the next form that begins with the same word; longer forms first */
    kb_word_class class_of;
    uint32_t order;               /* number of the form in the file, from 1 */
    uint64_t classes;             /* of the first of its chain: a bit for the class of each form in it */
    uint64_t single;              /* the same of forms of one word */
    uint64_t seconds;             /* of the first of its chain: which words may be second in a form (kb_word_bit) */
    const struct kb_word *singles; /* ...: its first form of one word; NULL */
    uint32_t entry;               /* number of the entry (line) in the language; its forms share it */
    uint32_t count;               /* words of the form, 1..KB_FORM_WORDS_MAX */
    kb_str words[KB_FORM_WORDS_MAX];
    kb_str value;                 /* the first word right of "="; empty when none */
    kb_str rest;                  /* all that follows it */
    kb_str lemma;                 /* the first form of the line */
} kb_word;

/* One of 64 bits by the first two bytes of a folded word; two words may share it. */
static inline uint64_t kb_word_bit(kb_str folded)
{
    unsigned first = folded.len ? (unsigned char)folded.at[0] : 0, second = folded.len > 1 ? (unsigned char)folded.at[1] : 0;
    return (uint64_t)1 << ((first * 37 + second) & 63);
}

typedef struct kb_lang kb_lang;   /* its words never change; what it remembers (kb_lang_memo) does: one a thread */

/* Parses a language file. `source` (which must outlive the language) is named `name` in messages. Fails:
 * KB_ERR_FORMAT (line named), KB_ERR_MEMORY. */
kb_status kb_lang_new(kb_str source, const char *name, kb_lang **out, kb_err *err);
void kb_lang_free(kb_lang *lang);

kb_str kb_lang_code(const kb_lang *lang);                      /* "id" */
kb_str kb_lang_about(const kb_lang *lang, const char *key);    /* a value of [about]; empty when not set */
bool kb_lang_lists(const kb_lang *lang, const char *key, kb_str word); /* is it a word of that value? lang may be NULL */

/* What text/token.c has found out about words of this language, by how they are written. */
kb_memo *kb_lang_memo(const kb_lang *lang);

/* All forms whose first word is `folded`, longest first; NULL when there is none. */
const kb_word *kb_lang_first(const kb_lang *lang, kb_str folded);

/* The languages compiled in: lang/<code>.lang each. A file is parsed when it is first asked for and kept from then on, so
 * that those a run does not meet cost it nothing; hence one list a thread. */
typedef struct kb_langs kb_langs;
kb_status kb_langs_new(kb_langs **out, kb_err *err);
void kb_langs_free(kb_langs *langs);
size_t kb_langs_count(const kb_langs *langs);
const kb_lang *kb_langs_at(const kb_langs *langs, size_t i);            /* NULL when memory is out */
const kb_lang *kb_langs_find(const kb_langs *langs, kb_str code);       /* that of a code; NULL also when kabar has no file */

/* Where nouns are written together (compound = last): the forms of the longest proper ending of `folded` that is a noun
 * for people, bodies, places or things counted; NULL. */
const kb_word *kb_lang_tail(const kb_lang *lang, kb_str folded);
/* How many bytes of `folded` are a form of [prefix] that is to be split off; 0. */
bool kb_lang_has_prefixes(const kb_lang *lang);
size_t kb_lang_prefix(const kb_lang *lang, kb_str folded);
/* How many bytes at the end of `folded` are one of [name.case]; *rank: a number that grows with its place there; 0 where none fits. */
bool kb_lang_has_cases(const kb_lang *lang);
size_t kb_lang_name_case(const kb_lang *lang, kb_str folded, uint32_t *rank);
/* Has `folded` one of the endings of [noun.end]? */
bool kb_lang_noun_end(const kb_lang *lang, kb_str folded);

/* In `rest` of an entry: is `flag` there; the value of `key:`, empty when not there. */
bool kb_word_flag(const kb_word *word, const char *flag);
kb_str kb_word_key(const kb_word *word, const char *key);

/* Of all language files, as compiled in, and of ICU's version: names of territories and how letters are written in others
 * come from there. */
uint64_t kb_langs_hash(void);

#endif
