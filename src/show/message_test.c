#include "show/message.h"

#include "base/test.h"
#include "show/words.h"

static void test_a_message_is_told_with_its_names_and_numbers(void **state)
{
    static const struct {
        int line;
        const char *text, *told, *why;
    } rows[] = {
        { __LINE__, "there is no story 12", "tidak ada peristiwa 12", "a number" },
        { __LINE__, "there is no story -7", "tidak ada peristiwa -7", "one below 0" },
        { __LINE__, "there is no story x", "there is no story x", "no number" },
        { __LINE__, "there is no story ", "there is no story ", "none" },
        { __LINE__, "there is no story 12 at all", "there is no story 12 at all", "more than the row says" },
        { __LINE__, "article 3 is in story 4 already", "artikel 3 sudah termasuk peristiwa 4",
          "two numbers, in order" },
        { __LINE__, "there is no article 3 that is in a story", "tidak ada artikel 3 yang termasuk suatu peristiwa",
          "the longer of two that begin alike" },
        { __LINE__, "there is no outlet 'Suara 'Lama' %s %n'", "tidak ada media 'Suara 'Lama' %s %n'",
          "a name stays as it is, whatever it holds" },
        { __LINE__, "there is no outlet ''", "tidak ada media ''", "an empty name" },
        { __LINE__, "'Ana' is of 'Suara Ana' already", "'Ana' sudah milik 'Suara Ana'", "two names" },
        { __LINE__, "limit: '3x' is no number from 0 to 200", "limit: '3x' bukan angka dari 0 sampai 200",
          "a name, what was typed, a number" },
        { __LINE__, "https://a.example/x: leads to no public address",
          "https://a.example/x: tidak menuju alamat publik", "an address in front" },
        { __LINE__, "document 2: https://a.example/: the host answers 404",
          "document 2: https://a.example/: situsnya menjawab 404", "two things in front" },
        { __LINE__, "http://a.example/: no connection (Failed to connect: refused)",
          "http://a.example/: tidak ada sambungan (Failed to connect: refused)", "what others say of it" },
        { __LINE__, "search: no word to look for", "search: tidak ada kata untuk dicari", "a word in front" },
        { __LINE__, "nothing like it (x)", "nothing like it (x)", "no such message" },
        { __LINE__, "a token is wanted", "diperlukan token", "a word of the interface" },
        { __LINE__, ": : : ", ": : : ", "signs alone" },
        { __LINE__, "", "", "nothing" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_buf out = { 0 }, english = { 0 };
        kb_message_add(&out, "id", kb_str_of(rows[i].text));
        KB_ROW_STR(i, kb_buf_str(&out), kb_str_of(rows[i].told));
        kb_message_add(&english, i % 2 ? "en" : NULL, kb_str_of(rows[i].text));
        KB_ROW_STR(i, kb_buf_str(&english), kb_str_of(rows[i].text));
        kb_buf_clear(&out);
        kb_buf_clear(&english);
    }
}

/* Names are tried at every length: what is long and nearly fits must end soon. */
static void test_a_long_message_costs_little(void **state)
{
    static const char *const parts[] = { "' is of '", ": '", "' is no number from 0 to ", "a", ": ", " (" };
    (void)state;
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
        for (size_t most = 500; most <= 50000; most *= 100) {
            kb_buf text = { 0 }, out = { 0 };
            while (text.len + strlen(parts[p]) < most) kb_buf_add_c(&text, parts[p]);
            for (int times = 0; times < 20; times++) kb_message_add(&out, "id", kb_buf_str(&text));
            assert_int_equal(out.len, 20 * text.len);
            kb_buf_clear(&text);
            kb_buf_clear(&out);
        }
}

static void test_each_row_is_found_by_its_own_format(void **state)
{
    (void)state;
    for (const kb_ui_word *w = kb_ui_messages; w->english; w++) {
        kb_buf text = { 0 }, out = { 0 };
        for (const char *c = w->english; *c; c++) {
            if (*c != '%') {
                kb_buf_add_char(&text, *c);
                continue;
            }
            c += 1 + strspn(c + 1, "0123456789.*-hjlz");
            kb_buf_add_c(&text, *c == 's' ? "Ana" : "5");
        }
        kb_message_add(&out, "id", kb_buf_str(&text));
        if (kb_str_equal(kb_buf_str(&out), kb_buf_str(&text))) fail_msg("%s: stays English", w->english);
        kb_buf_clear(&text);
        kb_buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_message_is_told_with_its_names_and_numbers),
        cmocka_unit_test(test_a_long_message_costs_little),
        cmocka_unit_test(test_each_row_is_found_by_its_own_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
