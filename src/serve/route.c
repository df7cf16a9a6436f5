#include "serve/route.h"

/* Takes the segment of `path` that stands for `wanted`. */
static bool take(const kb_request *request, kb_str wanted, kb_str given, kb_turn *turn)
{
    kb_str name;
    int64_t number;
    if (kb_str_is(wanted, "{id}")) {
        if (!kb_str_int(given, &number) || number <= 0) return false;
        *(turn->id ? &turn->second : &turn->id) = number;
        return true;
    }
    if (!kb_str_is(wanted, "{name}")) return kb_str_equal(wanted, given);
    if (!given.len || kb_request_decode(request->arena, given, false, &name, NULL) != KB_OK) return false;
    turn->name = name.at;
    return true;
}

static bool matches(const kb_request *request, const kb_route *route, kb_turn *turn)
{
    kb_str pattern = kb_str_of(route->path), path = kb_str_of(request->path), wanted, given;
    turn->id = turn->second = 0;
    turn->name = NULL;
    for (;;) {
        bool more = kb_str_next(&pattern, '/', &wanted), there = kb_str_next(&path, '/', &given);
        if (!more || !there) return !more && !there;
        if (!take(request, wanted, given, turn)) return false;
    }
}

kb_status kb_route_find(const kb_request *request, kb_turn *turn, const char **allowed, kb_err *err)
{
    bool gets = false, posts = false;
    for (const kb_route *route = kb_routes; route->path; route++) {
        if (!matches(request, route, turn)) continue;
        if (route->method == request->method) {
            turn->route = route;
            return KB_OK;
        }
        gets |= route->method == KB_GET;
        posts |= route->method == KB_POST;
    }
    *allowed = gets && posts ? "GET, POST" : gets ? "GET" : posts ? "POST" : "";
    return kb_fail(err, KB_ERR_NOT_FOUND, "there is nothing at this address");
}
