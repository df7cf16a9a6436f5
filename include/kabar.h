/* kabar.h - the public library of kabar, a news desk: read what outlets publish, take out who said
 * what, and lay the accounts of one event side by side.
 *
 * Text is valid UTF-8. Spans are half-open byte ranges into a document's text. An object belongs to who
 * opened it; a view (kb_str) is valid as long as the object that it looks at. Functions that can fail
 * return kb_status and write a one-line message to `err` (which may be NULL). Nothing here prints, reads
 * the clock or looks at the environment: what depends on them comes in through kb_options.
 *
 * Use one kb_engine a thread; engines share nothing. */
#ifndef KABAR_H
#define KABAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KABAR_VERSION "0.1.0"

/* ---- words that all of kabar uses ---- */

typedef struct { const char *at; size_t len; } kb_str;   /* borrowed bytes, not NUL-terminated */
typedef struct { size_t begin, end; } kb_span;           /* byte offsets into a document's text, [begin, end) */

typedef enum {
    KB_OK = 0,
    KB_ERR_MEMORY,
    KB_ERR_LIMIT,      /* input is larger or deeper than the caller allowed */
    KB_ERR_FORMAT,     /* input breaks its own format, or is not what was asked for */
    KB_ERR_IO,         /* the system refused to read or write */
    KB_ERR_BUSY,       /* another process holds the desk; trying later may help */
    KB_ERR_NOT_FOUND,  /* no such file, article, story, ... */
    KB_ERR_STOPPED,    /* a callback asked to stop */
    KB_ERR_NET         /* a host on the net did not answer, or not with what was asked for */
} kb_status;

typedef struct { kb_status status; char text[512]; } kb_err;   /* text: one line, no full stop */

/* Where bytes go: `write` returns KB_OK, or anything else to stop. */
typedef struct {
    kb_status (*write)(void *user, const char *at, size_t len);
    void *user;
} kb_sink;

/* ---- the engine: languages and limits, one for each thread ---- */

typedef struct kb_engine kb_engine;

/* With what comparisons are translated for their reader: a command that reads text on its standard input and writes the
 * translation on its standard output (its words are quoted as in a shell, and run without one; {from} and {to} stand for
 * the languages), or the http or https address of a LibreTranslate server. */
typedef struct {
    const char *with; /* NULL or empty: nothing is translated */
    const char *key;  /* the server's api_key; NULL: none */
    const char *to;   /* the reader's language (BCP 47) */
    void (*warn)(void *user, const char *text); /* it failed; what it did not give is missing, all else goes on. May be NULL */
    void *user;
} kb_translation;

/* How hosts on the net are asked. Zeroed: nobody is named who asks, no proxy, no cookies. Proxies of the environment are
 * never used. */
typedef struct {
    const char *contact; /* who asks: a URL or a mail address, told to each host; NULL: nobody is named */
    const char *proxy;   /* "http://host:3128", "socks5h://..."; NULL: none. It resolves names itself: then only
                            addresses in figures are judged */
    const char *cookies; /* the text of a cookies.txt: an own subscription's; NULL: none */
    bool allow_private;  /* hosts of this machine and of an intranet too */
    double delay;        /* seconds between two requests to a host; 0: 1, negative: none */
    size_t hosts;        /* asked at once; 0: 100 */
} kb_net;

typedef struct {
    int64_t now;              /* the clock, seconds since 1970 UTC; 0 where the caller has none */
    const char *date;         /* day (ISO 8601) of a document that states none; NULL: none */
    const char *lang;         /* language (BCP 47) of every document; NULL: look at the text */
    const char *hunspell_dir; /* folder of hunspell dictionaries (id_ID.aff, id_ID.dic); NULL: do without */
    const char *dict_dir;     /* folder of dictd's dictionaries (freedict-fra-eng.index ...); NULL: do without */
    size_t max_bytes;         /* largest single document in bytes; 0: 32 MiB */
    bool why;                 /* keep how each page was read, for kb_print.why */
    kb_translation translation;
    kb_net net;
} kb_options;

/* Opens an engine. Fails: KB_ERR_MEMORY, KB_ERR_FORMAT (options). Who names a command to translate with ignores SIGPIPE. */
kb_status kb_engine_open(const kb_options *options, kb_engine **out, kb_err *err);
void kb_engine_close(kb_engine *engine);   /* NULL is fine; after all that it made was freed */

/* ---- read ---- */

typedef struct kb_document kb_document;    /* an article as read */

typedef struct {
    /* Takes over `doc` (kb_document_free). Returning anything but KB_OK stops the reading. */
    kb_status (*document)(void *user, kb_document *doc);
    /* One input that was bad, named with file and place. Reading goes on with the next. May be NULL. */
    void (*problem)(void *user, kb_status status, const char *text);
    void *user;
    /* Words about an input that is no fault: what an archive held. May be NULL. */
    void (*note)(void *user, const char *text);
} kb_reader;

/* Reads the documents of a file, of all files below a folder (in order of their names), of standard input ("-") or of
 * an http or https address, one after the other; the kind is found from the bytes. Bad inputs go to reader->problem.
 * Fails: KB_ERR_MEMORY, KB_ERR_STOPPED; a bad input is no failure of the call. */
kb_status kb_read(kb_engine *engine, const char *path, const kb_reader *reader, kb_err *err);

/* Reads the documents in bytes that are there already. `name`: what they are called, in messages and where no outlet is
 * stated. `type`: their media type; NULL: the bytes tell. Fails as above; nothing is looked up on the net. */
kb_status kb_read_bytes(kb_engine *engine, const char *name, const char *type, kb_str bytes, const kb_reader *reader,
                        kb_err *err);

/* Says of a document that states none its outlet, and its day ("2025-03-04") or time; NULL: nothing is said. Fails:
 * KB_ERR_FORMAT (no day), KB_ERR_MEMORY. */
kb_status kb_document_state(kb_document *doc, const char *outlet, const char *published, kb_err *err);

void kb_document_free(kb_document *doc);   /* NULL is fine */

/* Fields of a document; an empty view where it has none. */
kb_str kb_document_id(const kb_document *doc);
kb_str kb_document_title(const kb_document *doc);
kb_str kb_document_outlet(const kb_document *doc);
kb_str kb_document_lang(const kb_document *doc);
kb_str kb_document_text(const kb_document *doc);

/* What a document is. Of the first four the words tell, of the others the page (read/page_kind.h). Desks keep the
 * numbers. */
typedef enum {
    KB_DOC_ARTICLE,
    KB_DOC_TITLE,     /* a title alone, or a title and a lead */
    KB_DOC_SHORT,     /* too short to compare */
    KB_DOC_NO_REPORT, /* words, but no report: a list, code, a table */
    KB_DOC_LIVE,      /* a live blog: its words as one, its entries not taken apart */
    KB_DOC_LIST,      /* a section front, a tag's page, the results of a search */
    KB_DOC_HOME,      /* an outlet's first page */
    KB_DOC_ERROR,     /* not found, refused, a captcha */
    KB_DOC_CONSENT    /* a question for consent in place of what was asked for */
} kb_doc_kind;
kb_doc_kind kb_document_kind(const kb_document *doc);

/* May the document be one report of an event? KB_OK, else (of KB_DOC_LIVE and after) KB_ERR_FORMAT and words that name
 * the page and say what it is: "saved/front.html: is an outlet's first page, no article". */
kb_status kb_document_report(const kb_document *doc, kb_err *err);

/* ---- print ---- */

/* Those behind HTML are of comparisons alone (docs/compare.md); counts of searches and quotes too. */
typedef enum {
    KB_FORMAT_TEXT,
    KB_FORMAT_JSON,
    KB_FORMAT_HTML,
    KB_FORMAT_MARKDOWN,
    KB_FORMAT_CSV,    /* a record for each cell of each row */
    KB_FORMAT_COUNTS, /* CSV: reports, outlets, speakers by day */
    KB_FORMAT_NINJS   /* ninjs 3.1: the story with its reports */
} kb_format;

/* The request that a page of a served desk answers. */
typedef struct {
    const char *path;  /* as it was asked for, percent-encoded: "/speaker/Ana%20Lima" */
    const char *query; /* behind its question mark, without it; "" where there is none */
    const char *theme; /* "light", "dark"; NULL: as the reader's system has it */
    const char *who;   /* in whose name something is decided; NULL: nothing can be changed */
    bool leaves;       /* there is a token to be forgotten: a way to leave is shown */
    bool watches;      /* feeds are followed meanwhile by who serves */
    bool part;         /* the content alone, without the frame around it: a script puts it in its place */
    const char *show;  /* of an article: which marks are shown; NULL: as at first */
    kb_span span;      /* of an article: a part of its text that is looked for; empty: none */
    size_t skip;       /* of decisions and marks: so many that come first are left out */
} kb_visit;

typedef struct {
    kb_format format;
    int width;                /* columns of the terminal for KB_FORMAT_TEXT; 0: 80 */
    bool color;               /* ANSI colours in KB_FORMAT_TEXT */
    bool codepoints;          /* spans count code points instead of bytes */
    bool why;                 /* say why: rules, scores, what matched */
    bool spans;               /* KB_FORMAT_TEXT: print where each cell stands */
    bool changes;             /* of an article: what each revision changed */
    bool claims;              /* KB_FORMAT_JSON of an article: what it says, which words are another's, what is marked;
                                 of an outlet: what it publishes, copies, corrects */
    bool all;                 /* KB_FORMAT_TEXT: leave nothing out of long lists */
    bool beneath;             /* KB_FORMAT_TEXT: a comparison below its story, where title and reports stand already */
    const char *ui_lang;      /* language of the interface's own words: "en" or "id"; NULL: en */
    const char *lang;         /* language in which a story's title is preferred; NULL: ui_lang */
    int64_t story;            /* the story's number on its desk, for KB_FORMAT_NINJS; 0: none */
    int64_t now;              /* moment for which growth of stories is told; 0: that of the newest report */
    const kb_visit *visit;      /* KB_FORMAT_HTML as a page of a desk that is served; NULL: a page that stands alone */
} kb_print;

/* Writes the document as one line of JSON (docs/json.md), or, as text, what was read and where it was stated. Fails: what the sink returns, KB_ERR_MEMORY. */
kb_status kb_document_print(kb_engine *engine, const kb_document *doc, const kb_print *how, const kb_sink *out,
                            kb_err *err);

/* ---- feeds ---- */

/* Writes the feed in a file ("-": standard input) or at an http or https address, of any kind, packed by gzip or zstd or not, as one line of JSON Feed
 * 1.1 (docs/json.md). What in it was broken goes to reader->problem (the only part of `reader` that is used), and the rest is written.
 * Fails: KB_ERR_FORMAT (no feed in it), KB_ERR_LIMIT (larger than options.max_bytes), KB_ERR_NOT_FOUND, KB_ERR_IO,
 * KB_ERR_MEMORY, what the sink returns. */
kb_status kb_feed_print(kb_engine *engine, const char *path, const kb_reader *reader, const kb_sink *out, kb_err *err);

/* ---- claims ---- */

/* Finds quotes, statements, figures, dates and names of the document and writes them, as one line of JSON
 * or as text for a person. The findings are kept with the document. Fails: KB_ERR_FORMAT (kb_document_report). */
kb_status kb_claims_print(kb_engine *engine, kb_document *doc, const kb_print *how, const kb_sink *out, kb_err *err);

/* ---- compare ---- */

typedef struct kb_comparison kb_comparison;   /* the accounts of one event, side by side */

/* Tells that this document will be compared: what is slow to open for its language is opened meanwhile. */
void kb_engine_expect(kb_engine *engine, const kb_document *doc);

/* Compares documents as reports of one event; report n is docs[n - 1]. One report alone is compared with its earlier
 * revisions. The comparison looks at the documents: free it before them. Fails: KB_ERR_FORMAT (fewer than two that can
 * be compared, and no revision changed anything of one; err says which cannot and why), KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_compare(kb_engine *engine, kb_document *const *docs, size_t count, kb_comparison **out, kb_err *err);
void kb_comparison_free(kb_comparison *comparison);

/* Of documents that are one article as it was at several times (they have one address, and most of their words), leaves
 * the newest in the list, which has the others as its earlier revisions from then on; one that is the same is freed. What
 * has the address but hardly the words stays as it is. `note` (may be NULL) is told of both. The newest is the one that
 * was captured last, or says the latest date of change or publication; where nothing tells, that which is given last.
 * Fails: KB_ERR_MEMORY, KB_ERR_LIMIT; all that is left is in the list then too. */
kb_status kb_fold_versions(kb_document **docs, size_t *count, void (*note)(void *user, const char *text), void *user,
                           kb_err *err);
kb_status kb_comparison_print(kb_engine *engine, const kb_comparison *comparison, const kb_print *how,
                              const kb_sink *out, kb_err *err);

/* ---- copies: which texts repeat which ---- */

typedef struct kb_copies kb_copies;

kb_status kb_copies_open(kb_engine *engine, kb_copies **out, kb_err *err);
void kb_copies_close(kb_copies *copies); /* NULL is fine */

/* Adds a document to those among which copies are looked for. Its words are kept, `doc` stays the caller's. */
kb_status kb_copies_add(kb_copies *copies, kb_document *doc, kb_err *err);

/* Finds and writes which documents repeat which (docs/json.md, story/lineage.h): in the order in which they came. */
kb_status kb_copies_print(kb_copies *copies, const kb_print *how, const kb_sink *out, kb_err *err);

/* ---- group: a stream of documents, each put into a story as it comes ---- */

typedef struct kb_grouping kb_grouping;

typedef struct {
    bool by_date;          /* in the order of their dates, once all are there; else as they come */
    bool coarse;           /* a running story stays together; else it is split by its events */
    const kb_sink *pairs;  /* where the measures of every compared pair go, a line each, for learning; NULL: nowhere */
    bool across;           /* of pairs of two languages instead */
    bool why;              /* keep the words of each document, for kb_print.why */
} kb_group_options;

kb_status kb_grouping_open(kb_engine *engine, const kb_group_options *options, kb_grouping **out, kb_err *err);
void kb_grouping_close(kb_grouping *grouping); /* NULL is fine */

/* Puts the next document of the stream into a story. `doc` stays the caller's. */
kb_status kb_grouping_add(kb_grouping *grouping, kb_document *doc, kb_err *err);

/* Writes "id<TAB>story" for each document, or a line of JSON, in the order in which they came; with how->why why it is
 * there. */
kb_status kb_grouping_print(kb_grouping *grouping, const kb_print *how, const kb_sink *out, kb_err *err);

/* ---- the desk: articles and stories kept in one SQLite file ---- */

typedef struct kb_desk kb_desk;

typedef enum { KB_DESK_READ, KB_DESK_WRITE, KB_DESK_CREATE } kb_desk_mode;   /* CREATE: write, made when missing */

/* Opens the desk at `path`. Fails: KB_ERR_NOT_FOUND, KB_ERR_BUSY, KB_ERR_FORMAT (not a desk, or of a newer
 * version), KB_ERR_IO. The engine must outlive the desk. */
kb_status kb_desk_open(kb_engine *engine, const char *path, kb_desk_mode mode, kb_desk **out, kb_err *err);
void kb_desk_close(kb_desk *desk);

typedef enum { KB_ADDED, KB_ADDED_REVISION, KB_ALREADY_THERE, KB_NO_ARTICLE, KB_FORGOTTEN } kb_added;

/* Reads nothing: stores `doc` (claims and story with it) in one transaction. Adding the same document
 * twice changes nothing. A live blog is stored to be found, without claims and in no story; of a list, a first page, an
 * error or a question for consent nothing is stored (KB_NO_ARTICLE), nor of what was forgotten (KB_FORGOTTEN). `doc` stays the caller's. Fails: KB_ERR_IO (disk
 * full, read-only), KB_ERR_BUSY. */
kb_status kb_desk_add(kb_desk *desk, kb_document *doc, kb_added *added, kb_err *err);

/* As which article the desk has the document, and in which story; 0: it has not, in none. */
kb_status kb_desk_find(kb_desk *desk, const kb_document *doc, int64_t *article, int64_t *story, kb_err *err);

/* Many documents, each added as kb_desk_add does, in the order in which they are given, but up to 16 in one transaction;
 * claims are found in a thread beside, for up to 32 ahead. `each` is told in the thread of the caller, in this order,
 * what became of each once that is stored for good; `err` NULL: it did not fail. What `each` returns but KB_OK ends all:
 * it is told no more (what was stored with the document stays stored). */
typedef struct kb_adding kb_adding;
typedef kb_status (*kb_each_added)(void *user, const kb_document *doc, kb_added added, const kb_err *err);
kb_status kb_adding_open(kb_desk *desk, kb_each_added each, void *user, kb_adding **out, kb_err *err);
kb_status kb_adding_give(kb_adding *adding, kb_document *doc); /* takes it; returns what `each` did */
kb_status kb_adding_finish(kb_adding *adding); /* waits until all that was given is stored; more may be given */
void kb_adding_close(kb_adding *adding);       /* what was not finished is not stored; NULL is fine */

/* In which order stories are listed (docs/stories.md says how growth is measured). Those that do not grow are no answer
 * to the question which grow. The most disputed are those with most rows that differ or are denied, as
 * they were compared last (docs/stories.md); those that nobody compared yet come behind. */
typedef enum { KB_SORT_NEWEST, KB_SORT_LARGEST, KB_SORT_GROWING, KB_SORT_INDEPENDENT, KB_SORT_DISPUTED } kb_story_sort;

#define KB_QUERY_LIMIT 20

/* What to list. Zeroed: everything, newest first. */
typedef struct {
    const char *query;        /* full text; NULL: no condition */
    const char *lang;         /* language; NULL: all */
    const char *outlet;       /* a name of one; NULL: all */
    const char *country;      /* of outlets, ISO 3166-1 alpha-2; NULL: all */
    const char *since, *until;/* ISO 8601 day or time; NULL: open */
    size_t limit;             /* 0: KB_QUERY_LIMIT */
    size_t skip;              /* so many that come first are left out: pages */
    kb_story_sort sort;       /* of stories */
    int64_t story;            /* of a search: in this story; 0: in any */
    bool by_time;             /* of a search: newest first, of the KB_FACETS_HITS that came last; else best first */
} kb_query;

/* Each writes its answer in the format asked for. Fails: KB_ERR_NOT_FOUND where an id is unknown,
 * KB_ERR_FORMAT where a query cannot be understood, KB_ERR_IO, KB_ERR_BUSY. */
kb_status kb_desk_stories(kb_desk *desk, const kb_query *query, const kb_print *how, const kb_sink *out, kb_err *err);
kb_status kb_desk_story(kb_desk *desk, int64_t story, const kb_print *how, const kb_sink *out, kb_err *err);

/* Which of a story's reports are laid side by side, and what of that a page shows. Zeroed: all of them; on a page, where
 * there are many, those that say most by themselves. */
typedef struct {
    const int64_t *reports;  /* their numbers in the story, from 1, */
    size_t report_count;
    const int64_t *articles; /* or those of their articles */
    size_t article_count;
    bool all;                /* of a page: all are compared, however many */
    bool list_all;           /* and all are listed */
    const char *kind;        /* rows of this kind alone, and all of them; NULL: every kind, the first of each */
} kb_story_choice;
kb_status kb_desk_story_chosen(kb_desk *desk, int64_t story, const kb_story_choice *choice, const kb_print *how,
                               const kb_sink *out, kb_err *err);

/* Pages beside a story's: why each report is in it; the form that marks words of an article. */
kb_status kb_desk_story_why(kb_desk *desk, int64_t story, const kb_print *how, const kb_sink *out, kb_err *err);
kb_status kb_desk_mark_page(kb_desk *desk, int64_t story, int64_t article, kb_span span, const kb_print *how,
                            const kb_sink *out, kb_err *err);

kb_status kb_desk_show(kb_desk *desk, int64_t article, const kb_print *how, const kb_sink *out, kb_err *err);
kb_status kb_desk_search(kb_desk *desk, const kb_query *query, const kb_print *how, const kb_sink *out, kb_err *err);

/* What a search finds, counted by language, outlet, time and story, as JSON or text: of at most so many hits, those that came to
 * the desk last, so that a common word costs no more on a large desk. */
#define KB_FACETS_HITS 3000
kb_status kb_desk_search_facets(kb_desk *desk, const kb_query *query, const kb_print *how, const kb_sink *out,
                                kb_err *err);

/* What a speaker said over all articles, in order of time, each saying once with those that carry it. `name`: words of
 * the speaker's name; of several who are found the one with most statements is told, unless it is one's whole name, and
 * the others are named. query->query: words about which it was; query->limit: so many sayings, the newest ones. `stance`
 * (NULL: any) is one of those in docs/json.md. Fails also: KB_ERR_NOT_FOUND (nobody of that name said anything). */
kb_status kb_desk_quotes(kb_desk *desk, const char *name, const char *stance, const kb_query *query,
                         const kb_print *how, const kb_sink *out, kb_err *err);

/* Who says most: speakers by the number of their statements, with what each said last. Zeroed: of all that was ever
 * said. */
typedef struct {
    const char *name; /* words of names, else begins of such; NULL: all */
    size_t days;      /* that are counted, up to the desk's newest report; 0: ever */
    size_t limit;     /* 0: 40 */
    size_t skip;
} kb_speaker_query;
kb_status kb_desk_speakers(kb_desk *desk, const kb_speaker_query *query, const kb_print *how, const kb_sink *out,
                           kb_err *err);

kb_status kb_desk_status(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err);

/* Loads the reports of a story for kb_compare. The documents are the caller's (kb_document_free each,
 * then free() the list). */
kb_status kb_desk_story_documents(kb_desk *desk, int64_t story, kb_document ***docs, size_t *count, kb_err *err);

/* ---- the desk: feeds that are followed, and what they bring (docs/following.md) ---- */

/* What is chosen for a feed. NULL: it stays as it is; an empty text takes a choice back. */
typedef struct {
    const char *name, *folder; /* "News/Asia" */
    const char *tags;          /* "one, two" */
    const char *outlet, *lang; /* of its articles, whatever they state */
    const char *take;          /* "page": the page behind an entry; "text": the feed's; "either": the text where it is whole */
    const char *every;         /* "30m", "2h", "1d"; "auto": by the feed's own pace */
    const char *rules;         /* to be added, a line each: "keep title:words", "block /expression/" */
    bool no_rules;             /* those that are there go */
    bool looks, no_looks;      /* its pages are looked at again (so it begins), or not; one of them */
    bool pause, resume, remove; /* one of them */
    bool all;                  /* of a site all feeds that are found, not the first alone */
} kb_feed_choice;

/* Follows what `target` names, or changes what is followed: a feed's URL, a site's URL (its feeds are looked for in the
 * page, at the usual places and, of news, in the sitemaps that robots.txt names), the number of a feed that is followed,
 * or a file with a list of feeds (OPML). Writes the feeds that it was about. Fails: KB_ERR_NOT_FOUND (no such feed, no
 * feed there), KB_ERR_FORMAT (a choice cannot be understood, an address is none that is asked), KB_ERR_NET, KB_ERR_IO,
 * KB_ERR_BUSY. */
kb_status kb_desk_follow(kb_desk *desk, const char *target, const kb_feed_choice *choice, const kb_print *how,
                         const kb_sink *out, kb_err *err);

/* The same of a list of feeds (OPML) that is there already; `name` is what messages call it. */
kb_status kb_desk_follow_list(kb_desk *desk, kb_str list, const char *name, const kb_feed_choice *choice,
                              const kb_print *how, const kb_sink *out, kb_err *err);

/* Which feeds are told. Zeroed: all. */
typedef struct {
    const char *folder; /* those in it and in the folders within */
    const char *state;  /* "followed", "trouble" (followed, and failed the last time), "paused", "gone" */
    const char *query;  /* words of the name, the address, a tag */
    size_t limit, skip; /* limit 0: all */
} kb_feed_filter;

/* Feeds with their state and how they do; `filter` NULL: all. Fails: KB_ERR_FORMAT (no such state), KB_ERR_IO, KB_ERR_BUSY. */
kb_status kb_desk_feeds(kb_desk *desk, const kb_feed_filter *filter, const kb_print *how, const kb_sink *out, kb_err *err);

/* One, with what can be chosen for it. As a page: `typed` (NULL: nothing was) stands in its form, and `wrong` says what is
 * wrong with it. Fails: KB_ERR_NOT_FOUND, KB_ERR_IO, KB_ERR_BUSY. */
kb_status kb_desk_feed(kb_desk *desk, int64_t feed, const kb_feed_choice *typed, const char *wrong, const kb_print *how,
                       const kb_sink *out, kb_err *err);
kb_status kb_desk_feeds_opml(kb_desk *desk, const kb_sink *out, kb_err *err); /* as OPML 2.0 */

/* ---- the desk: outlets, a table that its user edits (docs/outlets.md) ---- */

/* Which are told. NULL: all. */
typedef struct {
    const char *owner, *country, *lang;
    bool edited; /* those alone about which somebody said something */
} kb_outlet_filter;

/* All outlets by name, with what they have; how->format may be KB_FORMAT_CSV too. Fails: KB_ERR_FORMAT (no such country
 * or language), KB_ERR_IO, KB_ERR_BUSY. */
kb_status kb_desk_outlets(kb_desk *desk, const kb_outlet_filter *filter, const kb_print *how, const kb_sink *out,
                          kb_err *err);

/* Names of outlets a word of which begins so, whatever its case and accents, those that begin so themselves first; NULL:
 * the first of all. At most `limit` (1 .. 200), as JSON alone. Fails: KB_ERR_IO, KB_ERR_BUSY. */
kb_status kb_desk_outlet_names(kb_desk *desk, const char *begins, size_t limit, const kb_sink *out, kb_err *err);

/* What is said about an outlet. NULL: it stays as it is; an empty text takes it back. Lists: "A; B". */
typedef struct {
    const char *rename; /* the name before becomes an alias */
    const char *owner, *country, *lang, *note;
    const char *mirror; /* "yes": it counts as one with the other mirrors of its owner; "no" */
    const char *aliases, *hosts; /* lists, to be added: names that articles give it; hosts of the URLs of its articles
                                  * where they give none, subdomains among them */
    const char *no_aliases, *no_hosts; /* lists, to be taken back */
    const char *merge;  /* another outlet that becomes part of this one */
    bool add;           /* it is made where there is none of that name */
    bool clear;         /* all that was said is taken back */
} kb_outlet_choice;

/* Says it in one transaction, and writes the outlet as it is then. It holds at once for all articles, those that are
 * stored too; nothing is grouped anew. Without a choice only writes it. Fails: KB_ERR_NOT_FOUND (no such outlet, alias,
 * host), KB_ERR_FORMAT (a choice cannot be understood, a name is another outlet's), KB_ERR_IO, KB_ERR_BUSY. */
kb_status kb_desk_outlet(kb_desk *desk, const char *name, const kb_outlet_choice *choice, const kb_print *how,
                         const kb_sink *out, kb_err *err);

/* Says of all outlets of an owner whether they are mirrors, and writes them. Fails also: KB_ERR_NOT_FOUND. */
kb_status kb_desk_outlet_mirrors(kb_desk *desk, const char *owner, const char *mirror, const kb_print *how,
                                 const kb_sink *out, kb_err *err);

/* Reads such a table as kb_desk_outlets writes as CSV ("-": standard input): each record says all about one outlet, which
 * is made where there is none; columns that are missing and outlets that are not in it stay as they are. All of it or
 * nothing; then writes how many outlets were made and changed. Fails: KB_ERR_FORMAT (the message names the line),
 * KB_ERR_NOT_FOUND, KB_ERR_LIMIT, KB_ERR_IO, KB_ERR_BUSY. */
kb_status kb_desk_outlets_import(kb_desk *desk, const char *path, const kb_print *how, const kb_sink *out, kb_err *err);

/* ---- the desk: alerts, what its user wants to be told of (docs/alerts.md) ---- */

/* One of search, speaker, story, reports, outlets, growth. NULL and 0: not asked for. */
typedef struct {
    const char *search;            /* articles that a search finds */
    const char *speaker;           /* what everybody says whose name has these words; */
    const char *about, *stance;    /* about these words, with this stance */
    const char *lang;              /* of articles in this language */
    int64_t story;                 /* new reports of this story; or, of it alone, what is below */
    size_t reports, outlets;       /* a story has so many */
    size_t growth;                 /* so many reports of one are published */
    const char *within;            /* "1h", "2d": within this time; NULL: a day */
    bool differs;                  /* a new difference, denial or change in the story's comparison */
    const char *since;             /* ISO 8601: what was published since then and is there already is told too; NULL: not */
    const char *webhook;           /* to which events are posted as JSON; */
    char *const *command;          /* or that gets each on its standard input: words and a NULL; NULL: a line is written */
} kb_alert_choice;

/* Makes an alert, and writes it with its number. Fails: KB_ERR_FORMAT (a choice cannot be understood), KB_ERR_NOT_FOUND
 * (no such story), KB_ERR_IO, KB_ERR_BUSY. */
kb_status kb_desk_alert(kb_desk *desk, const kb_alert_choice *choice, const kb_print *how, const kb_sink *out,
                        kb_err *err);

/* Pausing: nothing is told, and what comes meanwhile never is. Again: events that were given up are tried again. Writes
 * the alert as it is then. Fails: KB_ERR_NOT_FOUND. */
typedef enum { KB_ALERT_PAUSE, KB_ALERT_RESUME, KB_ALERT_REMOVE, KB_ALERT_AGAIN } kb_alert_change;
kb_status kb_desk_alert_change(kb_desk *desk, int64_t alert, kb_alert_change change, const kb_print *how,
                               const kb_sink *out, kb_err *err);
kb_status kb_desk_alerts(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err); /* all */

/* What was told lately, what waits and what was given up, the newest first, as lines of JSON. limit 0: 50. */
kb_status kb_desk_alert_events(kb_desk *desk, size_t limit, const kb_print *how, const kb_sink *out, kb_err *err);

/* How events are told. */
typedef struct {
    const kb_print *how; /* of lines: text, or a JSON object each */
    const kb_sink *out;  /* a line; when it returns the line has left the process */
    /* An event that failed, named: it is tried again, or given up. */
    void (*problem)(void *user, kb_status status, const char *text);
    void *user;
} kb_alert_way_out;

/* Looks at what came since the last time, writes down what is to be told, and tells what is due at options.now. What
 * fails is told and tried again the next time that this is called when it is due. Fails: KB_ERR_IO, KB_ERR_BUSY (the
 * desk), KB_ERR_MEMORY, what the sink returns. */
kb_status kb_desk_alert_run(kb_desk *desk, const kb_alert_way_out *out, kb_err *err);

/* ---- the desk: a digest of what a time brought ---- */

typedef struct {
    int64_t since, until; /* seconds since 1970 UTC, half-open */
    int offset;           /* minutes east of UTC, of the times in its head */
    bool day;             /* it is the day that begins at `since` */
    size_t stories;       /* so many are told; 0: 20 */
    size_t rows;          /* of each so many differences and denials; 0: 6 */
} kb_digest;

/* Writes the stories that got reports in that time, those with most independent texts first, with what their reports share
 * and what came into dispute; what revisions of that time corrected (titles, figures); which pages were withdrawn; what readers marked. As CommonMark,
 * or one HTML page. */
kb_status kb_desk_digest(kb_desk *desk, const kb_digest *digest, const kb_print *how, const kb_sink *out, kb_err *err);

/* ---- the desk: fetching ---- */

typedef struct {
    bool watch; /* go on until it is stopped; else what is due, once */
    bool all;   /* feeds that are not due too, once each */
    bool no_looks; /* pages of articles are not looked at again */
    int64_t (*clock)(void *user); /* seconds since 1970 UTC */
    /* Waits so long (0: not), and says whether to go on. */
    bool (*pause)(void *user, uint32_t milliseconds);
    /* A feed or a page that failed, named. May be NULL. */
    void (*problem)(void *user, kb_status status, const char *text);
    void *user;
    const kb_alert_way_out *alerts; /* NULL: nobody is told of anything */
} kb_fetch;

typedef struct {
    size_t feeds, unchanged, failed, gone; /* feeds that were asked; of these: nothing new, no answer, ended */
    size_t entries;                        /* new ones */
    size_t pages;                          /* that came */
    size_t added, revised, there, no_article, bad; /* of entries: stored, ...; neither page nor words of its own */
    size_t forgotten;                      /* by the user, and passed over */
    size_t looks, withdrawn;               /* pages of articles that were asked for again; of these: gone */
    uint64_t wire;                         /* bytes that came */
} kb_fetched;

/* Asks the feeds that are due, fetches the pages behind new entries (or takes the feed's text where it is whole), reads,
 * groups and stores as kb_desk_add does; then looks again at pages of articles whose stories live: what changed is a
 * revision, what is gone is marked. *totals is kept up to date meanwhile. What is not done when it ends waits for
 * the next time. Fails: KB_ERR_BUSY (another one is at work on this desk), KB_ERR_NOT_FOUND (libcurl is not there),
 * KB_ERR_IO (the desk), KB_ERR_MEMORY. A feed or page that fails is no failure of the call. */
kb_status kb_desk_fetch(kb_desk *desk, const kb_fetch *fetch, kb_fetched *totals, kb_err *err);

/* ---- the desk: corrections by hand, which hold in all grouping that comes after ---- */

/* Who decides, and why. */
typedef struct {
    const char *by;   /* a name; not empty */
    const char *note; /* NULL: nothing is said */
} kb_signature;

/* Each decides, in one transaction, and writes the decision with its number. What a decision leaves in the story that it
 * is about (the first of those merged, the one split off, the one moved to) stays together; the other reports of the
 * stories that it names never join these by themselves; later reports join either. Numbers of stories that are no more
 * lead on. Fail: KB_ERR_NOT_FOUND (no such story, article, decision), KB_ERR_FORMAT (nothing to do; nobody named),
 * KB_ERR_IO, KB_ERR_BUSY. */
kb_status kb_desk_merge(kb_desk *desk, const int64_t *stories, size_t count, const kb_signature *by,
                        const kb_print *how, const kb_sink *out, kb_err *err);
kb_status kb_desk_split(kb_desk *desk, int64_t story, const int64_t *articles, size_t count, const kb_signature *by,
                        const kb_print *how, const kb_sink *out, kb_err *err);
kb_status kb_desk_move(kb_desk *desk, int64_t article, int64_t story, const kb_signature *by, const kb_print *how,
                       const kb_sink *out, kb_err *err);

/* Takes a decision back: its reports go where they were. A later decision about one of them must be taken back first. */
kb_status kb_desk_undo(kb_desk *desk, int64_t decision, const kb_signature *by, const kb_print *how,
                       const kb_sink *out, kb_err *err);

/* Marks words of a report of a story's comparison: `verdict` is "wrong-row", "wrong-speaker", "wrong-alignment" or
 * "verified"; `span` is of that report's text, in bytes or (how->codepoints) code points, of a row or an alignment the cell's. The mark holds however stories
 * are grouped, as long as the text stays; comparisons and quotes show it. Writes the mark with its number. Fail as above;
 * KB_ERR_FORMAT also where the span is none of the text. */
kb_status kb_desk_mark(kb_desk *desk, int64_t story, size_t report, kb_span span, const char *verdict,
                       const kb_signature *by, const kb_print *how, const kb_sink *out, kb_err *err);
/* The same of an article's newest text, whatever its report's number is. */
kb_status kb_desk_mark_article(kb_desk *desk, int64_t article, kb_span span, const char *verdict,
                               const kb_signature *by, const kb_print *how, const kb_sink *out, kb_err *err);
kb_status kb_desk_unmark(kb_desk *desk, int64_t mark, const kb_signature *by, const kb_print *how, const kb_sink *out,
                         kb_err *err);
kb_status kb_desk_marks(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err); /* all, newest first */

/* Called now and then by what takes long: so many of so many are done. */
typedef struct {
    void (*tell)(void *user, size_t done, size_t all);
    void *user;
} kb_progress;

/* Groups all reports anew from what is stored, in the order in which they were added and with what hands decided, and
 * writes how many are in another story now. In one transaction: others that add wait or fail with KB_ERR_BUSY, and when
 * it ends early nothing has changed. A story keeps the number of the one before with which it shares most reports; other
 * numbers lead on. `progress` may be NULL. */
kb_status kb_desk_regroup(kb_desk *desk, const kb_progress *progress, const kb_print *how, const kb_sink *out,
                          kb_err *err);

/* All decisions, newest first, with those that were taken back. */
kb_status kb_desk_decisions(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err);

/* The story that a number leads to: its own, or, of a story that is no more, the one where most of its reports went. All
 * calls that take a story's number follow it. Fails: KB_ERR_NOT_FOUND. */
kb_status kb_desk_story_now(kb_desk *desk, int64_t story, int64_t *now, kb_err *err);

/* Removes articles and all that was found in them or decided about them, for good, in one transaction, and says how
 * many. Their addresses, and their words from the same outlet, are passed over from then on (KB_FORGOTTEN). A story that
 * loses its last report is no more. Fails: KB_ERR_NOT_FOUND (no such article: nothing is removed), KB_ERR_IO, KB_ERR_BUSY. */
kb_status kb_desk_forget(kb_desk *desk, const int64_t *articles, size_t count, const kb_print *how, const kb_sink *out,
                         kb_err *err);

/* ---- the desk: what is kept, and how long ---- */

/* Strings that are NULL leave as it is what they choose. */
typedef struct {
    const char *days;     /* "30", "forever"; "auto": of a part, as all else */
    const char *size;     /* "5G", "none" */
    const char *raw;      /* pages as they came: "on", "off" */
    const char *raw_days; /* "7"; "auto": as long as their articles */
    const char *outlet, *lang, *feed; /* one of them: `days` are of this part */
    bool run;     /* what is past its time goes now */
    bool dry_run; /* only say what would go */
    bool trial;   /* nothing is chosen: say what would go if it were */
} kb_keep_choice;

/* Sets how long what is kept, says it, lets go what is past its time. Whole stories go, once none of their reports is to
 * be kept; those that somebody marked, decided about by hand or is alerted of stay. Fails: KB_ERR_FORMAT (no number of days, no
 * size), KB_ERR_NOT_FOUND (no such feed), KB_ERR_IO, KB_ERR_BUSY. */
kb_status kb_desk_keep(kb_desk *desk, const kb_keep_choice *choice, const kb_print *how, const kb_sink *out,
                       kb_err *err);

/* Writes the pages that the desk keeps as they came (kb_keep_choice.raw), those of a time where since and until (a day or a
 * moment; NULL: none) say one, as a web archive: WARC/1.1, a gzip member a record. Fails: KB_ERR_FORMAT (no day). */
kb_status kb_desk_warc(kb_desk *desk, const char *since, const char *until, const kb_sink *out, size_t *pages,
                       kb_err *err);

/* ---- the desk: is it sound ---- */

/* Copies the desk to a new file, as it is at one moment, while others read and write it; then tells what the copy
 * holds. Nothing of the name is there before it is whole. Fails: KB_ERR_FORMAT (`path` is there already), KB_ERR_IO. */
kb_status kb_desk_backup(kb_desk *desk, const char *path, const kb_print *how, const kb_sink *out, kb_err *err);

/* Checks the file: SQLite's own integrity, references, the full-text index, hashes of stored texts. Each
 * fault goes to `problem`; *faults counts them. */
kb_status kb_desk_check(kb_desk *desk, void (*problem)(void *user, const char *text), void *user, size_t *faults,
                        kb_err *err);

/* ---- serve: a desk's pages and its API over HTTP (docs/serve.md) ---- */

typedef struct {
    const char *address;      /* of this machine, in figures; NULL: 127.0.0.1. On one that others reach a token is asked for */
    uint16_t port;            /* 0: 8750 */
    const char *name;         /* host by which it is reached, "desk.example" or "desk.example:8443"; NULL: the address alone */
    const char *certificate;  /* TLS: certificates and the private key, the text of PEM files; NULL: none */
    const char *key;
    bool proxy;               /* a proxy in front ends TLS for `name` */
    bool ask_token;           /* a token is asked for on loopback too */
    bool read_only;           /* nothing can be changed */
    const char *who;          /* in whose name something is decided where no token says; NULL: "kabar" */
    size_t connections;       /* at once; 0: 256 */
    size_t per_address;       /* of these from one address (of IPv6 one /64); 0: a quarter where others reach this process itself,
                               * else any number: what a proxy sends comes from one */
    uint32_t request_seconds; /* until a request is whole; 0: 30 */
    uint32_t answer_seconds;  /* until an answer has gone; 0: 120 */
    const kb_fetch *watch;    /* feeds are followed meanwhile, in a thread of its own; NULL: not. Of it clock, pause,
                               * problem, user, alerts and no_looks are used; they are called in that thread */
    int64_t (*clock)(void *user); /* seconds since 1970 UTC */
    bool (*pause)(void *user, uint32_t milliseconds); /* waits so long, and says whether to go on */
    void (*ready)(void *user, const char *url);       /* it listens; told once. May be NULL */
    void (*problem)(void *user, kb_status status, const char *text); /* may be NULL; from any thread */
    void *user;
} kb_serve;

/* Serves the desk at `path` until serve->pause says to stop. A desk that is not there is made, unless nothing can be
 * changed. Engines are opened as they are wanted, with `options` (translation and net hold for them). Fails:
 * KB_ERR_FORMAT (an address that is none; a way in from outside without TLS and without a proxy; a certificate that is
 * none; a number per address behind a proxy), KB_ERR_IO (the address is taken), and as kb_desk_open does. */
kb_status kb_desk_serve(const kb_options *options, const char *path, const kb_serve *serve, kb_err *err);

/* Tokens that let somebody in from outside. The desk keeps a hash; the token is written once, when it is made.
 * `name`: in whose name its holder decides. Fails: KB_ERR_FORMAT (no name, or one that is taken), KB_ERR_NOT_FOUND. */
kb_status kb_desk_token(kb_desk *desk, const char *name, bool reads_only, const kb_print *how, const kb_sink *out,
                        kb_err *err);
kb_status kb_desk_token_remove(kb_desk *desk, const char *name, kb_err *err);
kb_status kb_desk_tokens(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err); /* all, by name */

#ifdef __cplusplus
}
#endif
#endif
