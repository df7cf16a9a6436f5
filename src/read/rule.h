/* read/rule.h - what of a feed is wanted: rules of the user's about its entries.
 *
 * A rule is a line: "keep" or "block", a field and a colon (without them any field counts), then words that must all be
 * there, whatever their case and accents ("begin*" is the begin of one), or a regular expression between slashes:
 *
 *     keep title:banjir rob
 *     block url:/\/(iklan|advertorial)\//
 *
 * Fields: title, text, url, author, tag. An entry is wanted when no rule blocks it and, where there are rules that
 * keep, one of these keeps it. */
#ifndef KB_READ_RULE_H
#define KB_READ_RULE_H

#include "read/feed.h"

#define KB_RULES_MAX 100

typedef struct kb_rules kb_rules;

/* Fails: KB_ERR_FORMAT (a line cannot be understood; the message says which), KB_ERR_LIMIT, KB_ERR_MEMORY. */
kb_status kb_rules_open(kb_str lines, kb_rules **out, kb_err *err);
void kb_rules_close(kb_rules *rules); /* NULL is fine */

/* Is the entry wanted? Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_rules_want(const kb_rules *rules, const kb_feed_item *item, bool *wanted, kb_err *err);

#endif
