#include "show/copies.h"
#include "show/nouns_json.h"

const char *kb_copy_kind_name(kb_copy_kind kind)
{
    switch (kind) {
    case KB_COPY_EXACT: return "exact";
    case KB_COPY_NEAR: return "near";
    case KB_COPY_PART: return "part";
    case KB_COPY_REVISION: return "revision";
    }
    return "";
}

static double rounded(double share)
{
    return (double)(int)(share * 1000 + 0.5) / 1000;
}

static void write_taken(kb_json *json, const kb_source *source, const kb_offsets *mine, const kb_offsets *theirs)
{
    kb_json_key(json, "taken");
    kb_json_open(json, '[');
    for (size_t i = 0; i < source->taken_count; i++) {
        kb_json_open(json, '{');
        kb_json_key(json, "span");
        kb_json_span(json, source->taken[i].text, mine);
        kb_json_key(json, "source");
        kb_json_span(json, source->taken[i].source, theirs);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
    kb_json_key(json, "cut");
    kb_json_spans(json, source->cut, theirs);
}

static kb_status write_source(kb_json *json, const kb_lineages *all, const kb_source *source, const kb_offsets *mine,
                              bool codepoints, kb_err *err)
{
    const kb_lineage_text *from = &all->texts[source->of];
    kb_offsets theirs;
    kb_status status = kb_offsets_init(&theirs, from->text, codepoints, err);
    if (status != KB_OK) return status;
    kb_json_open(json, '{');
    kb_json_put_str(json, "id", from->id);
    kb_json_put_str(json, "kind", kb_str_of(kb_copy_kind_name(source->kind)));
    kb_json_put_real(json, "share", rounded(source->share));
    kb_json_put_real(json, "source_share", rounded(source->source_share));
    kb_json_put_int(json, "words", source->words);
    kb_json_put_bool(json, "by_carrier", source->by_carrier);
    kb_json_put_text(json, "carrier", source->carrier);
    write_taken(json, source, mine, &theirs);
    kb_json_close(json, '}');
    kb_offsets_clear(&theirs);
    return KB_OK;
}

static kb_status write_text(kb_json *json, const kb_lineages *all, size_t index, bool codepoints, kb_err *err)
{
    const kb_lineage_text *text = &all->texts[index];
    const kb_lineage *lineage = &all->at[index];
    kb_offsets mine;
    kb_status status = kb_offsets_init(&mine, text->text, codepoints, err);
    if (status != KB_OK) return status;
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    kb_json_put_str(json, "id", text->id);
    kb_json_put_text(json, "url", text->url);
    kb_json_put_text(json, "outlet", text->outlet);
    kb_json_put_text(json, "title", text->title);
    kb_json_put_time(json, "published", text->published);
    kb_json_put_bool(json, "copy", kb_lineage_copied(lineage));
    kb_json_put_int(json, "words", lineage->words);
    kb_json_put_int(json, "own", lineage->own);
    kb_json_put_int(json, "boilerplate", lineage->boilerplate);
    kb_json_key(json, "sources");
    kb_json_open(json, '[');
    for (size_t i = 0; i < lineage->count && status == KB_OK; i++)
        status = write_source(json, all, &lineage->at[i], &mine, codepoints, err);
    kb_json_close(json, ']');
    kb_json_put_text(json, "agency", lineage->agency);
    kb_json_put_real(json, "agency_share", rounded(lineage->agency_share));
    kb_json_key(json, "added");
    kb_json_spans(json, lineage->added, &mine);
    kb_json_close(json, '}');
    kb_json_line(json);
    kb_offsets_clear(&mine);
    return status;
}

static kb_status show_json(const kb_lineages *all, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_buf buf = { 0 };
    kb_json json = { .out = &buf };
    kb_status status = KB_OK;
    for (size_t i = 0; i < all->count && status == KB_OK; i++) {
        if (!all->at[i].count && !all->at[i].agency.len) continue;
        status = write_text(&json, all, i, how->codepoints, err);
        if (status == KB_OK) status = kb_buf_flush(&buf, out, err);
    }
    kb_buf_clear(&buf);
    return status;
}

kb_status kb_show_copies(const kb_lineages *lineages, const kb_print *how, const kb_sink *out, kb_err *err)
{
    return how->format == KB_FORMAT_JSON ? show_json(lineages, how, out, err)
                                         : kb_screen_copies(lineages, how, out, err);
}
