/* text/sound.h - are two names one, written in two scripts? Rana Sutan, Рана Сутан, رنا سوتان.
 *
 * A word's letters become Latin ones (text/latin.h), these sounds, of which several letters may be one (sh, sch, š).
 * Two words are held against each other by an alignment (Needleman and Wunsch 1970) in which little parts sounds that
 * scripts cannot tell apart: b and p in Arabic, which writes few vowels too; j, y and zh. */
#ifndef KB_TEXT_SOUND_H
#define KB_TEXT_SOUND_H

#include "text/latin.h"

#define KB_SOUND_MAX 48 /* sounds of a word that count */
#define KB_SOUND_KEY_MAX 128

/* Is every word of the one name the word of the other at its place, by its sound? Names are folded, words parted by
 * spaces. False in one script, where letters tell; for names that are too short to tell; and where a name ends in "a"
 * and the other does not: Petrov and Petrova are two people. */
bool kb_names_sound_alike(kb_latin *latin, kb_str a, kb_str b);

/* The script of a name's first letter, as ICU numbers them; -1: it has no letter. Where those of two names differ, what
 * letters they have tells nothing. */
int kb_name_script(kb_str name);

bool kb_name_latin(kb_str name); /* is that script Latin? */

static inline bool kb_scripts_differ(int a, int b)
{
    return a != b && a >= 0 && b >= 0;
}

/* As kb_names_sound_alike, of two single words, with less slack. */
bool kb_words_sound_alike(kb_latin *latin, kb_str a, kb_str b);

/* What all spellings of a name have in common, mostly: of each word b or p, d or t, m, n, l, r, in capitals; words with
 * spaces between them. *out lies in `room`; empty where less than two are left. */
void kb_sound_key(kb_latin *latin, kb_str name, char room[KB_SOUND_KEY_MAX], kb_str *out);

#endif
