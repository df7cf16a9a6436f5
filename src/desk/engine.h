/* desk/engine.h - what every reading needs: the options, the ICU objects, the languages, the stemmer. One a thread. */
#ifndef KB_DESK_ENGINE_H
#define KB_DESK_ENGINE_H

#include "base/parallel.h"
#include "claim/claims.h"
#include "fetch/translator.h"
#include "text/lang.h"
#include "text/pivot.h"
#include "text/stem.h"
#include "text/token.h"

#define KB_ENGINE_BYTES_MAX ((size_t)32 << 20) /* largest single document where the options name no limit */

#define KB_BASIS_MAX 64

struct kb_engine {
    kb_options options; /* strings look at the caller's; max_bytes is never 0 here */
    kb_text *text;
    kb_langs *langs;
    kb_stemmer *stemmer;
    kb_pivot *pivot;
    kb_translator *translator;      /* NULL: none is named */
    struct kb_client *client;       /* of desk/ask.h; NULL until a host is asked */
    const struct kb_response *came; /* of the address that is being read now; else NULL */
    struct {
        struct {
            char part[12];
            uint64_t hash;
        } at[KB_BASIS_MAX];
        size_t count;
    } basis;                       /* hashes that were asked for (desk/basis.h) */
    unsigned workers;              /* threads that a comparison may take; 0: as many as the machine runs at once */
    struct kb_crew *crew;          /* the tools of other threads (desk/crew.h); NULL: not wanted yet */
    struct kb_engine_files *files; /* of the dictionaries, open as long as the engine */
};

static inline unsigned kb_engine_workers(const kb_engine *engine)
{
    return engine->workers ? engine->workers : kb_processors();
}

/* The engine's parts as claim/ wants them. */
static inline kb_claim_tools kb_engine_tools(const kb_engine *engine)
{
    return (kb_claim_tools){ engine->text, engine->langs, engine->stemmer };
}

#endif
