/* store/store.h - the desk's file: SQLite, seen nowhere else. Nouns go in and come out; no noun knows the store.
 *
 * The file is in WAL mode, so that readers and one writer do not hinder one another. Its application id says that it is
 * a desk, its user version is the version of the schema (store/schema.c). One connection a thread.
 *
 * Messages begin with the file's path. Where a call can fail with the file itself, it fails with KB_ERR_IO (disk full,
 * read-only, the system refused), KB_ERR_BUSY (another process holds it), KB_ERR_FORMAT (damaged), KB_ERR_MEMORY. */
#ifndef KB_STORE_STORE_H
#define KB_STORE_STORE_H

#include "claim/claims.h"
#include "show/census.h"
#include "story/cast.h"
#include "story/facts.h"
#include "story/live.h"

typedef struct kb_store kb_store;

typedef struct {
    int busy_ms;       /* how long to wait for another process before KB_ERR_BUSY */
    int64_t max_pages; /* largest size in pages of 4096 bytes; 0: as the disk allows */
} kb_store_limits;

/* Opens the file at `path`, brings its schema up to date (not with KB_DESK_READ). `tools` must outlive the store; they
 * give the full-text index its words and stems. Also fails: KB_ERR_NOT_FOUND (no such file), KB_ERR_FORMAT (not a desk,
 * or of a newer version). A file that cannot be written and a folder that cannot be written are read with KB_DESK_READ
 * all the same. */
kb_status kb_store_open(const char *path, kb_desk_mode mode, const kb_claim_tools *tools, const kb_store_limits *limits,
                        kb_store **out, kb_err *err);
const char *kb_store_path(const kb_store *store);
void kb_store_close(kb_store *store); /* NULL is fine; what was not committed is gone */

/* ---- transactions ---- */

kb_status kb_store_begin(kb_store *store, kb_err *err);  /* as the writer: nobody else writes until the end */
kb_status kb_store_commit(kb_store *store, kb_err *err); /* what is committed outlives a kill */
void kb_store_rollback(kb_store *store);                 /* fine where no transaction is open */

/* ---- articles ---- */

typedef enum {
    KB_KNOWN_NOT,      /* nothing like it is stored */
    KB_KNOWN_SAME,     /* stored with these very words, under its address or by the same outlet */
    KB_KNOWN_EARLIER,  /* the same, but under its address other words were stored since */
    KB_KNOWN_OTHER,    /* stored under its address with other words: this is a revision */
    KB_KNOWN_FORGOTTEN /* it was stored, and must not come back (store/forget.h) */
} kb_known;

/* Is the document stored already, and as which article? */
kb_status kb_store_find(kb_store *store, const kb_document *doc, kb_known *known, int64_t *article, kb_err *err);

/* Stores `doc` as a new article (*article == 0, set to its id) or as the newest revision of one, with its words in the
 * full-text index. `now` is kept as the time of adding. *revision is the row to which claims belong. */
kb_status kb_store_save(kb_store *store, const kb_document *doc, int64_t now, int64_t *article, int64_t *revision,
                        kb_err *err);

/* Keeps the addresses of `doc` as further addresses of the article. */
kb_status kb_store_save_addresses(kb_store *store, const kb_document *doc, int64_t article, kb_err *err);
kb_status kb_store_has_addresses(kb_store *store, const kb_document *doc, int64_t article, bool *all, kb_err *err);

kb_status kb_store_save_claims(kb_store *store, int64_t revision, const kb_claims *claims, kb_err *err);

/* The article as it was last read; equal to what was saved, but for its claims. Fails also: KB_ERR_NOT_FOUND. */
kb_status kb_store_load(kb_store *store, int64_t article, kb_document **out, kb_err *err);
kb_status kb_store_load_revision(kb_store *store, int64_t revision, kb_document **out, kb_err *err); /* by its row */

/* Loads the revisions before `doc` (kb_document.earlier), `most` of them, the latest first. */
kb_status kb_store_load_earlier(kb_store *store, int64_t article, size_t most, kb_document *doc, kb_err *err);

typedef struct {
    int64_t number; /* 1 is the first */
    int64_t added;  /* seconds since 1970 UTC */
    kb_str title;
    size_t bytes; /* of its text */
    int64_t row;  /* for kb_store_load_revision */
} kb_revision_row;
typedef kb_status (*kb_each_revision)(void *user, const kb_revision_row *row);
kb_status kb_store_revisions(kb_store *store, int64_t article, kb_each_revision each, void *user, kb_err *err);

/* ---- stories ---- */

/* The reports of the desk, for kb_group_report; looks at the store. Within a transaction. Ids of stories are never used
 * twice; one that lost all of its reports is no more, and its number leads on (kb_store_story_now). */
kb_live kb_store_live(kb_store *store);

/* How long reports are live, where it is not KB_WINDOW; before the first report. */
void kb_store_set_window(kb_store *store, const kb_window *window);

/* A report as it was when its article joined a story: the first revision that was one. */
typedef struct {
    int64_t revision, article;
    int64_t added; /* seconds since 1970 UTC */
} kb_stored_report;

/* The next report, in the order in which they were added, whose article is in no story, behind revision `after`;
 * zeroed: there is none, and the store notes that: the next time it looks at newer ones alone. Within a transaction. */
kb_status kb_store_next_alone(kb_store *store, int64_t after, kb_stored_report *out, kb_err *err);

/* Makes all stories anew, within a transaction: begin forgets them, then each report is put into a story again
 * (kb_store_next_alone, kb_store_live), and end gives the stories the numbers of those before, wherever most reports
 * agree, lets the other numbers lead on, and says how many reports are in another story than before, and how many
 * stories there are. */
typedef struct {
    int64_t reports; /* that were in stories */
    int64_t last;    /* the last number that was given to a story */
} kb_store_regrouping;
kb_status kb_store_regroup_begin(kb_store *store, kb_store_regrouping *out, kb_err *err);
kb_status kb_store_regroup_end(kb_store *store, const kb_store_regrouping *before, int64_t *moved, int64_t *stories,
                               kb_err *err);

/* Keeps, within a transaction, that reports were grouped with a part whose hash is this; tells all that were kept, in
 * order of parts. */
kb_status kb_store_note_basis(kb_store *store, kb_str part, uint64_t hash, kb_err *err);
typedef kb_status (*kb_each_hash)(void *user, kb_str part, uint64_t hash);
kb_status kb_store_basis(kb_store *store, kb_each_hash each, void *user, kb_err *err);

/* The article's story; 0 where it is in none, as one that was stored as a live blog. */
kb_status kb_store_story_of(kb_store *store, int64_t article, int64_t *story, kb_err *err);

/* For whom stories are told. */
typedef struct {
    const char *lang; /* in which a title is preferred; NULL: any */
    int64_t now;      /* the moment for which growth is told; 0: that of the desk's newest report, but not later than
                         the last was added: one that is dated ahead stops no growth */
} kb_story_view;

typedef struct {
    int64_t id;
    kb_facts facts;
    const kb_member *members; /* facts.reports of them, in order of time */
} kb_story_row;
typedef kb_status (*kb_each_story)(void *user, const kb_story_row *row);

/* The stories of which at least one report fits the query; query->query is a search (store/query.h), of whose reports
 * the 10,000 that were added last are looked at. Those that grow (KB_SORT_GROWING) are those with a growth above 0.
 * Time: as many stories as are told, with the most independent some more; where a condition leaves out most stories,
 * all. */
kb_status kb_store_stories(kb_store *store, const kb_query *query, const kb_story_view *view, kb_each_story each,
                           void *user, kb_err *err);
kb_status kb_store_story(kb_store *store, int64_t story, const kb_story_view *view, kb_each_story each, void *user,
                         kb_err *err);

/* The names that its reports share; in `arena`. */
kb_status kb_store_cast(kb_store *store, int64_t story, kb_arena *arena, kb_cast *out, kb_err *err);

/* The story that the number leads to: itself where it is there, else where most of its reports went. Fails:
 * KB_ERR_NOT_FOUND. */
kb_status kb_store_story_now(kb_store *store, int64_t story, int64_t *now, kb_err *err);

typedef struct {
    int64_t article, story, nearest;
    int64_t joined; /* the story that it was in first, where that is another; 0 */
    bool by_hand;   /* a decision stands that names it */
    double score;   /* why it is in the story: likeness to it, 0 for the first report */
    kb_str outlet, title, byline, lang, url;
    kb_time published;
    int64_t added;
    int64_t revisions;
    int64_t withdrawn; /* since when its page is not there any more, seconds since 1970 UTC; 0: it is */
    bool live;         /* a live blog */
} kb_article_row;
typedef kb_status (*kb_each_article)(void *user, const kb_article_row *row);
/* A revision that was stored; `article` as it was then. */
typedef struct {
    int64_t place;   /* number of its row: later ones are higher */
    int64_t number;  /* of the revision, from 1 */
    int64_t reports; /* of its story; 0: in none */
    kb_article_row article;
} kb_news_row;
typedef kb_status (*kb_each_news_row)(void *user, const kb_news_row *row);
/* Those behind `after`, in order, at most `limit`. */
kb_status kb_store_news(kb_store *store, int64_t after, size_t limit, kb_each_news_row each, void *user, kb_err *err);
kb_status kb_store_news_place(kb_store *store, int64_t *out, kb_err *err); /* the last; 0: none */

kb_status kb_store_members(kb_store *store, int64_t story, kb_each_article each, void *user,
                           kb_err *err); /* oldest first */
kb_status kb_store_article(kb_store *store, int64_t article, kb_each_article each, void *user, kb_err *err);

/* ---- search ---- */

#define KB_HIT_BEGIN '\x02' /* stand around the words that matched */
#define KB_HIT_END '\x03'

typedef struct {
    kb_article_row article;
    kb_str title, snippet; /* with KB_HIT_BEGIN and KB_HIT_END */
    double rank;           /* BM25, higher is better */
} kb_hit;
typedef kb_status (*kb_each_hit)(void *user, const kb_hit *hit);

/* Full text. Words must all be there; "a phrase"; prefix*; title: outlet: by: text: before a word or phrase; a OR b;
 * -not. Case and accents do not count; a word finds its inflected forms. Best first: of the KB_FACETS_HITS that were
 * added last (or query->limit, if that is more), so that a word that a third of a million articles have is answered
 * like another. Fails also: KB_ERR_FORMAT (the query cannot be understood; the message says what and where). */
kb_status kb_store_search(kb_store *store, const kb_query *query, kb_each_hit each, void *user, kb_err *err);

/* The same among articles with a revision behind row `after` and up to row `until`, without a limit: revised ones, then
 * new ones as they came. Its cost does not grow with the desk. */
kb_status kb_store_search_new(kb_store *store, const kb_query *query, int64_t after, int64_t until, kb_each_hit each,
                              void *user, kb_err *err);

/* Counts by day what the articles that the query finds (without query->query: all) are: reports, outlets, speakers and
 * stories by their numbers. query->limit does not count. Time: linear in the desk, over narrow indices. */
kb_status kb_store_census(kb_store *store, const kb_query *query, kb_census *census, kb_err *err);

/* ---- state ---- */

typedef struct {
    int64_t version, articles, live, revisions, stories, shared_stories, outlets, statements, figures, bytes;
    int64_t first, last; /* published; 0 where there is no article */
} kb_store_counts;
kb_status kb_store_count(kb_store *store, kb_store_counts *out, kb_err *err);

/* Copies the desk as it is now to a new file `path`, whatever others write meanwhile; what the copy holds goes to
 * *counts. Until it is whole the copy has another name beside it. Fails also: KB_ERR_FORMAT (a file of that name is
 * there). */
kb_status kb_store_backup(kb_store *store, const char *path, kb_store_counts *counts, kb_err *err);

/* Looks for faults: pages and indices, references, the full-text index against the texts, hashes of texts, counts of
 * stories. Each goes to `problem`. */
kb_status kb_store_check(kb_store *store, void (*problem)(void *user, const char *text), void *user, size_t *faults,
                         kb_err *err);

#endif
