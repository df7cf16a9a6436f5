/* claim/label.h - what the language file says of each token, as far as names need it: a bit each. */
#ifndef KB_CLAIM_LABEL_H
#define KB_CLAIM_LABEL_H

#include "text/token.h"

enum {
    L_TITLE = 1 << 0,     /* of a title or a role before a name */
    L_HONORIFIC = 1 << 1, /* the name follows at once: Mr, Bapak */
    L_ROLE = 1 << 2,      /* a noun for people */
    L_ORG = 1 << 3,       /* begins the name of an organisation */
    L_ORG_END = 1 << 4,   /* ends it: Tbk, Inc */
    L_FIELD = 1 << 5,     /* of what it is about: Luar Negeri */
    L_PLACE = 1 << 6,     /* Kabupaten, River */
    L_TERRITORY = 1 << 7,
    L_ADJECTIVE = 1 << 8, /* Russian */
    L_SEAT = 1 << 9,      /* a seat of government, a city: Moskow */
    L_GOVERNMENT = 1 << 10,
    L_SIDE = 1 << 11,   /* Utara, South */
    L_BEFORE = 1 << 12, /* a place follows: di, in */
    L_INNER = 1 << 13,  /* bin, van */
    L_LINK = 1 << 14,   /* of */
    L_AND = 1 << 15,
    L_ARTICLE = 1 << 16,
    L_FUNCTION = 1 << 17, /* a word with another work than naming */
    L_DATE = 1 << 18,     /* month, weekday */
    L_CUE = 1 << 19,      /* of saying */
    L_PROPER = 1 << 21,   /* of an organisation: a name by itself, not only its kind */
    L_SEATED = 1 << 22,   /* of a title: the name of a place follows (Bupati Landak) */
    L_STARTS = 1 << 20,   /* a form begins here (of a title) */
    L_COMPLEMENT = L_ORG | L_FIELD | L_PLACE | L_TERRITORY | L_ADJECTIVE | L_SEAT | L_GOVERNMENT | L_SIDE | L_ORG_END
};

/* Sets labels[t] of all tokens. A form of several words labels each of them. Time: linear. */
void kb_labels_find(const kb_tokens *tokens, uint32_t *labels);

#endif
