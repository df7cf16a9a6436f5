/* desk/search.h - a search as a page of a served desk. */
#ifndef KB_DESK_SEARCH_H
#define KB_DESK_SEARCH_H

#include "desk/answer.h"

kb_status kb_answer_search_page(kb_answer *a, const kb_query *query);

#endif
