#include "desk/alert_send.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/map.h"
#include "desk/ask.h"
#include "fetch/filter.h"
#include "fetch/schedule.h"
#include "store/alerts.h"

#define COMMAND_MS 10000
#define COMMAND_ANSWER ((size_t)1 << 20) /* bytes that a command may write: nobody reads them */
#define COMMAND_WORDS 256
#define HOOK_MS 20000
#define HOOK_ANSWER ((size_t)1 << 20)
#define TAKEN_SECONDS ((int64_t)120) /* longer than a command or a webhook takes, its host's pause with it */
#define END_MS 5000
#define EVENT_BYTES ((size_t)16 << 20)

/* A webhook's event on its way. */
typedef struct posting {
    struct posting *next, **link;
    kb_arena *arena;
    kb_event event;
} posting;

struct kb_alert_sender {
    kb_desk *desk;
    const kb_alert_way_out *out;
    kb_client *client; /* NULL: no webhook was asked yet */
    posting *flying;
    int64_t now;
    kb_err *err;
};

kb_status kb_alert_sender_open(kb_desk *desk, const kb_alert_way_out *out, kb_alert_sender **to, kb_err *err)
{
    kb_alert_sender *s = calloc(1, sizeof *s);
    *to = s;
    if (!s) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    s->desk = desk;
    s->out = out;
    return KB_OK;
}

/* ---- how it went ---- */

static kb_status tell_failed(kb_alert_sender *s, const kb_event *e, bool again, const char *words)
{
    kb_err told = { 0 };
    (void)kb_fail(&told, KB_ERR_IO, again ? "%s; it is tried again" : "%s; given up", words);
    (void)kb_context(&told, KB_ERR_IO, "alert %" PRId64, e->alert);
    s->out->problem(s->out->user, KB_ERR_IO, told.text);
    return KB_OK;
}

/* `after`: seconds that the host wants to be left alone; negative: it does not say. */
static kb_status failed(kb_alert_sender *s, const kb_event *e, bool passing, int64_t after, const char *words)
{
    kb_schedule wait = { .rate = -1, .quiet = -1, .chosen = KB_SCHEDULE_SHORTEST, .fresh = -1, .retry_after = after };
    uint64_t chance = kb_hash_with((uint64_t)s->now, e->key);
    bool again = passing && e->tries + 1 < KB_ALERT_TRIES;
    int64_t free_at = passing ? s->now + kb_schedule_wait(&wait, s->now, chance) : 0;
    wait.failures = e->tries; /* in a row, before this one */
    int64_t due = again ? s->now + kb_schedule_wait(&wait, s->now, chance) : 0;
    kb_status status = kb_store_event_failed(s->desk->store, e, due, free_at, kb_str_of(words), s->err);
    return status == KB_OK ? tell_failed(s, e, again, words) : status;
}

/* ---- a line ---- */

static kb_status write_line(kb_alert_sender *s, const kb_event *e)
{
    kb_str line = s->out->how->format == KB_FORMAT_JSON ? e->json : e->line;
    kb_status status = s->out->out->write(s->out->out->user, line.at, line.len);
    if (status != KB_OK) return kb_fail(s->err, status, "the line of an alert could not be written");
    return kb_store_event_told(s->desk->store, e, s->now, s->err);
}

/* ---- a command ---- */

/* Words, a NUL behind each, as argv; false where they are too many. */
static bool split_words(kb_str words, char *argv[COMMAND_WORDS + 1], kb_arena *arena)
{
    size_t count = 0;
    char *at = KB_NEW(arena, char, words.len + 1);
    if (!at) return false;
    memcpy(at, words.at, words.len);
    for (size_t begin = 0; begin < words.len; begin += strlen(at + begin) + 1) {
        if (count == COMMAND_WORDS) return false;
        argv[count++] = at + begin;
    }
    argv[count] = NULL;
    return count > 0;
}

static kb_status run_command(kb_alert_sender *s, const kb_event *e, kb_arena *arena)
{
    const kb_filter_limits limits = { COMMAND_MS, COMMAND_ANSWER };
    char *argv[COMMAND_WORDS + 1];
    kb_buf answer = { 0 };
    kb_err why = { 0 };
    if (!split_words(e->target, argv, arena)) return failed(s, e, false, -1, "its command cannot be run");
    kb_status status = kb_filter_run(argv, e->json, &limits, &answer, &why);
    kb_buf_clear(&answer);
    if (status == KB_OK) return kb_store_event_told(s->desk->store, e, s->now, s->err);
    (void)kb_context(&why, status, "%s", argv[0]);
    return failed(s, e, status != KB_ERR_NOT_FOUND, -1, why.text);
}

/* ---- a webhook ---- */

static void land(posting *p)
{
    *p->link = p->next;
    if (p->next) p->next->link = p->link;
    kb_arena_free(p->arena);
    free(p);
}

static kb_status open_client(kb_alert_sender *s)
{
    kb_client_options options = kb_ask_options(s->desk->engine);
    if (s->client) return KB_OK;
    options.limits.milliseconds = HOOK_MS;
    options.limits.body = options.limits.unpacked = HOOK_ANSWER;
    return kb_client_open(&options, &s->client, s->err);
}

/* The arena, in which the event is, becomes the posting's. */
static kb_status post(kb_alert_sender *s, const kb_event *e, kb_arena *arena)
{
    posting *p = malloc(sizeof *p);
    kb_status status = p ? open_client(s) : kb_fail(s->err, KB_ERR_MEMORY, "out of memory");
    if (status != KB_OK) {
        free(p);
        kb_arena_free(arena);
        return status;
    }
    *p = (posting){ s->flying, &s->flying, arena, *e };
    if (p->next) p->next->link = &p->next;
    s->flying = p;
    const kb_request request = { .url = e->target,
                                 .kind = KB_ASK_HOOK,
                                 .body = kb_str_trim(e->json),
                                 .type = KB_STR("application/json"),
                                 .user = p };
    return kb_client_ask(s->client, &request, s->err);
}

static kb_status answered(kb_alert_sender *s, const kb_event *e, const kb_response *answer)
{
    kb_err why = answer->err;
    if (answer->fault == KB_FAULT_NONE && answer->code >= 200 && answer->code < 300)
        return kb_store_event_told(s->desk->store, e, s->now, s->err);
    if (answer->fault == KB_FAULT_NONE) {
        (void)kb_fail(&why, KB_ERR_IO, "the host answers with %d", answer->code);
        (void)kb_context(&why, KB_ERR_IO, "%.*s", KB_STR_ARGS(answer->url));
    }
    return failed(s, e, kb_ask_passing(answer), answer->retry_after, why.text);
}

/* What came in the time; *came says whether anything did. */
static kb_status take_answer(kb_alert_sender *s, uint32_t milliseconds, bool *came)
{
    kb_response *answer = NULL;
    kb_status status = KB_OK;
    *came = false;
    if (s->flying) status = kb_client_next(s->client, milliseconds, &answer, s->err);
    if (status != KB_OK || !answer) return status;
    posting *p = answer->user;
    *came = true;
    status = answered(s, &p->event, answer);
    land(p);
    kb_response_free(answer);
    return status;
}

void kb_alert_sender_close(kb_alert_sender *s)
{
    enum { PART_MS = 100 };
    bool came;
    kb_err none;
    if (!s) return;
    s->err = &none;
    for (int waited = 0; s->flying && waited < END_MS; waited += came ? 0 : PART_MS)
        if (take_answer(s, PART_MS, &came) != KB_OK) break;
    while (s->flying) land(s->flying);
    kb_client_close(s->client);
    free(s);
}

/* ---- what is due ---- */

/* *any: one was due; *command: one that a command is told of. */
static kb_status send_next(kb_alert_sender *s, bool *any, bool *command)
{
    kb_event e;
    kb_arena *arena = kb_arena_new(EVENT_BYTES);
    if (!arena) return kb_fail(s->err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_event_take(s->desk->store, s->now, s->now + TAKEN_SECONDS, arena, &e, s->err);
    *any = status == KB_OK && e.id;
    *command = *any && e.way == KB_ALERT_TO_COMMAND;
    if (*any && e.way == KB_ALERT_TO_HOOK) return post(s, &e, arena);
    if (*command) status = run_command(s, &e, arena);
    if (*any && e.way == KB_ALERT_TO_OUTPUT) status = write_line(s, &e);
    kb_arena_free(arena);
    return status;
}

kb_status kb_alerts_send(kb_alert_sender *s, int64_t now, bool wait, bool *more, kb_err *err)
{
    enum { LINES = 200, PART_MS = 250 };
    kb_err own;
    kb_status status = KB_OK;
    bool any = true, came = true, command = false;
    s->now = now;
    s->err = err ? err : &own;
    for (size_t i = 0; status == KB_OK && (any || came || (wait && s->flying)); i++) {
        if (!wait && (command || i == LINES)) break; /* one command is enough of a pause */
        status = send_next(s, &any, &command);
        if (status == KB_OK) status = take_answer(s, wait && !any ? PART_MS : 0, &came);
    }
    if (more) *more = any;
    return status;
}
