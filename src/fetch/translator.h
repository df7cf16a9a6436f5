/* fetch/translator.h - what the user named to translate with: a command that reads text on its standard input and
 * writes the translation on its standard output, or the address of a LibreTranslate server (POST /translate; its
 * documentation at https://docs.libretranslate.com). What comes back is hostile: one line each, without control
 * characters, valid UTF-8.
 *
 * A command is given several texts at once, a line each, since most load their models with every start; where it does
 * not answer with as many lines, each text is given alone. The caller ignores SIGPIPE. */
#ifndef KB_FETCH_TRANSLATOR_H
#define KB_FETCH_TRANSLATOR_H

#include "base/arena.h"

typedef struct kb_translator kb_translator;

/* `with` is an http or https address or a command with its arguments, which are parted at spaces and quoted as in a
 * shell
 * ('...', "...", \), and run without one. In them {from} and {to} stand for the languages' codes. `key`: the server's
 * api_key; NULL: none. Fails: KB_ERR_FORMAT (a quotation mark is not closed, no command), KB_ERR_MEMORY. */
kb_status kb_translator_open(const char *with, const char *key, kb_translator **out, kb_err *err);
void kb_translator_close(kb_translator *translator); /* NULL is fine */

/* The command's or the server's name: "argos-translate", "localhost:5000". */
kb_str kb_translator_name(const kb_translator *translator);

/* A language as translators name it: the first part of a BCP 47 tag; empty where that is none, or not known ("und"). */
kb_str kb_translator_language(kb_str tag);

/* Translates each text from one language to another, into out[i], which is valid until the translator is closed; empty
 * where it gave none, or gave back the same words. A text that was translated before is not asked for again. After a
 * failure nothing more is asked of it: out[i] is what it gave before, and KB_OK. Fails: KB_ERR_NOT_FOUND,
 * KB_ERR_IO, KB_ERR_FORMAT, KB_ERR_LIMIT (time, or an answer out of all proportion), KB_ERR_MEMORY; the message names
 * it. */
kb_status kb_translator_run(kb_translator *translator, kb_str from, kb_str to, const kb_str *texts, size_t count,
                            kb_str *out, kb_err *err);

#endif
