#include "claim/test_document.h"

/* An entity is written as "name <role> kind mentions", in order of first mention, joined by "; ". */
static const struct {
    const char *lang, *text, *entities, *why;
} rows[] = {
    { "id", "Presiden Rusia Raka Wening tiba. Wening lalu pulang, kata Wening.",
      "Raka Wening <Presiden Rusia> person 3", "a seat between title and name; the short form joins" },
    { "id", "Camat Hulu, Sari Melati, mengatakan air surut.", "Hulu <> place 1; Sari Melati <Camat Hulu> person 1",
      "a role, a comma, the name" },
    { "id", "Kemarin Sari Melati, peneliti di Institut Hilir, menolak.",
      "Sari Melati <peneliti di Institut Hilir> person 1; "
      "Institut Hilir <> organisation 1",
      "a description behind the name" },
    { "id", "Kepala BPBD Hulu Raka Saka mengungsi ke Hulu.", "Raka Saka <Kepala BPBD Hulu> person 1; Hulu <> place 1",
      "a place known from elsewhere belongs to the role" },
    { "id", "Bupati Hulu Sari Melati hadir.", "Sari Melati <Bupati Hulu> person 1", "a title that has a seat" },
    { "id", "Lembaga Kabar Hulu (LKH) berdiri. Anggota LKH banyak.", "Lembaga Kabar Hulu <> organisation 3",
      "an acronym in brackets" },
    { "id", "Warga melihat Raka Saka dan Sari Saka. Kemudian Saka pergi, ujar Saka.",
      "Raka Saka <> person 1; Sari Saka <> person 1; Saka <> person 2",
      "two of one name: the short form stands alone" },
    { "id",
      "Banjir Landa Hulu Raya, Camat Sari Minta Bantuan\nBanjir melanda Hulu Raya. Camat Sari Melati meminta bantuan.",
      "Hulu Raya <> place 2; Sari Melati <Camat> person 2", "a headline capitalises all words" },
    { "id", "Menurut Raka Saka, Kabupaten Hulu aman.", "Raka Saka <> person 1; Kabupaten Hulu <> place 1",
      "words of places" },
    { "id", "PT Semen Lestari Tbk untung. Saham Semen Lestari naik.", "PT Semen Lestari Tbk <> organisation 2",
      "without its form of company" },
    { "id", "Kawasan Lumbung Rusia sepi.", "Lumbung <> place 1; Rusia <> place 1", "a territory behind a name" },
    { "id", "BIMA - Air surut pada Selasa.", "BIMA <> place 1", "a dateline; weekdays are no names" },
    { "id", "Raka bin Saka pulang bersama Sari.", "Raka bin Saka <> person 1; Sari <> other 1", "small words inside" },
    { "id", "Air surut. Warga pulang. Kapal berlayar.", "", "heads of sentences are no names" },
    { "en", "Russian President Raka Wening left. Wening's aide stayed.", "Raka Wening <Russian President> person 2",
      "a seat before the title; a possessive" },
    { "en", "We met the Relief Agency of Hulu.", "Relief Agency of Hulu <> organisation 1",
      "its kind before a small word" },
    { "en", "Kremlin spokesman Dmitri Saka declined.", "Kremlin <> organisation 1; Dmitri Saka <spokesman> person 1",
      "a role in small letters" },
    { "en", "We met Mrs Sari Melati and Mr Raka Saka.", "Sari Melati <> person 1; Raka Saka <> person 1",
      "honorifics" },
    { "en", "The University of Hilir and the River Hulu flood.",
      "University of Hilir <> organisation 1; River Hulu <> place 1", "of inside a name" },
    { "en", "Jenny Saka, a senior analyst at the Hilir Institute, said so.",
      "Jenny Saka <senior analyst at the Hilir Institute> person 1; Hilir Institute <> organisation 1",
      "a description behind" },
    { "", "Raka Saka", "", "no language, no names" },
};

static const char *kind_name(kb_name_kind kind)
{
    switch (kind) {
    case KB_NAME_PERSON: return "person";
    case KB_NAME_ORGANISATION: return "organisation";
    case KB_NAME_PLACE: return "place";
    case KB_NAME_OTHER: return "other";
    }
    return "";
}

static void test_names_have_their_bearers(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_test_document t;
        kb_buf got = { 0 };
        kb_test_open(&t, rows[i].lang, NULL, rows[i].text);
        for (size_t e = 0; e < t.claims.entities.count; e++) {
            const kb_entity *entity = &t.claims.entities.at[e];
            kb_buf_print(&got, "%s%.*s <%.*s> %s %u", e ? "; " : "", KB_STR_ARGS(entity->name),
                         KB_STR_ARGS(entity->role), kind_name(entity->kind), (unsigned)entity->mentions);
        }
        if (!kb_str_equal(kb_buf_str(&got), kb_str_of(rows[i].entities))) {
            print_error("row %zu (%s): got \"%.*s\", expected \"%s\"\n", i, rows[i].why, KB_STR_ARGS(kb_buf_str(&got)),
                        rows[i].entities);
            wrong++;
        }
        kb_buf_clear(&got);
        kb_test_close(&t);
    }
    assert_int_equal(wrong, 0);
}

static void test_titles_are_in_the_mention_and_not_in_the_name(void **state)
{
    (void)state;
    kb_test_document t;
    kb_test_open(&t, "en", NULL, "Then Mrs Sari Melati's boat left for Russia.");
    assert_int_equal(t.claims.mentions.count, 2);
    const kb_mention *m = &t.claims.mentions.at[0];
    KB_ROW_STR(0, kb_str_part(t.doc.text, m->span), KB_STR("Mrs Sari Melati"));
    KB_ROW_STR(1, kb_str_part(t.doc.text, m->bare), KB_STR("Sari Melati"));
    assert_int_equal(t.claims.entities.at[m->entity].gender, 'f');
    KB_ROW_STR(2, t.claims.entities.at[t.claims.mentions.at[1].entity].code, KB_STR("RU"));
    kb_test_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_have_their_bearers),
        cmocka_unit_test(test_titles_are_in_the_mention_and_not_in_the_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
