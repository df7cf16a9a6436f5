/* What must hold of reading and of claims, whatever the input. */
#include <stdlib.h>

#include "base/file.h"
#include "base/utf8.h"
#include "harness.h"

static kb_engine *engine;

static int open_engine(void **state)
{
    (void)state;
    engine = kb_test_engine();
    return 0;
}

static int close_engine(void **state)
{
    (void)state;
    kb_engine_close(engine);
    kb_test_file_remove();
    return 0;
}

static void test_spans_of_the_examples_lie_inside_on_character_borders(void **state)
{
    (void)state;
    for (int event = 0; event < 2; event++) {
        kb_docs docs;
        kb_test_read(engine, kb_test_event(event), &docs);
        assert_int_equal(docs.count, 3);
        assert_int_equal(docs.problems, 0);
        for (size_t i = 0; i < docs.count; i++) {
            json_t *claims = kb_test_claims_json(engine, docs.at[i], false);
            assert_true(kb_test_spans(claims, kb_document_text(docs.at[i])) > 0);
            json_decref(claims);
        }
        kb_test_free(&docs);
    }
}

static kb_span code_point(kb_str text, size_t at)
{
    size_t end = at + 1;
    while (!kb_utf8_border(text, end)) end++;
    return kb_span_of(at, end);
}

/* Bytes of `text` before its `count`-th code point. */
static size_t bytes_before(kb_str text, size_t count)
{
    size_t at = 0;
    for (; count && at < text.len; count--) at += kb_span_len(code_point(text, at));
    return at;
}

/* Both JSON trees are alike but for spans, which name the same places. */
static void same_places(const json_t *bytes, const json_t *points, kb_str text)
{
    const char *key;
    json_t *value;
    size_t i;
    assert_int_equal(json_typeof(bytes), json_typeof(points));
    if (json_is_object(bytes))
        json_object_foreach ((json_t *)bytes, key, value) same_places(value, json_object_get(points, key), text);
    if (!json_is_array(bytes)) return;
    assert_int_equal(json_array_size(bytes), json_array_size(points));
    bool span = json_array_size(bytes) == 2 && json_is_integer(json_array_get(bytes, 0));
    json_array_foreach (bytes, i, value) {
        const json_t *other = json_array_get(points, i);
        if (span)
            assert_int_equal(json_integer_value(value), bytes_before(text, (size_t)json_integer_value(other)));
        else
            same_places(value, other, text);
    }
}

static void test_code_points_name_the_same_places_as_bytes(void **state)
{
    kb_docs docs;
    (void)state;
    kb_test_read(engine, kb_test_event(0), &docs);
    for (size_t i = 0; i < docs.count; i++) {
        json_t *bytes = kb_test_claims_json(engine, docs.at[i], false);
        json_t *points = kb_test_claims_json(engine, docs.at[i], true);
        same_places(bytes, points, kb_document_text(docs.at[i]));
        json_decref(bytes);
        json_decref(points);
    }
    kb_test_free(&docs);
}

static void test_reading_twice_is_equal(void **state)
{
    (void)state;
    for (int event = 0; event < 2; event++) {
        kb_engine *fresh = kb_test_engine(); /* one that has seen nothing yet */
        kb_docs first, again;
        kb_test_read(engine, kb_test_event(event), &first);
        kb_test_read(fresh, kb_test_event(event), &again);
        assert_int_equal(first.count, again.count);
        for (size_t i = 0; i < first.count; i++) {
            json_t *a = kb_test_document_json(engine, first.at[i]), *b = kb_test_document_json(fresh, again.at[i]);
            assert_true(json_equal(a, b));
            json_decref(a);
            json_decref(b);
            a = kb_test_claims_json(engine, first.at[i], false);
            b = kb_test_claims_json(fresh, again.at[i], false);
            assert_true(json_equal(a, b));
            json_decref(b);
            b = kb_test_claims_json(engine, first.at[i], false); /* finding twice in one document */
            assert_true(json_equal(a, b));
            json_decref(a);
            json_decref(b);
        }
        kb_test_free(&first);
        kb_test_free(&again);
        kb_engine_close(fresh);
    }
}

static void read_and_check(const char *path)
{
    kb_docs docs;
    kb_test_read(engine, path, &docs);
    for (size_t i = 0; i < docs.count; i++) {
        kb_str text = kb_document_text(docs.at[i]);
        json_t *claims = kb_test_claims_json(engine, docs.at[i], false);
        (void)kb_test_spans(claims, text);
        json_decref(claims);
    }
    kb_test_free(&docs);
}

static void test_cut_at_any_byte_a_report_is_shorter_or_an_error(void **state)
{
    (void)state;
    for (int event = 0; event < 2; event++) {
        char **paths = NULL;
        size_t count = 0;
        assert_int_equal(kb_folder_list(kb_test_event(event), &paths, &count, NULL), KB_OK);
        for (size_t f = 0; f < count; f++) {
            kb_file *file = NULL;
            assert_int_equal(kb_file_open(paths[f], 1 << 20, &file, NULL), KB_OK);
            kb_str bytes = kb_file_bytes(file);
            const char *cut = kb_test_file(bytes.at, bytes.len);
            for (size_t len = bytes.len; len-- > 0;) {
                kb_test_file_cut(len);
                if (len % kb_test_step(7) == 0) read_and_check(cut);
            }
            kb_file_close(file);
        }
        kb_paths_free(paths, count);
    }
}

static void test_random_bytes_do_no_harm(void **state)
{
    enum { LEN_MAX = 4000 };
    static char bytes[LEN_MAX];
    (void)state;
    for (int round = 0; round < 300; round++) {
        size_t len = kb_test_chance(LEN_MAX);
        bool printable = kb_test_chance(2);
        for (size_t i = 0; i < len; i++) bytes[i] = (char)(printable ? 32 + kb_test_chance(96) : kb_test_chance(256));
        if (len && kb_test_chance(3) == 0) bytes[0] = "{[<"[kb_test_chance(3)]; /* taken for a format */
        read_and_check(kb_test_file(bytes, len));
    }
}

/* Words, marks and numbers that mean something to a finder, in an order that does not. */
static void test_any_order_of_telling_words_does_no_harm(void **state)
{
    static const char *const words[] = { "\"",
                                         "\"",
                                         "“",
                                         "”",
                                         "‘",
                                         "’",
                                         "«",
                                         "»",
                                         "„",
                                         "'",
                                         "kata",
                                         "said",
                                         "menurut",
                                         "according",
                                         "to",
                                         "Budi",
                                         "Santoso",
                                         "Mrs",
                                         "Hart",
                                         "ia",
                                         "she",
                                         "bahwa",
                                         "that",
                                         "tidak",
                                         "did",
                                         "not",
                                         "10.000",
                                         "more",
                                         "than",
                                         "lebih",
                                         "dari",
                                         "ribu",
                                         "Rp",
                                         "2,5",
                                         "miliar",
                                         "%",
                                         "Selasa",
                                         "(4/3/2025)",
                                         "pukul",
                                         "03.17",
                                         "Wita",
                                         "Friday",
                                         ",",
                                         ".",
                                         ".",
                                         "?",
                                         "-",
                                         "…",
                                         "\n",
                                         "\n\n",
                                         "orang",
                                         "houses",
                                         "tewas",
                                         "declined",
                                         "comment",
                                         "membantah",
                                         "\xcc\x81",
                                         "\xf0\x9f\x87\xae",
                                         "\xe2\x80\x8d",
                                         "kantor",
                                         "berita",
                                         "Reuters",
                                         "seperti",
                                         "dikutip",
                                         "told",
                                         "twenty",
                                         "dua",
                                         "puluh",
                                         "kilometer",
                                         "…",
                                         ":" };
    static char text[8192];
    (void)state;
    for (int round = 0; round < 400; round++) {
        size_t len = 0;
        for (uint32_t n = kb_test_chance(400); n > 0; n--) {
            const char *word = words[kb_test_chance((uint32_t)KB_COUNT(words))];
            size_t size = strlen(word);
            if (len + size + 1 > sizeof text) break;
            memcpy(text + len, word, size);
            len += size;
            if (kb_test_chance(8)) text[len++] = ' ';
        }
        read_and_check(kb_test_file(text, len));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans_of_the_examples_lie_inside_on_character_borders),
        cmocka_unit_test(test_code_points_name_the_same_places_as_bytes),
        cmocka_unit_test(test_reading_twice_is_equal),
        cmocka_unit_test(test_cut_at_any_byte_a_report_is_shorter_or_an_error),
        cmocka_unit_test(test_random_bytes_do_no_harm),
        cmocka_unit_test(test_any_order_of_telling_words_does_no_harm),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
