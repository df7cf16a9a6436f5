/* Which address is answered by what. The pages' addresses are for people, those below /api/v1 are described in
 * openapi.json; a test holds both against this table. */
#include "serve/answers.h"

enum { CHANGES = KB_ROUTE_CHANGES, SLOW = KB_ROUTE_SLOW, FREE = KB_ROUTE_FREE, NO_DESK = KB_ROUTE_NO_DESK,
       FORM = KB_ROUTE_FORM };

const kb_route kb_routes[] = {
    /* pages: stories, a story, what hands change in it */
    { KB_GET, "/", KB_FORMAT_HTML, kb_turn_stories, 0 },
    { KB_GET, "/story/{id}", KB_FORMAT_HTML, kb_turn_story, 0 },
    { KB_GET, "/story/{id}/all", KB_FORMAT_HTML, kb_turn_story_all, SLOW },
    { KB_GET, "/story/{id}/why", KB_FORMAT_HTML, kb_turn_story_why, SLOW },
    { KB_GET, "/story/{id}/mark", KB_FORMAT_HTML, kb_turn_mark_page, 0 },
    { KB_POST, "/story/{id}/merge", KB_FORMAT_HTML, kb_turn_merge, CHANGES },
    { KB_POST, "/story/{id}/split", KB_FORMAT_HTML, kb_turn_split, CHANGES },
    { KB_POST, "/story/{id}/move", KB_FORMAT_HTML, kb_turn_move, CHANGES },
    { KB_POST, "/article/{id}/mark", KB_FORMAT_HTML, kb_turn_mark, CHANGES },

    /* article, speakers, outlets, search, decisions */
    { KB_GET, "/article/{id}", KB_FORMAT_HTML, kb_turn_article, 0 },
    { KB_GET, "/search", KB_FORMAT_HTML, kb_turn_search, 0 },
    { KB_GET, "/speakers", KB_FORMAT_HTML, kb_turn_speakers, 0 },
    { KB_GET, "/outlets", KB_FORMAT_HTML, kb_turn_outlets, 0 },
    { KB_GET, "/outlet/{name}", KB_FORMAT_HTML, kb_turn_outlet, 0 },
    { KB_POST, "/outlet/{name}", KB_FORMAT_HTML, kb_turn_outlet_say, CHANGES },
    { KB_GET, "/decisions", KB_FORMAT_HTML, kb_turn_decisions, 0 },
    { KB_POST, "/decision/{id}/undo", KB_FORMAT_HTML, kb_turn_undo, CHANGES },
    { KB_POST, "/mark/{id}/unmark", KB_FORMAT_HTML, kb_turn_unmark, CHANGES },
    { KB_GET, "/speaker/{name}", KB_FORMAT_HTML, kb_turn_quotes, 0 },

    /* sources, alerts, paste, the desk */
    { KB_GET, "/sources", KB_FORMAT_HTML, kb_turn_feeds, 0 },
    { KB_GET, "/sources.opml", KB_FORMAT_HTML, kb_turn_feeds_opml, 0 },
    { KB_GET, "/sources/add", KB_FORMAT_HTML, kb_turn_feeds_add_page, FORM },
    { KB_POST, "/sources/add", KB_FORMAT_HTML, kb_turn_feeds_add, CHANGES | SLOW },
    { KB_GET, "/sources/{id}", KB_FORMAT_HTML, kb_turn_feed, 0 },
    { KB_POST, "/sources/{id}", KB_FORMAT_HTML, kb_turn_feed_change, CHANGES },
    { KB_GET, "/alerts", KB_FORMAT_HTML, kb_turn_alerts, 0 },
    { KB_GET, "/alerts/new", KB_FORMAT_HTML, kb_turn_alert_page, FORM },
    { KB_POST, "/alerts/new", KB_FORMAT_HTML, kb_turn_alert_new, CHANGES },
    { KB_POST, "/alerts/{id}", KB_FORMAT_HTML, kb_turn_alert_change, CHANGES },
    { KB_GET, "/desk", KB_FORMAT_HTML, kb_turn_status, SLOW },
    { KB_POST, "/desk/keep", KB_FORMAT_HTML, kb_turn_keep, CHANGES | SLOW },
    { KB_GET, "/digest", KB_FORMAT_HTML, kb_turn_digest, SLOW },
    { KB_GET, "/api", KB_FORMAT_HTML, kb_turn_api_page, 0 },
    { KB_GET, "/paste", KB_FORMAT_HTML, kb_turn_paste_page, 0 },
    { KB_POST, "/paste", KB_FORMAT_HTML, kb_turn_paste, SLOW },
    { KB_POST, "/paste/keep", KB_FORMAT_HTML, kb_turn_paste_keep, CHANGES | SLOW },

    /* the API: reading */
    { KB_GET, "/api/v1/stories", KB_FORMAT_JSON, kb_turn_stories, 0 },
    { KB_GET, "/api/v1/stories/{id}", KB_FORMAT_JSON, kb_turn_story, 0 },
    { KB_GET, "/api/v1/articles/{id}", KB_FORMAT_JSON, kb_turn_article, 0 },
    { KB_GET, "/api/v1/search", KB_FORMAT_JSON, kb_turn_search, 0 },
    { KB_GET, "/api/v1/search/facets", KB_FORMAT_JSON, kb_turn_search_facets, 0 },
    { KB_GET, "/api/v1/speakers", KB_FORMAT_JSON, kb_turn_speakers, 0 },
    { KB_GET, "/api/v1/outlets", KB_FORMAT_JSON, kb_turn_outlets, 0 },
    { KB_GET, "/api/v1/outlet-names", KB_FORMAT_JSON, kb_turn_outlet_names, 0 },
    { KB_GET, "/api/v1/outlets/{name}", KB_FORMAT_JSON, kb_turn_outlet, 0 },
    { KB_GET, "/api/v1/decisions", KB_FORMAT_JSON, kb_turn_decisions, 0 },
    { KB_GET, "/api/v1/marks", KB_FORMAT_JSON, kb_turn_marks, 0 },
    { KB_GET, "/api/v1/speakers/{name}", KB_FORMAT_JSON, kb_turn_quotes, 0 },
    { KB_GET, "/api/v1/status", KB_FORMAT_JSON, kb_turn_status, 0 },
    { KB_GET, "/api/v1/openapi.json", KB_FORMAT_JSON, kb_turn_openapi, 0 },
    { KB_GET, "/api/v1/events", KB_FORMAT_JSON, kb_turn_events, 0 },
    { KB_GET, "/api/v1/watch", KB_FORMAT_JSON, kb_turn_watch, 0 },

    { KB_GET, "/api/v1/feeds", KB_FORMAT_JSON, kb_turn_feeds, 0 },
    { KB_GET, "/api/v1/feeds.opml", KB_FORMAT_JSON, kb_turn_feeds_opml, 0 },
    { KB_GET, "/api/v1/feeds/{id}", KB_FORMAT_JSON, kb_turn_feed, 0 },
    { KB_GET, "/api/v1/alerts", KB_FORMAT_JSON, kb_turn_alerts, 0 },
    { KB_GET, "/api/v1/alerts/events", KB_FORMAT_JSON, kb_turn_alert_events, 0 },
    { KB_GET, "/api/v1/digest", KB_FORMAT_JSON, kb_turn_digest, SLOW },
    { KB_POST, "/api/v1/compare", KB_FORMAT_JSON, kb_turn_compare, SLOW },

    /* the API: changing */
    { KB_POST, "/api/v1/alerts", KB_FORMAT_JSON, kb_turn_alert_new, CHANGES },
    { KB_POST, "/api/v1/alerts/{id}", KB_FORMAT_JSON, kb_turn_alert_change, CHANGES },
    { KB_POST, "/api/v1/keep", KB_FORMAT_JSON, kb_turn_keep, CHANGES | SLOW },
    { KB_POST, "/api/v1/feeds", KB_FORMAT_JSON, kb_turn_feeds_add, CHANGES | SLOW },
    { KB_POST, "/api/v1/feeds/{id}", KB_FORMAT_JSON, kb_turn_feed_change, CHANGES },
    { KB_POST, "/api/v1/outlets/{name}", KB_FORMAT_JSON, kb_turn_outlet_say, CHANGES },
    { KB_POST, "/api/v1/decisions/{id}/undo", KB_FORMAT_JSON, kb_turn_undo, CHANGES },
    { KB_POST, "/api/v1/marks/{id}/unmark", KB_FORMAT_JSON, kb_turn_unmark, CHANGES },
    { KB_POST, "/api/v1/stories/{id}/merge", KB_FORMAT_JSON, kb_turn_merge, CHANGES },
    { KB_POST, "/api/v1/stories/{id}/split", KB_FORMAT_JSON, kb_turn_split, CHANGES },
    { KB_POST, "/api/v1/stories/{id}/move", KB_FORMAT_JSON, kb_turn_move, CHANGES },
    { KB_POST, "/api/v1/articles/{id}/marks", KB_FORMAT_JSON, kb_turn_mark, CHANGES },

    /* feeds out */
    { KB_GET, "/stories.atom", KB_FORMAT_JSON, kb_turn_stories_feed, 0 },
    { KB_GET, "/stories.json", KB_FORMAT_JSON, kb_turn_stories_feed, 0 },
    { KB_GET, "/search.atom", KB_FORMAT_JSON, kb_turn_search_feed, 0 },
    { KB_GET, "/search.json", KB_FORMAT_JSON, kb_turn_search_feed, 0 },
    { KB_GET, "/speaker/{name}/feed.atom", KB_FORMAT_JSON, kb_turn_speaker_feed, 0 },
    { KB_GET, "/speaker/{name}/feed.json", KB_FORMAT_JSON, kb_turn_speaker_feed, 0 },
    { KB_GET, "/outlet/{name}/feed.atom", KB_FORMAT_JSON, kb_turn_outlet_feed, 0 },
    { KB_GET, "/outlet/{name}/feed.json", KB_FORMAT_JSON, kb_turn_outlet_feed, 0 },

    /* the server itself */
    { KB_GET, "/healthz", KB_FORMAT_JSON, kb_turn_healthz, FREE },
    { KB_GET, "/static/{name}", KB_FORMAT_HTML, kb_turn_file, FREE | NO_DESK },
    { KB_POST, "/choice", KB_FORMAT_HTML, kb_turn_choice, FREE | NO_DESK },
    { KB_GET, "/enter", KB_FORMAT_HTML, kb_turn_enter_page, FREE | NO_DESK },
    { KB_POST, "/enter", KB_FORMAT_HTML, kb_turn_enter, FREE },
    { KB_POST, "/leave", KB_FORMAT_HTML, kb_turn_leave, FREE | NO_DESK },
    { KB_GET, NULL, KB_FORMAT_HTML, NULL, 0 },
};
