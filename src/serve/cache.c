#include "serve/cache.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"

#define BUCKETS 1024 /* of WAYS answers each */
#define WAYS 8

/* What of a reply a plain answer has. */
typedef struct {
    const char *type;
    kb_buf body;
    char etag[sizeof((kb_reply *)0)->etag], file[sizeof((kb_reply *)0)->file];
    bool packed, lasting;
} kept;

typedef struct {
    uint64_t hash, generation, used;
    int64_t made; /* seconds, by any clock that does not jump */
    char *key;    /* NULL: the slot is free */
    size_t key_len;
    kept answer;
} slot;

struct kb_cache {
    pthread_mutex_t lock;
    size_t bytes, most;
    uint64_t tick;
    size_t hand; /* where the last one was put out for want of room */
    slot slots[BUCKETS * WAYS];
};

kb_cache *kb_cache_new(size_t bytes)
{
    kb_cache *cache = calloc(1, sizeof *cache);
    if (!cache) return NULL;
    cache->most = bytes;
    (void)pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

static size_t weight(const slot *s)
{
    return s->key ? s->key_len + s->answer.body.room : 0;
}

static void drop(kb_cache *cache, slot *s)
{
    cache->bytes -= weight(s);
    kb_buf_clear(&s->answer.body);
    free(s->key);
    *s = (slot){ 0 };
}

void kb_cache_free(kb_cache *cache)
{
    if (!cache) return;
    for (size_t i = 0; i < BUCKETS * WAYS; i++) drop(cache, &cache->slots[i]);
    (void)pthread_mutex_destroy(&cache->lock);
    free(cache);
}

/* The parts, each behind a mark that says whether it is there, so that no two keys give the same bytes. */
static void write_key(kb_buf *out, const kb_cache_key *key)
{
    const char *const parts[] = { key->path, key->query, key->ui, key->theme, key->who };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        kb_buf_add_char(out, parts[i] ? 'y' : 'n');
        kb_buf_add_c(out, parts[i] ? parts[i] : "");
        kb_buf_add_char(out, '\0');
    }
    kb_buf_add_char(out, key->packed ? 'y' : 'n');
}

static slot *find(kb_cache *cache, uint64_t hash, kb_str key)
{
    slot *bucket = &cache->slots[hash % BUCKETS * WAYS];
    for (size_t i = 0; i < WAYS; i++)
        if (bucket[i].key && bucket[i].hash == hash && kb_str_equal(key, (kb_str){ bucket[i].key, bucket[i].key_len }))
            return &bucket[i];
    return NULL;
}

/* Copies that own their bytes. */
static void give(const kept *from, kb_reply *to)
{
    *to = (kb_reply){ .type = from->type, .packed = from->packed, .lasting = from->lasting };
    memcpy(to->etag, from->etag, sizeof to->etag);
    memcpy(to->file, from->file, sizeof to->file);
    kb_buf_add(&to->body, kb_buf_str(&from->body));
}

static void keep(const kb_reply *from, kept *to)
{
    *to = (kept){ .type = from->type, .packed = from->packed, .lasting = from->lasting };
    memcpy(to->etag, from->etag, sizeof to->etag);
    memcpy(to->file, from->file, sizeof to->file);
    kb_buf_add(&to->body, kb_buf_str(&from->body));
}

bool kb_cache_find(kb_cache *cache, const kb_cache_key *key, uint64_t generation, int64_t now, kb_reply *reply)
{
    kb_buf text = { 0 };
    write_key(&text, key);
    uint64_t hash = kb_hash(kb_buf_str(&text));
    (void)pthread_mutex_lock(&cache->lock);
    slot *s = find(cache, hash, kb_buf_str(&text));
    bool found = s && s->generation == generation && now < s->made + KB_CACHE_SECONDS && !text.failed;
    if (found) {
        s->used = ++cache->tick;
        give(&s->answer, reply);
    }
    (void)pthread_mutex_unlock(&cache->lock);
    kb_buf_clear(&text);
    return found;
}

/* Where the answer goes: over its older self, a free slot, or the one of its bucket that was not asked for longest. */
static slot *place(kb_cache *cache, uint64_t hash, kb_str key)
{
    slot *bucket = &cache->slots[hash % BUCKETS * WAYS], *oldest = find(cache, hash, key);
    for (size_t i = 0; i < WAYS && !oldest; i++)
        if (!bucket[i].key) oldest = &bucket[i];
    for (size_t i = 0; i < WAYS && !oldest; i++) oldest = &bucket[i];
    if (oldest->key && oldest->hash != hash)
        for (size_t i = 0; i < WAYS; i++)
            if (bucket[i].used < oldest->used) oldest = &bucket[i];
    return oldest;
}

static void put(kb_cache *cache, uint64_t hash, kb_buf *key, uint64_t generation, int64_t now, const kb_reply *reply)
{
    slot *s = place(cache, hash, kb_buf_str(key));
    drop(cache, s);
    *s = (slot){
        .hash = hash, .generation = generation, .used = ++cache->tick, .made = now, .key = key->at, .key_len = key->len
    };
    *key = (kb_buf){ 0 };
    keep(reply, &s->answer);
    cache->bytes += weight(s);
    if (s->answer.body.failed) drop(cache, s);
    while (cache->bytes > cache->most) {
        cache->hand = (cache->hand + 1) % (BUCKETS * WAYS);
        drop(cache, &cache->slots[cache->hand]);
    }
}

void kb_cache_add(kb_cache *cache, const kb_cache_key *key, uint64_t generation, int64_t now, kb_reply *reply)
{
    kb_buf text = { 0 };
    if ((reply->status && reply->status != 200) || reply->cookie[0] || reply->events || reply->fresh ||
        reply->body.failed)
        return;
    if (!reply->etag[0])
        (void)snprintf(reply->etag, sizeof reply->etag, "\"%016" PRIx64 "\"", kb_hash(kb_buf_str(&reply->body)));
    if (key->packed) kb_reply_pack(reply);
    if (reply->body.len > cache->most / 8) return;
    write_key(&text, key);
    if (!text.failed) {
        (void)pthread_mutex_lock(&cache->lock);
        put(cache, kb_hash(kb_buf_str(&text)), &text, generation, now, reply);
        (void)pthread_mutex_unlock(&cache->lock);
    }
    kb_buf_clear(&text);
}
