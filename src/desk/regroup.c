/* Stories of reports that are stored: those of a desk that an older kabar made, and all of them anew. */
#include "desk/answer.h"
#include "desk/sketch.h"

#define GROUPING_BYTES_MAX ((size_t)64 << 20)

/* Puts the next report that is in no story into one; *report is the one before, from its zero on, and zero at the end.
 */
static kb_status group_next(kb_desk *desk, kb_stored_report *report, kb_err *err)
{
    kb_document *doc = NULL;
    kb_sketch sketch;
    kb_status status = kb_store_next_alone(desk->store, report->revision, report, err);
    if (status != KB_OK || report->revision == 0) return status;
    kb_arena *arena = kb_arena_new(GROUPING_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    status = kb_store_load_revision(desk->store, report->revision, &doc, err);
    if (status == KB_OK) status = kb_desk_sketch(desk->engine, doc, arena, &sketch, err);
    if (status == KB_OK) status = kb_desk_join(desk, report->article, doc, report->added, &sketch, arena, err);
    kb_document_free(doc);
    kb_arena_free(arena);
    return status;
}

kb_status kb_desk_group_missing(kb_desk *desk, kb_err *err)
{
    kb_stored_report report = { 0 };
    kb_status status = KB_OK;
    while (!desk->grouped && status == KB_OK) {
        if ((status = kb_store_begin(desk->store, err)) != KB_OK) break;
        status = group_next(desk, &report, err);
        if (status == KB_OK) status = kb_store_commit(desk->store, err);
        kb_store_rollback(desk->store);
        desk->grouped = status == KB_OK && report.revision == 0;
    }
    return status;
}

static kb_status group_all(kb_desk *desk, const kb_progress *progress, size_t *done, size_t all, kb_err *err)
{
    kb_stored_report report = { 0 };
    kb_status status = KB_OK;
    *done = 0;
    while (status == KB_OK) {
        status = group_next(desk, &report, err);
        if (status != KB_OK || report.revision == 0) return status;
        ++*done;
        if (progress) progress->tell(progress->user, *done, all);
    }
    return status;
}

static void write_totals(kb_buf *out, size_t reports, int64_t moved, int64_t stories, const kb_print *how)
{
    kb_json json = { .out = out };
    const char *ui = how->ui_lang;
    if (how->format != KB_FORMAT_JSON) {
        kb_buf_print(out, kb_word_ui(ui, "%zu reports grouped anew, %lld of them now in another story; %lld stories"),
                     reports, (long long)moved, (long long)stories);
        kb_buf_add_char(out, '\n');
        return;
    }
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_json_put_int(&json, "reports", (int64_t)reports);
    kb_json_put_int(&json, "moved", moved);
    kb_json_put_int(&json, "stories", stories);
    kb_json_close(&json, '}');
    kb_json_line(&json);
}

kb_status kb_desk_regroup(kb_desk *desk, const kb_progress *progress, const kb_print *how, const kb_sink *out,
                          kb_err *err)
{
    kb_buf totals = { 0 };
    kb_store_regrouping before;
    int64_t moved = 0, stories = 0;
    size_t reports = 0;
    kb_status status = kb_store_begin(desk->store, err);
    if (status != KB_OK) return status;
    status = kb_store_regroup_begin(desk->store, &before, err);
    if (status == KB_OK) status = group_all(desk, progress, &reports, (size_t)before.reports, err);
    if (status == KB_OK) status = kb_store_regroup_end(desk->store, &before, &moved, &stories, err);
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store);
    if (status == KB_OK) write_totals(&totals, reports, moved, stories, how);
    if (status == KB_OK) status = kb_buf_flush(&totals, out, err);
    kb_buf_clear(&totals);
    return status;
}
