/* cli/topic.h - help beyond the commands: pages that are written in docs/topics and compiled in.
 *
 * A page is <name>.txt, in another language of the interface <name>.<code>.txt. Its first line says what it is about;
 * then come paragraphs, headings ("# ...") and, four spaces in, examples or terms with what they mean behind two
 * spaces or more. The manual pages kabar-<name>(7) are made of the same files (tools/manual.py). */
#ifndef KB_CLI_TOPIC_H
#define KB_CLI_TOPIC_H

#include "base/buf.h"
#include "base/str.h"

typedef struct {
    kb_str name;    /* "query" */
    kb_str summary; /* the first line */
    kb_str text;    /* what stands behind it */
} cli_topic;

/* The topic of that number, from 0, in language `ui` where there is such a page, else in English. False: no more. */
bool cli_topic_at(size_t number, const char *ui, cli_topic *out);
bool cli_topic_find(const char *name, const char *ui, cli_topic *out);

/* As text for a screen; headings are bold where there is colour. */
void cli_topic_print(const cli_topic *topic, bool color, kb_buf *out);

#endif
