/* store/test_tools.h - what a full-text index reads words with, for tests: fixtures of the group. */
#ifndef KB_STORE_TEST_TOOLS_H
#define KB_STORE_TEST_TOOLS_H

#include "base/test.h"
#include "claim/claims.h"
#include "text/stem.h"

static kb_claim_tools tools;
static kb_langs *langs;

static int open_tools(void **state)
{
    (void)state;
    if (kb_text_open(&tools.text, NULL) != KB_OK || kb_langs_new(&langs, NULL) != KB_OK) return -1;
    tools.langs = langs;
    return kb_stemmer_open(NULL, &tools.stemmer, NULL) == KB_OK ? 0 : -1;
}

static int close_tools(void **state)
{
    (void)state;
    kb_stemmer_close(tools.stemmer);
    kb_langs_free(langs);
    kb_text_close(tools.text);
    return 0;
}

#endif
