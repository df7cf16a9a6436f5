/* harness.h - what the property tests share: documents through the public library, their JSON, chance with a seed. */
#ifndef KB_TESTS_HARNESS_H
#define KB_TESTS_HARNESS_H

#include <jansson.h>

#include "base/test.h"

#define KB_HARNESS_DOCS_MAX 64

typedef struct {
    kb_document *at[KB_HARNESS_DOCS_MAX];
    size_t count;
    size_t problems; /* inputs that were bad */
} kb_docs;

kb_engine *kb_test_engine(void);

/* The folder of one event of the example reports; 0 and 1 are there. The string is static. */
const char *kb_test_event(int number);

/* Reads a file or folder; further documents than fit are freed. */
void kb_test_read(kb_engine *engine, const char *path, kb_docs *docs);
void kb_test_free(kb_docs *docs);

/* What the library prints as JSON, parsed; json_decref it. */
json_t *kb_test_document_json(kb_engine *engine, const kb_document *doc);
json_t *kb_test_claims_json(kb_engine *engine, kb_document *doc, bool codepoints);
json_t *kb_test_comparison_json(kb_engine *engine, const kb_comparison *comparison);

/* Fails when a span in `claims` is empty, leaves the text or cuts a character. Gives the number of spans. */
size_t kb_test_spans(const json_t *claims, kb_str text);

/* A file in a folder of the test's own, written anew; the path is static. */
const char *kb_test_file(const char *bytes, size_t len);
void kb_test_file_cut(size_t len); /* the same file, cut to `len` bytes */
void kb_test_file_remove(void);

/* Chance: $KABAR_SEED, else the clock; printed once. */
uint32_t kb_test_chance(uint32_t below);

/* Every n-th case only, where the program runs under AddressSanitizer and would take too long. */
size_t kb_test_step(size_t slow);

#endif
