/* desk/news.h - what was stored behind a place of the desk: for those who are told as it happens. A place is the number of
 * a revision's row, so that who was away goes on where it was. */
#ifndef KB_DESK_NEWS_H
#define KB_DESK_NEWS_H

#include "desk/desk.h"

/* `kind`: "story" (a report that is the first of its story), "report", "revision" (of an article that was there); `json`:
 * an object with the article's fields and its story's reports. */
typedef kb_status (*kb_each_news)(void *user, int64_t place, const char *kind, kb_str json);

/* At most `limit`, in the order in which they were stored. Fails: what `each` returns, and as the store does. */
kb_status kb_desk_news(kb_desk *desk, int64_t after, size_t limit, kb_each_news each, void *user, kb_err *err);

kb_status kb_desk_news_place(kb_desk *desk, int64_t *out, kb_err *err); /* behind all that there is now */

#endif
