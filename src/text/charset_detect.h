/* text/charset_detect.h - which encoding bytes are in that nobody labelled, or labelled wrongly.
 * libuchardet (Mozilla's detector: Li and Momoi, "A composite approach to language/encoding detection", 2001) is asked
 * first. Its answer is held against the letters of the languages that the encoding was made for (CLDR's exemplar
 * characters), since it knows encodings that no page is in and takes short texts for them. */
#ifndef KB_TEXT_CHARSET_DETECT_H
#define KB_TEXT_CHARSET_DETECT_H

#include "text/charset.h"

/* How well a text fits an encoding. */
typedef struct {
    size_t letters; /* characters beyond ASCII that fit its languages, dashes and quotation marks too */
    size_t latin;   /* of these, those that a text in Latin letters has */
    size_t strange; /* those that do not, and errors */
} kb_charset_fit;

/* Decodes `sample` as `charset` and counts. Of the languages of the encoding the one that fits best is taken; a capital
 * behind a small letter, and a sign within a word, are strange. Fails as kb_charset_decode does: then all is 0. */
kb_charset_fit kb_charset_fits(kb_str sample, kb_charset charset);

/* UTF-16 without a byte order mark: by the zero bytes of what it has of ASCII. KB_CHARSET_NONE: it is none. */
kb_charset kb_charset_wide(kb_str bytes);

/* The parts of `bytes` that tell their encoding: text outside tags where `markup`, lines with bytes beyond ASCII; at
 * most KB_CHARSET_SAMPLE bytes, in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
#define KB_CHARSET_SAMPLE ((size_t)16384)
kb_status kb_charset_sample(kb_str bytes, bool markup, kb_arena *arena, kb_str *out, kb_err *err);

/* The encoding that `sample` (no valid UTF-8) is most likely in, never one of Unicode's; KB_CHARSET_NONE: nothing in it
 * tells. *sure: there is enough of it, and it fits. */
kb_charset kb_charset_detect(kb_str sample, bool *sure);

#endif
