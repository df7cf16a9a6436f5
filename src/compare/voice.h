/* compare/voice.h - whose words two statements are: one speaker's, two speakers', or not to be told.
 *
 * A speaker is a name, or a description ("the night guard") that the role of a named one may meet. */
#ifndef KB_COMPARE_VOICE_H
#define KB_COMPARE_VOICE_H

#include "compare/align.h"

typedef struct {
    kb_str name, role;
    kb_str key; /* of a name: folded */
    int script; /* of the key's first letter (text/sound.h), asked once: pairs are many */
    bool named;
} kb_voice;

typedef enum { KB_VOICES_OPEN, KB_VOICES_SAME, KB_VOICES_APART } kb_voices;

/* All speakers of all reports, each once, and how those meet that were held against one another. Of one thread. */
typedef struct {
    kb_voice *at;
    size_t count;
    uint32_t **of; /* by account and statement: its voice; KB_NONE: it has no speaker */
    uint8_t *met;  /* [count * count]: 1 + kb_voices; 0: not asked yet */
} kb_voice_table;

/* Names of two scripts are one where they sound alike, and may be one where nothing tells how they sound. Uses
 * accounts->pivot. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Lives in accounts->arena. */
kb_status kb_voice_table_make(const kb_accounts *accounts, kb_voice_table *out, kb_err *err);

/* Are the words of one among those of the other: "Velt" and "Rana Velt"? */
bool kb_names_meet(kb_str a, kb_str b);

/* Two of its voices by number (KB_NONE: nobody's). Two names that do not meet are two people; a description that meets
 * no role may be anyone's. */
kb_voices kb_voice_table_compare(kb_voice_table *table, uint32_t a, uint32_t b);

/* Is the voice the first that the teller's words name? "The office said that Rana praised the crew" tells an act of
 * Rana. */
bool kb_voice_told(const kb_accounts *accounts, uint32_t account, const kb_statement *teller, kb_voice voice);

/* Adds matches for what a named speaker says once in either of two reports, and no match has yet: with few words in
 * common (or none that two languages could share) it is likely one saying. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_voices_pair(const kb_accounts *accounts, kb_voice_table *voices, kb_matches *matches, kb_err *err);

#endif
