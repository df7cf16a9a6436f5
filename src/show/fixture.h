/* show/fixture.h - for tests: a comparison of three reports of an invented event, made by hand, so that what is shown
 * can be looked at and checked whatever finds real ones. */
#ifndef KB_SHOW_FIXTURE_H
#define KB_SHOW_FIXTURE_H

#include <math.h>
#include <stdlib.h>

#include "compare/compare.h"

typedef struct {
    const char *outlet, *lang, *published, *url, *title, *text;
    const char *carrier;
    bool own;
    uint32_t copy_of;
    double share;
} fixture_report;

static const fixture_report fixture_reports[] = {
    { "Suara Timur", "id", "2025-03-04T09:10:00+08:00", "https://suara-timur.example/gempa", "Gempa Guncang Lembata",
      "Gempa Guncang Lembata\nLEWOLEBA - Gempa bermagnitudo 6,1 mengguncang Lembata, Selasa dini hari. Sedikitnya "
      "delapan "
      "orang meninggal dunia, kata Kepala BNPB Yohana Tukan.\n\"Kami tidur di luar, takut rumah roboh,\" ujar Maria "
      "Lelangwayan, warga Lewoleba, kepada Suara Timur.\nTim penyelamat masih mencari korban di tiga desa. Bandara "
      "Wunopito ditutup sampai sore.",
      "BNPB", true, 0, 0 },
    { "Harian Nusa", "id", "2025-03-04T19:40:00+07:00", "https://harian-nusa.example/lembata",
      "Korban Gempa Lembata Bertambah",
      "Korban Gempa Lembata Bertambah\nKorban tewas akibat gempa di Lembata bertambah menjadi 11 orang, kata Kepala "
      "BNPB "
      "Yohana Tukan. Sebanyak 312 rumah rusak di Lembata.\nPesan berantai menyebut \"ada peringatan tsunami susulan\". "
      "\"Itu tidak benar,\" kata Kepala BMKG Anton Sugiri.\nTim penyelamat mencari korban di tiga desa.",
      "BNPB", false, 0, 0 },
    { "Island Post", "en", "2025-03-04T20:05:00+07:00", "https://island-post.example/lembata-quake",
      "Quake kills 11 in Lembata",
      "Quake kills 11 in Lembata\nAn earthquake of around magnitude 6 struck the island of Lembata on Tuesday, killing "
      "11 "
      "people. At least 400 homes were damaged in Lembata, the district head told Island Post.\nOfficials did not say "
      "how "
      "many people had fled. Rescuers were searching three villages. <script>alert('x')</script> & more.",
      "Antara", true, 2, 0.62 },
};

typedef struct {
    int row;
    uint32_t report;
    const char *words;
    kb_cell_role role;
    const char *speaker, *carrier, *number;
    double low, high;
    bool rounded;
    const char *moment;
} fixture_cell;

static const fixture_cell fixture_cells[] = {
    { 0, 2, "312 rumah rusak di Lembata", KB_CELL_PLAIN, "Yohana Tukan", NULL, "312", 312, 312, false, NULL },
    { 0, 3, "At least 400 homes were damaged in Lembata", KB_CELL_PLAIN, "the district head", "Island Post", "400", 400,
      (double)INFINITY, false, NULL },
    { 1, 2, "ada peringatan tsunami susulan", KB_CELL_CLAIM, NULL, "Pesan berantai", NULL, 0, 0, false, NULL },
    { 1, 2, "\"Itu tidak benar,\" kata Kepala BMKG Anton Sugiri", KB_CELL_DENIAL, "Anton Sugiri", NULL, NULL, 0, 0,
      false, NULL },
    { 2, 3, "Officials did not say how many people had fled", KB_CELL_REMARK, NULL, NULL, NULL, 0, 0, false, NULL },
    { 3, 1, "Sedikitnya delapan orang meninggal dunia", KB_CELL_PLAIN, "Yohana Tukan", NULL, "delapan", 8,
      (double)INFINITY, false, "2025-03-04T09:10:00+08:00" },
    { 3, 2, "Korban tewas akibat gempa di Lembata bertambah menjadi 11 orang", KB_CELL_PLAIN, "Yohana Tukan", NULL,
      "11", 11, 11, false, "2025-03-04T19:40:00+07:00" },
    { 3, 3, "killing 11 people", KB_CELL_PLAIN, NULL, NULL, "11", 11, 11, false, "2025-03-04T20:05:00+07:00" },
    { 4, 1, "bermagnitudo 6,1", KB_CELL_PLAIN, NULL, NULL, "6,1", 6.1, 6.1, false, NULL },
    { 4, 3, "around magnitude 6", KB_CELL_PLAIN, NULL, NULL, "6", 5.5, 6.5, true, NULL },
    { 5, 1, "Tim penyelamat masih mencari korban di tiga desa", KB_CELL_PLAIN, NULL, NULL, NULL, 0, 0, false, NULL },
    { 5, 2, "Tim penyelamat mencari korban di tiga desa", KB_CELL_PLAIN, NULL, NULL, NULL, 0, 0, false, NULL },
    { 5, 3, "Rescuers were searching three villages", KB_CELL_PLAIN, NULL, NULL, NULL, 0, 0, false, NULL },
    { 6, 1, "\"Kami tidur di luar, takut rumah roboh,\"", KB_CELL_PLAIN, "Maria Lelangwayan", NULL, NULL, 0, 0, false,
      NULL },
    { 7, 1, "Bandara Wunopito ditutup sampai sore", KB_CELL_PLAIN, NULL, NULL, NULL, 0, 0, false, NULL },
    { 8, 3, "<script>alert('x')</script> & more", KB_CELL_PLAIN, "<b>\"Eve\"</b>", NULL, NULL, 0, 0, false, NULL },
};

static const struct {
    kb_row_kind kind;
    kb_certainty sure;
    const char *matter, *why;
} fixture_rows[] = {
    { KB_ROW_DIFFERS, KB_LIKELY, "rumah rusak \xc2\xb7 Lembata",
      "house, same place, same day; [312, 312] and [400, inf) do not meet" },
    { KB_ROW_DENIED, KB_SURE, "peringatan tsunami", "denial names the claim" },
    { KB_ROW_SILENT, KB_LIKELY, "how many people had fled", "did not say" },
    { KB_ROW_SERIES, KB_SURE, "korban tewas \xc2\xb7 Lembata", "grows with time" },
    { KB_ROW_COMPATIBLE, KB_SURE, "kekuatan gempa", "6,1 lies in about 6" },
    { KB_ROW_SHARED, KB_LIKELY, "tim penyelamat \xc2\xb7 tiga desa", "4 words in common" },
    { KB_ROW_ONLY, KB_SURE, "kami tidur di luar", "nothing like it" },
    { KB_ROW_ONLY, KB_SURE, "Bandara Wunopito", "nothing like it" },
    { KB_ROW_ONLY, KB_UNSURE, "more", "nothing like it" },
};

#define FIXTURE_REPORTS (sizeof fixture_reports / sizeof *fixture_reports)
#define FIXTURE_CELLS (sizeof fixture_cells / sizeof *fixture_cells)
#define FIXTURE_ROWS (sizeof fixture_rows / sizeof *fixture_rows)

/* Memory in a test: there is enough, or the test ends. */
static void *fixture_room(void *at)
{
    if (!at) abort();
    return at;
}

static kb_span fixture_find(kb_str text, kb_span inside, const char *words)
{
    size_t at = kb_str_find(kb_str_part(text, kb_span_of(0, inside.end)), kb_str_of(words), inside.begin);
    if (at == SIZE_MAX) abort();
    return kb_span_of(at, at + strlen(words));
}

static kb_strs fixture_names(kb_arena *arena, const char *name)
{
    kb_strs names = { 0 };
    if (!name) return names;
    names.at = fixture_room(KB_NEW(arena, kb_str, 1));
    names.at[0] = kb_str_of(name);
    names.count = 1;
    return names;
}

static void fixture_fill_cell(kb_comparison *c, kb_cell *cell, const fixture_cell *from)
{
    kb_str text = c->reports[from->report - 1].doc->text;
    cell->report = from->report;
    cell->role = from->role;
    cell->spans.at = fixture_room(KB_NEW(c->arena, kb_span, 1));
    cell->spans.at[0] = fixture_find(text, kb_span_of(0, text.len), from->words);
    cell->spans.count = 1;
    cell->speaker = kb_str_of(from->speaker);
    cell->carriers = fixture_names(c->arena, from->carrier);
    if (from->moment && !kb_time_parse(kb_str_of(from->moment), &cell->moment)) abort();
    if (!from->number) return;
    kb_figure *figure = fixture_room(KB_NEW(c->arena, kb_figure, 1));
    figure->number = fixture_find(text, cell->spans.at[0], from->number);
    figure->span = cell->spans.at[0];
    figure->low = from->low;
    figure->high = from->high;
    figure->rounded = from->rounded;
    figure->statement = figure->as_of = KB_NONE;
    cell->figure = figure;
}

/* Every report names a person and a place with markup in it. */
static kb_claims *fixture_claims(kb_arena *arena)
{
    static const kb_entity entities[] = {
        { .name = { "Yohana Tukan", 12 }, .key = { "yohana tukan", 12 }, .kind = KB_NAME_PERSON },
        { .name = { "Lembata <b>", 11 }, .key = { "lembata b", 9 }, .kind = KB_NAME_PLACE },
    };
    kb_claims *claims = fixture_room(KB_NEW(arena, kb_claims, 1));
    claims->entities.count = sizeof entities / sizeof *entities;
    claims->entities.at = fixture_room(KB_NEW(arena, kb_entity, claims->entities.count));
    memcpy(claims->entities.at, entities, sizeof entities);
    return claims;
}

/* Freed by fixture_free. */
static kb_comparison *fixture_new(void)
{
    kb_arena *arena = fixture_room(kb_arena_new(1 << 20));
    kb_comparison *c = fixture_room(KB_NEW(arena, kb_comparison, 1));
    c->arena = arena;
    c->title = kb_str_of(fixture_reports[1].title);
    c->reports = fixture_room(KB_NEW(arena, kb_report, FIXTURE_REPORTS));
    c->count = FIXTURE_REPORTS;
    for (size_t i = 0; i < FIXTURE_REPORTS; i++) {
        const fixture_report *from = &fixture_reports[i];
        kb_document *doc = fixture_room(KB_NEW(arena, kb_document, 1));
        doc->outlet = kb_str_of(from->outlet);
        doc->id = doc->url = kb_str_of(from->url);
        doc->lang = kb_str_of(from->lang);
        doc->title = kb_str_of(from->title);
        doc->text = kb_str_of(from->text);
        if (!kb_time_parse(kb_str_of(from->published), &doc->published)) abort();
        doc->lines.at = fixture_room(KB_NEW(arena, kb_line, 1));
        doc->lines.at[0] = (kb_line){ kb_span_of(0, doc->title.len), KB_LINE_TITLE };
        doc->lines.count = 1;
        c->reports[i] = (kb_report){ .doc = doc,
                                     .claims = fixture_claims(arena),
                                     .carriers = fixture_names(arena, from->carrier),
                                     .own = from->own,
                                     .copy_of = from->copy_of,
                                     .copy_share = from->share,
                                     .copy = 2 * from->share > 1 };
    }
    c->rows.at = fixture_room(KB_NEW(arena, kb_row, FIXTURE_ROWS));
    c->rows.count = FIXTURE_ROWS;
    for (size_t i = 0; i < FIXTURE_ROWS; i++) {
        kb_row *row = &c->rows.at[i];
        row->kind = fixture_rows[i].kind;
        row->sure = fixture_rows[i].sure;
        row->matter = kb_str_of(fixture_rows[i].matter);
        row->why = kb_str_of(fixture_rows[i].why);
        for (size_t k = 0; k < FIXTURE_CELLS; k++) {
            if (fixture_cells[k].row != (int)i) continue;
            kb_cell *cell = fixture_room(KB_ADD(arena, &row->cells, kb_cell));
            fixture_fill_cell(c, cell, &fixture_cells[k]);
            if (row->cells.count == 1 || cell[-1].report != cell->report) row->reports++;
        }
        row->independent = row->reports;
    }
    return c;
}

static void fixture_free(kb_comparison *c)
{
    kb_arena_free(c->arena);
}

#endif
