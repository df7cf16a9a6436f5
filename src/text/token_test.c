#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those before it */
#include <cmocka.h>

#include "base/buf.h"
#include "text/stem.h"
#include "text/token.h"

static const char language[] = "[about]\nnoun = first\n[abbreviation]\nDr | Jl | Gov\n[suffix]\nnya = third\n's = possessive always\nn't = negation\n"
                               "[unit]\nkm = length\nRp = money\nM = magnitude\n[cue]\nkata | mengatakan = say\n"
                               "[silence]\ntidak menyebutkan = omit\n[clock]\na.m. = am\n";

typedef struct {
    kb_text *text;
    kb_lang *lang;
    kb_arena *arena;
    kb_tokens tokens;
    kb_sentences sentences;
} fixture;

static void open_fixture(fixture *f, const char *source)
{
    kb_err err = { 0 };
    memset(f, 0, sizeof *f);
    f->arena = kb_arena_new(1 << 24);
    if (kb_text_open(&f->text, &err) || kb_lang_new(kb_str_of(language), "test.lang", &f->lang, &err) ||
        kb_tokens_find(f->text, kb_str_of(source), f->lang, f->arena, &f->tokens, &err))
        fail_msg("%s", err.text);
}

static void close_fixture(fixture *f)
{
    kb_text_close(f->text);
    kb_lang_free(f->lang);
    kb_arena_free(f->arena);
}

static void test_words_numbers_and_marks(void **state)
{
    (void)state;
    static const struct { const char *source, *tokens; } rows[] = {   /* tokens joined by "|", folded */
        { "Gempa M5,9 di Bima.", "gempa|m|5,9|di|bima|." },
        { "lebih dari 10.000 tentara", "lebih|dari|10.000|tentara" },
        { "Rp312 miliar, 10km", "rp|312|miliar|,|10|km" },
        { "G20 dan Covid-19", "g20|dan|covid|-|19" },
        { "masalah-masalah dan pihak -pihak", "masalah-masalah|dan|pihak|-|pihak" },
        { "Korea’s “words”", "korea's|“|words|”" },
        { "Jum'at 'kepahlawanan'", "jum'at|'|kepahlawanan|'" },
        { "antara Moskow dan Kyiv.Presiden Rusia", "antara|moskow|dan|kyiv|.|presiden|rusia" },
        { "kompas.com", "kompas.com" },
        { "KataKBP, kataAna, AnaKata, kabarAna", "katakbp|,|kata|ana|,|anakata|,|kabarana" },
        { "MengatakanKBP", "mengatakan|kbp" },
        { "Hulu6.com, Hulu6.comel", "hulu6.com|,|hulu6|.|comel" },
        { "Hulu.com, Bima-Warga", "hulu.com|,|bima|-|warga" },
        { "BIMAS-Warga", "bimas|-|warga" },
        { "ASEAN-Warga; ASEAN", "asean-warga|;|asean" },
        { "di BIMAS-Warga", "di|bimas-warga" },
        { "sekitar 20% wilayah", "sekitar|20|%|wilayah" },
        { "", "" },
        { " \n\t ", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture f;
        kb_buf got = { 0 };
        open_fixture(&f, rows[i].source);
        for (size_t t = 0; t < f.tokens.count; t++) {
            if (t) kb_buf_add_char(&got, '|');
            kb_buf_add(&got, f.tokens.at[t].folded);
        }
        kb_buf_add_char(&got, '\0');
        assert_string_equal(got.at, rows[i].tokens);
        kb_buf_clear(&got);
        close_fixture(&f);
    }
}

static void test_endings_are_split_off_for_look_up(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f, "katanya hanya Sutan's");
    assert_true(kb_str_is(f.tokens.at[0].base, "kata"));
    assert_true(kb_token_is(&f.tokens.at[0], KB_WORD_CUE));
    assert_null(f.tokens.at[1].suffix);   /* "ha" is no word of the language */
    assert_true(kb_str_is(f.tokens.at[2].base, "sutan"));
    close_fixture(&f);
}

static void test_forms_of_several_words_match_in_one_paragraph(void **state)
{
    (void)state;
    fixture f;
    size_t count = 0;
    open_fixture(&f, "Ia tidak menyebutkan. Ia tidak\nmenyebutkan 8 a.m. pagi");
    assert_non_null(kb_token_match(&f.tokens, 1, KB_WORD_SILENCE, &count));
    assert_int_equal(count, 2);
    assert_null(kb_token_match(&f.tokens, 5, KB_WORD_SILENCE, NULL));
    assert_non_null(kb_token_match(&f.tokens, 8, KB_WORD_CLOCK, NULL));
    close_fixture(&f);
}

static void test_sentences(void **state)
{
    (void)state;
    static const struct { const char *source; size_t quotes; kb_span quoted[2]; const char *begins[5]; } rows[] = {
        { "Dr. Ana datang. Ia pergi.", 0, { { 0, 0 } }, { "Dr", "Ia" } },
        { "Nila F. Moeloek hadir. Lalu pulang", 0, { { 0, 0 } }, { "Nila", "Lalu" } },
        { "Satu baris\nDua baris", 0, { { 0, 0 } }, { "Satu", "Dua" } },
        { "\"Datang. Pergi,\" kata Ana. Ia diam.", 1, { { 0, 16 } }, { "\"", "Ia" } },
        { "\"Datang. Pergi.\"", 1, { { 0, 16 } }, { "\"", "Pergi" } },
        { "Habis.Lalu pulang. benar", 0, { { 0, 0 } }, { "Habis", "Lalu" } },
        { "Apa? Tidak! Ya...", 0, { { 0, 0 } }, { "Apa", "Tidak", "Ya" } },
        { "BIMA, Hulu.com -Warga pulang. Ia diam", 0, { { 0, 0 } }, { "BIMA", "Warga", "Ia" } },
        { "Hulu6.com, Bima-Warga pulang", 0, { { 0, 0 } }, { "Hulu6.com", "Warga" } },
        { "BIMA -- warga pulang", 0, { { 0, 0 } }, { "BIMA" } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture f;
        kb_err err = { 0 };
        kb_str s = kb_str_of(rows[i].source);
        open_fixture(&f, rows[i].source);
        assert_int_equal(kb_sentences_find(s, &f.tokens, rows[i].quoted, rows[i].quotes, f.arena, &f.sentences, &err), KB_OK);
        size_t n = 0;
        for (; rows[i].begins[n]; n++) {
            if (n >= f.sentences.count) fail_msg("row %zu: %zu sentences", i, f.sentences.count);
            kb_span first = f.tokens.at[f.sentences.at[n].first].span;
            if (!kb_str_is(kb_str_part(s, first), rows[i].begins[n])) fail_msg("row %zu, sentence %zu: %.*s", i, n, KB_STR_ARGS(kb_str_part(s, first)));
        }
        if (n != f.sentences.count) fail_msg("row %zu: %zu sentences", i, f.sentences.count);
        close_fixture(&f);
    }
}

static void test_stems(void **state)
{
    (void)state;
    fixture f;
    kb_stemmer *stemmer = NULL;
    kb_err err = { 0 };
    open_fixture(&f, "Houses were destroyed");
    assert_int_equal(kb_stemmer_open(NULL, &stemmer, &err), KB_OK);
    assert_int_equal(kb_stem_tokens(stemmer, KB_STR("en"), &f.tokens, f.arena, &err), KB_OK);
    assert_true(kb_str_is(f.tokens.at[0].stem, "hous"));
    assert_true(kb_str_is(f.tokens.at[2].stem, "destroy"));
    kb_stemmer_close(stemmer);
    close_fixture(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_numbers_and_marks),
        cmocka_unit_test(test_endings_are_split_off_for_look_up),
        cmocka_unit_test(test_forms_of_several_words_match_in_one_paragraph),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_stems),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
