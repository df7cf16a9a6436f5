/* desk/article.h - one article with all that is known of it: as a page of a served desk, and the same as JSON. */
#ifndef KB_DESK_ARTICLE_H
#define KB_DESK_ARTICLE_H

#include "desk/answer.h"

kb_status kb_desk_article_page(kb_desk *desk, int64_t article, const kb_print *how, const kb_sink *out, kb_err *err);

/* The fields "sha256", "claims", "taken" (where the words of other articles stand) and "marks" of an open object. */
kb_status kb_answer_article_claims(kb_answer *a, kb_json *json, int64_t article, kb_document *doc);

#endif
