/* store/said.h - who said what, over all articles: speakers found by a part of their name, and what they said.
 *
 * A speaker's key is the name folded, accents off, with one space for whatever stands between words: "Kim Jong-un" and
 * "KIM JONG UN" are one. What is no name ("hakim") is a speaker too. Two people of one name are one speaker here. */
#ifndef KB_STORE_SAID_H
#define KB_STORE_SAID_H

#include "store/store.h"

#define KB_SPEAKERS_MAX 256 /* found by one name */

/* Gives SQL the functions kabar_key(name), of a speaker's name or of what is asked for; kabar_sounds(key): by what it is
 * found in other scripts, as JSON; and kabar_sounds_like(key, other): is that one name in two scripts? */
kb_status kb_said_register(kb_store *store, kb_err *err);

/* Keeps who said what in a revision, whose statements are stored. */
kb_status kb_store_save_said(kb_store *store, int64_t revision, kb_err *err);

typedef struct {
    int64_t id;
    kb_str name; /* as first given */
    kb_str key;
    int64_t statements; /* in the newest revisions */
} kb_speaker_row;
typedef kb_status (*kb_each_speaker)(void *user, const kb_speaker_row *row);

/* The speakers whose names have all words of `name`; where none has, those with words that begin so. Most statements
 * first, at most KB_SPEAKERS_MAX. Time: by an index of words. Fails also: KB_ERR_FORMAT (no word in it). */
kb_status kb_store_speakers(kb_store *store, kb_str name, kb_each_speaker each, void *user, kb_err *err);

/* The speakers whose names are this one in another script, by their sounds (text/sound.h), as above; of a name of one
 * word, those with such a word. */
kb_status kb_store_speakers_sounding(kb_store *store, kb_str name, kb_each_speaker each, void *user, kb_err *err);

typedef struct {
    int64_t speaker;
    int64_t article, story, revision, n; /* story: 0 none; n: the statement, in its revision */
    int64_t at;                          /* published, else added */
    kb_str name;                         /* of the speaker, as first given */
    kb_str outlet, counted, url, title, lang, role;
    kb_time published;
    int64_t added;
    kb_str text;         /* of the revision */
    kb_spans content;    /* into it */
    kb_str type, stance; /* names, as in JSON */
    bool negated, hearsay;
    kb_strs carriers;
} kb_said_row;
typedef kb_status (*kb_each_said)(void *user, const kb_said_row *row);

/* What the speakers said in the newest revisions, newest first; each statement once. query->query: words of which one
 * at least stands in the statement, all in its article (store/query.h); query->limit does not count here: `each` ends
 * the list by KB_ERR_STOPPED. `stance`: a name of a stance, NULL any. Fails also: KB_ERR_FORMAT (a bound, a query). */
kb_status kb_store_said(kb_store *store, const int64_t *speakers, size_t count, const kb_query *query,
                        const char *stance, kb_each_said each, void *user, kb_err *err);

/* What was said, behind revision `after` and up to `until`, by everybody whose name has all words of `name`; as it
 * came. Its cost does not grow with the desk. Fails also: KB_ERR_FORMAT (no word in the name, a bound, a query). */
kb_status kb_store_said_new(kb_store *store, kb_str name, const kb_query *query, const char *stance, int64_t after,
                            int64_t until, kb_each_said each, void *user, kb_err *err);

#endif
