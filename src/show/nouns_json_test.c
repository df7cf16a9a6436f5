#include "show/nouns_json.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "show/screen.h"

/* "Ana Koli berkata: “lebih dari 1,5 juta.” Budi menyanggah Koli." */
#define TEXT "Ana Koli berkata: \xe2\x80\x9clebih dari 1,5 juta.\xe2\x80\x9d Budi menyanggah Koli."

static kb_span at(const char *words, size_t from)
{
    size_t begin = kb_str_find(KB_STR(TEXT), kb_str_of(words), from);
    assert_true(begin != SIZE_MAX);
    return kb_span_of(begin, begin + strlen(words));
}

typedef struct {
    struct kb_document doc;
    kb_claims claims;
    kb_quote quotes[1];
    kb_entity entities[2];
    kb_mention mentions[3];
    kb_figure figures[1];
    kb_statement statements[1];
    kb_span content[1], source[1], cue[1];
    kb_str speakers[2];
} made;

static void make(made *m)
{
    *m = (made){ 0 };
    m->doc.id = KB_STR("7");
    m->doc.lang = KB_STR("id");
    m->doc.text = KB_STR(TEXT);
    m->quotes[0] = (kb_quote){ .words = at("lebih dari 1,5 juta.", 0) };
    m->quotes[0].outer = kb_span_of(m->quotes[0].words.begin - 3, m->quotes[0].words.end + 3);
    m->claims.quotes = (kb_quotes){ m->quotes, 1 };
    m->entities[0] = (kb_entity){ .name = KB_STR("Ana Koli"), .kind = KB_NAME_PERSON, .mentions = 2 };
    m->entities[1] = (kb_entity){ .name = KB_STR("Budi"), .kind = KB_NAME_OTHER, .mentions = 1 };
    m->claims.entities = (kb_entities){ m->entities, 2 };
    m->mentions[0] = (kb_mention){ .span = at("Ana Koli", 0), .entity = 0 };
    m->mentions[1] = (kb_mention){ .span = at("Budi", 0), .entity = 1 };
    m->mentions[2] = (kb_mention){ .span = at("Koli", 20), .entity = 0 };
    m->claims.mentions = (kb_mentions){ m->mentions, 3 };
    m->figures[0] = (kb_figure){ .span = at("lebih dari 1,5 juta", 0),
                                 .number = at("1,5 juta", 0),
                                 .low = 1500000,
                                 .high = (double)INFINITY,
                                 .low_open = true,
                                 .printed = { 15, -5 },
                                 .statement = 0,
                                 .as_of = KB_NONE };
    m->claims.figures = (kb_figures){ m->figures, 1 };
    m->content[0] = m->quotes[0].outer;
    m->source[0] = at("Ana Koli", 0);
    m->cue[0] = at("berkata", 0);
    m->speakers[0] = KB_STR("Ana Koli");
    m->speakers[1] = KB_STR("Budi");
    m->statements[0] = (kb_statement){ .type = KB_DIRECT,
                                       .content = { m->content, 1 },
                                       .source = { m->source, 1 },
                                       .cue = { m->cue, 1 },
                                       .stance = KB_STANCE_SAY,
                                       .speakers = { m->speakers, 1 } };
    m->claims.statements = (kb_statements){ m->statements, 1 };
}

static void print(const made *m, bool codepoints, kb_buf *buf)
{
    kb_json json = { .out = buf };
    kb_offsets offsets;
    assert_int_equal(kb_offsets_init(&offsets, m->doc.text, codepoints, NULL), KB_OK);
    kb_json_claims(&json, &m->doc, &m->claims, &offsets);
    kb_buf_add_char(buf, '\0');
    assert_false(buf->failed);
    kb_offsets_clear(&offsets);
}

static void expect_part(const kb_buf *buf, const char *part)
{
    if (!strstr(buf->at, part)) fail_msg("no %s in\n%s", part, buf->at);
}

static void test_claims_have_the_fields_that_are_promised(void **state)
{
    made m;
    kb_buf buf = { 0 };
    (void)state;
    make(&m);
    print(&m, false, &buf);
    expect_part(&buf, "{\"v\":1,\"id\":\"7\",\"lang\":\"id\",\"quotes\":[[21,41]],");
    expect_part(
        &buf, "{\"type\":\"direct\",\"content\":[[18,44]],\"source\":[[0,8]],\"speaker\":\"Ana Koli\",\"cue\":[[9,16]],"
              "\"stance\":\"say\",\"negated\":false,");
    expect_part(
        &buf,
        "\"text\":\"lebih dari 1,5 juta\",\"kind\":\"count\",\"number\":[32,40],\"value\":\"1500000\",\"low\":1500000,"
        "\"high\":null,\"low_open\":true,");
    expect_part(&buf, "\"statement\":0,\"as_of\":null");
    kb_buf_clear(&buf);
}

static void test_mentions_stand_with_their_name(void **state)
{
    made m;
    kb_buf buf = { 0 };
    (void)state;
    make(&m);
    print(&m, false, &buf);
    expect_part(&buf,
                "\"names\":[{\"name\":\"Ana Koli\",\"kind\":\"person\",\"role\":null,\"mentions\":[[0,8],[61,65]]},"
                "{\"name\":\"Budi\",\"kind\":\"other\",\"role\":null,\"mentions\":[[45,49]]}]");
    kb_buf_clear(&buf);
}

static void test_several_speakers_are_a_list_and_none_is_null(void **state)
{
    made m;
    kb_buf buf = { 0 };
    (void)state;
    make(&m);
    m.statements[0].speakers.count = 2;
    print(&m, false, &buf);
    expect_part(&buf, "\"speaker\":[\"Ana Koli\",\"Budi\"]");
    buf.len = 0;
    m.statements[0].speakers.count = 0;
    print(&m, false, &buf);
    expect_part(&buf, "\"speaker\":null");
    kb_buf_clear(&buf);
}

static void test_offsets_in_code_points_count_a_mark_once(void **state)
{
    made m;
    kb_buf buf = { 0 };
    (void)state;
    make(&m);
    print(&m, true, &buf);
    expect_part(&buf, "\"quotes\":[[19,39]]");
    expect_part(&buf, "\"content\":[[18,40]]");
    kb_buf_clear(&buf);
}

static void test_decimals_are_exact(void **state)
{
    static const struct {
        kb_decimal in;
        const char *out;
    } rows[] = {
        { { 0, 0 }, "\"0\"" },
        { { 12, 0 }, "\"12\"" },
        { { 15, -5 }, "\"1500000\"" },
        { { 61, 1 }, "\"6.1\"" },
        { { 5, 2 }, "\"0.05\"" },
        { { -5, 1 }, "\"-0.5\"" },
        { { 0, -3 }, "\"0\"" },
        { { 100, 2 }, "\"1.00\"" },
        { { INT64_MAX, 0 }, "\"9223372036854775807\"" },
        { { INT64_MIN, 3 }, "\"-9223372036854775.808\"" },
        { { 1, -40 }, "\"1e40\"" },
        { { 7, 99 }, "\"7e-99\"" },
    };
    made m;
    (void)state;
    make(&m);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_buf buf = { 0 };
        char part[80];
        m.figures[0].printed = rows[i].in;
        print(&m, false, &buf);
        (void)snprintf(part, sizeof part, "\"value\":%s,", rows[i].out);
        expect_part(&buf, part);
        kb_buf_clear(&buf);
    }
}

static void test_claims_on_a_screen_name_speaker_and_stance(void **state)
{
    made m;
    kb_buf buf = { 0 };
    kb_print how = { .width = 60, .ui_lang = "id", .spans = true };
    (void)state;
    make(&m);
    assert_int_equal(kb_screen_claims(&buf, &m.doc, &m.claims, &how, NULL), KB_OK);
    kb_buf_add_char(&buf, '\0');
    expect_part(&buf, "siapa berkata apa 1\n  berkata         \xe2\x80\x9clebih dari 1,5 juta.\xe2\x80\x9d\n"
                      "                  \xe2\x80\x94 Ana Koli  18-44\n");
    expect_part(&buf, "> 1,5 juta");
    expect_part(&buf, "Ana Koli \xc3\x97"
                      "2, Budi");
    assert_null(strstr(buf.at, "dikutip tanpa penutur"));
    buf.len = 0;
    m.claims.statements.count = 0;
    assert_int_equal(kb_screen_claims(&buf, &m.doc, &m.claims, &how, NULL), KB_OK);
    kb_buf_add_char(&buf, '\0');
    expect_part(&buf, "dikutip tanpa penutur 1");
    kb_buf_clear(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_claims_have_the_fields_that_are_promised),
        cmocka_unit_test(test_mentions_stand_with_their_name),
        cmocka_unit_test(test_several_speakers_are_a_list_and_none_is_null),
        cmocka_unit_test(test_offsets_in_code_points_count_a_mark_once),
        cmocka_unit_test(test_decimals_are_exact),
        cmocka_unit_test(test_claims_on_a_screen_name_speaker_and_stance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
