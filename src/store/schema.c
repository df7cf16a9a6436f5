#include "store/schema.h"

#include <inttypes.h>
#include <stdio.h>

/* A revision is what was read of an article at one time; nothing in it is ever overwritten but `current`. Spans are
 * byte offsets into its text; lists of spans and of names are JSON. Times are seconds since 1970 UTC. */
static const char version_1[] =
    "CREATE TABLE outlets(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE articles(id INTEGER PRIMARY KEY AUTOINCREMENT, added INTEGER NOT NULL) STRICT;"
    "CREATE TABLE addresses(address TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(id)) STRICT, "
    "WITHOUT ROWID;"
    "CREATE INDEX addresses_article ON addresses(article);"
    "CREATE TABLE revisions(id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(id),"
    " number INTEGER NOT NULL, current INTEGER NOT NULL CHECK(current IN (0, 1)), added INTEGER NOT NULL,"
    " outlet INTEGER REFERENCES outlets(id), name TEXT NOT NULL, url TEXT, canonical TEXT, title TEXT NOT NULL, byline "
    "TEXT NOT NULL,"
    " lang TEXT NOT NULL, published INTEGER, published_zone INTEGER, published_precision INTEGER NOT NULL,"
    " modified INTEGER, modified_zone INTEGER, modified_precision INTEGER NOT NULL,"
    " text TEXT NOT NULL, text_hash INTEGER NOT NULL, lines TEXT NOT NULL, kind INTEGER NOT NULL, replaced INTEGER NOT "
    "NULL,"
    " origin_file TEXT, origin_record TEXT, origin_offset INTEGER NOT NULL, chosen_by TEXT, title_from TEXT,"
    " published_from TEXT, bytes_hash INTEGER NOT NULL, UNIQUE(article, number)) STRICT;"
    "CREATE UNIQUE INDEX revisions_current ON revisions(article) WHERE current = 1;"
    "CREATE INDEX revisions_hash ON revisions(text_hash);"
    "CREATE INDEX revisions_published ON revisions(published) WHERE current = 1;"
    "CREATE TABLE names(revision INTEGER NOT NULL REFERENCES revisions(id), n INTEGER NOT NULL, name TEXT NOT NULL,"
    " key TEXT NOT NULL, role TEXT, kind TEXT NOT NULL, spans TEXT NOT NULL, PRIMARY KEY(revision, n)) STRICT, WITHOUT "
    "ROWID;"
    "CREATE INDEX names_key ON names(key);"
    "CREATE TABLE statements(revision INTEGER NOT NULL REFERENCES revisions(id), n INTEGER NOT NULL, type TEXT NOT "
    "NULL,"
    " stance TEXT NOT NULL, negated INTEGER NOT NULL, hearsay INTEGER NOT NULL, content TEXT NOT NULL, source TEXT NOT "
    "NULL,"
    " cue TEXT NOT NULL, speakers TEXT NOT NULL, carriers TEXT NOT NULL, addressee TEXT, PRIMARY KEY(revision, n))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE figures(revision INTEGER NOT NULL REFERENCES revisions(id), n INTEGER NOT NULL, kind TEXT NOT NULL,"
    " \"begin\" INTEGER NOT NULL, \"end\" INTEGER NOT NULL, low REAL, high REAL, low_open INTEGER NOT NULL, high_open "
    "INTEGER NOT NULL,"
    " rounded INTEGER NOT NULL, mantissa INTEGER NOT NULL, scale INTEGER NOT NULL, unit TEXT, counted_begin INTEGER, "
    "counted_end INTEGER,"
    " concept TEXT, statement INTEGER, PRIMARY KEY(revision, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE dates(revision INTEGER NOT NULL REFERENCES revisions(id), n INTEGER NOT NULL, role TEXT NOT NULL,"
    " \"begin\" INTEGER NOT NULL, \"end\" INTEGER NOT NULL, since INTEGER, until INTEGER, clock INTEGER NOT NULL, "
    "about INTEGER NOT NULL,"
    " PRIMARY KEY(revision, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE remarks(revision INTEGER NOT NULL REFERENCES revisions(id), n INTEGER NOT NULL, silence INTEGER NOT "
    "NULL,"
    " \"begin\" INTEGER NOT NULL, \"end\" INTEGER NOT NULL, about TEXT NOT NULL, claim TEXT NOT NULL, speaker TEXT,"
    " PRIMARY KEY(revision, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE stories(id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, first INTEGER NOT NULL, last "
    "INTEGER NOT NULL,"
    " reports INTEGER NOT NULL) STRICT;"
    "CREATE INDEX stories_last ON stories(last);"
    "CREATE TABLE members(article INTEGER PRIMARY KEY REFERENCES articles(id), story INTEGER NOT NULL REFERENCES "
    "stories(id),"
    " score REAL NOT NULL, nearest INTEGER REFERENCES articles(id), at INTEGER NOT NULL, sketch BLOB NOT NULL) STRICT;"
    "CREATE INDEX members_story ON members(story);"
    /* The full-text index keeps no text of its own: it reads this view. The first column tells the tokenizer in whose
     * language the others are (store/tokenizer.c). */
    "CREATE VIEW search_source AS SELECT r.article AS article, char(1) || 'lang=' || r.lang AS lang, r.title AS title,"
    " coalesce(o.name, '') AS outlet, r.byline AS byline, r.text AS text"
    " FROM revisions AS r LEFT JOIN outlets AS o ON o.id = r.outlet WHERE r.current = 1;"
    "CREATE VIRTUAL TABLE search USING fts5(lang, title, outlet, byline, text, content='search_source',"
    " content_rowid='article', tokenize='kabar');";

/* What pages state beside their text. Lists have one item a line. */
static const char version_2[] = "ALTER TABLE revisions ADD COLUMN carriers TEXT NOT NULL DEFAULT '';"
                                "ALTER TABLE revisions ADD COLUMN section TEXT;"
                                "ALTER TABLE revisions ADD COLUMN tags TEXT NOT NULL DEFAULT '';"
                                "ALTER TABLE revisions ADD COLUMN image TEXT;"
                                "ALTER TABLE revisions ADD COLUMN paywalled INTEGER NOT NULL DEFAULT 0;"
                                "ALTER TABLE revisions ADD COLUMN byline_from TEXT;"
                                "ALTER TABLE revisions ADD COLUMN modified_from TEXT;";

/* What grouping needs of the live reports (story/live.h). Reports of an older desk are grouped anew (desk/desk.c). */
static const char version_3[] =
    "DROP TABLE members;"
    "DELETE FROM stories;"
    "CREATE TABLE members(article INTEGER PRIMARY KEY REFERENCES articles(id), story INTEGER NOT NULL REFERENCES "
    "stories(id),"
    " score REAL NOT NULL, nearest INTEGER REFERENCES articles(id), at INTEGER NOT NULL, dated INTEGER NOT NULL,"
    " best REAL NOT NULL, sixth REAL NOT NULL, lang INTEGER NOT NULL, outlet INTEGER NOT NULL, length INTEGER NOT NULL,"
    " sketch BLOB NOT NULL, links BLOB NOT NULL) STRICT;"
    "CREATE INDEX members_story ON members(story, article);"
    "CREATE TABLE terms(term INTEGER PRIMARY KEY, reports INTEGER NOT NULL, epoch INTEGER NOT NULL) STRICT;"
    "CREATE TABLE term_languages(lang INTEGER PRIMARY KEY, reports INTEGER NOT NULL, total INTEGER NOT NULL) STRICT;"
    "CREATE TABLE leads(term INTEGER NOT NULL, article INTEGER NOT NULL, weight INTEGER NOT NULL, lang INTEGER NOT "
    "NULL,"
    " PRIMARY KEY(term, article)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE live(id INTEGER PRIMARY KEY CHECK(id = 1), oldest INTEGER NOT NULL, newest INTEGER NOT NULL) STRICT;"
    "INSERT INTO live(id, oldest, newest) VALUES(1, 0, 0);";

/* What repeats what (store/copies.h), found anew for the articles of an older desk (desk/lineage.c). A source that is
 * NULL is the agency itself. `printed` has the fingerprints of each article that was looked at. */
static const char version_4[] =
    "CREATE TABLE prints(print INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(print, article)) STRICT, "
    "WITHOUT "
    "ROWID;"
    "CREATE TABLE printed(article INTEGER PRIMARY KEY REFERENCES articles(id), prints BLOB NOT NULL) STRICT;"
    "CREATE TABLE copies(article INTEGER NOT NULL REFERENCES articles(id), n INTEGER NOT NULL, source INTEGER "
    "REFERENCES articles(id),"
    " agency TEXT, kind INTEGER NOT NULL, share REAL NOT NULL, source_share REAL NOT NULL, taken INTEGER NOT NULL,"
    " words INTEGER NOT NULL, own INTEGER NOT NULL, PRIMARY KEY(article, n),"
    " CHECK(source IS NOT NULL OR agency IS NOT NULL)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX copies_source ON copies(source);"
    "CREATE INDEX revisions_outlet ON revisions(outlet, article) WHERE current = 1;";

/* Where the reports of a story went (store/redirect.h). What hands decided about stories, each decision with all
 * reports of the stories that it named, before and after it; and what follows from all that stand: labels of reports,
 * those that are kept apart both ways (store/hand.h). With what the reports were grouped. */
static const char version_5[] =
    "CREATE TABLE redirects(story INTEGER PRIMARY KEY, target INTEGER NOT NULL) STRICT;"
    "CREATE TABLE departures(story INTEGER NOT NULL, target INTEGER NOT NULL, reports INTEGER NOT NULL,"
    " PRIMARY KEY(story, target)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX departures_target ON departures(target);"
    "CREATE TABLE decisions(id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, story INTEGER,"
    " undoes INTEGER UNIQUE REFERENCES decisions(id), who TEXT NOT NULL, at INTEGER NOT NULL, note TEXT) STRICT;"
    "CREATE TABLE decided(decision INTEGER NOT NULL REFERENCES decisions(id), article INTEGER NOT NULL REFERENCES "
    "articles(id),"
    " before INTEGER NOT NULL, after INTEGER NOT NULL, PRIMARY KEY(decision, article)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX decided_article ON decided(article);"
    "CREATE TABLE labels(article INTEGER PRIMARY KEY REFERENCES articles(id), label INTEGER NOT NULL, stays INTEGER "
    "NOT "
    "NULL) STRICT;"
    "CREATE INDEX labels_label ON labels(label);"
    "CREATE TABLE apart(label INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY(label, other)) STRICT, WITHOUT "
    "ROWID;"
    "CREATE TABLE grouped_with(part TEXT NOT NULL, hash INTEGER NOT NULL, PRIMARY KEY(part, hash)) STRICT, WITHOUT "
    "ROWID;";

/* What orders stories. `hot`: the logarithm to base 2 of its reports, each of which counts 2^(at / KB_PACE_NOW); where
 * reports left, of more than it has. `joined`: the story in which a report was first. */
static const char version_6[] = "ALTER TABLE stories ADD COLUMN hot REAL NOT NULL DEFAULT 0;"
                                "UPDATE stories SET hot = last / 21600.0 + 4 * length(reports);"
                                "ALTER TABLE members ADD COLUMN joined INTEGER;"
                                "CREATE INDEX stories_reports ON stories(reports, last);"
                                "CREATE INDEX stories_hot ON stories(hot);";

/* How far a desk is complete, so that a start looks at new articles alone: those of all revisions up to `grouped` are
 * in stories, all up to number `traced` have fingerprints; what takes rows away sets it back. And when a story's
 * reports were, without reading them. */
static const char version_7[] = "ALTER TABLE live ADD COLUMN grouped INTEGER NOT NULL DEFAULT 0;"
                                "ALTER TABLE live ADD COLUMN traced INTEGER NOT NULL DEFAULT 0;"
                                "CREATE TRIGGER members_gone AFTER DELETE ON members BEGIN"
                                " UPDATE live SET grouped = 0 WHERE grouped <> 0; END;"
                                "CREATE TRIGGER printed_gone AFTER DELETE ON printed BEGIN"
                                " UPDATE live SET traced = 0 WHERE traced <> 0; END;"
                                "CREATE INDEX members_at ON members(story, at);";

/* What `status` tells without reading all that was ever said. 4: KB_DOC_LIVE. */
static const char version_8[] = "ALTER TABLE live ADD COLUMN statements INTEGER NOT NULL DEFAULT 0;"
                                "ALTER TABLE live ADD COLUMN figures INTEGER NOT NULL DEFAULT 0;"
                                "UPDATE live SET statements = (SELECT count(*) FROM statements),"
                                " figures = (SELECT count(*) FROM figures);"
                                "CREATE INDEX revisions_live ON revisions(article) WHERE current = 1 AND kind = 4;";

/* Who said what (store/said.h): speakers by their keys, the words of these, each statement by its speaker and time. */
static const char version_9[] =
    "CREATE TABLE speakers(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;"
    "CREATE TABLE speaker_words(word TEXT NOT NULL, speaker INTEGER NOT NULL REFERENCES speakers(id),"
    " PRIMARY KEY(word, speaker)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE said(speaker INTEGER NOT NULL REFERENCES speakers(id), at INTEGER NOT NULL, revision INTEGER NOT NULL"
    " REFERENCES revisions(id), n INTEGER NOT NULL, PRIMARY KEY(speaker, at, revision, n)) STRICT, WITHOUT "
    "ROWID;" KB_SAID_SPEAKERS("TRUE") ";" KB_SAID_WORDS("TRUE") ";" KB_SAID_STATEMENTS("TRUE") ";";

/* What readers marked (store/verdict.h). */
static const char version_10[] =
    "CREATE TABLE verdicts(id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles(id),"
    " text_hash INTEGER NOT NULL, \"begin\" INTEGER NOT NULL, \"end\" INTEGER NOT NULL, kind INTEGER NOT NULL,"
    " who TEXT NOT NULL, at INTEGER NOT NULL, note TEXT, undone_by TEXT, undone_at INTEGER,"
    " CHECK(\"begin\" < \"end\")) STRICT;"
    "CREATE INDEX verdicts_article ON verdicts(article, text_hash);";

/* Which languages the articles have is asked before each search: of this index alone, not of all texts. */
static const char version_11[] = "CREATE INDEX revisions_lang ON revisions(lang) WHERE current = 1;";

/* What is counted of articles, and of which language they are, without reading their texts. */
static const char version_12[] =
    "DROP INDEX revisions_lang;"
    "CREATE INDEX revisions_counted ON revisions(lang, article, outlet, published, published_zone, published_precision,"
    " added) WHERE current = 1;";

/* SQLite 3.40 reads the table for the condition of an index unless the index has its column. */
static const char version_13[] =
    "DROP INDEX revisions_counted;"
    "CREATE INDEX revisions_counted ON revisions(lang, article, outlet, published, published_zone, published_precision,"
    " added, current) WHERE current = 1;";

/* Feeds that are followed, the entries of them that were seen, the pages behind those (store/feeds.h, store/queue.h).
 */
static const char version_14[] =
    "CREATE TABLE feeds(id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, sitemap INTEGER NOT NULL,"
    " name TEXT NOT NULL DEFAULT '', folder TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '',"
    " outlet TEXT NOT NULL DEFAULT '', lang TEXT NOT NULL DEFAULT '', rules TEXT NOT NULL DEFAULT '',"
    " state INTEGER NOT NULL DEFAULT 0, take INTEGER NOT NULL DEFAULT 0, every INTEGER NOT NULL DEFAULT 0,"
    " title TEXT NOT NULL, home TEXT NOT NULL, ttl INTEGER NOT NULL DEFAULT 0, period INTEGER NOT NULL DEFAULT 0,"
    " skip_hours INTEGER NOT NULL DEFAULT 0, skip_days INTEGER NOT NULL DEFAULT 0, added INTEGER NOT NULL,"
    " due INTEGER NOT NULL, asked INTEGER NOT NULL DEFAULT 0, answered INTEGER NOT NULL DEFAULT 0,"
    " changed INTEGER NOT NULL DEFAULT 0, rate REAL NOT NULL, etag BLOB NOT NULL DEFAULT x'',"
    " last_modified BLOB NOT NULL DEFAULT x'', hash INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,"
    " fault TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '', moved TEXT NOT NULL DEFAULT '',"
    " moves INTEGER NOT NULL DEFAULT 0, requests INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0,"
    " entries INTEGER NOT NULL DEFAULT 0, articles INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX feeds_due ON feeds(due) WHERE state = 0;"
    "CREATE TABLE robots(origin TEXT PRIMARY KEY, verdict INTEGER NOT NULL, words BLOB NOT NULL, until INTEGER NOT "
    "NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE entries(feed INTEGER NOT NULL REFERENCES feeds(id), entry INTEGER NOT NULL, words INTEGER NOT NULL,"
    " seen INTEGER NOT NULL, PRIMARY KEY(feed, entry)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE pages(id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL UNIQUE, url TEXT NOT NULL,"
    " feed INTEGER REFERENCES feeds(id), place INTEGER NOT NULL, state INTEGER NOT NULL, whole INTEGER NOT NULL, due "
    "INTEGER NOT NULL,"
    " tries INTEGER NOT NULL DEFAULT 0, error TEXT NOT NULL DEFAULT '', found INTEGER NOT NULL, entry TEXT NOT NULL,"
    " article INTEGER REFERENCES articles(id), looked INTEGER, etag BLOB NOT NULL DEFAULT x'',"
    " last_modified BLOB NOT NULL DEFAULT x'') STRICT;"
    "CREATE INDEX pages_waiting ON pages(place, id, due, feed) WHERE state = 0;"
    "CREATE INDEX pages_feed ON pages(feed, state);"
    "CREATE INDEX pages_article ON pages(article) WHERE article IS NOT NULL;";

/* What keeps forgotten articles from coming back (store/forget.h). */
static const char version_15[] = "CREATE TABLE forgotten(hash INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;"
                                 "CREATE INDEX members_nearest ON members(nearest) WHERE nearest IS NOT NULL;";

/* Addresses are folded further (store/address.h): articles are found under the new form too. */
static const char version_16[] =
    "INSERT OR IGNORE INTO addresses(address, article) SELECT kabar_address('http://' || address), article FROM"
    " addresses WHERE kabar_address('http://' || address) <> '';"
    "UPDATE OR IGNORE pages SET address = kabar_address(url) WHERE kabar_address(url) <> '';";

/* What the user wants to be told of, and what is to be told or was (store/alerts.h). `seen` is a row of revisions:
 * where the newest goes, its number is given again. */
static const char version_17[] =
    "CREATE TABLE alerts(id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, query TEXT NOT NULL,"
    " speaker TEXT NOT NULL, stance TEXT NOT NULL, lang TEXT NOT NULL, since TEXT NOT NULL, story INTEGER NOT NULL,"
    " reports INTEGER NOT NULL, outlets INTEGER NOT NULL, within INTEGER NOT NULL, way INTEGER NOT NULL,"
    " target BLOB NOT NULL, paused INTEGER NOT NULL DEFAULT 0, made INTEGER NOT NULL, seen INTEGER NOT NULL,"
    " free_at INTEGER NOT NULL DEFAULT 0, told INTEGER NOT NULL DEFAULT 0, last INTEGER NOT NULL DEFAULT 0,"
    " error TEXT NOT NULL DEFAULT '') STRICT;"
    "CREATE TABLE alert_events(id INTEGER PRIMARY KEY, alert INTEGER NOT NULL REFERENCES alerts(id),"
    " key TEXT NOT NULL, state INTEGER NOT NULL, found INTEGER NOT NULL, due INTEGER NOT NULL,"
    " tries INTEGER NOT NULL DEFAULT 0, articles TEXT NOT NULL DEFAULT '[]', line TEXT NOT NULL DEFAULT '',"
    " json TEXT NOT NULL DEFAULT '', UNIQUE(alert, key)) STRICT;"
    "CREATE INDEX alert_events_open ON alert_events(alert, state, due) WHERE state IN (1, 3);"
    "CREATE INDEX said_revision ON said(revision);"
    "CREATE TRIGGER revisions_gone AFTER DELETE ON revisions BEGIN"
    " UPDATE alerts SET seen = (SELECT coalesce(max(id), 0) FROM revisions) WHERE seen > (SELECT coalesce(max(id), 0)"
    " FROM revisions); END;";

/* Pages as they came (store/raw.h), and how long what is kept (store/keep.h): one row, and one for each part of the
 * desk that is kept longer or shorter than the rest. 0 days, 0 bytes: without limit. */
static const char version_18[] =
    "CREATE TABLE raw(id INTEGER PRIMARY KEY, page INTEGER UNIQUE REFERENCES pages(id) ON DELETE CASCADE,"
    " revision INTEGER REFERENCES revisions(id), at INTEGER NOT NULL, status INTEGER NOT NULL, url TEXT NOT NULL,"
    " type TEXT NOT NULL, etag BLOB NOT NULL, last_modified BLOB NOT NULL, bytes INTEGER NOT NULL, body BLOB NOT NULL,"
    " CHECK((page IS NULL) <> (revision IS NULL))) STRICT;"
    "CREATE INDEX raw_revision ON raw(revision) WHERE revision IS NOT NULL;"
    "CREATE INDEX raw_at ON raw(at) WHERE revision IS NOT NULL;"
    "CREATE TABLE keeping(id INTEGER PRIMARY KEY CHECK(id = 1), days INTEGER NOT NULL, bytes INTEGER NOT NULL,"
    " raw INTEGER NOT NULL, raw_days INTEGER NOT NULL, ran INTEGER NOT NULL) STRICT;"
    "INSERT INTO keeping VALUES(1, 0, 0, 0, 0, 0);"
    "CREATE TABLE keeping_parts(kind TEXT NOT NULL, name TEXT NOT NULL, days INTEGER NOT NULL,"
    " PRIMARY KEY(kind, name)) STRICT, WITHOUT ROWID;";

/* Second looks at pages, and articles whose pages are withdrawn (store/look.h). */
static const char version_19[] =
    "ALTER TABLE articles ADD COLUMN withdrawn INTEGER;"
    "ALTER TABLE feeds ADD COLUMN looks INTEGER NOT NULL DEFAULT 1;"
    "CREATE TABLE looks(page INTEGER PRIMARY KEY REFERENCES pages(id), feed INTEGER NOT NULL REFERENCES feeds(id),"
    " due INTEGER NOT NULL, wait INTEGER NOT NULL, count INTEGER NOT NULL DEFAULT 0, missing INTEGER NOT NULL DEFAULT "
    "0,"
    " doubt INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX looks_feed ON looks(feed, due);";

/* Which articles were changed in a time, and which were withdrawn. */
static const char version_20[] = "CREATE INDEX revisions_later ON revisions(added) WHERE number > 1;"
                                 "CREATE INDEX articles_withdrawn ON articles(withdrawn) WHERE withdrawn IS NOT NULL;";

/* SQLite 3.40 takes an index of two states for neither of them; and stories that lead to one are asked for. */
static const char version_21[] = "DROP INDEX alert_events_open;"
                                 "CREATE INDEX alert_events_waiting ON alert_events(alert, due) WHERE state = 1;"
                                 "CREATE INDEX alert_events_given_up ON alert_events(alert) WHERE state = 3;"
                                 "CREATE INDEX redirects_target ON redirects(target);";

/* How many articles went, by rules (store/keep.h), since the full-text index was last made one; -1: it is being made.
 */
static const char version_22[] = "ALTER TABLE keeping ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;";

/* What articles call their outlets are mastheads; the outlets themselves are a table that the user edits
 * (store/outlets.h). `counted`: the outlet that stands for it where outlets are counted. */
static const char version_23[] =
    "ALTER TABLE outlets RENAME TO mastheads;"
    "CREATE TABLE outlets(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, owner TEXT NOT NULL DEFAULT '',"
    " mirror INTEGER NOT NULL DEFAULT 0 CHECK(mirror IN (0, 1)), country TEXT NOT NULL DEFAULT '',"
    " lang TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',"
    " edited INTEGER NOT NULL DEFAULT 0 CHECK(edited IN (0, 1)), counted INTEGER REFERENCES outlets(id)) STRICT;"
    "CREATE TABLE outlet_aliases(key TEXT PRIMARY KEY, alias TEXT NOT NULL, outlet INTEGER NOT NULL REFERENCES"
    " outlets(id)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE outlet_hosts(host TEXT PRIMARY KEY, outlet INTEGER NOT NULL REFERENCES outlets(id)) STRICT, WITHOUT"
    " ROWID;"
    "INSERT INTO outlets(id, name, counted) SELECT id, name, id FROM mastheads;"
    "ALTER TABLE mastheads ADD COLUMN outlet INTEGER REFERENCES outlets(id);"
    "UPDATE mastheads SET outlet = id;"
    "CREATE INDEX mastheads_outlet ON mastheads(outlet);"
    "CREATE INDEX outlets_counted ON outlets(counted);"
    "CREATE INDEX outlet_aliases_outlet ON outlet_aliases(outlet);"
    "CREATE INDEX outlet_hosts_outlet ON outlet_hosts(outlet);";

/* Pages that are left of what went, or were given up, until their feeds list them no more (store/queue.h). */
static const char version_24[] = "CREATE INDEX pages_left ON pages(feed, found) WHERE state <> 0 AND article IS NULL;";

/* By what speakers are found in other scripts (store/said.h), as words that no name has. */
static const char version_25[] = "INSERT OR IGNORE INTO speaker_words(word, speaker) SELECT w.value, p.id FROM speakers"
                                 " AS p, json_each(kabar_sounds(p.key)) AS w;";

/* Who may come in from outside. A token is 256 random bits, of which SHA-256 is kept, in hexadecimal digits: what can
 * be guessed of it is nothing, so that nothing slower is wanted. */
static const char version_26[] =
    "CREATE TABLE tokens(name TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, reads_only INTEGER NOT NULL, made INTEGER "
    "NOT NULL) STRICT, WITHOUT ROWID;";

/* How far the accounts of stories differ (store/disputes.h). Numbers of stories that are no more may come back. */
static const char version_27[] =
    "CREATE TABLE disputes(story INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, differs INTEGER NOT NULL,"
    " denied INTEGER NOT NULL, silent INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT;"
    "CREATE INDEX disputes_order ON disputes(differs + denied, silent + changed, story);"
    "CREATE TRIGGER stories_gone AFTER DELETE ON stories BEGIN DELETE FROM disputes WHERE story = old.id; END;";

/* What was told lately is shown: the newest of it by when that was (due, of what is told). */
static const char version_28[] = "CREATE INDEX alert_events_told ON alert_events(due) WHERE state = 2 AND line <> '';";

/* What is asked of a desk as a whole, counted as it comes and goes: for `status`, and in which languages its articles
 * are. What is asked of each article that a search finds, without reading it; and which articles an outlet or a time
 * has; and which revisions are not the newest. */
static const char version_29[] =
    "ALTER TABLE live ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE live ADD COLUMN revisions INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE live ADD COLUMN stories INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE live ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;"
    "UPDATE live SET articles = (SELECT count(*) FROM articles), revisions = (SELECT count(*) FROM revisions),"
    " stories = (SELECT count(*) FROM stories), shared = (SELECT count(*) FROM stories WHERE reports > 1);"
    "CREATE TRIGGER articles_come AFTER INSERT ON articles BEGIN UPDATE live SET articles = articles + 1; END;"
    "CREATE TRIGGER articles_go AFTER DELETE ON articles BEGIN UPDATE live SET articles = articles - 1; END;"
    "CREATE TRIGGER stories_come AFTER INSERT ON stories BEGIN"
    " UPDATE live SET stories = stories + 1, shared = shared + (new.reports > 1); END;"
    "CREATE TRIGGER stories_go AFTER DELETE ON stories BEGIN"
    " UPDATE live SET stories = stories - 1, shared = shared - (old.reports > 1); END;"
    "CREATE TRIGGER stories_change AFTER UPDATE OF reports ON stories WHEN (new.reports > 1) <> (old.reports > 1) BEGIN"
    " UPDATE live SET shared = shared + (new.reports > 1) - (old.reports > 1); END;"
    "CREATE TABLE languages(lang TEXT PRIMARY KEY, articles INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "INSERT INTO languages(lang, articles) SELECT lang, count(*) FROM revisions WHERE current = 1 GROUP BY lang;"
    "CREATE TRIGGER revisions_come AFTER INSERT ON revisions BEGIN UPDATE live SET revisions = revisions + 1;"
    " INSERT INTO languages(lang, articles) VALUES(new.lang, new.current) ON CONFLICT(lang) DO UPDATE SET"
    " articles = articles + new.current; END;"
    "CREATE TRIGGER revisions_change AFTER UPDATE OF current ON revisions BEGIN"
    " UPDATE languages SET articles = articles + new.current - old.current WHERE lang = new.lang; END;"
    "CREATE TRIGGER revisions_go AFTER DELETE ON revisions BEGIN UPDATE live SET revisions = revisions - 1;"
    " UPDATE languages SET articles = articles - old.current WHERE lang = old.lang; END;"
    "DROP INDEX revisions_outlet;"
    "CREATE INDEX revisions_outlet ON revisions(outlet, article, lang, current) WHERE current = 1;"
    "CREATE INDEX revisions_article ON revisions(article, lang, outlet, published, added, current) WHERE current = 1;"
    "CREATE INDEX revisions_at ON revisions(coalesce(published, added), article, published, added, current)"
    " WHERE current = 1;"
    "CREATE INDEX revisions_past ON revisions(id, current) WHERE current = 0;"
    "CREATE INDEX members_time ON members(at, article, story);";

/* What begins with two or three letters is found by lists of its own: a search while its words are typed. In which
 * story a hit is, without a look at the row that has its sketch. */
static const char version_30[] =
    "DROP TABLE search;"
    "CREATE VIRTUAL TABLE search USING fts5(lang, title, outlet, byline, text, content='search_source',"
    " content_rowid='article', tokenize='kabar', prefix='2 3');"
    "INSERT INTO search(search) VALUES('rebuild');"
    "CREATE INDEX members_article ON members(article, story);"
    "DELETE FROM speaker_words WHERE word >= '~' AND word < char(127);"
    "INSERT OR IGNORE INTO speaker_words(word, speaker) SELECT w.value, p.id FROM speakers AS p,"
    " json_each(kabar_sounds(p.key)) AS w;";

/* A new version is a new row; a row that was released is never changed. */
static const struct {
    int64_t version;
    const char *sql;
} steps[] = {
    { 1, version_1 },   { 2, version_2 },   { 3, version_3 },   { 4, version_4 },   { 5, version_5 },
    { 6, version_6 },   { 7, version_7 },   { 8, version_8 },   { 9, version_9 },   { 10, version_10 },
    { 11, version_11 }, { 12, version_12 }, { 13, version_13 }, { 14, version_14 }, { 15, version_15 },
    { 16, version_16 }, { 17, version_17 }, { 18, version_18 }, { 19, version_19 }, { 20, version_20 },
    { 21, version_21 }, { 22, version_22 }, { 23, version_23 }, { 24, version_24 }, { 25, version_25 },
    { 26, version_26 }, { 27, version_27 }, { 28, version_28 }, { 29, version_29 }, { 30, version_30 },
};

int64_t kb_schema_version(void)
{
    return steps[sizeof steps / sizeof *steps - 1].version;
}

kb_status kb_schema_look(kb_store *store, int64_t *version, kb_err *err)
{
    int64_t application = 0, tables = 0;
    kb_status status;

    *version = 0;
    if ((status = KB_DB_NUMBER(store, err, 0, &application, "PRAGMA application_id", "")) != KB_OK) return status;
    if ((status = KB_DB_NUMBER(store, err, 0, version, "PRAGMA user_version", "")) != KB_OK) return status;
    if ((status = KB_DB_NUMBER(store, err, 0, &tables, "SELECT count(*) FROM sqlite_schema", "")) != KB_OK)
        return status;
    if (application != KB_DESK_APPLICATION_ID && (application != 0 || *version != 0 || tables != 0))
        return kb_fail(err, KB_ERR_FORMAT, "%s: is not a desk, but a database of another program", store->path);
    if (*version < 0 || *version > kb_schema_version())
        return kb_fail(err, KB_ERR_FORMAT,
                       "%s: is a desk of version %" PRId64 ", made by a newer kabar; this one knows version %" PRId64
                       " and older",
                       store->path, *version, kb_schema_version());
    return KB_OK;
}

static kb_status run_steps(kb_store *store, kb_err *err)
{
    char set[96];
    int64_t version;
    kb_status status = kb_schema_look(store, &version, err); /* again: another process may have been quicker */
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == KB_OK; i++)
        if (steps[i].version > version) status = kb_db_run(store, steps[i].sql, err);
    if (status != KB_OK) return status;
    (void)snprintf(set, sizeof set, "PRAGMA application_id = %d; PRAGMA user_version = %" PRId64,
                   KB_DESK_APPLICATION_ID, kb_schema_version());
    return kb_db_run(store, set, err);
}

kb_status kb_schema_migrate(kb_store *store, kb_err *err)
{
    int64_t version;
    kb_status status = kb_schema_look(store, &version, err);
    if (status != KB_OK || version == kb_schema_version()) return status;
    if ((status = kb_store_begin(store, err)) != KB_OK) return status;
    status = run_steps(store, err);
    if (status == KB_OK) status = kb_store_commit(store, err);
    kb_store_rollback(store);
    return status;
}
