/* text/latin.h - one spelling for words and names that several languages write each in its way: Moscow, Moscou, Moskau,
 * Москва; olympic, olímpico, olympisch, олимпийский; all begin with one key. */
#ifndef KB_TEXT_LATIN_H
#define KB_TEXT_LATIN_H

#include "base/arena.h"

typedef struct kb_latin
    kb_latin; /* ICU's transliterator, opened when a letter that is not Latin first comes; one a thread */

/* Fails: KB_ERR_MEMORY. */
kb_status kb_latin_open(kb_latin **out, kb_err *err);
void kb_latin_close(kb_latin *latin); /* NULL is fine */

/* Writes the letters a to z of a folded word, by ICU's "Any-Latin; Latin-ASCII", and returns how many; others are left
 * out. */
size_t kb_latin_letters(kb_latin *latin, kb_str folded, char *out, size_t room);

#define KB_LATIN_KEY_MAX 24

/* How a folded word begins, in letters a to z: by ICU's "Any-Latin; Latin-ASCII", then ph as f, q and c as k (before e
 * and i as s), w as v, y and j as i, z as s, x as ks, sh, sch and ch as s, h not at all, double letters once; cut to
 * `letters`. What has fewer than three letters so has the empty key. *out lies in `room`. */
void kb_latin_key(kb_latin *latin, kb_str folded, size_t letters, char room[KB_LATIN_KEY_MAX], kb_str *out);

/* The same without vowels, for scripts that write none (Arabic): at most `letters` of them, and the empty key where
 * there are fewer than three. */
void kb_latin_bones(kb_str key, char room[KB_LATIN_KEY_MAX], kb_str *out);

#endif
