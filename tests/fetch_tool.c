/* fetch_tool < SCENES : what the client of fetch/client.h makes of hosts that tests/following/server.py plays.
 *
 * A scene is a line of JSON: {"options":{...},"requests":[{"url","kind",...},...],"together":bool}; the options and
 * their names are those of kb_client_options, "resolve" maps a host to its addresses, one answer for each time that it
 * is asked for (the last one goes on). The requests are made one after the other, or together; with "leave" the client
 * is closed after the first answer. A line of JSON is written for each answer, for each robots.txt that is to be kept,
 * and {"end":true} behind the scene. */
#define _POSIX_C_SOURCE 200809L
#include "fetch/client.h"

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/guard.h"
#include "show/json.h"

#define NEXT_MS 100
#define SCENE_MS 60000
#define BODY_SHOWN 400

static kb_str text_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return (kb_str){ json_string_value(value), json_string_length(value) };
}

static json_int_t number_of(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static double real_of(const json_t *object, const char *key, double missing)
{
    const json_t *value = json_object_get(object, key);
    return value ? json_number_value(value) : missing;
}

/* ---- a scene's world ---- */

typedef struct {
    json_t *resolve; /* host: [addresses, ...]; the first is taken out while another follows */
    const json_t *robots;
    char addresses[256];
} world;

static const char *resolve(void *user, kb_str host)
{
    world *w = user;
    char name[256];
    (void)snprintf(name, sizeof name, "%.*s", KB_STR_ARGS(host));
    json_t *answers = json_object_get(w->resolve, name);
    const char *first = json_string_value(json_array_get(answers, 0));
    if (!first) return NULL;
    (void)snprintf(w->addresses, sizeof w->addresses, "%s", first);
    if (json_array_size(answers) > 1) (void)json_array_remove(answers, 0);
    return w->addresses;
}

static const char *const verdicts[] = {
    [KB_ROBOTS_RULES] = "rules", [KB_ROBOTS_ALL] = "all", [KB_ROBOTS_NONE] = "none"
};

static bool load(void *user, kb_str origin, kb_robots_kept *out)
{
    const world *w = user;
    char name[300];
    (void)snprintf(name, sizeof name, "%.*s", KB_STR_ARGS(origin));
    const json_t *kept = json_object_get(w->robots, name);
    if (!kept) return false;
    *out = (kb_robots_kept){ KB_ROBOTS_RULES, text_of(kept, "text"), number_of(kept, "until") };
    for (int i = 0; i < 3; i++)
        if (kb_str_is(text_of(kept, "verdict"), verdicts[i])) out->verdict = (kb_robots_verdict)i;
    return true;
}

static void print(kb_buf *buf)
{
    (void)fwrite(buf->at, 1, buf->len, stdout);
    (void)fflush(stdout);
    kb_buf_clear(buf);
}

static void save(void *user, kb_str origin, const kb_robots_kept *kept)
{
    kb_buf buf = { 0 };
    kb_json json = { .out = &buf };
    (void)user;
    kb_json_open(&json, '{');
    kb_json_put_str(&json, "saved", origin);
    kb_json_put_str(&json, "verdict", kb_str_of(verdicts[kept->verdict]));
    kb_json_put_str(&json, "text", kb_str_part(kept->text, kb_span_of(0, BODY_SHOWN)));
    kb_json_put_int(&json, "until", kept->until);
    kb_json_close(&json, '}');
    kb_json_line(&json);
    print(&buf);
}

/* Hosts on loopback addresses that play the public net: 127.1.0.0/16. */
static bool stage(const unsigned char *bytes, size_t len)
{
    return (len == 4 && bytes[0] == 127 && bytes[1] == 1) || kb_guard_public(bytes, len);
}

/* ---- options, requests, answers ---- */

static kb_client_options options_of(const json_t *o, world *w)
{
    const json_t *l = json_object_get(o, "limits");
    return (kb_client_options){
        .contact = text_of(o, "contact").at,
        .proxy = text_of(o, "proxy").at,
        .allow_private = json_is_true(json_object_get(o, "allow_private")),
        .cookies = text_of(o, "cookies"),
        .hosts = (uint32_t)number_of(o, "hosts"),
        .delay = real_of(o, "delay", 0),
        .patience = real_of(o, "patience", -1),
        .now = number_of(o, "now"),
        .robots = { load, save, w },
        .limits = { .body = (size_t)number_of(l, "body"),
                    .unpacked = (size_t)number_of(l, "unpacked"),
                    .head = (size_t)number_of(l, "head"),
                    .hops = (unsigned)number_of(l, "hops"),
                    .milliseconds = (uint32_t)number_of(l, "milliseconds"),
                    .connecting = (uint32_t)number_of(l, "connecting"),
                    .slow_seconds = (uint32_t)number_of(l, "slow_seconds"),
                    .slow_bytes = (uint32_t)number_of(l, "slow_bytes") },
        .resolve = resolve,
        .resolve_user = w,
        .is_public = stage,
        .trusted = text_of(o, "trusted").at,
    };
}

static kb_ask kind_of(kb_str name)
{
    static const char *const kinds[] = { [KB_ASK_FEED] = "feed",
                                         [KB_ASK_PAGE] = "page",
                                         [KB_ASK_SITEMAP] = "sitemap",
                                         [KB_ASK_ROBOTS] = "robots",
                                         [KB_ASK_HOOK] = "hook" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kb_str_is(name, kinds[i])) return (kb_ask)i;
    return KB_ASK_FEED;
}

static void print_answer(const kb_response *a)
{
    kb_buf buf = { 0 };
    kb_json json = { .out = &buf };
    kb_json_open(&json, '{');
    kb_json_put_str(&json, "url", a->url);
    kb_json_put_str(&json, "fault", kb_str_of(kb_fault_name(a->fault)));
    kb_json_put_str(&json, "words", kb_str_of(a->err.text));
    kb_json_put_int(&json, "code", a->code);
    kb_json_put_str(&json, "final", a->final);
    kb_json_put_str(&json, "moved", a->moved);
    kb_json_put_str(&json, "etag", a->etag);
    kb_json_put_str(&json, "last_modified", a->last_modified);
    kb_json_put_str(&json, "type", a->type);
    kb_json_put_int(&json, "retry_after", a->retry_after);
    kb_json_put_int(&json, "fresh", a->fresh);
    kb_json_put_bool(&json, "no_store", a->no_store);
    kb_json_put_int(&json, "bytes", (int64_t)a->body.len);
    kb_json_put_str(&json, "body", kb_str_part(a->body, kb_span_of(0, BODY_SHOWN)));
    kb_json_put_int(&json, "wire", (int64_t)a->wire);
    kb_json_put_int(&json, "milliseconds", a->milliseconds);
    kb_json_close(&json, '}');
    kb_json_line(&json);
    print(&buf);
}

/* Prints answers until no more than `left` are waited for. */
static bool drain(kb_client *client, size_t left, kb_err *err)
{
    for (int spent = 0; kb_client_waiting(client) > left && spent < SCENE_MS;) {
        kb_response *answer;
        if (kb_client_next(client, NEXT_MS, &answer, err) != KB_OK) return false;
        if (answer)
            print_answer(answer);
        else
            spent += NEXT_MS;
        kb_response_free(answer);
    }
    return kb_client_waiting(client) <= left || kb_fail(err, KB_ERR_LIMIT, "the scene does not end") == KB_OK;
}

static bool play(const json_t *scene, kb_err *err)
{
    const json_t *options = json_object_get(scene, "options"), *requests = json_object_get(scene, "requests");
    bool together = json_is_true(json_object_get(scene, "together")), good = true;
    world w = { .resolve = json_object_get(options, "resolve"), .robots = json_object_get(options, "robots") };
    const kb_client_options made = options_of(options, &w);
    kb_client *client = NULL;
    if (kb_client_open(&made, &client, err) != KB_OK) return false;
    for (size_t i = 0; good && i < json_array_size(requests); i++) {
        const json_t *r = json_array_get(requests, i);
        const kb_request request = { .url = text_of(r, "url"),
                                     .kind = kind_of(text_of(r, "kind")),
                                     .etag = text_of(r, "etag"),
                                     .last_modified = text_of(r, "last_modified"),
                                     .body = text_of(r, "body"),
                                     .type = text_of(r, "type") };
        good = kb_client_ask(client, &request, err) == KB_OK && (together || drain(client, 0, err));
    }
    size_t left = json_is_true(json_object_get(scene, "leave")) ? kb_client_waiting(client) - 1 : 0;
    good = good && drain(client, left, err);
    kb_client_close(client);
    return good;
}

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    (void)signal(SIGPIPE, SIG_IGN);
    while (getline(&line, &room, stdin) > 0) {
        kb_err err = { 0 };
        json_error_t fault;
        json_t *scene = json_loads(line, 0, &fault);
        kb_buf buf = { 0 };
        kb_json json = { .out = &buf };
        if (!scene) (void)kb_fail(&err, KB_ERR_FORMAT, "no scene: %s", fault.text);
        bool good = scene && play(scene, &err);
        json_decref(scene);
        kb_json_open(&json, '{');
        kb_json_put_bool(&json, "end", true);
        kb_json_put_str(&json, "failed", good ? KB_STR("") : kb_str_of(err.text));
        kb_json_close(&json, '}');
        kb_json_line(&json);
        print(&buf);
    }
    free(line);
    return 0;
}
